"""What is asked: train the small model of intents, and measure it and the named things on utterances that it never saw.

    python -m tests.evals.intents            what the model that ships reaches, with its confusion matrix
    python -m tests.evals.intents --fit      train it anew on questions/intents_train.jsonl and questions/intents_dev.jsonl first

`intents_train` was written for training. `utterances_dev` and `utterances_test` were written blind, without sight of the training set and
of the code; the dev set was looked at while building, and trains the final model; the test set does neither.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot import intent
from bot.intent import INTENTS, Message
from bot.person import impersonal
from bot.understand import masked_message
from knowledge.embeddings import Encoder
from knowledge.home import Home
from tests.evals.questions import lines_of, load
from tests.homes import home_of

MODEL = Path(intent.__file__).with_name("intents.npz")
FEWEST = {"w:": 2, "c:": 4}  # How many utterances a run of words or letters must stand in.
STRENGTH = 3.0  # The inverse of the regularisation.
# Questions about work that name no intent: they teach what is not to be refused.
IN_SCOPE = ("handbook", "seed_article")
REFUSING = ("off_topic", "unsafe", "distress", "small_talk", "clarify")


def main(arguments: Sequence[str] | None = None) -> int:
    """Train or measure; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="train the model anew")
    parser.add_argument("--home", type=Path, metavar="DIR", help="a home that holds the pack; made where there is none")
    options = parser.parse_args(arguments)
    import tempfile

    from knowledge.home import open_home
    from knowledge.settings import read_settings

    with tempfile.TemporaryDirectory() as folder:
        home = open_home(read_settings(options.home)) if options.home else home_of(Path(folder) / "home", "pack")
        with home:
            if options.fit:
                fit(home, [*lines_of("intents_train"), *lines_of("utterances_dev")])
            for name in ("utterances_dev", "utterances_test"):
                report(home, name)
    return 0


def fit(home: Home, items: Sequence[dict[str, Any]]) -> None:
    """Train on items with "text", "intents" and "before", and write the model that ships."""
    from sklearn.linear_model import LogisticRegression

    in_scope = [
        {"text": question.text, "intents": []}
        for name in IN_SCOPE
        for question in load(name, "dev")
        if question.answerable
    ]
    rows = [*items, *in_scope]
    messages = [message_of(home, item) for item in rows]
    places, rarity = _vocabulary([message.masked for message in messages])
    table = _table(messages, home.encoder, places, rarity)
    weights = np.zeros((len(INTENTS), table.shape[1]))
    bias = np.zeros(len(INTENTS))
    for row, name in enumerate(INTENTS):
        seen = len(rows) if name in REFUSING else len(items)
        told = np.array([name in item["intents"] for item in rows[:seen]])
        learned = LogisticRegression(C=STRENGTH, max_iter=2000, class_weight="balanced").fit(table[:seen], told)
        weights[row], bias[row] = learned.coef_[0], learned.intercept_[0]
    np.savez_compressed(
        MODEL,
        runs=np.frombuffer("\n".join(places).encode("utf-8"), dtype=np.uint8),
        rarity=rarity.astype(np.float16),
        weights=weights.astype(np.float16),
        bias=bias.astype(np.float32),
    )
    intent._model.cache_clear()
    sys.stdout.write(f"trained on {len(items)} utterances, {len(places)} runs: {MODEL.stat().st_size / 1024:.0f} kB\n")


def message_of(home: Home, item: dict[str, Any]) -> Message:
    """An item as the model sees it."""
    return masked_message(impersonal(item["text"]), home.mentions, follows=bool(item.get("before")))


def report(home: Home, name: str) -> tuple[float, float]:
    """Print how often the intents of a set are right, with the confusion matrix; gives the shares of first and of all intents right."""
    items = lines_of(name)
    messages = [message_of(home, item) for item in items]
    got = [intent.intents_of(intent.chances(message, home.encoder), message) for message in messages]
    first = float(np.mean([found[0] in item["intents"] for found, item in zip(got, items, strict=True)]))
    whole = float(np.mean([set(found) == set(item["intents"]) for found, item in zip(got, items, strict=True)]))
    sys.stdout.write(
        f"\n{name}: {len(items)} utterances, likeliest intent right {first:.3f}, all intents and no other {whole:.3f}\n"
    )
    sys.stdout.write(confusion([(item["intents"], found[0]) for item, found in zip(items, got, strict=True)]))
    return first, whole


def confusion(pairs: Sequence[tuple[Sequence[str], str]]) -> str:
    """A confusion matrix: a row for what was asked, a column for what was understood."""
    counts = Counter((found if found in asked else asked[0], found) for asked, found in pairs)
    lines = [f"{'':>11}" + "".join(f"{name[:7]:>8}" for name in INTENTS)]
    for row in INTENTS:
        cells = "".join(f"{counts[row, column] or '.':>8}" for column in INTENTS)
        lines.append(f"{row:>11}{cells}")
    return "\n".join(lines) + "\n"


def _vocabulary(texts: Sequence[str]) -> tuple[dict[str, int], Any]:
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update(set(intent.runs(text)))
    kept = sorted(run for run, count in seen.items() if count >= FEWEST[run[:2]])
    rarity = np.log((1 + len(texts)) / (1 + np.array([seen[run] for run in kept]))) + 1
    return {run: place for place, run in enumerate(kept)}, rarity


def _table(messages: Sequence[Message], encoder: Encoder, places: dict[str, int], rarity: Any) -> Any:
    return np.stack(
        [intent.features(message, intent.encoded(message, encoder), places, rarity) for message in messages]
    )


if __name__ == "__main__":
    sys.exit(main())
