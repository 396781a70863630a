"""Messages that get a fixed answer and never reach a search or a writer: off topic, unsafe, in distress, small talk, too vague.

What people write in despair is looked for in the whole message by its words first, whatever the model of intents makes of it.
"""

import csv
import importlib.resources
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.cite import Statement
from bot.despair import heavy_in, in_despair
from bot.facts import COUNTRIES
from bot.forms import Outline

_DISTRESS = re.compile(
    r"\b(kill(ing)? (my ?self|himself|herself|themselves)|suicid\w*|end(ing|s|ed)? (it all|(my|his|her|"
    r"their) (own )?life)|(take|took|taking) (my|his|her|their) (own )?life|want(ed|s)? to die|wanna die|"
    r"wish i (was|were) dead"
    r"|(don'?t|do not|doesn'?t|dont|doesnt) want to (live|be alive|be here any ?more|exist|"
    r"wake up(?! (?:at|so|that|this|early|before)))|no (reason|"
    r"point) (to|in) (live|living|life|going on)|self.?harm\w*"
    r"|hurt(ing)? my ?self|cut(ting)? my ?self|my life is over|nothing to live for|not worth living|tired of living|"
    r"better off (dead|without (me|him|her))|can'?t go on( living)?( any ?more)?( like this)?[.!]*$|"
    r"can ?not go on\b(?! (?:holiday|a trip|leave|vacation))|(?:have no|without|lost all|lost) hope(?: left)?(?=$|"
    r"[,.;!?])"
    r"|see (?:no|any) (?:reason|point) (?:to|in) (?:wake|get up|going on|live|living|go on)|(make|"
    r"put) an end to (it|everything|my life))",
    re.IGNORECASE,
)
_THOSE_LEFT = r"(?:the )?(?:world|every ?(?:body|one)|they|my (?:family|kids|wife|husband|children|parents|friends))"
_AWAY_FROM_WORK = (
    r"(?:at work|in the (?:team|office|company)|(?:(?:if|when) )?(?:i )?(?:quit|left my|leave my|change|switch|work|"
    r"take|took|am late|was late|skip|stop working))"
)
_ALL = r"(?:everything|it all|all (?:of )?(?:this|it)|my life|this life|the pain)"
# Gone and missed by nobody, an end to everything, no sense in living. "Nobody would miss this job" and "the course to end" are no despair.
_DESPAIR = re.compile(
    r"\b(?:no ?(?:body|one) (?:would|will|is going to|gonna)(?: even| ever| really)? (?:miss|notice|care|mind|cry)"
    rf"(?: me\b| if i\b|,? when i\b)(?!,? (?:(?:if|when) i )?{_AWAY_FROM_WORK})"
    rf"|{_THOSE_LEFT}(?: would|'d| will| is| are) (?:all )?(?:be )?better(?: off)? without me\b"
    rf"|(?:want|wish|need|like) (?:for )?{_ALL}(?: just)? (?:to (?:just )?(?:end|stop|be over)(?= *(?:$|[.,!?;]|"
    rf"now|and))|"
    r"was over|were over)|wish (?:it|this|everything) (?:all )?(?:would|could) (?:just |all )*(?:end|stop|be over)"
    r"|(?:want|wanted|wish|like) (?:i could |to )(?:just )?(?:disappear|vanish|not exist|never wake up|"
    r"go to sleep and (?:not|never) wake)\b"
    r"|(?:never|not) (?:want to )?wake up (?:again|any ?more|tomorrow)"
    r"|wish i (?:had never been|was never|were never|wasn'?t|weren'?t) (?:born|alive|here any ?more)"
    r"|(?:can'?t|cannot|can not) (?:take|bear|stand|do) (?:this |my )?life\b"
    r"|(?:i(?:'m| am|m)|feel(?:ing)?) (?:so |completely |totally )?worthless"
    r"|(?:no|any|what|the) (?:reason|point|sense)(?: left| is there)? (?:to|in|for me to) (?:be |being |stay |"
    r"staying |go |going )?"
    r"(?:here any ?more|alive|live|living|on living)"
    r"|(?:life|living) (?:has|have|had|is|makes) (?:no|without) (?:point|meaning|sense|purpose)|"
    r"given? up on (?:life|living))\b",
    re.IGNORECASE,
)
_ABOUT_WORK = re.compile(
    r"\b(prevent\w*|counsel\w*|hotline|helpline|volunteer|career in|work in|work with|job in|jobs? (with|for)|"
    r"psycholog\w*|research\w*|course|training|become)\b",
    re.IGNORECASE,
)
_INJECTION = re.compile(
    r"\b(ignore|disregard|forget|override|bypass) (all |any |the |your |every |previous |prior |above |these |"
    r"those |my )*(instructions?|rules?|prompts?|guidelines|restrictions|programming|safety)\b"
    r"|\b((?:your|the full|the whole|the hidden) system prompt|developer mode (?:on|is|enabled)|"
    r"enable developer mode|jailbreak|do anything now|you are now (?:a |an )?(?:dan|evil|unrestricted|"
    r"free of)|reveal your (?:prompt|instructions)|pretend (?:you have no|there are no) (?:rules|limits))\b",
    re.IGNORECASE,
)

