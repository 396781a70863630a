"""Lists of courses as CSV or JSON, one course a row or object.

Columns, of which `title` and `address` (or `url`) must be there:

title, address    what it is called and where it is found
provider          who gives it
teaches, needs    names of skills, parted by `;`, each with an optional level from 1 to 3: `SQL 2; Python`
hours             the work for all of it: `40`, or a range `30-50`
cost, currency    `0` is free; empty is not known
language          two letters; English where it is empty
kind              course, certificate, qualification or book
format            how it is given ("online, own pace")
about             a sentence on it
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from ingest.kind import decode
from knowledge.errors import InputFailed
from knowledge.records import Cost, CourseFacts, Entry, Figure, Relation, digest

BY_NAME = "skill named "
_NAMED_ADDRESS = ("address", "url", "link")
_SKILL = re.compile(r"(?P<name>.+?)(?:\s+(?P<level>[123]))?")
_SPAN = re.compile(r"(?P<low>\d+(?:\.\d+)?)(?:\s*(?:-|–|to)\s*(?P<high>\d+(?:\.\d+)?))?(?:\s*(?:h|hours?))?")


def is_course_list(data: bytes, name: str) -> bool:
    """Whether these bytes are a list of courses: a table or JSON with titles and addresses."""
    ending = name.lower().rpartition(".")[2]
    if ending == "csv":
        return _has_columns(next(csv.reader(io.StringIO(decode(data[:65536]))), []))
    if ending == "json":
        try:
            items = json.loads(data)
        except (ValueError, RecursionError):
            return False
        return isinstance(items, list) and bool(items) and isinstance(items[0], dict) and _has_columns(list(items[0]))
    return False


_LETTERS = re.compile(r"\(([A-Z][A-Za-z0-9+/&-]*[A-Z+][A-Za-z0-9+/&-]*)\)")


def letters_of(title: str) -> tuple[str, ...]:
    """The letters that a title gives for itself, by which people call the course: CCNA, CISSP."""
    return tuple(_LETTERS.findall(title))


def course_list_records(data: bytes, name: str) -> Iterator[Entry | Relation]:
    """The courses of a list. A skill is named, not identified: its relation points at `BY_NAME` and the name.

    Raises InputFailed with the row where a value makes no sense.
    """
    for number, row in enumerate(_rows(data, name), start=2):
        title, address = row.get("title", ""), next((row[key] for key in _NAMED_ADDRESS if row.get(key)), "")
        if not title or not re.match(r"https?://\S+$", address):
            continue
        id_ = f"course:{digest(address.rstrip('/'))[:16]}"
        yield Entry(id_, "course", title, letters_of(title), {}, _facts(row, address, number))
        for kind in ("teaches", "needs"):
            for skill in filter(str.strip, re.split(r"[;|]", row.get(kind, ""))):
                yield _relation(id_, "teaches" if kind == "teaches" else "requires", skill.strip())


def _has_columns(columns: list[str]) -> bool:
    names = {column.strip().lower() for column in columns}
    return "title" in names and bool(names & set(_NAMED_ADDRESS))


def _rows(data: bytes, name: str) -> Iterator[Mapping[str, str]]:
    if name.lower().endswith(".json"):
        rows: list[dict[str, object]] = [row for row in json.loads(data) if isinstance(row, dict)]
    else:
        rows = list(csv.DictReader(io.StringIO(decode(data))))
    for row in rows:
        yield {str(key).strip().lower(): _text(value) for key, value in row.items() if key is not None}


def _text(value: object) -> str:
    if isinstance(value, list):
        return ";".join(map(_text, value))
    return "" if value is None else " ".join(str(value).split())


def _facts(row: Mapping[str, str], address: str, number: int) -> CourseFacts:
    try:
        return CourseFacts.model_validate(
            {
                "about": row.get("about") or row.get("note", ""),
                "provider": row.get("provider") or "not stated",
                "address": address,
                "kind": row.get("kind") or "course",
                "hours": _figure(row.get("hours", ""), "hours"),
                "cost": Cost(figure=_figure(row.get("cost", ""), "cost"), currency=row.get("currency") or None),
                "language": (row.get("language") or "en").lower(),
                "format": row.get("format") or "not stated",
                "source": "your own list",
            }
        )
    except (ValidationError, ValueError) as error:
        message = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise InputFailed(f"row {number} of the list of courses: {message}", "mend that row") from error


def _figure(text: str, what: str) -> Figure | None:
    if not text:
        return None
    found = _SPAN.fullmatch(text)
    if not found:
        raise ValueError(f"{what} {text!r} is neither a number nor a range such as 30-50")
    low = float(found["low"])
    high = float(found["high"] or low)
    exact = low == high
    return Figure(
        low=low, high=high, basis="published" if exact else "estimated", source="your own list" if exact else None
    )


def _relation(course: str, kind: str, skill: str) -> Relation:
    found = _SKILL.fullmatch(skill)
    name, level = (found["name"], found["level"]) if found else (skill, None)
    figure = Figure(low=float(level), high=float(level), basis="published", source="your own list") if level else None
    return Relation(course, "teaches" if kind == "teaches" else "requires", BY_NAME + name, level=figure)
