"""The choice of courses: a small integer programme, solved by HiGHS.

The aims, in order: leave the least weighted gap open; take the fewest hours; take the fewest courses. A gap counts a
skill's importance once for each level that is missing. Every chosen course can be started with what is known and what
the chosen courses before it teach. The result is exact where the solver finishes; where it does not, `slack` names
how much better another choice could be at most.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.shelf import Course, Levels

TIME_LIMIT = 0.5  # Seconds for each of the two solutions.
FEWER = 1e-3  # What a course counts besides its hours, which are multiples of a quarter: fewer courses, where the hours are the same.

Rung = tuple[str, int]  # One level of one skill.


@dataclass(frozen=True, slots=True)
class Limits:
    """What a choice must stay within. `hours` count at the upper end of every course's range; a price in another currency is unknown.

    `dearest` is the most that a single course may cost, in its own currency.
    """

    hours: float | None = None
    budget: float | None = None
    currency: str | None = None
    free_only: bool = False
    language: str | None = None
    without: frozenset[str] = frozenset()
    dearest: float | None = None

    def is_too_dear(self, course: Course) -> bool:
        """Whether a course alone costs too much."""
        return self.dearest is not None and course.cost is not None and course.cost > self.dearest

    def allow(self, course: Course) -> bool:
        """Whether a course may be chosen at all."""
        if self.is_too_dear(course):
            return False
        free = course.cost == 0
        if self.free_only or self.budget is not None:
            affordable = not self.free_only and course.cost is not None and course.currency == self.currency
            if not free and not (affordable and course.cost is not None and course.cost <= (self.budget or 0)):
                return False
        language = self.language is None or course.language == self.language
        return language and course.id not in self.without

    @property
    def bind(self) -> bool:
        """Whether hours or money limit what can be chosen together."""
        return self.hours is not None or (self.budget is not None and not self.free_only)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The chosen courses by id, in no order, and how much better another choice could be at most: in weighted gap, then in hours."""

    courses: tuple[Course, ...]
    slack: tuple[float, float] = (0.0, 0.0)

    @property
    def is_exact(self) -> bool:
        """Whether no better choice exists."""
        return self.slack == (0.0, 0.0)


def reached(have: Levels, courses: Iterable[Course]) -> tuple[dict[str, int], list[Course]]:
    """The levels that courses lead to where each is taken as soon as it can be started, and those that never can."""
    levels = dict(have)
    waiting = list(courses)
    while True:
        ready = [course for course in waiting if can_start(course, levels)]
        if not ready:
            return levels, waiting
        for course in ready:
            for skill, level in course.teaches.items():
                levels[skill] = max(levels.get(skill, 0), level)
        waiting = [course for course in waiting if course not in ready]


def can_start(course: Course, levels: Levels) -> bool:
    """Whether what a course needs is there."""
    return all(levels.get(skill, 0) >= level for skill, level in course.needs.items())


def missing(have: Levels, need: Levels) -> list[Rung]:
    """Every level of a needed skill that is not there."""
    return [(skill, level) for skill, top in need.items() for level in range(have.get(skill, 0) + 1, top + 1)]


def choose(
    have: Levels, need: Levels, weights: Mapping[str, float], courses: Collection[Course], limits: Limits
) -> Chosen:
    """The courses to take. `weights` are the needed skills' importances, 0 to 1."""
    allowed = [course for course in courses if limits.allow(course)]
    candidates = fitting(have, need, allowed)
    reachable, _ = reached(have, candidates)
    rungs = [(skill, level) for skill, level in missing(have, need) if reachable.get(skill, 0) >= level]
    if not rungs:
        return Chosen(())
    candidates = undominated(have, need, candidates)
    model = _Model(have, rungs, candidates, limits)
    gain = [weights[skill] for skill, _ in rungs]
    best = model.cheapest(sum(gain), gain)
    if best is None and not limits.bind:
        best = Chosen(tuple(candidates), (0.0, sum(course.middle_hours for course in candidates)))
    if best is not None:
        return best
    most, slack = model.most(gain)
    found = model.cheapest(_closed(have, rungs, gain, most), gain)
    hours = sum(course.middle_hours for course in most)
    return Chosen(found.courses, (slack, found.slack[1])) if found else Chosen(tuple(most), (slack, hours))


