"""A computed route as the plan that people see: names, reasons in words, and what stays open with why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answer import Gap, Hours, LevelledSkill, Named, Needed, Plan, Profile, Span, Step, Uncovered
from bot.facts import SCHOOLING, SIGNS
from bot.known import Known
from bot.plan import Goal, Open, Placed, Route, Standing, make
from bot.profile import standing
from bot.shelf import Course, Shelf
from bot.tell import language_name
from knowledge.catalogue import Catalogue
from knowledge.home import Home
from knowledge.link import Linker
from knowledge.records import CourseFacts, Record

CLOSEST = 3  # How many uncovered skills get the closest course by meaning; each takes a few milliseconds.


def plan_for(home: Home, known: Known, profile: Profile, goal: Goal, today: date) -> Plan:
    """The plan that leads a person to a goal from where they stand, within what limits they told."""
    shelf = known.shelf
    stand = standing(profile, shelf)
    spoken = stand.limits.language
    if spoken and all(course.language != spoken for course in shelf.courses.values()):
        stand = replace(stand, limits=replace(stand.limits, language=None))
    made = plan_of(home.catalogue, home.linker, shelf, make(goal, stand, shelf, today), stand)
    if spoken != stand.limits.language:
        remark = f"I know no courses in {language_name(spoken or '')} yet; these are in other languages."
        return made.model_copy(update={"remark": f"{remark} {made.remark}".strip()})
    return made


def plan_of(catalogue: Catalogue, linker: Linker, shelf: Shelf, route: Route, standing: Standing) -> Plan:
    """The plan of a route."""
    ids = {skill for placed in route.steps for skill in (*placed.course.teaches, *placed.course.needs)}
    ids |= {need.skill for need in route.gap} | {placed.course.id for placed in route.steps}
    records = catalogue.records(sorted(ids))
    names = {id_: record.name for id_, record in records.items()}
    low, high = route.hours
    return Plan(
        goal=Named(id=route.goal.id, name=route.goal.name),
        gap=[
            Gap(
                skill=Named(id=need.skill, name=names[need.skill]),
                have=route.have.get(need.skill, 0),
                need=need.level,
                importance=round(need.importance, 3),
                basis=need.basis,
            )
            for need in route.gap
        ],
        steps=[
            _step(records[placed.course.id], placed, names, first=not place) for place, placed in enumerate(route.steps)
        ],
        hours=Span(low=low, high=high),
        weeks=route.weeks[1] if route.weeks else None,
        uncovered=[
            Uncovered(id=left.need.skill, name=names[left.need.skill], why=why)
            for left, why in zip(
                route.uncovered, _uncovered(catalogue, linker, shelf, route.uncovered, names), strict=True
            )
        ],
        left_out=[
            Uncovered(id=left.need.skill, name=names[left.need.skill], why=_left_out(catalogue, shelf, left, standing))
            for left in route.left_out
        ],
        requirements=_requirements(route),
        remark=_remark(route),
    )


def _step(record: Record, placed: Placed, names: dict[str, str], *, first: bool) -> Step:
    entry = record.entries[0][0]
    facts = entry.facts
    assert isinstance(facts, CourseFacts)  # noqa: S101 - the shelf holds courses only
    course = placed.course
    return Step(
        course=record.id,
        title=record.name,
        provider=facts.provider,
        address=facts.address,
        teaches=[LevelledSkill(id=skill, name=names[skill], level=level) for skill, level in course.teaches.items()],
        needs=[LevelledSkill(id=skill, name=names[skill], level=level) for skill, level in course.needs.items()],
        hours=Hours(low=course.hours.low, high=course.hours.high, basis=course.hours.basis),
        cost=course.cost,
        currency=course.currency,
        start=placed.start.isoformat() if placed.start else None,
        end=placed.end.isoformat() if placed.end else None,
        why=_why(placed, names, first=first),
    )


def _why(placed: Placed, names: dict[str, str], *, first: bool) -> str:
    """Why a course is in the plan, and in this place."""
    own = [need for need in placed.closes if need.under is None]
    if own:
        taught = _listed([f"{names[need.skill]} (importance {need.importance:.2g})" for need in own[:3]])
        why = f"It brings {taught}"
    elif placed.closes:
        need = placed.closes[0]
        why = f"{names.get(need.under or '', 'What comes later')} rests on {names[need.skill]}"
    else:
        why = "It prepares for what comes next"
    if placed.unlocks:
        more = len(placed.unlocks)
        why += f"; {more} later step{'s need' if more > 1 else ' needs'} it"
    return why + ("; nothing has to come before it" if first else "")


def _uncovered(
    catalogue: Catalogue, linker: Linker, shelf: Shelf, left: Sequence[Open], names: dict[str, str]
) -> list[str]:
    """Why each skill stays open, with the closest thing that there is."""
    reasons = []
    for place, one in enumerate(left):
        skill, reached = one.need.skill, one.reached
        beside = [course for course in shelf.teaching.get(skill, ()) if course.teaches[skill] > reached]
        degree = [course for course in shelf.qualifying.get(skill, ()) if course.teaches[skill] > reached]
        if reached:
            reasons.append(
                f"no course here goes beyond level {reached} of the {one.need.level} it takes, the rest comes with "
                f"practice"
            )
        elif beside:
            reasons.append(f"no course here is mainly about it; the closest is “{_title(catalogue, beside[0])}”")
        elif degree:
            reasons.append(f"it is learned on the way to “{_title(catalogue, degree[0])}”")
        elif place < CLOSEST and (near := linker.near(names[skill], "course", 1)):
            reasons.append(f"no course here covers it; the closest is “{near[0].best.title}”")
        else:
            reasons.append("no course here covers it")
    return reasons


def _left_out(catalogue: Catalogue, shelf: Shelf, left: Open, standing: Standing) -> str:
    need, limits = left.need, standing.limits
    if need.skill in limits.without:
        return "you left it out"
    if need.broad:
        return "it grows with study and work; ask me if you want a course"
    reasons = []
    if standing.deadline:
        reasons.append(f"the time until {standing.deadline.isoformat()}")
    if limits.free_only:
        reasons.append("free courses only")
    elif limits.budget is not None:
        reasons.append(f"a budget of {limits.budget:g} {limits.currency or ''}".rstrip())
    if limits.language:
        reasons.append(f"courses in the language “{limits.language}” only")
    if limits.without:
        reasons.append("what you skipped")
    if reasons:
        return f"it does not fit within {_listed(reasons)}"
    if limits.dearest is None or limits.free_only:
        return "no course that can be started reaches it"
    ceiling = f"I plan nothing above ${limits.dearest:,.0f} unless you name a budget"
    taught = shelf.teaching.get(need.skill, ())
    dear = [course for course in taught if course.teaches[need.skill] > left.reached and limits.is_too_dear(course)]
    if not dear:
        return f"it rests on courses that cost more, and {ceiling}"
    cheapest = min(dear, key=lambda course: (course.cost or 0.0, course.id))
    return f"it takes “{_title(catalogue, cheapest)}” (up to {_price(cheapest)}), and {ceiling}"


def _price(course: Course) -> str:
    return f"{SIGNS.get(course.currency or '', f'{course.currency} ')}{course.cost:,.0f}"


def _requirements(route: Route) -> list[Needed]:
    asked = [Needed(name=one.name, why=one.how, address=one.address) for one in route.requirements]
    if route.education and not any(one.kind == "degree" for one in route.requirements):
        level = SCHOOLING[route.education]
        why = f"People usually enter with {level} or more. The courses below teach the skills; they do not replace it."
        asked.insert(0, Needed(name=level[0].upper() + level[1:], why=why))
    return asked


def _remark(route: Route) -> str:
    if route.chosen.is_exact:
        return ""
    gap, hours = route.chosen.slack
    better = f"close at most {gap:.2f} more of the weighted gap" if gap else f"save at most {hours:.0f} hours"
    return f"I stopped searching for a better choice of courses; another could {better}."


def _title(catalogue: Catalogue, course: Course) -> str:
    record = catalogue.record(course.id)
    return record.name if record else course.id


def _listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
