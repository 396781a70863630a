"""Make the picture of the README: `python -m tests.screenshot docs/page.png`."""

import sys
import tempfile
from pathlib import Path

from tests.homes import home_of
from tests.pages import browser, serve


def main(picture: str) -> None:
    """Serve the pack, ask a question, open a source, and take the picture."""
    with tempfile.TemporaryDirectory() as folder:
        home_of(Path(folder) / "home", "pack").close()
        with serve(Path(folder) / "home") as served, browser() as chromium:
            page = chromium.new_page(viewport={"width": 1100, "height": 1240})
            page.goto(served.address)
            page.fill("#question textarea", "What does a site reliability engineer do?")
            page.press("#question textarea", "Enter")
            page.locator("a.ns-mark").first.wait_for()
            page.locator("#ask").wait_for()
            page.locator("a.ns-mark").first.click()
            page.wait_for_timeout(800)
            page.screenshot(path=picture)


if __name__ == "__main__":
    main(*sys.argv[1:2])
