"""What a message asks, where its words alone mislead: rules over what is named, told and talked of, tried in order.

The model of intents sees one message. These rules see the talk: a plan can only be changed where there is one, two roles and an "or" are a
comparison, and hours that are told are told.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.change import PLAN_WORDS, STEP, Change, is_of_plan
from bot.context import needs_context
from bot.fields import asked_for, only_about, wished_for
from bot.intent import Intent
from bot.interests import told_in
from bot.named import RoleSaid, SkillSaid
from bot.talk import Conversation, Told

NEARLY = 0.05  # How near two chances are to count as the same.
STRANGE, SURE = (
    0.8,
    0.9,
)  # The chance from which a bad message is rather off topic, and from which no rule sees more in it.
FEW_TOLD = 8  # Up to so many words, a message that tells a limit and names nothing else only tells it.
WISHED = 1.4  # How much likelier than telling a wish must be, to be more than that.

Intents = tuple[Intent, ...]
_QUESTION = re.compile(
    r"\?|^\W*(?:and |so |but |ok |hi |hello )*(?:(?:what|how|where|who)['’]?s|what|how|where|which|who|when|why|is|are|do|does|can|could|"
    r"should|would|will|show|tell|make|give|explain|compare|find|skip|remove|drop|replace)\b"
    r"|[,;] (?:so |and |but )?(?:what|which|where|how)\b",
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
_FITTING = re.compile(
    r"\b(?:what|which) (?:kind of |sort of )?(?:jobs?|work|careers?|professions?|"
    r"occupations?)(?: \w+){0,2} (?:suits?|fits?|is (?:good|right|best) for|are (?:good|right|best) for|"
    r"for (?:some(?:one|body)|me|people) who)\b",
    re.IGNORECASE,
)
_MOVING = re.compile(
    r"\b(?:what (?:could|can|should|do) i (?:move|switch|change|go) (?:to|into)|move (?:on )?(?:to|from)|"
    r"where (?:could|can|else|do|would) (?:i|we|one) (?:\w+ )?(?:go|move|switch|end up)|what else (?:can|could|"
    r"is there|might|may|do) (?:i|an?|for)|carr(?:y|ies) over|get out of (?:this|my)|what (?:now|next)|now what|"
    r"(?:what|which) (?:jobs?|work|roles?) (?:can|could|should|do) i (?:get|do|find|apply))\b|\band (?:now|then)\W*$",
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
_LIKES = re.compile(
    r"\b(?:i|he|she|they|my (?:son|daughter|child|kid|boy|girl))(?:'m|'s|'re| am| is| are)? (?:really |also |do |does |very )?"
    r"(?:likes?|loves?|enjoys?|prefers?|good (?:at|with)|into|interested in)\b",
    re.IGNORECASE,
)
_COSTS_TO_BECOME = re.compile(r"\bhow much\b.{0,30}\bcosts?\b.{0,20}\b(?:become|becoming|be|train\w*)\b", re.IGNORECASE)
_TOO_OLD = re.compile(r"\b(?:too|to) (?:old|late|young) (?:to|for)\b", re.IGNORECASE)
_OF_THE_PLAN = re.compile(
    r"\b(?:the|my|your|this|our) (?:\w+ )?plan\b|\btick (?:it|that|this)\b|\bhow long (?:will|does|"
    r"would) (?:all )?(?:of )?(?:this|it|that)\b",
    re.IGNORECASE,
)
_AND_THIS = re.compile(
    r"^\W*(?:and|or|what about|how about)(?: (?:an?|the|for|of|in))*(?: [\w-]+){1,3}\W*$", re.IGNORECASE
)
_NO_WORK = re.compile(
    r"\b(?:can'?t|cannot|can not|couldn'?t|unable to|don'?t|do not|not able to) (?:find|get) (?:an? |any )?(?:jobs?|work|employment)\b"
    r"|\bno(?:body| one) (?:hires|wants|takes|employs) me\b",
    re.IGNORECASE,
)
_NOT_ACCEPTED = re.compile(
    r"\b(?:degree|diploma|certificate|licen[cs]e|qualification|papers)s? (?:is|are|was|were|does|do)(?:n'?t| not| never) "
    r"(?:accepted|recogni[sz]ed|valid|count)\b",
    re.IGNORECASE,
)
_AND_THERE = re.compile(
    r"^\W*(?:and|but|or|what about|how about|so)(?: (?:what|how) about)?(?: (?:it|that))?(?: is)? (?:in|for) (?:the )?[\w ]{2,20}\W*$",
    re.IGNORECASE,
)
THE_JOB = re.compile(r"\b(?:the|this|that|such a) (?:job|work|role|profession|trade)\b", re.IGNORECASE)
_OF_WORK = re.compile(
    r"\b(?:my|an?|the|new|first|next|for|online|better) (?:courses?|studies|training|degree|job|career|boss|cv|resume|"
    r"interview|apprenticeship|employer|certificate)\b",
    re.IGNORECASE,
)
_NEVER_MEANT: frozenset[Intent] = frozenset(
    ("off_topic", "unsafe", "distress", "small_talk", "clarify", "profile", "plan")
)
_COMPARABLE: frozenset[Intent] = frozenset(("off_topic", "role", "skill", "article", "plan", "next_step", "pay"))
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


_RATHER_A_FIELD: frozenset[Intent] = frozenset(
    ("clarify", "off_topic", "small_talk", "role", "skill", "profile", "explore")
)
_RATHER_LIKED: frozenset[Intent] = frozenset(
    ("profile", "clarify", "article", "small_talk", "off_topic", "role", "course", "skill")
)
_TODAY = re.compile(
    r"\bwhat (?:do|should|can|must|shall)? ?i (?:do|start|learn|begin)(?: with)? (?:today|now|first|tomorrow|tonight|this week)\b",
    re.IGNORECASE,
)
_WHAT_A_ROLE_DOES = re.compile(
    r"^\W*(?:so |and |but |ok |please )*(?:what|how) (?:is|are|does|do)(?: an?| the)? (?:[\w-]+ ){1,5}?(?:doing|do|does)\W*$",
    re.IGNORECASE,
)


# What people ask a general assistant in words that sound near to learning and earning: investing, sums, the time, habits.
_OUTSIDE = re.compile(
    r"\b(?:my|any|which|the|some|these|your) (?:\w+ )?(?:stocks|shares|bonds|etfs?)\b|\b(?:dividends?|stock market|mutual funds?|"
    r"(?:earnings?|quarterly) reports?)\b|\binvest(?:ing|ed|ments?)? in (?!(?:myself|yourself|training|education|learning|skills?|"
    r"an? |courses?|people|staff)\b)|\b(?:buy|sell|buying|selling) (?:bitcoin|crypto\w*|stocks?|shares|gold)\b"
    r"|\bcurrent time\b|\bwhat(?:'s| is) the time\b|\bwhat time is it\b"
    r"|\b(?:can|could|will|would|are) you (?:able to )?(?:answer|solve|calculate|work out)\b.{0,24}\b(?:equations?|sums?|homework|"
    r"(?:math|maths|algebra) (?:problems?|questions?))\b|\bbad habits?\b|\b(?:stop|quit|give up) (?:smoking|drinking|biting my nails)\b",
    re.IGNORECASE,
)
_STILL_OF_WORK = re.compile(
    r"\b(?:jobs?|careers?|work\w*|courses?|learn\w*|stud(?:y|ies|ying)|become|cv|resume|interviews?|employers?|boss|salar\w+|train\w*)\b",
    re.IGNORECASE,
)


# "What can I do with Python", "with a degree in history, which jobs": the jobs that somebody's skill or degree leads to.
WITH_IT = re.compile(
    r"\bwhat (?:else |kind of |sort of |other )?(?:jobs? |work |careers? |roles? )?(?:can|could|should|might|would) "
    r"(?:i|you|one|we|somebody|someone) (?:do|get|become|be|find|work as|go for|apply for)\b.*?\bwith\b\s+(?P<after>.+)"
    r"|\bwith (?P<before>.+?),? (?:what|which) (?:jobs?|work|careers?|roles?|can i)\b",
    re.IGNORECASE,
)
_USEFUL = re.compile(
    r"\b(?:useful|valuable|important|in[- ]demand|needed|wanted|sought[- ]after|best|top|high[- ]income|marketable|popular|"
    r"profitable) (?:\w+ ){0,2}?skills?\b"
    r"|\bskills? (?:\w+ ){0,4}?(?:in demand|most (?:useful|valuable|needed|wanted)|worth learning|employers (?:want|look for))\b"
    r"|\blearn something useful\b",
    re.IGNORECASE,
)
_WHAT_TO_BECOME = re.compile(
    r"\bwhat (?:else |kind of \w+ )?(?:should|could|can|shall|do|would) i (?:become|be|work as|do for a living)\b(?! (?:when|if))",
    re.IGNORECASE,
)
_WOULD_IT_SUIT = re.compile(
    r"\bwould i (?:like|enjoy|be (?:happy|good|any good))\b|\b(?:right|something|anything|a good (?:fit|choice|job|career)) for me\b"
    r"|\b(?:suits?|fits?) me\b|\bam i (?:cut out|made|right|the right)\b"
    r"|\bi (?:would|'d) (?:like|enjoy|be good)\b.{0,12}\b(?:being|as|at|it)\b",
    re.IGNORECASE,
)
_CAN_I_BECOME = re.compile(
    r"\b(?:can|could|may) (?:i|somebody|someone|one) (?:still |really |ever |even )*"
    r"(?:be|become|get to be|train (?:as|to be)|retrain as|turn into)\b",
    re.IGNORECASE,
)
_NEEDS_A_DEGREE = re.compile(
    r"\b(?:do|does|would|will|must|should) (?:i|you|one|we|they|an? [\w -]+?|people) (?:really |actually |always |still )*"
    r"(?:need|have|require|want|get)(?: to (?:have|get|go to))? (?:an? |any |the |some )?(?:[\w'-]+ ){0,2}?"
    r"(?:degree|diploma|master'?s?|bachelor'?s?|phd|college|university|uni|licen[cs]e|certificate|certification|qualifications?)\b"
    r"|\b(?:degree|licen[cs]e|certificate|university|college) (?:needed|required|necessary)\b",
    re.IGNORECASE,
)
_RICH = re.compile(
    r"\b(?:six|6)[- ]figures?\b|\bmillionaires?\b|\b(?:get|be|become|getting|make me) (?:very )?rich\b|"
    r"\b(?:make|making|earn|earning) (?:a lot of|lots of|big|good|serious|real) (?:money|cash)\b",
    re.IGNORECASE,
)
_OWN_BOSS = re.compile(
    r"\b(?:my|your|their) own boss\b|\b(?:start|open|run|have|own|build|found|starting|opening|running)(?: up)? "
    r"(?:an? |my |my own |our own )+(?:\w+ )?(?:business|company|firm|start-?up|shop|agency)\b|\bself[- ]employed\b|\bwork for myself\b",
    re.IGNORECASE,
)
_OF_STEPS = ("skip", "finish", "replace", "cheaper", "faster", "why")
_WAY_THERE = re.compile(r"\b(?:plan|become|becoming|learn|study|roadmap|way|start|train)\b", re.IGNORECASE)
_LOSS = r"(?:fired|laid off|sacked|made redundant|let go|lost my (?:job|work|post))"
LOST_WORK = re.compile(
    rf"\b(?:i|we|i've|i'm|am|got|was|been|being|getting|my (?:boss|firm|company))\b.{{0,20}}\b{_LOSS}\b"
    r"|\bmy (?:job|contract|post) (?:ends|is ending|ended|was not renewed|runs out|is (?:over|gone))\b",
    re.IGNORECASE,
)
# Nothing but that, and what to do now: no despair shows in it, whatever the model of intents makes of it.
_ONLY_LOST_WORK = re.compile(
    rf"^\W*(?:(?:hi|hello|i|i've|have|has|just|was|got|been|am|being|getting|today|yesterday)\W+)*{_LOSS}"
    r"(?:\W+(?:today|yesterday|again|now|just|last (?:week|month|year)|this (?:week|month|morning)|from (?:my|work|the)|job|work|so|and))*"
    r"(?:\W+what (?:now|next|(?:can|should|shall|must|do) i do(?: now| next)?))?\W*$",
    re.IGNORECASE,
)
_QUICK_JOB = re.compile(
    r"\b(?:need|want|find|get|looking for)(?: to (?:find|get))?(?: an?| any| some)?(?: new)? (?:job|work|money|income)(?: \w+)? ?"
    r"(?:fast|quick(?:ly)?|asap|now|urgently|immediately|soon|right away|tomorrow|today|this week)\b"
    r"|\burgently need\b.{0,10}\b(?:job|work)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"(?:\bwhat(?:'s| is| comes| should i (?:learn|do))? )?\bnext\W*$", re.IGNORECASE)
_DYING = re.compile(
    r"\b(?:dead|dying|obsolete|pointless|useless now|outdated|a dead end|ai|robots?|machines?|automation|chatgpt)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A message with all that is known of it; `likely` is what the model of intents makes of its words."""

    text: str
    likely: Intents
    chances: Mapping[Intent, float]
    roles: tuple[RoleSaid, ...]
    skills: tuple[SkillSaid, ...]
    finished: tuple[str, ...]
    change: Change | None
    told: Told
    talk: Conversation
    picked: tuple[str, ...] = ()  # of the list that the last answer gave

    @property
    def first(self) -> Intent:
        """The likeliest intent."""
        return self.likely[0]

    @property
    def about(self) -> list[RoleSaid]:
        """The roles that it is about."""
        return [role for role in self.roles if role.stance in ("asked", "left")]

    @property
    def asked(self) -> list[SkillSaid]:
        """The skills that it asks about."""
        return [skill for skill in self.skills if not skill.had]

    @property
    def asks(self) -> bool:
        """Whether it has the form of a question or an order."""
        return bool(_QUESTION.search(self.text))

    @property
    def tells(self) -> bool:
        """Whether it tells something of the person that is taken down."""
        return self.told.anything or any(skill.had for skill in self.skills)

    def put_first(self, intent: Intent, *without: Intent) -> Intents:
        """The intents with this one first."""
        return (intent, *(name for name in self.likely[1:] if name != intent and name not in without))


