"""The quantities that a sentence states: figures, number words, shares, years, with their units and what they are of.

Two agree where a careful reader would say so: "just over $60,000" is said of 60,620, "a third" of 33 per cent, "the best-paid tenth" of the
highest tenth and of no other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Part = Literal["", "low", "middle", "high"]
Bound = Literal["", "about", "over", "under"]

ROUND = 0.055  # How far "about" goes, as a share of the figure.
BEYOND = 0.3  # How far "over" and "under" go.
POINTS = 5.0  # How far a share in words ("a third") may be from the per cent.

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen "
        "nineteen".split()
    )
}
_TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "k": 1000,
    "million": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "dozen": 12,
}
_PARTS_OF = {
    "half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_UNITS = {
    "money": "dollars? pounds? euros? bucks usd gbp eur",
    "percent": "% percent per\\s?cent percentage",
    "minutes": "minutes? mins?",
    "hours": "hours? hrs?",
    "days": "days?",
    "weeks": "weeks?",
    "months": "months?",
    "years": "years? yrs?",
    "level": "levels?",
}
_SIGNS = {"$": "money", "€": "money", "£": "money", "₹": "money"}
_TIMES = {"minutes": 1 / 60, "hours": 1.0, "days": 24.0, "weeks": 168.0, "months": 730.0, "years": 8760.0}
_WORD = "|".join([*_SMALL, *_TENS])
_NUMBER = re.compile(
    rf"(?P<sign>[$€£₹])?\s?(?P<figure>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>\s?(?:k|m|bn|"
    rf"million|billion|thousand|hundred|dozen)\b)?"
    rf"|\b(?P<words>(?:an?\s+)?(?:hundred|thousand|million|dozen)|(?:{_WORD})(?:[\s-](?:{_WORD}))?(?:\s(?:hundred|"
    rf"thousand|million|dozen))?)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"\b(?:(?P<count>one|two|three|four|five|six|seven|eight|nine|a|an|\d)[\s-]+)?(?P<part>half|halves|thirds?|"
    rf"quarters?|fifths?|sixths?|"
    rf"sevenths?|eighths?|ninths?|tenths?)\b(?!\s*past)(?!-)|\b(?P<of>{_WORD}|\d{{1,2}})(?: [A-Za-z]+)? (?:in|"
    rf"out of)(?: every)? (?P<all>{_WORD}|\d{{1,3}})\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    "|".join(rf"(?P<{unit}>^[\s-]*(?:{'|'.join(names.split())})(?![a-z]))" for unit, names in _UNITS.items()),
    re.IGNORECASE,
)
_BEFORE: dict[Bound, str] = {
    "about": r"(?:about|around|roughly|approximately|some|circa|near|close to|something like|perhaps|maybe|or so|in the region of|~)",
    "over": r"(?:over|above|more than|past|beyond|upwards? of|at least|from|exceeds?|exceeding|no less than|"
    r"starting at|starts? at|passes|pass)",
    "under": r"(?:under|below|less than|fewer than|nearly|almost|up to|at most|close to|just short of|"
    r"not quite|no more than|within|shy of)",
}
_BOUND = {
    bound: re.compile(rf"\b{words}(?:\s+(?:just|a little|the|only|as much as|as little as|an?))*\s*$", re.IGNORECASE)
    for bound, words in _BEFORE.items()
}
_AFTER: dict[Bound, re.Pattern[str]] = {
    "over": re.compile(r"^\s*(?:or|and) (?:more|above|over|longer|up)\b|^\s*(?:upwards?|plus)\b|^\+", re.IGNORECASE),
    "under": re.compile(r"^\s*(?:or|and) (?:less|under|below|fewer)\b", re.IGNORECASE),
    "about": re.compile(r"^\s*or so\b", re.IGNORECASE),
}
_PARTS: dict[Part, re.Pattern[str]] = {
    "low": re.compile(
        r"\b(?:lowest|bottom|poorest|10th|(?:worst|least)[\s-]+(?:paid|earning))\b"
        r"|\bone (?:\w+ )?in ten\b(?=[^.]*\b(?:under|less|below)\b)",
        re.IGNORECASE,
    ),
    "middle": re.compile(r"\b(?:median|middle|half|midpoint|typical(?:ly)?|average)\b", re.IGNORECASE),
    "high": re.compile(
        r"\b(?:highest|top|upper|richest|90th|best[\s-]+(?:paid|earning))\b|\bone (?:\w+ )?in ten\b(?=[^.]*\b(?:over|more|above)\b)",
        re.IGNORECASE,
    ),
}
_CLAUSE = re.compile(
    r"[;:]|,\s(?=(?:and|but|while|with|against|the|whereas|or)\b)|\b(?:while|whereas|but|against|compared with)\b|\.\s",
    re.IGNORECASE,
)

_EARNERS = re.compile(
    r"\s+(?:of (?:all|them|these|the|us|american|\w+s)\b)?[^.,;]{0,90}\b(?:earn|make|get|paid|above|below|"
    r"more than|less than|over|under)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit ("" where none is said), how exact it is, which part of all it is of, and where it stands."""

    value: float
    unit: str
    bound: Bound = ""
    part: Part = ""
    in_words: bool = False
    start: int = 0
    end: int = 0


