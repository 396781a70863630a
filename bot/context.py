"""A message cleaned, and whether it leans on what came before it."""

import re
from collections.abc import Sequence

from knowledge.words import content_stems, tokens

LONGEST = 2000  # Letters of a message that are read.
_FOLLOWS = re.compile(
    r"^(and|or|but|so|also|why|how so|what about|how about|what else|tell me more|more about|which one|the (first|"
    r"second|third|last))\b",
    re.IGNORECASE,
)
POINTS_BACK = {"it", "that", "this", "they", "them", "these", "those", "there", "one", "ones"}
FEW_WORDS = 3


def clean(message: str) -> str:
    """A message on one line, without control characters, cut to what is read."""
    printable = "".join(letter if letter.isprintable() else " " for letter in message[: 2 * LONGEST])
    return " ".join(printable.split())[:LONGEST]


def whole_text(message: str, history: Sequence[str]) -> str:
    """A message that only makes sense after the one before it ("and how long does that take?"), with that one."""
    if history and needs_context(message):
        return f"{clean(history[-1])} {message}"
    return message


def needs_context(message: str) -> bool:
    """Whether a message points back: it opens like a follow-up or has few words of its own and a pronoun."""
    stems = content_stems(message)
    points_back = bool(POINTS_BACK & set(tokens(message)))
    opens_so = bool(_FOLLOWS.match(message))
    return not stems or (len(stems) <= FEW_WORDS and (opens_so or points_back))
