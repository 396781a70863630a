"""What the adviser answers, as types; their JSON Schemas are the contract with other programs."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.records import Basis

Kind = Literal[
    "next_step",
    "role",
    "skill",
    "course",
    "compare",
    "move",
    "pay",
    "article",
    "explore",
    "profile",
    "plan",
    "clarify",
    "small_talk",
    "unknown",
    "off_topic",
    "unsafe",
    "distress",
]


class Named(BaseModel):
    """A role or skill by id and name."""

    model_config = ConfigDict(frozen=True)

    id: str | None
    name: str


class Citation(BaseModel):
    """What stands behind a mark. `quote` is verbatim from the passage; `source` is publisher and year."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = Field(ge=1)
    id: str
    title: str
    source: str
    address: str | None
    quote: str


class Value(BaseModel):
    """A frozen value of the contract."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LevelledSkill(Named):
    """A skill at a level of 1 to 3."""

    level: int = Field(ge=1, le=3)


class Span(Value):
    """A number as its range: both ends the same where it is published."""

    low: float
    high: float


class Hours(Span):
    """Hours of work, and who says so: the provider, or our estimate."""

    basis: Basis


class Gap(Value):
    """A skill that a goal takes, the level there is and the level it takes. `importance` is 0 to 1, the middle of an estimate."""

    skill: Named
    have: int = Field(ge=0)
    need: int = Field(ge=1)
    importance: float
    basis: Basis


class Step(Value):
    """A course of a plan, in its place. Dates are the latest, with every course taking its longest; None where no hours are known."""

    course: str
    title: str
    provider: str
    address: str
    teaches: list[LevelledSkill]
    needs: list[LevelledSkill]
    hours: Hours
    cost: float | None
    currency: str | None
    start: str | None
    end: str | None
    why: str
    citations: list[int] = []


class Uncovered(Named):
    """A skill that stays open, and why."""

    why: str


class Needed(Value):
    """What a role asks for that no course replaces."""

    name: str
    why: str
    address: str | None = None


class Plan(Value):
    """The way to a goal: the gap, the courses in their order, and what they leave open.

    `uncovered` is what no course teaches, `left_out` what limits keep out. `remark` says where the choice of courses may not be the best.
    """

    goal: Named
    gap: list[Gap]
    steps: list[Step]
    hours: Span
    weeks: float | None
    uncovered: list[Uncovered]
    left_out: list[Uncovered] = []
    requirements: list[Needed] = []
    remark: str = ""


class ProfileSkill(BaseModel):
    """A skill that a person has, by id or by name, at level 1 to 3."""

    model_config = ConfigDict(frozen=True)

    id: str | None = None
    name: str | None = None
    level: int | None = Field(default=None, ge=1, le=3)


class Profile(BaseModel):
    """What a person has said of themselves. Every field may be absent; unknown ones are ignored."""

    model_config = ConfigDict(frozen=True)

    skills: list[ProfileSkill] | None = None
    goal: str | None = None
    hours_per_week: float | None = Field(default=None, gt=0)
    deadline: str | None = None
    budget: float | None = Field(default=None, ge=0)
    currency: str | None = None
    free_only: bool | None = None
    language: str | None = None
    country: str | None = None
    education: str | None = None
    interests: dict[str, float] | None = None
    finished: list[str] | None = None
    skipped: list[str] | None = None


class Seconds(BaseModel):
    """How long each step took, in seconds."""

    model_config = ConfigDict(frozen=True)

    understand: float = 0.0
    gather: float = 0.0
    write: float = 0.0
    total: float = 0.0


class Writer(Value):
    """The language model that phrased an answer: what it cost in tokens, how many sentences were withheld, and a remark for the reader.

    Where `remark` says that the model failed, the text is the plain answer.
    """

    model: str
    tokens_read: int = 0
    tokens_written: int = 0
    withheld: int = 0
    remark: str = ""


class Answer(BaseModel):
    """One answer, or as much of it as is written so far.

    `text` is Markdown with marks such as [1]; each mark is the number of a citation. `grounded` tells whether evidence
    stands behind it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str | None = None
    kind: Kind
    text: str
    grounded: bool
    citations: list[Citation] = []
    roles: list[Named] = []
    skills: list[Named] = []
    choices: list[str] = []
    profile: Profile = Profile()
    plan: Plan | None = None
    seconds: Seconds = Seconds()
    writer: Writer | None = None

    def contract(self) -> dict[str, object]:
        """The answer as other programs get it: a profile holds only what was said."""
        return self.model_dump(exclude={"profile"}) | {"profile": self.profile.model_dump(exclude_none=True)}
