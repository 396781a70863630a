import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import catalogue as module
from knowledge.catalogue import Catalogue
from knowledge.embeddings import Encoder
from knowledge.errors import HomeDamaged
from knowledge.index import StoredVectors
from knowledge.records import Content, Source
from knowledge.search import Searcher
from knowledge.words import stems
from tests.shelves import WORK, encoder_of, passages, put, source


@pytest.fixture(scope="module")
def encoder(model: Path) -> Encoder:
    return encoder_of(model)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    made = Catalogue.create(tmp_path / "catalogue.sqlite")
    yield made
    made.close()


@pytest.fixture
def stocked(catalogue: Catalogue, encoder: Encoder) -> Catalogue:
    put(catalogue, encoder, "trades.md", *WORK)
    return catalogue


def _texts(catalogue: Catalogue, location: str = "trades.md") -> list[str]:
    return [passage.text for passage in catalogue.passages_of(Source.id_for(location))]


def _found(catalogue: Catalogue, text: str, rarest: int = 3) -> list[str]:
    ids = [id_ for id_, _ in catalogue.search_words(stems(text), rarest, 50)]
    found = catalogue.passages(ids)
    return [found[id_].text for id_ in ids]


def _cosine(catalogue: Catalogue, encoder: Encoder, id_: str) -> float:
    return float(encoder.encode([catalogue.passages([id_])[id_].embedded_text])[0] @ catalogue.vectors([id_])[id_])


# Sources ------------------------------------------------------------------------------------------------------------


def test_what_was_put_in_comes_out_as_it_was(stocked: Catalogue, encoder: Encoder) -> None:
    expected = passages(source("trades.md"), WORK)
    assert stocked.sources() == [source("trades.md")]
    assert stocked.source(source("trades.md").id) == source("trades.md")
    assert stocked.passages_of(source("trades.md").id) == expected
    assert stocked.passages([expected[1].id, "passage:none"]) == {expected[1].id: expected[1]}
    assert stocked.counts() == {"sources": 1, "passages": 3}
    assert stocked.source("source:none") is None
    assert [_cosine(stocked, encoder, passage.id) for passage in expected] == pytest.approx([1.0] * 3, abs=1e-5)


def test_the_same_again_changes_nothing(stocked: Catalogue, encoder: Encoder) -> None:
    before = stocked.state(), stocked.pending(10)
    put(stocked, encoder, "trades.md", *WORK)
    assert (stocked.state(), stocked.pending(10)) == before


def test_a_changed_source_replaces_its_passages_and_leaves_the_others(stocked: Catalogue, encoder: Encoder) -> None:
    put(stocked, encoder, "other.md", "A pilot flies.")
    put(stocked, encoder, "trades.md", "A sailor steers.", WORK[1])
    assert _texts(stocked) == ["A sailor steers.", WORK[1]]
    assert _texts(stocked, "other.md") == ["A pilot flies."]
    assert _found(stocked, "welder") == []
    assert _found(stocked, "sailor") == ["A sailor steers."]
    assert stocked.words_are_sound()


def test_a_changed_source_takes_its_new_title_and_licence(stocked: Catalogue) -> None:
    changed = replace(source("trades.md"), title="Trades", licence="CC0", digest="other", figures_as_of="May 2025")
    stocked.replace_sources([Content(changed, passages(source("trades.md"), WORK))])
    assert stocked.sources() == [changed]


def test_a_passage_that_moved_stands_at_its_new_place(stocked: Catalogue) -> None:
    given = source("trades.md")
    moved = [replace(passage, place=f"page {number}") for number, passage in enumerate(passages(given, WORK)[::-1])]
    stocked.replace_sources([Content(given, moved)])
    assert stocked.passages_of(given.id) == moved


def test_a_removed_source_is_gone_with_its_passages_and_words(stocked: Catalogue, encoder: Encoder) -> None:
    put(stocked, encoder, "other.md", "A pilot flies.")
    stocked.remove_sources([source("trades.md").id])
    assert stocked.counts() == {"sources": 1, "passages": 1}
    assert _found(stocked, "welder bread pipelines") == []
    assert stocked.words_are_sound()
    assert stocked.faults() == []


