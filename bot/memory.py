"""What the page keeps of a person, in state.sqlite: conversations, the profile with the words that showed it, plans, feedback.

A person is a random key that their browser holds; nothing else tells who they are. All that is kept here is shown to them, and
`forget` takes it out of the file itself.
"""

import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import TypeAdapter
from sqlalchemy import ForeignKey, String, Text, create_engine, delete, event, func, or_, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from bot.advisor import Turn
from bot.answer import Answer, Plan, Profile
from bot.model import Tokens
from bot.talk import Conversation
from knowledge.errors import HomeDamaged

FILE = "state.sqlite"
KEY_BYTES = 24
TITLE_LETTERS = 60
LONGEST_SENTENCE = 1000  # Letters of a remark that come with a thumbs-down.
MOST_VERSIONS = 50  # Plans that are kept of a person; the oldest go first.

Reason = Literal["wrong", "outdated", "not for me", "unclear", "biased", "other"]
REASONS: tuple[Reason, ...] = get_args(Reason)
Origin = Literal["chat", "file", "hand"]

_TALK = TypeAdapter(Conversation)


class _Base(DeclarativeBase):
    pass


class _Person(_Base):
    __tablename__ = "person"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    profile: Mapped[str] = mapped_column(Text)
    shown: Mapped[str] = mapped_column(Text)


class _Conversation(_Base):
    __tablename__ = "conversation"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(Text)
    changed: Mapped[str] = mapped_column(String(32))


class _Turn(_Base):
    __tablename__ = "turn"
    conversation: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    asked: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    talk: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(Text)  # The profile before the turn, for asking again.
    at: Mapped[str] = mapped_column(String(32))


class _Plan(_Base):
    __tablename__ = "plan"
    person: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    plan: Mapped[str] = mapped_column(Text)
    profile: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(32))


class _Spent(_Base):
    __tablename__ = "spent"
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    read: Mapped[int] = mapped_column()
    written: Mapped[int] = mapped_column()


class _Feedback(_Base):
    __tablename__ = "feedback"
    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    reason: Mapped[str] = mapped_column(String(32))
    words: Mapped[str] = mapped_column(Text)
    asked: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(32))


@dataclass(frozen=True, slots=True)
class Shown:
    """The words that showed a skill, and where they stood."""

    words: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person: the profile, and for each skill id the words that showed it."""

    profile: Profile = field(default_factory=Profile)
    shown: Mapping[str, Shown] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in the list: its id, title, when it last changed (ISO, UTC) and how many turns it has."""

    id: str
    title: str
    changed: str
    turns: int


@dataclass(frozen=True, slots=True)
class Said:
    """A turn that is kept: its number from 1, what was asked and what was answered."""

    number: int
    asked: str
    answer: Answer
    at: str


@dataclass(frozen=True, slots=True)
class Version:
    """A plan as it was: its number from 1, the profile that it was made for, and what changed with it."""

    number: int
    plan: Plan
    profile: Profile
    what: str
    at: str


_SHOWN = TypeAdapter(dict[str, Shown])


def new_key() -> str:
    """A key for a person that nobody can guess."""
    return secrets.token_urlsafe(KEY_BYTES)


