"""What a language model gets to read: the rules, the numbered notes of this question, and the person's words, each fenced as data.

The fence is a word that changes each time, so that no text can close it.
"""

import importlib.resources
import secrets
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.cite import Statement

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

LETTERS_A_TOKEN = 3.0  # Low on purpose: figures and names take more tokens than prose.
FENCE = "====="  # With a word that nobody can guess, it parts the data from the task.
TURNS = 2  # of the talk that the model sees
LONGEST_TURN = 300  # letters


@lru_cache(maxsize=4)
def rules(name: str) -> str:
    """The text of a prompt (bot/prompts/NAME.md)."""
    return (importlib.resources.files("bot") / "prompts" / f"{name}.md").read_text(encoding="utf-8")


def writing(
    notes: Sequence[Statement], question: str, said: Sequence[str], language: str, letters: int
) -> "list[BaseMessage]":
    """The messages that ask for an answer: at most so many letters of notes, the first ones first."""
    from langchain_core.messages import HumanMessage, SystemMessage

    fence = new_fence()
    before = [f"Earlier the person wrote: {turn[:LONGEST_TURN]}" for turn in said[-TURNS:]]
    task = [
        f"{FENCE} {fence} notes",
        *kept(notes, letters),
        f"{FENCE} {fence} end of notes",
        f"{FENCE} {fence} the person's words",
        *before,
        question,
        f"{FENCE} {fence} end of the person's words",
        f"Answer the person in {language}, from the notes alone, each fact with the mark of its note.",
    ]
    return [SystemMessage(rules("writer").format(fence=fence, language=language)), HumanMessage("\n".join(task))]


def translating(message: str) -> "list[BaseMessage]":
    """The messages that ask for a person's message in English."""
    from langchain_core.messages import HumanMessage, SystemMessage

    fence = new_fence()
    return [
        SystemMessage(rules("translator").format(fence=fence)),
        HumanMessage(f"{FENCE} {fence}\n{message}\n{FENCE} {fence}"),
    ]


def kept(notes: Sequence[Statement], letters: int) -> list[str]:
    """The notes that fit, a line each with its marks."""
    lines = []
    for note in notes:
        line = " ".join(note.marked.split())
        letters -= len(line) + 1
        if letters < 0:
            break
        lines.append(line)
    return lines


def letters_for_notes(context_tokens: int, answer_tokens: int, question: str, said: Sequence[str]) -> int:
    """How many letters of notes fit beside the rules, the question and the answer."""
    other = len(rules("writer")) + len(question) + sum(min(len(turn), LONGEST_TURN) for turn in said[-TURNS:]) + 500
    return max(0, int((context_tokens - answer_tokens) * LETTERS_A_TOKEN) - other)


def new_fence() -> str:
    """A word that nobody can guess."""
    return secrets.token_hex(6)
