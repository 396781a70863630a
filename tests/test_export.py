import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from pypdf import PdfReader

from bot.advisor import Adviser
from bot.answer import (
    Answer,
    Citation,
    Gap,
    Hours,
    LevelledSkill,
    Named,
    Needed,
    Plan,
    Profile,
    ProfileSkill,
    Span,
    Step,
    Uncovered,
)
from bot.memory import Said
from knowledge.home import Home
from knowledge.records import Source
from tests.homes import SHARED
from ui import export, taking
from ui.export import Handout

NOW = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)
NAMES = {"course:old": "Old <course>", "skill:law": "Law"}
HOSTILE = "1) <img src=x onerror=alert(1)> [a](javascript:alert(1)) **b** `c` &lt; _d_"
PROFILE = Profile(
    skills=[ProfileSkill(id="skill:sql", name="SQL", level=1), ProfileSkill(id="skill:law"), ProfileSkill()],
    goal="role:x",
    hours_per_week=6,
    country="PL",
    education="bachelor",
    finished=["course:old"],
)
SOURCES = tuple(
    Source(f"source:{number}", "", title, publisher, "", address, "2025-03-01", None, "")
    for number, title, publisher, address in (
        (1, "Data analyst", "NextStep", None),
        (2, "Statystyka dla każdego", "A & B", "https://example.org/1"),
        (3, "Trap", "Somebody", "javascript:alert(1)"),
    )
)


def step_of(
    number: int, title: str, *, dated: bool = True, cost: float | None = 0.0, address: str | None = None
) -> Step:
    return Step(
        course=f"course:{number}",
        title=title,
        provider="A & B",
        address=address or f"https://example.org/{number}",
        teaches=[LevelledSkill(id="skill:sql", name="SQL", level=2)],
        needs=[],
        hours=Hours(low=10, high=24, basis="estimated"),
        cost=cost,
        currency="EUR" if cost else None,
        start="2026-11-22" if dated else None,
        end="2026-12-05" if dated else None,
        why="It brings SQL",
    )


def plan_of(*steps: Step, gaps: int = 1) -> Plan:
    return Plan(
        goal=Named(id="role:x", name="Data <b>analyst</b>"),
        gap=[
            Gap(
                skill=Named(id=f"skill:{place}", name=f"Skill {place}"),
                have=1,
                need=2,
                importance=place / 100,
                basis="estimated",
            )
            for place in range(gaps)
        ],
        steps=list(steps),
        hours=Span(low=10, high=24),
        weeks=4,
        uncovered=[Uncovered(id="skill:y", name="Tact", why="no course here covers it")],
        requirements=[Needed(name="A licence", why="The state gives it.", address="https://example.org/licence")],
    )


def handout_of(plan: Plan, profile: Profile = PROFILE) -> Handout:
    return Handout(plan, profile, NAMES, SOURCES, NOW)


def ticked(*courses: str) -> Profile:
    return PROFILE.model_copy(update={"finished": ["course:old", *courses], "skipped": ["course:3"]})


def pdf_text(handout: Handout) -> str:
    made = PdfReader(io.BytesIO(export.document(handout)))
    return " ".join(" ".join(page.extract_text() for page in made.pages).split())


def pdf_links(handout: Handout) -> set[str]:
    made = PdfReader(io.BytesIO(export.document(handout)))
    return {note.get_object()["/A"]["/URI"] for page in made.pages for note in page.get("/Annots", [])}


PLAN = plan_of(step_of(1, "Statystyka dla każdego"), step_of(2, "数据分析 <script>", cost=49.0))
THREE = plan_of(step_of(1, "One"), step_of(2, "Two"), step_of(3, "Three"))


def test_markdown_holds_the_plan_with_ranges_and_prices() -> None:
    text = export.markdown(handout_of(PLAN))
    assert "1. [ ] [Statystyka dla każdego](https://example.org/1) by A & B: 10 to 24 hours, estimated, free" in text
    assert "49 EUR, 2026-11-22 to 2026-12-05 at the latest" in text
    assert "- **A licence**: The state gives it., <https://example.org/licence>" in text
    assert "- Tact: no course here covers it" in text
    assert "- [x] Old \\<course\\>" in text
    assert "6 hours a week" in text


