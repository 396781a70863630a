"""What is known of a person: what they said of their skills, goal and limits, and nothing else.

Only ids that the catalogue has get in. Name, age, sex, origin, family, health and belief have no field here, and never reach this module.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.answer import Plan, Profile, ProfileSkill
from bot.choice import Limits
from bot.plan import SCHOOLING, UNSTATED, Standing
from bot.shelf import Shelf
from bot.understand import Question
from knowledge.catalogue import Catalogue
from knowledge.link import Linker
from knowledge.mentions import Mentions
from knowledge.records import Education

DEAREST = (
    600.0  # What a course may cost where no budget is named: most exams of the trade do, long private schools do not.
)
MOST_SHOWN = 120  # Letters of the words that showed a skill.


def update(
    profile: Profile,
    question: Question,
    goal: str | None,
    finished: Sequence[str] = (),
    learned: Sequence[tuple[str, str, int]] = (),
) -> Profile:
    """The profile with what a message tells.

    `goal` is the role that the message makes the goal, if it does; `finished` are the courses that it says are finished, and `learned` the
    skills, as (id, name, level), of those that it only describes.
    """
    told = question.told
    changed: dict[str, object] = {
        name: value
        for name, value in (
            ("hours_per_week", told.hours_per_week),
            ("deadline", told.deadline.isoformat() if told.deadline else None),
            ("free_only", told.free_only),
            ("language", told.language),
            ("country", told.country),
            ("education", told.education),
            ("goal", goal),
        )
        if value is not None
    }
    if finished:
        changed["finished"] = list(dict.fromkeys([*(profile.finished or []), *finished]))
    if told.budget is not None:
        changed |= {"budget": told.budget, "currency": told.currency or profile.currency or "USD"}
        if told.free_only is None and told.budget > 0:
            changed["free_only"] = None
    said_to_have = [(said.id, said.name, said.level) for said in question.said_skills if said.had]
    skills = with_skills(profile.skills or [], [*said_to_have, *learned])
    if skills != (profile.skills or []):
        changed["skills"] = skills or None
    return profile.model_copy(update=changed) if changed else profile


def with_skills(known: Sequence[ProfileSkill], told: Iterable[tuple[str, str, int | None]]) -> list[ProfileSkill]:
    """The skills known, with those told: a new level takes the old one's place, and level 0 takes a skill out."""
    skills = {skill.id or skill.name or "": skill for skill in known}
    for id_, name, level in told:
        before = skills.get(id_)
        if level == 0:
            skills.pop(id_, None)
        else:
            skills[id_] = ProfileSkill(id=id_, name=name, level=level or (before.level if before else None))
    return list(skills.values())


def resolved(profile: Profile, linker: Linker, catalogue: Catalogue) -> Profile:
    """A profile from outside with ids of this home: skills and a goal given by name are linked, what is unknown here is left out."""
    skills = []
    for skill in profile.skills or []:
        record = catalogue.record(skill.id) if skill.id else None
        matches = [] if record or not skill.name else linker.link(skill.name, "skill", 1)
        if record and record.kind == "skill":
            skills.append(ProfileSkill(id=record.id, name=record.name, level=skill.level))
        elif matches:
            skills.append(ProfileSkill(id=matches[0].id, name=matches[0].name, level=skill.level))
    goal = None
    if profile.goal:
        record = catalogue.record(profile.goal)
        linked = [] if record else linker.link(profile.goal, "role", 1)
        goal = record.id if record and record.kind == "role" else linked[0].id if linked else None
    return profile.model_copy(update={"skills": skills if profile.skills is not None else None, "goal": goal})


def finished_in(profile: Profile, shelf: Shelf) -> list[str]:
    """The ids of the courses that the person has finished, as far as the home has them."""
    return [id_ for id_ in profile.finished or [] if id_ in shelf.courses or id_ in shelf.qualifications]


def levels(profile: Profile, shelf: Shelf) -> dict[str, int]:
    """The levels of a person's skills: what they told, and what the courses teach that they finished."""
    have = {skill.id: skill.level or UNSTATED for skill in profile.skills or [] if skill.id}
    for id_ in finished_in(profile, shelf):
        course = shelf.courses.get(id_) or shelf.qualifications[id_]
        for skill, level in course.teaches.items():
            have[skill] = max(have.get(skill, 0), level)
    return have


def standing(profile: Profile, shelf: Shelf) -> Standing:
    """What a plan starts from. Skipped courses are not chosen again, and finished ones neither.

    Nobody is sent to a course for thousands unasked: without a budget a plan keeps to courses of `DEAREST` each.
    """
    without = frozenset([*(profile.finished or []), *(profile.skipped or [])])
    free = bool(profile.free_only) or profile.budget == 0
    return Standing(
        levels(profile, shelf),
        profile.hours_per_week,
        date.fromisoformat(profile.deadline) if profile.deadline else None,
        Limits(
            budget=None if free else profile.budget,
            currency=profile.currency or ("USD" if profile.budget is not None else None),
            free_only=free,
            language=profile.language,
            without=without,
            dearest=DEAREST if profile.budget is None else None,
        ),
        _schooling(profile.education),
    )


def _schooling(education: str | None) -> Education | None:
    return next((level for level in SCHOOLING if level == education), None)


def forgotten() -> Profile:
    """A profile that knows nothing."""
    return Profile()


def steps_named(question: Question, plan: Plan) -> list[int]:
    """The places, from 1, of the plan's steps that a message speaks of: by number, or by what they teach."""
    if question.steps:
        return [place for place in question.steps if place <= len(plan.steps)]
    named = {said.id for said in question.said_skills} | set(question.skills)
    teaching = [place for place, step in enumerate(plan.steps, start=1) if step.teaches and step.teaches[0].id in named]
    return teaching or [
        place for place, step in enumerate(plan.steps, start=1) if any(skill.id in named for skill in step.teaches)
    ]


def words_shown(message: str, skills: Iterable[str], mentions: Mentions) -> dict[str, str]:
    """The words of a message that told of these skills: the part of the sentence around each, cut to what is read at a glance."""
    wanted = set(skills)
    found = {}
    for mention in mentions.read(message, by_meaning=False):
        if mention.id in wanted:
            start = max((message.rfind(mark, 0, mention.start) for mark in ".;!?\n"), default=-1) + 1
            ends = [at for mark in ".;!?\n" if (at := message.find(mark, mention.start + len(mention.quote))) >= 0]
            sentence = " ".join(message[start : min(ends, default=len(message))].split())
            found[mention.id] = sentence if len(sentence) <= MOST_SHOWN else mention.quote
    return found
