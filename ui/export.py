"""A plan to take along: Markdown, PDF, a calendar, JSON, and a page for a human adviser; pure functions.

Estimates stay ranges, and dates are called the latest, as the plan reckons them. Names and addresses come from documents that anybody may
have written: each form escapes them in its own way, and only addresses of the web become links. Each ends with its sources and the day.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from unicodedata import category, normalize
from urllib.parse import quote, urlsplit

from bot.answer import Needed, Plan, Profile, ProfileSkill, Step
from bot.facts import SCHOOLING
from knowledge.errors import NextStepError
from knowledge.records import Source

if TYPE_CHECKING:
    from fpdf import FPDF

State = Literal["open", "done", "skipped"]

LEVELS = ("", "basics", "solid", "expert")
MADE = "Made by NextStep on {day}. Hours marked as estimated are our estimate; dates are the latest, with every course taking its longest."
LOST = "\ufffd"  # Stands in a PDF for a letter that the font lacks.
LOST_NOTE = f"Some letters cannot be shown in a PDF and stand as {LOST} here; the Markdown file of this plan has them."
GAPS_SHOWN = 20
_INDENT = 7.0  # mm, of a step's words beside its box
_INK, _LINK = (31, 37, 35), (11, 87, 80)
_ACTIVE = re.compile(r"[\\`*_\[\]<>~]|&(?=#?\w+;)")
_OPENS_BLOCK = re.compile(r"^(?:\d+[.)]|[#+=-])")


class NothingToExport(NextStepError):
    """The plan has nothing that this form could hold."""


@dataclass(frozen=True, slots=True)
class Handout:
    """A plan with what its exports say besides: for whom, the names of skill, role and course ids, the sources, and when it is made."""

    plan: Plan
    profile: Profile
    names: Mapping[str, str]
    sources: tuple[Source, ...]
    made: datetime

    def state(self, step: Step) -> State:
        """Whether a step is open, done or skipped."""
        if step.course in (self.profile.finished or []):
            return "done"
        return "skipped" if step.course in (self.profile.skipped or []) else "open"

    def besides(self, ids: Sequence[str] | None) -> list[str]:
        """The names of those ids that are no steps of the plan."""
        steps = {step.course for step in self.plan.steps}
        return [self.names.get(id_, id_) for id_ in dict.fromkeys(ids or []) if id_ not in steps]

    @property
    def open_skills(self) -> list[tuple[str, str]]:
        """What no step covers, and why."""
        return [(one.name, one.why) for one in (*self.plan.uncovered, *self.plan.left_out)]

    @property
    def foot(self) -> str:
        """When it was made, and how to read it."""
        return MADE.format(day=f"{self.made.day} {self.made:%B %Y}")


def markdown(handout: Handout) -> str:
    """The plan as Markdown."""
    plan, profile = handout.plan, handout.profile
    steps = [_step_line(place, step, handout.state(step)) for place, step in enumerate(plan.steps, start=1)]
    parts = [
        f"# {markdown_text(plan.goal.name)}: my plan",
        markdown_text(_about(profile)),
        _section("What no course replaces", map(_needed_line, plan.requirements)),
        _section("Done", (f"- [x] {markdown_text(name)}" for name in handout.besides(profile.finished))),
        _section("Skipped", (f"- {markdown_text(name)}" for name in handout.besides(profile.skipped))),
        _section("Steps", steps or ["No step is open."]),
        _section("What no step covers", (f"- {markdown_text(f'{name}: {why}')}" for name, why in handout.open_skills)),
        _section("Sources", (f"- {_source_line(source)}" for source in handout.sources)),
        handout.foot,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def calendar(handout: Handout) -> bytes:
    """The plan as a calendar: an event of whole days for each open step. Raises NothingToExport where none is open, or none has dates."""
    from icalendar import Calendar, Event

    left = [step for step in handout.plan.steps if handout.state(step) == "open"]
    if not left:
        raise NothingToExport("every step of the plan is done or skipped, so nothing is left for a calendar")
    dated = [step for step in left if step.start and step.end]
    if not dated:
        raise NothingToExport("the plan has no dates", "tell me how many hours a week you have")
    made = Calendar()
    made.add("prodid", "-//NextStep//plan//EN")
    made.add("version", "2.0")
    sources = [_joined(_cited(source), web_address(source.address)) for source in handout.sources]
    made.add("description", "\n".join([f"{handout.plan.goal.name}: my plan", *sources, handout.foot]))
    for step in dated:
        event = Event()
        event.add("uid", f"{step.course.replace(':', '-')}@nextstep")
        event.add("dtstamp", handout.made.astimezone(UTC))
        event.add("summary", step.title)
        event.add("dtstart", date.fromisoformat(step.start or ""))
        event.add("dtend", date.fromisoformat(step.end or "") + timedelta(days=1))  # The day after the last.
        address = web_address(step.address)
        label = next((one.label for one in handout.sources if one.address == step.address), step.provider)
        source = _joined(label, address)
        event.add("description", f"{step.why}.\n{hours(step)}, {price(step)}.\nSource: {source}\n{handout.foot}")
        if address:
            event.add("url", address)
        made.add_component(event)
    return bytes(made.to_ical())


def as_json(handout: Handout) -> str:
    """The plan and the profile as other programs read them, what is done, the sources and the day; addresses are as found."""
    value = {
        "made": handout.made.date().isoformat(),
        "plan": handout.plan.model_dump(mode="json"),
        "profile": handout.profile.model_dump(mode="json", exclude_none=True),
        "done": _identified(handout, handout.profile.finished),
        "skipped": _identified(handout, handout.profile.skipped),
        "sources": [
            {"title": one.title, "publisher": one.publisher, "year": one.retrieved[:4], "address": one.address}
            for one in handout.sources
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def document(handout: Handout) -> bytes:
    """The plan as a PDF."""
    plan, profile = handout.plan, handout.profile
    pdf = _paper(handout)
    _heading(pdf, f"{plan.goal.name}: my plan", 18)
    _text(pdf, _about(profile))
    if LOST in _drawn(markdown(handout)):
        _text(pdf, LOST_NOTE)
    _list(pdf, "What no course replaces", [(f"{one.name}: {one.why}", one.address) for one in plan.requirements])
    _list(pdf, "Done", [(name, None) for name in handout.besides(profile.finished)], state="done")
    _list(pdf, "Skipped", [(name, None) for name in handout.besides(profile.skipped)], state="skipped")
    _heading(pdf, "Steps", 13)
    for place, step in enumerate(plan.steps, start=1):
        _step_block(pdf, place, step, handout.state(step))
    if not plan.steps:
        _text(pdf, "No step is open.")
    _list(pdf, "What no step covers", [(f"{name}: {why}", None) for name, why in handout.open_skills])
    _list(pdf, "Sources", [(_joined(_cited(one), web_address(one.address)), one.address) for one in handout.sources], 8)
    pdf.ln(4)
    _text(pdf, handout.foot, size=8)
    return bytes(pdf.output())


def page_for_adviser(handout: Handout) -> str:
    """A page to print: profile, gap and plan, for a talk with a human adviser."""
    plan, profile = handout.plan, handout.profile
    skills = ", ".join(name for skill in profile.skills or [] if (name := _skill(skill, handout.names)))
    steps = "".join(_step_row(place, step, handout.state(step)) for place, step in enumerate(plan.steps, start=1))
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
        f"<title>{escape(plan.goal.name)}: for a talk with an adviser</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(plan.goal.name)}</h1><p>{escape(_about(profile))}</p><p>{escape(_from_where(profile))}</p>"
        f"<h2>What I can</h2><p>{escape(skills) or 'nothing told yet'}</p>"
        + _names_html("Finished", handout.besides(profile.finished))
        + _names_html("Skipped", handout.besides(profile.skipped))
        + _list_html("What no course replaces", map(_needed_html, plan.requirements))
        + _gap_html(plan)
        + "<h2>The plan</h2><table><tr><th></th><th>Done</th><th>Course</th><th>Hours</th><th>Price</th><th>At the latest</th></tr>"
        f"{steps}</table>"
        + _list_html("What no step covers", (escape(f"{name}: {why}") for name, why in handout.open_skills))
        + "<h2>What I would like to ask</h2><div class='lines'></div>"
        + "<footer>"
        + _list_html("Sources", (_linked(_cited(one), one.address, ", ") for one in handout.sources))
        + f"<p>{handout.foot}</p></footer></body></html>"
    )


def hours(step: Step) -> str:
    """A step's hours: a range where it is an estimate."""
    low, high = f"{step.hours.low:.0f}", f"{step.hours.high:.0f}"
    span = high if low == high else f"{low} to {high}"
    unit = "hour" if span == "1" else "hours"
    return f"{span} {unit}, estimated" if step.hours.basis == "estimated" else f"{span} {unit}"


