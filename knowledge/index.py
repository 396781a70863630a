"""Nearest passages by vector: Chroma for the process that owns the home, the stored vectors for everybody else.

Chroma is a copy of the catalogue. It takes over what the catalogue's outbox lists, and can be thrown away and filled again
without embedding anything. Its embedded client is not safe for two processes; the home's lock sees to that.
"""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue import COLLECTIONS, Catalogue
from knowledge.embeddings import REPAIR, Encoder, Vectors, sha256_of
from knowledge.errors import HomeDamaged, NextStepError, WrongUse, reason

if TYPE_CHECKING:
    from langchain_core.vectorstores import VectorStore

FEW = 4
BATCH = 1000  # Chroma takes at most 5,461 records a call.
# How far the graph of the passages is searched: with Chroma's own 100 and 100, 1.5% of the 50 nearest of 8,692 passages were missed,
# others in each index built anew; with these 0.04%, for 1 ms a search.
THOROUGH = {"ef_search": 400, "ef_construction": 200}
WHOLE = 20_000  # After so many items the files are looked at: reading them all takes a second for each 500,000 names.


class VectorSearch(Protocol):
    """Something that knows which passages or names lie nearest to a vector."""

    def nearest(self, vector: NDArray[np.float32], k: int, collection: str = "passage") -> list[tuple[str, float]]:
        """Up to k items of a collection as (id, cosine similarity), nearest first; a name's id is the key of its vector."""
        ...

    def nearest_each(self, vectors: Vectors, k: int, collection: str) -> list[list[tuple[str, float]]]:
        """The same for each of several vectors."""
        ...


class StoredVectors:
    """Exact search over the vectors in the catalogue; reads a collection again when the catalogue has changed."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._lock = threading.Lock()
        self._state: tuple[int, int] | None = None
        self._held: dict[str, tuple[list[str], Vectors]] = {}

    def nearest(self, vector: NDArray[np.float32], k: int, collection: str = "passage") -> list[tuple[str, float]]:
        """Up to k items of a collection as (id, cosine similarity), nearest first."""
        return self.nearest_each(vector[None, :], k, collection)[0]

    def nearest_each(self, vectors: Vectors, k: int, collection: str) -> list[list[tuple[str, float]]]:
        """The same for each of several vectors."""
        ids, held = self._collection(collection)
        if not ids:
            return [[] for _ in vectors]
        found = []
        # One vector after the other is quicker than a product of matrices of which one is very thin.
        each = vectors @ held.T if len(vectors) > FEW else (held @ vector for vector in vectors)
        for similarities in each:
            best = np.argpartition(-similarities, min(k, len(ids) - 1))[: k + 1]
            ranked = sorted(best.tolist(), key=lambda place: (-similarities[place], place))
            found.append([(ids[place], float(similarities[place])) for place in ranked[:k]])
        return found

    def _collection(self, collection: str) -> tuple[list[str], Vectors]:
        with self._lock:
            state = self._catalogue.state()
            if state != self._state:
                self._held = {}
                self._state = state
            if collection not in self._held:
                self._held[collection] = self._catalogue.all_vectors(collection)
            return self._held[collection]


class ChromaIndex:
    """The Chroma collections of a home's passages and names, embedded in the folder `index/` or on a server."""

    def __init__(self, client: Any, collections: dict[str, Any], folder: Path, url: str | None) -> None:  # noqa: ANN401 - Chroma is imported late
        self._client = client
        self._collections = collections
        self._folder = folder
        self._url = url

    @classmethod
    def open(cls, folder: Path, url: str | None, home_id: str) -> "ChromaIndex":
        """The index of this home. Raises HomeDamaged where it is missing, foreign or broken."""
        if url is None and not (folder / "chroma.sqlite3").is_file():
            raise HomeDamaged(f"the search index {folder} is missing", REPAIR)
        with _connected(folder, url) as client:
            collections = {
                kind: client.get_collection(_name(kind, home_id), embedding_function=None) for kind in COLLECTIONS
            }
            if any((found.metadata or {}).get("home") != home_id for found in collections.values()):
                raise HomeDamaged("the search index belongs to another home", REPAIR)
        return cls(client, collections, folder, url)

    @classmethod
    def create(cls, folder: Path, url: str | None, home_id: str) -> "ChromaIndex":
        """An empty index for this home; one that was there before is dropped. An embedded one wants an empty folder."""
        with _connected(folder, url) as client:
            there = {found.name for found in client.list_collections()}
            for name in {_name(kind, home_id) for kind in COLLECTIONS} & there:
                client.delete_collection(name)
            collections = {
                kind: client.create_collection(
                    _name(kind, home_id),
                    metadata={"home": home_id},
                    configuration={"hnsw": {"space": "cosine", **(THOROUGH if kind == "passage" else {})}},
                    embedding_function=None,
                )
                for kind in COLLECTIONS
            }
        return cls(client, collections, folder, url)

    def count(self, collection: str = "passage") -> int:
        """How many items of a collection it holds."""
        with _plain_errors(self._url):
            return int(self._collections[collection].count())

    def ids(self, collection: str = "passage") -> set[str]:
        """The ids of all items of a collection that it holds."""
        with _plain_errors(self._url):
            return set(self._collections[collection].get(include=[])["ids"])

    def nearest(self, vector: NDArray[np.float32], k: int, collection: str = "passage") -> list[tuple[str, float]]:
        """Up to k items of a collection as (id, cosine similarity), nearest first."""
        return self.nearest_each(vector[None, :], k, collection)[0]

    def nearest_each(self, vectors: Vectors, k: int, collection: str) -> list[list[tuple[str, float]]]:
        """The same for each of several vectors."""
        with _plain_errors(self._url):
            found = self._collections[collection].query(query_embeddings=vectors, n_results=k, include=["distances"])
        return [
            [(id_, 1.0 - float(far)) for id_, far in zip(ids, distances, strict=True)]
            for ids, distances in zip(found["ids"], found["distances"], strict=True)
        ]

    def take_over(self, catalogue: Catalogue, progress: Callable[[int], None] = lambda _: None) -> None:
        """Bring the index in line with the catalogue, from its outbox; may be repeated after a break at any point."""
        since = last = 0
        while pending := catalogue.pending(BATCH, last):
            for collection in dict.fromkeys(collection for _, collection, _ in pending):
                items = list(dict.fromkeys(item for _, other, item in pending if other == collection))
                self._take_over(catalogue, collection, items)
            last = pending[-1][0]
            since += len(pending)
            progress(len(pending))
            if since >= WHOLE:
                catalogue.taken_over(last, files_sha256(self._folder))
                since = 0
        if since:
            catalogue.taken_over(last, files_sha256(self._folder))

    def _take_over(self, catalogue: Catalogue, collection: str, items: list[str]) -> None:
        vectors = catalogue.vectors(items, collection)
        gone = [item for item in items if item not in vectors]
        with _plain_errors(self._url):
            target = self._collections[collection]
            if gone:
                target.delete(ids=gone)
            if vectors:
                target.upsert(
                    ids=list(vectors),
                    embeddings=np.stack(list(vectors.values())),
                    **_described(catalogue, collection, list(vectors)),
                )
            target.get(limit=1, include=[])  # Chroma writes its files when it is next read

    def vector_store(self, encoder: Encoder) -> "VectorStore":
        """The same collection as LangChain's vector store, for reading."""
        from langchain_chroma import Chroma

        return Chroma(
            client=self._client,
            collection_name=self._collections["passage"].name,
            embedding_function=encoder,
            create_collection_if_not_exists=False,
        )

    def close(self) -> None:
        """Give the files back."""
        self._client.close()


