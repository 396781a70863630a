"""A server on this machine that speaks OpenAI's protocol and says what a test's script has it say.

    with scripted(Script(["Nurses care ", "for people. [1]"])) as server:
        ... NEXTSTEP_MODEL_URL=server.address ...
        server.script = Script(status=500)      from the next request on
        server.requests[0]["messages"]          what was asked
        server.dropped                          how many requests the client hung up on before their end

It is a real one: threads, sockets, chunked server-sent events. It sends `retry-after-ms`, so that clients who try again do so at once.
"""

import json
import select
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

from bot.model import Model, model_of
from knowledge.settings import Settings

Messages = list[dict[str, Any]]
LETTERS_A_TOKEN = 4  # of what it counts as read; each piece counts as one token written
_FENCED = "====="


@dataclass(frozen=True, slots=True)
class Script:
    """One answer: its pieces, `delay` seconds before each, and what goes wrong.

    After `stall_after` pieces it falls silent until the client hangs up; after `break_after` pieces it closes the connection.
    Any status but 200 is an error without pieces. `finish` is the finish_reason, "" for an end without one; without `usage`
    it counts no tokens.
    """

    pieces: Sequence[str] = ()
    delay: float = 0
    stall_after: int | None = None
    break_after: int | None = None
    status: int = 200
    finish: str = "stop"
    usage: bool = True


Says = Script | Callable[[Messages], Script]


@dataclass(slots=True)
class Scripted:
    """The server: where it is, what it says next (a script, or a function of a request's messages), what it was asked."""

    address: str
    script: Says
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    dropped: int = 0

    def wait_for_dropped(self, count: int = 1, seconds: float = 5) -> bool:
        """Whether so many requests were hung up on within so many seconds; in an async test, call it with asyncio.to_thread."""
        ends = time.monotonic() + seconds
        while self.dropped < count and time.monotonic() < ends:
            time.sleep(0.01)
        return self.dropped >= count


@contextmanager
def scripted(script: Says) -> Iterator[Scripted]:
    """A server with this script, on a free port of 127.0.0.1, until the block ends."""
    closing, lock = Event(), Lock()

    class Handler(_Handler):
        pass

    server = _Server(("127.0.0.1", 0), Handler)
    state = Scripted(f"http://127.0.0.1:{server.server_address[1]}/v1", script)
    Handler.state, Handler.closing, Handler.lock = state, closing, lock
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        closing.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def model_at(server: Scripted, **limits: Any) -> Model:
    """The model behind the server, with little patience; other limits are those of the settings (`model_answer_tokens`)."""
    few: dict[str, Any] = {"model_patience_seconds": 1, "model_seconds": 20}
    made = model_of(Settings(model_url=server.address, **few | limits))
    assert made is not None
    return made


def asked_of(request: dict[str, Any]) -> str:
    """The text of all messages of a request."""
    return "\n".join(str(message["content"]) for message in request["messages"])


def notes_of(messages: Messages) -> list[str]:
    """The numbered notes that a prompt of NextStep's holds, a line each; none where it holds none (a translation)."""
    lines = str(messages[-1]["content"]).split("\n")
    edges = [place for place, line in enumerate(lines) if line.startswith(_FENCED) and line.endswith(" notes")]
    return lines[edges[0] + 1 : edges[1]] if len(edges) > 1 else []


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: clients hang up on purpose."""


class _HungUp(Exception):
    pass


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: Scripted
    closing: Event
    lock: Lock

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        if self.path.rstrip("/") == "/v1/models":
            self._json(200, {"object": "list", "data": [{"id": "scripted", "object": "model", "owned_by": "tests"}]})
        else:
            self._json(404, _error(404, "no such address"))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        if self.path.rstrip("/") != "/v1/chat/completions":
            self._json(404, _error(404, "no such address"))
            return
        with self.lock:
            self.state.requests.append(body)
            self.state.headers.append({name.lower(): value for name, value in self.headers.items()})
            says = self.state.script
            script = says(body["messages"]) if callable(says) else says
        try:
            self._answer(body, script)
        except (_HungUp, OSError):
            with self.lock:
                self.state.dropped += 1
            self.close_connection = True

    def _answer(self, body: dict[str, Any], script: Script) -> None:
        if script.status != 200:
            self._json(script.status, _error(script.status, f"scripted trouble {script.status}"))
        elif body.get("stream"):
            self._stream(body, script)
        else:
            said = "".join(self._said(script))
            if script.break_after is None:
                self._json(200, _completion(body, script, said))

    def _said(self, script: Script) -> Iterator[str]:
        """The pieces in their time; it ends early where the script breaks off."""
        for count in range(len(script.pieces) + 1):
            if count == script.break_after:
                self.close_connection = True
                return
            self._wait(None if count == script.stall_after else script.delay if count < len(script.pieces) else 0)
            if count < len(script.pieces):
                yield script.pieces[count]

    def _stream(self, body: dict[str, Any], script: Script) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self._event(_chunk(body, [_choice({"role": "assistant", "content": ""})]))
        for piece in self._said(script):
            self._event(_chunk(body, [_choice({"content": piece})]))
        if self.close_connection:
            self.connection.shutdown(socket.SHUT_RDWR)  # Without the last chunk: broken off.
            return
        if script.finish:
            self._event(_chunk(body, [_choice({}, script.finish)]))
        if script.usage and (body.get("stream_options") or {}).get("include_usage"):
            self._event(_chunk(body, []) | {"usage": _usage(body, script)})
        self._write(b"data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def _event(self, value: dict[str, Any]) -> None:
        self._write(f"data: {json.dumps(value)}\n\n".encode())

    def _write(self, data: bytes) -> None:
        self._wait(0)
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _wait(self, seconds: float | None) -> None:
        """Wait so long, without end for None; raises where the client hangs up, or the server ends."""
        ends = None if seconds is None else time.monotonic() + seconds
        while True:
            left = 0.02 if ends is None else min(0.02, max(0.0, ends - time.monotonic()))
            readable, _, _ = select.select([self.connection], [], [], left)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                raise _HungUp
            if ends is not None and time.monotonic() >= ends:
                return
            if self.closing.is_set():
                raise OSError("the server ends")

    def _json(self, status: int, value: dict[str, Any]) -> None:
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("retry-after-ms", "10")
        self.end_headers()
        self.wfile.write(data)


def _choice(delta: dict[str, str], finish: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": finish}


def _chunk(body: dict[str, Any], choices: list[dict[str, Any]]) -> dict[str, Any]:
    model = str(body.get("model"))
    return {"id": "scripted", "object": "chat.completion.chunk", "created": 0, "model": model, "choices": choices}


def _completion(body: dict[str, Any], script: Script, said: str) -> dict[str, Any]:
    choice = {"index": 0, "message": {"role": "assistant", "content": said}, "finish_reason": script.finish or None}
    value = {"id": "scripted", "object": "chat.completion", "created": 0, "model": body.get("model")}
    return value | {"choices": [choice]} | ({"usage": _usage(body, script)} if script.usage else {})


def _usage(body: dict[str, Any], script: Script) -> dict[str, int]:
    read = len(asked_of(body)) // LETTERS_A_TOKEN
    written = len(script.pieces)
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def _error(status: int, message: str) -> dict[str, Any]:
    return {"error": {"message": message, "type": "scripted", "param": None, "code": str(status)}}
