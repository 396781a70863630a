"""Serving the page on this machine: the mount, its headers, and what it refuses.

Gradio checks the paths of uploads only in an app that it launched itself, so the mount sets that mark; only the routes that
the page itself calls are open; any Host or Origin but this machine's is refused, so that no other page can ask through a
visitor's browser. A cookie that holds a random key tells one person's browser from another's; no script reads it.
"""

import ipaddress
import os
import re
import shutil
import socket
import tempfile
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.memory import new_key
from knowledge.errors import WrongUse
from knowledge.settings import Settings

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

    from ui.here import Here

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST_REQUEST = 256 * 1024  # bytes; a pasted CV of 40,000 letters with all that Gradio adds is less
LARGEST_UPLOAD = 64 * 2**20  # bytes, of all files of one request
UPLOAD = "/gradio_api/upload"
COOKIE = "nextstep"
KEY = re.compile(r"[A-Za-z0-9_-]{32}")  # A key as `bot.memory.new_key` makes it.
YEAR_SECONDS = 365 * 24 * 3600
OPEN_API = (
    UPLOAD,
    "/gradio_api/queue/",
    "/gradio_api/run/",
    "/gradio_api/startup-events",
    "/gradio_api/heartbeat/",
    "/gradio_api/cancel",
    "/gradio_api/info",
    "/gradio_api/call/",
    "/gradio_api/mcp",
)
CLOSED = ("/monitoring", "/login", "/logout")  # and all of Gradio's interface but what the page itself calls

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self';"
    " form-action 'self'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class LocalOnly:
    """Answers this machine's own browser and nobody else, with headers that keep the page to itself."""

    def __init__(self, app: App, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        refused = self._refused(scope)
        if refused is not None:
            await _refuse(send, scope["type"], *refused)
            return

        fresh = scope.get("method") == "GET" and scope.get("path") == "/" and not _has_key(scope)

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                ours = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
                names = {name for name, _ in ours}
                theirs = [pair for pair in message.get("headers", []) if pair[0].lower() not in names | {b"server"}]
                message["headers"] = [*theirs, *ours, *([(b"set-cookie", _new_cookie())] if fresh else [])]
            await send(message)

        await self._app(scope, receive, with_headers)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope.get("headers", [])}
        if _host(headers.get("host", "")) not in self._hosts:
            return 400, "This page is served to this machine only."
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).hostname not in self._hosts:
            return 403, "Another page may not ask here."
        path = scope.get("path", "")
        if path.startswith(CLOSED) or (path.startswith("/gradio_api") and not path.startswith(OPEN_API)):
            return 404, "Not found."
        length = headers.get("content-length", "0")
        most = LARGEST_UPLOAD if path.startswith(UPLOAD) else LARGEST_REQUEST
        if not length.isdigit() or int(length) > most or "chunked" in headers.get("transfer-encoding", ""):
            return 413, "The request is too large."
        return None


def mount(page: "gr.Blocks", settings: Settings, look: dict[str, Any], here: "Here") -> "FastAPI":
    """The page as an application that is safe to serve on this machine."""
    import gradio as gr
    from fastapi import FastAPI

    from ui.taking import add_routes

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_routes(app, here)
    page.has_launched = True  # Else Gradio lets any event read any file of this machine.
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        server_name=settings.host,
        server_port=settings.port,
        run_history=False,
        show_error=False,
        blocked_paths=[str(settings.home)],
        max_file_size=LARGEST_UPLOAD,
        ssr_mode=False,
        pwa=False,
        enable_monitoring=False,
        mcp_server=True,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        **look,
    )
    hosts = frozenset({settings.host.strip("[]"), "127.0.0.1", "localhost", "::1"})
    app.add_middleware(LocalOnly, hosts=hosts)
    return app


def check_address(settings: Settings) -> None:
    """Raises WrongUse where the page may not or cannot be served there."""
    try:
        loopback = settings.host == "localhost" or ipaddress.ip_address(settings.host.strip("[]")).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise WrongUse(
            f"the page cannot be served on {settings.host}: it knows no accounts yet, so everybody there could read it",
            "serve it on 127.0.0.1",
        )
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host.strip("[]"), settings.port))
        except OSError as error:
            raise WrongUse(
                f"port {settings.port} is in use ({error.strerror})", "stop what uses it, or choose another with --port"
            ) from error


@contextmanager
def private_surroundings() -> Iterator[None]:
    """No telemetry, and a folder of our own for whatever Gradio keeps, gone at the end."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    folder = Path(tempfile.mkdtemp(prefix="nextstep-"))
    os.environ["GRADIO_TEMP_DIR"] = str(folder)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _host(header: str) -> str:
    return (urlsplit(f"//{header}").hostname or "") if header else ""


def _has_key(scope: Scope) -> bool:
    """Whether the browser holds a key already."""
    held = next((value for name, value in scope.get("headers", []) if name.lower() == b"cookie"), b"").decode("latin-1")
    cookies = SimpleCookie()
    with suppress(CookieError):
        cookies.load(held)
    return COOKIE in cookies and bool(KEY.fullmatch(cookies[COOKIE].value))


def _new_cookie() -> bytes:
    return f"{COOKIE}={new_key()}; Path=/; Max-Age={YEAR_SECONDS}; HttpOnly; SameSite=Strict".encode()


async def _refuse(send: Send, kind: str, status: int, text: str) -> None:
    if kind == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        *((n.lower().encode(), v.encode()) for n, v in HEADERS.items()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
