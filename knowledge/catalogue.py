"""The catalogue in SQLite: the truth about sources and passages, their vectors, and the word index.

A source is committed in one transaction. Each change of a passage also leaves a line in `outbox`, from which Chroma is brought in line
later: the catalogue remembers how far that went. Vectors are kept under the SHA-256 of the text that they are of.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakSet

import numpy as np

from knowledge.embeddings import REPAIR, Vectors
from knowledge.errors import HomeDamaged
from knowledge.records import Passage, Source
from knowledge.words import stems

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    id TEXT PRIMARY KEY, location TEXT NOT NULL UNIQUE, title TEXT NOT NULL, publisher TEXT NOT NULL,
    licence TEXT NOT NULL, address TEXT, retrieved TEXT NOT NULL, figures_as_of TEXT, digest TEXT NOT NULL
);
CREATE TABLE embedding (key TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE passage (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL REFERENCES source (id), position INTEGER NOT NULL,
    text TEXT NOT NULL, headings TEXT NOT NULL, place TEXT NOT NULL, vector_key TEXT NOT NULL REFERENCES embedding (key)
);
CREATE INDEX passage_source ON passage (source, position);
CREATE INDEX passage_vector_key ON passage (vector_key);
CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, passage TEXT NOT NULL);
"""
_WORDS = (
    "CREATE VIRTUAL TABLE words USING fts5 (headings, text, tokenize = 'unicode61')",
    "CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row)",
)

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
        db.executescript(f"PRAGMA journal_mode = WAL; BEGIN; {_SCHEMA} {';'.join(_WORDS)}; COMMIT;")
        db.close()
        return cls(path)

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

    def ids(self) -> list[str]:
        """The ids of all passages."""
        return [row[0] for row in self._db.execute("SELECT id FROM passage ORDER BY number")]

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

    def replace_source(self, source: Source, passages: Sequence[Passage]) -> None:
        """Put a source and its passages in place of what it had before, in one transaction.

        The vector of every passage must have been kept before.
        """
        with self._transaction() as db:
            fields = ", ".join(f"{name} = excluded.{name}" for name in _SOURCE.split(", ")[1:])
            db.execute(
                f"INSERT INTO source ({_SOURCE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET {fields}",
                tuple(getattr(source, name) for name in _SOURCE.split(", ")),
            )
            before = dict(db.execute("SELECT id, number FROM passage WHERE source = ?", (source.id,)).fetchall())
            kept = {passage.id for passage in passages}
            _delete(db, [(number, id_) for id_, number in before.items() if id_ not in kept])
            for position, passage in enumerate(passages):
                if passage.id in before:
                    moved = (position, passage.place, passage.id)
                    db.execute("UPDATE passage SET position = ?, place = ? WHERE id = ?", moved)
                else:
                    _insert(db, passage, position)

    def remove_source(self, source_id: str) -> None:
        """Remove a source with its passages, in one transaction."""
        with self._transaction() as db:
            _delete(db, db.execute("SELECT number, id FROM passage WHERE source = ?", (source_id,)).fetchall())
            db.execute("DELETE FROM source WHERE id = ?", (source_id,))

    def drop_unused_vectors(self) -> None:
        """Forget vectors whose text stands in no passage any more."""
        self._db.execute("DELETE FROM embedding WHERE key NOT IN (SELECT vector_key FROM passage)")

    def replace_vectors(self, keys: Sequence[str], vectors: Vectors, model: str) -> None:
        """Put new vectors in place of all, as another model makes them, and queue every passage for the index.

        `keys` must be those of `vector_texts`; `model` is remembered under the name "model".
        """
        with self._transaction() as db:
            db.execute("DELETE FROM outbox")
            db.execute("DELETE FROM embedding WHERE key NOT IN (SELECT value FROM json_each(?))", (json.dumps(keys),))
            rows = ((vector.tobytes(), key) for key, vector in zip(keys, vectors, strict=True))
            db.executemany("UPDATE embedding SET vector = ? WHERE key = ?", rows)
            db.execute("INSERT INTO outbox (passage) SELECT id FROM passage ORDER BY number")
            db.execute("INSERT OR REPLACE INTO meta VALUES ('model', ?)", (model,))

    def vector_texts(self) -> dict[str, str]:
        """The texts that have a vector, under their keys."""
        rows = self._db.execute(f"SELECT {_PASSAGE} FROM passage ORDER BY number").fetchall()
        return {passage.vector_key: passage.embedded_text for passage in map(_passage, rows)}

    # The outbox: what an index has yet to take over --------------------------------------------------------------

    def pending(self, limit: int) -> list[tuple[int, str]]:
        """The oldest changes that the index has not taken over: (sequence number, passage id)."""
        return self._db.execute("SELECT seq, passage FROM outbox ORDER BY seq LIMIT ?", (limit,)).fetchall()

    def taken_over(self, seq: int, files: str) -> None:
        """The index has taken over everything up to this change; `files` is what its files were like after it."""
        with self._transaction() as db:
            db.execute("DELETE FROM outbox WHERE seq <= ?", (seq,))
            db.execute("INSERT OR REPLACE INTO meta VALUES ('index files', ?)", (files,))

    def queue_everything(self) -> None:
        """Queue every passage for an index that starts from nothing; what its files are like is not known until it is there."""
        with self._transaction() as db:
            db.execute("DELETE FROM meta WHERE name = 'index files'")
            db.execute("DELETE FROM outbox")
            db.execute("INSERT INTO outbox (passage) SELECT id FROM passage ORDER BY number")

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of these passages."""
        rows = self._db.execute(
            "SELECT p.id, e.vector FROM passage p JOIN embedding e ON e.key = p.vector_key"
            " WHERE p.id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        return {row[0]: np.frombuffer(row[1], dtype=np.float32) for row in rows}

    def all_vectors(self) -> tuple[list[str], Vectors]:
        """The ids and vectors of all passages; an empty catalogue gives an array of shape (0, 0)."""
        rows = self._db.execute(
            "SELECT p.id, e.vector FROM passage p JOIN embedding e ON e.key = p.vector_key ORDER BY p.number"
        ).fetchall()
        if not rows:
            return [], np.zeros((0, 0), dtype=np.float32)
        return [row[0] for row in rows], np.frombuffer(b"".join(row[1] for row in rows), dtype=np.float32).reshape(
            len(rows), -1
        )

    def vector_sizes(self) -> set[int]:
        """The lengths, in bytes, of the vectors that passages have; 4 bytes a dimension."""
        rows = self._db.execute("SELECT DISTINCT length(vector) FROM embedding")
        return {int(row[0]) for row in rows}

    def state(self) -> tuple[int, int]:
        """Two numbers that change when passages do: how many changes there ever were, and how many passages there are."""
        changes = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").fetchone()
        return (int(changes[0]) if changes else 0, self.counts()["passages"])

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
        """Make the word index anew from the passages."""
        with self._transaction() as db:
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
        """Whether the word index can be read and holds each passage once."""
        try:
            self._db.execute("SELECT term FROM vocabulary LIMIT 1").fetchone()
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
    db.execute("INSERT INTO outbox (passage) VALUES (?)", (passage.id,))


def _index_words(db: sqlite3.Connection, number: int, headings: Iterable[str], text: str) -> None:
    db.execute(
        "INSERT INTO words (rowid, headings, text) VALUES (?, ?, ?)",
        (number, " ".join(stems(" ".join(headings))), " ".join(stems(text))),
    )


def _delete(db: sqlite3.Connection, gone: Sequence[tuple[int, str]]) -> None:
    db.executemany("DELETE FROM words WHERE rowid = ?", [(number,) for number, _ in gone])
    db.executemany("DELETE FROM passage WHERE number = ?", [(number,) for number, _ in gone])
    db.executemany("INSERT INTO outbox (passage) VALUES (?)", [(id_,) for _, id_ in gone])
