"""Homes for tests and measurements, made of real content with the real embedding model."""

import shutil
import zipfile
from functools import lru_cache
from pathlib import Path

from ingest.pipeline import ingest
from knowledge.home import Home, open_or_make
from knowledge.settings import Settings, read_settings

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA = SHARED / "data"
SEED_ARTICLE = DATA / "seeds" / "machine_learning_engineer_career.txt"
HANDBOOK = DATA / "bls" / "ooh_pages.zip"


def settings_for(path: Path) -> Settings:
    """The settings of a home at this path."""
    return read_settings(path)


@lru_cache(maxsize=1)
def exported_model(folder: Path) -> Path:
    """A folder with the exported embedding model, made once a process."""
    from knowledge.embeddings import export_bundled

    export_bundled(folder / "model")
    return folder / "model"


def new_home(path: Path, model: Path | None = None) -> Home:
    """An empty home at this path, owned; with a model that was exported before, if there is one."""
    if model is not None:
        path.mkdir(parents=True)
        shutil.copytree(model, path / "model")
    return open_or_make(settings_for(path))


def seed_home(folder: Path) -> Home:
    """A home that holds the seed article alone."""
    home = new_home(folder / "seed")
    report = ingest(home, [str(SEED_ARTICLE)])
    assert not report.failed, report
    return home


def handbook_pages(folder: Path) -> Path:
    """The 342 pages of the Occupational Outlook Handbook, unpacked."""
    pages = folder / "pages"
    with zipfile.ZipFile(HANDBOOK) as archive:
        archive.extractall(pages)
    return pages


def handbook_home(folder: Path) -> Home:
    """A home that holds the handbook pages alone."""
    home = new_home(folder / "handbook")
    report = ingest(home, [str(handbook_pages(folder))])
    assert not report.failed, report
    return home
