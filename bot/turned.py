"""Where a sentence says the opposite of its evidence: a "not" more or less, an antonym, a relation turned round.

Similarity sees none of this: a sentence and its denial are near each other, so these are rules over words and their order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.quantities import Quantity, quantities
from knowledge.words import STOPWORDS, stem, tokens

NEGATIONS = frozenset(
    """no not never none nobody nothing neither nor without cannot cant dont doesnt didnt wont isnt arent wasnt werent hasnt havent hadnt
    couldnt wouldnt shouldnt neednt mustnt hardly rarely seldom barely scarcely unlikely unless zero lack lacks nowhere rare""".split()
)
# What a negation may rest on where the evidence has none by name, and what may stand for one that the sentence leaves out.
_NEARLY_NEGATIONS = NEGATIONS | frozenset(
    "0 only less few optional missing unknown except rather fail against instead new".split()
)
# A "no" that denies nothing: a bound, a price, or the other half of a contrast.
_NO_DENIAL = re.compile(
    r"\bno (?:less|fewer|more|later|longer|sooner) than\b|\bnever more than\b|\bnot (?:only|just|merely|simply|much|far from|every|all)\b"
    r"|\b(?:at|for) (?:no|zero) (?:cost|money|charge|fee)\b|\bnothing (?:but|else than)\b|\bno (?:matter|doubt|problem|wonder|mystery)\b"
    r"|\b(?:costs?|pays?|charges?) (?:you )?nothing\b|\bnot welcome\b|\bwithout (?:paying|charge|a fee)\b|\bneed not worry\b"
    r"|(?:,|\band|\bbut) not (?!(?:be|only|yet)\b)[^,.;:]{3,40}$|\b(?:have|has|are|hold|know|find) no(?: [a-z]+)? (?:\w+ )?figures\b"
    r"|\bno (?:pay |salary |other |[A-Z]\w+ )*figures\b",
)
DENIED_WORDS = 5  # after a "not" that it may be about
LEAST_SHARED = 0.4  # of a clause's words with a line that denies, for the clause to leave that denial out
_LISTS = re.compile(
    r"(?:Both need: |Needs |Teaches |Rests on: |What carries over: |(?P<new>New to you: ))(?P<items>[^.;]+)"
)
_NEEDING = re.compile(
    r"\b(?:needs?|needed|requires?|required|carr(?:y|ies)|teach\w*|taught|learn\w*|know\w*|without|rests?|builds?|cover\w*|"
    r"use[sd]?|using|matters?|good|have to|skills?)\b",
    re.IGNORECASE,
)
_FREE = frozenset("free nothing".split())
_PAYING = frozenset("cost costs pay paid fee fees money price charge charges".split())
_ANTONYMS = """must:neednt,optional,may,can; often:rarely,seldom,never; usually:rarely,seldom; always:never,rarely,sometimes;
    likely:unlikely; more:less,fewer; most:least,few; higher:lower; highest:lowest; high:low; better:worse; best:worst;
    grow:shrink,fall,declin,decreas,drop,dwindl; growth:declin,fall; rise:fall,shrink,declin; increas:decreas,declin,fall;
    faster:slower,slowly; longer:shorter,sooner; later:earlier,sooner; before:after; first:last,afterwards; with:without;
    all:none,no; everi:no,few,some; easi:hard,difficult; easier:harder; free:paid,cost,dear; open:closed; indoor:outdoor;
    insid:outsid; strong:weak; same:differ; import:unimport,minor; includ:exclud; start:end,finish; public:privat; long:short;
    quick:slow; requir:optional,neednt; both:neither; common:rare; mani:few,none; allow:forbid,ban; encourag:discourag;
    beginn:experienc,expert; few:mani; part:full; alon:together,team; need:neednt,without; day:night; earli:late; success:failur;
    succeed:fail; safe:danger,risk; larg:small; cheap:dear,expens; accept:refus,reject; well:badli; work:fail; disappear:stay;
    calm:hectic; helps:hinders; carri:new; suit:unsuit; prepar:unprepar""".replace("\n", " ")
_ORDER = re.compile(
    r"\b(?:before|after(?:wards)?|first (?:and|then|you|step)|(?:comes?|goes|stands?|put|finish|learn|take) (?:\w+ ){0,4}first|"
    r"then|until|leads?|"
    r"rests?|builds?|depends?|from\b.{3,40}\bto|than|follow\w*|teach\w*|taught|carr(?:y|ies)|new|while|whereas|lead on|move on)\b",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?P<more>more|higher|better|faster|longer|above|ahead of|bigger|larger|richer|dearer|later|greater|quicker|"
    r"exceeds?|steeper|stronger)\b"
    r"|\b(?P<less>less|lower|worse|slower|slowly|shorter|fewer|below|behind|smaller|cheaper|sooner|earlier|easier)\b",
    re.IGNORECASE,
)
_METRICS = (
    (
        "money",
        re.compile(
            r"\b(?:paid|pays?|earn\w*|wages?|salar\w+|money|median|makes?|incomes?|better off|dearer|cheaper|"
            r"costs?)\b|[$£€]",
            re.IGNORECASE,
        ),
    ),
    ("percent", re.compile(r"\b(?:grow\w*|outlook|faster|slow\w*|rise|rising|expand\w*|increase\w*)\b", re.IGNORECASE)),
    ("hours", re.compile(r"\b(?:hours?|takes?|longer|shorter|sooner|quicker|time|later|learn)\b", re.IGNORECASE)),
    ("", re.compile(r"\b(?:jobs|openings|people|positions)\b", re.IGNORECASE)),
)
_RESTS = re.compile(
    r"\b(?P<on>rests? on|resting on|builds? (?:up)?on|depends? on|needs?|requires?|relies on|rely on|after|takes?|"
    r"asks? for|presupposes?|(?:only )?once you (?:know|have))\b"
    r"|\b(?P<under>before|comes? first|first|basis (?:for|of)|foundation (?:for|of)|underpins?|"
    r"leads? (?:you )?(?:in)?to|opens?|prepares? (?:you )?for|(?:base|basis|ground) (?:on which|for|of))\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?P<to>leads?|lead on|moves? on|go on|goes on|become|grow|step up|promoted|open\w*|next step|move up|"
    r"progress|later|turn\w*|comes? before)\b"
    r"|\b(?P<from>comes? (?:from|after)|used to be|started as|came from|from(?=.{3,60}\bto\b))\b",
    re.IGNORECASE,
)
_CARRIES = re.compile(
    r"\b(?:carr(?:y|ies) over|bring (?:along|with)|already (?:have|there)|you have|in your hands|is there)\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:new (?:to you|part|for you|ground)|still (?:need|missing|lack)|starting from|are new|is new|from zero|"
    r"missing|not yet)\b",
    re.IGNORECASE,
)
_BEFORE_OR_BEHIND = re.compile(
    r"\b(?:(?P<ahead>more than|ahead of|above|before|outranks?|over)|(?:right |just |slightly |close )?behind|less than|below|after)\b",
    re.IGNORECASE,
)
_MATTERING = re.compile(r"\b(?:importan\w*|matters?|needs?|weighs?|weight|list|ranks?|counts?|comes?)\b", re.IGNORECASE)
_IMPORTANCE = re.compile(r"(?:^|Needs )([^:,]+?)(?::|,) importance ([\d.]+)")
_GAIN = re.compile(r"(?P<name>[^:(]{3,50}?)(?: \(\d+%\))?: it (?P<what>pays more|grows faster)")
_PAYS_LESS = re.compile(
    r"\b(?:pay|earn|paid|wage|salary|money|median)\w*\b.{0,30}\b(?:less|lower|fall|drop|cut)\b|\b(?:less|lower|smaller|cut)\b.{0,30}\b(?:pay|wage|salary|money)\b",
    re.IGNORECASE,
)
_GROWS_LESS = re.compile(r"\bgrow\w*\b.{0,20}\b(?:slower|slowly|less)\b|\bslower growth\b", re.IGNORECASE)
_MAKER = re.compile(r"^(?:Microsoft|Google|Amazon|Apple|Adobe|Apache|Autodesk) ")  # People say "Excel".
_CLAUSES = re.compile(
    r"[;:.]\s|,\s(?=(?:and|but|while|so|because|which|who|since|yet|or)\b)|\b(?:but|while|whereas|because|although|"
    r"though|unless|so that)\b"
)


_SEQUENCES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<early>[^.;]*)\bfirst\b,? (?:and )?(?:only )?(?:then|and)\b(?P<late>[^.;]*)",
        r"(?P<early>[^.;]*)\band (?:only )?then\b(?P<late>[^.;]*)",
        r"^\W*before (?P<late>[^.;,]*),(?P<early>[^.;]*)",
        r"(?P<early>[^.;]*)\bbefore\b(?P<late>[^.;]*)",
        r"^\W*after (?P<early>[^.;,]*),(?P<late>[^.;]*)",
        r"(?P<late>[^.;]*)\bafter\b(?P<early>[^.;]*)",
    )
)
_ORDERING = frozenset(map(stem, "first then before after afterwards only usually year years several".split()))
_LEADING = re.compile(
    r"\b(?:become|becoming|being|to be|grow into|turn into|mov(?:e|ing) (?:on |up )?(?:to|into)|go on to|leads? (?:you )?(?:on )?to)\s+"
    r"(?:(?:be|become|being|an?|the)\s+)*(?P<object>[a-z][a-z /-]{2,60})"
)
_RESTING = re.compile(
    r"\b(?:rests?|builds?|depends?|relies) (?:up)?on\s+(?:an?\s+|the\s+)?(?P<object>[A-Za-z][A-Za-z0-9+# /-]{1,60})"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A line of evidence under its title."""

    number: int
    title: str
    text: str

    @property
    def words(self) -> frozenset[str]:
        """The stems of the line and of its title."""
        return _stems(f"{self.title} {self.text}")


