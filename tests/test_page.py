"""The page in a real browser, as a person sees it."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from ingest.pipeline import ingest
from knowledge.home import Home
from tests.homes import new_home
from tests.pages import Served, browser, chromium, serve

pytestmark = pytest.mark.browser

SKILLS = "What skills does a machine learning engineer need?"
HOSTILE = "Welders <script>window.hacked=1</script> join <img src=x onerror='window.hacked=1'> **metal** [here](https://evil.example)."


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    if chromium() is None:
        pytest.skip("Chromium is not installed")
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def served(pack_home: Home) -> Iterator[Served]:
    with serve(pack_home.path) as page:
        yield page


@pytest.fixture
def page(chrome: Browser, served: Served) -> Iterator[Page]:
    opened = chrome.new_page(viewport={"width": 1280, "height": 860})
    opened.goto(served.address)
    opened.locator("#question textarea").wait_for()
    yield opened
    opened.close()


def ask(page: Page, question: str) -> None:
    """Type a question, press Enter, and wait until its answer is whole."""
    before = page.locator("#chat .ns-said").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    expect(page.locator("#chat .ns-said")).to_have_count(before + 1)
    page.locator("#chat .ns-answer, #chat .ns-notice").nth(before).wait_for()
    expect(page.locator("#ask")).to_be_visible()


def test_the_first_screen_says_in_two_sentences_what_it_knows_and_what_it_cannot_do(page: Page) -> None:
    expect(page.get_by_role("heading", name="NextStep")).to_be_visible()
    text = page.locator(".ns-head p").inner_text()
    assert len(re.findall(r"[.!?](?:\s|$)", text)) == 2
    assert "sources" in text
    assert "I do not know" in text
    assert page.locator("#chat button.example").count() == 3


def test_an_answer_comes_with_marks_that_open_the_passage_with_the_quoted_words_highlighted(page: Page) -> None:
    ask(page, SKILLS)
    expect(page.locator(".ns-answer")).to_contain_text("Machine learning engineer")
    mark = page.locator("a.ns-mark", has_text="[2]")
    source = page.locator("#" + (mark.get_attribute("href") or "")[1:])
    quote = source.locator("mark")
    expect(quote).not_to_be_visible()
    mark.click()
    expect(quote).to_be_visible()
    expect(quote).to_be_in_viewport()
    expect(quote).to_contain_text("Needs ")
    expect(source).to_contain_text("Machine learning engineer")
    expect(source).to_contain_text("NextStep, 2026")


def test_the_first_words_are_there_within_two_seconds(page: Page) -> None:
    ask(page, "hi")  # The first question of a session pays for its set-up.
    page.fill("#question textarea", "What does a data analyst do?")
    started = time.monotonic()
    page.press("#question textarea", "Enter")
    page.locator("#chat .ns-answer").nth(1).wait_for(timeout=2000)
    assert time.monotonic() - started < 2


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.keyboard.press("Tab")
    page.locator("#question textarea").focus()
    page.keyboard.type("What is DevOps?")
    page.keyboard.press("Enter")
    mark = page.locator("a.ns-mark").first
    mark.wait_for()
    expect(page.locator("#ask")).to_be_visible()
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.ns-source[open] mark").first).to_be_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    expect(page.locator("details.ns-source[open]")).to_have_count(0)


def test_an_example_is_asked_with_one_click(page: Page) -> None:
    page.locator("#chat button.example", has_text="electrician").click()
    expect(page.locator("#chat .ns-said")).to_have_text("What does an electrician do, and what do they earn?")
    expect(page.locator("#chat .ns-answer")).to_contain_text("Electrician")


def test_a_conversation_goes_on_and_a_follow_up_is_understood(page: Page) -> None:
    ask(page, "How do I become a data engineer?")
    ask(page, "and how long does it take?")
    expect(page.locator("#chat .ns-answer").nth(1)).to_contain_text("hours")
    assert (
        len({item.get_attribute("id") for item in page.locator("details.ns-source").all()})
        == page.locator("details.ns-source").count()
    )


def test_a_reply_to_click_is_asked_and_the_next_ones_follow(page: Page) -> None:
    ask(page, "What does an electrician do?")
    page.locator("#replies button", has_text="How do I become an electrician?").click()
    expect(page.locator("#chat .ns-answer").nth(1)).to_contain_text("Start today with this")
    expect(page.locator("#chat .ns-answer").nth(1).locator("ol a[href^='https://']").first).to_be_visible()
    expect(page.locator("#replies button", has_text="I finished the first one")).to_be_visible()


def test_clearing_the_chat_forgets_what_was_said(page: Page) -> None:
    ask(page, "How do I become a data engineer?")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#chat .ns-said")).to_have_count(0)
    ask(page, "What is DevOps?")
    expect(page.locator("#chat .ns-said")).to_have_count(1)


def test_what_is_not_known_is_said_plainly(page: Page) -> None:
    ask(page, "How much does a data scientist earn in Norway?")
    expect(page.locator(".ns-answer")).to_contain_text("figures for the United States only")


def test_what_a_person_types_is_shown_as_they_typed_it_and_never_run(page: Page) -> None:
    ask(page, HOSTILE)
    expect(page.locator(".ns-said")).to_have_text(HOSTILE)
    assert page.evaluate("window.hacked") is None
    assert page.locator("#chat img").count() == 0


def test_what_stands_in_a_document_is_shown_as_text_and_loads_nothing(
    chrome: Browser, tmp_path: Path, model: Path
) -> None:
    file = tmp_path / "welding.txt"
    file.write_text(HOSTILE, encoding="utf-8")
    with new_home(tmp_path / "home", model) as home:
        ingest(home, [str(file)])
    requests: list[str] = []
    with serve(tmp_path / "home") as served:
        page = chrome.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.goto(served.address)
        page.locator("#question textarea").wait_for()
        ask(page, "What do welders join?")
        page.locator("a.ns-mark").first.click()
        expect(page.locator("details.ns-source mark").first).to_contain_text("<script>")
        assert page.evaluate("window.hacked") is None
        assert page.locator("#chat img, #chat a[href*=evil]").count() == 0
        page.close()
    assert requests
    assert all(url.startswith((served.address, "data:", "blob:")) for url in requests), requests


def test_nothing_of_what_was_said_stays_in_the_browser(page: Page) -> None:
    ask(page, "What does a secretkeeper do?")
    kept = page.evaluate("JSON.stringify({...localStorage, ...sessionStorage}) + document.cookie")
    assert "secretkeeper" not in kept
    databases = page.evaluate("indexedDB.databases().then((found) => found.length)")
    assert databases == 0


def test_nothing_of_what_was_said_is_printed_by_the_server(chrome: Browser, pack_home: Home) -> None:
    with serve(pack_home.path) as served:
        page = chrome.new_page()
        page.goto(served.address)
        page.locator("#question textarea").wait_for()
        ask(page, "What does a secretkeeper do?")
        page.close()
        served.process.terminate()
        printed, _ = served.process.communicate(timeout=30)
    assert "NextStep is open at" in printed
    assert "secretkeeper" not in printed


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_fits_its_screen_and_axe_finds_nothing_serious(
    chrome: Browser, served: Served, scheme: str, width: int
) -> None:
    page = chrome.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(served.address)
    page.locator("#question textarea").wait_for()
    found = []
    for step in ("empty", "answered"):
        if step == "answered":
            ask(page, SKILLS)
            page.locator("a.ns-mark").first.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        report = Axe().run(page).response
        found += [
            f"{step}: {violation['id']}: {node['html'][:120]}"
            for violation in report["violations"]
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
        ]
    page.close()
    assert found == []


def test_a_message_is_announced_by_a_plain_name(page: Page) -> None:
    ask(page, SKILLS)
    expect(page.locator("#chat [data-testid=user]").first).to_have_attribute("aria-label", "Your question")
    expect(page.locator("#chat [data-testid=bot]").first).to_have_attribute("aria-label", "Answer")


def test_without_a_home_the_page_says_what_to_do_and_recovers_when_it_is_done(
    chrome: Browser, tmp_path: Path, pack_home: Home
) -> None:
    with serve(tmp_path / "home") as served:
        page = chrome.new_page()
        page.goto(served.address)
        expect(page.locator("#status")).to_contain_text("python -m ingest pack")
        shutil.copytree(pack_home.path, tmp_path / "home", ignore=shutil.ignore_patterns("owner.*"))
        expect(page.locator("#status")).not_to_contain_text("python -m ingest pack", timeout=30_000)
        ask(page, SKILLS)
        expect(page.locator(".ns-answer")).to_contain_text("Machine learning engineer")
        page.close()


def test_a_question_asked_while_getting_ready_is_answered_by_itself(
    chrome: Browser, tmp_path: Path, pack_home: Home
) -> None:
    with serve(tmp_path / "home") as served:
        page = chrome.new_page()
        page.goto(served.address)
        page.locator("#question textarea").wait_for()
        page.fill("#question textarea", SKILLS)
        page.press("#question textarea", "Enter")
        expect(page.locator("#chat .ns-notice")).to_contain_text("Your question is kept")
        shutil.copytree(pack_home.path, tmp_path / "home", ignore=shutil.ignore_patterns("owner.*"))
        expect(page.locator(".ns-answer")).to_contain_text("Machine learning engineer", timeout=60_000)
        page.close()
