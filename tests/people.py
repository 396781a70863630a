"""Random people for plans, and what must hold of every plan: a committed generator, seeded, and the checks.

Used by tests/test_plan.py (300 people) and by `make bench` (10,000).
"""

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from bot.choice import Limits, can_start, fitting, missing, reached
from bot.plan import SCHOOLING, Goal, Need, Route, Standing, levels_with_foundations
from bot.profile import DEAREST
from bot.shelf import Course, Levels, Shelf
from knowledge.records import Figure

TODAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Person:
    """A goal and where somebody stands."""

    goal: Goal
    standing: Standing


def people(goals: list[Goal], shelf: Shelf, count: int, seed: int) -> Iterator[Person]:
    """So many random people: goals, known skills, hours, budgets, deadlines, and what they will not take."""
    chance = random.Random(seed)  # noqa: S311 - people, no secrets
    skills = sorted(shelf.teaching)
    courses = sorted(shelf.courses)
    for _ in range(count):
        goal = chance.choice(goals)
        wanted = [need.skill for need in goal.needs]
        known = chance.sample(wanted, chance.randint(0, len(wanted) // 2)) + chance.sample(skills, chance.randint(0, 6))
        free = chance.random() < 0.2
        limits = Limits(
            budget=None if free or chance.random() < 0.5 else float(chance.choice((0, 20, 50, 100, 300, 1000, 5000))),
            currency=chance.choice(("USD", "USD", "EUR")),
            free_only=free,
            language=chance.choice((None, None, None, "en")),
            without=frozenset(
                chance.sample(courses, chance.randint(0, 20)) + chance.sample(wanted, chance.randint(0, 1))
            ),
            dearest=chance.choice((None, 100.0, DEAREST)),
        )
        yield Person(
            goal,
            Standing(
                {skill: chance.randint(1, 3) for skill in known},
                chance.choice((None, 1.0, 3.0, 5.0, 8.0, 15.0, 40.0)),
                TODAY + timedelta(days=chance.choice((0, 7, 30, 90, 200, 600))) if chance.random() < 0.4 else None,
                limits,
                chance.choice((None, *SCHOOLING)),
            ),
        )


def faults_of(route: Route, person: Person, shelf: Shelf) -> Iterator[str]:
    """What is wrong with a plan; nothing where it is sound."""
    standing, limits = person.standing, person.standing.limits
    have = levels_with_foundations(standing.have, shelf)
    levels = dict(have)
    for placed in route.steps:
        course = placed.course
        if course.id not in shelf.courses:
            yield f"{course.id} does not exist"
        if not can_start(course, levels):
            yield f"{course.id} comes before what it needs"
        if all(levels.get(skill, 0) >= level for skill, level in course.teaches.items()):
            yield f"{course.id} teaches only what is known"
        if course.id in limits.without:
            yield f"{course.id} was ruled out"
        for skill, level in course.teaches.items():
            levels[skill] = max(levels.get(skill, 0), level)
    yield from _limits_broken(route, standing)
    yield from _unsaid(route, person, shelf, have, levels)
    yield from _weeks_wrong(route)


def _limits_broken(route: Route, standing: Standing) -> Iterator[str]:
    limits = standing.limits
    prices = [placed.course.cost for placed in route.steps]
    if limits.free_only and any(price != 0 for price in prices):
        yield "a course that is not free"
    if limits.dearest is not None and any(price is not None and price > limits.dearest for price in prices):
        yield f"a course dearer than {limits.dearest}"
    if limits.budget is not None and not limits.free_only:
        if any(price is None for price in prices) or sum(price or 0 for price in prices) > limits.budget:
            yield f"{prices} exceed the budget of {limits.budget}"
        if any(placed.course.cost and placed.course.currency != limits.currency for placed in route.steps):
            yield "a price in another currency than the budget"
    if standing.deadline and route.steps and (route.steps[-1].end or TODAY) > max(standing.deadline, TODAY):
        yield f"it ends on {route.steps[-1].end}, after {standing.deadline}"


def _unsaid(route: Route, person: Person, shelf: Shelf, have: Levels, levels: Levels) -> Iterator[str]:
    """Every level that stays open is said; what is said to be covered by no course is so."""
    said = {left.need.skill for left in (*route.uncovered, *route.left_out)}
    needed = {need.skill: need.level for need in route.gap}
    for need in person.goal.needs:
        if have.get(need.skill, 0) < need.level and need.skill not in needed:
            yield f"{need.skill} is missing and not in the gap"
    for skill, _ in missing(levels, needed):
        if skill not in said:
            yield f"{skill} stays open and nothing says so"
    possible, _ = reached(have, fitting(have, needed, shelf.courses.values()))
    for left in route.uncovered:
        if min(possible.get(left.need.skill, 0), left.need.level) > left.reached:
            yield f"a course covers {left.need.skill}, which is said to be uncovered"


def _weeks_wrong(route: Route) -> Iterator[str]:
    if route.weekly is None:
        return
    before = TODAY
    for placed in route.steps:
        assert placed.start is not None
        assert placed.end is not None
        if placed.start > placed.end or placed.start > before + timedelta(days=1):
            yield f"an idle time before {placed.course.id}"
        before = placed.end


def small_case(chance: random.Random) -> tuple[dict[str, int], dict[str, int], dict[str, float], list[Course], Limits]:
    """A case that is small enough to try everything: what is there, what is needed, weights, courses, limits."""
    skills = [f"skill:{letter}" for letter in "abcdef"]
    have = {skill: chance.randint(0, 2) for skill in skills if chance.random() < 0.4}
    need = {skill: chance.randint(1, 3) for skill in chance.sample(skills, chance.randint(1, 4))}
    weights = {skill: round(chance.uniform(0.1, 1.0), 2) for skill in need}
    courses = [_random_course(chance, number, skills) for number in range(chance.randint(1, 10))]
    limits = Limits(
        hours=chance.choice((None, None, 20.0, 40.0)),
        budget=chance.choice((None, None, 0.0, 50.0, 120.0)),
        currency="USD",
        free_only=chance.random() < 0.15,
        dearest=chance.choice((None, None, 20.0)),
    )
    return have, need, weights, courses, limits


def _random_course(chance: random.Random, number: int, skills: list[str]) -> Course:
    taught = chance.sample(skills, chance.randint(1, 3))
    needed = chance.sample([skill for skill in skills if skill != taught[0]], chance.choice((0, 0, 1, 2)))
    low = chance.randint(1, 12)
    return Course(
        f"course:{number}",
        {skill: chance.randint(1, 3) for skill in taught},
        {skill: chance.randint(1, 2) for skill in needed},
        Figure(low=low, high=low + chance.randint(0, 12), basis="estimated"),
        chance.choice((0.0, 0.0, 10.0, 40.0, 90.0, None)),
        "USD",
        "en",
    )


Worth = tuple[float, float, int]  # Weighted gap that stays open, hours, number of courses: the less the better.


def worth(have: Levels, need: Levels, weights: Mapping[str, float], courses: tuple[Course, ...]) -> Worth:
    """What a choice is worth by the order of the aims."""
    levels, _ = reached(have, courses)
    gap = sum(weights[skill] for skill, _ in missing(levels, need))
    return round(gap, 6), sum(course.middle_hours for course in courses), len(courses)


def best_of_all(
    have: Levels, need: Levels, weights: Mapping[str, float], courses: list[Course], limits: Limits
) -> Worth:
    """The best worth of any choice that can be followed within the limits, by trying every one."""
    allowed = fitting(have, need, [course for course in courses if limits.allow(course)])
    found = [worth(have, need, weights, ())]
    for count in range(1, len(allowed) + 1):
        for chosen in combinations(allowed, count):
            followed = within(chosen, limits) and not reached(have, chosen)[1]
            found += [worth(have, need, weights, chosen)] if followed else []
    return min(found)


def within(courses: tuple[Course, ...], limits: Limits) -> bool:
    """Whether courses stay within the hours and the budget together, and within the dearest price alone."""
    hours = sum(course.hours.high for course in courses)
    price = sum(course.cost or 0.0 for course in courses)
    over = limits.budget is not None and not limits.free_only and price > limits.budget
    dear = any(course.cost is not None and course.cost > (limits.dearest or math.inf) for course in courses)
    return not over and not dear and (limits.hours is None or hours <= limits.hours)


def one_need(skill: str, level: int, importance: float = 1.0) -> Need:
    """A need of a test's goal."""
    return Need(skill, level, importance, "estimated")