def negation(sentence: str, segments: Sequence[Segment]) -> tuple[float, float]:
    """How clearly the sentence denies what no line denies, and how clearly it leaves out a denial of the line nearest to it; 0 to 1."""
    added = lost = 0.0
    lines = [(part, segment.title) for segment in segments for part in _clauses(segment.text)]
    whole = {part: segment.text for segment in segments for part in _clauses(segment.text)}
    for clause in _clauses(sentence):
        words = _content(clause)
        if not words:
            continue
        ranked = sorted(
            ((len(words & _content(f"{title} {line}")) / len(words), line) for line, title in lines), reverse=True
        )[:3]
        if not ranked:
            continue
        said = _negations(_NO_DENIAL.sub(" ", clause))
        near = [whole[line] for share, line in ranked if share >= 0.6 * ranked[0][0]]
        turns_free = "free" in _tokens(clause) and any("free" in _tokens(line) for line in near)
        excused = any(_NEARLY_NEGATIONS & set(_tokens(line)) for line in near) or (
            not turns_free and _PAYING & set(_tokens(clause)) and any(_FREE & set(_tokens(line)) for line in near)
        )
        denying = max(
            (share for share, line in ranked if _negations(line) % 2 and _speaks_of_what_is_denied(words, line)),
            default=0.0,
        )
        saying = max((share for share, line in ranked if not _negations(line) % 2), default=0.0)
        if said % 2 and not excused:
            added = max(added, ranked[0][0])
        elif (
            said % 2 == 0
            and denying >= max(LEAST_SHARED, saying)
            and (said or not _NEARLY_NEGATIONS & set(_tokens(sentence)))
        ):
            lost = max(lost, denying)
    if denies_listed(sentence, segments):
        added = 1.0
    return added, lost


