"""Measure speed and memory against the budgets of the design, on this machine, in one run.

    python -m tests.bench [documents] [published]

`documents`: a home of the 342 handbook pages. `published`: the pack with O*NET and ESCO, plans, the page. Both where none is named.
Machines are noisy: what counts is the ratio in the reading rows, and the medians elsewhere. The command fails where a budget is exceeded.
"""

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import psutil
from tqdm import tqdm

from bot.advisor import Adviser
from bot.goals import goal_of
from bot.known import Knowing
from bot.plan import make
from ingest.pipeline import ingest
from knowledge.embeddings import export_bundled
from knowledge.home import Home
from tests.evals.questions import load
from tests.homes import DATA, handbook_pages, new_home
from tests.pages import Served, Visitor, browser, serve, wait_until_served
from tests.people import TODAY, faults_of, people
from tests.scripted import Script, scripted

PEOPLE, EVERY_SECONDS, ROUNDS = 30, 6.0, 5
PLANNED = 10_000
CHROMA_BATCH = 5000
BARE_BATCH = 1000


class Table:
    """Prints a row as soon as it is measured, and remembers whether all budgets were kept."""

    def __init__(self) -> None:
        self.kept = True
        sys.stdout.write(f"{'what':58} {'measured':>12} {'budget':>10}\n")

    def row(self, what: str, measured: float, budget: float, unit: str) -> None:
        """One figure and its budget."""
        kept = measured <= budget
        self.kept &= kept
        remark = "" if kept else "   over the budget"
        sys.stdout.write(f"{what:58} {measured:9.3g} {unit:2} {budget:7g} {unit:2}{remark}\n")
        sys.stdout.flush()

    def times(self, what: str, seconds: list[float], median: float | None, ninety_fifth: float) -> None:
        """The median and the 95th percentile of some times, in milliseconds."""
        if median is not None:
            self.row(f"{what}, median", 1000 * statistics.median(seconds), median, "ms")
        self.row(f"{what}, 95th percentile", 1000 * percentile(seconds, 95), ninety_fifth, "ms")


def percentile(values: list[float], share: int) -> float:
    """The smallest value that so many per cent of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, -(-share * len(ordered) // 100) - 1)]


def timed(action: Callable[[], object]) -> float:
    """How long an action takes, in seconds."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def reading(table: Table, home: Home, pages: Path, scratch: Path) -> None:
    """Reading the pages in, against a bare embedding of the same passages and adding them to Chroma."""
    import chromadb
    from chromadb.config import Settings

    home.encoder.encode(["warm up"] * 8)
    ours = timed(lambda: ingest(home, [str(pages)]))
    passages = [passage for source in home.catalogue.sources() for passage in home.catalogue.passages_of(source.id)]
    client = chromadb.PersistentClient(path=str(scratch), settings=Settings(anonymized_telemetry=False))
    collection = client.create_collection("bare", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None)

    def bare() -> None:
        vectors = home.encoder.encode([passage.embedded_text for passage in passages])
        for start in range(0, len(passages), CHROMA_BATCH):
            part = passages[start : start + CHROMA_BATCH]
            collection.add(
                ids=[passage.id for passage in part],
                embeddings=vectors[start : start + CHROMA_BATCH],
                documents=[passage.text for passage in part],
            )

    theirs = timed(bare)
    sys.stdout.write(
        f"read 342 pages, {len(passages):,} passages: {ours:.1f} s; bare embedding and adding: {theirs:.1f} s\n"
    )
    table.row("reading, against bare embedding and adding", ours / theirs, 1.3, "x")


