"""Questions about the adviser itself, and what is true of it: what it keeps, where it knows things from, how it works, what it costs."""

import re

from bot.cite import Statement
from bot.forms import Outline
from bot.guard import EXAMPLES

_OF_DATA = re.compile(
    r"\b(?:my|our|personal) (?:data|information|conversations?|messages?)(?! (?:analy\w+|scien\w+|engineer\w*|entry|skills?|work|"
    r"jobs?|projects?|portfolio|course))\b.{0,30}\b(?:stored?|kept|keep|saved?|sold|sell|shared?|sent|safe|private|deleted?)\b"
    r"|\bdo you (?:store|keep|save|sell|share|collect)\b.{0,30}\b(?:data|information|what i|my|our|conversations?)\b"
    r"|\b(?:privacy policy|is (?:this|it) private)\b|\bwho (?:can )?(?:sees?|reads?) (?:this|what i|my)\b",
    re.IGNORECASE,
)
DATA = (
    "What you tell me is kept where this page runs, so that you find it again: your conversations, your profile and your plans, "
    "under a key that only your browser holds. You see all of it under “About me” and “Conversations”, and “Forget me” deletes it. "
    "It goes to nobody else, unless whoever runs this page has set up a language model; then what you ask goes to that model too."
)
_OF_SOURCES = re.compile(
    r"\b(?:which|what) sources? (?:do|did) you\b|\byour sources?\b|\bwhere (?:do|did) you (?:\w+ ){0,3}?(?:know|get|take)\b"
    r"|\bwhere (?:do|does|is|are) your (?:\w+ ){0,3}?(?:come )?from\b",
    re.IGNORECASE,
)
SOURCES = (
    "Roles, skills, courses and articles are my own catalogue, kept as files that a careers expert can edit; pay and outlook are "
    "those of the US Bureau of Labor Statistics (May 2025, and 2024 to 2034), and importance and levels come from O*NET 29.3 where "
    "it has them. Whoever runs this page may have added more. The Library lists every source, and each mark in an answer opens "
    "what is behind it."
)
_OF_ADDING = re.compile(
    r"\b(?:add|upload|import|bring in) (?:our|(?:our |my |your )?own) (?:\w+ )?(?:courses?|documents?|files?|content|pages|articles?)"
    r"\b(?!.*\bplan\b)",
    re.IGNORECASE,
)
ADDING = (
    "Yes. Documents are added in the Library, and lists of courses as CSV or JSON too; whoever runs this page can also read them in "
    "with “python -m ingest FILE”. A list of courses needs the columns title and address, and may say what each course teaches."
)
_OF_USE = re.compile(
    r"^\W*(?:(?:so|and|but|ok|okay|hi|hello|hey|sorry)\W+)*how (?:does|do) (?:this|nextstep|you|this (?:site|page|app|tool|thing|bot)|"
    r"the (?:site|page|app|tool|bot)) work\W*$|\bhow (?:do|can|should|would) (?:i|we|you) use (?:this|you|nextstep)(?: \w+)?\W*$",
    re.IGNORECASE,
)
USE = (
    "Tell me in your own words what you can do, where you would like to be and how many hours a week you have. I look up what the "
    "work takes, work out what is missing, and put real courses in an order that you can follow. You can also ask what a job is "
    "like, what it pays, or how two of them compare. A mark such as [1] opens what a sentence rests on."
)
_OF_FIGURING = re.compile(
    r"\bhow (?:did|do|have) you (?:compute|calculate|work(?:ed)? (?:(?:that|this|it|those|these) )?out|figure (?:that|this|it) out|"
    r"get (?:to )?(?:that|this|these|those)(?: \w+)?\W*$|come (?:up with|to) (?:that|this|these|those))"
    r"|\bwhat did you use to (?:compute|calculate|work out|get|make)\b"
    r"|\bhow (?:is|was|are|were) (?:that|this|these|those)(?: \w+)? (?:computed|calculated|worked out|made up)\b",
    re.IGNORECASE,
)
FIGURING = (
    "A mark behind a figure opens where it comes from: the publisher's record, or, where I worked it out myself, every skill and "
    "weight that went into it. A share compares what you know with what a role takes, weighted by importance and level. A plan is "
    "the choice of courses that leaves the least of the rest open within your hours, money and time."
)
_OF_TRUST = re.compile(
    r"\bwhy (?:should|would|can) (?:i|we|anyone) (?:trust|believe) (?:you|this)\b|\b(?:can|should) (?:i|we) (?:really )?(?:trust|believe|"
    r"rely on) (?:you|this|what you say)\b|\bhow (?:reliable|accurate|correct) (?:are|is) (?:you|this|your \w+)\b"
    r"|\b(?:do|can) you (?:ever )?(?:make|have) (?:any )?(?:mistakes|errors)\b|\bdo you (?:ever )?(?:lie|make things up|hallucinate)\b",
    re.IGNORECASE,
)
TRUST = (
    "You need not take my word for anything: each claim has a mark, and the mark opens the record or passage behind it. What we only "
    "estimate is called an estimate, and where I do not know I say so. I am a program and can misunderstand you, so before you pay a "
    "fee, sign or give notice, check licences, prices and dates at the address that stands beside them."
)
_OF_MONEY = re.compile(
    r"\bis (?:this|it|nextstep|this (?:site|page|app|service)) (?:really |for )?free(?: to use)?(?: for me)?\W*$"
    r"|\b(?:do|must|will) i (?:have to |need to )?pay (?:for this|you|to use (?:this|you))\b"
    r"|\b(?:do|how do) you (?:earn|make|get) (?:any )?(?:money|paid|commission)\b|\bwho pays (?:for )?you\b",
    re.IGNORECASE,
)
MONEY = (
    "Asking me costs nothing, and I earn nothing from the courses that I name. What a course costs stands beside it, and if you say "
    "“only free courses” I leave the others out."
)
_OF_PEOPLE = re.compile(
    r"\b(?:talk|speak|chat|write) (?:to|with) (?:an? )?(?:real |actual |live )?(?:human|person|adviser|advisor|somebody real)\b",
    re.IGNORECASE,
)
PEOPLE = (
    "I am a program, so there is no person behind these answers. Advisers whom you can meet are found at public employment offices, "
    "at schools and colleges and at many libraries, mostly free of charge. I can help you to get ready: make a plan with me, save "
    "it, and take it along."
)

_ANSWERS = (
    (_OF_DATA, DATA),
    (_OF_SOURCES, SOURCES),
    (_OF_ADDING, ADDING),
    (_OF_USE, USE),
    (_OF_FIGURING, FIGURING),
    (_OF_TRUST, TRUST),
    (_OF_MONEY, MONEY),
    (_OF_PEOPLE, PEOPLE),
)


def of_itself(message: str) -> Outline | None:
    """The answer to a question about the adviser itself."""
    said = next((text for pattern, text in _ANSWERS if pattern.search(message)), None)
    return Outline("small_talk", (Statement(said),), choices=EXAMPLES) if said else None
