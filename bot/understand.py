"""What is asked: a message without what must not weigh, its intents, what it names, and a follow-up made whole by what came before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot import intent, limits, named
from bot.answer import Plan, Profile
from bot.intent import ROLE, SKILL, Intent, Message
from bot.named import RoleSaid, SkillSaid
from bot.person import impersonal
from knowledge.home import Home
from knowledge.mentions import Mentions
from knowledge.records import Education
from knowledge.words import content_stems, tokens

LONGEST = 2000  # Letters of a message that are read.
_FOLLOWS = re.compile(
    r"^(and|or|but|so|also|why|how so|what about|how about|what else|tell me more|more about|which one|the (first|"
    r"second|third|last))\b",
    re.IGNORECASE,
)
_POINTS_BACK = {"it", "that", "this", "they", "them", "these", "those", "there", "one", "ones"}
FEW_WORDS = 3
NEARLY = 0.05  # How near two chances are to count as the same.
FEW_TOLD = 8  # Up to so many words, a message that tells a limit and names nothing else only tells it.

Change = Literal["finish", "skip", "replace", "cheaper", "faster", "why", "how_long", "cost", "more", "show"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a message tells of the person's limits; None where it says nothing."""

    hours_per_week: float | None = None
    deadline: date | None = None
    budget: float | None = None
    currency: str | None = None
    free_only: bool | None = None
    language: str | None = None
    country: str | None = None
    education: Education | None = None

    @property
    def anything(self) -> bool:
        """Whether it tells anything."""
        return any(
            value is not None
            for value in (
                self.hours_per_week,
                self.deadline,
                self.budget,
                self.free_only,
                self.language,
                self.country,
                self.education,
            )
        )


@dataclass(frozen=True, slots=True)
class Focus:
    """What the talk is about: the roles and skills of the last answer."""

    roles: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """A talk so far. `said` holds the person's messages, oldest first; `asked` is what the last answer asked the person."""

    said: tuple[str, ...] = ()
    profile: Profile = field(default_factory=Profile)
    focus: Focus = field(default_factory=Focus)
    plan: Plan | None = None
    kind: str = ""
    asked: Literal["", "goal", "interests"] = ""
    current: str | None = None  # The role that the person has or had.


