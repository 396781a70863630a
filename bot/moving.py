"""From one role to another, and from interests to roles: how far each is, and which are near."""

import re
from collections.abc import Sequence

from bot import best, facts, forms, interests, planning
from bot.case import Case
from bot.cite import Statement
from bot.fields import only_about, roles_of
from bot.forms import Outline, listed
from bot.goals import goal_of
from bot.plan import SCHOOLING
from bot.profile import levels
from knowledge.records import Record, RoleFacts
from knowledge.words import fold

NEAREST_ROLES = 3
NEAR_ROLES = 12
ROLES_BY_MEANING = 40
FAR = 0.5  # Of what carries over to the nearest role: a role to which less than that carries over is not named, where few skills are told.

_WHAT_ELSE = re.compile(
    r"\b(?:what else|where (?:could|can|would)|move (?:on )?from|get out of|leave)\b", re.IGNORECASE
)
# "What office jobs could a bus driver do", "jobs for former teachers": the role is where somebody stands.
_STANDS_BEFORE = re.compile(r"\b(?:can|could|might|may|do|does|should)\s+(?:an?|the)?\s*$", re.IGNORECASE)
_STANDS_AFTER = re.compile(r"\s*(?:\w+\s+)?(?:do|go|move|switch|change|become|get|work|apply|end up)\b", re.IGNORECASE)
_FORMER = re.compile(r"\b(?:ex|former|retired|burnt[- ]out)[\s-]+$", re.IGNORECASE)


def move(case: Case) -> Outline | None:
    """What carries over from a role to another; without another, the roles that are near."""
    left = case.asked.role_of("left") or case.asked.role_of("current")
    if left is None and len(case.roles) == 1 and case.talk.asked == "current":
        left = case.roles[0]
    if left is None and len(case.roles) == 1 and (_WHAT_ELSE.search(case.asked.text) or _stands_there(case)):
        left = case.roles[0]
    left = left or case.talk.current
    wanted = [id_ for id_ in case.roles if id_ != left]
    if left is None and len(case.roles) > 1:
        left, wanted = case.roles[0], list(case.roles[1:])
    if left is None and wanted and not case.profile.skills:
        return planning.next_step(case)
    have = levels(case.profile, case.known.shelf)
    if left is not None:
        start = goal_of(case.catalogue, left)
        for need in start.needs if start else ():
            have[need.skill] = max(have.get(need.skill, 0), need.level)
    records = case.records([id_ for id_ in (left, *wanted[:1]) if id_])
    if wanted:
        return _move_to(case, records, left, wanted[0], have)
    if not have:
        return None
    return _moves(case, records, left, have)


def _stands_there(case: Case) -> bool:
    """Whether the one role that a message names is where somebody stands, not where they want to go."""
    text = case.asked.text
    for said in case.asked.said_roles:
        before, after = text[: said.start], text[said.start + len(said.quote) :]
        if _FORMER.search(before) or (_STANDS_BEFORE.search(before) and _STANDS_AFTER.match(after)):
            return True
    return False


def _move_to(case: Case, records: list[Record], left: str | None, goal_id: str, have: dict[str, int]) -> Outline | None:
    goal = goal_of(case.catalogue, goal_id)
    if goal is None or not goal.needs:
        return None
    names = {id_: record.name for id_, record in case.catalogue.records([need.skill for need in goal.needs]).items()}
    far = forms.distance(goal, have, names)
    shown = case.evidence.computed("distance", f"How far {goal.name} is", list(far.lines), case.today.isoformat())
    start = f"From {records[0].name} to {goal.name}" if left else f"To {goal.name}"
    said = [Statement(f"{start}: {far.share:.0%} of what it takes is there, weighted by importance.", shown)]
    if far.carried:
        said.append(Statement(f"What carries over: {listed(list(far.carried[:6]))}.", shown))
    if far.partly:
        said.append(Statement(f"There in part: {listed(list(far.partly[:5]))}.", shown))
    if far.missing:
        said.append(Statement(f"New to you: {listed(list(far.missing[:6]))}.", shown))
    target = case.records([goal_id])
    said += forms.way_in(case.evidence, target[0])
    said += forms.pay(case.catalogue, case.evidence, target[0], short=True)
    return case.about("move", said, records, choices=(f"Make me a plan to become {forms.a_role(goal.name)}",))