def publications(table: Table, home: Home, scratch: Path) -> None:
    """Reading O*NET and ESCO in, against a bare embedding of their names and adding them to Chroma; and reading them again."""
    import chromadb
    from chromadb.config import Settings

    zips = [str(DATA / "onet" / "db_29_3_text.zip"), str(DATA / "esco" / "esco_v1.1.1_classification_en_csv.zip")]
    ours = timed(lambda: ingest(home, zips))
    table.row("reading O*NET and ESCO again", timed(lambda: ingest(home, zips)), 10, "s")
    table.row("memory of the process that read them", psutil.Process().memory_info().rss / 1e9, 2.0, "GB")
    client = chromadb.PersistentClient(path=str(scratch), settings=Settings(anonymized_telemetry=False))

    def bare() -> None:
        for kind in ("role", "skill"):
            collection = client.create_collection(
                f"bare-{kind}", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
            )
            keys = home.catalogue.ids(kind)
            texts = home.catalogue.texts(kind, keys)
            for start in range(0, len(keys), BARE_BATCH):
                part = keys[start : start + BARE_BATCH]
                vectors = home.encoder.encode([texts[key] for key in part])
                collection.add(ids=part, embeddings=vectors, documents=[texts[key] for key in part])

    theirs = timed(bare)
    sys.stdout.write(f"O*NET and ESCO: {ours:.1f} s; bare embedding and adding of their names: {theirs:.1f} s\n")
    table.row("reading O*NET and ESCO, against bare embedding", ours / theirs, 1.3, "x")


def answering(table: Table, home: Home, questions: list[str]) -> None:
    """Embedding a question, and answering it."""
    searcher, adviser = home.searcher, Adviser(home)
    for question in questions[:5]:
        adviser.answer(question)
    table.times("embedding a question", [timed(lambda q=q: searcher.encoder.encode([q])) for q in questions], 4, 8)  # type: ignore[misc]
    table.times("an answer", [timed(lambda q=q: adviser.answer(q)) for q in questions], 60, 150)  # type: ignore[misc]


def planning(table: Table, home: Home) -> list[str]:
    """Answers of the kinds that read records, new plans, and the plans of 10,000 random people, each of which is checked.

    Gives the questions that were asked.
    """
    known = Knowing(home.catalogue).now()
    goals = [goal for id_ in known.needs if (goal := goal_of(home.catalogue, id_))]
    adviser = Adviser(home)
    chance = random.Random(5)  # noqa: S311 - a sample, no secret
    names = [goal.name for goal in chance.sample(goals, 40)]
    asked = [text.format(name) for name in names for text in ("What does a {} do?", "How much does a {} earn?")]
    asked += ["free course for Excel", "Python or R?", "what is Kubernetes?", "I like animals, which jobs fit?"] * 5
    new = [f"I have 6 hours a week. How do I become a {name}?" for name in names]
    for question in (*asked[:10], *new[:3]):
        adviser.answer(question)
    table.times("an answer from records", [timed(lambda q=q: adviser.answer(q)) for q in asked], 60, 150)  # type: ignore[misc]
    table.times("a new plan", [timed(lambda q=q: adviser.answer(q)) for q in new], 200, 700)  # type: ignore[misc]
    faulty = inexact = 0
    for person in tqdm(
        people(goals, known.shelf, PLANNED, seed=1), total=PLANNED, desc="plans", leave=False, disable=None
    ):
        route = make(person.goal, person.standing, known.shelf, TODAY)
        faulty += bool(list(faults_of(route, person, known.shelf)))
        inexact += not route.chosen.is_exact
    table.row(f"faulty plans, of {PLANNED:,}", faulty, 0, "")
    sys.stdout.write(f"plans that were not solved exactly: {inexact} of {PLANNED:,}\n")
    return [*asked, *new]


def cold(table: Table, path: Path) -> None:
    """`python -m ui` from nothing: the first page and the first answer."""
    with serve(path, ready=False) as served:
        wait_until_served(served)
        table.row("python -m ui, first page", time.monotonic() - served.started, 6, "s")
        asyncio.run(_first_answer(served))
        table.row("python -m ui, first answer", time.monotonic() - served.started, 8, "s")


async def _first_answer(served: Served, seconds: float = 60) -> None:
    async with httpx.AsyncClient(base_url=served.address, timeout=seconds) as client:
        visitor = Visitor(client, (await client.get("/config")).json())
        assert "ns-answer" in await visitor.ask("What does a welder do?")


