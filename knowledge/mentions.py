"""The skills that a text mentions, each with the words that show it.

Names are found in any order and inflection, the longest first. Some names are everyday words as well ("Go", "Spark", "Excel"): they count
only where their neighbours say that the tool is meant. What is denied ("never touched Java") is left out. What no name covers is
compared by meaning, a clause at a time, and counts where the learned chance is high.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
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
SAME_LETTERS = 4  # at the head of two words of which one is the other's inflection

# Names of skills that are also words of every day.
EVERYDAY = frozenset(
    """access agile angular assembly backbone bash basic beam blender c cad chef cloud consul container crystal cypress dart
    elm ember excel express flash flask flutter go groovy helm hive illustrator jest julia kafka kernel keynote lean less
    lotus maya mocha node notion numbers oracle outlook pages pandas pig playwright postman ppe premiere project publisher
    puppet r ray react ruby rust sage salt sap sas scratch segment shell sketch slack spark spring square storm stripe swift
    teams unity unreal vault word zoom""".split()
)
# Two that mean the tool unless one of these stands in the sentence.
_OTHERWISE = {
    "python": frozenset("snake snakes zoo pet reptile monty".split()),
    "java": frozenset("island bali coffee indonesia".split()),
}
_TECHNICAL = frozenset(
    map(
        stem,
        """program programming programmer language developer development coding code coded script scripting library framework software app
        application backend frontend firmware macro formula spreadsheet workbook pivot pipeline cluster job service microservice api
        proficient proficiency fluent certified certification version microsoft ms office studio package notebook data compiler ide
        write wrote written built deploy tutorial bootcamp skill experience knowledge expertise stack sdk orm database dataframe""".split(),
    )
)
_WITH_A_TOOL = frozenset(
    "in with using know knows learn learned learnt learning use used uses daily via including".split()
)
_WITH_C = frozenset(
    "vitamin grade plan hepatitis series type usb class point section level exhibit category block gate row".split()
)
_AFTER_A_VERB = frozenset(
    "to at in into on out back for with through by from home there ahead quickly badly well up".split()
)
_DENYING = frozenset(
    """no not never hardly nope without lack lacks lacking neither nor except excluding barely
    cannot cant dont doesnt didnt wont isnt arent wasnt
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
            if not _is_denied(words, first, last):
                quote = text[words[first].start : words[last - 1].end]
                level = _level(text, words, first)
                mentions.setdefault(match.id, Mention(match.id, match.name, quote, match.score, level))
        return list(mentions.values())[:k]

    def _named(self, text: str, words: Sequence[_Word]) -> Iterator[tuple[int, int, "_Found"]]:
        windows: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for first, last in _windows(words):
            windows[bag(" ".join(word.text for word in words[first:last]))].append((first, last))
        names: dict[str, list[Named]] = defaultdict(list)
        for named in self._catalogue.names("skill", "bag", list(windows)):
            names[named.bag].append(named)
        hits: list[tuple[int, int, int, Named]] = []
        for key, places in windows.items():
            for first, last in places:
                written = [word.text for word in words[first:last]]
                fitting = next((named for named in names[key] if _fits(written, named)), None)
                if fitting is not None:
                    hits.append((last - first, first, last, fitting))
        hits.sort(key=lambda hit: (-hit[0], hit[1]))
        taken: set[int] = set()
        for _, first, last, named in sorted(hits, key=lambda hit: _is_everyday(words, hit[1], hit[2])):
            if taken.isdisjoint(range(first, last)) and _is_tool(text, words, first, last, taken):
                taken.update(range(first, last))
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


def _fits(written: Sequence[str], named: Named) -> bool:
    """Whether words that have the stems of a name are that name: one word only for a name of one word, no "and" that joins two names."""
    name = named.plain.split()
    if {"and", "or"} & set(written) and not {"and", "or"} & set(name):
        return False
    if len(written) > 1:
        return True
    same = written[0] == named.plain
    if len(name) > 1 or (written[0] in STOPWORDS and written[0] not in EVERYDAY):
        return False
    return same or (named.is_packs and written[0][:SAME_LETTERS] == named.plain[:SAME_LETTERS])


def _is_everyday(words: Sequence[_Word], first: int, last: int) -> bool:
    return last == first + 1 and words[first].text in EVERYDAY


def _is_tool(text: str, words: Sequence[_Word], place: int, last: int, clear: Container[int]) -> bool:
    """Whether a name stands for the tool that is called so; only that of an everyday word may not."""
    word = words[place]
    same = [other for other in words if other.sentence == word.sentence]
    if not _is_everyday(words, place, last):
        return last > place + 1 or not _OTHERWISE.get(word.text, frozenset()) & {other.text for other in same}
    if _in_list(words, place, clear):
        return True
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
    return bool({before, after, *near} & _WITH_A_TOOL) and not is_small and not after.endswith("ly")


def _in_list(words: Sequence[_Word], place: int, clear: Container[int]) -> bool:
    """Whether a skill beyond doubt stands next to it, with nothing but "and", "or" or a comma between."""
    for step in (-1, 1):
        other = place + step
        while 0 <= other < len(words) and words[other].text in ("and", "or", "plus", "also"):
            other += step
        if 0 <= other < len(words) and other in clear and words[other].sentence == words[place].sentence:
            return True
    return False


def _is_denied(words: Sequence[_Word], first: int, last: int) -> bool:
    """Whether what stands there is said not to be: by a denying word before it in its sentence, with no turn between, or right after."""
    if (
        last < len(words)
        and words[last].text in ("nope", "no", "none", "never")
        and words[last].clause != words[first].clause
    ):
        return True
    for back in range(first - 1, max(-1, first - 1 - DENIED_REACH), -1):
        word = words[back]
        if word.sentence != words[first].sentence or word.text in _TURNING:
            return word.text == "except" and word.sentence == words[first].sentence
        if word.text in _DENYING:
            return not _is_affirmed(words, back)
    return False


def _is_affirmed(words: Sequence[_Word], place: int) -> bool:
    """Whether a denying word denies nothing: "not only", "no stranger to", "cannot work without"."""
    if words[place + 1].text in ("only", "just", "stranger", "problem", "doubt"):
        return True
    if words[place].text != "without":
        return False
    before = [
        word.text for word in words[max(0, place - DENIED_REACH) : place] if word.sentence == words[place].sentence
    ]
    return bool({"cant", "cannot", "not", "never", "no", "wont"} & set(before))


def _level(text: str, words: Sequence[_Word], first: int) -> int | None:
    """The level that the words around a skill tell, if they do."""
    same = [place for place in range(len(words)) if words[place].clause == words[first].clause]
    around = text[words[same[0]].start : words[same[-1]].end]
    return next((level for pattern, level in _LEVELS if pattern.search(around)), None)
