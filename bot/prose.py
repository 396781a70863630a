"""The model writer: the evidence of an answer phrased by a language model, sentence by sentence, and only what the evidence bears out.

A sentence is shown once it is whole and checked. Where the model fails, or too much of it has to be struck, there is no prose, and the
plain answer stands.
"""

import re
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

import sentencex

from bot import marks, prompt
from bot.cite import Statement
from bot.claims import Checker, Note
from bot.model import Model, ModelFailed, Piece, Tokens
from bot.tongue import Tongue

LEAST_KEPT = 0.5  # of the sentences, for prose to be shown
REPEATS = 3  # of one sentence, or of one run of words, before the model is stopped
RUN = 12  # words
MOST_SENTENCES = 12
# Why there is no prose, as the reader is told.
REMARKS = {
    "unreachable": "The language model did not answer, so this is the plain answer.",
    "slow": "The language model took too long, so this is the plain answer.",
    "cut off": "The language model broke off, so this is the plain answer.",
    "empty": "The language model wrote nothing, so this is the plain answer.",
    "repeats": "The language model repeated itself, so this is the plain answer.",
    "language": "The language model wrote in another language, so this is the plain answer.",
    "unsupported": "What the language model wrote is not borne out by the sources, so this is the plain answer.",
    "limit": "The language model has reached today's limit, so this is the plain answer.",
}
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:\([^()]*\)[^()]*)*\)")
_TAG = re.compile(r"<[^<>\n]{1,300}>")
_ONLY_MARKS = re.compile(r"(?=.*\d)[\s\[\]()【】\d,;.†^–-]+")
_DRESS = re.compile(
    r"^(?:#{1,6}\s+|>\s*|[-*•+]\s+|\d{1,2}[.)]\s+)|\*\*|__|`+|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Prose:
    """What of the model's answer stands so far: paragraphs of sentences with their marks.

    `withheld` counts the sentences that the evidence does not bear out; `why` is set where there is no prose, and why not.
    """

    paragraphs: tuple[tuple[str, ...], ...] = ()
    withheld: int = 0
    tokens: Tokens = field(default_factory=Tokens)
    why: str = ""

    @property
    def text(self) -> str:
        """The prose as Markdown."""
        return "\n\n".join(" ".join(sentences) for sentences in self.paragraphs if sentences)


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be phrased: the notes that the model reads, all that they rest on, and what was asked, in which language."""

    notes: tuple[Statement, ...]
    evidence: tuple[Note, ...]
    question: str
    said: tuple[str, ...] = ()
    tongue: Tongue = field(default_factory=Tongue)


async def phrase(model: Model, task: Task, checker: Checker) -> AsyncGenerator[Prose]:
    """The prose as it grows; the last one is whole. It never raises for what the model does."""
    letters = prompt.letters_for_notes(model.context_tokens, model.answer_tokens, task.question, task.said)
    messages = prompt.writing(task.notes, task.question, task.said, task.tongue.name, letters)
    reading = _Reading(task, checker)
    letters_read = sum(len(str(message.content)) for message in messages)
    last = Piece("")
    yield reading.prose(estimated(letters_read, 0))
    try:
        async with aclosing(model.stream(messages)) as pieces:
            async for last in pieces:
                if reading.read(last.text):
                    yield reading.prose(estimated(letters_read, reading.letters))
                if reading.stuck or reading.enough:
                    break
    except ModelFailed as failed:
        broke_off = failed.why == "unreachable" and reading.letters
        yield Prose(tokens=estimated(letters_read, reading.letters), why="cut off" if broke_off else failed.why)
        return
    cut_off = last.cut_off or (not last.ended and not reading.stands_whole and not reading.enough)
    if not cut_off and not reading.stuck and not reading.enough:
        reading.end()
    # Where we stopped it, or the server does not count, the cost is estimated.
    tokens = last.tokens if last.tokens.written else estimated(letters_read, reading.letters)
    yield reading.whole(tokens, cut_off=cut_off)


def estimated(letters_read: int, letters_written: int) -> Tokens:
    """What letters cost in tokens, where nobody counts."""
    return Tokens(int(letters_read / prompt.LETTERS_A_TOKEN), int(letters_written / prompt.LETTERS_A_TOKEN))


class _Reading:
    """A model's text as it comes in: whole sentences are checked and kept or withheld."""

    def __init__(self, task: Task, checker: Checker) -> None:
        self._task = task
        self._checker = checker
        self._known = {note.number for note in task.evidence}
        self._text = ""
        self._done = 0
        self._paragraphs: list[list[str]] = [[]]
        self._seen: Counter[str] = Counter()
        self._withheld = 0

    @property
    def stuck(self) -> bool:
        """Whether the model goes round in circles."""
        return any(count >= REPEATS for count in self._seen.values())

    @property
    def enough(self) -> bool:
        """Whether there are as many sentences as an answer may have."""
        return sum(map(len, self._paragraphs)) >= MOST_SENTENCES

    @property
    def stands_whole(self) -> bool:
        """Whether the text ends as a sentence does."""
        return bool(re.search(r"[.!?:。！？।؟](?:\s*\[[\d, ]*\])*[”\"')\]*]*\s*$", self._text))

    @property
    def letters(self) -> int:
        """How many letters the model has written."""
        return len(self._text)

    def read(self, piece: str) -> bool:
        """Take in a piece; whether a sentence became whole."""
        self._text += piece
        whole = _pieces(self._text)[:-1]  # The last one may still grow.
        fresh = whole[self._done :]
        for sentence in fresh:
            self._take(sentence)
        self._done += len(fresh)
        return bool(fresh)

    def end(self) -> None:
        """The text is whole."""
        for sentence in _pieces(self._text)[self._done :]:
            self._take(sentence)

    def prose(self, tokens: Tokens) -> Prose:
        """What stands so far."""
        return Prose(tuple(map(tuple, self._paragraphs)), self._withheld, tokens)

    def whole(self, tokens: Tokens, *, cut_off: bool) -> Prose:
        """The prose at its end, or why there is none."""
        kept = sum(map(len, self._paragraphs))
        text = self.prose(tokens).text
        why = (
            "empty"
            if not self._text.strip()
            else "repeats"
            if self.stuck
            else "cut off"
            if cut_off
            else "language"
            if not self._task.tongue.fits(marks.parted(_undressed(self._text))[0])
            else "unsupported"
            if not re.search(r"\[\d", text) or kept < LEAST_KEPT * (kept + self._withheld)
            else ""
        )
        return Prose(tokens=tokens, withheld=self._withheld, why=why) if why else self.prose(tokens)

    def _take(self, sentence: str) -> None:
        if sentence == "\n":
            self._paragraphs.append([])
            return
        words = sentence.casefold().split()
        self._seen[" ".join(words)] += 1
        for place in range(len(words) - RUN + 1):
            self._seen[" ".join(words[place : place + RUN])] += 1
        bare, numbers = marks.parted(marks.normal(sentence, self._known))
        if not any(letter.isalnum() for letter in bare):
            return
        if prompt.FENCE in bare:
            self._withheld += 1
            return
        verdict = self._checker.verdict(bare, numbers, self._task.evidence, self._task.tongue)
        if not verdict.kept:
            self._withheld += 1
            return
        self._paragraphs[-1].append(_marked(bare, verdict.numbers))


def _pieces(text: str) -> list[str]:
    """The sentences of a text as the model wrote it, each with the marks after it, and a line end for each new paragraph."""
    found: list[str] = []
    for line in _undressed(text).split("\n"):
        if found and found[-1] != "\n" and not _ONLY_MARKS.fullmatch(line):
            found.append("\n")
        for part in sentencex.segment("en", line):
            if found and found[-1] != "\n" and _ONLY_MARKS.fullmatch(part):
                found[-1] += f" {part.strip()}"
            elif part.strip():
                found.append(part.strip())
    return found


def _undressed(text: str) -> str:
    """A text without links, images, tags and other dress; the words of a link stay."""
    return _DRESS.sub("", _TAG.sub("", _LINK.sub(r"\1", text)))


def _marked(bare: str, numbers: Sequence[int]) -> str:
    """A sentence with its marks before its last stop."""
    found = "".join(f" [{number}]" for number in numbers)
    return re.sub(r"([.!?:;]?)$", rf"{found}\1", bare, count=1)
