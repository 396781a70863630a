import gzip
import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from ingest.kind import Kind, decode, kind_of
from knowledge.errors import InputFailed
from tests import papers

TEXT = "Plumbers fit pipes in houses. They need a licence in most states, and they learn the trade for four years."
HTML = f"<!doctype html><html><head><title>Plumbers</title></head><body><h1>Plumbers</h1><p>{TEXT}</p></body></html>"
RTF = r"{\rtf1\ansi\deff0 {\fonttbl {\f0 Times New Roman;}}\f0\fs24 " + TEXT + r"\par }"
OPEN_DOCUMENT = {
    "mimetype": b"application/vnd.oasis.opendocument.text",
    "content.xml": f'<?xml version="1.0"?><office:document-content><text:p>{TEXT}</text:p>'.encode(),
    "META-INF/manifest.xml": b"<manifest/>",
}


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (60, 60), "red").save(file, "PNG")
    return file.getvalue()


def program() -> bytes:
    return Path(sys.executable).resolve().read_bytes()[:300_000]


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (papers.pdf(TEXT), "notes.txt", "pdf"),
        (b"\r\n\n" + papers.pdf(TEXT), "report.pdf", "pdf"),
        (b"\x00\x01\x02" + papers.pdf(TEXT), "report.pdf", "pdf"),
        (papers.word(("Normal", TEXT)), "report.pdf", "docx"),
        (HTML.encode(), "notes.md", "html"),
        (HTML.encode("utf-16"), "page.html", "html"),
        (f"<html><body><p>{TEXT}</p></body></html>".encode(), "https://example.org/plumbers", "html"),
        (f"# Plumbers\n\n{TEXT}".encode(), "https://example.org/plumbers", "markdown"),
        (f"# Plumbers\n\n{TEXT}".encode(), "NOTES.MD", "markdown"),
        (f"# Plumbers\n\n{TEXT}".encode(), "notes.txt", "text"),
        (TEXT.encode(), "page.html", "text"),
        (TEXT.encode(), "NOTES", "text"),
        (TEXT.encode("utf-16"), "notes.txt", "text"),
        (f"{TEXT}\n\nThe mark %PDF-1.7 stands at the head of a PDF.".encode(), "notes.txt", "text"),
        (f"{TEXT} An EncryptedPackage.".encode("utf-16"), "notes.txt", "text"),
        (f"{TEXT} A web page is made of tags: a <p> is a paragraph.".encode(), "notes.txt", "text"),
    ],
)
def test_the_content_of_a_file_goes_before_its_ending(data: bytes, name: str, kind: Kind) -> None:
    assert kind_of(data, name) == kind


@pytest.mark.parametrize(
    ("data", "name", "what", "cure"),
    [
        (b"", "notes.txt", "it is empty", "with text"),
        (b" \n\t\r\n ", "notes.md", "it is empty", "with text"),
        ("\ufeff\u00a0\u2003\n".encode(), "notes.txt", "it is empty", "with text"),
        (program(), "notes.txt", "a program", "give text"),
        (papers.zipped({"a.txt": b"hello " * 100}), "report.docx", "an archive", "unpack it"),
        (papers.zipped({"bomb": bytes(50 * 2**20)}), "report.docx", "an archive", "unpack it"),
        (gzip.compress(TEXT.encode() * 50), "notes.txt", "an archive", "unpack it"),
        (papers.zipped(OPEN_DOCUMENT), "report.docx", "a document of another kind", ".docx or PDF"),
        (picture(), "notes.md", "a picture", "text recognition"),
        (papers.locked_word(), "report.docx", "locked with a password", "without the password"),
        (TEXT.encode() + b"\x00\x00" + TEXT.encode(), "notes.txt", "zero bytes", "UTF-8"),
        (TEXT.encode("utf-16-le"), "notes.txt", "zero bytes", "UTF-8"),
        (bytes(range(256)) * 20, "notes.txt", "not a document", "give text"),
        (RTF.encode(), "notes.txt", "not a document", "give text"),
        (b"import os\n\ndef main():\n    return os.getcwd()\n\nprint(main())\n", "main.py", "not a document", "give"),
    ],
)
def test_what_is_no_document_is_named_with_its_cure(data: bytes, name: str, what: str, cure: str) -> None:
    with pytest.raises(InputFailed) as failed:
        kind_of(data, name)
    assert what in failed.value.what
    assert cure in failed.value.cure


ENGLISH = f"{TEXT} A nurse’s day — “a long one” — costs the clinic €50. "
GERMAN = "Über die Ausbildung: Köche lernen drei Jahre lang in der Küche und üben täglich. "
RUSSIAN = "Сантехники прокладывают трубы в домах, и для этого им нужна лицензия. "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "cp1252"),
        (GERMAN, "latin-1"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN * 3, "cp1251"),
        ("Plain words stand here. " * 5000 + GERMAN, "latin-1"),
        ("Plain words stand here. " * 3000 + GERMAN * 1500, "latin-1"),
    ],
)
def test_text_is_decoded_from_the_encodings_that_people_use(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_text_with_a_mark_of_the_other_byte_order_is_decoded() -> None:
    assert decode(b"\xfe\xff" + ENGLISH.encode("utf-16-be")) == ENGLISH


def test_a_broken_byte_spoils_one_letter_and_not_the_whole_text() -> None:
    cut = (GERMAN * 3).encode()[:-1] + b"\xc3"
    assert decode(cut) == (GERMAN * 3)[:-1] + "\ufffd"