def is_polite(message: str) -> bool:
    """Whether a message is a greeting, thanks or goodbye and no more."""
    return bool(_POLITE.match(message))


def sensible(seen: Seen) -> Intents:
    """The intents that make sense in this talk: those of the first rule that applies, else what the words say."""
    return next((found for found in (rule(seen) for rule in _RULES) if found), seen.likely)


def _lost(seen: Seen) -> Intents | None:
    return ("clarify",) if _LOST.match(seen.text) else None


def _still_in_distress(seen: Seen) -> Intents | None:
    goes_on = seen.asks or seen.roles or seen.skills or seen.tells or PLAN_WORDS.search(seen.text)
    return ("distress",) if seen.talk.kind == "distress" and not goes_on else None


def _a_role_alone(seen: Seen) -> Intents | None:
    """A role's name and no more: what the role is, where the talk begins with it or a list of roles came before."""
    listed = seen.talk.kind == "explore" and not seen.talk.asked
    alone = seen.about and (listed or not seen.talk.said) and seen.about[0].quote == seen.text.strip(" ?.!")
    return ("role",) if alone else None


def _a_field_of_work(seen: Seen) -> Intents | None:
    """A field of work, and no job in it: "law", "I want to get into tech", "which jobs are there in finance"."""
    a_skill_alone = seen.asked and seen.asked[0].quote == seen.text.strip(" ?.!")
    if seen.about or a_skill_alone or seen.first == "distress" or (seen.talk.plan and seen.change):
        return None
    wishes = seen.first in (*_RATHER_A_FIELD, "article", "next_step", "move", "course") and wished_for(seen.text)
    unsure = seen.first == "article" and seen.chances["article"] < SURE
    asks = (seen.first in _RATHER_A_FIELD or unsure) and not seen.tells and asked_for(seen.text)
    return ("explore",) if only_about(seen.text) or wishes or asks else None


