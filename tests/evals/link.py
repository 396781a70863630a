"""Learn what people mean from real titles and sentences, and print how well that holds.

    python -m tests.evals.link --home HOME          print the figures of what was learned
    python -m tests.evals.link --home HOME --fit    learn, and write knowledge/link.npz and knowledge/link.json

The home must hold the pack and ESCO; the titles and sentences are in the shared data folder, under `tuning`. Of the titles, 3,000 (seed 0)
are for validation: what they say, folded, is in none of those learned from, nor in those that the chances are learned from.
"""

import argparse
import csv
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from knowledge import link
from knowledge.catalogue import Catalogue
from knowledge.embeddings import Encoder, Vectors
from knowledge.home import Home, open_home
from knowledge.link import Linker, Weights
from knowledge.records import Kind
from knowledge.settings import read_settings
from knowledge.words import tokens
from tests.evals.questions import FOLDER
from tests.homes import DATA

TUNING = DATA / "tuning"
LEARNED = Path(link.__file__).parent
VALIDATION, CALIBRATION = 3000, 1200
RANK = 128
EPOCHS, BATCH, OTHERS, TEMPERATURE, SHRINK = 6, 128, 1500, 0.05, 0.1
FLOOR_SHARE = 0.03  # Right matches of the calibration that the floor may cost.


@dataclass(frozen=True)
class Titled:
    """A title or sentence, and the ids of the records that it may mean."""

    text: str
    meant: frozenset[str]


def main() -> int:
    """Fit or report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--fit", action="store_true", help="learn and write")
    options = parser.parse_args()
    torch.manual_seed(0)
    with open_home(read_settings(options.home)) as home:
        if options.fit:
            fit(home)
        for line in report(home):
            sys.stdout.write(line + "\n")
    return 0


# The data -----------------------------------------------------------------------------------------------------------


def esco_records(catalogue: Catalogue, kind: Kind) -> dict[str, str]:
    """The records that ESCO knows, by their ids, with ESCO's own name."""
    ids = {named.record for named in catalogue.names(kind, "key", catalogue.ids(kind))}
    found = {}
    for id_, record in catalogue.records(sorted(ids)).items():
        for entry, _ in record.entries:
            if entry.codes.get("esco") and entry.id.startswith(f"{kind}:esco-"):
                found[id_] = entry.name
    return found


def titles(catalogue: Catalogue) -> tuple[list[Titled], list[Titled], list[Titled]]:
    """The titles to learn from, those to learn the chances from, and those to validate with."""
    with (TUNING / "vacancy_titles_esco_validation.csv").open(encoding="utf-8") as file:
        rows = [(row["vacancyTitle"], row["conceptUri"].rpartition("/")[2]) for row in csv.DictReader(file)]
    known = catalogue.records([f"role:esco-{uuid}" for _, uuid in rows])
    all_ = [
        Titled(text, frozenset({known[f"role:esco-{uuid}"].id})) for text, uuid in rows if f"role:esco-{uuid}" in known
    ]
    chance = random.Random(0)  # noqa: S311 - no secret
    validation = chance.sample(all_, VALIDATION)
    rest = _without(all_, validation)
    calibration = chance.sample(rest, CALIBRATION)
    return _without(rest, calibration), calibration, validation


def _without(titled: Sequence[Titled], others: Iterable[Titled]) -> list[Titled]:
    said = {" ".join(tokens(other.text)) for other in others}
    return [one for one in titled if " ".join(tokens(one.text)) not in said]


