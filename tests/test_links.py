"""Addresses of courses that are dead, and a publisher's file by download, against a real server on this machine."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ingest.download import download
from ingest.links import check_links
from ingest.pipeline import ingest
from knowledge.errors import InputFailed
from knowledge.home import Home

FILE = bytes(range(256)) * 4000


@dataclass
class Site:
    """A server whose answers a test sets: status codes by path, and how a file is given."""

    address: str
    status: dict[str, int] = field(default_factory=dict)
    asked: list[tuple[str, str, str | None]] = field(default_factory=list)
    version: str = '"one"'
    breaks_after: int | None = None


@pytest.fixture
def site(home: Home) -> Iterator[Site]:
    made = Site("")

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._say(made.status.get(self.path, 200), b"")

        def do_GET(self) -> None:
            made.asked.append(("GET", self.path, self.headers.get("Range")))
            if self.path != "/db.zip":
                self._say(made.status.get("GET " + self.path, made.status.get(self.path, 200)), b"a page")
                return
            start = 0
            if self.headers.get("Range") and self.headers.get("If-Range") == made.version:
                start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
            self.send_response(206 if start else 200)
            self.send_header("ETag", made.version)
            self.send_header("Content-Length", str(len(FILE) - start))
            self.end_headers()
            end = made.breaks_after or len(FILE)
            self.wfile.write(FILE[start:end])

        def _say(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made.address = f"http://127.0.0.1:{server.server_port}"
    home.settings = home.settings.model_copy(update={"allow_private_addresses": True, "fetch_seconds": 5.0})
    yield made
    server.shutdown()
    server.server_close()


def courses(home: Home, folder: Path, *addresses: str) -> None:
    """Read a list of courses at these addresses into the home."""
    rows = "".join(f"Course {number},{address}\n" for number, address in enumerate(addresses))
    (folder / "courses.csv").write_text("title,url\n" + rows)
    assert ingest(home, [str(folder / "courses.csv")]).failed == []


def test_the_dead_are_told_from_those_that_live_and_those_that_will_not_say(
    home: Home, site: Site, tmp_path: Path
) -> None:
    site.status = {"/gone": 404, "/only-get": 405, "GET /only-get": 200, "/tired": 503, "/private": 403}
    paths = ("lives", "gone", "only-get", "tired", "private")
    courses(home, tmp_path, *(f"{site.address}/{path}" for path in paths), "http://127.0.0.1:9/nobody")
    report = check_links(home, pause=0)
    assert (report.checked, report.alive) == (6, 2)
    assert {link.address.rpartition("/")[2] for link in report.dead} == {"nobody", "gone"}
    assert {link.address.rpartition("/")[2] for link in report.unsure} == {"tired", "private"}
    dead = home.catalogue.dead_since(f"{site.address}/gone")
    assert dead is not None
    assert dead[1] == "the server answers 404"
    assert home.catalogue.dead_since(f"{site.address}/lives") is None
    site.status = {}
    check_links(home, pause=0)
    assert home.catalogue.dead_since(f"{site.address}/gone") is None


def test_without_a_network_nothing_is_called_dead(home: Home, site: Site, tmp_path: Path) -> None:
    courses(home, tmp_path, "http://127.0.0.1:9/nobody", "http://127.0.0.1:9/nobody-else")
    with pytest.raises(InputFailed, match="no server answers: check the network"):
        check_links(home, pause=0)
    assert home.catalogue.dead_since("http://127.0.0.1:9/nobody") is None
    assert site.asked == []


def test_a_download_that_breaks_off_goes_on_from_there(home: Home, site: Site) -> None:
    site.breaks_after = 300_000
    with pytest.raises(InputFailed):
        download(home, f"{site.address}/db.zip")
    part = home.path / "downloads" / "db.zip.part"
    assert 0 < part.stat().st_size <= 300_000
    kept = part.stat().st_size
    site.breaks_after = None
    told: list[tuple[int, int]] = []
    file = download(home, f"{site.address}/db.zip", lambda done, total: told.append((done, total)))
    assert file.read_bytes() == FILE
    assert told[-1] == (len(FILE), len(FILE))
    assert [asked[2] for asked in site.asked] == [None, f"bytes={kept}-"]
    assert sorted(entry.name for entry in file.parent.iterdir()) == ["db.zip"]
    assert download(home, f"{site.address}/db.zip") == file
    assert len(site.asked) == 2


def test_a_file_that_changed_at_the_publisher_is_fetched_anew(home: Home, site: Site) -> None:
    site.breaks_after = 300_000
    with pytest.raises(InputFailed):
        download(home, f"{site.address}/db.zip")
    site.breaks_after, site.version = None, '"two"'
    assert download(home, f"{site.address}/db.zip").read_bytes() == FILE


def test_a_download_that_is_not_there_leaves_nothing(home: Home, site: Site) -> None:
    site.status = {"/other.zip": 404}
    with pytest.raises(InputFailed, match="the server answered 404"):
        download(home, f"{site.address}/other.zip")
    assert list((home.path / "downloads").iterdir()) == []
