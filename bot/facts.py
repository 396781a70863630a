"""Records as passages: what a publisher says of a role, skill or course, its pay and its outlook, in lines that can be quoted.

A citation of a record quotes one of these lines; marks are resolved against the lines as the home has them at that moment.
"""

from dataclasses import replace
from typing import Literal

from bot.answer import Named
from knowledge.catalogue import Catalogue
from knowledge.records import (
    CourseFacts,
    Entry,
    Figure,
    Outlook,
    Passage,
    Pay,
    Record,
    Relation,
    RoleFacts,
    SkillFacts,
    Source,
)

COUNTRIES = {"US": "the United States"}
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
SCHOOLING = {
    "none": "no formal education",
    "high-school": "a school-leaving certificate (high school)",
    "certificate": "a certificate after school",
    "some-college": "some college, without a degree",
    "associate": "an associate's degree (two years)",
    "bachelor": "a bachelor's degree",
    "master": "a master's degree",
    "doctorate": "a doctorate",
}
# How the keys of figures are cited: publisher, work, address.
_PUBLISHED = {
    "oews-2025": (
        "US Bureau of Labor Statistics",
        "Occupational Employment and Wage Statistics, May 2025",
        "https://www.bls.gov/oes/",
    ),
    "ooh-2024-34": (
        "US Bureau of Labor Statistics",
        "Employment Projections, 2024 to 2034",
        "https://www.bls.gov/ooh/",
    ),
    "onet-29-3": ("O*NET 29.3", "O*NET 29.3 Database", "https://www.onetcenter.org/database.html"),
}
NEEDED_BY = 8
COMPUTED = "computed:"


def passage_of(catalogue: Catalogue, id_: str) -> tuple[Passage, Source] | None:
    """The record with this id as a passage, with its source; `pay:SOC` and `outlook:SOC` are records too. None where there is none."""
    kind, _, rest = id_.partition(":")
    if kind == "pay":
        return _pay_passage(catalogue, rest)
    if kind == "outlook":
        return _outlook_passage(catalogue, rest)
    if kind not in ("role", "skill", "course"):
        return None
    record = catalogue.record(id_)
    if record is None:
        return None
    entry, source = record.entries[0]
    lines = {"role": role_lines, "skill": skill_lines, "course": course_lines}[record.kind](catalogue, record)
    address = entry.facts.address if isinstance(entry.facts, CourseFacts) else source.address
    if isinstance(entry.facts, CourseFacts):
        source = replace(source, publisher=entry.facts.provider)
    return Passage(record.id, source.id, "\n".join(lines), (record.name,), "record"), replace(source, address=address)


def computed(name: str, title: str, lines: list[str], today: str) -> tuple[Passage, Source]:
    """A computation as a passage: how a figure was worked out, line by line."""
    source = Source(
        "source:computed", "computed", "How this was worked out", "NextStep", "Apache-2.0", None, today, None, ""
    )
    return Passage(f"{COMPUTED}{name}", source.id, "\n".join(lines), (title,), "worked out here"), source


def span(figure: Figure, unit: str = "") -> str:
    """A figure in words: one number, or its range."""
    numbers = f"{figure.low:g}" if figure.low == figure.high else f"{figure.low:g} to {figure.high:g}"
    return f"{numbers}{unit}"


def said_by(figure: Figure) -> str:
    """Who says a figure."""
    if figure.basis == "estimated":
        return "our estimate"
    return f"published: {_PUBLISHED.get(figure.source or '', (figure.source or 'its publisher',))[0]}"


def need_line(name: str, relation: Relation) -> str:
    """One need of a role."""
    parts = [f"Needs {name}"]
    if relation.importance:
        parts.append(f"importance {span(relation.importance)} of 1")
    if relation.level:
        parts.append(f"level {span(relation.level)} of 3")
    basis = relation.importance or relation.level
    return ", ".join(parts) + (f" ({said_by(basis)})" if basis else f" ({relation.note})" if relation.note else "")


