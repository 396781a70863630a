"""Pictures of a plan and of pay as Plotly figures, each with words that say the same; pure functions.

Drawing colours stand at 3:1 and more on white and on the dark page, and none of them is the only sign: what is estimated is hatched, what
is done has a tick. Labels are escaped for Plotly, which reads tags in them; `text` is plain and is escaped by whoever puts it on a page.
"""

import math
import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from html import escape

import plotly.graph_objects as go

from bot.answer import Gap, Plan, Step
from bot.facts import COUNTRIES, SIGNS
from bot.forms import listed

TEAL = "#16837a"
GREY = "#787569"  # What is done.
RUST = "#b8581f"  # Today, and the middle of a range.
INK = "#1f2523"  # Words; the page's style sheet makes them light where the page is dark.
LEVELS = ("none", "basics", "solid", "expert")
GAPS_SHOWN = 12
CONFIG = {
    "displayModeBar": False,
    "responsive": True,
}  # For `Figure.to_html` and `Plotly.react`; a figure cannot hold it.
_LETTERS = 19  # In a line of a label, two lines at most.
_FONT = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, sans-serif"
_MARK = {
    "symbol": "diamond",
    "size": 13,
    "color": RUST,
    "line": {"color": "#ffffff", "width": 2},
}  # Clear on a bar too.
_ROW = 42
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Chart:
    """A picture, and one to five lines that say what it shows, for people who do not see it."""

    figure: go.Figure
    text: str


@dataclass(frozen=True, slots=True)
class PayRange:
    """What people of an occupation earn a year: 10th percentile, median and 90th percentile. None stands where nothing is published."""

    name: str
    low: float | None
    middle: float | None
    high: float | None
    currency: str
    country: str
    year: int


@dataclass(frozen=True, slots=True)
class _Link:
    """One step that rests on another, by their numbers, and the skills that pass between them."""

    before: int
    after: int
    skills: tuple[str, ...]


# When --------------------------------------------------------------------------------------------------------------------------


def timeline(plan: Plan, done: frozenset[str], today: date) -> Chart | None:
    """A bar for each step from its start to its end: solid up to the shortest time, hatched up to the longest. None without dates."""
    spans = [
        (number, step, *_dates(step)) for number, step in enumerate(plan.steps, start=1) if step.start and step.end
    ]
    if not spans:
        return None
    sure, maybe, past = (
        _Bars("if it goes fast", TEAL),
        _Bars("if it takes longest", TEAL, hatched=True),
        _Bars("done", GREY),
    )
    for number, step, start, end in spans:
        certain = _surely_until(step, start, end)
        words = escape(_step_words(number, step, done), quote=False)
        if step.course in done:
            past.add(number, start, _milliseconds(end - start), words)
            continue
        sure.add(number, start, _milliseconds(certain - start), words)
        if certain < end:
            maybe.add(number, certain, _milliseconds(end - certain), words)
    figure = go.Figure([bars.trace() for bars in (sure, maybe, past) if bars.rows])
    first, last = min(span[2] for span in spans), max(span[3] for span in spans)
    _number_rows(figure, [(number, _label(step.title, number, step.course in done)) for number, step, _, _ in spans])
    weeks = _weeks(math.ceil((last - first).days / 7))
    _finish(figure, "When each step runs", f"latest dates: {weeks}, every course at its longest", len(spans))
    ticks = (
        "%b<br>%Y" if last - first > 120 * _DAY else "%e<br>%b"
    )  # Two short lines, which need no slant on a telephone.
    figure.update_xaxes(type="date", nticks=5, tickformat=ticks, tickangle=0, range=_around(first, last, today))
    _today(figure, today)
    return Chart(figure, _timeline_text([span[:2] for span in spans], done, first, last, today))


class _Bars:
    """Horizontal bars of one kind, as they are collected."""

    def __init__(self, name: str, colour: str, *, hatched: bool = False) -> None:
        self.name = name
        self.colour = colour
        self.hatched = hatched
        self.rows: list[tuple[int, datetime | float, float, str]] = []

    def add(self, row: int, start: datetime | float, length: float, words: str) -> None:
        """One bar; the length from a date on is in milliseconds."""
        self.rows.append((row, start, length, words))

    def trace(self) -> go.Bar:
        """The bars as a trace."""
        rows, starts, lengths, words = zip(*self.rows, strict=True)
        pattern = {"shape": "/", "fillmode": "replace", "size": 6, "solidity": 0.3} if self.hatched else None
        return go.Bar(
            name=self.name,
            orientation="h",
            y=rows,
            base=starts,
            x=lengths,
            width=0.5,
            hovertext=words,
            hoverinfo="text",
            marker={"color": self.colour, "pattern": pattern, "line": {"color": self.colour, "width": 1}},
        )


