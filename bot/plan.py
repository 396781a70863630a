"""The gap to a goal and the plan that closes it: what is missing, which courses, in which order, in which weeks.

The gap counts each skill that the goal needs, weighted by its importance. What a missing skill rests on is added where it is missing too,
at level 1 and with half the importance for each step down: nobody advertises for school algebra, and nothing stands without it.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.choice import Chosen, Limits, can_start, choose, fitting, reached
from bot.shelf import Course, Levels, Shelf
from knowledge.records import Basis, Education, Requirement

FOUNDATION = 0.5  # The share of importance that a foundation has of what rests on it.
USUAL_HOURS = 5.0  # A week, where a deadline is given and no hours.
UNSTATED = 2  # The level of a skill that somebody says they have and no more.
LEAST_FOUNDATION = 0.2  # The importance from which a foundation is worth a course.
# Who writes to us has these.
EVERYDAY = dict.fromkeys(
    (
        "skill:computer-basics",
        "skill:reading-and-writing-basics",
        "skill:reading-comprehension",
        "skill:everyday-numeracy",
    ),
    1,
)

SCHOOLING: tuple[Education, ...] = (
    "none",
    "high-school",
    "certificate",
    "some-college",
    "associate",
    "bachelor",
    "master",
    "doctorate",
)


@dataclass(frozen=True, slots=True)
class Need:
    """A skill that a goal takes. `level` is the lowest of an estimate, importance its middle.

    `under` is the skill that rests on it, where it is a foundation. A `broad` one (speaking, judgement, attention to detail) grows with any
    study and work: courses are chosen for the others, and for the broad ones only where nothing else is missing.
    """

    skill: str
    level: int
    importance: float
    basis: Basis
    under: str | None = None
    broad: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """A role as something to reach."""

    id: str
    name: str
    needs: tuple[Need, ...]
    requirements: tuple[Requirement, ...] = ()
    education: tuple[Education, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What a plan starts from: the levels there are, and the limits."""

    have: Levels
    hours_per_week: float | None = None
    deadline: date | None = None
    limits: Limits = field(default_factory=Limits)
    education: Education | None = None

    @property
    def weekly(self) -> float | None:
        """The hours a week that the plan reckons with."""
        return self.hours_per_week or (USUAL_HOURS if self.deadline else None)


@dataclass(frozen=True, slots=True)
class Placed:
    """A course in its place, with what it is there for and its latest dates."""

    course: Course
    closes: tuple[Need, ...]  # The gap that it closes some of, most important first.
    unlocks: tuple[str, ...]  # Later courses that need what it teaches.
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """A needed skill that the plan leaves short of its level, and the level that it reaches."""

    need: Need
    reached: int


@dataclass(frozen=True, slots=True)
class Route:
    """A plan as it was computed. `uncovered` is what no course teaches, `left_out` what the limits keep out."""

    goal: Goal
    have: Levels
    gap: tuple[Need, ...]
    steps: tuple[Placed, ...]
    uncovered: tuple[Open, ...]
    left_out: tuple[Open, ...]
    requirements: tuple[Requirement, ...]
    education: Education | None  # The education that the goal asks for and that is not there.
    chosen: Chosen
    weekly: float | None

    @property
    def hours(self) -> tuple[float, float]:
        """The least and the most hours of all steps."""
        return (
            sum(placed.course.hours.low for placed in self.steps),
            sum(placed.course.hours.high for placed in self.steps),
        )

    @property
    def weeks(self) -> tuple[int, int] | None:
        """The least and the most weeks; None where no hours a week are known."""
        if self.weekly is None:
            return None
        low, high = self.hours
        return math.ceil(low / self.weekly), math.ceil(high / self.weekly)


def levels_with_foundations(known: Levels, shelf: Shelf) -> dict[str, int]:
    """The levels that somebody has: what a known skill rests on is known too, at level 1 at least."""
    have = dict(EVERYDAY) | dict(known)
    for skill, level in known.items():
        if level > 0:
            for under in shelf.below(skill):
                have[under] = max(have.get(under, 0), 1)
    return have


def with_foundations(needs: Sequence[Need], have: Levels, shelf: Shelf) -> tuple[Need, ...]:
    """The missing needs, and the missing skills that they rest on, most important first."""
    wanted = {need.skill for need in needs}
    gap = {need.skill: need for need in needs if have.get(need.skill, 0) < need.level}
    for need in list(gap.values()):
        for under, depth in shelf.below(need.skill).items() if have.get(need.skill, 0) == 0 else ():
            if under in wanted or have.get(under, 0) > 0:
                continue
            importance = need.importance * FOUNDATION**depth
            if importance < LEAST_FOUNDATION or need.broad:
                continue
            if under not in gap or gap[under].importance < importance:
                gap[under] = Need(under, 1, importance, "estimated", need.skill, under in shelf.personal)
    return tuple(sorted(gap.values(), key=lambda need: (-need.importance, need.skill)))