class Memory:
    """The state of all people over one file. Safe to use from many threads; each call is one transaction."""

    def __init__(self, folder: Path) -> None:
        """Open the state in a home's folder, made or brought to the present schema where needed. Raises HomeDamaged."""
        self.path = folder / FILE
        self._engine = create_engine(f"sqlite:///{self.path}", connect_args={"timeout": 30})
        event.listen(self._engine, "connect", _prepare)
        self._migrate()

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    # What a language model cost

    def tokens_today(self) -> int:
        """The tokens that the language model read and wrote today (UTC), for everybody."""
        with self._session() as session:
            row = session.get(_Spent, _today())
            return row.read + row.written if row else 0

    def spend(self, tokens: Tokens) -> None:
        """Count some more."""
        row = {"day": _today(), "read": tokens.read, "written": tokens.written}
        more = {"read": _Spent.read + tokens.read, "written": _Spent.written + tokens.written}
        with self._session() as session:
            session.execute(insert(_Spent).values(row).on_conflict_do_update(index_elements=["day"], set_=more))

    # What is known of a person

    def known(self, person: str) -> Known:
        """What is known of a person; nothing of one who was never here."""
        with self._session() as session:
            row = session.get(_Person, person)
            if row is None:
                return Known()
            return Known(Profile.model_validate_json(row.profile), _SHOWN.validate_json(row.shown))

    def keep_known(self, person: str, known: Known) -> None:
        """Keep what is known; words of skills that are no longer in the profile go."""
        with self._session() as session:
            _keep_known(session, person, known)

    # Conversations

    def conversations(self, person: str, containing: str = "") -> list[Listed]:
        """A person's conversations, the last changed first; only those whose title or messages hold these words, where given."""
        turns = select(func.count()).where(_Turn.conversation == _Conversation.id).scalar_subquery()
        query = select(_Conversation, turns).where(_Conversation.person == person)
        for word in containing.split():
            like = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
            inside = select(_Turn.conversation).where(
                or_(_Turn.asked.like(like, escape="\\"), _Turn.answer.like(like, escape="\\"))
            )
            query = query.where(or_(_Conversation.title.like(like, escape="\\"), _Conversation.id.in_(inside)))
        with self._session() as session:
            rows = session.execute(query.order_by(_Conversation.changed.desc(), _Conversation.id))
            return [Listed(row.id, row.title, row.changed, count) for row, count in rows]

    def said(self, person: str, conversation: str) -> list[Said]:
        """The turns of a person's conversation, in order; none where it is not theirs or not there."""
        with self._session() as session:
            return [
                Said(row.number, row.asked, Answer.model_validate_json(row.answer), row.at)
                for row in _turns(session, person, conversation)
            ]

    def talk(self, person: str, conversation: str | None) -> Conversation:
        """The talk to go on with: where the conversation stood, with what is known of the person now and their present plan."""
        with self._session() as session:
            rows = _turns(session, person, conversation) if conversation else []
            last = _TALK.validate_json(rows[-1].talk) if rows else Conversation()
            row = session.get(_Person, person)
            profile = Profile.model_validate_json(row.profile) if row else Profile()
            latest = _latest(session, person)
            plan = Plan.model_validate_json(latest.plan) if latest else None
            return replace(last, profile=profile, plan=plan)

    def keep_turn(
        self, person: str, conversation: str | None, turn: Turn, shown: Mapping[str, Shown], asked: str | None = None
    ) -> str:
        """Keep a turn, with the profile and the plan after it; gives the id of the conversation, a new one where None was given.

        `shown` are the words of skills that this turn told, `asked` the message as it was written, where the talk holds another form.
        """
        asked = asked or (turn.talk.said[-1] if turn.talk.said else "")
        with self._session() as session:
            row = session.get(_Person, person)
            before = row.profile if row else Profile().model_dump_json(exclude_none=True)
            known = _SHOWN.validate_json(row.shown) if row else {}
            _keep_known(session, person, Known(turn.talk.profile, known | dict(shown)))
            home = session.get(_Conversation, conversation) if conversation else None
            if home is None or home.person != person:
                home = _Conversation(id=secrets.token_hex(8), person=person, title=_title(asked), changed=_now())
                session.add(home)
                session.flush()
            home.changed = _now()
            number = (session.scalar(select(func.max(_Turn.number)).where(_Turn.conversation == home.id)) or 0) + 1
            session.add(
                _Turn(
                    conversation=home.id,
                    number=number,
                    asked=asked,
                    answer=turn.answer.model_dump_json(),
                    talk=_TALK.dump_json(turn.talk).decode(),
                    before=before,
                    at=_now(),
                )
            )
            if turn.talk.plan is not None:
                _keep_plan(session, person, turn.talk.plan, turn.talk.profile, _title(asked))
            return home.id

    def reword(self, person: str, conversation: str, answer: Answer) -> None:
        """Put an answer in other words in the place of the last one; nothing else changes."""
        with self._session() as session:
            rows = _turns(session, person, conversation)
            if rows:
                rows[-1].answer = answer.model_dump_json()

    def take_back(self, person: str, conversation: str) -> str | None:
        """Take the last turn out, with the profile and plan that came with it; gives what was asked, None where there is none."""
        with self._session() as session:
            rows = _turns(session, person, conversation)
            if not rows:
                return None
            last = rows[-1]
            after = _TALK.validate_json(last.talk)
            row = session.get(_Person, person)
            if row is not None and Profile.model_validate_json(row.profile) == after.profile:
                row.profile = last.before
                latest = _latest(session, person)
                if latest is not None and latest.at >= last.at and latest.what == _title(last.asked):
                    session.delete(latest)
            session.delete(last)
            if len(rows) == 1:
                session.execute(delete(_Conversation).where(_Conversation.id == conversation))
            return last.asked

    def rename(self, person: str, conversation: str, title: str) -> None:
        """Give a conversation another title; an empty one changes nothing."""
        title = " ".join(title.split())[: 2 * TITLE_LETTERS]
        with self._session() as session:
            row = session.get(_Conversation, conversation)
            if row is not None and row.person == person and title:
                row.title = title

    def delete(self, person: str, conversation: str) -> None:
        """Delete a conversation; the profile and the plan stay."""
        with self._session() as session:
            session.execute(
                delete(_Conversation).where(_Conversation.id == conversation, _Conversation.person == person)
            )

    # Plans

    def keep_plan(self, person: str, plan: Plan, profile: Profile, what: str) -> None:
        """Keep a plan as the present one, and the profile that it was made for. One that equals the present plan is not kept twice."""
        with self._session() as session:
            row = session.get(_Person, person)
            shown = _SHOWN.validate_json(row.shown) if row else {}
            _keep_known(session, person, Known(profile, shown))
            _keep_plan(session, person, plan, profile, what)

    def versions(self, person: str) -> list[Version]:
        """The plans of a person, the present one last."""
        with self._session() as session:
            rows = session.scalars(select(_Plan).where(_Plan.person == person).order_by(_Plan.version))
            return [_version(row) for row in rows]

    def undo(self, person: str) -> Version | None:
        """Go back to the plan before the present one, with its profile; None where there is none before."""
        with self._session() as session:
            rows = list(
                session.scalars(select(_Plan).where(_Plan.person == person).order_by(_Plan.version.desc()).limit(2))
            )
            if len(rows) < 2:
                return None
            session.delete(rows[0])
            _restore(session, person, rows[1])
            return _version(rows[1])

    def go_back(self, person: str, number: int) -> Version | None:
        """Make an earlier plan the present one again, as a new version; None where there is no such plan."""
        with self._session() as session:
            row = session.get(_Plan, (person, number))
            if row is None:
                return None
            _restore(session, person, row)
            _keep_plan(
                session,
                person,
                Plan.model_validate_json(row.plan),
                Profile.model_validate_json(row.profile),
                f"back to version {number}",
            )
            return _version(row)

    # Feedback, and an end of everything

    def keep_feedback(self, person: str, conversation: str, number: int, reason: Reason, words: str) -> bool:
        """Keep why an answer was no good; False where there is no such answer."""
        with self._session() as session:
            row = next((row for row in _turns(session, person, conversation) if row.number == number), None)
            if row is None or reason not in REASONS:
                return False
            session.add(
                _Feedback(
                    person=person,
                    reason=reason,
                    words=" ".join(words.split())[:LONGEST_SENTENCE],
                    asked=row.asked,
                    answer=row.answer,
                    at=_now(),
                )
            )
            return True

    def feedback(self) -> Iterator[dict[str, Any]]:
        """All feedback, oldest first, as it can be used for a test case: what was asked, answered and found wrong."""
        with self._session() as session:
            for row in session.scalars(select(_Feedback).order_by(_Feedback.id)):
                answer = Answer.model_validate_json(row.answer)
                yield {
                    "question": row.asked,
                    "kind": answer.kind,
                    "answer": answer.text,
                    "reason": row.reason,
                    "words": row.words,
                    "at": row.at,
                }

    def counts(self, person: str) -> dict[str, int]:
        """How much is kept of a person, by table."""
        own = {
            "conversations": select(func.count()).where(_Conversation.person == person),
            "plans": select(func.count()).where(_Plan.person == person),
            "feedback": select(func.count()).where(_Feedback.person == person),
        }
        with self._session() as session:
            return {name: session.scalar(query) or 0 for name, query in own.items()}

    def forget(self, person: str) -> None:
        """Delete everything of a person at once; the bytes are overwritten in the file, and the journal is emptied."""
        with self._session() as session:
            session.execute(delete(_Person).where(_Person.id == person))
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with Session(self._engine) as session, session.begin():
            yield session

    def _migrate(self) -> None:
        from alembic import command
        from alembic.config import Config
        from alembic.util import CommandError
        from sqlalchemy.exc import DatabaseError

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
        try:
            with self._engine.begin() as connection:
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except (CommandError, DatabaseError) as error:
            self._engine.dispose()
            raise HomeDamaged(
                f"{self.path.name} is damaged or was written by a newer NextStep",
                f"update NextStep, or move {self.path.name} away to begin without conversations",
            ) from error


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def _keep_known(session: Session, person: str, known: Known) -> None:
    row = session.get(_Person, person)
    if row is None:
        row = _Person(id=person, profile="", shown="")
        session.add(row)
    there = {skill.id for skill in known.profile.skills or []}
    row.profile = known.profile.model_dump_json(exclude_none=True)
    row.shown = _SHOWN.dump_json({id_: words for id_, words in known.shown.items() if id_ in there}).decode()
    session.flush()


