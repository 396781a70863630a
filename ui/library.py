"""Library: what the knowledge base holds, adding to it and taking out of it, while answers go on."""

import queue
import shutil
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from ingest.pipeline import IngestReport, ingest, remove
from knowledge.errors import NextStepError
from knowledge.home import Home
from knowledge.records import Source
from ui.chat import PRIVATE, panel
from ui.here import Here, Ready, uploaded

ADDED = "added"  # Where files lie while they are read; a source keeps this place as its name.
MOST_FILES = 20
UPDATE_SECONDS = 0.3


class _Stopped(KeyboardInterrupt):
    """The reader asked to stop; what is finished stays."""


class Adding:
    """One reading at a time: the home has one writer."""

    def __init__(self) -> None:
        self.busy = threading.Lock()
        self.stop = threading.Event()


def build(here: Here) -> tuple[Callable[..., Any], list[Any]]:
    """The tab; gives the function that fills it, and what it fills."""
    adding = Adding()
    holds = panel("", elem_id="holds")
    gr.Markdown(
        "### Add to it\n\nPDF, Word, HTML, Markdown or text, a course list (CSV or JSON), or the address of a page."
    )
    with gr.Row(equal_height=True):
        address = gr.Textbox(label="An address", placeholder="https://…", max_length=1000, scale=4, elem_id="address")
        fetch = gr.Button("Add the page", size="sm", scale=1, elem_id="fetch")
    with gr.Row():
        files = gr.UploadButton("Choose files to add", file_count="multiple", size="sm", elem_id="files")
        stop = gr.Button("Stop adding", size="sm", visible=False, elem_id="stop-adding")
    report = panel("", elem_id="added")
    with gr.Row(equal_height=True):
        source = gr.Dropdown([], label="Take something out", elem_id="source", scale=4)
        take = gr.Button("Take it out", size="sm", scale=1, elem_id="take-out")
    shows = [holds, source]

    def refresh() -> list[Any]:
        ready = here.wait(20)
        return _shown(ready) if ready else [gr.skip()] * len(shows)

    def add_files(paths: list[str] | None) -> Iterator[list[Any]]:
        yield from _adding(here.wait(20), adding, uploaded(paths)[:MOST_FILES], [])

    def add_address(named: str) -> Iterator[list[Any]]:
        wanted = named.strip() if isinstance(named, str) else ""
        if not wanted.startswith(("https://", "http://")):
            yield [_said("Give a whole address that begins with https://."), gr.Button(visible=False)]
            return
        yield from _adding(here.wait(20), adding, [], [wanted])

    def take_out(id_: str) -> list[Any]:
        return [*_take_out(here.wait(20), adding, id_)[:1], *refresh()]

    working: dict[str, Any] = PRIVATE | {"concurrency_limit": 2}
    for event in (
        files.upload(add_files, files, [report, stop], **working),
        fetch.click(add_address, address, [report, stop], **working),
    ):
        event.then(refresh, None, shows, **PRIVATE)
    stop.click(adding.stop.set, None, None, queue=False, **PRIVATE)
    take.click(take_out, source, [report, *shows], **PRIVATE)
    return refresh, shows


def _adding(ready: Ready | None, adding: Adding, files: list[Path], addresses: list[str]) -> Iterator[list[Any]]:
    """Read in a thread of its own, and tell how far it is; the uploaded files are gone at the end."""
    trouble = "" if ready else "I am still getting ready. Please try again in a moment."
    if ready and not ready.adviser.home.is_owned:
        trouble = "Another process owns this knowledge base. Add the source there, or stop it first."
    if not trouble and not adding.busy.acquire(blocking=False):
        trouble = "Something is being added already. Wait until it is done."
    if trouble or ready is None:
        _drop(files)
        yield [_said(trouble), gr.Button(visible=False)]
        return
    try:
        adding.stop.clear()
        yield from _told(ready.adviser.home, adding.stop, files, addresses)
    finally:
        _drop(files)
        adding.busy.release()


