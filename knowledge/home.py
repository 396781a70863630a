"""The data folder: make, open, check, lock and repair it.

manifest.json      schema, embedding model, chunker; written last, so a home without it is a home half made
catalogue.sqlite   the truth
model/             the bundled embedding model as it was exported here
index/             Chroma, a copy
owner.lock         held by the one process that may write; owner.json says which
"""

import json
import os
import shutil
import sqlite3
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.catalogue import COLLECTIONS, SCHEMA, Catalogue
from knowledge.embeddings import REPAIR, Encoder, ModelCard, load_encoder, make_encoder
from knowledge.errors import HomeDamaged, HomeError, HomeMissing, HomeOwned
from knowledge.index import ChromaIndex, StoredVectors, VectorSearch, files_sha256
from knowledge.link import Linker
from knowledge.mentions import Mentions
from knowledge.search import CrossEncoderReranker, Searcher
from knowledge.settings import Settings

CHUNKER = "whole sentences, 200 tokens, version 1"
EMBED_BATCH = 256
LENGTHS_LOOKED_AT = 1000  # of the newest vectors, on opening; the doctor looks at all

_OURS = {"manifest.json", "model", "index", "owner.lock", "owner.json", "state.sqlite", "uploads", "downloads"}

Progress = Callable[[str, int, int], None]  # what is being done, how much of it is done, of how much


