"""A CV or a job advertisement into text: small, seen by the eye, without orders to the reader, and never kept.

Text that nobody can see (white on white, tiny, hidden in Word, beside the page) is left out and said to be. The file is read in a process
of its own that is killed afterwards, whatever happens.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from ingest.kind import decode, kind_of
from ingest.reading import read_apart
from knowledge.errors import InputFailed

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph
    from pdfplumber.page import Page

LARGEST = 5 * 2**20  # bytes
MOST_PAGES = 20
MOST_LETTERS = 2000 * MOST_PAGES
SECONDS = 20.0
UNPACKED_LIMIT = 50 * 2**20  # bytes of all parts of a Word file together
SMALLEST = 4.0  # points: smaller letters nobody reads
NEARLY_WHITE = 0.95  # of each colour
HIDDEN = "I left out text in it that nobody can see."
INVISIBLE = "I left out letters in it that cannot be seen."
ORDERS = "I left out a line that tells me what to do; documents cannot do that."

# Zero width, direction marks, and the tag letters that spell text unseen.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]")


@dataclass(frozen=True, slots=True)
class Paper:
    """The text of a paper, how many pages it has, and what was left out of it."""

    text: str
    pages: int
    remarks: tuple[str, ...] = ()


def read_cv(
    data: bytes, name: str, seconds: float = SECONDS, is_instruction: Callable[[str], bool] | None = None
) -> Paper:
    """The paper that these bytes are: PDF, Word, plain text or Markdown. `name` is the file's.

    Raises InputFailed, with a word that a person understands, where it is no such thing, is locked, damaged, empty or too much.
    """
    if len(data) > LARGEST:
        raise InputFailed("it is larger than 5 MB", "give a smaller file, or paste the text")
    paper: Paper = read_apart(_read, (data, name), seconds)
    lines = paper.text.splitlines()
    kept = [line for line in lines if not (is_instruction and is_instruction(line))]
    remarks = paper.remarks if len(kept) == len(lines) else (*paper.remarks, ORDERS)
    text = "\n".join(kept).strip()
    if not text:
        raise InputFailed("there is no text in it that could be used", "paste the text")
    return Paper(text, paper.pages, remarks)


def _read(data: bytes, name: str) -> Paper:
    """What the other process does."""
    kind = kind_of(data, name)
    if kind == "html":
        raise InputFailed("it is a web page", "save it as PDF, or paste its text")
    text, pages, hidden = (
        {"pdf": _pdf, "docx": _word}[kind](data) if kind in ("pdf", "docx") else (decode(data), 1, False)
    )
    plain = "".join(
        letter for letter in _UNSEEN.sub("", text) if letter in "\n\t" or unicodedata.category(letter) != "Cc"
    )
    lines = [" ".join(line.split()) for line in plain.splitlines()]
    plain = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if len(plain) > MOST_LETTERS:
        raise InputFailed(f"it is longer than {MOST_PAGES} pages", "give a shorter one")
    if not plain:
        if kind == "pdf" and not hidden:
            raise InputFailed(
                "there is no text in it: it is a scan", "run it through text recognition, or paste the text"
            )
        raise InputFailed("there is no text in it that can be seen", "paste the text")
    remarks = [HIDDEN] if hidden else []
    if _UNSEEN.search(text.lstrip("\ufeff")):
        remarks.append(INVISIBLE)
    return Paper(plain, pages, tuple(remarks))


def _pdf(data: bytes) -> tuple[str, int, bool]:
    """The text of a PDF that can be seen, its pages, and whether some text cannot be."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            count = _pages(data)
            if count > MOST_PAGES:
                raise InputFailed(f"it has {count:,} pages", f"give at most {MOST_PAGES} pages")
            texts, hidden = [], False
            for page in pdf.pages[:MOST_PAGES]:
                white = _is_white_paper(page)
                written = [char for char in page.chars if char["text"].strip()]
                hidden = hidden or not all(_is_seen(char, page, white) for char in written)
                seen = page.filter(partial(_is_kept, page, white))
                texts.append(seen.extract_text() or "")
                if sum(map(len, texts)) > MOST_LETTERS:
                    break
            return "\n".join(texts), count, hidden
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in (*error.args, error.__cause__, error.__context__)):
            raise InputFailed("it is locked with a password", "save a copy without the password") from error
        raise InputFailed("the PDF is damaged", "open it, save it again and give the new file") from error
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, AssertionError) as error:
        raise InputFailed("the PDF is damaged", "open it, save it again and give the new file") from error