def _speaks_of_what_is_denied(words: frozenset[str], line: str) -> bool:
    """Whether half of the words after a line's first "not" are among these."""
    said = _tokens(line)
    first = next(place for place, word in enumerate(said) if word in NEGATIONS)
    denied = [stem(word) for word in said[first + 1 :] if word not in STOPWORDS][:DENIED_WORDS]
    return 2 * sum(word in words for word in denied) >= len(denied)


def denies_listed(sentence: str, segments: Sequence[Segment]) -> bool:
    """Whether a clause denies something of which a record says that it is needed, taught or carried over, or is new."""
    denying = [clause for clause in _clauses(sentence) if _negations(_NO_DENIAL.sub(" ", clause)) % 2]
    if not denying:
        return False
    for segment in segments:
        listed = _LISTS.match(segment.text)
        if listed is None:
            continue
        items = [item.strip(" .") for item in re.split(r",| and ", listed.group("items").partition(" (")[0])]
        for clause in denying:
            apt = "new" in _tokens(clause) if listed.group("new") else _NEEDING.search(clause)
            if apt and any(item and _place(clause, item) is not None for item in items):
                return True
    return False


def _negations(clause: str) -> int:
    return sum(word in NEGATIONS for word in _tokens(clause))


def antonyms(sentence: str, segments: Sequence[Segment]) -> int:
    """How many words of the sentence have their opposite in the nearest line, and do not stand in any line."""
    everywhere = {word for segment in segments for word in _tokens_stemmed(segment.text)} | {
        word for segment in segments for word in _tokens(segment.text)
    }
    words = _content(sentence)
    near = sorted(segments, key=lambda segment: -len(words & segment.words))[:2]
    beside = {word for segment in near for word in (*_tokens_stemmed(segment.text), *_tokens(segment.text))}
    opposite = _opposites()
    return sum(
        1
        for word in {*_tokens_stemmed(sentence), *_tokens(sentence)} - everywhere
        if any(other in beside for other in opposite.get(word, ()))
    )


