"""A document as a reader gives it: its title and its text in order, each piece under its headings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or table row; `text` is one line, an item's begins with `- `.

    `page` is the page it stands on where a document has pages.
    """

    text: str
    headings: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader found. What the document does not say of itself is None."""

    title: str
    blocks: tuple[Block, ...]
    publisher: str | None = None
    licence: str | None = None
    address: str | None = None
    dated: str | None = None
    figures_as_of: str | None = None
