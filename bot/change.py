"""What a message would do with a plan: which change, and which steps it names."""

import re
from typing import Literal

from bot.answer import Plan

Change = Literal["finish", "skip", "replace", "cheaper", "faster", "why", "how_long", "cost", "more", "show"]

PLAN_WORDS = re.compile(r"\b(?:plan|steps?|schedule|roadmap)\b", re.IGNORECASE)
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
STEP = re.compile(
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
    for match in STEP.finditer(text):
        if match.group("last"):
            steps.append(count)
            continue
        word = next(word for word in (match.group("one"), match.group("two"), match.group("three")) if word).lower()
        steps.append(_ORDINALS.get(word) or int(re.sub(r"\D", "", word) or 0))
    change = next((name for name, pattern in _CHANGES if re.search(pattern, text, re.IGNORECASE)), None)
    return change, tuple(dict.fromkeys(step for step in steps if 0 < step <= max(count, 10)))


def is_of_plan(text: str, change: Change) -> bool:
    """Whether a message that may mean something else speaks of the plan that is there."""
    if STEP.search(text) and change in ("why", "skip", "finish", "replace", "cheaper", "more"):
        return True
    return bool(PLAN_WORDS.search(text)) or (
        change in ("cheaper", "faster", "how_long")
        and len(text.split()) <= 10
        and not re.search(r"\bcourse for\b", text)
    )
