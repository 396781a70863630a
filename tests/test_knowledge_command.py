import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.home import Home
from tests.conftest import ROOT, Ran
from tests.homes import new_home
from tests.shelves import WORK, put, source

Run = Callable[..., Ran]
HEAVY = ("torch", "transformers", "sentence_transformers", "gradio", "onnx", "sklearn", "scipy")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Path:
    """A closed home with three passages; not to be changed."""
    path = tmp_path_factory.mktemp("small") / "home"
    with new_home(path, model) as home:
        put(home.catalogue, home.encoder, "trades.md", *WORK)
        assert home.index is not None
        home.index.take_over(home.catalogue)
    return path


@pytest.fixture
def ours(capsys: pytest.CaptureFixture[str], small: Path) -> Callable[..., Ran]:
    """A function that runs `python -m knowledge` over the small home in this process."""

    def runner(*arguments: str, home: Path = small) -> Ran:
        code = main([*arguments, "--home", str(home)])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return runner


def test_stats_count_what_the_home_holds(ours: Run) -> None:
    expected = {"roles": 0, "skills": 0, "courses": 0, "passages": 3, "relations": 0, "sources": 1}
    done = ours("stats", "--json")
    assert (done.code, done.lines) == (0, [expected | {"publishers": {}}])
    shown = [line.split() for line in ours("stats").out.splitlines()]
    assert {name: int(count) for name, count in shown} == expected


def test_a_search_gives_passages_with_what_names_them(ours: Run) -> None:
    done = ours("search", "who bakes bread?", "--json")
    assert (done.code, len(done.lines)) == (0, 1)
    first = done.json["hits"][0]
    assert (first["title"], first["text"]) == ("Kinds of work > Work", WORK[1])
    assert (first["source"], done.json["id"]) == ("Office of Trades, 2026", None)
    assert len(ours("search", "who bakes bread?", "-k", "2", "--json").json["hits"]) == 2
    told = ours("search", "who bakes bread?", "-k", "1").out
    assert WORK[1] in told
    assert first["id"] in told
    assert WORK[0] not in told


def test_a_search_that_finds_nothing_says_so(ours: Run) -> None:
    assert ours("search", "???", "--json").json == {"id": None, "hits": []}
    assert ours("search", "???").out == "Nothing found.\n"
    assert ours("search", "\udcff", "--json").json["hits"] == []


def test_a_batch_of_searches_is_answered_line_by_line(ours: Run, tmp_path: Path) -> None:
    lines = [
        {"id": "a", "query": "who bakes bread?", "k": 1},
        {"id": "b", "query": ""},
        {"id": "c", "query": 'NEAR("x', "k": 2, "unknown": 1},
        {"id": "d", "query": "bread", "k": 0},
        {"id": "\ud83d", "query": "bread \ud83d"},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)))
    done = ours("search", "--batch", str(tmp_path / "in.jsonl"), "-k", "3")
    assert done.code == 1
    assert [line["id"] for line in done.lines] == [line["id"] for line in lines]
    assert [len(line.get("hits", [])) for line in done.lines] == [1, 0, 2, 0, 3]
    assert [line["hits"][0]["text"] for line in (done.lines[0], done.lines[4])] == [WORK[1], WORK[1]]
    assert ["error" in line for line in done.lines] == [False, True, False, True, False]
    assert len(done.err.splitlines()) == 2


def test_a_passage_and_a_source_are_shown_by_their_ids(ours: Run) -> None:
    found = ours("search", "who bakes bread?", "-k", "1", "--json").json["hits"][0]
    passage = ours("show", found["id"], "--json").json
    assert [shown["text"] for shown in passage["passages"]] == [WORK[1]]
    assert passage["source"]["id"] == source("trades.md").id
    whole = ours("show", passage["source"]["id"], "--json").json
    assert [shown["text"] for shown in whole["passages"]] == list(WORK)
    assert whole["source"] == passage["source"]
    text = ours("show", found["id"]).out
    for part in (WORK[1], "Office of Trades, 2026", "CC BY 4.0", "https://example.org/trades.md", "part 2"):
        assert part in text
    assert WORK[0] not in text


@pytest.mark.parametrize("id_", ["passage:none", "source:none", "", "'; --", "\udcff"])
def test_an_id_that_nothing_has_is_told(ours: Run, id_: str) -> None:
    done = ours("show", id_)
    assert (done.code, done.out) == (1, "")
    assert done.err == f"error: nothing has the id {id_!r}: `python -m knowledge search` shows ids\n"


