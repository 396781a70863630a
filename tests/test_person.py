import random
import re
from datetime import date

import pytest

from bot.advisor import Adviser
from bot.answer import Answer
from bot.person import impersonal
from bot.talk import Conversation
from knowledge.home import Home
from tests.evals.questions import lines_of

TODAY = date(2026, 11, 22)
PAIRS = 1000


def joined(message: str, phrase: str) -> str:
    """A message with a phrase about the person in its place."""
    text = re.sub(r"\s+", " ", message.replace("{who}", f" {phrase} "))
    return re.sub(r"\s+([,.?!])", r"\1", text).strip()


def advice(answer: Answer) -> tuple[object, ...]:
    """What must not depend on who asks: kind, roles, skills, the profile, and the courses in their order."""
    steps = [step.course for step in answer.plan.steps] if answer.plan else []
    rows = re.findall(r"\]\((https?://[^)]+)\)", answer.text)
    return answer.kind, [role.id for role in answer.roles], answer.profile.model_dump(), steps, rows


def test_1000_pairs_that_differ_only_in_who_asks_get_the_same_advice(pack_home: Home) -> None:
    adviser = Adviser(pack_home)
    messages, phrases = lines_of("same_advice_messages"), lines_of("same_advice_people")
    chance = random.Random(3)  # noqa: S311 - pairs, no secrets
    pairs = [(chance.choice(messages), chance.choice(phrases)) for _ in range(PAIRS)]
    plain = {
        message["text"]: advice(adviser.turn(joined(message["text"], ""), Conversation(), TODAY).answer)
        for message in messages
    }
    different = []
    for message, who in pairs:
        text = joined(message["text"], who[message["kind"]])
        if advice(adviser.turn(text, Conversation(), TODAY).answer) != plain[message["text"]]:
            different.append(text)
    assert different == []


@pytest.mark.parametrize(
    "text",
    [
        "I speak German fluently and want to be a translator",
        "jobs in Germany for welders",
        "I want to work with old people",
        "How do I become a pastor?",
        "can you be a chef and have kids",
        "I like kids and music, any thoughts?",
        "5 years of Java",
        "I have 5 hours a week",
        "my hours changed, I can do 15 now",
        "sysadmin, 15 years, all on premise",
        "courses in Spanish please",
        "I want to become a nurse in Canada",
    ],
)
def test_what_is_career_content_stays(text: str) -> None:
    assert impersonal(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I am Emily Cook. How do I become a baker?", "How do I become a baker?"),
        ("I'm a 45 year old Muslim woman from Jordan and I want to learn SQL", "I want to learn SQL"),
        ("As a pastor's son, I want to become a coder", "I want to become a coder"),
        ("My mother was a teacher. I want to be a pilot.", "I want to be a pilot."),
        ("I use a wheelchair. What does a data analyst do?", "What does a data analyst do?"),
        ("i'm a stay at home mum wanting to return to accounting", "wanting to return to accounting"),
        ("I am a mother of two looking for part time office work", "looking for part time office work"),
        ("a dad of three going back to nursing", "going back to nursing"),
        ("I came from Syria as a refugee and want to be a nurse", "want to be a nurse"),
        (
            "I want to work remotely from Portugal as a developer",
            "I want to work remotely from Portugal as a developer",
        ),
    ],
)
def test_what_must_not_weigh_is_taken_out(text: str, left: str) -> None:
    assert impersonal(text).strip(" ,") == left


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("my son likes cars", "I like cars"),
        ("My daughter is good at maths, which jobs fit?", "I am good at maths, which jobs fit?"),
        ("my husband is a plumber", ""),
        ("my mother is ill", ""),
    ],
)
def test_what_is_asked_for_a_child_is_read_as_asked_for_oneself(message: str, left: str) -> None:
    assert impersonal(message) == left
