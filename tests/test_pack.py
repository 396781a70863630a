"""The pack that ships: it holds together, it is as large as it should be, and the check finds what is wrong in one that does not."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.check import check_pack
from ingest.pipeline import pack_folder
from ingest.readers.pack import pack_records
from knowledge.records import CourseFacts, Entry, Relation, RoleFacts
from knowledge.relations import plain
from tests.conftest import Ran

CONTENT = pack_folder()
FILES = sorted(file for pattern in ("roles/*.md", "skills/*.yaml", "courses/*.yaml") for file in CONTENT.glob(pattern))
SEED_SKILLS = (
    "linear algebra, calculus, probability, statistics, python, numpy, tensorflow, scikit-learn, r, java, c++, sql, hadoop, spark, aws,"
    " google cloud, azure, data preprocessing, supervised learning, unsupervised learning, reinforcement learning, decision trees,"
    " support vector machines, neural networks, deep learning, model validation, performance tuning, git, apis, testing, mlops,"
    " fraud detection, recommender systems, chatbots, problem solving, communication, teamwork"
).split(", ")
ASKED_FOR = (
    "machine-learning-engineer, senior-machine-learning-engineer, machine-learning-architect, ai-research-scientist, ai-product-manager,"
    " data-scientist, data-engineer, data-analyst, mlops-engineer"
).split(", ")
MAJOR_GROUPS = [f"{number}-" for number in range(11, 54, 2)]

Pack = dict[str, Entry]
Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def records() -> list[Entry | Relation]:
    return [
        record
        for file in FILES
        for record in pack_records(file.read_text(encoding="utf-8"), f"{file.parent.name}/{file.name}")
    ]


@pytest.fixture(scope="module")
def entries(records: list[Entry | Relation]) -> Pack:
    return {record.id: record for record in records if isinstance(record, Entry)}


def test_the_pack_holds_together() -> None:
    assert check_pack(CONTENT) == []


def test_the_pack_is_large_enough(entries: Pack) -> None:
    kinds = [entry.kind for entry in entries.values()]
    assert (kinds.count("role") >= 160, kinds.count("skill") >= 500, kinds.count("course") >= 450) == (True,) * 3
    assert len(list(CONTENT.glob("articles/*.md"))) >= 40


def test_every_major_group_of_occupations_is_there(entries: Pack) -> None:
    codes = [
        code
        for entry in entries.values()
        if entry.kind == "role"
        for code in (entry.codes["soc"] or entry.codes["onet"])
    ]
    computing = [code for code in codes if code.startswith("15-")]
    assert len(computing) >= 40
    for group in MAJOR_GROUPS:
        assert sum(code.startswith(group) for code in codes) >= 4, group
    military = {
        "infantry-soldier",
        "military-officer",
        "military-equipment-technician",
        "command-and-control-specialist",
    }
    assert {f"role:{id_}" for id_ in military} <= entries.keys()
    assert {f"role:{id_}" for id_ in ASKED_FOR} <= entries.keys()


def test_all_that_the_seed_article_names_has_a_record_of_its_own(entries: Pack) -> None:
    names = {plain(name): entry.id for entry in entries.values() if entry.kind == "skill" for name in entry.names}
    ids = [names[plain(skill)] for skill in SEED_SKILLS]
    assert len(set(ids)) == len(SEED_SKILLS)


def test_a_role_that_asks_for_a_licence_or_a_degree_says_so(entries: Pack) -> None:
    for id_ in ("registered-nurse", "electrician", "lawyer", "truck-driver", "police-officer"):
        found = next(entry for entry in entries.values() if entry.id in (f"role:{id_}", f"role:heavy-{id_}"))
        assert isinstance(found.facts, RoleFacts)
        assert found.facts.requirements, id_


def test_each_course_has_an_address_of_its_own_or_is_an_exam(entries: Pack) -> None:
    courses = [entry.facts for entry in entries.values() if isinstance(entry.facts, CourseFacts)]
    plain_ones = [course.address for course in courses if course.kind in ("course", "book")]
    assert len(plain_ones) == len(set(plain_ones))


# The check ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def spoilt(tmp_path: Path) -> Callable[[str, str, str], list[str]]:
    """A function that changes words in one file of a copy of the pack, and gives what the check then finds."""
    shutil.copytree(CONTENT, tmp_path / "content")

    def spoil(file: str, words: str, others: str) -> list[str]:
        path = tmp_path / "content" / file
        text = path.read_text(encoding="utf-8")
        assert words in text
        path.write_text(text.replace(words, others, 1), encoding="utf-8")
        return [f"{finding.where}: {finding.what}" for finding in check_pack(tmp_path / "content")]

    return spoil


@pytest.mark.parametrize(
    ("file", "words", "others", "finding"),
    [
        ("roles/data-engineer.md", "{skill: sql,", "{skill: sequel,", "needs skill:sequel, which there is not"),
        ("skills/data.yaml", "- id: sql\n", "- id: python\n", "skill:python stands in"),
        ("skills/programming.yaml", "  name: Python\n", "  name: Java\n", "is skill:"),
        ("roles/data-engineer.md", "title: Data engineer", "titel: Data engineer", "title: Field required"),
        ("roles/data-engineer.md", "## Who it suits", "## Whom it suits", "its headings are not"),
        (
            "roles/data-engineer.md",
            "level: [2, 3], basis: estimated}",
            "level: [2, 3], basis: published}",
            "a published figure is one",
        ),
        ("roles/data-engineer.md", "\n## Who it suits\n", "\n## Who it suits\nWow!\n", "an exclamation mark"),
        ("skills/data.yaml", "  name: SQL\n", "  name: [SQL\n", "is no YAML"),
        ("roles/plumber.md", "sources: [onet-29-3", "sources: [hearsay, onet-29-3", "'hearsay' is not in SOURCES.md"),
        ("roles/plumber.md", "sources: [onet-29-3, ", "sources: [", "has codes of onet-29-3, which is not among"),
        ("roles/ai-engineer.md", "sources: []", "sources: [onet-29-3]", "has neither its code nor a SOC code"),
    ],
)
def test_the_check_finds_what_is_wrong(
    spoilt: Callable[[str, str, str], list[str]], file: str, words: str, others: str, finding: str
) -> None:
    assert any(finding in found for found in spoilt(file, words, others))


def test_the_check_finds_a_circle(spoilt: Callable[[str, str, str], list[str]]) -> None:
    text = (CONTENT / "skills" / "programming.yaml").read_text(encoding="utf-8")
    basics = text.index("- id: programming-basics")
    rests = text.index("rests_on:", basics)
    line = text[rests : text.index("\n", rests)]
    before = text[basics:rests]
    found = spoilt("skills/programming.yaml", before + line, before + "rests_on: [python]")
    assert any("each of these rests on the next" in one for one in found)


def test_the_check_finds_a_sentence_that_two_pages_share(spoilt: Callable[[str, str, str], list[str]]) -> None:
    sentence = "A good one keeps a notebook of every strange failure and reads it aloud on long winter evenings."
    assert not spoilt("roles/data-engineer.md", "\n## Who it suits\n", f"\n## Who it suits\n\n{sentence}\n\n")
    found = spoilt("roles/data-analyst.md", "\n## Who it suits\n", f"\n## Who it suits\n\n{sentence}\n\n")
    assert any("nearly the same" in one for one in found)


def test_the_check_is_a_command(run: Run, tmp_path: Path) -> None:
    done = run("ingest", "pack", "--check", "--json", home=tmp_path / "none")
    assert (done.code, done.json) == (0, {"findings": []})
    assert run("ingest", "notes.md", "--check", home=tmp_path / "none").code == 2
    assert not (tmp_path / "none").exists()
