"""The marks that a language model sets, in all the ways it writes them, made into ours: [1], and only those that point at something."""

import re
from collections.abc import Collection

LONGEST_RANGE = 20
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBERS = r"\d{1,3}(?:\s*(?:,|;|-|–|—|&|and|to)\s*(?:and\s*)?(?:\[?\^?)?\d{1,3}\]?)*"
_NAMED = r"(?:sources?|notes?|refs?\.?|references?|citations?|evidence)"
_LIKE_MARKS = re.compile(
    rf"\s*(?:[\[【［〔]\s*\^?(?:(?:see\s+)?{_NAMED}\s*)?[#:]?\s*(?P<square>{_NUMBERS})\s*(?:†[^\]】］〕]*)?[\]】］〕]"
    rf"|[(（]\s*(?:see\s+)?{_NAMED}\s*[#:]?\s*(?P<told>{_NUMBERS})\s*[)）]"
    rf"|[(（]\s*(?P<round>{_NUMBERS})\s*[)）](?=\s*(?:[.,;:!?]|$|(?-i:[A-Z])|\n|\[|\())"
    rf"|\b{_NAMED}\s*[#:]?\s*(?!\d{{1,3}},\d{{3}})(?P<named>{_NUMBERS})(?![\d%]|,\d)"
    r"|(?<=[A-Za-z]{2}[.,;:!?)])(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(?<=[A-Za-z]{3})(?P<high>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s*\[(\d{1,3})\]")


def normal(text: str, known: Collection[int]) -> str:
    """A text whose marks are [n], one after the other, before the full stop; those that are not among the known numbers are gone."""

    def mark(match: re.Match[str]) -> str:
        numbers = [number for number in _read(match) if number in known]
        if match.group("round") and not numbers:
            return match.group()  # A number in brackets that is no mark: "(5)".
        return "".join(f" [{number}]" for number in numbers)

    return _LIKE_MARKS.sub(mark, text)


def parted(sentence: str) -> tuple[str, tuple[int, ...]]:
    """A sentence without its marks, and their numbers, each once, in order."""
    numbers = tuple(dict.fromkeys(int(found) for found in _MARK.findall(sentence)))
    bare = re.sub(r"\s+([.,;:!?])", r"\1", _MARK.sub("", sentence))
    return " ".join(bare.split()), numbers


def _read(match: re.Match[str]) -> list[int]:
    written = next(group for group in match.groups() if group).translate(_SUPERSCRIPTS)
    numbers: list[int] = []
    ends: list[tuple[str, int]] = [
        (found.group(1) or "", int(found.group(2))) for found in re.finditer(r"(-|–|—|to)?[\s\[\^]*(\d{1,3})", written)
    ]
    for joint, number in ends:
        if joint and numbers and 0 < number - numbers[-1] <= LONGEST_RANGE:
            numbers += range(numbers[-1] + 1, number)
        numbers.append(number)
    return list(dict.fromkeys(numbers))
