"""From a question to the outline of its answer: what it is about, and the form that fits it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot import best, forms, guard, interests, itself, moving, planning, tell, uncovered, useful, write
from bot.answer import Named, Profile
from bot.answerable import is_answered
from bot.case import Case
from bot.cite import Statement
from bot.evidence import gather
from bot.facts import needed_by
from bot.forms import Outline, listed
from bot.goals import goal_of
from bot.intent import Intent
from bot.named import LETTERED, SkillSaid
from bot.profile import standing, update
from bot.wordings import LOST_WORK, WHAT_A_ROLE_DOES
from knowledge.records import Hit, Record
from knowledge.words import fold

OF_THE_PACK = "pack:"  # How the location of a source begins that ships with NextStep.
OF_A_ROLE = "pack:roles/"  # The same for the page of a role.
SURELY = 0.9  # The same where a role or skill is named as well.
NEAREST = 3  # roles that a phrase is held against
SAME_LETTERS = 5  # What the names of a field and of its role begin with alike.
SHORT = 4  # Up to so many words, a message that names an occupation is about it and nothing else.
LIKELY = 0.5  # The chance from which a phrase that names nothing exactly counts as what it is nearest to.

_WHAT_THEY_DO = re.compile(r"\bwhat (?:do|does|is|are) (?:[\w-]+ ){1,4}(?:do\b|and\b|like\b)", re.IGNORECASE)
_DO_AND_EARN = re.compile(r"\bwhat (?:do|does) (?:[\w-]+ ){1,4}do\b", re.IGNORECASE)
_INSTEAD = re.compile(
    r"\b(?:not|instead|rather|go for|make it|change (?:it |my goal )?to|switch (?:it )?to|meant|goal)\b", re.IGNORECASE
)
_FORGET = re.compile(
    r"\b(forget|delete|erase|wipe|clear|reset)\b.{0,30}\b(me|everything|all|what i (said|told)|my (data|profile|"
    r"details)|about me|i said|i told)\b|\bstart (over|again|from scratch|fresh)\b|\bfrom the beginning\b",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"\bwhat (?:do|did) you (?:know|remember|have)\b|\bwhat(?:'s| is) (?:in )?my profile\b|\bshow (?:me )?my profile\b",
    re.IGNORECASE,
)


def outline(case: Case) -> tuple[Outline, Profile]:
    """The answer's outline and the profile after it."""
    offered = _offered(case.asked.text)
    if offered is not None:
        return offered, case.profile
    own = itself.of_itself(case.asked.text) if case.asked.intents[0] not in ("distress", "unsafe") else None
    if own is not None:
        return own, case.profile
    case.asked = uncovered.named_whole(case)
    first = _first(case)
    both = "role" in case.asked.intents and _WHAT_THEY_DO.search(case.asked.text)
    if first == "pay" and (both or _DO_AND_EARN.search(case.asked.text)):
        first = "role"  # What a role is tells its pay too.
    field = _field_of_work(case) if first in _ABOUT_A_FIELD and case.known.has_roles else None
    first = "role" if field else first
    if first == "off_topic" and case.known.has_roles and (course := _course_named(case)):
        return replace(course, exhibits=tuple(case.evidence.exhibits)), case.profile
    fixed = _fixed(case, first)
    if fixed is not None:
        return fixed, case.profile
    if not case.known.has_roles:
        return _passages(case), case.profile
    if first == "profile" and _FORGET.search(case.asked.text):
        said = (Statement("I have forgotten what you told me. Where would you like to begin?"),)
        return Outline("profile", said, choices=guard.VAGUE), Profile()
    case.roles = (field,) if field else _linked_roles(case, first)
    finished, learned = _finished(case)
    case.profile = update(case.talk.profile, case.asked, planning.new_goal(case, first), finished, learned)
    made = _form(case, first)
    for also in case.asked.intents[1:2]:
        made = made if also == "course" and finished else _joined(case, made, also)
    if (finished or learned) and made.kind not in ("profile", "plan"):
        names = [record.name for record in case.records(finished)] + [
            f"a first course in {name}" for _, name, _ in learned
        ]
        made = replace(made, statements=(Statement(f"I count this as finished: {listed(names)}."), *made.statements))
    return replace(made, exhibits=tuple(case.evidence.exhibits) or made.exhibits), case.profile


