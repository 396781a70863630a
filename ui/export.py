"""A plan to take along: Markdown, PDF, a calendar, JSON, and a page for a human adviser; pure functions.

Estimates stay ranges, and dates are called the latest, as the plan reckons them. `names` gives the names of skill, role and course ids.
"""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answer import Plan, Profile, Step
from knowledge.errors import NextStepError

if TYPE_CHECKING:
    from fpdf import FPDF

LEVELS = ("", "basics", "solid", "expert")
MADE = "Made by NextStep on {day}. Hours marked as estimated are our estimate; dates are the latest, with every course taking its longest."
GAPS_SHOWN = 20


class NothingToExport(NextStepError):
    """The plan has nothing that this form could hold."""


def markdown(plan: Plan, profile: Profile, done: frozenset[str], names: Mapping[str, str], today: date) -> str:
    """The plan as Markdown."""
    parts = [f"# {plan.goal.name}: my plan", _about(profile)]
    if plan.requirements:
        parts += ["## What no course replaces", "\n".join(f"- **{one.name}**: {one.why}" for one in plan.requirements)]
    if done:
        parts += ["## Done", "\n".join(f"- [x] {names.get(id_, id_)}" for id_ in sorted(done))]
    parts += [
        "## Steps",
        "\n".join(_step_line(place, step) for place, step in enumerate(plan.steps, start=1)) or "No step is open.",
    ]
    left = [f"- {one.name}: {one.why}" for one in (*plan.uncovered, *plan.left_out)]
    if left:
        parts += ["## What no step covers", "\n".join(left)]
    return "\n\n".join(part for part in [*parts, MADE.format(day=_day(today))] if part) + "\n"


def calendar(plan: Plan, done: frozenset[str], today: date) -> bytes:
    """The plan as a calendar: an event of whole days for each step. Raises NothingToExport where the steps have no dates."""
    from icalendar import Calendar, Event

    dated = [step for step in plan.steps if step.start and step.end and step.course not in done]
    if not dated:
        raise NothingToExport("the plan has no dates", "tell me how many hours a week you have")
    made = Calendar()
    made.add("prodid", "-//NextStep//plan//EN")
    made.add("version", "2.0")
    for step in dated:
        event = Event()
        event.add("uid", f"{step.course.replace(':', '-')}@nextstep")
        event.add("dtstamp", today)
        event.add("summary", step.title)
        event.add("dtstart", date.fromisoformat(step.start or ""))
        event.add("dtend", date.fromisoformat(step.end or "") + timedelta(days=1))  # The day after the last.
        event.add(
            "description", f"{step.why}.\n{hours(step)}, {price(step)}.\n{step.address}\nThe dates are the latest."
        )
        event.add("url", step.address)
        made.add_component(event)
    return bytes(made.to_ical())


def as_json(plan: Plan, profile: Profile) -> str:
    """The plan and the profile as other programs read them."""
    value = {"plan": plan.model_dump(), "profile": profile.model_dump(exclude_none=True)}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def document(plan: Plan, profile: Profile, done: frozenset[str], names: Mapping[str, str], today: date) -> bytes:
    """The plan as a PDF."""
    from fpdf.fonts import FontFace

    pdf = _paper()
    _heading(pdf, f"{plan.goal.name}: my plan", 18)
    _text(pdf, _about(profile))
    if plan.requirements:
        _heading(pdf, "What no course replaces", 13)
        for one in plan.requirements:
            _text(pdf, f"{one.name}: {one.why}")
    if done:
        _heading(pdf, "Done", 13)
        _text(pdf, ", ".join(names.get(id_, id_) for id_ in sorted(done)))
    _heading(pdf, "Steps", 13)
    with pdf.table(
        col_widths=(6, 44, 20, 14, 22),
        text_align="LEFT",
        line_height=5,
        headings_style=FontFace(emphasis="BOLD"),
        padding=1.2,
    ) as table:
        table.row(["", "Course", "Hours", "Price", "At the latest"])
        for place, step in enumerate(plan.steps, start=1):
            row = table.row()
            row.cell(str(place))
            row.cell(_drawn(f"{step.title}, {step.provider}"), link=step.address)
            for cell in (hours(step), price(step), f"{step.start} to {step.end}" if step.start else "no dates"):
                row.cell(_drawn(cell))
    left = [f"{one.name}: {one.why}" for one in (*plan.uncovered, *plan.left_out)]
    if left:
        _heading(pdf, "What no step covers", 13)
        for line in left:
            _text(pdf, line)
    pdf.ln(4)
    _text(pdf, MADE.format(day=_day(today)), size=8)
    return bytes(pdf.output())


