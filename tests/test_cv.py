import multiprocessing
import tempfile
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from bot.guard import is_injection
from ingest import cv
from ingest.cv import read_cv
from knowledge.errors import InputFailed
from tests.hostile import HIDDEN, HONEST, ORDER, Upload, uploads

UPLOADS = list(uploads())


def test_there_are_sixty() -> None:
    assert len(UPLOADS) == 60
    assert len({upload.name for upload in UPLOADS}) == 60


@pytest.mark.parametrize("upload", UPLOADS, ids=[upload.name[:30] for upload in UPLOADS])
def test_each_upload_gets_a_clear_word_or_its_honest_text(
    upload: Upload, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    if upload.kind == "refused":
        with pytest.raises(InputFailed, match=upload.says or None) as failed:
            read_cv(upload.make(), upload.name, is_instruction=is_injection)
        assert failed.value.cure
        assert "Error" not in failed.value.what
    else:
        paper = read_cv(upload.make(), upload.name, is_instruction=is_injection)
        assert "Excel and write SQL queries" in " ".join(paper.text.split())
        assert not any(hidden in paper.text for hidden in (HIDDEN, "Ignore all", "\u202e", "\u200b", "root:"))
        assert upload.says in " ".join(paper.remarks)
        assert bool(paper.remarks) == (upload.kind == "cleaned")
    assert multiprocessing.active_children() == []
    assert list(tmp_path.iterdir()) == []


def test_memory_is_back_where_it_was() -> None:
    for upload in UPLOADS[:3]:  # What the first ones load stays.
        _tried(upload)
    before = psutil.Process().memory_info().rss
    for upload in UPLOADS:
        _tried(upload)
    assert psutil.Process().memory_info().rss - before < 60 * 2**20


def _tried(upload: Upload) -> None:
    with suppress(InputFailed):
        read_cv(upload.make(), upload.name, is_instruction=is_injection)


def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(InputFailed, match=r"takes longer than 0\.01 seconds"):
        read_cv(HONEST.encode(), "cv.txt", seconds=0.01)
    assert multiprocessing.active_children() == []


def test_lines_that_give_orders_are_left_out_only_where_somebody_can_tell() -> None:
    text = f"{HONEST}\n{ORDER}".encode()
    assert "Ignore" in read_cv(text, "cv.txt").text
    assert read_cv(text, "cv.txt", is_instruction=is_injection).remarks == (cv.ORDERS,)
