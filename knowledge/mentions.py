"""The skills that a text mentions, each with the words that show it.

Names are found in any order and inflection, the longest first. Some names are everyday words as well ("Go", "Spark", "Excel"): they count
only where their neighbours say that the tool is meant. What is denied ("never touched Java") is left out. What no name covers is
compared by meaning, a clause at a time, and counts where the learned chance is high.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.catalogue import Catalogue
from knowledge.link import EXACT, Linker, chance, learned
from knowledge.relations import Named, bag
from knowledge.words import STOPWORDS, spans, stem, whole_letters

LONGEST = 6  # words of a name
MOST_WORDS = 5000  # of a text; the rest is not looked at
MOST_CLAUSES = 60
BY_MEANING = 0.6  # The chance from which a clause counts that names no skill.
FEWEST_WORDS = 2  # of such a clause
REACH = 3  # How many words away a neighbour says what an everyday word means.
DENIED_REACH = 6

# Names of skills that are also words of every day.
EVERYDAY = frozenset(
    """access agile angular ansible assembly basic blender c chef consul crystal dart elm ember excel express flash flask flutter go
    groovy helm hive illustrator java jest julia kafka keynote lean lotus maya mocha node notion numbers oracle outlook pages pandas pig
    premiere project publisher puppet python r react redis ruby rust sage salt scala scratch segment shell sketch slack spark spring square
    stripe swift tableau teams unity unreal vault vue word zoom communication driving design research""".split()
) - {
    "communication",
    "driving",
    "design",
    "research",
    "ansible",
    "redis",
    "kafka",
    "angular",
    "scala",
    "vue",
    "tableau",
}
_TECHNICAL = frozenset(
    map(
        stem,
        """program programming programmer language developer development coding code coded script scripting library framework software app
        application backend frontend firmware macro formula spreadsheet workbook pivot pipeline cluster job service microservice api
        proficient proficiency fluent certified certification version microsoft ms office studio package notebook data compiler ide
        tutorial bootcamp skill experience knowledge expertise stack sdk orm database dataframe""".split(),
    )
)
_BEFORE_A_TOOL = frozenset(
    "in with using know knows learn learned learnt learning like use used written via including".split()
)
_WITH_C = frozenset(
    "vitamin grade plan hepatitis series type usb class point section level exhibit category block gate row".split()
)
_AFTER_A_VERB = frozenset(
    "to at in into on out back for with through by from home there ahead quickly badly well up".split()
)
_DENYING = frozenset(
    """no not never without lack lacks lacking neither nor except excluding barely cannot cant dont doesnt didnt wont isnt arent wasnt
    havent hasnt hadnt couldnt wouldnt zero hate hated avoid unlike instead""".split()
)
_TURNING = frozenset("but however although though yet except whereas while".split())
# What the words around a skill tell of its level, the plainest first.
_LEVELS = tuple(
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), level)
    for pattern, level in (
        (r"expert|advanced|mastery|mastered|fluent|deep|extensive|(?:[5-9]|[1-9]\d)\+? *(?:years|yrs)", 3),
        (r"some|basics?|beginner|a little|a bit|familiar\w*|start(?:ed|ing)|learning|elementary|1 (?:year|yr)", 1),
        (
            r"good|solid|strong|working|intermediate|experienced?|confident|daily|proficien\w+|[2-4]\+? *(?:years|yrs)",
            2,
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A skill with the words of the text that show it, the chance that it is meant, and the level that they tell, 1 to 3."""

    id: str
    name: str
    quote: str
    score: float
    level: int | None


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    clause: int
    sentence: int


