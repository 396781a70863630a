"""The skills that a text mentions, each with the words that show it, and the roles that it names.

Names are found in any order and inflection, the longest first. Some names are everyday words as well ("Go", "Spark", "Excel"): they count
only where their neighbours say that the tool is meant. What is denied ("never touched Java") is left out. What no name covers is
compared by meaning, a clause at a time, and counts where the learned chance is high.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
LONG_ENOUGH = 6  # letters of a word in which a typing error is mended
MISTYPED = 88.0  # Of 100, as `spelling.ALIKE`, for a name of a single word.
SAME_LETTERS = 4  # at the head of two words of which one is the other's inflection

# Names of skills that are also words of every day.
EVERYDAY = frozenset(
    """access agile angular assembly backbone bash basic beam blender c cad chef cloud consul container crystal cypress dart
    elm ember excel express flash flask flutter go groovy helm hive illustrator jest julia kafka kernel keynote lean less
    lotus maya mocha node notion numbers oracle outlook pages pandas pig playwright postman ppe premiere project publisher
    puppet r ray react ruby rust sage salt sap sas scratch segment shell sketch slack spark spring square storm stripe swift
    teams unity unreal vault word words zoom""".split()
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
_NOT_AT_ENDS = STOPWORDS - {"d", "t"}  # R&D, GD&T
_USING = frozenset(
    "know knows knew use uses used using learn learning learned learnt some basic advanced bit little".split()
)
_VERBS_OF_USE = frozenset("know knows knew use uses used using learn learning learned learnt".split())
# What tells of the name right before it that it is a skill: "react just the basics", "R a bit", "with sap i worked never".
_CUE_NEXT = re.compile(
    r"[\s:(,-]*(?:only|just|the|at|is|are|for|since|i(?:'m| am|m)?|an?|about|\s)*\b(?:basics?|begin+er|expert|advanced|intermediate|"
    r"fluent|(?:\d+|two|three|four|five|six|eight|ten)\+? (?:years?|yrs?|months?)|a (?:bit|little)\b(?! (?:of|more))|"
    r"(?:never|not) (?:used|touched|tried|done|opened|learn\w+)|(?:worked|used|touched|done) never|none|nope|zero|"
    r"(?:good|strong|ok|okay)\b(?! (?:for|at|to|in)\b))\b",
    re.IGNORECASE,
)
_CUE_BEFORE = re.compile(
    r"\b(?:good|great|strong|solid|expert|fluent|experienced?|skilled|proficient|confident|comfortable|certified|begin+er|advanced|"
    r"knowledge|basics|tutorial|course|courses|class) (?:at|in|with|of|for|on)\s+$",
    re.IGNORECASE,
)
_MOSTLY_WORDS = frozenset(
    "numbers pages teams project less square basic access assembly container cloud express go helm storm segment shell pig lean".split()
)
_AFTER_TO_EXCEL = frozenset("at in as by when through under".split())
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
_BEFORE_A_VERB = frozenset("i to can we they you cant dont who will may must".split())
_ALSO_VERBS = frozenset(
    "cook guard coach host judge nurse pilot model tutor doctor soldier".split()
)  # Names of roles that are verbs too.
_JOINING = frozenset("and plus also or but".split())
_CUTTING = _JOINING | frozenset("if because when where whether".split())
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
                rf"|great|senior|{_MANY}\+? *(?:years|yrs|yr)|decades?|for ages|inside out"
            ),
            3,
        ),
        (
            (
                r"some|basics?|begin+\w*|a little|li+t+l?e?l?|a bit|bits?|familiar\w*|start(?:ed|ing)|just learned|"
                r"(?:last|this) (?:week|month)|new (?:to|in|at|with)(?! me\b)|(?:couple of|few) times|once or twice|"
                r"learning|elementary|rusty|tiny|simple"
                r"|so so|(?:\d+|few|couple of|some|two|three|four|five|six) (?:weeks|months|wks)|half a year|a month"
            ),
            1,
        ),
        (
            (
                r"good|solid|strong|working|intermediate|experienced?|confident|comfortable|daily|every day|"
                r"proficien\w+|well|decent|regularly"
                rf"|skilled|at work|on the job|for work|my job|ok(?:ay)? (?:with|in|at)|{_FEW}\+? *(?:years?|yrs?)"
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
    r"\b(?:not|isn'?t|wasn'?t|aren'?t|never|no)\s+(?:(?:really|very|that|so|too|an?|at all|yet|been)\s+)*\w+",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\b(?:not|isn'?t|isnt|aren'?t|arent|never been|no|don'?t|dont|cannot|can'?t|cant)\s+(?:(?:really|very|that|so|too|all that|"
    r"particularly|a|an|my|use|know|do|speak|it|yet|at)\s+)*(?:good|strong\w*|strength|great|well|confident|fluent\w*|skilled|comfortable|"
    r"expert|advanced|best|thing|much)\b|\b(?:weak|shaky|struggle) (?:in|at|on|with)\b|\bweak(?:ness)?\W*$",
    re.IGNORECASE,
)
_WEAK_LEVEL = 1
# Words that tell how a thing is used beside a level that is told before the name: "some Excel at work".
_BESIDE = re.compile(
    r"\b(?:experience|at work|on the job|for work|(?:at|in) my job|daily|every day|skills?)\b", re.IGNORECASE
)
_LONGEST_REMARK = 8  # words of a clause that tells a level of the skill before it
# With a denying word, these alone deny the name before them: "SQL I have never used", "with SAP I worked never", "Go: not yet".
_OF_NOT = frozenset(
    """a only about all any any at before been clue completely did didn do done ever even experience far had have havent heard i idea
    im in is are it its ive just knowledge know knew lately learn learned learnt life line me met my needed new now of
    opened played really sadly seen see single so still studied study sth that them then this though tho till to today
    totally touch touched tried try understand unfortunately until up use used was what whatsoever with work worked write
    written wrote yet x one ones anything something the driven drive cooked made make spoken speak""".split()
)
_PRONOUNS = frozenset("it its that both them those these each all".split())
_NEW_SUBJECT = frozenset("i im ive my what which how just good we you he she they there because since if when".split())
_NO_REMARK = frozenset(
    """as hour hours hrs week weekly budget euro euros dollars degree school course courses class learn want need needs people
    job jobs money time old plan""".split()
)
_OPENING = frozenset(
    """i im ive you we want need needs learn learning study take know knows use used using have has had got get can could do does
    did done is are was should would will what which how where who why course courses class classes tutorial tutorials training
    certificate book become work worked working job jobs go start tell show compare finished completed built made wrote""".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A skill with the words of the text that show it, the chance that it is meant, and the level that they tell, 1 to 3.

    `start` is where the words begin in the text; `denied` tells that the text says it is not there, `behind` that the words of the
    level or of the denial stand behind the name.
    """

    id: str
    name: str
    quote: str
    score: float
    level: int | None
    start: int = 0
    denied: bool = False
    behind: bool = False


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
        for (first, last, match), told in zip(found, _told(text, words, found), strict=True):
            earlier = mentions.get(match.id)
            if earlier and (told.denied or not (earlier.denied or (earlier.level is None and told.level is not None))):
                continue
            quote = text[words[first].start : words[last - 1].end]
            mentions[match.id] = Mention(
                match.id, match.name, quote, match.score, told.level, words[first].start, told.denied, told.behind
            )
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
        mended = self._mended(words)
        for first, last in _windows(words) if mended else ():
            if any(place in mended for place in range(first, last)):
                key = bag(" ".join(mended.get(place, words[place].text) for place in range(first, last)))
                windows[key].append((first, last))
        names: dict[str, list[Named]] = defaultdict(list)
        for named in self._catalogue.names("skill", "bag", list(windows)):
            names[named.bag].append(named)
        hits: list[tuple[int, int, int, Named]] = []
        for key, places in windows.items():
            for first, last in places:
                written = [word.text for word in words[first:last]]
                mistyped = last == first + 1 and first in mended
                fitting = next(
                    (
                        named
                        for named in names[key]
                        if (_is_typing_error(written[0], named) if mistyped else _fits(written, named))
                    ),
                    None,
                )
                if fitting is not None:
                    hits.append((last - first, first, last, fitting))
        hits.sort(key=lambda hit: (-hit[0], hit[1]))
        taken: set[int] = set()
        for _, first, last, named in sorted(hits, key=lambda hit: _is_everyday(words, hit[1], hit[2])):
            if taken.isdisjoint(range(first, last)) and _is_tool(text, words, first, last, taken):
                taken.update(range(first, last))
                yield first, last, _Found(named.record, named.title, EXACT)

    def _mended(self, words: Sequence[_Word]) -> dict[int, str]:
        """The stems of names that words stand for which no name has and which are long enough for one wrong letter to show."""
        found = {}
        for place, word in enumerate(words):
            if len(word.text) >= LONG_ENOUGH and word.text not in STOPWORDS and not self._linker.knows(word.text):
                stems = self._linker.mended(word.text)
                if stems != stem(word.text):
                    found[place] = stems
        return found

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
            if last == first + 1 or not ends & _NOT_AT_ENDS:
                yield first, last


