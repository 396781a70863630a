"""Typing errors: a word that nothing holds, as the nearest one that something does."""

from collections import defaultdict
from collections.abc import Callable

from rapidfuzz import fuzz, process

from knowledge.catalogue import Catalogue

SHORTEST = 4  # A shorter word has too many neighbours.
ALIKE = 84.0  # Of 100: one wrong letter or two changed places in seven, one letter too few or too many in four.


class Spelling:
    """Mends stems against a vocabulary of the catalogue, which is read again when the catalogue has changed."""

    def __init__(self, catalogue: Catalogue, vocabulary: Callable[[], list[str]]) -> None:
        self._catalogue = catalogue
        self._vocabulary = vocabulary
        self._state: tuple[int, int] | None = None
        self._by_letter: dict[str, list[str]] = {}

    def mend(self, stem: str) -> str:
        """The known stem that this one most likely stands for; the same one where none is near.

        People seldom get the first letter wrong, so only stems that begin alike are compared.
        """
        if len(stem) < SHORTEST:
            return stem
        found = process.extractOne(stem, self._words().get(stem[0], ()), scorer=fuzz.ratio, score_cutoff=ALIKE)
        return found[0] if found else stem

    def knows(self, stem: str) -> bool:
        """Whether the vocabulary has this stem."""
        return stem in self._words().get(stem[:1], ())

    def _words(self) -> dict[str, list[str]]:
        state = self._catalogue.state()
        if state != self._state:
            by_letter = defaultdict(list)
            for stem in self._vocabulary():
                by_letter[stem[0]].append(stem)
            self._by_letter, self._state = dict(by_letter), state
        return self._by_letter
