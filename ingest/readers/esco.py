"""ESCO's classification in its CSV distribution, `esco_v1.1.1_classification_en_csv.zip`, into roles, skills and relations."""

from collections.abc import Iterator
from typing import Literal

from ingest.readers.tables import Tables
from knowledge.records import Entry, Relation, RoleFacts, SkillFacts

TABLES = {"occupations_en", "skills_en", "occupationSkillRelations", "skillSkillRelations"}


def esco_records(tables: Tables) -> Iterator[Entry | Relation]:
    """All occupations and skills with all their labels, and how they relate."""
    yield from _occupations(tables)
    yield from _skills(tables)
    columns = ("occupationUri", "skillUri", "relationType")
    for occupation, skill, note in tables.rows("occupationSkillRelations", columns, ","):
        yield Relation(entry_id("role", occupation), "needs", entry_id("skill", skill), note=note)
    columns = ("originalSkillUri", "relatedSkillUri", "relationType")
    for skill, other, note in tables.rows("skillSkillRelations", columns, ","):
        yield Relation(entry_id("skill", skill), "related to", entry_id("skill", other), note=note)
    concept = "KnowledgeSkillCompetence"
    kinds = ("conceptUri", "broaderUri", "conceptType", "broaderType")
    for skill, broader, kind, broader_kind in tables.rows("broaderRelationsSkillPillar", kinds, ","):
        if kind == broader_kind == concept:
            yield Relation(entry_id("skill", skill), "narrower than", entry_id("skill", broader))


def entry_id(kind: Literal["role", "skill"], uri: str) -> str:
    """The id of the entry of a concept's URI."""
    return f"{kind}:esco-{uri.rpartition('/')[2]}"


def _occupations(tables: Tables) -> Iterator[Entry]:
    groups = tables.pairs("ISCOGroups_en", "code", "preferredLabel", ",")
    columns = ("conceptUri", "preferredLabel", "altLabels", "hiddenLabels", "description", "iscoGroup")
    for uri, name, other, hidden, description, group in tables.rows("occupations_en", columns, ","):
        yield Entry(
            id=entry_id("role", uri),
            kind="role",
            name=name,
            aliases=_labels(other, hidden),
            codes={"esco": (uri,), "isco": (group,)},
            facts=RoleFacts(about=description, group=groups.get(group, "")),
        )


def _skills(tables: Tables) -> Iterator[Entry]:
    names = tables.pairs("skillGroups_en", "conceptUri", "preferredLabel", ",")
    groups: dict[str, str] = {}
    for skill, group in tables.rows("broaderRelationsSkillPillar", ("conceptUri", "broaderUri"), ","):
        if group in names:
            groups.setdefault(skill, names[group])
    columns = ("conceptUri", "preferredLabel", "altLabels", "hiddenLabels", "description", "skillType", "reuseLevel")
    for uri, name, other, hidden, description, type_, reuse in tables.rows("skills_en", columns, ","):
        kind: Literal["knowledge", "personal", "practice"] = "practice"
        if type_ == "knowledge" or reuse == "transversal":
            kind = "knowledge" if type_ == "knowledge" else "personal"
        yield Entry(
            id=entry_id("skill", uri),
            kind="skill",
            name=name,
            aliases=_labels(other, hidden),
            codes={"esco": (uri,)},
            facts=SkillFacts(about=description, kind=kind, group=groups.get(uri, "")),
        )


def _labels(*fields: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for field in fields for line in field.split("\n") if (label := line.strip())))
