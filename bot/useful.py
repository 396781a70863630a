"""What a skill is good for: the roles in which it counts most, and the skills that most roles need."""

import re
from collections import defaultdict
from dataclasses import replace

from bot import best, facts, forms
from bot.case import Case
from bot.cite import Statement
from bot.fields import roles_of
from bot.forms import Outline
from bot.goals import broad_of
from bot.wordings import USEFUL_SKILLS, WITH_IT
from knowledge.records import Record

SHOWN = 6
LIKELY = 0.5  # The chance from which a subject counts as the skill that it is nearest to.
SURELY = 0.9  # The same for the course of a name.
NAMED = 3  # roles that are named beside a skill

_ARTICLE = re.compile(r"^(?:an?|the|my|some|only|just)\s+", re.IGNORECASE)
_STUDIED = re.compile(
    r"\b(?:degree|diploma|bachelor'?s?|master'?s?|b\.?sc|m\.?sc|ba|ma|phd|background|major|certificate|studies) (?:degree )?(?:in|of)\s+"
    r"(?P<subject>[\w &+#/-]{2,40})",
    re.IGNORECASE,
)


def what_for(case: Case) -> Outline | None:
    """The roles in which a skill counts most, where a message asks what can be done with it or with a degree in it."""
    match = WITH_IT.search(case.asked.text)
    if match is None:
        return None
    said = match.group("after") or match.group("before")
    skills = list(case.asked.skills) or [one.id for one in case.asked.said_skills if one.had]
    if len(skills) > 1:
        return None  # What is near to all of them is nearest.
    if not skills:
        studied = _STUDIED.search(said)
        skills = _nearest(case, _ARTICLE.sub("", studied.group("subject") if studied else said).strip(" .?!"))
    records = case.records(skills[:1])
    return _needing(case, records[0]) if records else None


def _nearest(case: Case, phrase: str) -> list[str]:
    """The skill that a subject means, or that the course or certificate of this name teaches first."""
    found = case.home.linker.link(phrase, "skill", 1)
    if found and found[0].score >= LIKELY:
        return [found[0].id]
    courses = case.home.linker.link(phrase, "course", 1)
    known = case.known.shelf
    course = known.courses.get(courses[0].id) or known.qualifications.get(courses[0].id) if courses else None
    return [course.subject] if course is not None and courses[0].score >= SURELY else []


def _needing(case: Case, skill: Record) -> Outline | None:
    needing = facts.needed_by(case.catalogue, skill.id)[:SHOWN]
    if not needing:
        return None
    records = case.records([id_ for id_, _ in needing])
    line = f"Needed by: {', '.join(name for _, name in facts.needed_by(case.catalogue, skill.id))}"
    said = [
        Statement(f"{skill.name} counts most in these jobs:", case.evidence.quote(skill.id, line)),
        *best.told(case, records),
        Statement(
            "None of them asks for it alone: tell me what else you can do, or name one, and I show you what is missing."
        ),
    ]
    choices = [f"How do I become {forms.a_role(record.name)}?" for record in records[:2]]
    made = case.about("explore", said, records, choices=choices)
    return replace(made, skills=case.about("skill", (), [skill]).skills)


def most_useful(case: Case) -> Outline | None:
    """The skills that most roles need, those of a field where one is named; None where a message asks for nothing of the kind."""
    if not USEFUL_SKILLS.search(case.asked.text) or case.roles:
        return None
    roles = roles_of(case.asked.lines, case.catalogue, list(case.known.needs))
    weights: dict[str, float] = defaultdict(float)
    needing: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for role in roles:
        for skill, (importance, _) in case.known.needs[role].items():
            weights[skill] += importance
            needing[skill].append((importance, role))
    known = case.known.shelf
    apt = [id_ for id_ in weights if id_ in known.teaching and id_ not in known.personal]
    broad = broad_of(case.catalogue, apt, with_fields=True)
    records = case.records(sorted(set(apt) - broad, key=lambda id_: (-weights[id_], id_)))
    shown = records[:SHOWN]
    if not shown:
        return None
    names = {record.id: record.name for record in case.records(roles)}
    lines = [f"{record.name}: needed by {len(needing[record.id])} of {len(roles)} roles" for record in records[:20]]
    mark = case.evidence.computed("useful", "How many roles need each skill", lines, case.today.isoformat())
    where = f" in {case.asked.lines[0].name}" if len(case.asked.lines) == 1 else ""
    said = [
        Statement(f"Of the {len(roles)} jobs{where} that I know, most need these skills, personal qualities apart:")
    ]
    for record in shown:
        most = [names[role] for _, role in sorted(needing[record.id], reverse=True)[:NAMED]]
        said.append(
            Statement(f"- **{record.name}**: {len(needing[record.id])} of them, above all {forms.listed(most)}.", mark)
        )
    said.append(Statement("Which of them helps you most depends on the job: name one, and I show you what it takes."))
    return case.about(
        "explore", said, shown, choices=[f"Make me a plan to learn {record.name}" for record in shown[:2]]
    )