def test_a_source_that_cannot_be_put_in_whole_leaves_the_old_one_whole(stocked: Catalogue) -> None:
    changed = replace(source("trades.md"), title="Never")
    without_vectors = passages(source("trades.md"), [WORK[0], "Nothing was embedded of this."])
    with pytest.raises(sqlite3.IntegrityError):
        stocked.replace_sources([Content(changed, without_vectors)])
    assert stocked.sources() == [source("trades.md")]
    assert _texts(stocked) == list(WORK)
    assert _found(stocked, "bread") == [WORK[1]]
    assert stocked.words_are_sound()


def test_a_text_in_two_sources_is_kept_twice_and_its_vector_once(catalogue: Catalogue, encoder: Encoder) -> None:
    first = put(catalogue, encoder, "a.md", WORK[0])
    second = put(catalogue, encoder, "b.md", WORK[0])
    keys = {passage.vector_key for passage in first + second}
    assert (len(keys), catalogue.counts()["passages"]) == (1, 2)
    catalogue.remove_sources([first[0].source])
    catalogue.drop_unused_vectors()
    assert catalogue.known_vectors(keys) == keys
    catalogue.remove_sources([second[0].source])
    assert catalogue.known_vectors(keys) == keys
    catalogue.drop_unused_vectors()
    assert catalogue.known_vectors(keys) == set()


def test_new_vectors_replace_all_and_every_passage_is_queued(stocked: Catalogue) -> None:
    stocked.taken_over(stocked.pending(10)[-1][0], "")
    texts = stocked.vector_texts()
    assert set(texts.values()) == {passage.embedded_text for passage in passages(source("trades.md"), WORK)}
    shorter = np.eye(len(texts), dtype=np.float32)
    stocked.replace_vectors(list(texts), shorter, "another model")
    assert stocked.vector_sizes() == {4 * len(texts)}
    assert stocked.meta("model") == "another model"
    ids, vectors = stocked.all_vectors()
    assert np.array_equal(vectors, shorter)
    assert [passage for _, _, passage in stocked.pending(10)] == ids


def test_a_catalogue_that_is_missing_is_told_with_its_cure(tmp_path: Path) -> None:
    with pytest.raises(HomeDamaged, match=r"is missing: run `python -m knowledge doctor --repair`"):
        Catalogue(tmp_path / "none.sqlite")


def test_a_reader_cannot_write(stocked: Catalogue, encoder: Encoder) -> None:
    reader = Catalogue(stocked.path, read_only=True)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        put(reader, encoder, "other.md", "A pilot flies.")
    reader.close()
    assert stocked.counts()["sources"] == 1


# The outbox ---------------------------------------------------------------------------------------------------------


def test_each_change_of_a_passage_is_queued_once_in_order(stocked: Catalogue, encoder: Encoder) -> None:
    first, second, third = passages(source("trades.md"), WORK)
    assert [passage for _, _, passage in stocked.pending(10)] == [first.id, second.id, third.id]
    stocked.taken_over(stocked.pending(2)[-1][0], "files")
    assert [passage for _, _, passage in stocked.pending(10)] == [third.id]
    assert stocked.meta("index files") == "files"
    put(stocked, encoder, "trades.md", WORK[0], WORK[2])
    assert [passage for _, _, passage in stocked.pending(10)] == [third.id, second.id]
    stocked.queue_everything()
    assert [passage for _, _, passage in stocked.pending(10)] == [first.id, third.id]


def test_the_state_changes_with_passages_and_never_comes_back(catalogue: Catalogue, encoder: Encoder) -> None:
    seen = [catalogue.state()]
    for texts in (WORK, WORK[:2], WORK):
        put(catalogue, encoder, "trades.md", *texts)
        catalogue.taken_over(catalogue.pending(10)[-1][0], "")
        seen.append(catalogue.state())
    assert len(set(seen)) == 4