def make(goal: Goal, standing: Standing, shelf: Shelf, today: date) -> Route:
    """The plan from where somebody stands to a goal, starting today."""
    have = levels_with_foundations(standing.have, shelf)
    left = standing.limits.without
    gap = with_foundations(goal.needs, have, shelf)
    kept = [need for need in gap if need.skill not in left]
    studied = [need for need in kept if not need.broad] or kept
    need = {wanted.skill: wanted.level for wanted in studied}
    weights = {wanted.skill: wanted.importance for wanted in studied}
    chosen = choose(have, need, weights, shelf.courses.values(), _within(standing, today))
    steps = laid_out(in_order(have, gap, chosen.courses, shelf), standing.weekly, today)
    levels, _ = reached(have, chosen.courses)
    every = {wanted.skill: wanted.level for wanted in gap}
    possible, _ = reached(have, fitting(have, every, shelf.courses.values()))
    short = [Open(wanted, levels.get(wanted.skill, 0)) for wanted in gap if levels.get(wanted.skill, 0) < wanted.level]
    left_out = [left for left in short if min(possible.get(left.need.skill, 0), left.need.level) > left.reached]
    lacking = _schooling_missing(goal, standing.education)
    return Route(
        goal,
        have,
        gap,
        steps,
        tuple(left for left in short if left not in left_out),
        tuple(left_out),
        tuple(asked for asked in goal.requirements if lacking or asked.kind != "degree"),
        lacking,
        chosen,
        standing.weekly,
    )


def in_order(have: Levels, gap: Sequence[Need], courses: Iterable[Course], shelf: Shelf) -> list[Placed]:
    """Courses in an order in which each can be started: what others need and what matters most comes first.

    Where it can be had, nothing is taught before what it rests on.
    """
    waiting = sorted(courses, key=lambda course: course.id)
    needs = {need.skill: need for need in gap}
    levels = dict(have)
    placed: list[Placed] = []
    while waiting:
        ready = [course for course in waiting if can_start(course, levels)]
        grounded = [course for course in ready if not _stands_on_air(course, levels, needs, waiting, shelf)] or ready
        first = max(
            grounded,
            key=lambda course: (_worth(course, levels, needs, waiting, shelf), -course.middle_hours, course.id),
        )
        waiting.remove(first)
        placed.append(Placed(first, _closes(first, levels, needs), _unlocked(first, levels, waiting)))
        for skill, level in first.teaches.items():
            levels[skill] = max(levels.get(skill, 0), level)
    return placed


def laid_out(steps: Sequence[Placed], weekly: float | None, today: date) -> tuple[Placed, ...]:
    """The steps on the calendar, one after the other, with every course taking its longest: the dates are the latest."""
    if weekly is None:
        return tuple(steps)
    dated = []
    hours = 0.0
    for step in steps:
        start = today + timedelta(days=math.floor(hours / weekly * 7))
        hours += step.course.hours.high
        end = today + timedelta(days=max(0, math.ceil(hours / weekly * 7) - 1))
        dated.append(Placed(step.course, step.closes, step.unlocks, start, max(start, end)))
    return tuple(dated)


def _within(standing: Standing, today: date) -> Limits:
    limits = standing.limits
    if standing.deadline is None or standing.weekly is None:
        return limits
    weeks = max(0, (standing.deadline - today).days) / 7
    hours = standing.weekly * weeks
    return replace(limits, hours=hours)


def _schooling_missing(goal: Goal, education: Education | None) -> Education | None:
    """The least education with which people enter, where it is a degree and the person has none such."""
    if not goal.education:
        return None
    least = min(goal.education, key=SCHOOLING.index)
    had = SCHOOLING.index(education) if education else 0
    return least if SCHOOLING.index(least) >= SCHOOLING.index("associate") and had < SCHOOLING.index(least) else None


def _closes(course: Course, levels: Levels, needs: Mapping[str, Need]) -> tuple[Need, ...]:
    closed = [
        need for skill, need in needs.items() if min(course.teaches.get(skill, 0), need.level) > levels.get(skill, 0)
    ]
    return tuple(sorted(closed, key=lambda need: -need.importance))


def _unlocked(course: Course, levels: Levels, waiting: Sequence[Course]) -> tuple[str, ...]:
    """The waiting courses that need something which is missing and which this one teaches."""
    return tuple(
        other.id
        for other in waiting
        if other is not course
        and any(levels.get(skill, 0) < level <= course.teaches.get(skill, 0) for skill, level in other.needs.items())
    )


def _worth(
    course: Course, levels: Levels, needs: Mapping[str, Need], waiting: Sequence[Course], shelf: Shelf
) -> tuple[float, float]:
    """The importance of the most important need that a course closes or prepares for, and the weighted gap that it closes."""
    closed = _closes(course, levels, needs)
    unlocked = set(_unlocked(course, levels, waiting))
    prepared = [
        need.importance
        for other in waiting
        if other is not course
        for need in _closes(other, levels, needs)
        if other.id in unlocked
        or any(levels.get(under, 0) == 0 and under in course.teaches for under in shelf.below(need.skill))
    ]
    own = sum(
        need.importance * (min(course.teaches[need.skill], need.level) - levels.get(need.skill, 0)) for need in closed
    )
    return max([*(need.importance for need in closed), *prepared], default=0.0), own


def _stands_on_air(
    course: Course, levels: Levels, needs: Mapping[str, Need], waiting: Sequence[Course], shelf: Shelf
) -> bool:
    """Whether a course teaches a needed skill while one that it rests on is missing and another waiting course teaches that."""
    under = {
        below
        for need in _closes(course, levels, needs)
        for below in shelf.below(need.skill)
        if levels.get(below, 0) == 0 and below not in course.teaches
    }
    return any(skill in under for other in waiting if other is not course for skill in other.teaches)
