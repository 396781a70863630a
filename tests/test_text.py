import pytest

from ingest.document import Block
from ingest.readers.text import clean, over_the_page, text_blocks

LONG = "Plumbers fit and mend the pipes that bring water into houses"


def texts(text: str) -> list[str]:
    return [block.text for block in text_blocks(text)]


def test_a_short_line_before_a_longer_one_is_a_heading() -> None:
    blocks = list(text_blocks(f"The plumber\n\n{LONG}.\n\nPay in 2025\n{LONG} for good pay.\n", ("Trades",), page=3))
    assert blocks == [
        Block(f"{LONG}.", ("Trades", "The plumber"), 3),
        Block(f"{LONG} for good pay.", ("Trades", "Pay in 2025"), 3),
    ]


@pytest.mark.parametrize(
    "line", ["Read this first:", "It pays well.", "water, gas and", "Water, gas,", "2025", "- Pay"]
)
def test_a_line_that_is_no_heading_stays_in_the_text(line: str) -> None:
    blocks = list(text_blocks(f"{line}\n\n{LONG}.\n"))
    assert [block.text for block in blocks] == [line, f"{LONG}."]
    assert not any(block.headings for block in blocks)


def test_no_line_is_lost_where_all_look_like_headings() -> None:
    assert texts("Python\nSQL\nDocker") == ["Python", "SQL", "Docker"]


def test_lines_that_were_only_wrapped_are_joined() -> None:
    assert texts(f"{LONG}\nand flats. They work with copper, and in the\nUnited States they need a licence.") == [
        f"{LONG} and flats. They work with copper, and in the United States they need a licence."
    ]


def test_a_word_that_was_parted_at_the_end_of_a_line_is_made_whole() -> None:
    assert texts("They need a licence to in-\nstall boilers.") == ["They need a licence to install boilers."]


def test_items_of_a_list_have_one_mark_and_keep_their_wrapped_lines() -> None:
    listed = "• Cut the pipe\n  to length.\n2) Solder the joint.\n(3) Test it\n  With water.\n– Clean up."
    assert texts(listed) == ["- Cut the pipe to length.", "- Solder the joint.", "- Test it With water.", "- Clean up."]


def test_a_numbered_item_is_no_heading() -> None:
    assert list(text_blocks(f"1. Training\n\n{LONG}.")) == [Block("- Training"), Block(f"{LONG}.")]


def test_an_empty_line_parts_paragraphs() -> None:
    assert texts(f"{LONG}\n\nand flats.") == [LONG, "and flats."]


def test_control_and_unseen_characters_are_taken_out() -> None:
    assert clean("A\x00\x1b\u200b\u202eB\ufeff\u00ad C\r\nD\rE\ud800") == "AB C\nD\nE"


@pytest.mark.parametrize(
    ("before", "line", "whole", "rest"),
    [
        ("They learn for", "four years. Then they work.", "They learn for four years.", "Then they work."),
        ("They learn for", "four years.", "They learn for four years.", ""),
        ("They in-", "stall boilers. It pays.", "They install boilers.", "It pays."),
        ("They learn for four years.", "then they work.", "They learn for four years.", "then they work."),
        ("They learn for", "Then they work.", "They learn for", "Then they work."),
    ],
)
def test_a_sentence_that_a_page_has_cut_is_made_whole(before: str, line: str, whole: str, rest: str) -> None:
    assert over_the_page(before, line) == (whole, rest)
