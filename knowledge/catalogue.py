"""The catalogue in SQLite: the truth about sources, passages and records, their vectors, and the word indexes.

A source is committed in one transaction. Each change of a passage or a name also leaves a line in `outbox`, from which Chroma is brought
in line later: the catalogue remembers how far that went. Vectors are kept under the SHA-256 of the text that they are of.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from weakref import WeakSet

import numpy as np

from knowledge import relations
from knowledge.embeddings import REPAIR, Vectors
from knowledge.errors import HomeDamaged
from knowledge.records import KINDS, Content, Figure, Kind, Outlook, Passage, Pay, Record, RelationKind, Source
from knowledge.relations import Named, Related
from knowledge.words import stems

SCHEMA = 2
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    id TEXT PRIMARY KEY, location TEXT NOT NULL UNIQUE, title TEXT NOT NULL, publisher TEXT NOT NULL,
    licence TEXT NOT NULL, address TEXT, retrieved TEXT NOT NULL, figures_as_of TEXT, digest TEXT NOT NULL
);
CREATE TABLE embedding (key TEXT PRIMARY KEY, vector BLOB NOT NULL);
CREATE TABLE passage (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL REFERENCES source (id), position INTEGER NOT NULL,
    text TEXT NOT NULL, headings TEXT NOT NULL, place TEXT NOT NULL, vector_key TEXT NOT NULL REFERENCES embedding (key)
);
CREATE INDEX passage_source ON passage (source, position);
CREATE INDEX passage_vector_key ON passage (vector_key);
"""
_OUTBOX = "CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, collection TEXT NOT NULL, item TEXT NOT NULL)"
_WORDS = (
    "CREATE VIRTUAL TABLE words USING fts5 (headings, text, tokenize = 'unicode61')",
    "CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row)",
)
# What the index has of each collection: an item's id, the key of its vector, and its text. A name that several entries have is one item.
_ITEMS: dict[str, str] = {
    "passage": "SELECT id AS item, vector_key AS key, text, number FROM passage",
    **{kind: f"SELECT key AS item, key, text, number FROM name WHERE kind = '{kind}'" for kind in KINDS},
}
COLLECTIONS = tuple(_ITEMS)

# Where a word stands in more passages than this, it is left out of a search that has rarer ones (an OR of all words over
# 300,000 passages takes 470 ms, of the rare ones 2 to 25 ms); small collections are searched for every word.
COMMON_SHARE = 0.01
COMMON_LEAST = 1000


