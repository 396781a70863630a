"""The question sets: what is asked, whether the documents answer it, and the words of theirs that do."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).with_name("questions")
Split = Literal["dev", "test"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `gold` holds verbatim pieces of the documents, any of which answers it."""

    id: str
    text: str
    answerable: bool
    gold: tuple[str, ...]
    split: Split


def load(name: str, split: Split | None = None) -> list[Question]:
    """The questions of a set, or of one half of it."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines if line.strip()]
    made = [
        Question(item["id"], item["question"], item["answerable"], tuple(item.get("gold", ())), item["split"])
        for item in items
    ]
    return [question for question in made if split is None or question.split == split]


def lines_of(name: str) -> list[dict[str, Any]]:
    """The items of a set as they are written."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]