def price(step: Step) -> str:
    """What a step costs."""
    if step.cost is None:
        return "price not known"
    return f"{step.cost:,.0f} {step.currency or ''}".rstrip() if step.cost else "free"


def web_address(address: str | None) -> str:
    """The address with nothing in it that could end a link early; empty where it is none of the web."""
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return ""
    return quote(parts.geturl(), safe="/:?#@!$&*+,;=%~[]") if parts.scheme in ("http", "https") and parts.netloc else ""


def markdown_text(text: str) -> str:
    """A text as Markdown that shows it as it is, in one line."""
    plain = _ACTIVE.sub(r"\\\g<0>", " ".join(text.split()))
    return _OPENS_BLOCK.sub(lambda opens: f"{opens[0][:-1]}\\{opens[0][-1]}", plain)


# What the forms share ----------------------------------------------------------------------------------------------------------


def _about(profile: Profile) -> str:
    """The limits that the plan keeps to, in a line."""
    money = f"{profile.budget:,.0f} {profile.currency or 'USD'} in all" if profile.budget is not None else ""
    parts = [
        f"{profile.hours_per_week:g} hours a week" if profile.hours_per_week else "hours a week not told",
        f"until {profile.deadline}" if profile.deadline else "",
        "free courses only" if profile.free_only else money,
    ]
    line = ", ".join(part for part in parts if part)
    return f"{line[0].upper()}{line[1:]}."


