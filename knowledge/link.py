"""What people mean: the role, skill or course that a phrase names.

One vector stands for each name, and the best name counts. Exact names come first. Beyond them a phrase is compared in the meaning of the
embedding model, turned by a matrix that was learned from how people write (`python -m tests.evals.link --fit`): for roles from real vacancy
titles, for skills from descriptions of skills. The score is the chance that the match is right, learned likewise, so it means the
same for roles, skills and courses; where even the best is more likely wrong than the floor allows, there is no match.
"""

import importlib.resources
import io
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from knowledge.catalogue import Catalogue
from knowledge.embeddings import Encoder, Vectors
from knowledge.index import VectorSearch
from knowledge.records import Kind
from knowledge.relations import Named, bag, plain
from knowledge.spelling import Spelling
from knowledge.words import STOPWORDS, stem, tokens, whole_letters

NEAREST = 200  # How many names each vector brings to the comparison.
PHRASE = 4  # A text of more words is looked at in pieces as well.
PIECE = 4  # The longest such piece, in words.
MOST_PIECES = 80
EXACT = 0.99
_BOUNDARY = re.compile(r"[,;:.()\[\]/•|\n]|\s[-–]\s")
# What a job title says besides the job: how senior, where, how long, for whom.
_BESIDE = frozenset(
    stem(word)
    for word in """senior sr snr junior jr jnr lead principal staff trainee intern internship graduate entry level mid midlevel experienced
    i ii iii iv remote hybrid onsite wfh freelance contract contractor permanent perm temporary temp part full time fulltime parttime
    nights night days day shift shifts weekend weekends urgent hiring wanted vacancy vacancies position job role opening hire needed
    apprentice""".split()
)


@dataclass(frozen=True, slots=True)
class Match:
    """A record that a phrase may mean, with the chance that it is right."""

    id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Near:
    """A record's name that lies nearest to a text, with the measures of the match; see `measures`."""

    best: Named
    measures: tuple[float, ...]


class Weights(BaseModel):
    """The learned logistic regression from a match's measures to the chance that it is right."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weights: tuple[float, ...]
    bias: float
    floor: float


class Learned(BaseModel):
    """What was learned for each kind."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Weights
    skill: Weights
    course: Weights


@lru_cache(maxsize=1)
def learned() -> Learned:
    """The learned weights that ship."""
    return Learned.model_validate_json((importlib.resources.files("knowledge") / "link.json").read_bytes())


@lru_cache(maxsize=2)
def turned_by(kind: Kind) -> tuple[Vectors, Vectors] | None:
    """The learned matrix for a kind as two thin ones, of shapes (384, rank) and (rank, 384); courses have none."""
    if kind == "course":
        return None
    data = (importlib.resources.files("knowledge") / "link.npz").read_bytes()
    with np.load(io.BytesIO(data)) as arrays:
        return arrays[f"{kind}_left"].astype(np.float32), arrays[f"{kind}_right"].astype(np.float32)


def turn(vectors: Vectors, kind: Kind) -> Vectors:
    """Vectors of what people write, turned to where the names of what they mean lie; of length 1."""
    thin = turned_by(kind)
    if thin is None:
        return vectors
    moved = vectors + vectors @ thin[0] @ thin[1]
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)


