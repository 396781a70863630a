"""Plans in a talk: making one, changing it, and answering from the one that is there."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot import guard, tell, uncovered
from bot.answer import Kind, Named, Plan, Profile, Step
from bot.case import Case
from bot.cite import Statement
from bot.facts import passage_of
from bot.forms import Outline, listed
from bot.goals import goal_at, goal_of
from bot.intent import Intent
from bot.listing import listed as listed_by
from bot.plan import Goal
from bot.planned import plan_for
from bot.profile import levels, steps_named

MOST_CHOICES = 6
ESSENTIAL = 0.6  # The importance below which a faster plan leaves a skill out.

_AIMED = re.compile(
    r"\b(?:become|becoming|to be|be|as|into|towards?|go for|goal(?: is|:)?|aim(?: is|:)?|target(?: is|:)?|study|"
    r"train(?:ing)? as|for)\s+(?:(?:an?|the|my|good|real|professional|certified|full)\s+)*$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\b(?:not|instead|rather|go for|make it|change (?:it |my goal )?to|switch (?:it )?to|meant|goal)\b", re.IGNORECASE
)


def new_goal(case: Case, intent: Intent) -> str | None:
    """The role that the message makes the goal, if it does."""
    said = [role for role in case.asked.said_roles if role.stance == "asked"]
    aimed = [role.id for role in said if _AIMED.search(case.asked.text[: role.start])]
    wanted = aimed or [id_ for id_ in case.roles if id_ != case.asked.role_of("left")]
    wanted = [id_ for id_ in wanted if said or id_ != case.talk.current] or wanted
    first = intent == "plan" and case.talk.plan is None and not case.talk.profile.goal
    if (intent == "next_step" or first) and wanted and not _of_several(case):
        return wanted[0]
    if (
        intent in ("profile", "plan")
        and said
        and (aimed or case.asked.role_of("rejected") or _INSTEAD.search(case.asked.text) or not case.talk.profile.goal)
    ):
        return (aimed or [said[0].id])[0]
    return None


def _of_several(case: Case) -> list[str]:
    """The roles that the last answer listed, where a plan is wanted and the message says for none of them."""
    several = [id_ for id_ in listed_by(case.talk) if id_.startswith("role:")]
    named = case.asked.said_roles or case.asked.picked or case.talk.profile.goal
    return several if len(several) > 1 and not named and set(case.roles) >= set(several) else []


def goal_of_profile(case: Case) -> Goal | None:
    """The goal that the profile holds."""
    return goal_of(case.catalogue, case.profile.goal) if case.profile.goal else None


def next_step(case: Case) -> Outline:
    """The plan to the goal that is named, known or talked of; a question back where there is none."""
    work = uncovered.work_of(case)
    if work and not case.roles and not case.asked.skills:
        return uncovered.no_plan(case, work)
    several = _of_several(case)
    if several:
        names = tuple(record.name for record in case.records(several))
        return Outline(
            "clarify",
            (Statement("For which of them shall I make the plan?"),),
            choices=names[:MOST_CHOICES],
            asked="goal",
        )
    goal = goal_of_profile(case)
    leans = not case.roles and case.talk.focus.roles and not case.talk.profile.goal
    if leans:
        goal = goal_of(case.catalogue, case.talk.focus.roles[-1])
        case.profile = case.profile.model_copy(update={"goal": case.talk.focus.roles[-1]})
    if not case.roles and case.asked.skills and (goal is None or not case.talk.plan):
        goal = goal_at(case.catalogue, case.asked.skills[0], levels(case.profile, case.known.shelf))
    if goal is not None:
        return planned(case, "next_step", goal)
    own = case.asked.role_of("current") or case.talk.current
    choices = (
        [record.name for record in case.records([one.id for one in case.catalogue.related(own, "leads to")][:3])]
        if own
        else []
    )
    said = "What would you like to be able to do? Name a job or a skill, and I work out the way there."
    return Outline(
        "clarify",
        (Statement(said),),
        choices=(*choices, *guard.VAGUE[2:3]) if choices else guard.VAGUE,
        asked="goal",
    )


def planned(case: Case, kind: Kind, goal: Goal | None) -> Outline:
    """A new plan to a goal, and where there was one before, what changes."""
    if goal is None:
        return next_step(case)
    made = plan_for(case.home, case.known, case.profile, goal, case.today)
    before = case.talk.plan
    if before is not None and kind in ("profile", "plan"):
        said, made = tell.changed(case.catalogue, case.evidence, before, made, case.profile, case.today)
    else:
        said, made = tell.plan(case.catalogue, case.evidence, made, case.profile, case.today)
    is_role = goal.id.startswith("role:")
    return Outline(
        kind,
        tuple(said),
        tuple(case.evidence.exhibits),
        roles=(Named(id=goal.id, name=goal.name),) if is_role else (),
        skills=tuple(one.skill for one in made.gap[:6]) if is_role else (Named(id=goal.id, name=goal.name),),
        choices=_plan_choices(made, case.profile),
        plan=made,
    )


def _plan_goal(case: Case) -> Goal | None:
    """The goal of the plan that is there."""
    plan = case.talk.plan
    if new_goal(case, "plan") or plan is None or plan.goal.id is None:
        return goal_of_profile(case)
    return goal_at(case.catalogue, plan.goal.id, levels(case.profile, case.known.shelf))


def plan_told(case: Case) -> Outline:
    """A question about the plan, or a change of it."""
    plan = case.talk.plan
    if plan is None:
        return next_step(case)
    places = steps_named(case.asked, plan)
    change = case.asked.change
    if case.asked.steps and not places:
        count = len(plan.steps)
        there = f"{count} step{'s' if count != 1 else ''}" if count else "no step"
        return _of_plan(
            case,
            plan,
            [
                Statement(f"The plan has {there}, so there is no number {case.asked.steps[0]}."),
                tell.gap(case.evidence, plan, case.today),
            ],
        )
    if change in ("why", "more") and places:
        return _step_told(case, plan, places[0])
    if change in ("how_long", "cost"):
        said = [
            *tell.time(plan, case.profile, case.today),
            *tell.requirements(case.evidence, plan)[:1],
            tell.gap(case.evidence, plan, case.today),
        ]
        return _of_plan(case, plan, said)
    if change in ("finish", "skip", "replace", "cheaper", "faster"):
        _change_plan(case, plan, change, places)
        return planned(case, "plan", _plan_goal(case))
    if case.profile != case.talk.profile:
        return planned(case, "plan", _plan_goal(case))
    said, told = tell.plan(case.catalogue, case.evidence, plan, case.profile, case.today, whole=True)
    return _of_plan(case, told, said)


def _of_plan(case: Case, plan: Plan, said: Sequence[Statement]) -> Outline:
    roles = (plan.goal,) if (plan.goal.id or "").startswith("role:") else ()
    return Outline(
        "plan",
        tuple(said),
        tuple(case.evidence.exhibits),
        roles=roles,
        choices=_plan_choices(plan, case.profile),
        plan=plan,
    )


def _step_told(case: Case, plan: Plan, place: int) -> Outline:
    step = plan.steps[place - 1]
    passage = passage_of(case.catalogue, step.course)
    about = passage[0].text.split("\n")[0] if passage else ""
    taught = ", ".join(f"{skill.name} to level {skill.level}" for skill in step.teaches)
    lines = [row for row in passage[0].text.split("\n") if row.startswith("Teaches ")] if passage else []
    said = [
        Statement(
            f"Step {place} is **{step.title}** by {step.provider}: {about}",
            case.evidence.quote(step.course, about),
        ),
        Statement(f"{step.why}.", tuple(tell.gap(case.evidence, plan, case.today).numbers)),
        Statement(f"It teaches {taught}.", case.evidence.quote(step.course, *lines)),
        Statement(f"Its address: <{step.address}>"),
    ]
    needed = [skill.name for skill in step.needs]
    if needed:
        said.insert(3, Statement(f"Before it you need {listed(needed)}."))
    made = _of_plan(case, plan, said)
    return replace(made, skills=tuple(Named(id=skill.id, name=skill.name) for skill in step.teaches))


def _change_plan(case: Case, plan: Plan, change: str, places: Sequence[int]) -> None:
    """Change what the plan is made from: what is finished, skipped or to be replaced; the profile keeps it."""
    steps = [plan.steps[place - 1] for place in places]
    finished, skipped = list(case.profile.finished or []), list(case.profile.skipped or [])
    if change == "finish":
        finished += [step.course for step in steps or plan.steps[:1]]
    elif change == "skip":
        named = [said.id for said in case.asked.said_skills]
        whole = not named or bool(case.asked.steps) or bool(steps and _A_COURSE.search(case.asked.text))
        skipped += [step.course for step in steps] if whole else named
        if whole:
            skipped += _only_there(plan, steps)
    elif change == "replace":
        skipped += [step.course for step in steps]
    elif change == "cheaper":
        skipped += _dearer(case, steps)
        if not steps and case.asked.told.budget is None:
            case.profile = case.profile.model_copy(update={"free_only": True})
    elif change == "faster":
        skipped += [gap.skill.id for gap in plan.gap if gap.importance < ESSENTIAL and gap.skill.id]
    case.profile = case.profile.model_copy(
        update={"finished": list(dict.fromkeys(finished)) or None, "skipped": list(dict.fromkeys(skipped)) or None}
    )


_A_COURSE = re.compile(r"\b(?:course|class|book|tutorial|step|certificate|training)\b", re.IGNORECASE)


def _only_there(plan: Plan, steps: Sequence[Step]) -> list[str]:
    """What these steps are mainly about, and what else no other step teaches and none needs: it is left out with them."""
    rest = [step for step in plan.steps if step not in steps]
    kept = {skill.id for step in rest for skill in (*step.teaches, *step.needs)}
    first = [step.teaches[0].id for step in steps if step.teaches]
    return [
        id_ for id_ in (*first, *(skill.id for step in steps for skill in step.teaches if skill.id not in kept)) if id_
    ]


def _dearer(case: Case, steps: Sequence[Step]) -> list[str]:
    """The courses about the same skill that cost as much or more, or whose price is not known."""
    shelf = case.known.shelf
    out = []
    for step in steps:
        course = shelf.courses[step.course]
        price = course.cost or 0.0
        out += [
            other.id
            for other in shelf.teaching.get(course.subject, ())
            if other.id == course.id or ((other.cost is None or other.cost >= price) and other.cost != 0)
        ]
    return out


def _plan_choices(plan: Plan, profile: Profile) -> tuple[str, ...]:
    choices = []
    if plan.steps:
        choices += ["I finished the first one", "Why the first one?"]
    if not profile.hours_per_week:
        choices.append("I have 5 hours a week")
    if any(step.cost for step in plan.steps):
        choices.append("Only free courses, please")
    return tuple(choices[:4])
