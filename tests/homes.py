"""Homes for tests and measurements, made of real content with the real embedding model."""

import shutil
import zipfile
from pathlib import Path

from ingest.pipeline import ingest
from knowledge.home import Home, open_or_make
from knowledge.settings import read_settings

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA = SHARED / "data"
SEED_ARTICLE = DATA / "seeds" / "machine_learning_engineer_career.txt"
HANDBOOK = DATA / "bls" / "ooh_pages.zip"


def new_home(path: Path, model: Path | None = None) -> Home:
    """An empty home at this path, owned; with a model that was exported before, if there is one."""
    if model is not None:
        path.mkdir(parents=True)
        shutil.copytree(model, path / "model")
    return open_or_make(read_settings(path))


def home_of(path: Path, *sources: str, model: Path | None = None) -> Home:
    """A home at this path that holds these sources, all of which must be read."""
    home = new_home(path, model)
    report = ingest(home, sources)
    assert not report.failed, report
    return home


def seed_home(folder: Path) -> Home:
    """A home that holds the seed article alone."""
    return home_of(folder / "seed", str(SEED_ARTICLE))


def handbook_pages(folder: Path) -> Path:
    """The 342 pages of the Occupational Outlook Handbook, unpacked."""
    pages = folder / "pages"
    with zipfile.ZipFile(HANDBOOK) as archive:
        archive.extractall(pages)
    return pages


def handbook_home(folder: Path) -> Home:
    """A home that holds the handbook pages alone."""
    return home_of(folder / "handbook", str(handbook_pages(folder)))
