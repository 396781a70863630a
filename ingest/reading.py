"""Reading strangers' documents in a process of its own, which has a time limit, a memory limit, and can be killed."""

import logging
import multiprocessing
import signal
import warnings
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from ingest.document import Document
from knowledge.errors import InputFailed

MEMORY_LIMIT = 6 * 2**30  # Of address space, which is several times what a document takes.


class DocumentReader:
    """Turns bytes into documents in a second process, which is started again after it had to be killed."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def read(self, data: bytes, name: str) -> Document:
        """The document that these bytes are. Raises InputFailed with the reason where they cannot be read."""
        pipe = self._started()
        try:
            pipe.send((data, name))
            if not pipe.poll(self._seconds):
                self.close()
                raise InputFailed(
                    f"reading it took longer than {self._seconds:g} seconds",
                    "split it, or set NEXTSTEP_READ_SECONDS higher",
                )
            answer = pipe.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise InputFailed(
                "reading it failed: it takes too much memory or is damaged", "split or save it again"
            ) from error
        except BaseException:
            self.close()
            raise
        if isinstance(answer, tuple):
            raise InputFailed(*answer)
        document: Document = answer
        return document

    def close(self) -> None:
        """Kill the second process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _started(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self.close()
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs,), daemon=True)
            process.start()
            self._process = process
            theirs.close()
        return self._pipe


def _serve(pipe: Connection) -> None:
    """The second process: read until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which then closes this one.
    logging.disable()  # The parsers' remarks are of no use to a person.
    warnings.simplefilter("ignore")
    _limit_memory()
    from ingest.readers.documents import read_document

    while True:
        try:
            data, name = pipe.recv()
        except EOFError:
            return
        try:
            answer: Document | tuple[str, str] = read_document(data, name)
        except InputFailed as error:
            answer = error.what, error.cure
        except MemoryError:
            answer = "reading it takes too much memory", "split it into smaller files"
        except RecursionError:
            answer = "it is nested too deeply to be a document", "save it again in a simpler form"
        except Exception as error:  # noqa: BLE001 - the edge of this process: a parser's bug is one file's failure
            answer = f"it could not be understood ({type(error).__name__})", "save it again and give the new file"
        pipe.send(answer)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit still holds.
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