def _told(home: Home, stop: threading.Event, files: list[Path], addresses: list[str]) -> Iterator[list[Any]]:
    news: queue.Queue[tuple[float, str]] = queue.Queue()
    outcome: list[IngestReport | str] = []
    folder = home.path / ADDED
    try:
        named = [*_moved(files, folder), *addresses]

        def progress(done: float, total: int, name: str) -> None:
            if stop.is_set():
                raise _Stopped
            news.put((done / total if total else 0.0, name))

        def work() -> None:
            try:
                outcome.append(ingest(home, named, progress))
            except _Stopped:
                outcome.append("Stopped. What was finished by then is kept.")
            except NextStepError as error:
                outcome.append(f"{error.what}: {error.cure}")

        worker = threading.Thread(target=work, name="adding")
        worker.start()
        share, name = 0.0, ""
        while worker.is_alive():
            yield [_progress(share, name), gr.Button(visible=True)]
            worker.join(UPDATE_SECONDS)
            while not news.empty():
                share, name = news.get()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    yield [_report(outcome[0]) if outcome else _said("Adding failed."), gr.Button(visible=False)]


def _moved(files: list[Path], folder: Path) -> list[str]:
    """The files in a folder of the home, under their own names: a file of the same name takes the place of the one before."""
    folder.mkdir(exist_ok=True)
    return [str(shutil.move(file, folder / file.name)) for file in files if file.is_file()]


def _drop(files: list[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _take_out(ready: Ready | None, adding: Adding, id_: str) -> list[str]:
    if ready is None or not isinstance(id_, str) or ready.adviser.home.catalogue.source(id_) is None:
        return [_said("Choose something first.")]
    if not ready.adviser.home.is_owned:
        return [_said("Another process owns this knowledge base.")]
    if not adding.busy.acquire(blocking=False):
        return [_said("Something is being added. Wait until it is done.")]
    try:
        report = remove(ready.adviser.home, [id_])
    finally:
        adding.busy.release()
    return [_said(f"{report.removed} source taken out." if report.removed else "It was not there any more.")]


def _shown(ready: Ready) -> list[Any]:
    catalogue = ready.adviser.home.catalogue
    sources = catalogue.sources()
    own = [(source.title, source.id) for source in sources if not source.location.startswith("pack:")]
    return [holds_html(sources, catalogue.record_counts(), catalogue.counts()), gr.Dropdown(choices=own, value=None)]


def holds_html(sources: list[Source], records: dict[str, int], counts: dict[str, int]) -> str:
    """What there is: records by kind, and sources by publisher with licence and dates."""
    told = ", ".join(
        f"{count:,} {name}" for name, count in {**records, "passages": counts.get("passages", 0)}.items() if count
    )
    groups: dict[tuple[str, str], list[Source]] = defaultdict(list)
    for source in sources:
        groups[source.publisher, source.licence].append(source)
    rows = "".join(
        f"<tr><td>{escape(publisher)}</td><td>{_titles(found)}</td><td>{escape(licence)}</td>"
        f"<td>{max(one.retrieved for one in found)[:10]}</td></tr>"
        for (publisher, licence), found in sorted(groups.items())
    )
    return (
        f'<div class="ns-answer"><p>It holds {told}.</p><div class="ns-table"><table><thead><tr><th>Publisher</th>'
        f"<th>Sources</th><th>Licence</th><th>Read on</th></tr></thead><tbody>{rows}</tbody></table></div></div>"
    )


def _titles(found: list[Source]) -> str:
    first = ", ".join(escape(source.title) for source in found[:3])
    return first if len(found) <= 3 else f"{first} and {len(found) - 3:,} more"


def _progress(share: float, name: str) -> str:
    words = f"Reading {escape(name)}" if name else "Beginning"
    return f'<div class="ns-answer" role="status"><progress max="100" value="{100 * share:.0f}" aria-label="read"></progress> {words}</div>'


def _report(found: IngestReport | str) -> str:
    if isinstance(found, str):
        return _said(found)
    counted = ((found.added, "added"), (found.updated, "updated"), (found.unchanged, "unchanged"))
    told = ", ".join(f"{count} {word}" for count, word in counted if count) or "nothing added"
    failed = "".join(f"<li>{escape(Path(one.source).name)}: {escape(one.reason)}</li>" for one in found.failed)
    trouble = f"<p>Not read:</p><ul>{failed}</ul>" if failed else ""
    return f'<div class="ns-answer" role="status"><p>{told[0].upper()}{told[1:]}, {found.passages} passages.</p>{trouble}</div>'


def _said(text: str) -> str:
    return f'<div class="ns-answer" role="status"><p>{escape(text)}</p></div>'
