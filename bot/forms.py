"""The form of an answer for each kind of question: statements, each with the records that it rests on.

Every function reads records and relations, and gives an `Outline`; none of them decides what is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from bot import facts
from bot.answer import Kind, Named, Plan
from bot.cite import Exhibit, Statement
from bot.goals import goal_of
from bot.plan import Goal, Standing, levels_with_foundations
from bot.shelf import Shelf
from knowledge.catalogue import Catalogue
from knowledge.records import CourseFacts, Passage, Record, RoleFacts, SkillFacts, Source
from knowledge.relations import Related

MOST_OF_A_COUNTRY = 3  # Sentences that are quoted on one.
SKILLS_SHOWN = 6
MOST_SKILLS = 20
MOST_RUNS = 3  # of lines that one statement quotes
STEPS_SHOWN = 5
ROWS = 6
SHARED_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Outline:
    """An answer before its marks are resolved."""

    kind: Kind
    statements: tuple[Statement, ...]
    exhibits: tuple[Exhibit, ...] = ()
    roles: tuple[Named, ...] = ()
    skills: tuple[Named, ...] = ()
    choices: tuple[str, ...] = ()
    plan: Plan | None = None
    asked: Literal["", "goal", "current", "interests"] = ""


@dataclass
class Evidence:
    """Exhibits as they are collected, numbered from 1."""

    catalogue: Catalogue
    exhibits: list[Exhibit] = field(default_factory=list)
    _read: dict[str, tuple[Passage, Source] | None] = field(default_factory=dict)

    def quote(self, id_: str, *lines: str) -> tuple[int, ...]:
        """The number of an exhibit that quotes lines of a record which stand together; nothing where the record has none of them."""
        if id_ not in self._read:
            self._read[id_] = facts.passage_of(self.catalogue, id_)
        found = self._read[id_]
        if found is None:
            return ()
        held = [line for line in lines if line in found[0].text]
        whole = "\n".join(held)
        if not held:
            return ()
        return self._add(*found, whole if whole in found[0].text else held[0])

    def lines(self, id_: str, lines: Sequence[str]) -> tuple[int, ...]:
        """The numbers of exhibits that quote lines of a record, each run of lines that stand together in one."""
        runs: list[list[str]] = []
        text = self._text(id_)
        for line in sorted((line for line in lines if line in text), key=text.index):
            if runs and "\n".join([*runs[-1], line]) in text:
                runs[-1].append(line)
            else:
                runs.append([line])
        return tuple(number for run in runs[:MOST_RUNS] for number in self.quote(id_, *run))

    def _text(self, id_: str) -> str:
        if id_ not in self._read:
            self._read[id_] = facts.passage_of(self.catalogue, id_)
        found = self._read[id_]
        return found[0].text if found else ""

    def passage(self, passage: Passage, source: Source, quote: str) -> tuple[int, ...]:
        """The number of an exhibit that quotes a passage."""
        return self._add(passage, source, quote)

    def computed(self, name: str, title: str, lines: list[str], today: str) -> tuple[int, ...]:
        """The number of an exhibit that shows a computation."""
        passage, source = facts.computed(name, title, lines, today)
        return self._add(passage, source, passage.text)

    def _add(self, passage: Passage, source: Source, quote: str) -> tuple[int, ...]:
        for exhibit in self.exhibits:
            if exhibit.passage.id == passage.id and exhibit.quote == quote:
                return (exhibit.number,)
        self.exhibits.append(Exhibit(len(self.exhibits) + 1, passage, source, quote))
        return (len(self.exhibits),)


def listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def a_role(name: str) -> str:
    """A role's name within a sentence: "a registered nurse", "an electrician", "a UX designer"."""
    plain = name if name[1:2].isupper() or name[:2] in ("UX",) else name[0].lower() + name[1:]
    vowel = plain[0].lower() in "aeio" or (plain[0] == "u" and plain[1:2] != "x")
    spelt = len(plain) > 1 and plain[:2].isupper() and plain[0] in "AEFHILMNORSX"
    return f"{'an' if spelt or (vowel and not plain[:2].isupper()) else 'a'} {plain}"


def _named(record: Record) -> Named:
    return Named(id=record.id, name=record.name)


# A role ---------------------------------------------------------------------------------------------------------------