def quantities(text: str) -> list[Quantity]:
    """The quantities of a text, in order; an end of a range has the other end's unit."""
    shares = list(_shares(text))
    taken = [range(share.start, share.end) for share in shares]
    found = [one for one in _numbers(text) if not any(one.start in span or one.end - 1 in span for span in taken)]
    told = [share for share in shares if share.unit]
    return sorted((*_with_units(text, found), *told), key=lambda one: one.start)


def agrees(said: Quantity, shown: Quantity) -> bool:
    """Whether what is said may be said of what is shown."""
    if not _same_kind(said, shown):
        return False
    if said.part and shown.part and said.part != shown.part:
        return False
    if not said.part and shown.part in ("low", "high") and said.unit == "money" and not said.bound:
        return False
    value, other = said.value, shown.value
    if said.unit == "year":
        return value == other
    if said.unit in _TIMES and shown.unit in _TIMES and said.unit != shown.unit:
        value, other = value * _TIMES[said.unit], other * _TIMES[shown.unit]
        return abs(value - other) <= 0.02 * other
    if "share" in (said.unit, shown.unit):
        return _share_agrees(said, shown)
    if said.bound == "over" and other >= value * 0.999:
        return other <= value * (1 + BEYOND)
    if said.bound == "under" and other <= value * 1.001:
        return other >= value * (1 - BEYOND)
    room = ROUND * other if said.bound == "about" else 0.001 * other
    return abs(value - other) <= max(room, 1e-9)


def _share_agrees(said: Quantity, shown: Quantity) -> bool:
    percent = shown.value
    if said.bound == "over":
        return said.value <= percent <= said.value + 2 * POINTS + 10
    if said.bound == "under":
        return said.value - 2 * POINTS - 10 <= percent <= said.value
    return abs(said.value - percent) <= (POINTS if said.bound else POINTS / 2)


def _same_kind(said: Quantity, shown: Quantity) -> bool:
    if "share" in (said.unit, shown.unit):
        return {said.unit, shown.unit} <= {"percent", "share"}
    if said.unit == shown.unit:
        return True
    if "year" in (said.unit, shown.unit):
        return False
    if said.unit in _TIMES and shown.unit in _TIMES:
        return True
    return "money" not in (said.unit, shown.unit) and not (said.unit and shown.unit)


def _numbers(text: str) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(text):
        written, figure = match.group("words"), match.group("figure")
        start = match.start("sign" if match.group("sign") else "words" if written else "figure")
        before, after = text[:start], text[match.end() :]
        if re.search(r"\bhalf past\s*$|[A-Za-z][A-Za-z\d]*[-/.]?$|\d[/.]$", before) and not match.group("sign"):
            continue  # Part of a name: MP3, LFS158, 3.5-inch.
        if figure and re.match(r"(?:st|nd|rd|th)\b|[A-Za-z]{2,}|-?[Dd]\b", after) and not match.group("scale"):
            continue
        if written and written.casefold() == "one" and not _unit_after(after):
            continue  # "one of them"
        value = _words_value(written) if written else float(figure.replace(",", "")) * _scale(match.group("scale"))
        unit = _SIGNS.get(match.group("sign") or "", "") or _unit_after(after)
        plain = figure and "," not in figure and "." not in figure and not match.group("scale")
        if plain and not unit and 1900 <= value <= 2100:
            unit = "year"
        if not unit:
            labelled = re.search(r"\b(?:(level)|(Hours)(?: to level \d)?:(?: \d+ to)?)\s*$", before, re.IGNORECASE)
            unit = "" if labelled is None else "level" if labelled.group(1) else "hours"
        bound = _bound(before, after)
        yield Quantity(value, unit, bound, _part(text, start, match.end()), bool(written), start, match.end())