def _dates(step: Step) -> str:
    return f"{step.start} to {step.end} at the latest" if step.start and step.end else "no dates"


def _details(step: Step, state: State) -> str:
    """A step in a line: whose it is, how long it takes, what it costs, when it is, and whether it is done."""
    return ", ".join([hours(step), price(step), _dates(step), *([] if state == "open" else [state])])


def _cited(source: Source) -> str:
    return f"{source.title}: {source.label}"


def _joined(text: str, address: str) -> str:
    return f"{text}, {address}" if address else text


# Markdown and JSON -------------------------------------------------------------------------------------------------------------


def _section(title: str, lines: Iterable[str]) -> str:
    held = "\n".join(lines)
    return f"## {title}\n\n{held}" if held else ""


def _markdown_link(text: str, address: str | None) -> str:
    safe = web_address(address)
    return f"[{markdown_text(text)}]({safe})" if safe else markdown_text(text)


def _autolink(address: str | None) -> str:
    safe = web_address(address)
    return f"<{safe}>" if safe else ""


def _needed_line(one: Needed) -> str:
    return f"- {_joined(f'**{markdown_text(one.name)}**: {markdown_text(one.why)}', _autolink(one.address))}"


def _source_line(source: Source) -> str:
    return _joined(markdown_text(_cited(source)), _autolink(source.address))


