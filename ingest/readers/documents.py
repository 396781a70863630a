"""Text, Markdown, HTML, PDF and Word into documents; markitdown reads the last three."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit
from xml.parsers.expat import ExpatError

from bs4 import BeautifulSoup
from bs4.element import Tag

from ingest.document import Block, Document
from ingest.kind import Kind, decode, kind_of
from ingest.readers.markdown import front_matter, markdown_blocks
from ingest.readers.text import clean, over_the_page, text_blocks
from knowledge.errors import InputFailed

UNPACKED_LIMIT = 200 * 2**20  # A Word file that unpacks to more is no document.
DAMAGED = "open it, save it again and give the new file"

# A form is no such thing: many pages stand in one as a whole.
_UNSEEN = (
    *("title", "script", "style", "template", "noscript", "nav", "footer", "aside", "iframe", "svg"),
    *("button", "select", "textarea"),
)
_HIDING = re.compile(
    r"(^|;)(display:none|visibility:(hidden|collapse)|(font-size|opacity):0*(\.0*)?[a-z%]*)(!important)?(;|$)"
)
# Word's own title is above its headings.
_STYLES = "\n".join(
    ["p[style-name='Title'] => h1:fresh"]
    + [f"p[style-name='Heading {level}'] => h{min(level + 1, 6)}:fresh" for level in range(1, 7)]
)


def read_document(data: bytes, name: str) -> Document:
    """The document that these bytes are; `name` is its file name or address.

    Raises InputFailed with the reason where it is no document, is locked, empty or damaged.
    """
    kind = kind_of(data, name)
    readers = {"text": _text, "markdown": _markdown, "html": _html, "pdf": _pdf, "docx": _docx}
    document = readers[kind](data, name)
    if not document.blocks:
        raise InputFailed(*_nothing_in(kind))
    return document


def _nothing_in(kind: Kind) -> tuple[str, str]:
    if kind == "pdf":
        return "no text in it: a scan", "run it through text recognition first"
    return "no text in it", "give a document with text"


def _text(data: bytes, name: str) -> Document:
    return Document(_title_from(name), tuple(text_blocks(decode(data))))


def _markdown(data: bytes, name: str) -> Document:
    fields, text = front_matter(clean(decode(data)))
    return _from_markdown(text, name, fields)


def _html(data: bytes, name: str) -> Document:
    from markitdown import StreamInfo
    from markitdown.converters import HtmlConverter

    soup = BeautifulSoup(decode(data), "html.parser")
    title = soup.title.get_text(" ", strip=True) if soup.title else None
    for tag in soup.find_all(True):
        if isinstance(tag, Tag) and not tag.decomposed and _is_unseen(tag):
            tag.decompose()
    articles = soup.find_all("article")
    body = soup.find("main") or (articles[0] if len(articles) == 1 else soup)
    page = f"<html><body>{body}</body></html>".encode()
    text = HtmlConverter().convert(io.BytesIO(page), StreamInfo(extension=".html", charset="utf-8")).markdown
    return _from_markdown(text, name, {"title": title} if title else {})


def _pdf(data: bytes, name: str) -> Document:
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFSyntaxError
    from pdfminer.psparser import PSException

    try:
        pages = list(_pdf_pages(data))
    except Exception as error:
        causes = _causes(error)
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            raise InputFailed("it is locked with a password", "save a copy without the password") from error
        known = (PDFSyntaxError, PSException, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError)
        if any(isinstance(cause, known) for cause in causes):
            raise InputFailed("the PDF is damaged", DAMAGED) from error
        raise
    blocks: list[Block] = []
    for page, text in enumerate(pages, start=1):
        found = list(text_blocks(text, page=page))
        if blocks and found:
            last, first = over_the_page(blocks[-1].text, found[0].text)
            blocks[-1], found[0] = replace(blocks[-1], text=last), replace(found[0], text=first)
        blocks += (block for block in found if block.text)
    return Document(_title_from(name), tuple(blocks))


def _pdf_pages(data: bytes) -> Iterator[str]:
    import pypdfium2  # type: ignore[import-untyped]
    from markitdown import StreamInfo
    from markitdown.converters import PdfConverter

    def text_of(pdf: bytes) -> str:
        converted = PdfConverter().convert(io.BytesIO(pdf), StreamInfo(extension=".pdf"))
        return str(converted.markdown)

    text = text_of(data)
    if "\f" in text:
        yield from text.split("\f")
        return
    # Where there are tables markitdown does not part the pages: each is read on its own.
    with pypdfium2.PdfDocument(data) as whole:
        for number in range(len(whole)):
            with pypdfium2.PdfDocument.new() as page:
                page.import_pages(whole, [number])
                file = io.BytesIO()
                page.save(file)
            yield text_of(file.getvalue())


def _docx(data: bytes, name: str) -> Document:
    from markitdown import StreamInfo
    from markitdown.converters import DocxConverter

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED_LIMIT:
                raise InputFailed(
                    "the Word file unpacks to far more than a document", "save it again without its pictures"
                )
        converter = DocxConverter()  # type: ignore[no-untyped-call]
        text = converter.convert(io.BytesIO(data), StreamInfo(extension=".docx"), style_map=_STYLES).markdown
    except (zipfile.BadZipFile, ExpatError, KeyError, ValueError, OSError) as error:
        raise InputFailed("the Word file is damaged", DAMAGED) from error
    return _from_markdown(text, name, {})


def _from_markdown(text: str, name: str, fields: dict[str, Any]) -> Document:
    blocks = tuple(markdown_blocks(clean(text)))
    first = blocks[0].headings[0] if blocks and blocks[0].headings else None
    title = _field(fields, "title") or first or _title_from(name)
    return Document(
        title=title,
        blocks=tuple(Block(block.text, _below(title, block.headings), block.page) for block in blocks),
        publisher=_field(fields, "publisher"),
        licence=_field(fields, "licence"),
        address=_web_address(_field(fields, "address")),
        dated=_field(fields, "written") or _field(fields, "date"),
        figures_as_of=_field(fields, "figures_as_of"),
    )


def _field(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if not isinstance(value, str | int | float | date):
        return None
    return " ".join(clean(str(value)).split())[:300] or None


def _web_address(address: str | None) -> str | None:
    return address if address and address.startswith(("https://", "http://")) else None


def _below(title: str, headings: tuple[str, ...]) -> tuple[str, ...]:
    return headings[1:] if headings[:1] == (title,) else headings


def _title_from(name: str) -> str:
    """A title from a file's name or an address: `my_notes-2.txt` is "My notes 2"."""
    parts = urlsplit(name)
    stem = PurePath(parts.path if parts.hostname else name).stem or parts.hostname or name
    words = " ".join(clean(stem).replace("_", " ").replace("-", " ").split()) or "Untitled"
    return words[0].upper() + words[1:]


def _is_unseen(tag: Tag) -> bool:
    style = str(tag.get("style") or "").replace(" ", "").lower()
    return (
        tag.name in _UNSEEN
        or tag.has_attr("hidden")
        or tag.get("aria-hidden") == "true"
        or _HIDING.search(style) is not None
    )


def _causes(error: BaseException) -> list[BaseException]:
    causes = [error]
    while (cause := causes[-1].__cause__ or causes[-1].__context__) is not None and len(causes) < 10:
        causes.append(cause)
    return causes