def files_sha256(folder: Path) -> str:
    """The SHA-256 of the files in which an embedded Chroma keeps its graph: it does not notice damage to them, or crashes.

    Until it has written `index_metadata.pickle`, after a thousand passages, it makes them anew at every start.
    """
    whole = hashlib.sha256()
    for written in sorted(folder.glob("*/index_metadata.pickle")):
        for file in sorted(written.parent.iterdir()):
            whole.update(f"{file.relative_to(folder)} {sha256_of(file)}\n".encode())
    return whole.hexdigest()


def _name(collection: str, home_id: str) -> str:
    return f"{collection}s-{home_id}"


def _described(catalogue: Catalogue, collection: str, items: list[str]) -> dict[str, Any]:
    """What stands beside the vectors in Chroma: a passage's text and where it is from, for LangChain's readers; a name itself."""
    if collection != "passage":
        texts = catalogue.texts(collection, items)
        return {"documents": [texts[item] for item in items]}
    passages = catalogue.passages(items)
    return {
        "documents": [passages[item].text for item in items],
        "metadatas": [{"source": passages[item].source, "title": passages[item].title} for item in items],
    }


def _client(folder: Path, url: str | None) -> Any:  # noqa: ANN401 - Chroma is imported late
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if url is None:
        try:
            return chromadb.PersistentClient(path=str(folder), settings=settings)
        except BaseException:
            SharedSystemClient.clear_system_cache()  # It would give the broken one again, even after a repair.
            raise
    host, port, secure = _server(url)
    return chromadb.HttpClient(host=host, port=port, ssl=secure, settings=settings)


def _server(url: str) -> tuple[str, int, bool]:
    try:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname:
            secure = parts.scheme == "https"
            return parts.hostname, parts.port or (443 if secure else 8000), secure
    except ValueError:
        pass
    raise WrongUse(f"{url!r} is no address of a Chroma server", "set NEXTSTEP_CHROMA_URL to http://host:port")


@contextmanager
def _connected(folder: Path, url: str | None) -> Iterator[Any]:
    """A client, which is closed again where what it is wanted for fails."""
    with _plain_errors(url):
        client = _client(folder, url)
        try:
            yield client
        except BaseException:
            client.close()
            raise


@contextmanager
def _plain_errors(url: str | None) -> Iterator[None]:
    """Chroma's own errors as ours. A panic of its core is no Exception."""
    try:
        yield
    except NextStepError:
        raise
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        if url is not None and _is_away(error):
            raise HomeDamaged(
                f"the Chroma server {url} does not answer ({reason(error)})", "start it, or remove NEXTSTEP_CHROMA_URL"
            ) from error
        raise HomeDamaged(f"the search index is damaged ({reason(error)})", REPAIR) from error


def _is_away(error: BaseException) -> bool:
    """Whether a server did not answer: a plain ValueError when connecting, an error of the connection later."""
    import httpx

    return isinstance(error, ValueError | OSError | httpx.TransportError)
