"""What is known, as frozen values: sources, the passages read from them, and hits of a search."""

import hashlib
from dataclasses import dataclass


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
