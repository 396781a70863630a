import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from knowledge.catalogue import SCHEMA
from knowledge.embeddings import OnnxEncoder, SentenceTransformerEncoder, _bundled_package, export_bundled
from knowledge.errors import HomeDamaged, HomeOwned
from knowledge.home import CHUNKER, Home, examine, open_home, open_or_make, owner_of, repair
from knowledge.settings import Settings, read_settings
from tests.conftest import ROOT, Ran
from tests.homes import new_home
from tests.shelves import WORK, put

Run = Callable[..., Ran]


@pytest.fixture
def settings(tmp_path: Path, model: Path) -> Settings:
    """The settings of a home with three passages, closed."""
    with new_home(tmp_path / "home", model) as home:
        _fill(home, *WORK)
    return read_settings(tmp_path / "home")


def _fill(home: Home, *texts: str, location: str = "trades.md") -> None:
    put(home.catalogue, home.encoder, location, *texts)
    assert home.index is not None
    home.index.take_over(home.catalogue)


def _first(home: Home, query: str) -> str:
    return home.searcher.search(query)[0].passage.text


# Making and opening -------------------------------------------------------------------------------------------------


def test_a_home_is_made_where_there_is_none_and_says_what_it_is_made_with(tmp_path: Path, model: Path) -> None:
    settings = read_settings(tmp_path / "new" / "home")
    shutil.copytree(model, settings.home / "model")
    seen: list[str] = []
    with open_or_make(settings, lambda what, *_: seen.append(what)) as home:
        assert home.catalogue.counts() == {"sources": 0, "passages": 0}
        assert home.searcher.search("bread") == []
    manifest = json.loads((settings.home / "manifest.json").read_bytes())
    assert (manifest["schema_version"], manifest["chunker"]) == (SCHEMA, CHUNKER)
    assert manifest["embedding"] == export_bundled(model).model_dump()
    assert seen == ["Getting the embedding model ready"] * 2
    assert examine(settings) == []
    assert not (settings.home / "owner.json").exists()


def test_what_was_put_in_is_there_when_the_home_is_opened_again_and_not_embedded_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(OnnxEncoder, "encode")
    with open_or_make(settings) as home:
        assert home.catalogue.counts() == {"sources": 1, "passages": 3}
        assert home.index is not None
        assert home.index.count() == 3
    monkeypatch.undo()
    with open_home(settings, own=True) as home:
        assert _first(home, "who bakes bread?") == WORK[1]


def test_making_that_was_broken_off_goes_on(tmp_path: Path, model: Path) -> None:
    settings = read_settings(tmp_path / "home")
    with new_home(tmp_path / "home", model):
        pass
    (settings.home / "manifest.json").rename(settings.home / "manifest.json.new")
    shutil.copy(settings.home / "catalogue.sqlite", settings.home / "catalogue.new")
    (settings.home / ".export-killed").mkdir()
    with open_or_make(settings) as home:
        _fill(home, *WORK)
        assert _first(home, "who bakes bread?") == WORK[1]
    assert examine(settings) == []


def test_the_model_is_loaded_when_it_is_first_asked_for(settings: Settings) -> None:
    shutil.rmtree(settings.home / "model")
    with open_home(settings) as home:
        assert home.catalogue.counts()["passages"] == 3
        with pytest.raises(HomeDamaged, match="embedding model is missing"):
            home.searcher.search("bread")


def test_a_reader_can_write_nothing(settings: Settings) -> None:
    with open_home(settings) as home:
        assert home.index is None
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            put(home.catalogue, home.encoder, "more.md", "A pilot flies.")


def test_other_files_beside_a_home_are_not_touched(settings: Settings) -> None:
    for name in ("state.sqlite", "state.sqlite-wal", "notes of mine.txt"):
        (settings.home / name).write_text("kept")
    (settings.home / "manifest.json").write_text("garbage")
    assert all(fault.repaired for fault in repair(settings))
    assert [
        (settings.home / name).read_text() for name in ("state.sqlite", "state.sqlite-wal", "notes of mine.txt")
    ] == ["kept"] * 3


# Another model ------------------------------------------------------------------------------------------------------


def test_a_home_of_one_model_is_not_opened_with_another_and_repair_embeds_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = tmp_path / "another-model"
    shutil.copytree(_bundled_package(), named, ignore=shutil.ignore_patterns("*.safetensors"))
    (named / "model.safetensors").symlink_to(_bundled_package() / "model.safetensors")
    monkeypatch.setenv("NEXTSTEP_EMBEDDINGS", str(named))
    other = read_settings(settings.home)
    embedded: list[str] = []
    for kind in (OnnxEncoder, SentenceTransformerEncoder):
        monkeypatch.setattr(kind, "encode", _recorded(kind, embedded))
    for setting, made_with in ((other, "bundled"), (settings, str(named))):
        told = (
            f"this home's vectors are of the embedding model {made_with!r}, and the setting says {setting.embeddings!r}:"
            f" set NEXTSTEP_EMBEDDINGS={made_with}, or embed everything again: run `python -m knowledge doctor --repair`"
        )
        for own in (True, False):
            with pytest.raises(HomeDamaged) as refused:
                open_home(setting, own=own)
            assert str(refused.value) == told
        assert [f"{fault.what}: {fault.cure}" for fault in examine(setting)] == [told]
        assert embedded == []
        assert all(fault.repaired for fault in repair(setting))
        assert sorted(text.partition("\n")[2] for text in embedded) == sorted(WORK)
        assert examine(setting) == []
        with open_home(setting, own=True) as home, open_home(setting) as reader:
            _fill(home, "A pilot flies.", location="more.md")
            assert (_first(home, "aviation"), _first(reader, "aviation")) == ("A pilot flies.", "A pilot flies.")
            home.catalogue.remove_sources([home.searcher.search("aviation")[0].source.id])
            home.catalogue.drop_unused_vectors()
            assert home.index is not None
            home.index.take_over(home.catalogue)
        embedded.clear()


