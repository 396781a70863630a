import os
import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import IngestReport, ingest, remove
from knowledge.embeddings import Encoder, Vectors
from knowledge.errors import WrongUse
from knowledge.home import Home, examine, open_home
from knowledge.records import Passage, Source
from tests import papers

TRADES = ("plumber", "roofer", "welder", "baker", "nurse")


class Counting(Encoder):
    """The real encoder, which remembers the texts it was given and may be interrupted at one of them."""

    def __init__(self, real: Encoder) -> None:
        self._real = real
        self.card = real.card
        self.seen: list[str] = []
        self.interrupt_at: int | None = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        if self.interrupt_at is not None and len(self.seen) + len(texts) > self.interrupt_at:
            raise KeyboardInterrupt
        self.seen += texts
        return self._real.encode(texts)

    def count_tokens(self, text: str) -> int:
        return self._real.count_tokens(text)


@pytest.fixture
def encoder(home: Home) -> Counting:
    """The home's own encoder, counting."""
    counting = Counting(home.encoder)
    home._encoder = counting
    return counting


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article on each trade, of three sections."""
    made = tmp_path / "documents"
    made.mkdir()
    for trade in TRADES:
        (made / f"{trade}.md").write_text(article(trade), encoding="utf-8")
    return made


def article(trade: str, pay: int = 50) -> str:
    return (
        f"# The {trade}\n\nA {trade} works with both hands.\n\n## Training\n\nThe {trade} learns for four years.\n\n"
        f"## Pay\n\nThe {trade} earns {pay} dollars an hour.\n"
    )


def counts(report: IngestReport) -> dict[str, int]:
    """What a report counts, without what is none."""
    numbers = report.model_dump(exclude={"seconds", "failed"}) | {"failed": len(report.failed)}
    return {name: number for name, number in numbers.items() if number}


def reasons(report: IngestReport) -> dict[str, str]:
    return {Path(failed.source).name: failed.reason for failed in report.failed}


def source_at(home: Home, place: Path | str) -> Source | None:
    return home.catalogue.source(Source.id_for(str(place)))


def passages_at(home: Home, place: Path | str) -> list[Passage]:
    return home.catalogue.passages_of(Source.id_for(str(place)))


def names(home: Home) -> list[str]:
    return sorted(Path(source.location).name for source in home.catalogue.sources())


def assert_in_line(home: Home) -> None:
    """The catalogue, its vectors, its words and the search index hold the same passages."""
    assert home.index is not None
    ids, _ = home.catalogue.all_vectors()
    assert home.catalogue.pending(1) == []
    assert home.index.ids() == set(ids)
    assert home.catalogue.counts()["passages"] == len(ids) == home.index.count()
    assert home.catalogue.words_are_sound()
    assert home.catalogue.faults() == []


# Reading again ------------------------------------------------------------------------------------------------------


def test_reading_the_same_twice_adds_nothing_and_embeds_nothing(home: Home, encoder: Counting, folder: Path) -> None:
    assert counts(ingest(home, [str(folder)])) == {"read": 5, "added": 5, "passages": 15}
    before = {source.id: home.catalogue.passages_of(source.id) for source in home.catalogue.sources()}
    assert len(encoder.seen) == 15
    assert counts(ingest(home, [str(folder)])) == {"read": 5, "unchanged": 5}
    assert {source.id: home.catalogue.passages_of(source.id) for source in home.catalogue.sources()} == before
    assert len(encoder.seen) == 15
    assert_in_line(home)


def test_a_changed_source_replaces_its_changed_passages_and_embeds_only_those(
    home: Home, encoder: Counting, folder: Path
) -> None:
    ingest(home, [str(folder)])
    file = folder / "roofer.md"
    before = passages_at(home, file)
    encoder.seen.clear()
    file.write_text(article("roofer", pay=60).replace("## Training", "## Tools\n\nA ladder.\n\n## Training"))
    assert counts(ingest(home, [str(folder)])) | {"passages": 0} == {
        "read": 5,
        "updated": 1,
        "unchanged": 4,
        "passages": 0,
    }
    after = passages_at(home, file)
    assert [passage.headings[-1] for passage in after] == ["The roofer", "Tools", "Training", "Pay"]
    assert "60 dollars" in after[-1].text
    assert {passage.id for passage in before} & {passage.id for passage in after} == {before[0].id, before[1].id}
    assert sorted(encoder.seen) == sorted([after[1].embedded_text, after[3].embedded_text])
    assert not home.catalogue.passages([before[2].id])
    assert_in_line(home)


def test_text_that_stands_in_two_sources_is_embedded_once(home: Home, encoder: Counting, folder: Path) -> None:
    (folder / "copy.md").write_text(article("nurse"))
    assert counts(ingest(home, [str(folder)]))["passages"] == 18
    assert len(encoder.seen) == 15
    assert_in_line(home)


def test_a_file_that_disappeared_from_its_folder_is_removed(home: Home, folder: Path, tmp_path: Path) -> None:
    neighbour = tmp_path / "documents of mine"  # Its path begins like the folder's.
    neighbour.mkdir()
    (neighbour / "own.md").write_text(article("writer"))
    (folder / "deep").mkdir()
    (folder / "nurse.md").rename(folder / "deep" / "nurse.md")
    ingest(home, [str(folder), str(neighbour)])
    (folder / "deep" / "nurse.md").unlink()
    (folder / "baker.md").unlink()
    (neighbour / "own.md").unlink()
    assert counts(ingest(home, [str(folder)])) == {"read": 3, "unchanged": 3, "removed": 2}
    assert names(home) == ["own.md", "plumber.md", "roofer.md", "welder.md"]
    assert_in_line(home)


def test_a_file_that_is_not_there_any_more_is_only_removed_on_request(home: Home, folder: Path) -> None:
    file = folder / "nurse.md"
    ingest(home, [str(file)])
    file.unlink()
    report = ingest(home, [str(file)])
    assert counts(report) == {"read": 1, "failed": 1}
    assert "there is no such file" in reasons(report)["nurse.md"]
    assert "--remove" in reasons(report)["nurse.md"]
    assert names(home) == ["nurse.md"]
    assert counts(remove(home, [str(file)])) == {"removed": 1}
    assert names(home) == []
    assert_in_line(home)


def test_a_source_that_cannot_be_read_any_more_keeps_its_passages(home: Home, folder: Path) -> None:
    ingest(home, [str(folder)])
    before = passages_at(home, folder / "nurse.md")
    (folder / "nurse.md").write_bytes(papers.locked_pdf("secret"))
    report = ingest(home, [str(folder)])
    assert counts(report) == {"read": 5, "unchanged": 4, "failed": 1}
    assert "locked with a password" in reasons(report)["nurse.md"]
    assert passages_at(home, folder / "nurse.md") == before
    (folder / "nurse.md").write_text(article("nurse", pay=70))
    assert counts(ingest(home, [str(folder)]))["updated"] == 1
    assert_in_line(home)


def test_a_source_that_fails_does_not_keep_the_others_out(home: Home, folder: Path) -> None:
    with (folder / "sparse.txt").open("wb") as file:
        file.truncate(100 * 2**20)
    (folder / "empty.md").touch()
    (folder / "scan.pdf").write_bytes(papers.scan())
    (folder / "bomb.docx").write_bytes(papers.zipped({"bomb": bytes(50 * 2**20)}))
    (folder / "locked.docx").write_bytes(papers.locked_word())
    (folder / "cut.pdf").write_bytes(papers.pdf("A plumber works.")[:300])
    (folder / "read.pdf").write_bytes(papers.pdf("A plumber works."))
    report = ingest(home, [str(folder), str(folder / "missing.md"), "file:///etc/hostname"])
    assert counts(report) == {"read": 14, "added": 6, "passages": 16, "failed": 8}
    found = reasons(report)
    assert found["sparse.txt"].startswith("it is larger than 50 MB: set NEXTSTEP_MAX_SOURCE_MB higher")
    assert "it is empty" in found["empty.md"]
    assert "a scan" in found["scan.pdf"]
    assert "an archive" in found["bomb.docx"]
    assert "locked" in found["locked.docx"]
    assert "damaged" in found["cut.pdf"]
    assert "no such file" in found["missing.md"]
    assert "only http and https" in found["hostname"]
    assert all(": " in reason for reason in found.values()), "a reason without its cure"
    assert source_at(home, folder / "plumber.md") is not None
    assert_in_line(home)


def test_the_size_limit_is_a_setting(home: Home, folder: Path) -> None:
    home.settings = home.settings.model_copy(update={"max_source_mb": 0.0001})
    report = ingest(home, [str(folder / "nurse.md")])
    assert "it is larger than" in reasons(report)["nurse.md"]


def test_the_time_limit_of_reading_is_a_setting(home: Home, folder: Path) -> None:
    home.settings = home.settings.model_copy(update={"read_seconds": 0.01})
    report = ingest(home, [str(folder / "nurse.md")])
    assert "longer than 0.01 seconds" in reasons(report)["nurse.md"]


# Interrupted --------------------------------------------------------------------------------------------------------


def test_an_interrupted_run_keeps_what_was_finished_and_the_next_goes_on(
    home: Home, encoder: Counting, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(done: float, total: int, name: str) -> None:
        if name.endswith("plumber.md"):
            raise KeyboardInterrupt

    monkeypatch.setattr("ingest.pipeline.EMBED_BATCH", 1)

    with pytest.raises(KeyboardInterrupt):
        ingest(home, [str(folder)], interrupt)
    assert names(home) == ["baker.md", "nurse.md"]
    assert_in_line(home)
    assert counts(ingest(home, [str(folder)])) == {"read": 5, "added": 3, "unchanged": 2, "passages": 9}
    assert len(encoder.seen) == len(set(encoder.seen)) == 15
    assert_in_line(home)


def test_a_run_that_is_interrupted_within_a_document_goes_on_within_it(
    home: Home, encoder: Counting, tmp_path: Path
) -> None:
    file = tmp_path / "long.md"
    file.write_text(
        "# Trades\n\n" + "".join(f"## Trade {number}\n\nIt is the {number}th.\n\n" for number in range(600))
    )
    encoder.interrupt_at = 400
    with pytest.raises(KeyboardInterrupt):
        ingest(home, [str(file)])
    assert names(home) == []
    done = len(encoder.seen)
    assert done >= 256
    assert_in_line(home)
    encoder.interrupt_at = None
    assert counts(ingest(home, [str(file)])) == {"read": 1, "added": 1, "passages": 600}
    assert len(encoder.seen) == len(set(encoder.seen)) == 600
    assert_in_line(home)


def test_what_a_run_read_is_sound_when_the_home_is_opened_again(home: Home, folder: Path) -> None:
    ingest(home, [str(folder)])
    settings = home.settings
    home.close()
    assert examine(settings) == []
    with open_home(settings, own=True) as again:
        assert counts(ingest(again, [str(folder)])) == {"read": 5, "unchanged": 5}


# What is named ------------------------------------------------------------------------------------------------------


def test_what_is_named_twice_is_read_once(home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder.parent / "link").symlink_to(folder)
    monkeypatch.chdir(folder)
    named = [str(folder / "nurse.md"), str(folder), "nurse.md", "../documents/./roofer.md", str(folder.parent / "link")]
    assert counts(ingest(home, named)) == {"read": 5, "added": 5, "passages": 15}
    assert counts(remove(home, [str(folder), "nurse.md", str(folder / "roofer.md")])) == {"removed": 5}
    assert_in_line(home)


def test_links_out_of_a_folder_are_not_followed(home: Home, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(article("spy"))
    (folder / "out.md").symlink_to(outside / "secret.md")
    (folder / "out").symlink_to(outside)
    (folder / "up").symlink_to(folder)
    (folder / "inside.md").symlink_to(folder / "nurse.md")
    assert counts(ingest(home, [str(folder)])) == {"read": 5, "added": 5, "passages": 15}
    assert names(home) == sorted(f"{trade}.md" for trade in TRADES)


def test_links_that_lead_nowhere_are_named(home: Home, folder: Path) -> None:
    (folder / "circle.md").symlink_to(folder / "circle.md")
    (folder / "gone.md").symlink_to(folder / "nothing.md")
    report = ingest(home, [str(folder)])
    assert counts(report) == {"read": 7, "added": 5, "passages": 15, "failed": 2}
    assert set(reasons(report)) == {"circle.md", "gone.md"}
    assert counts(ingest(home, [str(folder / "circle.md")])) == {"read": 1, "failed": 1}


def test_the_data_folder_is_not_read_with_the_folder_that_it_stands_in(
    home: Home, folder: Path, tmp_path: Path
) -> None:
    assert home.path.parent == folder.parent == tmp_path
    assert counts(ingest(home, [str(tmp_path)])) == {"read": 5, "added": 5, "passages": 15}
    assert counts(ingest(home, [str(home.path)])) == {"read": 1, "failed": 1}


def test_hidden_files_and_what_is_no_file_are_left_out(home: Home, folder: Path) -> None:
    (folder / ".hidden.md").write_text(article("spy"))
    for place in (".git", "__pycache__", "node_modules"):
        (folder / place).mkdir()
        (folder / place / "notes.md").write_text(article("spy"))
    os.mkfifo(folder / "pipe.md")
    report = ingest(home, [str(folder)])
    assert counts(report) == {"read": 6, "added": 5, "passages": 15, "failed": 1}
    assert "no ordinary file" in reasons(report)["pipe.md"]


def test_files_with_odd_names_are_read_found_again_and_removed(home: Home, folder: Path) -> None:
    names = ["-dash", "# a [b](c)", "né 水 🙂", "line\nend", "'quote\"", "%41?x=1#a", "~home", " ", "\x1b[2J", "pack"]
    files = [folder / f"{name}.md" for name in names]
    for file in files:
        file.write_text("They work with both hands.")
    named = [str(file) for file in files]
    assert counts(ingest(home, named)) == {"read": 10, "added": 10, "passages": 10}
    assert counts(ingest(home, [*named, str(folder)])) == {"read": 15, "added": 5, "unchanged": 10, "passages": 15}
    assert all(source.title.isprintable() for source in home.catalogue.sources())
    assert counts(remove(home, named)) == {"removed": 10}


def test_a_file_whose_name_is_no_text_is_a_failure_and_the_rest_is_read(home: Home, folder: Path) -> None:
    odd = os.fsencode(folder) + b"/caf\xe9.md"
    try:
        Path(os.fsdecode(odd)).write_text("Coffee.")
    except OSError:  # Such a name cannot be made on every system.
        return
    report = ingest(home, [str(folder)])
    assert counts(report) == {"read": 6, "added": 5, "passages": 15, "failed": 1}
    assert reasons(report) == {"caf?.md": "its name has bytes in it that are no text: rename it"}


def test_a_name_that_no_file_has_is_a_failure_like_any_other(home: Home) -> None:
    named = ["a" * 300, "/" + "a/" * 3000 + "x", "~nobody-of-this-name/x.md", "nothing.md"]
    report = ingest(home, named)
    assert counts(report) == {"read": 4, "failed": 4}
    assert [failed.source for failed in report.failed] == named
    assert all("check the name" in failed.reason for failed in report.failed)
    assert counts(remove(home, named)) == {"failed": 4}


@pytest.mark.parametrize("work", [ingest, remove])
def test_an_empty_name_is_wrong_use_and_nothing_is_done(
    home: Home, folder: Path, work: Callable[..., IngestReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(home, [str(folder / "nurse.md")])
    monkeypatch.chdir(folder)
    for name in ("", "  ", "a\x00b"):
        with pytest.raises(WrongUse, match="a source's name is empty or no text"):
            work(home, [str(folder), name])
        assert names(home) == ["nurse.md"]


def test_a_folder_without_files_is_a_failure(home: Home, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    report = ingest(home, [str(tmp_path / "nothing")])
    assert reasons(report) == {"nothing": "there are no files in this folder: give a folder with documents"}


def test_sources_are_removed_by_file_folder_and_id(home: Home, folder: Path) -> None:
    ingest(home, [str(folder)])
    nurse = source_at(home, folder / "nurse.md")
    assert nurse is not None
    report = remove(home, [nurse.id, str(folder / "baker.md"), str(folder / "nothing.md")])
    assert counts(report) == {"removed": 2, "failed": 1}
    assert "nothing was read from there" in reasons(report)["nothing.md"]
    assert names(home) == ["plumber.md", "roofer.md", "welder.md"]
    assert counts(remove(home, [str(folder)])) == {"removed": 3}
    assert home.catalogue.known_vectors(passage.vector_key for passage in passages_at(home, folder)) == set()
    assert home.catalogue.vector_sizes() == set()
    assert_in_line(home)


def test_a_source_says_whose_it_is(home: Home, folder: Path) -> None:
    head = "---\ntitle: Pay\npublisher: A union\nlicence: CC BY 4.0\naddress: https://example.org/pay\nwritten: 2024-05-01\n---\n"
    (folder / "nurse.md").write_text(head + article("nurse"))
    ingest(home, [str(folder)])
    own, stated = source_at(home, folder / "baker.md"), source_at(home, folder / "nurse.md")
    assert own is not None
    assert stated is not None
    assert (own.title, own.publisher, own.licence, own.address) == (
        "The baker",
        "Your own documents",
        "not stated",
        None,
    )
    assert (stated.title, stated.publisher, stated.licence) == ("Pay", "A union", "CC BY 4.0")
    assert (stated.address, stated.retrieved) == ("https://example.org/pay", "2024-05-01")


def test_the_pack_is_read_and_removed_by_its_word(home: Home, folder: Path) -> None:
    report = ingest(home, ["pack", str(folder / "nurse.md"), "pack"])
    assert report.failed == []
    assert report.added == report.read >= 9
    assert counts(ingest(home, ["pack"])) == {"read": report.read - 1, "unchanged": report.read - 1}
    assert counts(remove(home, ["pack"])) == {"removed": report.read - 1}
    assert names(home) == ["nurse.md"]
    assert_in_line(home)


def test_progress_runs_from_nothing_to_all(home: Home, folder: Path) -> None:
    told: list[tuple[float, int, str]] = []
    ingest(home, [str(folder)], lambda *progress: told.append(progress))
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[0][:2] == (0, 5)
    assert told[-1] == (5, 5, "")
    assert {total for _, total, _ in told} == {5}
    files = dict.fromkeys(Path(name).name for _, _, name in told if name.endswith(".md"))
    assert list(files) == sorted(f"{trade}.md" for trade in TRADES)


# Addresses ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def site(home: Home) -> Iterator[dict[str, Any]]:
    """A site on this machine: pages by their paths, and its own address under the name ""."""
    pages: dict[str, Any] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = pages.get(self.path)
            self.send_response(200 if page is not None else 404)
            self.end_headers()
            self.wfile.write(page or b"Not here.")

        def log_message(self, format: str, *args: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True).start()
    pages[""] = f"http://127.0.0.1:{listening.server_address[1]}"
    home.settings = home.settings.model_copy(update={"allow_private_addresses": True})
    yield pages
    listening.shutdown()
    listening.server_close()


def test_a_page_is_read_compared_and_removed_by_its_address(home: Home, site: dict[str, Any]) -> None:
    address = site[""] + "/the-plumber?x=1"
    page = "<html><head><title>The plumber</title></head><body><h1>The plumber</h1><h2>Pay</h2><p>{} dollars.</p></body></html>"
    site["/the-plumber?x=1"] = page.format(50).encode()
    assert counts(ingest(home, [address, address])) == {"read": 1, "added": 1, "passages": 1}
    source = source_at(home, address)
    assert source is not None
    assert (source.title, source.publisher, source.address) == ("The plumber", "127.0.0.1", address)
    assert counts(ingest(home, [address])) == {"read": 1, "unchanged": 1}
    site["/the-plumber?x=1"] = page.format(60).encode()
    assert counts(ingest(home, [address])) == {"read": 1, "updated": 1, "passages": 1}
    assert [(p.headings, p.text) for p in passages_at(home, address)] == [(("The plumber", "Pay"), "60 dollars.")]
    site.pop("/the-plumber?x=1")
    assert counts(ingest(home, [address])) == {"read": 1, "failed": 1}
    assert len(passages_at(home, address)) == 1
    assert counts(remove(home, [address])) == {"removed": 1}
    assert_in_line(home)


@pytest.mark.parametrize(
    "data",
    [
        papers.pdf("A plumber works with both hands."),
        b"---\npublisher: A bureau\naddress: https://bureau.example/\n---\n# Trades\n\nA plumber works.\n",
    ],
    ids=["PDF", "Markdown"],
)
def test_a_page_of_the_web_is_its_hosts_whatever_it_says_of_itself(
    home: Home, site: dict[str, Any], data: bytes
) -> None:
    site["/paper"] = data
    assert counts(ingest(home, [site[""] + "/paper"]))["added"] == 1
    (source,) = home.catalogue.sources()
    assert (source.publisher, source.address) == ("127.0.0.1", site[""] + "/paper")


def test_a_private_address_is_not_read_unless_the_setting_allows_it(home: Home, site: dict[str, Any]) -> None:
    home.settings = home.settings.model_copy(update={"allow_private_addresses": False})
    site["/"] = b"A plumber works."
    report = ingest(home, [site[""] + "/"])
    assert counts(report) == {"read": 1, "failed": 1}
    assert "NEXTSTEP_ALLOW_PRIVATE_ADDRESSES=true" in report.failed[0].reason


def test_a_page_larger_than_the_limit_is_not_read(home: Home, site: dict[str, Any]) -> None:
    home.settings = home.settings.model_copy(update={"max_source_mb": 0.001})
    site["/"] = b"A plumber works. " * 100
    assert "it is larger than" in ingest(home, [site[""] + "/"]).failed[0].reason
