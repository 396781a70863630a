"""Whether a sentence is borne out by the evidence that it cites.

Rules look for what similarity cannot see: a figure, year, place or name that the evidence does not have, a
"not" too many, a relation turned round. A logistic regression weighs them with overlap and similarity; its weights are learned by
`python -m tests.evals.claims --fit` on tests/evals/questions/claims_dev.jsonl.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np

from bot import turned
from bot.places import countries, country_of, place_names
from bot.quantities import Quantity, agrees, quantities
from bot.tongue import Tongue
from bot.turned import Segment
from knowledge.embeddings import Vectors
from knowledge.mentions import Mentions
from knowledge.words import STOPWORDS, fold, stem, tokens

WEIGHTS = Path(__file__).with_name("claims.json")
SMALL_COUNT = 12  # Up to this, a number word may count things that the evidence only lists.
_MONTHS = re.compile(
    r"\b(January|February|March|April|May(?=\s+\d{4})|June|July|August|September|October|November|December)\b"
)
_ADDRESS = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:com|org|net|io|edu|gov|co|dev|ai|example|xyz|info|me|app|uk|de)\b", re.IGNORECASE
)
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)(?<![“\"'(])\b(?:[A-Z][\w+#]*(?:[.&][A-Z]\w*)*)")
# A name that begins a sentence, told from other words by what it does: "Coursera offers", "Kaggle's free course".
_OFFERING = re.compile(
    r"\W*(?:The )?(?P<name>[A-Z]\w+)(?: (?:& )?[A-Z]\w+)*"
    r"(?: (?:offers|runs|sells|teaches|publishes|provides|gives|asks)\b|'s (?:\w+ )?(?:course|class|tutorial|training)\b)"
)
_NO_NAMES = frozenset("i im ive id ill american americans british english indian european cv".split())
_PEOPLES = {
    "american": "US", "americans": "US", "british": "GB", "english": "GB", "scottish": "GB", "welsh": "GB", "german": "DE", "french": "FR",
    "indian": "IN", "canadian": "CA", "australian": "AU", "irish": "IE", "european": "", "dutch": "NL", "spanish": "ES", "italian": "IT",
}  # fmt: skip
_EVERYWHERE = re.compile(
    r"\b(?:worldwide|world-wide|globally|global|internationally|around the world|across the world|"
    r"in every country|abroad)\b",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"\b(?:I|we|you|your|he|she|they) (?:have |has |will |'ve |'ll )?(?:now |just |already )?(?:set|changed|"
    r"deleted|updated|added|removed|marked|saved|"
    r"sent|booked|enrolled|registered|finished)\b|\bsystem prompt\b|\binstructions?\b|\bpassword\b|\bas an? (?:ai|"
    r"language model)\b",
    re.IGNORECASE,
)
_ENGLISH = frozenset(
    "the of and about with for is are was has have that this from your you to in on at all by as not".split()
)
_HAS_NONE = re.compile(r"\b(?:no|not|none|only|don't|can't|cannot|haven't|without|lack|nothing)\b", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"\b(?:more|less|higher|lower|above|below|apart|differ\w*|gap|ahead|extra|between|behind|lift|raise|rise|gain)\b"
)
# Where a sentence relates two things, both have to stand in the evidence; a name from the question is not enough.
_RELATES = re.compile(
    r"\b(?:leads?|rests?|builds?|depends?|teach\w*|taught|offer\w*|employ\w*|become|move|go on|grow|list|needs?|nearest|brings?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Note:
    """One numbered piece of evidence: its title, and all lines that it has and that were made of it."""

    number: int
    title: str
    texts: tuple[str, ...]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Its lines."""
        return _segments(self)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may stand, with which marks, and otherwise why not."""

    kept: bool
    numbers: tuple[int, ...] = ()
    why: str = ""


DENIED = 0.45  # The overlap with the nearest line from which a "not" more or less turns what it says.
LONGEST_JOINING = 22  # words of a sentence that states nothing
MOST_TRIED = 6  # new words of a sentence that are left out in turn


@dataclass(frozen=True, slots=True)
class Measures:
    """What speaks for and against a sentence. Counts are capped at 2; shares and similarities go from 0 to 1."""

    figures_missing: float  # written in digits, and not in the evidence
    words_missing: float  # number words and shares that nothing bears out
    places_missing: float
    names_missing: float  # roles, skills and courses that are known, and that the evidence does not name
    capitals_missing: float  # other names
    denial_added: float
    denial_lost: float
    antonyms: float
    turned: float  # a relation the wrong way round
    straight: float  # a relation the right way round
    inverted: float  # words of an order that stand the other way round
    covered: float  # share of the sentence's words that the evidence holds
    covered_by_one: float  # the same for the best single line
    similar: float  # to the best line
    similar_to_all: float  # to the nearest two lines together
    odd_one: float  # how much nearer the sentence comes when its oddest new word is left out


class Encoder(Protocol):
    """What embeds texts, one row each, of length 1."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors."""


