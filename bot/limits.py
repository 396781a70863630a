"""Limits that a message names: hours a week, deadline, budget, free only, language, country, education."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from bot.places import country_of, place_names
from knowledge.records import Education
from knowledge.words import fold

DAYS_A_WEEK = 7
WEEKDAYS = 5
WEEKS_A_MONTH = 4.33
_WORDS = {
    **{
        word: number
        for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
    },
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "a": 1,
    "an": 1,
    "half": 0.5,
    "half an": 0.5,
    "an hour and a half": 1.5,
    "couple": 2,
    "a couple": 2,
    "a couple of": 2,
    "couple of": 2,
    "few": 3,
    "a few": 3,
}
_NUMBER = (
    r"(?:\d+(?:[.,]\d+)?|half an|a couple of|a couple|couple of|a few|few|"
    + "|".join(word for word in _WORDS if " " not in word)
    + r")"
)
_RANGE = rf"(?P<low>{_NUMBER})(?:\s*(?:-|–|to|or|bis)\s*(?P<high>{_NUMBER}))?"
_HOUR = r"(?:h|hr|hrs|hours?|hs|std)\b"
_WEEKLY = re.compile(
    rf"\b{_RANGE}\s*(?:extra |free |spare |good |quiet |or so |full )?{_HOUR}(?P<half> and a half)?(?:\s+(?:free|"
    rf"max|maximum|of (?:free )?time|spare|or so|to study|for (?:study|learning|this|it|that)|about|only|at most|"
    rf"at best))*"
    rf"\s*(?:,\s*)?(?:a|an|per|each|every|/|in a|in the|in one|the|p\.?|by|on|at|for)?\s*"
    rf"(?P<per>weekly|week(?:ly|s|day|days|end|ends)?|wk|w\b|day|daily|night|evening|morning|month|saturdays?|sundays?|"
    rf"mondays?|fridays?|tuesdays?|wednesdays?|thursdays?)?",
    re.IGNORECASE,
)
_BEFORE_WEEKLY = re.compile(
    rf"\b(?P<per>(?:per|a|each|every|in the|in a|my|on|at) (?:week(?:day|days|end|ends)?|day|night|evening|"
    rf"morning|month)|weekly|daily|weekdays|evenings|weekends)[^\w.;!?]+(?:\w+[^\w.;!?]+){{0,4}}?{_RANGE}\s*{_HOUR}",
    re.IGNORECASE,
)
_SHORT_WEEKLY = re.compile(rf"\b{_RANGE}\s*(?:h|hrs?)\s*(?:/|p|per|a)\s*(?P<per>w|wk|week|d|day)\b", re.IGNORECASE)
_HOURS_SAID = re.compile(
    rf"\b(?:(?:only |just |can (?:do|study|spare|give|manage|make|put in) |have |got |make it |say |actually |"
    rf"now |rather |spare |study |about |around |max |change (?:it )?to |"
    rf"it'?s )+){_RANGE}\s*{_HOUR}(?!\s*(?:of (?:video|content|flight)|long|course|class|shift|drive|away|ago|"
    rf"shifts))",
    re.IGNORECASE,
)
_NO_WEEKLY = re.compile(
    r"\b(?:shifts?|i work|working|at work|full[- ]?time|earn\w*|paid|an hour at|wage|salary|contract)\b", re.IGNORECASE
)


def hours_per_week(text: str) -> float | None:
    """The hours a week that somebody can learn, in the middle of a range; None where the text names none."""
    text = re.sub(r"\bbetween (\S+) and (\S+)(?= ?h)", r"\1 to \2", text, flags=re.IGNORECASE)
    added = _several_days(text)
    if added:
        return added
    for pattern in (_SHORT_WEEKLY, _WEEKLY, _BEFORE_WEEKLY, _HOURS_SAID):
        for match in pattern.finditer(text):
            per = (match.groupdict().get("per") or "").lower().strip()
            if (pattern is _WEEKLY and not per) or _is_worked(text, match):
                continue
            hours = _middle(match)
            if hours is None:
                continue
            if match.groupdict().get("half"):
                hours += 0.5
            weekly = round(hours * _times(per, text[match.end() : match.end() + 30]), 2)
            if 0 < weekly <= 112:
                return int(weekly) if weekly == int(weekly) else weekly
    return None


_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_ON_DAYS = re.compile(
    rf"\b(?P<days>{_DAY}(?:\s*(?:,|and|&)\s*{_DAY})+)\b[^.;!?]*?\b{_RANGE}\s*{_HOUR}\s*(?:each|a day|every time)",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"\b(?P<times>{_NUMBER})\s+(?:evenings?|days?|nights?|mornings?|afternoons?|times) (?:a|per|each|every|in the) week\b"
    rf"[^.;!?\d]{{0,20}}?\b{_RANGE}\s*{_HOUR}",
    re.IGNORECASE,
)
_DAY_BY_DAY = re.compile(
    rf"\b{_RANGE}\s*{_HOUR} on (?:{_DAY}|weekends?|weekdays)\s*(?:,|and|plus|\+)\s*(?P<more>{_NUMBER})\s*(?:{_HOUR})? on {_DAY}",
    re.IGNORECASE,
)
_PLUS = re.compile(
    rf"\b{_RANGE}\s*{_HOUR}\s*(?:a|each|every|per|on) (?P<per>week|weekdays?|day)\s*(?:,|and|plus|"
    rf"\+)+\s*(?:another )?(?P<more>{_NUMBER})\s*{_HOUR}\s*(?:on|at|each|every|a)? ?(?:the )?(?:weekends?|{_DAY})",
    re.IGNORECASE,
)


def _several_days(text: str) -> float | None:
    """Hours that are told day by day: "Tuesday and Thursday two hours each", "an hour every weekday plus 3 hours on Saturday"."""
    days = _ON_DAYS.search(text)
    if days:
        return (_middle(days) or 0) * len(re.findall(_DAY, days.group("days"), re.IGNORECASE)) or None
    often = _TIMES.search(text)
    if often:
        return (_middle(often) or 0) * (_value(often.group("times")) or 0) or None
    parted = _DAY_BY_DAY.search(text)
    if parted:
        return (_middle(parted) or 0) + (_value(parted.group("more")) or 0)
    both = _PLUS.search(text)
    return (
        (_middle(both) or 0) * _times(both.group("per").lower(), "") + (_value(both.group("more")) or 0)
        if both
        else None
    )


def _is_worked(text: str, match: re.Match[str]) -> bool:
    """Whether the hours are those of a job, not of learning."""
    clause = re.split(r"[.;!?]", text[: match.start()])[-1][-40:]
    last = re.split(r",|\bbut\b|\bso\b|\band\b", clause)[-1]
    return bool(_NO_WEEKLY.search(last)) or bool(re.match(r"\s*(?:of work|job|shifts?|at work)\b", text[match.end() :]))


def _times(per: str, after: str) -> float:
    per = re.sub(r"^(?:per|a|each|every|in the|in a|my|on|at)\s+", "", per)
    if per.startswith(("weekday", "work")):
        return WEEKDAYS
    if per.startswith("month"):
        return 1 / WEEKS_A_MONTH
    if per in ("day", "daily", "d", "night", "evening", "morning", "evenings", "nights"):
        count = re.match(
            rf"\W*(?:and )?({_NUMBER}) (?:days?|times|evenings|nights) (?:a|per|each|every) week", after, re.IGNORECASE
        )
        on_weekdays = re.match(
            r"\W*(?:on |from )?(?:weekdays|mon\w* (?:to|till|until|-) fri\w*|of the work(?:ing)? week)",
            after,
            re.IGNORECASE,
        )
        return (_value(count.group(1)) or DAYS_A_WEEK) if count else WEEKDAYS if on_weekdays else DAYS_A_WEEK
    return 1


def _middle(match: re.Match[str]) -> float | None:
    low, high = _value(match.group("low")), _value(match.group("high"))
    if low is None:
        return None
    return low if high is None or high < low else (low + high) / 2


def _value(word: str | None) -> float | None:
    if not word:
        return None
    word = word.lower().replace(",", ".")
    return float(_WORDS[word]) if word in _WORDS else float(word) if re.fullmatch(r"\d+(\.\d+)?", word) else None


_MONTHS = (
    {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
    | {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9}
)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_UNTIL = r"(?:by|until|till|til|before|no later than|latest|at the latest|deadline(?: is)?:?|ready (?:by|for|in)"
_UNTIL += r"|done (?:by|in)|not later than|through|bis|(?:exam|test|interview|deadline|start\w*|begins?) (?:is |it )?(?:on|in))"
_IN_TIME = re.compile(
    rf"\b(?:in|within|inside|(?:i|we) (?:have|got|only have|only got)|have(?: only)?|got(?: only)?|over the next|"
    rf"during the next|for the next|next|under|less than|max(?:imum)?|at most|takes? at most|only)\s+(?:the next |"
    rf"about |max |at most |just |only |maybe |another )?"
    rf"(?P<count>{_NUMBER})\s*(?P<unit>weeks?|wks?|months?|mths?|mo|years?|yrs?)(?:'s?)?(?: time| from now| left|"
    rf" max)?\b(?!\s*(?:of|experience|in|as|with|at|ago|course|contract|program|programme|long|degree|old))",
    re.IGNORECASE,
)
_TOO_LONG = 12.0  # Years from which "I have 33 years" tells an age, no time to get there.
_FROM_NOW = re.compile(
    rf"\b(?P<count>{_NUMBER})\s*(?P<unit>weeks?|months?|years?)\s*(?:from now|from today|left|to go|max|deadline|"
    rf"tops)\b",
    re.IGNORECASE,
)
_ON_DATE = re.compile(
    rf"\b{_UNTIL}\s+(?:the )?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?\s+)?(?:(?:the )?(?P<part>end|middle|"
    rf"start|beginning) of (?:the )?)?(?P<next>next |"
    rf"this )?(?P<month>{_MONTH})\b\.?(?:\s+(?P<after>\d{{1,2}})(?:st|nd|rd|"
    rf"th)?\b(?!\d))?(?:,?\s+(?:of\s+)?(?P<year>20\d\d|next year|this year))?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_DOTTED = re.compile(rf"\b{_UNTIL}\s+(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./](?P<year>20\d\d)\b", re.IGNORECASE)
_YEAR_END = re.compile(
    rf"\b{_UNTIL}\s+(?:the )?(?:end of (?:the )?)?(?P<which>(?:20\d\d)|this year|next year|(?:the |"
    rf"this )?year(?: is out|'s end| end)?|this month|next month|(?:the |this )?month)\b",
    re.IGNORECASE,
)
_FEASTS = {"christmas": (12, 24), "xmas": (12, 24), "new year": (12, 31), "new years": (12, 31), "new year's": (12, 31)}
_FEAST = re.compile(rf"\b(?:{_UNTIL}|before)\s+(?P<next>next )?(?P<feast>{'|'.join(_FEASTS)})\b", re.IGNORECASE)


FARTHEST = 8  # years ahead; "which jobs will there be in ten years" tells of no deadline


def deadline(text: str, today: date) -> date | None:
    """The day by which somebody wants to be there; None where the text names none."""
    readers: tuple[Callable[[str, date], date | None], ...] = (_iso, _on_date, _feast, _year_end, _in_time)
    told = (reader(text, today) for reader in readers)
    return next((found for found in told if found and today <= found and found.year <= today.year + FARTHEST), None)


def _iso(text: str, _: date) -> date | None:
    match = _ISO.search(text) or _DOTTED.search(text)
    try:
        return date(*(int(match.group(name)) for name in ("year", "month", "day"))) if match else None
    except ValueError:
        return None


def _on_date(text: str, today: date) -> date | None:
    match = _ON_DATE.search(text)
    if match is None or (
        match.group("month").lower() == "may"
        and match.group("month") == "may"
        and not match.group("year")
        and "by may" not in text
    ):
        return None
    month = _MONTHS[match.group("month").lower()]
    said = (match.group("year") or "").lower()
    year = int(said) if said.isdigit() else today.year + (said == "next year") if said else today.year
    if not said and (month < today.month or (match.group("next") or "").strip().lower() == "next"):
        year += 1
    day = match.group("day") or match.group("after")
    part = (match.group("part") or "").lower()
    last = calendar.monthrange(year, month)[1]
    number = int(day) if day else {"start": 1, "beginning": 1, "middle": 15}.get(part, last)
    found = date(year, month, min(max(number, 1), last))
    return (
        found if found >= today or said else date(year + 1, month, min(number, calendar.monthrange(year + 1, month)[1]))
    )


def _feast(text: str, today: date) -> date | None:
    match = _FEAST.search(text)
    if match is None:
        return None
    month, day = _FEASTS[match.group("feast").lower()]
    found = date(today.year, month, day)
    return date(today.year + 1, month, day) if found < today or match.group("next") else found


def _year_end(text: str, today: date) -> date | None:
    match = _YEAR_END.search(text)
    if match is None:
        return None
    which = match.group("which").lower()
    if "month" in which:
        return _months_on(today.replace(day=1), 2 if "next" in which else 1) - timedelta(days=1)
    year = int(which) if which.isdigit() else today.year + ("next" in which)
    ends = re.search(r"end of|year", match.group().lower()) or not re.search(r"\b(?:before)\b", match.group().lower())
    return date(year, 12, 31) if ends else date(year - 1, 12, 31)


_OF_OTHERS = re.compile(
    r"\b(?:earn\w*|makes?|outlook|paid|salary|salaries|wages?|demand|grow\w*|replaced?|exist)\b[^.!]*\?|\boutlook\b",
    re.IGNORECASE,
)


def _in_time(text: str, today: date) -> date | None:
    if _OF_OTHERS.search(text):
        return None
    match = _IN_TIME.search(text) or _FROM_NOW.search(text)
    if match is None:
        half = re.search(
            r"\b(?:in|within) (?:half a year|(?P<more>a year and a half|one and a half years?|1\.5 years?))\b",
            text,
            re.IGNORECASE,
        )
        return _months_on(today, 18 if half.group("more") else 6) if half else None
    count, unit = _value(match.group("count")), match.group("unit").lower()
    if count is None or (unit.startswith("y") and count >= _TOO_LONG):
        return None
    if unit.startswith("w"):
        return today + timedelta(days=round(7 * count))
    return _months_on(today, round(count * (12 if unit.startswith("y") else 1)))


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_SIGNS = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "₹": "INR"}
_COINS = {
    **dict.fromkeys(("dollar", "dollars", "bucks", "buck", "usd"), "USD"),
    **dict.fromkeys(("euro", "euros", "eur"), "EUR"),
    **dict.fromkeys(("pound", "pounds", "quid", "gbp"), "GBP"),
    **dict.fromkeys(("rupee", "rupees", "inr", "rs"), "INR"),
    **dict.fromkeys(("francs", "chf"), "CHF"),
    **dict.fromkeys(("cad",), "CAD"),
    **dict.fromkeys(("aud",), "AUD"),
    **dict.fromkeys(("zloty", "pln"), "PLN"),
    **dict.fromkeys(("shillings", "kenyan shillings", "kes", "ksh"), "KES"),
    **dict.fromkeys(("cedis", "ghs"), "GHS"),
    **dict.fromkeys(("pesos", "mxn"), "MXN"),
    **dict.fromkeys(("reais", "brl"), "BRL"),
    **dict.fromkeys(("kronor", "sek"), "SEK"),
    **dict.fromkeys(("kroner", "nok"), "NOK"),
    **dict.fromkeys(("yen", "jpy"), "JPY"),
    **dict.fromkeys(("lira", "try"), "TRY"),
    **dict.fromkeys(("naira", "ngn"), "NGN"),
    **dict.fromkeys(("rand", "zar"), "ZAR"),
}
_AMOUNT = r"(?P<amount>\d{1,3}(?:[,.]\d{3})+|\d+(?:\.\d+)?)(?P<k>\s?k\b)?"
_COIN = "|".join(sorted(_COINS, key=len, reverse=True))
_MONEY = re.compile(
    rf"(?P<sign>us\$|[$€£₹])\s?{_AMOUNT}|"
    rf"{_AMOUNT.replace('amount', 'amount2').replace('<k>', '<k2>')}\s?(?P<coin>[$€£₹]|(?:{_COIN})\b)",
    re.IGNORECASE,
)
_BUDGET_SAID = re.compile(
    r"\b(budget|spend|afford|max(?:imum)?|at most|up to|under|less than|below|cheaper than|not more than|"
    r"no more than|only have|only got|have|got|saved|put aside|pay|invest|limit|cost|willing|within|for)\b",
    re.IGNORECASE,
)
_NO_BUDGET = re.compile(
    r"\b(earn\w*|salary|wage|wages|make|making|paid|pays|income|an hour|per hour|a year|per year|/h|/hr|per annum|"
    r"rent|debt|a month|per month|monthly|each month|hourly|worth|job (?:that|which) )\b",
    re.IGNORECASE,
)
_BARE_BUDGET = re.compile(
    rf"\bbudget(?: is| of|:| now| to)?(?: about| around| only| now| max| up to)? {_AMOUNT}(?!\s*(?:hours?|h\b|"
    rf"weeks?|months?))",
    re.IGNORECASE,
)


def budget(text: str) -> tuple[float, str | None] | None:
    """What somebody can spend in all, with the currency; None where the text names no such amount."""
    for match in _MONEY.finditer(text):
        clause_start = max(text.rfind(mark, 0, match.start()) for mark in ".;!?")
        before, after = text[clause_start + 1 : match.start()], text[match.end() : match.end() + 18]
        part = re.split(r",\s|\bbut\b|\bso\b|\band\b", before)[-1]
        if (
            _NO_BUDGET.search(part)
            or _NO_BUDGET.match(after.strip(" ,"))
            or not (_BUDGET_SAID.search(before) or _BUDGET_SAID.search(after))
        ):
            continue
        amount = _amount(match.group("amount") or match.group("amount2"), match.group("k") or match.group("k2"))
        sign = (match.group("sign") or match.group("coin") or "").lower()
        return amount, _SIGNS.get(sign) or _COINS.get(sign)
    bare = _BARE_BUDGET.search(text)
    return (_amount(bare.group("amount"), bare.group("k")), None) if bare else None


def _amount(digits: str, thousands: str | None) -> float:
    plain = re.sub(r"[,.](?=\d{3}\b)", "", digits).replace(",", ".")
    return float(plain) * (1000 if thousands else 1)


_FREE = re.compile(
    r"\b(?:only (?:the |for )?free|free (?:\w+ ){1,2}(?:courses?|tutorials?|class(?:es)?|training|videos?|books?|"
    r"lessons?|certificates?)|free (?:only|ones?|of charge|stuff|things|material|resources?|courses?|corses?|"
    r"cours|class(?:es)?|tutorials?|training|online|videos?|books?|certificates?|certifications?|lessons?|options?|"
    r"places?|sites?|website|way|course|program(?:me)?s?|and|or|please|pls|would|is|if|for)|for free|(?:something|"
    r"anything|everything|all|it|be|is|are|them|ones?) (?:that(?:'s| is| are) )?(?:must be |has to be |"
    r"should be )?(?:all )?free|"
    r"totally free|completely free|free\s*[.!?]?$|gratis|(?:no|have no|got no|without|dont have|don't have|zero|"
    r"not any|0) (?:any )?(?:money|budget|cash|funds)|without paying|"
    r"(?:can'?t|cannot|can not|cant) (?:pay|afford)|(?:don'?t|do not|dont) want to (?:pay|spend)|no (?:paid|"
    r"paying)|i(?:'m| am|m) broke|costs? nothing|not cost anything|cost me nothing|at no cost|no cost|"
    r"(?:zero|0|nothing) (?:to spend|euros?|dollars?|\$|€|£)|nothing paid|not? paid ones?)\b",
    re.IGNORECASE,
)
_NOT_FREE = re.compile(
    r"\b(?:free (?:time|evenings?|weekends?|days?|hours?|afternoons?|mornings?|on|this|after|from|lance|lancers?|"
    r"range)|(?:not|doesn'?t have to be|needn'?t be|need not be|don'?t need) (?:only |just |to be )?free|(?:i'?m|"
    r"i am|im) free|free or|paid is (?:ok|fine)|"
    r"can pay|also paid)\b",
    re.IGNORECASE,
)


def free_only(text: str) -> bool | None:
    """Whether only free things are wanted; None where the text does not say, False where it says that paid ones are fine."""
    if re.search(
        r"\b(?:paid (?:ones |courses |is |are )*(?:ok|fine|too|also)|(?:not|needn'?t be|doesn'?t have to be|"
        r"don'?t need) (?:only |just |to be |be )?free|can pay now|i can pay|money is no)\b",
        text,
        re.IGNORECASE,
    ):
        return False
    found = _FREE.search(text)
    if found is None:
        return None
    rest = _NOT_FREE.sub(" ", text)
    return True if _FREE.search(rest) else None


_SPEAKS = re.compile(
    r"\b(?:speak|speaks|spoke|speaking|fluent|native|learn|learning|study|translat\w+|teach|talk|write|"
    r"interpret\w*|course on|know)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def language_codes() -> dict[str, str]:
    """The ISO codes of languages by their English names, folded."""
    from babel import Locale

    names = {fold(name): code for code, name in Locale("en").languages.items() if len(code) == 2}
    return names | {
        "farsi": "fa",
        "mandarin": "zh",
        "flemish": "nl",
        "castilian": "es",
        "tagalog": "tl",
        "bahasa": "id",
    }


@lru_cache(maxsize=1)
def _in_language() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, language_codes()), key=len, reverse=True))
    things = r"(?:courses?|corses?|cours|class(?:es)?|videos?|lessons?|tutorials?|materials?|books?"
    things += (
        r"|resources?|training|things?|stuff|ones?|it|that|something|anything|all|everything|program(?:me)?s?|teaching"
    )
    things += r"|explained|teachers?|certificates?)"
    return re.compile(
        rf"\b{things}\s+(?:(?:must be|should be|be|is|are|only|taught|given|available|online|please|also|"
        rf"that (?:is|are))\s+)*(?:in|on) (?P<one>{names})\b"
        rf"|\b(?P<two>{names})[- ](?:language )?{things}\b"
        rf"|(?:^|[,.;!?]\s*|\b(?:but|only|and|please|pls|better|preferably|best|rather|if possible|ideally|"
        rf"possible)\s+)in (?P<three>{names})\b(?!\s+(?:literature|history|class|teacher))"
        rf"|\bin (?P<four>{names})(?: lang\w+)?(?: please| pls| only| if possible)?\s*(?:[.!?,;]|$)",
        re.IGNORECASE,
    )


def language(text: str) -> str | None:
    """The ISO code of the language in which somebody wants to learn; None where the text names none."""
    for match in _in_language().finditer(text):
        name = next(name for name in match.groups() if name)
        before = re.split(r"[.;!?,]", text[: match.start()])[-1]
        if match.group("two") and re.search(
            r"\b(?:learn|study|improve|teach)\W*(?:\w+\W+){0,2}$", before, re.IGNORECASE
        ):
            continue
        if match.group("two") and match.group("two").lower() == "english":
            continue
        if (
            match.group("four")
            and _SPEAKS.search(before)
            and not re.search(r"\b(?:course|class|learn (?:it|this|that)|video)", before, re.IGNORECASE)
        ):
            continue
        return language_codes()[fold(name)]
    return None


_LIVES = (
    r"(?:(?:i|we) (?:now |currently |actually |still )?(?:live|am living|are living|stay|reside|moved|am based|am|"
    r"work|am staying|will be|will move|move|want to (?:work|live|move)|would like to (?:work|live|move)|"
    r"plan to (?:work|live|move)|settle[d]?)"
    r"|i'm|i’m|im|am|living|based|here|located|live|moving|move|moved|relocat\w+|jobs?|work|working|employers|"
    r"(?:\w+ )?market|wages?|find work|now|me)"
)
_NO_COUNTRY = re.compile(
    r"\b(?:born|from|come|came|grew up|parents|holiday|vacation|trip|studied|degree|family|diploma)\b", re.IGNORECASE
)


@lru_cache(maxsize=1)
def _in_country() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, place_names()), key=len, reverse=True))
    return re.compile(
        rf"\b(?:{_LIVES})\s+(?:\w+\s+){{0,2}}?(?:in|to|at|near|around)\s+(?:the\s+)?(?:(?:north|south|east|west|"
        rf"northern|southern|eastern|western|rural|central)\s+)?(?:[\w-]+,?\s+)?(?P<one>{names})\b"
        rf"|\bcountry(?: is|:| to)?\s+(?:now )?(?P<two>{names})\b|\bin (?:the )?(?P<three>{names})\b",
        re.IGNORECASE,
    )


def country(text: str) -> str | None:
    """The ISO code of the country in which somebody lives or wants to work; None where the text names none."""
    if re.search(
        r"\b(?:live|living|based|am|i'm|im|work|working|here|jobs?|move|moving) (?:\w+ )?(?:in|to) the (?:us|"
        r"u\.s\.|usa|states)\b",
        text,
        re.IGNORECASE,
    ):
        return "US"
    for match in _in_country().finditer(text):
        clause = re.split(r"[.;!?,]", text[: match.start()])[-1]
        if _NO_COUNTRY.search(clause + match.group()):
            continue
        name = next(name for name in match.groups() if name)
        code = country_of(name)
        if code and not re.match(r"\s*(?:not\b)", text[match.start() - 4 : match.start()]):
            return code
    return None


_SCHOOLING: tuple[tuple[str, Education], ...] = (
    (
        (
            r"(?:have|did|finished|completed|hold|holding|got|with|my|i'm|am|done|doing)?\s*(?:a |an |"
            r"my )?(?:ph\.?d\.?|doctorate|doctoral degree|dphil|md degree)"
        ),
        "doctorate",
    ),
    (
        (
            r"(?:master'?s?(?: degree)?(?: in| of|$|,| and| from| but|\.)|\bm\.?sc\b|\bmba\b|\bm\.?a\.? in|"
            r"\bm\.?eng\b|master'?s degree|\bma degree|masters)"
        ),
        "master",
    ),
    (
        (
            r"(?:bachelor'?s?\b|\bb\.?sc\b|\bb\.?a\.? in|\bba degree|\bb\.?eng\b|\bb\.?tech\b|\bb\.?com\b|"
            r"undergrad(?:uate)? degree|university degree|uni degree|college degree|law degree|engineering degree|"
            r"(?<!associate )(?<!associate's )(?<!associates )(?<!foundation )\b(?!associate|foundation|master|"
            r"college|no\b|without|any\b|need|of\b)\w+ degree|"
            r"(?<!associate )(?<!associate's )(?<!associates )(?<!foundation )(?<!no )degree in|graduated (?:in|from uni\w*|college)|"
            r"university graduate|\bgraduate of)"
        ),
        "bachelor",
    ),
    (
        (
            r"(?:associate'?s?(?:'s)? degree|associate degree|associates? in|community college degree|"
            r"foundation degree|\bhnd\b)"
        ),
        "associate",
    ),
    (
        (
            r"(?:some college|dropped out of (?:uni\w*|college)|left (?:uni\w*|college) (?:without|early|after)|"
            r"didn'?t finish (?:uni\w*|college|my degree)|did not finish (?:uni\w*|college|my degree)|"
            r"unfinished degree|(?:one|two|three|\d) (?:years?|semesters?) of (?:college|uni\w*))"
        ),
        "some-college",
    ),
    (
        (
            r"(?:vocational (?:diploma|certificate|school|training|qualification)|trade school|apprenticeship (?:in|"
            r"as|done|finished|completed)|finished (?:an |my )?apprenticeship|trade certificate|\bnvq\b|\bbtec\b|"
            r"level 3 diploma|journeyman|vocational)"
        ),
        "certificate",
    ),
    (
        (
            r"(?:hi\w{1,3} ?school(?: diploma| only)?|secondary school|\ba[- ]levels?\b|\babitur\b|"
            r"\bbaccalaur[eé]at\b|\bged\b|\bgcses?\b|school leaving|finished school|12th (?:grade|class)|plus two|"
            r"\bmatric\b|left school at (?:16|17|18))"
        ),
        "high-school",
    ),
    (
        (
            r"(?:no (?:school(?:ing)?|qualifications?|diploma|education|certificates?|degree and no)|"
            r"never finished (?:high )?school|dropped out of (?:high )?school|left school (?:early|at 1[1-5]|without)|"
            r"didn'?t finish (?:high )?school|did not finish (?:high )?school|without (?:any )?(?:school|diploma))"
        ),
        "none",
    ),
)
_HAS = re.compile(
    r"\b(?:i (?:have|ve|got|did|finished|completed|hold|studied|graduated|only have|just have|also have|left|"
    r"dropped|never|didn'?t|did not|am|was)|i've|i'm|im|my|with|holding|have|got|finished|completed|graduated|"
    r"education|only|no|done|after|left|dropped|hold|without|has|ba|bsc|msc|mba|phd)\b",
    re.IGNORECASE,
)
_NOT_HAD = re.compile(
    r"\b(?:do i need|need|require\w*|without|should i|is|get|getting|take|taking|want|no|or|doing|start|worth|"
    r"necessary|does|instead of|pursue|enrol\w*|vs|versus|better|than)\s+(?:a |an |the |my |any |"
    r"also a )?(?:\w+\s)?$",
    re.IGNORECASE,
)


def education(text: str) -> Education | None:
    """The highest education that somebody says they have; None where the text tells none."""
    lowest = next(
        (level for pattern, level in reversed(_SCHOOLING[-1:]) if re.search(pattern, text, re.IGNORECASE)), None
    )
    for pattern, level in _SCHOOLING:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            clause = re.split(r"[.;!?]", text[: match.start()])[-1]
            asks = "?" in re.split(r"[.;!]", text[match.end() :])[0] and re.search(
                r"\b(?:do|does|should|is|can|which|what|or)\b", clause[-30:] + match.group()[:3], re.IGNORECASE
            )
            held = re.search(r"\bwith (?:an? |my |only |just )*(?:\w+ )?$", clause, re.IGNORECASE) or re.match(
                r"with\b", match.group(), re.IGNORECASE
            )
            other = re.match(r"\s*(?:teacher|counsell?or|student|level)", text[match.end() :], re.IGNORECASE)
            if level != "none" and (_NOT_HAD.search(clause) or other or (asks and not held)):
                continue
            if _HAS.search(clause + " " + match.group()) or not clause.strip(" ,"):
                return level
    return lowest
