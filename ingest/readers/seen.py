"""What a person would see of a file: its text, and whether some of it was hidden from the eye."""

from dataclasses import dataclass

MOST_PAGES = 20
SMALLEST = 4.0  # points: smaller letters nobody reads
NEARLY_WHITE = 0.95  # of each colour
DAMAGED = "open it, save it again and give the new file"
LOCKED = ("it is locked with a password", "save a copy without the password")


@dataclass(frozen=True, slots=True)
class Seen:
    """The text that can be seen, how many pages it has (1 where that is not known), and what was found beside it."""

    text: str
    pages: int = 1
    hidden: bool = False  # Some text cannot be seen, and was left out.
    scanned: bool = False  # The text lies behind a picture of the page, as text recognition leaves it.
