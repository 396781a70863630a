"""What a message asks: a small linear model of our own, over the embedding of the message and its words.

Trained by `python -m tests.evals.intents --fit` on utterances that we wrote. The words of roles and skills are masked first, so that it
learns how people ask, not what about.
"""

import importlib.resources
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

import numpy as np

from knowledge.embeddings import Encoder, Vectors
from knowledge.words import fold, tokens

Intent = Literal[
    "next_step",
    "role",
    "skill",
    "course",
    "compare",
    "move",
    "pay",
    "explore",
    "profile",
    "plan",
    "article",
    "small_talk",
    "clarify",
    "off_topic",
    "unsafe",
    "distress",
]
INTENTS: tuple[Intent, ...] = get_args(Intent)
ROLE, SKILL = "rolename", "skillname"  # What stands for a role or a skill in a masked message.
ALSO = 0.5  # The chance from which a message asks a second thing as well.
SURE = 0.9
STRANGE = 0.35  # The chance from which a message that names nothing of ours is off topic.
GRAVE = 0.7  # The chance from which despair or harm goes before everything else.
WORDS, LETTERS = (1, 3), (2, 5)  # Lengths of the runs of words and of letters that are looked at.
EMBEDDING_WEIGHT, RUNS_WEIGHT = 3.0, 1.5
LONG = 40  # words, from which on a message counts as fully long


@dataclass(frozen=True, slots=True)
class Message:
    """A message as the model sees it: its text, the text with roles and skills masked, and whether it follows another."""

    text: str
    masked: str
    follows: bool
    names: bool = False  # a role or skill, though perhaps not in the part that asks


@dataclass(frozen=True)
class Model:
    """The learned weights: a row for each intent; columns for two embeddings, five marks, and the runs in `places`."""

    places: dict[str, int]
    rarity: Vectors
    weights: Vectors
    bias: Vectors

    def chances(self, features: Vectors) -> dict[Intent, float]:
        """The chance of each intent, each for itself."""
        raw = self.weights @ features + self.bias
        return {intent: float(chance) for intent, chance in zip(INTENTS, 1 / (1 + np.exp(-raw)), strict=True)}


def intents_of(chances: dict[Intent, float], message: Message) -> tuple[Intent, ...]:
    """The likeliest intent, and those that are asked as well where the text has room for a second question.

    A grave one goes first. A message that stands alone and names no role or skill is off topic on a lower chance, unless it
    surely is something else.
    """
    text = message.text
    if (
        not message.follows
        and not message.names
        and chances["off_topic"] >= STRANGE
        and max(chances, key=lambda name: chances[name]) not in _GRAVE
        and max(chances[name] for name in chances if name not in _ODD) < max(SURE, chances["off_topic"])
    ):
        return ("off_topic",)
    plain = [name for name in chances if name not in _GRAVE]
    likeliest = max(chances[name] for name in plain)
    grave = [name for name in _GRAVE if chances[name] >= SURE or (chances[name] >= GRAVE and chances[name] > likeliest)]
    first = max(grave or plain, key=lambda name: chances[name])
    also = [intent for intent in INTENTS if intent != first and chances[intent] >= ALSO and _go_together(first, intent)]
    if {first, *also} >= {"compare", "pay"}:
        return ("compare", "pay")
    if not _TWO.search(text):
        return (first,)
    return (first, *sorted(also, key=lambda intent: -chances[intent]))


_GRAVE: tuple[Intent, ...] = ("distress", "unsafe")
_ODD: frozenset[Intent] = frozenset(("off_topic", "clarify", "profile", *_GRAVE))
_TWO = re.compile(
    r"\?.*\?|(?:\b(?:and|also|plus|then|or|but)|[&,.;!?])\s+(?:\w+\s){0,3}?(?:what|how|where|which|who|when|why|"
    r"is|are|do|does|can|could|should|would|will|tell|show|make|give|compare|find|pay|salary|a (?:free )?course|"
    r"courses?)\b",
    re.IGNORECASE,
)
_ALONE: frozenset[Intent] = frozenset(("small_talk", "clarify", "off_topic", "unsafe", "distress", "profile"))


def _go_together(first: Intent, second: Intent) -> bool:
    return first not in _ALONE and second not in _ALONE


def masked(text: str, names: Sequence[tuple[int, int, str]]) -> str:
    """A text with the names of roles and skills, given as (start, end, ROLE or SKILL), masked."""
    for start, end, word in sorted(names, reverse=True):
        text = f"{text[:start]} {word} {text[end:]}"
    return " ".join(text.split())


def runs(text: str) -> Counter[str]:
    """The runs of words and of letters of a masked text; letters within a word and its edges."""
    words = tokens(text)
    found: Counter[str] = Counter()
    for length in range(WORDS[0], WORDS[1] + 1):
        found.update("w:" + " ".join(words[at : at + length]) for at in range(len(words) - length + 1))
    for word in re.findall(r"\S+", fold(text)):
        edged = f" {word} "
        for length in range(LETTERS[0], LETTERS[1] + 1):
            found.update("c:" + edged[at : at + length] for at in range(len(edged) - length + 1))
    if "?" in text:
        found["w:?"] += 1
    return found


def features(message: Message, vectors: Vectors, places: dict[str, int], rarity: Vectors) -> Vectors:
    """What the model looks at, of shape (2 * dimensions + 5 + runs,). `vectors` are those of the text and of the masked one."""
    seen = np.zeros(len(places), dtype=np.float32)
    for run, count in runs(message.masked).items():
        at = places.get(run)
        if at is not None:
            seen[at] = (1 + np.log(count)) * rarity[at]
    length = float(np.linalg.norm(seen))
    words = message.masked.split()
    marks = [
        float(message.follows),
        float(ROLE in words),
        float(SKILL in words),
        float(words.count(ROLE) > 1),
        min(len(words), LONG) / LONG,
    ]
    return np.concatenate(
        [EMBEDDING_WEIGHT * vectors[0], EMBEDDING_WEIGHT * vectors[1], marks, RUNS_WEIGHT * seen / (length or 1.0)]
    ).astype(np.float32)


def encoded(message: Message, encoder: Encoder) -> Vectors:
    """The vectors of a message and of its masked text, of shape (2, dimensions)."""
    return encoder.encode([message.text, message.masked.replace(ROLE, "job").replace(SKILL, "skill")])


def chances(message: Message, encoder: Encoder) -> dict[Intent, float]:
    """The chance of each intent of a message."""
    model = _model()
    return model.chances(features(message, encoded(message, encoder), model.places, model.rarity))


@lru_cache(maxsize=1)
def _model() -> Model:
    data = (importlib.resources.files("bot") / "intents.npz").read_bytes()
    with np.load(io.BytesIO(data)) as arrays:
        names = arrays["runs"].tobytes().decode("utf-8").split("\n")
        return Model(
            {run: place for place, run in enumerate(names)},
            arrays["rarity"].astype(np.float32),
            arrays["weights"].astype(np.float32),
            arrays["bias"].astype(np.float32),
        )