def page_for_adviser(plan: Plan, profile: Profile, done: frozenset[str], names: Mapping[str, str], today: date) -> str:
    """One page to print: profile, gap and plan, for a talk with a human adviser."""
    skills = [
        f"{skill.name} ({LEVELS[skill.level]})" if skill.level else skill.name or "" for skill in profile.skills or []
    ]
    gap = "".join(
        f"<tr><td>{escape(one.skill.name)}</td><td>{LEVELS[one.have] or 'none'}</td><td>{LEVELS[one.need]}</td></tr>"
        for one in plan.gap[:GAPS_SHOWN]
    )
    steps = "".join(
        f"<tr><td>{place}</td><td>{escape(step.title)}<br><small>{escape(step.provider)}, {escape(step.address)}</small></td>"
        f"<td>{escape(hours(step))}</td><td>{escape(price(step))}</td><td>{step.end or ''}</td></tr>"
        for place, step in enumerate(plan.steps, start=1)
    )
    asked = "".join(f"<li>{escape(one.name)}: {escape(one.why)}</li>" for one in plan.requirements)
    finished = ", ".join(names.get(id_, id_) for id_ in sorted(done))
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
        f"<title>{escape(plan.goal.name)}: for a talk with an adviser</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(plan.goal.name)}</h1><p>{escape(_about(profile))}</p>"
        f"<h2>What I can</h2><p>{escape(', '.join(skills)) or 'nothing told yet'}</p>"
        + (f"<p>Finished: {escape(finished)}</p>" if finished else "")
        + (f"<h2>What no course replaces</h2><ul>{asked}</ul>" if asked else "")
        + f"<h2>The gap, most important first</h2><table><tr><th>Skill</th><th>I am at</th><th>It takes</th></tr>{gap}</table>"
        f"<h2>The plan</h2><table><tr><th></th><th>Course</th><th>Hours</th><th>Price</th><th>At the latest</th></tr>{steps}</table>"
        f"<h2>What I would like to ask</h2><div class='lines'></div><footer>{MADE.format(day=_day(today))}</footer></body></html>"
    )


def hours(step: Step) -> str:
    """A step's hours: a range where it is an estimate."""
    low, high = f"{step.hours.low:.0f}", f"{step.hours.high:.0f}"
    span = high if low == high else f"{low} to {high}"
    return f"{span} hours, estimated" if step.hours.basis == "estimated" else f"{span} hours"


def price(step: Step) -> str:
    """What a step costs."""
    if step.cost is None:
        return "price not known"
    return f"{step.cost:,.0f} {step.currency}" if step.cost else "free"


_STYLE = """body{font:15px/1.45 system-ui,sans-serif;max-width:760px;margin:24px auto;padding:0 16px;color:#1f2523}
h1{font-size:24px;margin:0 0 4px}h2{font-size:16px;margin:18px 0 4px}p,ul{margin:4px 0}
table{border-collapse:collapse;width:100%;font-size:13px}
th,td{text-align:left;vertical-align:top;padding:3px 8px 3px 0;border-bottom:1px solid #ccc}
small{color:#55524c;overflow-wrap:anywhere}
.lines{height:90px;border-bottom:1px solid #999}footer{margin-top:14px;font-size:11px;color:#55524c}
@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}"""


def _about(profile: Profile) -> str:
    """The limits that the plan keeps to, in a line."""
    money = f"{profile.budget:,.0f} {profile.currency or 'USD'} in all" if profile.budget is not None else ""
    parts = [
        f"{profile.hours_per_week:g} hours a week" if profile.hours_per_week else "hours a week not told",
        f"until {profile.deadline}" if profile.deadline else "",
        "free courses only" if profile.free_only else money,
    ]
    return ", ".join(part for part in parts if part).capitalize() + "."


def _step_line(place: int, step: Step) -> str:
    dates = f", {step.start} to {step.end} at the latest" if step.start and step.end else ""
    title = step.title.replace("[", "(").replace("]", ")")
    return (
        f"{place}. [ ] [{title}]({step.address}) by {step.provider}: {hours(step)}, {price(step)}{dates}. {step.why}."
    )


def _paper() -> "FPDF":
    import font_roboto
    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_margins(18, 16)
    pdf.set_auto_page_break(True, 16)
    pdf.add_font("Roboto", "", Path(font_roboto.Roboto))
    pdf.add_font("Roboto", "B", Path(font_roboto.RobotoBold))
    pdf.set_font("Roboto", size=10)
    pdf.add_page()
    return pdf


def _heading(pdf: "FPDF", text: str, size: int) -> None:
    pdf.ln(3)
    pdf.set_font("Roboto", "B", size)
    pdf.multi_cell(0, size * 0.5, _drawn(text), new_x="LMARGIN", new_y="NEXT")
    pdf.ln(1)
    pdf.set_font("Roboto", size=10)


def _text(pdf: "FPDF", text: str, size: int = 10) -> None:
    pdf.set_font("Roboto", size=size)
    pdf.multi_cell(0, size * 0.5, _drawn(text), new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Roboto", size=10)


def _drawn(text: str) -> str:
    """A text with what the font cannot draw as a box."""
    return "".join(letter if ord(letter) in _letters() else "\u25a1" if ord(letter) > 255 else " " for letter in text)


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    """The code points that the font can draw."""
    import font_roboto
    from fontTools.ttLib import TTFont

    with TTFont(font_roboto.Roboto) as font:
        return frozenset(font.getBestCmap())


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
