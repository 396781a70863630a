import pytest

from bot.context import LONGEST, clean, needs_context, whole_text


@pytest.mark.parametrize(
    "message",
    ["and how long does that take?", "what about Rust instead", "why?", "how much does it cost", "tell me more"],
)
def test_a_follow_up_is_made_whole_with_the_message_before_it(message: str) -> None:
    assert whole_text(message, ["hello", "How do I become a nurse?"]) == f"How do I become a nurse? {message}"


@pytest.mark.parametrize(
    "message",
    [
        "How do I become a welder?",
        "and what skills does a data engineer need in a large company?",
        "data analyst salary",
    ],
)
def test_a_new_subject_stands_alone(message: str) -> None:
    assert not needs_context(message)
    assert whole_text(message, ["How do I become a nurse?"]) == message


def test_without_history_a_message_stays_as_it_is() -> None:
    assert whole_text("and how long does that take?", []) == "and how long does that take?"


def test_control_characters_and_line_breaks_become_spaces_and_length_is_limited() -> None:
    assert clean("what\x00 does\n\ta  nurse\u2028do") == "what does a nurse do"
    assert len(clean("a" * 100_000)) == LONGEST