def annotated(name: str, catalogue: Catalogue) -> tuple[list[Titled], list[Titled], list[str]]:
    """Of a file of sentences: each sentence with all its skills, each span with its own or none, and each span's sentence."""
    skills = {label: id_ for id_, label in esco_records(catalogue, "skill").items()}
    sentences: dict[str, set[str]] = defaultdict(set)
    spans, of = [], []
    with (TUNING / f"{name}_validation_annotations.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            meant = {skills[row["label"]]} if row["label"] in skills else set()
            sentences[row["sentence"]] |= meant
            spans.append(Titled(row["sub_span"] or row["span"], frozenset(meant)))
            of.append(row["sentence"])
    return [Titled(text, frozenset(meant)) for text, meant in sentences.items() if meant], spans, of


def written(name: str, half: str) -> list[Titled]:
    """One half of our own blind set."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    return [Titled(item["text"], frozenset({item["expect"]} - {None})) for item in items if item["half"] == half]


def parts_of_titles(catalogue: Catalogue) -> list[Titled]:
    """Parts of course titles, and names of roles, which are no courses."""
    chance = random.Random(0)  # noqa: S311 - no secret
    own = [named for named in catalogue.names("course", "key", catalogue.ids("course")) if len(named.name.split()) > 3]
    found = []
    for named in chance.sample(own, min(400, len(own))):
        words = named.name.split()
        length = chance.randint(2, len(words) - 1)
        start = chance.randint(0, len(words) - length)
        found.append(Titled(" ".join(words[start : start + length]), frozenset({named.record})))
    roles = sorted({named.name for named in catalogue.names("role", "key", catalogue.ids("role")[:4000])})
    return found + [Titled(name, frozenset()) for name in chance.sample(roles, 200)]


# Learning -----------------------------------------------------------------------------------------------------------


def fit(home: Home) -> None:
    """Learn the two matrices, then the chances with them."""
    train, calibration, _ = titles(home.catalogue)
    roles = learn_turn(home, "role", train)
    skills = [
        Titled(entry.facts.about, frozenset({record.id}))
        for record in home.catalogue.records(sorted(esco_records(home.catalogue, "skill"))).values()
        for entry, _ in record.entries
        if entry.id.startswith("skill:esco-")
    ]
    np.savez(
        LEARNED / "link.npz",
        **dict(zip(("role_left", "role_right"), roles, strict=True)),
        **dict(zip(("skill_left", "skill_right"), learn_turn(home, "skill", skills), strict=True)),
    )
    link.turned_by.cache_clear()
    linker = home.linker
    spans = [span for name in ("tech", "house") for span in annotated(name, home.catalogue)[1]]
    chances = {
        "role": learn_chance(linker, "role", calibration + written("link_roles", "dev")),
        "skill": learn_chance(linker, "skill", spans + written("link_skills", "dev")),
        "course": learn_chance(linker, "course", parts_of_titles(home.catalogue)),
    }
    text = json.dumps({kind: rule.model_dump() for kind, rule in chances.items()}, indent=1)
    (LEARNED / "link.json").write_text(text + "\n", encoding="utf-8")
    link.learned.cache_clear()


def learn_turn(home: Home, kind: Kind, titled: Sequence[Titled]) -> tuple[Vectors, Vectors]:
    """A matrix that turns vectors of texts to where the names of what they mean lie.

    Softmax over records with the best name of each, against sampled others; the matrix is kept at low rank, in half precision.
    """
    records = sorted(esco_records(home.catalogue, kind))
    place = {id_: number for number, id_ in enumerate(records)}
    names, owner = _names(home.catalogue, kind, place)
    titled = [one for one in titled if one.meant <= place.keys()]
    texts = torch.tensor(_encoded(home.encoder, [one.text for one in titled]))
    right = np.array([place[next(iter(one.meant))] for one in titled])
    starts = np.searchsorted(owner, np.arange(len(records) + 1))
    held = torch.tensor(names)
    matrix = torch.zeros(names.shape[1], names.shape[1], requires_grad=True)
    optimiser = torch.optim.Adam([matrix], lr=1e-3)
    chance = np.random.default_rng(0)
    for _ in range(EPOCHS):
        order = chance.permutation(len(texts))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            some = np.unique(np.concatenate([right[batch], chance.integers(0, len(records), OTHERS)]))
            rows = np.concatenate([np.arange(starts[number], starts[number + 1]) for number in some])
            groups = torch.tensor(np.repeat(np.arange(len(some)), starts[some + 1] - starts[some]))
            turned = torch.nn.functional.normalize(texts[batch] + texts[batch] @ matrix, dim=1)
            near = turned @ held[rows].T
            best = torch.full((len(batch), len(some)), -1.0)
            best = best.scatter_reduce(1, groups.expand(len(batch), -1), near, "amax")
            loss = torch.nn.functional.cross_entropy(
                best / TEMPERATURE, torch.tensor(np.searchsorted(some, right[batch]))
            ) + SHRINK * (matrix**2).sum() / len(matrix)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    left, sizes, across = np.linalg.svd(matrix.detach().numpy())
    return (left[:, :RANK] * sizes[:RANK]).astype(np.float16), across[:RANK].astype(np.float16)


def _names(catalogue: Catalogue, kind: Kind, place: dict[str, int]) -> tuple[Vectors, np.ndarray]:
    """The vectors of all names of the records, and the record of each, in the order of the records."""
    ids, vectors = catalogue.all_vectors(kind)
    row = {id_: number for number, id_ in enumerate(ids)}
    pairs = sorted(
        {(place[named.record], row[named.key]) for named in catalogue.names(kind, "key", ids) if named.record in place}
    )
    return vectors[[number for _, number in pairs]], np.array([owner for owner, _ in pairs])


def _encoded(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    distinct = list(dict.fromkeys(texts))
    vectors = encoder.encode(distinct)
    row = {text: number for number, text in enumerate(distinct)}
    return vectors[[row[text] for text in texts]]


def learn_chance(linker: Linker, kind: Kind, titled: Sequence[Titled]) -> Weights:
    """The chance that the nearest record is right; the floor lies where few right ones are lost."""
    values, right = [], []
    for one in titled:
        for near in linker.near(one.text, kind, 1):
            values.append(near.measures)
            right.append(near.best.record in one.meant)
    model = LogisticRegression(C=10.0).fit(np.array(values), np.array(right))
    chances = model.predict_proba(np.array(values))[:, 1]
    return Weights(
        weights=tuple(round(float(weight), 3) for weight in model.coef_[0]),
        bias=round(float(model.intercept_[0]), 3),
        floor=round(float(np.quantile(chances[np.array(right)], FLOOR_SHARE)), 3),
    )


# Reporting ----------------------------------------------------------------------------------------------------------


def report(home: Home) -> Iterable[str]:
    """The figures, a line each."""
    linker = home.linker
    known = set(esco_records(home.catalogue, "role"))
    _, _, validation = titles(home.catalogue)
    ranks = np.array([rank_of(linker, "role", one, known) for one in validation])
    yield f"roles: {len(ranks)} titles, MRR {np.mean(1 / ranks):.3f}, in the first ten {np.mean(ranks <= 10):.3f}"
    known = set(esco_records(home.catalogue, "skill"))
    for name in ("tech", "house"):
        sentences, _, _ = annotated(name, home.catalogue)
        reciprocal = np.array([1 / rank_of(linker, "skill", one, known) for one in sentences])
        folds = GroupKFold(5).split(reciprocal, groups=[one.text for one in sentences])
        means = [float(reciprocal[held_out].mean()) for _, held_out in folds]
        error = float(np.std(means, ddof=1) / np.sqrt(len(means)))
        yield f"skills: {name}, {len(sentences)} sentences, MRR {np.mean(means):.3f} +- {1.96 * error:.3f} over five folds"
    for name, kind in (("link_roles", "role"), ("link_skills", "skill")):
        for half in ("dev", "test"):
            yield f"{name} {half}: {_first(linker, kind, written(name, half))}"


def rank_of(linker: Linker, kind: Kind, one: Titled, known: set[str]) -> float:
    """The rank of the first record that is meant, among those that ESCO knows; infinite where it is not among the nearest."""
    exact = [match.id for match in linker.named(one.text, kind)]
    found = [near.best.record for near in linker.near(one.text, kind, 300)]
    ranked = [id_ for id_ in dict.fromkeys(exact + found) if id_ in known]
    return next((rank for rank, id_ in enumerate(ranked, start=1) if id_ in one.meant), np.inf)


def _first(linker: Linker, kind: Kind, titled: Sequence[Titled]) -> str:
    found = [(one.meant, [match.id for match in linker.link(one.text, kind, 1)]) for one in titled]
    meant = [(want, got) for want, got in found if want]
    nothing = [got for want, got in found if not want]
    right = sum(bool(want & set(got)) for want, got in meant)
    missed = sum(not got for _, got in meant)
    return (
        f"{right} of {len(meant)} right at first, {missed} not found; of {len(nothing)} that mean nothing"
        f" {sum(not got for got in nothing)} are told so"
    )


if __name__ == "__main__":
    sys.exit(main())