def _dates(step: Step) -> tuple[datetime, datetime]:
    """The start of the first day and the end of the last."""
    first, last = date.fromisoformat(step.start or ""), date.fromisoformat(step.end or "")
    return datetime.combine(first, time()), datetime.combine(last + _DAY, time())


def _surely_until(step: Step, start: datetime, end: datetime) -> datetime:
    """When a step that starts on its date is over at the soonest; published hours leave nothing open."""
    if step.hours.basis == "published" or not step.hours.high:
        return end
    return start + (end - start) * (step.hours.low / step.hours.high)


def _milliseconds(length: timedelta) -> float:
    return length / timedelta(milliseconds=1)


def _around(first: datetime, last: datetime, today: date) -> list[datetime]:
    now = datetime.combine(today, time())
    first, last = min(first, now), max(last, now)
    margin = (last - first) * 0.03
    return [first - margin, last + margin]


def _today(figure: go.Figure, today: date) -> None:
    now = datetime.combine(today, time())
    figure.add_shape(
        type="line",
        x0=now,
        x1=now,
        y0=0,
        y1=1,
        yref="paper",
        line={"color": RUST, "width": 2, "dash": "dot"},
        name="today",
    )
    figure.add_annotation(
        x=now, y=1, yref="paper", yanchor="bottom", xanchor="left", text="today", showarrow=False, font={"color": RUST}
    )


def _timeline_text(
    steps: Sequence[tuple[int, Step]], done: frozenset[str], first: datetime, last: datetime, today: date
) -> str:
    weeks = math.ceil((last - first).days / 7)
    count = len(steps)
    head = (
        f"{count} step{'s' if count != 1 else ''} from {_day(first.date())} to {_day((last - _DAY).date())} "
        f"({_weeks(weeks)}): latest dates, if every course takes its longest."
    )
    each = "; ".join(_step_words(number, step, done) for number, step in steps)
    past = sum(step.course in done for _, step in steps)
    return "\n".join([head, f"{each}.", f"Done: {past} of {count}. Today is {_day(today)}."])


def _step_words(number: int, step: Step, done: frozenset[str]) -> str:
    """A step in words: its dates, how long it takes, and that it is done."""
    start, end = _dates(step)
    shortest = (_surely_until(step, start, end) - start) / _DAY / 7
    longest = (end - start) / _DAY / 7
    span = _weeks(max(1, round(longest)))
    if max(1, round(shortest)) < round(longest):
        span = f"{max(1, round(shortest))} to {span}"
    words = f"{number}. {step.title}: {_day(start.date())} to {_day((end - _DAY).date())}, {_hours(step)}, {span}"
    return f"{words}, done" if step.course in done else words


def _hours(step: Step) -> str:
    low, high = step.hours.low, step.hours.high
    span = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"{span} hour{'s' if high != 1 else ''} ({step.hours.basis})"


# What rests on what ------------------------------------------------------------------------------------------------------------


def order(plan: Plan, done: frozenset[str]) -> Chart | None:
    """The steps in rows, further right the more must come before, with an arrow where a later step needs what an earlier one teaches.

    An arrow that a chain of others already says is left out of the picture; the words have it. None where no step rests on another.
    """
    if len(plan.steps) < 2:
        return None
    links = _links(plan)
    if not links:
        return None
    depth = _depths(len(plan.steps), links)
    figure = go.Figure(_nodes(plan, done, links, depth))
    for link in _not_implied(links):
        _arrow(figure, link, depth)
    _number_rows(
        figure,
        [(number, _label(step.title, number, step.course in done)) for number, step in enumerate(plan.steps, start=1)],
    )
    _finish(
        figure,
        "Which step rests on which",
        "an arrow leads to the step that needs the other",
        len(plan.steps),
    )
    deepest = max(depth.values())
    figure.update_xaxes(
        title="how many steps come before",
        tickvals=list(range(deepest + 1)),
        range=[-0.5, deepest + 0.5],
        showgrid=False,
    )
    figure.update_yaxes(showgrid=True, griddash="dot")
    return Chart(figure, _order_text(plan, done, links))