def _offered(text: str) -> Outline | None:
    """The answer to a reply that the adviser itself offered to click."""
    said = text.strip(" .!?").casefold()
    if said in (guard.UNSURE.casefold(), "questionnaire"):
        return moving.questionnaire()
    for reply, (question, asked) in guard.ASKED_BACK.items():
        if said == reply.casefold():
            return Outline("clarify", (Statement(question),), asked=asked)
    return None


def _first(case: Case) -> Intent:
    asked = case.asked
    if case.talk.asked == "current" and asked.said_roles and asked.intents[0] != "compare":
        return "move"
    if (
        case.talk.asked == "goal"
        and (asked.roles or asked.skills)
        and asked.intents[0] in ("role", "skill", "clarify", "profile", "explore", "article", "course")
        and not WHAT_A_ROLE_DOES.search(asked.text)
    ):
        return "next_step"
    if case.talk.asked == "interests" and (
        interests.scores_in(asked.text) or asked.text.strip().lower() in ("skip", "skip it", "no", "no thanks")
    ):
        return "explore"
    if interests.scores_in(asked.text):
        return "explore"
    return asked.intents[0]


def _fixed(case: Case, intent: Intent) -> Outline | None:
    text = case.asked.text
    if intent == "distress":
        return guard.distress(case.talk.profile.country)
    if intent not in ("unsafe", "small_talk", "off_topic", "clarify"):
        return None
    if not case.known.has_roles or intent == "off_topic":
        # What somebody added themself may be about anything.
        found = _passages(case)
        own = not case.known.has_roles or any(not one.source.location.startswith(OF_THE_PACK) for one in found.exhibits)
        if found.kind == "article" and own:
            return found
    fixed = {"unsafe": guard.unsafe, "off_topic": guard.off_topic, "clarify": guard.vague}
    return fixed[intent]() if intent in fixed else guard.small_talk(text, has_plan=case.talk.plan is not None)


def _linked_roles(case: Case, intent: Intent) -> tuple[str, ...]:
    """The roles that the message is about; where it names none exactly, the one that its words are nearest to."""
    if case.asked.roles:
        return case.asked.roles
    own = case.asked.role_of("current")
    into = (intent == "pay" and not case.occupation) or (intent == "next_step" and _INTO.search(case.asked.text))
    if into and case.asked.said_skills and (field := _role_of_field(case, case.asked.said_skills[0])):
        return (field,)
    stands = (
        intent == "move" and any(said.had for said in case.asked.said_skills) and not _TOWARDS.search(case.asked.text)
    )
    named = case.asked.skills or case.asked.finished or own or stands
    linkable = intent in ("role", "pay", "next_step", "compare", "move") and not named
    if linkable and not case.occupation:
        for phrase in _phrases(case.asked.text):
            found = case.home.linker.link(phrase, "role", NEAREST)
            if found and found[0].score >= LIKELY:
                return (found[0].id,)
            if intent == "next_step" and (alike := _named_alike(phrase, [(one.id, one.name) for one in found])):
                return (alike,)
    if intent in ("role", "pay") and own:
        return (own,)
    return ()


def _finished(case: Case) -> tuple[list[str], list[tuple[str, str, int]]]:
    """The courses of this home that a message says are finished; of a course that is named by its skill alone, the skill at level 1."""
    courses: list[str] = []
    skills: list[tuple[str, str, int]] = []
    for phrase in case.asked.finished:
        alone = [] if LETTERED.match(phrase) else case.home.linker.named(phrase, "skill")
        found = [] if alone else case.home.linker.link(phrase, "course", 1)
        skills += [(match.id, match.name, 1) for match in alone]
        courses += [match.id for match in found if match.score >= SURELY]
    return courses, skills


