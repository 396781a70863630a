"""The rows of a publisher's tables, as streams, out of the zip that the publisher distributes."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Literal

from knowledge.errors import InputFailed

UNPACKED_LIMIT = 1 << 30  # All of O*NET's or ESCO's tables together unpack to less than 100 MB.
LONGEST_FIELD = 1 << 20
DAMAGED = "get the file again from its publisher"


class Tables:
    """The tables of one zip, by their file names without folder and ending."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except zipfile.BadZipFile as error:
            raise InputFailed("the zip is damaged", DAMAGED) from error
        self._files = {
            file.filename.rsplit("/")[-1].rpartition(".")[0]: file
            for file in self._zip.infolist()
            if file.filename.endswith((".txt", ".csv"))
        }
        if sum(file.file_size for file in self._files.values()) > UNPACKED_LIMIT:
            raise InputFailed("the zip unpacks to more than a gigabyte", DAMAGED)

    @staticmethod
    def names_in(data: bytes) -> set[str]:
        """The names of the tables in a zip; none where it is no whole zip."""
        try:
            return Tables(data).names
        except InputFailed:
            return set()

    @property
    def names(self) -> set[str]:
        """The names of all tables."""
        return set(self._files)

    def rows(self, name: str, columns: Sequence[str], delimiter: Literal["\t", ","]) -> Iterator[tuple[str, ...]]:
        """The rows of a table, these columns only. Raises InputFailed where table or column is missing, or the zip is damaged."""
        if name not in self._files:
            raise InputFailed(f"the table {name} is missing in the zip", DAMAGED)
        csv.field_size_limit(LONGEST_FIELD)
        quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
        try:
            with self._zip.open(self._files[name]) as file:
                lines = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
                rows = csv.reader(lines, delimiter=delimiter, quoting=quoting)
                head = next(rows, [])
                places = [head.index(column) for column in columns]
                for row in rows:
                    if len(row) == len(head):
                        yield tuple(row[place] for place in places)
        except (zipfile.BadZipFile, EOFError, UnicodeDecodeError, csv.Error, OSError) as error:
            raise InputFailed(f"the table {name} is damaged ({error})", DAMAGED) from error
        except ValueError as error:
            raise InputFailed(f"the table {name} lacks a column ({error})", DAMAGED) from error

    def pairs(self, name: str, key: str, value: str, delimiter: Literal["\t", ","]) -> dict[str, str]:
        """Two columns of a table as a mapping."""
        return {row[0]: row[1] for row in self.rows(name, (key, value), delimiter)}
