"""What is known, as frozen values: sources, passages, and what each publisher says of a role, a skill or a course."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

Kind = Literal["role", "skill", "course"]
Scheme = Literal["soc", "onet", "esco", "isco"]
Basis = Literal["published", "estimated"]
RelationKind = Literal["needs", "leads to", "related to", "rests on", "narrower than", "teaches", "requires"]
Education = Literal[
    "none", "high-school", "certificate", "some-college", "associate", "bachelor", "master", "doctorate"
]

KINDS: tuple[Kind, ...] = ("role", "skill", "course")


def digest(*parts: str) -> str:
    """SHA-256 over the parts, in hexadecimal; ids are made from it."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is known from.

    `location` is what names the source when it is read again: a file's path, an address, or `pack:...`.
    `digest` is the SHA-256 of its bytes with the version of what read them. Dates are ISO 8601;
    `figures_as_of` is as the publisher writes it.
    """

    id: str
    location: str
    title: str
    publisher: str
    licence: str
    address: str | None
    retrieved: str
    figures_as_of: str | None
    digest: str

    @property
    def label(self) -> str:
        """Publisher and year, as a citation shows them."""
        return f"{self.publisher}, {self.retrieved[:4]}"

    @staticmethod
    def id_for(location: str) -> str:
        """The id of the source at a location: the same place always gives the same id."""
        return "source:" + digest(location)[:16]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of whole sentences from one source, with the headings that it stands under.

    `place` says where in the source it stands, for a reader ("page 3", "Pay > In the United States").
    """

    id: str
    source: str
    text: str
    headings: tuple[str, ...]
    place: str

    @property
    def title(self) -> str:
        """The headings as one line."""
        return " > ".join(self.headings)

    @property
    def embedded_text(self) -> str:
        """What the embedding model sees: the headings, then the text."""
        return f"{self.title}\n{self.text}"

    @property
    def vector_key(self) -> str:
        """What its vector is kept under: the same text is embedded once."""
        return digest(self.embedded_text)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found, with its source; the score belongs to the search."""

    passage: Passage
    source: Source
    score: float


class Value(BaseModel):
    """A frozen value that is stored as JSON; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Figure(Value):
    """A number as somebody published it, or the range in which we estimate it; `source` is a key of SOURCES.md."""

    low: float
    high: float
    basis: Basis
    source: str | None = None

    @model_validator(mode="after")
    def _is_honest(self) -> "Figure":
        if self.low > self.high:
            raise ValueError(f"the range from {self.low:g} to {self.high:g} is upside down")
        if self.basis == "published" and (self.low != self.high or not self.source):
            raise ValueError("a published figure is one number with its source")
        return self


class Requirement(Value):
    """What a role asks for that no course replaces, and how one gets it."""

    kind: Literal["degree", "licence", "apprenticeship", "certificate", "training"]
    name: str
    how: str
    address: str | None = None


class EntryEducation(Value):
    """The education with which people usually enter; an estimate names the lowest and the highest."""

    levels: tuple[Education, ...]
    basis: Basis
    source: str | None = None


class RoleFacts(Value):
    """What a publisher says of a role, besides its names, codes and relations. `interests` are RIASEC letters, strongest first."""

    about: str
    tasks: tuple[str, ...] = ()
    education: EntryEducation | None = None
    requirements: tuple[Requirement, ...] = ()
    interests: str = ""
    job_zone: int | None = None
    group: str = ""


class SkillFacts(Value):
    """What a publisher says of a skill; `hours` are from nothing to level 1, 2 and 3, with what it rests on known."""

    about: str
    kind: Literal["knowledge", "tool", "practice", "personal"]
    hours: tuple[Figure, Figure, Figure] | None = None
    group: str = ""


class Cost(Value):
    """What a course costs; without a figure it is not known, and 0 is free."""

    figure: Figure | None = None
    currency: str | None = None


class CourseFacts(Value):
    """What is known of a course; `hours` is the work for all of it."""

    about: str
    provider: str
    address: str
    kind: Literal["course", "certificate", "qualification", "book"]
    hours: Figure | None
    cost: Cost
    language: str
    format: str
    source: str


Facts = RoleFacts | SkillFacts | CourseFacts


@dataclass(frozen=True, slots=True)
class Relation:
    """One entry points at another, by id. Importance is 0 to 1, a level 1 to 3; `note` is the publisher's own word for it."""

    subject: str
    kind: RelationKind
    target: str
    importance: Figure | None = None
    level: Figure | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one publisher says of one role, skill or course. Entries that share a code are one record.

    `codes` maps `soc`, `onet`, `esco` and `isco` to codes; a code of SOC or ISCO classes a role and does not make two roles one.
    """

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...]
    codes: Mapping[Scheme, tuple[str, ...]]
    facts: Facts

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, then its other names, each once."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))


@dataclass(frozen=True, slots=True)
class Record:
    """A role, skill or course as all its publishers tell it: the pack's own entry first, then the others'."""

    id: str
    entries: tuple[tuple[Entry, Source], ...]

    @property
    def kind(self) -> Kind:
        """What it is."""
        return self.entries[0][0].kind

    @property
    def name(self) -> str:
        """The name under which it is shown."""
        return self.entries[0][0].name

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, each once."""
        return tuple(dict.fromkeys(name for entry, _ in self.entries for name in entry.names))


@dataclass(frozen=True, slots=True)
class Pay:
    """What people of an occupation earn in a country in a year: the 10th percentile, the median and the 90th percentile.

    None stands where the publisher gives no figure.
    """

    soc: str
    occupation: str
    employment: int | None
    annual: tuple[int | None, int | None, int | None]
    hourly: tuple[float | None, float | None, float | None]
    country: str
    currency: str
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many jobs of an occupation there are and will be, in a country; `growth` is in per cent.

    `soc` is empty where the publisher counts several SOC occupations as one.
    """

    soc: str
    occupation: str
    jobs: int | None
    projected: int | None
    growth: float | None
    country: str
    since: int
    until: int
    address: str
    source: str


@dataclass(frozen=True, slots=True)
class Content:
    """A source with all that was read from it. Where several publishers tell of one thing, that of the lowest rank speaks first."""

    source: Source
    passages: Sequence[Passage] = ()
    records: Sequence[Entry | Relation | Pay | Outlook] = ()
    rank: int = 0
