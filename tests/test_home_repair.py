"""Every wrong state of a home: found at opening and by doctor, told with its cure, mended, and then sound."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.embeddings import OnnxEncoder
from knowledge.errors import HomeDamaged, HomeError, HomeMissing
from knowledge.home import Home, examine, open_home, open_or_make, repair
from knowledge.index import ChromaIndex
from knowledge.settings import Settings, read_settings
from tests.homes import new_home
from tests.shelves import WORK, put

REPAIR = "python -m knowledge doctor --repair"
MANY = 1100  # Chroma writes its vectors to disk after a thousand.


@dataclass
class Embedded:
    """The texts that the real model was asked for."""

    texts: list[str] = field(default_factory=list)


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> Embedded:
    seen = Embedded()
    encode = OnnxEncoder.encode

    def counted(self: OnnxEncoder, texts: list[str]) -> object:
        seen.texts += texts
        return encode(self, texts)

    monkeypatch.setattr(OnnxEncoder, "encode", counted)
    return seen


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Path:
    """A closed home with three passages, to be copied."""
    path = tmp_path_factory.mktemp("stocked") / "home"
    with new_home(path, model) as home:
        _fill(home, "trades.md", *WORK)
    return path


@pytest.fixture
def settings(tmp_path: Path, stocked: Path) -> Settings:
    """The settings of a home with three passages, closed, a test's own."""
    shutil.copytree(stocked, tmp_path / "home")
    return read_settings(tmp_path / "home")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, stocked: Path) -> Path:
    """The same with so many passages that Chroma keeps its graph on disk."""
    path = tmp_path_factory.mktemp("many") / "home"
    shutil.copytree(stocked, path)
    with open_home(read_settings(path), own=True) as home:
        _fill(home, "many.md", *[WORK[0]] * MANY)
    return path


@pytest.fixture
def large(tmp_path: Path, many: Path) -> Settings:
    """The settings of a home with many passages, closed, a test's own."""
    shutil.copytree(many, tmp_path / "large")
    return read_settings(tmp_path / "large")


def _fill(home: Home, location: str, *texts: str) -> None:
    put(home.catalogue, home.encoder, location, *texts)
    assert home.index is not None
    home.index.take_over(home.catalogue)


def _sql(path: Path, *statements: str) -> None:
    db = sqlite3.connect(path)
    db.executescript(";".join(statements))
    db.close()


def _flip_a_bit(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def _edit_manifest(settings: Settings, **changes: object) -> None:
    file = settings.home / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_bytes()) | changes), encoding="utf-8")


def _assert_told(settings: Settings, what: str, cure: str = REPAIR, *, used: bool = False) -> None:
    """Opening fails with this, and doctor finds the same. `used`: only when the home is used for searching."""
    with pytest.raises(HomeError) as told, open_home(settings, own=True) as home:
        if used:
            home.searcher.search("bread")
    assert what in told.value.what
    assert cure in told.value.cure
    faults = examine(settings)
    assert [fault for fault in faults if what in fault.what and cure in fault.cure and not fault.repaired], faults


def _assert_mended(settings: Settings, texts: tuple[str, ...] = WORK) -> None:
    """Doctor mends it, nothing is wrong with it after that, and all is found in it."""
    faults = repair(settings)
    assert faults
    assert all(fault.repaired for fault in faults), faults
    assert examine(settings) == []
    with open_home(settings) as reader:
        assert _found(reader) == set(texts)
    with open_home(settings, own=True) as home:
        assert _found(home) == set(texts)


def _found(home: Home) -> set[str]:
    return {hit.passage.text for query in ("welder", "bread", "pipelines") for hit in home.searcher.search(query)}


def _passages_embedded(embedded: Embedded) -> list[str]:
    return [text for text in embedded.texts if "\n" in text]


