"""Work that no role of the catalogue covers: what is published of its pay and outlook, and the nearest roles."""

import re
from dataclasses import replace

from bot import forms
from bot.case import Case
from bot.cite import Statement
from bot.forms import Outline
from bot.named import named as roles_and_skills
from bot.understand import Question
from knowledge.records import Record
from knowledge.words import fold

NEAREST_ROLES = 3
LOOKED_AT = 60  # roles among which those of an occupation's own group are looked for

_WORK = re.compile(
    r"\b(?:become|becoming|work as|train as|to be) (?:an? )(?!(?:better|good|great|one|job|career|bit|plan|expert|"
    r"boss|leader)\b)([A-Za-z][\w'-]+(?: [a-z][\w'-]+){0,2}?)"
    r"(?=$|[?.!,;]| and\b| but\b| in\b| with\b| by\b| for\b| from\b| what\b| how\b| where\b)"
)


def work_of(case: Case) -> str | None:
    """The work that somebody wants to do, in their words."""
    found = _WORK.search(case.asked.text)
    named = case.occupation
    return found.group(1) if found else named[1] if named else None


def named_whole(case: Case) -> Question:
    """The question without roles and skills that are only a part of an occupation's name: an aircraft mechanic is no car mechanic.

    A role of the same broad occupation of the SOC stays, but for its pay: an elementary teacher is nearest to a middle school teacher.
    """
    named, asked = case.occupation, case.asked
    if named is None:
        return asked
    code, words = named
    parts = {said.id for said in asked.said_roles if said.stance == "asked" and _is_within(said.quote, words)}
    rest = re.sub(r"\W+".join(map(re.escape, words.split())), " ", fold(asked.text))
    parts -= {said.id for said in roles_and_skills(rest, case.home.mentions)[0]}
    if "pay" not in asked.intents:
        codes = case.catalogue.codes(list(parts))
        parts = {id_ for id_ in parts if all(one[:6] != code[:6] for one in codes[id_].get("soc", []))}
    parts |= {said.id for said in asked.said_skills if _is_within(said.quote, words)}
    return replace(
        asked,
        roles=tuple(id_ for id_ in asked.roles if id_ not in parts),
        said_roles=tuple(said for said in asked.said_roles if said.id not in parts),
        skills=tuple(id_ for id_ in asked.skills if id_ not in parts),
        said_skills=tuple(said for said in asked.said_skills if said.id not in parts),
    )


def _is_within(quote: str, words: str) -> bool:
    return f" {fold(quote)} " in f" {words} "


def figures_alone(case: Case) -> Outline | None:
    """What is published of an occupation without a role; None where the message names none."""
    named = case.occupation
    figures = _figures(case, named)
    if named is None or not figures:
        return None
    said = [_no_page(named[1]), *figures, *forms.of_everybody(case.profile.country)]
    choices = tuple(f"What does {forms.a_role(record.name)} do?" for record in _near(case, *named))
    return Outline("pay", tuple(said), choices=choices)


def with_figures(case: Case, made: Outline) -> Outline:
    """An answer about a role with what is published of an occupation that the message names beside it."""
    named = case.occupation
    beside = (
        _figures(case, named) if made.kind in ("role", "pay", "move") and case.roles and not case.asked.picked else []
    )
    return replace(made, statements=(*made.statements, _no_page(named[1]), *beside)) if named and beside else made


def _figures(case: Case, named: tuple[str, str] | None) -> list[Statement]:
    figures = forms.figures(case.catalogue, case.evidence, named[0]) if named else []
    return [*figures, *_described_at(case, named[0])] if named and figures else []


def _no_page(words: str) -> Statement:
    return Statement(f"I have no page on the work of “{words}”, only the published figures:")


def no_plan(case: Case, work: str) -> Outline:
    """That a role is not known well enough for a plan, with what is published of it and the nearest ones that are."""
    if _stands_there(case) and (made := nothing_carries_over(case)):
        return made
    figures = _figures(case, case.occupation)
    said = [Statement(f"I do not know the work of “{work}” well enough to make a plan, so I will not guess.")]
    said += [Statement("What is published of it:"), *figures] if figures else []
    return _with_the_nearest(case, said, work)


def nothing_carries_over(case: Case) -> Outline | None:
    """That what somebody's occupation teaches is not known, with the nearest roles; None where the message names none."""
    named = case.occupation
    if named is None:
        return None
    said = f"I have no page on the work of “{named[1]}”, so I cannot say which of its skills carry over."
    return _with_the_nearest(case, [Statement(said)], named[1])


_STANDS = re.compile(
    r"\b(?:i am|i'm|im|i was|(?:i|have) (?:work|worked|been)(?: as)?|working as|as)(?: an?)?(?: \w+)? $", re.IGNORECASE
)


def _stands_there(case: Case) -> bool:
    """Whether the occupation that the message names is the person's own."""
    before = fold(case.asked.text).partition(case.occupation[1])[0] if case.occupation else ""
    return bool(_STANDS.search(before)) and not _WORK.search(case.asked.text)


def _with_the_nearest(case: Case, said: list[Statement], work: str) -> Outline:
    named = case.occupation
    records = _near(case, named[0] if named else None, work)
    said = [*said, Statement("The nearest roles that I know:")]
    for record in records:
        about = record.entries[0][0].facts.about.split(". ")[0].rstrip(".") + "."
        said.append(Statement(f"- **{record.name}**: {about}", case.evidence.quote(record.id, about)))
    choices = tuple(f"How do I become {forms.a_role(record.name)}?" for record in records)
    return Outline("unknown", tuple(said), tuple(case.evidence.exhibits), choices=choices, asked="goal")


def _described_at(case: Case, code: str) -> list[Statement]:
    """Where the publisher of the outlook describes the work."""
    addresses = [one.address for one in case.catalogue.outlook(code) if one.address]
    return (
        [Statement(f"The Occupational Outlook Handbook describes the work and the way in: <{addresses[0]}>")]
        if addresses
        else []
    )


def _near(case: Case, code: str | None, work: str) -> list[Record]:
    """The roles that are nearest in meaning; of an occupation, those of its SOC minor group first, then of its major group."""
    found = [one.best.record for one in case.home.linker.near(work, "role", LOOKED_AT)]
    if code is not None:
        codes = {id_: schemes.get("soc", []) for id_, schemes in case.catalogue.codes(found).items()}
        shared = {id_: max((_digits_alike(code, one) for one in codes[id_]), default=0) for id_ in found}
        found.sort(key=lambda id_: -shared[id_])
    return case.records(found[:NEAREST_ROLES])


def _digits_alike(code: str, other: str) -> int:
    """How many levels of the SOC two codes share: 2 for the minor group (29-1), 1 for the major group (29), else 0."""
    return 2 if code[:4] == other[:4] else int(code[:2] == other[:2])
