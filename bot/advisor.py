"""From a message to a cited answer: the steps, in order.

guard      despair and attacks on the rules, by their words; a fixed answer, or go on
understand the message without what must not weigh; its intents, what it names, what it leans on
profile    what the person told of themselves
gather     a form of answer for each thing that is asked: records and relations, a plan, or passages
cite       marks resolved against what the home holds at this moment
phrase     where a language model is set: the same evidence in its words, sentence by sentence, and only what the evidence bears out
"""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from bot import answering, cite, guard, phrasing, write
from bot.answer import Answer, Citation, Plan, Profile, Seconds
from bot.case import Case
from bot.cite import Statement
from bot.context import clean
from bot.facts import COMPUTED, passage_of
from bot.forms import Outline
from bot.goals import goal_at
from bot.known import Knowing, Known
from bot.phrasing import Phraser
from bot.plan import Goal
from bot.planned import plan_for
from bot.profile import levels
from bot.talk import Conversation, Focus
from bot.tongue import ENGLISH_WORKS_BEST, tongue_of
from bot.understand import Question, read
from knowledge.home import Home
from knowledge.records import Passage

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable


Stage = Literal["growing", "plain", "worded"]


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer as far as it is written, and the talk after it.

    Its stage is "plain" where the plain answer is whole, "worded" where a language model is done with it, and "growing" before either.
    """

    answer: Answer
    talk: Conversation
    stage: Stage = "growing"


@dataclass(frozen=True, slots=True)
class _Draft:
    """The plain answer before it is shown: its statements and citations, and what they came from."""

    outline: Outline
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    profile: Profile
    question: Question | None
    after: Conversation
    seconds: Seconds
    cares: bool  # It begins with where somebody listens, and no language model puts it in other words.


class Adviser:
    """Answers over one home; with a phraser, in a language model's words."""

    def __init__(self, home: Home, phraser: Phraser | None = None) -> None:
        self.home = self._home = home
        self.phraser = phraser
        self._catalogue = home.catalogue
        self._knowing = Knowing(home.catalogue)

    def reply(self, message: str, talk: Conversation | None = None, today: date | None = None) -> Iterator[Turn]:
        """The plain answer to a message as it grows, statement by statement; the last one is whole."""
        yield from _growing(self._draft(message, talk or Conversation(), today or date.today()))

    async def areply(
        self, message: str, talk: Conversation | None = None, today: date | None = None
    ) -> AsyncGenerator[Turn]:
        """The plain answer at once, and after it, where a language model is set, the same in its words as they grow."""
        talk, today = talk or Conversation(), today or date.today()
        draft = await asyncio.to_thread(self._draft, message, talk, today)
        yield _whole(draft)
        if self.phraser is None or draft.outline.kind == "distress":
            return
        tongue = tongue_of(clean(message))
        if not tongue.is_english:
            english = await self.phraser.in_english(clean(message))
            if english:
                draft = await asyncio.to_thread(self._draft, english, talk, today, clean(message))
                yield _whole(draft)
        if draft.cares or not phrasing.is_phrased(draft.outline.kind, draft.citations):
            return
        plain = _whole(draft)
        task = phrasing.task_of(draft.statements, draft.citations, clean(message), talk.said, tongue)
        async with aclosing(self.phraser.phrase(task, plain.answer)) as answers:
            answer = plain.answer
            async for answer in answers:
                yield replace(plain, answer=answer, stage="growing")
        yield replace(plain, answer=answer, stage="worded")

    def answer(
        self,
        message: str,
        history: Sequence[str] = (),
        profile: Profile | None = None,
        today: date | None = None,
    ) -> Answer:
        """The whole answer to a message. `history` holds the person's earlier messages, oldest first; the talk is gone through again."""
        talk = Conversation(profile=profile or Profile())
        for said in history:
            talk = self.turn(said, talk, today).talk
        if self.phraser is not None:
            return self.phraser.run(self.aturn(message, talk, today)).answer
        return self.turn(message, talk, today).answer

    def turn(self, message: str, talk: Conversation, today: date | None = None) -> Turn:
        """The whole plain answer, and the talk after it."""
        return _whole(self._draft(message, talk, today or date.today()))

    async def aturn(self, message: str, talk: Conversation, today: date | None = None) -> Turn:
        """The whole answer, a language model's where one is set, and the talk after it."""
        last: Turn | None = None
        async with aclosing(self.areply(message, talk, today)) as turns:
            async for turn in turns:
                last = turn
        assert last is not None  # noqa: S101 - an answer has at least one part
        return last

    def plan(self, profile: Profile, goal: str | Goal | None = None, today: date | None = None) -> Plan | None:
        """The plan to a goal, by its id or as such; to the profile's own where none is given. None where there is no goal."""
        known = self._knowing.now()
        if not isinstance(goal, Goal):
            id_ = goal or profile.goal
            goal = goal_at(self._catalogue, id_, levels(profile, known.shelf)) if id_ else None
        return plan_for(self.home, known, profile, goal, today or date.today()) if goal else None

    def known(self) -> Known:
        """What the adviser has read of the home at this moment."""
        return self._knowing.now()

    def _draft(self, message: str, talk: Conversation, today: date, original: str | None = None) -> _Draft:
        """The plain answer. `original` is the message in the language that it was put into English from."""
        started = perf_counter()
        text = clean(message)
        tongue = tongue_of(original or text)
        outline = self._guarded(text, talk)
        text = guard.without_orders(text) if outline is None else text
        outline = guard.unsafe() if outline is None and guard.is_empty(text) else outline
        question = None
        if outline is None:
            question = read(self._home, text, talk, today)
        understood = perf_counter()
        profile = talk.profile
        if outline is None and question is not None:
            known = self._knowing.now()
            outline, profile = answering.outline(Case(self._home, known, question, talk, today, talk.profile))
        assert outline is not None  # noqa: S101 - one of the two made it
        grave = outline.kind == "distress"
        polite = ENGLISH_WORKS_BEST.get(tongue.code) if original is None and not grave else None
        care = [] if grave else guard.care_beside(original or text, talk.profile.country, tongue.code)
        if polite and outline.kind == "off_topic":
            outline = guard.in_english_please()
        gathered = perf_counter()
        statements, citations = cite.resolve(outline.statements, outline.exhibits, self._stored(outline))
        if not statements or (outline.exhibits and not citations):
            statements = [Statement("I have nothing on that.")]
        if polite:
            statements = [Statement(polite), *statements]
        statements = [*care, *statements]
        ended = perf_counter()
        seconds = Seconds(
            understand=round(understood - started, 4),
            gather=round(gathered - understood, 4),
            write=round(ended - gathered, 4),
            total=round(ended - started, 4),
        )
        after = _after(talk, text, profile, outline, question)
        return _Draft(outline, tuple(statements), tuple(citations), profile, question, after, seconds, bool(care))

    def _guarded(self, text: str, talk: Conversation) -> Outline | None:
        if guard.is_empty(text):
            return guard.nothing_asked()
        if guard.in_distress(text):
            return guard.distress(talk.profile.country, tongue_of(text).code)
        if guard.is_injection(text):
            return guard.unsafe()
        return None

    def _stored(self, outline: Outline) -> dict[str, Passage]:
        """What the home holds at this moment of everything that is quoted; a computation stands for itself."""
        stored = self._catalogue.passages([exhibit.passage.id for exhibit in outline.exhibits])
        for exhibit in outline.exhibits:
            id_ = exhibit.passage.id
            if id_ in stored:
                continue
            found = (exhibit.passage, None) if id_.startswith(COMPUTED) else passage_of(self._catalogue, id_)
            if found is not None:
                stored[id_] = found[0]
        return stored


