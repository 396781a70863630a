"""Roles by interest: a short questionnaire of our own over Holland's six kinds of interest (RIASEC), and the roles that fit best.

The kinds are John Holland's: realistic, investigative, artistic, social, enterprising, conventional. The statements are ours, three
of each. A role's interests are its letters, strongest first, as O*NET publishes them or as we estimate them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.plan import SCHOOLING
from knowledge.catalogue import Catalogue
from knowledge.records import Education, RoleFacts

LETTERS = "RIASEC"
KINDS = {
    "R": "working with your hands, tools, machines, plants or animals",
    "I": "finding out how things work",
    "A": "making things that did not exist before",
    "S": "helping, teaching and caring for people",
    "E": "leading, persuading and selling",
    "C": "order, figures and clear rules",
}
STATEMENTS: tuple[tuple[str, str], ...] = (
    ("R", "I would rather repair a bicycle than write about one."),
    ("I", "When something puzzles me, I read until I understand it."),
    ("A", "I like to draw, write, photograph or make music."),
    ("S", "People come to me when they need somebody to listen."),
    ("E", "I like to talk others into a good idea."),
    ("C", "I like it when every paper is in its place."),
    ("R", "I like to see at the end of the day what my hands have made."),
    ("I", "I would enjoy an experiment that could prove me wrong."),
    ("A", "I see at once when colours or words do not go together."),
    ("S", "I would like to explain something until the last one has understood."),
    ("E", "I would take on the responsibility for a team."),
    ("C", "I check figures twice, and I like it when they add up."),
    ("R", "I would rather work outdoors or in a workshop than at a desk."),
    ("I", "I like riddles, data and hard questions."),
    ("A", "I would rather invent my own way than follow a manual."),
    ("S", "I feel well when I have made somebody's day easier."),
    ("E", "I would like to start something of my own and make it grow."),
    ("C", "I like to plan exactly and to keep to the plan."),
)
FIRST, SECOND, THIRD = 1.0, 0.6, 0.3  # What a role's first, second and third letter count.
RANKED = 5
WORDS_SHARE = 0.7  # How much the nearness of what somebody says counts beside it.
TOO_FAR = 0.25  # What schooling far above the person's own takes off.
SKILL_SHARE = 0.5  # How much the share of a role's skills that is there counts beside the fit of interests.

_SCORES = re.compile(r"^\W*(?:[1-5]\W*){12,18}$")
# Words that tell an interest, as people type them.
_WORDS = {
    "R": (
        "hands tools machines machine engines engine cars car bikes outdoors outdoor outside build building "
        "fix fixing repair repairing wood metal garden gardening plants nature animals animal farm dogs "
        "horses workshop drive driving physical sport sports moving"
    ),
    "I": (
        "science research puzzles puzzle riddles maths math mathematics biology physics chemistry computers "
        "computer numbers data investigate analysis analyse experiments reading space history why questions "
        "programming coding"
    ),
    "A": (
        "art draw drawing paint painting music write writing design photography photos film creative create "
        "colours fashion theatre games stories decorate crafts singing"
    ),
    "S": (
        "people help helping children kids teach teaching care caring patients elderly listening listen "
        "social community volunteer support nurse talk talking"
    ),
    "E": (
        "sell selling business lead leading money negotiate negotiating organise events start company "
        "convince marketing politics persuade manage"
    ),
    "C": (
        "order organise organised organized numbers spreadsheets accounts accounting records tidy office "
        "exact precise rules filing planning plan excel details detail"
    ),
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """A role that fits: by its interests, by its weighted skills that are there, and by how near the words lie, each 0 to 1."""

    id: str
    name: str
    letters: str
    interest: float
    skills: float
    words: float
    too_far: bool

    @property
    def score(self) -> float:
        """What it is ranked by."""
        return self.interest + SKILL_SHARE * self.skills + WORDS_SHARE * self.words - TOO_FAR * self.too_far


def scores_in(text: str) -> dict[str, float] | None:
    """The scores of a filled questionnaire, a line of numbers from 1 to 5; None where the text is none. Each letter gets 0 to 1."""
    if not _SCORES.match(text):
        return None
    given = [int(digit) for digit in re.findall(r"[1-5]", text)]
    sums: dict[str, list[int]] = {letter: [] for letter in LETTERS}
    for (letter, _), value in zip(STATEMENTS, given, strict=False):
        sums[letter].append(value)
    return {
        letter: round(sum(values) / len(values) / 4 - 0.25, 2) if values else 0.0 for letter, values in sums.items()
    }


_DISLIKED = re.compile(
    r"(?:\b(?:but|though|although|and|only)\s+)?\b(?:i(?:'m| am)? )?(?:really |just |absolutely )*"
    r"(?:hate|dislike|faint|(?:do not|don'?t|cannot|can'?t|could not|couldn'?t) (?:like|stand|bear|want|enjoy|see|deal with|work with)"
    r"|(?:am )?(?:afraid|scared|tired|sick) of|not (?:a fan of|into|keen on|interested in)|no (?:interest in|more)|never again|"
    r"without|anything but|except|but (?:not|no))\b(?P<what>[^,.;!?]*?)"
    r"(?=$|[,.;!?]|\bbut\b|\band (?:i )?(?:\w+ )?(?:love|like|enjoy|prefer)\b)",
    re.IGNORECASE,
)


_SHY = re.compile(
    r"\b(?:i(?:'m| am|m)? )?(?:(?:very|a|quite|rather|really|an|so|too|bit) )*(?:shy|introvert(?:ed)?|quiet person|loner)\b",
    re.IGNORECASE,
)


def parted(text: str) -> tuple[str, str]:
    """A text without what its writer says they do not like, and that; who is shy would rather not talk to people all day."""
    disliked = [found.group("what") for found in _DISLIKED.finditer(text)]
    if _SHY.search(text) or any("people" in what for what in disliked):
        disliked.append("talking people selling")
    return _SHY.sub(" ", _DISLIKED.sub(" ", text)), " ".join(" ".join(disliked).split())


_LIKING = re.compile(
    r"\b(?:lik(?:e|ed|es)|lov(?:e|es)|enjoy\w*|interest\w*|(?:good|great) (?:at|with|in)|into|passion\w*|keen|fan|fascinat\w*|"
    r"prefer\w*|hobb\w+|happy|happiest|favou?rite|rather|creative|curious|talent\w*|hands on|with my hands|outdoors?|"
    r"outside|person|(?:people|somebody|someone) who|"
    r"(?:jobs?|careers?|something|anything|roles?|work|working) (?:\w+ ){0,2}?"
    r"(?:with|involving|around|about|where|helping|making|building))\b",
    re.IGNORECASE,
)
FEW_WORDS = 4  # Up to so many, a text is nothing but what somebody likes: "dogs and gardens".


def is_of_liking(text: str) -> bool:
    """Whether a text speaks of what its writer likes or is good at, and not only of how they live."""
    return bool(_LIKING.search(text)) or len(text.split()) <= FEW_WORDS


def told_in(text: str) -> dict[str, float]:
    """The interests that a text tells in words; empty where it tells none."""
    words = re.findall(r"[a-z]+", text.lower())
    counts = {letter: sum(word in marks.split() for word in words) for letter, marks in _WORDS.items()}
    most = max(counts.values())
    return {letter: round(count / most, 2) for letter, count in counts.items()} if most else {}


def rank(
    catalogue: Catalogue,
    interests: Mapping[str, float],
    shares: Mapping[str, float],
    education: Education | None,
    roles: Sequence[str],
    words: Mapping[str, float] | None = None,
) -> list[Ranked]:
    """Roles that fit best. `shares` are the shares of the roles' weighted skills that are there, `words` how near a text lies to roles."""
    made = []
    weights = (FIRST, SECOND, THIRD)
    whole = (
        sum(
            sorted((max(value, 0.0) for value in interests.values()), reverse=True)[place] * weights[place]
            for place in range(3)
        )
        or 1.0
    )
    for id_, record in catalogue.records(list(roles)).items():
        known = record.entries[0][0].facts
        if not isinstance(known, RoleFacts) or not known.interests:
            continue
        fit = (
            sum(
                interests.get(letter, 0.0) * weight
                for letter, weight in zip(known.interests[:3], weights, strict=False)
            )
            / whole
        )
        levels = known.education.levels if known.education else ()
        far = (
            bool(education and levels) and min(map(SCHOOLING.index, levels)) > SCHOOLING.index(education or "none") + 1
        )
        made.append(
            Ranked(id_, record.name, known.interests, fit, shares.get(id_, 0.0), (words or {}).get(id_, 0.0), far)
        )
    return sorted(made, key=lambda one: (-one.score, one.id))[:RANKED]
