"""What people mean: titles, skills and courses as they are typed, and the skills that a text mentions."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.home import Home, open_home
from knowledge.mentions import Mentions
from knowledge.records import Kind
from knowledge.settings import read_settings
from tests.evals.questions import FOLDER


@pytest.fixture(scope="module")
def reader(pack_home: Home) -> Iterator[Home]:
    """The pack as a reader has it: over the stored vectors."""
    with open_home(read_settings(pack_home.path)) as made:
        yield made


@pytest.fixture(scope="module")
def mentions(reader: Home) -> Mentions:
    return reader.mentions


@pytest.mark.parametrize(
    ("text", "kind", "id_"),
    [
        ("Sr. ML Engr (Remote)", "role", "role:machine-learning-engineer"),
        ("RN med-surg nights", "role", "role:registered-nurse"),
        ("machine learning engineers", "role", "role:machine-learning-engineer"),
        ("k8s", "skill", "skill:kubernetes"),
        ("sklearn", "skill", "skill:scikit-learn"),
        ("postgres", "skill", "skill:postgresql"),
        ("Excel macros", "skill", "skill:vba"),
        ("C++", "skill", "skill:cpp"),
        ("C#", "skill", "skill:csharp"),
        ("C", "skill", "skill:c-language"),
        ("R", "skill", "skill:r-language"),
        ("validation of models", "skill", "skill:model-validation"),
        ("learning how to learn", "course", "course:learning-how-to-learn"),
    ],
)
def test_what_is_typed_finds_what_is_meant(reader: Home, text: str, kind: Kind, id_: str) -> None:
    assert reader.linker.link(text, kind)[0].id == id_


@pytest.mark.parametrize("text", ["", "   ", "!!!", "\x00", "\ud800"])
def test_what_says_nothing_means_nothing(reader: Home, text: str) -> None:
    assert reader.linker.link(text, "role") == []
    assert reader.mentions.find(text) == []


def test_matches_come_once_in_order_no_more_than_asked_for_with_a_chance(reader: Home) -> None:
    matches = reader.linker.link("data person who writes SQL", "role", 5)
    assert len({match.id for match in matches}) == len(matches) <= 5
    assert all(0 <= match.score <= 1 for match in matches)
    exact = reader.linker.link("data scientist", "role", 3)
    assert exact[0].score > max(match.score for match in exact[1:])


def test_the_owner_and_a_reader_link_alike(pack_home: Home, reader: Home) -> None:
    for text in ("Finance & Ops Mgr", "QC lab analyst", "someone who repairs wind turbines"):
        ours = [match.id for match in pack_home.linker.link(text, "role", 3)]
        assert ours == [match.id for match in reader.linker.link(text, "role", 3)]


def found(mentions: Mentions, text: str) -> dict[str, str]:
    return {mention.id.removeprefix("skill:"): mention.quote for mention in mentions.find(text)}


def test_skills_are_found_with_their_own_words(mentions: Mentions) -> None:
    text = "Built models in Python and scikit-learn; comfortable with k8s, and with the validation of models."
    assert found(mentions, text) == {
        "python": "Python",
        "scikit-learn": "scikit-learn",
        "kubernetes": "k8s",
        "model-validation": "validation of models",
    }


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("I have never touched Java, but I know SQL.", {"sql"}),
        ("No Python yet.", set()),
        ("Everything except SQL and Git.", set()),
        ("Not only Python but also SQL.", {"python", "sql"}),
        ("We work in R&D.", set()),
        ("A go to market plan.", {"marketing-strategy"}),
        ("Take vitamin C every day.", set()),
        ("This may spark interest.", set()),
        ("You will excel at this.", set()),
        ("Services in Go, drivers in C, statistics in R.", {"go-language", "c-language", "statistics", "r-language"}),
        ("Wrote Excel macros and Spark jobs.", {"vba", "spark"}),
    ],
)
def test_what_is_denied_or_means_something_else_is_left_out(mentions: Mentions, text: str, ids: set[str]) -> None:
    assert found(mentions, text).keys() == ids


@pytest.mark.parametrize(
    ("text", "level"),
    [("expert in SQL", 3), ("some SQL", 1), ("6 years of SQL", 3), ("solid SQL", 2), ("SQL", None)],
)
def test_the_words_around_a_skill_tell_its_level(mentions: Mentions, text: str, level: int | None) -> None:
    assert [mention.level for mention in mentions.find(text)] == [level]


def test_a_long_text_is_read_in_order_and_each_skill_once(mentions: Mentions) -> None:
    text = "SQL and Python. " * 200 + "At last, Docker."
    assert list(found(mentions, text)) == ["sql", "python", "docker"]


# The blind sets, test halves: floors that hold ----------------------------------------------------------------------


def questions(name: str) -> list[dict[str, object]]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [item for item in map(json.loads, lines) if item["half"] == "test"]


@pytest.mark.parametrize(
    ("name", "kind", "right", "nothing"), [("link_roles", "role", 0.6, 0.5), ("link_skills", "skill", 0.8, 0.3)]
)
def test_what_others_typed_is_found(reader: Home, name: str, kind: Kind, right: float, nothing: float) -> None:
    items = questions(name)
    links = [(item["expect"], reader.linker.link(str(item["text"]), kind, 1)) for item in items]
    meant = [bool(matches) and matches[0].id == want for want, matches in links if want]
    empty = [not matches for want, matches in links if not want]
    assert sum(meant) / len(meant) >= right
    assert sum(empty) / len(empty) >= nothing


def test_what_others_wrote_is_understood(mentions: Mentions) -> None:
    want = got = banned = wrong = 0
    for item in questions("mentions"):
        ids = found(mentions, str(item["text"])).keys()
        expected, barred = set(item["expect"]), set(item["not"])  # type: ignore[call-overload]
        want, got = want + len(expected), got + len(expected & ids)
        banned, wrong = banned + len(barred), wrong + len(barred & ids)
    assert got / want >= 0.72
    assert wrong / banned <= 0.45


def test_weights_that_ship_are_small(reader: Home) -> None:
    assert reader.encoder.card.is_bundled
    assert (Path(__file__).parents[1] / "knowledge" / "link.npz").stat().st_size < 500_000
