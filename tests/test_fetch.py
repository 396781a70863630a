import gzip
import socket
import ssl
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ingest.fetch import fetch, is_address
from knowledge.errors import InputFailed

TEXT = b"Plumbers fit pipes in houses. " * 100
MEGABYTE = 2**20
PUBLIC = "93.184.215.14"


@dataclass
class Server:
    """A web server of this machine; what it sends is written to the socket as it stands."""

    answers: dict[str, Callable[[Any], None]] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    port: int = 0
    certificate: Path | None = None  # where it speaks TLS

    @property
    def address(self) -> str:
        return f"http{'s' if self.certificate else ''}://127.0.0.1:{self.port}"

    def gives(self, path: str, body: bytes, *headers: str, status: str = "200 OK") -> None:
        head = "\r\n".join([f"HTTP/1.1 {status}", "Connection: close", *headers, "", ""]).encode()
        self.answers[path] = lambda wire: wire.write(head + body)

    def drips(self, path: str, head: bytes, drop: bytes) -> None:
        """Send the head, then a drop each tenth of a second for five minutes."""

        def answer(wire: Any) -> None:
            wire.write(head)
            for _ in range(3000):
                wire.write(drop)
                time.sleep(0.1)

        self.answers[path] = answer


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(Server()) as made:
        yield made


@pytest.fixture
def secure_server(tmp_path: Path) -> Iterator[Server]:
    """A server whose certificate is for 127.0.0.1 and signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a server of this machine")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "key.pem").write_bytes(key.private_bytes(pem, *plain))
    (tmp_path / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    with serving(Server(certificate=tmp_path / "certificate.pem")) as made:
        yield made


@contextmanager
def serving(made: Server) -> Iterator[Server]:
    """The server at a free port, until it is done with."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.headers["Host"], self.path, dict(self.headers)))
            with suppress(OSError):  # The other side may hang up.
                made.answers[self.path](self.wfile)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    if made.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(made.certificate, made.certificate.with_name("key.pem"))
        listening.socket = context.wrap_socket(listening.socket, server_side=True)
    made.port = listening.server_address[1]
    threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    listening.shutdown()
    listening.server_close()


@dataclass
class Internet:
    """Names, and a public address behind which the server of this machine stands."""

    names: dict[str, list[str]]
    connected: list[str] = field(default_factory=list)


@pytest.fixture
def internet(server: Server, monkeypatch: pytest.MonkeyPatch) -> Internet:
    made = Internet({"careers.example": [PUBLIC]})
    real_lookup, real_connection = socket.getaddrinfo, socket.create_connection

    def lookup(host: str, port: int, *args: Any, **more: Any) -> list[Any]:
        if host not in made.names:
            return real_lookup(host, port, *args, **more)
        return [entry for name in made.names[host] for entry in real_lookup(name, port, *args, **more)]

    def connection(address: tuple[str, int], *args: Any, **more: Any) -> socket.socket:
        made.connected.append(address[0])
        if address[0] == PUBLIC:
            address = ("127.0.0.1", server.port)
        return real_connection(address, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(socket, "create_connection", connection)
    return made


def get(address: str, *, seconds: float = 20, most_bytes: int = MEGABYTE, allow_private: bool = True) -> bytes:
    return fetch(address, seconds=seconds, most_bytes=most_bytes, allow_private=allow_private).data


def failure(address: str, *, seconds: float = 20, most_bytes: int = MEGABYTE, allow_private: bool = True) -> str:
    with pytest.raises(InputFailed) as failed:
        get(address, seconds=seconds, most_bytes=most_bytes, allow_private=allow_private)
    assert failed.value.cure
    return str(failed.value)


# What is fetched ----------------------------------------------------------------------------------------------------


def test_a_page_is_fetched_with_the_address_that_it_came_from_in_the_end(server: Server) -> None:
    server.gives("/old", b"", "Location: /new", status="301 Moved")
    server.gives("/new", TEXT)
    page = fetch(f"{server.address}/old", seconds=20, most_bytes=MEGABYTE, allow_private=True)
    assert (page.data, page.address) == (TEXT, f"{server.address}/new")
    assert "NextStep" in server.asked[0][2]["User-Agent"]


def test_a_packed_page_is_unpacked(server: Server) -> None:
    server.gives("/", gzip.compress(TEXT), "Content-Encoding: gzip")
    assert get(server.address + "/") == TEXT
    assert server.asked[0][2]["Accept-Encoding"] == "gzip"


def test_a_page_of_the_open_web_is_fetched(server: Server, internet: Internet) -> None:
    server.gives("/", TEXT)
    assert get("http://careers.example/", allow_private=False) == TEXT
    assert (server.asked[0][0], internet.connected) == ("careers.example", [PUBLIC])


def test_a_name_with_several_addresses_is_tried_at_each(server: Server, internet: Internet) -> None:
    server.gives("/", TEXT)
    internet.names["careers.example"] = ["127.0.0.9", "127.0.0.1"]  # Nobody listens at the first.
    assert get(f"http://careers.example:{server.port}/") == TEXT
    assert internet.connected == ["127.0.0.9", "127.0.0.1"]


@pytest.mark.parametrize(("source", "is_one"), [("https://x.org", True), ("file:///x", True), ("notes.md", False)])
def test_an_address_is_told_from_a_file(source: str, is_one: bool) -> None:
    assert is_address(source) is is_one


# What is refused ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "ftp://example.org/", "data://x/y", "gopher://x", "http://"]
)
def test_only_http_and_https_are_fetched(address: str) -> None:
    assert failure(address) == "only http and https addresses are fetched: give such an address, or a file"


