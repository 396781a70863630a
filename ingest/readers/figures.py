"""The pack's tables of pay and outlook, with the figures that the US Bureau of Labor Statistics published."""

import csv
import io
from collections.abc import Iterator

from knowledge.errors import InputFailed
from knowledge.records import Outlook, Pay

PAY = "oews-2025"


def figure_records(text: str, name: str) -> Iterator[Pay | Outlook]:
    """The figures of one table; `name` is its file's. Raises InputFailed where it is not as it should be."""
    try:
        for row in csv.DictReader(io.StringIO(text)):
            yield _pay(row) if name.removesuffix(".csv") == PAY else _outlook(row)
    except (KeyError, ValueError) as error:
        raise InputFailed(f"{name} is no table of figures ({error})", "keep its columns as they were") from error


def _pay(row: dict[str, str]) -> Pay:
    return Pay(
        soc=row["soc"],
        occupation=row["occupation"],
        employment=_whole(row["employment"]),
        annual=(_whole(row["annual_p10"]), _whole(row["annual_median"]), _whole(row["annual_p90"])),
        hourly=(_number(row["hourly_p10"]), _number(row["hourly_median"]), _number(row["hourly_p90"])),
        country="US",
        currency="USD",
        year=int(row["year"]),
        source=row["source"],
    )


def _outlook(row: dict[str, str]) -> Outlook:
    return Outlook(
        soc=row["soc"],
        occupation=row["occupation"],
        jobs=_whole(row["jobs_2024"]),
        projected=_whole(row["jobs_2034"]),
        growth=_number(row["growth_per_cent"]),
        country="US",
        since=2024,
        until=2034,
        address=row["address"],
        source=row["source"],
    )


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _number(text: str) -> float | None:
    return float(text) if text else None
