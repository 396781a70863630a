"""The catalogue's tables of records: what publishers say of roles, skills and courses, their names, and how they relate.

Each source keeps its own entries. Which entries are one record is worked out anew whenever entries change: those that share a code are
one; skills are also joined by exact name. Relations join entries by id, and are read between records.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, TypeAdapter

from knowledge.records import (
    CourseFacts,
    Entry,
    Facts,
    Figure,
    Kind,
    Outlook,
    Pay,
    Record,
    Relation,
    RelationKind,
    RoleFacts,
    SkillFacts,
    Source,
    digest,
)
from knowledge.words import content_stems, stems, tokens

SCHEMA = """
CREATE TABLE entry (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, source TEXT NOT NULL REFERENCES source (id), kind TEXT NOT NULL, rank INTEGER NOT NULL,
    name TEXT NOT NULL, codes TEXT NOT NULL, facts TEXT NOT NULL, record TEXT NOT NULL, UNIQUE (source, id)
);
CREATE INDEX entry_id ON entry (id);
CREATE INDEX entry_record ON entry (record);
CREATE TABLE name (
    number INTEGER PRIMARY KEY, entry INTEGER NOT NULL REFERENCES entry (number), kind TEXT NOT NULL, text TEXT NOT NULL,
    plain TEXT NOT NULL, bag TEXT NOT NULL, key TEXT NOT NULL REFERENCES embedding (key)
);
CREATE INDEX name_entry ON name (entry);
CREATE INDEX name_plain ON name (kind, plain);
CREATE INDEX name_bag ON name (kind, bag);
CREATE INDEX name_key ON name (key, kind);
CREATE TABLE relation (
    source TEXT NOT NULL REFERENCES source (id), subject TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL,
    importance TEXT, level TEXT, weight REAL NOT NULL, note TEXT NOT NULL
);
CREATE TABLE figure (source TEXT NOT NULL REFERENCES source (id), kind TEXT NOT NULL, soc TEXT NOT NULL, value TEXT NOT NULL);
CREATE TABLE dead_address (address TEXT PRIMARY KEY, since TEXT NOT NULL, why TEXT NOT NULL);
CREATE INDEX figure_soc ON figure (soc, kind);
CREATE INDEX figure_source ON figure (source);
CREATE INDEX relation_source ON relation (source);
CREATE INDEX relation_subject ON relation (subject, kind);
CREATE INDEX relation_target ON relation (target, kind);
"""
WORDS = (
    "CREATE VIRTUAL TABLE name_words USING fts5 (text, tokenize = 'unicode61')",
    "CREATE VIRTUAL TABLE name_vocabulary USING fts5vocab (name_words, row)",
)
_FACTS: dict[str, type[Facts]] = {"role": RoleFacts, "skill": SkillFacts, "course": CourseFacts}
Published = TypeVar("Published", Pay, Outlook)
_IDENTITY = ("onet", "esco")  # A shared SOC code classes two roles, and does not make them one.


@dataclass(frozen=True, slots=True)
class Related:
    """A record at one end of a relation, as one publisher tells it; `source` is the source's id."""

    id: str
    name: str
    relation: Relation
    source: str


@dataclass(frozen=True, slots=True)
class Named:
    """One name of a record; `key` is what its vector is kept under, `title` what the record is shown by."""

    record: str
    title: str
    name: str
    plain: str
    bag: str
    key: str
    is_packs: bool


def plain(name: str) -> str:
    """A name as it is compared: its words, folded, in order."""
    return " ".join(tokens(name))


def bag(name: str) -> str:
    """The stems of a name's words of content in alphabetical order: the same for every order and inflection."""
    return " ".join(sorted(content_stems(name) or set(stems(name))))


def name_key(name: str) -> str:
    """What the vector of a name is kept under."""
    return digest(name)


# Writing ------------------------------------------------------------------------------------------------------------


