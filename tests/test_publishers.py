"""O*NET, ESCO and course lists: told by what is in them, read whole, and nothing believed that is damaged."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from ingest.publishers import publication_of
from ingest.readers.courses import BY_NAME
from ingest.readers.onet import importance, level
from knowledge.errors import InputFailed
from knowledge.home import Home
from knowledge.records import CourseFacts, Entry, Figure, Relation, RoleFacts, SkillFacts

ONET = {
    "Occupation Data": [
        "O*NET-SOC Code\tTitle\tDescription",
        '15-2051.00\tData Scientists\tTurn "raw" data into insight.',
    ],
    "Alternate Titles": [
        "O*NET-SOC Code\tTitle\tAlternate Title\tShort Title",
        "15-2051.00\tData Scientists\tData Miner\t",
    ],
    "Sample of Reported Titles": [
        "O*NET-SOC Code\tTitle\tReported Job Title",
        "15-2051.00\tData Scientists\tAI Scientist",
    ],
    "Task Statements": ["O*NET-SOC Code\tTask ID\tTask", "15-2051.00\t1\tClean data."],
    "Job Zones": ["O*NET-SOC Code\tTitle\tJob Zone", "15-2051.00\tData Scientists\t5"],
    "Interests": [
        "O*NET-SOC Code\tElement Name\tScale ID\tData Value",
        *(
            f"15-2051.00\t{name}\tOI\t{value}"
            for name, value in (("Realistic", 2), ("Investigative", 7), ("Artistic", 3), ("Social", 1))
        ),
        "15-2051.00\tFirst Interest High-Point\tIH\t2",
    ],
    "Education, Training, and Experience": [
        "O*NET-SOC Code\tElement ID\tScale ID\tCategory\tData Value",
        "15-2051.00\t2.D.1\tRL\t6\t40.5",
        "15-2051.00\t2.D.1\tRL\t8\t45.0",
        "15-2051.00\t2.D.1\tRW\t1\t99",
    ],
    "Content Model Reference": ["Element ID\tElement Name\tDescription", "2.B.3.e\tProgramming\tWriting programs."],
    "Skills": [
        "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tRecommend Suppress",
        "15-2051.00\t2.B.3.e\tProgramming\tIM\t4.00\tN",
        "15-2051.00\t2.B.3.e\tProgramming\tLV\t4.50\tN",
        "15-2051.00\t2.A.1.a\tReading Comprehension\tIM\t3.00\tY",
    ],
    "Knowledge": [
        "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tRecommend Suppress",
        "15-2051.00\t2.C.4.a\tMathematics\tIM\t5.00\tN",
    ],
    "Technology Skills": [
        "O*NET-SOC Code\tTitle\tExample\tCommodity Title\tHot Technology\tIn Demand",
        "15-2051.00\tData Scientists\tPython\tObject oriented development software\tY\tY",
        "15-2051.00\tData Scientists\tTableau\tBusiness intelligence software\tY\tN",
    ],
    "Related Occupations": [
        "O*NET-SOC Code\tTitle\tRelated O*NET-SOC Code\tRelatedness Tier",
        "15-2051.00\tData Scientists\t15-2041.00\tPrimary-Short",
    ],
}
OCCUPATION, SKILL, BROADER = (
    f"http://data.europa.eu/esco/{kind}" for kind in ("occupation/a-1", "skill/b-2", "skill/c-3")
)
ESCO = {
    "occupations_en": [
        ["conceptUri", "iscoGroup", "preferredLabel", "altLabels", "hiddenLabels", "description"],
        [OCCUPATION, "2511", "data scientist", "data miner\ndata expert", "", "Data scientists find data, and use it."],
    ],
    "skills_en": [
        ["conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels", "hiddenLabels", "description"],
        [SKILL, "knowledge", "cross-sector", "Python (computer programming)", "python", "", "The language."],
        [BROADER, "skill/competence", "transversal", "use software", "", "", "To use it."],
    ],
    "occupationSkillRelations": [
        ["occupationUri", "relationType", "skillType", "skillUri"],
        [OCCUPATION, "essential", "knowledge", SKILL],
    ],
    "skillSkillRelations": [["originalSkillUri", "relationType", "relatedSkillUri"], [SKILL, "optional", BROADER]],
    "broaderRelationsSkillPillar": [
        ["conceptType", "conceptUri", "broaderType", "broaderUri"],
        ["KnowledgeSkillCompetence", SKILL, "KnowledgeSkillCompetence", BROADER],
        ["KnowledgeSkillCompetence", SKILL, "SkillGroup", "http://data.europa.eu/esco/isced-f/06"],
    ],
    "skillGroups_en": [["conceptUri", "preferredLabel"], ["http://data.europa.eu/esco/isced-f/06", "computing"]],
    "ISCOGroups_en": [["code", "preferredLabel"], ["2511", "Systems analysts"]],
}


def onet_zip(**changes: list[str]) -> bytes:
    """A small O*NET zip, in the publisher's layout."""
    return _zip({f"db_29_3_text/{name}.txt": "\r\n".join(lines) + "\r\n" for name, lines in (ONET | changes).items()})


