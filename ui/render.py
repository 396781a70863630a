"""Answers into HTML for the chat; pure functions.

Everything that a person typed or that came from a document is escaped. A message is one HTML block without an empty line, so that the
chat's Markdown leaves it alone; links are only those to a mark's source and to the addresses of sources.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from bot.answer import Answer, Citation, Writer
from bot.guard import helplines
from knowledge.records import Passage, Source

_MARK = re.compile(r"\[(\d{1,3})\]")
_LINK = re.compile(
    r"\[(?P<words>[^\[\]]+)\]\((?P<address>https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)|<(?P<bare>https?://[^\s<>]+)>"
)
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_BULLET = re.compile(r"- ")
_NUMBERED = re.compile(r"\d{1,2}\. ")


@dataclass(frozen=True, slots=True)
class Shown:
    """A citation with the passage and the source that stand behind it."""

    citation: Citation
    passage: Passage
    source: Source


@dataclass(frozen=True, slots=True)
class _Page:
    """What the marks and links of one answer may point at."""

    turn: int
    numbers: frozenset[int]
    addresses: frozenset[str]
    bold: bool


def _addresses(answer: Answer) -> frozenset[str]:
    """The addresses that an answer may link to: those of its records, its plan and the helplines; none that a document only mentions."""
    known = {citation.address for citation in answer.citations}
    if answer.plan is not None:
        known |= {step.address for step in answer.plan.steps} | {asked.address for asked in answer.plan.requirements}
    known |= {line.address for line in helplines()} if answer.kind == "distress" else set()
    return frozenset(address for address in known if address)


def said_html(message: str) -> str:
    """What a person typed."""
    return f'<div class="ns-said">{_lines(message)}</div>'


def answer_html(answer: Answer, shown: Sequence[Shown], turn: int) -> str:
    """An answer with its marks as links, and below it the sources that they open. `turn` keeps ids of answers apart."""
    numbers = {item.citation.number for item in shown}
    quoted = answer.kind in ("article", "unknown")  # The words of documents, in which a star is a star.
    page = _Page(turn, frozenset(numbers), _addresses(answer), bold=not quoted)
    parts = [_block(block, page) for block in re.split(r"\n{2,}", answer.text) if block.strip()]
    sources = "".join(_source(item, turn) for item in shown)
    if sources:
        label = "Source" if len(shown) == 1 else "Sources"
        parts.append(
            f'<div class="ns-sources"><p class="ns-label">{label}: open one to read the passage</p>{sources}</div>'
        )
    if answer.writer is not None:
        parts.append(_writer(answer.writer))
    return f'<div class="ns-answer">{"".join(parts)}</div>'


def notice_html(text: str) -> str:
    """A word about the state of things rather than an answer."""
    return f'<div class="ns-notice">{_lines(text)}</div>'


def lines_html(said: Sequence[str]) -> str:
    """Short remarks, a paragraph each."""
    return '<div class="ns-answer">' + "".join(f"<p>{escape(line)}</p>" for line in said if line) + "</div>"


def quoted_html(passage: str, quote: str) -> str:
    """A passage with the quoted words marked."""
    before, found, after = passage.partition(quote)
    if not found:
        return _lines(passage)
    return f"{_lines(before)}<mark>{_lines(found)}</mark>{_lines(after)}"


def _block(block: str, page: _Page) -> str:
    lines = block.split("\n")
    for pattern, tag in ((_BULLET, "ul"), (_NUMBERED, "ol")):
        if all(pattern.match(line) for line in lines):
            start = f' start="{int(lines[0].split(".")[0])}"' if tag == "ol" else ""
            items = "".join(f"<li>{_marked(pattern.sub('', line, count=1), page)}</li>" for line in lines)
            return f"<{tag}{start}>{items}</{tag}>"
    if len(lines) > 2 and all(line.startswith("|") for line in lines):
        return _table(lines, page)
    return f"<p>{_marked(' '.join(lines), page)}</p>"


def _table(lines: Sequence[str], page: _Page) -> str:
    """A Markdown table; its second line only parts the head from the rows."""
    head, _, *rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    heads = "".join(f'<th scope="col">{_marked(cell, page)}</th>' for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{_marked(cell, page)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<div class="ns-table"><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'


def _marked(text: str, page: _Page) -> str:
    """Text with its marks, bold words and links to addresses that the answer itself names; everything else in it is escaped."""

    def mark(match: re.Match[str]) -> str:
        number = int(match.group(1))
        if number not in page.numbers:
            return ""
        return f'<a class="ns-mark" href="#{_anchor(page.turn, number)}" title="Open source {number}">[{number}]</a>'

    def plain(piece: str) -> str:
        marked = _MARK.sub(mark, escape(piece))
        return _BOLD.sub(r"<b>\1</b>", marked) if page.bold else marked

    parts = []
    place = 0
    for link in _LINK.finditer(text):
        if (link.group("address") or link.group("bare")) not in page.addresses:
            continue
        parts.append(plain(text[place : link.start()]))
        parts.append(_outward(link.group("address") or link.group("bare"), link.group("words")))
        place = link.end()
    parts.append(plain(text[place:]))
    return "".join(parts)


def _writer(writer: Writer) -> str:
    """Who phrased an answer, what is missing from it, and what it cost."""
    used = f"{writer.tokens_read:,} tokens read, {writer.tokens_written:,} written"
    told = [writer.remark, f"{writer.model}: {used}" if writer.tokens_read else ""]
    return f'<p class="ns-writer">{"<br>".join(escape(line) for line in told if line)}</p>'


def _outward(address: str, words: str | None) -> str:
    safe = escape(address, quote=True)
    return f'<a href="{safe}" target="_blank" rel="noopener noreferrer nofollow">{escape(words or address)}</a>'


def _source(item: Shown, turn: int) -> str:
    citation, source = item.citation, item.source
    title, *below = item.passage.headings
    inside = f"{escape(below[-1])} <span>in {escape(title)}</span>" if below else escape(title)
    head = f"<b>[{citation.number}]</b> {inside}"
    about = [escape(" › ".join(item.passage.headings)), escape(source.label)]
    if source.licence != "not stated":
        about.append(f"licence: {escape(source.licence)}")
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
