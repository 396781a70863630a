from dataclasses import FrozenInstanceError, replace

import pytest

from knowledge.records import Passage, Source, digest
from tests.shelves import passages, source


def test_the_same_place_gives_the_same_id_and_another_place_another() -> None:
    assert Source.id_for("/home/notes.md") == Source.id_for("/home/notes.md")
    assert Source.id_for("/home/notes.md") != Source.id_for("/home/Notes.md")
    assert Source.id_for("/home/notes.md").startswith("source:")


def test_parts_of_a_digest_do_not_run_into_each_other() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a") != digest("a", "")


def test_a_digest_takes_half_a_letter() -> None:
    assert len(digest("\ud800")) == 64


def test_a_label_names_publisher_and_year() -> None:
    assert source("trades.md").label == "Office of Trades, 2026"


def test_a_text_has_one_vector_wherever_it_stands_and_another_under_another_heading() -> None:
    (first,) = passages(source("a.md"), ["A welder welds."])
    (second,) = passages(source("b.md"), ["A welder welds."])
    assert first.id != second.id
    assert first.vector_key == second.vector_key
    assert first.vector_key != replace(first, headings=("Pay",)).vector_key
    assert first.embedded_text == "Kinds of work > Work\nA welder welds."


def test_values_are_frozen() -> None:
    passage = Passage("passage:1", "source:1", "text", ("heading",), "part 1")
    with pytest.raises(FrozenInstanceError):
        passage.text = "other"  # type: ignore[misc]