def _step_line(place: int, step: Step, state: State) -> str:
    tick = "x" if state == "done" else " "
    title, why = _markdown_link(step.title, step.address), markdown_text(step.why)
    return f"{place}. [{tick}] {title} by {markdown_text(step.provider)}: {_details(step, state)}. {why}."


def _identified(handout: Handout, ids: Sequence[str] | None) -> list[dict[str, str]]:
    return [{"id": id_, "name": handout.names.get(id_, id_)} for id_ in ids or []]


# The page ----------------------------------------------------------------------------------------------------------------------

_STYLE = """body{font:15px/1.45 system-ui,sans-serif;max-width:760px;margin:24px auto;padding:0 16px;color:#1f2523;background:#fff}
h1{font-size:24px;margin:0 0 4px}h2{font-size:16px;margin:18px 0 4px;break-after:avoid}p,ul{margin:4px 0}
table{border-collapse:collapse;width:100%;font-size:13px}a{color:#0b5750}
th,td{text-align:left;vertical-align:top;padding:3px 8px 3px 0;border-bottom:1px solid #ccc}
small,li{overflow-wrap:anywhere}small{color:#55524c}
.box{display:inline-block;width:11px;height:11px;border:1.5px solid #1f2523;margin-top:3px}
.lines{height:90px;border-bottom:1px solid #999}footer{margin-top:14px;font-size:11px;color:#55524c}
@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}"""


def _from_where(profile: Profile) -> str:
    """Country and education, as far as they were told."""
    from babel import Locale

    places = Locale("en").territories
    country = str(places.get(profile.country, profile.country)) if profile.country else "not told"
    schooling = SCHOOLING.get(profile.education, profile.education) if profile.education else "not told"
    return f"Country: {country}. Education: {schooling}."


def _skill(skill: ProfileSkill, names: Mapping[str, str]) -> str:
    """A skill with its level; by its id where it has no name, and empty where it has neither."""
    name = skill.name or names.get(skill.id or "") or skill.id or ""
    return f"{name} ({LEVELS[skill.level]})" if name and skill.level else name


def _gap_html(plan: Plan) -> str:
    ordered = sorted(plan.gap, key=lambda one: -one.importance)
    rows = "".join(
        f"<tr><td>{escape(one.skill.name)}</td><td>{LEVELS[min(one.have, 3)] or 'none'}</td><td>{LEVELS[min(one.need, 3)]}</td></tr>"
        for one in ordered[:GAPS_SHOWN]
    )
    more = len(ordered) - GAPS_SHOWN
    rest = f"<p>and {more} more that matter{'s' if more == 1 else ''} less</p>" if more > 0 else ""
    head = "<h2>The gap, most important first</h2>"
    if not rows:
        return f"{head}<p>Nothing is missing, by what I told.</p>"
    return f"{head}<table><tr><th>Skill</th><th>I am at</th><th>It takes</th></tr>{rows}</table>{rest}"


def _step_row(place: int, step: Step, state: State) -> str:
    box = "<span class='box' role='img' aria-label='open'></span>"
    tick = {"open": box, "done": "✓ done", "skipped": "skipped"}[state]
    return (
        f"<tr><td>{place}</td><td>{tick}</td><td>{_linked(f'{step.title}, {step.provider}', step.address)}</td>"
        f"<td>{escape(hours(step))}</td><td>{escape(price(step))}</td><td>{escape(step.end or 'no date')}</td></tr>"
    )


def _linked(text: str, address: str | None, between: str = "<br>") -> str:
    """A text with its address, to read on paper too."""
    safe = escape(web_address(address), quote=True)
    link = f"{between}<small><a href='{safe}' rel='noopener noreferrer nofollow'>{safe}</a></small>" if safe else ""
    return escape(text) + link


def _needed_html(one: Needed) -> str:
    return _linked(f"{one.name}: {one.why}", one.address)