def _course_named(case: Case) -> Outline | None:
    """The course, certificate or qualification that a message asks about by its name."""
    text = case.asked.text
    if not _OF_COURSES.search(text):
        return None
    named = [match.group() for match in _CAPITALS.finditer(text)]
    named += [_COSTS.sub("", _TAIL.sub("", match.group(1))).strip() for match in _WORTH.finditer(text)]
    quotes = [said.quote for said in case.asked.said_skills] + [said.quote for said in case.asked.said_roles]
    others = set(map(fold, quotes))
    if others and not _CERTIFIED.search(text):
        return None
    if not _EXAM.search(text):
        named = [phrase for phrase in named if fold(phrase) not in others]
    enough = SURELY if others else LIKELY
    for phrase in list(dict.fromkeys(phrase for phrase in named if len(phrase) > 1))[:4]:
        found = case.home.linker.link(phrase, "course", 1)
        if found and found[0].score >= enough:
            record = case.records([found[0].id])[0]
            return case.about("course", forms.course(case.catalogue, case.evidence, record, case.known.shelf), [])
    return None


_CERTIFICATES = re.compile(r"\b(?:certificat(?:e|es|ion|ions)|certs?|qualifications?|licen[cs]es?)\b", re.IGNORECASE)
_COSTS = re.compile(r"\s*\b(?:cost|exam|worth|take)\b.*$", re.IGNORECASE)
_EXAM = re.compile(r"\b(?:exam|certif\w+)\b", re.IGNORECASE)
_CERTIFIED = re.compile(r"\b(?:worth|certif\w+|certs?|exam|diploma|qualification)\b", re.IGNORECASE)
_OF_COURSES = re.compile(
    r"\b(?:worth|certif\w+|certs?|exam|diploma|qualification|what is|what's|whats|tell me about|how (?:hard|long|much)|cost)\b",
    re.IGNORECASE,
)
_CAPITALS = re.compile(
    r"\b[A-Z][\w+-]*\+?(?: (?:[A-Z][\w-]*\+?|of|in|and|for|\d+))*(?: (?:certificate|certification))?"
)
_WORTH = re.compile(
    r"\b(?:worth(?: it)?(?: to)?(?: (?:get|do|tak|hav|study)\w*)?|get(?:ting)?|tak(?:e|ing)|do(?:ing)?|pass(?:ing)?|is|are|about|"
    r"does|cost of)\s+(?:an?\s+|the\s+|my\s+)*((?:[\w+#&/'-]+\s?){1,6})",
    re.IGNORECASE,
)


_ABOUT_A_FIELD: frozenset[Intent] = frozenset(("off_topic", "skill", "role", "article", "clarify"))
_IS_IT = re.compile(
    r"\b(?:is|in|about|does)\s+(?:an? career in |working in |a job in )?(?P<field>[a-z][a-z -]{1,20}?)"
    r"(?=\s+(?:a |an |really |so |very |that |too |still |as |going to be |physically |mentally )*(?:hard|difficult|tough|easy|"
    r"stressful|boring|dangerous|good|safe|stable|fun|worth|dead|dying|well paid|for me|right for me|a job|career)\b)",
    re.IGNORECASE,
)


def _field_of_work(case: Case) -> str | None:
    """The role of a field of work that a message asks about: "is nursing hard", "is law a good career"."""
    asked = case.asked
    match = None if asked.said_roles or asked.roles or asked.skills else _IS_IT.search(asked.text)
    if match is None:
        return None
    found = case.home.linker.link(match.group("field"), "role", NEAREST)
    if found and found[0].score >= LIKELY:
        return found[0].id
    return _named_alike(match.group("field"), [(one.id, one.name) for one in found])


def _role_of_field(case: Case, said: SkillSaid) -> str | None:
    """The role that a skill's name stands for as a field of work: accounting, the accountant; welding, the welder."""
    found = case.home.linker.link(said.quote, "role", 1)
    if found and found[0].score >= SURELY:
        return found[0].id
    return _named_alike(said.quote, needed_by(case.catalogue, said.id))


