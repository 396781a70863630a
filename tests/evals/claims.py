"""Learn which sentences of a language model their evidence bears out, and print how well that holds.

    python -m tests.evals.claims HOME           the figures of the committed weights, on both sets, by class, with 95% intervals
    python -m tests.evals.claims HOME --fit     learn the weights on the development set and write bot/claims.json
    python -m tests.evals.claims HOME --curve FILE   kept and struck for every threshold on the unseen set, as CSV

HOME is a home that holds the pack. `dev` and `test` were written blind, by people who had not seen the checker, `test` by others and
about other questions after the rules had been tuned on `dev`: honest sentences as a model would
write them, falsehoods made by one edit of such a sentence, and free inventions.
"""

import argparse
import csv
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from tqdm import tqdm

from bot import marks
from bot.claims import WEIGHTS, Checker, Measures, Note, may_state_nothing, weights
from bot.tongue import Tongue
from knowledge.home import Home, open_home
from knowledge.settings import read_settings

QUESTIONS = Path(__file__).with_name("questions")
HONEST_KEPT = 0.96  # of the development set, which sets the threshold
FOLDS = 5
CLAIMS_LET_THROUGH = 0.02  # of those that have no figure or name, where they have no mark either
STRENGTH = 3.0  # The inverse of the pull towards nothing, as C of scikit-learn.
SPEAKS_FOR = ("straight", "covered", "covered_by_one", "similar", "similar_to_all")


@dataclass(frozen=True)
class Claim:
    """A sentence with its marks, its class ("honest", "free" or the kind of edit), and the evidence of its answer."""

    text: str
    kind: str
    question: str
    evidence: tuple[Note, ...]


