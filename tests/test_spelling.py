from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.embeddings import Encoder
from knowledge.spelling import Spelling
from knowledge.words import stem
from tests.shelves import encoder_of, put

TEXT = "A machine learning engineer writes Python, trains models on Kubernetes and maps data."


@pytest.fixture(scope="module")
def encoder(model: Path) -> Encoder:
    return encoder_of(model)


@pytest.fixture
def catalogue(tmp_path: Path, encoder: Encoder) -> Iterator[Catalogue]:
    made = Catalogue.create(tmp_path / "catalogue.sqlite")
    put(made, encoder, "a.md", TEXT)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("machne", "machine"),
        ("enginneer", "engineer"),
        ("pythn", "python"),
        ("kuberentes", "kubernetes"),
        ("kubernetis", "kubernetes"),
    ],
)
def test_a_typing_error_becomes_the_nearest_word_that_is_there(catalogue: Catalogue, typed: str, meant: str) -> None:
    assert Spelling(catalogue, catalogue.vocabulary).mend(stem(typed)) == stem(meant)


@pytest.mark.parametrize("word", ["nurse", "pyramid", "mubernet", "trombone", "maschinenbau"])
def test_a_word_that_is_like_none_stays_as_it_is(catalogue: Catalogue, word: str) -> None:
    assert Spelling(catalogue, catalogue.vocabulary).mend(word) == word


def test_a_short_word_has_too_many_neighbours_to_be_mended(catalogue: Catalogue) -> None:
    assert Spelling(catalogue, catalogue.vocabulary).mend("dat") == "dat"
    assert Spelling(catalogue, catalogue.vocabulary).mend("") == ""


def test_words_of_a_new_source_are_known_and_those_of_a_removed_one_are_not(
    catalogue: Catalogue, encoder: Encoder
) -> None:
    spelling = Spelling(catalogue, catalogue.vocabulary)
    assert spelling.mend("trombonne") == "trombonne"
    (passage,) = put(catalogue, encoder, "b.md", "She plays the trombone.")
    assert spelling.mend("trombonne") == stem("trombone")
    catalogue.remove_sources([passage.source])
    assert spelling.mend("trombonne") == "trombonne"