def _closed(have: Levels, rungs: Sequence[Rung], gain: Sequence[float], courses: Iterable[Course]) -> float:
    """The weighted gap that courses close."""
    levels, _ = reached(have, courses)
    return sum(value for (skill, level), value in zip(rungs, gain, strict=True) if levels.get(skill, 0) >= level)


def fitting(have: Levels, need: Levels, courses: Iterable[Course]) -> list[Course]:
    """The courses to choose from: each is about a needed skill, or about one that such a course needs, and can be started some time.

    What a course teaches in passing counts, but nobody is sent to a course on retail for the sums in it.
    """
    about: dict[str, list[Course]] = defaultdict(list)
    for course in courses:
        about[course.subject].append(course)
    wanted = [skill for skill, top in need.items() if top > have.get(skill, 0)]
    found: dict[str, Course] = {}
    seen = set(wanted)
    while wanted:
        skill = wanted.pop()
        for course in about.get(skill, ()):
            if course.teaches[skill] > have.get(skill, 0):
                found[course.id] = course
                needs = {below for below, level in course.needs.items() if have.get(below, 0) < level}
                wanted += sorted(needs - seen)
                seen |= needs
    _, never = reached(have, found.values())
    lost = {course.id for course in never}
    return sorted((course for id_, course in found.items() if id_ not in lost), key=lambda course: course.id)


def undominated(have: Levels, need: Levels, courses: Sequence[Course]) -> list[Course]:
    """The courses without those that another can stand in for in every choice.

    It teaches as much of what counts, asks for no more, takes no more hours at either end of a range, and costs no more.
    """
    counts = {skill: level for skill, level in need.items() if level > have.get(skill, 0)}
    for course in courses:
        for skill, level in course.needs.items():
            if level > have.get(skill, 0):
                counts[skill] = max(counts.get(skill, 0), level)
    gives = [
        {
            skill: min(level, counts[skill])
            for skill, level in course.teaches.items()
            if skill in counts and level > have.get(skill, 0)
        }
        for course in courses
    ]
    asks = [{skill: level for skill, level in course.needs.items() if level > have.get(skill, 0)} for course in courses]
    prices = [_price(course) for course in courses]
    spans = [(course.middle_hours, course.hours.high) for course in courses]

    def covers(one: int, other: int) -> bool:
        """Whether the first can stand in for the second."""
        return (
            spans[one][0] <= spans[other][0]
            and spans[one][1] <= spans[other][1]
            and prices[one] <= prices[other]
            and all(gives[one].get(skill, 0) >= level for skill, level in gives[other].items())
            and all(asks[other].get(skill, 0) >= level for skill, level in asks[one].items())
        )

    kept: list[int] = []
    for place in sorted(
        range(len(courses)), key=lambda place: (spans[place], prices[place], -len(gives[place]), courses[place].id)
    ):
        if not any(covers(other, place) for other in kept):
            kept = [other for other in kept if not covers(place, other)] + [place]
    return [courses[place] for place in sorted(kept)]


def _price(course: Course) -> float:
    return math.inf if course.cost is None else course.cost


