"""The figures that ship equal those that were published."""

import csv
import zipfile
from collections import defaultdict
from pathlib import Path

import pytest

from ingest.pipeline import pack_folder
from ingest.readers.onet import importance, level
from ingest.readers.pack import pack_records
from knowledge.home import Home
from knowledge.records import Entry, Relation, RoleFacts
from tests.homes import DATA

PAY, OUTLOOK = DATA / "bls" / "oews_national_may_2025.csv", DATA / "bls" / "ooh_2024_34.csv"
ONET = DATA / "onet" / "db_29_3_text.zip"
CONTENT = pack_folder()
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the publishers' files are not at hand")
EDUCATION = {
    "See How to Become One": None,
    "No formal educational credential": "none",
    "High school diploma or equivalent": "high-school",
    "Some college, no degree": "some-college",
    "Postsecondary nondegree award": "certificate",
    "Associate's degree": "associate",
    "Bachelor's degree": "bachelor",
    "Master's degree": "master",
    "Doctoral or professional degree": "doctorate",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    return None if text in ("", "-") else float(text)


def roles() -> list[tuple[Entry, list[Relation]]]:
    found = []
    for file in sorted((CONTENT / "roles").glob("*.md")):
        entry, *relations = pack_records(file.read_text(encoding="utf-8"), f"roles/{file.name}")
        assert isinstance(entry, Entry)
        found.append((entry, [relation for relation in relations if isinstance(relation, Relation)]))
    return found


@needs_data
def test_pay_of_every_occupation_is_as_published(pack_home: Home) -> None:
    published = {row["soc_code"]: row for row in rows(PAY)}
    detailed = [code for code, row in published.items() if row["display_level"] == "3"]
    assert len(detailed) == 830
    with (CONTENT / "figures" / "oews-2025.csv").open(encoding="utf-8") as file:
        ours = [row["soc"] for row in csv.DictReader(file)]
    assert set(detailed) <= set(ours)
    for code in ours:
        row = published[code]
        (pay,) = pack_home.catalogue.pay(code)
        assert (pay.occupation, pay.employment) == (row["occupation"], number(row["employment"]))
        assert pay.annual == tuple(number(row[f"annual_{share}"]) for share in ("p10", "median", "p90"))
        assert pay.hourly == tuple(number(row[f"hourly_{share}"]) for share in ("p10", "median", "p90"))
        assert (pay.country, pay.currency, pay.year, pay.source) == ("US", "USD", 2025, "oews-2025")


@needs_data
def test_outlook_of_every_occupation_is_as_published(pack_home: Home) -> None:
    published = rows(OUTLOOK)
    assert len(published) == 342
    for row in published:
        found = {outlook.occupation: outlook for outlook in pack_home.catalogue.outlook(row["soc_code"])}[row["title"]]
        assert (found.jobs, found.projected) == (number(row["num_jobs_2024"]), number(row["projected_employment_2034"]))
        assert (found.growth, found.address) == (number(row["outlook_pct"]), row["url"])
        assert (found.country, found.since, found.until) == ("US", 2024, 2034)


def test_every_code_of_a_role_has_its_figures(pack_home: Home) -> None:
    without = [
        (entry.id, code) for entry, _ in roles() for code in entry.codes["soc"] if not pack_home.catalogue.pay(code)
    ]
    assert without == []


@needs_data
def test_published_education_is_as_published() -> None:
    published = {row["soc_code"]: EDUCATION[row["entry_education"]] for row in rows(OUTLOOK) if row["soc_code"]}
    checked = 0
    for entry, _ in roles():
        assert isinstance(entry.facts, RoleFacts)
        education = entry.facts.education
        if education and education.basis == "published" and education.source == "ooh-2024-34":
            levels = {published[code] for code in entry.codes["soc"] if published.get(code)}
            assert not levels or education.levels[0] in levels, entry.id
            checked += bool(levels)
    assert checked >= 60


@needs_data
def test_published_importance_and_level_are_onets() -> None:
    ratings: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    with zipfile.ZipFile(ONET) as archive:
        for table in ("Skills", "Knowledge"):
            lines = archive.read(f"db_29_3_text/{table}.txt").decode().splitlines()
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                ratings[row["O*NET-SOC Code"], row["Element ID"]][row["Scale ID"]] = float(row["Data Value"])
    elements = {
        entry.id: entry.codes["onet"]
        for file in (CONTENT / "skills").glob("*.yaml")
        for entry in pack_records(file.read_text(encoding="utf-8"), f"skills/{file.name}")
        if isinstance(entry, Entry) and "onet" in entry.codes
    }
    checked = 0
    for entry, relations in roles():
        for relation in relations:
            if relation.importance is None or relation.importance.basis != "published":
                continue
            rated = [ratings[code, element] for code in entry.codes["onet"] for element in elements[relation.target]]
            allowed = [(importance(found["IM"]), level(found["LV"])) for found in rated if found]
            assert (relation.importance, relation.level) in allowed, (entry.id, relation.target)
            checked += 1
    assert checked >= 600