def test_a_missing_home_is_told_and_made(tmp_path: Path, model: Path) -> None:
    settings = read_settings(tmp_path / "none")
    with pytest.raises(HomeMissing, match=r"no knowledge base at .*: make one with `python -m ingest pack`"):
        open_home(settings)
    assert [fault.cure for fault in examine(settings)] == ["make one with `python -m ingest pack`"]
    assert not settings.home.exists()
    settings.home.mkdir()
    shutil.copytree(model, settings.home / "model")
    _assert_mended(settings, ())


def test_an_empty_folder_becomes_a_home(tmp_path: Path, model: Path) -> None:
    settings = read_settings(tmp_path / "home")
    settings.home.mkdir()
    _assert_told(settings, "no knowledge base", "python -m ingest pack")
    shutil.copytree(model, settings.home / "model")
    with open_or_make(settings) as home:
        assert _found(home) == set()
    assert examine(settings) == []


@pytest.mark.parametrize(
    "make", [lambda path: (path / "thesis.docx").write_text("mine"), lambda path: (path / "src").mkdir()]
)
def test_a_foreign_folder_is_left_alone(tmp_path: Path, make: Callable[[Path], object]) -> None:
    settings = read_settings(tmp_path)
    make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    _assert_told(settings, "is no NextStep home", "--home")
    for attempt in (repair, open_or_make):
        with pytest.raises(HomeDamaged, match=r"holds other things.*: choose another folder with --home"):
            attempt(settings)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_in_place_of_a_home_is_left_alone(tmp_path: Path) -> None:
    settings = read_settings(tmp_path / "notes.txt")
    settings.home.write_text("mine")
    _assert_told(settings, "is a file, not a folder", "--home")
    with pytest.raises(HomeDamaged, match="--home"):
        repair(settings)
    assert settings.home.read_text() == "mine"


def test_a_missing_manifest_is_written_again(settings: Settings, embedded: Embedded) -> None:
    (settings.home / "manifest.json").unlink()
    _assert_told(settings, "has a catalogue but no manifest")
    with pytest.raises(HomeDamaged, match="has a catalogue but no manifest"):
        open_or_make(settings)
    _assert_mended(settings)
    assert _passages_embedded(embedded) == []


@pytest.mark.parametrize("garbage", [b"", b"\xff\x00{", b"[]", b'{"schema_version": 2}'])
def test_a_manifest_that_is_garbage_is_written_again(settings: Settings, embedded: Embedded, garbage: bytes) -> None:
    (settings.home / "manifest.json").write_bytes(garbage)
    _assert_told(settings, "manifest.json cannot be understood")
    _assert_mended(settings)
    assert _passages_embedded(embedded) == []


def test_an_older_home_is_brought_up_to_date(settings: Settings, embedded: Embedded) -> None:
    _edit_manifest(settings, schema_version=0)
    _assert_told(settings, "was made by an older NextStep")
    _assert_mended(settings)
    assert _passages_embedded(embedded) == []


@pytest.mark.parametrize("manifest", [{"schema_version": 3}, {"schema_version": 3, "of the future": True}])
def test_a_newer_home_is_left_as_it_is(settings: Settings, manifest: dict[str, object]) -> None:
    _edit_manifest(settings, **manifest)
    before = {
        file: file.read_bytes() for file in settings.home.iterdir() if file.is_file() and "owner" not in file.name
    }
    _assert_told(settings, "was made by a newer NextStep", "update NextStep")
    with pytest.raises(HomeDamaged, match="newer NextStep: update NextStep"):
        repair(settings)
    assert {file: file.read_bytes() for file in before} == before


def test_a_newer_catalogue_is_not_set_aside(settings: Settings) -> None:
    _sql(settings.home / "catalogue.sqlite", "UPDATE meta SET value = '3' WHERE name = 'schema'")
    _assert_told(settings, "different homes or versions")
    with pytest.raises(HomeDamaged, match="newer NextStep: update NextStep"):
        repair(settings)
    assert Catalogue(settings.home / "catalogue.sqlite", read_only=True).counts()["passages"] == len(WORK)


