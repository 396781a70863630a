import time
from collections.abc import Callable, Iterator

import pytest

from bot.doctor import NOT_SET, QUESTION, cure_of, examine
from tests.conftest import Ran
from tests.scripted import Script, Scripted, asked_of, model_at, scripted

Run = Callable[..., Ran]
KEY, RUNNING, NAME, SLOW = "NEXTSTEP_MODEL_KEY", "is the server running", "the model's name", "NEXTSTEP_MODEL_SECONDS"


@pytest.fixture
def server() -> Iterator[Scripted]:
    with scripted(Script(["A nurse ", "cares for ", "people."], delay=0.02)) as made:
        yield made


def test_without_a_model_nothing_is_wrong(run: Run) -> None:
    assert examine(None).text == NOT_SET
    done = run("bot", "--doctor", "--json")
    assert done.code == 0, done.err
    assert (done.json["model"], done.json["answers"], done.json["cure"]) == (None, False, "")


def test_a_good_model_is_told_with_its_speed(run: Run, server: Scripted) -> None:
    done = run("bot", "--doctor", "--json", NEXTSTEP_MODEL_URL=server.address)
    assert done.code == 0, done.err
    found = done.json
    assert found["answers"] is True
    assert found["said"] == "A nurse cares for people."
    assert 0 < found["seconds_to_first_word"] <= found["seconds"] < 60
    assert found["tokens_a_second"] > 0
    assert (found["trouble"], found["cure"]) == ("", "")
    [request] = server.requests
    assert asked_of(request) == QUESTION


def test_a_good_model_is_told_in_words(server: Scripted) -> None:
    text = examine(model_at(server)).text
    assert text.startswith(f"the model at {server.address} answers: first word after 0.")
    assert text.endswith("\nIt wrote: A nurse cares for people.")


def test_refused_connections_are_told_in_words_with_what_helps(run: Run) -> None:
    with scripted(Script()) as gone:
        pass
    done = run("bot", "--doctor", NEXTSTEP_MODEL_URL=gone.address)
    assert done.code == 1
    assert done.out.startswith(f"the model at {gone.address} does not answer: ")
    assert f"Try this: {RUNNING}" in done.out
    assert "Traceback" not in done.out + done.err


def test_a_refused_key_is_told_as_json_and_never_shown(run: Run, server: Scripted) -> None:
    server.script = Script(status=401)
    done = run("bot", "--doctor", "--json", NEXTSTEP_MODEL_URL=server.address, NEXTSTEP_MODEL_KEY="sk-very-secret")
    assert done.code == 1
    assert (done.json["answers"], KEY in done.json["cure"]) == (False, True)
    assert "very-secret" not in done.out + done.err
    assert server.headers[0]["authorization"] == "Bearer sk-very-secret"


@pytest.mark.parametrize(
    ("script", "cure"),
    [
        (Script(status=401), KEY),
        (Script(status=403), KEY),
        (Script(status=404), NAME),
        (Script(status=429), "NEXTSTEP_MODEL_REQUESTS_A_MINUTE"),
        (Script(status=500), "the server's log"),
        (Script(["A nurse "], stall_after=0), SLOW),
        (Script(["A nurse "], stall_after=1), SLOW),
        (Script([" ", "\n"]), "another model"),
        (Script(), "another model"),
    ],
)
def test_what_is_wrong_is_told_with_what_helps(server: Scripted, script: Script, cure: str) -> None:
    server.script = script
    found = examine(model_at(server, model_patience_seconds=0.3 if cure == SLOW else 10))
    assert not found.answers
    assert found.trouble
    assert cure in found.cure
    assert found.text.endswith(f"Try this: {found.cure}")


def test_a_slow_model_does_not_keep_one_waiting(server: Scripted) -> None:
    server.script = Script(["a "] * 200, delay=0.05)
    started = time.monotonic()
    assert SLOW in examine(model_at(server, model_seconds=0.5)).cure
    assert time.monotonic() - started < 3
    assert server.wait_for_dropped()


def test_a_number_inside_an_id_is_no_status() -> None:
    assert KEY not in cure_of("InternalServerError: Error code: 500 - {'request_id': 'req_01140139f'}")


def test_the_doctor_stands_alone(run: Run) -> None:
    done = run("bot", "--doctor", "What is SQL?")
    assert done.code == 2
    assert "--doctor stands alone" in done.err


def test_a_model_that_cannot_be_had_is_a_wrong_use_with_its_cure(run: Run) -> None:
    done = run("bot", "--doctor", NEXTSTEP_MODEL="nobody:nothing")
    assert done.code == 2
    assert "names no provider that is known" in done.err
    assert "Traceback" not in done.err
