import io
import json
from datetime import date

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from bot.advisor import Adviser
from bot.answer import Gap, Hours, LevelledSkill, Named, Needed, Plan, Profile, ProfileSkill, Span, Step, Uncovered
from knowledge.home import Home
from tests.homes import SHARED
from ui import export

TODAY = date(2026, 11, 22)
NAMES = {"course:old": "Old <course>"}
PROFILE = Profile(skills=[ProfileSkill(id="skill:sql", name="SQL", level=1)], goal="role:x", hours_per_week=6)


def step_of(number: int, title: str, *, dated: bool = True, cost: float | None = 0.0) -> Step:
    return Step(
        course=f"course:{number}",
        title=title,
        provider="A & B",
        address=f"https://example.org/{number}",
        teaches=[LevelledSkill(id="skill:sql", name="SQL", level=2)],
        needs=[],
        hours=Hours(low=10, high=24, basis="estimated"),
        cost=cost,
        currency="EUR" if cost else None,
        start="2026-11-22" if dated else None,
        end="2026-12-05" if dated else None,
        why="It brings SQL",
    )


def plan_of(*steps: Step) -> Plan:
    return Plan(
        goal=Named(id="role:x", name="Data <b>analyst</b>"),
        gap=[Gap(skill=Named(id="skill:sql", name="SQL"), have=1, need=2, importance=0.8, basis="estimated")],
        steps=list(steps),
        hours=Span(low=10, high=24),
        weeks=4,
        uncovered=[Uncovered(id="skill:y", name="Tact", why="no course here covers it")],
        requirements=[Needed(name="A licence", why="The state gives it.")],
    )


PLAN = plan_of(step_of(1, "Statystyka dla każdego"), step_of(2, "数据分析 <script>", cost=49.0))


def test_markdown_holds_the_plan_with_ranges_and_prices() -> None:
    text = export.markdown(PLAN, PROFILE, frozenset(NAMES), NAMES, TODAY)
    assert "1. [ ] [Statystyka dla każdego](https://example.org/1) by A & B: 10 to 24 hours, estimated, free" in text
    assert "49 EUR, 2026-11-22 to 2026-12-05 at the latest" in text
    assert "- **A licence**: The state gives it." in text
    assert "- Tact: no course here covers it" in text
    assert "- [x] Old <course>" in text
    assert "6 hours a week" in text


def test_the_calendar_has_an_event_a_step_to_the_last_day() -> None:
    events = Calendar.from_ical(export.calendar(PLAN, frozenset(("course:2",)), TODAY)).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Statystyka dla każdego"]
    assert events[0]["dtstart"].dt == date(2026, 11, 22)
    assert events[0]["dtend"].dt == date(2026, 12, 6)
    assert "10 to 24 hours, estimated" in events[0]["description"]


def test_a_plan_without_dates_is_no_calendar_and_says_what_to_do() -> None:
    with pytest.raises(export.NothingToExport, match="how many hours a week"):
        export.calendar(plan_of(step_of(1, "One", dated=False)), frozenset(), TODAY)


def test_the_pdf_holds_the_titles_and_links() -> None:
    made = PdfReader(io.BytesIO(export.document(PLAN, PROFILE, frozenset(NAMES), NAMES, TODAY)))
    text = " ".join(" ".join(page.extract_text() for page in made.pages).split())
    assert "Statystyka dla każdego" in text
    assert "<script>" in text
    assert "What no course replaces" in text
    links = [note.get_object()["/A"]["/URI"] for page in made.pages for note in page.get("/Annots", [])]
    assert "https://example.org/1" in links


def test_the_page_for_an_adviser_is_escaped() -> None:
    page = export.page_for_adviser(PLAN, PROFILE, frozenset(NAMES), NAMES, TODAY)
    assert "Data &lt;b&gt;analyst&lt;/b&gt;" in page
    assert "<script" not in page
    assert "Old &lt;course&gt;" in page
    assert "SQL (basics)" in page


def test_a_real_plan_goes_into_every_form(pack_home: Home) -> None:
    answer = Adviser(pack_home).answer("I know some SQL and want to become a data analyst, 6 hours a week", today=TODAY)
    assert answer.plan is not None
    plan, profile = answer.plan, answer.profile
    for title in [step.title for step in plan.steps]:
        assert title.replace("[", "(").replace("]", ")") in export.markdown(plan, profile, frozenset(), {}, TODAY)
    assert export.document(plan, profile, frozenset(), {}, TODAY).startswith(b"%PDF")
    assert len(Calendar.from_ical(export.calendar(plan, frozenset(), TODAY)).walk("VEVENT")) == len(plan.steps)
    value = json.loads(export.as_json(plan, profile))
    schema = SHARED / "contracts" / "plan.schema.json"
    if schema.is_file():
        Draft202012Validator(json.loads(schema.read_text(encoding="utf-8"))).validate(value["plan"])
