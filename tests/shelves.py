"""Sources put into a catalogue by hand, with vectors of the real model: what tests of the knowledge part start from."""

from collections.abc import Sequence
from pathlib import Path

from knowledge.catalogue import Catalogue
from knowledge.embeddings import Encoder, make_encoder
from knowledge.records import Content, Passage, Source, digest

WORK = (
    "A welder joins metal parts with heat and reads drawings of the finished work.",
    "A baker prepares dough before dawn and watches the ovens until the bread is done.",
    "A data engineer builds pipelines that bring figures from many systems into one store.",
)


def encoder_of(model: Path) -> Encoder:
    """The bundled model that was exported into a folder."""
    return make_encoder("bundled", model)


def source(location: str, title: str = "Kinds of work") -> Source:
    """A source at a location."""
    return Source(
        id=Source.id_for(location),
        location=location,
        title=title,
        publisher="Office of Trades",
        licence="CC BY 4.0",
        address=f"https://example.org/{location}",
        retrieved="2026-05-04",
        figures_as_of=None,
        digest=digest(title),
    )


def passages(of: Source, texts: Sequence[str]) -> list[Passage]:
    """Passages of a source, one a text."""
    return [
        Passage(
            "passage:" + digest(of.id, str(texts[:place].count(text)), text)[:16],
            of.id,
            text,
            (of.title, "Work"),
            f"part {place}",
        )
        for place, text in enumerate(texts, start=1)
    ]


def put(catalogue: Catalogue, encoder: Encoder, location: str, *texts: str) -> list[Passage]:
    """Put a source with these texts into a catalogue, in place of what it had; gives its passages."""
    given = source(location)
    made = passages(given, texts)
    fresh = {passage.vector_key: passage.embedded_text for passage in made}
    known = catalogue.known_vectors(fresh)
    keys = [key for key in fresh if key not in known]
    catalogue.keep_vectors(keys, encoder.encode([fresh[key] for key in keys]))
    catalogue.replace_sources([Content(given, made)])
    return made
