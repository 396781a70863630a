"""The text of a Word file that can be seen: headers, paragraphs, tables, text boxes, fields and links.

Left out are runs that are hidden, tiny, or white with nothing dark behind them, by themselves or by their style; and what
a tracked change has deleted.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError

from ingest.readers.seen import DAMAGED, NEARLY_WHITE, SMALLEST, Seen
from knowledge.errors import InputFailed

UNPACKED_LIMIT = 50 * 2**20  # bytes of all parts of a Word file together
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {_COPY, *(W + name for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr"))}
_LETTERS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF = ("0", "false", "off", "none")
_WHITES = ("bg1", "lt1", "background1", "light1")


def read_word(data: bytes) -> Seen:
    """What can be seen of a Word file. Raises InputFailed where it is damaged or unpacks to far too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED_LIMIT:
                raise InputFailed(
                    "the Word file unpacks to far more than a document", "save it again without its pictures"
                )
        return _seen(Document(io.BytesIO(data)))
    except (zipfile.BadZipFile, zlib.error, EOFError, PackageNotFoundError, XMLSyntaxError) as error:
        raise InputFailed("the Word file is damaged", DAMAGED) from error
    except ValueError as error:
        if "macroEnabled" in str(error) or "template" in str(error):
            raise InputFailed("it is a Word file with macros, or a template", "save it as .docx") from error
        raise InputFailed("the Word file is damaged", DAMAGED) from error
    except (KeyError, AttributeError, TypeError, OSError, RuntimeError) as error:
        raise InputFailed("the Word file is damaged", DAMAGED) from error


def _seen(made: Any) -> Seen:  # noqa: ANN401 - python-docx's function gives its class no name
    reader = _Reader({style.get(W + "styleId"): style for style in made.styles.element.iter(W + "style")})
    heads = [
        rel.target_part.element
        for rel in made.part.rels.values()
        if rel.reltype == RELATIONSHIP_TYPE.HEADER and not rel.is_external
    ]
    headers = dict.fromkeys("\n".join(reader.lines(head, dark=False)) for head in heads)  # Each section has its own.
    body = reader.lines(made.element.body, dark=False)
    return Seen("\n".join([*headers, *body]), hidden=reader.hidden)


