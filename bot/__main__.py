"""python -m bot: ask the adviser in the terminal."""

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge import command
from knowledge.errors import InputFailed, WrongUse

if TYPE_CHECKING:
    from bot.answer import Answer, Profile

EXAMPLES = """examples:
  python -m bot "What skills does a machine learning engineer need?"
  python -m bot "Should I take a boot camp?" --json
  python -m bot --batch questions.jsonl > answers.jsonl
  python -m bot --doctor
"""


def parser() -> command.Parser:
    """The command line of this part."""
    made = command.Parser(
        prog="python -m bot",
        description="Ask the adviser. The answer's marks, such as [1], are explained below it.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("question", nargs="?", metavar="QUESTION", help="what you want to know, in quotation marks")
    made.add_argument("--profile", type=Path, metavar="FILE", help="what to know of the person, as JSON")
    made.add_argument(
        "--batch",
        metavar="FILE",
        help='answer each line {"id", "question", "profile"?, "history"?} of a file, - for stdin',
    )
    made.add_argument(
        "--feedback",
        action="store_true",
        help="give what people of the page found wrong with answers, a line of JSON each: a test case to be checked",
    )
    made.add_argument(
        "--doctor",
        action="store_true",
        help="tell whether the language model that is set answers, how fast, and what to do if not",
    )
    command.add_common_flags(made)
    return made


def main(arguments: list[str] | None = None) -> int:
    """Answer; gives the exit code."""
    options = parser().parse_args(arguments)
    doing = _doctor if options.doctor else _feedback if options.feedback else _answer
    return command.run(lambda: doing(options))


def _doctor(options: argparse.Namespace) -> int:
    if options.batch or options.question is not None:
        raise WrongUse("--doctor stands alone", "ask the question without it")
    from bot.doctor import examine
    from bot.model import model_of
    from knowledge.settings import read_settings

    found = examine(model_of(read_settings(options.home)))
    if options.json:
        command.say_json(found.model_dump())
    else:
        command.say(found.text)
    return command.OK if found.answers or found.model is None else command.FAILED


def _feedback(options: argparse.Namespace) -> int:
    if options.batch or options.question is not None:
        raise WrongUse("--feedback stands alone", "ask the question without it")
    from bot.memory import Memory
    from knowledge.home import open_home
    from knowledge.settings import read_settings

    with open_home(read_settings(options.home)) as home:
        memory = Memory(home.path)
        try:
            for found in memory.feedback():
                command.say_json(found)
        finally:
            memory.close()
    return command.OK


def _answer(options: argparse.Namespace) -> int:
    if bool(options.batch) == (options.question is not None):
        raise WrongUse("give one question, or --batch FILE", "`python -m bot --help` shows the use")
    if options.question is not None and not options.question.strip():
        raise WrongUse("the question is empty", 'ask something, for example `python -m bot "What does a nurse do?"`')
    from bot.opened import open_adviser
    from bot.profile import resolved
    from knowledge.settings import read_settings

    profile = _profile_file(options.profile) if options.profile else None
    with closing(open_adviser(read_settings(options.home))) as opened:
        adviser, home = opened.adviser, opened.adviser.home
        profile = resolved(profile, home.linker, home.catalogue) if profile else None
        if options.batch:

            def answered(item: dict[str, Any]) -> object:
                question, history = command.text_field(item, "question"), _history(item)
                given = item.get("profile")
                known = resolved(_profile(given), home.linker, home.catalogue) if given is not None else profile
                made = adviser.answer(question, history, known)
                return made.model_copy(update={"id": command.id_field(item)}).contract()

            return command.answer_batch(options.batch, answered)
        made = adviser.answer(options.question, (), profile)
    if options.json:
        command.say_json(made.contract())
    else:
        command.say(as_text(made))
    return command.OK


def as_text(answer: "Answer") -> str:
    """An answer for a terminal: the text, then what stands behind its marks."""
    lines = [answer.text]
    if answer.citations:
        lines += ["", "Sources"]
    for citation in answer.citations:
        lines.append(f"[{citation.number}] {citation.title} ({citation.source}){_at(citation.address)}")
    if answer.writer:
        used = f"{answer.writer.tokens_read} tokens read, {answer.writer.tokens_written} written"
        lines += ["", " ".join(part for part in (answer.writer.remark, f"({answer.writer.model}: {used})") if part)]
    if answer.choices:
        lines += ["", "You could ask:", *(f"- {choice}" for choice in answer.choices)]
    return "\n".join(lines)


def _at(address: str | None) -> str:
    return f"\n    {address}" if address else ""


def _history(item: dict[str, Any]) -> list[str]:
    history = item.get("history") or []
    if not isinstance(history, list) or not all(isinstance(message, str) for message in history):
        raise InputFailed(f"history of the line with id {item.get('id')!r} is no list of texts", "mend it")
    return history


def _profile_file(path: Path) -> "Profile":
    import json

    try:
        return _profile(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise InputFailed(
            f"the profile {path} cannot be read ({error})", "give a JSON file; every field may be absent"
        ) from error


def _profile(value: object) -> "Profile":
    from pydantic import ValidationError

    from bot.answer import Profile

    try:
        return Profile.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "it"
        raise InputFailed(f"the profile does not fit: {where}: {first['msg']}", "mend or remove that field") from error


if __name__ == "__main__":
    command.keep_stdout()
    sys.exit(main())
