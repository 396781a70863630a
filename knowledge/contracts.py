"""What `python -m knowledge` gives to other programs, as types; their JSON Schemas are the contract."""

from pydantic import BaseModel, ConfigDict

from knowledge.home import Fault
from knowledge.records import Hit


class Contract(BaseModel):
    """A value that crosses the border to another program."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Stats(Contract):
    """How much a home holds."""

    roles: int
    skills: int
    courses: int
    passages: int
    relations: int
    sources: int


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