def _of_the_list(seen: Seen) -> Intents | None:
    """One of those that were listed, or which of them: "tell me about the second", "which pays best"."""
    if (
        not seen.picked
        or seen.about
        or seen.asked
        or seen.first in ("distress", "unsafe")
        or (seen.talk.plan and seen.change in _OF_STEPS)
    ):
        return None
    if len(seen.picked) > 2:
        return ("pay",)
    if seen.first in ("next_step", "plan") and _WAY_THERE.search(seen.text):
        return ("next_step",)
    if seen.first in ("course", "pay", "compare"):
        return (seen.first,)
    return ("role",) if seen.picked[0].startswith("role:") else ("skill",)


def _what_for(seen: Seen) -> Intents | None:
    """What can be done with a skill or a degree; which skills are of most use; what somebody could become."""
    if seen.about or seen.first in ("distress", "unsafe") or (seen.talk.plan and seen.change):
        return None
    with_it = WITH_IT.search(seen.text) and not told_in(seen.text)
    useful = _USEFUL.search(seen.text) and not seen.asked and seen.first not in ("article", "plan", "compare")
    becomes = _WHAT_TO_BECOME.search(seen.text) and seen.first in (
        "next_step",
        "clarify",
        "article",
        "off_topic",
        "small_talk",
        "role",
    )
    return ("explore",) if with_it or useful or becomes else None