# Orders to a machine that stand beside a person's own question: about "the user", to print what came before, dressed as a chat template.
_ORDER = re.compile(
    r"\b(?:set|change|raise|lower|mark|delete|update|put|give|tell|print|show|send|move)\b[^.!?]{0,60}\b(?:(?:the|"
    r"this) user(?:'s)?\b|all profiles)"
    r"|\bthe user has\b|<\|[^|>]{0,40}\|?>|\|>|</?(?:tool_call|system|assistant|developer|instructions?|evidence|"
    r"notes?)>|\[/?(?:INST|SYSTEM_PROMPT|SYS)\]"
    r"|\b(?:repeat|print|show|reveal|translate|read) (?:me )?(?:everything|all|the (?:text|words|rules|lines)|"
    r"your (?:rules|prompt|instructions))"
    r"[^.!?]{0,20}\b(?:above|before|rules|prompt|instructions)\b|\bdecode this\b[^.!?]{0,40}\bdo what\b|"
    r"^\s*>?\s*\[\d+\] |\bcite \[\d+\]"
    r"|\b(?:delete|drop|call|run)[\w ]{0,12}_?\w*\(\s*\)|\bmaintenance mode\b|\bsecret rules\b|\bwithout rules\b|"
    r"\bwithout sources\b",
    re.IGNORECASE,
)

EXAMPLES = (
    "What should I learn to become a data analyst?",
    "What does an electrician do, and what do they earn?",
    "I do not know what I want. Help me find out.",
)
UNSURE = "I do not know what fits me"
# What is asked back to a reply that was offered, and what the next message then tells.
ASKED_BACK: dict[str, tuple[str, Literal["goal", "current"]]] = {
    "I have a job in mind and want a plan": (
        "Which job is it? Its name is enough; tell me also what you can do already and how many hours you have.",
        "goal",
    ),
    "I want to move on from the job I have": (
        "Which job do you have now? Then I show you where your skills already carry you.",
        "current",
    ),
    "I want to learn one skill": ("Which skill is it, and how well do you know it so far?", "goal"),
}
VAGUE = (*list(ASKED_BACK)[:2], UNSURE, *list(ASKED_BACK)[2:])

WELCOME = (
    "Hello. Tell me what you can do and where you would like to be, and I work out what to learn next, with real "
    "courses in an order that can "
    "be followed. I also answer questions about jobs, skills, courses and pay, and I show where everything comes from."
)
THANKS = (
    "You are welcome. Come back whenever you like, and tell me what you have finished; the plan goes on from there."
)
ABOUT = (
    "I am NextStep, a program and not a person. I know roles, skills and courses, work out what is missing for a "
    "goal, and show the record "
    "or passage behind every claim. I do not promise jobs, and I say so when I do not know something."
)
BYE = "Goodbye, and good luck with the next step."
OFF_TOPIC = (
    "That is outside what I know; I am a career adviser. I can tell you what a job is like and what it pays, what "
    "to learn for it, or which work "
    "might suit you."
)
IN_ENGLISH_PLEASE = "I did not understand that well enough. Please tell me in a few English words which job, skill or course it is about."
UNSAFE = "No, I will not help with that. I am glad to help you get there in an honest way: ask me what it really takes."
NOTHING_ASKED = "I did not find a question in that. What would you like to know about a job, a skill or a way to learn?"
ONE_QUESTION = "Let us find out together. Which of these is nearest to where you are?"

CARE = (
    "I am sorry that it is this hard right now. You do not have to carry it alone: please talk to somebody today, "
    "a person you trust, a doctor, or "
    "a helpline."
)
EMERGENCY = "112 in Europe and India, 911 in the United States and Canada, 999 in the United Kingdom, 000 in Australia"
LATER = "Work can wait. When you want to talk about it again, I am here."
FIRST_SHOWN = ("US", "CA", "GB", "IE", "AU", "IN", "DE")


@dataclass(frozen=True, slots=True)
class Helpline:
    """Where somebody listens; `country` is an ISO code, empty for an international directory. `as_of` is when it was so."""

    country: str
    name: str
    contact: str
    hours: str
    emergency: str
    address: str
    source: str
    as_of: str


@lru_cache(maxsize=1)
def helplines() -> tuple[Helpline, ...]:
    """Every helpline that ships, with its source and date (bot/helplines.csv)."""
    text = (importlib.resources.files("bot") / "helplines.csv").read_text(encoding="utf-8")
    return tuple(Helpline(**row) for row in csv.DictReader(text.splitlines()))


@dataclass(frozen=True, slots=True)
class Care:
    """What is said in a language: to somebody in despair, to somebody who may be, and the listed countries where it is spoken most."""

    words: str = ""
    perhaps: str = ""
    countries: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def care_in() -> dict[str, Care]:
    """CARE in each other language that despair is understood in (bot/care.csv)."""
    text = (importlib.resources.files("bot") / "care.csv").read_text(encoding="utf-8")
    return {
        row["language"]: Care(row["words"], row["perhaps"], tuple(row["countries"].split()))
        for row in csv.DictReader(text.splitlines())
    }


