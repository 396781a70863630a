"""Roles as goals: what a home knows of what a role needs, as a plan sees it."""

from collections.abc import Mapping, Sequence

from bot.plan import Goal, Need
from bot.shelf import is_personal
from knowledge.catalogue import Catalogue
from knowledge.records import Relation, RoleFacts

MOST_NEEDS = 20
ESSENTIAL, OPTIONAL = 0.7, 0.3  # Our estimate of importance where a publisher says only this.
LEAST_IMPORTANCE = 0.4
SKILL_LEVEL = 2  # The level to which a skill is planned that is a goal of its own.
# O*NET's basic, social, problem-solving, systems and resource skills; then, beside a role's own skills, its broad knowledge and
# technical skills.
_ABILITIES = ("2.A.", "2.B.1", "2.B.2", "2.B.4", "2.B.5")
_FIELDS = ("2.B.3", "2.C.")


def goal_of(catalogue: Catalogue, id_: str) -> Goal | None:
    """The role with this id as a goal, after the first publisher that says what it needs; None where there is no such role."""
    record = catalogue.record(id_)
    if record is None or record.kind != "role":
        return None
    related = catalogue.related(record.id, "needs")
    first = related[0].relation.subject if related else ""
    weighed = [
        (found.id, found.relation, _importance(found.relation)) for found in related if found.relation.subject == first
    ]
    kept = sorted(weighed, key=lambda found: -found[2])[:MOST_NEEDS]
    kept = [found for found in kept if found[2] >= LEAST_IMPORTANCE] or kept
    own = any(relation.level and relation.level.basis == "estimated" for _, relation, _ in kept)
    broad = broad_of(catalogue, [skill for skill, _, _ in kept], with_fields=own)
    needs = [
        Need(
            skill,
            int(relation.level.low) if relation.level else 1,
            importance,
            relation.level.basis if relation.level else "estimated",
            broad=skill in broad,
        )
        for skill, relation, importance in kept
    ]
    facts = [entry.facts for entry, _ in record.entries if isinstance(entry.facts, RoleFacts)]
    education = next((fact.education for fact in facts if fact.education), None)
    return Goal(
        record.id,
        record.name,
        tuple({need.skill: need for need in needs[::-1]}.values())[::-1],
        next((fact.requirements for fact in facts if fact.requirements), ()),
        education.levels if education else (),
    )


def goal_at(catalogue: Catalogue, id_: str, have: Mapping[str, int]) -> Goal | None:
    """A role as a goal, or a skill as one of its own: to the level above that which is there. None where there is no such record."""
    record = catalogue.record(id_)
    if record is None or record.kind != "skill":
        return goal_of(catalogue, id_)
    level = min(3, max(SKILL_LEVEL, have.get(record.id, 0) + 1))
    return Goal(record.id, record.name, (Need(record.id, level, 1.0, "estimated"),))


def _importance(relation: Relation) -> float:
    if relation.importance:
        return round((relation.importance.low + relation.importance.high) / 2, 3)
    return ESSENTIAL if relation.note == "essential" else OPTIONAL


def broad_of(catalogue: Catalogue, skills: Sequence[str], *, with_fields: bool) -> set[str]:
    """The skills that are general abilities, personal qualities or whole fields of knowledge."""
    marks = (*_ABILITIES, *_FIELDS) if with_fields else _ABILITIES
    return {
        id_
        for id_, record in catalogue.records(list(skills)).items()
        if is_personal(record) or any(code.startswith(marks) for code in record.entries[0][0].codes.get("onet", ()))
    }
