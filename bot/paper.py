"""What a CV or a job advertisement tells: the skills in it with the words that show them, and an advertisement as a goal."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.person import impersonal
from bot.plan import Goal, Need
from knowledge.mentions import Mentions

ASKED, WISHED = 0.9, 0.5  # The importance of a skill that an advertisement asks for, and of one that it would like.
USUAL_LEVEL = 2  # The level that an advertisement asks for where it tells none.
MOST_SKILLS = 60
MOST_WORDS_SHOWN = 110
ADVERT = "advert"

_WISH = re.compile(
    r"\b(?:nice to have|desirable|desired|bonus|a plus|preferred|preferably|advantage(?:ous)?|ideally|would be great|"
    r"not required|optional|beneficial|welcome)\b",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(?:must|required|requirements?|essential|you (?:have|need|bring)|minimum|responsib\w+)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """A skill found in a paper: the words around it as they stand there, and the level 1 to 3 that they tell, if they do."""

    id: str
    name: str
    words: str
    level: int | None


def skills_in(text: str, mentions: Mentions) -> list[Found]:
    """The skills that a text says are there, in its order; what it denies, and what tells of the person alone, is left out."""
    kept = "\n".join(impersonal(line) if line.strip() else "" for line in text.splitlines())
    found = [mention for mention in mentions.read(kept) if not mention.denied]
    return [
        Found(mention.id, mention.name, _around(kept, mention.start, len(mention.quote)), mention.level)
        for mention in found[:MOST_SKILLS]
    ]


def roles_in(text: str, mentions: Mentions) -> list[str]:
    """The ids of the roles that the head of a text names, in its order."""
    return list(dict.fromkeys(role.id for role in mentions.roles(text[:2000])))


def goal_in(text: str, found: Sequence[Found]) -> Goal:
    """An advertisement as a goal: each skill at the level that it asks for, less important where it is only wished for."""
    needs = [
        Need(one.id, one.level or USUAL_LEVEL, WISHED if _is_wished(text, one.words) else ASKED, "estimated")
        for one in found
    ]
    return Goal(ADVERT, "this advertisement", tuple(needs))


def _is_wished(text: str, words: str) -> bool:
    """Whether the line, or the last heading-like line above it, says that it would only be nice."""
    before = text[: text.find(words) + len(words)] if words in text else words
    for line in reversed(before.splitlines()[-12:]):
        if _WISH.search(line):
            return True
        if _MUST.search(line):
            return False
    return False


def _around(text: str, start: int, length: int) -> str:
    """The line around a place of a text, cut to what is read at a glance."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    line = text[first : last if last >= 0 else len(text)]
    if len(line) > MOST_WORDS_SHOWN:
        at = max(0, start - first - (MOST_WORDS_SHOWN - length) // 2)
        at = line.rfind(" ", 0, at) + 1 if at else 0
        line = line[at : at + MOST_WORDS_SHOWN].rsplit(" ", 1)[0]
    return line.strip(" \t-*•·")
