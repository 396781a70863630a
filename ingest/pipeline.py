"""Sources into the catalogue: read, compare, embed what is new, commit each in one transaction.

What was read before and has not changed costs one hash. An interrupted run leaves whole sources behind, and the vectors made so
far; the next run goes on from there.
"""

import hashlib
import importlib.resources
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath
from time import monotonic
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from ingest.chunk import passages_of
from ingest.document import Document
from ingest.fetch import fetch, is_address
from ingest.publishers import RANK_OWN, RANK_PACK, Publication, publication_of
from ingest.readers.courses import BY_NAME
from ingest.readers.figures import figure_records
from ingest.readers.pack import pack_records
from ingest.reading import DocumentReader
from knowledge.catalogue import Catalogue
from knowledge.errors import InputFailed, WrongUse
from knowledge.home import CHUNKER, Home
from knowledge.records import Content, Entry, Outlook, Pay, Relation, Source
from knowledge.relations import name_key, plain

PACK = "pack"
PACK_FILES = ("skills/*.yaml", "roles/*.md", "courses/*.yaml", "figures/*.csv", "articles/*.md")
OWN_PUBLISHER = "Your own documents"
NO_LICENCE, PACK_LICENCE = "not stated", "Apache-2.0"
READERS = "records, version 3"
EMBED_BATCH = 256  # Texts that are embedded together: sources are taken over in groups of so many,
LONGEST_WAIT = 2.0  # or of what was read in so many seconds, so that little is lost when somebody stops it.
INDEX_BATCH = 1000
_SKIPPED_FOLDERS = {"__pycache__", "node_modules"}

Progress = Callable[[float, int, str], None]  # sources done (a fraction of one counts), sources in all, the present one


class FailedSource(BaseModel):
    """A source that could not be read, and why."""

    model_config = ConfigDict(frozen=True)

    source: str
    reason: str


class IngestReport(BaseModel):
    """What a run did. `read` counts the sources looked at, `passages` those that this run wrote."""

    model_config = ConfigDict(extra="forbid")

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    passages: int = 0
    failed: list[FailedSource] = []
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A source that a person named, or that was found in a folder they named."""

    location: str
    name: str
    load: Callable[[], bytes] = field(repr=False)


def no_progress(done: float, total: int, name: str) -> None:
    """Progress that nobody watches."""


def ingest(home: Home, named: Sequence[str], progress: Progress = no_progress) -> IngestReport:
    """Read the named sources (files, folders, addresses, `pack`) into a home that this process owns.

    A source that fails is in the report with its reason; the rest goes on. On KeyboardInterrupt everything
    finished so far is kept.
    """
    started = monotonic()
    report = IngestReport()
    run = _Run(home, report, progress)
    try:
        candidates = list(_find(home, named, report))
        with DocumentReader(home.settings.read_seconds) as reader:
            for number, candidate in enumerate(candidates):
                run.tell(number, len(candidates), candidate.name)
                run.take(run.prepare(reader, candidate))
            run.flush()
        for name in named:
            run.remove_disappeared(name)
        home.catalogue.drop_unused_vectors()
    finally:
        run.bring_index_in_line()
        report.seconds = round(monotonic() - started, 3)
    run.tell(len(candidates), len(candidates), "")
    return report


def remove(home: Home, named: Sequence[str]) -> IngestReport:
    """Take sources out of a home: by file, folder, address, id, or `pack`."""
    started = monotonic()
    report = IngestReport()
    known = home.catalogue.sources()
    gone: set[str] = set()
    for name in named:
        _check_name(name)
        prefix = _folder_prefix(name)
        found = {
            source.id
            for source in known
            if name == source.id
            or source.location in (name, _file_location(name))
            or source.location.startswith(prefix)
        }
        if not found:
            report.failed.append(
                FailedSource(source=_shown(name), reason="nothing was read from there: check the name")
            )
        gone |= found
    home.catalogue.remove_sources(sorted(gone))
    report.removed += len(gone)
    home.catalogue.drop_unused_vectors()
    _Run(home, report, no_progress).bring_index_in_line()
    report.seconds = round(monotonic() - started, 3)
    return report


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A source that was read; without content it has not changed."""

    content: Content | None
    known: bool


