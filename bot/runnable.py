"""The adviser as a LangChain Runnable, for programs that chain it with other parts."""

import atexit
from collections.abc import AsyncGenerator, Iterator
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig
from pydantic import BaseModel, ConfigDict

from bot.advisor import Adviser
from bot.answer import Answer, Profile
from bot.opened import open_adviser
from bot.profile import resolved
from bot.talk import Conversation
from knowledge.home import Home
from knowledge.settings import read_settings


class Asked(BaseModel):
    """A question, with the person's earlier messages, oldest first, and what is known of them."""

    model_config = ConfigDict(frozen=True)

    question: str
    profile: Profile | None = None
    history: list[str] = []


AskedAs = str | dict[str, Any]


class AdviserRunnable(Runnable[AskedAs, Answer]):
    """A question, or {"question", "profile"?, "history"?}, into an Answer; `stream` gives the answer as far as it is, again and again."""

    def __init__(self, adviser: Adviser) -> None:
        self._adviser = adviser

    # The parameters have LangChain's names.
    # ruff: noqa: A002, ARG002

    def invoke(self, input: AskedAs, config: RunnableConfig | None = None, **_: object) -> Answer:
        """The whole answer."""
        return self._call_with_config(self._whole, input, config)

    async def ainvoke(self, input: AskedAs, config: RunnableConfig | None = None, **_: object) -> Answer:
        """The whole answer."""
        return await self._acall_with_config(self._awhole, input, config)

    def stream(self, input: AskedAs, config: RunnableConfig | None = None, **_: object) -> Iterator[Answer]:
        """The plain answer as it grows."""
        question, talk = self._read(input)
        yield from (turn.answer for turn in self._adviser.reply(question, talk))

    async def astream(
        self, input: AskedAs, config: RunnableConfig | None = None, **_: object
    ) -> AsyncGenerator[Answer]:
        """The answer as it grows, a language model's where one is set."""
        question, talk = self._read(input)
        async for turn in self._adviser.areply(question, talk):
            yield turn.answer

    def _whole(self, asked: AskedAs) -> Answer:
        one = _asked(asked)
        return self._adviser.answer(one.question, one.history, self._known(one.profile))

    async def _awhole(self, asked: AskedAs) -> Answer:
        return (await self._adviser.aturn(*self._read(asked))).answer

    def _read(self, asked: AskedAs) -> tuple[str, Conversation]:
        one = _asked(asked)
        talk = Conversation(profile=self._known(one.profile))
        for said in one.history:
            talk = self._adviser.turn(said, talk).talk
        return one.question, talk

    def _known(self, profile: Profile | None) -> Profile:
        home = self._adviser.home
        return resolved(profile, home.linker, home.catalogue) if profile else Profile()


def runnable_of(home: Home | None) -> AdviserRunnable:
    """The adviser over a home; over that of the settings where none is given, with the model that they name."""
    if home is not None:
        return AdviserRunnable(Adviser(home))
    opened = open_adviser(read_settings())
    atexit.register(opened.close)
    return AdviserRunnable(opened.adviser)


def _asked(asked: AskedAs) -> Asked:
    return Asked(question=asked) if isinstance(asked, str) else Asked.model_validate(asked)
