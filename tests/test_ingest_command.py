import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.home import examine, open_home
from knowledge.settings import read_settings
from tests.conftest import ROOT, Ran
from tests.homes import new_home

Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _ctrl_c_is_heard() -> Iterator[None]:
    """As at a terminal: a process that was started in the background ignores Ctrl-C, and so do those that it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def place(tmp_path: Path, model: Path) -> Path:
    """Where an empty home stands that nobody owns."""
    new_home(tmp_path / "home", model).close()
    return tmp_path / "home"


def documents(folder: Path, many: int) -> Path:
    """A folder of documents, each of which takes a moment to embed."""
    folder.mkdir()
    for number in range(many):
        sections = (f"## Part {part}\n\n{f'Trade {number} has part {part}. ' * 8}\n\n" for part in range(8))
        (folder / f"{number:03}.md").write_text(f"# Trade {number}\n\n{''.join(sections)}")
    return folder


def contents(place: Path) -> dict[str, int]:
    """The sources of a home by their names, with how many passages each has."""
    with closing(Catalogue(place / "catalogue.sqlite", read_only=True)) as catalogue:
        return {Path(source.location).name: len(catalogue.passages_of(source.id)) for source in catalogue.sources()}


def test_the_report_is_the_last_line(run: Run, place: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Notes\n\nA plumber works.\n")
    done = run("ingest", str(tmp_path / "notes.md"), "--json", home=place)
    assert (done.code, done.err) == (0, "")
    assert done.json | {"seconds": 0} == {
        "read": 1,
        "added": 1,
        "updated": 0,
        "unchanged": 0,
        "removed": 0,
        "passages": 1,
        "failed": [],
        "seconds": 0,
    }
    assert contents(place) == {"notes.md": 1}


def test_a_home_is_made_where_there_is_none(run: Run, model: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Notes\n\nA plumber works.\n")
    shutil.copytree(model, tmp_path / "new" / "home" / "model")
    done = run("ingest", str(tmp_path / "notes.md"), home=tmp_path / "new" / "home")
    assert done.code == 0
    assert done.out.startswith("1 read: 1 added, 0 updated, 0 unchanged, 0 removed, 0 failed; 1 passages written in ")
    assert contents(tmp_path / "new" / "home") == {"notes.md": 1}


def test_what_fails_is_named_and_the_rest_is_kept(run: Run, place: Path, tmp_path: Path) -> None:
    folder = documents(tmp_path / "documents", 1)
    (folder / "two\nlines\x1b[2J.md").write_bytes(b" ")
    named = [str(folder), str(tmp_path / "missing.md"), "http://127.0.0.1:9/"]
    done = run("ingest", *named, "--json", home=place)
    assert done.code == 1
    assert [failed["source"] for failed in done.json["failed"]] == [
        str(folder / "two\nlines\x1b[2J.md"),
        *named[1:],
    ]
    errors = done.err.splitlines()
    assert len(errors) == 3
    assert all(re.fullmatch(r"error: .+: .+: .+", error) and error.isprintable() for error in errors)
    assert contents(place) == {"000.md": 8}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "give a source, or --links"),
        (["--links", "notes.md"], "give a source, or --links"),
        (["--remove", "--check", "pack"], "--remove and --check do not go together"),
        (["--nothing"], "unrecognized arguments: --nothing"),
        (["notes.md", "--nothing"], "unrecognized arguments: --nothing"),
        ([" "], "a source's name is empty or no text"),
        (["--remove", ""], "a source's name is empty or no text"),
    ],
)
def test_wrong_use_is_told_apart(run: Run, place: Path, arguments: list[str], message: str) -> None:
    done = run("ingest", *arguments, home=place)
    assert (done.code, done.out) == (2, "")
    assert re.fullmatch(r"error: .+: .+\n", done.err)
    assert message in done.err


def test_a_setting_that_is_none_is_wrong_use(run: Run, place: Path) -> None:
    done = run("ingest", "pack", home=place, NEXTSTEP_MAX_SORCE_MB="1")
    assert done.code == 2
    assert done.err == "error: NEXTSTEP_MAX_SORCE_MB is no setting: did you mean NEXTSTEP_MAX_SOURCE_MB?\n"


def test_limits_are_settings(run: Run, place: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("A plumber works. " * 200)
    done = run("ingest", str(tmp_path / "notes.md"), home=place, NEXTSTEP_MAX_SOURCE_MB="0.001")
    assert done.code == 1
    assert "it is larger than" in done.err
    assert contents(place) == {}


def test_sources_are_taken_out_again(run: Run, place: Path, tmp_path: Path) -> None:
    folder = documents(tmp_path / "documents", 2)
    assert run("ingest", str(folder), home=place).code == 0
    done = run("ingest", "--remove", str(folder / "000.md"), "nothing.md", "--json", home=place)
    assert (done.code, done.json["removed"], done.json["read"]) == (1, 1, 0)
    assert done.err == "error: nothing.md: nothing was read from there: check the name\n"
    assert contents(place).keys() == {"001.md"}
    done = run("ingest", str(folder), "--remove", home=place)
    assert (done.code, done.err, contents(place)) == (0, "", {})


def test_nothing_is_taken_out_of_a_home_that_is_not_there(run: Run, tmp_path: Path) -> None:
    done = run("ingest", "--remove", "notes.md", home=tmp_path / "none")
    assert (done.code, done.out) == (1, "")
    assert "there is no knowledge base at" in done.err
    assert not (tmp_path / "none").exists()


def test_a_home_in_use_is_left_alone_and_its_owner_named(run: Run, place: Path) -> None:
    with open_home(read_settings(place), own=True):
        done = run("ingest", "pack", home=place)
    assert (done.code, contents(place)) == (1, {})
    assert f"(process {os.getpid()}, since" in done.err


def start(folder: Path, place: Path, stderr: int = subprocess.PIPE) -> "subprocess.Popen[str]":
    """Start to read a folder, in a process group of its own as a terminal makes one."""
    command = [sys.executable, "-m", "ingest", str(folder), "--home", str(place), "--json"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=stderr, text=True, start_new_session=True)


def wait_for_sources(place: Path, many: int, process: "subprocess.Popen[str]") -> None:
    while len(contents(place)) < many:
        assert process.poll() is None, "it ended too early"
        time.sleep(0.01)


def test_ctrl_c_keeps_what_was_finished_and_the_next_run_goes_on(run: Run, place: Path, tmp_path: Path) -> None:
    folder = documents(tmp_path / "documents", 120)
    process = start(folder, place)
    wait_for_sources(place, 3, process)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (130, "", "\nstopped\n")
    kept = contents(place)
    assert 3 <= len(kept) < 120
    assert set(kept.values()) == {8}
    assert examine(read_settings(place)) == []
    done = run("ingest", str(folder), "--json", home=place)
    assert (done.code, done.json["unchanged"], done.json["added"]) == (0, len(kept), 120 - len(kept))
    assert contents(place) == {f"{number:03}.md": 8 for number in range(120)}
    assert examine(read_settings(place)) == []


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    yield ours, theirs
    os.close(ours)


def test_a_terminal_shows_progress_with_rate_and_remaining_time(
    place: Path, tmp_path: Path, terminal: tuple[int, int]
) -> None:
    ours, theirs = terminal
    process = start(documents(tmp_path / "documents", 6), place, stderr=theirs)
    os.close(theirs)
    shown = b""
    while process.poll() is None or shown == b"":
        try:
            shown += os.read(ours, 65536)
        except OSError:  # Linux' way to say that the other end is closed.
            break
    out, _ = process.communicate()
    assert process.returncode == 0
    assert json.loads(out)["added"] == 6
    text = shown.decode(errors="replace")
    assert re.search(r"\d/6 \[\d\d:\d\d<\d\d:\d\d", text), text
    assert re.search(r"(sources/s|s/ sources)", text), text
    assert re.search(r"\d\d\d\.md\]", text), text


def test_the_help_is_quick_and_needs_no_home(run: Run, tmp_path: Path) -> None:
    done = run("ingest", "--help", home=tmp_path / "none")
    assert done.code == 0
    assert "--remove notes.md" in done.out
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, ingest.__main__; print(*sys.modules)"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    ).stdout.split()
    assert not {"chromadb", "onnxruntime", "markitdown", "torch", "gradio"} & set(loaded)
