"""Kill the ingest at random moments, and look at what is left.

    python -m tests.torture --kills 200 [--seed 0]

Each round changes a folder of documents at random (some edited, some gone, some new), starts `python -m ingest FOLDER`, and
kills it and its helper with SIGKILL at a random moment. Then every source in the catalogue must be whole, as it was before or
as it is now, and none there twice; the next run must complete; and the catalogue must then hold exactly what the folder does,
and agree with the search index.
"""

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from ingest.chunk import passages_of
from ingest.pipeline import ingest
from ingest.readers.documents import read_document
from knowledge.embeddings import Encoder, export_bundled
from knowledge.home import examine, open_home
from knowledge.records import Source
from knowledge.settings import read_settings
from tests.homes import new_home

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT / "knowledge" / "content" / "articles"

Contents = dict[str, tuple[str, ...]]  # of a home: the ids of each source's passages, by its location, in order


@dataclass
class Outcome:
    """What the rounds showed."""

    kills: int = 0
    killed_while_running: int = 0
    completed_before_the_kill: int = 0
    left_half_done: int = 0  # after the kill the catalogue held some of the changes and not all


def torture(kills: int, seed: int, work: Path, model: Path) -> Outcome:
    """Kill that many runs. Raises AssertionError, with the round, where anything is lost, half there or doubled."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    folder, settings = work / "documents", read_settings(work / "home")
    pool = _documents()
    folder.mkdir(parents=True)
    with new_home(work / "home", model) as home:
        encoder = home.encoder
        _change(folder, pool, chance, share=1.0)
        ingest(home, [str(folder)])
    seconds = _one_run(folder, work / "home")
    _change(folder, pool, chance, share=0.6)
    whole = _one_run(folder, work / "home")
    before = _expected(folder, encoder)
    outcome = Outcome()
    for number in tqdm(range(kills), unit=" kills", disable=None):
        _change(folder, pool, chance, share=0.6)
        after = _expected(folder, encoder)
        completed = _killed_run(folder, work / "home", chance.uniform(0.5 * seconds, 1.1 * whole))
        outcome.kills += 1
        outcome.completed_before_the_kill += completed
        outcome.killed_while_running += not completed
        found = _contents(work / "home")
        outcome.left_half_done += found not in (before, after)
        for location, ids in found.items():
            assert ids in (before.get(location), after.get(location)), f"round {number}: {location} is not whole"
        assert set(found) >= set(before) & set(after), f"round {number}: a source was lost"
        with open_home(settings, own=True) as home:
            report = ingest(home, [str(folder)])
            assert not report.failed, f"round {number}: {report.failed}"
            assert home.index is not None
            passages = [id_ for ids in after.values() for id_ in ids]
            assert home.index.ids() == set(passages), f"round {number}: search and catalogue differ"
            assert home.index.count() == len(passages), f"round {number}: a passage stands twice"
        assert _contents(work / "home") == after, f"round {number}: the catalogue is not what the folder holds"
        assert examine(settings) == [], f"round {number}: {examine(settings)}"
        before = after
    return outcome


def _documents() -> dict[str, list[str]]:
    """The articles that ship, each section a document of its own: a name and its paragraphs."""
    made = {}
    for article in sorted(ARTICLES.glob("*.md")):
        _, _, text = article.read_text(encoding="utf-8").partition("\n# ")
        for number, section in enumerate(re.split(r"\n## ", text)[1:]):
            made[f"{article.stem}-{number}.md"] = ("# " + section.strip()).split("\n\n")
    return made


def _change(folder: Path, pool: dict[str, list[str]], chance: random.Random, share: float) -> None:
    """Write some documents anew with some of their paragraphs, and take some away."""
    for name, paragraphs in pool.items():
        file = folder / name
        if chance.random() > share:
            continue
        if file.exists() and chance.random() < 0.2:
            file.unlink()
            continue
        kept = [paragraph for paragraph in paragraphs[1:] if chance.random() < 0.8]
        if all(paragraph.startswith("#") for paragraph in kept):  # Headings alone are no document.
            kept = paragraphs[1:]
        file.write_text("\n\n".join([paragraphs[0], *kept]), encoding="utf-8")


def _expected(folder: Path, encoder: Encoder) -> Contents:
    made = {}
    for file in sorted(folder.glob("*.md")):
        document = read_document(file.read_bytes(), str(file))
        location = str(file.resolve())
        made[location] = tuple(p.id for p in passages_of(document, Source.id_for(location), encoder.count_tokens))
    return made


def _contents(path: Path) -> Contents:
    with open_home(read_settings(path)) as home:
        sources = home.catalogue.sources()
        return {source.location: tuple(p.id for p in home.catalogue.passages_of(source.id)) for source in sources}


def _start(folder: Path, path: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "ingest", str(folder), "--home", str(path)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _one_run(folder: Path, path: Path) -> float:
    """How long a run takes, in seconds."""
    started = time.monotonic()
    assert _start(folder, path).wait() == 0
    return time.monotonic() - started


def _killed_run(folder: Path, path: Path, seconds: float) -> bool:
    """Start a run and kill it, with its helper, after some seconds; gives whether it had completed by then."""
    process = _start(folder, path)
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False


def main() -> int:
    """Run the rounds and print what they showed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200, help="how many runs to kill (default: 200)")
    parser.add_argument("--seed", type=int, default=0, help="of the random changes and moments (default: 0)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model"
        export_bundled(model)
        outcome = torture(options.kills, options.seed, Path(folder) / "work", model)
        shutil.rmtree(Path(folder) / "work")
    sys.stdout.write(
        f"{outcome.kills} runs: {outcome.killed_while_running} killed while running, {outcome.left_half_done} of them with some"
        f" changes made and some not, {outcome.completed_before_the_kill} complete before the kill. Nothing lost, nothing twice.\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
