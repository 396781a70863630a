"""The adviser as the settings want it: a home opened, and the language model that is named, with what it may cost."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.advisor import Adviser
from bot.model import Model, model_of
from bot.phrasing import Phraser
from knowledge.home import Home, open_home
from knowledge.settings import Settings

if TYPE_CHECKING:
    from bot.claims import Judge
    from bot.memory import Memory


@dataclass(frozen=True, slots=True)
class Opened:
    """An adviser with what was opened for it."""

    adviser: Adviser
    memory: "Memory | None" = None

    def close(self) -> None:
        """Give everything back."""
        if self.memory is not None:
            self.memory.close()
        self.adviser.home.close()


def open_adviser(settings: Settings) -> Opened:
    """The adviser over the settings' home. Raises what opening a home raises, and WrongUse for a model that cannot be had."""
    model = model_of(settings)
    home = open_home(settings)
    if model is None:
        return Opened(Adviser(home))
    from bot.memory import Memory

    memory = Memory(home.path)
    return Opened(adviser_with(model, home, memory, settings), memory)


def adviser_with(model: Model | None, home: Home, memory: "Memory", settings: Settings) -> Adviser:
    """An adviser over a home that is open, with a model if there is one; what it costs is counted in the memory."""
    if model is None:
        return Adviser(home)
    return Adviser(home, Phraser(model, home, memory, settings.model_tokens_a_day, judge_of(settings)))


def judge_of(settings: Settings) -> "Judge | None":
    """The model of natural language inference that the settings name, if one is."""
    if not settings.model_nli:
        return None
    from bot.judge import CrossEncoderJudge

    return CrossEncoderJudge(settings.model_nli)