def _recorded(kind: type, seen: list[str]) -> Callable[..., object]:
    encode = kind.encode

    def recorded(self: object, texts: list[str]) -> object:
        seen.extend(texts)
        return encode(self, texts)

    return recorded


# One owner ----------------------------------------------------------------------------------------------------------


@contextmanager
def _busy_ingest(home: Path) -> "Iterator[subprocess.Popen[str]]":
    """A `python -m ingest` that waits for a page of a server which never answers, in a process of its own."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/private-page"
        process = subprocess.Popen(
            [sys.executable, "-m", "ingest", address, "--home", home],
            cwd=ROOT,
            env=os.environ | {"NEXTSTEP_ALLOW_PRIVATE_ADDRESSES": "1", "NEXTSTEP_FETCH_SECONDS": "600"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            server.settimeout(120)
            connection, _ = server.accept()
            with connection:
                yield process
        finally:
            with suppress(ProcessLookupError):  # when the test has killed it
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def test_a_second_owner_is_refused_by_the_name_of_the_first_until_that_is_killed(
    settings: Settings, run: Run, tmp_path: Path
) -> None:
    with _busy_ingest(settings.home) as first:
        told = f"the home {settings.home} is in use by `python -m ingest` (process {first.pid}, since "
        refused = run("ingest", str(tmp_path / "a.md"), home=settings.home)
        assert refused.code == 1
        assert refused.err.startswith(f"error: {told}")
        assert "stop it first; while the page is open, reading with `python -m bot`" in refused.err
        assert "private-page" not in refused.err + (settings.home / "owner.json").read_text()
        assert str(owner_of(settings.home)).startswith(told)
        with pytest.raises(HomeOwned):
            repair(settings.model_copy(update={"embeddings": "another"}))
        assert examine(settings) == []
        with open_home(settings) as reader:
            assert _first(reader, "who bakes bread?") == WORK[1]
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        with open_home(settings, own=True) as home:
            assert _first(home, "who bakes bread?") == WORK[1]


def test_a_reader_in_another_process_sees_a_new_source_as_soon_as_it_is_committed(settings: Settings) -> None:
    pilot = "A pilot flies from one city to another."
    with (
        open_home(settings, own=True) as home,
        subprocess.Popen(
            [sys.executable, "-m", "knowledge", "search", "--batch", "-", "--home", settings.home],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as reader,
    ):
        assert reader.stdin is not None
        assert reader.stdout is not None

        def asked() -> list[str]:
            reader.stdin.write('{"query": "who flies an aeroplane?"}\n')  # type: ignore[union-attr]
            reader.stdin.flush()  # type: ignore[union-attr]
            return [hit["text"] for hit in json.loads(reader.stdout.readline())["hits"]]  # type: ignore[union-attr]

        assert pilot not in asked()
        put(home.catalogue, home.encoder, "more.md", pilot)
        assert asked()[0] == pilot
        home.catalogue.remove_sources([home.catalogue.sources()[0].id])
        assert set(asked()) in ({pilot}, set(WORK))
        reader.stdin.close()
        assert reader.wait() == 0


def test_the_owner_gives_the_home_back_when_it_closes_in_another_thread(settings: Settings) -> None:
    homes: list[Home] = []
    opening = threading.Thread(target=lambda: homes.append(open_home(settings, own=True)))
    opening.start()
    opening.join()
    assert owner_of(settings.home) is not None
    with pytest.raises(HomeOwned):
        open_home(settings, own=True)
    homes[0].close()
    assert owner_of(settings.home) is None
    assert not (settings.home / "owner.json").exists()
    open_home(settings, own=True).close()


def test_an_opening_that_fails_gives_the_home_back(settings: Settings) -> None:
    failed = settings.model_copy(update={"embeddings": "another"})
    with pytest.raises(HomeDamaged):
        open_home(failed, own=True)
    shutil.move(settings.home / "catalogue.sqlite", settings.home / "moved")
    with pytest.raises(HomeDamaged):
        open_home(settings, own=True)
    shutil.move(settings.home / "moved", settings.home / "catalogue.sqlite")
    shutil.rmtree(settings.home / "index")
    with pytest.raises(HomeDamaged) as kept:
        open_home(settings, own=True)
    assert owner_of(settings.home) is None
    assert not (settings.home / "owner.json").exists()
    assert kept.value.what


@pytest.mark.parametrize("written", ["", "[]", "{}", "\x00", None])
def test_an_owner_that_did_not_say_who_it_is_is_another_process(settings: Settings, written: str | None) -> None:
    with open_home(settings, own=True):
        (settings.home / "owner.json").unlink()
        if written is not None:
            (settings.home / "owner.json").write_text(written)
        assert owner_of(settings.home) == f"the home {settings.home} is in use by another process"
