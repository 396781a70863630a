"""Messages that get a fixed answer and never reach a search or a writer."""

import re

from bot.answer import Answer

_GREETING = re.compile(
    r"^\W*(hi|hey|hello|hallo|good (morning|afternoon|evening|day)|greetings|thanks?( you)?( (so|very) much)?|thx|bye|goodbye"
    r"|who are you|what (can|do) you do|what are you|how are you)(\s+(there|nextstep|a lot))?\W*$",
    re.IGNORECASE,
)
_DISTRESS = re.compile(
    r"\b(kill(ing)? my ?self|suicid\w*|end(ing)? (it all|my (own )?life)|take my (own )?life|want(ed)? to die|wanna die"
    r"|don'?t want to (live|be alive|be here any ?more)|no (reason|point) (to|in) liv(e|ing)|self.?harm\w*"
    r"|hurt(ing)? my ?self|cut(ting)? my ?self"
    r"|better off (dead|without me)|can'?t go on( living)?( any ?more)?$|cannot go on( living)?( any ?more)?$)",
    re.IGNORECASE,
)
_ABOUT_WORK = re.compile(
    r"\b(prevent\w*|counsel\w*|hotline|volunteer|career in|work in|job in|psycholog\w*|research\w*)\b", re.IGNORECASE
)

EXAMPLES = (
    "What skills does a machine learning engineer need?",
    "Should I take a degree or a boot camp?",
    "I lost my job. What should I do first?",
)

_WELCOME = (
    "Hello. I answer questions about careers from articles that I can show you: what a kind of work is, what it takes, how people "
    "learn it and what it pays. What would you like to know?"
)
_CARE = (
    "I am sorry that you are in so much pain. Please do not stay alone with this: talk to somebody now, a person you trust, a doctor, or a "
    "helpline. If you are in danger, call your local emergency number (112 in Europe and India, 911 in the United States and Canada, "
    "999 in the United Kingdom). In the United States and Canada you can call or text 988 at any hour. For other countries, "
    "findahelpline.com lists free helplines where people listen. Work and plans can wait; I am here when you want to talk about them."
)
_NOTHING_ASKED = (
    "I did not find a question in that. What would you like to know about a job, a skill or a way to learn?"
)


def check(message: str) -> Answer | None:
    """The fixed answer to a message, or None where it is to be answered from evidence."""
    if not any(letter.isalnum() for letter in message):
        return Answer(kind="clarify", text=_NOTHING_ASKED, grounded=False, choices=list(EXAMPLES))
    if _DISTRESS.search(message.replace("’", "'")) and not _ABOUT_WORK.search(message):
        return Answer(kind="distress", text=_CARE, grounded=False)
    if _GREETING.match(message):
        return Answer(kind="small_talk", text=_WELCOME, grounded=False, choices=list(EXAMPLES))
    return None
