"""The courses of a home as a plan sees them: what each teaches and needs, its hours and its price."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge.catalogue import Catalogue
from knowledge.records import CourseFacts, Figure, Record, RelationKind, SkillFacts

Levels = Mapping[str, int]  # A skill's id to a level, 1 to 3.


@dataclass(frozen=True, slots=True)
class Course:
    """A course as a plan sees it. Of an estimated level the lower end counts, of a price the upper; a cost of None is not known.

    The first skill that it teaches is what it is about.
    """

    id: str
    teaches: Levels
    needs: Levels
    hours: Figure
    cost: float | None
    currency: str | None
    language: str

    @property
    def subject(self) -> str:
        """The skill that it is mainly about."""
        return next(iter(self.teaches))

    @property
    def middle_hours(self) -> float:
        """The middle of its range of hours."""
        return (self.hours.low + self.hours.high) / 2


@dataclass(frozen=True)
class Shelf:
    """Every course that can be planned with, by id, and the skills that each skill rests on.

    A qualification (a degree, a licence) is no step of a plan: a role asks for it, and it takes years. Courses whose address is dead
    or whose length is not known are left out. `personal` are the qualities that other skills rest on: communication, attention to detail.
    """

    courses: Mapping[str, Course]
    qualifications: Mapping[str, Course]
    rests_on: Mapping[str, tuple[str, ...]]
    personal: frozenset[str] = frozenset()

    @cached_property
    def teaching(self) -> Mapping[str, tuple[Course, ...]]:
        """The courses that teach each skill."""
        return by_skill(self.courses.values())

    @cached_property
    def qualifying(self) -> Mapping[str, tuple[Course, ...]]:
        """The qualifications in which each skill is learned."""
        return by_skill(self.qualifications.values())

    def below(self, skill: str) -> dict[str, int]:
        """What a skill rests on, however far down, each with how many steps below."""
        found: dict[str, int] = {}
        layer = [skill]
        depth = 0
        while layer:
            depth += 1
            layer = [under for over in layer for under in self.rests_on.get(over, ()) if under not in found]
            found |= dict.fromkeys(layer, depth)
        return found


def by_skill(courses: Iterable[Course]) -> dict[str, tuple[Course, ...]]:
    """The courses that teach each skill."""
    found: dict[str, list[Course]] = defaultdict(list)
    for course in courses:
        for skill in course.teaches:
            found[skill].append(course)
    return {skill: tuple(those) for skill, those in found.items()}


def read_shelf(catalogue: Catalogue) -> Shelf:
    """The shelf of a home as it stands."""
    levels: dict[str, dict[str, dict[str, int]]] = {}
    kinds: tuple[RelationKind, ...] = ("teaches", "requires")
    for kind in kinds:
        levels[kind] = defaultdict(dict)
        for course, skill, level in catalogue.edges("course", kind):
            known = levels[kind][course].get(skill, 0)
            levels[kind][course][skill] = max(known, int(level.low) if level else 1)
    dead = catalogue.dead_addresses()
    courses: dict[str, Course] = {}
    qualifications: dict[str, Course] = {}
    for id_, record in catalogue.records(catalogue.record_ids("course")).items():
        facts = record.entries[0][0].facts
        if isinstance(facts, CourseFacts) and facts.hours and facts.address not in dead and levels["teaches"][id_]:
            kept = qualifications if facts.kind == "qualification" else courses
            cost = facts.cost.figure.high if facts.cost.figure else None
            kept[id_] = Course(
                id_,
                levels["teaches"][id_],
                levels["requires"][id_],
                facts.hours,
                cost,
                facts.cost.currency,
                facts.language,
            )
    rests_on: dict[str, list[str]] = defaultdict(list)
    for skill, under, _ in catalogue.edges("skill", "rests on"):
        rests_on[skill].append(under)
    below = catalogue.records(sorted({under for unders in rests_on.values() for under in unders}))
    return Shelf(
        courses,
        qualifications,
        {skill: tuple(under) for skill, under in rests_on.items()},
        frozenset(id_ for id_, record in below.items() if is_personal(record)),
    )


def is_personal(skill: Record) -> bool:
    """Whether a skill is a personal quality, which grows with any study and work."""
    return isinstance(facts := skill.entries[0][0].facts, SkillFacts) and facts.kind == "personal"