def _names_html(title: str, names: Sequence[str]) -> str:
    return f"<p>{title}: {escape(', '.join(names))}</p>" if names else ""


def _list_html(title: str, items: Iterable[str]) -> str:
    held = "".join(f"<li>{item}</li>" for item in items)
    return f"<h2>{title}</h2><ul>{held}</ul>" if held else ""


# The PDF -----------------------------------------------------------------------------------------------------------------------


def _paper(handout: Handout) -> "FPDF":
    import font_roboto
    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_title(f"{handout.plan.goal.name}: my plan")
    pdf.set_lang("en")
    pdf.set_creation_date(handout.made)
    pdf.set_margins(18, 16)
    pdf.set_auto_page_break(True, 16)
    pdf.add_font("Roboto", "", Path(font_roboto.Roboto))
    pdf.add_font("Roboto", "B", Path(font_roboto.RobotoBold))
    pdf.set_font("Roboto", size=10)
    pdf.add_page()
    return pdf


def _heading(pdf: "FPDF", text: str, size: int) -> None:
    if pdf.will_page_break(size + 10):  # A heading does not stand alone at the foot of a page.
        pdf.add_page()
    pdf.ln(3)
    _text(pdf, text, size, style="B")
    pdf.ln(1)


def _list(
    pdf: "FPDF", title: str, items: Sequence[tuple[str, str | None]], size: int = 10, state: State | None = None
) -> None:
    """Lines under a heading, each with the address that it links to; with a box before each where they have a state."""
    if not items:
        return
    _heading(pdf, title, 13)
    for text, address in items:
        if state:
            _box(pdf, state)
        _text(pdf, text, size, indent=_INDENT if state else 0, address=address)
        pdf.ln(0.8)


def _step_block(pdf: "FPDF", place: int, step: Step, state: State) -> None:
    if pdf.will_page_break(22):
        pdf.add_page()
    _box(pdf, state)
    _text(pdf, f"{place}. {step.title}", style="B", indent=_INDENT, address=step.address)
    _text(pdf, f"{step.provider}: {_details(step, state)}.", indent=_INDENT)
    _text(pdf, f"{step.why}.", 9, indent=_INDENT)
    pdf.ln(2.5)


def _box(pdf: "FPDF", state: State) -> None:
    """A box to tick, drawn and not written, since few fonts have it: ticked where the step is done, crossed where it is skipped."""
    if pdf.will_page_break(5):
        pdf.add_page()
    x, y, side = pdf.l_margin + pdf.c_margin, pdf.get_y() + 0.7, 3.5
    pdf.rect(x, y, side, side)
    if state == "done":
        pdf.polyline([(x + 0.7, y + 1.8), (x + 1.5, y + 2.7), (x + 2.9, y + 0.8)])
    elif state == "skipped":
        pdf.line(x + 0.8, y + side / 2, x + side - 0.8, y + side / 2)


def _text(
    pdf: "FPDF", text: str, size: int = 10, style: str = "", indent: float = 0, address: str | None = None
) -> None:
    link = web_address(address)
    pdf.set_font("Roboto", style, size)
    pdf.set_text_color(*(_LINK if link else _INK))
    pdf.set_x(pdf.l_margin + indent)
    pdf.multi_cell(0, size * 0.5, _drawn(text), align="L", link=link, new_x="LMARGIN", new_y="NEXT")


def _drawn(text: str) -> str:
    """A text with what the font cannot draw as a sign that says so; marks that are not seen anyway are left out."""
    return "".join(_letter(letter) for letter in normalize("NFC", text))


def _letter(letter: str) -> str:
    if letter.isspace():
        return " "
    if category(letter) in ("Cc", "Cf"):
        return ""
    return letter if ord(letter) in _letters() else LOST


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    """The code points that the font can draw."""
    import font_roboto
    from fontTools.ttLib import TTFont

    with TTFont(font_roboto.Roboto) as font:
        return frozenset(font.getBestCmap())
