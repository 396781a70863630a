"""A plain answer in a language model's words: which answers are phrased, what stays as code placed it, and what it may cost.

The facts are on the screen before the model is asked. Its prose takes the place of the plain sentences; tables, steps, dates and addresses
stay where code put them. Where the model fails, the plain answer stands with a remark.
"""

import asyncio
import re
import threading
from collections.abc import AsyncGenerator, Coroutine, Sequence
from contextlib import aclosing
from typing import Protocol, TypeVar

from bot import prompt, prose, write
from bot.answer import Answer, Citation, Kind, Writer
from bot.cite import MARK, Statement
from bot.claims import Checker, Judge, Note
from bot.model import Model, ModelFailed, Tokens
from bot.prose import REMARKS, Prose, Task
from bot.tongue import Tongue, tongue_of
from knowledge.home import Home

# Everything else is a fixed answer, or a word about the person, that no model touches.
PHRASED: tuple[Kind, ...] = ("next_step", "role", "skill", "course", "compare", "move", "pay", "article", "plan")
WHOLE: tuple[Kind, ...] = ("next_step", "plan", "course")  # All of whose statements stay: they are what was asked for.
LONGEST_TRANSLATION = 600  # letters
IN_OTHER_WORDS = "In other words:"  # Between the plain answer and the prose, while that grows.
_NO_TRANSLATION = re.compile(r"https?:|www\.|[\[\]<>{}|`]|===")
_PLACED = re.compile(
    r"https?://|^\||^\d{1,2}\. |\b\d{4}-\d\d-\d\d\b|\b\d{1,2} (?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December) \d{4}"
)


T = TypeVar("T")


class Ledger(Protocol):
    """Keeps how many tokens were used today."""

    def tokens_today(self) -> int:
        """Read and written, by everybody."""

    def spend(self, tokens: Tokens) -> None:
        """Count some more."""


class Phraser:
    """Phrases answers over one home with one model."""

    def __init__(
        self,
        model: Model,
        home: Home,
        ledger: Ledger | None = None,
        tokens_a_day: int | None = None,
        judge: Judge | None = None,
    ) -> None:
        self.model = model
        self._home = home
        self._ledger = ledger
        self._tokens_a_day = tokens_a_day
        self._judge = judge
        self._loop: asyncio.AbstractEventLoop | None = None

    async def phrase(self, task: Task, plain: Answer) -> AsyncGenerator[Answer]:
        """The plain answer with the prose below it as it grows; at its end the prose and what code placed, or the plain answer."""
        if self._is_spent():
            yield _with(plain, plain.text, Prose(why="limit"), self.model)
            return
        checker = Checker(self._home.encoder, self._home.mentions, task.question, self._judge)
        found = Prose(why="empty")
        try:
            async with aclosing(prose.phrase(self.model, task, checker)) as growing:
                async for found in growing:
                    if found.text and not found.why:
                        yield _with(plain, f"{plain.text}\n\n{IN_OTHER_WORDS}\n\n{found.text}", found, self.model)
        finally:
            self._count(found.tokens)
        if found.why:
            yield _with(plain, plain.text, found, self.model)
            return
        text = "\n\n".join(part for part in (found.text, write.joined(placed(task.notes, plain.kind))) if part)
        numbers = {int(number) for number in MARK.findall(text)}
        cited = [citation for citation in plain.citations if citation.number in numbers]
        yield _with(plain.model_copy(update={"citations": cited}), text, found, self.model)

    async def in_english(self, message: str) -> str:
        """A message in English, "" where the model does not say, or says what can be no translation of it."""
        if self._is_spent():
            return ""
        messages = prompt.translating(message)
        said, tokens = "", Tokens()
        try:
            async with aclosing(self.model.stream(messages)) as pieces:
                async for piece in pieces:
                    said, tokens = said + piece.text, piece.tokens
                    if len(said) > LONGEST_TRANSLATION:
                        break
        except ModelFailed:
            return ""
        finally:
            self._count(
                tokens if tokens.read else prose.estimated(sum(len(str(one.content)) for one in messages), len(said))
            )
        english = " ".join(said.split()).strip("\"'“”=")
        return english if is_translation(english, message) else ""

    def run(self, work: Coroutine[None, None, T]) -> T:
        """Do this work in an event loop of the phraser's own, for callers without one; the model's connections outlast it."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            threading.Thread(target=self._loop.run_forever, name="phraser", daemon=True).start()
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def _is_spent(self) -> bool:
        if self._ledger is None or self._tokens_a_day is None:
            return False
        return self._ledger.tokens_today() >= self._tokens_a_day

    def _count(self, tokens: Tokens) -> None:
        if self._ledger is not None and (tokens.read or tokens.written):
            self._ledger.spend(tokens)


def is_translation(english: str, message: str) -> bool:
    """Whether this may be a message in English: about as long, with the same figures, and nothing that a translation does not bring in."""
    dense = sum(ord(letter) > 0x2E80 for letter in message)  # A Chinese character stands for a word.
    long = len(message) + 4 * dense
    return (
        bool(english)
        and 0.4 * long - 20 <= len(english) <= 1.8 * long + 20
        and sorted(re.findall(r"\d+", english)) == sorted(re.findall(r"\d+", message))
        and not _NO_TRANSLATION.search(english)
        and tongue_of(english).is_english
    )


def is_phrased(kind: Kind, citations: Sequence[Citation]) -> bool:
    """Whether an answer of this kind is given to the model."""
    return kind in PHRASED and bool(citations)


def task_of(
    statements: Sequence[Statement], citations: Sequence[Citation], question: str, said: Sequence[str], tongue: Tongue
) -> Task:
    """What the model gets: the statements as notes, and all that stands behind each number."""
    notes = tuple(
        Note(
            citation.number,
            citation.title,
            (citation.quote, *(one.text for one in statements if citation.number in one.numbers)),
        )
        for citation in citations
    )
    return Task(tuple(statements), notes, question, tuple(said), tongue)


def placed(statements: Sequence[Statement], kind: Kind) -> list[Statement]:
    """What stays as code placed it: steps, tables, dates and addresses, each with the line that announces it."""
    if kind in WHOLE:
        return list(statements)
    kept = []
    for place, statement in enumerate(statements):
        following = next((one for one in statements[place + 1 :] if one.numbers or _PLACED.search(one.text)), None)
        announces = not statement.numbers and statement.text.endswith(":") and following is not None
        if _PLACED.search(statement.text) or (announces and following and _PLACED.search(following.text)):
            kept.append(statement)
    return kept


def _with(plain: Answer, text: str, found: Prose, model: Model) -> Answer:
    remark = REMARKS.get(found.why, "")
    if not found.why and found.withheld:
        some = "One sentence was" if found.withheld == 1 else f"{found.withheld} sentences were"
        remark = f"{some} withheld, because the sources do not bear {'it' if found.withheld == 1 else 'them'} out."
    writer = Writer(
        model=model.name,
        tokens_read=found.tokens.read,
        tokens_written=found.tokens.written,
        withheld=found.withheld,
        remark=remark,
    )
    return plain.model_copy(update={"text": text, "writer": writer})
