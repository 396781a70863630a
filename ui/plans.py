"""My plan: the steps in their weeks, what rests on what, ticking off, earlier versions, and the ways to take it along."""

from collections.abc import Callable
from datetime import date
from html import escape
from typing import Any

import gradio as gr

from bot.answer import Plan, Profile, Step
from bot.memory import Version
from ui import charts, export
from ui.chat import PRIVATE, panel
from ui.here import Here, Ready, person_of

EXPORTS = (
    ("plan.pdf", "PDF"),
    ("plan.md", "Markdown"),
    ("plan.ics", "Calendar"),
    ("plan.json", "JSON"),
    ("summary.html", "A page to print for a human adviser"),
)
EMPTY = (
    '<div class="ns-empty"><p>There is no plan yet. Ask in the chat “how do I become …”, or set a goal on “About me”, '
    "and it is here with its weeks.</p></div>"
)


def build(here: Here) -> tuple[Callable[..., Any], list[Any]]:
    """The tab; gives the function that fills it, and what it fills."""
    head = panel(EMPTY, elem_id="plan-head")
    with gr.Row(visible=False, elem_id="plan-tools") as tools:
        step = gr.Dropdown([], label="A step", elem_id="step", scale=4, min_width=220)
        done = gr.Button("Done", size="sm", elem_id="done", min_width=80)
        skip = gr.Button("Skip", size="sm", elem_id="skip", min_width=80)
        other = gr.Button("Another course", size="sm", elem_id="other", min_width=110)
        undo = gr.Button("Undo", size="sm", elem_id="undo", min_width=80)
    said = gr.Markdown("", elem_classes="ns-status", elem_id="plan-said")
    timeline = gr.Plot(visible=False, show_label=False, elem_id="timeline")
    timeline_text = panel("")
    steps = panel("", elem_id="steps")
    order = gr.Plot(visible=False, show_label=False, elem_id="order")
    order_text = panel("")
    with gr.Row(visible=False) as history:
        version = gr.Dropdown([], label="Earlier versions", elem_id="version", scale=4)
        back = gr.Button("Go back to it", size="sm", elem_id="back", scale=1)
    shows = [head, tools, step, timeline, timeline_text, steps, order, order_text, history, version]

    def refresh(request: gr.Request) -> list[Any]:
        ready = here.wait(20)
        return _shown(ready, person_of(request)) if ready else [gr.skip()] * len(shows)

    def changing(what: str) -> Callable[[str, gr.Request], list[Any]]:
        def change(course: str, request: gr.Request) -> list[Any]:
            ready = here.wait(20)
            words = _change(ready, person_of(request), what, course) if ready else "I am still getting ready."
            return [*refresh(request), words]

        return change

    def go_back(number: int, request: gr.Request) -> list[Any]:
        ready = here.wait(20)
        gone = ready.memory.go_back(person_of(request), number) if ready and isinstance(number, int) else None
        return [*refresh(request), f"Back to version {number}." if gone else "Choose a version first."]

    for button, what in ((done, "done"), (skip, "skip"), (other, "other"), (undo, "undo")):
        button.click(changing(what), step, [*shows, said], **PRIVATE)
    back.click(go_back, version, [*shows, said], **PRIVATE)
    return refresh, shows


def _shown(ready: Ready, person: str) -> list[Any]:
    versions = ready.memory.versions(person)
    if not versions:
        nothing = [EMPTY, gr.Row(visible=False), gr.Dropdown(choices=[], value=None), gr.Plot(visible=False), ""]
        return [*nothing, "", gr.Plot(visible=False), "", gr.Row(visible=False), gr.Dropdown(choices=[])]
    plan, profile = versions[-1].plan, ready.memory.known(person).profile
    finished = _finished(ready, profile)
    done = frozenset(profile.finished or [])
    weeks = charts.timeline(plan, done, date.today())
    rests = charts.order(plan, done)
    choices = [(f"{place}. {step.title}", step.course) for place, step in enumerate(plan.steps, start=1)]
    return [
        head_html(plan, finished),
        gr.Row(visible=bool(plan.steps) or len(versions) > 1),
        gr.Dropdown(choices=choices, value=choices[0][1] if choices else None),
        gr.Plot(value=weeks.figure if weeks else None, visible=weeks is not None),
        chart_text(weeks),
        steps_html(plan, finished, done),
        gr.Plot(value=rests.figure if rests else None, visible=rests is not None),
        chart_text(rests),
        gr.Row(visible=len(versions) > 1),
        gr.Dropdown(choices=[(_version_name(one), one.number) for one in versions[:-1]][::-1], value=None),
    ]


