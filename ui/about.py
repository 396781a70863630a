"""About me: what is known of the person, to be corrected by hand; CVs and advertisements; and an end of it all."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

import gradio as gr

from bot.answer import Plan, Profile, ProfileSkill
from bot.guard import is_injection
from bot.memory import Known, Shown
from bot.paper import Found, goal_in, roles_in, skills_in
from bot.places import countries
from bot.profile import with_skills
from ingest.cv import LARGEST, Paper, read_cv
from knowledge.errors import InputFailed
from ui.chat import PRIVATE, panel
from ui.here import Here, Ready, person_of, uploaded
from ui.render import lines_html

LEVELS = ("not sure", "basics", "solid", "expert", "take it out")
CURRENCIES = ("USD", "EUR", "GBP", "INR", "CAD", "AUD", "CHF")
SCHOOLING = {
    "not said": None,
    "no school certificate": "none",
    "school-leaving certificate": "high-school",
    "certificate after school": "certificate",
    "some college, no degree": "some-college",
    "associate's degree": "associate",
    "bachelor's degree": "bachelor",
    "master's degree": "master",
    "doctorate": "doctorate",
}
NOBODY = "not said"
CV, ADVERT = "my CV", "a job advertisement"
ORIGINS = {"chat": "you wrote", "file": "in your file", "hand": "you set it here"}
LONGEST_PASTE = 40_000


def build(here: Here) -> list[Any]:
    """The tab; gives what `refresh` fills, in its order."""

    def ready() -> Ready:
        found = here.wait(20)
        if found is None:
            raise gr.Error("I am still getting ready. Please try again in a moment.", print_exception=False)
        return found

    with gr.Row():
        with gr.Column(scale=3, min_width=300):
            cards = panel("", elem_id="cards")
            with gr.Row():
                skill = gr.Dropdown(
                    [], label="A skill, from above or a new one", allow_custom_value=True, elem_id="skill"
                )
                level = gr.Radio(LEVELS, label="How well I know it", value=LEVELS[0], elem_id="level")
            keep_skill = gr.Button("Keep this skill", size="sm", elem_id="keep-skill")
        with gr.Column(scale=2, min_width=260, elem_classes="ns-card"):
            goal = gr.Textbox(
                label="Where I want to be", placeholder="A job or a skill", max_length=120, elem_id="goal"
            )
            hours = gr.Number(label="Hours a week", minimum=0, maximum=100, step=1, elem_id="hours", value=None)
            deadline = gr.Textbox(label="Until when", placeholder="2027-06-30", max_length=10, elem_id="deadline")
            with gr.Row():
                budget = gr.Number(label="Money in all", minimum=0, elem_id="budget", value=None)
                currency = gr.Dropdown(list(CURRENCIES), label="Currency", value="USD")
            free = gr.Checkbox(label="Free courses only")
            country = gr.Dropdown([NOBODY, *countries()], label="Country", value=NOBODY)
            school = gr.Dropdown(list(SCHOOLING), label="Highest education", value=NOBODY)
            keep = gr.Button("Keep these", variant="primary", elem_id="keep")
    said = gr.Markdown("", elem_classes="ns-status", elem_id="about-said")

    gr.Markdown(
        "### From a CV or a job advertisement\n\nPDF, Word or text, at most 5 MB and 20 pages. "
        "The file is read on this machine and not kept."
    )
    with gr.Row():
        kind = gr.Radio([CV, ADVERT], value=CV, label="It is", elem_id="kind")
        upload = gr.UploadButton("Choose a file", file_count="single", size="sm", elem_id="upload")
    paste = gr.Textbox(label="Or paste the text", lines=3, max_lines=8, max_length=LONGEST_PASTE, elem_id="paste")
    read = gr.Button("Read the pasted text", size="sm", elem_id="read")
    report = panel("", elem_id="report")
    found = gr.CheckboxGroup(
        [], label="Skills found, with their words. Untick what is not so.", visible=False, elem_id="found"
    )
    add = gr.Button("Add these to what I can", variant="primary", visible=False, elem_id="add")
    aim = gr.Button("", visible=False, elem_id="aim")
    papers = gr.State((None, ()))

    gr.Markdown(
        "### Forget me\n\nDeletes all that is kept of you on this machine: conversations, this page, plans and remarks."
    )
    forget = gr.Button("Forget me", size="sm", elem_id="forget")
    with gr.Row(visible=False, elem_id="sure") as sure:
        gr.Button("Yes, delete everything", variant="stop", size="sm", elem_id="really")  # page.js asks /forget.
        never = gr.Button("No, keep it", size="sm")

    fields = [cards, skill, level, goal, hours, deadline, budget, currency, free, country, school]

    def refresh(request: gr.Request) -> list[Any]:
        found = here.wait(20)
        return _fields(found, person_of(request)) if found else [gr.skip()] * len(fields)

    def keep_one(named: str, chosen: str, request: gr.Request) -> list[Any]:
        words = _set_skill(ready(), person_of(request), named, chosen)
        return [*refresh(request), words]

    def keep_all(  # One parameter a field, as Gradio calls it.
        goal: str,
        hours: float | None,
        until: str,
        money: float | None,
        currency: str,
        free: bool,
        country: str,
        school: str,
        request: gr.Request,
    ) -> list[Any]:
        given = (goal, hours, until, money, currency, free, country, school)
        words = _set_limits(ready(), person_of(request), given)
        return [*refresh(request), words]

    def of_file(path: str | None, chosen: str, request: gr.Request) -> list[Any]:
        return _read_file(ready(), person_of(request), path, chosen)

    def of_paste(text: str, chosen: str, request: gr.Request) -> list[Any]:
        if not isinstance(text, str) or not text.strip():
            return _nothing("Paste some text first.")
        paper, trouble = _paper(text[:LONGEST_PASTE].encode(), "pasted.txt")
        return _told(ready(), person_of(request), paper, chosen) if paper else _nothing(trouble)

    def take(kept: list[str], paper: tuple[str | None, Sequence[Found]], request: gr.Request) -> list[Any]:
        words = _add_skills(ready(), person_of(request), [one for one in paper[1] if one.id in kept])
        return [*refresh(request), words, gr.CheckboxGroup(visible=False), gr.Button(visible=False)]

    def aim_at(paper: tuple[str | None, Sequence[Found]], request: gr.Request) -> list[Any]:
        here_ = ready()
        if paper[0]:
            _make_goal(here_, person_of(request), paper[0])
        return [*refresh(request), "Your goal is set; the plan is on “My plan”.", gr.Button(visible=False)]

    outcome = [report, found, add, aim, papers]
    reading: dict[str, Any] = PRIVATE | {"concurrency_limit": 4}
    keep_skill.click(keep_one, [skill, level], [*fields, said], queue=False, **PRIVATE)
    keep.click(keep_all, [goal, hours, deadline, budget, currency, free, country, school], [*fields, said], **PRIVATE)
    upload.upload(of_file, [upload, kind], outcome, **reading)
    read.click(of_paste, [paste, kind], outcome, **reading)
    add.click(take, [found, papers], [*fields, said, found, add], **PRIVATE)
    aim.click(aim_at, papers, [*fields, said, aim], **PRIVATE)
    forget.click(lambda: gr.Row(visible=True), None, sure, queue=False, **PRIVATE)
    never.click(lambda: gr.Row(visible=False), None, sure, queue=False, **PRIVATE)
    return [refresh, fields]


def _fields(ready: Ready, person: str) -> list[Any]:
    """What the tab shows of a person."""
    known = ready.memory.known(person)
    profile = known.profile
    goal = ready.adviser.home.catalogue.record(profile.goal) if profile.goal else None
    names = [skill.name or "" for skill in profile.skills or []]
    return [
        cards_html(known, goal.name if goal else None, _titles(ready, profile)),
        gr.Dropdown(choices=names, value=None),
        LEVELS[0],
        goal.name if goal else "",
        profile.hours_per_week,
        profile.deadline or "",
        profile.budget,
        profile.currency or "USD",
        bool(profile.free_only),
        _country_name(profile.country),
        next((name for name, code in SCHOOLING.items() if code == profile.education), NOBODY),
    ]


def cards_html(known: Known, goal: str | None, finished: Sequence[str]) -> str:
    """The profile as cards: each skill with its level and the words that showed it."""
    if known.profile == Profile():
        return (
            '<div class="ns-empty"><p>I know nothing of you yet. Tell me in the chat what you can and where you would like '
            "to be, fill in the fields here, or give me a CV below.</p></div>"
        )
    cards = [_card(skill, known.shown.get(skill.id or "")) for skill in known.profile.skills or []]
    aims = [f'<div class="ns-card"><b>Goal</b><br>{escape(goal)}</div>'] if goal else []
    done = [f'<div class="ns-card"><b>Finished</b><br>{escape(title)}</div>' for title in finished]
    letters = known.profile.interests or {}
    likes = ", ".join(f"{letter} {value:.2g}" for letter, value in letters.items() if value)
    liked = [f'<div class="ns-card"><b>Interests</b><br>{escape(likes)}</div>'] if likes else []
    return f'<div class="ns-cards">{"".join([*aims, *cards, *done, *liked])}</div>'


def _card(skill: ProfileSkill, shown: Shown | None) -> str:
    level = LEVELS[skill.level or 0]
    words = f"<p>“{escape(shown.words)}” <span>({ORIGINS[shown.origin]})</span></p>" if shown else ""
    dots = "●" * (skill.level or 0) + "○" * (3 - (skill.level or 0))
    return f'<div class="ns-card"><b>{escape(skill.name or "")}</b><br><span aria-hidden="true">{dots}</span> {level}{words}</div>'


def _titles(ready: Ready, profile: Profile) -> list[str]:
    found = ready.adviser.home.catalogue.records(profile.finished or [])
    return [record.name for record in found.values()]


def _country_name(code: str | None) -> str:
    return next((name for name, other in countries().items() if other == code), NOBODY)


def _set_skill(ready: Ready, person: str, named: str, level: str) -> str:
    """Keep a skill at a level; gives what to say."""
    name = " ".join(str(named or "").split())[:120]
    if not name or level not in LEVELS:
        return "Name a skill first."
    known = ready.memory.known(person)
    own = next((skill for skill in known.profile.skills or [] if skill.name == name), None)
    if own is None:
        matches = ready.adviser.home.linker.link(name, "skill", 1)
        if not matches:
            return f"I know no skill that is called “{escape(name)}”. Try another word for it."
        own = ProfileSkill(id=matches[0].id, name=matches[0].name)
    place = LEVELS.index(level)
    chosen = 0 if level == LEVELS[-1] else place or None
    skills = with_skills(known.profile.skills or [], [(own.id or "", own.name or "", chosen)])
    if chosen is None:  # "Not sure" takes a level that was told before out.
        skills = [ProfileSkill(id=one.id, name=one.name) if one.id == own.id else one for one in skills]
    shown = dict(known.shown)
    if own.id and own.id not in shown:
        shown[own.id] = Shown(name, "hand")
    ready.memory.keep_known(person, Known(known.profile.model_copy(update={"skills": skills or None}), shown))
    _replan(ready, person, f"{own.name}: {level}")
    return f"{escape(own.name or '')} is {'taken out' if chosen == 0 else 'kept'}."


def _set_limits(ready: Ready, person: str, given: Sequence[Any]) -> str:
    """Keep goal and limits; gives what to say. What cannot be understood is told, and the rest is kept."""
    goal, hours, until, money, currency, free, country, school = given
    known = ready.memory.known(person)
    problems = []
    update: dict[str, Any] = {
        "hours_per_week": float(hours) if isinstance(hours, int | float) and 0 < hours <= 100 else None,
        "budget": float(money) if isinstance(money, int | float) and money >= 0 else None,
        "free_only": True if free else None,
        "country": countries().get(str(country)),
        "education": SCHOOLING.get(str(school)),
    }
    update["currency"] = str(currency) if update["budget"] is not None and currency in CURRENCIES else None
    try:
        update["deadline"] = date.fromisoformat(str(until).strip()).isoformat() if str(until or "").strip() else None
    except ValueError:
        problems.append("the day “" + escape(str(until)) + "” is not understood: write it as 2027-06-30")
    wanted = " ".join(str(goal or "").split())[:120]
    present = ready.adviser.home.catalogue.record(known.profile.goal) if known.profile.goal else None
    if not wanted:
        update["goal"] = None
    elif present is None or present.name != wanted:
        matches = ready.adviser.home.linker.link(wanted, "role", 1) or ready.adviser.home.linker.link(
            wanted, "skill", 1
        )
        if matches:
            update["goal"] = matches[0].id
        else:
            problems.append(f"I know no job or skill that is called “{escape(wanted)}”")
    ready.memory.keep_known(person, Known(known.profile.model_copy(update=update), known.shown))
    _replan(ready, person, "what you set on “About me”")
    return "Kept, but " + "; ".join(problems) + "." if problems else "Kept."


def _replan(ready: Ready, person: str, what: str) -> None:
    """A new plan after the profile has changed, where there is a goal."""
    profile = ready.memory.known(person).profile
    plan = ready.adviser.plan(profile)
    if plan is not None:
        ready.memory.keep_plan(person, plan, profile, what)


def _make_goal(ready: Ready, person: str, role: str) -> None:
    known = ready.memory.known(person)
    ready.memory.keep_known(person, Known(known.profile.model_copy(update={"goal": role}), known.shown))
    _replan(ready, person, "the goal of an advertisement")


def _read_file(ready: Ready, person: str, path: str | None, kind: str) -> list[Any]:
    """What to show of a file that was dropped; the file is gone before this returns."""
    file = next(iter(uploaded([path])), None)
    if file is None:
        return _nothing("Choose a file first.")
    try:
        too_large = file.stat().st_size > LARGEST
        data = b"" if too_large else file.read_bytes()
    finally:
        file.unlink(missing_ok=True)
    if too_large:
        return _nothing("I cannot read this file: it is larger than 5 MB. Give a smaller one, or paste the text.")
    paper, trouble = _paper(data, file.name)
    return _told(ready, person, paper, kind) if paper else _nothing(trouble)


def _paper(data: bytes, name: str) -> tuple[Paper | None, str]:
    """The text of a paper, or why there is none."""
    try:
        return read_cv(data, name, is_instruction=is_injection), ""
    except InputFailed as error:
        return None, f"I cannot read this: {error.what}." + (f" To mend it: {error.cure}." if error.cure else "")


def _told(ready: Ready, person: str, paper: Paper, kind: str) -> list[Any]:
    """The skills of a paper to confirm, and for an advertisement the gap to it."""
    home = ready.adviser.home
    found = skills_in(paper.text, home.mentions)
    remarks = [*paper.remarks]
    if not found:
        return _nothing(" ".join(["I found no skill in it that I know.", *remarks]))
    choices = [(f"{one.name}{_level_told(one)}: “{one.words}”", one.id) for one in found]
    if kind != ADVERT:
        said = f"I found {len(found)} skills in {_pages(paper)}. Nothing is kept until you confirm."
        ticked = gr.CheckboxGroup(choices=choices, value=[one.id for one in found], visible=True)
        shown = lines_html([said, *remarks])
        return [shown, ticked, gr.Button(visible=True), gr.Button(visible=False), (None, tuple(found))]
    plan = ready.adviser.plan(ready.memory.known(person).profile, goal_in(paper.text, found))
    role = next(iter(roles_in(paper.text, home.mentions)), None)
    name = home.catalogue.records([role])[role].name if role else ""
    aim = gr.Button(f"Make “{name}” my goal", visible=bool(role))
    shown = lines_html(remarks) + advert_html(found, plan)
    return [shown, gr.CheckboxGroup(visible=False), gr.Button(visible=False), aim, (role, tuple(found))]


def advert_html(found: Sequence[Found], plan: Plan | None) -> str:
    """What an advertisement asks for: what is there, what is missing, and courses for that."""
    gap = {one.skill.id: one for one in plan.gap} if plan else {}
    rows = []
    for one in found:
        open_ = gap.get(one.id)
        state = "there" if open_ is None else "in part" if open_.have else "missing"
        rows.append(f"<tr><td>{escape(one.name)}</td><td>{state}</td><td>“{escape(one.words)}”</td></tr>")
    there = sum(1 for one in found if one.id not in gap)
    steps = "".join(
        f'<li><a href="{escape(step.address, quote=True)}" target="_blank" rel="noopener noreferrer nofollow">'
        f"{escape(step.title)}</a>, {escape(step.provider)}</li>"
        for step in (plan.steps if plan else [])
    )
    courses = f"<p>Courses that close the gap, in this order:</p><ol>{steps}</ol>" if steps else ""
    head = f"<p>{there} of the {len(found)} skills that it asks for are there.</p>"
    table = (
        '<div class="ns-table"><table><thead><tr><th>Skill</th><th>You</th><th>The words in it</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )
    return f'<div class="ns-answer">{head}{table}{courses}</div>'


def _level_told(one: Found) -> str:
    return f" ({LEVELS[one.level]})" if one.level else ""


def _pages(paper: Paper) -> str:
    return "it" if paper.pages < 2 else f"{paper.pages} pages"


def _nothing(said: str) -> list[Any]:
    """A word, and nothing to confirm."""
    hidden = gr.CheckboxGroup(visible=False), gr.Button(visible=False), gr.Button(visible=False)
    return [lines_html([said]), *hidden, (None, ())]


def _add_skills(ready: Ready, person: str, found: Sequence[Found]) -> str:
    """Keep confirmed skills with their words; gives what to say."""
    known = ready.memory.known(person)
    skills = with_skills(known.profile.skills or [], [(one.id, one.name, one.level) for one in found])
    shown = dict(known.shown) | {one.id: Shown(one.words, "file") for one in found}
    ready.memory.keep_known(person, Known(known.profile.model_copy(update={"skills": skills or None}), shown))
    _replan(ready, person, "skills of your file")
    return f"{len(found)} skills are kept." if found else "Nothing was ticked, so nothing is kept."
