"""The text of a PDF that can be seen, in the order in which it is read.

Left out is what is too small, outside the page, without ink (rendering modes 3 and 7, or see-through), or white on white.
"""

import io
from collections.abc import Iterator, Sequence
from math import hypot
from typing import Any

import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
from pdfminer.pdffont import PDFType3Font
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import mult_matrix
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import extract_text, extract_words

from ingest.readers.seen import DAMAGED, LOCKED, MOST_PAGES, NEARLY_WHITE, SMALLEST, Seen
from knowledge.errors import InputFailed

MOST_LETTERS = 6000 * MOST_PAGES
UNREADABLE = 1 / 3  # of the letters that no font names: above this the text is none
SEE_THROUGH = 0.1
NARROWEST = 1.0  # points that a font's square may be pressed together to
NO_INK, BEHIND = "without ink", "behind a picture"
GAP = 10.0  # points between two columns at least
NARROW = 200.0  # points: too narrow for two columns
COLUMN = 0.18  # of the page's width at least
MARGIN = 0.6  # of the lines beside it: what has fewer, each level with one of those, is a margin of dates and no column
COLUMN_LINES = 4

Box = tuple[float, float, float, float]
Thing = dict[str, Any]


def read_pdf(data: bytes) -> Seen:
    """What can be seen of a PDF. Raises InputFailed where it is locked, damaged, too long or no text at all."""
    count = _checked(data)
    try:
        with pdfplumber.open(io.BytesIO(data), pages=list(range(1, count + 1))) as pdf:
            room = MOST_LETTERS
            pages = []
            for page in pdf.pages:
                room = _lay_out(page, room)
                pages.append(_page(page))
    except (PdfminerException, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError) as error:
        raise InputFailed("the PDF is damaged", DAMAGED) from error
    except AssertionError as error:  # pdfminer's way to doubt a file.
        raise InputFailed("the PDF is damaged", DAMAGED) from error
    return Seen(
        text="\n".join(page.text for page in pages),
        pages=count,
        hidden=any(page.hidden for page in pages),
        scanned=any(page.scanned for page in pages),
    )


def _checked(data: bytes) -> int:
    """How many pages a PDF has, told by a reader that opens none of them."""
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            count = len(pdf)
            if count > MOST_PAGES:
                raise InputFailed(f"it has {count:,} pages", f"give at most {MOST_PAGES} pages")
    except pypdfium2.PdfiumError as error:
        raise InputFailed(*LOCKED if "password" in str(error).lower() else ("the PDF is damaged", DAMAGED)) from error
    if not count:
        raise InputFailed("the PDF is damaged", DAMAGED)
    return count


def _page(page: Page) -> Seen:
    written = [char for char in page.chars if char["text"].strip()]
    if sum(char["text"].startswith("(cid:") for char in written) > UNREADABLE * len(written):
        raise InputFailed("its fonts do not say which letters they show", "paste the text")
    grounds = [shape for shape in (*page.rects, *page.curves) if shape.get("fill")]
    unseen = {id(char) for char in written if not _is_seen(char, page, grounds)}
    is_kept = [char for char in page.chars if id(char) not in unseen and not char["text"].startswith("(cid:")]
    return Seen(
        text="\n".join(text for text in _texts(page, is_kept) if text),
        hidden=bool(unseen),
        scanned=any(char["tag"] == BEHIND and id(char) not in unseen for char in written),
    )


# What is seen -------------------------------------------------------------------------------------------------------


class _Interpreter(PDFPageInterpreter):
    """Follows also how see-through the ink is."""

    device: "_Eye"

    def __init__(self, *given: Any) -> None:  # noqa: ANN401 - as pdfminer has it
        super().__init__(*given)
        self.alpha = 1.0

    def dup(self) -> PDFPageInterpreter:
        made = super().dup()
        if isinstance(made, _Interpreter):
            made.alpha = self.alpha
        return made

    def get_current_state(self) -> tuple[Any, ...]:
        return (*super().get_current_state(), self.alpha)

    def set_current_state(self, state: tuple[Any, ...]) -> None:
        *rest, self.alpha = state
        super().set_current_state(tuple(rest))

    def do_gs(self, name: Any) -> None:  # noqa: ANN401
        states = resolve1((self.resources or {}).get("ExtGState"))
        state = resolve1(states.get(literal_name(name))) if isinstance(states, dict) else None
        alpha = resolve1(state.get("ca")) if isinstance(state, dict) else None
        if isinstance(alpha, int | float):
            self.alpha = float(alpha)

    def do_TJ(self, seq: Any) -> None:  # noqa: ANN401, N802 - the operator's name
        self.device.alpha = self.alpha
        super().do_TJ(seq)