def _fits(written: Sequence[str], named: Named) -> bool:
    """Whether words that have the stems of a name are that name: one word only for a name of one word, no "and" that joins two names."""
    name = named.plain.split()
    if {"and", "or"} & set(written) and not {"and", "or"} & set(name):
        return False
    if len(written) > 1:
        return written[-1] not in STOPWORDS or " ".join(written) == named.plain
    if written[0] in _NO_NAMES:
        return False
    same = written[0] == named.plain
    if len(name) > 1 or (written[0] in STOPWORDS and written[0] not in EVERYDAY):
        return False
    return same or (named.is_packs and written[0][:SAME_LETTERS] == named.plain[:SAME_LETTERS])


def _is_typing_error(written: str, named: Named) -> bool:
    """Whether one word is a skill's name of one word with a letter wrong, which is rarer than another word that looks like it."""
    name = named.plain
    return (
        " " not in name
        and name not in EVERYDAY - _MOSTLY_TOOLS
        and len(name) >= LONG_ENOUGH
        and fuzz.ratio(written, name) >= MISTYPED
    )


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
    if len(word.text) > 1 and word.text not in _MOSTLY_WORDS and _CUE_BEFORE.search(text[: word.start]):
        return True
    if not is_small and before in _USING:
        return True
    if (len(word.text) > 1 or not is_small) and before != "to":
        if before in _VERBS_OF_USE or (word.text not in _MOSTLY_WORDS and _CUE_NEXT.match(text, word.end)):
            return True
        if (is_small and before in _USING) or word.text in _MOSTLY_TOOLS:
            return word.text not in _MOSTLY_TOOLS or not ({before} & _BEFORE_A_VERB or after in _AFTER_TO_EXCEL)
    if is_small and (before == "to" or after in _AFTER_A_VERB):
        return False
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
    agent = re.compile(r"[eo]rs?$")
    if agent.sub("", word.text) == agent.sub("", named.plain) != word.text and agent.search(named.plain):
        return True  # "translaters"
    return word.text in forms or (
        " " not in named.plain and not linker.knows(word.text) and fuzz.ratio(word.text, named.plain) >= ALIKE
    )


