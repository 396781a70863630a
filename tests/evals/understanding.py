"""What a message asks and names, measured on utterances that were written blind.

    python -m tests.evals.understanding            the shares right on both sets, and every utterance of the dev set that is not
    python -m tests.evals.understanding --test     the same for the test set, to be looked at when building is over

An utterance counts as right in intent where the likeliest intent is one of those asked, and in names where every role, skill with
its level, and limit that it names is understood, and nothing else. The messages before a follow-up are answered first, as in a talk.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.advisor import Adviser
from bot.talk import Conversation
from bot.understand import Question, read
from knowledge.home import Home, open_home
from knowledge.settings import read_settings
from tests.evals.questions import lines_of
from tests.homes import home_of

TODAY = date(2026, 11, 22)  # The day on which the utterances were written.
ABOUT_A_ROLE = {"role", "pay", "next_step", "compare", "move", "course", "profile", "plan"}
ABOUT_A_SKILL = {"skill", "course", "compare", "next_step"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, metavar="DIR", help="a home that holds the pack; made where there is none")
    parser.add_argument("--test", action="store_true", help="also show what is wrong in the test set")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = open_home(read_settings(options.home)) if options.home else home_of(Path(folder) / "home", "pack")
        with home:
            for name in ("utterances_dev", "utterances_test", "utterances_second"):
                report(home, name, show=name == "utterances_dev" or options.test)
    return 0


def report(home: Home, name: str, *, show: bool = False) -> tuple[float, float]:
    """Print and give the shares of utterances with the right intent, and with everything named right."""
    adviser = Adviser(home)
    items = lines_of(name)
    intents = names = both = 0
    for item in items:
        question = understood(home, adviser, item)
        right = question.intents[0] in item["intents"]
        faults = list(faults_of(item, question))
        intents += right
        names += not faults
        both += set(question.intents) == set(item["intents"])
        if show and (faults or not right):
            wrong = "" if right else f"{'+'.join(question.intents)} not {'+'.join(item['intents'])}; "
            sys.stdout.write(f"{item['id']} {item['text']!r}\n    {wrong}{'; '.join(faults)}\n")
    count = len(items)
    sys.stdout.write(
        f"{name}: {count} utterances, intent right {intents / count:.3f} (all intents and no other {both / count:.3f}), "
        f"everything named right {names / count:.3f}\n"
    )
    return intents / count, names / count


def understood(home: Home, adviser: Adviser, item: dict[str, Any]) -> Question:
    """An utterance as it is understood after the messages before it."""
    talk = Conversation()
    for said in item.get("before") or ():
        talk = adviser.turn(said, talk, TODAY).talk
    return read(home, item["text"], talk, TODAY)


def faults_of(item: dict[str, Any], question: Question) -> Iterator[str]:
    """Where what was understood differs from what is named."""
    current = _listed(item.get("current"))
    said = question.said_roles
    wanted = set(item.get("roles") or ()) | (
        set(current) & {role.id for role in said if role.stance in ("left", "asked")}
    )
    found = {role.id for role in said if role.stance in ("asked", "left")} | (
        set(question.roles) if item.get("before") else set()
    )
    found |= {role.id for role in said if role.stance == "current" and role.id in wanted}
    if item["intents"] == ["plan"] and not wanted:
        found = {role.id for role in said if role.stance in ("asked", "left")}  # A plan has its goal from before.
    if set(item["intents"]) & ABOUT_A_ROLE:
        yield from _differ("roles", wanted, found)
    yield from _differ(
        "current", set(current), {role.id for role in said if role.id in current or role.stance == "current"}
    )
    yield from _differ(
        "not_roles", set(item.get("not_roles") or ()), {role.id for role in said if role.stance == "rejected"}
    )
    had = {(skill["id"], skill.get("level")) for skill in item.get("skills") or ()}
    yield from _differ("skills", had, {(skill.id, skill.level) for skill in question.said_skills if skill.had})
    if set(item["intents"]) & ABOUT_A_SKILL:
        asked = {skill.id for skill in question.said_skills if not skill.had} | (
            set(question.skills) if item.get("before") else set()
        )
        wanted_skills = set(item.get("asked_skills") or ())
        asked |= {skill.id for skill in question.said_skills if skill.level == 0 and skill.id in wanted_skills}
        yield from _differ("asked skills", wanted_skills, asked)
    told = question.told
    for name, value in (
        ("hours_per_week", told.hours_per_week),
        ("deadline", told.deadline.isoformat() if told.deadline else None),
        ("budget", told.budget),
        ("currency", told.currency),
        ("free_only", told.free_only or None),
        ("language", told.language),
        ("country", told.country),
        ("education", told.education),
    ):
        expected = "doctorate" if item.get(name) == "doctoral" else item.get(name)
        if value != expected:
            yield f"{name} {value!r}, not {expected!r}"
    if bool(item.get("finished")) != bool(question.finished):
        yield f"finished {question.finished}"


def _listed(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value) if isinstance(value, list) else []


def _differ(name: str, wanted: set[Any], found: set[Any]) -> Iterator[str]:
    if wanted - found:
        yield f"{name} without {sorted(map(str, wanted - found))}"
    if found - wanted:
        yield f"{name} with {sorted(map(str, found - wanted))}"


if __name__ == "__main__":
    sys.exit(main())
