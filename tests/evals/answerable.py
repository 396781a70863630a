"""Learn when the evidence answers a question, and print how well that holds.

    python -m tests.evals.answerable          print the figures of the committed weights, on both halves
    python -m tests.evals.answerable --fit    learn the weights on the development halves and write bot/answerable.json

The handbook pages and the seed article come from the shared data folder; the homes are made anew in a temporary folder.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import astuple
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from bot.answerable import WEIGHTS, measure
from bot.evidence import gather
from knowledge.home import Home
from tests.evals.questions import Question, load
from tests.homes import handbook_home, seed_home

NAMES = ("seed_article", "handbook")  # Each counts the same, however many questions it has.
REFUSED_AT_MOST = 0.025  # Share of answerable development questions that may be refused.


def measured(home: Home, questions: list[Question]) -> tuple[np.ndarray, np.ndarray]:
    """The measures of each question, shape (questions, 7), and whether it is answerable."""
    searcher = home.searcher
    rows = [astuple(measure(gather(searcher, question.text), searcher)) for question in questions]
    return np.array(rows), np.array([question.answerable for question in questions])


def main() -> int:
    """Fit or report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="learn the weights and write them")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sets = {"seed_article": seed_home(Path(folder)), "handbook": handbook_home(Path(folder))}
        table = {
            (name, split): measured(home, load(name, split)) for name, home in sets.items() for split in ("dev", "test")
        }
        for home in sets.values():
            home.close()
    if options.fit:
        fit(table)
    report(table)
    return 0


def fit(table: dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]) -> None:
    """Learn on the development halves; the threshold is where few answerable questions are refused."""
    values = np.vstack([table[name, "dev"][0] for name in NAMES])
    answerable = np.concatenate([table[name, "dev"][1] for name in NAMES])
    weights_of = {name: table["handbook", "dev"][1].size / table[name, "dev"][1].size for name in NAMES}
    shares = np.concatenate([np.full(table[name, "dev"][1].size, weights_of[name]) for name in NAMES])
    model = LogisticRegression(C=3.0, class_weight="balanced").fit(values, answerable, sample_weight=shares)
    chances = model.predict_proba(values)[:, 1]
    threshold = float(np.quantile(chances[answerable], REFUSED_AT_MOST))
    weights = {
        "measures": [round(float(weight), 3) for weight in model.coef_[0]],
        "bias": round(float(model.intercept_[0]), 3),
        "threshold": round(threshold, 3),
    }
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def report(table: dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]) -> None:
    """Print, for each set and half: area under the curve, answerable questions refused, unanswerable ones answered."""
    weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    sys.stdout.write(f"weights {weights}\n{'set':14} {'half':5} {'AUC':>6} {'refused':>16} {'answered wrongly':>18}\n")
    for (name, split), (values, answerable) in table.items():
        chances = 1 / (1 + np.exp(-(weights["bias"] + values @ np.array(weights["measures"]))))
        said = chances >= weights["threshold"]
        area = roc_auc_score(answerable, chances)
        refused = f"{(~said[answerable]).sum()} of {answerable.sum()}"
        wrongly = f"{said[~answerable].sum()} of {(~answerable).sum()}"
        sys.stdout.write(f"{name:14} {split:5} {area:6.3f} {refused:>16} {wrongly:>18}\n")


if __name__ == "__main__":
    sys.exit(main())