_ASPECTS = {
    "A day": ("day", "hours", "shift", "shifts", "routine", "morning", "typical", "travel", "outdoor", "night"),
    "How people get in": (
        "qualification",
        "qualifications",
        "requirements",
        "degree",
        "licence",
        "license",
        "training",
        "entry",
        "enter",
        "education",
        "ways",
        "way",
        "get in",
        "get into",
        "master's",
        "bachelor's",
        "university",
        "college",
    ),
    "How people grow": ("lead", "leads", "grow", "promotion", "career", "progress", "advance", "later", "after"),
    "Who it suits": (
        "suit",
        "suits",
        "fit",
        "fits",
        "personality",
        "right for me",
        "for me",
        "i like",
        "i enjoy",
        "being",
        "hard",
        "dangerous",
        "stress",
        "stressful",
        "physically",
    ),
}


def role(
    catalogue: Catalogue, evidence: Evidence, record: Record, question: str, country: str | None = None
) -> list[Statement]:
    """A role: what it is, what it takes, pay and outlook, the way in, where it leads; what is asked about comes first."""
    said = [_about_role(evidence, record)]
    if country and country != "US":
        said += _there(catalogue, evidence, record, country)
    aspect = _aspect(question)
    if aspect:
        said += _section(catalogue, evidence, record, aspect, 3)
    said += (_all_skills if _SKILLS_ASKED.search(question) else _takes)(catalogue, evidence, record)
    said += [*pay(catalogue, evidence, record, short=True)]
    if aspect != "How people get in":
        said += way_in(evidence, record)
    said += _leads(catalogue, evidence, record)
    return said


def _about_role(evidence: Evidence, record: Record) -> Statement:
    about = facts.entry_of(record).facts.about
    return Statement(f"**{record.name}**: {about}", evidence.quote(record.id, about))


def _aspect(question: str) -> str | None:
    words = set(question.lower().replace("?", " ").replace(",", " ").split())
    return next(
        (
            name
            for name, marks in _ASPECTS.items()
            if any(mark in words or (" " in mark and mark in question.lower()) for mark in marks)
        ),
        None,
    )


def _section(catalogue: Catalogue, evidence: Evidence, record: Record, heading: str, sentences: int) -> list[Statement]:
    """The first sentences of a part of the role's page."""
    from bot.evidence import sentences_of

    source = record.entries[0][1]
    found = next(
        (
            passage
            for passage in catalogue.passages_of(source.id)
            if passage.headings and passage.headings[-1].lower().startswith(heading.lower())
        ),
        None,
    )
    if found is None:
        return []
    return [
        Statement(" ".join(sentence.text.split()), evidence.passage(found, source, sentence.text))
        for sentence in sentences_of(found)[:sentences]
    ]


# What people call a country besides its name.
_CALLED = {"GB": ("Britain", "British", "England", "English law", "Scotland", "Wales", "UK"), "DE": ("German",)}


def _there(catalogue: Catalogue, evidence: Evidence, record: Record, country: str) -> list[Statement]:
    """What the role's page says of a country; that it says nothing, where it does not."""
    from babel import Locale

    from bot.evidence import sentences_of

    source = record.entries[0][1]
    place = Locale("en").territories.get(country, country)
    names = re.compile(rf"\b(?:{'|'.join(map(re.escape, (place, *_CALLED.get(country, ()))))})\b")
    found = [
        (passage, sentence.text)
        for passage in catalogue.passages_of(source.id)
        for sentence in sentences_of(passage)
        if names.search(sentence.text)
    ]
    if not found:
        return [Statement(f"I know no rules of {place} for this work; what follows is mostly from the United States.")]
    return [
        Statement(" ".join(text.split()), evidence.passage(passage, source, text))
        for passage, text in found[:MOST_OF_A_COUNTRY]
    ]


def _takes(catalogue: Catalogue, evidence: Evidence, record: Record) -> list[Statement]:
    goal = goal_of(catalogue, record.id)
    related = _needs(catalogue, record)
    if goal is None or not related:
        return []
    own = {need.skill for need in goal.needs if not need.broad}
    shown = [found for found in related if found.id in own][:SKILLS_SHOWN] or related[:SKILLS_SHOWN]
    lines = [facts.need_line(found.name, found.relation) for found in shown]
    more = len(related) - len(shown)
    rest = f" and {more} more" if more > 0 else ""
    return [
        Statement(
            f"- **What it takes**, most important first: {', '.join(found.name for found in shown)}{rest}.",
            evidence.quote(record.id, *lines),
        )
    ]