# Words --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["C", "C++", "C#", "F#", "R&D", "Q&A", "CI/CD", "Node.js", ".NET", "node.jsx", "Vue.js", "R", "Go"]
)
def test_a_name_finds_its_own_passage_and_no_other(catalogue: Catalogue, encoder: Encoder, name: str) -> None:
    names = ["C", "C++", "C#", "F#", "R&D", "Q&A", "CI/CD", "Node.js", ".NET", "node.jsx", "Vue.js", "R", "Go"]
    put(catalogue, encoder, "names.md", *[f"Somebody who knows {each}." for each in names])
    assert _found(catalogue, name, rarest=1 if name == "node.jsx" else 3) == [f"Somebody who knows {name}."]


def test_a_nul_neither_breaks_the_word_index_nor_hides_what_comes_after_it(
    catalogue: Catalogue, encoder: Encoder
) -> None:
    put(catalogue, encoder, "nul.md", "A glazier\x00cuts windows.")
    assert _found(catalogue, "windows") == ["A glazier\x00cuts windows."]
    assert _found(catalogue, "gla\x00zier \x00 windows\x00") == ["A glazier\x00cuts windows."]


def test_headings_are_searched_too(stocked: Catalogue) -> None:
    assert len(_found(stocked, "kinds")) == 3


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(max_codepoint=0x18FF), min_size=1, max_size=60))
def test_whatever_is_put_in_is_found_by_each_of_its_words(catalogue: Catalogue, encoder: Encoder, text: str) -> None:
    (passage,) = put(catalogue, encoder, "any.md", text)
    for word in stems(text):
        assert [id_ for id_, _ in catalogue.search_words([word], 1, 5)] == [passage.id]


def test_only_the_rarest_words_are_looked_up(catalogue: Catalogue, encoder: Encoder) -> None:
    put(catalogue, encoder, "a.md", "work with bread", "work with bread and heat", "work with heat and metal")
    assert _found(catalogue, "work bread metal", rarest=1) == ["work with heat and metal"]
    assert set(_found(catalogue, "work bread metal", rarest=2)) == {
        "work with bread",
        "work with bread and heat",
        "work with heat and metal",
    }


def test_a_common_word_is_left_out_beside_a_rarer_one_and_searched_alone(
    catalogue: Catalogue, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "COMMON_LEAST", 2)
    put(catalogue, encoder, "a.md", "work with bread", "work with heat", "work with metal")
    assert _found(catalogue, "work bread") == ["work with bread"]
    assert len(_found(catalogue, "work")) == 3


def test_words_that_stand_nowhere_find_nothing(stocked: Catalogue) -> None:
    assert stocked.search_words([], 3, 10) == []
    assert stocked.search_words(["zymurgy"], 3, 10) == []
    assert stocked.frequencies(["welder", "zymurgi"]) == {"welder": 1, "zymurgi": 0}


def test_more_of_the_words_is_better(catalogue: Catalogue, encoder: Encoder) -> None:
    put(catalogue, encoder, "a.md", "bread is good", "ovens and bread are good", "nothing of it at all")
    assert _found(catalogue, "ovens bread")[0] == "ovens and bread are good"
    scores = [score for _, score in catalogue.search_words(stems("ovens bread"), 3, 10)]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("damage", ["DELETE FROM words", "DROP TABLE words", "DELETE FROM words WHERE rowid = 2"])
def test_a_word_index_is_made_again_from_the_passages(stocked: Catalogue, damage: str) -> None:
    before = _found(stocked, "welder"), _found(stocked, "bread ovens"), stocked.vocabulary()
    with sqlite3.connect(stocked.path) as db:
        db.execute(damage)
    assert not stocked.words_are_sound()
    stocked.rebuild_words()
    assert stocked.words_are_sound()
    assert (_found(stocked, "welder"), _found(stocked, "bread ovens"), stocked.vocabulary()) == before


# Many at once -------------------------------------------------------------------------------------------------------


