"""What the tests share: homes with the real model, the commands as another program would run them, and no skips in CI."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from knowledge.embeddings import export_bundled
from knowledge.home import Home, open_home
from knowledge.settings import read_settings
from tests.homes import DATA, HANDBOOK, SEED_ARTICLE, SHARED, handbook_pages, home_of, new_home

ROOT = Path(__file__).resolve().parents[1]
NO_SKIPS = bool(os.environ.get("TEST_NO_SKIPS"))
LONGEST = ("test_published", "test_story", "test_torture")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, so that no worker is left with one at the end."""
    items.sort(key=lambda item: item.path.stem not in LONGEST)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """In CI a test that skips has failed."""
    report = yield
    if NO_SKIPS and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where nothing may skip: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.upper().startswith("NEXTSTEP_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the exported embedding model, made once."""
    folder = tmp_path_factory.mktemp("model") / "model"
    export_bundled(folder)
    return folder


@pytest.fixture
def home(tmp_path: Path, model: Path) -> Iterator[Home]:
    """An empty home of a test's own, owned."""
    with new_home(tmp_path / "home", model) as made:
        yield made


def _made_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], Home]) -> Path:
    """The folder of a home that the first of the processes that share the tests makes, and each copies."""
    base = folders.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    original = shared / name
    with FileLock(shared / f"{name}.lock"):
        if not original.is_dir():
            with make(folders.mktemp(name) / "home") as made:
                folder = made.path
            folder.rename(original)
    return Path(shutil.copytree(original, folders.mktemp(f"copy-of-{name}") / "home"))


@pytest.fixture(scope="session")
def pack_home(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[Home]:
    """A home with the pack that ships; not to be changed."""
    folder = _made_once(tmp_path_factory, "pack", lambda path: home_of(path, "pack", model=model))
    with open_home(read_settings(folder), own=True) as home:
        yield home


@pytest.fixture(scope="session")
def seed_article() -> Path:
    """The seed article of the shared data."""
    if not SEED_ARTICLE.is_file():
        pytest.skip(f"the shared data is not at {DATA}")
    return SEED_ARTICLE


@pytest.fixture(scope="session")
def seed_home(tmp_path_factory: pytest.TempPathFactory, model: Path, seed_article: Path) -> Iterator[Home]:
    """A home with the seed article alone; not to be changed."""
    with home_of(tmp_path_factory.mktemp("seed") / "home", str(seed_article), model=model) as made:
        yield made


@pytest.fixture(scope="session")
def handbook_home(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[Home]:
    """A home with the 342 handbook pages; not to be changed."""
    if not HANDBOOK.is_file():
        pytest.skip(f"the shared data is not at {DATA}")
    pages = str(handbook_pages(tmp_path_factory.mktemp("pages")))
    folder = _made_once(tmp_path_factory, "handbook", lambda path: home_of(path, pages, model=model))
    with open_home(read_settings(folder), own=True) as home:
        yield home


@pytest.fixture(scope="session")
def contracts() -> Path:
    """The folder with the contracts that others check against."""
    folder = SHARED / "contracts"
    if not folder.is_dir():
        pytest.skip(f"the shared contracts are not at {folder}")
    return folder


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The last line of stdout as JSON."""
        return json.loads(self.out.splitlines()[-1])

    @property
    def lines(self) -> list[Any]:
        """Each line of stdout as JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run() -> Callable[..., Ran]:
    """A function that runs one of the four commands in a process of its own, as another program would."""

    def runner(
        part: str, *arguments: str, home: Path | None = None, input: str | None = None, **environment: str
    ) -> Ran:
        command = [sys.executable, "-m", part, *arguments, *(["--home", str(home)] if home else [])]
        plain = {name: value for name, value in os.environ.items() if not name.startswith("NEXTSTEP_")}
        done = subprocess.run(
            command, capture_output=True, text=True, input=input, cwd=ROOT, env=plain | environment, timeout=240
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return runner