def head_html(plan: Plan, finished: list[tuple[str, float]]) -> str:
    """The goal, how far it is, and the ways to take the plan along."""
    behind = sum(hours for _, hours in finished)
    ahead = (plan.hours.low + plan.hours.high) / 2
    share = round(100 * behind / (behind + ahead)) if behind + ahead else 0
    left = (
        f"about {plan.hours.low:.0f} to {plan.hours.high:.0f} hours left"
        if plan.hours.low < plan.hours.high
        else f"{plan.hours.high:.0f} hours left"
    )
    weeks = f", at most {plan.weeks:.0f} weeks" if plan.weeks else ""
    bar = (
        f'<progress max="100" value="{share}" aria-label="done, by hours">{share}%</progress> '
        f"<span>{share} per cent done by hours, {left}{weeks}</span>"
    )
    links = " · ".join(f'<a href="/export/{file}" target="_blank" rel="noopener">{name}</a>' for file, name in EXPORTS)
    asked = "".join(f"<li><b>{escape(one.name)}</b>: {escape(one.why)}</li>" for one in plan.requirements)
    needs = f"<p>It asks for what no course replaces:</p><ul>{asked}</ul>" if asked else ""
    return (
        f'<div class="ns-answer"><h3>{escape(plan.goal.name)}</h3><p class="ns-progress">{bar}</p>{needs}'
        f"<p>Take it along: {links}</p></div>"
    )


def steps_html(plan: Plan, finished: list[tuple[str, float]], done: frozenset[str]) -> str:
    """The steps in words with a tick on those that are done, what else is finished, and what stays open."""
    titles = {step.title for step in plan.steps}
    before = "".join(f"<li>✓ {escape(title)}</li>" for title, _ in finished if title not in titles)
    first = next((step.course for step in plan.steps if step.course not in done), None)
    rows = "".join(_step_html(step, step.course in done, step.course == first) for step in plan.steps)
    open_ = [f"<li>{escape(one.name)}: {escape(one.why)}</li>" for one in (*plan.uncovered, *plan.left_out)]
    parts = [
        f'<p>Done</p><ul class="ns-done">{before}</ul>' if before else "",
        f"<ol>{rows}</ol>" if rows else "<p>No step is open.</p>",
        f"<details><summary>What no step covers ({len(open_)})</summary><ul>{''.join(open_)}</ul></details>"
        if open_
        else "",
        f"<p>{escape(plan.remark)}</p>" if plan.remark else "",
    ]
    return f'<div class="ns-answer">{"".join(parts)}</div>'


def _step_html(step: Step, is_done: bool, is_next: bool) -> str:
    dates = f", {step.start} to {step.end} at the latest" if step.start and step.end else ""
    address, title = export.web_address(step.address), escape(step.title)
    link = (
        f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer nofollow">{title}</a>'
        if address
        else title
    )
    return (
        f"<li>{'✓ Done: ' if is_done else ''}{link} by {escape(step.provider)}: {export.hours(step)}, "
        f"{escape(export.price(step))}{dates}. {escape(step.why)}.{' You can start it today.' if is_next else ''}</li>"
    )


def chart_text(chart: "charts.Chart | None") -> str:
    """What a picture shows, in words."""
    if chart is None:
        return ""
    return f'<details class="ns-words"><summary>This picture in words</summary><p>{escape(chart.text)}</p></details>'


def _finished(ready: Ready, profile: Profile) -> list[tuple[str, float]]:
    """The courses that the person has finished: title and hours, the middle of an estimate."""
    shelf = ready.adviser.known().shelf
    records = ready.adviser.home.catalogue.records(profile.finished or [])
    out = []
    for id_, record in records.items():
        course = shelf.courses.get(id_) or shelf.qualifications.get(id_)
        out.append((record.name, (course.hours.low + course.hours.high) / 2 if course else 0.0))
    return out


def _version_name(version: Version) -> str:
    return f"Version {version.number}, {version.at[:10]}: {version.what} ({len(version.plan.steps)} steps)"


def _change(ready: Ready, person: str, what: str, course: str) -> str:
    """Change the plan by a button; gives what to say."""
    if what == "undo":
        back = ready.memory.undo(person)
        return f"Undone: the plan is as it was at version {back.number}." if back else "There is nothing to undo."
    versions = ready.memory.versions(person)
    step = next((one for one in versions[-1].plan.steps if one.course == course), None) if versions else None
    if step is None:
        return "Choose a step first."
    known = ready.memory.known(person)
    finished, skipped = list(known.profile.finished or []), list(known.profile.skipped or [])
    if what == "done":
        finished.append(step.course)
    else:
        skipped.append(step.course)
        if what == "skip" and step.teaches and step.teaches[0].id:
            skipped.append(step.teaches[0].id)
    profile = known.profile.model_copy(
        update={"finished": list(dict.fromkeys(finished)) or None, "skipped": list(dict.fromkeys(skipped)) or None}
    )
    plan = ready.adviser.plan(profile, versions[-1].plan.goal.id)
    if plan is None:
        return "The goal of this plan is no longer in the library, so it cannot be changed."
    words = {
        "done": f"Done: {step.title}",
        "skip": f"Skipped: {step.title}",
        "other": f"Another course than {step.title}",
    }
    ready.memory.keep_plan(person, plan, profile, words[what])
    return f"{words[what]}. {_changed(versions[-1].plan, plan, step)}"


def _changed(before: Plan, after: Plan, gone: Step) -> str:
    """What changed besides the step itself."""
    old = {step.course for step in before.steps} - {gone.course}
    new = [step.title for step in after.steps if step.course not in old]
    lost = [step.title for step in before.steps if step.course in old - {step.course for step in after.steps}]
    parts = [
        f"New in the plan: {', '.join(new)}." if new else "",
        f"No longer in it: {', '.join(lost)}." if lost else "",
    ]
    return " ".join(part for part in parts if part) or "The other steps stay as they are."