def _by_pay(seen: Seen) -> Intents | None:
    could = not seen.about and seen.first in (
        "profile",
        "clarify",
        "off_topic",
        "next_step",
        "small_talk",
        "plan",
        "course",
    )
    return ("explore",) if could and seen.talk.plan is None and _RICH.search(seen.text) else None


def _own_boss(seen: Seen) -> Intents | None:
    could = not (seen.about or seen.asked) and seen.first in ("next_step", "clarify", "explore", "profile")
    return ("article",) if could and _OWN_BOSS.search(seen.text) else None


def _stood_there(seen: Seen) -> Intents | None:
    """A job that somebody has or had, and no more: the jobs that are near to it."""
    had = any(role.stance == "current" for role in seen.roles) and not seen.about
    bare = had and not (seen.told.anything or seen.skills or seen.finished or seen.asks)
    return ("move",) if bare and seen.first == "profile" and not (seen.talk.plan or seen.talk.profile.goal) else None


def _work_is_lost(seen: Seen) -> Intents | None:
    """A job that was or will be lost, told without words of despair: what to do then."""
    if seen.about or seen.asked or seen.talk.plan:
        return None
    could = seen.first in ("article", "off_topic", "profile", "clarify", "small_talk", "plan") and LOST_WORK.search(
        seen.text
    )
    return ("article",) if could or _ONLY_LOST_WORK.match(seen.text) else None


