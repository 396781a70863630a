"""What the page stands on: the home behind it, the adviser over it, and what is kept of each person."""

import logging
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import gradio as gr

from bot.advisor import Adviser
from bot.memory import Memory
from bot.model import Model
from bot.opened import adviser_with
from bot.talk import Conversation
from ui.opening import Opening
from ui.server import COOKIE, KEY

WARM_AFTER_SECONDS = 2.0  # Whoever asks first goes first.
# A question of each kind, asked of itself once the page is open: what each kind reads for the first time, no person waits for.
WARMING = (
    "What does a welder do?",
    "How much does a nurse earn?",
    "I have 5 hours a week. How do I become a data analyst?",
    "What is Python?",
    "Compare plumber and electrician",
    "A free course for Excel",
    "How do I write a CV?",
    "I like animals, which jobs fit?",
    "I am a nurse, what else could I do?",
)

log = logging.getLogger("nextstep.ui")


@dataclass(frozen=True, slots=True)
class Ready:
    """The adviser, and what is kept of people."""

    adviser: Adviser
    memory: Memory


class Here:
    """Opens the adviser and the memory when the home has opened; one of each for the whole page."""

    def __init__(self, opening: Opening, model: Model | None = None) -> None:
        """`model` phrases the answers, where there is one."""
        self.opening = opening
        self._model = model
        self._lock = threading.Lock()
        self._ready: Ready | None = None
        self._closing = threading.Event()
        self._warming = threading.Thread(target=self._warm, name="warming", daemon=True)

    def wait(self, seconds: float) -> Ready | None:
        """The adviser and the memory, or None where the home has not opened in that time."""
        home = self.opening.wait(seconds)
        if home is None:
            return None
        with self._lock:
            if self._ready is None:
                memory = Memory(home.path)
                self._ready = Ready(adviser_with(self._model, home, memory, self.opening.settings), memory)
                self._warming.start()
            return self._ready

    def close(self) -> None:
        """Close what was opened."""
        self._closing.set()
        if self._warming.is_alive():
            self._warming.join(timeout=10)
        with self._lock:
            if self._ready is not None:
                self._ready.memory.close()
                self._ready = None

    def _warm(self) -> None:
        seconds = WARM_AFTER_SECONDS
        for question in WARMING:
            if self._ready is None or self._closing.wait(seconds):
                return
            try:
                self._ready.adviser.turn(question, Conversation())
            except Exception as error:  # noqa: BLE001 - nobody asked; a person who does is told
                log.warning("warming up failed: %s", type(error).__name__)
                return
            seconds = 0.1


def person_of(request: gr.Request) -> str:
    """The key of the person whose browser asks: that of its cookie, or of its session where it keeps no cookies."""
    key = request.cookies.get(COOKIE, "")
    return key if KEY.fullmatch(key) else f"session-{request.session_hash}"


def uploaded(paths: Sequence[str | None] | None) -> list[Path]:
    """Those of these paths that are files in the folder of uploads; a client may name any path, and no other is read."""
    folder = Path(os.environ["GRADIO_TEMP_DIR"]).resolve()
    named = [Path(path).resolve() for path in paths or [] if isinstance(path, str)]
    return [path for path in named if path.is_relative_to(folder) and path.is_file()]
