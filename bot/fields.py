"""Fields of work as people name them ("law", "the film industry"): which one a message means, and which roles belong to it.

A field holds the roles whose codes of the Standard Occupational Classification (SOC) begin in one of its ways, without those after a
minus, and those that are to be shown first, by their names: bot/fields.csv, which may be edited by hand.
"""

import csv
import importlib.resources
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Field:
    """A field of work: how it is called in an answer, and what it holds."""

    name: str
    words: tuple[str, ...]
    codes: tuple[str, ...]
    without: tuple[str, ...]
    roles: tuple[str, ...]

    def holds(self, role: str, codes: Sequence[str]) -> bool:
        """Whether a role with these codes belongs to it."""
        if any(code.startswith(self.without) for code in codes):
            return False
        return role in self.roles or any(code.startswith(self.codes) for code in codes)


@lru_cache(maxsize=1)
def fields() -> tuple[Field, ...]:
    """Every field that is known."""
    text = (importlib.resources.files("bot") / "fields.csv").read_text(encoding="utf-8")
    return tuple(_field(row) for row in csv.DictReader(text.splitlines()))


def _field(row: dict[str, str]) -> Field:
    codes = row["codes"].split()
    return Field(
        row["name"],
        tuple(row["words"].split("|")),
        tuple(code for code in codes if not code.startswith("-")),
        tuple(code[1:] for code in codes if code.startswith("-")),
        tuple(f"role:{role}" for role in row["roles"].split()),
    )