class Judge(Protocol):
    """A model of natural language inference: the chance that a text bears a sentence out."""

    def entails(self, text: str, sentence: str) -> float:
        """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: a weight for each measure, in order, and the chance from which a sentence is kept.

    `joining` has a weight for each dimension of an embedding, and a bias: above 0 a sentence without marks states nothing.
    """

    measures: tuple[float, ...]
    bias: float
    threshold: float
    joining: tuple[float, ...]


class Checker:
    """Checks sentences against the evidence of one answer."""

    def __init__(
        self, encoder: Encoder, mentions: Mentions | None, question: str = "", judge: Judge | None = None
    ) -> None:
        self._encoder = encoder
        self._mentions = mentions
        self._question = question
        self._asked = _stems(question)
        self._judge = judge

    def verdict(
        self, sentence: str, numbers: Sequence[int], evidence: Sequence[Note], tongue: Tongue | None = None
    ) -> Verdict:
        """Whether a sentence, its marks taken off, may stand. One without marks gets that of the note that bears it out."""
        if _ADDRESS.search(sentence):
            return Verdict(False, why="an address")
        cited = [note for note in evidence if note.number in numbers]
        if not cited:
            return self._unmarked(sentence, evidence, tongue)
        in_english = tongue is None or tongue.is_english
        hard = self.refused(sentence, cited, in_english=in_english)
        if hard:
            return Verdict(False, why=hard)
        if not in_english:
            # Rules over English words see nothing here; what can be checked is.
            odd = _has_foreign_english(sentence, cited)
            return Verdict(not odd, tuple(numbers), "not borne out" if odd else "")
        chance = self.chance(sentence, cited)
        return Verdict(
            chance >= weights().threshold, tuple(numbers), "" if chance >= weights().threshold else "not borne out"
        )

    def chance(self, sentence: str, cited: Sequence[Note]) -> float:
        """The learned chance that the notes bear the sentence out."""
        learned = weights()
        measured = astuple(self.measure(sentence, cited))
        score = learned.bias + sum(weight * value for weight, value in zip(learned.measures, measured, strict=True))
        chance = float(1 / (1 + np.exp(-score)))
        if self._judge is not None:
            text = "\n".join(f"{segment.title}: {segment.text}" for note in cited for segment in note.segments)
            chance = min(chance, self._judge.entails(text, sentence))
        return chance

    def measure(self, sentence: str, cited: Sequence[Note]) -> Measures:
        """What speaks for and against the sentence."""
        segments = [segment for note in cited for segment in note.segments]
        figures, words = self._figures(sentence, segments)
        words_here = _content(sentence)
        held = frozenset(word for segment in segments for word in segment.words)
        new = [word for word in words_here if not _holds(held, word) and word not in self._asked]
        by_line = [
            sum(_holds(segment.words, word) for word in words_here) / len(words_here)
            for segment in segments
            if words_here
        ]
        similar, together = self._similarities(sentence, segments)
        relation = turned.relations_turned(sentence, segments)
        added, lost = turned.negation(sentence, segments)
        return Measures(
            min(2.0, figures),
            min(2.0, words),
            min(2.0, len(self._places_missing(sentence, segments))),
            min(2.0, len(self._names_missing(sentence, segments))),
            min(2.0, len(self._capitals_missing(sentence, held, segments))),
            added,
            lost,
            min(2.0, turned.antonyms(sentence, segments)),
            float(relation > 0),
            float(relation < 0),
            turned.reversed_order(sentence, segments),
            1 - len(new) / len(words_here) if words_here else 1.0,
            max(by_line, default=0.0),
            similar,
            together,
            self._odd_one(sentence, new, segments),
        )

    def _unmarked(self, sentence: str, evidence: Sequence[Note], tongue: Tongue | None) -> Verdict:
        """A sentence without marks stands where it states nothing; where one note bears it out, it gets that note's mark."""
        if self.states_nothing(sentence):
            return Verdict(True)
        if _DOING.search(sentence) or (tongue is not None and not tongue.is_english):
            return Verdict(False, why="no mark")
        ranked = sorted(evidence, key=lambda note: -_overlap(sentence, note))[:2]
        for note in ranked:
            if not self.refused(sentence, [note]) and self.chance(sentence, [note]) >= weights().threshold:
                return Verdict(True, (note.number,))
        return Verdict(False, why="no mark")

    def states_nothing(self, sentence: str) -> bool:
        """Whether a sentence only leads over, encourages or asks back: learned from such sentences and from claims."""
        if not may_state_nothing(sentence):
            return False
        *learned, bias = weights().joining
        return float(self._encoder.encode([sentence])[0] @ np.asarray(learned) + bias) > 0

    def refused(self, sentence: str, cited: Sequence[Note], *, in_english: bool = True) -> str:
        """What no learned weight can outweigh: a figure, month, place or name too many, a denial, a relation turned round."""
        segments = [segment for note in cited for segment in note.segments]
        missing, _ = self._figures(sentence, segments)
        if missing:
            return "a figure"
        text = " ".join(f"{segment.title} {segment.text}" for segment in segments)
        if any(month not in text for month in _MONTHS.findall(sentence)):
            return "a date"
        if self._places_missing(sentence, segments):
            return "a place"
        held = frozenset(word for segment in segments for word in segment.words)
        if (
            self._names_missing(sentence, segments)
            or (in_english and self._capitals_missing(sentence, held, segments))
            or turned.objects_missing(sentence, segments)
        ):
            return "a name"
        added, lost = turned.negation(sentence, segments)
        if added >= DENIED or lost >= DENIED:
            return "a denial"
        if turned.relations_turned(sentence, segments) > 0:
            return "a relation"
        return ""

    def _figures(self, sentence: str, segments: Sequence[Segment]) -> tuple[int, int]:
        """How many figures in digits and in words the evidence does not have."""
        in_words = 0
        listed = _lengths(segments, sentence)
        stated = quantities(sentence)
        missing = _digits_missing(sentence, stated, segments)
        for said in stated:
            near = [segment for segment in segments if any(agrees(said, shown) for shown in _quantities(segment.text))]
            if not near and (_derived(said, segments, sentence) or self._is_the_persons(said)):
                continue
            if not near:
                counted = said.unit in ("", "level") and said.value <= SMALL_COUNT and said.value in listed
                if counted:
                    continue
                if said.in_words and said.unit in ("", "level"):
                    in_words += 1
                else:
                    missing += 1
        return missing, in_words

    def _is_the_persons(self, said: Quantity) -> bool:
        """Whether a time in words is what the person told of themself: "two years of Excel are a good base"."""
        own = (one for one in _quantities(self._question) if one.unit == said.unit)
        return said.in_words and said.unit in ("years", "months") and any(agrees(said, one) for one in own)

    def _places_missing(self, sentence: str, segments: Sequence[Segment]) -> list[str]:
        """The places that the evidence does not name; the person's own may be spoken of where the sentence says what is not known there."""
        own = {_place_key(place) for place in places_named(self._question)}
        spared = own if _HAS_NONE.search(sentence) or re.search(r"\byou (?:are|live|work|come)\b", sentence) else set()
        return [place for place in places_missing(sentence, segments) if _place_key(place) not in spared]

    def _names_missing(self, sentence: str, segments: Sequence[Segment]) -> list[str]:
        """The roles and skills that the sentence names and the evidence does not."""
        if self._mentions is None:
            return []
        text = "\n".join(f"{segment.title}. {segment.text}" for segment in segments)
        held = _stems(text)
        if all(segment.title.startswith(("Pay:", "Outlook:")) for segment in segments):
            held |= self._asked  # Those who count people call them by other names than those who ask.
        ids = {id_ for id_, _ in self._named(text)}
        asked = {id_ for id_, _ in self._named(self._question)} if not _RELATES.search(sentence) else set()
        return [
            quote
            for id_, quote in self._named(sentence)
            if id_ not in ids | asked and not all(_holds(held, word) for word in _stems(quote))
        ]

    def _named(self, text: str) -> list[tuple[str, str]]:
        assert self._mentions is not None  # noqa: S101 - asked by the caller
        roles = [
            (found.id, found.quote)
            for found in self._mentions.roles(text)
            if not STOPWORDS & set(tokens(found.quote))
            and not re.match(r"\s+work\b", text[found.start + len(found.quote) :])
        ]
        skills = self._mentions.read(text, by_meaning=False)
        return roles + [
            (found.id, found.quote) for found in skills if " " in found.quote or fold(found.quote) == fold(found.name)
        ]

    def _capitals_missing(self, sentence: str, held: frozenset[str], segments: Sequence[Segment]) -> list[str]:
        places = {word for place in places_named(sentence) for word in tokens(place)}
        found = [match.group() for match in _NAME.finditer(sentence)]
        found += [match.group("name") for match in [_OFFERING.match(sentence)] if match]
        return [
            name
            for name in found
            if fold(name) not in _NO_NAMES
            and fold(name) not in STOPWORDS
            and fold(name) not in places
            and fold(name) not in _PEOPLES
            and not all(_holds(held | self._asked, stem(word)) for word in tokens(name))
            and not _is_acronym(name, segments)
        ]

    def _odd_one(self, sentence: str, new: Sequence[str], segments: Sequence[Segment]) -> float:
        """How much nearer to its best line the sentence comes when one new word is left out: a word that does not belong pulls it away."""
        words = [
            match
            for match in re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", sentence)
            if set(map(stem, tokens(match.group()))) & set(new)
        ]
        if not words or not segments:
            return 0.0
        without = [f"{sentence[: match.start()]}{sentence[match.end() :]}" for match in words[:MOST_TRIED]]
        mine = _content(sentence)
        best = max(segments, key=lambda segment: sum(word in segment.words for word in mine))
        vectors = self._encoder.encode([f"{best.title}: {best.text}", sentence, *without])
        near = vectors[1:] @ vectors[0]
        return max(0.0, float(near[1:].max() - near[0])) * 10

    def _similarities(self, sentence: str, segments: Sequence[Segment]) -> tuple[float, float]:
        if not segments:
            return 0.0, 0.0
        words = _content(sentence)
        near = sorted(segments, key=lambda segment: -sum(word in segment.words for word in words))[:4]
        texts = [f"{segment.title}: {segment.text}" for segment in near]
        vectors = self._encoder.encode([sentence, *texts, " ".join(dict.fromkeys(texts[:2]))])
        similarities = vectors[1:] @ vectors[0]
        return float(similarities[:-1].max()), float(similarities[-1])


