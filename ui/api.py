"""What other programs may ask: named endpoints over HTTP, and the same as tools of an MCP server, from the page's own process.

Nothing is kept of such a call: the profile and what was said before come with it.
"""

import asyncio
from typing import Any

import gradio as gr
from pydantic import ValidationError

from bot.answer import Profile
from bot.goals import goal_of
from bot.plan import levels_with_foundations
from bot.profile import levels, resolved
from bot.talk import Conversation
from knowledge.contracts import FoundPassage, SearchResult, ShownRecord
from knowledge.records import CourseFacts, Kind
from ui.here import Here, Ready

PATIENCE_SECONDS = 60.0
MOST_RESULTS = 50
AT_ONCE = 8  # calls of one endpoint


class Endpoints:
    """The endpoints over what the page stands on."""

    def __init__(self, here: Here) -> None:
        self._here = here

    def add(self) -> None:
        """Add them to the page that is being built."""
        for endpoint in (self.ask, self.plan, self.role, self.skill_gap, self.courses, self.search):
            gr.api(endpoint, api_name=endpoint.__name__, concurrency_limit=AT_ONCE)  # type: ignore[attr-defined]

    async def ask(
        self, question: str, profile: dict[str, Any] | None = None, history: list[str] | None = None
    ) -> dict[str, Any]:
        """Ask the career adviser anything: what to learn next, about a role, a skill, a course, pay, a comparison or a change of work.

        Args:
            question: The question, in plain words.
            profile: What is known of the person, every field optional: skills ([{"name", "level" 1 to 3}]), goal, hours_per_week, deadline
                (ISO date), budget, currency, free_only, language, country, education.
            history: The person's earlier messages, oldest first.

        Returns:
            The answer: kind, text in Markdown with marks such as [1], citations (what stands behind each mark), plan, choices.
        """
        ready = await self._ready()
        talk = Conversation(profile=_known(ready, profile))
        for said in history or []:
            talk = (await asyncio.to_thread(ready.adviser.turn, str(said), talk)).talk
        return (await ready.adviser.aturn(_text(question, "question"), talk)).answer.contract()

    async def plan(self, goal: str, profile: dict[str, Any] | None = None) -> dict[str, Any]:
        """Make a learning plan to a role or a skill: the gap, real courses in an order that can be followed, hours, costs and weeks.

        Args:
            goal: The role or skill, by its name or id.
            profile: What is known of the person, as for ask.

        Returns:
            The plan: gap, steps (course, address, hours, cost, start, end, why), uncovered skills, requirements that no course replaces.
        """
        ready = await self._ready()
        id_ = _id(ready, goal, "role", "skill")
        made = await asyncio.to_thread(ready.adviser.plan, _known(ready, profile), id_)
        if made is None:
            raise _refused(f"There is no plan to {goal}: nothing is known of what it takes.")
        return made.model_dump()

    async def role(self, name: str) -> dict[str, Any]:
        """Look up a role: what it is, its tasks, needed skills with importance and level, ways in, pay and outlook, each with its source.

        Args:
            name: The role's name, any usual title, or its id.

        Returns:
            The record with every publisher's entry, its relations and its figures.
        """
        ready = await self._ready()
        return _record(ready, _id(ready, name, "role"))

    async def skill_gap(self, role: str, skills: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        """Tell how far a person is from a role: which of its skills are there, which are missing, and the share that is there.

        Args:
            role: The role's name or id.
            skills: The person's skills: [{"name": "SQL", "level": 1 to 3}]; the level may be left out.

        Returns:
            The role, the share of its skills that is there (0 to 1, by importance), and each skill with the level had and needed.
        """
        ready = await self._ready()
        known = _known(ready, {"skills": skills or []})
        return await asyncio.to_thread(_gap, ready, _id(ready, role, "role"), known)

    async def courses(self, skill: str, free_only: bool = False) -> list[dict[str, Any]]:
        """List real courses for a skill, with provider, address, hours, cost and the level that each leads to.

        Args:
            skill: The skill's name or id.
            free_only: Whether only free ones are wanted.

        Returns:
            The courses, the level that each leads to and who says so.
        """
        ready = await self._ready()
        return await asyncio.to_thread(_courses, ready, _id(ready, skill, "skill"), free_only)

    async def search(self, query: str, k: int = 5) -> dict[str, Any]:
        """Search the passages of the knowledge base by words and by meaning.

        Args:
            query: What to look for.
            k: How many passages, up to 50.

        Returns:
            The passages, each with its source.
        """
        ready = await self._ready()
        most = max(1, min(MOST_RESULTS, int(k)))
        hits = await asyncio.to_thread(ready.adviser.home.searcher.search, _text(query, "query"), most)
        return SearchResult(hits=[FoundPassage.of(hit) for hit in hits]).model_dump()

    async def _ready(self) -> Ready:
        ready = await asyncio.to_thread(self._here.wait, PATIENCE_SECONDS)
        if ready is None:
            raise _refused("The knowledge base is still opening. Ask again in a moment.")
        return ready


def _refused(why: str) -> gr.Error:
    """An error for the caller alone: what they wrote reaches no log."""
    return gr.Error(why, print_exception=False)


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _refused(f"{name} is empty. Give it as text.")
    return value


def _known(ready: Ready, profile: dict[str, Any] | None) -> Profile:
    try:
        given = Profile.model_validate(profile or {})
    except ValidationError as error:
        first = error.errors()[0]
        raise _refused(f"The profile does not fit: {'.'.join(map(str, first['loc']))}: {first['msg']}.") from error
    home = ready.adviser.home
    return resolved(given, home.linker, home.catalogue)


def _id(ready: Ready, name: object, *kinds: Kind) -> str:
    """The id of the record that a name means, the kinds tried in order."""
    home, text = ready.adviser.home, _text(name, "name")
    record = home.catalogue.record(text)
    if record is not None and record.kind in kinds:
        return record.id
    for kind in kinds:
        matches = home.linker.link(text, kind, 1)
        if matches:
            return matches[0].id
    raise _refused(f"Nothing that is known here means {text!r}. Try another name.")


def _record(ready: Ready, id_: str) -> dict[str, Any]:
    catalogue = ready.adviser.home.catalogue
    record = catalogue.record(id_)
    assert record is not None  # noqa: S101 - the id was just found
    return ShownRecord.of(catalogue, record).model_dump()


def _courses(ready: Ready, skill: str, free_only: bool) -> list[dict[str, Any]]:
    catalogue, shelf = ready.adviser.home.catalogue, ready.adviser.known().shelf
    found = [course for course in shelf.teaching.get(skill, ()) if course.cost == 0 or not free_only]
    records = catalogue.records([course.id for course in found])
    listed = []
    for course in found:
        facts = next(entry.facts for entry, _ in records[course.id].entries if isinstance(entry.facts, CourseFacts))
        listed.append(
            {
                "id": course.id,
                "title": records[course.id].name,
                "provider": facts.provider,
                "address": facts.address,
                "level": course.teaches[skill],
                "hours": facts.hours.model_dump() if facts.hours else None,
                "cost": course.cost,
                "currency": course.currency,
                "language": course.language,
            }
        )
    return listed


def _gap(ready: Ready, role: str, profile: Profile) -> dict[str, Any]:
    """Each skill of a role with the level that is there and the one it takes, and the share that is there."""
    catalogue, shelf = ready.adviser.home.catalogue, ready.adviser.known().shelf
    goal = goal_of(catalogue, role)
    if goal is None or not goal.needs:
        raise _refused("Nothing is known of the skills that this role takes.")
    have = levels_with_foundations(levels(profile, shelf), shelf)
    names = {id_: record.name for id_, record in catalogue.records([need.skill for need in goal.needs]).items()}
    whole = sum(need.importance * need.level for need in goal.needs)
    there = sum(need.importance * min(have.get(need.skill, 0), need.level) for need in goal.needs)
    return {
        "role": {"id": goal.id, "name": goal.name},
        "share": round(there / whole, 4) if whole else 0.0,
        "skills": [
            {
                "skill": {"id": need.skill, "name": names[need.skill]},
                "have": min(3, have.get(need.skill, 0)),
                "need": need.level,
                "importance": need.importance,
                "basis": need.basis,
            }
            for need in goal.needs
        ],
    }