def _named_alike(field: str, roles: Sequence[tuple[str, str]]) -> str | None:
    """The first of some roles, as (id, name), of whose name a word begins as a field's only word does: welding, the welder."""
    word = fold(field)
    begins = word[: min(SAME_LETTERS, len(word) - len("ing"))]
    if " " in word or len(begins) < SAME_LETTERS - 1:
        return None
    return next((id_ for id_, name in roles if any(one.startswith(begins) for one in fold(name).split())), None)


def _form(case: Case, intent: Intent) -> Outline:
    if len(case.asked.picked) > 2 and (made := best.of_these(case)):
        return made
    if intent in ("course", "article", "skill", "role", "clarify", "pay") and (made := _course_named(case)):
        return made
    open_ = not case.roles and not case.asked.skills
    if (
        open_
        and intent in ("explore", "pay", "article", "role", "next_step", "move")
        and (made := best.by_figures(case))
    ):
        return made
    makers: dict[str, Callable[[Case], Outline | None]] = {
        "next_step": _next_step,
        "role": _role,
        "skill": _skill,
        "course": _course,
        "compare": _compare,
        "move": moving.move,
        "pay": _pay,
        "explore": _explore,
        "profile": _told,
        "plan": planning.plan_told,
    }
    maker = makers.get(intent)
    made = maker(case) if maker else None
    if made:
        return uncovered.with_figures(case, made)
    if intent == "move" and (made := uncovered.nothing_carries_over(case)):
        return made
    if (intent != "article" or len(case.asked.text.split()) <= SHORT) and (made := uncovered.figures_alone(case)):
        return made
    names = [record.name for record in case.records(case.roles)[:1]]
    return replace(_passages(case), choices=tuple(f"Make me a plan to become {forms.a_role(name)}" for name in names))


_TOWARDS = re.compile(r"\b(?:to|into|towards|become|becoming|as)\b", re.IGNORECASE)
_INTO = re.compile(r"\b(?:get|break|go|move|come|start) (?:in|into)\b|\b(?:career|job|jobs|work) in\b", re.IGNORECASE)


def _next_step(case: Case) -> Outline:
    """The plan to the goal; where there is none yet, the roles that what is known already leads to."""
    made = planning.next_step(case)
    if made.kind == "clarify" and (field := best.of_fields(case)):
        return field
    moved = moving.move(case) if made.kind == "clarify" and not case.talk.said else None
    if moved is None:
        return made
    return replace(moved, statements=(*moved.statements, *made.statements), asked="goal")


def _explore(case: Case) -> Outline:
    return useful.what_for(case) or useful.most_useful(case) or moving.explore(case)


def _joined(case: Case, first: Outline, also: Intent) -> Outline:
    """An answer with the answer to the second thing that is asked."""
    if (
        also == first.kind
        or (first.kind, also) in (("role", "pay"), ("compare", "pay"), ("article", "role"))
        or first.kind == "clarify"
    ):
        return first
    second = _form(case, also)
    if second.kind in ("unknown", "clarify", "article"):
        return first
    return replace(
        first,
        statements=(*first.statements, *second.statements),
        roles=tuple(dict.fromkeys((*first.roles, *second.roles))),
        skills=tuple(dict.fromkeys((*first.skills, *second.skills))),
        plan=first.plan or second.plan,
    )


def _role(case: Case) -> Outline | None:
    records = case.records(case.roles)
    if not records:
        return _skill(case) if case.asked.skills else uncovered.figures_alone(case)
    said = forms.role(case.catalogue, case.evidence, records[0], case.asked.text, case.asked.told.country)
    choices = (f"How do I become {forms.a_role(records[0].name)}?", "What do they earn?")
    return case.about("role", said, records[:1], choices=choices)


def _pay(case: Case) -> Outline | None:
    """What roles pay; after a skill was talked of, the roles that need it most."""
    needing = (
        [] if case.roles else [id_ for skill in case.asked.skills[:1] for id_, _ in needed_by(case.catalogue, skill)]
    )
    records = case.records(case.roles or needing)[:3]
    if not records:
        return uncovered.figures_alone(case)
    return case.about("pay", forms.pay_of(case.catalogue, case.evidence, records, case.profile.country), records)


