"""From a message to a cited answer: the steps, in order.

guard      despair and attacks on the rules, by their words; a fixed answer, or go on
understand the message without what must not weigh; its intents, what it names, what it leans on
profile    what the person told of themselves
gather     a form of answer for each thing that is asked: records and relations, a plan, or passages
cite       marks resolved against what the home holds at this moment
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter

from bot import answering, cite, guard, write
from bot.answer import Answer, Plan, Profile, Seconds
from bot.case import Case
from bot.cite import Statement
from bot.context import clean
from bot.facts import COMPUTED, passage_of
from bot.forms import Outline
from bot.goals import goal_at
from bot.known import Knowing, Known
from bot.plan import Goal
from bot.planned import plan_for
from bot.profile import levels
from bot.talk import Conversation, Focus
from bot.understand import Question, read
from knowledge.home import Home
from knowledge.records import Passage


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer as far as it is written, and the talk after it."""

    answer: Answer
    talk: Conversation


class Adviser:
    """Answers over one home."""

    def __init__(self, home: Home) -> None:
        self.home = self._home = home
        self._catalogue = home.catalogue
        self._knowing = Knowing(home.catalogue)

    def reply(self, message: str, talk: Conversation | None = None, today: date | None = None) -> Iterator[Turn]:
        """The answer to a message as it grows, statement by statement; the last one is whole."""
        started = perf_counter()
        talk, today = talk or Conversation(), today or date.today()
        text = clean(message)
        outline = self._guarded(text, talk)
        question = None
        if outline is None:
            question = read(self._home, text, talk, today)
        understood = perf_counter()
        profile = talk.profile
        if outline is None and question is not None:
            known = self._knowing.now()
            outline, profile = answering.outline(Case(self._home, known, question, talk, today, talk.profile))
        assert outline is not None  # noqa: S101 - one of the two made it
        gathered = perf_counter()
        yield from self._written(outline, profile, question, talk, text, (started, understood, gathered))

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
        return self.turn(message, talk, today).answer

    def turn(self, message: str, talk: Conversation, today: date | None = None) -> Turn:
        """The whole answer, and the talk after it."""
        *_, last = self.reply(message, talk, today)
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

    def _guarded(self, text: str, talk: Conversation) -> Outline | None:
        if guard.is_empty(text):
            return guard.nothing_asked()
        if guard.in_distress(text):
            return guard.distress(talk.profile.country)
        if guard.is_injection(text):
            return guard.unsafe()
        return None

    def _written(
        self,
        outline: Outline,
        profile: Profile,
        question: Question | None,
        talk: Conversation,
        text: str,
        times: tuple[float, float, float],
    ) -> Iterator[Turn]:
        started, understood, gathered = times
        statements, citations = cite.resolve(outline.statements, outline.exhibits, self._stored(outline))
        if not statements or (outline.exhibits and not citations):
            statements = [Statement("I have nothing on that.")]
        after = _after(talk, text, profile, outline, question)
        ended = perf_counter()
        seconds = Seconds(
            understand=round(understood - started, 4),
            gather=round(gathered - understood, 4),
            write=round(ended - gathered, 4),
            total=round(ended - started, 4),
        )
        for count in range(1, len(statements) + 1):
            shown = statements[:count]
            numbers = {number for statement in shown for number in statement.numbers}
            answer = Answer(
                kind=outline.kind,
                text=write.joined(shown),
                grounded=bool(citations) and outline.kind != "unknown",
                citations=[citation for citation in citations if citation.number in numbers],
                roles=list(outline.roles),
                skills=list(outline.skills),
                choices=list(outline.choices),
                profile=profile,
                plan=outline.plan,
                seconds=seconds,
            )
            yield Turn(answer, after)

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


def _after(
    talk: Conversation, text: str, profile: Profile, outline: Outline, question: Question | None
) -> Conversation:
    """The talk after an answer: a new subject takes the old one's place, a word in between leaves it."""
    named = Focus(tuple(one.id for one in outline.roles if one.id), tuple(one.id for one in outline.skills if one.id))
    current = question.role_of("current") if question else None
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