def education_line(facts: RoleFacts) -> str | None:
    """The usual way in, as far as schooling goes."""
    if facts.education is None:
        return None
    levels = list(dict.fromkeys(SCHOOLING[level] for level in facts.education.levels))
    said = said_by(Figure(low=0, high=0, basis=facts.education.basis, source=facts.education.source))
    return f"Usual entry: {' to '.join(levels)} ({said})"


def role_lines(catalogue: Catalogue, record: Record) -> list[str]:
    """What is said of a role."""
    facts = _role_facts(record)
    lines = [facts[0].about]
    lines += [line for line in (education_line(fact) for fact in facts) if line][:1]
    lines += [f"Asks for: {asked.name}. {asked.how}" for fact in facts for asked in fact.requirements]
    needs = catalogue.related(record.id, "needs")
    lines += [
        need_line(found.name, found.relation) for found in needs if found.relation.subject == needs[0].relation.subject
    ]
    lines += [f"Leads to: {found.name}" for found in _once(catalogue, record.id, "leads to")]
    interests = next((fact.interests for fact in facts if fact.interests), "")
    if interests:
        lines.append(f"Interests (RIASEC), strongest first: {interests}")
    lines += [f"Task: {task}" for fact in facts for task in fact.tasks]
    return list(dict.fromkeys(lines))


def skill_lines(catalogue: Catalogue, record: Record) -> list[str]:
    """What is said of a skill."""
    facts = [entry.facts for entry, _ in record.entries if isinstance(entry.facts, SkillFacts)]
    lines = [facts[0].about]
    under = [found.name for found in _once(catalogue, record.id, "rests on")]
    if under:
        lines.append(f"Rests on: {', '.join(under)}")
    hours = next((fact.hours for fact in facts if fact.hours), None)
    if hours:
        lines += [
            f"Hours to level {level}: {span(figure)} ({said_by(figure)})" for level, figure in enumerate(hours, start=1)
        ]
    needed = needed_by(catalogue, record.id)
    if needed:
        lines.append(f"Needed by: {', '.join(name for _, name in needed)}")
    return lines


def course_lines(catalogue: Catalogue, record: Record) -> list[str]:
    """What is said of a course."""
    facts = next(entry.facts for entry, _ in record.entries if isinstance(entry.facts, CourseFacts))
    lines = [facts.about, f"{facts.kind.capitalize()} by {facts.provider}, {facts.format}, in {facts.language}"]
    lines += [taught_line(found.name, found.relation) for found in catalogue.related(record.id, "teaches")]
    lines += [
        f"Needs {found.name} at level {span(found.relation.level)}" if found.relation.level else f"Needs {found.name}"
        for found in catalogue.related(record.id, "requires")
    ]
    if facts.hours:
        lines.append(f"Hours: {span(facts.hours)} ({said_by(facts.hours)})")
    lines.append(f"Cost: {cost_text(facts)}")
    dead = catalogue.dead_since(facts.address)
    if dead:
        lines.append(f"The address did not answer on {dead[0]}")
    return list(dict.fromkeys(line for line in lines if line))


def taught_line(name: str, relation: Relation) -> str:
    """One skill that a course teaches."""
    level = relation.level
    return f"Teaches {name} to level {span(level)} ({said_by(level)})" if level else f"Teaches {name}"


def cost_text(facts: CourseFacts) -> str:
    """What a course costs, in words."""
    figure = facts.cost.figure
    if figure is None:
        return "not known"
    if figure.high == 0:
        return "free"
    sign = SIGNS.get(facts.cost.currency or "", f"{facts.cost.currency} ")
    numbers = (
        f"{sign}{figure.low:,.0f}"
        if figure.low == figure.high
        else f"{sign}{figure.low:,.0f} to {sign}{figure.high:,.0f}"
    )
    return f"{numbers} ({said_by(figure)})"


def needed_by(catalogue: Catalogue, skill: str) -> list[tuple[str, str]]:
    """The roles that need a skill most, as (id, name), most important first; the pack's before the others."""
    found = catalogue.relating(skill, "needs")
    roles = [one for one in found if one.id.startswith("role:")]
    roles.sort(key=lambda one: -(one.relation.importance.high if one.relation.importance else 0.0))
    own = [one for one in roles if one.relation.importance]
    return list(dict.fromkeys((one.id, one.name) for one in own or roles))[:NEEDED_BY]


