"""Pictures of every tab, in both themes and at both sizes: `python -m tests.screenshots FOLDER`, or `make screenshots`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.homes import home_of
from tests.pages import browser, serve

TABS = ("About me", "My plan", "Where I stand", "Library", "Conversations")
QUESTIONS = (
    "What does a site reliability engineer do?",
    "I know Excel well and some SQL, and want to become a data analyst, 6 hours a week",
)


def main(folder: Path) -> None:
    """Serve the pack, live through a short talk at each size and theme, and take a picture of each tab."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        home_of(Path(place) / "home", "pack").close()
        with serve(Path(place) / "home") as served, browser() as chromium:
            for scheme in ("light", "dark"):
                for width in (390, 1280):
                    _pictures(chromium, served.address, folder, scheme, width)


def _pictures(chromium: Browser, address: str, folder: Path, scheme: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    for question in QUESTIONS:
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
        page.locator("#ask").wait_for(state="hidden")
        page.locator("#ask").wait_for()
    _take(page, folder / f"chat-{scheme}-{width}.png")
    for name in TABS:
        page.get_by_role("tab", name=name, exact=True).click()
        page.wait_for_timeout(1500)
        if name == "Where I stand":
            for role in ("Data analyst", "Data scientist"):
                page.locator("#compare input").click()
                page.get_by_role("option", name=role, exact=True).click()
            page.keyboard.press("Escape")
            page.locator("#pay .js-plotly-plot").wait_for()
        _take(page, folder / f"{name.lower().replace(' ', '-')}-{scheme}-{width}.png", whole=True)
    page.close()


def _take(page: Page, file: Path, *, whole: bool = False) -> None:
    page.wait_for_timeout(700)
    page.screenshot(path=file, full_page=whole)
    sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main(Path((sys.argv[1:] or ["screenshots"])[0]))
