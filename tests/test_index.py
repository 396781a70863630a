import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import numpy as np
import pytest

from knowledge.catalogue import Catalogue
from knowledge.embeddings import Encoder
from knowledge.errors import HomeDamaged, WrongUse
from knowledge.home import Home, examine, open_home, open_or_make, repair
from knowledge.index import BATCH, ChromaIndex, StoredVectors, files_sha256
from knowledge.settings import Settings, read_settings
from tests.conftest import Ran
from tests.shelves import WORK, encoder_of, put

CHROMA = Path(sys.executable).parent / "chroma"


@pytest.fixture(scope="module")
def encoder(model: Path) -> Encoder:
    return encoder_of(model)


@pytest.fixture
def catalogue(tmp_path: Path, encoder: Encoder) -> Iterator[Catalogue]:
    made = Catalogue.create(tmp_path / "catalogue.sqlite")
    put(made, encoder, "trades.md", *WORK)
    yield made
    made.close()


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ChromaIndex]:
    made = ChromaIndex.create(tmp_path / "index", None, "a-home")
    yield made
    made.close()


def _texts(catalogue: Catalogue, found: list[tuple[str, float]]) -> list[str]:
    passages = catalogue.passages([id_ for id_, _ in found])
    return [passages[id_].text for id_, _ in found]


def test_both_find_the_same_passages_at_the_same_distances(pack_home: Home) -> None:
    assert pack_home.index is not None
    stored = StoredVectors(pack_home.catalogue)
    for question in ("What is DevOps?", "boot camp or degree", "C++", "how much does a data engineer earn"):
        vector = pack_home.encoder.encode([question])[0]
        ours, theirs = stored.nearest(vector, 10), pack_home.index.nearest(vector, 10)
        assert [id_ for id_, _ in ours] == [id_ for id_, _ in theirs]
        assert [near for _, near in ours] == pytest.approx([near for _, near in theirs], abs=1e-4)
        assert [near for _, near in ours] == sorted((near for _, near in ours), reverse=True)


def test_the_index_takes_over_what_was_added_and_what_is_gone(
    catalogue: Catalogue, index: ChromaIndex, encoder: Encoder
) -> None:
    taken: list[int] = []
    index.take_over(catalogue, taken.append)
    assert index.ids() == set(catalogue.ids())
    put(catalogue, encoder, "trades.md", WORK[0], "A sailor steers.")
    index.take_over(catalogue, taken.append)
    assert index.ids() == set(catalogue.ids())
    assert taken == [3, 3]
    assert catalogue.pending(1) == []
    sailor = encoder.encode(["A sailor steers."])[0]
    assert _texts(catalogue, index.nearest(sailor, 1)) == ["A sailor steers."]


def test_taking_over_again_after_a_break_doubles_nothing(catalogue: Catalogue, index: ChromaIndex) -> None:
    pending = catalogue.pending(10)
    index.take_over(catalogue)
    catalogue.queue_everything()
    assert [passage for _, _, passage in catalogue.pending(10)] == [passage for _, _, passage in pending]
    index.take_over(catalogue)
    assert (index.count(), index.ids()) == (3, set(catalogue.ids()))


def test_a_passage_that_came_and_went_before_the_index_saw_it_is_not_in_it(
    catalogue: Catalogue, index: ChromaIndex, encoder: Encoder
) -> None:
    (passage, *_) = put(catalogue, encoder, "short.md", "A pilot flies.")
    catalogue.remove_sources([passage.source])
    index.take_over(catalogue)
    assert index.ids() == set(catalogue.ids())


def test_more_passages_than_a_batch_are_taken_over_in_parts(
    catalogue: Catalogue, index: ChromaIndex, encoder: Encoder, tmp_path: Path
) -> None:
    put(catalogue, encoder, "many.md", *[WORK[0]] * BATCH)
    taken: list[int] = []
    before = files_sha256(tmp_path / "index")
    index.take_over(catalogue, taken.append)
    assert taken == [BATCH, 3]
    assert index.count() == BATCH + 3
    assert catalogue.meta("index files") == files_sha256(tmp_path / "index") != before


def test_the_files_are_left_as_they_were_by_opening_and_asking(
    catalogue: Catalogue, index: ChromaIndex, encoder: Encoder, tmp_path: Path
) -> None:
    put(catalogue, encoder, "many.md", *[WORK[0]] * BATCH)
    index.take_over(catalogue)
    index.close()
    for _ in range(2):
        again = ChromaIndex.open(tmp_path / "index", None, "a-home")
        again.ids()
        again.nearest(encoder.encode(["bread"])[0], 5)
        again.close()
        assert catalogue.meta("index files") == files_sha256(tmp_path / "index")


def test_stored_vectors_follow_the_catalogue(catalogue: Catalogue, encoder: Encoder) -> None:
    stored = StoredVectors(catalogue)
    sailor = encoder.encode(["A sailor steers."])[0]
    assert "A sailor steers." not in _texts(catalogue, stored.nearest(sailor, 5))
    put(catalogue, encoder, "trades.md", WORK[0], WORK[1], "A sailor steers.")
    assert _texts(catalogue, stored.nearest(sailor, 1)) == ["A sailor steers."]
    assert len(stored.nearest(sailor, 50)) == 3


def test_an_empty_home_has_nothing_near(tmp_path: Path, index: ChromaIndex, encoder: Encoder) -> None:
    vector = encoder.encode(["bread"])[0]
    assert StoredVectors(Catalogue.create(tmp_path / "empty.sqlite")).nearest(vector, 5) == []
    assert index.nearest(vector, 5) == []