def _links(plan: Plan) -> list[_Link]:
    """Who rests on whom: for each needed skill the first earlier step that teaches it far enough, or else the one that comes closest.

    What the person can already do well enough needs no step.
    """
    have = {gap.skill.id: gap.have for gap in plan.gap}
    skills: dict[tuple[int, int], list[str]] = {}
    for after, step in enumerate(plan.steps, start=1):
        for need in step.needs:
            if need.id is None or have.get(need.id, 0) >= need.level:
                continue
            before = _teacher(plan.steps[: after - 1], need.id, need.level)
            if before:
                skills.setdefault((before, after), []).append(need.name)
    return [_Link(before, after, tuple(names)) for (before, after), names in sorted(skills.items())]


def _teacher(earlier: Sequence[Step], skill: str, level: int) -> int:
    """The number of the step that teaches a skill to a level, 0 where none teaches it at all."""
    reached = {
        number: min(level, taught.level)
        for number, step in enumerate(earlier, start=1)
        for taught in step.teaches
        if taught.id == skill
    }
    return max(reached, key=lambda number: (reached[number], -number), default=0)


def _depths(count: int, links: Sequence[_Link]) -> dict[int, int]:
    """For each step the length of the longest chain of steps before it."""
    depth = dict.fromkeys(range(1, count + 1), 0)
    for link in sorted(links, key=lambda link: link.after):
        depth[link.after] = max(depth[link.after], depth[link.before] + 1)
    return depth


def _not_implied(links: Sequence[_Link]) -> list[_Link]:
    """The links without which something would be lost."""
    after: dict[int, set[int]] = {}
    for link in links:
        after.setdefault(link.before, set()).add(link.after)

    def leads(start: int, end: int) -> bool:
        return any(step == end or leads(step, end) for step in after.get(start, ()) if step <= end)

    return [
        link
        for link in links
        if not any(leads(between, link.after) for between in after[link.before] if between < link.after)
    ]


def _nodes(plan: Plan, done: frozenset[str], links: Sequence[_Link], depth: dict[int, int]) -> go.Scatter:
    numbers = range(1, len(plan.steps) + 1)
    past = [step.course in done for step in plan.steps]
    return go.Scatter(
        x=[depth[number] for number in numbers],
        y=list(numbers),
        mode="markers+text",
        text=[str(number) for number in numbers],
        textfont={"color": "#ffffff", "size": 12},
        marker={
            "size": 24,
            "opacity": 1,
            "color": [GREY if ticked else TEAL for ticked in past],
            "symbol": ["square" if ticked else "circle" for ticked in past],
        },
        hovertext=[escape(_rests(number, plan, done, links), quote=False) for number in numbers],
        hoverinfo="text",
        showlegend=False,
    )


def _arrow(figure: go.Figure, link: _Link, depth: dict[int, int]) -> None:
    figure.add_annotation(
        ax=depth[link.before],
        ay=link.before,
        x=depth[link.after],
        y=link.after,
        xref="x",
        yref="y",
        axref="x",
        ayref="y",
        text="",
        showarrow=True,
        arrowhead=2,
        arrowwidth=1.5,
        arrowcolor=GREY,
        standoff=14,
        startstandoff=14,
    )


def _rests(number: int, plan: Plan, done: frozenset[str], links: Sequence[_Link]) -> str:
    words = _numbered(number, plan, done)
    on = [f"step {link.before} ({', '.join(link.skills)})" for link in links if link.after == number]
    return f"{words} rests on {listed(on)}" if on else f"{words} rests on no other step"


def _numbered(number: int, plan: Plan, done: frozenset[str]) -> str:
    step = plan.steps[number - 1]
    return f"{number}. {step.title}{', done,' if step.course in done else ''}"


def _order_text(plan: Plan, done: frozenset[str], links: Sequence[_Link]) -> str:
    numbers = range(1, len(plan.steps) + 1)
    resting = {link.after for link in links}
    each = "; ".join(_rests(number, plan, done, links) for number in numbers if number in resting)
    others = "; ".join(_numbered(number, plan, done).rstrip(",") for number in numbers if number not in resting)
    head = f"{len(plan.steps)} steps in their order."
    return "\n".join([head, f"{each}.", f"The others rest on no other step: {others}."])


