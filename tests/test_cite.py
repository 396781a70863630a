from bot.cite import Exhibit, Statement, resolve
from knowledge.records import Passage, Source

SOURCE = Source("source:1", "/a.md", "Welding", "A publisher", "CC0", "https://example.org/a", "2026-01-02", None, "x")
PASSAGE = Passage("passage:1", "source:1", "Welders join metal. Pay is good.", ("Welding", "Work"), "Work")
OTHER = Passage("passage:2", "source:1", "Welding is hot.", ("Welding",), "part 1")
STORED = {passage.id: passage for passage in (PASSAGE, OTHER)}


def exhibit(number: int, passage: Passage = PASSAGE, quote: str = "Welders join metal.") -> Exhibit:
    return Exhibit(number, passage, SOURCE, quote)


def test_a_citation_carries_title_source_address_and_quote() -> None:
    _, citations = resolve([Statement("Welders join metal.", (1,))], [exhibit(1)], STORED)
    assert citations[0].model_dump() == {
        "number": 1,
        "id": "passage:1",
        "title": "Welding > Work",
        "source": "A publisher, 2026",
        "address": "https://example.org/a",
        "quote": "Welders join metal.",
    }


def test_a_statement_whose_passage_is_gone_vanishes_with_its_citation() -> None:
    statements = [Statement("Welders join metal.", (1,)), Statement("Welding is hot.", (2,))]
    exhibits = [exhibit(1), exhibit(2, OTHER, "Welding is hot.")]
    kept, citations = resolve(statements, exhibits, {OTHER.id: OTHER})
    assert [statement.text for statement in kept] == ["Welding is hot."]
    assert [citation.number for citation in citations] == [2]


def test_a_quote_that_is_not_word_for_word_in_its_passage_is_no_evidence() -> None:
    kept, citations = resolve([Statement("Welders join wood.", (1,))], [exhibit(1, quote="Welders join wood.")], STORED)
    assert (kept, citations) == ([], [])


def test_an_empty_quote_is_no_evidence() -> None:
    assert resolve([Statement("Welders are rich.", (1,))], [exhibit(1, quote="")], STORED) == ([], [])


def test_a_statement_keeps_the_marks_that_hold_and_loses_the_others() -> None:
    kept, _ = resolve([Statement("Welders join metal.", (1, 7))], [exhibit(1)], STORED)
    assert kept[0].marked == "Welders join metal. [1]"


def test_marks_that_stand_in_a_sources_own_text_are_removed() -> None:
    kept, _ = resolve([Statement("Welders join metal [3] and more [12].", (1,))], [exhibit(1)], STORED)
    assert kept[0].marked == "Welders join metal and more. [1]"


def test_connecting_words_need_no_mark_and_stay() -> None:
    kept, citations = resolve([Statement("From “Welding”:")], [], STORED)
    assert [statement.text for statement in kept] == ["From “Welding”:"]
    assert citations == []