def pay_line(pay: Pay) -> str:
    """What people of an occupation earn, in one line."""
    place = COUNTRIES.get(pay.country, pay.country)
    sign = SIGNS.get(pay.currency, f"{pay.currency} ")
    low, median, high = pay.annual
    per = "a year"
    values: tuple[float | None, ...] = (low, median, high)
    if median is None and pay.hourly[1] is not None:
        values, per = pay.hourly, "an hour"
    texts = [
        f"{sign}{value:,.0f}" if value and per == "a year" else f"{sign}{value:,.2f}" if value else "not published"
        for value in values
    ]
    return (
        f"{pay.occupation} in {place}, May {pay.year}: median {texts[1]} {per}; the lowest tenth earns less than "
        f"{texts[0]}, "
        f"the highest tenth more than {texts[2]}"
    )


def outlook_line(outlook: Outlook) -> str:
    """How many jobs of an occupation there are and will be, in one line."""
    place = COUNTRIES.get(outlook.country, outlook.country)
    parts = [f"{outlook.occupation} in {place}"]
    if outlook.jobs is not None:
        parts.append(f"{outlook.jobs:,} jobs in {outlook.since}")
    if outlook.growth is not None:
        verb = "growth" if outlook.growth >= 0 else "decline"
        parts.append(f"projected {verb} of {abs(outlook.growth):g} per cent by {outlook.until}")
    return ", ".join(parts)


def outlooks(catalogue: Catalogue, soc: str) -> list[Outlook]:
    """The outlook of an occupation, or of the broad one that it belongs to where only that is published."""
    return catalogue.outlook(soc) or catalogue.outlook(f"{soc[:-1]}0")


def pays(catalogue: Catalogue, soc: str) -> list[Pay]:
    """The pay of an occupation, or of the broad one that it belongs to where only that is published."""
    return catalogue.pay(soc) or catalogue.pay(f"{soc[:-1]}0")


def _pay_passage(catalogue: Catalogue, soc: str) -> tuple[Passage, Source] | None:
    found = pays(catalogue, soc)
    if not found:
        return None
    lines = [pay_line(pay) for pay in found]
    lines += [f"People employed: {pay.employment:,}" for pay in found if pay.employment]
    return _figures(f"pay:{soc}", f"Pay: {found[0].occupation}", lines, found[0].source, str(found[0].year), None)


def _outlook_passage(catalogue: Catalogue, soc: str) -> tuple[Passage, Source] | None:
    found = outlooks(catalogue, soc)
    if not found:
        return None
    lines = [outlook_line(outlook) for outlook in found]
    lines += [f"Jobs projected for {outlook.until}: {outlook.projected:,}" for outlook in found if outlook.projected]
    return _figures(
        f"outlook:{soc}",
        f"Outlook: {found[0].occupation}",
        lines,
        found[0].source,
        str(found[0].since),
        found[0].address,
    )


def _figures(
    id_: str, title: str, lines: list[str], key: str, year: str, address: str | None
) -> tuple[Passage, Source]:
    publisher, work, home = _PUBLISHED.get(key, (key, key, None))
    source = Source(f"source:{key}", key, work, publisher, "public domain", address or home, year, None, "")
    return Passage(id_, source.id, "\n".join(lines), (title,), "record"), source


def _role_facts(record: Record) -> list[RoleFacts]:
    return [entry.facts for entry, _ in record.entries if isinstance(entry.facts, RoleFacts)]


def _once(catalogue: Catalogue, id_: str, kind: Literal["leads to", "rests on"]) -> list[Named]:
    found = catalogue.related(id_, kind)
    return [Named(id=one, name=name) for one, name in dict.fromkeys((one.id, one.name) for one in found)]


def entry_of(record: Record) -> Entry:
    """What the first publisher says of a record."""
    return record.entries[0][0]
