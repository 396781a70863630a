"""What an answer may rest on: the sentences of the passages found, each weighed against the question.

A sentence is compared with the question under its title and heading ("Electricians, Pay: ..."), since alone it often does not say
what it is about. Its score is the cosine of that, plus a tenth of the share of the question's rare words that it holds; both chosen on
the development halves of tests/evals/questions.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import sentencex

from bot.answer import Citation
from bot.facts import COMPUTED, computed, passage_of
from knowledge.catalogue import Catalogue
from knowledge.embeddings import Vectors
from knowledge.records import Hit, Passage, Source
from knowledge.search import Searcher
from knowledge.words import stems

PASSAGES = 6
FARTHER = 12  # How many times as many are looked through where not all fit.
SENTENCES = 20
COVERAGE_WEIGHT = 0.1
SAME_QUESTION = 0.6  # Cosine from which a heading asks what the question asks.
_LEANS = re.compile(
    r"^(it|they|this|these|those|that|he|she|their|its|such|however|but|for example|for instance|in addition|also|"
    r"then|therefore"
    r"|some|others?|another|both|many of them|most of them|the (former|latter|same)|as a result|instead|moreover)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or list item of a passage, with where it stands there: passage.text[start:end] is its text."""

    passage: Passage
    start: int
    end: int
    item: bool

    @property
    def text(self) -> str:
        """The sentence as it stands in the passage."""
        return self.passage.text[self.start : self.end]

    @property
    def announces(self) -> bool:
        """Whether it announces what follows, as a list's first line does."""
        return self.text.endswith(":")

    @property
    def leans(self) -> bool:
        """Whether it leans on the sentence before it ("They also ...")."""
        return not self.item and bool(_LEANS.match(self.text))

    @property
    def in_context(self) -> str:
        """The sentence under its title and heading."""
        headings = self.passage.headings
        above = headings[0] if len(headings) < 2 else f"{headings[0]}, {headings[-1]}"
        return f"{above}: {self.text}"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence with its score against the question."""

    sentence: Sentence
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a question: passages, best first, and their sentences, best first."""

    question: str
    vector: Vectors
    hits: tuple[Hit, ...]
    weighed: tuple[Weighed, ...]
    rarity: dict[str, float]
    parts: tuple[Hit, ...] = ()  # the parts of the section that the question asks for as a whole


def gather(searcher: Searcher, question: str, fits: Callable[[Hit], bool] | None = None) -> Evidence:
    """Find passages for a question, of those that fit, and weigh their sentences."""
    vector = searcher.encoder.encode([question])[0]
    found = searcher.search(question, PASSAGES * FARTHER if fits else PASSAGES, vector)
    hits = tuple(hit for hit in found if fits is None or fits(hit))[:PASSAGES]
    sentences = [sentence for hit in hits for sentence in sentences_of(hit.passage)]
    rarity = searcher.rarity(question)
    chosen = _likeliest(sentences, rarity)
    similarities = searcher.encoder.encode([sentence.in_context for sentence in chosen]) @ vector if chosen else []
    weighed = [
        Weighed(sentence, float(similarity) + COVERAGE_WEIGHT * coverage(rarity, [sentence.text]))
        for sentence, similarity in zip(chosen, similarities, strict=True)
    ]
    weighed.sort(key=lambda found: -found.score)
    parts = _parts(searcher, vector, hits, weighed[0].sentence) if weighed else ()
    return Evidence(question, vector, hits, tuple(weighed), rarity, parts)


def _parts(searcher: Searcher, vector: Vectors, hits: Sequence[Hit], best: Sentence) -> tuple[Hit, ...]:
    """The first passage of each subsection, where the best sentence opens a section that has some and whose heading is the question."""
    section = best.passage.headings
    if len(section) < 2:
        return ()
    below = {
        passage.headings[: len(section) + 1]: passage
        for passage in reversed(searcher.catalogue.passages_of(best.passage.source))
        if len(passage.headings) > len(section) and passage.headings[: len(section)] == section
    }
    if len(below) < 2 or float(searcher.encoder.encode([section[-1]])[0] @ vector) < SAME_QUESTION:
        return ()
    source = next(hit.source for hit in hits if hit.passage.id == best.passage.id)
    return tuple(Hit(passage, source, 0.0) for passage in reversed(list(below.values())))


def sentences_of(passage: Passage) -> list[Sentence]:
    """The sentences and list items of a passage, in order; an item's first sentence counts as the item."""
    sentences = []
    place = 0
    for line in passage.text.split("\n"):
        mark = 2 if line.startswith("- ") else 0
        at = place + mark
        for number, part in enumerate(sentencex.segment("en", line[mark:])):
            start = at + len(part) - len(part.lstrip())
            at += len(part)
            end = start + len(part.strip())
            if end > start:
                sentences.append(Sentence(passage, start, end, bool(mark) and number == 0))
        place += len(line) + 1
    return sentences


def coverage(rarity: dict[str, float], texts: Sequence[str]) -> float:
    """The share of a question's words, weighted by their rarity, that stand in the texts; from 0 to 1."""
    total = sum(rarity.values())
    held = [_stems_of(text) for text in texts]
    return (
        sum(weight for term, weight in rarity.items() if any(term in found for found in held)) / total if total else 0.0
    )


@lru_cache(maxsize=4096)
def _stems_of(text: str) -> frozenset[str]:
    """The stems of a source's sentence, which is weighed several times in an answer and often in the next."""
    return frozenset(stems(text))


def _likeliest(sentences: list[Sentence], rarity: dict[str, float]) -> list[Sentence]:
    """At most as many sentences as an answer has time for: those of the best passages, and those with the question's words."""
    if len(sentences) <= SENTENCES:
        return sentences
    first = sentences[: SENTENCES * 2 // 3]
    rest = sorted(sentences[len(first) :], key=lambda sentence: -coverage(rarity, [sentence.text]))
    return first + rest[: SENTENCES - len(first)]


def opened(catalogue: Catalogue, citation: Citation) -> tuple[Passage, Source] | None:
    """What stands behind a citation, to be read: the passage, the record, or the computation as it was quoted."""
    if citation.id.startswith(COMPUTED):
        return computed(
            citation.id.removeprefix(COMPUTED), citation.title, citation.quote.split("\n"), citation.source[-4:]
        )
    passage = catalogue.passages([citation.id]).get(citation.id)
    source = catalogue.source(passage.source) if passage else None
    return (passage, source) if passage and source else passage_of(catalogue, citation.id)
