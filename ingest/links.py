"""Whether the addresses of courses still answer: many servers at once, each one slowly."""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from ingest.fetch import answer
from knowledge.errors import InputFailed
from knowledge.home import Home

SERVERS_AT_ONCE = 16
PAUSE_SECONDS = 1.0  # between two questions to one server
GONE = (404, 410)
NOT_THIS_WAY = (403, 405, 501)  # A server that will not say by HEAD may say by GET.

Progress = Callable[[int, int], None]  # addresses done, of how many


class CheckedLink(BaseModel):
    """An address that is dead, or of which that cannot be said, and why."""

    model_config = ConfigDict(frozen=True)

    address: str
    why: str


class LinkReport(BaseModel):
    """What the addresses answered."""

    model_config = ConfigDict(extra="forbid")

    checked: int
    alive: int
    dead: list[CheckedLink]
    unsure: list[CheckedLink]


@dataclass(frozen=True, slots=True)
class _Said:
    address: str
    status: int | None
    why: str


def check_links(
    home: Home, progress: Progress = lambda _done, _total: None, pause: float = PAUSE_SECONDS
) -> LinkReport:
    """Ask for the address of every course, and remember in the home which are dead.

    Raises InputFailed, and remembers nothing, where no server at all answers: then it is the network.
    """
    addresses = home.catalogue.course_addresses()
    by_server: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_server[urlsplit(address).netloc].append(address)
    said: list[_Said] = []

    def ask_all(of_server: Sequence[str]) -> None:
        for number, address in enumerate(of_server):
            if number:
                time.sleep(pause)
            said.append(_ask(home, address))
            progress(len(said), len(addresses))

    with ThreadPoolExecutor(SERVERS_AT_ONCE, "links") as pool:
        list(pool.map(ask_all, by_server.values()))
    if addresses and not any(one.status for one in said):
        raise InputFailed("no server answers", "check the network, and try again")
    dead = [CheckedLink(address=one.address, why=one.why) for one in said if one.status in GONE or one.status is None]
    unsure = [
        CheckedLink(address=one.address, why=one.why)
        for one in said
        if one.status and one.status >= 400 and one.status not in GONE
    ]
    home.catalogue.remember_dead(addresses, {one.address: one.why for one in dead}, date.today().isoformat())
    return LinkReport(
        checked=len(said),
        alive=len(said) - len(dead) - len(unsure),
        dead=sorted(dead, key=lambda one: one.address),
        unsure=sorted(unsure, key=lambda one: one.address),
    )


def _ask(home: Home, address: str) -> _Said:
    settings = home.settings
    try:
        for method in ("HEAD", "GET"):
            with answer(
                address,
                seconds=settings.fetch_seconds,
                allow_private=settings.allow_private_addresses,
                method=method,
            ) as response:
                status = response.status_code
            if status not in (*GONE, *NOT_THIS_WAY):
                break
    except InputFailed as error:
        return _Said(address, None, error.what)
    return _Said(address, status, f"the server answers {status}")