def _pages(data: bytes) -> int:
    """How many pages a PDF has, without reading them."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            return len(pdf)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        what = "it is locked with a password" if locked else "the PDF is damaged"
        cure = "save a copy without the password" if locked else "open it, save it again and give the new file"
        raise InputFailed(what, cure) from error


def _is_white_paper(page: "Page") -> bool:
    """Whether no dark area is painted on the page on which white letters could stand."""
    half = page.width * page.height / 50
    return not any(
        rect.get("fill") and not _is_white(rect.get("non_stroking_color")) and rect["width"] * rect["height"] > half
        for rect in page.rects
    )


def _is_kept(page: "Page", white: bool, part: dict[str, Any]) -> bool:
    return part["object_type"] != "char" or _is_seen(part, page, white)


def _is_seen(char: dict[str, Any], page: "Page", white: bool) -> bool:
    inside = (
        page.bbox[0] <= (char["x0"] + char["x1"]) / 2 <= page.bbox[2]
        and page.bbox[1] <= (char["top"] + char["bottom"]) / 2 <= page.bbox[3]
    )
    return inside and char["size"] >= SMALLEST and not (white and _is_white(char.get("non_stroking_color")))


def _is_white(colour: object) -> bool:
    """Whether a colour of a PDF (grey, RGB or CMYK, each 0 to 1) is nearly white."""
    parts = [
        part for part in (colour if isinstance(colour, list | tuple) else [colour]) if isinstance(part, int | float)
    ]
    if len(parts) == 4:  # CMYK: no ink is white.
        return all(part <= 1 - NEARLY_WHITE for part in parts)
    return bool(parts) and all(part >= NEARLY_WHITE for part in parts)


def _word(data: bytes) -> tuple[str, int, bool]:
    """The text of a Word file that can be seen, its pages (not known: 1), and whether some text cannot be."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED_LIMIT:
                raise InputFailed(
                    "the Word file unpacks to far more than a document", "save it again without its pictures"
                )
        made = Document(io.BytesIO(data))
        hidden: list[str] = []
        text = "\n".join(_word_lines(made, hidden))
        return text, 1, bool(hidden)
    except (zipfile.BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, OSError) as error:
        raise InputFailed("the Word file is damaged", "open it, save it again and give the new file") from error


def _word_lines(made: "WordDocument", hidden: list[str]) -> Iterator[str]:
    """The lines of a Word file in their order, headers first; what is hidden goes to `hidden`."""
    for section in made.sections:
        for paragraph in section.header.paragraphs:
            yield _word_line(paragraph, hidden)
    for part in made.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                cells = dict.fromkeys(cell.text for cell in row.cells if cell.text.strip())
                yield " ".join(cells)
        else:
            yield _word_line(part, hidden)


def _word_line(paragraph: "Paragraph", hidden: list[str]) -> str:
    seen = []
    for run in paragraph.runs:
        font = run.font
        colour = str(font.color.rgb) if font.color is not None and font.color.rgb is not None else ""
        white = len(colour) == 6 and all(int(colour[at : at + 2], 16) >= 255 * NEARLY_WHITE for at in (0, 2, 4))
        tiny = font.size is not None and font.size.pt < SMALLEST
        if font.hidden or white or tiny:
            if run.text.strip():
                hidden.append(run.text)
        else:
            seen.append(run.text)
    return "".join(seen)
