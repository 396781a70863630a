"""Hybrid search: words and vectors, fused by rank; an optional reranker; a LangChain retriever."""

import math
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray
from pydantic import ConfigDict

from knowledge.catalogue import Catalogue
from knowledge.embeddings import Encoder
from knowledge.errors import WrongUse, reason
from knowledge.index import VectorSearch
from knowledge.records import Hit
from knowledge.spelling import Spelling
from knowledge.words import content_stems, stems, whole_letters

DEPTH = 50  # How many passages each of the two searches gives to the fusion.
RANK_CONSTANT = 20.0  # k of reciprocal rank fusion (Cormack, Clarke and Buettcher, 2009, who used 60).
# Of a whole question most words say how it is asked, so its word search counts less; one or two words are a name, and count fully.
# Both figures were chosen on the development half of tests/evals/questions/handbook.jsonl.
QUESTION_WORDS = 3
WORD_WEIGHT = 0.2
# A word that stands in one of many passages only is a name, and says where to look.
NAMED_IN, MANY_PASSAGES, NAME_WEIGHT = 1, 500, 0.5
RAREST = 3  # How many of a question's words, the rarest ones, are looked up.
RERANKED = 20  # How many fused passages a reranker reads.


def reciprocal_rank_fusion(rankings: Sequence[tuple[Sequence[str], float]]) -> dict[str, float]:
    """The score of each id over weighted rankings: the sum of weight / (20 + rank). An id counts once a ranking."""
    scores: dict[str, float] = {}
    for ranking, weight in rankings:
        for rank, id_ in enumerate(dict.fromkeys(ranking), start=1):
            scores[id_] = scores.get(id_, 0.0) + weight / (RANK_CONSTANT + rank)
    return scores


class Reranker(Protocol):
    """Something that reads a question beside each passage and says how well they fit."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score a text, higher being better."""
        ...


class CrossEncoderReranker:
    """A sentence-transformers CrossEncoder, by name or folder."""

    def __init__(self, name: str) -> None:
        from safetensors import SafetensorError
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(name, device="cpu")
        except (OSError, ValueError, SafetensorError) as error:
            raise WrongUse(
                f"the reranker {name!r} cannot be loaded ({reason(error)})",
                "name a sentence-transformers CrossEncoder or its folder in NEXTSTEP_RERANKER, or remove the setting",
            ) from error

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score a text, higher being better."""
        pairs: Any = [(question, text) for text in texts]
        return [float(score) for score in self._model.predict(pairs, show_progress_bar=False)]


class Searcher:
    """Finds passages by words and by meaning."""

    def __init__(
        self, catalogue: Catalogue, vectors: VectorSearch, encoder: Encoder, reranker: Reranker | None = None
    ) -> None:
        self.catalogue = catalogue
        self.encoder = encoder
        self._spelling = Spelling(catalogue, catalogue.vocabulary)
        self._vectors = vectors
        self._reranker = reranker

    def search(self, query: str, k: int = 10, vector: NDArray[np.float32] | None = None) -> list[Hit]:
        """Up to k passages for what somebody typed, best first; the same text from two sources comes once.

        A hit's score is that of the fusion (at most 2/21), or the reranker's own. `vector` is the query's,
        where the caller has it already.
        """
        query = whole_letters(query)
        terms = list(self.rarity(query)) or list(dict.fromkeys(stems(query)))
        if not terms:
            return []
        if vector is None:
            vector = self.encoder.encode([query])[0]
        near = self._vectors.nearest(vector, DEPTH)
        words = self.catalogue.search_words(terms, RAREST, DEPTH)
        weight = 1.0
        if len(terms) >= QUESTION_WORDS:
            weight = NAME_WEIGHT if self._names_something(terms) else WORD_WEIGHT
        fused = reciprocal_rank_fusion([([id_ for id_, _ in near], 1.0), ([id_ for id_, _ in words], weight)])
        ids = sorted(fused, key=lambda id_: (-fused[id_], id_))
        return self._hits(query, ids, fused, k)

    def _names_something(self, terms: Sequence[str]) -> bool:
        """Whether one of these words stands in so few passages that it is a name, which says where to look."""
        named = [count for count in self.catalogue.frequencies(terms).values() if 0 < count <= NAMED_IN]
        return bool(named) and self.catalogue.counts()["passages"] >= MANY_PASSAGES

    def rarity(self, query: str) -> dict[str, float]:
        """The words that say what a query is about, as stems with typing errors mended, and how rare each is.

        Rarity is the inverse document frequency ln(1 + N / (n + 1/2)), which stays positive in a small collection.
        """
        terms = content_stems(query)
        known = self.catalogue.frequencies(terms)
        mended = list(dict.fromkeys(term if known[term] else self._spelling.mend(term) for term in terms))
        frequencies = self.catalogue.frequencies(mended)
        passages = self.catalogue.counts()["passages"]
        return {term: math.log(1 + passages / (frequencies[term] + 0.5)) for term in mended}

    def _hits(self, query: str, ids: list[str], scores: dict[str, float], k: int) -> list[Hit]:
        passages = self.catalogue.passages(ids)
        sources = {source_id: self.catalogue.source(source_id) for source_id in {p.source for p in passages.values()}}
        hits: list[Hit] = []
        seen: set[str] = set()
        for id_ in ids:
            passage = passages.get(id_)
            source = sources.get(passage.source) if passage else None
            if passage is None or source is None or passage.text in seen:
                continue
            seen.add(passage.text)
            hits.append(Hit(passage, source, scores[id_]))
        if self._reranker is not None:
            hits = self._rerank(self._reranker, query, hits[:RERANKED])
        return hits[:k]

    def _rerank(self, reranker: Reranker, query: str, hits: list[Hit]) -> list[Hit]:
        scores = reranker.scores(query, [hit.passage.embedded_text for hit in hits])
        scored = [Hit(hit.passage, hit.source, score) for hit, score in zip(hits, scores, strict=True)]
        return sorted(scored, key=lambda hit: -hit.score)


class CareerRetriever(BaseRetriever):
    """The same search for LangChain: documents with `id`, `title`, `source`, `address` and `score` as metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Searcher
    k: int = 5

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002 - LangChain gives it
        return [
            Document(
                id=hit.passage.id,
                page_content=hit.passage.text,
                metadata={
                    "id": hit.passage.id,
                    "title": hit.passage.title,
                    "source": hit.source.label,
                    "address": hit.source.address,
                    "score": hit.score,
                },
            )
            for hit in self.searcher.search(query, self.k)
        ]