# The gap -----------------------------------------------------------------------------------------------------------------------


def gap(plan: Plan) -> Chart | None:
    """A bar for each needed skill, most important first: solid up to the level there is, hatched up to the level it takes."""
    if not plan.gap:
        return None
    ordered = sorted(plan.gap, key=lambda one: -one.importance)
    shown = ordered[:GAPS_SHOWN]
    have, missing = _Bars("you have", TEAL), _Bars("still to learn", TEAL, hatched=True)
    for row, one in enumerate(shown, start=1):
        words = escape(_gap_words(one), quote=False)
        if one.have:
            have.add(row, 0.0, float(min(one.have, 3)), words)
        if one.need > one.have:
            missing.add(row, float(one.have), float(min(one.need, 3) - one.have), words)
    figure = go.Figure([bars.trace() for bars in (have, missing) if bars.rows])
    figure.add_trace(_takes(shown))
    _number_rows(figure, [(row, _label(one.skill.name)) for row, one in enumerate(shown, start=1)])
    cut = f"the {len(shown)} most important of {len(ordered)} skills"
    below = "most important skill first" if len(shown) == len(ordered) else cut
    _finish(figure, "Where you are and what it takes", below, len(shown))
    figure.update_xaxes(title="level", tickvals=list(range(4)), ticktext=list(LEVELS), range=[-0.08, 3.2])
    rest = len(ordered) - len(shown)
    each = "; ".join(_gap_words(one) for one in shown)
    more = [f"And {rest} more that matter less."] if rest else []
    count = f"{len(ordered)} skill{'s' if len(ordered) != 1 else ''}"
    text = "\n".join([f"{plan.goal.name} takes {count} beyond what you have, most important first.", f"{each}.", *more])
    return Chart(figure, text)


def _takes(shown: Sequence[Gap]) -> go.Scatter:
    return go.Scatter(
        name="what it takes",
        x=[min(one.need, 3) for one in shown],
        y=list(range(1, len(shown) + 1)),
        mode="markers",
        marker=_MARK,
        hovertext=[escape(_gap_words(one), quote=False) for one in shown],
        hoverinfo="text",
    )


def _gap_words(one: Gap) -> str:
    return (
        f"{one.skill.name}: you have {LEVELS[min(one.have, 3)]}, it takes {LEVELS[min(one.need, 3)]} "
        f"(importance {one.importance:.2g} of 1, {one.basis})"
    )


# Pay ---------------------------------------------------------------------------------------------------------------------------


def pay(ranges: Sequence[PayRange]) -> Chart | None:
    """A bar for each occupation from the 10th percentile to the 90th with a mark at the median.

    Only those in the currency of the first are drawn; the words name the others. None where no median is published.
    """
    known = [one for one in ranges if one.middle is not None]
    if not known:
        return None
    shown = [one for one in known if one.currency == known[0].currency]
    places = {(one.country, one.year) for one in shown}
    bars = _Bars("eight in ten people earn this", TEAL)
    for row, one in enumerate(shown, start=1):
        low, high = _ends(one)
        if low < high:
            bars.add(row, low, high - low, escape(_pay_words(one), quote=False))
    figure = go.Figure([bars.trace()] if bars.rows else [])
    figure.add_trace(_medians(shown))
    _number_rows(figure, [(row, _label(_pay_name(one, places))) for row, one in enumerate(shown, start=1)])
    title = f"Pay in {_place(shown[0].country)}, {shown[0].year}" if len(places) == 1 else "Pay by place and year"
    _finish(figure, title, "a year, beginners and experienced together", len(shown))
    figure.update_xaxes(
        title=f"{known[0].currency} a year",
        tickprefix=_sign(known[0].currency),
        tickformat="~s",
        nticks=5,
        rangemode="tozero",
    )
    return Chart(figure, _pay_text(ranges, shown))


def _ends(one: PayRange) -> tuple[float, float]:
    """The ends of a bar; the median stands in for one that is not published."""
    middle = one.middle or 0.0
    return (middle if one.low is None else one.low), (middle if one.high is None else one.high)