class _Run:
    """One run over a home: reads candidates, takes them over in groups, and keeps the report."""

    def __init__(self, home: Home, report: IngestReport, progress: Progress) -> None:
        self._home = home
        self._catalogue = home.catalogue
        self._report = report
        self._progress = progress
        self._at: tuple[float, int, str] = (0, 0, "")
        self._group: list[_Prepared] = []
        self._texts: dict[str, str] = {}
        self._since = monotonic()
        self._waiting = 0

    def tell(self, done: int, total: int, name: str) -> None:
        """Say how far the run is."""
        self._at = (done, total, name)
        self._progress(done, total, name)

    def prepare(self, reader: DocumentReader, candidate: Candidate) -> _Prepared | FailedSource:
        """Read a candidate into passages and records, unless it is as it was."""
        try:
            data = candidate.load()
            digest = hashlib.sha256(data + CHUNKER.encode() + READERS.encode()).hexdigest()
            known = self._catalogue.source(Source.id_for(candidate.location))
            if known is not None and known.digest == digest:
                return _Prepared(None, known=True)
            content = self._read(reader, candidate, data, digest)
        except InputFailed as error:
            return FailedSource(source=candidate.name, reason=str(error))
        return _Prepared(content, known is not None)

    def take(self, prepared: _Prepared | FailedSource) -> None:
        """Add a source to the group that is embedded and committed next."""
        self._report.read += 1
        if isinstance(prepared, FailedSource):
            self._report.failed.append(prepared)
        elif prepared.content is None:
            self._report.unchanged += 1
        else:
            self._group.append(prepared)
            self._texts |= _texts_of(prepared.content)
            if len(self._texts) >= EMBED_BATCH or monotonic() - self._since >= LONGEST_WAIT:
                self.flush()

    def flush(self) -> None:
        """Embed what is new in the group of sources, and commit them together."""
        contents = [prepared.content for prepared in self._group if prepared.content is not None]
        self._embed(self._texts)
        self._catalogue.replace_sources(contents)
        updated = sum(prepared.known for prepared in self._group)
        self._report.updated += updated
        self._report.added += len(contents) - updated
        self._report.passages += sum(len(content.passages) for content in contents)
        self._waiting += len(self._texts)
        self._group, self._texts, self._since = [], {}, monotonic()
        if self._waiting >= INDEX_BATCH:
            self.bring_index_in_line()

    def remove_disappeared(self, name: str) -> None:
        """Remove the sources that were read from a folder, or from the pack, and are there no more."""
        if name != PACK and (is_address(name) or not _is_folder(_typed(name))):
            return
        there = {f"{PACK}:{entry}" for entry in _pack_files()}
        prefix = _folder_prefix(name)
        gone = [
            source.id
            for source in self._catalogue.sources()
            if source.location.startswith(prefix)
            and (source.location not in there if name == PACK else _has_disappeared(source.location))
        ]
        if gone:
            self._catalogue.remove_sources(gone)
            self._report.removed += len(gone)

    def bring_index_in_line(self) -> None:
        """Let the index take over what was committed."""
        self._waiting = 0
        if self._home.index is None:
            return
        taken = 0

        def took(count: int) -> None:
            nonlocal taken
            taken += count
            self._progress(self._at[0], self._at[1], f"filling the search index: {taken:,}")

        self._home.index.take_over(self._catalogue, took)

    def _read(self, reader: DocumentReader, candidate: Candidate, data: bytes, digest: str) -> Content:
        if candidate.location.startswith(f"{PACK}:"):
            return self._read_pack(reader, candidate, data, digest)
        if publication := publication_of(data, candidate.name):
            self.flush()  # A list of courses may name skills that the sources before it bring.
            source = _published(candidate, publication, digest)
            return Content(source, (), _by_id(self._catalogue, publication.records()), publication.rank)
        return self._read_document(reader, candidate, data, digest)

    def _read_pack(self, reader: DocumentReader, candidate: Candidate, data: bytes, digest: str) -> Content:
        folder, _, name = candidate.name.partition("/")
        records: tuple[Entry | Relation | Pay | Outlook, ...] = ()
        if folder == "figures":
            records = tuple(figure_records(data.decode(), name))
        elif folder != "articles":
            records = pack_records(data.decode(), candidate.name)
        if name.endswith(".md"):
            return replace(self._read_document(reader, candidate, data, digest), records=records, rank=RANK_PACK)
        described = Document(f"NextStep's {folder}: {PurePath(name).stem}", ())
        if folder == "figures":
            described = replace(described, publisher="US Bureau of Labor Statistics", licence="public domain")
        return Content(_source(candidate, described, digest), (), records, RANK_PACK)

    def _read_document(self, reader: DocumentReader, candidate: Candidate, data: bytes, digest: str) -> Content:
        document = reader.read(data, candidate.name)
        source = _source(candidate, document, digest)
        passages = passages_of(document, source.id, self._home.encoder.count_tokens)
        return Content(source, tuple(passages), rank=RANK_OWN)

    def _embed(self, texts: Mapping[str, str]) -> None:
        known = self._catalogue.known_vectors(texts)
        keys = [key for key in texts if key not in known]
        done, total, name = self._at
        for start in range(0, len(keys), EMBED_BATCH):
            batch = keys[start : start + EMBED_BATCH]
            self._catalogue.keep_vectors(batch, self._home.encoder.encode([texts[key] for key in batch]))
            self._at = (done + min(start + EMBED_BATCH, len(keys)) / len(keys), total, name)
            self._progress(*self._at)


