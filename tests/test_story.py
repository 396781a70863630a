"""The page as a new person lives it, from the first vague question to being forgotten; and each tab in both themes and at both sizes."""

import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from knowledge.home import Home
from tests.pages import Served, browser, chromium, serve
from tests.papers import word

pytestmark = pytest.mark.browser

TABS = ("About me", "My plan", "Where I stand", "Library", "Conversations")
CV = [
    "Mariam Example",
    "Shop assistant since 2019.",
    "I keep the weekly figures in Excel and write SQL queries at work every day.",
    "I have never used Python.",
]


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    if chromium() is None:
        pytest.skip("Chromium is not installed")
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def own_home(tmp_path_factory: pytest.TempPathFactory, pack_home: Home) -> Path:
    """A home of this module's own, which may be changed."""
    place = tmp_path_factory.mktemp("story") / "home"
    shutil.copytree(pack_home.path, place, ignore=shutil.ignore_patterns("owner.*", "state.*"))
    return place


@pytest.fixture
def me(chrome: Browser) -> Iterator[BrowserContext]:
    """A person's browser, which keeps its cookies."""
    context = chrome.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield context
    context.close()


def opened(me: BrowserContext, served: Served) -> Page:
    page = me.new_page()
    page.goto(served.address)
    page.locator("#question textarea").wait_for()
    return page


def ask(page: Page, question: str) -> None:
    before = page.locator("#chat .ns-said").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    expect(page.locator("#chat .ns-said")).to_have_count(before + 1)
    page.locator("#chat .ns-answer").nth(before).wait_for()
    expect(page.locator("#ask")).to_be_visible()


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def choose(page: Page, where: str, option: str) -> None:
    page.locator(f"{where} input").click()
    page.get_by_role("option", name=option, exact=True).click()


def test_the_whole_story_of_a_new_person(me: BrowserContext, own_home: Path, tmp_path: Path) -> None:
    with serve(own_home) as served:
        page = opened(me, served)
        ask(page, "idk what to do")
        expect(page.locator("#replies button:visible").first).to_be_visible()
        ask(page, "I want to become a data analyst, I have 6 hours a week and know some Excel")
        expect(page.locator("#chat .ns-answer").last).to_contain_text("Start today with this")
        page.locator("a.ns-mark").last.click()
        expect(page.locator("details.ns-source[open] mark").last).to_be_visible()

        tab(page, "About me")
        expect(page.locator("#cards")).to_contain_text("know some Excel")
        cv = tmp_path / "cv.docx"
        cv.write_bytes(word(*(("Normal", line) for line in CV)))
        page.locator("#upload input[type=file], input[type=file]").first.set_input_files(cv)
        expect(page.locator("#found")).to_contain_text("SQL", timeout=30_000)
        expect(page.locator("#found")).not_to_contain_text("Python")
        page.click("#add")
        expect(page.locator("#cards")).to_contain_text("SQL queries at work every day")
        expect(page.locator("#cards")).to_contain_text("in your file")
        choose(page, "#skill", "SQL")
        page.locator("#level").get_by_label("expert").check()
        page.click("#keep-skill")
        expect(page.locator("#about-said")).to_contain_text("SQL is kept")

        tab(page, "My plan")
        first = page.locator("#steps ol li").first
        title = first.locator("a").inner_text()
        steps = page.locator("#steps ol li").count()
        expect(page.locator("#timeline .js-plotly-plot")).to_be_visible()
        page.click("#done")
        expect(page.locator("#plan-said")).to_contain_text(f"Done: {title}")
        expect(page.locator("#steps .ns-done")).to_contain_text(f"✓ {title}")
        expect(page.locator("#steps ol li")).to_have_count(steps - 1)
        expect(page.locator("#plan-head progress")).not_to_have_attribute("value", "0")
        page.click("#undo")
        expect(page.locator("#plan-said")).to_contain_text("Undone")
        expect(page.locator("#steps ol li")).to_have_count(steps)
        page.click("#done")
        expect(page.locator("#plan-said")).to_contain_text(f"Done: {title}")
        with page.expect_download() as download:
            page.get_by_role("link", name="JSON").click()
        plan = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        assert plan["plan"]["goal"]["name"] == "Data analyst"
        page.close()

    with serve(own_home) as served:  # After a restart, everything is there.
        page = opened(me, served)
        expect(page.locator("#chat .ns-said")).to_have_count(2)
        ask(page, "what next?")
        expect(page.locator("#chat .ns-answer").last).not_to_contain_text(title)
        tab(page, "My plan")
        expect(page.locator("#steps .ns-done")).to_contain_text(f"✓ {title}")
        tab(page, "Conversations")
        expect(page.locator("#talks label")).to_have_count(1)
        page.locator("#talks label").click()
        with page.expect_download() as download:
            page.click("#save")
        assert "idk what to do" in Path(download.value.path()).read_text(encoding="utf-8")
        key = next(cookie["value"] for cookie in me.cookies() if cookie["name"] == "nextstep")

        tab(page, "About me")
        page.click("#forget")
        page.click("#really")
        page.locator("#question textarea").wait_for()
        expect(page.locator("#chat .ns-said")).to_have_count(0)
        tab(page, "About me")
        expect(page.locator("#cards")).to_contain_text("I know nothing of you yet")
        tab(page, "My plan")
        expect(page.locator("#plan-head")).to_contain_text("There is no plan yet")
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert next(cookie["value"] for cookie in me.cookies() if cookie["name"] == "nextstep") != key
        old = httpx.get(f"{served.address}/export/plan.json", headers={"cookie": f"nextstep={key}"})
        assert old.status_code == 404
    kept = b"".join(file.read_bytes() for file in own_home.glob("state.sqlite*"))
    for said in (b"idk what", b"every day", key.encode()):
        assert said not in kept