def test_an_index_that_is_missing_or_another_homes_is_told(tmp_path: Path, index: ChromaIndex) -> None:
    cure = r": run `python -m knowledge doctor --repair`$"
    with pytest.raises(HomeDamaged, match=rf"none is missing{cure}"):
        ChromaIndex.open(tmp_path / "none", None, "a-home")
    assert not (tmp_path / "none").exists()
    with pytest.raises(HomeDamaged, match=rf"search index is damaged .*passages-b-home.*{cure}"):
        ChromaIndex.open(tmp_path / "index", None, "b-home")
    for kind, collection in index._collections.items():
        collection.modify(name=f"{kind}s-b-home")
    with pytest.raises(HomeDamaged, match=rf"belongs to another home{cure}"):
        ChromaIndex.open(tmp_path / "index", None, "b-home")


def test_a_vector_of_another_length_is_told(catalogue: Catalogue, index: ChromaIndex) -> None:
    index.take_over(catalogue)
    with pytest.raises(HomeDamaged, match=r"search index is damaged \(.*384.*doctor --repair"):
        index.nearest(np.ones(3, dtype=np.float32), 1)


def test_an_index_of_a_folder_that_was_broken_opens_again_once_it_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    for _ in range(2):
        with pytest.raises(HomeDamaged, match="search index is damaged"):
            ChromaIndex.open(folder, None, "a-home")
    shutil.rmtree(folder)
    made = ChromaIndex.create(folder, None, "a-home")
    assert made.count() == 0
    made.close()


def test_langchains_vector_store_finds_the_same(pack_home: Home) -> None:
    assert pack_home.index is not None
    store = pack_home.index.vector_store(pack_home.encoder)
    question = "How does a data engineer work?"
    found = store.similarity_search(question, k=3)
    expected = pack_home.index.nearest(pack_home.encoder.encode([question])[0], 3)
    assert [document.id for document in found] == [id_ for id_, _ in expected]
    passage = pack_home.catalogue.passages([expected[0][0]])[expected[0][0]]
    assert found[0].page_content == passage.text
    assert found[0].metadata == {"source": passage.source, "title": passage.title}


# A Chroma server ----------------------------------------------------------------------------------------------------


@contextmanager
def _server(folder: Path, port: int) -> "Iterator[subprocess.Popen[bytes]]":
    process = subprocess.Popen(
        [CHROMA, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"ANONYMIZED_TELEMETRY": "False"},
    )
    try:
        while True:
            assert process.poll() is None, "chroma run ended"
            try:
                httpx.get(f"http://127.0.0.1:{port}/api/v2/heartbeat").raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def remote(tmp_path: Path, model: Path, port: int, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of a home, not made yet, whose index is on a server."""
    shutil.copytree(model, tmp_path / "home" / "model")
    monkeypatch.setenv("NEXTSTEP_CHROMA_URL", f"http://127.0.0.1:{port}")
    return read_settings(tmp_path / "home")


def test_a_home_keeps_its_index_on_a_chroma_server(
    tmp_path: Path, remote: Settings, port: int, run: Callable[..., Ran]
) -> None:
    url = str(remote.chroma_url)
    away = rf"^the Chroma server {url} does not answer \(.+\): start it, or remove NEXTSTEP_CHROMA_URL$"
    with _server(tmp_path / "server", port) as server:
        with open_or_make(remote) as home:
            put(home.catalogue, home.encoder, "trades.md", *WORK)
            assert home.index is not None
            home.index.take_over(home.catalogue)
        assert not (remote.home / "index").exists()
        with open_home(remote, own=True) as home:
            assert home.index is not None
            assert home.index.ids() == set(home.catalogue.ids())
            assert home.searcher.search("who bakes bread?")[0].passage.text == WORK[1]
            assert examine(remote) == []
            server.kill()
            server.wait()
            for action in (home.index.count, home.index.ids, lambda: home.searcher.search("who bakes bread?")):
                with pytest.raises(HomeDamaged, match=away):
                    action()
    with pytest.raises(HomeDamaged, match=away):
        open_home(remote, own=True)
    assert [(fault.what.partition(" (")[0], fault.cure) for fault in examine(remote)] == [
        (f"the Chroma server {url} does not answer", "start it, or remove NEXTSTEP_CHROMA_URL")
    ]
    told = run("knowledge", "doctor", home=remote.home, NEXTSTEP_CHROMA_URL=url)
    assert (told.code, f"fault: the Chroma server {url} does not answer" in told.out) == (1, True)
    with open_home(remote) as reader:
        assert reader.searcher.search("who bakes bread?")[0].passage.text == WORK[1]
    with _server(tmp_path / "server", port), open_home(remote, own=True) as home:
        assert home.searcher.search("who bakes bread?")[0].passage.text == WORK[1]


def test_a_home_moves_to_a_server_that_knows_nothing_of_it_by_repair(
    tmp_path: Path, remote: Settings, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded = remote.model_copy(update={"chroma_url": None})
    with open_or_make(embedded) as home:
        put(home.catalogue, home.encoder, "trades.md", *WORK)
    with _server(tmp_path / "server", port):
        with pytest.raises(HomeDamaged, match=r"does not exist.*doctor --repair"):
            open_home(remote, own=True)
        assert all(fault.repaired for fault in repair(remote))
        assert examine(remote) == []
        with open_home(remote, own=True) as home:
            assert home.searcher.search("who bakes bread?")[0].passage.text == WORK[1]


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1:8000", "127.0.0.1:8000", "http://", "http://127.0.0.1:99999", "http://["]
)
def test_an_address_that_is_none_of_a_server_is_wrong_use(tmp_path: Path, url: str) -> None:
    with pytest.raises(
        WrongUse, match=r"is no address of a Chroma server: set NEXTSTEP_CHROMA_URL to http://host:port"
    ):
        ChromaIndex.open(tmp_path, url, "a-home")