def _texts_of(content: Content) -> dict[str, str]:
    """What is embedded of a source, by the keys that the vectors are kept under: its passages, and the names in it."""
    texts = {passage.vector_key: passage.embedded_text for passage in content.passages}
    for record in content.records:
        if isinstance(record, Entry):
            texts |= {name_key(name): name for name in record.names}
    return texts


def _by_id(catalogue: Catalogue, records: Iterable[Entry | Relation]) -> tuple[Entry | Relation, ...]:
    """The records of a list, with the skills that it only names found by their names; unknown ones are left out."""
    found: list[Entry | Relation] = []
    for record in records:
        if isinstance(record, Relation) and record.target.startswith(BY_NAME):
            known = catalogue.names("skill", "plain", [plain(record.target.removeprefix(BY_NAME))])
            found += [replace(record, target=named.record) for named in known[:1]]
        else:
            found.append(record)
    return tuple(found)


def _published(candidate: Candidate, publication: Publication, digest: str) -> Source:
    return Source(
        id=Source.id_for(candidate.location),
        location=candidate.location,
        title=publication.title,
        publisher=publication.publisher,
        licence=publication.licence,
        address=publication.address,
        retrieved=date.today().isoformat(),
        figures_as_of=publication.figures_as_of,
        digest=digest,
    )


def _source(candidate: Candidate, document: Document, digest: str) -> Source:
    own = candidate.location.startswith(f"{PACK}:")
    web = candidate.location if is_address(candidate.location) else None
    host = urlsplit(web).hostname if web else None  # What a page says of itself may be another's name.
    return Source(
        id=Source.id_for(candidate.location),
        location=candidate.location,
        title=document.title,
        publisher=host or document.publisher or ("NextStep" if own else OWN_PUBLISHER),
        licence=document.licence or (PACK_LICENCE if own else NO_LICENCE),
        address=web or document.address,
        retrieved=_iso_date(document.dated) or date.today().isoformat(),
        figures_as_of=document.figures_as_of,
        digest=digest,
    )