def test_a_home_of_the_first_schema_is_brought_to_this_one_without_embedding_anything(
    settings: Settings, embedded: Embedded
) -> None:
    new = ("name_vocabulary", "name_words", "name", "relation", "figure", "dead_address", "entry", "outbox")
    _sql(
        settings.home / "catalogue.sqlite",
        *(f"DROP TABLE {table}" for table in new),
        "CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, passage TEXT NOT NULL)",
        "UPDATE meta SET value = '1' WHERE name = 'schema'",
    )
    _edit_manifest(settings, schema_version=1)
    _assert_told(settings, "was made by an older NextStep")
    _assert_mended(settings, WORK)
    assert _passages_embedded(embedded) == []


def test_a_missing_catalogue_is_made_anew_and_empty(settings: Settings) -> None:
    (settings.home / "catalogue.sqlite").unlink()
    _assert_told(settings, "catalogue.sqlite is missing", "read your sources again")
    _assert_mended(settings, ())


@pytest.mark.parametrize("part", ["all", "head", "a table"])
def test_a_catalogue_that_is_garbage_is_set_aside_and_not_lost(settings: Settings, part: str) -> None:
    file = settings.home / "catalogue.sqlite"
    garbage = bytearray(file.read_bytes())
    if part == "a table":
        with closing(sqlite3.connect(file)) as db:
            (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'passage'").fetchone()
        garbage[(page - 1) * 4096 : page * 4096] = b"\xee" * 4096
    else:
        garbage[: len(garbage) if part == "all" else 100] = b"\xee" * (len(garbage) if part == "all" else 100)
    file.write_bytes(garbage)
    assert any("catalogue.sqlite is damaged" in fault.what and REPAIR in fault.cure for fault in examine(settings))
    with pytest.raises(HomeDamaged, match=r"catalogue\.sqlite is damaged"):
        open_home(settings, own=True)
    faults = repair(settings)
    assert all(fault.repaired for fault in faults)
    (aside,) = (file for file in settings.home.glob("catalogue.damaged-*") if not file.name.endswith(("-wal", "-shm")))
    assert aside.read_bytes() == garbage
    assert any(aside.name in fault.what and "python -m ingest" in fault.what for fault in faults)
    assert examine(settings) == []
    with open_home(settings, own=True) as home:
        assert home.catalogue.counts() == {"sources": 0, "passages": 0}
        _fill(home, "trades.md", *WORK)
        assert _found(home) == set(WORK)


def test_the_catalogue_of_another_home_is_taken_with_all_it_holds(
    settings: Settings, tmp_path: Path, model: Path, embedded: Embedded
) -> None:
    with new_home(tmp_path / "other", model) as other:
        _fill(other, "else.md", "A sailor steers by the stars and sells bread made by welders of pipelines.")
    shutil.copy(tmp_path / "other" / "catalogue.sqlite", settings.home / "catalogue.sqlite")
    embedded.texts.clear()
    _assert_told(settings, "different homes or versions")
    _assert_mended(settings, ("A sailor steers by the stars and sells bread made by welders of pipelines.",))
    assert _passages_embedded(embedded) == []


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_missing_model_is_told(settings: Settings, name: str) -> None:
    (settings.home / "model" / name).unlink()
    _assert_told(settings, "the embedding model is missing", used=True)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_tampered_model_is_told(settings: Settings, name: str) -> None:
    _flip_a_bit(settings.home / "model" / name)
    _assert_told(settings, "(its SHA-256 differs)", used=True)


def test_a_missing_model_is_made_again(settings: Settings, embedded: Embedded) -> None:
    shutil.rmtree(settings.home / "model")
    (settings.home / ".export-killed").mkdir()
    _assert_mended(settings)
    assert _passages_embedded(embedded) == []
    assert not list(settings.home.glob(".export-*"))


def test_a_tampered_model_is_made_again(settings: Settings, embedded: Embedded) -> None:
    _flip_a_bit(settings.home / "model" / "model.onnx")
    (settings.home / "model" / "card.json").write_text("garbage")
    _assert_mended(settings)
    assert _passages_embedded(embedded) == []


def test_vectors_of_another_length_are_made_again(settings: Settings, embedded: Embedded) -> None:
    _sql(
        settings.home / "catalogue.sqlite",
        "UPDATE embedding SET vector = substr(vector, 1, 1024) WHERE key = (SELECT min(key) FROM embedding)",
    )
    _assert_told(settings, "vectors are not of the model's length")
    with pytest.raises(HomeDamaged):
        open_home(settings)
    _assert_mended(settings)
    assert len(_passages_embedded(embedded)) == len(WORK)


def test_vectors_of_another_model_are_made_again(settings: Settings, embedded: Embedded) -> None:
    card = json.loads((settings.home / "manifest.json").read_bytes())["embedding"] | {"sha256": "of an older one"}
    _edit_manifest(settings, embedding=card)
    _assert_told(settings, "made by another model than the manifest says")
    _sql(
        settings.home / "catalogue.sqlite",
        f"UPDATE meta SET value = '{json.dumps(card, separators=(',', ':'))}' WHERE name = 'model'",
    )
    _assert_told(settings, "not the one that NextStep carries now")
    _assert_mended(settings)
    assert len(_passages_embedded(embedded)) == len(WORK)


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM words",
        "DELETE FROM words WHERE rowid = 1",
        "DROP TABLE words",
        "DROP TABLE vocabulary",
        "INSERT INTO words (rowid, text) VALUES (99, 'more')",
    ],
)
def test_a_word_index_that_does_not_agree_is_made_again(settings: Settings, embedded: Embedded, damage: str) -> None:
    _sql(settings.home / "catalogue.sqlite", damage)
    _assert_told(settings, "the word index and the catalogue hold different passages")
    with pytest.raises(HomeDamaged):
        open_home(settings)
    _assert_mended(settings)
    assert _passages_embedded(embedded) == []