def _moves(case: Case, records: list[Record], left: str | None, have: dict[str, int]) -> Outline:
    shares = {
        id_: case.known.share(id_, have)
        for id_ in roles_of(case.asked.lines, case.catalogue, list(case.known.needs))
        if id_ != left
    }
    near = sorted(shares, key=lambda id_: (-shares[id_], id_))[:NEAR_ROLES]
    if left is None:
        near = [id_ for id_ in near if shares[id_] >= FAR * shares[near[0]]]
    leads = [one.id for one in case.catalogue.related(left, "leads to") if one.id in shares] if left else []
    chosen = list(dict.fromkeys([*leads[:NEAREST_ROLES], *near]))[:NEAR_ROLES]
    found = {record.id: record for record in case.records(chosen)}
    lines = [
        f"{found[id_].name}: {shares.get(id_, 0):.0%} of its weighted skills are there"
        for id_ in chosen
        if id_ in found
    ]
    shown = case.evidence.computed("near", "Roles whose skills are there", lines, case.today.isoformat())
    said = [
        Statement(
            f"From {records[0].name if left and records else 'what you told me'} these are the nearest, by the "
            f"share of their weighted skills that you bring:"
        )
    ]
    picked: list[Record] = []
    for reason, id_ in _reasons(case, left, [id_ for id_ in chosen if id_ in found]):
        record = found[id_]
        picked.append(record)
        said.append(
            Statement(f"- **{record.name}** ({shares.get(id_, 0):.0%}): {reason}", (*shown, *_pay_marks(case, record)))
        )
    return case.about(
        "move",
        said,
        [*records[:1], *picked],
        choices=[f"How do I become {forms.a_role(record.name)}?" for record in picked[:2]],
    )


def _reasons(case: Case, left: str | None, ids: Sequence[str]) -> list[tuple[str, str]]:
    """Near roles with why each is worth a look: it pays more, needs less schooling, or grows faster; then simply the nearest."""
    base = _figures(case, left) if left else (None, None, None)
    told: dict[str, str] = {}
    for place, label in ((0, "pays more"), (2, "grows faster"), (1, "asks for less schooling")):
        for id_ in ids:
            value, own = _figures(case, id_)[place], base[place]
            better = value is not None and own is not None and (value < own if place == 1 else value > own)
            if better and id_ not in told:
                told[id_] = _reason(label, place, value, own)
                break
    for id_ in ids:
        if len(told) >= NEAREST_ROLES + 1:
            break
        told.setdefault(id_, "its skills are near to yours")
    return [(reason, id_) for id_, reason in told.items()]


def _reason(label: str, place: int, value: float | None, own: float | None) -> str:
    if place == 0:
        return f"it {label}: ${value:,.0f} a year in the middle instead of ${own:,.0f} (United States, May 2025)"
    if place == 2:
        return f"it {label}: {value:+g} per cent in ten years instead of {own:+g} (United States, 2024 to 2034)"
    return f"it {label}"


def _figures(case: Case, id_: str | None) -> tuple[float | None, float | None, float | None]:
    """Median pay a year, place of the entry education, growth in per cent."""
    if id_ is None:
        return None, None, None
    codes = case.catalogue.codes([id_])[id_].get("soc", [])[:1]
    paid = [pay.annual[1] for code in codes for pay in facts.pays(case.catalogue, code)]
    grows = [one.growth for code in codes for one in facts.outlooks(case.catalogue, code)]
    record = case.catalogue.record(id_)
    levels_ = [
        entry.facts.education.levels
        for entry, _ in (record.entries if record else ())
        if isinstance(entry.facts, RoleFacts) and entry.facts.education
    ]
    school = min(map(SCHOOLING.index, levels_[0])) if levels_ else None
    return (
        (paid[0] if paid else None),
        (float(school) if school is not None else None),
        (grows[0] if grows else None),
    )


def _pay_marks(case: Case, record: Record) -> tuple[int, ...]:
    numbers = {
        number
        for statement in forms.pay(case.catalogue, case.evidence, record, short=True)
        for number in statement.numbers
    }
    return tuple(sorted(numbers))