def test_many_threads_read_the_old_or_the_new_and_never_half_while_one_writes(tmp_path: Path, encoder: Encoder) -> None:
    catalogue = Catalogue.create(tmp_path / "catalogue.sqlite")
    id_ = source("trades.md").id
    sides: list[tuple[str, ...]] = [WORK, (*WORK[1:], "A pilot flies.", "A sailor steers.")]
    done = threading.Event()
    wrong: list[object] = []
    reads = [0] * 6

    def write() -> None:
        for number in range(60):
            put(catalogue, encoder, "trades.md", *sides[number % 2])
            if number % 5 == 4:
                catalogue.remove_sources([id_])
        done.set()

    def check(number: int, reader: Catalogue, search: Searcher) -> None:
        for _ in range(20):
            counts = reader.counts()
            if (counts["sources"], counts["passages"]) not in {(0, 0), (1, 3), (1, 4)}:
                wrong.append(counts)
        texts = tuple(passage.text for passage in reader.passages_of(id_))
        if texts not in {(), *sides}:
            wrong.append(texts)
        ids, vectors = reader.all_vectors()
        if len(ids) not in (0, 3, 4) or len(ids) != len(vectors):
            wrong.append(ids)
        if not {hit.passage.text for hit in search.search("who bakes bread?")} <= {*WORK, *sides[1]}:
            wrong.append("search")
        reads[number] += 1

    def read(number: int) -> None:
        reader = catalogue if number % 2 else Catalogue(catalogue.path, read_only=True)
        search = Searcher(reader, StoredVectors(reader), encoder)
        try:
            while not done.is_set():
                check(number, reader, search)
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(len(reads))]
    threads.append(threading.Thread(target=write))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert min(reads) > 5
    assert catalogue.faults() == []
    assert catalogue.words_are_sound()


def test_a_writer_waits_for_another_instead_of_failing(stocked: Catalogue, encoder: Encoder) -> None:
    other = sqlite3.connect(stocked.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    ends = threading.Timer(0.5, lambda: other.execute("COMMIT"))
    ends.start()
    put(stocked, encoder, "other.md", "A pilot flies.")
    assert stocked.counts()["sources"] == 2
    ends.join()
    other.close()


def test_a_thread_that_ends_gives_its_connection_back(stocked: Catalogue) -> None:
    def files() -> int:
        return sum(file.path.startswith(str(stocked.path)) for file in psutil.Process().open_files())

    stocked.counts()
    before = files()
    for _ in range(30):
        thread = threading.Thread(target=stocked.counts)
        thread.start()
        thread.join()
    assert files() <= before + 2
    stocked.close()
    assert files() == 0
    assert stocked.counts()["sources"] == 1


# Health -------------------------------------------------------------------------------------------------------------


def test_a_sound_file_has_no_faults(stocked: Catalogue) -> None:
    assert stocked.faults() == []


def test_a_row_that_points_nowhere_is_a_fault(stocked: Catalogue) -> None:
    with sqlite3.connect(stocked.path) as db:
        db.execute("DELETE FROM embedding")
    assert stocked.faults() == ["a row of passage points nowhere"] * 3


def test_an_interrupted_transaction_leaves_nothing(stocked: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    inserted = module._insert
    calls: list[Callable[..., None]] = []

    def interrupted(*arguments: object) -> None:
        calls.append(inserted)
        if len(calls) == 2:
            raise KeyboardInterrupt
        inserted(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_insert", interrupted)
    texts = ["A pilot flies.", "A sailor steers."]
    made = passages(source("other.md"), texts)
    stocked.keep_vectors([passage.vector_key for passage in made], np.eye(2, 384, dtype=np.float32))
    with pytest.raises(KeyboardInterrupt):
        stocked.replace_sources([Content(source("other.md"), made)])
    monkeypatch.undo()
    assert stocked.counts() == {"sources": 1, "passages": 3}
    assert _found(stocked, "pilot") == []
    stocked.replace_sources([Content(source("other.md"), made)])
    assert _texts(stocked, "other.md") == texts