_JOBS = r"(?:jobs?|careers?|roles?|professions?|occupations?|positions?)"
_PLACE = r"(?:industry|sector|field|business|world|area|scene|stuff)"
_WISH = (
    r"(?:(?:i|we|my (?:son|daughter|child))(?:'d|'m|’d|’m| am| would| have always| always)? ?(?:really |always |just |also |only )*"
    r"(?:wants?|wanted|likes?|loves?|wish|hope|plan|dream|think(?:ing)?|interested|looking|considering|aim)|wants?|wanna|would like|likes?|"
    r"loves?|enjoys?|"
    r"interested|thinking|looking|i(?:'m|’m|m| am) (?:interested|thinking|looking))"
    r"(?: (?:to|of|about|for|in|into))*"
)
_GO = (
    r"(?:work(?:ing)?|be|get(?:ting)?|break(?:ing)?|go(?:ing)?|mov(?:e|ing)|join(?:ing)?|start(?:ing)?|switch(?:ing)?|"
    r"chang(?:e|ing)|do(?:ing)?|study(?:ing)?|careers?)"
)
_THING = rf"(?:an? |some |any |the )?(?:{_JOBS}|work|something|anything)"
_IN = r"(?:in|into|with|at|for|around|involving|to do with|related to|to|the|field of|world of)"
_POLITE = r"(?:(?:hi|hello|hey|well|so|and|ok|please|maybe|perhaps|just|now|what about|how about|or)\W+)*"
_WHICH = (
    rf"\W+(?:so )?(?:what|which) (?:kind of |sort of )?(?:{_JOBS}|work|can i do)"
    r"(?:\s+(?:can|could|should|do|i|are|is|there|fits?|suits?|for|me))*"
)
_NO_ROLE = r"(?! (?:engineer|scientist|manager|analyst|nurse|teacher|worker|developer|technician|designer)s?\b)"
# "I work in retail and want a change", "I hate my office job": where somebody stands is not where they want to go.
_NOT_LEFT = "".join(
    rf"(?<!\b{before} )"
    for before in (
        "i", "i've", "i'm", "am", "been", "years", "years of", "working", "worked", "i work", "leave", "leaving", "out of", "hate", "my",
        "my job", "a job", "from",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Ways:
    """How a field is named: as all that a text says, two of them to choose from, as a wish, with jobs in it, in whatever connection."""

    whole: re.Pattern[str]
    two: re.Pattern[str]
    wished: re.Pattern[str]
    jobs: re.Pattern[str]
    broad: re.Pattern[str]


@lru_cache(maxsize=1)
def _ways() -> _Ways:
    words = sorted({word for field in fields() for word in field.words}, key=len, reverse=True)
    # "it" is a pronoun, unless it is written large or stands before "jobs".
    listed = "|".join(
        rf"(?-i:IT)\b|it(?= (?:{_JOBS}|{_PLACE})\b)" if word == "it" else re.escape(word) for word in words
    )
    name, other = (rf"(?:an? |the )?(?P<{group}>{listed})(?![\w-])" for group in ("field", "other"))
    begins = (
        rf"^\W*{_POLITE}(?:{_WISH})?\W*(?:(?:{_GO}|{_THING}|what|which|are there|is there|do|you|know|of|the|best|good)\s+)*"
        rf"(?:{_IN}\s+)*"
    )
    ends = rf"(?:[\s,]+(?:{_PLACE}|{_JOBS}|work|please|maybe|perhaps|there|exist|are there))*(?:{_WHICH})?\W*$"
    wished = (
        rf"\b{_WISH}\s*(?:{_GO}(?:\s+(?:{_THING}))?|{_THING})\s+(?:{_IN}\s+)+{name}{_NO_ROLE}"
        rf"|\b{_WISH}\s*do\s+{other}(?=\s*(?:$|[.,;!?]|but\b|for\b))"
    )
    to_them = rf"(?:(?:are|is) there |there are |exist )?(?:(?:{_IN}|where|that let me|i|you|can|could|a lot of)\s+)+"
    jobs = (
        rf"\b(?:{_JOBS}|(?:can|could|should|might) (?:i|you|one|we|he|she) (?:do|work|find|get|find work|get work))\s+"
        rf"{to_them}{name}{_NO_ROLE}|{_NOT_LEFT}\b{other}[ -]{_JOBS}\b"
    )
    broad = (
        rf"{_NOT_LEFT}\b(?:{name}[ -]?(?:{_JOBS}|work|{_PLACE})\b"
        rf"|(?:{_JOBS}|work|into|in|something) (?:in |with |to do with )?{other}{_NO_ROLE})"
    )
    either = rf"{begins}{name}(?:\s+(?:{_PLACE}|{_JOBS}))?,? (?:or|vs\.?|versus|and) (?:{_IN}\s+)*{other}{ends}"
    made = (f"{begins}{name}{ends}", either, wished, jobs, broad)
    return _Ways(*(re.compile(pattern, re.IGNORECASE) for pattern in made))


def _of(match: re.Match[str] | None) -> tuple[Field, ...]:
    said = [value.casefold() for value in match.groupdict().values() if value] if match else []
    return tuple(field for word in said for field in fields() if word in field.words)


def only_about(text: str) -> tuple[Field, ...]:
    """The field, or the two to choose from, that are all that a message says: "law", "I want to get into tech", "IT or health care"."""
    return _of(_ways().whole.match(text)) or _of(_ways().two.match(text))


def wished_for(text: str) -> tuple[Field, ...]:
    """The field that a message says somebody wants to work in, beside whatever else it says."""
    return only_about(text) or _of(_ways().wished.search(text))


def asked_for(text: str) -> tuple[Field, ...]:
    """The field that a message wants or asks for jobs of, beside whatever else it says."""
    return wished_for(text) or _of(_ways().jobs.search(text))


def named_in(text: str) -> tuple[Field, ...]:
    """The field that a message names as one of work, in whatever connection."""
    return asked_for(text) or _of(_ways().broad.search(text))


def held(chosen: Sequence[Field], catalogue: Catalogue, roles: Sequence[str]) -> list[str]:
    """Those of some roles that belong to one of these fields."""
    codes = catalogue.codes(roles)
    return [id_ for id_ in roles if any(field.holds(id_, codes[id_].get("soc", [])) for field in chosen)]


def roles_of(chosen: Sequence[Field], catalogue: Catalogue, roles: Sequence[str]) -> list[str]:
    """Those of some roles that belong to one of these fields; all of them where there is no field, or where none belongs."""
    return (held(chosen, catalogue, roles) if chosen else []) or list(roles)
