"""A publisher's own file, straight from the publisher: with resume where a download broke off."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from ingest.fetch import answer
from knowledge.errors import InputFailed
from knowledge.home import Home

MOST_BYTES = 1 << 30
PARTIAL_CONTENT, RANGE_NOT_SATISFIABLE = 206, 416

Progress = Callable[[int, int], None]  # bytes there, of how many (0 where the server does not say)


def download(home: Home, address: str, progress: Progress = lambda _done, _total: None) -> Path:
    """The file at an address, kept in the home's folder `downloads`; one that is there whole is not fetched again.

    What arrived before a break stays beside it as `.part`, with the version that the server named, and the next call goes on from there.
    Raises InputFailed where it cannot be fetched.
    """
    folder = home.path / "downloads"
    folder.mkdir(exist_ok=True)
    file = folder / (Path(urlsplit(address).path).name or "download")
    part, version = file.with_name(file.name + ".part"), file.with_name(file.name + ".version")
    if file.is_file():
        return file
    there = part.stat().st_size if part.is_file() and version.is_file() else 0
    headers = {"Accept-Encoding": "identity"}
    if there:
        headers |= {"Range": f"bytes={there}-", "If-Range": version.read_text(encoding="utf-8")}
    settings = home.settings
    with answer(
        address,
        seconds=settings.download_seconds,
        allow_private=settings.allow_private_addresses,
        headers=headers,
    ) as response:
        if response.status_code == RANGE_NOT_SATISFIABLE:
            part.unlink()
            raise InputFailed("what was downloaded before does not fit any more", "start the same command again")
        if response.is_error:
            raise InputFailed(f"the server answered {response.status_code}", "try again later")
        going_on = response.status_code == PARTIAL_CONTENT
        there = there if going_on else 0
        total = there + int(response.headers.get("Content-Length", 0))
        known = response.headers.get("ETag") or response.headers.get("Last-Modified")
        if known and not known.startswith("W/"):
            version.write_text(known, encoding="utf-8")
        else:
            version.unlink(missing_ok=True)
        with part.open("ab" if going_on else "wb") as kept:
            for piece in response.iter_raw():
                kept.write(piece)
                there += len(piece)
                progress(there, total)
                if there > MOST_BYTES:
                    raise InputFailed("it is larger than a gigabyte", "check the address")
    if total and there != total:
        raise InputFailed(
            f"only {there:,} of {total:,} bytes arrived", "start the same command again; it goes on from there"
        )
    part.replace(file)
    version.unlink(missing_ok=True)
    return file


def sha256_note(file: Path) -> str:
    """The file's SHA-256 in a sentence, to compare with what others got: O*NET publishes none."""
    with file.open("rb") as data:
        return f"SHA-256 of {file.name}: {hashlib.file_digest(data, 'sha256').hexdigest()}"