def explore(case: Case) -> Outline:
    """Roles by what somebody likes and can; the questionnaire where neither is known."""
    text = case.asked.text
    scores = interests.scores_in(text)
    liked, disliked = interests.parted(text)
    answers = case.talk.asked == "interests" or interests.is_of_liking(liked)
    told = scores or (interests.told_in(liked) if answers else {})
    if scores:
        case.profile = case.profile.model_copy(update={"interests": scores})
    told = told or case.profile.interests or {}
    away = interests.told_in(disliked) if not told else {}
    told = told or {letter: -share for letter, share in away.items()}
    have = levels(case.profile, case.known.shelf)
    asked = case.asked.lines
    words_of = " ".join(word for field in asked for word in field.words)
    beside = {word for word in fold(liked).split() if word not in fold(words_of).split()}
    likes_more = not only_about(text) and not disliked and bool(interests.told_in(" ".join(beside)) or have)
    if asked and not likes_more and (made := best.of_fields(case, disliked)):
        return made
    if not told and (moved := move(case)):
        return moved
    if not told and not have:
        return questionnaire()
    shares = {id_: case.known.share(id_, have) for id_ in case.known.needs} if have else {}
    if not told:
        return _moves(case, [], None, have)
    school = next((level for level in SCHOOLING if level == case.profile.education), None)
    words = {} if scores or away else _nearness(case, liked)
    for id_, near in _nearness(case, disliked).items() if (words or away) and disliked else ():
        words[id_] = words.get(id_, 0.0) - near
    roles = list(case.known.needs) or case.catalogue.record_ids("role")[:1500]
    ranked = interests.rank(case.catalogue, told, shares, school, roles_of(asked, case.catalogue, roles), words)
    strong = [letter for letter in sorted(told, key=lambda letter: -told[letter]) if told[letter] > 0][:3]
    lines = [f"{letter}, {interests.KINDS[letter]}: {told.get(letter, 0):.2f} of 1" for letter in interests.LETTERS]
    lines += [
        f"{one.name}: interests {one.letters}, fit {one.interest:.2f}, share of its skills that is there "
        f"{one.skills:.0%}, nearness of your words {one.words:.2f}"
        for one in ranked
    ]
    shown = case.evidence.computed("interests", "How the roles were ranked", lines, case.today.isoformat())
    kinds = listed([interests.KINDS[letter] for letter in strong or [letter for letter in away if away[letter] > 0]])
    head = (
        f"You would rather keep away from {kinds}. These roles have least to do with it:"
        if away
        else f"What you like sounds like {kinds}. These roles fit that best:"
    )
    said = [Statement(head, shown)]
    records = case.records([one.id for one in ranked])
    for record, one in zip(records, ranked, strict=True):
        about = record.entries[0][0].facts.about
        far = "; it usually asks for more schooling than you told me of" if one.too_far else ""
        said.append(
            Statement(
                f"- **{record.name}**: {about.split('. ')[0].rstrip('.')}{far}.",
                (*case.evidence.quote(record.id, about), *shown),
            )
        )
    if not scores:
        said.append(Statement("For a better idea, answer 18 short statements: say “questionnaire”."))
    choices = [f"What does {forms.a_role(record.name)} do?" for record in records[:2]]
    return case.about("explore", said, records, choices=choices)


def _nearness(case: Case, text: str) -> dict[str, float]:
    """How near a text lies to roles by meaning, from 0 for the farthest of those looked at to 1 for the nearest."""
    near = {found.best.record: found.measures[0] for found in case.home.linker.near(text, "role", ROLES_BY_MEANING)}
    if not near:
        return {}
    least, most = min(near.values()), max(near.values())
    return {id_: (value - least) / ((most - least) or 1.0) for id_, value in near.items()}


def questionnaire() -> Outline:
    """The eighteen statements, and how to answer them."""
    said = [
        Statement(
            "Let us find out what you like. Here are 18 statements. Answer with 18 numbers in one line, from 1 "
            "(not me at all) to 5 (very much "
            "me), for example 3 5 1 and so on; or tell me in your own words what you enjoy doing."
        )
    ]
    said += [Statement(f"{place}. {text}") for place, (_, text) in enumerate(interests.STATEMENTS, start=1)]
    choices = (
        "I like working with my hands",
        "I like helping people",
        "I like numbers and order",
        "I like to create things",
    )
    return Outline("explore", tuple(said), choices=choices, asked="interests")
