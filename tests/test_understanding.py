"""What is asked and named, on utterances and talks that were written blind: no figure may fall much below what was reached."""

import json

import pytest

from bot.advisor import Adviser
from bot.talk import Conversation
from bot.understand import read
from knowledge.home import Home
from tests.evals import talks, understanding
from tests.evals.questions import lines_of
from tests.homes import DATA

REFUSING = {"off_topic", "unsafe", "distress"}


def test_held_out_utterances_are_understood(pack_home: Home) -> None:
    intents, names = understanding.report(pack_home, "utterances_test")
    assert intents >= 0.91
    assert names >= 0.89


def test_utterances_that_nobody_had_seen_are_understood(pack_home: Home) -> None:
    intents, names = understanding.report(pack_home, "utterances_second")
    assert intents >= 0.92
    assert names >= 0.83  # The aim is 0.90.


def test_hardly_any_question_about_work_is_refused(pack_home: Home) -> None:
    adviser = Adviser(pack_home)
    items = [item for item in lines_of("utterances_test") if not set(item["intents"]) & REFUSING]
    refused = [
        item["text"] for item in items if understanding.understood(pack_home, adviser, item).intents[0] in REFUSING
    ]
    assert len(refused) <= 0.02 * len(items), refused


def test_scripted_talks_go_as_they_should(pack_home: Home) -> None:
    adviser = Adviser(pack_home)
    faults = [found for talk in lines_of("talks") for _, _, found in talks.checked(adviser, talk)]
    assert len(faults) > 250
    assert sum(not found for found in faults) >= 0.96 * len(faults)


@pytest.mark.shared
def test_everyday_requests_are_off_topic(pack_home: Home) -> None:
    file = DATA / "tuning" / "off_topic_validation.json"
    if not file.is_file():
        pytest.skip(f"the shared data is not at {DATA}")
    requests = [item[0] for items in json.loads(file.read_text(encoding="utf-8")).values() for item in items]
    found = [read(pack_home, text, Conversation(), talks.TODAY).intents[0] for text in requests]
    assert found.count("off_topic") >= 0.95 * len(requests)  # Of the rest most ask about careers.


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("what does a data engineer do and earn?", "role"),
        ("how do I stop procrastinating on my course", "article"),
        ("best laptop for programming", "off_topic"),
        ("how many people live in taiwan", "off_topic"),
        ("quiero aprender a soldar, por donde empiezo", "clarify"),
    ],
)
def test_the_kind_of_an_answer(pack_home: Home, message: str, kind: str) -> None:
    assert Adviser(pack_home).turn(message, Conversation(), talks.TODAY).answer.kind == kind


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("i want to be a software engineer but i hate maths", "next_step"),
        ("should i do a masters in data science", "article"),
        ("i dont like computers, people or maths. what is left", "explore"),
        ("I hate maths and love animals", "explore"),
        ("I'm bad at maths but want to do data", "explore"),
        ("i have a criminal record, which jobs can i get", "article"),
        ("what jobs can i get with a theft conviction", "article"),
        ("which jobs can i do from home without a degree", "article"),
        ("how do i become a better leader", "next_step"),
        ("can you write my cv", "article"),
        ("what do you know about me", "profile"),
        ("start over", "profile"),
        ("how does this work", "small_talk"),
        ("I want to work remotely from Portugal as a developer", "next_step"),
    ],
)
def test_what_people_asked_that_was_answered_beside_the_point(pack_home: Home, message: str, kind: str) -> None:
    assert Adviser(pack_home).turn(message, Conversation(), talks.TODAY).answer.kind == kind