@dataclass
class _Model:
    """The programme: a variable of 0 or 1 for each course, and one for each rung."""

    have: Levels
    rungs: Sequence[Rung]
    courses: Sequence[Course]
    limits: Limits
    rows: list[tuple[dict[int, float], float]] = field(
        default_factory=list
    )  # Each a sum that must be at least a number.

    def __post_init__(self) -> None:
        count = len(self.courses)
        for place, (skill, level) in enumerate(self.rungs):
            teaching = {
                other: 1.0 for other, course in enumerate(self.courses) if course.teaches.get(skill, 0) >= level
            }
            self.rows.append((teaching | {count + place: -1.0}, 0.0))
        for place, course in enumerate(self.courses):
            for skill, level in course.needs.items():
                if self.have.get(skill, 0) < level:
                    teaching = {
                        other: 1.0
                        for other, before in enumerate(self.courses)
                        if before.teaches.get(skill, 0) >= level and other != place
                    }
                    self.rows.append((teaching | {place: -1.0}, 0.0))
        if self.limits.hours is not None:
            self.rows.append(
                ({place: -course.hours.high for place, course in enumerate(self.courses)}, -self.limits.hours)
            )
        if self.limits.budget is not None and not self.limits.free_only:
            prices = {place: -(course.cost or 0.0) for place, course in enumerate(self.courses) if course.cost}
            self.rows.append((prices, -self.limits.budget))

    def most(self, gain: Sequence[float]) -> tuple[list[Course], float]:
        """Courses that close the most of the weighted gap, and how much more others could at most."""
        solved = self._solve([0.0] * len(self.courses) + [-value for value in gain], [])
        return solved or ([], sum(gain))

    def cheapest(self, at_least: float, gain: Sequence[float]) -> Chosen | None:
        """The fewest hours, then the fewest courses, that close at least so much of the weighted gap; None where none was found."""
        count = len(self.courses)
        cost = [course.middle_hours + FEWER for course in self.courses] + [0.0] * len(self.rungs)
        floor = ({count + place: value for place, value in enumerate(gain)}, at_least - 1e-6)
        solved = self._solve(cost, [floor])
        return Chosen(tuple(solved[0]), (0.0, solved[1])) if solved else None

    def _solve(
        self, cost: Sequence[float], more: list[tuple[dict[int, float], float]]
    ) -> tuple[list[Course], float] | None:
        """The courses of the cheapest solution, and how much cheaper another could be at most; None where none was found.

        Courses that wait for each other in a circle cannot be started: such a solution is forbidden, and the programme solved again.
        """
        while True:
            solved = _highs(cost, self.rows + more)
            if solved is None:
                return None
            chosen = [course for course, taken in zip(self.courses, solved[0], strict=False) if taken > 0.5]
            levels, stuck = reached(self.have, chosen)
            if not stuck:
                return chosen, solved[1]
            self.rows += [self._cut(course, levels) for course in stuck]

    def _cut(self, stuck: Course, levels: Levels) -> tuple[dict[int, float], float]:
        """That a course which cannot be started at these levels is taken only with one that can, and that leads towards it.

        What it waits for, and what those wait for that teach that, has to be taught by somebody first; the first one to teach some of it
        can be started at these levels. (A loop formula, as in answer set programming: Lin and Zhao, 2004.)
        """
        waited: set[Rung] = set()
        wanted = self._waits(stuck, levels)
        while wanted:
            rung = wanted.pop()
            waited.add(rung)
            for course in self.teaching(rung):
                wanted |= self._waits(self.courses[course], levels) - waited
        first = {place for rung in waited for place in self.teaching(rung) if can_start(self.courses[place], levels)}
        return dict.fromkeys(first, 1.0) | {self.courses.index(stuck): -1.0}, 0.0

    def teaching(self, rung: Rung) -> list[int]:
        """The places of the courses that teach a rung."""
        skill, level = rung
        return [place for place, course in enumerate(self.courses) if course.teaches.get(skill, 0) >= level]

    def _waits(self, course: Course, levels: Levels) -> set[Rung]:
        """What a course needs beyond these levels."""
        return {(skill, level) for skill, level in course.needs.items() if levels.get(skill, 0) < level}


def _highs(
    cost: Sequence[float], rows: Sequence[tuple[Mapping[int, float], float]]
) -> tuple[Sequence[float], float] | None:
    """Minimise a cost over variables that are 0 or 1; gives a solution and its slack."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    places = [(number, place) for number, (row, _) in enumerate(rows) for place in row]
    values = [value for row, _ in rows for value in row.values()]
    at, to = ([pair[side] for pair in places] for side in (0, 1))
    done = milp(
        np.asarray(cost),
        integrality=np.ones(len(cost)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(
            csr_array((values, (at, to)), shape=(len(rows), len(cost))), lb=np.asarray([floor for _, floor in rows])
        ),
        options={"time_limit": TIME_LIMIT, "mip_rel_gap": 0.0},
    )
    if done.x is None:
        return None
    return done.x, max(0.0, float(done.fun - done.mip_dual_bound)) if done.status == 1 else 0.0