def test_a_missing_index_is_filled_again(settings: Settings, embedded: Embedded) -> None:
    shutil.rmtree(settings.home / "index")
    _assert_told(settings, "is missing")
    _assert_mended(settings)
    assert _passages_embedded(embedded) == []


@pytest.mark.parametrize("garbage", [b"no database" * 1000, b""])
def test_an_index_that_is_garbage_is_filled_again(settings: Settings, embedded: Embedded, garbage: bytes) -> None:
    (settings.home / "index" / "chroma.sqlite3").write_bytes(garbage)
    _assert_told(settings, "the search index is damaged")
    _assert_mended(settings)
    assert _passages_embedded(embedded) == []


def _truncate(settings: Settings, name: str) -> None:
    (file,) = (settings.home / "index").glob(f"*/{name}")
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])


@pytest.mark.parametrize("name", ["data_level0.bin", "header.bin", "link_lists.bin", "index_metadata.pickle"])
def test_a_truncated_file_of_the_index_is_told(large: Settings, name: str) -> None:
    _truncate(large, name)
    _assert_told(large, "the search index is damaged")


def test_truncated_files_of_the_index_are_filled_again(large: Settings, embedded: Embedded) -> None:
    for name in ("data_level0.bin", "header.bin", "link_lists.bin"):
        _truncate(large, name)
    _assert_mended(large)
    assert _passages_embedded(embedded) == []


def test_an_index_whose_owner_was_killed_as_it_wrote_is_filled_again_by_the_next(
    large: Settings, embedded: Embedded
) -> None:
    with open_home(large, own=True) as home:
        put(home.catalogue, home.encoder, "more.md", "A pilot flies and sees the pipelines from above.")
    _truncate(large, "link_lists.bin")
    embedded.texts.clear()
    with open_home(large, own=True) as home:
        assert home.index is not None
        assert home.index.ids() == set(home.catalogue.ids())
        assert _found(home) == {*WORK, "A pilot flies and sees the pipelines from above."}
    assert _passages_embedded(embedded) == []
    assert examine(large) == []


