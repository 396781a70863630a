"""Turns of phrase that say what a message asks where the model of intents goes astray: a table, and the patterns that others share."""

import re
from dataclasses import dataclass

from bot.intent import Intent


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# "what is a data engineer doing", "how does the nurse do"
WHAT_A_ROLE_DOES = _words(
    r"^\W*(?:so |and |but |ok |please )*(?:what|how) (?:is|are|does|do)(?: an?| the)? (?:[\w-]+ ){1,5}?(?:doing|do|does)\W*$"
)
HOW_LONG_TO_BECOME = _words(
    r"\bhow (?:long|many years|much time) (?:does it|will it|would it|do i|does one|do you)?\W*(?:take|need|"
    r"needs)?(?: me| you| one)? ?(?:to|till|until)?(?: i)? ?(?:be|become|becom|becoming|get|train)\b"
)
PAID = _words(
    r"\b(?:earn\w*|salar\w+|paid|wages?|pay|pays|make (?:a year|a month|an hour)|in demand|outlook|"
    r"replaced? by (?:ai|robots?|machines?)|(?:ai|robots?) (?:replace|take))\b"
)
DYING = _words(
    r"\b(?:dead|dying|obsolete|pointless|useless now|outdated|a dead end|ai|robots?|machines?|automation|chatgpt)\b"
)
FITTING = _words(
    r"\b(?:what|which) (?:kind of |sort of )?(?:jobs?|work|careers?|professions?|"
    r"occupations?)(?: \w+){0,2} (?:suits?|fits?|is (?:good|right|best) for|are (?:good|right|best) for|"
    r"for (?:some(?:one|body)|me|people) who)\b"
)
# "what can I do with Python", "with a degree in history, which jobs"
WITH_IT = _words(
    r"\bwhat (?:else |kind of |sort of |other )?(?:jobs? |work |careers? |roles? )?(?:can|could|should|might|would) "
    r"(?:i|you|one|we|somebody|someone) (?:do|get|become|be|find|work as|go for|apply for)\b.*?\bwith\b\s+(?P<after>.+)"
    r"|\bwith (?P<before>.+?),? (?:what|which) (?:jobs?|work|careers?|roles?|can i)\b"
)
USEFUL_SKILLS = _words(
    r"\b(?:useful|valuable|important|in[- ]demand|needed|wanted|sought[- ]after|best|top|high[- ]income|marketable|popular|"
    r"profitable) (?:\w+ ){0,2}?skills?\b"
    r"|\bskills? (?:\w+ ){0,4}?(?:in demand|most (?:useful|valuable|needed|wanted)|worth learning|employers (?:want|look for))\b"
    r"|\blearn something useful\b"
)
WHAT_TO_BECOME = _words(
    r"\bwhat (?:else |kind of \w+ )?(?:should|could|can|shall|do|would) i (?:become|be|work as|do for a living)\b(?! (?:when|if))"
)
NO_WORK = _words(
    r"\b(?:can'?t|cannot|can not|couldn'?t|unable to|don'?t|do not|not able to) (?:find|get) (?:an? |any )?(?:jobs?|work|employment)\b"
    r"|\bno(?:body| one) (?:hires|wants|takes|employs) me\b"
)
NOT_ACCEPTED = _words(
    r"\b(?:degree|diploma|certificate|licen[cs]e|qualification|papers)s? (?:is|are|was|were|does|do)(?:n'?t| not| never) "
    r"(?:accepted|recogni[sz]ed|valid|count)\b"
)
_LOSS = r"(?:fired|laid off|sacked|made redundant|let go|lost my (?:job|work|post))"
LOST_WORK = _words(
    rf"\b(?:i|we|i've|i'm|am|got|was|been|being|getting|my (?:boss|firm|company))\b.{{0,20}}\b{_LOSS}\b"
    r"|\bmy (?:job|contract|post) (?:ends|is ending|ended|was not renewed|runs out|is (?:over|gone))\b"
)
# Nothing but that, and what to do now: no despair shows in it, whatever the model of intents makes of it.
ONLY_LOST_WORK = _words(
    rf"^\W*(?:(?:hi|hello|i|i've|have|has|just|was|got|been|am|being|getting|today|yesterday)\W+)*{_LOSS}"
    r"(?:\W+(?:today|yesterday|again|now|just|last (?:week|month|year)|this (?:week|month|morning)|from (?:my|work|the)|job|work|so|and))*"
    r"(?:\W+what (?:now|next|(?:can|should|shall|must|do) i do(?: now| next)?))?\W*$"
)
QUESTION = _words(
    r"\?|^\W*(?:and |so |but |ok |hi |hello )*(?:(?:what|how|where|who)['’]?s|what|how|where|which|who|when|why|is|are|do|does|can|could|"
    r"should|would|will|show|tell|make|give|explain|compare|find|skip|remove|drop|replace)\b"
    r"|[,;] (?:so |and |but )?(?:what|which|where|how)\b"
)
SET_SIDE_BY_SIDE = _words(
    r"\b(?:vs\.?|versus|difference|differ|compare|compared|better|or|which of (?:them|these|the two|both)|rather)\b"
)
MOVING = _words(
    r"\b(?:what (?:could|can|should|do) i (?:move|switch|change|go) (?:to|into)|move (?:on )?(?:to|from)|"
    r"where (?:could|can|else|do|would) (?:i|we|one) (?:\w+ )?(?:go|move|switch|end up)|what else (?:can|could|"
    r"is there|might|may|do) (?:i|an?|for)|carr(?:y|ies) over|get out of (?:this|my)|what (?:now|next)|now what|"
    r"(?:what|which) (?:jobs?|work|roles?) (?:can|could|should|do) i (?:get|do|find|apply))\b|\band (?:now|then)\W*$"
)
POLITE = _words(
    r"^\W*(?:(?:ok|okay|oh|ah|great|cool|nice|nice one|lovely|brilliant|perfect|wow|super|good|grand|awesome|ha|"
    r"haha|hm|hmm|well|so|yes|no|fair enough|right|got it)\W+)*"
    r"(?:hi|hello|hey|heya|sup|yo|hiya|good (?:morning|afternoon|evening|day|night)|thank\w*|thx|ty|cheers|bye|"
    r"goodbye|see (?:you|ya)|great|cool|nice one|perfect|lovely)\b(?:\W+(?:a lot|so much|very much|you|u|there|"
    r"again|everyone|all|mate|ur|sweet|for (?:now|today|everything|the help|your help)|that'?s (?:all|it)|ok|bye|"
    r"guys|nextstep|have a \w+ \w+|till tomorrow|until tomorrow|later|kind|nice|really|helpful|is|are|was|that|it|"
    r"the best|love|lots))*\W*$"
)
LOST = _words(
    r"^\W*(?:hi |hello |hey |help |please |pls |i'?m |im |i am |so |and |just |really )*(?:i )?(?:really |"
    r"just )?(?:don'?t|do not|dunno|dk|idk|have no idea|no idea|not sure|lost|stuck|confused|help)"
    r"(?: (?:i|me|know|really|what|where|which|how|to|do|start|begin|with|my|life|want|next|in|now|go|job|career|"
    r"at|all|about|anything|please|pls|rn|here|so|totally|else|should))*\W*$"
)
LIKES = _words(
    r"\b(?:i|he|she|they|my (?:son|daughter|child|kid|boy|girl))(?:'m|'s|'re| am| is| are)? (?:really |also |do |does |very )?"
    r"(?:likes?|loves?|enjoys?|prefers?|good (?:at|with)|into|interested in)\b"
)
OF_THE_PLAN = _words(
    r"\b(?:the|my|your|this|our) (?:\w+ )?plan\b|\btick (?:it|that|this)\b|\bhow long (?:will|does|"
    r"would) (?:all )?(?:of )?(?:this|it|that)\b"
)
AND_THIS = _words(r"^\W*(?:and|or|what about|how about)(?: (?:an?|the|for|of|in))*(?: [\w-]+){1,3}\W*$")
AND_THERE = _words(
    r"^\W*(?:and|but|or|what about|how about|so)(?: (?:what|how) about)?(?: (?:it|that))?(?: is)? (?:in|for) (?:the )?[\w ]{2,20}\W*$"
)
NOT_THIS = _words(r"\bnot [\w-]+( \w+)?[,.;] ")
THE_JOB = _words(r"\b(?:the|this|that|such a) (?:job|work|role|profession|trade)\b")
OF_WORK = _words(
    r"\b(?:my|an?|the|new|first|next|for|online|better) (?:courses?|studies|training|degree|job|career|boss|cv|resume|"
    r"interview|apprenticeship|employer|certificate)\b"
)
TODAY = _words(
    r"\bwhat (?:do|should|can|must|shall)? ?i (?:do|start|learn|begin)(?: with)? (?:today|now|first|tomorrow|tonight|this week)\b"
)
# What people ask a general assistant in words that sound near to learning and earning: investing, sums, the time, habits.
OUTSIDE = _words(
    r"\b(?:my|any|which|the|some|these|your) (?:\w+ )?(?:stocks|shares|bonds|etfs?)\b|\b(?:dividends?|stock market|mutual funds?|"
    r"(?:earnings?|quarterly) reports?)\b|\binvest(?:ing|ed|ments?)? in (?!(?:myself|yourself|training|education|learning|skills?|"
    r"an? |courses?|people|staff)\b)|\b(?:buy|sell|buying|selling) (?:bitcoin|crypto\w*|stocks?|shares|gold)\b"
    r"|\bcurrent time\b|\bwhat(?:'s| is) the time\b|\bwhat time is it\b"
    r"|\b(?:can|could|will|would|are) you (?:able to )?(?:answer|solve|calculate|work out)\b.{0,24}\b(?:equations?|sums?|homework|"
    r"(?:math|maths|algebra) (?:problems?|questions?))\b|\bbad habits?\b|\b(?:stop|quit|give up) (?:smoking|drinking|biting my nails)\b"
)
STILL_OF_WORK = _words(
    r"\b(?:jobs?|careers?|work\w*|courses?|learn\w*|stud(?:y|ies|ying)|become|cv|resume|interviews?|employers?|boss|salar\w+|train\w*)\b"
)
WAY_THERE = _words(r"\b(?:plan|become|becoming|learn|study|roadmap|way|start|train)\b")
NEXT = _words(r"(?:\bwhat(?:'s| is| comes| should i (?:learn|do))? )?\bnext\W*$")
_RICH = _words(
    r"\b(?:six|6)[- ]figures?\b|\bmillionaires?\b|\b(?:get|be|become|getting|make me) (?:very )?rich\b|"
    r"\b(?:make|making|earn|earning) (?:a lot of|lots of|big|good|serious|real) (?:money|cash)\b"
)
_OWN_BOSS = _words(
    r"\b(?:my|your|their) own boss\b|\b(?:start|open|run|have|own|build|found|starting|opening|running)(?: up)? "
    r"(?:an? |my |my own |our own )+(?:\w+ )?(?:business|company|firm|start-?up|shop|agency)\b|\bself[- ]employed\b|\bwork for myself\b"
)
_QUICK_JOB = _words(
    r"\b(?:need|want|find|get|looking for)(?: to (?:find|get))?(?: an?| any| some)?(?: new)? (?:job|work|money|income)(?: \w+)? ?"
    r"(?:fast|quick(?:ly)?|asap|now|urgently|immediately|soon|right away|tomorrow|today|this week)\b"
    r"|\burgently need\b.{0,10}\b(?:job|work)\b"
)
_WOULD_IT_SUIT = _words(
    r"\bwould i (?:like|enjoy|be (?:happy|good|any good))\b|\b(?:right|something|anything|a good (?:fit|choice|job|career)) for me\b"
    r"|\b(?:suits?|fits?) me\b|\bam i (?:cut out|made|right|the right)\b"
    r"|\bi (?:would|'d) (?:like|enjoy|be good)\b.{0,12}\b(?:being|as|at|it)\b"
)
_NEEDS_A_DEGREE = _words(
    r"\b(?:do|does|would|will|must|should) (?:i|you|one|we|they|an? [\w -]+?|people) (?:really |actually |always |still )*"
    r"(?:need|have|require|want|get)(?: to (?:have|get|go to))? (?:an? |any |the |some )?(?:[\w'-]+ ){0,2}?"
    r"(?:degree|diploma|master'?s?|bachelor'?s?|phd|college|university|uni|licen[cs]e|certificate|certification|qualifications?)\b"
    r"|\b(?:degree|licen[cs]e|certificate|university|college) (?:needed|required|necessary)\b"
)
CAN_I_BECOME = _words(
    r"\b(?:can|could|may) (?:i|somebody|someone|one) (?:still |really |ever |even )*"
    r"(?:be|become|get to be|train (?:as|to be)|retrain as|turn into)\b"
)
_AIMS_AT = _words(
    r"\bi(?:'d| would)? (?:\w+ )?(?:want|wanna|like|hope|plan|dream of)(?: to)? (?:be|become|being|becoming|work as|train as)\b"
)
_WHETHER_A_DEGREE = _words(
    r"\b(?:should|shall|must) (?:i|we|one) (?:really |even |rather )?(?:do|get|take|make|start|go for|finish) (?:an? |my |the )?"
    r"(?:\w+ )?(?:master'?s?|phd|ph\.d\.?|doctorate|mba|bachelor'?s?|degree)\b"
)
_WHAT_IS_LEFT = _words(
    r"\bwhat(?:'s| is| jobs? (?:are|is)| work is) left\b|\bwhat else is there\b|\bwhat (?:can|could) i (?:even )?do then\b"
)
_TOO_OLD = _words(r"\b(?:too|to) (?:old|late|young) (?:to|for)\b")
_COSTS_TO_BECOME = _words(r"\bhow much\b.{0,30}\bcosts?\b.{0,20}\b(?:become|becoming|be|train\w*)\b")
A_RECORD = _words(
    r"\b(?:convict(?:ed|ions?)|criminal (?:record|past|history)|felon(?:y|ies|s)?|ex-?(?:offender|convict|con)|misdemeanou?rs?|"
    r"(?:been|was|out of|left|from|in) (?:prison|jail)|on (?:probation|parole))\b"
)
FROM_HOME = _words(
    r"\b(?:jobs?|work|careers?|roles?|what|which)\b.{0,40}\b(?:from home|remote|remotely|at home)\b|\b(?:remote|work[- ]from[- ]home|"
    r"wfh|home[- ]based) (?:jobs?|work|careers?|roles?)\b"
)
_OUTLOOK = _words(
    r"\b(?:what(?:'s| is|s)? (?:the |about (?:the )?)?)?(?:job |career |employment )?outlook (?:for|of|as|in)\b"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that mean `meant` where the likeliest intent is one of `instead_of`.

    `of_a_role` says whether a role must be asked about, or none (None: either); `of_a_skill` the same of skills.
    """

    words: re.Pattern[str]
    meant: Intent
    instead_of: frozenset[Intent]
    of_a_role: bool | None = None
    of_a_skill: bool | None = None
    within_a_plan: bool = True  # Whether it means the same once there is a plan.


def _instead_of(*intents: Intent) -> frozenset[Intent]:
    return frozenset(intents)


WORDINGS = (
    Wording(
        WHAT_A_ROLE_DOES, "role", _instead_of("next_step", "pay", "article", "move", "course", "skill"), of_a_role=True
    ),
    Wording(
        _RICH,
        "explore",
        _instead_of("profile", "clarify", "off_topic", "next_step", "small_talk", "plan", "course"),
        of_a_role=False,
        within_a_plan=False,
    ),
    Wording(
        _OWN_BOSS,
        "article",
        _instead_of("next_step", "clarify", "explore", "profile"),
        of_a_role=False,
        of_a_skill=False,
    ),
    Wording(
        _QUICK_JOB,
        "article",
        _instead_of("next_step", "clarify", "explore", "profile", "off_topic"),
        of_a_role=False,
        of_a_skill=False,
        within_a_plan=False,
    ),
    Wording(
        _WOULD_IT_SUIT,
        "role",
        _instead_of("article", "explore", "clarify", "next_step", "off_topic"),
        of_a_role=True,
    ),
    Wording(
        A_RECORD,
        "article",
        _instead_of("explore", "clarify", "off_topic", "profile", "next_step", "move"),
        of_a_role=False,
        within_a_plan=False,
    ),
    Wording(
        FROM_HOME,
        "article",
        _instead_of("explore", "clarify", "off_topic", "small_talk"),
        of_a_role=False,
        of_a_skill=False,
        within_a_plan=False,
    ),
    Wording(_OUTLOOK, "pay", _instead_of("role", "next_step", "article"), of_a_role=True),
    Wording(_AIMS_AT, "next_step", _instead_of("explore", "clarify", "off_topic"), of_a_role=True),
    Wording(
        _WHETHER_A_DEGREE,
        "article",
        _instead_of("pay", "next_step", "role", "skill", "course", "explore", "clarify", "off_topic", "profile"),
        within_a_plan=False,
    ),
    Wording(
        _WHAT_IS_LEFT,
        "explore",
        _instead_of("off_topic", "profile", "clarify", "article", "pay"),
        of_a_role=False,
        within_a_plan=False,
    ),
    Wording(
        _NEEDS_A_DEGREE,
        "role",
        _instead_of("article", "next_step", "course", "clarify", "off_topic"),
        of_a_role=True,
        within_a_plan=False,
    ),
    Wording(
        _TOO_OLD,
        "article",
        _instead_of("next_step", "role", "article", "off_topic", "clarify", "pay", "explore"),
        within_a_plan=False,
    ),
    Wording(
        _COSTS_TO_BECOME,
        "next_step",
        _instead_of("article", "course", "role", "pay", "skill", "clarify", "off_topic", "explore", "move", "profile"),
        of_a_role=True,
    ),
)
