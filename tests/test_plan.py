import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.answer import Profile
from bot.choice import Limits, choose, undominated
from bot.goals import goal_of
from bot.known import Knowing
from bot.plan import Goal, Need, Standing, in_order, laid_out, levels_with_foundations, make, with_foundations
from bot.planned import plan_for
from bot.profile import DEAREST
from bot.shelf import Course, Shelf, read_shelf
from knowledge.home import Home
from knowledge.records import Figure
from tests.people import TODAY, best_of_all, faults_of, one_need, people, small_case, within, worth


def course(
    id_: str,
    teaches: dict[str, int],
    needs: dict[str, int] | None = None,
    hours: float = 10.0,
    cost: float | None = 0.0,
) -> Course:
    """A course of a test."""
    return Course(id_, teaches, needs or {}, Figure(low=hours, high=hours, basis="estimated"), cost, "USD", "en")


def shelf(*courses: Course, rests_on: dict[str, tuple[str, ...]] | None = None) -> Shelf:
    """A shelf of a test."""
    return Shelf({one.id: one for one in courses}, {}, rests_on or {})


def goal(*needs: Need) -> Goal:
    """A goal of a test."""
    return Goal("role:test", "Test", needs)


def test_on_300_small_cases_no_other_choice_is_better() -> None:
    chance = random.Random(7)  # noqa: S311 - cases, no secrets
    limited = closed = 0
    for _ in range(300):
        have, need, weights, courses, limits = small_case(chance)
        chosen = choose(have, need, weights, courses, limits)
        assert chosen.is_exact
        assert within(chosen.courses, limits)
        found = worth(have, need, weights, chosen.courses)
        assert found == pytest.approx(best_of_all(have, need, weights, courses, limits))
        limited += limits.bind
        closed += bool(chosen.courses)
    assert limited > 100  # The cases are no empty ones.
    assert closed > 100


def test_300_random_people_get_plans_that_can_be_followed(pack_home: Home) -> None:
    known = Knowing(pack_home.catalogue).now()
    goals = [goal_of(pack_home.catalogue, id_) for id_ in pack_home.catalogue.record_ids("role")]
    steps = 0
    for person in people([one for one in goals if one], known.shelf, 300, seed=11):
        route = make(person.goal, person.standing, known.shelf, TODAY)
        assert list(faults_of(route, person, known.shelf)) == []
        steps += len(route.steps)
    assert steps > 1000


def test_courses_that_wait_for_each_other_are_not_chosen() -> None:
    circle = [course("c:1", {"a": 1}, {"b": 1}), course("c:2", {"b": 1}, {"a": 1})]
    assert choose({}, {"a": 1, "b": 1}, {"a": 1.0, "b": 1.0}, circle, Limits()).courses == ()


def test_a_circle_is_broken_by_a_course_from_outside() -> None:
    circle = [
        course("c:1", {"a": 1}, {"b": 1}, 1),
        course("c:2", {"b": 1}, {"a": 1}, 1),
        course("c:3", {"b": 1}, None, 50),
    ]
    chosen = choose({}, {"a": 1, "b": 1}, {"a": 1.0, "b": 1.0}, circle, Limits())
    assert {one.id for one in chosen.courses} == {"c:1", "c:3"}


def test_what_a_missing_skill_rests_on_is_missing_too_with_half_the_importance_a_step() -> None:
    held = shelf(rests_on={"top": ("middle",), "middle": ("ground",)})
    gap = with_foundations([one_need("top", 2, 0.9)], {}, held)
    assert [(need.skill, need.level, need.importance) for need in gap] == [
        ("top", 2, 0.9),
        ("middle", 1, 0.45),
        ("ground", 1, 0.225),
    ]
    assert with_foundations([one_need("top", 2, 0.9)], {"top": 1}, held) == (one_need("top", 2, 0.9),)


def test_who_knows_a_skill_knows_what_it_rests_on() -> None:
    held = shelf(rests_on={"top": ("middle",), "middle": ("ground",)})
    assert levels_with_foundations({"top": 2}, held).items() >= {"top": 2, "middle": 1, "ground": 1}.items()


def test_nothing_is_taught_before_what_it_rests_on_even_where_the_course_does_not_ask_for_it() -> None:
    held = shelf(course("c:top", {"top": 1}), course("c:ground", {"ground": 1}), rests_on={"top": ("ground",)})
    gap = with_foundations([one_need("top", 1, 1.0)], {}, held)
    assert [placed.course.id for placed in in_order({}, gap, held.courses.values(), held)] == ["c:ground", "c:top"]


def test_the_more_important_comes_first() -> None:
    held = shelf(course("c:less", {"less": 1}), course("c:more", {"more": 1}))
    gap = (one_need("more", 1, 0.9), one_need("less", 1, 0.3))
    assert [placed.course.id for placed in in_order({}, gap, held.courses.values(), held)] == ["c:more", "c:less"]


def test_steps_follow_each_other_without_an_idle_week() -> None:
    held = shelf(course("c:1", {"a": 1}, hours=10), course("c:2", {"b": 1}, hours=20))
    gap = (one_need("a", 1, 0.9), one_need("b", 1, 0.8))
    placed = laid_out(in_order({}, gap, held.courses.values(), held), 5.0, TODAY)
    assert [(one.start, one.end) for one in placed] == [
        (TODAY, TODAY + timedelta(days=13)),
        (TODAY + timedelta(days=14), TODAY + timedelta(days=41)),
    ]


