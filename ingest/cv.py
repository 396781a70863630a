"""A CV or a job advertisement into text: small, seen by the eye, without orders to the reader, and never kept.

Text that nobody can see (white on white, tiny, hidden in Word, beside the page) is left out and said to be. The file is read in a process
of its own that is killed afterwards, whatever happens.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from ingest.kind import Kind, decode, kind_of
from ingest.readers.seen import MOST_PAGES, Seen
from ingest.reading import read_apart
from knowledge.errors import InputFailed

LARGEST = 5 * 2**20  # bytes
MOST_LETTERS = 2000 * MOST_PAGES  # of Word and text, which do not say how many pages they have
SECONDS = 20.0
MEMORY = 2 * 2**30  # of address space
FEW_ZEROS = 0.1  # of the bytes: a program has more
HIDDEN = "I left out text in it that nobody can see."
INVISIBLE = "I left out letters in it that cannot be seen."
ORDERS = "I left out a line that tells me what to do; documents cannot do that."
SCANNED = "It is a scan; I read the text that recognition has laid behind its pages."

# Zero width, direction marks, fillers, and the tag letters that spell text unseen. Joiners belong in some scripts and emoji.
_UNSEEN = re.compile(
    "[\x00\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
    "|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


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
    paper: Paper = read_apart(_read, (data, name), seconds, MEMORY)
    return _without_orders(paper, is_instruction) if is_instruction else paper


def _without_orders(paper: Paper, is_instruction: Callable[[str], bool]) -> Paper:
    """The paper without the lines that give orders, also where an order goes on over the end of a line."""
    lines = paper.text.split("\n")
    orders = {number for number, line in enumerate(lines) if is_instruction(line)}
    for number in range(len(lines) - 1):
        if {number, number + 1}.isdisjoint(orders) and is_instruction(f"{lines[number]} {lines[number + 1]}"):
            orders |= {number, number + 1}
    if not orders:
        return paper
    text = "\n".join(line for number, line in enumerate(lines) if number not in orders).strip()
    if not text:
        raise InputFailed("there is no text in it but orders to me", "paste the text")
    return replace(paper, text=text, remarks=(*paper.remarks, ORDERS))


def _read(data: bytes, name: str) -> Paper:
    """What the other process does."""
    kind = _kind(data, name)
    if kind == "html":
        raise InputFailed("it is a web page", "save it as PDF, or paste its text")
    seen = _seen(data, kind)
    raw = seen.text.removeprefix("\ufeff")
    text = _tidy(raw)
    if not text:
        raise InputFailed(*_nothing_in(kind, seen))
    if kind != "pdf" and len(text) > MOST_LETTERS:
        raise InputFailed(f"it is longer than {MOST_PAGES} pages", "give a shorter one")
    remarks = ((seen.hidden, HIDDEN), (_UNSEEN.search(raw.replace("\u00ad", "")), INVISIBLE), (seen.scanned, SCANNED))
    return Paper(text, seen.pages, tuple(remark for is_so, remark in remarks if is_so))


def _kind(data: bytes, name: str) -> Kind:
    """The kind of a file; a text with a few zero bytes in it is one still."""
    try:
        return kind_of(data, name)
    except InputFailed:
        if not 0 < data.count(0) <= FEW_ZEROS * len(data) or not _is_utf8(data):
            raise
        return kind_of(data.replace(b"\x00", b""), name)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _seen(data: bytes, kind: Kind) -> Seen:
    # Imported here, in the other process: the page itself never needs them.
    if kind == "pdf":
        from ingest.readers.seen_pdf import read_pdf

        return read_pdf(data)
    if kind == "docx":
        from ingest.readers.seen_word import read_word

        return read_word(data)
    return Seen(decode(data))


def _tidy(text: str) -> str:
    """Plain lines without invisible letters, controls and private ones (icons), and at most one empty line in a row."""
    plain = "".join(
        letter
        for letter in _UNSEEN.sub("", _BREAKS.sub("\n", text))
        if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Co", "Cs")
    )
    lines = "\n".join(" ".join(line.split()) for line in plain.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _nothing_in(kind: Kind, seen: Seen) -> tuple[str, str]:
    if kind == "pdf" and not seen.hidden:
        return "there is no text in it: it is a scan", "run it through text recognition, or paste the text"
    return "there is no text in it that can be seen", "paste the text"
