"""Marks such as [1] resolved against the evidence: unknown ones removed, quotes checked, what has none left struck."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answer import Citation
from knowledge.records import Passage, Source

MARK = re.compile(r"\s?\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One numbered piece of evidence: words of a passage, verbatim, and the source that they are from."""

    number: int
    passage: Passage
    source: Source
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A line of an answer with the numbers of the exhibits behind it; one without any only connects others.

    One that stands `apart` begins a paragraph.
    """

    text: str
    numbers: tuple[int, ...] = ()
    apart: bool = False

    @property
    def marked(self) -> str:
        """The line with its marks, before the last full stop's line end."""
        marks = "".join(f" [{number}]" for number in self.numbers)
        return f"{self.text[:-2]}{marks} |" if self.text.endswith(" |") and marks else self.text + marks


def resolve(
    statements: Sequence[Statement], exhibits: Sequence[Exhibit], stored: Mapping[str, Passage]
) -> tuple[list[Statement], list[Citation]]:
    """The statements that stand on evidence, and the citations that they need, in order.

    `stored` holds the passages as the home has them at this moment. An exhibit whose passage is gone, or no longer holds the quote
    word for word, is dropped; so is every statement that loses its last mark, and every mark in a text that means nothing.
    """
    sound = {exhibit.number: exhibit for exhibit in exhibits if _holds(stored, exhibit)}
    kept = []
    for statement in statements:
        numbers = tuple(number for number in statement.numbers if number in sound)
        if numbers or not statement.numbers:
            text = MARK.sub("", statement.text)
            kept.append(Statement(text, numbers, statement.apart))
    used = dict.fromkeys(number for statement in kept for number in statement.numbers)
    return kept, [_citation(sound[number]) for number in sorted(used)]


def _holds(stored: Mapping[str, Passage], exhibit: Exhibit) -> bool:
    passage = stored.get(exhibit.passage.id)
    return passage is not None and bool(exhibit.quote) and exhibit.quote in passage.text


def _citation(exhibit: Exhibit) -> Citation:
    return Citation(
        number=exhibit.number,
        id=exhibit.passage.id,
        title=exhibit.passage.title,
        source=exhibit.source.label,
        address=exhibit.source.address,
        quote=exhibit.quote,
    )
