"""The whole of O*NET and ESCO, read from the publishers' zips beside the pack: complete, linked well enough, and no harm to the pack."""

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest.pipeline import ingest
from knowledge.home import Home
from tests.conftest import NO_SKIPS
from tests.evals import link
from tests.evals.answers import search_figures
from tests.evals.questions import load
from tests.homes import DATA, home_of

ESCO, ONET = DATA / "esco" / "esco_v1.1.1_classification_en_csv.zip", DATA / "onet" / "db_29_3_text.zip"
pytestmark = [
    pytest.mark.skipif(not (DATA.is_dir() and NO_SKIPS), reason="several minutes, with the publishers' files: for CI"),
    pytest.mark.timeout(3600),  # Reading both in takes ten minutes, longer beside another worker.
]
TITLES = 600  # of the 3,000 that `python -m tests.evals.link` measures


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[Home]:
    with home_of(tmp_path_factory.mktemp("published") / "home", str(ESCO), str(ONET), model=model) as made:
        yield made


def test_everything_is_there(published: Home) -> None:
    told = published.catalogue.record_counts_by_publisher()
    esco = next(counts for publisher, counts in told.items() if "ESCO" in publisher)
    onet = next(counts for publisher, counts in told.items() if "O*NET" in publisher)
    assert (esco["roles"], esco["skills"], esco["needs"]) == (3007, 13896, 123855)
    assert (onet["roles"], onet["related to"]) == (1016, 18460)
    counts = published.catalogue.record_counts()
    assert counts["roles"] == 3007 + 1016
    assert counts["skills"] >= 13896
    assert counts["relations"] >= 123855


def test_reading_them_again_embeds_and_writes_nothing(published: Home) -> None:
    before = published.catalogue.state()
    report = ingest(published, [str(ESCO), str(ONET)])
    assert (report.unchanged, report.added, report.updated) == (2, 0, 0)
    assert published.catalogue.state() == before


def test_titles_and_sentences_are_linked_above_the_floors(published: Home) -> None:
    linker, catalogue = published.linker, published.catalogue
    known = set(link.esco_records(catalogue, "role"))
    _, _, validation = link.titles(catalogue)
    some = random.Random(0).sample(validation, TITLES)  # noqa: S311 - no secret
    ranks = np.array([link.rank_of(linker, "role", one, known) for one in some])
    assert np.mean(1 / ranks) >= 0.41
    assert np.mean(ranks <= 10) >= 0.61
    known = set(link.esco_records(catalogue, "skill"))
    for name, floor in (("tech", 0.60), ("house", 0.50)):
        sentences, _, _ = link.annotated(name, catalogue)
        reciprocal = [1 / link.rank_of(linker, "skill", one, known) for one in sentences]
        assert np.mean(reciprocal) >= floor, name


def test_search_in_an_article_is_no_worse_beside_them(published: Home, seed_home: Home, tmp_path: Path) -> None:
    before = search_figures(seed_home.searcher, load("seed_article", "test"))
    seed = tmp_path / "machine_learning_engineer_career.txt"
    seed.write_bytes((DATA / "seeds" / "machine_learning_engineer_career.txt").read_bytes())
    ingest(published, [str(seed)])
    assert search_figures(published.searcher, load("seed_article", "test")) == before
