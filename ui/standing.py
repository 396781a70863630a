"""Where I stand: the gap to the goal as a chart, and two or three roles side by side, with pay and outlook."""

from collections.abc import Callable
from html import escape
from typing import Any

import gradio as gr

from bot import facts
from bot.profile import levels
from knowledge.records import Record
from ui import charts
from ui.chat import PRIVATE, panel
from ui.here import Here, Ready, person_of
from ui.plans import chart_text

MOST_COMPARED = 3
SKILLS_SHOWN = 6
EMPTY = (
    '<div class="ns-empty"><p>No goal is set, so there is no gap to show. Name one in the chat or on “About me”. '
    "Roles can be compared below all the same.</p></div>"
)


def build(here: Here) -> tuple[Callable[..., Any], list[Any]]:
    """The tab; gives the function that fills it, and what it fills."""
    head = panel(EMPTY)
    gap = gr.Plot(visible=False, show_label=False, elem_id="gap")
    gap_text = panel("")
    roles = gr.Dropdown(
        [], label="Compare two or three roles", multiselect=True, max_choices=MOST_COMPARED, elem_id="compare"
    )
    table = panel("", elem_id="compared")
    pay = gr.Plot(visible=False, show_label=False, elem_id="pay")
    pay_text = panel("")
    shows = [head, gap, gap_text, roles]

    def refresh(request: gr.Request) -> list[Any]:
        ready = here.wait(20)
        return _shown(ready, person_of(request)) if ready else [gr.skip()] * len(shows)

    def compare(chosen: list[str], request: gr.Request) -> list[Any]:
        ready = here.wait(20)
        return _compared(ready, person_of(request), chosen) if ready else [gr.skip()] * 3

    roles.change(compare, roles, [table, pay, pay_text], **PRIVATE)
    return refresh, shows


def _shown(ready: Ready, person: str) -> list[Any]:
    known = ready.adviser.known()
    records = ready.adviser.home.catalogue.records(list(known.needs))
    choices = sorted((record.name, id_) for id_, record in records.items())
    profile = ready.memory.known(person).profile
    plan = ready.adviser.plan(profile)
    chart = charts.gap(plan) if plan else None
    if plan is None:
        said = EMPTY
    elif chart is None:
        said = (
            f'<div class="ns-answer"><p>Nothing is missing for {escape(plan.goal.name)}, by what you told me.</p></div>'
        )
    else:
        share = known.share(plan.goal.id or "", levels(profile, known.shelf))
        told = f" {share:.0%} of its weighted skills are there." if plan.goal.id in known.needs else ""
        said = f'<div class="ns-answer"><p>What {escape(plan.goal.name)} takes, and what is there.{told}</p></div>'
    return [
        said,
        gr.Plot(value=chart.figure if chart else None, visible=chart is not None),
        chart_text(chart),
        gr.Dropdown(choices=choices),
    ]


def _compared(ready: Ready, person: str, chosen: list[str]) -> list[Any]:
    catalogue, known = ready.adviser.home.catalogue, ready.adviser.known()
    found = catalogue.records([id_ for id_ in chosen or [] if id_ in known.needs][:MOST_COMPARED])
    if not found:
        return ["", gr.Plot(visible=False), ""]
    have = levels(ready.memory.known(person).profile, known.shelf)
    ranges = [one for record in found.values() for one in pay_ranges(ready, record)]
    chart = charts.pay(ranges) if ranges else None
    columns = [_column(ready, record, have, list(found)) for record in found.values()]
    return [
        compared_html([record.name for record in found.values()], columns),
        gr.Plot(value=chart.figure if chart else None, visible=chart is not None),
        chart_text(chart),
    ]


def pay_ranges(ready: Ready, record: Record) -> list[charts.PayRange]:
    """What people of a role earn a year, where it is published: at most one range a role."""
    catalogue = ready.adviser.home.catalogue
    for code in catalogue.codes([record.id])[record.id].get("soc", [])[:1]:
        for one in facts.pays(catalogue, code):
            low, middle, high = one.annual
            if middle is not None:
                country = facts.COUNTRIES.get(one.country, one.country)
                return [charts.PayRange(record.name, low, middle, high, one.currency, country, one.year)]
    return []


def _column(ready: Ready, record: Record, have: dict[str, int], others: list[str]) -> dict[str, str]:
    """What the table says of one role."""
    catalogue, known = ready.adviser.home.catalogue, ready.adviser.known()
    needs = known.needs[record.id]
    shared = set(needs).intersection(*(known.needs[id_] for id_ in others)) if len(others) > 1 else set()
    ordered = sorted(needs, key=lambda id_: -needs[id_][0])
    names = {id_: found.name for id_, found in catalogue.records(ordered).items()}
    own = [names[id_] for id_ in ordered if id_ not in shared][:SKILLS_SHOWN]
    both = [names[id_] for id_ in ordered if id_ in shared][:SKILLS_SHOWN]
    codes = catalogue.codes([record.id])[record.id].get("soc", [])[:1]
    grows = [one for code in codes for one in facts.outlooks(catalogue, code) if one.growth is not None]
    outlook = (
        f"{grows[0].growth:+g} per cent, {grows[0].since} to {grows[0].until} ({facts.COUNTRIES.get(grows[0].country, grows[0].country)})"
        if grows
        else "no figure published"
    )
    return {
        "What it is": record.entries[0][0].facts.about.split(". ")[0].rstrip(".") + ".",
        "Of its skills, you have": f"{known.share(record.id, have):.0%}, weighted by importance",
        "Skills that all of them need": ", ".join(both) or "none",
        "Skills of its own": ", ".join(own) or "none",
        "Outlook": outlook,
    }


def compared_html(names: list[str], columns: list[dict[str, str]]) -> str:
    """Roles side by side."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    rows = "".join(
        f'<tr><th scope="row">{row}</th>{"".join(f"<td>{escape(column[row])}</td>" for column in columns)}</tr>'
        for row in columns[0]
    )
    return f'<div class="ns-answer ns-table"><table><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
