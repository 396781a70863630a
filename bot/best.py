"""Roles by their published figures: those that pay most or grow fastest, with or without a degree, and those of a field of work."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from bot import facts, forms, interests
from bot.case import Case
from bot.cite import Statement
from bot.fields import Field, held, roles_of
from bot.forms import Outline
from bot.listing import asked_by
from bot.plan import SCHOOLING
from bot.wordings import A_RECORD, FROM_HOME
from knowledge.records import Education, Outlook, Pay, Record, RoleFacts
from knowledge.words import STOPWORDS, tokens

SHOWN = 6
SAME_LETTERS = 5  # What the name of a role and a word for it begin with alike: teaching, the teacher.
WITHOUT_DEGREE: Education = "some-college"  # The highest usual entry that needs none.

_JOBS = r"(?:jobs?|work|careers?|roles?|professions?|occupations?|trades?|fields?)"
_PAY = re.compile(
    rf"\b(?:high|higher|highest|best|well|better|top|most|good)[- ]?(?:paying|paid|pay)\b|\b{_JOBS} (?:\w+ ){{0,3}}pays? "
    r"(?:well|best|good|more|most|the most|over|above|at least|a lot)\b|\bearn (?:a lot|most|the most|more than|over|at least|\W?\d)|"
    r"\b(?:highest|best|top|good) (?:salary|salaries|wages?)\b|\b(?:six|6)[- ]figures?\b|\bmillionaires?\b|"
    r"\b(?:get|be|become|getting|make me) (?:very )?rich\b|"
    r"\b(?:make|making|earn|earning) (?:a lot of|lots of|much|more|big|good|serious|real) (?:money|cash)\b",
    re.IGNORECASE,
)
_GROWTH = re.compile(
    rf"\b(?:fast(?:est)?[- ]growing|growing|in[- ]demand|future[- ]proof|most needed) (?:\w+ )?{_JOBS}\b|\b{_JOBS} (?:\w+ ){{0,4}}"
    r"(?:grow\w*|in demand|needed (?:most|in)|(?:have|has|with) (?:a |the best |good )?(?:future|demand)|exist in)\b",
    re.IGNORECASE,
)
_NO_DEGREE = re.compile(
    r"\b(?:no|without|w/o|not? need\w*|(?:don'?t|do not|doesn'?t|not) (?:need|require|have|ask for))(?: an?| any)? "
    r"(?:\w+ )?(?:degree|college|university|uni)\b",
    re.IGNORECASE,
)
_SIX = re.compile(r"\b(?:six|6)[- ]figures?\b", re.IGNORECASE)
_AT_LEAST = re.compile(r"[$€£]?\s?(\d{2,3})(?:[,.]?000|\s?k)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Figures:
    record: Record
    code: str
    pay: Pay
    outlook: Outlook | None
    schooling: int | None  # place in SCHOOLING of the highest usual entry

    @property
    def nearness(self) -> float:
        """How near the role's names are to the occupation's whose figures they are, from 0 to 100."""
        names = [name for entry, _ in self.record.entries for name in (entry.name, *entry.aliases)]
        return max(fuzz.token_sort_ratio(name.casefold(), self.pay.occupation.casefold()) for name in names)


def by_figures(case: Case) -> Outline | None:
    """The roles of the pack with the highest median pay or the fastest growth; None where the message asks for neither."""
    text = case.asked.text
    grows, pays = bool(_GROWTH.search(text)), bool(_PAY.search(text))
    free = bool(_NO_DEGREE.search(text)) and (
        pays or bool(case.asked.lines) or bool(re.search(rf"\b{_JOBS}\b", text, re.IGNORECASE))
    )
    if FROM_HOME.search(text) or A_RECORD.search(text):
        return None  # No record says which roles those are; articles do.
    if not (grows or pays or free) or (
        interests.is_of_liking(text) and interests.told_in(text) and len(text.split()) > interests.FEW_WORDS
    ):
        return None
    least = max(
        (float(match[1]) * 1000 for match in _AT_LEAST.finditer(text)), default=100_000.0 if _SIX.search(text) else 0.0
    )
    apt = _figures(case, roles_of(case.asked.lines, case.catalogue, list(case.known.needs)))
    if free:
        apt = [one for one in apt if one.schooling is not None and one.schooling <= SCHOOLING.index(WITHOUT_DEGREE)]
    paying = [one for one in apt if (one.pay.annual[1] or 0) >= least]
    none = ""
    if apt and not paying:
        entered = " that people usually enter without a degree" if free else ""
        none = f"I know no such job{entered} with a median of ${least:,.0f} a year or more. "
        paying, least = apt, 0.0
    by_growth = grows and not pays
    shown = _one_each(_ranked(paying, by_growth=by_growth))[:SHOWN]
    if not shown:
        return None
    head = "grow fastest" if by_growth else "pay most"
    among = f"jobs in {case.asked.lines[0].name}" if len(case.asked.lines) == 1 else "roles"
    limits = ["that people usually enter without a degree"] if free else []
    limits += [f"that pay a median of ${least:,.0f} a year or more"] if least else []
    which = "".join(f" and {limit}" for limit in limits)
    said = [Statement(f"{none}Of the {among} that I know{which}, these {head}:"), *(_line(case, one) for one in shown)]
    said.append(
        Statement(
            "Pay counts everybody in the occupation in the United States, beginners and the experienced together. "
            "Which of them fits you is another question: tell me what you like doing."
        )
    )
    records = [one.record for one in shown]
    return case.about(
        "explore", said, records, choices=[f"How do I become {forms.a_role(record.name)}?" for record in records[:3]]
    )


def _ranked(found: Sequence[_Figures], *, by_growth: bool) -> list[_Figures]:
    """Those with the figure that is asked for, the highest first."""
    valued = [(one.outlook.growth if one.outlook else None) if by_growth else one.pay.annual[1] for one in found]
    ranked = sorted(zip(found, valued, strict=True), key=lambda pair: -(pair[1] or 0.0))
    return [one for one, value in ranked if value is not None]


def of_these(case: Case) -> Outline | None:
    """The roles that the last answer listed, by the figure that is asked for."""
    by = asked_by(case.asked.text)
    records = case.records([id_ for id_ in case.asked.picked if id_.startswith("role:")])
    if not records or not by:
        return None
    if by == "schooling":
        shown = sorted(records, key=_schooling)
        said = [Statement("The shortest way in first:"), *told(case, shown)]
        return case.about("explore", said, shown, choices=[f"How do I become {forms.a_role(shown[0].name)}?"])
    figures = _ranked(_figures(case, [record.id for record in records]), by_growth=by == "growth")
    if not figures:
        return None
    head = "Of these, the fastest growing first:" if by == "growth" else "Of these, the best paid first:"
    said = [Statement(head), *(_line(case, one) for one in figures)]
    unknown = [record.name for record in records if record.id not in {one.record.id for one in figures}]
    if unknown:
        said.append(Statement(f"I have no published figure for {forms.listed(unknown)}."))
    shown = [one.record for one in figures]
    return case.about("pay", said, shown, choices=[f"How do I become {forms.a_role(shown[0].name)}?"])


def of_fields(case: Case, disliked: str = "") -> Outline | None:
    """Roles of the field of work that a message asks for, or of both; None where none is known."""
    several = len(case.asked.lines) > 1
    made = [
        found
        for field in case.asked.lines
        if (found := _of_field(case, field, disliked, SHOWN // 2 if several else SHOWN)) is not None
    ]
    if not made:
        return None
    end = Statement("Name one, and I tell you what it takes; or say what you like doing, and I look for what fits.")
    return replace(
        made[0],
        statements=(*(statement for one in made for statement in one.statements), end),
        roles=tuple(dict.fromkeys(role for one in made for role in one.roles)),
        choices=tuple(choice for one in made for choice in one.choices)[:4],
    )


def _of_field(case: Case, field: Field, disliked: str, most: int) -> Outline | None:
    """Roles of a field of work, those with the shortest way in first, none of whose name is disliked."""
    roles = held([field], case.catalogue, list(case.known.needs))
    begins = tuple(word[:SAME_LETTERS] for word in tokens(disliked) if word not in STOPWORDS)
    if begins:
        words = {record.id: tokens(record.name) for record in case.records(roles)}
        roles = [id_ for id_ in roles if not any(word.startswith(begins) for word in words[id_])]
    figures = _figures(case, roles)
    by_size = [one.record.id for one in sorted(_one_each(figures), key=lambda one: -(one.pay.employment or 0))]
    first = [id_ for id_ in field.roles if id_ in roles]
    chosen = list(dict.fromkeys([*first, *by_size]))[:most]
    records = {record.id: record for record in case.records(roles)}
    shown = sorted((records[id_] for id_ in chosen), key=_schooling)
    if not shown:
        return None
    said = [
        Statement(
            f"In {field.name} I know these jobs, those with the shortest way in first:"
            if len(shown) > 1
            else f"In {field.name} I know one job:"
        ),
        *told(case, shown),
    ]
    others = [records[id_].name for id_ in dict.fromkeys([*by_size, *roles]) if id_ not in chosen]
    if others:
        more = f" and {len(others) - SHOWN} more" if len(others) > SHOWN else ""
        names = ", ".join(others[:SHOWN]) + more if more else forms.listed(others)
        said.append(Statement(f"Also in this field: {names}."))
    called = [forms.a_role(record.name) for record in shown]
    choices = [f"What does {called[0]} do?", f"How do I become {called[-1]}?"]
    if len(figures) > 1:
        choices.append(f"Which jobs in {field.words[0]} pay most?")
    return case.about("explore", said, shown, choices=choices)


def told(case: Case, records: Sequence[Record]) -> list[Statement]:
    """Roles, a line each: what it is, with its pay and usual entry where they are known."""
    known = {one.record.id: one for one in _figures(case, [record.id for record in records])}
    return [_told(case, record, known.get(record.id)) for record in records]


def _told(case: Case, record: Record, figures: _Figures | None) -> Statement:
    about = record.entries[0][0].facts.about
    what = f"{about.split('. ')[0].rstrip('.')}."
    marks = case.evidence.quote(record.id, about)
    if figures is None:
        return Statement(f"- **{record.name}**: {what}", marks)
    line = _line(case, figures, with_growth=False)
    paid = line.text.partition("**: ")[2]
    return Statement(
        f"- **{record.name}**: {what} {paid[0].upper()}{paid[1:]}", tuple(dict.fromkeys((*marks, *line.numbers)))
    )


def _schooling(record: Record) -> int:
    """The place in SCHOOLING of the lowest usual entry; of a role that names none, after all others."""
    levels = next((known.education.levels for known in _facts_of(record) if known.education), None)
    return min(map(SCHOOLING.index, levels)) if levels else len(SCHOOLING)


def _one_each(found: Sequence[_Figures]) -> list[_Figures]:
    """Of the roles of one occupation, which share its figures, the one whose name is nearest to it."""
    nearest: dict[str, _Figures] = {}
    for one in found:
        if one.code not in nearest or one.nearness > nearest[one.code].nearness:
            nearest[one.code] = one
    return list(nearest.values())


def _line(case: Case, one: _Figures, *, with_growth: bool = True) -> Statement:
    paid = facts.pay_line(one.pay)
    marks = [*case.evidence.quote(f"pay:{one.code}", paid)]
    parts = [f"median ${one.pay.annual[1]:,.0f} a year (United States, May {one.pay.year})"]
    if with_growth and one.outlook is not None and one.outlook.growth is not None:
        parts.append(f"{one.outlook.growth:+g} per cent jobs from 2024 to 2034")
        marks += case.evidence.quote(f"outlook:{one.code}", facts.outlook_line(one.outlook))
    line = next((line for line in map(facts.education_line, _facts_of(one.record)) if line), None)
    if line:
        parts.append(line[0].lower() + line[1:].split(" (")[0])
        marks += case.evidence.quote(one.record.id, line)
    return Statement(f"- **{one.record.name}**: {'; '.join(parts)}.", tuple(dict.fromkeys(marks)))


def _figures(case: Case, roles: Sequence[str]) -> list[_Figures]:
    codes = case.catalogue.codes(roles)
    made = []
    for id_, record in case.catalogue.records(roles).items():
        for code in codes[id_].get("soc", [])[:1]:
            paid = facts.pays(case.catalogue, code)
            grows = facts.outlooks(case.catalogue, code)
            levels = next((known.education.levels for known in _facts_of(record) if known.education), None)
            schooling = max(map(SCHOOLING.index, levels)) if levels else None
            if paid:
                made.append(_Figures(record, code, paid[0], grows[0] if grows else None, schooling))
    return made


def _facts_of(record: Record) -> list[RoleFacts]:
    return [entry.facts for entry, _ in record.entries if isinstance(entry.facts, RoleFacts)]