def _with_units(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Each with the unit of the range that it begins: "45 to 100 hours"."""
    for place, one in enumerate(found):
        later = found[place + 1] if place + 1 < len(found) else None
        joined = later and re.fullmatch(
            r"\s*(?:to|and|or|-|–|—|of)?\s*(?:the\s*)?[$€£₹]?\s*", text[one.end : later.start]
        )
        unit = later.unit if later and joined and not one.unit and later.unit not in ("year", "") else one.unit
        bound: Bound = one.bound or (found[place - 1].bound if place and _ranged(text, found[place - 1], one) else "")
        yield replace(one, unit=unit, bound=bound if bound == "about" or one.bound else one.bound)


def _ranged(text: str, first: Quantity, second: Quantity) -> bool:
    return bool(re.fullmatch(r"\s*(?:to|and|or|-|–|—)\s*[$€£₹]?\s*", text[first.end : second.start]))


def _shares(text: str) -> Iterator[Quantity]:
    for match in _SHARE.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if match.group("all"):
            whole = _plain(match.group("all"))
            value = 100 * _plain(match.group("of")) / whole if whole else 0.0
            if value > 100:
                continue
        else:
            part = match.group("part").casefold().rstrip("s")
            count = match.group("count")
            ranked = re.search(
                r"\b(?:paid|earning|lowest|highest|top|bottom|best|worst|richest|poorest|upper|the)[\s-]*(?:paid|"
                r"earning)?\s*$",
                before,
                re.IGNORECASE,
            )
            if (
                part in ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
                and not count
                and not re.search(r"\bof\b", after[:4])
            ) or ranked:
                continue  # "the third course", "the highest tenth"
            value = 100 * (_plain(count) if count else 1) / _PARTS_OF["half" if part == "halve" else part]
        of_people = (value == 50 and _EARNERS.match(after)) or (value == 10 and re.search(r"[$€£]", after))
        if (
            of_people
        ):  # "half of them earn more than": the median; "one in ten makes more than $77,530": the highest tenth
            yield Quantity(value, "", start=match.start(), end=match.end())
            continue
        unit = _unit_after(re.sub(r"^\s+an?\b", "", after))
        yield Quantity(
            value / 100 if unit in _TIMES else value,
            unit if unit in _TIMES else "share",
            _bound(before, after),
            "",
            True,
            match.start(),
            match.end(),
        )


def _unit_after(after: str) -> str:
    found = _UNIT.match(after) or _UNIT.match(
        re.sub(r"^\s+(?:full|whole|more|extra|weekly|free|short|long|paid)\b", "", after)
    )
    return str(found.lastgroup) if found else ""


def _bound(before: str, after: str) -> Bound:
    for bound, pattern in _BOUND.items():
        if pattern.search(before):
            return bound
    after = re.sub(r"^[\s-]*(?:hours?|weeks?|years?|months?|days?|per cent|%|percent)", "", after)
    for bound, pattern in _AFTER.items():
        if pattern.match(after):
            return bound
    return ""


def _part(text: str, start: int, end: int) -> Part:
    """Which part of all people a figure is of, as its own clause says."""
    cuts = [0, *(cut.end() for cut in _CLAUSE.finditer(text)), len(text)]
    first = max(cut for cut in cuts if cut <= start)
    last = min(cut for cut in cuts if cut >= end)
    clause = text[first:last]
    near: list[tuple[int, Part]] = [
        (abs(found.start() + first - start), part)
        for part, pattern in _PARTS.items()
        for found in pattern.finditer(clause)
    ]
    return min(near)[1] if near else ""


def _words_value(words: str) -> float:
    value, total = 0.0, 0.0
    for word in re.split(r"[\s-]+", words.casefold()):
        if word in ("a", "an"):
            value = 1
        elif word in _SCALES:
            total, value = (max(value, 1) * _SCALES[word]), 0
        else:
            value += _SMALL.get(word, _TENS.get(word, 0))
    return total + value


def _plain(word: str) -> float:
    return 1.0 if word.casefold() in ("a", "an") else float(word) if word.isdigit() else _words_value(word)


def _scale(scale: str | None) -> float:
    return float(_SCALES[scale.strip().casefold()]) if scale else 1.0
