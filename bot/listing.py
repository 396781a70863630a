"""What a message picks of the list that the last answer gave: "tell me about the second", "which of them pays best"."""

import re
from collections.abc import Sequence

from bot.change import STEP
from bot.talk import Conversation

LISTS = ("explore", "move", "pay", "compare")  # Kinds of answers that list roles or skills.
LONGEST = 12  # words of a message that picks

_BY_SCHOOLING = re.compile(
    r"\b(?:easiest|quickest|fastest|shortest|soonest|simplest|(?:less|least|no|without|fewer) (?:an? )?(?:\w+ )?(?:school\w*|stud(?:y|ies)|"
    r"degree|education|college|university|training))\b",
    re.IGNORECASE,
)
_BY_GROWTH = re.compile(r"\b(?:grow\w*|demand|future|outlook|safest|most secure|needed)\b", re.IGNORECASE)
_BY_PAY = re.compile(r"\b(?:pays?|paid|earns?|earn|salary|salaries|money|wages?)\b", re.IGNORECASE)
_WHICH = re.compile(
    r"\bwhich(?: one)?s?(?: of (?:them|these|those))? "
    r"(?:is|are|has|have|do|does|will|would|can|pays?|earns?|grows?|needs?|asks?|takes?|makes?)\b"
    r"|\bwhich of (?:them|these|those)\b|\b(?:is there |are there )?(?:something|one|any|anything)(?: of (?:them|these))? "
    r"(?:with|that (?:needs?|asks?|takes?)) (?:less|fewer|no)\b",
    re.IGNORECASE,
)


def listed(talk: Conversation) -> tuple[str, ...]:
    """What the last answer listed, as ids; the job that somebody moves from is none of it."""
    if talk.kind not in LISTS and not (talk.kind == "clarify" and talk.asked == "goal"):
        return ()
    roles = tuple(id_ for id_ in talk.focus.roles if not (talk.kind == "move" and id_ == talk.current))
    return roles or talk.focus.skills


def picked(text: str, places: Sequence[int], talk: Conversation) -> tuple[str, ...]:
    """What a message picks of that list by its place, or all of it where it asks which; nothing where it picks nothing."""
    those = listed(talk)
    if len(those) < 2 or len(text.split()) > LONGEST:
        return ()
    if any(match.group("last") for match in STEP.finditer(text)):
        return those[-1:]
    if places:
        return tuple(those[place - 1] for place in places if place <= len(those))
    return those if _WHICH.search(text) and asked_by(text) else ()


def asked_by(text: str) -> str:
    """By which figure a message asks to choose: "pay", "growth" or "schooling"; empty where by none."""
    if _BY_PAY.search(text):
        return "pay"
    return "growth" if _BY_GROWTH.search(text) else "schooling" if _BY_SCHOOLING.search(text) else ""