class Linker:
    """Links phrases to records over one home."""

    def __init__(self, catalogue: Catalogue, vectors: VectorSearch, encoder: Encoder) -> None:
        self._catalogue = catalogue
        self._vectors = vectors
        self._encoder = encoder
        self._spelling = Spelling(catalogue, catalogue.name_vocabulary)
        self._learned_here = encoder.card.is_bundled

    def link(self, text: str, kind: Kind, k: int = 10) -> list[Match]:
        """Up to k records of a kind that a text may mean, best first; none where nothing fits."""
        text = " ".join(whole_letters(text).split())
        if not tokens(text):
            return []
        rule: Weights = getattr(learned(), kind)
        exact = self.exact(text, kind)
        near = [
            Match(found.best.record, found.best.title, chance(rule, found.measures))
            for found in self.near(text, kind, k + 1)
        ]
        if not exact and (not near or near[0].score < rule.floor):
            return []
        matches = [Match(id_, name, EXACT) for id_, name in exact.items()]
        return (matches + [match for match in near if match.id not in exact])[:k]

    def exact(self, text: str, kind: Kind) -> dict[str, str]:
        """The record that has exactly this name.

        As it is written, in any order and inflection, with its typing errors mended, or without what a job title says beside the job.
        """
        written = self._catalogue.names(kind, "plain", [plain(text)])
        if not written:
            words = bag(text).split()
            mended = [self._spelling.mend(word) for word in words]
            bare = [word for word in mended if word not in _BESIDE] if kind == "role" else []
            for candidate in (words, mended, bare):
                written = written or self._catalogue.names(kind, "bag", [" ".join(sorted(candidate))])
        return {written[0].record: written[0].title} if written else {}

    def near(self, text: str, kind: Kind, k: int) -> list["Near"]:
        """The k records whose names lie nearest to a text, nearest first, whether they fit or not."""
        own = self._encoder.encode(pieces_of(text) if kind == "skill" else [text])
        views = [own, turn(own, kind)] if self._learned_here else [own]
        found = [self._vectors.nearest_each(view, NEAREST, kind) for view in views]
        keys = dict.fromkeys(key for view in found for hits in view for key, _ in hits)
        named: dict[str, list[Named]] = defaultdict(list)
        for name in self._catalogue.names(kind, "key", list(keys)):
            named[name.key].append(name)
        tables = [[_by_record(hits, named) for hits in view] for view in found]
        best: dict[str, tuple[float, Named]] = {}
        for table in tables:
            for nearest, _ in table:
                for id_, found_name in nearest.items():
                    best[id_] = max(best.get(id_, found_name), found_name, key=lambda pair: pair[0])
        scores = {id_: tuple(_over_pieces(table, id_) for table in tables) for id_ in best}
        order = {id_: views_of[-1] if kind == "role" else sum(views_of) for id_, views_of in scores.items()}
        ids = sorted(order, key=lambda id_: (-order[id_], id_))[:k]
        return [
            Near(best[id_][1], measures(text, best[id_][1].name, *(scores[id_][-1], scores[id_][0]))) for id_ in ids
        ]


def measures(text: str, name: str, learned_near: float, near: float) -> tuple[float, ...]:
    """What the chance of a match is worked out from: nearness by what was learned and as it is, and how alike the words are, 0 to 1."""
    one, other = " ".join(tokens(text)), " ".join(tokens(name))
    return (learned_near, near, fuzz.token_set_ratio(one, other) / 100, fuzz.ratio(one, other) / 100)


def pieces_of(text: str) -> list[str]:
    """The text, and where it is long also its clauses' runs of up to four words that begin and end with a word of content."""
    pieces = [text]
    if len(text.split()) > PHRASE:
        for clause in _BOUNDARY.split(text):
            words = [word.strip("\"'*!?") for word in clause.split()]
            for length in range(1, PIECE + 1):
                for start in range(len(words) - length + 1):
                    run = words[start : start + length]
                    if run[0] and run[-1] and not {run[0].lower(), run[-1].lower()} & STOPWORDS:
                        pieces.append(" ".join(run))
    return list(dict.fromkeys(pieces))[: MOST_PIECES + 1]


def _by_record(
    hits: Sequence[tuple[str, float]], named: Mapping[str, Sequence[Named]]
) -> tuple[dict[str, tuple[float, Named]], float]:
    """Each record's nearest name, and how near the farthest of all lies: the others are farther."""
    near: dict[str, tuple[float, Named]] = {}
    for key, similarity in hits:
        for name in named.get(key, ()):
            near.setdefault(name.record, (similarity, name))
    return near, hits[-1][1] if hits else 0.0


def _over_pieces(table: Sequence[tuple[dict[str, tuple[float, Named]], float]], id_: str) -> float:
    """The mean of the whole text's nearness to a record and that of the nearest piece; or the text's alone where it has none."""
    whole, *pieces = [near[id_][0] if id_ in near else farthest for near, farthest in table]
    return (whole + max(pieces)) / 2 if pieces else whole


def chance(rule: Weights, values: Sequence[float]) -> float:
    """The chance that a match with these measures is right; never that of an exact name."""
    raw = float(np.dot(rule.weights, values)) + rule.bias
    return round(min(1 / (1 + float(np.exp(-raw))), EXACT - 0.01), 4)
