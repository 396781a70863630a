"""The commands' output against the contracts that other programs rely on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel

from bot.answer import Answer
from ingest.pipeline import IngestReport
from knowledge.contracts import LinkResult, SearchResult, SkillsResult, Stats
from knowledge.home import Home
from tests.conftest import Ran

Run = Callable[..., Ran]
OURS: dict[str, type[BaseModel]] = {
    "answer": Answer,
    "ingest_report": IngestReport,
    "search": SearchResult,
    "stats": Stats,
    "link": LinkResult,
    "skills": SkillsResult,
}
MORE = {"stats": {"publishers"}, "answer": {"writer"}}  # What we say beyond the contract, which allows it.
NOT_YET: dict[str, set[str]] = {}

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def schemas(contracts: Path) -> dict[str, dict[str, Any]]:
    """The shared JSON Schemas by name."""
    return {file.name.split(".")[0]: json.loads(file.read_text(encoding="utf-8")) for file in contracts.glob("*.json")}


def test_questions_of_every_kind_are_answered_as_the_contract_says(
    run: Run, pack_home: Home, schemas: dict[str, dict[str, Any]]
) -> None:
    questions = [
        "What is DevOps?",
        "I know some SQL and have 6 hours a week. How do I become a data analyst by June?",
        "data analyst or data scientist?",
        "free Excel course",
        "salary in Norway",
        "hi",
        "???",
        "I want to die",
        "Which skills does a data analyst need?",
    ]
    lines = [json.dumps({"id": str(number), "question": text}) for number, text in enumerate(questions)]
    done = run("bot", "--batch", "-", home=pack_home.path, input="\n".join(lines))
    assert done.code == 0, done.err
    assert len(done.lines) == len(questions)
    for line in done.lines:
        jsonschema.validate(line, schemas["answer"])


def test_search_stats_and_reports_are_as_the_contracts_say(
    run: Run, pack_home: Home, schemas: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    home = pack_home.path
    jsonschema.validate(run("knowledge", "search", "python", "--json", home=home).json, schemas["search"])
    batch = run("knowledge", "search", "--batch", "-", home=home, input='{"id": "q", "query": "sql", "k": 2}\n')
    jsonschema.validate(batch.json, schemas["search"])
    assert (batch.json["id"], len(batch.json["hits"])) == ("q", 2)
    jsonschema.validate(run("knowledge", "stats", "--json", home=home).json, schemas["stats"])
    for kind, text in (("role", "RN nights"), ("skill", "k8s"), ("course", "learning how to learn")):
        linked = run("knowledge", "link", "--kind", kind, text, "--json", home=home).json
        jsonschema.validate(linked, schemas["link"])
        assert linked["matches"][0]["score"] >= 0.9
    batch = run(
        "knowledge", "link", "--kind", "role", "--batch", "-", home=home, input='{"id": "t1", "text": "cook", "k": 1}\n'
    )
    jsonschema.validate(batch.json, schemas["link"])
    assert (batch.json["id"], [match["id"] for match in batch.json["matches"]]) == ("t1", ["role:cook"])
    mentioned = run("knowledge", "skills", "6 years of Python", "--json", home=home).json
    jsonschema.validate(mentioned, schemas["skills"])
    assert [(skill["id"], skill["quote"], skill["level"]) for skill in mentioned["skills"]] == [
        ("skill:python", "Python", 3)
    ]
    (tmp_path / "a.md").write_text("# A\n\nA welder joins metal.", encoding="utf-8")
    report = run("ingest", str(tmp_path / "a.md"), str(tmp_path / "none.md"), "--json", home=tmp_path / "home")
    assert report.code == 1
    jsonschema.validate(report.json, schemas["ingest_report"])
    assert (report.json["read"], report.json["added"], len(report.json["failed"])) == (2, 1, 1)


def test_doctor_reports_in_one_line(run: Run, tmp_path: Path) -> None:
    done = run("knowledge", "doctor", "--json", home=tmp_path / "none")
    assert done.code == 1
    assert done.json["sound"] is False
    assert set(done.json["faults"][0]) == {"what", "cure", "repaired"}


@pytest.mark.parametrize("name", OURS)
def test_our_types_and_the_shared_schema_agree(schemas: dict[str, dict[str, Any]], name: str) -> None:
    shared = schemas[name]
    ours = OURS[name].model_json_schema(mode="serialization")
    later = NOT_YET.get(name, set())
    assert set(shared["properties"]) - later <= set(ours["properties"])
    assert set(ours["properties"]) - later - MORE.get(name, set()) <= set(shared["properties"])
    assert set(shared["required"]) <= set(ours["properties"])


def test_the_shared_samples_fit_our_types(contracts: Path) -> None:
    lines = (contracts / "samples.jsonl").read_text(encoding="utf-8").splitlines()
    seen = set()
    for sample in map(json.loads, filter(None, lines)):
        if sample["schema"] in OURS:
            value = {
                key: part for key, part in sample["value"].items() if key not in NOT_YET.get(sample["schema"], set())
            }
            OURS[sample["schema"]].model_validate(value)
            seen.add(sample["schema"])
    assert seen == set(OURS)