def claims(half: str) -> Iterator[Claim]:
    """The sentences of a set, `dev` or `test`."""
    cases = {}
    for line in (QUESTIONS / f"claims_{half}_evidence.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        notes = tuple(Note(note["number"], note["title"], tuple(note["texts"])) for note in case["evidence"])
        cases[case["case"]] = (case["question"], notes)
    for line in (QUESTIONS / f"claims_{half}.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        yield Claim(item["text"], item.get("class", "honest"), *cases[item["case"]])


def _read(claim: Claim) -> tuple[str, tuple[int, ...]]:
    known = {note.number for note in claim.evidence}
    return marks.parted(marks.normal(claim.text, known))


def checker_of(home: Home, claim: Claim) -> Checker:
    """The checker as an answer to that question would have it."""
    return Checker(home.encoder, home.mentions, claim.question)


def kept(home: Home, claim: Claim) -> bool:
    """Whether the whole check keeps a sentence."""
    bare, numbers = _read(claim)
    return checker_of(home, claim).verdict(bare, numbers, claim.evidence, Tongue()).kept


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The 95% interval of a share (Wilson)."""
    if not count:
        return 0.0, 1.0
    z, p = 1.96, hits / count
    middle = (p + z * z / (2 * count)) / (1 + z * z / count)
    reach = z * math.sqrt(p * (1 - p) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return middle - reach, middle + reach


def fit(home: Home) -> None:
    """Learn on the development set; the threshold keeps a share of its honest sentences, judged by weights that have not seen them."""
    rows, truths = [], []
    for claim in tqdm([*claims("dev")], desc="measured", disable=None):
        bare, numbers = _read(claim)
        cited = [note for note in claim.evidence if note.number in numbers]
        checker = checker_of(home, claim)
        if cited and not checker.refused(bare, cited):
            rows.append(astuple(checker.measure(bare, cited)))
            truths.append(claim.kind == "honest")
    values, honest = np.array(rows), np.array(truths)
    fold = np.arange(len(honest)) % FOLDS
    chances = np.zeros(len(honest))
    for number in range(FOLDS):
        chances[fold == number] = _chances(
            _learned(values[fold != number], honest[fold != number]), values[fold == number]
        )
    *measures, bias = _learned(values, honest)
    learned = {
        "joining": [round(float(weight), 3) for weight in joining(home)],
        "measures": [round(float(weight), 3) for weight in measures],
        "bias": round(float(bias), 3),
        "threshold": round(float(np.quantile(chances[honest], 1 - HONEST_KEPT)), 3),
    }
    WEIGHTS.write_text(json.dumps(learned) + "\n", encoding="utf-8")
    weights.cache_clear()
    for field, weight, value in zip(fields(Measures), learned["measures"], values.mean(axis=0), strict=True):
        sys.stdout.write(f"{field.name:18} weight {weight:7.2f}   mean {value:.2f}\n")


def joining(home: Home) -> np.ndarray:
    """What tells sentences that state nothing from claims: a weight for each dimension of an embedding, then the bias.

    The bias lets through a share of the claims, judged by weights that have not seen them.
    """
    texts, states = [], []
    for claim in claims("dev"):
        bare, numbers = _read(claim)
        texts, states = [*texts, bare], [*states, bool(numbers)]
    for item in map(json.loads, (QUESTIONS / "joining.jsonl").read_text(encoding="utf-8").splitlines()):
        texts, states = [*texts, item["text"]], [*states, item["states"]]
    kept = [place for place, text in enumerate(texts) if may_state_nothing(text)]
    values, nothing = (
        home.encoder.encode([texts[place] for place in kept]),
        ~np.array([states[place] for place in kept]),
    )
    fold, scores = np.arange(len(kept)) % FOLDS, np.zeros(len(kept))
    for number in range(FOLDS):
        *found, bias = _logistic(values[fold != number], nothing[fold != number])
        scores[fold == number] = values[fold == number] @ np.array(found) + bias
    learned = _logistic(values, nothing)
    learned[-1] -= np.quantile(scores[~nothing], 1 - CLAIMS_LET_THROUGH)
    return learned


def _logistic(
    values: np.ndarray, truths: np.ndarray, bounds: Sequence[tuple[int | None, int | None]] | None = None
) -> np.ndarray:
    """A logistic regression, both truths weighing the same: weights, then the bias."""
    table = np.hstack([values, np.ones((len(values), 1))])
    share = np.where(truths, 0.5 / truths.sum(), 0.5 / (~truths).sum()) * len(truths)
    signs = np.where(truths, 1.0, -1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = signs * (table @ weights)
        pull = -signs * share / (1 + np.exp(np.clip(margin, -30, 30)))
        penalty = weights[:-1] / STRENGTH
        return (
            float((share * np.logaddexp(0, -margin)).sum() + (weights[:-1] @ penalty) / 2),
            table.T @ pull + np.append(penalty, 0.0),
        )

    return np.asarray(minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x)


def _learned(values: np.ndarray, honest: np.ndarray) -> np.ndarray:
    """The weights of the measures, none of which counts against what it stands for, then the bias."""
    signs = [(0, None) if field.name in SPEAKS_FOR else (None, 0) for field in fields(Measures)]
    return _logistic(values, honest, [*signs, (None, None)])


def _chances(learned: np.ndarray, values: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-(values @ learned[:-1] + learned[-1]))))


def report(home: Home, half: str) -> None:
    """Print the share kept of each class, with its interval."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for claim in claims(half):
        counts[claim.kind].append(kept(home, claim))
    edits = [found for kind, some in counts.items() if kind not in ("honest", "free") for found in some]
    sys.stdout.write(f"{half}: threshold {weights().threshold}\n")
    for kind, found in [*sorted(counts.items()), ("all one-edit falsehoods", edits)]:
        good = sum(found) if kind == "honest" else len(found) - sum(found)
        low, high = wilson(good, len(found))
        word = "kept" if kind == "honest" else "struck"
        sys.stdout.write(
            f"  {kind:24} {word:6} {good:4} of {len(found):4}  {good / len(found):6.1%}  ({low:.0%} to {high:.0%})\n"
        )


def curve(home: Home, half: str, path: Path) -> None:
    """Write, for every threshold, the share of honest sentences kept, of one-edit falsehoods struck, and of inventions struck."""
    judged = [(claim.kind, _chance(home, claim)) for claim in claims(half)]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("threshold", "honest_kept", "edits_struck", "inventions_struck"))
        for threshold in np.linspace(0, 1, 101):
            shares = []
            for wanted in ("honest", "edit", "free"):
                of = [c for kind, c in judged if (kind if kind in ("honest", "free") else "edit") == wanted]
                share = sum(c >= threshold for c in of) / len(of)
                shares.append(round(share if wanted == "honest" else 1 - share, 3))
            table.writerow((round(float(threshold), 2), *shares))


def _chance(home: Home, claim: Claim) -> float:
    bare, numbers = _read(claim)
    checker = checker_of(home, claim)
    cited = [note for note in claim.evidence if note.number in numbers]
    if not cited:
        return float(checker.verdict(bare, numbers, claim.evidence).kept)
    return 0.0 if checker.refused(bare, cited) else checker.chance(bare, cited)


def main() -> int:
    """Fit, or report."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.evals.claims", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home", type=Path, metavar="HOME")
    parser.add_argument("--fit", action="store_true", help="learn the weights and write them")
    parser.add_argument("--half", choices=("dev", "test"), help="report this half only")
    parser.add_argument("--curve", type=Path, metavar="FILE", help="write the curve of the unseen set")
    options = parser.parse_args()
    with open_home(read_settings(options.home)) as home:
        if options.fit:
            fit(home)
        for half in [options.half] if options.half else ["dev", "test"]:
            report(home, half)
        if options.curve:
            curve(home, "test", options.curve)
    return 0


if __name__ == "__main__":
    sys.exit(main())