def _quickly(seen: Seen) -> Intents | None:
    could = (
        not (seen.about or seen.asked)
        and seen.talk.plan is None
        and seen.first in ("next_step", "clarify", "explore", "profile", "off_topic")
    )
    return ("article",) if could and _QUICK_JOB.search(seen.text) else None


def _whats_next(seen: Seen) -> Intents | None:
    """Skills that somebody has, and "what next": the jobs that they lead to."""
    had = any(skill.had for skill in seen.skills) and not seen.about
    aimless = seen.talk.plan is None and not seen.talk.profile.goal
    return (
        ("move",)
        if had and aimless and seen.first in ("profile", "next_step", "clarify") and _NEXT.search(seen.text)
        else None
    )


def _would_it_suit(seen: Seen) -> Intents | None:
    could = seen.about and seen.first in ("article", "explore", "clarify", "next_step", "off_topic")
    return ("role",) if could and _WOULD_IT_SUIT.search(seen.text) else None


def _needs_a_degree(seen: Seen) -> Intents | None:
    could = (
        seen.about
        and seen.talk.plan is None
        and seen.first in ("article", "next_step", "course", "clarify", "off_topic")
    )
    return ("role",) if could and _NEEDS_A_DEGREE.search(seen.text) else None


def _can_i_become(seen: Seen) -> Intents | None:
    could = seen.about and seen.first in ("article", "explore", "clarify", "off_topic", "small_talk", "profile")
    return ("next_step",) if could and not seen.told.country and _CAN_I_BECOME.search(seen.text) else None