def first_words(served: Served, questions: list[str], *, stopping: bool = False) -> list[float]:
    """From the Enter key to the first words of an answer, in Chromium; `stopping` what a language model adds to them."""
    seconds = []
    with browser() as chromium:
        page = chromium.new_page()
        page.goto(served.address)
        box = page.locator("#question textarea")
        box.wait_for()
        for number, question in enumerate(questions):
            box.fill(question)
            started = time.perf_counter()
            box.press("Enter")
            page.locator("#chat .ns-answer").nth(number).wait_for()
            seconds.append(time.perf_counter() - started)
            if stopping:
                page.wait_for_timeout(500)  # Fixed answers, which ask no model, are over by then.
                if page.locator("#stop").is_visible():
                    page.locator("#stop").click()
                    page.locator("#ask").wait_for()
                    page.wait_for_timeout(1500)  # Pressed at once, Enter waits until stopping is over (ui/page.js).
            page.locator("#ask").wait_for()
    return seconds[2:]


def beside_a_slow_model(table: Table, path: Path, questions: list[str]) -> None:
    """The facts on the page while a language model says nothing for 20 seconds."""
    with scripted(Script(["Nothing."], delay=20)) as server, serve(path, NEXTSTEP_MODEL_URL=server.address) as served:
        asyncio.run(_first_answer(served, seconds=90))
        seconds = first_words(served, questions, stopping=True)
    table.times("the facts, beside a model that takes 20 s", seconds, 500, 500)


async def crowd(served: Served, questions: list[str]) -> tuple[list[float], int]:
    """30 people who ask a question each 6 seconds: how long each answer took, and how many failed."""
    chance = random.Random(0)  # noqa: S311 - no secret
    seconds: list[float] = []
    failed = 0
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=served.address, timeout=60, limits=limits) as client:
        config = (await client.get("/config")).json()

        async def person(delay: float) -> None:
            nonlocal failed
            await asyncio.sleep(delay)
            visitor = Visitor(client, config)
            for _ in range(ROUNDS):
                started = time.perf_counter()
                try:
                    whole = "ns-answer" in await visitor.ask(chance.choice(questions))
                except (httpx.HTTPError, RuntimeError):
                    whole = False
                failed += not whole
                took = time.perf_counter() - started
                seconds.append(took)
                await asyncio.sleep(max(0.0, EVERY_SECONDS - took))

        await asyncio.gather(*(person(EVERY_SECONDS * number / PEOPLE) for number in range(PEOPLE)))
    return seconds, failed


def memory(served: Served) -> float:
    """What the page's process holds, in GB."""
    return float(psutil.Process(served.process.pid).memory_info().rss) / 1e9


def documents(table: Table, folder: Path) -> None:
    """A home that holds the handbook pages."""
    with new_home(folder / "home", folder / "model") as home:
        reading(table, home, handbook_pages(folder), folder / "bare-documents")
        answering(table, home, [question.text for question in load("handbook")])


def published(table: Table, folder: Path) -> None:
    """The pack with O*NET and ESCO, and the page over them."""
    with new_home(folder / "published", folder / "model") as home:
        ingest(home, ["pack"])
        publications(table, home, folder / "bare-published")
        questions = planning(table, home) + [question.text for question in load("handbook")]
    random.Random(8).shuffle(questions)  # noqa: S311 - no secret
    cold(table, folder / "published")
    with serve(folder / "published") as served:
        asyncio.run(_first_answer(served))
        table.times("first words on the page", first_words(served, questions[:40]), 300, 800)
        seconds, failed = asyncio.run(crowd(served, questions))
        table.times(f"{PEOPLE} people, a question each {EVERY_SECONDS:g} s", seconds, None, 1500)
        table.row(f"answers that failed, of {len(seconds)}", failed, 0, "")
        table.row("memory of the page's process", memory(served), 1.0, "GB")
    beside_a_slow_model(table, folder / "published", questions[40:60])


PARTS = {"documents": documents, "published": published}


def main() -> int:
    """Measure what was named, and print it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure speed and memory.")
    parser.add_argument(
        "parts", nargs="*", choices=[[], *PARTS], help="what to measure; everything where none is named"
    )
    chosen = parser.parse_args().parts or list(PARTS)
    table = Table()
    with tempfile.TemporaryDirectory() as name:
        export_bundled(Path(name) / "model")
        for part in chosen:
            PARTS[part](table, Path(name))
    return 0 if table.kept else 1


if __name__ == "__main__":
    sys.exit(main())