@dataclass
class _Reader:
    """Walks through a document; `hidden` turns true where something was left out."""

    styles: dict[str | None, Any]
    hidden: bool = False
    _looks: dict[str | None, "_Look"] = field(default_factory=dict)

    def lines(self, element: Any, *, dark: bool) -> Iterator[str]:  # noqa: ANN401
        """The lines of what an element holds; `dark` is whether white letters can be seen there."""
        for part in element.iterchildren("*"):
            if part.tag == W + "p":
                yield from self._paragraph(part, dark)
            elif part.tag == W + "tbl":
                for row in part.iter(W + "tr"):
                    if next(row.iterancestors(W + "tbl")) is part:
                        yield from self._row(row, dark or self._is_shaded_table(part))
            elif part.tag not in _LEFT_OUT:
                yield from self.lines(part, dark=dark)

    def _row(self, row: Any, dark: bool) -> Iterator[str]:  # noqa: ANN401
        """One line where each cell has one, otherwise cell by cell."""
        cells = []
        for cell in row.iter(W + "tc"):
            if next(cell.iterancestors(W + "tr")) is row:
                shaded = dark or _is_shaded(cell.find(W + "tcPr"))
                cells.append([line for line in self.lines(cell, dark=shaded) if line.strip()])
        if all(len(cell) <= 1 for cell in cells):
            yield " ".join(line for cell in cells for line in cell)
        else:
            yield from (line for cell in cells for line in cell)

    def _paragraph(self, paragraph: Any, dark: bool) -> Iterator[str]:  # noqa: ANN401
        given = paragraph.find(W + "pPr")
        name = _value(given, "pStyle")
        style = self.styles.get(name) if name else self._default()
        shaded = dark or _is_shaded(given) or (style is not None and _is_shaded(style.find(W + "pPr")))
        boxes: list[Any] = []
        text = "".join(self._pieces(paragraph, style, shaded, boxes))
        yield text
        for box in boxes:
            yield from self.lines(box, dark=dark or _is_filled(box))

    def _pieces(self, element: Any, style: Any, dark: bool, boxes: list[Any]) -> Iterator[str]:  # noqa: ANN401
        """The visible texts of a paragraph's runs, however deep in links and fields; text boxes go to `boxes`."""
        for part in element.iterchildren("*"):
            if part.tag == W + "r":
                pieces = "".join(self._pieces(part, style, dark, boxes))
                if self._look(part, style).is_seen(dark):
                    yield pieces
                elif pieces.strip():
                    self.hidden = True
            elif part.tag == W + "t":
                yield part.text or ""
            elif part.tag in _LETTERS:
                yield _LETTERS[part.tag]
            elif part.tag == W + "txbxContent":
                boxes.append(part)
            elif part.tag not in _LEFT_OUT:
                yield from self._pieces(part, style, dark, boxes)

    def _look(self, run: Any, paragraph_style: Any) -> "_Look":  # noqa: ANN401
        given = run.find(W + "rPr")
        named = self.styles.get(_value(given, "rStyle"))
        look = _look_of(given)
        for style in (named, paragraph_style):
            if style is not None:
                look = look.over(self._styled(style.get(W + "styleId"), 0))
        return look

    def _styled(self, name: str | None, depth: int) -> "_Look":
        """The look that a style and those that it is based on give."""
        if name not in self._looks:
            style = self.styles.get(name)
            look = _look_of(style.find(W + "rPr")) if style is not None else _Look()
            based_on = style.find(W + "basedOn") if style is not None else None
            if based_on is not None and depth < 10:
                look = look.over(self._styled(based_on.get(W + "val"), depth + 1))
            self._looks[name] = look
        return self._looks[name]

    def _default(self) -> Any:  # noqa: ANN401
        return next(
            (
                style
                for style in self.styles.values()
                if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true")
            ),
            None,
        )

    def _is_shaded_table(self, table: Any) -> bool:  # noqa: ANN401
        given = table.find(W + "tblPr")
        style = self.styles.get(_value(given, "tblStyle"))
        return _is_shaded(given) or (style is not None and any(_is_dark(shade) for shade in style.iter(W + "shd")))


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run looks; None where nothing is said."""

    vanishes: bool | None = None
    colour: str | None = None
    points: float | None = None
    marked: bool | None = None

    def over(self, other: "_Look") -> "_Look":
        """This look, and the other's where this one says nothing."""
        return _Look(
            other.vanishes if self.vanishes is None else self.vanishes,
            other.colour if self.colour is None else self.colour,
            other.points if self.points is None else self.points,
            other.marked if self.marked is None else self.marked,
        )

    def is_seen(self, dark: bool) -> bool:
        """Whether such letters can be seen, on dark ground or not."""
        tiny = self.points is not None and self.points < SMALLEST
        white = self.colour is not None and _is_white(self.colour)
        return not (self.vanishes or tiny or (white and not dark and not self.marked))


def _look_of(given: Any) -> _Look:  # noqa: ANN401
    if given is None:
        return _Look()
    vanish = next((part for name in ("vanish", "specVanish") if (part := given.find(W + name)) is not None), None)
    size = _value(given, "sz") or ""
    highlight = _value(given, "highlight")
    marked = _is_shaded(given) or (highlight is not None and highlight.lower() not in ("none", "white"))
    return _Look(
        None if vanish is None else (vanish.get(W + "val") or "1").lower() not in _OFF,
        _value(given, "color"),
        int(size) / 2 if size.isdecimal() else None,
        marked or None,
    )


def _value(given: Any, name: str) -> str | None:  # noqa: ANN401
    part = given.find(W + name) if given is not None else None
    value: str | None = part.get(W + "val") if part is not None else None
    return value


def _is_shaded(given: Any) -> bool:  # noqa: ANN401
    shade = given.find(W + "shd") if given is not None else None
    return shade is not None and _is_dark(shade)


def _is_dark(shade: Any) -> bool:  # noqa: ANN401
    """Whether a shade can be told from white paper."""
    theme = (shade.get(W + "themeFill") or "").lower()
    fill = shade.get(W + "fill") or "auto"
    return (theme != "" and theme not in _WHITES) or (fill.lower() != "auto" and not _is_white(fill))


def _is_filled(box: Any) -> bool:  # noqa: ANN401
    """Whether a text box is filled with something that can be told from white paper."""
    shape = next(box.iterancestors(_SHAPE), None)
    if shape is None:
        return False
    colours = [*shape.iterfind(f"*/{_DRAWN}solidFill/*"), *shape.iterfind(f"*/{_DRAWN}gradFill//*[@val]")]
    return any(
        not _is_white(value) and value not in _WHITES for value in (colour.get("val") or "FFFFFF" for colour in colours)
    )


def _is_white(colour: str) -> bool:
    try:
        return len(colour) == 6 and all(int(colour[at : at + 2], 16) >= 255 * NEARLY_WHITE for at in (0, 2, 4))
    except ValueError:
        return False
