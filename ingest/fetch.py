"""An address into bytes: http and https only, with limits on time and size, and never from a private network unasked.

The check is made where the connection is: on the address that the name resolved to, for every redirect anew, so that a name
cannot point elsewhere between the check and the call.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

from knowledge.errors import InputFailed

AGENT = "NextStep/0.1 (a career adviser reading a page that its user asked for)"
REDIRECTS = 5


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
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputFailed("only http and https addresses are fetched", "give such an address, or a file")
    if parts.username or parts.password:
        raise InputFailed("the address holds a password", "give an address without one")
    deadline = time.monotonic() + seconds
    client = httpx.Client(
        transport=_transport(allow_private),
        timeout=httpx.Timeout(min(seconds, 10.0)),
        follow_redirects=True,
        max_redirects=REDIRECTS,
        headers={"User-Agent": AGENT, "Accept": "text/html, text/*, application/pdf, */*;q=0.5"},
        trust_env=False,
    )
    try:
        with client, client.stream("GET", address) as response:
            if response.is_error:
                raise InputFailed(f"the server answered {response.status_code}", "open it in a browser to see why")
            return Page(_body(response, deadline, seconds, most_bytes), str(response.url))
    except httpx.TimeoutException as error:
        raise InputFailed(f"the server did not answer within {seconds:g} seconds", "try again later") from error
    except httpx.TooManyRedirects as error:
        raise InputFailed("it redirects in circles", "open it in a browser and give the last address") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputFailed(f"it could not be fetched ({reason})", "check the address and the network") from error


def _body(response: httpx.Response, deadline: float, seconds: float, most_bytes: int) -> bytes:
    body = bytearray()
    for part in response.iter_bytes(65536):
        body += part
        if len(body) > most_bytes:
            raise InputFailed(
                f"it is larger than {most_bytes / 2**20:g} MB",
                "set NEXTSTEP_MAX_SOURCE_MB higher, or give a part of it",
            )
        if time.monotonic() > deadline:
            raise InputFailed(f"it did not arrive within {seconds:g} seconds", "try again later")
    return bytes(body)


class _GuardedBackend(httpcore.SyncBackend):
    """Connects to the address that was checked, and to none that is not public."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(f"the name {host} is not known") from error
        addresses = [str(entry[4][0]) for entry in found]
        if not self._allow_private and any(not _is_public(address) for address in addresses):
            raise InputFailed(
                f"{host} is an address of a private network or of this machine",
                "if you trust it, set NEXTSTEP_ALLOW_PRIVATE_ADDRESSES=true",
            )
        return super().connect_tcp(addresses[0], port, timeout, local_address, socket_options)


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (mapped is None or _is_public(str(mapped)))


def _transport(allow_private: bool) -> httpx.HTTPTransport:
    transport = httpx.HTTPTransport(trust_env=False)
    transport._pool = httpcore.ConnectionPool(  # noqa: SLF001 - httpx has no public way to give a network backend
        ssl_context=ssl.create_default_context(), network_backend=_GuardedBackend(allow_private)
    )
    return transport