def _is_acronym(name: str, segments: Sequence[Segment]) -> bool:
    """Whether the letters of a name begin words of a line, in order: LPN, of licensed practical nurses."""
    letters = name.rstrip("s").casefold()
    if len(letters) < 3 or not name.rstrip("s").isupper():
        return False
    for segment in segments:
        firsts = iter(word[0] for word in tokens(f"{segment.title} {segment.text}"))
        if all(letter in firsts for letter in letters):
            return True
    return False


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The committed weights."""
    learned = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(tuple(learned["measures"]), learned["bias"], learned["threshold"], tuple(learned["joining"]))


def places_named(text: str) -> list[str]:
    """The countries and other places that a text names, as it writes them."""
    return [match.group() for match in _place_pattern().finditer(text)]


def places_missing(sentence: str, segments: Sequence[Segment]) -> list[str]:
    """The places that the sentence names and the evidence does not, under any of their names."""
    text = " ".join(f"{segment.title} {segment.text}" for segment in segments)
    held = {_place_key(place) for place in places_named(text)}
    said = [place for place in places_named(sentence) if _place_key(place) not in held]
    if _EVERYWHERE.search(sentence) and not _EVERYWHERE.search(text):
        said.append("worldwide")
    return said


def _place_key(place: str) -> str:
    folded = fold(place).removeprefix("the ")
    if folded in _PEOPLES:
        return _PEOPLES[folded] or folded[:6]
    return country_of(folded) or (
        "US" if folded in ("us", "u.s", "u.s.", "usa", "america", "states", "united states") else folded[:6]
    )


@lru_cache(maxsize=1)
def _place_pattern() -> re.Pattern[str]:
    names = {
        *countries(),
        *(name.title() for name in place_names()),
        "US",
        "U.S.",
        "USA",
        "UK",
        "EU",
        "England",
        "the States",
        "America",
    }
    names |= {people.capitalize() for people in _PEOPLES}
    names -= {"World", "Of", "Jersey", "Turkey"}
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")(?![\w])")


def _has_foreign_english(sentence: str, cited: Sequence[Note]) -> bool:
    """Whether a sentence in another language holds English words in a row, names apart, that its evidence does not."""
    text = " ".join(f"{segment.title} {segment.text}" for note in cited for segment in note.segments).casefold()
    runs = re.findall(r"[A-Za-z][A-Za-z'-]*(?: [A-Za-z][A-Za-z'-]*){2,}", sentence)
    return any(len(_ENGLISH & set(run.casefold().split())) >= 2 and run.casefold() not in text for run in runs)


def _derived(said: Quantity, segments: Sequence[Segment], sentence: str) -> bool:
    """Whether a figure is the difference of two that the evidence has: of money where the sentence compares, or of years."""
    shown = [q for segment in segments for q in _quantities(segment.text)]
    if said.unit == "years":
        ends = {q.value for q in shown if q.unit == "year"}
        return any(later - earlier == said.value for earlier in ends for later in ends)
    if said.unit != "money" or said.part in ("low", "high") or not _DIFFERENCE.search(sentence):
        return False
    values = {q.value for q in shown if q.unit == "money" and q.part in ("", "middle")}
    gaps = (Quantity(a - b, "money") for a in values for b in values if a > b)
    return any(agrees(replace(said, part="", bound=said.bound or "about"), gap) for gap in gaps)


def _digits_missing(sentence: str, stated: Sequence[Quantity], segments: Sequence[Segment]) -> int:
    """How many runs of digits that state no quantity (a version, a code, an ordinal) the evidence does not have as they stand."""
    held = {digits for segment in segments for digits in re.findall(r"\d+", f"{segment.title} {segment.text}")}
    taken = {place for one in stated for place in range(one.start, one.end)}
    return sum(match.group() not in held and match.start() not in taken for match in re.finditer(r"\d+", sentence))


def _lengths(segments: Sequence[Segment], sentence: str) -> set[float]:
    """How many things the evidence lists, and how many titles and lines there are: what a sentence may count."""
    counts = {float(segment.text.count(",") + 1 + (" and " in segment.text)) for segment in segments}
    counts |= {
        float(len({segment.title for segment in segments})),
        float(len(segments)),
        float(sentence.count(",") + 2),
    }
    kinds = [re.match(r"[A-Za-z ]{3,14}", segment.text) for segment in segments]
    starts = [kind.group().split()[0] for kind in kinds if kind and kind.group().split()]
    return counts | {float(starts.count(start)) for start in starts}


def may_state_nothing(sentence: str) -> bool:
    """Whether a sentence has no figure, name or deed in it, and so may only lead over, encourage or ask back."""
    if (
        any(letter.isdigit() for letter in sentence)
        or len(sentence.split()) > LONGEST_JOINING
        or _DOING.search(sentence)
    ):
        return False
    return not re.search(r"[.!?:]\s*\S", sentence) and not _NAME.search(re.sub(r"\bI\b", "", sentence))


def _overlap(sentence: str, note: Note) -> float:
    words = _content(sentence)
    return max((sum(word in segment.words for word in words) for segment in note.segments), default=0)


@lru_cache(maxsize=512)
def _segments(note: Note) -> tuple[Segment, ...]:
    lines = [
        line.strip(" -*|")
        for text in note.texts
        for line in re.split(r"\n|(?<=[.!?])\s+(?=[A-Z])", text)
        if line.strip(" -*|")
    ]
    return tuple(Segment(note.number, note.title, line.replace("**", "")) for line in dict.fromkeys(lines))


@lru_cache(maxsize=4096)
def _quantities(text: str) -> tuple[Quantity, ...]:
    return tuple(quantities(text))


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in tokens(text))


@lru_cache(maxsize=8192)
def _content(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in tokens(text) if word not in STOPWORDS and not word.isdigit())


def _holds(held: frozenset[str] | set[str], word: str) -> bool:
    """Whether a word or an inflection of it is among others."""
    return word in held or (len(word) > 4 and any(other[:5] == word[:5] for other in held if len(other) > 4))