def no_progress(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


class Manifest(BaseModel):
    """What a home is made with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int
    home: str
    embedding: ModelCard
    chunker: str


class _Version(BaseModel):
    """What the manifest of any NextStep says."""

    schema_version: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with a home, and what mends it; `repaired` tells whether that was done."""

    what: str
    cure: str
    repaired: bool = False


class Home:
    """An open home. The process that opened it as owner may write; any number of others may read."""

    def __init__(
        self, settings: Settings, manifest: Manifest, catalogue: Catalogue, lock: FileLock | None = None
    ) -> None:
        self.path = settings.home
        self.settings = settings
        self.manifest = manifest
        self.catalogue = catalogue
        self.index: ChromaIndex | None = None
        self._lock = lock
        self._making = threading.Lock()
        self._encoder: Encoder | None = None
        self._searcher: Searcher | None = None
        self._linker: Linker | None = None
        self._stored: StoredVectors | None = None

    @property
    def is_owned(self) -> bool:
        """Whether this process may write."""
        return self._lock is not None

    @property
    def encoder(self) -> Encoder:
        """The embedding model, loaded when it is first asked for."""
        with self._making:
            if self._encoder is None:
                self._encoder = load_encoder(self.manifest.embedding, self.path / "model")
            return self._encoder

    @property
    def searcher(self) -> Searcher:
        """Search over this home: through Chroma for the owner, over the stored vectors for a reader."""
        encoder = self.encoder
        with self._making:
            if self._searcher is None:
                name = self.settings.reranker
                reranker = CrossEncoderReranker(name) if name else None
                self._searcher = Searcher(self.catalogue, self._vectors, encoder, reranker)
            return self._searcher

    @property
    def linker(self) -> Linker:
        """The links from phrases to this home's roles, skills and courses."""
        encoder = self.encoder
        with self._making:
            if self._linker is None:
                self._linker = Linker(self.catalogue, self._vectors, encoder)
            return self._linker

    @property
    def mentions(self) -> Mentions:
        """The skills that texts mention, over this home."""
        return Mentions(self.catalogue, self.linker)

    @property
    def _vectors(self) -> VectorSearch:
        if self.index is not None:
            return self.index
        if self._stored is None:
            self._stored = StoredVectors(self.catalogue)
        return self._stored

    def close(self) -> None:
        """Give files and lock back."""
        self.catalogue.close()
        if self.index is not None:
            self.index.close()
        if self._lock is not None:
            _give_back(self.path, self._lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_home(settings: Settings, *, own: bool = False) -> Home:
    """Open a home for reading, or as its owner.

    The owner also finishes what an earlier one left half done. Raises HomeMissing, HomeOwned or HomeDamaged.
    """
    manifest = _manifest(settings)
    lock = _take(settings.home) if own else None
    home = None
    try:
        home = Home(settings, manifest, Catalogue(settings.home / "catalogue.sqlite", read_only=not own), lock)
        with _readable(home.catalogue):
            for check in (_check_catalogue, _check_model, _check_words, _check_newest_lengths):
                check(home)
            if own:
                home.index = _index_in_line(home)
    except BaseException:
        if home is not None:
            home.close()
        elif lock is not None:
            _give_back(settings.home, lock)
        raise
    return home


def open_or_make(settings: Settings, progress: Progress = no_progress) -> Home:
    """Open a home as its owner; where there is none yet, or one half made and still empty, make it first."""
    if not (settings.home / "manifest.json").is_file():
        _make(settings, progress)
    return open_home(settings, own=True)


def owner_of(path: Path) -> str | None:
    """Who owns a home at this moment, in words; None if nobody does."""
    try:
        with _owned(path):
            return None
    except HomeOwned as error:
        return error.what


def examine(settings: Settings) -> list[Fault]:
    """Everything that is wrong with a home, each with its cure; an empty list where it is sound."""
    try:
        manifest = _manifest(settings)
        catalogue = Catalogue(settings.home / "catalogue.sqlite", read_only=True)
    except HomeError as error:
        return [Fault(error.what, error.cure)]
    home = Home(settings, manifest, catalogue)
    faults = []
    try:
        checks: list[Callable[[Home], None]] = [
            _check_catalogue,
            _check_file,
            _check_words,
            _check_model,
            _check_encoder,
            _check_lengths,
            _check_index,
        ]
        for check in checks:
            try:
                with _readable(home.catalogue):
                    check(home)
            except HomeError as error:
                faults.append(Fault(error.what, error.cure))
                if check in (_check_catalogue, _check_file):
                    break
    finally:
        home.close()
    return faults


def repair(settings: Settings, progress: Progress = no_progress) -> list[Fault]:
    """Mend everything that can be mended without losing anything, and say what it was.

    Raises HomeError where a person has to decide: a foreign folder, a newer schema, another owner.
    """
    _refuse_foreign(settings.home)
    _refuse_newer(settings.home)
    found = examine(settings)
    if not found:
        return []
    with _owned(settings.home):
        aside = _set_aside_damaged(settings.home)
        _build(settings, progress)
    if aside is not None:
        again = "read your sources again with `python -m ingest`"
        found.append(Fault(f"the damaged catalogue is kept as {aside} beside a new, empty one; {again}", again))
    left = examine(settings)
    return [Fault(fault.what, fault.cure, repaired=True) for fault in found if fault not in left] + left


# Opening ------------------------------------------------------------------------------------------------------------


def _manifest(settings: Settings) -> Manifest:
    path = settings.home
    file = path / "manifest.json"
    if not file.is_file():
        _refuse_foreign(path)
        if (path / "catalogue.sqlite").is_file():
            raise HomeDamaged(f"the home {path} has a catalogue but no manifest", REPAIR)
        raise HomeMissing(f"there is no knowledge base at {path}", "make one with `python -m ingest pack`")
    try:
        version = _Version.model_validate_json(file.read_bytes()).schema_version
        if version == SCHEMA:
            return Manifest.model_validate_json(file.read_bytes())
    except ValidationError as error:
        raise HomeDamaged(f"{file} cannot be understood", REPAIR) from error
    if version > SCHEMA:
        raise _newer(path)
    raise HomeDamaged(f"the home {path} was made by an older NextStep", REPAIR)


def _newer(path: Path) -> HomeDamaged:
    return HomeDamaged(f"the home {path} was made by a newer NextStep", "update NextStep, or choose another --home")


def _refuse_newer(path: Path) -> None:
    try:
        manifest = _Version.model_validate_json((path / "manifest.json").read_bytes()).schema_version
    except (OSError, ValidationError):
        manifest = 0
    if max(manifest, _catalogue_version(path)) > SCHEMA:
        raise _newer(path)


def _catalogue_version(path: Path) -> int:
    """The schema that the catalogue says it is of; 0 where it is missing or damaged."""
    if not (path / "catalogue.sqlite").is_file():
        return 0
    catalogue = Catalogue(path / "catalogue.sqlite", read_only=True)
    try:
        return int(catalogue.meta("schema") or 0)
    except (sqlite3.DatabaseError, ValueError):
        return 0
    finally:
        catalogue.close()


def _refuse_foreign(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise HomeDamaged(f"{path} is a file, not a folder", "choose another folder with --home")
    names = {entry.name for entry in path.iterdir()} if path.is_dir() else set()
    foreign = {name for name in names - _OURS if not name.startswith(("catalogue.", ".export-", "state.sqlite"))}
    if foreign and not names & {"manifest.json", "catalogue.sqlite"}:
        raise HomeDamaged(
            f"the folder {path} holds other things ({min(foreign)!r} for one) and is no NextStep home",
            "choose another folder with --home",
        )


def _take(path: Path) -> FileLock:
    lock = FileLock(path / "owner.lock", timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise HomeOwned(
            f"the home {path} is in use by {_owner(path)}",
            "stop it first; while the page is open, reading with `python -m bot` and `python -m knowledge` works",
        ) from error
    owner = {
        "pid": os.getpid(),
        "command": " ".join(["python", *_command()]),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    (path / "owner.json").write_text(json.dumps(owner), encoding="utf-8")
    return lock


def _give_back(path: Path, lock: FileLock) -> None:
    (path / "owner.json").unlink(missing_ok=True)
    lock.release()


@contextmanager
def _owned(path: Path) -> Iterator[None]:
    lock = _take(path)
    try:
        yield
    finally:
        _give_back(path, lock)


def _command() -> list[str]:
    """The part that was started and nothing of what a person typed after it."""
    main = getattr(sys.modules.get("__main__"), "__spec__", None)
    name = main.name.removesuffix(".__main__") if main is not None else Path(sys.argv[0]).name
    return ["-m", name] if main is not None else [name]


def _owner(path: Path) -> str:
    try:
        owner = json.loads((path / "owner.json").read_text(encoding="utf-8"))
        return f"`{owner['command']}` (process {owner['pid']}, since {owner['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


# Checks: each raises HomeDamaged ------------------------------------------------------------------------------------


@contextmanager
def _readable(catalogue: Catalogue) -> Iterator[None]:
    """What SQLite cannot read is a damaged home."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise HomeDamaged(f"the catalogue {catalogue.path} is damaged ({error})", REPAIR) from error


def _check_catalogue(home: Home) -> None:
    card = home.catalogue.meta("model")
    schema = home.catalogue.meta("schema")
    id_ = home.catalogue.meta("home")
    home.catalogue.counts()
    if schema != str(SCHEMA) or id_ != home.manifest.home:
        raise HomeDamaged("the manifest and the catalogue are of different homes or versions", REPAIR)
    if card != home.manifest.embedding.model_dump_json():
        raise HomeDamaged("the catalogue's vectors were made by another model than the manifest says", REPAIR)


def _check_file(home: Home) -> None:
    if faults := home.catalogue.faults():
        raise HomeDamaged(f"the catalogue {home.catalogue.path} is damaged ({faults[0]})", REPAIR)


def _check_words(home: Home) -> None:
    if not home.catalogue.words_are_sound():
        raise HomeDamaged("the word index and the catalogue hold different passages", REPAIR)


def _check_model(home: Home) -> None:
    card, setting = home.manifest.embedding, home.settings.embeddings
    made_with = "bundled" if card.runtime == "onnxruntime" else card.name
    if setting != made_with:
        raise HomeDamaged(
            f"this home's vectors are of the embedding model {made_with!r}, and the setting says {setting!r}",
            f"set NEXTSTEP_EMBEDDINGS={made_with}, or embed everything again: {REPAIR}",
        )
    if card.runtime == "onnxruntime" and not card.is_bundled:
        raise HomeDamaged("this home's bundled model is not the one that NextStep carries now", REPAIR)


def _check_encoder(home: Home) -> None:
    home.encoder.count_tokens("")


def _check_newest_lengths(home: Home) -> None:
    _check_lengths(home, LENGTHS_LOOKED_AT)


def _check_lengths(home: Home, newest: int = -1) -> None:
    if home.catalogue.vector_sizes(newest) - {4 * home.manifest.embedding.dimensions}:
        raise HomeDamaged("the stored vectors are not of the model's length", REPAIR)


def _check_index(home: Home) -> None:
    """Compare the index with the catalogue, unless another process owns the home: Chroma bears one process only."""
    try:
        with _owned(home.path):
            if home.catalogue.pending(1):
                raise HomeDamaged("a change of the catalogue has not reached the search index yet", REPAIR)
            index = _open_index(home)
            try:
                _compare(index, home.catalogue)
            finally:
                index.close()
    except HomeOwned:
        return


def _files_are_whole(home: Home) -> bool:
    return home.catalogue.meta("index files") == files_sha256(home.path / "index")


def _index_in_line(home: Home) -> ChromaIndex:
    """The owner's index, with what an earlier owner left to be taken over. One that it was killed writing is filled anew."""
    left_half = home.catalogue.pending(1) and not _files_are_whole(home)
    index = _new_index(home.catalogue, home.settings, home.manifest.home) if left_half else _open_index(home)
    try:
        index.take_over(home.catalogue)
        _compare(index, home.catalogue)
    except BaseException:
        index.close()
        raise
    return index


def _open_index(home: Home) -> ChromaIndex:
    if home.settings.chroma_url is None and (home.path / "index").is_dir() and not _files_are_whole(home):
        raise HomeDamaged("the search index is damaged (its files are not as they were left)", REPAIR)
    return ChromaIndex.open(home.path / "index", home.settings.chroma_url, home.manifest.home)


def _compare(index: ChromaIndex, catalogue: Catalogue) -> None:
    """That the index holds the same as the catalogue, and finds it. Names are many, and only counted."""
    for collection in COLLECTIONS:
        ids = catalogue.ids(collection)
        same = index.ids() == set(ids) if collection == "passage" else index.count(collection) == len(ids)
        if not same:
            raise HomeDamaged(f"the search index and the catalogue hold different {collection}s", REPAIR)
        for vector in catalogue.vectors(ids[:1], collection).values():
            found = index.nearest(vector, 1, collection)
            if not found or found[0][1] < 0.999:
                raise HomeDamaged(f"the search index does not find a {collection} by its own vector", REPAIR)


# Making and mending -------------------------------------------------------------------------------------------------


def _make(settings: Settings, progress: Progress) -> None:
    _refuse_foreign(settings.home)
    settings.home.mkdir(parents=True, exist_ok=True)
    with _owned(settings.home):
        if (settings.home / "catalogue.sqlite").is_file():
            catalogue = Catalogue(settings.home / "catalogue.sqlite", read_only=True)
            try:
                with _readable(catalogue):
                    if catalogue.counts()["sources"]:
                        raise HomeDamaged(f"the home {settings.home} has a catalogue but no manifest", REPAIR)
            finally:
                catalogue.close()
        _build(settings, progress)


def _build(settings: Settings, progress: Progress) -> None:
    """Bring a home into its right state from whatever of it is there; the catalogue is kept, the rest is made of it."""
    path = settings.home
    progress("Getting the embedding model ready", 0, 1)
    encoder = make_encoder(settings.embeddings, path / "model")
    progress("Getting the embedding model ready", 1, 1)
    catalogue = _catalogue(path, encoder.card)
    try:
        home_id = catalogue.meta("home") or uuid.uuid4().hex
        catalogue.remember("home", home_id)
        if catalogue.meta("model") != encoder.card.model_dump_json() or catalogue.vector_sizes() - {
            4 * encoder.card.dimensions
        }:
            _embed_again(catalogue, encoder, progress)
        if not catalogue.words_are_sound():
            catalogue.rebuild_words()
        index = _new_index(catalogue, settings, home_id)
        total, done = sum(len(catalogue.ids(collection)) for collection in COLLECTIONS), 0

        def took(count: int) -> None:
            nonlocal done
            done += count
            progress("Filling the search index", done, total)

        index.take_over(catalogue, took)
        index.close()
    finally:
        catalogue.close()
    _write_manifest(path, Manifest(schema_version=SCHEMA, home=home_id, embedding=encoder.card, chunker=CHUNKER))


def _new_index(catalogue: Catalogue, settings: Settings, home_id: str) -> ChromaIndex:
    """An empty index in place of the one that was there, with every passage queued for it."""
    folder = settings.home / "index"
    shutil.rmtree(folder, ignore_errors=True)
    catalogue.queue_everything()
    index = ChromaIndex.create(folder, settings.chroma_url, home_id)
    catalogue.remember("index files", files_sha256(folder))
    return index


def _catalogue(path: Path, card: ModelCard) -> Catalogue:
    file = path / "catalogue.sqlite"
    if not file.is_file():
        new = path / "catalogue.new"
        for leftover in path.glob("catalogue.new*"):
            leftover.unlink()
        catalogue = Catalogue.create(new)
        catalogue.remember("schema", str(SCHEMA))
        catalogue.remember("home", uuid.uuid4().hex)
        catalogue.remember("model", card.model_dump_json())
        catalogue.close()
        new.replace(file)
    found = Catalogue(file)
    found.upgrade()
    return found


def _embed_again(catalogue: Catalogue, encoder: Encoder, progress: Progress) -> None:
    texts = catalogue.vector_texts()
    keys = list(texts)
    parts = []
    for start in range(0, len(keys), EMBED_BATCH):
        parts.append(encoder.encode([texts[key] for key in keys[start : start + EMBED_BATCH]]))
        progress("Embedding everything again", min(start + EMBED_BATCH, len(keys)), len(keys))
    vectors = np.concatenate(parts) if parts else np.zeros((0, encoder.card.dimensions), dtype=np.float32)
    catalogue.replace_vectors(keys, vectors, encoder.card.model_dump_json())


def _set_aside_damaged(path: Path) -> str | None:
    """Move a catalogue that cannot be read out of the way, for whoever can save something from it; gives its new name."""
    file = path / "catalogue.sqlite"
    if not file.is_file():
        return None
    catalogue = Catalogue(file, read_only=True)
    try:
        sound = not catalogue.faults() and 1 <= _catalogue_version(path) <= SCHEMA
    except sqlite3.DatabaseError:
        sound = False
    finally:
        catalogue.close()
    if sound:
        return None
    name = f"catalogue.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    for part in path.glob("catalogue.sqlite*"):
        part.replace(path / part.name.replace("catalogue.sqlite", name))
    return name


def _write_manifest(path: Path, manifest: Manifest) -> None:
    new = path / "manifest.json.new"
    with new.open("w", encoding="utf-8") as file:
        file.write(manifest.model_dump_json(indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(path / "manifest.json")
