from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cite import Statement
from bot.evidence import gather
from bot.write import SENTENCES, joined, plain, unknown
from ingest.pipeline import ingest
from knowledge.home import Home

WELDING = """# Welding

## What do welders do?

Welders join metal parts with heat. They wear helmets and gloves against the glare.

## Which tools does a welder use?

A welder uses these tools:

- Torch: it melts the metal.
- Clamp: it holds the parts. Clamps come in many sizes.
- Helmet: it protects the eyes.

## How is the pay?

### In the United States

In the United States welders earned $51,000 in 2024.

### In Norway

In Norway welders earned 520,000 kroner in 2024.
"""


@pytest.fixture
def welding(home: Home, tmp_path: Path) -> Iterator[Home]:
    file = tmp_path / "welding.md"
    file.write_text(WELDING, encoding="utf-8")
    assert ingest(home, [str(file)]).added == 1
    yield home


def test_a_list_is_shown_whole_with_the_line_that_announces_it(welding: Home) -> None:
    draft = plain(gather(welding.searcher, "Which tools does a welder use?"))
    assert joined(draft.statements).startswith(
        "A welder uses these tools: [1]\n\n- Torch: it melts the metal. [1]\n"
        "- Clamp: it holds the parts. Clamps come in many sizes. [1]\n- Helmet: it protects the eyes. [1]"
    )
    assert draft.exhibits[0].quote in draft.exhibits[0].passage.text


def test_a_sentence_that_leans_on_another_is_shown_after_it(welding: Home) -> None:
    draft = plain(gather(welding.searcher, "Do they wear helmets against the glare?"))
    assert "Welders join metal parts with heat. [1] They wear helmets" in joined(draft.statements)
    assert draft.exhibits[0].quote.startswith("Welders join metal parts with heat. They wear")


def test_every_sentence_but_a_connecting_one_has_a_mark(pack_home: Home) -> None:
    for question in (
        "Should I take a degree or a boot camp?",
        "What does a data engineer do all day?",
        "Is Python enough?",
    ):
        for statement in plain(gather(pack_home.searcher, question)).statements:
            assert statement.numbers or statement.text.startswith("From “")


def test_prose_stays_short(pack_home: Home) -> None:
    draft = plain(gather(pack_home.searcher, "What does a site reliability engineer do?"))
    prose = [statement for statement in draft.statements if not statement.text.startswith(("- ", "From "))]
    assert 1 <= len(prose) <= 2 * SENTENCES


def test_quotes_are_verbatim_and_numbered_in_order(pack_home: Home) -> None:
    draft = plain(gather(pack_home.searcher, "How do I become a data analyst without a degree?"))
    assert [exhibit.number for exhibit in draft.exhibits] == list(range(1, len(draft.exhibits) + 1))
    assert all(exhibit.quote in exhibit.passage.text for exhibit in draft.exhibits)


def test_what_is_not_known_is_said_with_what_is_known_nearby(welding: Home) -> None:
    draft = unknown(gather(welding.searcher, "What do welders earn in Japan?"))
    text = joined(draft.statements)
    assert text.startswith("I have nothing on that")
    assert "- Welding: How is the pay?" in text


def test_with_nothing_nearby_it_just_says_so(home: Home) -> None:
    draft = unknown(gather(home.searcher, "What do welders earn in Japan?"))
    assert joined(draft.statements) == "I have nothing on that."
    assert draft.exhibits == ()


def test_sentences_lists_and_headings_are_joined_as_markdown() -> None:
    statements = [
        Statement("From “A”:"),
        Statement("One.", (1,)),
        Statement("Two:", (2,)),
        Statement("- x", (2,)),
        Statement("- y", (2,)),
        Statement("Three.", (3,)),
    ]
    assert joined(statements) == "From “A”:\n\nOne. [1] Two: [2]\n\n- x [2]\n- y [2]\n\nThree. [3]"
