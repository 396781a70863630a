"""The page as a person or another program meets it: served for real, in Chromium, and over its queue."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, expect, sync_playwright

from bot.memory import new_key
from ui.server import COOKIE

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 30_000  # milliseconds
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Served:
    """A page that is being served: its address, its process, and when it was started (monotonic seconds)."""

    address: str
    process: "subprocess.Popen[str]"
    started: float


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(home: Path, *arguments: str, ready: bool = True, **environment: str) -> Iterator[Served]:
    """`python -m ui` over a home, until the block ends; `ready` waits until it answers requests."""
    port = free_port()
    plain = {name: value for name, value in os.environ.items() if not name.startswith("NEXTSTEP_")}
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", "--home", str(home), "--port", str(port), *arguments],
        cwd=ROOT,
        env=plain | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    served = Served(f"http://127.0.0.1:{port}", process, started)
    try:
        if ready:
            wait_until_served(served)
        yield served
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_served(served: Served) -> None:
    """Wait until the page's first request is answered. Raises RuntimeError where the process ends instead."""
    while True:
        if served.process.poll() is not None:
            raise RuntimeError(f"the page ended: {served.process.stdout.read() if served.process.stdout else ''}")
        try:
            if httpx.get(served.address, timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.02)


def chromium() -> str | None:
    """Where Chromium is, if it is on this machine."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a screen; a page on a busy machine is waited for."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        yield started
        started.close()


class Visitor:
    """Somebody with a session of their own, who asks over the page's queue as its script does."""

    def __init__(self, client: httpx.AsyncClient, config: dict[str, Any]) -> None:
        self._client = client
        self._session = uuid.uuid4().hex[:11]
        self._config = config
        self.cookie = {"cookie": f"{COOKIE}={new_key()}"}

    async def ask(self, question: str) -> str:
        """Ask, and give the last answer's HTML as the page would show it."""
        last = ""
        async for messages in self._answers(question):
            if messages and messages[-1]["role"] == "assistant":
                last = str(messages[-1]["content"])
        return last

    async def _answers(self, question: str) -> AsyncIterator[list[dict[str, Any]]]:
        event = self.answering_event()
        body = {
            "fn_index": event["id"],
            "trigger_id": event["targets"][0][0],
            "session_hash": self._session,
            "data": [question, None],
            "event_data": None,
        }
        joined = await self._client.post("/gradio_api/queue/join", json=body, headers=self.cookie)
        joined.raise_for_status()
        wanted = joined.json()["event_id"]
        messages: Any = []
        async with self._client.stream(
            "GET", "/gradio_api/queue/data", params={"session_hash": self._session}
        ) as stream:
            async for line in stream.aiter_lines():
                if not line.startswith("data:"):
                    continue
                message = json.loads(line.removeprefix("data:"))
                if message.get("event_id") not in (wanted, None):
                    continue
                kind = message["msg"]
                if kind in ("process_generating", "process_completed"):
                    if not message["success"]:
                        raise RuntimeError(f"the page failed to answer: {message}")
                    change = (message["output"].get("data") or [None])[0]
                    messages = _changed(messages, change) if _is_difference(change) else change or messages
                    yield messages
                if kind in ("process_completed", "close_stream"):
                    return

    def answering_event(self) -> dict[str, Any]:
        """The event that answers what is typed, as the page's configuration describes it."""
        by_id = {component["id"]: component for component in self._config["components"]}
        for event in self._config["dependencies"]:
            kinds = [by_id[place]["type"] for place in event["inputs"]]
            if kinds == ["textbox", "state"]:
                return dict(event)
        raise LookupError("the page has no event that takes a question")


def _is_difference(change: Any) -> bool:
    return (
        isinstance(change, list) and bool(change) and all(isinstance(step, list) and len(step) == 3 for step in change)
    )


def _changed(value: Any, steps: list[list[Any]]) -> Any:
    """Gradio sends what changed since the last message: a list of (action, path, value)."""
    value = json.loads(json.dumps(value))
    for action, path, new in steps:
        if not path:
            value = (value + new) if action == "append" else new
            continue
        place = value
        for key in path[:-1]:
            place = place[key]
        if action == "append":
            place[path[-1]] = place[path[-1]] + new
        elif action == "delete":
            del place[path[-1]]
        elif action == "add" and isinstance(place, list):
            place.insert(path[-1], new)
        else:
            place[path[-1]] = new
    return value
