"""A document into passages: whole sentences under their headings, at most 200 tokens of the embedding model."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from typing import Any

import sentencex
from langchain_text_splitters import TextSplitter

from ingest.document import Block, Document
from knowledge.records import Passage, digest

PASSAGE_TOKENS = 200
LETTERS_A_TOKEN = 10  # The model takes a word of more than 100 letters for one token, however long it is.
_CLAUSE = re.compile(r"(?<=[;:,])\s+")
_WORD = re.compile(r"\s+")


class SentenceSplitter(TextSplitter):
    """LangChain's text splitter over whole sentences; each line of the text is a paragraph or a list item.

    A sentence longer than a passage may be is the only one that is parted: at clauses, then at words.
    """

    def __init__(self, count_tokens: Callable[[str], int], tokens: int = PASSAGE_TOKENS) -> None:
        def length(text: str) -> int:
            return max(count_tokens(text), len(text) // LETTERS_A_TOKEN)

        kwargs: dict[str, Any] = {"chunk_size": tokens, "chunk_overlap": 0, "length_function": length}
        super().__init__(**kwargs)

    def split_text(self, text: str) -> list[str]:
        """The passages of a text in order; joined, they are the text."""
        passages: list[list[str]] = [[]]
        room = self._chunk_size
        for sentence in self._sentences(text):
            length = self._length_function(sentence)
            if length > room and passages[-1]:
                carried = self._lead_in(passages[-1], length)
                passages.append(carried)
                room = self._chunk_size - sum(map(self._length_function, carried))
            passages[-1].append(sentence)
            room -= length
        return [joined for parts in passages if (joined := "".join(parts).strip())]

    def _lead_in(self, parts: list[str], following: int) -> list[str]:
        """Take the sentence that announces what follows ("These are the steps:") off a passage, if both fit into one."""
        announces = len(parts) > 1 and parts[-1].rstrip().endswith(":")
        if announces and self._length_function(parts[-1]) + following <= self._chunk_size:
            return [parts.pop()]
        return []

    def _sentences(self, text: str) -> Iterator[str]:
        for line in text.splitlines(keepends=True):
            mark = "- " if line.startswith("- ") else ""
            sentences = list(sentencex.segment("en", line.removeprefix(mark))) or [""]
            for number, sentence in enumerate(sentences):
                yield from self._fitting((mark if number == 0 else "") + sentence)

    def _fitting(self, sentence: str) -> Iterator[str]:
        if self._length_function(sentence) <= self._chunk_size or len(sentence) == 1:
            yield sentence
            return
        parts = _split_after(_CLAUSE, sentence)
        if len(parts) == 1:
            parts = _split_after(_WORD, sentence)
        if len(parts) == 1:
            step = max(1, min(self._chunk_size, len(sentence) // 2))
            parts = [sentence[start : start + step] for start in range(0, len(sentence), step)]
        held = ""
        for part in parts:
            if held and self._length_function(held + part) > self._chunk_size:
                yield from self._fitting(held)
                held = ""
            held += part
        if held:
            yield from self._fitting(held)


def passages_of(document: Document, source: str, count_tokens: Callable[[str], int]) -> list[Passage]:
    """The passages of a document in order; an id is made of the source, the headings and the text."""
    splitter = SentenceSplitter(count_tokens)
    passages: list[Passage] = []
    seen: Counter[tuple[tuple[str, ...], str]] = Counter()
    for headings, page, text in _sections(document):
        for part in splitter.split_text(text):
            seen[headings, part] += 1
            passages.append(
                Passage(
                    id="passage:" + digest(source, *headings, part, str(seen[headings, part]))[:16],
                    source=source,
                    text=part,
                    headings=headings,
                    place=_place(headings, page, len(passages) + 1),
                )
            )
    return passages


def _sections(document: Document) -> Iterator[tuple[tuple[str, ...], int | None, str]]:
    def under(block: Block) -> tuple[tuple[str, ...], int | None]:
        return block.headings, block.page

    for (headings, page), blocks in groupby(document.blocks, key=under):
        yield (document.title, *headings), page, "\n".join(block.text for block in blocks)


def _place(headings: tuple[str, ...], page: int | None, number: int) -> str:
    below = " > ".join(headings[1:])
    if page is not None:
        return f"page {page}, {below}" if below else f"page {page}"
    return below or f"part {number}"


def _split_after(pattern: re.Pattern[str], text: str) -> list[str]:
    cuts = [0, *(match.end() for match in pattern.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if end > start]