@dataclass(frozen=True, slots=True)
class Question:
    """A message as it was understood.

    `text` is what is left of it without what must not weigh, `whole` the same with what it leans on. `roles` are those that it is
    about, its own or those of the focus. `steps` are places in the plan, from 1.
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

    def role_of(self, stance: str) -> str | None:
        """The first role that the message names in this way."""
        return next((said.id for said in self.said_roles if said.stance == stance), None)


def clean(message: str) -> str:
    """A message on one line, without control characters, cut to what is read."""
    printable = "".join(letter if letter.isprintable() else " " for letter in message[: 2 * LONGEST])
    return " ".join(printable.split())[:LONGEST]


def whole_text(message: str, history: Sequence[str]) -> str:
    """A message that only makes sense after the one before it ("and how long does that take?"), with that one."""
    if history and needs_context(message):
        return f"{clean(history[-1])} {message}"
    return message


def needs_context(message: str) -> bool:
    """Whether a message points back: it opens like a follow-up or has few words of its own and a pronoun."""
    stems = content_stems(message)
    points_back = bool(_POINTS_BACK & set(tokens(message)))
    opens_so = bool(_FOLLOWS.match(message))
    return not stems or (len(stems) <= FEW_WORDS and (opens_so or points_back))


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


def _core(text: str) -> str:
    """The sentences that ask or wish something, where the others only tell of the person; the whole text where none does."""
    sentences = _SENTENCE.split(text)
    asking = [sentence for sentence in sentences if _ASKS.search(sentence)]
    return " ".join(asking) if asking and len(sentences) > 1 else text


def _message(
    text: str, roles: Sequence[RoleSaid], skills: Sequence[SkillSaid], *, follows: bool, whole: bool = False
) -> Message:
    names = [(role.start, role.start + len(role.quote), ROLE) for role in roles]
    names += [(skill.start, skill.start + len(skill.quote), SKILL) for skill in skills]
    masked = intent.masked(text, names)
    return Message(text, masked, follows) if whole else Message(_core(text), _core(masked), follows)


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
    intents = _sensible(intent.intents_of(chances, message_seen), chances, text, roles, skills, change, talk, told)
    if _POLITE.match(message):
        intents = ("small_talk",)
    about = tuple(said.id for said in roles if said.stance in ("asked", "left"))
    asked = tuple(skill.id for skill in skills if not skill.had or skill.level == 0)
    if not about and not asked and _leans(text, intents, talk):
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
        or bool(_POINTS_BACK & set(tokens(text)))
        or bool(_THE_JOB.search(text))
        or intents[0] == "plan"
    )


_PLAN_WORDS = re.compile(r"\b(?:plan|steps?|schedule|roadmap)\b", re.IGNORECASE)
_QUESTION = re.compile(
    r"\?|^\W*(?:and |so |but |ok |hi |hello )*(?:what|how|where|which|who|when|why|is|are|do|does|can|could|"
    r"should|would|will|show|tell|make|give|explain|compare|find|skip|remove|drop|replace)\b",
    re.IGNORECASE,
)
_SET_SIDE_BY_SIDE = re.compile(
    r"\b(?:vs\.?|versus|difference|differ|compare|compared|better|or|which of (?:them|these|the two|both)|rather)\b",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:earn\w*|salar\w+|paid|wages?|pay|pays|make (?:a year|a month|an hour)|in demand|outlook|"
    r"replaced? by (?:ai|robots?|machines?)|(?:ai|robots?) (?:replace|take))\b",
    re.IGNORECASE,
)
_MOVING = re.compile(
    r"\b(?:what (?:could|can|should|do) i (?:move|switch|change|go) (?:to|into)|move (?:on )?(?:to|from)|"
    r"where (?:could|can|else|do|would) (?:i|we|one) (?:\w+ )?(?:go|move|switch|end up)|what else (?:can|could|"
    r"is there|might|may|do) (?:i|an?|for)|carr(?:y|ies) over|get out of (?:this|my))\b",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"^\W*(?:(?:ok|okay|oh|ah|great|cool|nice|nice one|lovely|brilliant|perfect|wow|super|good|grand|awesome|ha|"
    r"haha|hm|hmm|well|so|yes|no|fair enough|right|got it)\W+)*"
    r"(?:hi|hello|hey|heya|sup|yo|hiya|good (?:morning|afternoon|evening|day|night)|thank\w*|thx|ty|cheers|bye|"
    r"goodbye|see (?:you|ya)|great|cool|nice one|perfect|lovely)\b(?:\W+(?:a lot|so much|very much|you|u|there|"
    r"again|everyone|all|mate|ur|sweet|for (?:now|today|everything|the help|your help)|that'?s (?:all|it)|ok|bye|"
    r"guys|nextstep|have a \w+ \w+|till tomorrow|until tomorrow|later|kind|nice|really|helpful|is|are|was|that|it|"
    r"the best|love|lots))*\W*$",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"^\W*(?:hi |hello |hey |help |please |pls |i'?m |im |i am |so |and |just |really )*(?:i )?(?:really |"
    r"just )?(?:don'?t|do not|dunno|dk|idk|have no idea|no idea|not sure|lost|stuck|confused|help)"
    r"(?: (?:i|me|know|really|what|where|which|how|to|do|start|begin|with|my|life|want|next|in|now|go|job|career|"
    r"at|all|about|anything|please|pls|rn|here|so|totally|else|should))*\W*$",
    re.IGNORECASE,
)
_HOW_LONG_TO_BECOME = re.compile(
    r"\bhow (?:long|many years|much time) (?:does it|will it|would it|do i|does one|do you)?\W*(?:take|need|"
    r"needs)?(?: me| you| one)? ?(?:to|till|until)?(?: i)? ?(?:be|become|becom|becoming|get|train)\b",
    re.IGNORECASE,
)
_OF_THE_PLAN = re.compile(
    r"\b(?:the|my|your|this|our) (?:\w+ )?plan\b|\btick (?:it|that|this)\b|\bhow long (?:will|does|"
    r"would) (?:all )?(?:of )?(?:this|it|that)\b",
    re.IGNORECASE,
)
_AND_THIS = re.compile(
    r"^\W*(?:and|or|what about|how about)(?: (?:an?|the|for|of|in))*(?: [\w-]+){1,3}\W*$", re.IGNORECASE
)
_THE_JOB = re.compile(r"\b(?:the|this|that|such a) (?:job|work|role|profession|trade)\b", re.IGNORECASE)
_COMPARABLE: frozenset[Intent] = frozenset(("role", "skill", "article", "plan", "next_step", "pay"))
_VAGUE: frozenset[Intent] = frozenset(
    (
        "article",
        "clarify",
        "off_topic",
        "distress",
        "unsafe",
        "small_talk",
        "explore",
        "course",
        "next_step",
        "skill",
        "plan",
    )
)


def _sensible(
    intents: tuple[Intent, ...],
    chances: dict[Intent, float],
    text: str,
    roles: Sequence[RoleSaid],
    skills: Sequence[SkillSaid],
    change: Change | None,
    talk: Conversation,
    told: Told,
) -> tuple[Intent, ...]:
    """The intents that can be in this talk, where what is named or was said before tells more than the words do."""
    first, rest = intents[0], tuple(intents[1:])
    about = [role for role in roles if role.stance in ("asked", "left")]
    asked = [skill for skill in skills if not skill.had]
    asks = bool(_QUESTION.search(text))
    if _LOST.match(text):
        return ("clarify",)
    if about and not talk.said and about[0].quote == text.strip(" ?.!"):
        return ("role",)
    if not any(role.stance == "rejected" for role in roles) and about and _HOW_LONG_TO_BECOME.search(text):
        return ("next_step", *(name for name in rest if name != "next_step"))
    if (
        _OF_THE_PLAN.search(text)
        and change is not None
        and first in ("plan", "profile", "course", "next_step", "off_topic", "skill", "role")
    ):
        return ("plan", *(name for name in rest if name not in ("plan", "profile")))
    if talk.kind in ("pay", "role", "course", "compare") and about and _AND_THIS.match(text):
        return (talk.kind,)  # type: ignore[return-value]
    if talk.plan is not None and change is not None and len(about) < 2 and _of_plan(text, change):
        return ("plan", *(name for name in rest if name != "plan"))
    several = len({role.id for role in about}) > 1 or len({skill.id for skill in asked}) > 1
    beside = several and asks and _SET_SIDE_BY_SIDE.search(text) and not any(role.stance == "left" for role in about)
    if beside and (first in _COMPARABLE or (first == "course" and " vs" in text)):
        return ("compare", "pay") if _PAID.search(text) else ("compare",)
    if (
        told.anything
        and not about
        and not asked
        and "?" not in text
        and len(text.split()) <= FEW_TOLD
        and first not in ("next_step", "course", "plan")
    ):
        return ("profile",)
    if not asks and _tells(told, skills) and first in _VAGUE and not about:
        steps = first == "plan" and change in ("skip", "replace", "cheaper", "faster", "finish") and _STEP.search(text)
        wish = first in ("next_step", "course", "skill", "explore") and (
            chances[first] > 1.4 * chances["profile"] and talk.plan is None
        )
        if not steps and not wish:
            return ("profile",)
    corrects = any(role.stance == "rejected" for role in roles) or (
        talk.profile.goal and re.search(r"\bnot [\w-]+( \w+)?[,.;] ", text)
    )
    if first in ("next_step", "plan", "article", "clarify", "compare") and about and corrects and not asks:
        return ("profile",)
    if (
        first in ("article", "role", "clarify", "course")
        and _PAID.search(text)
        and (about or _leans_at_all(text, talk))
        and (asks or first != "course")
    ):
        return ("pay", *(name for name in rest if name != "pay")) if first != "role" else (first, "pay")
    if first == "article" and asks and _PAID.search(text):
        return ("pay", *(name for name in rest if name != "pay"))
    if first == "unsafe" and chances["off_topic"] >= chances["unsafe"] - NEARLY:
        return ("off_topic",)
    if (
        first == "next_step"
        and not asks
        and _tells(told, skills)
        and {role.id for role in about} == {talk.profile.goal}
    ):
        return ("profile",)
    if first in ("article", "explore", "clarify", "off_topic") and _MOVING.search(text) and (roles or talk.current):
        return ("move",)
    if first == "article" and talk.focus.roles and _THE_JOB.search(text):
        return ("role",)
    if first == "plan" and talk.plan is None and not _PLAN_WORDS.search(text):
        others: list[Intent] = list(rest) or (["next_step"] if about or talk.focus.roles else [_next_best(chances)])
        return tuple(others)
    if first == "clarify" and (about or asked):
        return ("role",) if about else ("skill",)
    return intents


def _next_best(chances: dict[Intent, float]) -> Intent:
    return max((name for name in chances if name != "plan"), key=lambda name: chances[name])


def _tells(told: Told, skills: Sequence[SkillSaid]) -> bool:
    """Whether a message tells something of the person that is taken down."""
    return told.anything or any(skill.had for skill in skills)


def _leans_at_all(text: str, talk: Conversation) -> bool:
    return bool(talk.focus.roles) and needs_context(text)


_ORDINALS = {
    word: place
    for place, words in enumerate(
        (
            ("first", "1st", "one", "1"),
            ("second", "2nd", "two", "2"),
            ("third", "3rd", "three", "3"),
            ("fourth", "4th", "four", "4"),
            ("fifth", "5th", "five", "5"),
            ("sixth", "6th", "six", "6"),
            ("seventh", "7th", "seven", "7"),
            ("eighth", "8th", "eight", "8"),
            ("ninth", "9th", "nine", "9"),
            ("tenth", "10th", "ten", "10"),
        ),
        start=1,
    )
    for word in words
}
_STEP = re.compile(
    r"\b(?:(?:the|number|no\.?|nr\.?|step|course|#|point|item|thing|my|of|do|did|about|skip|finished|"
    r"with) ?){1,3}#?(?P<one>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|1st|2nd|3rd|[4-9]th|"
    r"10|[1-9]|one|two|three|four|five|six)\b(?! ?(?:hours?|h\b|weeks?|months?|years?|days?|dollars?|euros?|"
    r"pounds?|%|\$|€|£|of (?:my|the) (?:week|day)))"
    r"|\b(?P<two>first|second|third|fourth|fifth|sixth|seventh|1st|2nd|3rd|[4-9]th) (?:one|step|course|thing|item|"
    r"part)\b|#(?P<three>\d{1,2})\b|\b(?P<last>last) (?:one|step|course|thing)\b",
    re.IGNORECASE,
)
_CHANGES: tuple[tuple[Change, str], ...] = (
    ("why", r"\bwhy\b|\bwhat(?:'s| is) the (?:point|reason|sense)|\bdo i really need\b|\bhow come\b"),
    (
        "skip",
        (
            r"\b(?:skip|remove|drop|leave out|take out|cut out|without|delete|strike|get rid of|throw out|"
            r"take \w+ (?:\w+ )?out|scrap|don'?t want (?:to do )?(?:the|that|this|number|step)|not going to do|"
            r"no need for)\b"
        ),
    ),
    (
        "finish",
        (
            r"(?:\b(?:i|i'?ve|ive|have|just|already|finally|am|i'?m|im) (?:\w+ ){0,2}?(?:finished|done with|done|"
            r"completed|passed|did (?:it|that|the|number|step|all)|through with|got through)\b|^\W*(?:ok |hey |hi |"
            r"so |yes |and )*(?:finished|done|completed|did (?:it|the|number|that|step)|passed)\b|\b(?:tick|"
            r"mark) (?:\w+ ){0,3}?(?:off|as done|done)\b|\b(?:first|second|third|one|that|it|step \d|"
            r"number \d)(?: one| step| course)? (?:is|are) (?:done|finished|completed)\b)(?!.*\b(?:by|before|"
            r"in) (?:\d|the end|june|may|july|four|two|three|six))"
        ),
    ),
    (
        "cheaper",
        (
            r"\b(?:cheaper|less expensive|too (?:expensive|expensve|dear|much money|costly|pricey)|costs? too much|"
            r"lower price|can'?t afford|cannot afford|save money|less money|free (?:one|alternative|option|version|"
            r"instead))\b"
        ),
    ),
    (
        "faster",
        (
            r"\b(?:faster|quicker|shorter|speed (?:it|this|things)? ?up|less time|too long|takes? ages|more quickly|"
            r"sooner|in less|compress|condense)\b"
        ),
    ),
    (
        "replace",
        (
            r"\b(?:replace|swap|exchange|instead|something else|another (?:one|course)?|other (?:course|one)|"
            r"different (?:one|course)|alternative|change (?:the|number|step)|don'?t like)\b"
        ),
    ),
    (
        "how_long",
        (
            r"\b(?:how (?:long|many (?:weeks|months|hours))|when (?:will|would|am|can|could|do|should) (?:i|it|that|"
            r"this)|what date|by when|how much time|time does)\b"
        ),
    ),
    (
        "cost",
        (
            r"\b(?:how much (?:does|do|will|would|is|are|money|in all|altogether|all)|what (?:does|do|will|"
            r"would) (?:it|that|this|the|all|everything)[\w ]* cost|total (?:cost|price)|cost in (?:all|total)|"
            r"price)\b"
        ),
    ),
    (
        "more",
        (
            r"\b(?:more about|tell me (?:about|more)|details?|explain|describe|what(?:'s| is) (?:the |step |number |"
            r"course |in )*(?:\d|first|second|third|fourth|fifth)|what do i learn|about (?:the )?(?:\d|first|second|"
            r"third|fourth|step|number))\b"
        ),
    ),
    (
        "show",
        (
            r"\b(?:show|see|list|print|repeat|display|remind me|what(?:'s| is) (?:my|the) plan|my plan|the plan|"
            r"whole plan|plan again|what(?:'s| is) next|next step|where (?:am|was) i|what now)\b"
        ),
    ),
)


def change_of(text: str, plan: Plan | None) -> tuple[Change | None, tuple[int, ...]]:
    """What a message would do with a plan, and the places of the steps that it names."""
    count = len(plan.steps) if plan else 0
    steps = []
    for match in _STEP.finditer(text):
        if match.group("last"):
            steps.append(count)
            continue
        word = next(word for word in (match.group("one"), match.group("two"), match.group("three")) if word).lower()
        steps.append(_ORDINALS.get(word) or int(re.sub(r"\D", "", word) or 0))
    change = next((name for name, pattern in _CHANGES if re.search(pattern, text, re.IGNORECASE)), None)
    return change, tuple(dict.fromkeys(step for step in steps if 0 < step <= max(count, 10)))


def _of_plan(text: str, change: Change) -> bool:
    """Whether a message that may mean something else speaks of the plan that is there."""
    if _STEP.search(text) and change in ("why", "skip", "finish", "replace", "cheaper", "more"):
        return True
    return bool(_PLAN_WORDS.search(text)) or (
        change in ("cheaper", "faster", "how_long")
        and len(text.split()) <= 10
        and not re.search(r"\bcourse for\b", text)
    )