def test_the_last_question_can_be_asked_again_changed_and_judged(me: BrowserContext, own_home: Path) -> None:
    with serve(own_home) as served:
        page = opened(me, served)
        ask(page, "What does a welder do?")
        first = page.locator("#chat .ns-said").element_handle()
        page.click("#retry")
        first.wait_for_element_state("hidden")
        expect(page.locator("#chat .ns-answer")).to_contain_text("Welder")
        expect(page.locator("#ask")).to_be_visible()
        expect(page.locator("#chat .ns-said")).to_have_count(1)
        page.click("#bad")
        page.locator("#feedback").get_by_label("unclear").check()
        page.locator("#feedback textarea, #feedback input[type=text]").first.fill("which metals?")
        page.locator("#feedback").get_by_role("button", name="Send").click()
        expect(page.get_by_text("Thank you. It is kept")).to_be_visible()
        page.click("#edit")
        expect(page.locator("#question textarea")).to_have_value("What does a welder do?")
        expect(page.locator("#chat .ns-said")).to_have_count(0)
        ask(page, "What does a plumber do?")
        expect(page.locator("#chat .ns-answer")).to_contain_text("Plumber")
        tab(page, "Conversations")
        expect(page.locator("#talks label")).to_have_count(1)
        page.fill("#search textarea, #search input", "nothing like this")
        expect(page.get_by_text("Nothing holds these words.")).to_be_visible()
        page.fill("#search textarea, #search input", "plumber")
        expect(page.locator("#talks label")).to_have_count(1)
        page.locator("#talks label").click()
        page.fill("#title textarea, #title input", "Pipes")
        page.click("#rename")
        expect(page.locator("#talks label")).to_contain_text("Pipes")
        page.click("#new")
        expect(page.locator("#chat .ns-said")).to_have_count(0)
        ask(page, "hello")
        tab(page, "Conversations")
        expect(page.locator("#talks label")).to_have_count(2)
        page.locator("#talks label", has_text="Pipes").click()
        page.click("#open")
        expect(page.locator("#chat .ns-said")).to_have_text("What does a plumber do?")
        tab(page, "Conversations")
        page.locator("#talks label", has_text="Pipes").click()
        page.click("#delete")
        expect(page.locator("#talks label")).to_have_count(1)


