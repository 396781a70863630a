"""What a message picks of the list that the last answer gave, and what a plan is made for after a role's page."""

import re

import pytest

from bot.advisor import Adviser, Turn
from bot.listing import asked_by, listed, picked
from bot.talk import Conversation
from knowledge.home import Home

LIST = "jobs in health care"


def turns(home: Home, *messages: str) -> list[Turn]:
    adviser, talk, made = Adviser(home), Conversation(), []
    for message in messages:
        made.append(adviser.turn(message, talk))
        talk = made[-1].talk
    return made


@pytest.mark.parametrize(
    ("message", "place"),
    [("tell me about the second", 1), ("the last one", -1), ("what does the third one earn?", 2)],
)
def test_a_place_of_the_list_is_the_role_that_stands_there(pack_home: Home, message: str, place: int) -> None:
    first, then = turns(pack_home, LIST, message)
    assert then.talk.focus.roles == (listed(first.talk)[place],)


def test_which_pays_best_ranks_the_roles_of_the_list_by_their_published_pay(pack_home: Home) -> None:
    first, then = turns(pack_home, LIST, "which of them pays best?")
    medians = [int(pay.replace(",", "")) for pay in re.findall(r"median \$([\d,]+)", then.answer.text)]
    assert set(then.talk.focus.roles) == set(listed(first.talk))
    assert len(medians) == len(listed(first.talk))
    assert medians == sorted(medians, reverse=True)


def test_which_is_quickest_keeps_to_the_roles_of_the_list(pack_home: Home) -> None:
    first, then = turns(pack_home, LIST, "which one is the quickest to get into?")
    assert set(then.talk.focus.roles) == set(listed(first.talk))
    assert "shortest way in first" in then.answer.text


@pytest.mark.parametrize(
    ("message", "by"),
    [("which pays best", "pay"), ("which is growing fastest", "growth"), ("which needs no degree", "schooling")],
)
def test_the_figure_that_is_asked_for(message: str, by: str) -> None:
    assert asked_by(message) == by


def test_a_plan_after_a_list_is_asked_back_and_then_made_for_the_one_that_is_picked(pack_home: Home) -> None:
    first, asked, made = turns(pack_home, LIST, "make me a plan", "the second")
    assert asked.answer.kind == "clarify"
    assert made.talk.plan is not None
    assert made.talk.profile.goal == listed(first.talk)[1]


@pytest.mark.parametrize("message", ["make me a plan", "how long does it take?", "ok, what should I learn first"])
def test_a_plan_after_a_page_on_one_role_is_for_that_role(pack_home: Home, message: str) -> None:
    _, made = turns(pack_home, "what does a nurse do", message)
    assert made.talk.profile.goal == "role:registered-nurse"
    assert made.talk.plan is not None


def test_without_a_list_nothing_is_picked() -> None:
    assert picked("which of them pays best?", (), Conversation()) == ()
    assert picked("tell me about the second", (2,), Conversation()) == ()
