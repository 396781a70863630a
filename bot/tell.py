"""A plan in words: what is missing, what no course replaces, what to start today, what follows, and what stays open."""

import math
from collections.abc import Iterable, Sequence
from datetime import date

from bot import facts
from bot.answer import Plan, Profile, Step, Uncovered
from bot.cite import Statement
from bot.forms import STEPS_SHOWN, Evidence, listed
from bot.plan import USUAL_HOURS
from knowledge.catalogue import Catalogue
from knowledge.records import CourseFacts

GAPS_SHOWN = 5
NEXT_SHOWN = 3


def plan(
    catalogue: Catalogue, evidence: Evidence, made: Plan, profile: Profile, today: date, *, whole: bool = False
) -> tuple[list[Statement], Plan]:
    """A plan as statements, and the plan with its steps' citation numbers."""
    goal = made.goal.name
    said = [gap(evidence, made, today)] if made.gap else []
    said += requirements(evidence, made)
    if not made.steps:
        said.append(_nothing_to_take(made, goal))
        return said + still_open(made), made
    said.append(Statement("Start today with this:"))
    shown = made.steps if whole else made.steps[:STEPS_SHOWN]
    lines = []
    for place, step in enumerate(made.steps, start=1):
        if step in shown:
            if place == 2:
                lines.append(Statement("Then, in this order:"))
            lines.append(_step(catalogue, evidence, place, step))
    numbered = [
        step.model_copy(update={"citations": _cited(catalogue, evidence, step) if step in shown else []})
        for step in made.steps
    ]
    said += lines
    if len(shown) < len(made.steps):
        rest = len(made.steps) - len(shown)
        said.append(
            Statement(
                f"{rest} more step{'s follow' if rest > 1 else ' follows'}; say “show the whole plan” to see "
                f"{'them' if rest > 1 else 'it'}."
            )
        )
    said += time(made, profile, today)
    said += still_open(made)
    if made.remark:
        said.append(Statement(made.remark))
    return said, made.model_copy(update={"steps": numbered})


def gap(evidence: Evidence, made: Plan, today: date) -> Statement:
    """What is missing, most important first, with the computation behind it."""
    own = made.gap
    most = [one.skill.name for one in own[:GAPS_SHOWN]]
    lines = [
        f"{one.skill.name}: importance {one.importance:.2g}, level {one.have} of the {one.need} it takes, weighted "
        f"gap {one.importance * (one.need - one.have):.2f}"
        for one in own
    ]
    whole = sum(one.importance * (one.need - one.have) for one in own)
    lines.append(f"Weighted gap in all (importance times missing levels): {whole:.2f}")
    rest = f", and {len(own) - len(most)} more" if len(own) > len(most) else ""
    return Statement(
        f"On the way to **{made.goal.name}** you still need "
        f"{listed(most) if not rest else ', '.join(most)}{rest}, most important first. I count as new whatever "
        f"you have not told me of.",
        evidence.computed("gap", f"The gap to {made.goal.name}", lines, today.isoformat()),
    )


def requirements(evidence: Evidence, made: Plan) -> list[Statement]:
    """What no course replaces."""
    said = []
    for place, asked in enumerate(made.requirements):
        line = f"Asks for: {asked.name}. {asked.why}"
        numbers = evidence.quote(made.goal.id or "", line)
        head = "No course replaces this: " if not place else "And this: "
        address = f" More: <{asked.address}>" if asked.address else ""
        text = f"{head}**{asked.name}**. {asked.why}{address}"
        if not numbers and made.goal.id:
            passage = facts.passage_of(evidence.catalogue, made.goal.id)
            entry = (
                next((row for row in passage[0].text.split("\n") if row.startswith("Usual entry")), "")
                if passage
                else ""
            )
            numbers = evidence.quote(made.goal.id, entry) if entry else ()
        said.append(Statement(text, numbers, apart=True))
    return said


def _step(catalogue: Catalogue, evidence: Evidence, place: int, step: Step) -> Statement:
    price = _price(catalogue, step)
    hours = f"{_hours(step)} hours" + (", our estimate" if step.hours.basis == "estimated" else "")
    text = f"{place}. [{_plain(step.title)}]({step.address}) ({_plain(step.provider)}; {hours}; {price}). {step.why}."
    return Statement(text, tuple(_cited(catalogue, evidence, step)))


def _cited(catalogue: Catalogue, evidence: Evidence, step: Step) -> list[int]:
    found = facts.passage_of(catalogue, step.course)
    taught = [line for line in found[0].text.split("\n") if line.startswith("Teaches ")] if found else []
    return list(evidence.quote(step.course, *taught))


def _hours(step: Step) -> str:
    low, high = step.hours.low, step.hours.high
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _price(catalogue: Catalogue, step: Step) -> str:
    record = catalogue.record(step.course)
    known = record.entries[0][0].facts if record else None
    if not isinstance(known, CourseFacts) or known.cost.figure is None:
        return "price not known"
    return facts.cost_text(known).split(" (")[0]


def time(made: Plan, profile: Profile, today: date) -> list[Statement]:
    """How long it takes and what it costs: a range of hours, and of weeks where the hours a week are known."""
    low, high = made.hours.low, made.hours.high
    estimated = any(step.hours.basis == "estimated" for step in made.steps)
    text = f"In all {low:g} to {high:g} hours" + (", mostly our estimates" if estimated else "")
    weekly = profile.hours_per_week or USUAL_HOURS
    weeks = (math.ceil(low / weekly), math.ceil(high / weekly))
    span = (
        f"{weeks[0]} to {weeks[1]} weeks"
        if weeks[0] != weeks[1]
        else f"{weeks[1]} weeks"
        if weeks[1] != 1
        else "1 week"
    )
    if profile.hours_per_week:
        text += f": with {weekly:g} hours a week about {span}"
        if made.steps and made.steps[-1].end:
            text += f", so done by {_day(made.steps[-1].end)} at the latest if the estimates hold"
    else:
        text += f". With {weekly:g} hours a week that would be about {span}; tell me how many hours you have, and I lay it out"
    said = [Statement(text + ".")]
    said += _money(made)
    if profile.deadline:
        said.append(_deadline(made, profile, today))
    return said