def delete(db: sqlite3.Connection, source_id: str) -> bool:
    """Take out what a source told; whether it told anything."""
    names = db.execute(
        "SELECT n.number, n.kind, n.key FROM name n JOIN entry e ON e.number = n.entry WHERE e.source = ?", (source_id,)
    ).fetchall()
    db.executemany("DELETE FROM name_words WHERE rowid = ?", [(number,) for number, _, _ in names])
    db.executemany("DELETE FROM name WHERE number = ?", [(number,) for number, _, _ in names])
    db.executemany("INSERT INTO outbox (collection, item) VALUES (?, ?)", {(kind, key) for _, kind, key in names})
    entries = db.execute("DELETE FROM entry WHERE source = ?", (source_id,)).rowcount
    relations = db.execute("DELETE FROM relation WHERE source = ?", (source_id,)).rowcount
    db.execute("DELETE FROM figure WHERE source = ?", (source_id,))
    return bool(entries or relations)


def insert(
    db: sqlite3.Connection, source_id: str, rank: int, records: Iterable[Entry | Relation | Pay | Outlook]
) -> bool:
    """Add what a source tells; whether any of that is an entry."""
    queued: set[tuple[str, str]] = set()
    any_ = False
    for record in records:
        if isinstance(record, Pay | Outlook):
            figure = (source_id, type(record).__name__, record.soc, json.dumps(asdict(record)))
            db.execute("INSERT INTO figure VALUES (?, ?, ?, ?)", figure)
            continue
        if isinstance(record, Relation):
            db.execute("INSERT INTO relation VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _relation_row(source_id, record))
            continue
        any_ = True
        row = (record.id, source_id, record.kind, rank, record.name, json.dumps(record.codes), _json(record.facts))
        number = db.execute(
            "INSERT INTO entry (id, source, kind, rank, name, codes, facts, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, record.id),
        ).lastrowid
        for name in record.names:
            key = name_key(name)
            added = db.execute(
                "INSERT INTO name (entry, kind, text, plain, bag, key) VALUES (?, ?, ?, ?, ?, ?)",
                (number, record.kind, name, plain(name), bag(name), key),
            ).lastrowid
            _index_words(db, added or 0, name)
            queued.add((record.kind, key))
    db.executemany("INSERT INTO outbox (collection, item) VALUES (?, ?)", sorted(queued))
    return any_


def rebuild_words(db: sqlite3.Connection) -> None:
    """Make the word index of the names anew."""
    db.execute("DROP TABLE IF EXISTS name_vocabulary")
    db.execute("DROP TABLE IF EXISTS name_words")
    for statement in WORDS:
        db.execute(statement)
    for number, text in db.execute("SELECT number, text FROM name").fetchall():
        _index_words(db, number, text)


def words_are_sound(db: sqlite3.Connection) -> bool:
    """Whether the word index of the names holds each name once."""
    db.execute("SELECT term FROM name_vocabulary LIMIT 1").fetchone()
    row = db.execute(
        "SELECT (SELECT count(*) FROM name_words_docsize) = (SELECT count(*) FROM name) AND NOT EXISTS"
        " (SELECT 1 FROM name n LEFT JOIN name_words_docsize w ON w.id = n.number WHERE w.id IS NULL)"
    ).fetchone()
    return bool(row[0])


def _index_words(db: sqlite3.Connection, number: int, name: str) -> None:
    db.execute("INSERT INTO name_words (rowid, text) VALUES (?, ?)", (number, " ".join(stems(name))))


def _relation_row(source_id: str, relation: Relation) -> tuple[object, ...]:
    weight = relation.importance.high if relation.importance else 0.0
    importance, level = (_json(figure) if figure else None for figure in (relation.importance, relation.level))
    return (source_id, relation.subject, relation.kind, relation.target, importance, level, weight, relation.note)


def _json(value: BaseModel) -> str:
    return value.model_dump_json(exclude_defaults=True)


# Which entries are one record ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Known:
    """An entry as far as it matters to what it is one with."""

    number: int
    id: str
    rank: int
    codes: frozenset[tuple[str, str]]
    name: str
    names: frozenset[str]


def unite(db: sqlite3.Connection) -> None:
    """Work out anew which entries are one record, and name each record after its first publisher's entry."""
    for kind in _FACTS:
        before = dict(db.execute("SELECT number, record FROM entry WHERE kind = ?", (kind,)).fetchall())
        after = _united(_known(db, kind), by_name=kind == "skill")
        db.executemany(
            "UPDATE entry SET record = ? WHERE number = ?",
            [(record, number) for number, record in after.items() if before[number] != record],
        )


def _known(db: sqlite3.Connection, kind: str) -> list[_Known]:
    names: dict[int, set[str]] = defaultdict(set)
    for entry, name in db.execute("SELECT entry, plain FROM name WHERE kind = ?", (kind,)):
        names[entry].add(name)
    rows = db.execute(
        "SELECT number, id, rank, codes, name, facts FROM entry WHERE kind = ? ORDER BY rank, id, number", (kind,)
    )
    return [
        _Known(number, id_, rank, _identity(kind, codes, facts), plain(name), frozenset(names[number]))
        for number, id_, rank, codes, name, facts in rows
    ]


def _identity(kind: str, codes: str, facts: str) -> frozenset[tuple[str, str]]:
    """What makes two entries one: a code that they share; for courses, their address."""
    if kind == "course":
        return frozenset({("address", json.loads(facts)["address"].rstrip("/"))})
    return frozenset(
        (scheme, code) for scheme, found in json.loads(codes).items() if scheme in _IDENTITY for code in found
    )


def _united(entries: Sequence[_Known], *, by_name: bool) -> dict[int, str]:
    """The record of each entry, by number. Entries come by rank; those of one rank are joined by code and id only."""
    record: dict[int, str] = {}
    owners: dict[tuple[str, str], str] = {}
    named: dict[str, str] = {}
    called: dict[str, str] = {}
    for rank in sorted({entry.rank for entry in entries}):
        those = [entry for entry in entries if entry.rank == rank]
        for entry in those:
            keys = [("id", entry.id), *sorted(entry.codes)]
            found = next((owners[key] for key in keys if key in owners), None)
            if found is not None:
                record[entry.number] = found
        if by_name:
            _join_by_name([entry for entry in those if entry.number not in record], record, named, called)
        for entry in those:
            mine = record.setdefault(entry.number, entry.id)
            for key in (("id", entry.id), *entry.codes):
                owners.setdefault(key, mine)
        for entry in those:
            named.setdefault(entry.name, record[entry.number])
            for name in entry.names:
                called.setdefault(name, record[entry.number])
    return record


def _join_by_name(
    entries: Sequence[_Known], record: dict[int, str], named: Mapping[str, str], called: Mapping[str, str]
) -> None:
    """Join entries to records of earlier publishers: name to name, then name to another name, then the other way round.

    A publisher keeps two things apart, so only one of its entries joins a record by name.
    """
    taken: set[str] = set()
    for names_of, known in (
        (lambda entry: (entry.name,), named),
        (lambda entry: (entry.name,), called),
        (lambda entry: sorted(entry.names), named),
    ):
        for entry in entries:
            found = next((known[name] for name in names_of(entry) if name in known), None)
            if entry.number not in record and found is not None and found not in taken:
                record[entry.number] = found
                taken.add(found)


# Reading ------------------------------------------------------------------------------------------------------------


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """How many roles, skills, courses and relations there are, each record once."""
    records = dict(db.execute("SELECT kind, count(DISTINCT record) FROM entry GROUP BY kind").fetchall())
    relations = db.execute("SELECT count(*) FROM relation").fetchone()[0]
    return {f"{kind}s": records.get(kind, 0) for kind in _FACTS} | {"relations": relations}


def counts_by_publisher(db: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """The same for each publisher alone, with relations by their kind."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for publisher, kind, count in db.execute(
        "SELECT s.publisher, e.kind || 's', count(DISTINCT e.id) FROM entry e JOIN source s ON s.id = e.source GROUP BY 1, 2"
        " UNION ALL SELECT s.publisher, r.kind, count(*) FROM relation r JOIN source s ON s.id = r.source GROUP BY 1, 2"
    ):
        found[publisher][kind] = count
    return dict(found)


def records(db: sqlite3.Connection, ids: Sequence[str], sources: Mapping[str, Source]) -> dict[str, Record]:
    """The records with these ids, or with those of their entries, under the ids that were asked for."""
    asked: dict[str, list[str]] = defaultdict(list)
    for id_, record in db.execute(
        "SELECT DISTINCT id, record FROM entry WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
    ):
        asked[record].append(id_)
    entries: dict[str, list[tuple[Entry, Source]]] = defaultdict(list)
    for record, source, entry in _entries(db, list(asked)):
        entries[record].append((entry, sources[source]))
    return {id_: Record(record, tuple(entries[record])) for record, under in asked.items() for id_ in under}


def codes(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """The codes of these records, by scheme."""
    found: dict[str, dict[str, list[str]]] = {id_: {} for id_ in ids}
    for record, text in db.execute(
        "SELECT record, codes FROM entry WHERE record IN (SELECT value FROM json_each(?)) ORDER BY rank, id",
        (json.dumps(list(ids)),),
    ):
        for scheme, values in json.loads(text).items():
            known = found[record].setdefault(scheme, [])
            known += [value for value in values if value not in known]
    return {id_: {scheme: values for scheme, values in schemes.items() if values} for id_, schemes in found.items()}


def _entries(db: sqlite3.Connection, record_ids: Sequence[str]) -> Iterator[tuple[str, str, Entry]]:
    names: dict[int, list[str]] = defaultdict(list)
    wanted = (json.dumps(record_ids),)
    for number, text in db.execute(
        "SELECT n.entry, n.text FROM entry e JOIN name n ON n.entry = e.number"
        " WHERE e.record IN (SELECT value FROM json_each(?)) ORDER BY n.number",
        wanted,
    ):
        names[number].append(text)
    for number, record, source, id_, kind, name, codes, facts in db.execute(
        "SELECT number, record, source, id, kind, name, codes, facts FROM entry"
        " WHERE record IN (SELECT value FROM json_each(?)) ORDER BY rank, id, number",
        wanted,
    ):
        found: Facts = _FACTS[kind].model_validate_json(facts)
        yield record, source, Entry(id_, kind, name, tuple(names[number][1:]), _codes(codes), found)


def _codes(text: str) -> dict[Any, tuple[str, ...]]:
    return {scheme: tuple(codes) for scheme, codes in json.loads(text).items()}


def related(db: sqlite3.Connection, id_: str, kind: RelationKind, *, backwards: bool) -> list[Related]:
    """The records at the other end of a record's relations of a kind; one that several publishers name comes several times."""
    here, there = ("target", "subject") if backwards else ("subject", "target")
    rows = db.execute(
        "SELECT other.record, first.name, r.subject, r.target, r.importance, r.level, r.note, r.source"
        f" FROM entry own JOIN relation r ON r.{here} = own.id AND r.kind = ?"
        f" JOIN entry other ON other.id = r.{there} JOIN entry first ON first.id = other.record"
        " WHERE own.record = (SELECT record FROM entry WHERE id = ?) GROUP BY r.rowid ORDER BY own.rank, r.weight DESC, r.rowid",
        (kind, id_),
    )
    return [
        Related(record, name, Relation(subject, kind, target, _figure(importance), _figure(level), note), source)
        for record, name, subject, target, importance, level, note, source in rows
    ]


def edges(db: sqlite3.Connection, subject: Kind, kind: RelationKind) -> list[tuple[str, str, Figure | None]]:
    """Every relation of a kind from a kind of record, as (record, record that it points at, level), the pack's first."""
    rows = db.execute(
        "SELECT own.record, other.record, r.level FROM relation r JOIN entry own ON own.id = r.subject AND own.kind = ?"
        " JOIN entry other ON other.id = r.target WHERE r.kind = ? GROUP BY r.rowid ORDER BY own.rank, r.rowid",
        (subject, kind),
    )
    return [(record, target, _figure(level)) for record, target, level in rows]


def needs_of_the_pack(db: sqlite3.Connection) -> list[tuple[str, str, float, float]]:
    """What the pack's roles need, as (role, skill, importance in the middle of its range, lowest level)."""
    return db.execute(
        "SELECT own.record, other.record, (json_extract(r.importance, '$.low') + json_extract(r.importance, '$.high')) / 2,"
        " coalesce(json_extract(r.level, '$.low'), 1) FROM relation r JOIN entry own ON own.id = r.subject AND own.kind = 'role'"
        " JOIN entry other ON other.id = r.target WHERE r.kind = 'needs' AND own.rank = 0 AND r.importance IS NOT NULL"
        " GROUP BY r.rowid ORDER BY own.record, r.rowid"
    ).fetchall()


def _figure(text: str | None) -> Figure | None:
    return Figure.model_validate_json(text) if text else None


def figures(db: sqlite3.Connection, kind: type[Published], soc: str) -> list[Published]:
    """The figures of a kind for a SOC occupation."""
    rows = db.execute("SELECT value FROM figure WHERE soc = ? AND kind = ?", (soc, kind.__name__)).fetchall()
    return [TypeAdapter(kind).validate_json(row[0]) for row in rows]


def occupations_without_role(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """The SOC occupations that there are figures of and no role has the code of, as (code, title), the paid ones first."""
    return db.execute(
        "SELECT DISTINCT f.soc, json_extract(f.value, '$.occupation') FROM figure f WHERE f.soc != '' AND f.soc NOT IN"
        " (SELECT c.value FROM entry e, json_each(e.codes, '$.soc') c WHERE e.kind = 'role') ORDER BY f.kind = 'Outlook', f.rowid"
    ).fetchall()


def names(
    db: sqlite3.Connection, kind: Kind, column: Literal["plain", "bag", "key"], values: Sequence[str]
) -> list[Named]:
    """The names of a kind with one of these values, the pack's first, and those first that are the record's own name."""
    rows = db.execute(
        "SELECT e.record, (SELECT f.name FROM entry f WHERE f.id = e.record LIMIT 1), n.text, n.plain, n.bag, n.key,"
        f" e.rank = 0 FROM name n JOIN entry e ON e.number = n.entry WHERE n.kind = ? AND n.{column} IN"
        " (SELECT value FROM json_each(?)) ORDER BY e.rank, n.text = e.name DESC, e.record",
        (kind, json.dumps(list(values))),
    )
    return [
        Named(record, title, name, plain_, bag_, key, bool(own)) for record, title, name, plain_, bag_, key, own in rows
    ]


def course_addresses(db: sqlite3.Connection) -> list[str]:
    """The addresses of all courses, each once."""
    rows = db.execute("SELECT DISTINCT json_extract(facts, '$.address') FROM entry WHERE kind = 'course' ORDER BY 1")
    return [row[0] for row in rows]


def record_ids(db: sqlite3.Connection, kind: Kind) -> list[str]:
    """The ids of all records of a kind."""
    return [row[0] for row in db.execute("SELECT DISTINCT record FROM entry WHERE kind = ? ORDER BY 1", (kind,))]


def dead_addresses(db: sqlite3.Connection) -> set[str]:
    """Every address that is known to be dead."""
    return {row[0] for row in db.execute("SELECT address FROM dead_address")}


def remember_dead(db: sqlite3.Connection, checked: Sequence[str], dead: Mapping[str, str], day: str) -> None:
    """Remember which of the addresses that were checked are dead, and why; what was dead and lives is forgotten."""
    lives = [(address,) for address in checked if address not in dead]
    db.executemany("DELETE FROM dead_address WHERE address = ?", lives)
    rows = [(address, day, why) for address, why in dead.items()]
    db.executemany(
        "INSERT INTO dead_address VALUES (?, ?, ?) ON CONFLICT (address) DO UPDATE SET why = excluded.why", rows
    )


def dead_since(db: sqlite3.Connection, address: str) -> tuple[str, str] | None:
    """Since when an address is known to be dead, and why; None where it is not."""
    row: tuple[str, str] | None = db.execute(
        "SELECT since, why FROM dead_address WHERE address = ?", (address,)
    ).fetchone()
    return row
