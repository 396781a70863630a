"""The skills that a text mentions, each with the words that show it, and the roles that it names.

Names are found in any order and inflection, the longest first. Some names are everyday words as well ("Go", "Spark", "Excel"): they count
only where their neighbours say that the tool is meant. What is denied ("never touched Java") is left out. What no name covers is
compared by meaning, a clause at a time, and counts where the learned chance is high.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.catalogue import Catalogue
from knowledge.link import EXACT, Linker, chance, is_whole, learned, written_out
from knowledge.relations import Named, bag
from knowledge.spelling import ALIKE
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
    "in with using know knows learn learned learnt learning use used uses daily via including certified".split()
)
_MOSTLY_TOOLS = frozenset("excel pandas unity photoshop illustrator tableau flutter".split())
_USING = frozenset(
    "know knows knew use uses used using learn learning learned learnt some basic advanced bit little".split()
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
_NO_NAMES = frozenset("excellent excellence excellently".split())  # They have the stem of Excel.
_HAVING = frozenset("have got know use used can did do done passed learned learnt studied".split())
_BEFORE_A_VERB = frozenset("i to can we they you cant dont who".split())
_ALSO_VERBS = frozenset(
    "cook guard coach host judge nurse pilot model tutor doctor soldier".split()
)  # Names of roles that are verbs too.
_JOINING = frozenset("and plus also or but".split())
_PARTING = frozenset("and or vs versus to a an the from not into than".split())
_LISTING = frozenset("and or plus also as well the".split())
_TURNING = frozenset("but however although though yet except whereas while".split())
# What the words around a skill tell of its level, the plainest first; years of use count as under 1, 1 to 3, and 4 or more.
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve fifteen twenty".split()
_MANY = rf"(?:[4-9]|[1-9]\d|{'|'.join(_NUMBERS[3:])}|many|several)"
_FEW = r"(?:[1-3]|one|two|three|a|a few|couple of|couple)"
_LEVELS = tuple(
    (re.compile(rf"\b(?:{pattern})(?![\w+])", re.IGNORECASE), level)
    for pattern, level in (
        (
            (
                r"expert|advanced|master(?:y|ed)|fluent(?:ly)?|deep|extensive|excellent|native|"
                r"(?:very|really|realy|extremely|super|quite) (?:good|well|strong|solid|confident)"
                rf"|great|senior|{_MANY}\+? *(?:years|yrs|yr)|decades?|inside out"
            ),
            3,
        ),
        (
            (
                r"some|basics?|begin+\w*|a little|li+t+l?e?l?|a bit|bits?|familiar\w*|start(?:ed|ing)|just learned|"
                r"learning|elementary|rusty|tiny|simple"
                r"|so so|(?:\d+|few|couple of|some|two|three|four|five|six) (?:weeks|months|wks)|half a year|a month"
            ),
            1,
        ),
        (
            (
                r"good|solid|strong|working|intermediate|experienced?|confident|comfortable|daily|every day|"
                r"proficien\w+|well|decent|regularly"
                rf"|skilled|at work|on the job|for work|my job|ok with|okay with|{_FEW}\+? *(?:years?|yrs?)"
            ),
            2,
        ),
    )
)
_YEARS = re.compile(r"\b(?:years?|yrs?)\b", re.IGNORECASE)
_SHORT_FORMS = frozenset(
    "rn pa pm ot pt it ca md hr po do la sa ba ta".split()
)  # Names of roles that count in capitals only.
_NOT_SO = re.compile(
    r"\b(?:not|isn'?t|wasn'?t|aren'?t|no)\s+(?:(?:really|very|that|so|an?|at all|yet)\s+)*\w+", re.IGNORECASE
)
LEVEL_REACH = 8


@dataclass(frozen=True, slots=True)
class Mention:
    """A skill with the words of the text that show it, the chance that it is meant, and the level that they tell, 1 to 3.

    `start` is where the words begin in the text; `denied` tells that the text says it is not there.
    """

    id: str
    name: str
    quote: str
    score: float
    level: int | None
    start: int = 0
    denied: bool = False


@dataclass(frozen=True, slots=True)
class RoleMention:
    """A role with the words of the text that name it, and where they begin."""

    id: str
    name: str
    quote: str
    start: int


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
        return [mention for mention in self.read(text) if not mention.denied][:k]

    def read(self, text: str, *, by_meaning: bool = True) -> list[Mention]:
        """Every skill that a text names, those that it denies too, in the order of the text; each once.

        `by_meaning` also compares clauses that name none, as a text about skills has them; a message in a chat talks of other things too.
        """
        text = whole_letters(text)
        words = _words(text)[:MOST_WORDS]
        found = list(self._named(text, words))
        if by_meaning:
            found += self._meant(text, words, {place for first, last, _ in found for place in range(first, last)})
        found.sort(key=lambda one: one[0])
        mentions: dict[str, Mention] = {}
        edges = [0, *(last for _, last, _ in found)], [*(first for first, _, _ in found), len(words)]
        own = [
            _level(text, words, (edges[0][number], first, last, edges[1][number + 1]))
            for number, (first, last, _) in enumerate(found)
        ]
        for (first, last, match), level in zip(found, _shared(words, found, own), strict=True):
            denied = _is_denied(words, first, last)
            earlier = mentions.get(match.id)
            if earlier and (denied or not (earlier.denied or (earlier.level is None and level is not None))):
                continue
            quote = text[words[first].start : words[last - 1].end]
            mentions[match.id] = Mention(match.id, match.name, quote, match.score, level, words[first].start, denied)
        return sorted(mentions.values(), key=lambda mention: mention.start)

    def roles(self, text: str) -> list[RoleMention]:
        """The roles that a text names, in its order, the longest names first; typing errors are mended in words that no name has."""
        words = _words(whole_letters(text))[:MOST_WORDS]
        windows: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for written in ([written_out(word.text) for word in words], [word.text for word in words]):
            mended = [" ".join(self._linker.mended(part) for part in word.split()) for word in written]
            for first, last in _windows(words):
                content = [mended[place] for place in range(first, last) if words[place].text not in STOPWORDS]
                key = " ".join(sorted({part for stems in content for part in stems.split()}))
                if (first, last) not in windows[key]:
                    windows[key].append((first, last))
        hits = []
        for named in self._catalogue.names("role", "bag", list(windows)):
            for first, last in windows[named.bag]:
                texts = [word.text for word in words[first:last]]
                if not is_whole(named, [words[max(0, first - 1)].text, *texts]) or set(texts) & _PARTING - set(
                    named.plain.split()
                ):
                    continue
                if "it" in named.plain.split() and words[first].text != "it":
                    first = max(0, first - 1)
                if last > first + 1 or _is_title(text, words, first, named, self._linker):
                    hits.append((first - last, not named.is_packs, first, last, named))
        taken: set[int] = set()
        found = []
        for _, _, first, last, named in sorted(hits, key=lambda hit: hit[:3]):
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                quote = text[words[first].start : words[last - 1].end]
                found.append(RoleMention(named.record, named.title, quote, words[first].start))
        return sorted(found, key=lambda mention: mention.start)

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
    if written[0] in _NO_NAMES:
        return False
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
    if len(word.text) > 2 and text[word.start : word.end].isupper() and not text.isupper():
        return True  # SAP, SAS
    at = same.index(word)
    before = same[at - 1].text if at else ""
    after = same[at + 1].text if at + 1 < len(same) else ""
    is_small = text[word.start : word.end].islower()
    if len(word.text) == 1 and (is_small or before in _WITH_C or after in ("suite", "section")):
        return False
    if is_small and (before in _USING or word.text in _MOSTLY_TOOLS) and len(word.text) > 1 and before != "to":
        return after not in ("at", "in") or word.text not in _MOSTLY_TOOLS
    if is_small and (before == "to" or after in _AFTER_A_VERB):
        return False
    if not is_small and word.text in _MOSTLY_TOOLS and before != "to":
        return after not in (
            "at",
            "in",
            "as",
            "by",
            "when",
            "through",
            "under",
        )  # "Excel every day", no "Excel at work"
    near = [other.text for other in same[max(0, at - REACH) : at + REACH + 1] if other is not word]
    if any(stem(other) in _TECHNICAL for other in near):
        return True
    return bool({before, after, *near} & _WITH_A_TOOL or before == "at") and not is_small and not after.endswith("ly")


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
        and (last + 1 == len(words) or words[last + 1].clause != words[last].clause)
    ):
        return True
    claimed = -1  # The clause of a verb of having before the name: "not a paramedic, got my first aid".
    for back in range(first - 1, max(-1, first - 1 - DENIED_REACH), -1):
        word = words[back]
        if word.text in _HAVING:
            claimed = word.clause
        if word.sentence != words[first].sentence or word.text in _TURNING:
            return word.text == "except" and word.sentence == words[first].sentence
        if word.text in _DENYING:
            return claimed <= word.clause and not _is_affirmed(words, back)
    return False


def _is_affirmed(words: Sequence[_Word], place: int) -> bool:
    """Whether a denying word denies nothing: "not only", "no stranger to", "cannot work without"."""
    if words[place + 1].text in ("only", "just", "stranger", "problem", "doubt", "decide", "choose", "wait"):
        return True
    if words[place].text != "without":
        return False
    before = [
        word.text for word in words[max(0, place - DENIED_REACH) : place] if word.sentence == words[place].sentence
    ]
    return bool({"cant", "cannot", "not", "never", "no", "wont"} & set(before))


def _is_title(text: str, words: Sequence[_Word], place: int, named: Named, linker: Linker) -> bool:
    """Whether one word stands for a role of the pack: in its form or its plural, short ones in capitals, no verb ("I cook")."""
    word = words[place]
    before = words[place - 1].text if place and words[place - 1].sentence == word.sentence else ""
    if not named.is_packs or (before in _BEFORE_A_VERB and word.text in _ALSO_VERBS):
        return False
    if named.plain in _SHORT_FORMS:
        return text[word.start : word.end].isupper() and word.text == named.plain
    forms = {named.plain, f"{named.plain}s", f"{named.plain}es", named.plain.removesuffix("man") + "men"}
    return word.text in forms or (
        " " not in named.plain and not linker.knows(word.text) and fuzz.ratio(word.text, named.plain) >= ALIKE
    )


def _level(text: str, words: Sequence[_Word], span: tuple[int, int, int, int]) -> int | None:
    """The level that the words next to a skill tell: those back to the last joining word, then those up to the next skill.

    `span` is where the skill before ends, where this one begins and ends, and where the next one begins.
    """
    before, first, last, after = span
    ahead = list(range(max(before, first - LEVEL_REACH), first))
    behind = list(range(last, min(after, last + LEVEL_REACH)))
    for place in reversed(ahead):
        if words[place].text in _JOINING or words[place].clause != words[first].clause:
            ahead = [other for other in ahead if other > place]
            break
    for place in behind:
        if (
            words[place].text in _JOINING
            or words[place].sentence != words[first].sentence
            or _starts_anew(words, place)
        ):
            behind = [other for other in behind if other < place]
            break
    own = level_in(text[words[first].start : words[last - 1].end]) if last > first + 1 else None
    if own:
        return own
    told = [text[words[places[0]].start : words[places[-1]].end] if places else "" for places in (ahead, behind)]
    if _YEARS.search(told[1]):
        told.reverse()  # "my good points are Python, about 4 years of it"
    return next((found for words_ in told if (found := level_in(words_))), None)


def level_in(text: str) -> int | None:
    """The level that words tell, 1 to 3; None where they tell none."""
    said = _NOT_SO.sub(" ", text)
    return next((level for pattern, level in _LEVELS if pattern.search(said)), None)


def _starts_anew(words: Sequence[_Word], place: int) -> bool:
    """Whether a new clause with a subject of its own begins here ("Excel, I am good with people")."""
    if "it" in [word.text for word in words[place : place + 4]]:
        return False
    return words[place].clause != words[place - 1].clause and words[place].text in (
        "i",
        "im",
        "ive",
        "my",
        "what",
        "which",
        "how",
        "just",
        "never",
        "good",
    )


def _shared(
    words: Sequence[_Word], found: Sequence[tuple[int, int, object]], levels: list[int | None]
) -> list[int | None]:
    """Levels with those of the neighbours in a list: "good at Python and SQL", "HTML and CSS every day"."""
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for place in order:
            other = place - 1 if order.step > 0 else place + 1
            one, two = sorted((place, other))
            between = [words[at].text for at in range(found[one][1], found[two][0])]
            if not between and one and words[found[one][0] - 1].text == "and":
                continue  # "HTML and CSS, JavaScript only a little": the list ended before.
            if levels[place] is None and len(between) <= 2 and set(between) <= _LISTING:
                levels[place] = levels[other]
    return levels
