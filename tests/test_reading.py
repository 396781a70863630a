import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from ingest.reading import DocumentReader
from knowledge.errors import InputFailed

TEXT = b"Plumbers fit pipes in houses."
ENDLESS = b"word\n" * 2_000_000  # One paragraph of two million wrapped lines: joining them takes hours.


@pytest.fixture(autouse=True)
def _ctrl_c_is_heard() -> Iterator[None]:
    """As at a terminal: a process that was started in the background ignores Ctrl-C, and so do those that it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def running() -> list[multiprocessing.Process]:
    return list(multiprocessing.active_children())


def test_a_document_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    with DocumentReader(6) as reader:
        assert reader.read(TEXT, "a.txt").blocks[0].text == TEXT.decode()
        (before,) = running()
        with pytest.raises(InputFailed, match="longer than 6 seconds: split it, or set NEXTSTEP_READ_SECONDS higher"):
            reader.read(ENDLESS, "endless.txt")
        assert not before.is_alive()
        assert reader.read(TEXT, "b.txt").title == "B"
    assert running() == []


def test_a_reader_that_the_system_kills_is_a_failed_document_and_the_next_is_read() -> None:
    with DocumentReader(60) as reader:
        reader.read(TEXT, "a.txt")
        (process,) = running()
        killer = threading.Timer(0.5, lambda: os.kill(process.pid or 0, signal.SIGKILL))
        killer.start()
        with pytest.raises(InputFailed, match="takes too much memory or is damaged: split or save it again"):
            reader.read(ENDLESS, "endless.txt")
        assert reader.read(TEXT, "b.txt").title == "B"


def test_a_reader_that_died_between_two_documents_is_started_again() -> None:
    with DocumentReader(60) as reader:
        reader.read(TEXT, "a.txt")
        (process,) = running()
        process.kill()
        process.join()
        assert reader.read(TEXT, "b.txt").title == "B"


def test_ctrl_c_is_left_to_the_first_process() -> None:
    with DocumentReader(60) as reader:
        reader.read(TEXT, "a.txt")
        (process,) = running()
        os.kill(process.pid or 0, signal.SIGINT)
        time.sleep(0.2)
        assert reader.read(TEXT, "b.txt").title == "B"
        assert running() == [process]


def test_an_interrupted_reading_leaves_no_process_behind() -> None:
    with DocumentReader(60) as reader:
        reader.read(TEXT, "a.txt")
        threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            reader.read(ENDLESS, "endless.txt")
        assert running() == []


def test_the_reason_and_the_cure_of_a_failure_arrive() -> None:
    with DocumentReader(60) as reader, pytest.raises(InputFailed) as failed:
        reader.read(b" ", "a.txt")
    assert (failed.value.what, failed.value.cure) == ("it is empty", "give a document with text")


def test_what_is_nested_without_end_is_refused_and_the_next_document_is_read() -> None:
    nested = b"---\ntitle: " + b"[" * 3000 + b"]" * 3000 + b"\n---\n" + TEXT
    with DocumentReader(60) as reader:
        with pytest.raises(InputFailed, match="nested too deeply to be a document: save it again in a simpler form"):
            reader.read(nested, "a.md")
        assert reader.read(TEXT, "b.txt").title == "B"


def test_a_parser_has_nothing_to_say_to_the_person(capfd: pytest.CaptureFixture[str]) -> None:
    page = b"<!doctype html><html><body>" + b"<div>" * 1000 + TEXT + b"</div>" * 1000
    with DocumentReader(60) as reader:
        assert reader.read(page, "a.html").blocks[0].text == TEXT.decode()
    assert capfd.readouterr() == ("", "")