def test_a_redirect_to_another_scheme_is_not_followed(server: Server) -> None:
    server.gives("/", b"", "Location: file:///etc/hostname", status="302 Found")
    assert "it could not be fetched" in failure(server.address + "/")


def test_an_address_with_a_password_is_refused() -> None:
    assert "holds a password" in failure("https://me:secret@example.org/")


@pytest.mark.parametrize(
    "address", ["http://[::1", "http://xn--/", "http://a..b/", f"http://{'a' * 70}.org/", "http:// /"]
)
def test_an_address_that_cannot_be_one_is_a_failure_like_any_other(address: str) -> None:
    assert "check" in failure(address)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "LOCALHOST",
        "[::1]",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0.0.0.0",
        "[::]",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "255.255.255.255",
        "[fe80::1]",
        "[fc00::1]",
        "[ff02::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:169.254.169.254]",
        "[2002:7f00:1::]",
        "[64:ff9b::10.0.0.1]",
    ],
)
def test_a_private_address_is_refused_before_anything_is_sent(host: str, server: Server, internet: Internet) -> None:
    server.gives("/", TEXT)
    message = failure(f"http://{host}:{server.port}/", allow_private=False)
    assert "is an address of a private network or of this machine" in message
    assert "NEXTSTEP_ALLOW_PRIVATE_ADDRESSES=true" in message
    assert (server.asked, internet.connected) == ([], [])


def test_a_redirect_from_the_open_web_to_this_machine_is_refused(server: Server, internet: Internet) -> None:
    server.gives("/", b"", f"Location: {server.address}/secret", status="302 Found")
    server.gives("/secret", TEXT)
    assert "127.0.0.1 is an address of a private network" in failure("http://careers.example/", allow_private=False)
    assert [path for _, path, _ in server.asked] == ["/"]
    assert internet.connected == [PUBLIC]


def test_a_name_that_points_to_this_machine_beside_the_open_web_is_refused(server: Server, internet: Internet) -> None:
    server.gives("/", TEXT)
    internet.names["careers.example"] = [PUBLIC, "127.0.0.1"]
    assert "careers.example is an address of a private" in failure("http://careers.example/", allow_private=False)
    assert internet.connected == []


def test_a_name_that_points_elsewhere_after_the_check_leads_nowhere(server: Server, internet: Internet) -> None:
    server.gives("/", b"", "Location: /again", status="302 Found")
    server.answers["/again"] = server.answers["/"]

    class Turning(list[str]):
        """Public when it is first looked up, and this machine from then on."""

        looked_up = 0

        def __iter__(self) -> Iterator[str]:
            Turning.looked_up += 1
            return iter([PUBLIC] if Turning.looked_up == 1 else ["127.0.0.1"])

    internet.names["careers.example"] = Turning()
    assert "private network" in failure("http://careers.example/", allow_private=False)
    assert internet.connected == [PUBLIC]


