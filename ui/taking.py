"""What a person takes along: routes that give their plan and their conversations as files, and the one that forgets them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from fastapi import FastAPI, Request, Response

from bot.advisor import Adviser
from bot.answer import Plan, Profile
from bot.memory import Said
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


def add_routes(app: FastAPI, here: Here) -> None:
    """Add the routes to the application. Each serves the person whose cookie comes with the request, and nobody else."""

    def plan_file(name: str, request: Request) -> Response:
        ready, person = here.wait(0), _person(request)
        versions = ready.memory.versions(person) if ready and person else []
        if ready is None or name not in _KINDS or not versions:
            return _plain("There is no plan yet.", 404)
        profile = ready.memory.known(person).profile
        try:
            content = _made(name, versions[-1].plan, profile, ready.adviser)
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
        return Response(talk_markdown(said), media_type="text/markdown; charset=utf-8", headers=headers)

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


def talk_markdown(said: list[Said]) -> str:
    """A conversation as Markdown, with what stands behind each mark."""
    parts = []
    for turn in said:
        cited = [
            f"[{one.number}] {one.title}, {one.source}: “{' '.join(one.quote.split())}”"
            for one in turn.answer.citations
        ]
        parts.append("\n\n".join([f"**You:** {turn.asked}", turn.answer.text, *cited]))
    return "\n\n---\n\n".join(parts) + "\n"


def _made(name: str, plan: Plan, profile: Profile, adviser: Adviser) -> bytes | str:
    done = frozenset(profile.finished or [])
    today = date.today()
    names = _names(plan, profile, adviser)
    makers: dict[str, Callable[[], Any]] = {
        "plan.md": lambda: export.markdown(plan, profile, done, names, today),
        "plan.pdf": lambda: export.document(plan, profile, done, names, today),
        "plan.ics": lambda: export.calendar(plan, done, today),
        "plan.json": lambda: export.as_json(plan, profile),
        "summary.html": lambda: export.page_for_adviser(plan, profile, done, names, today),
    }
    made: bytes | str = makers[name]()
    return made


def _names(plan: Plan, profile: Profile, adviser: Adviser) -> dict[str, str]:
    ids = {skill.id for skill in profile.skills or []} | set(profile.finished or []) | set(profile.skipped or [])
    ids |= {profile.goal, plan.goal.id} | {gap.skill.id for gap in plan.gap}
    found = adviser.home.catalogue.records(sorted(id_ for id_ in ids if id_))
    return {id_: record.name for id_, record in found.items()}


def _person(request: Request) -> str:
    key = request.cookies.get(COOKIE, "")
    return key if KEY.fullmatch(key) else ""


def _plain(text: str, status: int) -> Response:
    return Response(text, status_code=status, media_type="text/plain; charset=utf-8")