def esco_zip() -> bytes:
    """A small ESCO zip, in the publisher's layout."""
    return _zip({f"{name}.csv": _csv(rows) for name, rows in ESCO.items()})


def _csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _zip(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def read(data: bytes, name: str = "download.bin") -> dict[str, Entry | Relation]:
    publication = publication_of(data, name)
    assert publication is not None
    return {
        record.id if isinstance(record, Entry) else f"{record.subject} {record.kind} {record.target}": record
        for record in publication.records()
    }


def test_onet_is_read_whole() -> None:
    records = read(onet_zip())
    role = records["role:onet-15-2051.00"]
    assert isinstance(role, Entry)
    assert isinstance(role.facts, RoleFacts)
    assert role.names == ("Data Scientists", "Data Miner", "AI Scientist")
    assert role.codes == {"onet": ("15-2051.00",), "soc": ("15-2051",)}
    assert (role.facts.about, role.facts.tasks) == ('Turn "raw" data into insight.', ("Clean data.",))
    assert (role.facts.interests, role.facts.job_zone) == ("IAR", 5)
    assert role.facts.education is not None
    assert (role.facts.education.levels, role.facts.education.basis) == (("master",), "published")
    programming = records["role:onet-15-2051.00 needs skill:onet-2.B.3.e"]
    assert isinstance(programming, Relation)
    assert programming.importance == Figure(low=0.75, high=0.75, basis="published", source="onet-29-3")
    assert programming.level == Figure(low=3, high=3, basis="published", source="onet-29-3")
    tools = [record for key, record in records.items() if " needs skill:onet-tool" in key]
    assert [tool.note for tool in tools if isinstance(tool, Relation)] == [
        "hot technology, in demand",
        "hot technology",
    ]
    related = records["role:onet-15-2051.00 related to role:onet-15-2041.00"]
    assert isinstance(related, Relation)
    assert related.note == "Primary-Short"
    assert not any("needs skill:onet-2.A.1.a" in key for key in records)  # O*NET recommends to suppress it


def test_onets_scales_are_turned_into_ours() -> None:
    assert [importance(value).low for value in (1, 3, 5)] == [0, 0.5, 1]
    assert [level(value).low for value in (0, 2.74, 2.75, 4.24, 4.25, 7)] == [1, 1, 2, 2, 3, 3]


def test_esco_is_read_whole() -> None:
    records = read(esco_zip())
    role, skill = records["role:esco-a-1"], records["skill:esco-b-2"]
    assert isinstance(role, Entry)
    assert isinstance(skill, Entry)
    assert isinstance(skill.facts, SkillFacts)
    assert role.names == ("data scientist", "data miner", "data expert")
    assert role.codes == {"esco": (OCCUPATION,), "isco": ("2511",)}
    assert (skill.names, skill.facts.kind, skill.facts.group) == (
        ("Python (computer programming)", "python"),
        "knowledge",
        "computing",
    )
    needs = records["role:esco-a-1 needs skill:esco-b-2"]
    assert isinstance(needs, Relation)
    assert needs.note == "essential"
    assert {key for key in records if key.startswith("skill:esco-b-2 ")} == {
        "skill:esco-b-2 related to skill:esco-c-3",
        "skill:esco-b-2 narrower than skill:esco-c-3",
    }


def test_what_is_none_of_these_is_not_taken_for_one() -> None:
    assert publication_of(_zip({"notes.txt": "Occupation Data"}), "db_29_3_text.zip") is None
    assert publication_of(b"PK\x03\x04 damaged", "esco.zip") is None
    assert publication_of(b"title,price\nA,1\n", "shop.csv") is None
    assert publication_of(b"# Title\n\naddress", "courses.md") is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (onet_zip(Skills=["O*NET-SOC Code\tElement ID"]), "the table Skills lacks a column"),
        (
            _zip({f"x/{name}.txt": "\n".join(lines) for name, lines in ONET.items() if name != "Job Zones"}),
            "the table Job Zones is missing",
        ),
        (onet_zip().replace(b"Occupation Data", b"Occupation Data", 1)[:-400] + onet_zip()[-400:], None),
    ],
)
def test_a_damaged_publication_is_told(data: bytes, message: str | None) -> None:
    if message is None:
        assert publication_of(data[: len(data) // 2], "onet.zip") is None
        return
    with pytest.raises(InputFailed, match=message):
        read(data)


def test_a_bit_that_flipped_within_a_table_is_told() -> None:
    data = bytearray(onet_zip())
    data[data.index(b"Occupation Data.txt") + 40] ^= 0xFF
    with pytest.raises(InputFailed, match=r"is damaged|lacks a column"):
        read(bytes(data))


def test_a_list_of_courses_is_read_with_its_columns() -> None:
    rows = (
        "title,address,provider,teaches,needs,hours,cost,currency,language\n"
        "Intro to SQL,https://example.org/sql,Night school,SQL 2; Databases,Typing 1,30-50,0,EUR,EN\n"
        "No address,,,,,,,,\n"
    )
    records = read(rows.encode(), "courses.csv")
    course = next(record for record in records.values() if isinstance(record, Entry))
    assert isinstance(course.facts, CourseFacts)
    assert (course.name, course.facts.provider, course.facts.language) == ("Intro to SQL", "Night school", "en")
    assert course.facts.hours == Figure(low=30, high=50, basis="estimated")
    assert course.facts.cost.figure == Figure(low=0, high=0, basis="published", source="your own list")
    relations = [record for record in records.values() if isinstance(record, Relation)]
    assert [(one.kind, one.target, one.level and one.level.low) for one in relations] == [
        ("teaches", f"{BY_NAME}SQL", 2),
        ("teaches", f"{BY_NAME}Databases", None),
        ("requires", f"{BY_NAME}Typing", 1),
    ]


def test_a_list_of_courses_in_json_is_read_alike() -> None:
    items = [{"title": "Welding", "url": "https://example.org/weld", "teaches": ["Welding 1"], "hours": 12}]
    records = read(json.dumps(items).encode(), "courses.json")
    course = next(record for record in records.values() if isinstance(record, Entry))
    assert isinstance(course.facts, CourseFacts)
    assert course.facts.hours == Figure(low=12, high=12, basis="published", source="your own list")


def test_a_value_that_makes_no_sense_names_its_row() -> None:
    with pytest.raises(InputFailed, match="row 3 of the list of courses: hours 'many' is neither"):
        read(b"title,url,hours\nA,https://example.org/a,3\nB,https://example.org/b,many\n", "courses.csv")


def test_publications_go_into_a_home_once_and_are_joined_by_what_they_name(home: Home, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(onet_zip())
    (tmp_path / "b.zip").write_bytes(esco_zip())
    (tmp_path / "c.csv").write_text("title,url,teaches\nPython at night,https://example.org/p,Python; Nothing known\n")
    named = [str(tmp_path / name) for name in ("a.zip", "b.zip", "c.csv")]
    report = ingest(home, named)
    assert (report.added, report.failed) == (3, [])
    assert home.catalogue.record_counts() == {"roles": 2, "skills": 6, "courses": 1, "relations": 9}
    python = next(named.record for named in home.catalogue.names("skill", "plain", ["python"]))
    assert [found.name for found in home.catalogue.relating(python, "teaches")] == ["Python at night"]
    assert {found.id for found in home.catalogue.relating(python, "needs")} == {"role:onet-15-2051.00", "role:esco-a-1"}
    assert home.index is not None
    assert home.index.count("role") == len(home.catalogue.ids("role"))
    assert ingest(home, named).unchanged == 3
    (tmp_path / "a.zip").write_bytes(onet_zip(**{"Related Occupations": ONET["Related Occupations"][:1]}))
    assert ingest(home, named).updated == 1
    assert home.catalogue.record_counts()["relations"] == 8
