import pytest

from knowledge.words import content_stems, fold, stem, stems, tokens, whole_letters


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C, C++ and C#", ["c", "cplusplus", "and", "csharp"]),
        ("(C/C++)", ["c", "cplusplus"]),
        ("C++17, .NET8 and Vue.js3", ["cplusplus", "17", "dotnet", "8", "and", "vuejs", "3"]),
        ("R&D", ["randd"]),
        ("Node.js, NODE.JS. Node.js's", ["nodejs", "nodejs", "nodejs", "s"]),
        ("CI/CD and Q&A", ["cicd", "and", "qanda"]),
        ("the U.S. office", ["the", "unitedstates", "office"]),
        ("Ｃ＋＋", ["cplusplus"]),
    ],
)
def test_names_that_a_tokenizer_would_tear_apart_are_one_word_each(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_names_inside_longer_words_are_left_alone() -> None:
    assert tokens("node.jsx asp.net R&Design C++#") == ["node", "jsx", "asp", "net", "r", "design", "c"]


def test_a_name_is_written_with_or_without_its_dot() -> None:
    assert tokens("Node.js") == tokens("NodeJS")


def test_a_nul_parts_words_and_is_in_none() -> None:
    assert tokens("weld\x00er C\x00++") == ["weld", "er", "c"]


def test_case_accents_and_apostrophes_do_not_matter() -> None:
    assert fold("Café") == fold("CAFE\u0301") == "cafe"
    assert tokens("I don’t, I don't") == ["i", "dont", "i", "dont"]
    assert tokens("Straße İzmir snake_case") == ["strasse", "izmir", "snake", "case"]


def test_forms_of_a_word_have_one_stem() -> None:
    assert len(set(stems("engineer engineers engineering"))) == 1
    assert stems("The welders weld") == ["the", "welder", "weld"]
    assert stem("c") == "c"


def test_content_is_what_remains_without_the_words_of_asking_each_once() -> None:
    assert content_stems("What should I learn to be a welder, and what do welders earn?") == ["learn", "welder", "earn"]
    assert content_stems("What should I do?") == []


def test_half_a_letter_becomes_a_question_mark() -> None:
    assert whole_letters("a\ud800b \N{GRINNING FACE}") == "a?b \N{GRINNING FACE}"
