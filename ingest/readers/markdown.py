"""Markdown into blocks under their headings, and what its front matter says of it."""

from collections.abc import Iterator
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.document import Block
from ingest.readers.text import clean
from ingest.readers.yaml_text import read_yaml

_BREAKS = {"softbreak": " ", "hardbreak": " "}


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """What stands between two lines of `---` at the head, as YAML, and the text after it."""
    if not text.startswith("---\n"):
        return {}, text
    head, mark, rest = text[4:].partition("\n---\n")
    if not mark:
        return {}, text
    try:
        fields = read_yaml(head)
    except yaml.YAMLError:
        return {}, text
    return (fields, rest) if isinstance(fields, dict) else ({}, text)


def markdown_blocks(text: str) -> Iterator[Block]:
    """The paragraphs, list items, table rows and code lines of a Markdown text, without its markup.

    The text has plain line ends and no control characters (`text.clean`).
    """
    headings: list[tuple[int, str]] = []
    columns: list[str] = []
    cells: list[str] = []
    open_lists = 0
    before = ""
    lines = text.split("\n")
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        if token.type == "heading_open":
            level = int(token.tag[1])
            headings = [(other, title) for other, title in headings if other < level]
        elif token.type in ("list_item_open", "list_item_close"):
            open_lists += token.nesting
        elif token.type == "tr_open":
            cells = []
        elif token.type == "thead_close":
            columns = cells
        elif token.type == "tr_close" and columns and any(cells):
            yield Block(_row(columns, cells), _titles(headings))
        elif token.type == "table_close":
            columns = []
        elif token.type == "inline" and before == "heading_open":
            headings.append((level, _plain(token)))
        elif token.type == "inline" and before in ("td_open", "th_open"):
            cells.append(_plain(token))
        elif token.type == "inline":
            item, after = _plain(token), ""
            if open_lists:
                item, after = _without_next_paragraph(token, lines)
                item = f"- {item}" if item else ""
            yield from (Block(part, _titles(headings)) for part in (item, after) if part)
        elif token.type in ("fence", "code_block"):
            for line in filter(str.strip, token.content.splitlines()):
                yield Block(" ".join(line.split()), _titles(headings))
        before = token.type


def _without_next_paragraph(token: Token, lines: list[str]) -> tuple[str, str]:
    """A list item, and the paragraph that some writers set right below a list without an empty line."""
    first, last = token.map or (0, 0)
    for number in range(first + 1, last):
        if lines[number][:1].isupper():
            breaks = [place for place, child in enumerate(token.children or []) if child.type in _BREAKS]
            cut = breaks[number - first - 1] if number - first - 1 < len(breaks) else None
            return _plain(token, 0, cut), _plain(token, cut) if cut is not None else ""
    return _plain(token), ""


def _titles(headings: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(title for _, title in headings if title)


def _plain(token: Token, start: int | None = 0, end: int | None = None) -> str:
    """Inline Markdown as a reader sees it: no marks, a link's words only, no pictures, no HTML."""
    parts = []
    for child in (token.children or [])[start:end]:
        if child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
        else:
            parts.append(_BREAKS.get(child.type, ""))
    return " ".join(clean("".join(parts)).split())  # Entities may bring control characters back.


def _row(columns: list[str], cells: list[str]) -> str:
    pairs = [
        f"{columns[place]}: {cell}" if place < len(columns) and columns[place] else cell
        for place, cell in enumerate(cells)
        if cell
    ]
    return "- " + "; ".join(pairs)