def test_a_job_advertisement_gives_the_gap_to_it(me: BrowserContext, own_home: Path) -> None:
    with serve(own_home) as served:
        page = opened(me, served)
        ask(page, "I know SQL very well")
        tab(page, "About me")
        page.locator("#kind").get_by_label("a job advertisement").check()
        page.fill("#paste textarea", "Data engineer wanted\nYou must know SQL and Python.\nNice to have: Docker.")
        page.click("#read")
        report = page.locator("#report")
        expect(report).to_contain_text("1 of the 3 skills", timeout=30_000)
        expect(report.get_by_role("row", name="SQL there")).to_be_visible()
        expect(report.get_by_role("row", name="Docker missing")).to_be_visible()
        expect(report.locator("ol a[href^='https://']").first).to_be_visible()
        page.click("#aim")
        expect(page.locator("#goal textarea, #goal input")).to_have_value("Data engineer")


def test_a_source_is_added_while_another_tab_asks_and_is_taken_out_again(
    me: BrowserContext, own_home: Path, tmp_path: Path
) -> None:
    with serve(own_home) as served:
        page = opened(me, served)
        tab(page, "Library")
        expect(page.locator("#holds")).to_contain_text(re.compile(r"\b2\d\d roles"))
        file = tmp_path / "Lantern keeping.md"
        file.write_text(
            "# Lantern keeping\n\nA lantern keeper trims forty wicks every evening before the ferry leaves the harbour.\n",
            "utf-8",
        )
        bad = tmp_path / "broken.pdf"
        bad.write_bytes(b"%PDF-1.7 nothing")
        page.locator(
            "#files input[type=file], #files ~ input[type=file], input[type=file][multiple]"
        ).last.set_input_files([file, bad])
        expect(page.locator("#added")).to_contain_text("1 added", timeout=60_000)
        expect(page.locator("#added")).to_contain_text("broken.pdf")
        expect(page.locator("#holds")).to_contain_text("Lantern keeping")
        assert not (own_home / "added").exists()
        tab(page, "Chat")
        ask(page, "How many wicks does a lantern keeper trim?")
        expect(page.locator("#chat .ns-answer")).to_contain_text("forty wicks")
        tab(page, "Library")
        choose(page, "#source", "Lantern keeping")
        page.click("#take-out")
        expect(page.locator("#added")).to_contain_text("1 source taken out")
        expect(page.locator("#holds")).not_to_contain_text("Lantern keeping")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_tab_fits_its_screen_and_axe_finds_nothing_serious(
    chrome: Browser, own_home: Path, scheme: str, width: int
) -> None:
    with serve(own_home) as served:
        page = chrome.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(served.address)
        page.locator("#question textarea").wait_for()
        ask(page, "I know some SQL and want to become a data analyst, 6 hours a week")
        found = []
        for name in TABS:
            tab(page, name)
            page.locator("#cards, #steps ol, #gap .js-plotly-plot, #holds table, #talks label").locator(
                "visible=true"
            ).first.wait_for()
            time.sleep(0.5)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            found += [
                f"{name}: {violation['id']}: {node['html'][:120]}"
                for violation in Axe().run(page).response["violations"]
                if violation["impact"] in ("serious", "critical")
                for node in violation["nodes"]
            ]
        page.close()
    assert found == []


def test_a_tab_without_content_says_what_to_do(me: BrowserContext, own_home: Path) -> None:
    with serve(own_home) as served:
        page = opened(me, served)
        for name, words in (
            ("About me", "Tell me in the chat"),
            ("My plan", "There is no plan yet"),
            ("Where I stand", "No goal is set"),
            ("Conversations", "There are no conversations yet"),
        ):
            tab(page, name)
            expect(page.get_by_text(re.compile(words)).first).to_be_visible()