def test_what_a_document_names_is_shown_as_it_is_in_markdown() -> None:
    step = step_of(1, HOSTILE).model_copy(update={"provider": HOSTILE, "why": HOSTILE})
    plan = plan_of(step).model_copy(update={"goal": Named(id=None, name=HOSTILE)})
    text = export.markdown(replace(handout_of(plan), names={"course:old": HOSTILE}))
    shown = MarkdownIt("commonmark").render(text)
    assert shown.count("&lt;img src=x onerror=alert(1)&gt; [a](javascript:alert(1)) **b** `c` &amp;lt; _d_") == 5
    assert "<img" not in shown
    assert shown.count("<ol") == 1
    assert set(re.findall('href="([^"]*)"', shown)) == {"https://example.org/1", "https://example.org/licence"}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "https://",
        "http://[x",
        " JaVascript:x",
    ],
)
def test_no_form_links_to_what_is_none_of_the_web(address: str) -> None:
    handout = handout_of(plan_of(step_of(1, "One", address=address)))
    assert export.web_address(address) == ""
    assert "[One]" not in export.markdown(handout)
    assert "javascript:" not in export.markdown(handout)
    assert pdf_links(handout) == {"https://example.org/1", "https://example.org/licence"}
    [event] = Calendar.from_ical(export.calendar(handout)).walk("VEVENT")
    assert "url" not in event
    assert re.search("Source: (A & B|Somebody, 2025)\n", event["description"])
    links = set(re.findall("href='([^']*)'", export.page_for_adviser(handout)))
    assert links == {"https://example.org/1", "https://example.org/licence"}
    assert json.loads(export.as_json(handout))["plan"]["steps"][0]["address"] == address


def test_an_address_cannot_end_its_link_early() -> None:
    handout = handout_of(plan_of(step_of(1, "One", address="https://example.org/a)<script>\"'(b")))
    assert "(https://example.org/a%29%3Cscript%3E%22%27%28b)" in export.markdown(handout)
    assert "<script" not in export.page_for_adviser(handout)


def test_the_calendar_has_an_event_an_open_step_to_the_last_day() -> None:
    profile = PROFILE.model_copy(update={"finished": ["course:2"]})
    raw = export.calendar(handout_of(PLAN, profile))
    calendar = Calendar.from_ical(raw)
    [event] = calendar.walk("VEVENT")
    assert str(event["summary"]) == "Statystyka dla każdego"
    assert event["dtstart"].dt == date(2026, 11, 22)
    assert event["dtend"].dt == date(2026, 12, 6)
    assert b"DTSTAMP:20261122T213000Z" in raw
    assert "10 to 24 hours, estimated" in event["description"]
    assert "Source: A & B, 2025, https://example.org/1" in event["description"]
    assert "Data analyst: NextStep, 2025" in calendar["description"]


def test_a_plan_without_dates_is_no_calendar_and_says_what_to_do() -> None:
    with pytest.raises(export.NothingToExport, match="how many hours a week"):
        export.calendar(handout_of(plan_of(step_of(1, "One", dated=False))))


@pytest.mark.parametrize("plan", [plan_of(), plan_of(step_of(1, "One")), plan_of(step_of(1, "One", dated=False))])
def test_a_finished_plan_is_no_calendar_and_says_that_nothing_is_left(plan: Plan) -> None:
    with pytest.raises(export.NothingToExport, match="nothing is left"):
        export.calendar(handout_of(plan, ticked("course:1")))


def test_done_steps_are_ticked_and_skipped_ones_told_apart_in_every_form() -> None:
    handout = handout_of(THREE, ticked("course:1"))
    text = export.markdown(handout)
    assert "1. [x] [One]" in text
    assert re.search(r"2\. \[ \] \[Two\].*at the latest\. ", text)
    assert re.search(r"3\. \[ \] \[Three\].*at the latest, skipped\. ", text)
    assert re.search(r"1\. One.*at the latest, done\..*3\. Three.*at the latest, skipped\.", pdf_text(handout))
    rows = re.findall(r"<tr><td>\d</td><td>(.*?)</td>", export.page_for_adviser(handout))
    assert [row.split(" ")[0] for row in rows] == ["✓", "<span", "skipped"]
    value = json.loads(export.as_json(handout))
    assert [one["id"] for one in value["done"]] == ["course:old", "course:1"]
    assert value["skipped"] == [{"id": "course:3", "name": "course:3"}]


def test_the_pdf_holds_the_titles_and_links() -> None:
    text = pdf_text(handout_of(PLAN))
    assert "Statystyka dla każdego" in text
    assert "<script>" in text
    assert "What no course replaces" in text
    assert "https://example.org/1" in pdf_links(handout_of(PLAN))


