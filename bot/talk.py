"""A talk so far: what was said, what is known of the person, what it is about, and the plan that is there."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.answer import Plan, Profile
from knowledge.records import Education


@dataclass(frozen=True, slots=True)
class Told:
    """What a message tells of the person's limits; None where it says nothing."""

    hours_per_week: float | None = None
    deadline: date | None = None
    budget: float | None = None
    currency: str | None = None
    free_only: bool | None = None
    language: str | None = None
    country: str | None = None
    education: Education | None = None

    @property
    def anything(self) -> bool:
        """Whether it tells anything."""
        return any(
            value is not None
            for value in (
                self.hours_per_week,
                self.deadline,
                self.budget,
                self.free_only,
                self.language,
                self.country,
                self.education,
            )
        )


@dataclass(frozen=True, slots=True)
class Focus:
    """What the talk is about: the roles and skills of the last answer."""

    roles: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """A talk so far. `said` holds the person's messages, oldest first; `asked` is what the last answer asked the person."""

    said: tuple[str, ...] = ()
    profile: Profile = field(default_factory=Profile)
    focus: Focus = field(default_factory=Focus)
    plan: Plan | None = None
    kind: str = ""
    asked: Literal["", "goal", "current", "interests"] = ""
    current: str | None = None  # The role that the person has or had.
