import asyncio
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from langchain_core.messages import HumanMessage
from pydantic import SecretStr

from bot.judge import CrossEncoderJudge
from bot.memory import FILE
from bot.model import EXTRAS, RETRIES, Model, ModelFailed, Piece, Tokens, model_of
from bot.opened import judge_of, open_adviser
from knowledge.errors import WrongUse
from knowledge.home import Home
from knowledge.settings import Settings
from tests.conftest import Ran
from tests.scripted import Messages, Script, Scripted, model_at, scripted

ASKED = [HumanMessage("What does a nurse do?")]
SAID = Script(["A nurse ", "cares."])


@pytest.fixture
def server() -> Iterator[Scripted]:
    with scripted(SAID) as made:
        yield made


async def pieces_of(model: Model) -> list[Piece]:
    return [piece async for piece in model.stream(ASKED)]


async def said_by(model: Model) -> str:
    return "".join(piece.text for piece in await pieces_of(model))


def in_turn(*scripts: Script) -> Callable[[Messages], Script]:
    """One script for each request, in order."""
    left = iter(scripts)
    return lambda _: next(left)


def test_without_settings_there_is_no_model() -> None:
    assert model_of(Settings()) is None


def test_a_provider_that_is_not_installed_is_told_with_its_cure() -> None:
    with pytest.raises(WrongUse, match=r"^ollama:qwen3:4b needs a package.*: pip install '\.\[ollama\]'$"):
        model_of(Settings(model="ollama:qwen3:4b"))


@pytest.mark.parametrize("name", ["gpt-5-mini", "nobody:gpt-5", "openai", "OpenAI:gpt-5", ":x"])
def test_an_unknown_provider_is_told_with_those_there_are(name: str) -> None:
    with pytest.raises(WrongUse, match="names no provider that is known") as caught:
        model_of(Settings(model=name))
    assert all(provider in str(caught.value) for provider in EXTRAS)


def test_without_a_key_a_provider_that_needs_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(WrongUse, match="set its key"):
        model_of(Settings(model="openai:gpt-5-mini"))


async def test_the_address_of_a_server_is_enough(server: Scripted) -> None:
    model = model_of(Settings(model_url=server.address))
    assert model is not None
    assert model.name == f"the model at {server.address}"
    assert await pieces_of(model) == [Piece("A nurse "), Piece("cares."), Piece("", Tokens(5, 2), ended=True)]
    assert server.headers[0]["authorization"] == "Bearer none"


async def test_the_limits_of_the_settings_go_to_the_provider(server: Scripted) -> None:
    await said_by(model_at(server, model="openai:one", model_answer_tokens=77, model_temperature=0.5))
    await said_by(model_at(server))
    first, second = server.requests
    assert first["model"] == "one"
    assert first.get("max_completion_tokens", first.get("max_tokens")) == 77
    assert first["temperature"] == 0.5
    assert "temperature" not in second