def reversed_order(sentence: str, segments: Sequence[Segment]) -> float:
    """The share of pairs of words that stand the other way round in the nearest line, where the sentence tells of an order."""
    if not _ORDER.search(sentence):
        return 0.0
    said = [word for word in _tokens_stemmed(sentence) if word not in _STOPPED]
    worst = 0.0
    for segment in sorted(segments, key=lambda one: -len(set(said) & one.words))[:1]:
        line = [word for word in _tokens_stemmed(f"{segment.title} {segment.text}") if word not in _STOPPED]
        shared = [word for word in dict.fromkeys(said) if word in line]
        pairs = [(a, b) for place, a in enumerate(shared) for b in shared[place + 1 :]]
        if len(shared) >= 2:
            worst = max(worst, sum(line.index(a) > line.index(b) for a, b in pairs) / len(pairs))
    return worst


def relations_turned(sentence: str, segments: Sequence[Segment]) -> float:
    """1 where a relation that the records hold stands in the sentence the wrong way round, -1 where it stands the right way round."""
    checks = (
        _rests_turned,
        _leads_turned,
        _carries_turned,
        _ranked_wrongly,
        _gained_wrongly,
        _compared_wrongly,
        _trend_turned,
        _sequence_turned,
    )
    for check in checks:
        found = check(sentence, segments)
        if found:
            return found
    return 0.0


def _rests_turned(sentence: str, segments: Sequence[Segment]) -> float:
    return _turned(sentence, _pairs(segments, r"Rests on\W+(.*)|(?:^|\W)(.+?) rests on (.*)"), _RESTS, "on")


def _leads_turned(sentence: str, segments: Sequence[Segment]) -> float:
    return _turned(sentence, _pairs(segments, r"Leads to\W+(.*)|Where it leads\W+(.*)"), _LEADS, "to")


def _turned(sentence: str, pairs: Sequence[tuple[str, str]], cue: re.Pattern[str], forward: str) -> float:
    """Whether both ends of a pair stand in the sentence, and on which side of the words that join them."""
    for first, second in pairs:
        here, there = _place(sentence, first), _place(sentence, second)
        if here is None or there is None:
            continue
        low, high = min(here, there), max(here, there)
        joint = cue.search(sentence, low, high) or cue.search(sentence)
        if joint is None:
            continue
        is_forward = joint.group(forward) is not None
        starts_with_cue = joint.start() < low
        straight = (here < there) == is_forward
        if starts_with_cue:
            straight = (there < here) == is_forward
        return -1.0 if straight else 1.0
    return 0.0


def _carries_turned(sentence: str, segments: Sequence[Segment]) -> float:
    have, new = _levels(segments)
    if not have and not new:
        return 0.0
    for clause in _clauses(sentence):
        if _CARRIES.search(clause) and not _NEW.search(clause) and not NEGATIONS & set(_tokens(clause)):
            if any(_place(clause, name) is not None for name in new - have):
                return 1.0
        elif (
            _NEW.search(clause)
            and not _CARRIES.search(clause)
            and any(_place(clause, name) is not None for name in have - new)
        ):
            return 1.0
    return 0.0


def _levels(segments: Sequence[Segment]) -> tuple[set[str], set[str]]:
    """The skills of a gap that are wholly there, and those of which there is nothing."""
    have: set[str] = set()
    new: set[str] = set()
    for segment in segments:
        for name, level, need in re.findall(
            r"(?:^|\n)([^:\n]+): importance [\d.]+, level (\d) of the (\d) it takes", segment.text
        ):
            (new if level == "0" else have if level >= need else set()).add(name)
    return have, new