def _iso_date(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        return None


# Finding ------------------------------------------------------------------------------------------------------------


def _find(home: Home, named: Sequence[str], report: IngestReport) -> Iterator[Candidate]:
    """The sources that were named; what cannot be one is reported."""
    seen: set[str] = set()
    for name in named:
        try:
            for candidate in _candidates(home, name):
                if candidate.location not in seen:
                    seen.add(candidate.location)
                    yield candidate
        except InputFailed as error:
            report.read += 1
            report.failed.append(FailedSource(source=_shown(name), reason=str(error)))


def _candidates(home: Home, name: str) -> Iterator[Candidate]:
    _check_name(name)
    most_bytes = int(home.settings.max_source_mb * 2**20)
    if name == PACK:
        for entry, path in _pack_files().items():
            yield Candidate(f"{PACK}:{entry}", entry, path.read_bytes)
    elif is_address(name):
        yield Candidate(name, _shown(name), lambda: _fetched(home, name, most_bytes))
    elif _is_folder(path := _typed(name)):
        files = list(_files_in(path, home.path))
        if not files:
            raise InputFailed("there are no files in this folder", "give a folder with documents")
        for file in files:
            yield Candidate(_file_location(str(file)), _shown(str(file)), _loader(file, most_bytes))
    else:
        yield Candidate(_file_location(str(path)), _shown(str(path)), _loader(path, most_bytes))


def pack_folder() -> Path:
    """Where the pack that ships lies."""
    return Path(str(importlib.resources.files("knowledge"))) / "content"


def _pack_files() -> dict[str, Path]:
    """The files of the pack that ships, by their place in it."""
    folder = pack_folder()
    files = [file for pattern in PACK_FILES for file in sorted(folder.glob(pattern))]
    return {file.relative_to(folder).as_posix(): file for file in files}


def _files_in(folder: Path, home: Path) -> Iterator[Path]:
    """The files of a folder and its folders, in order; hidden ones are left out and links out of it are not followed.

    NextStep's own data folder is left out too.
    """
    for place, folders, files in os.walk(folder):
        if _file_location(place) == _file_location(str(home)):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED_FOLDERS)
        for name in sorted(files):
            file = Path(place) / name
            if not name.startswith(".") and _file_location(str(file)).startswith(_folder_prefix(str(folder))):
                yield file


def _loader(path: Path, most_bytes: int) -> Callable[[], bytes]:
    def load() -> bytes:
        try:
            str(path).encode()
            if not path.exists():
                raise InputFailed(
                    "there is no such file",
                    "check the name; to take out what was read from it, use `python -m ingest --remove`",
                )
            if not path.is_file():
                raise InputFailed("it is no ordinary file", "give a document")
            if path.stat().st_size > most_bytes:
                raise InputFailed(
                    f"it is larger than {most_bytes / 2**20:g} MB",
                    "set NEXTSTEP_MAX_SOURCE_MB higher, or give a part of it",
                )
            return path.read_bytes()
        except UnicodeEncodeError as error:
            raise InputFailed("its name has bytes in it that are no text", "rename it") from error
        except OSError as error:
            reason = f"it cannot be opened ({error.strerror})"
            raise InputFailed(reason, "check the name, and that you may read it") from error

    return load


def _fetched(home: Home, address: str, most_bytes: int) -> bytes:
    page = fetch(
        address,
        seconds=home.settings.fetch_seconds,
        most_bytes=most_bytes,
        allow_private=home.settings.allow_private_addresses,
    )
    return page.data


def _check_name(name: str) -> None:
    if not name.strip() or "\x00" in name:
        raise WrongUse("a source's name is empty or no text", "give a file, a folder, an address or `pack`")


def _shown(name: str) -> str:
    """A name that can be printed: bytes that are no text, as some file names have, become marks."""
    return name.encode(errors="replace").decode()


def _typed(name: str) -> Path:
    return Path(os.path.expanduser(name))  # noqa: PTH111 - Path's own raises where there is no such person


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # The loader then says what is wrong with it.
        return False


def _has_disappeared(location: str) -> bool:
    try:
        return not Path(location).exists()
    except OSError:  # In a folder that may not be read it may still be there.
        return False


def _file_location(name: str) -> str:
    return os.path.realpath(_typed(name))  # Path.resolve raises at a link that leads to itself.


def _folder_prefix(name: str) -> str:
    if name == PACK:
        return f"{PACK}:"
    return _file_location(name).rstrip(os.sep) + os.sep
