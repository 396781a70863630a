"""Answers into HTML for the chat; pure functions.

Everything that a person typed or that came from a document is escaped. A message is one HTML block without an empty line, so that the
chat's Markdown leaves it alone; links are only those to a mark's source and to the addresses of sources.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from bot.answer import Answer, Citation
from knowledge.records import Passage, Source

_MARK = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Shown:
    """A citation with the passage and the source that stand behind it."""

    citation: Citation
    passage: Passage
    source: Source


def said_html(message: str) -> str:
    """What a person typed."""
    return f'<div class="ns-said">{_lines(message)}</div>'


def answer_html(answer: Answer, shown: Sequence[Shown], turn: int) -> str:
    """An answer with its marks as links, and below it the sources that they open. `turn` keeps ids of answers apart."""
    numbers = {item.citation.number for item in shown}
    parts = [_block(block, turn, numbers) for block in re.split(r"\n{2,}", answer.text) if block.strip()]
    sources = "".join(_source(item, turn) for item in shown)
    if sources:
        label = "Source" if len(shown) == 1 else "Sources"
        parts.append(
            f'<div class="ns-sources"><p class="ns-label">{label}: open one to read the passage</p>{sources}</div>'
        )
    return f'<div class="ns-answer">{"".join(parts)}</div>'


def notice_html(text: str) -> str:
    """A word about the state of things rather than an answer."""
    return f'<div class="ns-notice">{_lines(text)}</div>'


def quoted_html(passage: str, quote: str) -> str:
    """A passage with the quoted words marked."""
    before, found, after = passage.partition(quote)
    if not found:
        return _lines(passage)
    return f"{_lines(before)}<mark>{_lines(found)}</mark>{_lines(after)}"


def _block(block: str, turn: int, numbers: set[int]) -> str:
    lines = block.split("\n")
    if all(line.startswith("- ") for line in lines):
        items = "".join(f"<li>{_marked(line[2:], turn, numbers)}</li>" for line in lines)
        return f"<ul>{items}</ul>"
    return f"<p>{_marked(' '.join(lines), turn, numbers)}</p>"


def _marked(text: str, turn: int, numbers: set[int]) -> str:
    def link(match: re.Match[str]) -> str:
        number = int(match.group(1))
        if number not in numbers:
            return ""
        return f'<a class="ns-mark" href="#{_anchor(turn, number)}" title="Open source {number}">[{number}]</a>'

    return _MARK.sub(link, escape(text))


def _source(item: Shown, turn: int) -> str:
    citation, source = item.citation, item.source
    title, *below = item.passage.headings
    head = f"<b>[{citation.number}]</b> {escape(below[-1] if below else item.passage.place)} <span>in {escape(title)}</span>"
    about = [escape(" › ".join(item.passage.headings)), escape(source.label), f"licence: {escape(source.licence)}"]
    address = _link(source.address) if source.address else ""
    return (
        f'<details class="ns-source" id="{_anchor(turn, citation.number)}"><summary>{head}</summary>'
        f"<blockquote>{quoted_html(item.passage.text, citation.quote)}</blockquote>"
        f'<p class="ns-about">{"<br>".join(about)}{address}</p></details>'
    )


def _link(address: str) -> str:
    if not address.startswith(("https://", "http://")):
        return ""
    safe = escape(address, quote=True)
    return f'<br><a href="{safe}" target="_blank" rel="noopener noreferrer nofollow">{safe}</a>'


def _anchor(turn: int, number: int) -> str:
    return f"cite-{turn}-{number}"


def _lines(text: str) -> str:
    return re.sub(r"\s*\n\s*", "<br>", escape(text))
