from datetime import date

from bot.advisor import Adviser
from bot.answer import Gap, Hours, LevelledSkill, Named, Plan, Span, Step
from knowledge.home import Home
from ui import charts
from ui.charts import PayRange

TODAY = date(2026, 11, 22)


def skill(name: str, level: int) -> LevelledSkill:
    return LevelledSkill(id=f"skill:{name.lower()}", name=name, level=level)


def step_of(number: int, teaches: str, needs: str = "", *, basis: str = "estimated", dated: bool = True) -> Step:
    return Step(
        course=f"course:{number}",
        title=f"Course <{number}>",
        provider="Somebody",
        address=f"https://example.org/{number}",
        teaches=[skill(teaches, 2)],
        needs=[skill(needs, 1)] if needs else [],
        hours=Hours(low=10 if basis == "estimated" else 20, high=20, basis=basis),
        cost=0.0,
        currency=None,
        start=f"2026-12-{number * 7 - 6:02}" if dated else None,
        end=f"2026-12-{number * 7:02}" if dated else None,
        why="It brings it",
    )


def plan_of(*steps: Step) -> Plan:
    gap = [Gap(skill=Named(id="skill:sql", name="SQL"), have=1, need=2, importance=0.8, basis="estimated")]
    return Plan(
        goal=Named(id="role:x", name="Data analyst"),
        gap=gap,
        steps=list(steps),
        hours=Span(low=20, high=40),
        weeks=2,
        uncovered=[],
    )


def bars_of(chart: charts.Chart) -> list[float]:
    """The lengths of all bars in days."""
    return [x / 86_400_000 for trace in chart.figure.data if trace.type == "bar" for x in trace.x]


def test_estimates_are_drawn_as_estimates_and_published_hours_are_not() -> None:
    chart = charts.timeline(plan_of(step_of(1, "SQL"), step_of(2, "Python", basis="published")), frozenset(), TODAY)
    assert chart is not None
    hatched = [trace for trace in chart.figure.data if trace.type == "bar" and trace.marker.pattern.shape]
    assert sum(len(trace.x) for trace in hatched) == 1
    assert round(sum(bars_of(chart))) == 14
    assert "1" in chart.text
    assert "Course <1>" in chart.text


def test_the_words_of_a_timeline_fit_on_a_telephone() -> None:
    chart = charts.timeline(plan_of(step_of(1, "SQL"), step_of(2, "Python")), frozenset(), TODAY)
    assert chart is not None
    assert chart.figure.layout.xaxis.title.text is None
    assert chart.figure.layout.xaxis.tickangle == 0
    assert "2 weeks" in chart.figure.layout.title.text


def test_a_done_step_has_a_tick_in_both_pictures() -> None:
    plan = plan_of(step_of(1, "Python"), step_of(2, "Spark", "Python"))
    for chart in (charts.timeline(plan, frozenset(["course:1"]), TODAY), charts.order(plan, frozenset(["course:1"]))):
        assert chart is not None
        assert [label[0] for label in chart.figure.layout.yaxis.ticktext] == ["✓", "2"]
        assert "done" in chart.text


def test_marks_stand_out_from_the_bars_that_they_lie_on() -> None:
    gap, pay = (
        charts.gap(plan_of(step_of(1, "SQL"))),
        charts.pay([PayRange("Welder", 38_000, 51_000, 77_000, "USD", "US", 2025)]),
    )
    for chart in (gap, pay):
        assert chart is not None
        [mark] = [trace.marker for trace in chart.figure.data if trace.type == "scatter"]
        assert (mark.line.color, mark.line.width) == ("#ffffff", 2)


def test_a_gap_that_is_cut_says_of_how_many() -> None:
    plan = plan_of(step_of(1, "SQL"))
    chart = charts.gap(plan.model_copy(update={"gap": plan.gap * 15}))
    assert chart is not None
    assert "the 12 most important of 15 skills" in chart.figure.layout.title.text


def test_without_dates_there_is_no_timeline() -> None:
    assert charts.timeline(plan_of(step_of(1, "SQL", dated=False)), frozenset(), TODAY) is None


def test_arrows_stand_only_where_a_step_needs_what_another_teaches() -> None:
    chart = charts.order(plan_of(step_of(1, "SQL"), step_of(2, "Python"), step_of(3, "Spark", "Python")), frozenset())
    assert chart is not None
    arrows = [note for note in chart.figure.layout.annotations if note.showarrow]
    assert len(arrows) == 1
    assert "Python" in chart.text
    assert charts.order(plan_of(step_of(1, "SQL"), step_of(2, "Python")), frozenset()) is None


def test_the_gap_shows_what_is_there_and_what_it_takes() -> None:
    chart = charts.gap(plan_of(step_of(1, "SQL")))
    assert chart is not None
    assert "SQL" in chart.text
    takes = next(trace for trace in chart.figure.data if trace.name == "what it takes")
    assert list(takes.x) == [2]


def test_pay_is_a_range_with_place_and_year() -> None:
    ranges = [PayRange("Welder", 38_000, 51_000, 77_000, "USD", "the United States", 2025)]
    chart = charts.pay(ranges)
    assert chart is not None
    assert "2025" in chart.figure.layout.title.text
    assert "United States" in chart.figure.layout.title.text
    assert "51,000" in chart.text
    assert charts.pay([PayRange("Welder", None, None, None, "USD", "the United States", 2025)]) is None


def test_a_real_plan_is_drawn_with_a_bar_for_each_step(pack_home: Home) -> None:
    plan = Adviser(pack_home).answer("I want to become a data analyst, 6 hours a week", today=TODAY).plan
    assert plan is not None
    chart = charts.timeline(plan, frozenset(), TODAY)
    assert chart is not None
    assert len(chart.figure.layout.yaxis.ticktext) == len(plan.steps)
    for drawn in (charts.order(plan, frozenset()), charts.gap(plan)):
        assert drawn is None or "<script" not in drawn.figure.to_json()