def test_an_owner_that_is_killed_as_it_fills_the_index_anew_leaves_that_to_the_next(
    settings: Settings, embedded: Embedded
) -> None:
    with open_home(settings, own=True) as home:
        home.catalogue.queue_everything()
    shutil.rmtree(settings.home / "index")
    with open_home(settings, own=True) as home:
        assert _found(home) == set(WORK)
    assert examine(settings) == []
    assert _passages_embedded(embedded) == []


def test_the_index_of_another_home_is_replaced(
    settings: Settings, tmp_path: Path, model: Path, embedded: Embedded
) -> None:
    with new_home(tmp_path / "other", model) as other:
        _fill(other, "trades.md", *WORK)
    shutil.rmtree(settings.home / "index")
    shutil.copytree(tmp_path / "other" / "index", settings.home / "index")
    embedded.texts.clear()
    _assert_told(settings, "the search index")
    _assert_mended(settings)
    assert _passages_embedded(embedded) == []


def _without_outbox(settings: Settings, *texts: str) -> None:
    """Put texts in place of the home's, as if its index had been left behind."""
    with open_home(settings, own=True) as home:
        put(home.catalogue, home.encoder, "trades.md", *texts)
    _sql(settings.home / "catalogue.sqlite", "DELETE FROM outbox")


@pytest.mark.parametrize("texts", [WORK[:2], (*WORK, "A pilot flies."), (*WORK[:2], "A pilot flies.")])
def test_an_index_with_fewer_more_or_other_passages_is_filled_again(
    settings: Settings, embedded: Embedded, texts: tuple[str, ...]
) -> None:
    _without_outbox(settings, *texts)
    embedded.texts.clear()
    _assert_told(settings, "the search index and the catalogue hold different passages")
    _assert_mended(settings, texts)
    assert _passages_embedded(embedded) == []


def test_an_index_with_a_wrong_vector_is_filled_again(settings: Settings, embedded: Embedded) -> None:
    with open_home(settings, own=True) as home:
        ids = home.catalogue.ids()
        vectors = home.catalogue.vectors(ids)
        assert isinstance(home.index, ChromaIndex)
        home.index._collections["passage"].update(ids=ids, embeddings=[-vectors[id_] for id_ in ids])
    _assert_told(settings, "does not find a passage by its own vector")
    _assert_mended(settings)
    assert _passages_embedded(embedded) == []


def test_a_change_that_had_not_reached_the_index_is_finished_by_the_next_owner(settings: Settings) -> None:
    texts = (*WORK[:2], "A pilot flies and sees the pipelines from above.")
    with open_home(settings, own=True) as home:
        put(home.catalogue, home.encoder, "trades.md", *texts)
    assert ["has not reached the search index" in fault.what for fault in examine(settings)] == [True]
    with open_home(settings) as reader:
        assert _found(reader) == set(texts)
    with open_home(settings, own=True) as home:
        assert home.catalogue.pending(1) == []
        assert _found(home) == set(texts)
    assert examine(settings) == []


def test_a_change_that_had_not_reached_the_index_is_finished_by_repair(settings: Settings) -> None:
    with open_home(settings, own=True) as home:
        put(home.catalogue, home.encoder, "trades.md", *WORK[:2])
    _assert_mended(settings, WORK[:2])


def test_several_faults_are_told_together_and_mended_together(settings: Settings, embedded: Embedded) -> None:
    _sql(settings.home / "catalogue.sqlite", "DELETE FROM words")
    shutil.rmtree(settings.home / "index")
    assert len(examine(settings)) == 2
    _assert_mended(settings)
    assert _passages_embedded(embedded) == []


def test_a_home_whose_name_is_lost_gets_another(settings: Settings, embedded: Embedded) -> None:
    _sql(settings.home / "catalogue.sqlite", "DELETE FROM meta WHERE name = 'home'")
    _assert_told(settings, "different homes or versions")
    _assert_mended(settings)
    assert _passages_embedded(embedded) == []


def test_a_sound_home_is_not_touched_by_repair(settings: Settings) -> None:
    before = (settings.home / "manifest.json").stat().st_mtime_ns
    assert repair(settings) == []
    assert (settings.home / "manifest.json").stat().st_mtime_ns == before