def _is_a_skill_dying(seen: Seen) -> Intents | None:
    could = seen.first == "pay" and not seen.about and seen.asked
    return ("article",) if could and _DYING.search(seen.text) and _PAID.search(seen.text) is None else None


def _how_long_to_become(seen: Seen) -> Intents | None:
    rejects = any(role.stance == "rejected" for role in seen.roles)
    return seen.put_first("next_step") if seen.about and not rejects and _HOW_LONG_TO_BECOME.search(seen.text) else None


def _tells_a_liking(seen: Seen) -> Intents | None:
    could = seen.first in _RATHER_LIKED and not (seen.tells or seen.about or seen.asked or seen.asks)
    return ("explore",) if could and _LIKES.search(seen.text) and told_in(seen.text) else None


def _costs_to_become(seen: Seen) -> Intents | None:
    return ("next_step",) if seen.about and seen.first != "plan" and _COSTS_TO_BECOME.search(seen.text) else None


def _too_old(seen: Seen) -> Intents | None:
    could = (
        seen.first in ("next_step", "role", "article", "off_topic", "clarify", "pay", "explore")
        and seen.talk.plan is None
    )
    return ("article",) if could and _TOO_OLD.search(seen.text) else None


def _speaks_of_the_plan(seen: Seen) -> Intents | None:
    if seen.talk.plan is None and seen.chances["off_topic"] >= STRANGE:
        return None
    if seen.change and seen.first in _PLANNABLE and _OF_THE_PLAN.search(seen.text):
        return seen.put_first("plan", "profile")
    return None


def _today(seen: Seen) -> Intents | None:
    return ("plan",) if seen.talk.plan and _TODAY.search(seen.text) and not seen.about else None


def asks_for_useful(text: str) -> bool:
    """Whether a message asks which skills are of most use."""
    return bool(_USEFUL.search(text))


def asks_what_a_role_does(text: str) -> bool:
    """Whether a message asks what somebody in a role does, and no more."""
    return bool(_WHAT_A_ROLE_DOES.match(text))


def _what_a_role_does(seen: Seen) -> Intents | None:
    could = seen.about and seen.first in ("next_step", "pay", "article", "move", "course", "skill")
    return ("role",) if could and asks_what_a_role_does(seen.text) else None


def _and_this_one(seen: Seen) -> Intents | None:
    if seen.talk.kind in ("explore", "move") and seen.about and _AND_THIS.match(seen.text):
        return ("role",)
    if seen.talk.kind in ("pay", "role", "course", "compare") and seen.about and _AND_THIS.match(seen.text):
        return (seen.talk.kind,)  # type: ignore[return-value]
    return None