def level_in(text: str) -> int | None:
    """The level that words tell, 1 to 3; None where they tell none."""
    said = _NOT_SO.sub(" ", text)
    return next((level for pattern, level in _LEVELS if pattern.search(said)), None)


@dataclass(frozen=True, slots=True)
class _Told:
    """What words tell of a skill: its level, or that it is not there; `behind` where they stand behind the name."""

    level: int | None = None
    denied: bool = False
    behind: bool = False

    def __bool__(self) -> bool:
        return self.denied or self.level is not None


_NOTHING = _Told()


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a sentence that tells one thing, with the skills in it; `opens` a list with a colon."""

    first: int
    last: int
    skills: tuple[int, ...]
    opens: bool


def _parts(text: str, words: Sequence[_Word], found: Sequence[tuple[int, int, "_Found"]]) -> Iterator[_Part]:
    """A text cut at its marks, turns and joining words, but not between skills that stand side by side ("HTML and CSS")."""
    inside = {place for first, last, _ in found for place in range(first + 1, last)}
    for (_, end, _), (start, _, _) in pairwise(found):
        between = range(end, start)
        if all(words[place].text in _LISTING for place in between):
            inside |= {place for place in (*between, start) if words[place].clause == words[end - 1].clause}
    cuts = [0] if words else []
    for place in range(1, len(words)):
        if place in inside:
            continue
        joins = words[place].text in _CUTTING and words[place - 1].text not in _JOINING
        if joins or words[place].clause != words[place - 1].clause:
            cuts.append(place)
    for first, last in pairwise([*cuts, len(words)]):
        skills = tuple(number for number, one in enumerate(found) if first <= one[0] < last)
        opens = last < len(words) and ":" in text[words[last - 1].end : words[last].start]
        yield _Part(first, last, skills, opens)


def _told(text: str, words: Sequence[_Word], found: Sequence[tuple[int, int, "_Found"]]) -> list[_Told]:
    """What the text tells of each skill found: words before or behind its name, in its part or in the next, and through a list."""
    told = [_NOTHING] * len(found)
    goes_on = _NOTHING  # What the words before a list tell of all that follows in it.
    waiting: list[int] = []  # Skills of which nothing is told yet.
    latest: tuple[int, ...] = ()  # Those of the last part.
    claimed = False  # Whether these are said to be there, so that what is told of the next is its own.
    sentence = -1
    for part in _parts(text, words, found):
        if words[part.first].sentence != sentence:
            goes_on, claimed, latest = _NOTHING, False, ()
            if part.skills or not _tells_no_more(text, words, part):
                waiting = []
            opening = True
        else:
            opening = False
        sentence = words[part.first].sentence
        bare = _is_bare(words, part, found)
        if not part.skills:
            remark, said = _remark(text, words, part), _between(text, words, part.first, part.last)
            if remark and waiting and not part.opens:
                for number in waiting:
                    told[number] = remark
                waiting = []
            elif remark.level and latest and not part.opens and (told[latest[-1]].behind or _YEARS.search(said)):
                for number in latest:
                    told[number] = _Told(max(remark.level, told[number].level or 0), behind=True)
            elif remark and (opening or part.opens):
                goes_on = _Told(remark.level, remark.denied)
            elif not bare:
                goes_on, waiting = _NOTHING, []
            continue
        latest = part.skills
        own = _told_in(text, words, part, found)
        if not any(own) and bare and goes_on:
            own = [goes_on] * len(own)
        for number, one in zip(part.skills, own, strict=True):
            told[number] = one
        if not any(own):
            if not bare:
                waiting, goes_on = [], _NOTHING
            claimed = not _is_bare(words, part, found, most=0)
            waiting += part.skills
            continue
        listed = len(part.skills) > 1 or (len(waiting) > 1 and words[part.first].text in _JOINING)
        ended = (
            len(waiting) > 1
            and len(part.skills) == 1
            and words[part.first].text not in _JOINING
            and _is_closed(words, found, waiting)
        )
        if own[0].behind and not ended and (listed or not claimed) and _is_bare(words, part, found, ahead=True):
            for number in waiting:
                told[number] = own[0]
        waiting = []
        goes_on = _NOTHING if own[-1].behind else own[-1]
    return told


def _is_closed(words: Sequence[_Word], found: Sequence[tuple[int, int, "_Found"]], skills: Sequence[int]) -> bool:
    """Whether a list has come to its end with an "and"."""
    return any(words[place].text in ("and", "or") for place in range(found[skills[-2]][1], found[skills[-1]][0]))


def _is_bare(
    words: Sequence[_Word],
    part: _Part,
    found: Sequence[tuple[int, int, "_Found"]],
    *,
    ahead: bool = False,
    most: int = 1,
) -> bool:
    """Whether a part only goes on with a list; with `ahead`, whether nothing else stands before its first skill."""
    named = {place for number in part.skills for place in range(*found[number][:2])}
    last = found[part.skills[0]][0] if ahead else part.last
    rest = [words[place].text for place in range(part.first, last) if place not in named]
    rest = [word for word in rest if word not in _LISTING and word not in ("in", "of", "with", "at", "a", "my", "for")]
    return len(rest) <= (most if part.skills else 3) and not set(rest) & (
        _OPENING | _TURNING | _DENYING | {"only", "just"}
    )


def _told_in(text: str, words: Sequence[_Word], part: _Part, found: Sequence[tuple[int, int, "_Found"]]) -> list[_Told]:
    """What a part tells of each of its skills, those of which nothing is told by their neighbours in it."""
    places = [found[number][:2] for number in part.skills]
    starts = [part.first, *(last for _, last in places)]
    ends = [*(first for first, _ in places), part.last]
    ahead = [_ahead(text, words, *gap) for gap in zip(starts[:-1], ends[:-1], strict=True)]
    behind = [_behind(text, words, *gap, led=any(ahead)) for gap in zip(starts[1:], ends[1:], strict=True)]
    trailing = not ahead[0] and bool(behind[0])
    own: list[_Told] = []
    for place, (first, last) in enumerate(places):
        after = behind[place] if trailing or place == len(places) - 1 else _NOTHING
        before = _NOTHING if trailing and place else ahead[place]
        named = set(found[part.skills[place]][2].name.lower().split())
        extra = " ".join(word.text for word in words[first:last] if word.text not in named)  # "basic computer skills"
        inside = level_in(extra) if last > first + 1 else None
        years = after and bool(_YEARS.search(_between(text, words, last, ends[place + 1])))
        if before.denied:
            weak = re.search(
                r"\b(?:well|much|enough|a lot)\b", _between(text, words, last, ends[place + 1]), re.IGNORECASE
            )
            own.append(_Told(_WEAK_LEVEL) if weak else before)
        elif inside:
            own.append(_Told(inside))
        else:
            own.append(after if years or after.denied or not before else before)
    for place in range(1, len(own)):
        if not own[place] and not own[place - 1].behind:
            own[place] = own[place - 1]
    for place in reversed(range(len(own) - 1)):
        own[place] = own[place] or own[place + 1]
    return own


def _between(text: str, words: Sequence[_Word], first: int, last: int) -> str:
    return text[words[first].start : words[last - 1].end] if first < last else ""


def _ahead(text: str, words: Sequence[_Word], first: int, last: int) -> _Told:
    """What the words right before a name tell."""
    said = _between(text, words, first, last)
    if _WEAK.search(said):
        return _Told(_WEAK_LEVEL)
    for place in range(max(first, last - DENIED_REACH), last):
        if words[place].text in _DENYING and not _is_affirmed(words, place):
            return _Told(denied=True)
    level = level_in(_between(text, words, max(first, last - _LONGEST_REMARK), last))
    return _Told(level)


def _behind(text: str, words: Sequence[_Word], first: int, last: int, *, led: bool = False) -> _Told:
    """What the words right behind a name tell; where others before it lead (`led`), how the skill is used tells no level."""
    said = _between(text, words, first, min(last, first + _LONGEST_REMARK))
    if _WEAK.search(said):
        return _Told(_WEAK_LEVEL, behind=True)
    if _denies_all(words, first, last):
        return _Told(denied=True, behind=True)
    return _Told(level_in(_BESIDE.sub(" ", said) if led else said), behind=True)


def _denies_all(words: Sequence[_Word], first: int, last: int) -> bool:
    """Whether these words do nothing but deny what stands before them ("I have never used it before")."""
    said = [words[place].text for place in range(first, last)]
    new = "new" in said and "me" in said
    denying = (_DENYING | {"none", "nothing", "heard"}) - {"hate", "hated", "avoid", "instead", "unlike"}
    return bool(denying & set(said) or new) and all(word in _OF_NOT or word in denying | _JOINING for word in said)


def _tells_no_more(text: str, words: Sequence[_Word], part: _Part) -> bool:
    """Whether a part holds nothing but a level or a denial ("about 4 years", "never", "I am an expert")."""
    said = _BESIDE.sub(" ", _between(text, words, part.first, part.last))
    for pattern, _ in _LEVELS:
        said = pattern.sub(" ", said)
    rest = re.findall(r"\w+", said.lower().replace("'", "").replace("’", ""))
    return len(rest) <= _LONGEST_REMARK and all(
        word in _OF_NOT or word in STOPWORDS or word in _DENYING for word in rest
    )


def _remark(text: str, words: Sequence[_Word], part: _Part) -> _Told:
    """What a part without a skill tells of those before it ("Python, about 4 years", "Go, which I never used")."""
    if _denies_all(words, part.first, part.last):
        return _Told(denied=True, behind=True)
    said = [words[place].text for place in range(part.first, part.last)]
    points = bool(_PRONOUNS & set(said))
    alone = _tells_no_more(text, words, part)
    if (said[0] in _NEW_SUBJECT and not points and not alone) or (
        not points and (len(said) > _LONGEST_REMARK or _NO_REMARK & set(said))
    ):
        return _NOTHING
    if (
        said[0] in _JOINING
        and not points
        and not alone
        and not _YEARS.search(_between(text, words, part.last - 1, part.last))
    ):
        return _NOTHING  # "and a little gardening": of a thing that is no skill here.
    return _behind(text, words, part.first, part.last)