# What goes wrong ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "500 Server Error"])
def test_an_error_of_the_server_is_no_page(server: Server, status: str) -> None:
    server.gives("/", TEXT, status=status)
    assert failure(server.address + "/") == f"the server answered {status[:3]}: open it in a browser to see why"


def test_redirects_in_circles_end(server: Server) -> None:
    server.gives("/", b"", "Location: /", status="302 Found")
    assert "it redirects in circles" in failure(server.address + "/")
    assert len(server.asked) < 10


def test_a_server_that_is_not_there_is_a_failure() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert "it could not be fetched" in failure(f"http://127.0.0.1:{unused.getsockname()[1]}/")


def test_a_page_that_never_ends_is_cut_at_the_size_limit(server: Server) -> None:
    sent = 0

    def answer(wire: Any) -> None:
        nonlocal sent
        wire.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while sent < 200 * MEGABYTE:
            sent += wire.write(bytes(65536))

    server.answers["/"] = answer
    message = failure(server.address + "/", most_bytes=MEGABYTE)
    assert message.startswith("it is larger than 1 MB: set NEXTSTEP_MAX_SOURCE_MB higher")
    assert sent < 50 * MEGABYTE


def test_a_page_of_exactly_the_limit_is_fetched_and_one_byte_more_is_not(server: Server) -> None:
    for path, packed in (("/plain", False), ("/packed", True)):
        headers = ["Content-Encoding: gzip"] if packed else []
        server.gives(path, gzip.compress(bytes(1000)) if packed else bytes(1000), *headers)
        assert get(server.address + path, most_bytes=1000) == bytes(1000)
        assert "larger than" in failure(server.address + path, most_bytes=999)


def test_a_gzip_bomb_is_cut_at_the_size_limit_and_takes_no_memory(server: Server) -> None:
    bomb = gzip.compress(bytes(300 * MEGABYTE))
    server.gives("/", bomb, "Content-Encoding: gzip")
    tracemalloc.start()
    try:
        assert "it is larger than 1 MB" in failure(server.address + "/", most_bytes=MEGABYTE)
        assert tracemalloc.get_traced_memory()[1] < 20 * MEGABYTE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("packing", ["gzip, gzip", "br", "zstd", "deflate"])
def test_a_packing_that_was_not_asked_for_is_refused(server: Server, packing: str) -> None:
    server.gives("/", gzip.compress(gzip.compress(bytes(MEGABYTE))), f"Content-Encoding: {packing}")
    assert "packed in a way that was not asked for" in failure(server.address + "/")


@pytest.mark.parametrize("body", [gzip.compress(TEXT)[:-9], b"no gzip at all"])
def test_a_packed_page_that_is_cut_or_broken_is_a_failure(server: Server, body: bytes) -> None:
    server.gives("/", body, "Content-Encoding: gzip")
    assert "it arrived damaged" in failure(server.address + "/")


def test_a_page_that_is_shorter_than_announced_is_a_failure(server: Server) -> None:
    server.gives("/", TEXT, f"Content-Length: {len(TEXT) + 5}")
    assert "it could not be fetched" in failure(server.address + "/")


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\nX: ", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08" + bytes(7), b"\x00\x01\x00\xfe\xffx"),
        (b"", b""),
    ],
    ids=["body", "head", "packed", "silence"],
)
def test_a_server_that_drips_is_given_up_at_the_time_limit(server: Server, head: bytes, drop: bytes) -> None:
    server.drips("/", head, drop)
    assert failure(server.address + "/", seconds=1).startswith("it did not arrive within 1 seconds: try again later")


def test_a_page_is_fetched_over_tls_from_a_server_that_proves_its_name(
    secure_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    secure_server.gives("/", TEXT)
    assert "certificate verify failed" in failure(secure_server.address + "/").lower()
    assert secure_server.asked == []
    monkeypatch.setenv("SSL_CERT_FILE", str(secure_server.certificate))
    assert get(secure_server.address + "/") == TEXT
    assert "certificate verify failed" in failure(secure_server.address.replace("127.0.0.1", "localhost") + "/").lower()


def test_a_server_that_drips_over_tls_is_given_up_at_the_time_limit(
    secure_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(secure_server.certificate))
    secure_server.drips("/", b"HTTP/1.1 200 OK\r\nContent-Length: 3000\r\n\r\n", b"x")
    assert failure(secure_server.address + "/", seconds=1).startswith("it did not arrive within 1 seconds")