@pytest.mark.parametrize("title", ["数据分析", "تحليل", "विश्लेषण", "□ ☐", "🙂"])
def test_no_letter_vanishes_from_the_pdf_without_a_word(title: str) -> None:
    text = pdf_text(handout_of(plan_of(step_of(1, title))))
    assert text.count(export.LOST) >= len(title.replace(" ", ""))
    assert export.LOST_NOTE in text
    assert export.LOST_NOTE not in pdf_text(handout_of(THREE))


def test_invisible_marks_leave_nothing_behind_in_the_pdf() -> None:
    text = pdf_text(handout_of(plan_of(step_of(1, "Zero\u200dwidth\u202e e\u0301"))))
    assert "Zerowidth é" in text
    assert export.LOST not in text


def test_the_page_for_an_adviser_is_escaped() -> None:
    page = export.page_for_adviser(handout_of(PLAN))
    assert "Data &lt;b&gt;analyst&lt;/b&gt;" in page
    assert "<script" not in page
    assert "Old &lt;course&gt;" in page


def test_the_page_for_an_adviser_tells_where_the_person_comes_from_and_what_stays_open() -> None:
    page = export.page_for_adviser(handout_of(plan_of(step_of(1, "One"), gaps=33)))
    assert "Country: Poland. Education: a bachelor&#x27;s degree." in page
    assert "Tact: no course here covers it" in page
    assert "SQL (basics), Law</p>" in page
    assert "None" not in page
    assert page.index("Skill 32") < page.index("Skill 13")
    assert "Skill 12<" not in page
    assert "and 13 more that matter less" in page


@pytest.mark.parametrize("made", [export.markdown, export.page_for_adviser, pdf_text])
def test_every_form_ends_with_its_sources_and_its_day(made: Callable[[Handout], str]) -> None:
    end = made(handout_of(PLAN))[-1200:].replace("&amp;", "&")
    assert "Sources" in end
    assert "Data analyst: NextStep, 2025" in end
    assert "Statystyka dla każdego: A & B, 2025" in end
    assert "https://example.org/1" in end
    assert "22 November 2026" in end


def test_json_has_its_sources_and_days_as_iso_dates() -> None:
    value = json.loads(export.as_json(handout_of(PLAN)))
    assert date.fromisoformat(value["made"]) == NOW.date()
    assert date.fromisoformat(value["plan"]["steps"][0]["start"]) == date(2026, 11, 22)
    assert value["sources"][1] == {
        "title": "Statystyka dla każdego",
        "publisher": "A & B",
        "year": "2025",
        "address": "https://example.org/1",
    }


def test_a_talk_shows_what_was_said_as_it_was_said() -> None:
    cited = Citation(number=1, id="x", title=HOSTILE, source="A, 2025", address="javascript:alert(1)", quote=HOSTILE)
    answer = "Read <https://example.org/1> [1]\n<img src=x>\n\n[b](javascript:alert(1))\n\n[1]: javascript:alert(1)"
    said = [Said(1, HOSTILE, Answer(kind="article", text=answer, grounded=True, citations=[cited]), "2026-11-22")]
    text = taking.talk_markdown(said, NOW)
    shown = MarkdownIt("commonmark").render(text)
    assert re.findall('href="([^"]*)"', shown) == ["https://example.org/1"]
    assert "<img" not in shown
    assert text.endswith("Saved from NextStep on 2026-11-22.\n")


def test_a_real_plan_goes_into_every_form(pack_home: Home) -> None:
    adviser = Adviser(pack_home)
    answer = adviser.answer("I know some SQL and want to become a data analyst, 6 hours a week", today=NOW.date())
    assert answer.plan is not None
    handout = taking.handout(answer.plan, answer.profile, adviser, NOW)
    assert {step.address for step in answer.plan.steps} <= {source.address for source in handout.sources}
    shown = MarkdownIt("commonmark").render(export.markdown(handout)).replace("&amp;", "&").replace("&quot;", '"')
    for title in [step.title for step in answer.plan.steps]:
        assert title in shown
    assert export.LOST not in pdf_text(handout)
    assert len(Calendar.from_ical(export.calendar(handout)).walk("VEVENT")) == len(answer.plan.steps)
    value = json.loads(export.as_json(handout))
    schema = SHARED / "contracts" / "plan.schema.json"
    if schema.is_file():
        Draft202012Validator(json.loads(schema.read_text(encoding="utf-8"))).validate(value["plan"])