def _compared_wrongly(sentence: str, segments: Sequence[Segment]) -> float:
    """Whether a comparison of two titles goes against their figures."""
    cue = next(iter(_THAN.finditer(sentence)), None)
    if cue is None:
        return 0.0
    than = re.search(r"\b(?:than|against|compared (?:with|to)|of)\b", sentence[cue.end() :])
    if than is None:
        return 0.0
    here = sentence[: cue.start()] + sentence[cue.end() : cue.end() + than.start()]
    there = sentence[cue.end() + than.end() :]
    unit = next((unit for unit, words in _METRICS if words.search(sentence)), None)
    if unit is None:
        return 0.0
    mine, theirs = _figures(here, segments, unit), _figures(there, segments, unit)
    if not mine or not theirs:
        return 0.0
    says_more = cue.group("more") is not None
    if min(mine) > max(theirs):
        return -1.0 if says_more else 1.0
    if max(mine) < min(theirs):
        return 1.0 if says_more else -1.0
    return 0.0


def _ranked_wrongly(sentence: str, segments: Sequence[Segment]) -> float:
    """Whether one of two skills is said to matter more although its importance is less."""
    cue = _BEFORE_OR_BEHIND.search(sentence)
    if cue is None or not _MATTERING.search(sentence):
        return 0.0
    sides: list[list[float]] = [[], []]
    for name, figure in {found for one in segments for found in _IMPORTANCE.findall(one.text)}:
        place = _place(sentence, name)
        if place is not None:
            sides[place > cue.start()].append(float(figure))
    if not sides[0] or not sides[1]:
        return 0.0
    upper, lower = (sides[0], sides[1]) if cue.group("ahead") else (sides[1], sides[0])
    return 1.0 if max(upper) < min(lower) else -1.0 if min(upper) > max(lower) else 0.0


def _gained_wrongly(sentence: str, segments: Sequence[Segment]) -> float:
    """Whether a role that pays more or grows faster than the present one is said to do less of it."""
    for segment in segments:
        gain = _GAIN.match(segment.text)
        if gain and _place(sentence, gain.group("name")) is not None:
            less = _PAYS_LESS if gain.group("what") == "pays more" else _GROWS_LESS
            if less.search(sentence) and " than " not in sentence:
                return 1.0
    return 0.0


def _figures(words: str, segments: Sequence[Segment], unit: str) -> list[float]:
    """The figures of the titles that these words name best, the first of each title."""
    wanted = _content(words)
    found: dict[str, tuple[int, float]] = {}
    for segment in segments:
        shared = len(wanted & _stems(segment.title))
        values = [q for q in _quantities(segment.text) if q.unit == unit and q.part in ("", "middle")]
        if shared and values and segment.title not in found:
            found[segment.title] = (shared, values[0].value)
    best = max((shared for shared, _ in found.values()), default=0)
    return [value for shared, value in found.values() if shared == best]


def _trend_turned(sentence: str, segments: Sequence[Segment]) -> float:
    """Whether jobs are said to grow that the projection lets shrink, or the other way round, clause by clause."""
    outlooks = [one for one in segments if one.title.startswith("Outlook") and "|" not in one.text]
    for clause in re.split(r"[;,]|\b(?:while|whereas|but|and)\b", sentence):
        named = [one for one in outlooks if _content(clause) & (_stems(one.title) - {"outlook"})]
        found = _trend_of(clause, named or outlooks)
        if found > 0:
            return found
    return _trend_of(sentence, outlooks)


def _trend_of(sentence: str, segments: Sequence[Segment]) -> float:
    text = " ".join(segment.text for segment in segments).casefold()
    up = bool(re.search(r"growth of \d|\+\d|rise of|increase of", text))
    down = bool(re.search(r"decline of|growth of -|-\d+ per cent|decrease of|shrink|fall of", text))
    if up == down:
        return 0.0
    grows = bool(
        re.search(
            r"\b(?:grow\w*|rise|rising|increas\w*|climb\w*|more jobs|go(?:es)? up|gain|add\w*|expand\w*|up)\b",
            sentence,
            re.IGNORECASE,
        )
    )
    falls = bool(
        re.search(
            r"\b(?:shrink\w*|fall\w*|declin\w*|decreas\w*|drop\w*|fewer jobs|dwindl\w*|go(?:es)? down|lose|"
            r"on their way down|down)\b",
            sentence,
            re.IGNORECASE,
        )
    )
    if grows == falls:
        return 0.0
    return -1.0 if grows == up else 1.0