class Mentions:
    """Finds skills in texts over one home."""

    def __init__(self, catalogue: Catalogue, linker: Linker) -> None:
        self._catalogue = catalogue
        self._linker = linker

    def find(self, text: str, k: int = 50) -> list[Mention]:
        """Up to k skills that a text says are there, in the order of the text; each once, with its first words."""
        text = whole_letters(text)
        words = _words(text)[:MOST_WORDS]
        found = list(self._named(text, words))
        found += self._meant(text, words, {place for first, last, _ in found for place in range(first, last)})
        mentions: dict[str, Mention] = {}
        for first, last, match in sorted(found, key=lambda one: one[0]):
            if not _is_denied(words, first):
                quote = text[words[first].start : words[last - 1].end]
                level = _level(text, words, first)
                mentions.setdefault(match.id, Mention(match.id, match.name, quote, match.score, level))
        return list(mentions.values())[:k]

    def _named(self, text: str, words: Sequence[_Word]) -> Iterator[tuple[int, int, "_Found"]]:
        windows: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for first, last in _windows(words):
            windows[bag(" ".join(word.text for word in words[first:last]))].append((first, last))
        names: dict[str, Named] = {}
        for named in self._catalogue.names("skill", "bag", list(windows)):
            names.setdefault(named.bag, named)
        hits = sorted(
            (
                (last - first, first, last, names[key])
                for key, places in windows.items()
                if key in names
                for first, last in places
            ),
            key=lambda hit: (-hit[0], hit[1]),
        )
        taken: set[int] = set()
        clear: set[int] = set()
        for _, first, last, named in sorted(hits, key=lambda hit: _is_everyday(words, hit[1], hit[2])):
            places = set(range(first, last))
            if taken & places or (_is_everyday(words, first, last) and not _is_tool(text, words, first, clear)):
                continue
            taken |= places
            clear |= places
            yield first, last, _Found(named.record, named.title, EXACT)

    def _meant(self, text: str, words: Sequence[_Word], taken: set[int]) -> Iterator[tuple[int, int, "_Found"]]:
        rule = learned().skill
        clauses: dict[int, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            clauses[word.clause].append(place)
        for places in list(clauses.values())[:MOST_CLAUSES]:
            first, last = places[0], places[-1] + 1
            content = [place for place in places if words[place].text not in STOPWORDS]
            if len(content) < FEWEST_WORDS or taken & set(places):
                continue
            for near in self._linker.near(text[words[first].start : words[last - 1].end], "skill", 1):
                score = chance(rule, near.measures)
                if score >= BY_MEANING:
                    yield first, last, _Found(near.best.record, near.best.title, score)


@dataclass(frozen=True, slots=True)
class _Found:
    id: str
    name: str
    score: float


def _words(text: str) -> list[_Word]:
    """The words of a text, with the number of the clause and of the sentence that each stands in."""
    found: list[_Word] = []
    clause = sentence = 0
    before = 0
    for word, start, end in spans(text):
        between = text[before:start]
        if re.search(r"[.!?;\n•]", between):
            sentence += 1
            clause += 1
        elif re.search(r"[,:()/|]|\s[-–]\s", between) or word in _TURNING:
            clause += 1
        found.append(_Word(word, start, end, clause, sentence))
        before = end
    return found


def _windows(words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """Where a name may stand: runs within a clause that begin and end with a word of content, and every single word."""
    for first in range(len(words)):
        for last in range(first + 1, min(first + LONGEST, len(words)) + 1):
            if words[last - 1].clause != words[first].clause:
                break
            ends = {words[first].text, words[last - 1].text}
            if last == first + 1 or not ends & STOPWORDS:
                yield first, last


def _is_everyday(words: Sequence[_Word], first: int, last: int) -> bool:
    return last == first + 1 and words[first].text in EVERYDAY


def _is_tool(text: str, words: Sequence[_Word], place: int, clear: set[int]) -> bool:
    """Whether an everyday word stands for the tool that is called so."""
    if _in_list(words, place, clear):
        return True
    word = words[place]
    same = [other for other in words if other.sentence == word.sentence]
    at = same.index(word)
    before = same[at - 1].text if at else ""
    after = same[at + 1].text if at + 1 < len(same) else ""
    is_small = text[word.start : word.end].islower()
    if len(word.text) == 1 and (is_small or before in _WITH_C or after in ("suite", "section")):
        return False
    if is_small and (before == "to" or after in _AFTER_A_VERB):
        return False
    near = [other.text for other in same[max(0, at - REACH) : at + REACH + 1] if other is not word]
    if any(stem(other) in _TECHNICAL for other in near):
        return True
    return before in _BEFORE_A_TOOL and not is_small and not after.endswith("ly")


def _in_list(words: Sequence[_Word], place: int, clear: set[int]) -> bool:
    """Whether a skill beyond doubt stands next to it, with nothing but "and", "or" or a comma between."""
    for step in (-1, 1):
        other = place + step
        while 0 <= other < len(words) and words[other].text in ("and", "or", "plus", "also"):
            other += step
        if 0 <= other < len(words) and other in clear and words[other].sentence == words[place].sentence:
            return True
    return False


def _is_denied(words: Sequence[_Word], place: int) -> bool:
    """Whether what stands there is said not to be: a denying word before it, in its sentence, with no turn between."""
    for back in range(place - 1, max(-1, place - 1 - DENIED_REACH), -1):
        word = words[back]
        if word.sentence != words[place].sentence or word.text in _TURNING:
            return word.text == "except" and word.sentence == words[place].sentence
        if word.text in _DENYING:
            return not (word.text == "not" and words[back + 1].text == "only")
    return False


def _level(text: str, words: Sequence[_Word], first: int) -> int | None:
    """The level that the words around a skill tell, if they do."""
    same = [place for place in range(len(words)) if words[place].clause == words[first].clause]
    around = text[words[same[0]].start : words[same[-1]].end]
    return next((level for pattern, level in _LEVELS if pattern.search(around)), None)
