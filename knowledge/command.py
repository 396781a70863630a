"""What the commands share: flags, one line of JSON as the last of stdout, errors as `error: what: cure`, exit codes.

Exit codes: 0 success, 1 some input failed, 2 wrong use, 130 stopped by the person.
"""

import argparse
import io
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from tqdm import tqdm

from knowledge.errors import InputFailed, NextStepError, WrongUse

OK, FAILED, WRONG_USE, STOPPED = 0, 1, 2, 130


class Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong the way all commands do."""

    def error(self, message: str) -> NoReturn:
        """Print the error with the command that explains the use, and exit with 2."""
        say_error(WrongUse(message, f"`{self.prog} --help` shows the use"))
        raise SystemExit(WRONG_USE)


def add_common_flags(parser: argparse.ArgumentParser) -> None:
    """--home and --json, which every command takes."""
    parser.add_argument(
        "--home", type=Path, metavar="DIR", help="the data folder (default: NEXTSTEP_HOME, or the user's)"
    )
    parser.add_argument("--json", action="store_true", help="print one line of JSON as the last line")


def say_error(error: NextStepError) -> None:
    """Print an error to stderr as `error: what: cure`."""
    sys.stderr.write(f"error: {error}\n")


def keep_stdout() -> None:
    """Keep stdout for what the command says: what a library in C prints there (HiGHS does, seldom) goes to stderr."""
    sys.stdout.flush()
    mine = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = os.fdopen(mine, "w", encoding=sys.stdout.encoding, newline="\n")


def say(text: str) -> None:
    """Print a line of text to stdout."""
    sys.stdout.write(text + "\n")


def say_json(value: object) -> None:
    """Print a value as exactly one line of JSON."""
    say(json.dumps(value, ensure_ascii=False))
    sys.stdout.flush()


def run(main: Callable[[], int]) -> int:
    """Run a command; the one place where errors are caught and become a line and an exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # half a character, in JSON, is its own escape
    try:
        code = main()
        sys.stdout.flush()
        return code
    except WrongUse as error:
        say_error(error)
        return WRONG_USE
    except NextStepError as error:
        say_error(error)
        return FAILED
    except sqlite3.Error as error:
        say_error(
            NextStepError(
                f"the data folder could not be used ({error})",
                "run `python -m knowledge doctor`, and see that the disk has room",
            )
        )
        return FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        say_error(
            NextStepError(
                f"a file or folder could not be used ({error})", "check that you may use it and that the disk has room"
            )
        )
        return FAILED
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped\n")
        return STOPPED


def answer_batch(file: str, answer: Callable[[dict[str, Any]], object]) -> int:
    """Answer each line of JSON in a file (`-` for stdin) with one line, in order.

    A line that cannot be answered gets `{"id", "error"}` in its place, and the exit code is 1.
    """
    code = OK
    for number, line in enumerate(_lines(file), start=1):
        if not line.strip():
            continue
        id_ = None
        try:
            item = _object(line, number)
            id_ = id_field(item)
            say_json(answer(item))
        except InputFailed as error:
            code = FAILED
            say_error(error)
            say_json({"id": id_, "error": str(error)})
    return code


def progress_bar(unit: str, total: float | None = None) -> "tqdm[Any]":
    """A progress bar with rate and remaining time on stderr; silent where nobody watches."""
    return tqdm(total=total, unit=f" {unit}", disable=None, dynamic_ncols=True, leave=False)


class StageBar:
    """Progress over named stages, each with a bar of its own."""

    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None
        self._stage = ""

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show that `done` of `total` of a stage is done."""
        if what != self._stage:
            self.close()
            self._stage = what
            self._bar = tqdm(total=total, desc=what, disable=None, dynamic_ncols=True, leave=False)
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
        self._bar = None
        self._stage = ""


def _lines(file: str) -> Iterator[bytes]:
    if file == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as lines:
            yield from lines
    except OSError as error:
        raise InputFailed(f"{file} cannot be read ({error})", "give a file with one JSON object a line") from error


def _object(line: bytes, number: int) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputFailed(f"line {number} is no JSON ({error})", "write one JSON object a line") from error
    if not isinstance(item, dict):
        raise InputFailed(f"line {number} is no JSON object", "write one JSON object a line")
    return item


def text_field(item: dict[str, Any], name: str) -> str:
    """A text that a batch line must have. Raises InputFailed where it is missing or empty."""
    value = item.get(name)
    if not isinstance(value, str) or not value.strip():
        raise InputFailed(f"the line with id {item.get('id')!r} has no {name}", f'give it as "{name}": "..."')
    return value


def id_field(item: dict[str, Any]) -> str | None:
    """The id of a batch line as text, or None."""
    return None if item.get("id") is None else str(item["id"])


def count_field(item: dict[str, Any], name: str, default: int) -> int:
    """A positive whole number of a batch line. Raises InputFailed where it is something else."""
    value = item.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1000:
        raise InputFailed(f"{name} of the line with id {item.get('id')!r} is not a number from 1 to 1000", "mend it")
    return value


def positive(text: str) -> int:
    """A number from 1 to 1000, for argparse."""
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1000")
    return int(text)


def one_line(values: Iterable[str]) -> str:
    """Texts as one line."""
    return " ".join(" ".join(values).split())