def _and_there(seen: Seen) -> Intents | None:
    """Another country: the same question again ("and in the UK?")."""
    again = seen.talk.kind in ("pay", "role", "course") and seen.told.country and not seen.about and not seen.asked
    return (seen.talk.kind,) if again and _AND_THERE.match(seen.text) else None  # type: ignore[return-value]


def _changes_the_plan(seen: Seen) -> Intents | None:
    advised = seen.first == "article" and seen.chances["article"] >= SURE
    if seen.talk.plan and seen.change and not advised and len(seen.about) < 2 and is_of_plan(seen.text, seen.change):
        return seen.put_first("plan")
    return None


def _side_by_side(seen: Seen) -> Intents | None:
    several = len({role.id for role in seen.about}) > 1 or len({skill.id for skill in seen.asked}) > 1
    moves = any(role.stance == "left" for role in seen.about)
    if not (several and seen.asks and _SET_SIDE_BY_SIDE.search(seen.text)) or moves:
        return None
    if seen.first not in _COMPARABLE and not (seen.first == "course" and " vs" in seen.text):
        return None
    return ("compare", "pay") if _PAID.search(seen.text) else ("compare",)


def _tells_a_limit(seen: Seen) -> Intents | None:
    names = seen.about or seen.asked
    short = "?" not in seen.text and len(seen.text.split()) <= FEW_TOLD
    wishes = seen.first in ("next_step", "course", "plan")
    return ("profile",) if seen.told.anything and short and not names and not wishes else None


def _only_tells(seen: Seen) -> Intents | None:
    known = all(skill.had for skill in seen.skills) and seen.skills
    if seen.change == "skip" and known and seen.talk.plan is None and not seen.about:
        return ("profile",)
    if seen.asks or not seen.tells or seen.first not in _VAGUE or seen.about:
        return None
    changes = ("skip", "replace", "cheaper", "faster", "finish")
    steps = seen.first == "plan" and seen.change in changes and STEP.search(seen.text)
    likelier = seen.chances[seen.first] > WISHED * seen.chances["profile"]
    wishes = seen.first in ("next_step", "course", "skill", "explore") and likelier and seen.talk.plan is None
    return None if steps or wishes else ("profile",)


def _is_stuck(seen: Seen) -> Intents | None:
    """No work to be found, or a degree that is not accepted: a call for advice, not only something told."""
    could = seen.first in ("profile", "article", "clarify", "off_topic", "small_talk", "explore", "next_step")
    if not could or seen.talk.plan:
        return None
    if _NOT_ACCEPTED.search(seen.text):
        return ("article",)
    return (("move",) if seen.tells else ("article",)) if _NO_WORK.search(seen.text) and not seen.about else None


def _corrects(seen: Seen) -> Intents | None:
    rejects = any(role.stance == "rejected" for role in seen.roles)
    turns = seen.talk.profile.goal and re.search(r"\bnot [\w-]+( \w+)?[,.;] ", seen.text)
    could = seen.first in ("next_step", "plan", "article", "clarify", "compare") and seen.about and not seen.asks
    return ("profile",) if could and (rejects or turns) else None


def _asks_for_pay(seen: Seen) -> Intents | None:
    if not _PAID.search(seen.text):
        return None
    leans = bool(seen.talk.focus.roles or seen.talk.focus.skills) and needs_context(seen.text)
    wishes = seen.first == "course" and not seen.asks
    if seen.first in ("article", "role", "clarify", "course") and (seen.about or leans) and not wishes:
        return ("role", "pay") if seen.first == "role" else seen.put_first("pay")
    return seen.put_first("pay") if seen.first == "article" and seen.asks else None


def _plainly_strange(seen: Seen) -> Intents | None:
    strange = seen.first == "off_topic" and seen.chances["off_topic"] >= SURE and seen.asks
    names = seen.roles or seen.skills or seen.finished
    return ("off_topic",) if strange and not names and seen.talk.plan is None else None


