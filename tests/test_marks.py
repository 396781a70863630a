import pytest

from bot.marks import LONGEST_RANGE, normal, parted

KNOWN = range(1, 10)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Nurses care [1].", "Nurses care [1]."),
        ("Nurses care[1].", "Nurses care [1]."),
        ("Nurses care [ 1 ].", "Nurses care [1]."),
        ("Nurses care [^1].", "Nurses care [1]."),
        ("Nurses care [#1].", "Nurses care [1]."),
        ("Nurses care 【1】.", "Nurses care [1]."),
        ("Nurses care ［1］.", "Nurses care [1]."),
        ("Nurses care 〔1〕.", "Nurses care [1]."),
        ("Nurses care 【1†source】.", "Nurses care [1]."),
        ("Nurses care [source 1].", "Nurses care [1]."),
        ("Nurses care [Note 1].", "Nurses care [1]."),
        ("Nurses care [Ref. 1].", "Nurses care [1]."),
        ("Nurses care [citation: 1].", "Nurses care [1]."),
        ("Nurses care (1).", "Nurses care [1]."),
        ("Nurses care (Source 1).", "Nurses care [1]."),
        ("Nurses care (see note 1).", "Nurses care [1]."),
        ("Nurses care （1）.", "Nurses care [1]."),
        ("Nurses care¹.", "Nurses care [1]."),
        ("Nurses care.¹", "Nurses care. [1]"),
        ("Nurses care [1][2].", "Nurses care [1] [2]."),
        ("Nurses care [1, 2].", "Nurses care [1] [2]."),
        ("Nurses care [1; 2 and 3].", "Nurses care [1] [2] [3]."),
        ("Nurses care [1 & 2].", "Nurses care [1] [2]."),
        ("Nurses care [sources 1 and 2].", "Nurses care [1] [2]."),
        ("Nurses care (1, 2).", "Nurses care [1] [2]."),
        ("Nurses care [1, 1].", "Nurses care [1]."),
    ],
)
def test_every_way_of_writing_a_mark_becomes_ours(written: str, expected: str) -> None:
    assert normal(written, KNOWN) == expected


@pytest.mark.parametrize("joint", ["-", "–", "—", " to ", " - "])
def test_a_range_is_each_number_in_it(joint: str) -> None:
    assert normal(f"Nurses care [2{joint}4].", KNOWN) == "Nurses care [2] [3] [4]."


def test_a_range_that_is_too_long_or_runs_backwards_is_its_ends() -> None:
    everything = range(1, 999)
    assert normal(f"So it is [1-{LONGEST_RANGE + 2}].", everything) == f"So it is [1] [{LONGEST_RANGE + 2}]."
    assert normal("So it is [4-2].", everything) == "So it is [4] [2]."


@pytest.mark.parametrize("mark", ["[42]", "[0]", "【42】", "[^42]", "(Source 42)", "[source 42]", "[10-12]"])
def test_a_mark_that_points_at_nothing_is_gone(mark: str) -> None:
    assert normal(f"Nurses care {mark}.", KNOWN) == "Nurses care."


def test_of_several_numbers_those_that_point_at_something_stay() -> None:
    assert normal("Nurses care [1, 42, 3].", KNOWN) == "Nurses care [1] [3]."
    assert normal("Nurses care [8-11].", KNOWN) == "Nurses care [8] [9]."


@pytest.mark.parametrize(
    "text",
    [
        "There are twelve steps (42) in it.",
        "There are five (5) steps in it.",
        "The course (2 hours) is free.",
        "It takes 100 (or 200) hours.",
        "In 2024 (the last year known) pay rose.",
        "A list [of things] and an [x].",
        "Nurses (and carers) work nights.",
        "Take note of level 3.",
        "Learn C (1972) first.",
        "It is [sic] so.",
        "Pay is $50,000 [2024].",
    ],
)
def test_brackets_that_are_no_marks_stay_as_they_are(text: str) -> None:
    assert normal(text, KNOWN) == text


@pytest.mark.parametrize(
    "text",
    ["You will see 3 courses below.", "The resource 3 hours away is closed.", "Use sources 2,000 people trust."],
)
def test_a_figure_after_a_word_such_as_see_is_no_mark(text: str) -> None:
    assert normal(text, KNOWN) == text


def test_a_sentence_is_parted_from_its_marks() -> None:
    assert parted("Nurses care [2] for people [1] [2].") == ("Nurses care for people.", (2, 1))
    assert parted("Nothing here.") == ("Nothing here.", ())
    assert parted(" [3]") == ("", (3,))


def test_what_is_normal_stays_so() -> None:
    once = normal("Nurses care【1†a】, and help (2). They rest¹ [3-5].", KNOWN)
    assert once == "Nurses care [1], and help [2]. They rest [1] [3] [4] [5]."
    assert normal(once, KNOWN) == once