_SKILLS_ASKED = re.compile(
    r"\b(?:skills?|need to know|have to know|must know|need to learn|abilities)\b", re.IGNORECASE
)
_SKILL_KINDS = {"knowledge": "Knowledge", "tool": "Tools", "practice": "Practice", "personal": "Personal strengths"}


def _all_skills(catalogue: Catalogue, evidence: Evidence, record: Record) -> list[Statement]:
    """Every skill that a role needs, by kind, most important first."""
    related = _needs(catalogue, record)
    kinds: dict[str, list[Related]] = {kind: [] for kind in _SKILL_KINDS}
    records = catalogue.records([found.id for found in related])
    for found in related:
        known = facts.entry_of(records[found.id]).facts
        kinds[known.kind if isinstance(known, SkillFacts) else "practice"].append(found)
    return [
        Statement(
            f"- **{_SKILL_KINDS[kind]}**: {', '.join(found.name for found in those[:MOST_SKILLS])}.",
            evidence.lines(record.id, [facts.need_line(found.name, found.relation) for found in those[:MOST_SKILLS]]),
        )
        for kind, those in kinds.items()
        if those
    ]


def _needs(catalogue: Catalogue, record: Record) -> list[Related]:
    related = catalogue.related(record.id, "needs")
    return [found for found in related if found.relation.subject == related[0].relation.subject]


def way_in(evidence: Evidence, record: Record) -> list[Statement]:
    """The usual schooling, and what no course replaces."""
    known = [entry.facts for entry, _ in record.entries if isinstance(entry.facts, RoleFacts)]
    said = []
    line = next((line for line in (facts.education_line(fact) for fact in known) if line), None)
    if line:
        said.append(Statement(f"- **Way in**: {line[0].lower() + line[1:]}.", evidence.quote(record.id, line)))
    for asked in next((fact.requirements for fact in known if fact.requirements), ()):
        text = f"Asks for: {asked.name}. {asked.how}"
        said.append(Statement(f"- **{asked.name}**: {asked.how}", evidence.quote(record.id, text)))
    return said


def _leads(catalogue: Catalogue, evidence: Evidence, record: Record) -> list[Statement]:
    found = list(dict.fromkeys((one.id, one.name) for one in catalogue.related(record.id, "leads to")))
    if not found:
        return []
    lines = [f"Leads to: {name}" for _, name in found]
    return [Statement(f"- **Leads on to**: {listed([name for _, name in found])}.", evidence.quote(record.id, *lines))]


# Pay and outlook ------------------------------------------------------------------------------------------------------


def pay(catalogue: Catalogue, evidence: Evidence, record: Record, *, short: bool = False) -> list[Statement]:
    """Pay and outlook of a role, with place and year; nothing where nothing is published."""
    codes = catalogue.codes([record.id])[record.id].get("soc", [])
    return [one for code in codes[: 1 if short else 2] for one in figures(catalogue, evidence, code)]


def figures(catalogue: Catalogue, evidence: Evidence, code: str) -> list[Statement]:
    """Pay and outlook of a SOC occupation, as far as they are published."""
    said = [(f"pay:{code}", "Pay", facts.pay_line(one)) for one in facts.pays(catalogue, code)[:1]]
    said += [(f"outlook:{code}", "Outlook", facts.outlook_line(one)) for one in facts.outlooks(catalogue, code)[:1]]
    return [Statement(f"- **{title}**: {line}.", evidence.quote(id_, line)) for id_, title, line in said]


def pay_of(catalogue: Catalogue, evidence: Evidence, records: Sequence[Record], country: str | None) -> list[Statement]:
    """Pay and outlook of roles, and whose figures they are."""
    said: list[Statement] = []
    for record in records:
        found = pay(catalogue, evidence, record)
        if found and len(records) > 1:
            said.append(Statement(f"**{record.name}**"))
        said += found or [Statement(f"I have no published pay for {record.name}.")]
        if found and not any(one.text.startswith("- **Outlook**") for one in found):
            said.append(Statement(f"I have no published outlook for {record.name}."))
    return said + (of_everybody(country) if any(statement.numbers for statement in said) else [])


