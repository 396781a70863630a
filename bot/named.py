"""What a message names: roles and how the person stands to them, skills with levels, and things said to be finished."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.process import extractOne

from bot.limits import language_codes
from knowledge.mentions import LONG_ENOUGH, MISTYPED, Mention, Mentions, RoleMention, level_in

Stance = Literal["asked", "current", "left", "rejected"]


@dataclass(frozen=True, slots=True)
class RoleSaid:
    """A role that a message names: one it is about, one that the person has or had, one to move from, or one they do not want."""

    id: str
    name: str
    quote: str
    start: int
    stance: Stance


@dataclass(frozen=True, slots=True)
class SkillSaid:
    """A skill that a message names: one that the person has, at a level of 0 to 3 or one that is not told, or one that is asked about."""

    id: str
    name: str
    quote: str
    start: int
    level: int | None
    had: bool


_IS = (
    r"(?:\bi(?:'m| am|m|’m| was| used to be| have been|'ve been|ve been)(?:\s+(?:now|currently|still|just|already|"
    r"actually|only|also|once|working|trained|employed|qualified|a|an|the))*"
    r"|\bi (?:work|worked|have worked|did work|serve|served|trained|qualified)(?:\s+\w+){0,3}?\s+(?:as|"
    r"like)(?: an?)?|\b(?:worked|working|employed|(?:my|a|the|our) job|years|year|months) (?:as|"
    r"like)(?: an?)?|\bex[- ]|\bformer(?:ly)?(?: an?)?|\bcurrent(?:ly)?(?: an?)?"
    r"|(?<!should )(?<!shall )(?<!would )(?<!could )(?<!can )(?<!do )\bi do(?: now)?(?: an?)?"
    r"|\bi(?:'m| am|m) (?:on|in) (?:an?|the)|\b(?:my|our) (?:current |present |old |"
    r"last )?(?:job|role|work|position|trade|profession)(?: now)? (?:is|was)(?: an?)?|\bam(?: an?)?|(?:^|"
    r"[.,;!?]\s*)as an?|"
    r"\bbeen an?|\bbeing an?|\bwas an?|\bqualified|\btrained)"
)
_CURRENT_BEFORE = re.compile(
    rf"{_IS}\s+(?:(?!not\b|want|going|looking|interested|thinking|trying|hoping|learning)[\w'-]+\s+){{0,2}}$",
    re.IGNORECASE,
)
# "If I would like being an accountant": a job that somebody thinks of.
_WOULD_BE = re.compile(
    r"\b(?:would|'d|might|could)(?: \w+)? (?:like|enjoy|love|hate|mind|be (?:good|happy)(?: at)?)(?: being)?(?: an?| the)?\s*$",
    re.IGNORECASE,
)
_CURRENT_AFTER = re.compile(
    r"^\s*(?:,\s*)?(?:here\b|by (?:trade|training|profession|day)|(?:for|since) (?:the (?:last|past) )?(?:\d+|two|"
    r"three|four|five|six|seven|eight|nine|ten|a few|many|twelve|fifteen|twenty|over|about|nearly|almost|more)|"
    r"at (?:the moment|present|a \w+)|now\b|,? ?\d+ (?:years|yrs|months))",
    re.IGNORECASE,
)
_REJECTED = re.compile(
    r"(?:\bnot(?: to be| be| become| as| like| the| that| a| an| really| interested in| for)*|\bno(?:t)? (?:more|"
    r"longer)(?: an?)?|\b(?:don'?t|do not|dont|never|didn'?t|did not|wouldn'?t) (?:want|wanna|like|mean|say|"
    r"see)(?: to (?:be|become|work as|do))?(?: an?| the)?|\binstead of(?: an?| being an?)?|\brather than(?: an?|"
    r" being an?)?"
    r"|\bforget(?: about)?(?: the| being)?(?: an?)?|\bneither(?: an?)?|\brather\b.{0,40}\bthan(?: being| to be)?(?: an?)?|"
    r"\banything (?:but|other than)(?: an?)?|\b(?:isn'?t|wasn'?t|"
    r"other than|apart from)(?: being)?(?: an?| the)?|\bexcept(?: an?)?|\bno\b|"
    r"\bsick of(?: being)?(?: an?)?|\bhate(?: being)?(?: an?)?|\bleave out)\s*$",
    re.IGNORECASE,
)
_OR_ALSO = re.compile(r"\s*,?\s*(?:or|nor|and not)\s+(?:an?\s+|the\s+|as\s+)*", re.IGNORECASE)  # "no nurse or carer"
_AND_ALSO = re.compile(r"\s+and(?: then| also| later)?(?: an?)?\s+", re.IGNORECASE)  # "I was a chef and a waiter"
_FROM = re.compile(r"\bfrom\s+(?:(?:an?|being|working as|a job as|my|the)\s+)*(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_TO = re.compile(r"^\s*[\w\s-]{0,25}?\b(?:to|into|towards?)\b|^\s*(?:->|=>|→)", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:my|his|her|their|our|a|the)\s+(?:\w+\s)?(?:boss|friend|neighbou?r|colleague|teacher|manager|doctor|"
    r"coach|cousin|mate)\b[^,.;!?]{0,20}$",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:my|the|our|your)\s+(?:old\s|new\s|ex\s|ex-)?$", re.IGNORECASE)
_OTHER_PEOPLE = frozenset("teacher manager boss supervisor coach doctor director tutor instructor".split())
_SERVED = re.compile(
    r"\b(?:army|navy|military|force|marines?|combat|war|guard|disabled|service|iraq|afghanistan)\s+$", re.IGNORECASE
)
_READERS = frozenset("recruiters recruiter headhunters".split())


def roles_said(text: str, mentions: Sequence[RoleMention]) -> list[RoleSaid]:
    """The roles that a text names, each once, with how the person stands to it."""
    found: dict[str, RoleSaid] = {}
    before: tuple[Stance | None, int] = (None, 0)
    for mention in mentions:
        stance = _stance(text, mention)
        if before[0] == "rejected" and stance == "asked" and _OR_ALSO.fullmatch(text[before[1] : mention.start]):
            stance = "rejected"
        if before[0] == "current" and stance == "asked" and _AND_ALSO.fullmatch(text[before[1] : mention.start]):
            stance = "current"
        before = stance, mention.start + len(mention.quote)
        if stance is None:
            continue
        said = RoleSaid(mention.id, mention.name, mention.quote, mention.start, stance)
        if mention.id not in found or found[mention.id].stance == "rejected":
            found[mention.id] = said
    return list(found.values())


def _stance(text: str, mention: RoleMention) -> Stance | None:
    """How the person stands to a role; None where it is somebody else's ("my manager says")."""
    sentence = re.split(r"[.;!?\n]", text[: mention.start])[-1]
    clause = re.split(r"[,:]| but | and (?=i |i'm |want|now)", sentence)[-1]
    asks = re.match(
        r"\s*(?:and |so |but )?(?:what|which|how|where|does|do|is|are|can|would|who|will|should)\b",
        clause,
        re.IGNORECASE,
    )
    own = re.search(r"\b(?:i|i'm|im|my|i've|ive)\b", clause, re.IGNORECASE)
    after = text[mention.start + len(mention.quote) :]
    if mention.quote.lower() in _READERS and not own:
        return None
    if mention.quote.lower() in _OTHER_PEOPLE and _OWN.search(clause):
        return None
    if mention.quote.lower() in ("vet", "vets") and _SERVED.search(clause):
        return None
    if _REJECTED.search(clause) and not re.search(r"\b(?:why|if|whether|or) not\b", clause, re.IGNORECASE):
        return "rejected"
    if re.search(
        r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty) (?:years|"
        r"yrs),? (?:as )?(?:an? )?$",
        sentence,
        re.IGNORECASE,
    ):
        return "current"
    if re.match(r"[^.;!]{0,14}[?.,]?\s*(?:(?:i am|i'm|im) one\b|like (?:me|myself))", after, re.IGNORECASE):
        return "current"
    if (
        _CURRENT_BEFORE.search(clause)
        and not (asks and not own)
        and not _WOULD_BE.search(clause)
        and not re.search(r"\bas(?: an?)?\s*$", _wanting(clause), re.IGNORECASE)
    ):
        return "current"
    if re.match(
        r"\s*,?\s*(?:is|was|are) (?:not|no longer) (?:what|for me|my|the)\b|\s*isn'?t (?:what|for me|my)\b",
        after,
        re.IGNORECASE,
    ):
        return "rejected"
    if re.search(r"(?:^|\s)(?:it'?s|it is) (?:an? )?$", clause, re.IGNORECASE):
        return "asked"
    if _FROM.search(clause) and _TO.search(after):
        return "left"
    if _CURRENT_AFTER.match(after) and not re.search(
        r"\b(?:become|becoming|be|learn|study|want|course|salary|earn)\b", clause, re.IGNORECASE
    ):
        return "current"
    return "asked"