async def test_a_key_is_sent_and_shown_nowhere(server: Scripted, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    settings = Settings(model_url=server.address, model_key=SecretStr("sk-very-secret"))
    model = model_of(settings)
    assert model is not None
    assert await said_by(model) == "A nurse cares."
    server.script = Script(status=401)
    with pytest.raises(ModelFailed) as caught:
        await said_by(model)
    assert [headers["authorization"] for headers in server.headers] == ["Bearer sk-very-secret"] * 2
    shown = [repr(model), str(model), repr(settings), str(settings), model.name, str(caught.value), caplog.text]
    assert not any("very-secret" in text for text in shown)


def test_a_password_in_an_address_is_not_shown_to_readers() -> None:
    model = model_of(Settings(model_url="http://me:very-secret@127.0.0.1:9/v1"))
    assert model is not None
    assert "very-secret" not in model.name


@pytest.mark.parametrize("statuses", [(429,), (500,), (429, 503)])
async def test_a_busy_server_is_asked_again(server: Scripted, statuses: tuple[int, ...]) -> None:
    server.script = in_turn(*(Script(status=status) for status in statuses), SAID)
    assert await said_by(model_at(server)) == "A nurse cares."
    assert len(server.requests) == 1 + len(statuses)


@pytest.mark.parametrize(("status", "requests"), [(500, 1 + RETRIES), (429, 1 + RETRIES), (401, 1), (404, 1)])
async def test_a_server_that_goes_on_refusing_is_given_up(server: Scripted, status: int, requests: int) -> None:
    server.script = Script(status=status)
    with pytest.raises(ModelFailed, match=f"unreachable: .*{status}"):
        await said_by(model_at(server))
    assert len(server.requests) == requests


@pytest.mark.parametrize(
    ("script", "limits"),
    [
        (Script(["a"], stall_after=0), {"model_patience_seconds": 0.2}),
        (Script(["a", "b"], stall_after=1), {"model_patience_seconds": 0.2}),
        (Script(["a "] * 100, delay=0.05), {"model_seconds": 0.4}),
    ],
)
async def test_a_slow_model_is_left(server: Scripted, script: Script, limits: dict[str, Any]) -> None:
    server.script = script
    with pytest.raises(ModelFailed) as caught:
        await said_by(model_at(server, **limits))
    assert caught.value.why == "slow"
    assert await asyncio.to_thread(server.wait_for_dropped)


async def test_an_answer_that_met_its_limit_is_cut_off(server: Scripted) -> None:
    server.script = Script(["A nurse"], finish="length")
    assert (await pieces_of(model_at(server)))[-1].cut_off
    server.script = SAID
    assert not (await pieces_of(model_at(server)))[-1].cut_off


async def test_a_connection_that_breaks_is_an_error(server: Scripted) -> None:
    server.script = Script(["A nurse ", "cares."], break_after=1)
    with pytest.raises(ModelFailed):
        await said_by(model_at(server))


async def test_many_ask_at_once(server: Scripted) -> None:
    server.script = Script(["A nurse ", "cares."], delay=0.1)
    model = model_at(server, model_patience_seconds=10)
    assert await asyncio.gather(*(said_by(model) for _ in range(30))) == ["A nurse cares."] * 30


def test_a_model_is_asked_from_one_event_loop_after_another(server: Scripted) -> None:
    model = model_at(server)
    assert [asyncio.run(said_by(model)) for _ in range(3)] == ["A nurse cares."] * 3


async def test_the_scripted_server_answers_whole_too_and_lists_its_models(server: Scripted) -> None:
    whole = await model_at(server).make().ainvoke(ASKED, stream=False)
    assert whole.text == "A nurse cares."
    listed = httpx.get(f"{server.address}/models").json()
    assert [model["id"] for model in listed["data"]] == ["scripted"]
    assert httpx.post(f"{server.address}/nothing", json={}).status_code == 404


async def test_requests_are_spaced_as_the_settings_want(server: Scripted) -> None:
    model = model_at(server, model_requests_a_minute=300, model_patience_seconds=10)
    started = asyncio.get_running_loop().time()
    for _ in range(3):
        await said_by(model)
    assert asyncio.get_running_loop().time() - started >= 0.35


def test_what_people_write_goes_to_no_tracing_service(server: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
    model_at(server)
    assert (os.environ["LANGSMITH_TRACING"], os.environ["LANGCHAIN_TRACING_V2"]) == ("false", "false")


def test_an_adviser_is_opened_with_the_model_of_the_settings(pack_home: Home, server: Scripted) -> None:
    opened = open_adviser(Settings(home=pack_home.path, model_url=server.address))
    assert opened.adviser.phraser is not None
    assert opened.memory is not None
    answer = opened.adviser.answer("What does a welder do?")
    assert answer.writer is not None
    assert opened.memory.tokens_today() >= answer.writer.tokens_read > 0
    opened.close()
    assert (pack_home.path / FILE).is_file()


def test_an_adviser_without_a_model_is_opened_without_state(pack_home: Home) -> None:
    opened = open_adviser(Settings(home=pack_home.path))
    assert (opened.adviser.phraser, opened.memory) == (None, None)
    opened.close()


def test_questions_of_a_batch_are_each_put_to_the_model(
    pack_home: Home, server: Scripted, run: Callable[..., Ran]
) -> None:
    server.script = Script(["A welder joins metal with heat so that two pieces behave like one [1]."])
    lines = '{"question": "What does a welder do?"}\n' * 3
    done = run("bot", "--batch", "-", home=pack_home.path, input=lines, NEXTSTEP_MODEL_URL=server.address)
    assert done.code == 0, done.err
    assert [line["writer"]["remark"] for line in done.lines] == ["", "", ""]
    assert len(server.requests) == 3


def saved_judge(folder: Path, labels: list[str], sure_of: int) -> str:
    """A small cross-encoder that finds one class whatever it reads."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "nurse"]
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    shape = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 1, "intermediate_size": 8}
    names = dict(enumerate(labels))
    config = BertConfig(vocab_size=len(words), id2label=names, label2id={v: k for k, v in names.items()}, **shape)
    made = BertForSequenceClassification(config)
    with torch.no_grad():
        made.classifier.weight.zero_()
        made.classifier.bias.zero_()
        made.classifier.bias[sure_of] = 8
    made.save_pretrained(folder)
    return str(folder)


def test_a_judge_gives_the_chance_of_the_class_named_entailment(tmp_path: Path) -> None:
    labels = ["contradiction", "Entailment", "neutral"]
    sure = judge_of(Settings(model_nli=saved_judge(tmp_path / "sure", labels, 1)))
    against = judge_of(Settings(model_nli=saved_judge(tmp_path / "against", labels, 0)))
    assert sure is not None
    assert against is not None
    assert sure.entails("A nurse cares.", "Nurses care.") > 0.99
    assert against.entails("A nurse cares.", "Nurses care.") < 0.01
    assert judge_of(Settings()) is None


def test_a_judge_that_cannot_be_had_is_told_with_its_cure(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"^NEXTSTEP_MODEL_NLI=.* cannot be loaded"):
        CrossEncoderJudge(str(tmp_path))
    with pytest.raises(WrongUse, match="no class named entailment"):
        CrossEncoderJudge(saved_judge(tmp_path / "other", ["toxic", "fine", "odd"], 0))
