"""Roles by their published figures: those that pay most or grow fastest, with or without a degree."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot import facts, forms, interests
from bot.case import Case
from bot.cite import Statement
from bot.forms import Outline
from bot.moving import in_field
from bot.plan import SCHOOLING
from knowledge.records import Education, Outlook, Pay, Record, RoleFacts

SHOWN = 6
WITHOUT_DEGREE: Education = "some-college"  # The highest usual entry that needs none.

_JOBS = r"(?:jobs?|work|careers?|roles?|professions?|occupations?|trades?|fields?)"
_PAY = re.compile(
    rf"\b(?:high|higher|highest|best|well|better|top|most|good)[- ]?(?:paying|paid|pay)\b|\b{_JOBS} (?:\w+ ){{0,3}}pays? "
    r"(?:well|best|good|more|most|the most|over|above|at least|a lot)\b|\bearn (?:a lot|most|the most|more than|over|at least|\W?\d)|"
    r"\b(?:highest|best|top|good) (?:salary|salaries|wages?)\b|\bsix figures?\b|\b(?:get|be|become|getting|make me) (?:very )?rich\b|"
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
    free = bool(_NO_DEGREE.search(text)) and bool(re.search(rf"\b{_JOBS}\b", text, re.IGNORECASE))
    if not (grows or pays or free) or (
        interests.is_of_liking(text) and interests.told_in(text) and len(text.split()) > interests.FEW_WORDS
    ):
        return None
    least = max((float(match[1]) * 1000 for match in _AT_LEAST.finditer(text)), default=0.0)
    found = [one for one in _figures(case) if one.pay.annual[1] and one.pay.annual[1] >= least]
    if free:
        found = [one for one in found if one.schooling is not None and one.schooling <= SCHOOLING.index(WITHOUT_DEGREE)]
    by_growth = grows and not pays
    if by_growth:
        found = [one for one in found if one.outlook is not None and one.outlook.growth is not None]
        found.sort(key=lambda one: -(one.outlook.growth or 0.0 if one.outlook else 0.0))
    else:
        found.sort(key=lambda one: -(one.pay.annual[1] or 0.0))
    # Roles of one occupation share its figures: the one whose name is nearest to it stands for them.
    nearest: dict[str, _Figures] = {}
    for one in found:
        if one.code not in nearest or one.nearness > nearest[one.code].nearness:
            nearest[one.code] = one
    shown = list(nearest.values())[:SHOWN]
    if not shown:
        return None
    head = "grow fastest" if by_growth else "pay most"
    limits = ["that people usually enter without a degree"] if free else []
    limits += [f"that pay a median of ${least:,.0f} a year or more"] if least else []
    which = "".join(f" and {limit}" for limit in limits)
    said = [Statement(f"Of the roles that I know{which}, these {head}:"), *(_line(case, one) for one in shown)]
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


def _line(case: Case, one: _Figures) -> Statement:
    paid = facts.pay_line(one.pay)
    marks = [*case.evidence.quote(f"pay:{one.code}", paid)]
    parts = [f"median ${one.pay.annual[1]:,.0f} a year (United States, May {one.pay.year})"]
    if one.outlook is not None and one.outlook.growth is not None:
        parts.append(f"{one.outlook.growth:+g} per cent jobs from 2024 to 2034")
        marks += case.evidence.quote(f"outlook:{one.code}", facts.outlook_line(one.outlook))
    line = next((line for line in map(facts.education_line, _facts_of(one.record)) if line), None)
    if line:
        parts.append(line[0].lower() + line[1:].split(" (")[0])
        marks += case.evidence.quote(one.record.id, line)
    return Statement(f"- **{one.record.name}**: {'; '.join(parts)}.", tuple(dict.fromkeys(marks)))


def _figures(case: Case) -> list[_Figures]:
    roles = in_field(case, list(case.known.needs))
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
