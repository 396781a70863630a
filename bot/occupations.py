"""Occupations by the names that the published figures give them: what a job pays of which the catalogue holds no role."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from knowledge.words import STOPWORDS, fold, tokens

MOST_WORDS = 5  # A name in a message is no longer.

Names = Mapping[frozenset[str], str]

_PARTS = re.compile(r",|/|\band\b|\bor\b", re.IGNORECASE)
_NO_NAME = re.compile(r"\b(?:except|all other|including|first-line)\b", re.IGNORECASE)
_MANY = re.compile(r"[^su]s$")  # How the noun of a title ends, which says who it is.
_WHO = re.compile(
    r"(?:er|or|ist|ian|ant|eer|ess|ary|dge|chef|cook|coach)(?:e?s)?$|aries$"
)  # How it ends where it says so alone.


def names_of(occupations: Iterable[tuple[str, str]]) -> Names:
    """The ways to name each occupation, given as (SOC code, title): the words, in the singular, to the code.

    "Urban and Regional Planners" are urban planners and regional planners too, "Solar Photovoltaic Installers" solar installers. A way
    to name that fits several occupations names none, unless it is the whole title of one.
    """
    whole: dict[frozenset[str], str] = {}
    shorter: dict[frozenset[str], set[str]] = defaultdict(set)
    for code, title in occupations:
        if _NO_NAME.search(title):
            continue
        whole.setdefault(_key([title]), code)
        for name in _shorter(title):
            shorter[name].add(code)
    return {name: next(iter(codes)) for name, codes in shorter.items() if len(codes) == 1} | whole


def named_in(text: str, names: Names) -> tuple[str, str] | None:
    """The occupation that a text names in most words, as (SOC code, the words); None where it names none."""
    words = tokens(text)
    singular = [None if word in STOPWORDS else _singular(word) for word in words]
    for length in range(MOST_WORDS, 0, -1):
        for start in range(len(words) - length + 1):
            said = singular[start : start + length]
            code = names.get(frozenset(filter(None, said))) if said[0] and said[-1] else None
            if code is not None:
                return code, " ".join(words[start : start + length])
    return None


def _shorter(title: str) -> Iterator[frozenset[str]]:
    """The parts of a title, those without a noun with that of the last; of a long one, all but one word before its noun."""
    parts = [
        part
        for words in _PARTS.split(title)
        if (part := [word for word in words.split() if fold(word) not in STOPWORDS])
    ]
    alone = len(parts[0]) == 1 and _WHO.search(parts[0][0])
    noun = parts[-1][-1]
    for part in parts:
        if not _MANY.search(part[-1]):
            if part is not parts[-1] and _MANY.search(noun):
                yield _key([*part, noun])
        elif len(part) > 1 or (alone and _WHO.search(part[0])):
            yield _key(part)
        if len(part) > 2:
            yield from (_key(part[:at] + part[at + 1 :]) for at in range(len(part) - 1))


def _key(words: Sequence[str]) -> frozenset[str]:
    return frozenset(_words(" ".join(words)))


def _words(name: str) -> list[str]:
    return [_singular(word) for word in tokens(name) if word not in STOPWORDS]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if _MANY.search(word) and not word.endswith("is") else word