def as_runnable(home: Home | None = None) -> "Runnable[str | dict[str, object], Answer]":
    """The adviser as a LangChain Runnable: a question, or {"question", "profile"?, "history"?}, into an Answer that streams as it grows.

    Over the home of the settings where none is given; that one is closed with the process.
    """
    from bot.runnable import runnable_of

    return runnable_of(home)


def _growing(draft: _Draft) -> Iterator[Turn]:
    """The answer with its first statement, with its first two, and so on."""
    for count in range(1, len(draft.statements) + 1):
        shown = draft.statements[:count]
        numbers = {number for statement in shown for number in statement.numbers}
        answer = Answer(
            kind=draft.outline.kind,
            text=write.joined(shown),
            grounded=bool(draft.citations) and draft.outline.kind != "unknown",
            citations=[citation for citation in draft.citations if citation.number in numbers],
            roles=list(draft.outline.roles),
            skills=list(draft.outline.skills),
            choices=list(draft.outline.choices),
            profile=draft.profile,
            plan=draft.outline.plan,
            seconds=draft.seconds,
        )
        yield Turn(answer, draft.after, "plain" if count == len(draft.statements) else "growing")


def _whole(draft: _Draft) -> Turn:
    *_, last = _growing(draft)
    return last


def _after(
    talk: Conversation, text: str, profile: Profile, outline: Outline, question: Question | None
) -> Conversation:
    """The talk after an answer: a new subject takes the old one's place, a word in between leaves it."""
    named = Focus(tuple(one.id for one in outline.roles if one.id), tuple(one.id for one in outline.skills if one.id))
    current = (question.role_of("current") or question.role_of("left")) if question else None
    forgot = outline.kind == "profile" and profile == Profile()
    return Conversation(
        said=(*talk.said, text),
        profile=profile,
        focus=Focus() if forgot else named if named.roles or named.skills else talk.focus,
        plan=None if forgot else outline.plan or talk.plan,
        kind=outline.kind,
        asked=outline.asked,
        current=current or (None if forgot else talk.current),
    )