def _sequence_turned(sentence: str, segments: Sequence[Segment]) -> float:
    """Whether what comes first in the sentence comes last in the nearest line that tells an order."""
    said = _earlier_and_later(sentence)
    if said is None:
        return 0.0
    for segment in sorted(segments, key=lambda one: -len(_content(sentence) & one.words))[:2]:
        shown = _earlier_and_later(segment.text)
        if shown is None:
            continue
        straight = len(said[0] & shown[0]) + len(said[1] & shown[1])
        crossed = len(said[0] & shown[1]) + len(said[1] & shown[0])
        if max(straight, crossed) >= 2 and straight != crossed:
            return 1.0 if crossed > straight else -1.0
    return 0.0


def _earlier_and_later(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """What a text says comes first, and what after it, as content words; None where it tells no order."""
    for pattern in _SEQUENCES:
        found = pattern.search(text)
        if found:
            return _content(found.group("early")) - _ORDERING, _content(found.group("late")) - _ORDERING
    return None


def objects_missing(sentence: str, segments: Sequence[Segment]) -> list[str]:
    """What the sentence says a role leads to or a skill rests on, where the cited records tell that and do not name it."""
    text = " ".join(segment.text for segment in segments)
    held = frozenset(word for segment in segments for word in segment.words)
    missing = []
    for told, cue in ((r"Leads (?:on )?to", _LEADING), (r"[Rr]ests on", _RESTING)):
        if re.search(told, text):
            objects = [
                one for found in cue.finditer(sentence) for one in re.split(r",| or | and ", found.group("object"))
            ]
            missing += [one for one in objects if _content(one) and not _content(one) & held]
    return missing


def _pairs(segments: Sequence[Segment], pattern: str) -> list[tuple[str, str]]:
    found = []
    for segment in segments:
        for match in re.finditer(pattern, segment.text):
            groups = [group for group in match.groups() if group]
            first = groups[0] if len(groups) > 1 else segment.title
            names = re.split(r"[;.(]", groups[-1])[0]
            bare = (_MAKER.sub("", name.strip(" .*")) for name in re.split(r",| and ", names))
            found += [(first, name) for name in bare if name]
    return found


def _place(sentence: str, name: str) -> int | None:
    """Where a sentence names something: where most of its words stand close together."""
    wanted = [word for word in _tokens_stemmed(name) if word not in _STOPPED]
    if not wanted:
        return None
    places = {}
    for match in re.finditer(r"[^\W_]+(?:['’+#.&][^\W_]*)*", sentence):
        word = stem("".join(_tokens(match.group())))
        if word in wanted and word not in places:
            places[word] = match.start()
    return min(places.values()) if len(places) >= max(min(2, len(set(wanted))), round(0.7 * len(set(wanted)))) else None


def _clauses(text: str) -> Iterator[str]:
    return (part for line in text.split("\n") for part in _CLAUSES.split(line) if part and part.strip())


@lru_cache(maxsize=8192)
def _content(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _tokens(text) if word not in STOPWORDS and word not in NEGATIONS)


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in tokens(text) if word not in STOPWORDS)


@lru_cache(maxsize=8192)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(tokens(re.sub(r"\b(can)not\b", r"\1 not", text)))


def _tokens_stemmed(text: str) -> list[str]:
    return [stem(word) for word in _tokens(text)]


@lru_cache(maxsize=4096)
def _quantities(text: str) -> tuple[Quantity, ...]:
    return tuple(quantities(text))


_STOPPED = frozenset(stem(word) for word in STOPWORDS)


@lru_cache(maxsize=1)
def _opposites() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entry in _ANTONYMS.split(";"):
        one, _, others = entry.strip().partition(":")
        for other in others.split(","):
            found.setdefault(one.strip(), set()).add(other.strip())
            found.setdefault(other.strip(), set()).add(one.strip())
    return found
