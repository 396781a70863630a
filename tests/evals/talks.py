"""Conversations: each turn of the scripted talks checked for intent, focus, profile, plan and marks.

    python -m tests.evals.talks              every turn that is not as it should be, and how many are

The talks (questions/talks.jsonl) were written blind. A turn says what the person types and what must hold after it:
the kind of the answer, the roles and skills that it is about, fields of the profile (null: absent), what became of
the plan, whether there are marks, and a word or two of the text.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.advisor import Adviser
from bot.answer import Answer, Plan, Profile
from bot.talk import Conversation
from knowledge.home import open_home
from knowledge.settings import read_settings
from tests.evals.questions import lines_of
from tests.homes import home_of

TODAY = date(2026, 11, 22)  # The day on which the talks were written: deadlines in them are counted from it.


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every turn that is not as it should be; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, metavar="DIR", help="a home that holds the pack; made where there is none")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = open_home(read_settings(options.home)) if options.home else home_of(Path(folder) / "home", "pack")
        with home:
            adviser = Adviser(home)
            turns = wrong = 0
            for talk in lines_of("talks"):
                for place, said, faults in checked(adviser, talk):
                    turns += 1
                    wrong += bool(faults)
                    if faults:
                        sys.stdout.write(f"{talk['id']} turn {place}: {said!r}\n    {'; '.join(faults)}\n")
    sys.stdout.write(f"{turns - wrong} of {turns} turns as they should be ({(turns - wrong) / turns:.1%})\n")
    return 0


def checked(adviser: Adviser, talk: dict[str, Any]) -> Iterator[tuple[int, str, list[str]]]:
    """Go through a talk; gives each turn with what is wrong with it."""
    so_far = Conversation()
    for place, turn in enumerate(talk["turns"], start=1):
        before = so_far.plan
        answered = adviser.turn(turn["say"], so_far, TODAY)
        so_far = answered.talk
        yield place, turn["say"], list(faults_of(turn, answered.answer, so_far, before))


def faults_of(turn: dict[str, Any], answer: Answer, after: Conversation, before: Plan | None) -> Iterator[str]:
    """What is not as a turn says it should be."""
    kinds = [turn["kind"]] if isinstance(turn["kind"], str) else turn["kind"]
    if answer.kind not in kinds:
        yield f"kind {answer.kind}, not {' or '.join(kinds)}"
    for field, found in (("focus", answer.roles), ("skills", answer.skills)):
        named = {one.id for one in found} | (
            {gap.skill.id for gap in answer.plan.gap} if answer.plan and field == "skills" else set()
        )
        missing = set(turn.get(field) or ()) - named
        if missing:
            yield f"{field} without {', '.join(sorted(missing))}"
    yield from _profile_faults(turn.get("profile") or {}, answer.profile)
    yield from _plan_faults(turn.get("plan"), answer.plan, after.plan, before)
    if "marks" in turn and bool(answer.citations) != turn["marks"]:
        yield "marks where there should be none" if answer.citations else "no marks"
    yield from (f"does not say {word!r}" for word in turn.get("says") or () if word.lower() not in answer.text.lower())
    yield from (f"says {word!r}" for word in turn.get("says_not") or () if word.lower() in answer.text.lower())
    if len(answer.choices) < turn.get("choices", 0):
        yield f"{len(answer.choices)} replies to click, not {turn['choices']}"


def _profile_faults(wanted: dict[str, Any], profile: Profile) -> Iterator[str]:
    for name, value in wanted.items():
        if name == "skills":
            levels = {skill.id: skill.level for skill in profile.skills or []}
            for id_, level in (value or {}).items():
                if (levels.get(id_) or 0) != (level or 0) and not (level is None and id_ in levels):
                    yield f"profile: {id_} at {levels.get(id_)}, not {level}"
            continue
        found = getattr(profile, name)
        value = "doctorate" if value == "doctoral" else value
        if name == "finished":
            if bool(found) != bool(value):
                yield f"profile: finished is {found}"
        elif (found or None) != (value or None):
            yield f"profile: {name} is {found!r}, not {value!r}"


def _plan_faults(wanted: str | None, shown: Plan | None, after: Plan | None, before: Plan | None) -> Iterator[str]:
    steps = [step.course for step in after.steps] if after else []
    old = [step.course for step in before.steps] if before else []
    if wanted == "none" and after is not None:
        yield "a plan where there should be none"
    if wanted in ("new", "shown", "changed", "same") and after is None:
        yield "no plan"
    if wanted == "new" and before is not None and after is not None and after.goal.id == before.goal.id:
        yield "the plan is for the same goal"
    if wanted in ("new", "shown", "changed") and after is not None and shown is None:
        yield "the answer carries no plan"
    if wanted == "changed" and steps == old:
        yield "the plan did not change"
    if wanted == "same" and steps != old:
        yield "the plan changed"


if __name__ == "__main__":
    sys.exit(main())