class _Held:
    """The connection of one thread, closed when that thread ends."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def __del__(self) -> None:
        self.db.close()


class Catalogue:
    """One catalogue file; safe to use from many threads, each of which gets a connection of its own."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        if not path.is_file():
            raise HomeDamaged(f"the catalogue {path} is missing", f"{REPAIR}, and read your sources again")
        self.path = path
        self.read_only = read_only
        self._local = threading.local()
        self._open: WeakSet[_Held] = WeakSet()

    @classmethod
    def create(cls, path: Path) -> "Catalogue":
        """A new, empty catalogue."""
        db = sqlite3.connect(path, isolation_level=None)
        statements = ";".join((_SCHEMA, _OUTBOX, relations.SCHEMA, *_WORDS, *relations.WORDS))
        db.executescript(f"PRAGMA journal_mode = WAL; BEGIN; {statements}; COMMIT;")
        db.close()
        return cls(path)

    def upgrade(self) -> None:
        """Bring a catalogue of an older schema to this one; everything in it stays, and the index is to be filled anew."""
        with self._transaction() as db:
            if db.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone() == ("1",):
                db.execute("DROP TABLE outbox")
                for statement in (_OUTBOX, *filter(str.strip, relations.SCHEMA.split(";")), *relations.WORDS):
                    db.execute(statement)
                db.execute("UPDATE meta SET value = ? WHERE name = 'schema'", (str(SCHEMA),))

    def close(self) -> None:
        """Close the connections of all threads."""
        for held in list(self._open):
            held.db.close()
        self._local = threading.local()

    @property
    def _db(self) -> sqlite3.Connection:
        held: _Held | None = getattr(self._local, "held", None)
        if held is None:
            mode = "ro" if self.read_only else "rw"
            address = f"{self.path.absolute().as_uri()}?mode={mode}"
            db = sqlite3.connect(address, uri=True, isolation_level=None, timeout=30, check_same_thread=False)
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA synchronous = FULL")
            held = self._local.held = _Held(db)
            self._open.add(held)
        return held.db

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        db = self._db
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")

    @contextmanager
    def _snapshot(self) -> Iterator[sqlite3.Connection]:
        """Several readings that see the same state, whatever is written meanwhile."""
        db = self._db
        db.execute("BEGIN")
        try:
            yield db
        finally:
            db.execute("COMMIT")

    # What stands in it ------------------------------------------------------------------------------------------

    def meta(self, name: str) -> str | None:
        """A remembered value, or None."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def remember(self, name: str, value: str) -> None:
        """Remember a value under a name."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def counts(self) -> dict[str, int]:
        """How many sources and passages there are."""
        row = self._db.execute("SELECT (SELECT count(*) FROM source), (SELECT count(*) FROM passage)").fetchone()
        return {"sources": row[0], "passages": row[1]}

    def record_counts(self) -> dict[str, int]:
        """How many roles, skills, courses and relations there are, each record once."""
        return relations.counts(self._db)

    def record_counts_by_publisher(self) -> dict[str, dict[str, int]]:
        """How many roles, skills, courses and relations each publisher tells of; several may tell of the same."""
        return relations.counts_by_publisher(self._db)

    def sources(self) -> list[Source]:
        """All sources, by title."""
        return [Source(*row) for row in self._db.execute(f"SELECT {_SOURCE} FROM source ORDER BY title, id")]

    def source(self, source_id: str) -> Source | None:
        """One source, or None."""
        row = self._db.execute(f"SELECT {_SOURCE} FROM source WHERE id = ?", (source_id,)).fetchone()
        return Source(*row) if row else None

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages with these ids; those that are not there are left out."""
        rows = self._db.execute(
            f"SELECT {_PASSAGE} FROM passage WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
        )
        return {row[0]: _passage(row) for row in rows}

    def ids(self, collection: str = "passage") -> list[str]:
        """What the index should hold of a collection: ids of passages, or keys of names."""
        rows = self._db.execute(f"SELECT item FROM ({_ITEMS[collection]}) GROUP BY item ORDER BY min(number)")
        return [row[0] for row in rows]

    def texts(self, collection: str, ids: Sequence[str]) -> dict[str, str]:
        """The texts of these items of a collection."""
        rows = self._db.execute(
            f"SELECT item, text FROM ({_ITEMS[collection]}) WHERE item IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        return dict(rows.fetchall())

    def passages_of(self, source_id: str) -> list[Passage]:
        """The passages of one source, in its order."""
        rows = self._db.execute(f"SELECT {_PASSAGE} FROM passage WHERE source = ? ORDER BY position", (source_id,))
        return [_passage(row) for row in rows]

    # Writing ----------------------------------------------------------------------------------------------------

    def known_vectors(self, keys: Iterable[str]) -> set[str]:
        """Which of these texts have a vector already."""
        rows = self._db.execute(
            "SELECT key FROM embedding WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(list(keys)),)
        )
        return {row[0] for row in rows}

    def keep_vectors(self, keys: Sequence[str], vectors: Vectors) -> None:
        """Keep vectors under their texts' keys, at once: an interrupted reading goes on from here."""
        with self._transaction() as db:
            rows = ((key, vector.tobytes()) for key, vector in zip(keys, vectors, strict=True))
            db.executemany("INSERT OR IGNORE INTO embedding VALUES (?, ?)", rows)

    def replace_sources(self, contents: Sequence[Content]) -> None:
        """Put sources with all that they hold in place of what they had before, in one transaction.

        The vector of every passage and name must have been kept before.
        """
        with self._transaction() as db:
            changed = False
            for content in contents:
                _replace_passages(db, content)
                changed = relations.delete(db, content.source.id) or changed
                changed = relations.insert(db, content.source.id, content.rank, content.records) or changed
            if changed:
                relations.unite(db)

    def remove_sources(self, ids: Sequence[str]) -> None:
        """Remove sources with all that they hold, in one transaction."""
        with self._transaction() as db:
            changed = False
            for id_ in ids:
                _delete(db, db.execute("SELECT number, id FROM passage WHERE source = ?", (id_,)).fetchall())
                changed = relations.delete(db, id_) or changed
                db.execute("DELETE FROM source WHERE id = ?", (id_,))
            if changed:
                relations.unite(db)

    def drop_unused_vectors(self) -> None:
        """Forget vectors whose text stands nowhere any more."""
        self._db.execute(
            "DELETE FROM embedding WHERE key NOT IN (SELECT vector_key FROM passage UNION SELECT key FROM name)"
        )

    def replace_vectors(self, keys: Sequence[str], vectors: Vectors, model: str) -> None:
        """Put new vectors in place of all, as another model makes them, and queue everything for the index.

        `keys` must be those of `vector_texts`; `model` is remembered under the name "model".
        """
        with self._transaction() as db:
            db.execute("DELETE FROM outbox")
            db.execute("DELETE FROM embedding WHERE key NOT IN (SELECT value FROM json_each(?))", (json.dumps(keys),))
            rows = ((vector.tobytes(), key) for key, vector in zip(keys, vectors, strict=True))
            db.executemany("UPDATE embedding SET vector = ? WHERE key = ?", rows)
            _queue_everything(db)
            db.execute("INSERT OR REPLACE INTO meta VALUES ('model', ?)", (model,))

    def vector_texts(self) -> dict[str, str]:
        """The texts that have a vector, under their keys."""
        rows = self._db.execute(f"SELECT {_PASSAGE} FROM passage ORDER BY number").fetchall()
        texts = {passage.vector_key: passage.embedded_text for passage in map(_passage, rows)}
        return texts | dict(self._db.execute("SELECT key, text FROM name ORDER BY number").fetchall())

    # The outbox: what an index has yet to take over --------------------------------------------------------------

    def pending(self, limit: int, after: int = 0) -> list[tuple[int, str, str]]:
        """The oldest changes after one that the index has not taken over: (sequence number, collection, item)."""
        return self._db.execute(
            "SELECT seq, collection, item FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?", (after, limit)
        ).fetchall()

    def taken_over(self, seq: int, files: str) -> None:
        """The index has taken over everything up to this change; `files` is what its files were like after it."""
        with self._transaction() as db:
            db.execute("DELETE FROM outbox WHERE seq <= ?", (seq,))
            db.execute("INSERT OR REPLACE INTO meta VALUES ('index files', ?)", (files,))

    def queue_everything(self) -> None:
        """Queue all items for an index that starts from nothing; what its files are like is not known until it is there."""
        with self._transaction() as db:
            db.execute("DELETE FROM meta WHERE name = 'index files'")
            db.execute("DELETE FROM outbox")
            _queue_everything(db)

    def vectors(self, ids: Sequence[str], collection: str = "passage") -> dict[str, Vectors]:
        """The vectors of these items of a collection."""
        rows = self._db.execute(
            f"SELECT i.item, e.vector FROM ({_ITEMS[collection]}) i JOIN embedding e ON e.key = i.key"
            " WHERE i.item IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        return {row[0]: np.frombuffer(row[1], dtype=np.float32) for row in rows}

    def all_vectors(self, collection: str = "passage") -> tuple[list[str], Vectors]:
        """The ids and vectors of a collection; an empty one gives an array of shape (0, 0)."""
        items = _ITEMS[collection]
        ids: list[str] = []
        vectors = np.zeros((0, 0), dtype=np.float32)
        with self._snapshot() as db:
            count = db.execute(f"SELECT count(DISTINCT item) FROM ({items})").fetchone()[0]
            rows = db.execute(
                f"SELECT i.item, e.vector FROM ({items}) i JOIN embedding e ON e.key = i.key"
                " GROUP BY i.item ORDER BY min(i.number)"
            )
            for place, (id_, vector) in enumerate(rows):
                if not ids:
                    vectors = np.empty((count, len(vector) // 4), dtype=np.float32)
                vectors[place] = np.frombuffer(vector, dtype=np.float32)
                ids.append(id_)
        return ids, vectors

    def vector_sizes(self, newest: int = -1) -> set[int]:
        """The lengths, in bytes, of the vectors that texts have, 4 bytes a dimension: of all, or of so many that came last."""
        rows = self._db.execute(
            "SELECT DISTINCT length(vector) FROM (SELECT vector FROM embedding ORDER BY rowid DESC LIMIT ?)", (newest,)
        )
        return {int(row[0]) for row in rows}

    def state(self) -> tuple[int, int]:
        """Two numbers that change when items do: how many changes there ever were, and how many passages there are."""
        changes = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").fetchone()
        return (int(changes[0]) if changes else 0, self.counts()["passages"])

    # Records: roles, skills and courses -------------------------------------------------------------------------

    def record(self, id_: str) -> Record | None:
        """The role, skill or course with this id, or with the id of one of its entries."""
        return self.records([id_]).get(id_)

    def records(self, ids: Sequence[str]) -> dict[str, Record]:
        """The records with these ids, or with those of their entries, under the ids that were asked for."""
        with self._snapshot() as db:
            return relations.records(db, ids, {source.id: source for source in self.sources()})

    def codes(self, ids: Sequence[str]) -> dict[str, dict[str, list[str]]]:
        """The codes of these records, by scheme."""
        return relations.codes(self._db, ids)

    def related(self, id_: str, kind: RelationKind) -> list[Related]:
        """What a record points at, as its publishers tell it, the pack first, most important first."""
        return relations.related(self._db, id_, kind, backwards=False)

    def relating(self, id_: str, kind: RelationKind) -> list[Related]:
        """What points at a record."""
        return relations.related(self._db, id_, kind, backwards=True)

    def edges(self, subject: Kind, kind: RelationKind) -> list[tuple[str, str, Figure | None]]:
        """Every relation of a kind from a kind of record, as (record, record that it points at, level)."""
        return relations.edges(self._db, subject, kind)

    def needs_of_the_pack(self) -> list[tuple[str, str, float, float]]:
        """What the pack's roles need, as (role, skill, importance in the middle of its range, lowest level)."""
        return relations.needs_of_the_pack(self._db)

    def record_ids(self, kind: Kind) -> list[str]:
        """The ids of all records of a kind."""
        return relations.record_ids(self._db, kind)

    def names(self, kind: Kind, column: Literal["plain", "bag", "key"], values: Sequence[str]) -> list[Named]:
        """The names of a kind that are written so, have these words, or are kept under these keys; the pack's first."""
        return relations.names(self._db, kind, column, values)

    def name_vocabulary(self) -> list[str]:
        """Every stem of at least four letters that stands in a name."""
        return [row[0] for row in self._db.execute("SELECT term FROM name_vocabulary WHERE length(term) > 3")]

    def pay(self, soc: str) -> list[Pay]:
        """What is known of the pay of a SOC occupation."""
        return relations.figures(self._db, Pay, soc)

    def outlook(self, soc: str) -> list[Outlook]:
        """What is known of the outlook of a SOC occupation."""
        return relations.figures(self._db, Outlook, soc)

    def occupations_without_role(self) -> list[tuple[str, str]]:
        """The SOC occupations that there are figures of and no role has the code of, as (code, title)."""
        return relations.occupations_without_role(self._db)

    def course_addresses(self) -> list[str]:
        """The addresses of all courses, each once."""
        return relations.course_addresses(self._db)

    def dead_addresses(self) -> set[str]:
        """Every address that is known to be dead."""
        return relations.dead_addresses(self._db)

    def remember_dead(self, checked: Sequence[str], dead: Mapping[str, str], day: str) -> None:
        """Remember which of the addresses that were checked are dead, and why; what was dead and lives is forgotten."""
        with self._transaction() as db:
            relations.remember_dead(db, checked, dead, day)

    def dead_since(self, address: str) -> tuple[str, str] | None:
        """Since when an address is known to be dead, and why; None where it is not."""
        return relations.dead_since(self._db, address)

    # Words ------------------------------------------------------------------------------------------------------

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many passages each stem stands."""
        found = {}
        for term in terms:
            row = self._db.execute("SELECT doc FROM vocabulary WHERE term = ?", (term,)).fetchone()
            found[term] = int(row[0]) if row else 0
        return found

    def search_words(self, terms: Sequence[str], rarest: int, k: int) -> list[tuple[str, float]]:
        """The passages that hold most of the rarest of these stems, best first, as (passage id, BM25, higher being better)."""
        frequencies = self.frequencies(terms)
        known = sorted((term for term in terms if frequencies[term]), key=frequencies.__getitem__)[:rarest]
        limit = max(COMMON_LEAST, COMMON_SHARE * self.counts()["passages"]) if known else 0
        chosen = [term for term in known if frequencies[term] <= limit] or known[:1]
        if not chosen:
            return []
        rows = self._db.execute(
            "SELECT p.id, -bm25(words) AS score FROM words JOIN passage p ON p.number = words.rowid"
            " WHERE words MATCH ? ORDER BY score DESC, p.number LIMIT ?",
            (" OR ".join(f'"{term}"' for term in chosen), k),
        )
        return rows.fetchall()

    def vocabulary(self) -> list[str]:
        """Every stem of the word index of at least four letters."""
        return [row[0] for row in self._db.execute("SELECT term FROM vocabulary WHERE length(term) > 3")]

    def rebuild_words(self) -> None:
        """Make the word indexes anew from the passages and names."""
        with self._transaction() as db:
            relations.rebuild_words(db)
            db.execute("DROP TABLE IF EXISTS vocabulary")
            db.execute("DROP TABLE IF EXISTS words")
            for statement in _WORDS:
                db.execute(statement)
            for number, headings, text in db.execute("SELECT number, headings, text FROM passage").fetchall():
                _index_words(db, number, json.loads(headings), text)

    # Health -----------------------------------------------------------------------------------------------------

    def faults(self) -> list[str]:
        """What is broken in the file itself, in words; nothing where it is sound."""
        found = [row[0] for row in self._db.execute("PRAGMA quick_check") if row[0] != "ok"]
        found += [
            f"a row of {row[0]} points nowhere" for row in self._db.execute("PRAGMA foreign_key_check").fetchall()
        ]
        return found

    def words_are_sound(self) -> bool:
        """Whether the word indexes can be read and hold each passage and name once."""
        try:
            self._db.execute("SELECT term FROM vocabulary LIMIT 1").fetchone()
            if not relations.words_are_sound(self._db):
                return False
            row = self._db.execute(
                "SELECT (SELECT count(*) FROM words_docsize) = (SELECT count(*) FROM passage) AND NOT EXISTS"
                " (SELECT 1 FROM passage p LEFT JOIN words_docsize w ON w.id = p.number WHERE w.id IS NULL)"
            ).fetchone()
        except sqlite3.DatabaseError:
            return False
        return bool(row[0])


_SOURCE = "id, location, title, publisher, licence, address, retrieved, figures_as_of, digest"
_PASSAGE = "id, source, text, headings, place"


def _passage(row: tuple[str, str, str, str, str]) -> Passage:
    return Passage(row[0], row[1], row[2], tuple(json.loads(row[3])), row[4])


def _replace_passages(db: sqlite3.Connection, content: Content) -> None:
    source = content.source
    fields = ", ".join(f"{name} = excluded.{name}" for name in _SOURCE.split(", ")[1:])
    db.execute(
        f"INSERT INTO source ({_SOURCE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET {fields}",
        tuple(getattr(source, name) for name in _SOURCE.split(", ")),
    )
    before = dict(db.execute("SELECT id, number FROM passage WHERE source = ?", (source.id,)).fetchall())
    kept = {passage.id for passage in content.passages}
    _delete(db, [(number, id_) for id_, number in before.items() if id_ not in kept])
    for position, passage in enumerate(content.passages):
        if passage.id in before:
            moved = (position, passage.place, passage.id)
            db.execute("UPDATE passage SET position = ?, place = ? WHERE id = ?", moved)
        else:
            _insert(db, passage, position)


def _insert(db: sqlite3.Connection, passage: Passage, position: int) -> None:
    number = db.execute(
        "INSERT INTO passage (id, source, position, text, headings, place, vector_key) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            passage.id,
            passage.source,
            position,
            passage.text,
            json.dumps(passage.headings, ensure_ascii=False),
            passage.place,
            passage.vector_key,
        ),
    ).lastrowid
    _index_words(db, number or 0, passage.headings, passage.text)
    db.execute("INSERT INTO outbox (collection, item) VALUES ('passage', ?)", (passage.id,))


def _queue_everything(db: sqlite3.Connection) -> None:
    for collection, items in _ITEMS.items():
        db.execute(
            f"INSERT INTO outbox (collection, item) SELECT '{collection}', item FROM ({items}) GROUP BY item ORDER BY min(number)"
        )


def _index_words(db: sqlite3.Connection, number: int, headings: Iterable[str], text: str) -> None:
    db.execute(
        "INSERT INTO words (rowid, headings, text) VALUES (?, ?, ?)",
        (number, " ".join(stems(" ".join(headings))), " ".join(stems(text))),
    )


def _delete(db: sqlite3.Connection, gone: Sequence[tuple[int, str]]) -> None:
    db.executemany("DELETE FROM words WHERE rowid = ?", [(number,) for number, _ in gone])
    db.executemany("DELETE FROM passage WHERE number = ?", [(number,) for number, _ in gone])
    db.executemany("INSERT INTO outbox (collection, item) VALUES ('passage', ?)", [(id_,) for _, id_ in gone])