def of_everybody(country: str | None) -> list[Statement]:
    """Whose figures of pay and outlook those are, for somebody in a country."""
    elsewhere = country and country != "US"
    said = (
        ["I have figures for the United States only; where you live, pay can be quite different."] if elsewhere else []
    )
    said.append("These are figures for everybody in the occupation, beginners and the experienced together.")
    return [Statement(one) for one in said]


# A skill --------------------------------------------------------------------------------------------------------------


def skill(catalogue: Catalogue, evidence: Evidence, record: Record, shelf: Shelf) -> list[Statement]:
    """A skill: what it is, what it rests on, who needs it, how long it takes and where to learn it."""
    about = facts.entry_of(record).facts.about
    said = [Statement(f"**{record.name}**: {about}", evidence.quote(record.id, about))]
    under = list(dict.fromkeys(one.name for one in catalogue.related(record.id, "rests on")))
    if under:
        said.append(
            Statement(f"- **Rests on**: {listed(under)}.", evidence.quote(record.id, f"Rests on: {', '.join(under)}"))
        )
    needed = facts.needed_by(catalogue, record.id)
    if needed:
        line = f"Needed by: {', '.join(name for _, name in needed)}"
        said.append(
            Statement(
                f"- **Needed most by**: {listed([name for _, name in needed[:6]])}.", evidence.quote(record.id, line)
            )
        )
    known = facts.entry_of(record).facts
    if isinstance(known, SkillFacts) and known.hours:
        lines = [
            f"Hours to level {level}: {facts.span(figure)} ({facts.said_by(figure)})"
            for level, figure in enumerate(known.hours, start=1)
        ]
        spans = [facts.span(figure, " hours") for figure in known.hours]
        said.append(
            Statement(
                f"- **How long it takes**, if you know what it rests on: {spans[0]} to the basics, {spans[1]} to "
                f"work with it, {spans[2]} to mastery "
                f"({facts.said_by(known.hours[0])}).",
                evidence.quote(record.id, *lines),
            )
        )
    return said + courses(catalogue, evidence, [record.id], shelf, Standing({}), intro="Where to learn it:", most=3)


# Courses --------------------------------------------------------------------------------------------------------------


def course(catalogue: Catalogue, evidence: Evidence, record: Record, shelf: Shelf) -> list[Statement]:
    """A course: what it is, what it teaches and asks for, what it costs, and which roles need most what it is about."""
    known = facts.entry_of(record).facts
    assert isinstance(known, CourseFacts)  # noqa: S101 - asked for a course
    said = [Statement(f"**{record.name}** ({known.provider}): {known.about}", evidence.quote(record.id, known.about))]
    lines = facts.course_lines(catalogue, record)
    for label, begins in (("It teaches", "Teaches "), ("It asks for", "Needs ")):
        found = [line for line in lines if line.startswith(begins)]
        told = [_taught(line.removeprefix(begins)) for line in found]
        if found:
            said.append(Statement(f"- **{label}**: {listed(told)}.", evidence.quote(record.id, *found)))
    figures = [line for line in lines if line.startswith(("Hours: ", "Cost: "))]
    said.append(
        Statement(f"- **What it takes**: {'; '.join(map(_lower, figures))}.", evidence.quote(record.id, *figures))
    )
    of = shelf.courses.get(record.id) or shelf.qualifications.get(record.id)
    needed = facts.needed_by(catalogue, of.subject) if of and of.subject else []
    if of and needed:
        about = catalogue.record(of.subject)
        line = f"Needed by: {', '.join(name for _, name in needed)}"
        said.append(
            Statement(
                f"- **Who needs most what it is about** ({about.name if about else ''}): "
                f"{listed([name for _, name in needed[:6]])}.",
                evidence.quote(of.subject, line),
            )
        )
    said.append(Statement(f"- **Its page**: <{known.address}>"))
    return said


def _taught(line: str) -> str:
    return line.split(" (")[0].replace(" at level ", " to level ").replace(" to level ", " (level ", 1) + (
        ")" if " level " in line else ""
    )


def _lower(line: str) -> str:
    return line[0].lower() + line[1:]