def _wanting(clause: str) -> str:
    """The clause where it speaks of a wish, else nothing."""
    return (
        clause
        if re.search(
            r"\b(?:want|wanna|like to|would|could|can|how|start|become|hope|plan|looking|goal|dream|aim|target)\b",
            clause,
            re.IGNORECASE,
        )
        else ""
    )


_HAD = re.compile(
    r"\b(?:i (?:already |also |do |even |really |only |just |still |can |now |currently |sometimes |often |once |"
    r"have |mostly )*(?:know|knew|can(?!['’]?t\b)|use|used|have|had|did|do|speak|write|wrote|code|program|"
    r"programmed|work|"
    r"worked|built|"
    r"build|learned|learnt|studied|finished|completed|passed|understand|took|taught|drive|play|mastered|cook|weld|"
    r"bake|sew|handle|run|ran|lead|led|manage|managed|done|got|practised|practiced|speaks)|i'?ve (?:got|used|done|"
    r"worked|learned|learnt|studied|finished|built|written|never|only|had|been|taken|already)|ive (?:used|done|got|"
    r"only|worked|learned|learnt|studied|never)|"
    r"(?:already|also) (?:know|have|can|do|use)|good (?:at|with)|solid (?:at|with|in)|great (?:at|with)|"
    r"strong (?:in|at)|"
    r"comfortable (?:with|in)|confident (?:with|in)|experience[d]? (?:in|with|of)|experience|years? (?:of|in|with|"
    r"doing|using)|familiar with|"
    r"expert (?:in|at|with)|fluent (?:in)?|skilled (?:in|at|with)|proficient (?:in|at|with)|certified in|"
    r"background in|my skills?(?: are|:| include)?|skills?:|basics? (?:of|in)|degree in|knowledge of|knows only|"
    r"knows|only know|with (?=[\w+#]+ i (?:never|worked|did))|used to|can (?:do|use|write|speak)|"
    r"forgot to say|taught myself|self[- ]taught(?: in)?|hands on|never (?:touched|used|tried|done|learned|learnt|"
    r"had|worked with|opened|did|heard of|written)|no (?:idea of|experience (?:in|with|of)|clue (?:of|about)|"
    r"knowledge of)|know (?:some|a little|a bit|basic|the basics|nothing)|"
    r"(?:expert|advanced|intermediate|beginner|basic|some|solid|decent|rusty|a little|a bit of|little|good|"
    r"working knowledge of|strong) (?=[\w+#.]|$)|(?:dont|don't|do not|can't|cant|cannot|didn't) (?:know|have|use|"
    r"speak|understand|do|can|write|code|even know))",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:(?:want|wanna|would like|'d like|like|need|plan|going|hope|have|trying|try|how|where|place|way|time|"
    r"possible|best|ready|interested|should i|could i|can i|do i have|must i|gonna|shall i|wish|decided|ought|"
    r"able) (?:to |do i |can i |could i |should i |i )*(?:also |really |just |properly |first |better |"
    r"now )*(?:learn|study|know|understand|use|get (?:better|good|into|started)|improve|master|pick up|practi[sc]e|"
    r"take|do|try|"
    r"teach myself|start|brush up|refresh|work with)|learn(?:ing)?|study(?:ing)?|lern|what(?:'s| is| are|s)|whats|"
    r"explain|course[s]?|corses?|cours|class(?:es)?|tutorials?|training|lessons?|certificate|certification|"
    r"bootcamp|book|videos?|workshop|teach(?:es)? me|where can i|should i|do i (?:really )?need|need|is|are|does|"
    r"worth|(?<!little )(?<!bit )(?<!lot )about|instead|better (?:in|at)|improve|vs|versus|compare|who (?:uses|"
    r"needs)|which|jobs? (?:that |with |"
    r"use |using |need)|"
    r"get into|interested in|curious about|tell me (?:more )?(?:about|of)|look(?:ing)? (?:for|into)|requires?|"
    r"replace|missing|get started|how (?:do|to|can|would|could|long|hard|difficult|important|much)|why|from scratch|refresher|"
    r"introduction to|intro to|add|swap|want)\b",
    re.IGNORECASE,
)


def skills_said(text: str, mentions: Sequence[Mention]) -> list[SkillSaid]:
    """The skills that a text names: had where the nearest cue before it in its sentence tells so, asked about otherwise."""
    found = []
    for place, mention in enumerate(mentions):
        sentence_start = max(text.rfind(mark, 0, mention.start) for mark in ".;!?\n") + 1
        before = text[sentence_start : mention.start]
        rest = text[mention.start + len(mention.quote) :]
        sentence_end = re.search(r"[.;!?\n]", rest)
        after = rest[: sentence_end.start()] if sentence_end else rest
        asks = bool(sentence_end and rest[sentence_end.start()] == "?")
        later = mentions[place + 1].start if place + 1 < len(mentions) else len(text)
        later = max(text.rfind(mark, 0, later) for mark in ".;!?,\n") + 1 if later < len(text) else later
        if _RETURNS.search(before):
            found.append(SkillSaid(mention.id, mention.name, mention.quote, mention.start, None, had=True))
            continue
        if (_WEAK.search(before) and _IN_SPITE.search(text, mention.start)) or _is_disliked(before, after):
            continue
        had = _is_had(before, after, asks, mention) or bool(_AFTER.search(before)) or bool(_KNOWN_ALREADY.match(after))
        level = 0 if had and mention.denied else mention.level if had else None
        if level is None:
            told = _said_of_it(text, mention, later, alone=len(mentions) == 1)
            had, level = (True, told) if told is not None else (had, level)
        if had or not mention.denied:
            found.append(SkillSaid(mention.id, mention.name, mention.quote, mention.start, level, had))
    return found


_AFTER = re.compile(
    r"\b(?:learn|do|study|take|comes?|next|go|step)\b[^,.;!?]* after (?:the |my |some )?$", re.IGNORECASE
)
# "Going back to accounting after 8 years": done before, and the years are those away from it.
_RETURNS = re.compile(
    r"\b(?:return(?:ing|ed|s)?|back|re-?enter(?:ing)?) (?:to|into|in) (?:doing |my |the )?$", re.IGNORECASE
)
# "I am bad at maths but want to work with data": no skill that is asked about.
_WEAK = re.compile(
    r"\b(?:bad|weak|poor|terrible|hopeless|awful|rubbish|no good|not (?:so |very |too |really )?good|struggl\w+) (?:at|in|with) (?:my )?$",
    re.IGNORECASE,
)
_DISLIKES = re.compile(
    r"\b(?:i|we) (?:\w+ )?(?:do not|don'?t|can'?t|cannot) (?:like|stand|enjoy|bear)\b[^.;!?]*$", re.IGNORECASE
)
_HATES = re.compile(r"\b(?:hate|dislike)\b[^.;!?]*$", re.IGNORECASE)
_LIKES_ELSE = re.compile(r"[,]?\s*(?:and|but) (?:i )?(?:\w+ )?(?:love|like|enjoy|prefer)\b", re.IGNORECASE)
_IN_SPITE = re.compile(r"\b(?:but|though|yet|still)\b|[?,.] *(?:can|could|what|which|is)\b", re.IGNORECASE)
# "Skip Python, I know it."
_KNOWN_ALREADY = re.compile(
    r"\W*(?:because |as |since |cause |cos )?i (?:already |do |can )*(?:know|have|did|learned|learnt|do) (?:it|that|this|them)\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"\bi(?:'m| am|m|'ve|ve| have)? (?:already )?(?:(?:use|used|know|have used|did|do|can do) (?:it|that|this)\b|"
    r"(?:an? )?(?:expert|advanced|intermediate|beginner|good|very good)\b)[^.;!?]*"
    r"|\b(?:been |have |i )?(?:using|doing|used|know|practising|practicing|learning) (?:it|this)\b[^.;!?]*"
    r"|\bnever (?:opened|used|touched|tried|did|worked with) (?:it|that)\b"
    r"|(?<=[.;!]) ?(?:but )?(?:only|just) (?:a |the |some )?(?:little|li+t+le|bit|basics?|beginner|started)\b",
    re.IGNORECASE,
)
_OF_BOTH = re.compile(r"[^.;!?,]*\b(?:both|them|all of (?:them|these)|these|those)\b[^.;!?,]*", re.IGNORECASE)


def _said_of_it(text: str, mention: Mention, later: int, *, alone: bool) -> int | None:
    """The level that is told of a skill further on: "skip the Docker step, I use it at work", "I am expert in both"."""
    end = mention.start + len(mention.quote)
    both = _OF_BOTH.search(text, end)
    if both and not alone:
        match: re.Match[str] | None = both if re.search(r"\bi(?:'m|m)?\b", both.group(), re.IGNORECASE) else None
    else:
        match = _OF_IT.search(text, end, len(text) if alone else later)
    if match is None:
        return None
    said = match.group().lower()
    return 0 if "never" in said else level_in(said)


def _is_disliked(before: str, after: str) -> bool:
    return bool(_DISLIKES.search(before) or (_HATES.search(before) and _LIKES_ELSE.match(after)))


_WISHES = (
    r"want|wanna|need|like|love|enjoy|hate|prefer|wish|learn|study|search|would|should|could|will|shall|must|am|was|do|"
    r"take|find|miss|choose"
)
_DOES = re.compile(
    rf"\bi (?:(?:also|often|can|mostly|already|sometimes|only|just|still|do) )*(?:(?!(?:{_WISHES}|not|never|dont)\b)\w+ )?"
    r"(?:(?:a|an|the|my|some|with|in|on|as) )*$",
    re.IGNORECASE,
)
_I_DO_IT = re.compile(
    r"\s*(?:that |which )?i (?:already |also |do |can |have |always |even |once )*(?:know|can|have|did|do|done|use|used|"
    r"learned|learnt|studied|"
    r"speak|worked|teach|taught|had|practised|practiced)\b"
    r"(?=\s*(?:$|[,.;!?)]|already|well|too|very|an? |quite|some|it\b|this|only|for|since|every|each|at|but|and|from|daily|about|almost|"
    r"over|\d|the basics|basics|really|better|best|good|since|with|in|on|now|as))",
    re.IGNORECASE,
)
_OF_COURSE = re.compile(r"\s*:? ?(?:yes|sure|of course|(?:is )?no problem)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:i|im|i'm|i've|ive|my|we|me)\b", re.IGNORECASE)
_TO_LEARN_FROM = re.compile(
    r"\s*(?:tutorial|course|cours|class|training|book|lesson|boot ?camp|video|certificate|certification|resource)(?:s|es)?\b",
    re.IGNORECASE,
)


def _is_had(before: str, after: str, asks: bool, mention: Mention) -> bool:
    if re.match(r"learn(?:ing)? ", mention.quote, re.IGNORECASE):
        return False
    part = re.split(r"[,:()]|\b(?:but|because|since|if|though)\b", before)[-1]
    own = bool(_FIRST_PERSON.search(part + re.split(r"[,:()]", after)[0]))
    if _TO_LEARN_FROM.match(after) and not own and not mention.denied:
        return False
    asked_here = any(
        match.group().lower() not in ("is", "are") or not _FIRST_PERSON.search(part[: match.start()])
        for match in _ASKED.finditer(part)
    )
    if mention.behind and (mention.denied or mention.level is not None):
        own_after = re.match(r"\s*(?:,|\(|-)?\s*(?:is |are )?(?:i|im|i'm|i’m|i've|ive|we|my)\b", after, re.IGNORECASE)
        if mention.denied or own_after or (not asked_here and (own or not asks or not after.strip())):
            return True
    if _I_DO_IT.match(after) or _OF_COURSE.match(after):
        return True
    if re.search(r"\b(?:my|my own)\s+$", before, re.IGNORECASE) and not re.search(
        r"\b(?:improve|brush up|refresh|deepen)\b", before, re.IGNORECASE
    ):
        return True
    if mention.level is not None and not asked_here and (own or not asks):
        return True
    had = max((match.end() for match in _HAD.finditer(before)), default=-1)
    asked = max((match.end() for match in _ASKED.finditer(before)), default=-1)
    if had < 0 and asked < 0:
        return mention.denied or bool(_DOES.search(before))
    if had > asked:
        return True
    return not asked_here and bool(_DOES.search(part))


_FINISHED = re.compile(
    r"(?:^(?:so |ok |hey |hi )?(?:i'?m |im |i am )?|(?<=[.,!] )|\b(?:i(?:'ve|ve| have)?|just|already|also|have|"
    r"finally|and|am|we|hey|hi|ok) ?)(?:just |"
    r"already |now |also |finally |did |have |only )*(?:fin+\w{2,3}h\w*d|finishd|compl\w{1,5}d|done with|did|passed|"
    r"through with|finish|done|complete|got through|got)\s+(?:with |doing )?(?:the |my |a |an |your |all of |that |"
    r"this )*"
    r"(?P<what>[^,.;!?]{2,70}?)(?:\s+(?:course|class|cours|corse|certificate|certification|training|tutorial|"
    r"bootcamp|boot camp|exam|mooc|module|programme|program|diploma|workshop|test|on (?:coursera|edx|udemy|"
    r"youtube)))?"
    r"(?=\s+(?:last|this|yesterday|today|already|now|in (?:20|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|the|"
    r"\w+ school)|and|so|but|what|on|two|three|a (?:week|month|year)|(?:from|with|at|before|for)\b(?! (?-i:[A-Z])))\b|[,.;!?]|$)",
    re.IGNORECASE,
)
_FINISHED_AFTER = re.compile(
    r"(?:^|[.;!?,]\s+|\b(?:and|but) )(?:the |my |that )?(?P<what>['\"‘“][^'\"]{3,70}['\"’”]|[^,.;!?]{3,70}?)"
    r"(?: (?:course|class|certificate|training|tutorial|exam))?(?: (?:on|from|at) (?-i:[A-Z])\w+)?,? (?:is |(?:i|we)(?:'ve| have|ve)? )"
    r"(?:just |already |also |now |finally )*(?:finished|completed|passed|did|done)\b"
    r"(?=\s*(?:[,.;!?]|$)|\s+(?:already|last|yesterday|today|too|and|but|in|with)\b)",
    re.IGNORECASE,
)
_COURSE_WORD = re.compile(
    r"\b(?:course|class|cours|corse|certificate|certification|training|tutorial|bootcamp|boot camp|exam|mooc|"
    r"module|programme|program|workshop)\b",
    re.IGNORECASE,
)
_NOT_A_COURSE = re.compile(
    r"^(?:school|high|secondary|university|uni|college|degree|bachelor|master|phd|apprenticeship|studies|work|"
    r"army|military|years?|it|that|that one|this|this one|one|them|the first|first|second|third|last|step|number|"
    r"\d|a lot|some|my|not|so|nothing|lunch|to|contract|shift|job|everything|all|here|well|now|later)\b",
    re.IGNORECASE,
)


_COURSE_ON = re.compile(
    r"(?:\w+ ){0,2}?(?:course|class|training|tutorial|workshop)\s+(?:on|in|about)\s+(?P<on>[\w+#./ -]{1,40}?)"
    r"(?=\s+(?:last|this|and|so|but|what|now|at|from|with)\b|[,.;!?]|$)",
    re.IGNORECASE,
)
# Courses and exams that go by letters with a number or a plus: CS50, AZ-900, Security+.
LETTERED = re.compile(r"[a-z]{1,5}-?\d{2,3}[a-z]?\b|[a-z]{1,9}\+", re.IGNORECASE)


_AND_ALSO = re.compile(
    r"(?:\s+(?:course|class|certificate|certification|training|tutorial|exam))?(?:\s*,)?\s+(?:and|plus|&)\s+(?:also |then )?"
    r"(?:the |my |an? )?(?P<what>(?!(?:i|want|wanna|need|would|what|now|so|then|am|have|it|that)\b)[^,.;!?]{2,70}?)"
    r"(?:\s+(?:course|class|certificate|certification|training|tutorial|exam))?"
    r"(?=\s+(?:last|this|yesterday|today|already|now|and|so|but|what|on|in)\b|[,.;!?]|$)",
    re.IGNORECASE,
)


def finished(text: str) -> list[str]:
    """Courses that somebody says they have finished, in their own words."""
    found: list[str] = []
    for match in (*_FINISHED.finditer(text), *_FINISHED_AFTER.finditer(text)):
        said: re.Match[str] | None = match
        while said is not None:
            what = _course_said(text, said)
            found += [] if what is None or what in found else [what]
            said = _AND_ALSO.match(text, said.end("what"))
    return found


def _course_said(text: str, match: re.Match[str]) -> str | None:
    """The course of a match, where its words are those of a course."""
    what = re.sub(
        r"\s+(?:course|class|certificate|training|tutorial)$", "", match.group("what").strip(), flags=re.IGNORECASE
    )
    on = _COURSE_ON.match(text, match.start("what"))
    what = on.group("on") if on else what
    quoted = re.match(r"^['\"‘“](.+)['\"’”]$", what)
    what = quoted.group(1) if quoted else what
    near = match.group() + text[match.end() : match.end() + 14]
    titled = len(what.split()) > 1 and sum(word[:1].isupper() for word in what.split()) >= 2
    ticked = bool(re.search(r"\btick\b", text, re.IGNORECASE))
    is_course = quoted or titled or LETTERED.match(what) or ticked or _COURSE_WORD.search(near)
    return what if is_course and not _NOT_A_COURSE.match(what) else None


_AS_SUBJECT = re.compile(
    r"\b(?:in|on|of|about|learn|learning|study|studying|teach|teaching|course for|courses for|course on|class for|"
    r"tutorial for|certificate for|certificate in|first in|better at|good at)\s+(?:the )?$",
    re.IGNORECASE,
)


def _means_the_skill(text: str, role: RoleMention, skills: Sequence[Mention]) -> bool:
    """Whether words that name a role and a skill alike ("project management") stand for the skill."""
    same = any(mention.start == role.start and mention.quote.lower() == role.quote.lower() for mention in skills)
    person = re.search(r"(?:er|or|ist|ian|ant|man|men|ers|ors|ists|ians|ants)$", role.quote, re.IGNORECASE)
    return same and not person and bool(_AS_SUBJECT.search(text[: role.start]))


# "What is better for a beginner, Python or Java" tells nobody's level.
_FOR_BEGINNERS = re.compile(
    r"\bfor (?:an? |the )?(?:\w+ )?(?:beginners?|newbies?|starters?|experts?|professionals?)\b", re.IGNORECASE
)


def named(text: str, mentions: Mentions) -> tuple[list[RoleSaid], list[SkillSaid], list[str]]:
    """The roles, skills and finished courses that a text names. A word inside a role's name is no skill."""
    text = _without(text, [range(*match.span()) for match in _FOR_BEGINNERS.finditer(text)])
    skills = mentions.read(text, by_meaning=False)
    roles = [
        _of_software(text, role, mentions) for role in mentions.roles(text) if not _means_the_skill(text, role, skills)
    ]
    taken = [range(role.start, role.start + len(role.quote)) for role in roles]
    if any(mention.start in span for mention in skills for span in taken):
        skills = mentions.read(_without(text, taken), by_meaning=False)
    skills = [mention for mention in skills if not _is_plain_word(text, mention)]
    done = finished(text)
    spans = [range(text.find(what), text.find(what) + len(what)) for what in done]
    skills = [mention for mention in skills if not any(mention.start in span for span in spans)]
    said = skills_said(text, skills)
    spoken = _language_said(text, mentions)
    told = {one.id for one in spoken if one.level}
    said = [one for one in said if one.id not in told or one.level or not one.had]
    return (
        roles_said(text, roles),
        [*said, *(one for one in spoken if one.id not in {skill.id for skill in said})],
        done,
    )


_ARCHITECT = re.compile(r"(?:an? )?architects?", re.IGNORECASE)
_SOFTWARE = re.compile(
    r"\b(?:(?:software|web|it) (?:engineers?|developers?)|developers?|programmers?|coders?|coding|java\w*|python|"
    r"typescript|golang|php|dev-?ops|back-?end|front-?end|full-?stack)\b|\.net\b|\bc#",
    re.IGNORECASE,
)


def _of_software(text: str, role: RoleMention, mentions: Mentions) -> RoleMention:
    """A developer's "architect" is one of software, not of buildings."""
    if not (_ARCHITECT.fullmatch(role.quote) and _SOFTWARE.search(text)):
        return role
    meant = mentions.roles("software architect")
    return replace(role, id=meant[0].id, name=meant[0].name) if meant else role


@lru_cache(maxsize=1)
def _spoken() -> re.Pattern[str]:
    name = "|".join(sorted(map(re.escape, set(language_codes()) - {"english"}), key=len, reverse=True))
    said = r"(?:fluent|fluently|good|very good|native|perfect|some|basic|a little|a bit of|only|also|both|english,?(?: and)?|and)"
    return re.compile(
        rf"\bi(?:'m| am|'ve)?(?: can| also| do| only| already)* (?:speak|spoke|know|understand|fluent in|bilingual in|native in)"
        rf"(?: {said})* (?P<one>(?:{name})\b(?:(?:,| and|,? and| &)? (?:{said} )?(?:{name})\b)*)"
        rf"|\b(?P<two>{name}) (?:is my (?:mother tongue|native language|first language)|(?:mother tongue|native speaker)\b)"
        rf"|\bmy (?:mother tongue|native language|first language) is (?P<three>{name})\b",
        re.IGNORECASE,
    )


def _language_said(text: str, mentions: Mentions) -> list[SkillSaid]:
    """A language besides English that somebody says they speak, as the skill of using one."""
    match = _spoken().search(text)
    known = mentions.read("second language", by_meaning=False) if match else []
    if match is None or not known:
        return []
    quote = next(name for name in match.groups() if name)
    around = text[match.start() : match.end() + len(" fluently")]
    native = (
        match.group("two") or match.group("three") or re.search(r"\b(?:fluent|native|perfect)", around, re.IGNORECASE)
    )
    little = re.search(r"\b(?:some|basic|a little|a bit)\b", around, re.IGNORECASE)
    return [
        SkillSaid(known[0].id, known[0].name, quote, text.find(quote), 3 if native else 1 if little else None, had=True)
    ]


def _without(text: str, spans: Sequence[range]) -> str:
    """A text of the same length with other letters in these places."""
    letters = list(text)
    for place in (place for span in spans for place in span):
        letters[place] = "_" if letters[place].isalnum() else letters[place]
    return "".join(letters)


# Words of every talk that are also names of skills: they count where something is said of them as of a skill.
_PLAIN = frozenset(
    """account accounts budget budgets budgeting write writing written help helping helped support interview
    interviews interviewing roadmap roadmaps plan plans planning speak speaking talk talking listen listening
    read reading english teach teaching drive driving manage managing management travel care caring design
    research test testing tests code coding network networks cook cooking draw drawing sell selling present
    service services coordinate coach coaching safety security science problem problems decision decisions
    learn learning time record records report reports schedule schedules feedback""".split()
)
_AS_A_SKILL = re.compile(
    r"\b(?:at|in|on|learn|learning|study|studying|course|courses|class|classes|about|of|with|skills?:?|know|knows|"
    r"some|basic|basics|advanced|expert|improve|better|my|and|,|is|what's|whats|know|to|doing|like|love|enjoy)\s*$",
    re.IGNORECASE,
)
_WITH_A_SKILL = re.compile(
    r"^\s*(?:skills?|course|class|training|tutorial|certificate|at work|for \d|every day|very well|well\b)",
    re.IGNORECASE,
)


def _is_plain_word(text: str, mention: Mention) -> bool:
    """Whether a skill's name stands there as a word of every day ("my budget is", "write on my CV", "help me")."""
    word = mention.quote.lower()
    if word.startswith("help"):
        return True
    if word not in _PLAIN and not (
        len(word) >= LONG_ENOUGH and extractOne(word, _PLAIN, scorer=fuzz.ratio, score_cutoff=MISTYPED)
    ):
        return False
    before, after = text[max(0, mention.start - 24) : mention.start], text[mention.start + len(mention.quote) :]
    if word in (
        "budget",
        "help",
        "helping",
        "plan",
        "roadmap",
        "interview",
        "interviews",
        "time",
        "help",
        "support",
        "problem",
        "learn",
        "learning",
    ) or (word == "english" and "speak" not in before.lower() + "learn"):
        return not re.search(r"\b(?:good at|learn|course (?:on|in|for)|skills? in)\s*$", before, re.IGNORECASE)
    return not (_AS_A_SKILL.search(before) or _WITH_A_SKILL.match(after))