class _Eye(PDFPageAggregatorWithMarkedContent):
    """Marks the letters that leave no ink, in the field for a tag."""

    alpha = 1.0
    room = MOST_LETTERS  # for letters that may still come: each costs time

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:  # noqa: ANN401
        size = 2 if textstate.font is not None and textstate.font.is_multibyte() else 1
        self.room -= sum(len(piece) for piece in seq if isinstance(piece, bytes)) // size
        if self.room < 0:
            raise InputFailed(f"it holds more text than {MOST_PAGES} pages do", "give a shorter one")
        before = len(self.cur_item)
        super().render_string(textstate, seq, ncs, _in_light(graphicstate))
        mark = BEHIND if textstate.render == 3 else None
        if self.alpha < SEE_THROUGH or textstate.render == 7 or _is_tiny(textstate, self.ctm):
            mark = NO_INK
        for char in self.cur_item._objs[before:]:  # noqa: SLF001 - the only way to what was just added
            char.tag = mark  # type: ignore[attr-defined]

    def paint_path(self, gstate: Any, *given: Any) -> None:  # noqa: ANN401
        super().paint_path(_in_light(gstate), *given)


def _in_light(state: Any) -> Any:  # noqa: ANN401
    """The state with a spot colour, where 1 is full ink, turned into a grey, where 1 is white."""
    if state.ncs.name not in ("Separation", "DeviceN"):
        return state
    parts = [part for part in _parts(state.ncolor) if isinstance(part, int | float)]
    changed = state.copy()
    changed.ncolor = 1.0 - max(parts, default=1.0)
    return changed


def _is_tiny(textstate: Any, ctm: Any) -> bool:  # noqa: ANN401
    """Whether letters are too small to be read, whichever way they are turned."""
    a, b, c, d, _, _ = mult_matrix(textstate.matrix, ctm)
    size = abs(textstate.fontsize)
    if isinstance(textstate.font, PDFType3Font):  # Its size is a mere factor of what its glyphs measure.
        height = size * abs(textstate.font.get_height()) * hypot(c, d)
        return bool(0 < height < SMALLEST)
    return bool(size * hypot(c, d) < SMALLEST or size * abs(textstate.scaling) / 100 * hypot(a, b) < NARROWEST)


