"""Plain text into blocks: paragraphs, list items, and the short lines that are headings."""

import re
from collections.abc import Iterator

import sentencex

from ingest.document import Block

_BULLET = re.compile(r"^\s*(?:[-*•‣◦–]|\(?\d{1,3}[.)])\s+(?=\S)")
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")
HEADING_WORDS = 10
HEADING_LETTERS = 80
WRAPPED_LETTERS = 60


def clean(text: str) -> str:
    """Text without control and invisible characters, with plain line ends."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", ""))


def text_blocks(text: str, headings: tuple[str, ...] = (), page: int | None = None) -> Iterator[Block]:
    """The blocks of a plain text; a short line without a full stop, before a longer one, is a heading."""
    lines = _joined(clean(text))
    heading: tuple[str, ...] = ()
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if _is_heading(line) and following and not _is_heading(following):
            heading = (line,)
        else:
            yield Block(_BULLET.sub("- ", line), (*headings, *heading), page)


def over_the_page(before: str, line: str) -> tuple[str, str]:
    """The last line of a page and the first of the next, with a sentence that the page's end has cut made whole."""
    if _ENDS.search(before) or not line[0].islower():
        return before, line
    rest = next(iter(sentencex.segment("en", line)))
    return _glued(before, rest.rstrip()), line.removeprefix(rest)


def _joined(text: str) -> list[str]:
    """The lines of a text, with those joined that were only wrapped."""
    lines: list[str] = []
    open_paragraph = False
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        if not line:
            open_paragraph = False
            continue
        is_item = bool(lines) and bool(_BULLET.match(lines[-1]))
        if open_paragraph and not _BULLET.match(line) and _goes_on(lines[-1], line, in_item=is_item, raw=raw):
            lines[-1] = _glued(lines[-1], line)
        else:
            lines.append(line)
        open_paragraph = True
    return lines


def _goes_on(before: str, line: str, *, in_item: bool, raw: str) -> bool:
    """Whether a line is the rest of the one before: that one was full and ends in the middle of a sentence."""
    if _ENDS.search(before) and not before.endswith(";"):
        return False
    if line[0].islower():
        return True
    if in_item:
        return raw[0].isspace()
    return len(before) >= WRAPPED_LETTERS and not _is_heading(line)


def _glued(before: str, line: str) -> str:
    if before.endswith("-") and len(before) > 1 and before[-2].isalpha() and line[0].islower():
        return before[:-1] + line
    return f"{before} {line}"


def _is_heading(line: str) -> bool:
    return (
        len(line) <= HEADING_LETTERS
        and len(line.split()) <= HEADING_WORDS
        and not _ENDS.search(line)
        and not line.endswith(",")
        and not _BULLET.match(line)
        and (line[0].isupper() or line[0].isdigit())
        and any(letter.isalpha() for letter in line)
    )