def _medians(shown: Sequence[PayRange]) -> go.Scatter:
    return go.Scatter(
        name="median: half earn more, half less",
        x=[one.middle for one in shown],
        y=list(range(1, len(shown) + 1)),
        mode="markers+text",
        marker=_MARK,
        text=[f"{_sign(one.currency)}{one.middle:,.0f}" for one in shown],
        textposition="top center",
        cliponaxis=False,
        hovertext=[escape(_pay_words(one), quote=False) for one in shown],
        hoverinfo="text",
    )


def _pay_text(ranges: Sequence[PayRange], shown: Sequence[PayRange]) -> str:
    lines = ["Pay a year, as a range from the lowest tenth to the highest tenth of people:"]
    lines.append("; ".join(_pay_words(one) for one in shown) + ".")
    others = [one for one in ranges if one.middle is not None and one not in shown]
    if others:
        lines.append(f"Not in the picture, as in another currency: {'; '.join(_pay_words(one) for one in others)}.")
    unknown = [one.name for one in ranges if one.middle is None]
    if unknown:
        lines.append(f"No published median: {', '.join(unknown)}.")
    return "\n".join(lines)


def _pay_words(one: PayRange) -> str:
    low, middle, high = (
        "not published" if value is None else f"{_sign(one.currency)}{value:,.0f}"
        for value in (one.low, one.middle, one.high)
    )
    return (
        (
            f"{one.name} in {_place(one.country)}, {one.year}: median {middle}, lowest tenth below {low}, "
            f"highest tenth above {high}"
        )
        .replace("below not published", "not published")
        .replace("above not published", "not published")
    )


def _pay_name(one: PayRange, places: set[tuple[str, int]]) -> str:
    return one.name if len(places) == 1 else f"{one.name}, {one.country} {one.year}"


def _place(country: str) -> str:
    from babel import Locale

    return COUNTRIES.get(country) or str(Locale("en").territories.get(country, country))


def _sign(currency: str) -> str:
    return SIGNS.get(currency, f"{currency} ")


# Looks -------------------------------------------------------------------------------------------------------------------------


def _number_rows(figure: go.Figure, labels: Sequence[tuple[int, str]]) -> None:
    """Rows from the top down, each with its label; two of the same name stay two."""
    rows = [row for row, _ in labels]
    figure.update_yaxes(
        tickvals=rows,
        ticktext=[label for _, label in labels],
        range=[max(rows) + 0.6, min(rows) - 0.6],
        automargin=True,
    )


def _finish(figure: go.Figure, title: str, below: str, rows: int) -> None:
    """What all pictures share: clear background, fixed height, words at the left, nothing to zoom or click by mistake."""
    grid = "#e3e0d9"
    legend = any(trace.showlegend is not False for trace in figure.data)
    head, foot = (112 if legend else 64), 56
    height = head + rows * _ROW + foot
    figure.update_layout(
        title={
            "text": f"<b>{escape(title, quote=False)}</b><br><span style='font-size:12px'>{escape(below, quote=False)}</span>",
            "x": 0.02,
            "xref": "container",
            "y": 1 - 28 / height,
            "yref": "container",
            "yanchor": "middle",
            "font": {"size": 15},
        },
        font={"family": _FONT, "size": 12, "color": INK},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        height=height,
        margin={"l": 8, "r": 14, "t": head, "b": foot},
        barmode="overlay",
        dragmode=False,
        hoverlabel={"align": "left"},
        legend={
            "orientation": "h",
            "x": 0.01,
            "xref": "container",
            "y": 1 - 58 / height,
            "yref": "container",
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        showlegend=legend,
        modebar={"remove": ["toImage"], "color": "rgba(0,0,0,0)", "bgcolor": "rgba(0,0,0,0)"},
    )
    figure.update_xaxes(fixedrange=True, gridcolor=grid, zeroline=False, automargin=True)
    figure.update_yaxes(fixedrange=True, gridcolor=grid, showgrid=False, zeroline=False, ticklabelstandoff=6)


def _label(name: str, number: int | None = None, done: bool = False) -> str:
    """A name in two short lines at most, with its number and a tick where it is done."""
    start = f"{'✓ ' if done else ''}{f'{number}. ' if number else ''}"
    wide = any(unicodedata.east_asian_width(letter) in "WF" for letter in name)
    lines = textwrap.wrap(start + name, _LETTERS // 2 if wide else _LETTERS, max_lines=2, placeholder="…")
    return "<br>".join(escape(line, quote=False) for line in lines)


def _weeks(count: int) -> str:
    return f"{count} week{'s' if count != 1 else ''}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"