def test_a_deadline_keeps_the_most_important_and_says_what_is_left_out() -> None:
    held = shelf(course("c:1", {"a": 1}, hours=10), course("c:2", {"b": 1}, hours=10))
    standing = Standing({}, 5.0, TODAY + timedelta(days=14))
    route = make(goal(one_need("a", 1, 0.4), one_need("b", 1, 0.9)), standing, held, TODAY)
    assert [placed.course.id for placed in route.steps] == ["c:2"]
    assert [left.need.skill for left in route.left_out] == ["a"]


def test_a_deadline_in_the_past_leaves_everything_out() -> None:
    held = shelf(course("c:1", {"a": 1}))
    route = make(goal(one_need("a", 1)), Standing({}, 5.0, date(2020, 1, 1)), held, TODAY)
    assert route.steps == ()
    assert [left.need.skill for left in route.left_out] == ["a"]


def test_a_price_that_is_not_known_or_in_another_currency_is_no_part_of_a_budget() -> None:
    held = shelf(course("c:1", {"a": 1}, cost=None), course("c:2", {"b": 1}, cost=5.0))
    limits = Limits(budget=100.0, currency="EUR")
    route = make(goal(one_need("a", 1), one_need("b", 1)), Standing({}, limits=limits), held, TODAY)
    assert route.steps == ()
    assert len(route.left_out) == 2


def test_nobody_is_sent_to_a_dear_course_unasked_and_its_price_is_said(pack_home: Home) -> None:
    known = Knowing(pack_home.catalogue).now()
    led = goal_of(pack_home.catalogue, "role:product-manager")
    assert led is not None
    unasked = plan_for(pack_home, known, Profile(), led, TODAY)
    assert all((step.cost or 0) <= DEAREST for step in unasked.steps)
    assert any("$6,000" in left.why and "name a budget" in left.why for left in unasked.left_out)
    asked = plan_for(pack_home, known, Profile(budget=10000, currency="USD"), led, TODAY)
    assert any((step.cost or 0) > DEAREST for step in asked.steps)
    assert not any("name a budget" in left.why for left in asked.left_out)


def test_a_personal_quality_that_a_skill_rests_on_grows_along_the_way() -> None:
    held = replace(
        shelf(course("c:1", {"a": 1}), course("c:2", {"care": 1}), rests_on={"a": ("care",)}),
        personal=frozenset({"care"}),
    )
    route = make(goal(one_need("a", 1)), Standing({}), held, TODAY)
    assert [placed.course.id for placed in route.steps] == ["c:1"]
    assert [(left.need.skill, left.need.broad) for left in route.left_out] == [("care", True)]


def test_a_data_scientist_is_not_sent_through_another_trade(pack_home: Home) -> None:
    known = Knowing(pack_home.catalogue).now()
    led = goal_of(pack_home.catalogue, "role:data-scientist")
    assert led is not None
    taught = {skill for step in make(led, Standing({}), known.shelf, TODAY).steps for skill in step.course.teaches}
    assert "skill:python" in taught
    assert not taught & {"skill:javascript", "skill:java", "skill:c-language", "skill:html"}


def test_what_no_course_teaches_is_uncovered() -> None:
    held = shelf(course("c:1", {"a": 1}))
    route = make(goal(one_need("a", 3), one_need("b", 1)), Standing({}), held, TODAY)
    assert {(left.need.skill, left.reached) for left in route.uncovered} == {("a", 1), ("b", 0)}


def test_nobody_is_sent_to_a_course_that_is_about_something_else() -> None:
    held = shelf(course("c:shop", {"selling": 1, "sums": 1}, hours=1), course("c:sums", {"sums": 1}, hours=30))
    route = make(goal(one_need("sums", 1)), Standing({}), held, TODAY)
    assert [placed.course.id for placed in route.steps] == ["c:sums"]


def test_a_degree_that_a_role_asks_for_stands_at_the_head_until_the_person_has_it(pack_home: Home) -> None:
    found = goal_of(pack_home.catalogue, "role:registered-nurse")
    assert found is not None
    held = Knowing(pack_home.catalogue).now().shelf
    without = make(found, Standing({}), held, TODAY)
    assert without.education == "bachelor"
    assert [asked.kind for asked in without.requirements] == ["degree", "licence"]
    having = make(found, Standing({}, education="bachelor"), held, TODAY)
    assert having.education is None
    assert [asked.kind for asked in having.requirements] == ["licence"]


def test_the_same_person_gets_the_same_plan(pack_home: Home) -> None:
    found = goal_of(pack_home.catalogue, "role:data-engineer")
    assert found is not None
    held = Knowing(pack_home.catalogue).now().shelf
    one, other = (make(found, Standing({"skill:sql": 1}, 6.0), held, TODAY) for _ in range(2))
    assert [placed.course.id for placed in one.steps] == [placed.course.id for placed in other.steps]


def test_what_the_packs_courses_ask_for_reaches_the_shelf(pack_home: Home) -> None:
    kept = read_shelf(pack_home.catalogue)
    asking = [one for one in kept.courses.values() if one.needs]
    assert len(asking) > 400
    asked = pack_home.catalogue.related(asking[0].id, "requires")
    assert {found.id for found in asked} == set(asking[0].needs)


def test_a_course_that_another_can_stand_in_for_is_no_candidate() -> None:
    long = course("long", {"skill:a": 1}, hours=20)
    short = course("short", {"skill:a": 1}, hours=10)
    asking = course("asking", {"skill:a": 2}, {"skill:b": 1}, hours=10)
    assert [one.id for one in undominated({}, {"skill:a": 2}, [asking, long, short])] == ["asking", "short"]
