"""What `python -m knowledge` gives to other programs, as types; their JSON Schemas are the contract."""

from dataclasses import asdict
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict

from knowledge.catalogue import Catalogue
from knowledge.home import Fault
from knowledge.link import Match
from knowledge.mentions import Mention
from knowledge.records import CourseFacts, Figure, Hit, Outlook, Record, RelationKind


class Contract(BaseModel):
    """A value that crosses the border to another program."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Stats(Contract):
    """How much a home holds; under `publishers`, what each of them alone tells, relations by their kind."""

    roles: int
    skills: int
    courses: int
    passages: int
    relations: int
    sources: int
    publishers: dict[str, dict[str, int]] = {}


class FoundPassage(Contract):
    """One passage that a search found."""

    id: str
    title: str
    text: str
    source: str
    score: float

    @classmethod
    def of(cls, hit: Hit) -> "FoundPassage":
        """The contract's form of a hit."""
        return cls(
            id=hit.passage.id,
            title=hit.passage.title,
            text=hit.passage.text,
            source=hit.source.label,
            score=round(hit.score, 6),
        )


class SearchResult(Contract):
    """What a search found, best first."""

    id: str | None = None
    hits: list[FoundPassage]


class LinkedRecord(Contract):
    """A record that a phrase may mean."""

    id: str
    title: str
    codes: dict[str, list[str]]
    score: float

    @classmethod
    def of(cls, match: Match, codes: dict[str, list[str]]) -> "LinkedRecord":
        """The contract's form of a match."""
        return cls(id=match.id, title=match.name, codes=codes, score=match.score)


class LinkResult(Contract):
    """What a phrase may mean, best first."""

    id: str | None = None
    matches: list[LinkedRecord]


class MentionedSkill(Contract):
    """A skill that a text mentions, with its words."""

    id: str
    name: str
    codes: dict[str, list[str]]
    quote: str
    score: float
    level: int | None

    @classmethod
    def of(cls, mention: Mention, codes: dict[str, list[str]]) -> "MentionedSkill":
        """The contract's form of a mention."""
        return cls(
            id=mention.id, name=mention.name, codes=codes, quote=mention.quote, score=mention.score, level=mention.level
        )


class SkillsResult(Contract):
    """The skills that a text mentions, in its order."""

    id: str | None = None
    skills: list[MentionedSkill]


class ShownRelation(Contract):
    """One relation of a record, as one publisher tells it."""

    kind: str
    id: str
    name: str
    importance: Figure | None
    level: Figure | None
    note: str
    publisher: str


class ShownEntry(Contract):
    """What one publisher says of a record."""

    publisher: str
    names: list[str]
    facts: dict[str, Any]


class ShownRecord(Contract):
    """A role, skill or course with everything that is known of it, each thing with who says it."""

    id: str
    kind: str
    name: str
    codes: dict[str, list[str]]
    told: list[ShownEntry]
    relations: list[ShownRelation]
    pay: list[dict[str, Any]]
    outlook: list[dict[str, Any]]
    remarks: list[str]

    @classmethod
    def of(cls, catalogue: Catalogue, record: Record) -> "ShownRecord":
        """The contract's form of a record."""
        publishers = {source.id: source.publisher for source in catalogue.sources()}
        codes = catalogue.codes([record.id])[record.id].get("soc", [])
        return cls(
            id=record.id,
            kind=record.kind,
            name=record.name,
            codes=catalogue.codes([record.id])[record.id],
            told=[
                ShownEntry(
                    publisher=source.publisher, names=list(entry.names), facts=entry.facts.model_dump(exclude_none=True)
                )
                for entry, source in record.entries
            ],
            relations=[
                ShownRelation(
                    kind=kind,
                    id=found.id,
                    name=found.name,
                    importance=found.relation.importance,
                    level=found.relation.level,
                    note=found.relation.note,
                    publisher=publishers[found.source],
                )
                for kind in get_args(RelationKind)
                for found in catalogue.related(record.id, kind)
            ],
            pay=[asdict(pay) for code in codes for pay in catalogue.pay(code)],
            outlook=[asdict(outlook) for code in codes for outlook in _outlook(catalogue, code)],
            remarks=_remarks(catalogue, record),
        )

    def lines(self) -> list[str]:
        """The same for a reader at a terminal."""
        lines = [f"{self.name} ({self.id})"]
        lines += [f"  {scheme} {', '.join(codes)}" for scheme, codes in self.codes.items()]
        for entry in self.told:
            lines += ["", entry.publisher, f"  {entry.facts['about']}"]
            if len(entry.names) > 1:
                lines.append(f"  also called: {', '.join(entry.names[1:])}")
            lines += [f"  {name}: {value}" for name, value in entry.facts.items() if name != "about" and value]
        for publisher in dict.fromkeys(relation.publisher for relation in self.relations):
            lines += ["", f"relations, {publisher}"]
            lines += [_line(relation) for relation in self.relations if relation.publisher == publisher]
        lines += [f"pay: {pay}" for pay in self.pay] + [f"outlook: {outlook}" for outlook in self.outlook]
        return lines + self.remarks


def _outlook(catalogue: Catalogue, code: str) -> list[Outlook]:
    """The outlook of an occupation, or of the broad one that it belongs to where the publisher counts only that."""
    return catalogue.outlook(code) or catalogue.outlook(f"{code[:-1]}0")


def _remarks(catalogue: Catalogue, record: Record) -> list[str]:
    addresses = [entry.facts.address for entry, _ in record.entries if isinstance(entry.facts, CourseFacts)]
    dead = [(address, catalogue.dead_since(address)) for address in dict.fromkeys(addresses)]
    return [f"{address} did not answer on {found[0]}: {found[1]}" for address, found in dead if found]


def _line(relation: ShownRelation) -> str:
    figures = [
        f"{name} {_span(figure)}"
        for name, figure in (("importance", relation.importance), ("level", relation.level))
        if figure is not None
    ]
    return f"  {relation.kind} {relation.name}" + "".join(f", {part}" for part in (*figures, relation.note) if part)


def _span(figure: Figure) -> str:
    numbers = f"{figure.low:g}" if figure.low == figure.high else f"{figure.low:g} to {figure.high:g}"
    return f"{numbers} ({figure.basis})"


class FaultReport(Contract):
    """One fault of a home."""

    what: str
    cure: str
    repaired: bool

    @classmethod
    def of(cls, fault: Fault) -> "FaultReport":
        """The contract's form of a fault."""
        return cls(what=fault.what, cure=fault.cure, repaired=fault.repaired)


class DoctorReport(Contract):
    """Whether a home is sound, and what was found."""

    home: str
    sound: bool
    faults: list[FaultReport]
