from collections.abc import Iterator
from itertools import pairwise

import pytest
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import ValidationError

from bot.advisor import Adviser, as_runnable
from bot.answer import Answer
from bot.phrasing import Phraser
from bot.runnable import AdviserRunnable
from knowledge.home import Home
from tests.scripted import Script, Scripted, model_at, scripted

WELDER = "What does a welder do?"
TRUE = "A welder joins metal with heat so that two pieces behave like one [1]."


@pytest.fixture
def adviser(pack_home: Home) -> Runnable[str | dict[str, object], Answer]:
    return as_runnable(pack_home)


@pytest.fixture
def server() -> Iterator[Scripted]:
    with scripted(Script([f"{word} " for word in TRUE.split()])) as made:
        yield made


@pytest.fixture
def phrasing(pack_home: Home, server: Scripted) -> AdviserRunnable:
    return AdviserRunnable(Adviser(pack_home, Phraser(model_at(server), pack_home)))


Advising = Runnable[str | dict[str, object], Answer]


def test_a_question_is_invoked_into_the_answer_of_the_adviser(adviser: Advising, pack_home: Home) -> None:
    answer = adviser.invoke(WELDER)
    plain = Adviser(pack_home).answer(WELDER)
    assert (answer.kind, answer.text, answer.citations) == ("role", plain.text, plain.citations)


def test_history_and_profile_are_taken_along(adviser: Advising) -> None:
    asked = {"question": "and how long does it take?", "history": ["How do I become a data engineer?"]}
    answer = adviser.invoke(asked)
    assert answer.plan is not None
    assert answer.plan.goal.id == "role:data-engineer"
    known = adviser.invoke({"question": "hi", "profile": {"goal": "cook", "shoe_size": 44}})
    assert known.profile.goal == "role:cook"


async def test_ainvoke_says_the_same(adviser: Advising) -> None:
    for asked in (WELDER, {"question": "and the pay?", "history": [WELDER]}):
        assert (await adviser.ainvoke(asked)).text == adviser.invoke(asked).text


def test_a_stream_grows_to_the_answer(adviser: Advising) -> None:
    grown = list(adviser.stream(WELDER))
    assert len(grown) > 2
    assert all(later.text.startswith(earlier.text) for earlier, later in pairwise(grown))
    assert grown[-1].text == adviser.invoke(WELDER).text


async def test_an_astream_gives_the_plain_answer_whole(adviser: Advising) -> None:
    grown = [answer async for answer in adviser.astream(WELDER)]
    assert [answer.text for answer in grown] == [adviser.invoke(WELDER).text]


async def test_a_batch_answers_each_in_order(adviser: Advising) -> None:
    questions: list[str | dict[str, object]] = [WELDER, "hi", {"question": "What is SQL?"}]
    assert [answer.kind for answer in adviser.batch(questions)] == ["role", "small_talk", "skill"]
    assert [answer.kind for answer in await adviser.abatch(questions)] == ["role", "small_talk", "skill"]


async def test_it_chains_with_other_runnables(adviser: Advising) -> None:
    chain = adviser | RunnableLambda(lambda answer: answer.kind)
    assert chain.invoke(WELDER) == "role"
    assert await chain.ainvoke("hi") == "small_talk"
    assert chain.batch([WELDER, "hi"]) == ["role", "small_talk"]
    before = RunnableLambda(lambda role: f"What does a {role} do?") | adviser
    assert before.invoke("welder").kind == "role"
    assert list(before.stream("welder"))[-1].text == adviser.invoke(WELDER).text


@pytest.mark.parametrize("asked", [{}, {"question": 1}, {"question": "hi", "profile": {"hours_per_week": -1}}])
def test_what_is_no_question_is_refused(adviser: Advising, asked: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        adviser.invoke(asked)


async def test_with_a_model_ainvoke_and_astream_give_its_prose(phrasing: AdviserRunnable, server: Scripted) -> None:
    answer = await phrasing.ainvoke(WELDER)
    assert answer.text.startswith(TRUE)
    *_, last = [answer async for answer in phrasing.astream(WELDER)]
    assert last.text.startswith(TRUE)
    assert len(server.requests) == 2


def test_with_a_model_every_invoke_gives_its_prose(phrasing: AdviserRunnable) -> None:
    answers = [phrasing.invoke(WELDER) for _ in range(2)]
    assert [answer.writer.remark for answer in answers if answer.writer] == ["", ""]
    assert all(answer.text.startswith(TRUE) for answer in answers)


def test_with_a_model_a_batch_gives_its_prose(phrasing: AdviserRunnable) -> None:
    answers = phrasing.batch([WELDER] * 4)
    assert [answer.text.startswith(TRUE) for answer in answers] == [True] * 4
