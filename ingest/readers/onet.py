"""O*NET's database in its text distribution, `db_29_3_text.zip`, into roles, skills and relations.

O*NET rates the importance of a skill from 1 to 5 and its level from 0 to 7. We show importance as 0 to 1, (value - 1) / 4, and the level as
1 below 2.75, 2 below 4.25 and 3 above: thirds of the ratings that occur, with the middle of the scale in the middle.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from ingest.readers.tables import Tables
from knowledge.records import (
    Education,
    Entry,
    EntryEducation,
    Figure,
    Relation,
    RoleFacts,
    SkillFacts,
    digest,
)

SOURCE = "onet-29-3"
TABLES = {"Occupation Data", "Alternate Titles", "Skills", "Knowledge", "Technology Skills", "Task Statements"}
CODE = "O*NET-SOC Code"
# O*NET's categories of required education, 1 to 12, as ours.
_EDUCATION: tuple[Education, ...] = (
    *("none", "high-school", "certificate", "some-college", "associate", "bachelor"),
    *("bachelor", "master", "master", "doctorate", "doctorate", "doctorate"),
)


def onet_records(tables: Tables) -> Iterator[Entry | Relation]:
    """All occupations, the skills, knowledge and tools that they use, and how they relate."""
    yield from _occupations(tables)
    yield from _elements(tables)
    yield from _tools(tables)
    for code, other, tier in tables.rows(
        "Related Occupations", (CODE, "Related O*NET-SOC Code", "Relatedness Tier"), "\t"
    ):
        yield Relation(role_id(code), "related to", role_id(other), note=tier)


def role_id(code: str) -> str:
    """The id of the entry of an O*NET-SOC code."""
    return f"role:onet-{code}"


def importance(value: float) -> Figure:
    """O*NET's importance of 1 to 5 as 0 to 1."""
    return _published(round((value - 1) / 4, 2))


def level(value: float) -> Figure:
    """O*NET's level of 0 to 7 as 1 to 3."""
    return _published(1.0 if value < 2.75 else 2.0 if value < 4.25 else 3.0)


@lru_cache(maxsize=1000)
def _published(value: float) -> Figure:
    return Figure(low=value, high=value, basis="published", source=SOURCE)


def _occupations(tables: Tables) -> Iterator[Entry]:
    titles = _lists(tables, "Alternate Titles", "Alternate Title")
    for code, reported in _lists(tables, "Sample of Reported Titles", "Reported Job Title").items():
        titles[code] += reported
    tasks = _lists(tables, "Task Statements", "Task")
    zones = tables.pairs("Job Zones", CODE, "Job Zone", "\t")
    interests, education = _interests(tables), _education(tables)
    for code, title, description in tables.rows("Occupation Data", (CODE, "Title", "Description"), "\t"):
        yield Entry(
            id=role_id(code),
            kind="role",
            name=title,
            aliases=tuple(name for name in titles[code] if name != title),
            codes={"onet": (code,), "soc": (code[:7],)},
            facts=RoleFacts(
                about=description,
                tasks=tuple(tasks[code]),
                education=education.get(code),
                interests=interests.get(code, ""),
                job_zone=int(zones[code]) if code in zones else None,
            ),
        )


def _lists(tables: Tables, table: str, column: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for code, text in tables.rows(table, (CODE, column), "\t"):
        found[code].append(text)
    return found


def _interests(tables: Tables) -> dict[str, str]:
    """The three strongest RIASEC interests of each occupation, as letters."""
    scores: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for code, name, scale, value in tables.rows("Interests", (CODE, "Element Name", "Scale ID", "Data Value"), "\t"):
        if scale == "OI":
            scores[code].append((-float(value), name[0]))
    return {code: "".join(letter for _, letter in sorted(found)[:3]) for code, found in scores.items()}


def _education(tables: Tables) -> dict[str, EntryEducation]:
    """The education that most workers of each occupation say is required."""
    shares: dict[str, list[tuple[float, int]]] = defaultdict(list)
    columns = (CODE, "Scale ID", "Category", "Data Value")
    for code, scale, category, value in tables.rows("Education, Training, and Experience", columns, "\t"):
        if scale == "RL":
            shares[code].append((float(value), -int(category)))
    return {
        code: EntryEducation(levels=(_EDUCATION[-max(found)[1] - 1],), basis="published", source=SOURCE)
        for code, found in shares.items()
    }


def _elements(tables: Tables) -> Iterator[Entry | Relation]:
    descriptions = tables.pairs("Content Model Reference", "Element ID", "Description", "\t")
    columns = (CODE, "Element ID", "Element Name", "Scale ID", "Data Value", "Recommend Suppress")
    kinds: tuple[tuple[str, Literal["practice", "knowledge"]], ...] = (
        ("Skills", "practice"),
        ("Knowledge", "knowledge"),
    )
    for table, kind in kinds:
        names: dict[str, str] = {}
        ratings: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        for code, element, name, scale, value, suppressed in tables.rows(table, columns, "\t"):
            names[element] = name
            if suppressed != "Y":
                ratings[code, element][scale] = float(value)
        for element, name in names.items():
            facts = SkillFacts(about=descriptions.get(element, name), kind=kind)
            yield Entry(f"skill:onet-{element}", "skill", name, (), {"onet": (element,)}, facts)
        for (code, element), rated in ratings.items():
            if "IM" in rated:
                how_high = level(rated["LV"]) if "LV" in rated else None
                yield Relation(role_id(code), "needs", f"skill:onet-{element}", importance(rated["IM"]), how_high)


def _tools(tables: Tables) -> Iterator[Entry | Relation]:
    seen: set[str] = set()
    columns = (CODE, "Example", "Commodity Title", "Hot Technology", "In Demand")
    for code, name, group, hot, in_demand in tables.rows("Technology Skills", columns, "\t"):
        id_ = f"skill:onet-tool-{digest(name)[:12]}"
        if id_ not in seen:
            seen.add(id_)
            yield Entry(id_, "skill", name, (), {}, SkillFacts(about=group, kind="tool"))
        marks = [mark for mark, value in (("hot technology", hot), ("in demand", in_demand)) if value == "Y"]
        yield Relation(role_id(code), "needs", id_, note=", ".join(marks))