def _lay_out(page: Page, room: int) -> int:
    """Let the eye go over a page, and give how many letters more may come after it."""
    eye = _Eye(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
    eye.room = room
    _Interpreter(page.pdf.rsrcmgr, eye).process_page(page.page_obj)
    page._layout = eye.get_result()  # noqa: SLF001 - pdfplumber takes no interpreter of another's
    return eye.room


def _is_seen(char: Thing, page: Page, grounds: Sequence[Thing]) -> bool:
    x, y = _middle(char)
    if char["tag"] == NO_INK or not _is_in(page.cropbox, x, y) or not _is_in(page.bbox, x, y):
        return False
    pictures = [image for image in page.images if _is_in(_box(image), x, y)]
    if char["tag"] == BEHIND:
        return any(image["width"] * image["height"] > page.width * page.height / 2 for image in pictures)
    if pictures or not _is_white(char["non_stroking_color"]):
        return True
    ground = next((shape for shape in reversed(grounds) if _is_in(_box(shape), x, y)), None)
    return ground is not None and not _is_white(ground["non_stroking_color"])


def _middle(thing: Thing) -> tuple[float, float]:
    return (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2


def _box(thing: Thing) -> Box:
    return thing["x0"], thing["top"], thing["x1"], thing["bottom"]


def _is_in(box: Sequence[float], x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _is_white(colour: object) -> bool:
    """Whether a colour of a PDF (grey, RGB or CMYK, each 0 to 1) is nearly white; of a pattern nobody knows."""
    parts = _parts(colour)
    if not parts or not all(isinstance(part, int | float) for part in parts):
        return False
    if len(parts) == 4:  # CMYK: no ink is white.
        return all(part <= 1 - NEARLY_WHITE for part in parts)
    return all(part >= NEARLY_WHITE for part in parts)


def _parts(colour: object) -> list[Any]:
    return list(colour) if isinstance(colour, list | tuple) else [colour]


# In which order it is read ------------------------------------------------------------------------------------------


def _texts(page: Page, chars: Sequence[Thing]) -> Iterator[str]:
    """The texts of a page: what is upright, column by column, then what is turned."""
    yield from _columns([char for char in chars if char["upright"]], page.bbox)
    for up in (True, False):
        turned = [char for char in chars if not char["upright"] and (char["matrix"][1] > 0) == up]
        if turned:
            yield extract_text(
                turned,
                line_dir_render="ttb",
                char_dir_render="ltr",
                line_dir="ltr" if up else "rtl",
                char_dir="btt" if up else "ttb",
                line_dir_rotated="ltr" if up else "rtl",
                char_dir_rotated="btt" if up else "ttb",
            )


def _columns(chars: Sequence[Thing], box: Box) -> Iterator[str]:
    """The text of a part of a page; two columns are read one after the other."""
    cut = _cut(extract_words(list(chars)), box)
    if cut is None:
        yield extract_text(list(chars))
        return
    x, top, bottom = cut
    parts: dict[Box, list[Thing]] = {
        (box[0], box[1], box[2], top): [],
        (box[0], top, x, bottom): [],
        (x, top, box[2], bottom): [],
        (box[0], bottom, box[2], box[3]): [],
    }
    above, left, right, below = parts.values()
    for char in chars:
        across, down = _middle(char)
        (above if down < top else below if down > bottom else left if across < x else right).append(char)
    for part, inside in parts.items():
        if inside:
            yield from _columns(inside, part)


def _cut(words: Sequence[Thing], box: Box) -> tuple[float, float, float] | None:
    """Where two columns part (x), and from where (top) to where (bottom) they run; None where there are none."""
    width = box[2] - box[0]
    if width < NARROW:
        return None
    best: tuple[int, tuple[float, float, float]] | None = None
    for step in range(25, 76):
        x = box[0] + width * step / 100
        for top, bottom in _free(words, x, box):
            inside = [word for word in words if top <= _middle(word)[1] <= bottom]
            lines = _lines_beside(inside, x, COLUMN * width)
            if lines >= COLUMN_LINES and (best is None or lines > best[0]):
                best = lines, (x, top, bottom)
    return best and best[1]


def _free(words: Sequence[Thing], x: float, box: Box) -> Iterator[tuple[float, float]]:
    """The stretches of a page in which no word comes near x."""
    crossing = sorted(
        (word["top"], word["bottom"]) for word in words if word["x0"] < x + GAP / 2 and word["x1"] > x - GAP / 2
    )
    start = box[1]
    for top, bottom in (*crossing, (box[3], box[3])):
        if top - start > COLUMN_LINES * SMALLEST:
            yield start, top
        start = max(start, bottom)


def _lines_beside(words: Sequence[Thing], x: float, width: float) -> int:
    """How many lines stand on the side of x that has fewer; none where a side is too narrow, or a margin of dates."""
    sides: list[set[int]] = []
    for side in ([word for word in words if word["x1"] <= x], [word for word in words if word["x0"] >= x]):
        if not side or max(word["x1"] for word in side) - min(word["x0"] for word in side) < width:
            return 0
        sides.append({round(word["bottom"] / 3) for word in side})
    fewer, more = sorted(sides, key=len)
    if fewer <= more and len(fewer) < MARGIN * len(more):
        return 0
    return len(fewer)
