from datetime import date

import pytest

from ingest.document import Block
from ingest.readers.markdown import front_matter, markdown_blocks
from knowledge.errors import InputFailed


def blocks(text: str) -> list[Block]:
    return list(markdown_blocks(text))


def test_headings_are_kept_with_those_above_them() -> None:
    text = "Before.\n\n# Plumber\n\nOne.\n\n### Pay `2025`\n\nTwo.\n\n## Training\n\nThree.\n\nNext\n====\n\nFour.\n"
    assert blocks(text) == [
        Block("Before."),
        Block("One.", ("Plumber",)),
        Block("Two.", ("Plumber", "Pay 2025")),
        Block("Three.", ("Plumber", "Training")),
        Block("Four.", ("Next",)),
    ]


def test_a_wrapped_paragraph_is_one_line() -> None:
    assert blocks("Plumbers fit pipes\nin houses  \nand flats.") == [Block("Plumbers fit pipes in houses and flats.")]


def test_items_of_lists_are_marked_at_every_depth() -> None:
    text = "1. One\n   - Two\n     goes on\n2. Three\n\n   Its second paragraph.\n\nAfter."
    assert [block.text for block in blocks(text)] == [
        "- One",
        "- Two goes on",
        "- Three",
        "- Its second paragraph.",
        "After.",
    ]


def test_a_paragraph_right_below_a_list_is_no_part_of_its_last_item() -> None:
    text = "- Cut the pipe\n- Solder *the\njoint*\nThen test it with water\nfor an hour."
    assert [block.text for block in blocks(text)] == [
        "- Cut the pipe",
        "- Solder the joint",
        "Then test it with water for an hour.",
    ]


def test_a_row_of_a_table_carries_the_names_of_its_columns() -> None:
    text = "| Year | Pay |\n| --- | --- |\n| 2024 | **50** |\n| | 60 |\n| 2026 | 70 | \n\nAfter."
    rows = ["- Year: 2024; Pay: 50", "- Pay: 60", "- Year: 2026; Pay: 70", "After."]
    assert [block.text for block in blocks(text)] == rows


def test_each_line_of_code_is_kept() -> None:
    text = "```\npip install  x\n\npytest\n```\n\n    make run\n"
    assert [block.text for block in blocks(text)] == ["pip install x", "pytest", "make run"]


def test_only_what_a_reader_sees_is_kept() -> None:
    text = (
        "See *the* [list](https://example.org 'title') ![a picture](x.png)of R&amp;D\\* <b>now</b>"
        " <!-- not this -->.\n\n<script>\nalert('not this')\n</script>\n\n[one]: https://example.org\n"
    )
    assert blocks(text) == [Block("See the list of R&D* now .")]


def test_entities_bring_no_unseen_characters_back() -> None:
    assert blocks("# A&#x202e;B\n\nC&#8203;D") == [Block("CD", ("AB",))]


def test_front_matter_is_taken_off() -> None:
    fields, text = front_matter("---\ntitle: The plumber\nwritten: 2025-03-01\n---\n# Plumber\n")
    assert fields == {"title": "The plumber", "written": date(2025, 3, 1)}
    assert text == "# Plumber\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\nNo end of it.\n",
        "---\n- a list\n---\nText.\n",
        "---\ntitle: [open\n---\nText.\n",
        "---\nwritten: 2024-13-45\n---\nText.\n",
        "---\nboom: !!python/object/apply:os.getcwd []\n---\nText.\n",
        "Text.\n---\ntitle: X\n---\n",
    ],
)
def test_what_is_no_front_matter_stays_in_the_text(text: str) -> None:
    assert front_matter(text) == ({}, text)


@pytest.mark.parametrize("nested", ["deep: " + "[" * 100_000, "- " * 50_000], ids=["brackets", "dashes"])
def test_front_matter_nested_without_end_is_refused(nested: str) -> None:
    with pytest.raises(InputFailed, match="nested too deeply"):
        front_matter(f"---\n{nested}\n---\nText.\n")