def _skill(case: Case) -> Outline | None:
    records = case.records(_skills(case))
    if not records:
        return _role(case) if case.roles else None
    said = [
        one for record in records[:2] for one in forms.skill(case.catalogue, case.evidence, record, case.known.shelf)
    ]
    return case.about("skill", said, records[:2], choices=(f"Make me a plan to learn {records[0].name}",))


def _skills(case: Case) -> tuple[str, ...]:
    if case.asked.skills:
        return case.asked.skills
    if case.roles:
        return ()
    for phrase in _phrases(case.asked.text):
        found = case.home.linker.link(phrase, "skill", 1)
        if found and found[0].score >= LIKELY:
            return (found[0].id,)
    return ()


def _course(case: Case) -> Outline | None:
    skills = _skills(case)
    roles = case.records(case.roles)
    if not skills and roles:
        goal = goal_of(case.catalogue, roles[0].id)
        skills = tuple(need.skill for need in goal.needs if not need.broad)[:4] if goal else ()
    records = case.records(skills)
    if not records:
        return None
    names = listed([record.name for record in records])
    stand = standing(case.profile, case.known.shelf)
    certified = bool(_CERTIFICATES.search(case.asked.text))
    said = forms.courses(
        case.catalogue,
        case.evidence,
        [record.id for record in records],
        case.known.shelf,
        stand,
        intro=f"{'Certificates and qualifications' if certified else 'Courses'} for {names}, free and short ones first:",
        certified=certified,
    )
    if not said:
        said = _no_course(case, records, names)
    return case.about("course", said, [*roles[:1], *records])


def _no_course(case: Case, records: Sequence[Record], names: str) -> list[Statement]:
    wish = [
        word
        for word, set_ in (
            ("free", case.profile.free_only),
            (f"in {tell.language_name(case.profile.language or '')}", case.profile.language),
        )
        if set_
    ]
    others = forms.courses(
        case.catalogue,
        case.evidence,
        [record.id for record in records],
        case.known.shelf,
        standing(Profile(), case.known.shelf),
        intro="Without that limit there are these:" if wish else "",
        most=3,
    )
    limits = f" that {'are' if 'free' in wish else 'is'} {' and '.join(wish)}" if wish else ""
    return [Statement(f"I know no courses for {names}{limits}."), *others]


def _compare(case: Case) -> Outline | None:
    roles, skills = case.records(case.roles), case.records(case.asked.skills)
    both = roles if len(roles) > 1 else skills if len(skills) > 1 else []
    if not both and len(roles) == 1:
        other = [
            id_
            for id_ in (
                *case.talk.focus.roles,
                case.talk.profile.goal or "",
                case.asked.role_of("current") or "",
            )
            if id_ and id_ != roles[0].id
        ]
        both = case.records([*other[:1], roles[0].id]) if other else []
    if len(both) < 2:
        if roles and "pay" in case.asked.intents:
            return _pay(case)
        return _role(case) if roles else _skill(case) if skills else None
    return case.about("compare", forms.compare(case.catalogue, case.evidence, both[:3]), both[:3])


def _told(case: Case) -> Outline:
    """What was taken down; where there is a plan or a goal, the plan from there."""
    if _KNOWN.search(case.asked.text):
        return Outline("profile", tuple(_profile_lines(case)))
    before = case.talk.profile
    if case.profile.goal and (case.talk.plan is not None or (before.goal and before.goal != case.profile.goal)):
        return planning.planned(case, "profile", planning.goal_of_profile(case))
    said = _profile_lines(case) if case.profile != before else []
    if not said and (asked := _skill(case)):
        return asked
    if not said:
        return Outline(
            "clarify",
            (
                Statement(
                    "I could not take anything down from that. Tell me what you can do, where you want to be, "
                    "or how many hours you have."
                ),
            ),
            choices=guard.VAGUE,
        )
    if not case.profile.goal:
        said.append(Statement("Where would you like to be? Name a job, or say that you do not know yet."))
        return Outline("profile", tuple(said), skills=_own_skills(case), choices=guard.VAGUE[2:3], asked="goal")
    return Outline("profile", tuple(said), skills=_own_skills(case), choices=("Make me a plan",))