def courses(
    catalogue: Catalogue,
    evidence: Evidence,
    skills: Sequence[str],
    shelf: Shelf,
    standing: Standing,
    *,
    intro: str,
    most: int = ROWS,
    certified: bool = False,
) -> list[Statement]:
    """A short table of courses that are mainly about these skills: those that suit the limits, free and short ones first.

    `certified` leaves only certificates and qualifications.
    """
    have = levels_with_foundations(standing.have, shelf)
    limits = replace(standing.limits, dearest=None)
    found = [
        course
        for skill in skills
        for course in (*shelf.teaching.get(skill, ()), *shelf.qualifying.get(skill, ()))
        if limits.allow(course)
    ]
    ids = list(dict.fromkeys(course.id for course in found))
    if certified:
        kinds = {id_: facts.entry_of(record).facts for id_, record in catalogue.records(ids).items()}
        ids = [id_ for id_ in ids if getattr(kinds[id_], "kind", "") in ("certificate", "qualification")]
    ordered = sorted(
        ids,
        key=lambda id_: _suits(shelf, id_, skills, have),
    )[:most]
    records = catalogue.records(ordered)
    rows = []
    for id_ in ordered:
        facts_ = records[id_].entries[0][0].facts
        course = shelf.courses.get(id_) or shelf.qualifications[id_]
        assert isinstance(facts_, CourseFacts)  # noqa: S101 - the shelf holds courses only
        level = max((course.teaches.get(skill, 0) for skill in skills), default=0)
        line = f"Cost: {facts.cost_text(facts_)}"
        hours = f"Hours: {facts.span(course.hours)} ({facts.said_by(course.hours)})"
        rows.append(
            Statement(
                f"| [{_cell(records[id_].name)}]({facts_.address}) | {_cell(facts_.provider)} | {level} of 3 |"
                f" {facts.span(course.hours)} | "
                f"{_price(facts_)} |",
                evidence.quote(id_, hours, line),
            )
        )
    if not rows:
        return []
    head = Statement("| Course | From | Takes you to level | Hours | Cost |\n| --- | --- | --- | --- | --- |")
    return [Statement(intro), head, *rows]


def _suits(shelf: Shelf, id_: str, skills: Sequence[str], have: dict[str, int]) -> tuple[bool, bool, bool, bool, float]:
    course = shelf.courses.get(id_) or shelf.qualifications[id_]
    brings = any(course.teaches.get(skill, 0) > have.get(skill, 0) for skill in skills)
    waits = any(have.get(skill, 0) < level for skill, level in course.needs.items() if skill in have)
    return (not brings, course.subject not in skills, waits, course.cost != 0, course.middle_hours)


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("[", "(").replace("]", ")")


def _price(known: CourseFacts) -> str:
    return facts.cost_text(known).split(" (")[0]


# Comparing and moving -------------------------------------------------------------------------------------------------


def compare(catalogue: Catalogue, evidence: Evidence, records: Sequence[Record]) -> list[Statement]:
    """Roles or skills side by side, with what they share and where they differ."""
    if any(record.kind != "role" for record in records):
        return _compare_skills(catalogue, evidence, records)
    said = [replace(_about_role(evidence, record), apart=True) for record in records]
    head = "| | " + " | ".join(_cell(record.name) for record in records) + " |\n| --- |" + " --- |" * len(records)
    said.append(Statement(head))
    rows: list[tuple[str, list[tuple[str, tuple[int, ...]]]]] = [
        ("Median pay", [_pay_cell(catalogue, evidence, record) for record in records]),
        ("Outlook", [_outlook_cell(catalogue, evidence, record) for record in records]),
        ("Usual entry", [_entry_cell(evidence, record) for record in records]),
    ]
    for name, cells in rows:
        if any(text != "not published" for text, _ in cells):
            numbers = tuple(dict.fromkeys(number for _, found in cells for number in found))
            said.append(Statement(f"| {name} | {' | '.join(text for text, _ in cells)} |", numbers))
    needs = [{found.id: found for found in _needs(catalogue, record)} for record in records]
    shared = [id_ for id_ in needs[0] if all(id_ in other for other in needs[1:])]
    if shared:
        numbers = tuple(
            number
            for record, table in zip(records, needs, strict=True)
            for number in evidence.quote(
                record.id, *(facts.need_line(table[id_].name, table[id_].relation) for id_ in shared[:SHARED_SHOWN])
            )
        )
        said.append(
            Statement(
                f"Both need: {listed([needs[0][id_].name for id_ in shared[:SHARED_SHOWN]])}.", numbers, apart=True
            )
        )
    for record, table in zip(records, needs, strict=True):
        own = [found for id_, found in table.items() if id_ not in shared][:SHARED_SHOWN]
        if own:
            lines = [facts.need_line(found.name, found.relation) for found in own]
            said.append(
                Statement(
                    f"Only {record.name} needs: {listed([found.name for found in own])}.",
                    evidence.quote(record.id, *lines),
                    apart=True,
                )
            )
    if len({tuple(catalogue.codes([record.id])[record.id].get("soc", [])) for record in records}) < len(records):
        said.append(
            Statement("The statistics count these as one occupation, so their pay and outlook are the same figures.")
        )
    return said


