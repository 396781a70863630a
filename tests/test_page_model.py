"""The page with a language model that takes its time: the facts stand first, the page stays usable, and Stop stops the request."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.phrasing import IN_OTHER_WORDS
from knowledge.home import Home
from tests.pages import Served, browser, chromium, serve
from tests.scripted import Script, Scripted, scripted

pytestmark = pytest.mark.browser

WELDER = "What does a welder do?"
TRUE = "A welder joins metal with heat so that two pieces behave like one [1]. Welders also cut metal with torch or plasma [1]."
INVENTED = "Every welder owns four yachts and earns $9,876,543 a day [1]."
SLOW = Script(re.findall(r"\S+\s*", TRUE), delay=0.8)  # 20 seconds in all


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    if chromium() is None:
        pytest.skip("Chromium is not installed")
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def server() -> Iterator[Scripted]:
    with scripted(SLOW) as made:
        yield made


@pytest.fixture(scope="module")
def served(pack_home: Home, server: Scripted) -> Iterator[Served]:
    with serve(pack_home.path, NEXTSTEP_MODEL_URL=server.address) as page:
        yield page


@pytest.fixture
def page(chrome: Browser, served: Served) -> Iterator[Page]:
    opened = chrome.new_page(viewport={"width": 1280, "height": 860})
    opened.goto(served.address)
    opened.locator("#question textarea").wait_for()
    yield opened
    opened.close()


def ask(page: Page, question: str) -> None:
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")


def test_the_facts_stand_while_the_model_is_still_silent(page: Page, server: Scripted) -> None:
    server.script = Script(re.findall(r"\S+\s*", TRUE), delay=20)
    ask(page, WELDER)
    answer = page.locator("#chat .ns-answer")
    expect(answer).to_contain_text("joins metal")
    expect(answer.locator("a.ns-mark").first).to_be_visible()
    expect(page.locator("#stop")).to_be_visible()
    expect(answer).not_to_contain_text(IN_OTHER_WORDS)


def test_the_page_stays_usable_and_stopping_stops_the_request(page: Page, server: Scripted) -> None:
    server.script, before = SLOW, server.dropped
    ask(page, WELDER)
    expect(page.locator("#chat .ns-answer")).to_contain_text("joins metal")
    page.get_by_role("tab", name="Library").click()
    expect(page.get_by_text("Take it out")).to_be_visible()
    page.get_by_role("tab", name="Chat").click()
    plain = page.locator("#chat .ns-answer").inner_text()
    page.locator("#stop").click()
    expect(page.locator("#ask")).to_be_visible()
    assert server.wait_for_dropped(before + 1)
    page.reload()
    expect(page.locator("#chat .ns-answer")).to_contain_text("joins metal")
    assert page.locator("#chat .ns-answer").inner_text()[:200] == plain[:200]


def test_somebody_else_is_answered_while_the_model_still_writes(
    chrome: Browser, page: Page, served: Served, server: Scripted
) -> None:
    server.script = SLOW
    ask(page, WELDER)
    expect(page.locator("#chat .ns-answer")).to_contain_text("joins metal")
    other = chrome.new_context().new_page()
    other.goto(served.address)
    ask(other, "What does a plumber do?")
    expect(other.locator("#chat .ns-answer")).to_contain_text("Plumber", timeout=15_000)
    expect(page.locator("#stop")).to_be_visible()
    other.context.close()


def test_what_is_typed_while_words_grow_stays(page: Page, server: Scripted) -> None:
    server.script = SLOW
    ask(page, WELDER)
    expect(page.locator("#chat .ns-answer")).to_contain_text("joins metal")
    page.fill("#question textarea", "What does a plumber do?")
    expect(page.locator("#chat .ns-answer")).to_contain_text(IN_OTHER_WORDS, timeout=30_000)
    expect(page.locator("#question textarea")).to_have_value("What does a plumber do?")
    page.locator("#stop").click()
    page.press("#question textarea", "Enter")
    expect(page.locator("#chat .ns-answer").nth(1)).to_contain_text("Plumber", timeout=15_000)


def test_enter_while_words_grow_ends_them_and_asks_the_next_question_once(page: Page, server: Scripted) -> None:
    server.script, before = SLOW, server.dropped
    ask(page, WELDER)
    expect(page.locator("#chat .ns-answer")).to_contain_text(IN_OTHER_WORDS, timeout=30_000)
    ask(page, "What does a plumber do?")
    expect(page.locator("#chat .ns-answer").nth(1)).to_contain_text("Plumber", timeout=15_000)
    assert server.wait_for_dropped(before + 1)
    expect(page.locator("#question textarea")).to_have_value("")
    page.locator("#stop").click()
    expect(page.locator("#ask")).to_be_visible()
    page.wait_for_timeout(2500)
    expect(page.locator("#chat .ns-said")).to_have_count(2)


def test_clearing_the_chat_stops_the_request(page: Page, server: Scripted) -> None:
    server.script, before = SLOW, server.dropped
    ask(page, WELDER)
    expect(page.locator("#chat .ns-answer")).to_contain_text("joins metal")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#chat .ns-said")).to_have_count(0)
    assert server.wait_for_dropped(before + 1)
    expect(page.locator("#ask")).to_be_visible()
    expect(page.locator("#chat .ns-said")).to_have_count(0)


def test_prose_ends_with_what_it_cost_and_what_was_withheld(page: Page, server: Scripted) -> None:
    server.script = Script(re.findall(r"\S+\s*", f"{TRUE} {INVENTED}"))
    ask(page, WELDER)
    line = page.locator("#chat .ns-writer")
    expect(line).to_contain_text("One sentence was withheld")
    expect(line).to_contain_text("tokens")
    expect(page.locator("#chat .ns-answer")).not_to_contain_text("yachts")
