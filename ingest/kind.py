"""What a file is, told by its content; the ending only decides between kinds of text."""

import re
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

import charset_normalizer

from knowledge.errors import InputFailed

if TYPE_CHECKING:
    from magika import Magika

Kind = Literal["text", "markdown", "html", "pdf", "docx"]

_TEXT_ENDINGS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_DOCUMENT_LABELS: dict[str, Kind] = {
    "pdf": "pdf",
    "docx": "docx",
    "html": "html",
    "markdown": "markdown",
    "txt": "text",
}
_CURES = {
    "archive": ("an archive", "unpack it and give the folder"),
    "document": ("a document of another kind", "save it as .docx or PDF"),
    "image": ("a picture", "run it through text recognition first"),
    "audio": ("a sound file", "give a text of it"),
    "video": ("a film", "give a text of it"),
    "executable": ("a program", "give text, Markdown, HTML, PDF or Word"),
}
_MARKDOWN = re.compile(r"^(#{1,6} \S|---\s*$)", re.MULTILINE)
_HTML = re.compile(r"<(!doctype html|html|head|body|article|main|h[1-6]|p|div)\b", re.IGNORECASE)
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # The container of Word's old format, and of a locked file.
_LOCKED_WORD = "EncryptedPackage".encode("utf-16-le")
_ASCII = bytes(range(128))
FEW_SPECIAL = 0.04  # Below this share of letters beyond ASCII a guess at the encoding has too little to go on.


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of document that these bytes are. Raises InputFailed, with what it is instead, where they are none."""
    if not data or data.decode("utf-8", errors="replace").replace("\ufeff", " ").isspace():
        raise InputFailed("it is empty", "give a document with text")
    if data.lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(_COMPOUND) and _LOCKED_WORD in data:
        raise InputFailed("it is locked with a password", "save a copy without the password")
    found = _magika().identify_bytes(data).output
    if found.is_text and b"\x00" in _without_utf16_padding(data):
        raise InputFailed("it has zero bytes in its text, as no plain text has", "save it as UTF-8 text")
    if found.is_text and found.label != "rtf":
        return _text_kind(data, name, found.label)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if found.label == "docx":
        return "docx"
    if found.label in ("doc", "dot"):
        raise InputFailed("it is in Word's old format", "save it as .docx")
    what, cure = _CURES.get(found.group, ("not a document", "give text, Markdown, HTML, PDF or Word"))
    raise InputFailed(f"it is {what} ({found.description or found.label})", cure)


def decode(data: bytes) -> str:
    """Text from bytes: by a byte order mark, as UTF-8 (a few broken bytes in it are borne), or by the best guess."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    text = data.decode("utf-8", errors="replace")
    special = len(text) - len(text.encode("ascii", errors="ignore"))
    if 2 * text.count("\ufffd") <= special:
        return text
    guess = None
    if len(data.translate(None, _ASCII)) > FEW_SPECIAL * len(data):
        guess = charset_normalizer.from_bytes(data[:65536]).best()
    return data.decode(guess.encoding if guess and guess.encoding != "ascii" else "cp1252", errors="replace")


def _text_kind(data: bytes, name: str, label: str) -> Kind:
    ending = _TEXT_ENDINGS.get(PurePath(name).suffix.lower())
    start = decode(data[:8192])
    if ending == "html" or label == "html" or (_HTML.search(start) and label not in ("markdown", "txt")):
        return "html" if _HTML.search(start) else "text"
    if ending == "markdown" or (ending is None and _MARKDOWN.search(start)):
        return "markdown"
    if ending is not None or label in _DOCUMENT_LABELS:
        return "text"
    raise InputFailed(f"it is not a document ({label})", "give text, Markdown, HTML, PDF or Word")


def _without_utf16_padding(data: bytes) -> bytes:
    return b"" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data


@lru_cache(maxsize=1)
def _magika() -> "Magika":
    from magika import Magika

    return Magika()
