import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import as_text
from bot.advisor import Adviser
from knowledge.home import Home
from tests.conftest import ROOT, Ran

Run = Callable[..., Ran]


def test_a_question_is_answered_in_the_terminal_with_its_sources_below(run: Run, pack_home: Home) -> None:
    done = run("bot", "What skills does a machine learning engineer need?", home=pack_home.path)
    assert done.code == 0, done.err
    text, _, sources = done.out.partition("\nSources\n")
    assert "[1]" in text
    assert "[1] Machine learning engineer" in sources
    assert done.err == ""


def test_json_is_one_line_and_the_last(run: Run, pack_home: Home) -> None:
    done = run("bot", "What does a devops engineer do?", "--json", home=pack_home.path)
    assert len(done.out.splitlines()) == 1
    assert done.json["kind"] == "role"
    assert done.json["plan"] is None
    assert done.json["seconds"]["total"] > 0


def test_a_batch_answers_each_line_in_order_and_keeps_ids(run: Run, pack_home: Home) -> None:
    lines = [
        {"id": "a", "question": "What is DevOps?", "unknown field": 1},
        {"id": 7, "question": "and how long does it take?", "history": ["How do I become a data engineer?"]},
        {"question": "hi", "profile": {"goal": "cook", "shoe_size": 44}},
    ]
    done = run("bot", "--batch", "-", home=pack_home.path, input="\n".join(map(json.dumps, lines)))
    assert done.code == 0, done.err
    assert [line["id"] for line in done.lines] == ["a", "7", None]
    assert [line["kind"] for line in done.lines] == ["skill", "plan", "small_talk"]
    assert done.lines[1]["plan"]["goal"]["id"] == "role:data-engineer"
    assert done.lines[2]["profile"] == {"goal": "role:cook"}


def test_a_bad_line_of_a_batch_is_told_in_its_place_and_the_rest_goes_on(run: Run, pack_home: Home) -> None:
    lines = [
        "no json",
        '{"id": "b"}',
        '{"id": "c", "question": "What is DevOps?", "profile": {"hours_per_week": -1}}',
        '{"id": "d", "question": "What is DevOps?", "history": "text"}',
        "[1]",
        '{"id": "e", "question": "What is DevOps?"}',
    ]
    done = run("bot", "--batch", "-", home=pack_home.path, input="\n".join(lines))
    assert done.code == 1
    assert ["error" in line for line in done.lines] == [True, True, True, True, True, False]
    assert done.lines[1]["id"] == "b"
    assert done.err.count("error: ") == 5


@pytest.mark.parametrize("arguments", [[], ["", "--json"], ["   "], ["a question", "--batch", "x"], ["--nonsense"]])
def test_wrong_use_is_told_and_exits_with_2(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    done = run("bot", *arguments, home=tmp_path)
    assert done.code == 2
    assert done.err.startswith("error: ")
    assert done.out == ""


def test_a_missing_home_is_told_with_its_cure(run: Run, tmp_path: Path) -> None:
    done = run("bot", "What is DevOps?", home=tmp_path / "none")
    assert done.code == 1
    assert "python -m ingest pack" in done.err
    assert not (tmp_path / "none").exists()


def test_a_profile_file_is_read_and_a_bad_one_told(run: Run, pack_home: Home, tmp_path: Path) -> None:
    file = tmp_path / "profile.json"
    file.write_text('{"skills": [{"name": "SQL", "level": 2}]}', encoding="utf-8")
    done = run("bot", "hi", "--json", "--profile", str(file), home=pack_home.path)
    assert done.json["profile"] == {"skills": [{"id": "skill:sql", "name": "SQL", "level": 2}]}
    file.write_text('{"skills": [{"name": "SQL", "level": 9}]}', encoding="utf-8")
    done = run("bot", "hi", "--profile", str(file), home=pack_home.path)
    assert (done.code, "skills.0.level" in done.err) == (1, True)
    assert run("bot", "hi", "--profile", str(tmp_path / "none.json"), home=pack_home.path).code == 1


def test_help_shows_examples(run: Run) -> None:
    done = run("bot", "--help")
    assert done.code == 0
    assert "python -m bot" in done.out


def test_a_question_about_doctors_is_a_question(run: Run, pack_home: Home) -> None:
    assert run("bot", "doctor", "--json", home=pack_home.path).json["kind"] == "role"


def test_what_could_be_asked_instead_is_shown(pack_home: Home) -> None:
    assert "You could ask:" in as_text(Adviser(pack_home).answer("hi"))


def test_what_a_library_prints_never_gets_between_the_answers() -> None:
    script = (
        "import os, sys; from knowledge import command\n"
        "command.keep_stdout(); os.write(1, b'from a library\\n'); command.say_json({'a': 1})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == '{"a": 1}\n'
    assert "from a library" in done.stderr