def _own_skills(case: Case) -> tuple[Named, ...]:
    return tuple(Named(id=said.id, name=said.name) for said in case.asked.said_skills if said.had)


def _profile_lines(case: Case) -> list[Statement]:
    profile = case.profile
    words = {1: "some", 2: "solid", 3: "very good"}
    lines = []
    if profile.skills:
        lines.append(
            "- Skills: "
            + ", ".join(
                f"{skill.name} ({words[skill.level]})" if skill.level else f"{skill.name}" for skill in profile.skills
            )
        )
    goal = case.catalogue.record(profile.goal) if profile.goal else None
    for name, value in (
        ("Goal", goal.name if goal else None),
        ("Hours a week", f"{profile.hours_per_week:g}" if profile.hours_per_week else None),
        ("By", profile.deadline),
        ("Budget", f"{profile.budget:g} {profile.currency or ''}".strip() if profile.budget is not None else None),
        ("Only free courses", "yes" if profile.free_only else None),
        ("Language of the courses", profile.language),
        ("Country", profile.country),
        ("Education", profile.education),
        ("Finished", listed([record.name for record in case.records(profile.finished or [])])),
    ):
        if value:
            lines.append(f"- {name}: {value}")
    head = "This is what I know of you, and nothing else:" if lines else "I know nothing of you yet."
    return [Statement(head), *(Statement(line) for line in lines)]


def _passages(case: Case) -> Outline:
    """The answer from passages: an open question, or one that no record answers."""
    searcher = case.home.searcher
    told = LOST_WORK.search(case.asked.text) and "what" not in case.asked.text.casefold()
    question = f"What to do when {case.asked.text}" if told else case.asked.whole
    evidence = gather(searcher, question, partial(_is_of_the_question, case))
    answered = is_answered(evidence, searcher)
    draft = write.plain(evidence) if answered else write.unknown(evidence)
    return Outline("article" if answered else "unknown", draft.statements, draft.exhibits)


def _is_of_the_question(case: Case, hit: Hit) -> bool:
    """Whether a passage may answer the question: one of the pack's role pages only where the question is about that role.

    A page on another occupation holds sentences that sound near: "my boss shouts" is no question about shop supervisors.
    """
    if not hit.source.location.startswith(OF_A_ROLE):
        return True
    spoken_of = {*case.roles, *case.asked.roles, *(said.id for said in case.asked.said_roles)}
    return f"role:{hit.source.location.removeprefix(OF_A_ROLE).removesuffix('.md')}" in spoken_of


_FRAMES = re.compile(
    r"(?=\b(?:become|becoming|be|being|as|into|for|about|does|do|is|are|of|like|a|an|the|to|learn|learning|study|"
    r"course|courses|earn|earns|salary)\s+(?:an?\s+|the\s+|in\s+|on\s+|for\s+|some\s+|"
    r"of\s+)*((?:[\w+#&/'-]+\s?){1,5}))",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+\b(?:do|does|earn\w*|make|get|need|have|and|or|with|without|in|at|all|really|actually|please|pls|next|"
    r"what|how|who|when|where|but|if|an? (?:dying|dead|good|bad|safe)|dying|dead|saturated|oversaturated|still|worth|"
    r"for|from|is|are|like|i|my|me|so|then|that|this|course|courses|salary|pay|job|"
    r"jobs|work|online|free|now)\b.*$",
    re.IGNORECASE,
)


def _phrases(text: str) -> list[str]:
    """What a message that names nothing exactly may mean: the words after its cues, the longest first; the whole of a short one."""
    found = [_TAIL.sub("", match.group(1)).strip() for match in _FRAMES.finditer(text)]
    if len(text.split()) <= 4:
        found.append(text.strip(" ?.!"))
    return [phrase for phrase in dict.fromkeys(sorted(found, key=len, reverse=True)) if len(phrase) > 3][:3]
