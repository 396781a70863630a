"""An address into bytes: http and https only, with limits on time and size, and never from a private network unasked.

The check is made where the connection is: on the address that the name resolved to, for every redirect anew, so that a name
cannot point elsewhere between the check and the call.
"""

import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

from knowledge.errors import InputFailed

AGENT = "NextStep/0.2 (a career adviser reading a page that its user asked for)"
REDIRECTS = 5
CONNECT_SECONDS = 10.0
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # Stands for the IPv4 address in its last 32 bits.


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave, and the address that it came from in the end."""

    data: bytes
    address: str


def is_address(text: str) -> bool:
    """Whether a source is meant as an address rather than a file."""
    return "://" in text


def fetch(address: str, *, seconds: float, most_bytes: int, allow_private: bool) -> Page:
    """The page at an address. Raises InputFailed where it may not or cannot be fetched."""
    with answer(address, seconds=seconds, allow_private=allow_private) as response:
        if response.is_error:
            raise InputFailed(f"the server answered {response.status_code}", "open it in a browser to see why")
        return Page(_body(response, most_bytes), str(response.url))


@contextmanager
def answer(
    address: str,
    *,
    seconds: float,
    allow_private: bool,
    method: str = "GET",
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[httpx.Response]:
    """What a server answers, with a body that is yet to be read. Raises InputFailed where it may not or cannot be asked."""
    _check(address)
    client = httpx.Client(
        transport=_transport(allow_private, time.monotonic() + seconds),
        timeout=seconds,
        follow_redirects=True,
        max_redirects=REDIRECTS,
        headers={
            "User-Agent": AGENT,
            "Accept": "text/html, text/*, application/pdf, */*;q=0.5",
            "Accept-Encoding": "gzip",
            **headers,
        },
        trust_env=False,
    )
    try:
        with client, client.stream(method, address) as response:
            yield response
    except httpx.ConnectTimeout as error:
        raise InputFailed("the server does not answer", "check the address, or try again later") from error
    except httpx.TimeoutException as error:
        raise InputFailed(
            f"it did not arrive within {seconds:g} seconds", "try again later, or set NEXTSTEP_FETCH_SECONDS higher"
        ) from error
    except httpx.TooManyRedirects as error:
        raise InputFailed("it redirects in circles", "open it in a browser and give the last address") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:  # The last for odd names.
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputFailed(f"it could not be fetched ({reason})", "check the address and the network") from error


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise InputFailed("it is no address that can be fetched", "check how it is written") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputFailed("only http and https addresses are fetched", "give such an address, or a file")
    if parts.username or parts.password:
        raise InputFailed("the address holds a password", "give an address without one")


def _body(response: httpx.Response, most_bytes: int) -> bytes:
    """The body, unpacked here: httpx unpacks a whole part at once, and gzip within gzip makes a million bytes of one."""
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise InputFailed("the server sends it packed in a way that was not asked for", "save it and give the file")
    unpacker = zlib.decompressobj(wbits=31) if "gzip" in packing else None
    body = bytearray()
    try:
        for part in response.iter_raw():
            body += unpacker.decompress(part, most_bytes + 1 - len(body)) if unpacker else part
            if len(body) > most_bytes:
                raise InputFailed(
                    f"it is larger than {most_bytes / 2**20:g} MB",
                    "set NEXTSTEP_MAX_SOURCE_MB higher, or give a part of it",
                )
    except zlib.error as error:
        raise InputFailed("it arrived damaged", "try again, or save it and give the file") from error
    if unpacker and body and not unpacker.eof:
        raise InputFailed("it arrived damaged", "try again, or save it and give the file")
    return bytes(body)


class _HurriedStream(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the deadline decides
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline))
        return _HurriedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore has it
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is up")
    return left


class _GuardedBackend(httpcore.SyncBackend):
    """Connects to the address that was checked, and to none that is not public."""

    def __init__(self, allow_private: bool, deadline: float) -> None:
        self._allow_private = allow_private
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline decides
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} is not known") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self._allow_private and any(not _is_public(address) for address in addresses):
            raise InputFailed(
                f"{host} is an address of a private network or of this machine",
                "if you trust it, set NEXTSTEP_ALLOW_PRIVATE_ADDRESSES=true",
            )
        for address in addresses:
            seconds = min(_left(self._deadline), CONNECT_SECONDS)
            try:
                stream = super().connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if address == addresses[-1]:
                    raise
            else:
                return _HurriedStream(stream, self._deadline)
        raise httpcore.ConnectError(f"the name {host} has no address")


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    within = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if ip in _NAT64:
        within = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.is_global and not ip.is_multicast and (within is None or _is_public(str(within)))


def _transport(allow_private: bool, deadline: float) -> httpx.HTTPTransport:
    transport = httpx.HTTPTransport(trust_env=False)
    transport._pool = httpcore.ConnectionPool(  # noqa: SLF001 - httpx has no public way to give a network backend
        ssl_context=ssl.create_default_context(), network_backend=_GuardedBackend(allow_private, deadline)
    )
    return transport
