"""What is asked: a message without what must not weigh, its intents, what it names, and a follow-up made whole by what came before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot import fields, intent, limits, named
from bot.change import Change, change_of
from bot.context import POINTS_BACK, needs_context, whole_text
from bot.fields import Field
from bot.intent import ROLE, SKILL, Intent, Message
from bot.listing import picked
from bot.named import RoleSaid, SkillSaid
from bot.person import impersonal
from bot.sense import Seen, is_polite, sensible
from bot.talk import Conversation, Told
from bot.wordings import THE_JOB
from knowledge.home import Home
from knowledge.mentions import Mentions
from knowledge.words import tokens


@dataclass(frozen=True, slots=True)
class Question:
    """A message as it was understood.

    `text` is what is left of it without what must not weigh, `whole` the same with what it leans on. `roles` are those that it is
    about, its own or those of the focus, `lines` the field of work that it asks for, or two, `picked` what it
    picks of the list that the last answer gave. `steps` are places in the plan, from 1.
    """

    text: str
    whole: str
    intents: tuple[Intent, ...]
    roles: tuple[str, ...] = ()
    said_roles: tuple[RoleSaid, ...] = ()
    skills: tuple[str, ...] = ()
    said_skills: tuple[SkillSaid, ...] = ()
    finished: tuple[str, ...] = ()
    told: Told = field(default_factory=Told)
    change: Change | None = None
    steps: tuple[int, ...] = ()
    lines: tuple[Field, ...] = ()
    picked: tuple[str, ...] = ()

    def role_of(self, stance: str) -> str | None:
        """The first role that the message names in this way."""
        return next((said.id for said in self.said_roles if said.stance == stance), None)


def masked_message(text: str, mentions: Mentions, *, follows: bool) -> Message:
    """A message, without what must not weigh, as the model of intents sees it."""
    roles, skills, _ = named.named(text, mentions)
    return _message(text, roles, skills, follows=follows)


_ASKS = re.compile(
    r"\?|^\W*(?:and |so |but |now |hi |hello |hey |please |pls |ok |also |then )*(?:what\w*|how|hw|wh?ere|which|"
    r"who|when|why|whats|hows|is|are|do|does|can|could|should|shd|would|will|tell|show|make|give|"
    r"explain|compare|find|help|need|i need|i(?:'d| would|d) like|i want|i wanna|wanna|want|i wish|i(?:'m| am|"
    r"m) looking|looking|recommend|suggest|list|draw|write|plan|roadmap|goal|target|my goal|my aim|aim|skip|remove|"
    r"take|drop|replace|"
    r"anything|any|please|advice|which|from .* to|path|steps|way|pls|lern|learn|i hate|i cannot|i can't|"
    r"i dont want|i don't want|i finished|i completed|i passed|done with|finished)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.?!;])\s+")
_WISHES = re.compile(
    r"\b(?:want|wanna|like|wish|hope|hoping|plan|planning|dream|trying|going)(?: to)? (?:be|become|get|work|move|switch|change|learn|"
    r"study|go)\b|\bthink(?:ing)? (?:of|about)\b",
    re.IGNORECASE,
)


def _core(text: str) -> str:
    """The sentences that ask or wish something, where the others only tell of the person; the whole text where none does."""
    sentences = _SENTENCE.split(text)
    asking = [sentence for sentence in sentences if _ASKS.search(sentence) or _WISHES.search(sentence)]
    return " ".join(asking) if asking and len(sentences) > 1 else text


def _message(
    text: str, roles: Sequence[RoleSaid], skills: Sequence[SkillSaid], *, follows: bool, whole: bool = False
) -> Message:
    names = [(role.start, role.start + len(role.quote), ROLE) for role in roles]
    names += [(skill.start, skill.start + len(skill.quote), SKILL) for skill in skills]
    masked = intent.masked(text, names)
    seen = (text, masked) if whole else (_core(text), _core(masked))
    return Message(*seen, follows, bool(names))


def read(home: Home, message: str, talk: Conversation, today: date) -> Question:
    """What a message asks and names, with what it leans on in the talk."""
    text = impersonal(message)
    roles, skills, finished = named.named(text, home.mentions)
    message_seen = _message(text, roles, skills, follows=bool(talk.said))
    chances = intent.chances(message_seen, home.encoder)
    if chances["distress"] >= intent.GRAVE and message_seen.text != text:
        # Despair must show in the whole message, not only in its question ("what else can I do?").
        whole = intent.chances(_message(text, roles, skills, follows=bool(talk.said), whole=True), home.encoder)
        chances = chances | {"distress": min(chances["distress"], whole["distress"])}
    change, steps = change_of(text, talk.plan)
    told = told_in(text, today)
    likely = intent.intents_of(chances, message_seen)
    chosen = picked(text, steps, talk)
    seen = Seen(text, likely, chances, tuple(roles), tuple(skills), tuple(finished), change, told, talk, chosen)
    intents: tuple[Intent, ...] = ("small_talk",) if is_polite(message) else sensible(seen)
    about = tuple(said.id for said in roles if said.stance in ("asked", "left"))
    asked = tuple(skill.id for skill in skills if not skill.had or skill.level == 0)
    if not about and not asked and chosen:
        about = tuple(id_ for id_ in chosen if id_.startswith("role:"))
        asked = tuple(id_ for id_ in chosen if not id_.startswith("role:"))
    elif not about and not asked and _leans(text, intents, talk):
        about, asked = talk.focus.roles, talk.focus.skills
    return Question(
        text=text,
        whole=whole_text(text, [impersonal(said) for said in talk.said[-1:]]),
        intents=intents,
        roles=tuple(dict.fromkeys(about)),
        said_roles=tuple(roles),
        skills=tuple(dict.fromkeys(asked)),
        said_skills=tuple(skills),
        finished=tuple(finished),
        told=told,
        change=change,
        steps=steps,
        lines=fields.named_in(text),
        picked=chosen if not (roles or skills) else (),
    )


def told_in(text: str, today: date) -> Told:
    """The limits that a message tells."""
    money = limits.budget(text)
    return Told(
        hours_per_week=limits.hours_per_week(text),
        deadline=limits.deadline(text, today),
        budget=money[0] if money else None,
        currency=money[1] if money else None,
        free_only=limits.free_only(text),
        language=limits.language(text),
        country=limits.country(text),
        education=limits.education(text),
    )


_LEANING: frozenset[Intent] = frozenset(("role", "skill", "course", "compare", "pay", "next_step", "move", "plan"))


def _leans(text: str, intents: Sequence[Intent], talk: Conversation) -> bool:
    """Whether a message that names nothing is about what the talk was about."""
    if not (talk.focus.roles or talk.focus.skills) or intents[0] not in _LEANING:
        return False
    return (
        needs_context(text)
        or bool(POINTS_BACK & set(tokens(text)))
        or bool(THE_JOB.search(text))
        or intents[0] == "plan"
    )