def _compare_skills(catalogue: Catalogue, evidence: Evidence, records: Sequence[Record]) -> list[Statement]:
    said = []
    for record in records:
        known = facts.entry_of(record).facts
        said.append(Statement(f"**{record.name}**: {known.about}", evidence.quote(record.id, known.about)))
        needed = facts.needed_by(catalogue, record.id) if record.kind == "skill" else []
        if needed:
            line = f"Needed by: {', '.join(name for _, name in needed)}"
            said.append(
                Statement(
                    f"Needed most by {listed([name for _, name in needed[:4]])}.", evidence.quote(record.id, line)
                )
            )
        if isinstance(known, SkillFacts) and known.hours:
            line = f"Hours to level 1: {facts.span(known.hours[0])} ({facts.said_by(known.hours[0])})"
            said.append(
                Statement(
                    f"The basics take {facts.span(known.hours[0], ' hours')} ({facts.said_by(known.hours[0])}).",
                    evidence.quote(record.id, line),
                )
            )
    return said


def _pay_cell(catalogue: Catalogue, evidence: Evidence, record: Record) -> tuple[str, tuple[int, ...]]:
    for code in catalogue.codes([record.id])[record.id].get("soc", []):
        for one in facts.pays(catalogue, code):
            line = facts.pay_line(one)
            amount = line.split("median ")[1].split(";")[0]
            return (
                f"{amount} ({facts.COUNTRIES.get(one.country, one.country).removeprefix('the ')}, May {one.year})",
                evidence.quote(f"pay:{code}", line),
            )
    return "not published", ()


def _outlook_cell(catalogue: Catalogue, evidence: Evidence, record: Record) -> tuple[str, tuple[int, ...]]:
    for code in catalogue.codes([record.id])[record.id].get("soc", []):
        for one in facts.outlooks(catalogue, code):
            if one.growth is not None:
                return f"{one.growth:+g} per cent, {one.since} to {one.until}", evidence.quote(
                    f"outlook:{code}", facts.outlook_line(one)
                )
    return "not published", ()


def _entry_cell(evidence: Evidence, record: Record) -> tuple[str, tuple[int, ...]]:
    for entry, _ in record.entries:
        if isinstance(entry.facts, RoleFacts):
            line = facts.education_line(entry.facts)
            if line:
                return line.removeprefix("Usual entry: ").rsplit(" (", 1)[0], evidence.quote(record.id, line)
    return "not published", ()


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a role is from what somebody has: the share of its weighted skills that is there, and the skills themselves."""

    share: float
    carried: tuple[str, ...]
    partly: tuple[str, ...]
    missing: tuple[str, ...]
    lines: tuple[str, ...]


def distance(goal: Goal, have: dict[str, int], names: dict[str, str]) -> Distance:
    """How far a goal is: each needed skill counts its importance for each of its levels."""
    carried: list[str] = []
    partly: list[str] = []
    missing: list[str] = []
    lines: list[str] = []
    there = whole = 0.0
    for need in sorted(goal.needs, key=lambda one: -one.importance):
        level = min(have.get(need.skill, 0), need.level)
        there += need.importance * level
        whole += need.importance * need.level
        name = names[need.skill]
        (carried if level == need.level else partly if level else missing).append(name)
        lines.append(f"{name}: importance {need.importance:.2g}, level {level} of the {need.level} it takes")
    share = there / whole if whole else 0.0
    lines.append(f"Sum of importance times level that is there: {there:.2f} of {whole:.2f}, which is {share:.0%}")
    return Distance(share, tuple(carried), tuple(partly), tuple(missing), tuple(lines))
