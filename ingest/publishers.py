"""Which publisher's data set a file is, told by what is in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from ingest.readers import courses, esco, onet
from ingest.readers.tables import Tables
from knowledge.records import Entry, Relation

RANK_PACK, RANK_OWN, RANK_ONET, RANK_ESCO = range(4)
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Publication:
    """A data set that somebody publishes: what it is called, how it may be used, and how it is read."""

    title: str
    publisher: str
    licence: str
    address: str | None
    figures_as_of: str | None
    rank: int
    records: Callable[[], Iterator[Entry | Relation]]


def publication_of(data: bytes, name: str) -> Publication | None:
    """The publication that these bytes are, or None where they are no data set that NextStep knows."""
    if data.startswith(_ZIP):
        return _zipped(data)
    if courses.is_course_list(data, name):
        return Publication(
            title=name.rpartition("/")[2],
            publisher="Your own documents",
            licence="not stated",
            address=None,
            figures_as_of=None,
            rank=RANK_OWN,
            records=partial(courses.course_list_records, data, name),
        )
    return None


def _zipped(data: bytes) -> Publication | None:
    names = Tables.names_in(data)
    if names >= onet.TABLES:
        return Publication(
            title="O*NET database 29.3",
            publisher="O*NET 29.3 Database, U.S. Department of Labor, Employment and Training Administration (USDOL/ETA)",
            licence="CC BY 4.0; modified by NextStep",
            address="https://www.onetcenter.org/database.html",
            figures_as_of="May 2025",
            rank=RANK_ONET,
            records=lambda: onet.onet_records(Tables(data)),
        )
    if names >= esco.TABLES:
        return Publication(
            title="ESCO classification 1.1.1",
            publisher="ESCO, European Commission",
            licence="reuse with attribution",
            address="https://esco.ec.europa.eu/",
            figures_as_of="version 1.1.1 (2022)",
            rank=RANK_ESCO,
            records=lambda: esco.esco_records(Tables(data)),
        )
    return None