def _keep_plan(session: Session, person: str, plan: Plan, profile: Profile, what: str) -> None:
    latest = _latest(session, person)
    if latest is not None and Plan.model_validate_json(latest.plan) == plan:
        latest.profile = profile.model_dump_json(exclude_none=True)
        return
    number = latest.version + 1 if latest else 1
    session.add(
        _Plan(
            person=person,
            version=number,
            plan=plan.model_dump_json(),
            profile=profile.model_dump_json(exclude_none=True),
            what=what,
            at=_now(),
        )
    )
    session.execute(delete(_Plan).where(_Plan.person == person, _Plan.version <= number - MOST_VERSIONS))


def _restore(session: Session, person: str, row: _Plan) -> None:
    """Take over of an earlier plan's profile what made the plan; skills and all else stay as they are now."""
    now = session.get(_Person, person)
    if now is not None:
        was, present = Profile.model_validate_json(row.profile), Profile.model_validate_json(now.profile)
        taken = ("goal", "hours_per_week", "deadline", "budget", "currency", "free_only", "finished", "skipped")
        present = present.model_copy(update={name: getattr(was, name) for name in taken})
        now.profile = present.model_dump_json(exclude_none=True)


def _turns(session: Session, person: str, conversation: str) -> list[_Turn]:
    query = (
        select(_Turn)
        .join(_Conversation, _Conversation.id == _Turn.conversation)
        .where(_Conversation.id == conversation, _Conversation.person == person)
        .order_by(_Turn.number)
    )
    return list(session.scalars(query))


def _latest(session: Session, person: str) -> _Plan | None:
    return session.scalar(select(_Plan).where(_Plan.person == person).order_by(_Plan.version.desc()).limit(1))


def _version(row: _Plan) -> Version:
    return Version(
        row.version, Plan.model_validate_json(row.plan), Profile.model_validate_json(row.profile), row.what, row.at
    )


def _title(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TITLE_LETTERS else line[: TITLE_LETTERS - 1].rsplit(" ", 1)[0] + "…"


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
