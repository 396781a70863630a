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
from typing import Literal

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
PART = 0.9
FEWEST_LETTERS = 5  # of a role's name of one word that counts within a longer title
_CAPITALS = re.compile(r"\b[A-Z]{2,4}\b")
_BOUNDARY = re.compile(r"[,;:.()\[\]/•|\n]|\s[-–]\s")
# What a job title says besides the job: how senior, where, how long, for whom.
_BESIDE = frozenset(
    stem(word)
    for word in """senior sr snr junior jr jnr lead principal staff trainee intern internship graduate entry level mid midlevel experienced
    i ii iii iv remote hybrid onsite wfh freelance contract contractor permanent perm temporary temp part full time fulltime parttime
    nights night days day shift shifts weekend weekends urgent hiring wanted vacancy vacancies position job role opening hire needed
    apprentice""".split()
)


# How people shorten the words of job titles.
_SHORT = {
    **dict.fromkeys(("sr", "snr"), "senior"),
    **dict.fromkeys(("jr", "jnr"), "junior"),
    **dict.fromkeys(("mgr", "mngr", "mngt"), "manager"),
    **dict.fromkeys(("engr", "eng", "engg"), "engineer"),
    **dict.fromkeys(("dev", "devs"), "developer"),
    **dict.fromkeys(("asst", "assist", "asstt"), "assistant"),
    **dict.fromkeys(("tech", "techn"), "technician"),
    **dict.fromkeys(("ops", "oper"), "operations"),
    **dict.fromkeys(("admin", "adm"), "administrator"),
    **dict.fromkeys(("rep", "reps"), "representative"),
    **dict.fromkeys(("exec", "execs"), "executive"),
    **dict.fromkeys(("acct", "acctg"), "accounting"),
    **dict.fromkeys(("coord", "coordinatr"), "coordinator"),
    **dict.fromkeys(("mktg", "mkt"), "marketing"),
    "ml": "machine learning",
    "sw": "software",
    "swe": "software engineer",
    "sde": "software engineer",
    "hw": "hardware",
    "sys": "systems",
    "prof": "professor",
    "dir": "director",
    "vp": "vice president",
    "spec": "specialist",
    "svc": "service",
    "cust": "customer",
    "mech": "mechanical",
    "elec": "electrical",
    "maint": "maintenance",
    "mfg": "manufacturing",
    "hr": "human resources",
    "pharm": "pharmacist",
    "maths": "mathematics",
    "sec": "secretary",
    "supv": "supervisor",
    "recep": "receptionist",
    "op": "operator",
}


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
def turned_by(kind: Literal["role", "skill"]) -> tuple[Vectors, Vectors]:
    """The learned matrix for a kind as two thin ones, of shapes (384, rank) and (rank, 384)."""
    data = (importlib.resources.files("knowledge") / "link.npz").read_bytes()
    with np.load(io.BytesIO(data)) as arrays:
        return arrays[f"{kind}_left"].astype(np.float32), arrays[f"{kind}_right"].astype(np.float32)


def turn(vectors: Vectors, kind: Literal["role", "skill"]) -> Vectors:
    """Vectors of what people write, turned to where the names of what they mean lie; of length 1."""
    left, right = turned_by(kind)
    moved = vectors + vectors @ left @ right
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
        """Up to k records of a kind that a text may mean, best first; none where nothing fits.

        A match scores no higher than the one before it: the chances were learned from nearest ones.
        """
        text = " ".join(whole_letters(text).split())
        if not tokens(text):
            return []
        rule: Weights = getattr(learned(), kind)
        named = self.named(text, kind)
        near: list[Match] = []
        for found in self.near(text, kind, k + 1):
            score = min(chance(rule, found.measures), near[-1].score if near else 1.0)
            near.append(Match(found.best.record, found.best.title, score))
        if not named and (not near or near[0].score < rule.floor):
            return []
        return (named + [match for match in near if match.id not in {found.id for found in named}])[:k]

    def named(self, text: str, kind: Kind) -> list[Match]:
        """The record that has exactly this name, or of a job title the one whose name is the longest part of it.

        A name holds in any order and inflection, with its typing errors mended and its shortened words written out.
        """
        found = self._catalogue.names(kind, "plain", [plain(text)])
        if not found:
            words = tokens(written_out(text) if kind == "role" else text)
            mended = [self._spelling.mend(stem(word)) for word in words]
            bare = [word for word in mended if word not in _BESIDE] if kind == "role" else []
            for candidate in (words, mended, bare):
                found = found or self._called(kind, candidate)
        if found:
            return [Match(found[0].record, found[0].title, EXACT)]
        return (self._part(words) or self._in_capitals(text)) if kind == "role" else []

    def mended(self, word: str) -> str:
        """A folded word with its typing error mended, where no name has it; one that is known stays as it is."""
        return word if word in STOPWORDS else self._spelling.mend(stem(word))

    def knows(self, word: str) -> bool:
        """Whether a folded word stands in a name as it is written."""
        return self._spelling.knows(stem(word))

    def _called(self, kind: Kind, words: Sequence[str]) -> list[Named]:
        found = self._catalogue.names(kind, "bag", [bag(" ".join(words))]) if words else []
        return [named for named in found if is_whole(named, words)]

    def _part(self, words: Sequence[str]) -> list[Match]:
        """The role whose name is the longest run of words in a title, the first of those as long."""
        runs = {
            bag(" ".join(words[first:last])): (first - last, first)
            for first in range(len(words))
            for last in range(len(words), first, -1)
            if last - first < len(words)
        }
        found = [
            named
            for named in self._catalogue.names("role", "bag", list(runs))
            if named.is_packs and (" " in named.plain or len(named.plain) >= FEWEST_LETTERS) and is_whole(named, words)
        ]
        if not found:
            return []
        best = min(found, key=lambda named: runs[named.bag])
        return [Match(best.record, best.title, PART)]

    def _in_capitals(self, text: str) -> list[Match]:
        """The pack's role whose short name stands in capitals in a title ("RN nights")."""
        short = [word.lower() for word in _CAPITALS.findall(text)]
        found = [named for named in self._catalogue.names("role", "plain", short) if named.is_packs] if short else []
        return [Match(found[0].record, found[0].title, PART)] if found else []

    def near(self, text: str, kind: Kind, k: int) -> list["Near"]:
        """The k records whose names lie nearest to a text, nearest first, whether they fit or not."""
        own = self._encoder.encode(pieces_of(text) if kind == "skill" else [text])
        views = [own, turn(own, kind)] if kind != "course" and self._learned_here else [own]
        hits_of = self._vectors.nearest_each(np.concatenate(views), NEAREST, kind)
        found = [hits_of[start : start + len(own)] for start in range(0, len(hits_of), len(own))]
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


def is_whole(named: Named, words: Sequence[str]) -> bool:
    """Whether a name that is found by its words of content holds no "IT" that the text lacks: an IT manager is not any manager."""
    return "it" not in named.plain.split() or "it" in words


def written_out(title: str) -> str:
    """A job title with its usual short forms written out, and nothing but its words."""
    return " ".join(_SHORT.get(word, word) for word in tokens(title))


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
