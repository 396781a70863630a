"""What a person takes along: routes that give their plan and their conversations as files, and the one that forgets them."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from fastapi import FastAPI, Request, Response

from bot.advisor import Adviser
from bot.answer import Citation, Plan, Profile
from bot.facts import passage_of
from bot.memory import Said
from knowledge.records import Source
from ui import export
from ui.here import Here
from ui.server import COOKIE, KEY

_KINDS = {
    "plan.md": "text/markdown; charset=utf-8",
    "plan.pdf": "application/pdf",
    "plan.ics": "text/calendar; charset=utf-8",
    "plan.json": "application/json",
    "summary.html": "text/html; charset=utf-8",
}
_MAKERS: dict[str, Callable[[export.Handout], bytes | str]] = {
    "plan.md": export.markdown,
    "plan.pdf": export.document,
    "plan.ics": export.calendar,
    "plan.json": export.as_json,
    "summary.html": export.page_for_adviser,
}
# In the Markdown of an answer: raw HTML, a link to what is none of the web, and what would make every mark such a link.
_UNSAFE = re.compile(r"<(?!https?://)|(?<=\])\((?!https?://)|(?<=\]):")


def add_routes(app: FastAPI, here: Here) -> None:
    """Add the routes to the application. Each serves the person whose cookie comes with the request, and nobody else."""

    def plan_file(name: str, request: Request) -> Response:
        ready, person = here.wait(0), _person(request)
        versions = ready.memory.versions(person) if ready and person else []
        if ready is None or name not in _KINDS or not versions:
            return _plain("There is no plan yet.", 404)
        profile = ready.memory.known(person).profile
        try:
            content = _MAKERS[name](handout(versions[-1].plan, profile, ready.adviser, _now()))
        except export.NothingToExport as error:
            return _plain(str(error), 409)
        shown = "inline" if name == "summary.html" else "attachment"
        return Response(
            content, media_type=_KINDS[name], headers={"Content-Disposition": f'{shown}; filename="{name}"'}
        )

    def talk_file(conversation: str, request: Request) -> Response:
        ready, person = here.wait(0), _person(request)
        said = ready.memory.said(person, conversation) if ready and person else []
        if not said:
            return _plain("There is no such conversation.", 404)
        headers = {"Content-Disposition": 'attachment; filename="conversation.md"'}
        return Response(talk_markdown(said, _now()), media_type="text/markdown; charset=utf-8", headers=headers)

    def forget(request: Request) -> Response:
        ready, person = here.wait(0), _person(request)
        if ready is not None and person:
            ready.memory.forget(person)
        gone = _plain("Forgotten.", 200)
        gone.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        gone.headers["Clear-Site-Data"] = '"storage"'
        return gone

    routes: tuple[tuple[str, Callable[..., Response], str], ...] = (
        ("/export/talk/{conversation}", talk_file, "GET"),
        ("/export/{name}", plan_file, "GET"),
        ("/forget", forget, "POST"),
    )
    for path, endpoint, method in routes:
        app.add_api_route(path, endpoint, methods=[method], response_model=None)


def talk_markdown(said: list[Said], now: datetime) -> str:
    """A conversation as Markdown, with what stands behind each mark, and the day."""
    parts = []
    for turn in said:
        cited = [_citation_line(one) for one in turn.answer.citations]
        answer = _UNSAFE.sub(r"\\\g<0>", turn.answer.text)
        parts.append("\n\n".join([f"**You:** {export.markdown_text(turn.asked)}", answer, *cited]))
    return "\n\n---\n\n".join([*parts, f"Saved from NextStep on {now.date().isoformat()}."]) + "\n"


def handout(plan: Plan, profile: Profile, adviser: Adviser, now: datetime) -> export.Handout:
    """A plan with what its exports say besides: names, and the sources of its goal and its courses."""
    return export.Handout(plan, profile, _names(plan, profile, adviser), _sources(plan, adviser), now)


def _citation_line(one: Citation) -> str:
    title, source, quote = map(export.markdown_text, (one.title, one.source, one.quote))
    address = export.web_address(one.address)
    return f"[{one.number}] {title}, {source}: “{quote}”" + (f" <{address}>" if address else "")


def _sources(plan: Plan, adviser: Adviser) -> tuple[Source, ...]:
    """Where the goal and each course are known from, each once."""
    catalogue = adviser.home.catalogue
    ids = [id_ for id_ in (plan.goal.id, *(step.course for step in plan.steps)) if id_]
    found = [passage_of(catalogue, id_) for id_ in dict.fromkeys(ids)]
    return tuple(replace(source, title=passage.title) for passage, source in filter(None, found))


def _names(plan: Plan, profile: Profile, adviser: Adviser) -> dict[str, str]:
    ids = {skill.id for skill in profile.skills or []} | set(profile.finished or []) | set(profile.skipped or [])
    ids |= {profile.goal, plan.goal.id} | {gap.skill.id for gap in plan.gap}
    found = adviser.home.catalogue.records(sorted(id_ for id_ in ids if id_))
    return {id_: record.name for id_, record in found.items()}


def _now() -> datetime:
    return datetime.now().astimezone()


def _person(request: Request) -> str:
    key = request.cookies.get(COOKIE, "")
    return key if KEY.fullmatch(key) else ""


def _plain(text: str, status: int) -> Response:
    return Response(text, status_code=status, media_type="text/plain; charset=utf-8")