def _money(made: Plan) -> list[Statement]:
    unknown = sum(step.cost is None for step in made.steps)
    sums: dict[str, float] = {}
    for step in made.steps:
        if step.cost:
            sums[step.currency or ""] = sums.get(step.currency or "", 0) + step.cost
    if not sums and not unknown:
        return [Statement("All of it is free.")]
    paid = listed([f"{facts.SIGNS.get(coin, coin + ' ')}{amount:,.0f}" for coin, amount in sums.items()])
    text = f"It costs at most {paid}" if sums else "What is known of is free"
    return [
        Statement(
            text + (f"; the price of {unknown} course{'s is' if unknown > 1 else ' is'} not known." if unknown else ".")
        )
    ]


def _deadline(made: Plan, profile: Profile, today: date) -> Statement:
    until = date.fromisoformat(profile.deadline or today.isoformat())
    weeks = max(0, (until - today).days) // 7
    weekly = profile.hours_per_week or USUAL_HOURS
    open_ = [left.name for left in made.left_out if "time until" in left.why]
    if not open_:
        return Statement(f"It fits before {_day(until.isoformat())}, in the {weeks} weeks there are.")
    return Statement(
        f"Not everything fits before {_day(until.isoformat())}: {weeks} weeks with {weekly:g} hours each are "
        f"{weeks * weekly:g} hours. "
        f"I chose what closes most of the gap; this stays open, in whole or in part: {_some(open_)}."
    )


def still_open(made: Plan) -> list[Statement]:
    """What the plan leaves open, and why: one sentence for each reason."""
    said = []
    for why, names in _by_reason(
        left for left in made.left_out if "time until" not in left.why and "grows with" not in left.why
    ):
        said.append(Statement(f"Left out, because {why}: {_some(names)}."))
    for why, names in _by_reason(made.uncovered):
        said.append(Statement(f"Open to the end: {_some(names)}; {why}."))
    broad = [left.name for left in made.left_out if "grows with" in left.why]
    if broad:
        said.append(Statement(f"Growing along the way, without a course of their own: {_some(broad, 6)}."))
    return said


def _by_reason(open_: Iterable[Uncovered]) -> list[tuple[str, list[str]]]:
    reasons: dict[str, list[str]] = {}
    for left in open_:
        reasons.setdefault(left.why, []).append(left.name)
    return list(reasons.items())


def changed(
    catalogue: Catalogue, evidence: Evidence, before: Plan, made: Plan, profile: Profile, today: date
) -> tuple[list[Statement], Plan]:
    """What is different in a new plan, and how it goes on from here; a plan for another goal is told as a new one."""
    whole, told = plan(catalogue, evidence, made, profile, today)
    if before.goal.id != made.goal.id:
        return [changes(before, made), *whole], told
    steps = [_step(catalogue, evidence, place, step) for place, step in enumerate(made.steps[:NEXT_SHOWN], start=1)]
    said = [changes(before, made)]
    said += [Statement("It goes on with this:"), *steps] if steps else [_nothing_to_take(made, made.goal.name)]
    if len(made.steps) > NEXT_SHOWN:
        said.append(Statement(f"{len(made.steps) - NEXT_SHOWN} more follow; say “show the whole plan” to see them."))
    said += time(made, profile, today) if made.steps else []
    left = [one for one in made.left_out if one.id not in {old.id for old in before.left_out}]
    said += still_open(made.model_copy(update={"left_out": left, "uncovered": []}))
    return said, told


def _some(names: Sequence[str], most: int = 5) -> str:
    return listed(list(names)) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"


def _nothing_to_take(made: Plan, goal: str) -> Statement:
    if not made.gap:
        return Statement(
            f"From what you told me, you already have the skills that I know **{goal}** to take. Which of them "
            f"would you like to deepen?"
        )
    return Statement("Within these limits I find no course that closes any of this.")


def changes(before: Plan, after: Plan) -> Statement:
    """What is different between two plans, in a sentence."""
    if before.goal.id != after.goal.id:
        return Statement(f"I made a new plan, for {after.goal.name} instead of {before.goal.name}.")
    old = {step.course: step for step in before.steps}
    new = {step.course: step for step in after.steps}
    gone = [step.title for id_, step in old.items() if id_ not in new]
    come = [step.title for id_, step in new.items() if id_ not in old]
    parts = []
    if gone:
        parts.append(f"no longer in it: {_some(gone, 3)}")
    if come:
        parts.append(f"new in it: {_some(come, 3)}")
    if not parts:
        order = [step.course for step in before.steps] != [step.course for step in after.steps]
        parts.append("the steps are in another order" if order else "the steps stay the same")
    left, was = after.hours.high, before.hours.high
    if left != was:
        parts.append(f"{after.hours.low:g} to {left:g} hours instead of {before.hours.low:g} to {was:g}")
    text = "; ".join(parts)
    return Statement(f"The plan changes: {text}." if gone or come or left != was else f"{text[0].upper()}{text[1:]}.")


def _plain(text: str) -> str:
    return text.replace("[", "(").replace("]", ")")


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def language_name(code: str) -> str:
    """A language by its English name."""
    from babel import Locale

    return str(Locale("en").languages.get(code, code))
