"""What a message asks, where its words alone mislead: rules over what is named, told and talked of, tried in order.

The model of intents sees one message. These rules see the talk: a plan can only be changed where there is one, two roles and an "or" are a
comparison, and hours that are told are told.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot import wordings
from bot.change import PLAN_WORDS, STEP, Change, is_of_plan
from bot.context import needs_context
from bot.fields import asked_for, only_about, wished_for
from bot.intent import Intent
from bot.interests import told_in
from bot.named import RoleSaid, SkillSaid
from bot.talk import Conversation, Told

NEARLY = 0.05  # How near two chances are to count as the same.
STRANGE = 0.8  # The chance from which a bad message is rather off topic.
SURE = 0.9  # The chance from which no rule sees more in a message.
FEW_TOLD = 8  # Up to so many words, a message that tells a limit and names nothing else only tells it.
WISHED = 1.4  # How much likelier than telling a wish must be, to be more than that.

Intents = tuple[Intent, ...]
_NEVER_MEANT: frozenset[Intent] = frozenset(
    ("off_topic", "unsafe", "distress", "small_talk", "clarify", "profile", "plan")
)
_COMPARABLE: frozenset[Intent] = frozenset(("off_topic", "role", "skill", "article", "plan", "next_step", "pay"))
_OFTEN_WRONG: frozenset[Intent] = frozenset(("clarify", "off_topic", "small_talk", "skill"))
_VAGUE: frozenset[Intent] = _OFTEN_WRONG | {"article", "distress", "unsafe", "explore", "course", "next_step", "plan"}
_RATHER_A_FIELD: frozenset[Intent] = _OFTEN_WRONG | {"role", "profile", "explore"}
_RATHER_LIKED: frozenset[Intent] = _OFTEN_WRONG | {"profile", "article", "role", "course"}
_OF_STEPS = ("skip", "finish", "replace", "cheaper", "faster", "why")


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
        return bool(wordings.QUESTION.search(self.text))

    @property
    def tells(self) -> bool:
        """Whether it tells something of the person that is taken down."""
        return self.told.anything or any(skill.had for skill in self.skills)

    def put_first(self, intent: Intent, *without: Intent) -> Intents:
        """The intents with this one first."""
        return (intent, *(name for name in self.likely[1:] if name != intent and name not in without))


def is_polite(message: str) -> bool:
    """Whether a message is a greeting, thanks or goodbye and no more."""
    return bool(wordings.POLITE.match(message))


def sensible(seen: Seen) -> Intents:
    """The intents that make sense in this talk: those of the first rule that applies, else what the words say."""
    return next((found for found in (rule(seen) for rule in _RULES) if found), seen.likely)


def _lost(seen: Seen) -> Intents | None:
    return ("clarify",) if wordings.LOST.match(seen.text) else None


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
    if seen.first in ("next_step", "plan") and wordings.WAY_THERE.search(seen.text):
        return ("next_step",)
    if seen.first in ("course", "pay", "compare"):
        return (seen.first,)
    return ("role",) if seen.picked[0].startswith("role:") else ("skill",)


def _what_for(seen: Seen) -> Intents | None:
    """What can be done with a skill or a degree; which skills are of most use; what somebody could become."""
    if seen.about or seen.first in ("distress", "unsafe") or (seen.talk.plan and seen.change):
        return None
    burdened = told_in(seen.text) or wordings.A_RECORD.search(seen.text)
    with_it = wordings.WITH_IT.search(seen.text) and not burdened
    useful = (
        wordings.USEFUL_SKILLS.search(seen.text) and not seen.asked and seen.first not in ("article", "plan", "compare")
    )
    becomes = wordings.WHAT_TO_BECOME.search(seen.text) and seen.first in (
        "next_step",
        "clarify",
        "article",
        "off_topic",
        "small_talk",
        "role",
    )
    return ("explore",) if with_it or useful or becomes else None


def _worded(seen: Seen) -> Intents | None:
    """A turn of phrase that says what is asked, whatever the model of intents makes of it."""
    return next(((one.meant,) for one in wordings.WORDINGS if _means(one, seen)), None)


def _means(one: wordings.Wording, seen: Seen) -> bool:
    return (
        seen.first in one.instead_of
        and one.of_a_role in (None, bool(seen.about))
        and one.of_a_skill in (None, bool(seen.asked))
        and (one.within_a_plan or seen.talk.plan is None)
        and bool(one.words.search(seen.text))
    )


def _stood_there(seen: Seen) -> Intents | None:
    """A job that somebody has or had, and no more: the jobs that are near to it."""
    had = any(role.stance == "current" for role in seen.roles) and not seen.about
    bare = had and not (seen.told.anything or seen.skills or seen.finished or seen.asks)
    return ("move",) if bare and seen.first == "profile" and not (seen.talk.plan or seen.talk.profile.goal) else None


def _work_is_lost(seen: Seen) -> Intents | None:
    """A job that was or will be lost, told without words of despair: what to do then."""
    if seen.about or seen.asked or seen.talk.plan:
        return None
    could = seen.first in (
        "article",
        "off_topic",
        "profile",
        "clarify",
        "small_talk",
        "plan",
    ) and wordings.LOST_WORK.search(seen.text)
    if could and any(skill.had for skill in seen.skills):
        return ("move",)
    return ("article",) if could or wordings.ONLY_LOST_WORK.match(seen.text) else None


def _whats_next(seen: Seen) -> Intents | None:
    """Skills that somebody has, and "what next": the jobs that they lead to."""
    had = any(skill.had for skill in seen.skills) and not seen.about
    aimless = seen.talk.plan is None and not seen.talk.profile.goal
    tells = seen.first in ("profile", "next_step", "clarify") and wordings.NEXT.search(seen.text)
    asks = seen.first == "article" and wordings.MOVING.search(seen.text) and not wordings.LOST_WORK.search(seen.text)
    return ("move",) if had and aimless and (tells or asks) else None


def _can_i_become(seen: Seen) -> Intents | None:
    could = seen.about and seen.first in ("article", "explore", "clarify", "off_topic", "small_talk", "profile")
    return ("next_step",) if could and not seen.told.country and wordings.CAN_I_BECOME.search(seen.text) else None


def _is_a_skill_dying(seen: Seen) -> Intents | None:
    could = seen.first == "pay" and not seen.about and seen.asked
    return (
        ("article",) if could and wordings.DYING.search(seen.text) and wordings.PAID.search(seen.text) is None else None
    )


def _how_long_to_become(seen: Seen) -> Intents | None:
    rejects = any(role.stance == "rejected" for role in seen.roles)
    return (
        seen.put_first("next_step")
        if seen.about and not rejects and wordings.HOW_LONG_TO_BECOME.search(seen.text)
        else None
    )


def _tells_a_liking(seen: Seen) -> Intents | None:
    could = seen.first in _RATHER_LIKED and not (seen.tells or seen.about or seen.asked or seen.asks)
    return ("explore",) if could and wordings.LIKES.search(seen.text) and told_in(seen.text) else None


def _speaks_of_the_plan(seen: Seen) -> Intents | None:
    if seen.talk.plan is None and seen.chances["off_topic"] >= STRANGE:
        return None
    if seen.change and seen.first in _PLANNABLE and wordings.OF_THE_PLAN.search(seen.text):
        return seen.put_first("plan", "profile")
    return None


def _today(seen: Seen) -> Intents | None:
    return ("plan",) if seen.talk.plan and wordings.TODAY.search(seen.text) and not seen.about else None


def _and_this_one(seen: Seen) -> Intents | None:
    if seen.talk.kind in ("explore", "move") and seen.about and wordings.AND_THIS.match(seen.text):
        return ("role",)
    if seen.talk.kind in ("pay", "role", "course", "compare") and seen.about and wordings.AND_THIS.match(seen.text):
        return (seen.talk.kind,)  # type: ignore[return-value]
    return None


def _and_there(seen: Seen) -> Intents | None:
    """Another country: the same question again ("and in the UK?")."""
    again = seen.talk.kind in ("pay", "role", "course") and seen.told.country and not seen.about and not seen.asked
    return (seen.talk.kind,) if again and wordings.AND_THERE.match(seen.text) else None  # type: ignore[return-value]


def _changes_the_plan(seen: Seen) -> Intents | None:
    advised = seen.first == "article" and seen.chances["article"] >= SURE
    if seen.talk.plan and seen.change and not advised and len(seen.about) < 2 and is_of_plan(seen.text, seen.change):
        return seen.put_first("plan")
    return None


def _side_by_side(seen: Seen) -> Intents | None:
    several = len({role.id for role in seen.about}) > 1 or len({skill.id for skill in seen.asked}) > 1
    moves = any(role.stance == "left" for role in seen.about)
    if not (several and seen.asks and wordings.SET_SIDE_BY_SIDE.search(seen.text)) or moves:
        return None
    if seen.first not in _COMPARABLE and not (seen.first == "course" and " vs" in seen.text):
        return None
    return ("compare", "pay") if wordings.PAID.search(seen.text) else ("compare",)


def _tells_a_limit(seen: Seen) -> Intents | None:
    names = seen.about or seen.asked
    short = "?" not in seen.text and len(seen.text.split()) <= FEW_TOLD
    wishes = seen.first in ("next_step", "course", "plan") or (seen.first == "pay" and seen.asks)
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
    if wordings.NOT_ACCEPTED.search(seen.text):
        return ("article",)
    return (
        (("move",) if seen.tells else ("article",)) if wordings.NO_WORK.search(seen.text) and not seen.about else None
    )


def _corrects(seen: Seen) -> Intents | None:
    rejects = any(role.stance == "rejected" for role in seen.roles)
    turns = seen.talk.profile.goal and wordings.NOT_THIS.search(seen.text)
    could = seen.first in ("next_step", "plan", "article", "clarify", "compare") and seen.about and not seen.asks
    return ("profile",) if could and (rejects or turns) else None


def _asks_for_pay(seen: Seen) -> Intents | None:
    if not wordings.PAID.search(seen.text):
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
    return (
        ("off_topic",)
        if not named and wordings.OUTSIDE.search(seen.text) and not wordings.STILL_OF_WORK.search(seen.text)
        else None
    )


def _speaks_of_learning_or_work(seen: Seen) -> Intents | None:
    if seen.first != "off_topic" or seen.chances["off_topic"] >= SURE or not wordings.OF_WORK.search(seen.text):
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
    return ("explore",) if could and wordings.FITTING.search(seen.text) else None


def _moves_on(seen: Seen) -> Intents | None:
    aimless = seen.finished and not seen.about and seen.talk.plan is None and not seen.talk.profile.goal
    could = (aimless and seen.first not in ("distress", "unsafe")) or (
        seen.first in ("article", "explore", "clarify", "off_topic", "profile") and (seen.roles or seen.talk.current)
    )
    return ("move",) if could and wordings.MOVING.search(seen.text) else None


def _the_job_talked_of(seen: Seen) -> Intents | None:
    talked = seen.first == "article" and seen.talk.focus.roles and wordings.THE_JOB.search(seen.text)
    return ("role",) if talked else None


def _no_plan_yet(seen: Seen) -> Intents | None:
    if seen.first != "plan" or seen.talk.plan is not None or PLAN_WORDS.search(seen.text):
        return None
    if seen.likely[1:] or seen.about or seen.talk.focus.roles:
        return seen.likely[1:] or ("next_step",)
    of_work = _NEVER_MEANT if wordings.OF_WORK.search(seen.text) else ("plan",)
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
    _how_long_to_become,
    _work_is_lost,
    _worded,
    _stood_there,
    _whats_next,
    _can_i_become,
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