def test_doctor_finds_mends_and_then_finds_nothing(ours: Run, small: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(small, home)
    sound = ours("doctor", "--json", home=home)
    assert (sound.code, sound.json) == (0, {"home": str(home), "sound": True, "faults": []})
    assert ours("doctor", "--repair", home=home).out == f"The home {home} is sound.\n"
    shutil.rmtree(home / "index")
    cure = "run `python -m knowledge doctor --repair`"
    what = f"the search index {home / 'index'} is missing"
    told = ours("doctor", home=home)
    assert (told.code, told.out) == (1, f"fault: {what}: {cure}\nThe home {home} is not sound.\n")
    assert ours("doctor", "--json", home=home).json == {
        "home": str(home),
        "sound": False,
        "faults": [{"what": what, "cure": cure, "repaired": False}],
    }
    mended = ours("doctor", "--repair", "--json", home=home)
    assert (mended.code, mended.json["sound"]) == (0, True)
    assert mended.json["faults"] == [{"what": what, "cure": cure, "repaired": True}]
    assert ours("doctor", home=home).code == 0


def test_doctor_leaves_a_foreign_folder_alone_and_says_why(ours: Run, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").touch()
    told = ours("doctor", home=tmp_path)
    assert (told.code, "is no NextStep home: choose another folder with --home" in told.out) == (1, True)
    refused = ours("doctor", "--repair", "--json", home=tmp_path)
    assert (refused.code, refused.out) == (1, "")
    assert "is no NextStep home: choose another folder with --home" in refused.err


@pytest.mark.parametrize("action", [("stats",), ("search", "bread"), ("show", "source:x"), ("doctor",)])
def test_a_missing_home_is_told_and_not_made(ours: Run, tmp_path: Path, action: tuple[str, ...]) -> None:
    done = ours(*action, home=tmp_path / "none")
    assert done.code == 1
    assert (
        f"there is no knowledge base at {tmp_path / 'none'}: make one with `python -m ingest pack`"
        in done.err + done.out
    )
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["search"],
        ["search", ""],
        ["search", " "],
        ["search", "bread", "--batch", "-"],
        ["search", "bread", "-k", "0"],
        ["search", "bread", "butter"],
        ["show"],
        ["stats", "--nonsense"],
        ["mend"],
        [],
    ],
)
def test_wrong_use_exits_with_2_and_says_where_the_use_is_shown(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    try:
        code = main(arguments)
    except SystemExit as ended:
        code = int(str(ended.code))
    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert said.err.startswith("error: ")
    assert said.err.endswith("--help` shows the use\n")


def test_a_misspelt_setting_exits_with_2(run: Run, small: Path) -> None:
    done = run("knowledge", "stats", home=small, NEXTSTEP_EMBEDINGS="x")
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: NEXTSTEP_EMBEDINGS is no setting: did you mean NEXTSTEP_EMBEDDINGS?\n"


def test_a_home_that_cannot_be_made_is_told_without_a_traceback(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for arguments in (["ingest", "pack"], ["knowledge", "doctor", "--repair"]):
        done = run(*arguments, home=tmp_path / "file" / "home")
        assert done.code == 1
        assert done.err.startswith("error: ")
        assert "Traceback" not in done.err


# What is loaded -----------------------------------------------------------------------------------------------------


def _loaded_by(code: str) -> set[str]:
    """The heavy libraries that some code has imported in a process of its own."""
    report = f"{code}\nimport sys; print([name for name in {(*HEAVY, 'chromadb', 'langchain_core', 'onnxruntime')} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", report], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1].replace("'", '"')))


def test_answering_and_searching_load_neither_torch_nor_gradio_nor_chroma(pack_home: Home) -> None:
    arguments = ["--home", str(pack_home.path), "--json"]
    code = (
        "from bot.__main__ import main as bot; from knowledge.__main__ import main as knowledge\n"
        f"assert knowledge(['search', 'What is DevOps?', *{arguments}]) == 0\n"
        f"assert bot(['What is DevOps?', *{arguments}]) == 0"
    )
    assert _loaded_by(code) == {"langchain_core", "onnxruntime"}


@pytest.mark.parametrize("part", ["bot", "ingest", "knowledge", "ui"])
def test_help_loads_no_heavy_library(part: str) -> None:
    actions = [["search"], ["show"], ["stats"], ["doctor"]] if part == "knowledge" else []
    code = (
        f"from {part}.__main__ import main\n"
        f"for action in [[], *{actions}]:\n"
        "    try: main([*action, '--help'])\n"
        "    except SystemExit as ended: assert ended.code == 0"
    )
    assert _loaded_by(code) == set()