def in_distress(message: str) -> bool:
    """Whether a message says in plain words, of English or of another language, that somebody may not want to live."""
    said = message.replace("’", "'")
    in_english = bool(_DISTRESS.search(said) or _DESPAIR.search(said)) and not _ABOUT_WORK.search(said)
    return in_english or in_despair(message)


def is_injection(message: str) -> bool:
    """Whether a message tells the adviser to drop its rules."""
    return bool(_INJECTION.search(message))


def without_orders(message: str) -> str:
    """A message without the sentences that give orders to a machine; what the person asks beside them is answered."""
    return " ".join(part for part in re.split(r"(?<=[.!?])\s+|\n", message) if part and not _ORDER.search(part))


def is_empty(message: str) -> bool:
    """Whether a message holds no word at all."""
    return not any(letter.isalnum() for letter in message)


def distress(country: str | None, language: str = "en") -> Outline:
    """Warmth, in the person's language first, and where somebody listens now; nothing about work."""
    care = care_in().get(language, Care())
    own = _lines_of([country])
    said = [Statement(text) for text in (care.words, CARE) if text]
    said += own or _lines_of([*care.countries, *FIRST_SHOWN], with_country=True)
    said.append(Statement(f"In any other country: {_directories()} lists helplines where people listen."))
    emergency = next((line.emergency for line in helplines() if own and line.country == country), EMERGENCY)
    said.append(Statement(f"If you are in danger at this moment, call the emergency number: {emergency}."))
    said.append(Statement(LATER))
    return Outline("distress", tuple(said))


def care_beside(message: str, country: str | None, language: str) -> list[Statement]:
    """What stands before an answer to a message in another language that holds heavy words: that somebody listens, and where.

    Nobody here understands these languages; the words may as well be about work, so the answer follows all the same.
    """
    code = heavy_in(message, language)
    if code is None:
        return []
    care = care_in()[code]
    lines = _lines_of([country]) or _lines_of(care.countries, with_country=True)
    return [Statement(care.perhaps), *lines, Statement(f"Helplines of other countries: {_directories()}")]


def _lines_of(countries: Iterable[str | None], *, with_country: bool = False) -> list[Statement]:
    """The helplines of countries, a line each, in their order."""
    asked = [code for code in dict.fromkeys(countries) if code]
    lines = [line for code in asked for line in helplines() if line.country == code]
    return [Statement(f"- {_line(line, with_country=with_country)}") for line in lines]


def _directories() -> str:
    return " or ".join(f"<{line.address}>" for line in helplines() if not line.country)


def _line(line: Helpline, *, with_country: bool) -> str:
    place = f"{_country_name(line.country)}: " if with_country else ""
    return f"{place}{line.name}, {line.contact}, {line.hours} (<{line.address}>, as of {line.as_of})"


def _country_name(code: str) -> str:
    from babel import Locale

    return COUNTRIES.get(code, "").removeprefix("the ") or Locale("en").territories.get(code, code)


_THANKS = re.compile(
    r"\b(thank\w*|thx|ty|cheers|danke|gracias|merci|appreciate\w*|helpful|great help|perfect|awesome|love it|"
    r"well done)\b",
    re.IGNORECASE,
)
_BYE = re.compile(r"\b(bye|goodbye|see you|see ya|good night|until tomorrow|cya|later then)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(who are you|what are you|are you (a |an )?(real|robot|bot|human|person|machine|ai|program|"
    r"chat ?gpt|gpt|claude|gemini|siri|alexa)|your name|"
    r"what can you|what do you do|how do you work|who made you|who built you|"
    r"speaking with|talking to|what is this)\b",
    re.IGNORECASE,
)


def small_talk(message: str, *, has_plan: bool) -> Outline:
    """A friendly word, and what the adviser can do."""
    if _ABOUT.search(message):
        return Outline("small_talk", (Statement(ABOUT),), choices=EXAMPLES)
    if _BYE.search(message):
        return Outline("small_talk", (Statement(BYE),))
    if _THANKS.search(message):
        return Outline(
            "small_talk", (Statement(THANKS),), choices=("Show me the whole plan",) if has_plan else EXAMPLES
        )
    return Outline("small_talk", (Statement(WELCOME),), choices=EXAMPLES)


def off_topic() -> Outline:
    """One friendly sentence, and what the adviser can do instead."""
    return Outline("off_topic", (Statement(OFF_TOPIC),), choices=EXAMPLES)


def in_english_please() -> Outline:
    """That a message in another language was not understood, and examples that would be."""
    return Outline("clarify", (Statement(IN_ENGLISH_PLEASE),), choices=EXAMPLES)


def unsafe() -> Outline:
    """A plain no."""
    return Outline("unsafe", (Statement(UNSAFE),))


def vague() -> Outline:
    """One good question back, with answers to click."""
    return Outline("clarify", (Statement(ONE_QUESTION),), choices=VAGUE)


def nothing_asked() -> Outline:
    """That there was no question."""
    return Outline("clarify", (Statement(NOTHING_ASKED),), choices=EXAMPLES)