def _is_outside(seen: Seen) -> Intents | None:
    named = seen.roles or seen.told.anything or seen.first in ("distress", "unsafe")
    return ("off_topic",) if not named and _OUTSIDE.search(seen.text) and not _STILL_OF_WORK.search(seen.text) else None


def _speaks_of_learning_or_work(seen: Seen) -> Intents | None:
    if seen.first != "off_topic" or seen.chances["off_topic"] >= SURE or not _OF_WORK.search(seen.text):
        return None
    return (max((name for name in seen.chances if name not in _NEVER_MEANT), key=lambda name: seen.chances[name]),)


def _rather_strange_than_bad(seen: Seen) -> Intents | None:
    off_topic = seen.chances["off_topic"]
    strange = seen.first == "unsafe" and (off_topic >= STRANGE or off_topic >= seen.chances["unsafe"] - NEARLY)
    return ("off_topic",) if strange else None


def _stays_with_the_goal(seen: Seen) -> Intents | None:
    same = {role.id for role in seen.about} == {seen.talk.profile.goal}
    return ("profile",) if seen.first == "next_step" and same and seen.tells and not seen.asks else None


def _what_fits(seen: Seen) -> Intents | None:
    could = seen.first in ("article", "role", "clarify", "off_topic", "move") and not seen.about
    return ("explore",) if could and _FITTING.search(seen.text) else None


def _moves_on(seen: Seen) -> Intents | None:
    aimless = seen.finished and not seen.about and seen.talk.plan is None and not seen.talk.profile.goal
    could = (aimless and seen.first not in ("distress", "unsafe")) or (
        seen.first in ("article", "explore", "clarify", "off_topic", "profile") and (seen.roles or seen.talk.current)
    )
    return ("move",) if could and _MOVING.search(seen.text) else None


def _the_job_talked_of(seen: Seen) -> Intents | None:
    talked = seen.first == "article" and seen.talk.focus.roles and THE_JOB.search(seen.text)
    return ("role",) if talked else None


def _no_plan_yet(seen: Seen) -> Intents | None:
    if seen.first != "plan" or seen.talk.plan is not None or PLAN_WORDS.search(seen.text):
        return None
    if seen.likely[1:] or seen.about or seen.talk.focus.roles:
        return seen.likely[1:] or ("next_step",)
    of_work = _NEVER_MEANT if _OF_WORK.search(seen.text) else ("plan",)
    return (max((name for name in seen.chances if name not in of_work), key=lambda name: seen.chances[name]),)


def _names_something(seen: Seen) -> Intents | None:
    if seen.first == "clarify" and (seen.about or seen.asked):
        return ("role",) if seen.about else ("skill",)
    return None


_PLANNABLE: frozenset[Intent] = frozenset(("plan", "profile", "course", "next_step", "off_topic", "skill", "role"))
_RULES: tuple[Callable[[Seen], Intents | None], ...] = (
    _still_in_distress,
    _lost,
    _a_role_alone,
    _of_the_list,
    _what_for,
    _a_field_of_work,
    _is_outside,
    _plainly_strange,
    _speaks_of_learning_or_work,
    _today,
    _what_a_role_does,
    _how_long_to_become,
    _by_pay,
    _own_boss,
    _work_is_lost,
    _quickly,
    _stood_there,
    _whats_next,
    _would_it_suit,
    _needs_a_degree,
    _can_i_become,
    _too_old,
    _costs_to_become,
    _speaks_of_the_plan,
    _and_this_one,
    _and_there,
    _changes_the_plan,
    _side_by_side,
    _is_stuck,
    _tells_a_limit,
    _tells_a_liking,
    _only_tells,
    _corrects,
    _is_a_skill_dying,
    _asks_for_pay,
    _rather_strange_than_bad,
    _stays_with_the_goal,
    _what_fits,
    _moves_on,
    _the_job_talked_of,
    _no_plan_yet,
    _names_something,
)
