from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.chunk import PASSAGE_TOKENS, SentenceSplitter, passages_of
from ingest.document import Block, Document
from knowledge.embeddings import Encoder, export_bundled, load_encoder

SENTENCES = (
    "Dr. Smith of Ohio State Univ. says that plumbers, e.g. those in the U.S., earn $61,550.25 a year.",
    'Is it hard to learn, as one asked at 5 p.m. on Jan. 3, "without any school at all"?',
    "An apprentice works (and learns) for 4.5 years on average under a master plumber.",
    "Versions 3.11 and 3.12 of Python, Node.js and C++ are what a career changer meets first.",
    "Pay grew by 4.8% in the year to May 2024; the outlook, see fig. 2, is better than for most.",
)


@pytest.fixture(scope="module")
def encoder(model: Path) -> Encoder:
    return load_encoder(export_bundled(model), model)


@pytest.fixture(scope="module")
def split(encoder: Encoder) -> Callable[[str], list[str]]:
    return SentenceSplitter(encoder.count_tokens).split_text


def without_spaces(*texts: str) -> str:
    return "".join("".join(texts).split())


def sentences_of(tokens: int, encoder: Encoder) -> str:
    """Sentences that together have that many tokens."""
    text = ""
    while (left := tokens - encoder.count_tokens(text)) > 0:
        text += "Go on. " if left >= 3 else "Stop" if left == 1 else "Stop."
    assert encoder.count_tokens(text) == tokens
    return text.strip()


def test_passages_are_whole_sentences_and_lose_nothing(split: Callable[[str], list[str]], encoder: Encoder) -> None:
    paragraphs = [" ".join(SENTENCES[turn % 5 :] + SENTENCES[: turn % 5]) for turn in range(20)]
    passages = split("\n".join(paragraphs))
    assert len(passages) > 5
    assert without_spaces(*passages) == without_spaces(*paragraphs)
    for passage in passages:
        assert encoder.count_tokens(passage) <= PASSAGE_TOKENS
        rest = passage
        for sentence in SENTENCES:
            rest = rest.replace(sentence, "")
        assert not rest.strip(), f"cut inside a sentence: {rest}"


def test_passages_are_filled_before_a_new_one_is_begun(split: Callable[[str], list[str]], encoder: Encoder) -> None:
    full = sentences_of(PASSAGE_TOKENS, encoder)
    assert split(full) == [full]
    assert split(f"{full}\nMore follows.") == [full, "More follows."]


@settings(max_examples=60, deadline=None, derandomize=True)
@example(text="- ")
@given(text=st.text(alphabet="ab. ,;:!?-\n()\"'1€É각水\u0301", max_size=3000) | st.text(max_size=300))
def test_no_text_is_lost_or_too_long_whatever_it_is(encoder: Encoder, text: str) -> None:
    passages = SentenceSplitter(encoder.count_tokens).split_text(text)
    assert without_spaces(*passages) == without_spaces(text)
    assert all(encoder.count_tokens(passage) <= PASSAGE_TOKENS for passage in passages)


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, "각" * 5000, "각-" * 3000, "a.b,c;" * 3000, "https://example.org/a?b=c&d=e" * 300, "!" * 3000],
)
def test_text_without_spaces_is_parted_too(split: Callable[[str], list[str]], encoder: Encoder, text: str) -> None:
    passages = split(text)
    assert "".join(passages) == text
    assert all(encoder.count_tokens(passage) <= PASSAGE_TOKENS for passage in passages)
    assert all(len(passage) <= 2100 for passage in passages)


def test_a_sentence_that_is_too_long_is_parted_at_its_clauses(
    split: Callable[[str], list[str]], encoder: Encoder
) -> None:
    clauses = [f"in the year {year} the plumbers of the town fitted many kinds of pipes," for year in range(1900, 1940)]
    passages = split(f"Short before. {' '.join(clauses)} and no more. Short after.")
    assert len(passages) > 2
    assert all(passage.endswith((",", ".")) for passage in passages)
    assert passages[0].startswith("Short before. in the year") or passages[0] == "Short before."


def test_a_sentence_without_clauses_is_parted_between_words(split: Callable[[str], list[str]]) -> None:
    passages = split("plumber " * 900)
    assert len(passages) > 3
    assert all(set(passage.split()) == {"plumber"} for passage in passages)


def test_a_list_stays_with_the_sentence_that_announces_it(split: Callable[[str], list[str]], encoder: Encoder) -> None:
    announcing = "These are the steps:"
    before = sentences_of(PASSAGE_TOKENS - encoder.count_tokens(announcing) - 1, encoder)
    items = "- Cut the pipe.\n- Solder the joint."
    assert split(f"{before}\n{announcing}\n{items}") == [before, f"{announcing}\n{items}"]


def test_a_sentence_that_announces_what_does_not_fit_beside_it_stays_where_it_is(
    split: Callable[[str], list[str]], encoder: Encoder
) -> None:
    announcing = "These are the steps:"
    before = sentences_of(PASSAGE_TOKENS - 20, encoder)
    item = "- Go " + "on " * (PASSAGE_TOKENS - 5) + "now."
    assert split(f"{before}\n{announcing}\n{item}") == [f"{before}\n{announcing}", item]


def test_an_announcing_sentence_alone_is_no_passage_twice(split: Callable[[str], list[str]]) -> None:
    item = "- Go " + "on " * (PASSAGE_TOKENS - 5) + "now."
    assert split(f"Steps:\n{item}\n{item}") == ["Steps:", item, item]


def test_passages_keep_their_headings_and_never_cross_them(encoder: Encoder) -> None:
    document = Document(
        "The plumber",
        (
            Block("They fit pipes."),
            Block("They learn for four years.", ("Training",)),
            Block("They learn on the job.", ("Training",)),
            Block("They earn well.", ("Pay", "In Ohio")),
            Block("They pay dues.", ("Pay", "In Ohio"), 2),
            Block("They retire.", (), 3),
        ),
    )
    passages = passages_of(document, "source:1", encoder.count_tokens)
    assert [(passage.headings, passage.text, passage.place) for passage in passages] == [
        (("The plumber",), "They fit pipes.", "part 1"),
        (("The plumber", "Training"), "They learn for four years.\nThey learn on the job.", "Training"),
        (("The plumber", "Pay", "In Ohio"), "They earn well.", "Pay > In Ohio"),
        (("The plumber", "Pay", "In Ohio"), "They pay dues.", "page 2, Pay > In Ohio"),
        (("The plumber",), "They retire.", "page 3"),
    ]
    assert {passage.source for passage in passages} == {"source:1"}


def test_the_same_text_gives_the_same_ids_and_a_repeated_one_an_id_of_its_own(encoder: Encoder) -> None:
    def ids(source: str, *blocks: Block) -> list[str]:
        return [p.id for p in passages_of(Document("The plumber", blocks), source, encoder.count_tokens)]

    one, other = Block("They fit pipes.", ("Work",)), Block("They learn.", ("Training",))
    again = [one, other, one]
    assert ids("source:1", *again) == ids("source:1", *again)
    assert len(set(ids("source:1", *again))) == 3
    assert set(ids("source:1", one, other)) < set(ids("source:1", *again))
    assert not set(ids("source:1", *again)) & set(ids("source:2", *again))
    assert ids("source:1", one) != ids("source:1", Block("They fit pipes.", ("Pay",)))
