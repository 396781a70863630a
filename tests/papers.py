"""Documents as people have them, made for tests: PDF, Word, HTML and what only looks like one."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import docx
from fpdf import FPDF
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter

TABLE = (("Year", "Pay", "Jobs"), *((str(2000 + year), str(50000 + year), str(year)) for year in range(8)))


def pdf(*pages: str | Sequence[Sequence[str]]) -> bytes:
    """A PDF with a page for each text or table."""
    made = FPDF()
    made.set_font("Helvetica", size=12)
    for page in pages:
        made.add_page()
        if isinstance(page, str):
            made.multi_cell(0, 6, page)
            continue
        with made.table() as table:
            for row in page:
                table.row(row)
    return bytes(made.output())


def scan() -> bytes:
    """A PDF that is a picture of a page, without text."""
    picture = Image.new("RGB", (400, 200), "white")
    ImageDraw.Draw(picture).text((10, 10), "These words are only seen.")
    made = FPDF()
    made.add_page()
    made.image(picture, w=100)
    return bytes(made.output())


def locked_pdf(password: str, algorithm: str = "AES-256") -> bytes:
    """A PDF that needs this password to be opened; an empty one only forbids changes."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("The plumber learns the trade in four years."))))
    writer.encrypt(password, "owner", algorithm=algorithm)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def word(*paragraphs: tuple[str, str], table: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word file of paragraphs, each with the name of its style and its text."""
    made = docx.Document()
    for style, text in paragraphs:
        made.add_paragraph(text, style=style)
    if table:
        grid = made.add_table(rows=len(table), cols=len(table[0]))
        for line, row in zip(grid.rows, table, strict=True):
            for cell, text in zip(line.cells, row, strict=True):
                cell.text = text
    return saved(made)


def saved(made: Any) -> bytes:
    """A document of python-docx as bytes."""
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def locked_word() -> bytes:
    """The head of a Word file with a password: a compound file that names an encrypted package."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(3000)


def zipped(files: dict[str, bytes]) -> bytes:
    """An archive of these files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def changed_word(change: Callable[[bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    """A Word file whose inner document was changed by hand, with more files in it."""
    whole = zipfile.ZipFile(io.BytesIO(word(("Normal", "Plumbers fit pipes."))))
    files = {name: whole.read(name) for name in whole.namelist()}
    return zipped(files | {"word/document.xml": change(files["word/document.xml"])} | (more or {}))
