"""What the adviser has read of a home and keeps until the home changes: the shelf of courses, what roles need, occupations' names."""

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bot import occupations
from bot.occupations import Names
from bot.shelf import Shelf, read_shelf
from knowledge.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Known:
    """The shelf; for each role of the pack the importance and level of each skill that it needs; occupations without a role."""

    shelf: Shelf
    needs: Mapping[str, Mapping[str, tuple[float, float]]]
    has_roles: bool
    occupations: Names

    def share(self, role: str, have: Mapping[str, int]) -> float:
        """The share of a role's weighted skills that is there: importance times level, up to the level it takes."""
        needs = self.needs.get(role, {})
        whole = sum(importance * level for importance, level in needs.values())
        there = sum(importance * min(have.get(skill, 0), level) for skill, (importance, level) in needs.items())
        return there / whole if whole else 0.0


class Knowing:
    """Reads a home once, and again when it has changed."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._lock = threading.Lock()
        self._held: tuple[tuple[int, int], Known] | None = None

    def now(self) -> Known:
        """What is known at this moment."""
        state = self._catalogue.state()
        with self._lock:
            if self._held is None or self._held[0] != state:
                self._held = (state, self._read())
            return self._held[1]

    def _read(self) -> Known:
        needs: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
        for role, skill, importance, level in self._catalogue.needs_of_the_pack():
            needs[role].setdefault(skill, (importance, level))
        return Known(
            read_shelf(self._catalogue),
            needs,
            bool(self._catalogue.record_counts()["roles"]),
            occupations.names_of(self._catalogue.occupations_without_role()),
        )
