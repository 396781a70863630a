"""The writer with a real language model behind a real server: SmolLM2-135M on llama.cpp.

Its prose is poor, which is the point: nothing unsupported gets through.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from datetime import date
from typing import Any

import httpx
import pytest
from langchain_core.messages import HumanMessage

from bot.advisor import Adviser
from bot.model import Model, Piece, model_of
from bot.phrasing import IN_OTHER_WORDS, Phraser
from bot.prose import REMARKS
from bot.talk import Conversation
from knowledge.home import Home
from knowledge.settings import Settings
from tests.evals.model import asked, course_titles, faults, questions
from tests.modelserver import model_file, serving

TODAY = date(2026, 11, 23)
STORY = [HumanMessage("Tell me a long story about a welder and a nurse.")]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    if model_file() is None:
        pytest.skip("the small language model is not installed: make model")
    with serving() as at:
        yield at


def model_at(address: str, **limits: Any) -> Model:
    patience: dict[str, Any] = {
        "model_seconds": 600,
        "model_patience_seconds": 300,
        "model_temperature": 0,
    }  # Machines may be busy.
    made = model_of(Settings(model_url=address, **patience | limits))
    assert made is not None
    return made


async def is_busy(address: str) -> bool:
    """Whether the server writes for anybody."""
    async with httpx.AsyncClient() as client:
        places = (await client.get(f"{address.removesuffix('/v1')}/slots")).json()
    return any(place["is_processing"] for place in places)


async def test_a_text_streams_in_many_pieces_and_is_counted(address: str) -> None:
    began = time.monotonic()
    model = model_at(address, model_answer_tokens=120)
    pieces = [(time.monotonic() - began, piece) async for piece in model.stream(STORY)]
    last = pieces[-1][1]
    assert len(pieces) > 40
    assert pieces[0][0] < pieces[-1][0] / 2
    assert last.tokens.read > 10
    assert last.tokens.written > 40
    assert last.ended


async def test_an_answer_that_is_cut_off_says_so(address: str, pack_home: Home) -> None:
    model = model_at(address, model_answer_tokens=50)
    pieces = [piece async for piece in model.stream(STORY)]
    assert pieces[-1].cut_off
    assert pieces[-1].tokens.written <= 51
    turn = await Adviser(pack_home, Phraser(model, pack_home)).aturn("What does a welder do?", Conversation(), TODAY)
    plain = Adviser(pack_home).turn("What does a welder do?", Conversation(), TODAY).answer
    assert turn.answer.text == plain.text
    assert turn.answer.writer is not None
    assert turn.answer.writer.remark in (REMARKS["cut off"], REMARKS["unsupported"])


@pytest.mark.timeout(900)
async def test_nothing_that_the_evidence_does_not_have_gets_through(address: str, pack_home: Home) -> None:
    plain = Adviser(pack_home)
    texts = questions(plain, 12)
    turns = await asked(Adviser(pack_home, Phraser(model_at(address), pack_home)), texts)
    titles = course_titles(pack_home)
    found = {
        text: list(faults(turn.answer, plain.turn(text, Conversation()).answer, titles))
        for text, turn in zip(texts, turns, strict=True)
    }
    assert len({turn.answer.kind for turn in turns}) >= 6
    assert not {text: faulty for text, faulty in found.items() if faulty}
    for turn in turns:
        assert turn.answer.writer is not None
        assert turn.answer.writer.tokens_read > 100
        assert turn.answer.writer.remark != REMARKS["unreachable"]


async def test_the_plain_answer_is_there_before_the_first_word_of_the_model(address: str, pack_home: Home) -> None:
    adviser = Adviser(pack_home, Phraser(model_at(address), pack_home))
    plain = adviser.turn("What does an electrician do?", Conversation(), TODAY).answer
    texts = [turn.answer.text async for turn in adviser.areply("What does an electrician do?", Conversation(), TODAY)]
    whole = texts.index(plain.text)
    assert not any(IN_OTHER_WORDS in text for text in texts[: whole + 1])


async def test_people_who_ask_at_once_get_their_own_answers(address: str, pack_home: Home) -> None:
    asked_for = ("welder", "plumber", "baker", "paralegal")
    adviser = Adviser(pack_home, Phraser(model_at(address, model_answer_tokens=60), pack_home))
    turns = await asyncio.gather(
        *(adviser.aturn(f"What does a {role} do?", Conversation(), TODAY) for role in asked_for)
    )
    for role, turn in zip(asked_for, turns, strict=True):
        assert role in turn.answer.text.casefold()
        assert not any(other in turn.answer.text.casefold() for other in asked_for if other != role)


async def test_closing_the_stream_stops_the_server(address: str) -> None:
    async def wait_until_idle() -> None:
        while await is_busy(address):
            await asyncio.sleep(0.05)

    growing: AsyncGenerator[Piece] = model_at(address, model_answer_tokens=3000).stream(STORY)
    async with aclosing(growing):
        await anext(growing)
        assert await is_busy(address)
    await asyncio.wait_for(wait_until_idle(), 5)
