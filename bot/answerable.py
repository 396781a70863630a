"""Whether the evidence answers a question at all: a logistic regression over seven plain measures.

The weights are learned by `python -m tests.evals.answerable --fit` on the development halves of tests/evals/questions; the command prints
what they reach on the test halves.
"""

import math
import re
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz, process

from bot.evidence import Evidence, coverage
from bot.places import places_in
from knowledge.search import Searcher
from knowledge.words import STOPWORDS, fold, stems, tokens

WEIGHTS = Path(__file__).with_name("answerable.json")
TOP = 4  # How many sentences an answer is likely to show.

_NUMBER_ASKED = re.compile(
    r"\b(how (much|many|long|often|old|big|far)|salar(y|ies)|paid|earn\w*|wages?|costs?|price|fees?|tuition|"
    r"per ?cent(age)?|what year)\b",
    re.IGNORECASE,
)
_MONEY_ASKED = re.compile(r"\b(how much|salar(y|ies)|paid|earn\w*|wages?|costs?|price|fees?|tuition)\b", re.IGNORECASE)
_MONEY = re.compile(r"[$€£₹]|\b(dollars?|euros?|pounds?|rupees?|usd|eur|free)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w+#]*")
_NO_NAMES = {"i", "im", "ive", "id", "ill", "ai", "ml", "it", "us", "usa", "hr", "ok", "cv", "please", "hello", "hi"}


class Weights(BaseModel):
    """What was learned: a weight for each measure, in order, and the probability from which a question counts as answered."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    measures: list[float]
    bias: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Measures:
    """What speaks for and against an answer; each from 0 to about 1."""

    similarity: float  # of the best sentence alone to the question
    in_context: float  # of the best sentence under its headings
    covered: float  # share of the question's rare words that the likely answer holds
    covered_near: float  # the same for all passages found
    names_missing: float  # names and places of the question that no passage found holds
    number_missing: float  # a number or an amount is asked for, and the likely answer holds none
    choice: (
        float  # how many passages there were to find the best in, as log10 / 5: the best of many is better by chance
    )


def measure(evidence: Evidence, searcher: Searcher) -> Measures:
    """The measures of the evidence for a question."""
    if not evidence.weighed:
        return Measures(0, 0, 0, 0, 0, 0, 0)
    best = evidence.weighed[0]
    likely = [found.sentence for found in evidence.weighed[:TOP]]
    near = [hit.passage.embedded_text for hit in evidence.hits]
    shown = [f"{sentence.passage.title} {sentence.text}" for sentence in likely]
    return Measures(
        similarity=float(searcher.encoder.encode([best.sentence.text])[0] @ evidence.vector),
        in_context=best.score,
        covered=coverage(evidence.rarity, shown),
        covered_near=coverage(evidence.rarity, near),
        names_missing=min(2.0, _names_missing(evidence.question, near)) / 2,
        number_missing=_number_missing(evidence.question, [sentence.text for sentence in likely]),
        choice=math.log10(searcher.catalogue.counts()["passages"]) / 5,
    )


def is_answered(evidence: Evidence, searcher: Searcher) -> bool:
    """Whether the evidence answers the question, more likely than not."""
    if not evidence.weighed:
        return False
    weights = _weights()
    values = astuple(measure(evidence, searcher))
    score = weights.bias + sum(weight * value for weight, value in zip(weights.measures, values, strict=True))
    return 1 / (1 + math.exp(-score)) >= weights.threshold


def _names_missing(question: str, texts: list[str]) -> float:
    held = set(stems(" ".join(texts)))
    folded = fold(" ".join(texts))
    missing = 2 * sum(place not in folded for place in places_in(question))
    words = {word for name in _NAME.findall(question) for word in tokens(name)} - STOPWORDS - _NO_NAMES
    for word in words:
        if not held & set(stems(word)) and not _is_slip(word, held):
            missing += 1
    return float(missing)


def _is_slip(word: str, known: set[str]) -> bool:
    """Whether a word is a known one with a typing error."""
    return len(word) > 3 and process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=80) is not None


def _number_missing(question: str, texts: list[str]) -> float:
    if _MONEY_ASKED.search(question):
        return float(not any(_MONEY.search(text) for text in texts))
    if _NUMBER_ASKED.search(question):
        return float(
            not any(re.search(r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten)\b", text) for text in texts)
        )
    return 0.0


@lru_cache(maxsize=1)
def _weights() -> "Weights":
    return Weights.model_validate_json(WEIGHTS.read_text(encoding="utf-8"))
