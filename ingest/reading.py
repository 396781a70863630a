"""Reading strangers' documents in a process of its own, which has a time limit, a memory limit, and can be killed."""

import logging
import multiprocessing
import os
import signal
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self, TypeVar

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
        if isinstance(answer, _Failed):
            raise InputFailed(answer.what, answer.cure)
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


T = TypeVar("T")


def read_apart(read: Callable[..., T], given: tuple[object, ...], seconds: float, memory: int = MEMORY_LIMIT) -> T:
    """What a function gives in a process of its own, which is killed afterwards. Raises InputFailed where it fails or takes too long.

    The function and what it takes and gives have to be such that they can be sent to another process.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_read_once, args=(theirs, read, given, memory), daemon=True)
    try:
        process.start()
        theirs.close()
        if not ours.poll(seconds):
            raise InputFailed(
                f"reading it takes longer than {seconds:g} seconds", "give a smaller file, or paste the text"
            )
        answer = ours.recv()
    except (EOFError, OSError) as error:
        raise InputFailed("it takes too much memory or is damaged", "save it again, or paste the text") from error
    finally:
        if process.pid is not None:
            process.kill()
            process.join()
        process.close()
        theirs.close()
        ours.close()
    if isinstance(answer, _Failed):
        raise InputFailed(answer.what, answer.cure)
    read_: T = answer
    return read_


@dataclass(frozen=True, slots=True)
class _Failed:
    what: str
    cure: str


def _read_once(pipe: Connection, read: Callable[..., object], given: tuple[object, ...], memory: int) -> None:
    """The process that reads one thing."""
    _settle(memory)
    pipe.send(_tried(read, *given))


def _serve(pipe: Connection) -> None:
    """The second process: read until the pipe closes."""
    _settle(MEMORY_LIMIT)
    from ingest.readers.documents import read_document

    while True:
        try:
            data, name = pipe.recv()
        except EOFError:
            return
        pipe.send(_tried(read_document, data, name))


def _settle(memory: int) -> None:
    """Make this process one that reads strangers' files."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which then closes this one.
    os.environ["ORT_DISABLE_TELEMETRY"] = (
        "1"  # onnxruntime, below magika, would send events and leave a file in the temp folder.
    )
    logging.disable()  # The parsers' remarks are of no use to a person.
    warnings.simplefilter("ignore")
    _limit_memory(memory)


def _tried(read: Callable[..., T], *given: object) -> "T | _Failed":
    try:
        return read(*given)
    except InputFailed as error:
        return _Failed(error.what, error.cure)
    except MemoryError:
        return _Failed("reading it takes too much memory", "split it into smaller files")
    except RecursionError:
        return _Failed("it is nested too deeply to be a document", "save it again in a simpler form")
    except Exception as error:  # noqa: BLE001 - the edge of this process: a parser's bug is one file's failure
        return _Failed(f"it could not be understood ({type(error).__name__})", "save it again and give the new file")


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit still holds.
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
