import argparse
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import command
from knowledge.errors import HomeMissing, InputFailed, WrongUse
from tests.conftest import ROOT


def _fail(error: BaseException) -> Callable[[], int]:
    def main() -> int:
        raise error

    return main


def _echo(item: dict[str, object]) -> object:
    return {"id": command.id_field(item), "text": command.text_field(item, "text")}


def _batch(capsys: pytest.CaptureFixture[str], file: Path, *lines: bytes) -> tuple[int, list[dict[str, object]], str]:
    file.write_bytes(b"\n".join(lines))
    code = command.run(lambda: command.answer_batch(str(file), _echo))
    said = capsys.readouterr()
    return code, [json.loads(line) for line in said.out.splitlines()], said.err


# Exit codes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (WrongUse("no such thing", "do another"), 2, "error: no such thing: do another\n"),
        (InputFailed("it is empty", "fill it"), 1, "error: it is empty: fill it\n"),
        (HomeMissing("there is none", "make one"), 1, "error: there is none: make one\n"),
        (
            sqlite3.OperationalError("disk is full"),
            1,
            (
                "error: the data folder could not be used (disk is full):"
                " run `python -m knowledge doctor`, and see that the disk has room\n"
            ),
        ),
        (
            PermissionError(13, "Permission denied", "/x"),
            1,
            (
                "error: a file or folder could not be used ([Errno 13] Permission denied: '/x'):"
                " check that you may use it and that the disk has room\n"
            ),
        ),
        (KeyboardInterrupt(), 130, "\nstopped\n"),
    ],
)
def test_an_error_is_one_line_and_an_exit_code(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, said: str
) -> None:
    assert command.run(_fail(error)) == code
    assert capsys.readouterr() == ("", said)


def test_success_is_what_the_command_gives() -> None:
    assert [command.run(lambda code=code: code) for code in (0, 1)] == [0, 1]  # type: ignore[misc]


def test_an_error_of_ours_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        command.run(lambda: 1 // 0)


def test_a_reader_that_goes_away_ends_the_command_quietly() -> None:
    code = "from knowledge import command; import sys; sys.exit(command.run(lambda: command.say('x' * 200000) or 0))"
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 1


def test_a_short_answer_whose_reader_went_away_ends_the_command_quietly() -> None:
    code = "from knowledge import command; import sys; sys.stdin.read(); sys.exit(command.run(lambda: command.say('x') or 0))"
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, errors = process.communicate()
    assert (process.returncode, errors) == (1, b"")


def test_wrong_use_is_told_with_the_command_that_explains_it(capsys: pytest.CaptureFixture[str]) -> None:
    parser = command.Parser(prog="python -m knowledge")
    parser.add_argument("-k", type=command.positive)
    with pytest.raises(SystemExit) as ended:
        parser.parse_args(["-k", "0"])
    assert ended.value.code == 2
    assert capsys.readouterr().err == (
        "error: argument -k: '0' is not a number from 1 to 1000: `python -m knowledge --help` shows the use\n"
    )


@pytest.mark.parametrize("text", ["0", "1001", "-1", "1.5", "many", "", "9" * 5000])
def test_a_count_is_from_1_to_1000(text: str) -> None:
    with pytest.raises((argparse.ArgumentTypeError, ValueError)):
        command.positive(text)
    assert (command.positive("1"), command.positive("1000")) == (1, 1000)


# Output -------------------------------------------------------------------------------------------------------------


def test_json_is_one_line_whatever_is_in_it() -> None:
    text = "two\nlines\u2028, half a letter \ud83d, and é"
    code = "import sys; from knowledge import command; sys.exit(command.run(lambda: command.say_json(eval(sys.argv[1])) or 0))"
    done = subprocess.run(
        [sys.executable, "-c", code, ascii({"text": text})], cwd=ROOT, capture_output=True, check=True
    )
    assert done.stdout.count(b"\n") == 1
    assert json.loads(done.stdout) == {"text": text}


def test_progress_is_silent_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    bar = command.StageBar()
    for what, done in (("Reading", 0), ("Reading", 2), ("Writing", 1)):
        bar(what, done, 2)
    bar.close()
    with command.progress_bar("sources", 2) as other:
        other.update(1)
    assert capsys.readouterr() == ("", "")


# Batches ------------------------------------------------------------------------------------------------------------


def test_each_line_is_answered_by_one_in_order(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    lines = [b'{"id": "b", "text": "1"}', b"", b"   ", b'{"text": "2", "unknown": [1]}', b'{"id": 7, "text": "3"}']
    code, answers, errors = _batch(capsys, tmp_path / "in", *lines)
    assert (code, errors) == (0, "")
    assert answers == [{"id": "b", "text": "1"}, {"id": None, "text": "2"}, {"id": "7", "text": "3"}]


@pytest.mark.parametrize(
    ("line", "id_", "said"),
    [
        (b"\xff\xfe not text", None, "line 2 is no JSON ("),
        (b"{'id': 1}", None, "line 2 is no JSON ("),
        (b"[" * 200_000, None, "line 2 is no JSON ("),
        (b"[1]", None, "line 2 is no JSON object: write one JSON object a line"),
        (b'{"id": 7}', "7", 'the line with id 7 has no text: give it as "text": "..."'),
        (b'{"id": "x", "text": " "}', "x", "the line with id 'x' has no text"),
        (b'{"id": "x", "text": 5}', "x", "the line with id 'x' has no text"),
    ],
)
def test_a_line_that_cannot_be_answered_is_told_in_its_place_and_the_rest_goes_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, line: bytes, id_: str | None, said: str
) -> None:
    code, answers, errors = _batch(capsys, tmp_path / "in", b'{"text": "first"}', line, b'{"text": "last"}')
    assert code == 1
    assert [answer.get("text") for answer in answers] == ["first", None, "last"]
    assert answers[1]["id"] == id_
    assert str(answers[1]["error"]).startswith(said)
    assert errors.startswith(f"error: {said}")


def test_a_file_as_windows_writes_it_is_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, answers, _ = _batch(
        capsys, tmp_path / "in", b'\xef\xbb\xbf{"text": "caf\xc3\xa9"}\r', b'{"text": "2"}\r', b""
    )
    assert (code, [answer["text"] for answer in answers]) == (0, ["café", "2"])


def test_lines_from_another_program_are_read_as_they_come(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "1"}\n\xff\n{"text": "2"}')))
    assert command.answer_batch("-", _echo) == 1
    assert [json.loads(line).get("text") for line in capsys.readouterr().out.splitlines()] == ["1", None, "2"]


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_a_file_that_cannot_be_read_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str) -> None:
    file = tmp_path if kind == "folder" else tmp_path / "none"
    assert command.run(lambda: command.answer_batch(str(file), _echo)) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"error: {file} cannot be read (")
    assert said.err.endswith("): give a file with one JSON object a line\n")


@pytest.mark.parametrize("value", [0, 1001, True, "3", 1.0, None])
def test_a_count_of_a_line_is_a_number_from_1_to_1000(value: object) -> None:
    with pytest.raises(InputFailed, match=r"^k of the line with id 'x' is not a number from 1 to 1000"):
        command.count_field({"id": "x", "k": value}, "k", 10)
    assert [command.count_field({"k": 3}, "k", 10), command.count_field({}, "k", 10)] == [3, 10]


def test_texts_become_one_line() -> None:
    assert command.one_line(["a\n b", "", "c\t"]) == "a b c"
    assert os.linesep not in command.one_line(["a", os.linesep])
