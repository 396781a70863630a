import pytest

from bot.guard import check


@pytest.mark.parametrize(
    "message",
    [
        "I want to kill myself",
        "i lost my job and i dont want to live anymore",
        "I don’t want to be here any more",
        "what's the point, i'd be better off dead",
        "thinking about suicide",
        "there is no point in living after this",
    ],
)
def test_a_person_in_distress_is_met_with_warmth_and_a_helpline_and_no_career_pitch(message: str) -> None:
    answer = check(message)
    assert answer is not None
    assert answer.kind == "distress"
    assert "findahelpline.com" in answer.text
    assert "988" in answer.text
    assert not answer.citations
    assert not answer.choices


@pytest.mark.parametrize(
    "message",
    [
        "How do I get a job in suicide prevention?",
        "What does a suicide hotline counselor do?",
        "this job interview is killing me",
        "How long does a data analyst course take?",
        "I can't go on holiday during training, is that a problem?",
        "How do I say hi to a recruiter?",
    ],
)
def test_a_question_about_work_goes_on_to_the_search(message: str) -> None:
    assert check(message) is None


@pytest.mark.parametrize("message", ["hi", "Hello!", "thanks a lot", "Good morning", "hey there", "what can you do?"])
def test_a_greeting_gets_a_greeting_and_something_to_ask(message: str) -> None:
    answer = check(message)
    assert answer is not None
    assert answer.kind == "small_talk"
    assert answer.choices


@pytest.mark.parametrize("message", ["", "???", "...", "🙂"])
def test_a_message_without_words_is_asked_back(message: str) -> None:
    answer = check(message)
    assert answer is not None
    assert answer.kind == "clarify"
