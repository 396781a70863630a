"""Opening the home behind the page: the page is served first, and says how far this is."""

import logging
import threading
import time

from knowledge.errors import HomeError, HomeOwned, NextStepError
from knowledge.home import Home, open_home
from knowledge.settings import Settings

RETRY_SECONDS = 2.0

log = logging.getLogger("nextstep.ui")


class Opening:
    """Opens a home in the background, as its owner if it can, and loads the embedding model.

    Where that fails it says why and tries again, so that the page recovers when somebody mends the home.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._ready = threading.Event()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._open, name="opening", daemon=True)
        self.home: Home | None = None
        self.trouble: NextStepError | None = None

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def wait(self, seconds: float) -> Home | None:
        """The home, once it is open and warm; None if that takes longer."""
        self._ready.wait(seconds)
        return self.home if self._ready.is_set() else None

    def close(self) -> None:
        """Stop trying, and give the home back."""
        self._closed.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)
        if self.home is not None:
            self.home.close()

    def _open(self) -> None:
        while not self._closed.is_set():
            try:
                home = self._opened()
                home.searcher.search("warm up", 1)
            except NextStepError as error:
                if str(error) != str(self.trouble):
                    log.error("error: %s", error)
                self.trouble = error
                self._closed.wait(RETRY_SECONDS)
                continue
            self.home, self.trouble = home, None
            self._ready.set()
            return

    def _opened(self) -> Home:
        try:
            return open_home(self.settings, own=True)
        except HomeOwned as owned:
            log.warning("%s; the page reads beside it", owned.what)
            return open_home(self.settings)


def status_text(opening: Opening, started: float) -> str:
    """The state in one line for the page; empty when all is well."""
    if opening.wait(0) is not None:
        return ""
    trouble = opening.trouble
    if isinstance(trouble, HomeError):
        return f"I cannot answer yet: {trouble.what}. To mend it: {trouble.cure}."
    if trouble is not None:
        return f"I cannot answer yet: {trouble}"
    return f"Getting ready: the language model for search is loading ({time.monotonic() - started:.0f} s). You can type already."
