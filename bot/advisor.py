"""From a message to a cited answer: the steps, in order.

guard      despair and attacks on the rules, by their words; a fixed answer, or go on
understand the message without what must not weigh; its intents, what it names, what it leans on
profile    what the person told of themselves
gather     a form of answer for each thing that is asked: records and relations, a plan, or passages
cite       marks resolved against what the home holds at this moment
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter

from bot import cite, forms, guard, interests, tell, write
from bot.answer import Answer, Kind, Named, Plan, Profile, Seconds, Step
from bot.answerable import is_answered
from bot.cite import Statement
from bot.evidence import gather
from bot.facts import COMPUTED, passage_of
from bot.forms import Evidence, Outline, listed
from bot.goals import goal_of
from bot.intent import Intent
from bot.known import Knowing, Known
from bot.plan import SCHOOLING, Goal, Need, make
from bot.planned import plan_of
from bot.profile import levels, standing, steps_named, update
from bot.understand import Conversation, Focus, Question, clean, read
from knowledge.home import Home
from knowledge.records import Passage, Record, RoleFacts

NEAREST_ROLES = 3
LIKELY = 0.5  # The chance from which a phrase that names nothing exactly counts as what it is nearest to.
SKILL_LEVEL = 2  # The level to which a skill is planned that is a goal of its own.


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer as far as it is written, and the talk after it."""

    answer: Answer
    talk: Conversation


class Adviser:
    """Answers over one home."""

    def __init__(self, home: Home) -> None:
        self.home = self._home = home
        self._catalogue = home.catalogue
        self._knowing = Knowing(home.catalogue)

    def reply(self, message: str, talk: Conversation | None = None, today: date | None = None) -> Iterator[Turn]:
        """The answer to a message as it grows, statement by statement; the last one is whole."""
        started = perf_counter()
        talk, today = talk or Conversation(), today or date.today()
        text = clean(message)
        outline = self._guarded(text, talk)
        question = None
        if outline is None:
            question = read(self._home, text, talk, today)
        understood = perf_counter()
        profile = talk.profile
        if outline is None and question is not None:
            known = self._knowing.now()
            outline, profile = _Answering(self._home, known, question, talk, today).outline()
        assert outline is not None  # noqa: S101 - one of the two made it
        gathered = perf_counter()
        yield from self._written(outline, profile, question, talk, text, (started, understood, gathered))

    def answer(
        self,
        message: str,
        history: Sequence[str] = (),
        profile: Profile | None = None,
        today: date | None = None,
    ) -> Answer:
        """The whole answer to a message. `history` holds the person's earlier messages, oldest first; the talk is gone through again."""
        talk = Conversation(profile=profile or Profile())
        for said in history:
            talk = self.turn(said, talk, today).talk
        return self.turn(message, talk, today).answer

    def turn(self, message: str, talk: Conversation, today: date | None = None) -> Turn:
        """The whole answer, and the talk after it."""
        *_, last = self.reply(message, talk, today)
        return last

    def _guarded(self, text: str, talk: Conversation) -> Outline | None:
        if guard.is_empty(text):
            return guard.nothing_asked()
        if guard.in_distress(text):
            return guard.distress(talk.profile.country)
        if guard.is_injection(text):
            return guard.unsafe()
        return None

    def _written(
        self,
        outline: Outline,
        profile: Profile,
        question: Question | None,
        talk: Conversation,
        text: str,
        times: tuple[float, float, float],
    ) -> Iterator[Turn]:
        started, understood, gathered = times
        statements, citations = cite.resolve(outline.statements, outline.exhibits, self._stored(outline))
        if not statements or (outline.exhibits and not citations):
            statements = [Statement("I have nothing on that.")]
        after = _after(talk, text, profile, outline, question)
        ended = perf_counter()
        seconds = Seconds(
            understand=round(understood - started, 4),
            gather=round(gathered - understood, 4),
            write=round(ended - gathered, 4),
            total=round(ended - started, 4),
        )
        for count in range(1, len(statements) + 1):
            shown = statements[:count]
            numbers = {number for statement in shown for number in statement.numbers}
            answer = Answer(
                kind=outline.kind,
                text=write.joined(shown),
                grounded=bool(citations) and outline.kind != "unknown",
                citations=[citation for citation in citations if citation.number in numbers],
                roles=list(outline.roles),
                skills=list(outline.skills),
                choices=list(outline.choices),
                profile=profile,
                plan=outline.plan,
                seconds=seconds,
            )
            yield Turn(answer, after)

    def _stored(self, outline: Outline) -> dict[str, Passage]:
        """What the home holds at this moment of everything that is quoted; a computation stands for itself."""
        stored = self._catalogue.passages([exhibit.passage.id for exhibit in outline.exhibits])
        for exhibit in outline.exhibits:
            id_ = exhibit.passage.id
            if id_ in stored:
                continue
            found = (exhibit.passage, None) if id_.startswith(COMPUTED) else passage_of(self._catalogue, id_)
            if found is not None:
                stored[id_] = found[0]
        return stored


def _after(
    talk: Conversation, text: str, profile: Profile, outline: Outline, question: Question | None
) -> Conversation:
    """The talk after an answer: a new subject takes the old one's place, a word in between leaves it."""
    named = Focus(tuple(one.id for one in outline.roles if one.id), tuple(one.id for one in outline.skills if one.id))
    current = question.role_of("current") if question else None
    forgot = outline.kind == "profile" and profile == Profile()
    return Conversation(
        said=(*talk.said, text),
        profile=profile,
        focus=Focus() if forgot else named if named.roles or named.skills else talk.focus,
        plan=None if forgot else outline.plan or talk.plan,
        kind=outline.kind,
        asked=outline.asked,
        current=current or (None if forgot else talk.current),
    )


_AIMED = re.compile(
    r"\b(?:become|becoming|to be|be|as|into|towards?|go for|goal(?: is|:)?|aim(?: is|:)?|target(?: is|:)?|study|"
    r"train(?:ing)? as|for)\s+(?:(?:an?|the|my|good|real|professional|certified|full)\s+)*$",
    re.IGNORECASE,
)
_WHAT_ELSE = re.compile(
    r"\b(?:what else|where (?:could|can|would)|move (?:on )?from|get out of|leave)\b", re.IGNORECASE
)
_WHAT_THEY_DO = re.compile(r"\bwhat (?:do|does|is|are) (?:[\w-]+ ){1,4}(?:do\b|and\b|like\b)", re.IGNORECASE)
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


class _Answering:
    """One answer in the making."""

    def __init__(self, home: Home, known: Known, question: Question, talk: Conversation, today: date) -> None:
        self._home = home
        self._catalogue = home.catalogue
        self._known = known
        self._asked = question
        self._talk = talk
        self._today = today
        self._evidence = Evidence(home.catalogue)
        self._profile = talk.profile

    def outline(self) -> tuple[Outline, Profile]:
        """The answer's outline and the profile after it."""
        first = self._first()
        if first == "pay" and "role" in self._asked.intents and _WHAT_THEY_DO.search(self._asked.text):
            first = "role"  # What a role is tells its pay too.
        fixed = self._fixed(first)
        if fixed is not None:
            return fixed, self._profile
        if not self._known.has_roles:
            return self._passages(), self._profile
        if first == "profile" and _FORGET.search(self._asked.text):
            said = (Statement("I have forgotten what you told me. Where would you like to begin?"),)
            return Outline("profile", said, choices=guard.VAGUE), Profile()
        self._roles = self._linked_roles(first)
        self._profile = update(self._talk.profile, self._asked, self._new_goal(first))
        made = self._form(first)
        for also in self._asked.intents[1:2]:
            made = self._joined(made, also)
        return replace(made, exhibits=tuple(self._evidence.exhibits) or made.exhibits), self._profile

    def _first(self) -> Intent:
        asked = self._asked
        if (
            self._talk.asked == "goal"
            and (asked.roles or asked.skills)
            and asked.intents[0] in ("role", "skill", "clarify", "profile", "explore", "article", "course")
        ):
            return "next_step"
        if self._talk.asked == "interests" and (
            interests.scores_in(asked.text) or asked.text.strip().lower() in ("skip", "skip it", "no", "no thanks")
        ):
            return "explore"
        if interests.scores_in(asked.text):
            return "explore"
        return asked.intents[0]

    def _fixed(self, intent: Intent) -> Outline | None:
        text = self._asked.text
        if intent == "distress":
            return guard.distress(self._talk.profile.country)
        if intent not in ("unsafe", "small_talk", "off_topic", "clarify"):
            return None
        if not self._known.has_roles and (found := self._passages()).kind == "article":
            return found
        fixed = {"unsafe": guard.unsafe, "off_topic": guard.off_topic, "clarify": guard.vague}
        return fixed[intent]() if intent in fixed else guard.small_talk(text, has_plan=self._talk.plan is not None)

    # What the message is about ------------------------------------------------------------------------------------

    def _linked_roles(self, intent: Intent) -> tuple[str, ...]:
        """The roles that the message is about; where it names none exactly, the one that its words are nearest to."""
        if self._asked.roles:
            return self._asked.roles
        own = self._asked.role_of("current")
        if intent in ("role", "pay", "next_step", "compare", "move") and not self._asked.skills and not own:
            for phrase in _phrases(self._asked.text):
                found = self._home.linker.link(phrase, "role", 1)
                if found and found[0].score >= LIKELY:
                    return (found[0].id,)
        if intent in ("role", "pay") and own:
            return (own,)
        return ()

    def _new_goal(self, intent: Intent) -> str | None:
        """The role that the message makes the goal, if it does."""
        said = [role for role in self._asked.said_roles if role.stance == "asked"]
        aimed = [role.id for role in said if _AIMED.search(self._asked.text[: role.start])]
        wanted = aimed or [id_ for id_ in self._roles if id_ != self._asked.role_of("left")]
        if intent == "next_step" and wanted:
            return wanted[0]
        if (
            intent in ("profile", "plan")
            and said
            and (
                aimed
                or self._asked.role_of("rejected")
                or _INSTEAD.search(self._asked.text)
                or not self._talk.profile.goal
            )
        ):
            return (aimed or [said[0].id])[0]
        return None

    def _records(self, ids: Sequence[str]) -> list[Record]:
        found = self._catalogue.records(list(ids))
        return [found[id_] for id_ in ids if id_ in found]

    # The forms ----------------------------------------------------------------------------------------------------

    def _form(self, intent: Intent) -> Outline:
        makers = {
            "next_step": self._next_step,
            "role": self._role,
            "skill": self._skill,
            "course": self._course,
            "compare": self._compare,
            "move": self._move,
            "pay": self._pay,
            "explore": self._explore,
            "profile": self._told,
            "plan": self._plan,
        }
        maker = makers.get(intent)
        made = maker() if maker else None
        return made or self._passages()

    def _joined(self, first: Outline, also: Intent) -> Outline:
        """An answer with the answer to the second thing that is asked."""
        if (
            also == first.kind
            or (first.kind, also) in (("role", "pay"), ("compare", "pay"), ("article", "role"))
            or first.kind == "clarify"
        ):
            return first
        second = self._form(also)
        if second.kind in ("unknown", "clarify", "article"):
            return first
        return replace(
            first,
            statements=(*first.statements, *second.statements),
            roles=tuple(dict.fromkeys((*first.roles, *second.roles))),
            skills=tuple(dict.fromkeys((*first.skills, *second.skills))),
            plan=first.plan or second.plan,
        )

    def _role(self) -> Outline | None:
        records = self._records(self._roles)
        if not records:
            return self._skill() if self._asked.skills else None
        said = forms.role(self._catalogue, self._evidence, records[0], self._asked.text)
        choices = (f"How do I become {forms.a_role(records[0].name)}?", "What do they earn?")
        return self._about("role", said, records[:1], choices=choices)

    def _pay(self) -> Outline | None:
        records = self._records(self._roles)[:3]
        if not records:
            return None
        return self._about(
            "pay", forms.pay_of(self._catalogue, self._evidence, records, self._profile.country), records
        )

    def _skill(self) -> Outline | None:
        records = self._records(self._skills())
        if not records:
            return self._role() if self._roles else None
        said = [
            one
            for record in records[:2]
            for one in forms.skill(self._catalogue, self._evidence, record, self._known.shelf)
        ]
        return self._about("skill", said, records[:2], choices=(f"Make me a plan to learn {records[0].name}",))

    def _skills(self) -> tuple[str, ...]:
        if self._asked.skills:
            return self._asked.skills
        if self._roles:
            return ()
        for phrase in _phrases(self._asked.text):
            found = self._home.linker.link(phrase, "skill", 1)
            if found and found[0].score >= LIKELY:
                return (found[0].id,)
        return ()

    def _course(self) -> Outline | None:
        skills = self._skills()
        roles = self._records(self._roles)
        if not skills and roles:
            goal = goal_of(self._catalogue, roles[0].id)
            skills = tuple(need.skill for need in goal.needs if not need.broad)[:4] if goal else ()
        records = self._records(skills)
        if not records:
            return None
        names = listed([record.name for record in records])
        stand = standing(self._profile, self._known.shelf)
        said = forms.courses(
            self._catalogue,
            self._evidence,
            [record.id for record in records],
            self._known.shelf,
            stand,
            intro=f"Courses for {names}, free and short ones first:",
        )
        if not said:
            said = self._no_course(records, names)
        return self._about("course", said, [*roles[:1], *records])

    def _no_course(self, records: Sequence[Record], names: str) -> list[Statement]:
        wish = [
            word
            for word, set_ in (
                ("free", self._profile.free_only),
                (f"in {tell.language_name(self._profile.language or '')}", self._profile.language),
            )
            if set_
        ]
        others = forms.courses(
            self._catalogue,
            self._evidence,
            [record.id for record in records],
            self._known.shelf,
            standing(Profile(), self._known.shelf),
            intro="Without that limit there are these:" if wish else "",
            most=3,
        )
        limits = f" that {'are' if 'free' in wish else 'is'} {' and '.join(wish)}" if wish else ""
        return [Statement(f"I know no courses for {names}{limits}."), *others]

    def _compare(self) -> Outline | None:
        roles, skills = self._records(self._roles), self._records(self._asked.skills)
        both = roles if len(roles) > 1 else skills if len(skills) > 1 else []
        if not both and len(roles) == 1:
            other = [
                id_
                for id_ in (
                    *self._talk.focus.roles,
                    self._talk.profile.goal or "",
                    self._asked.role_of("current") or "",
                )
                if id_ and id_ != roles[0].id
            ]
            both = self._records([*other[:1], roles[0].id]) if other else []
        if len(both) < 2:
            return self._role() if roles else self._skill() if skills else None
        return self._about("compare", forms.compare(self._catalogue, self._evidence, both[:3]), both[:3])

    def _told(self) -> Outline:
        """What was taken down; where there is a plan or a goal, the plan from there."""
        if _KNOWN.search(self._asked.text):
            return Outline("profile", tuple(self._profile_lines()))
        before = self._talk.profile
        if self._profile.goal and (self._talk.plan is not None or (before.goal and before.goal != self._profile.goal)):
            return self._planned("profile", self._goal())
        said = self._profile_lines() if self._profile != before else []
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
        if not self._profile.goal:
            said.append(Statement("Where would you like to be? Name a job, or say that you do not know yet."))
            return Outline("profile", tuple(said), skills=self._own_skills(), choices=guard.VAGUE[2:3], asked="goal")
        return Outline("profile", tuple(said), skills=self._own_skills(), choices=("Make me a plan",))

    def _own_skills(self) -> tuple[Named, ...]:
        return tuple(Named(id=said.id, name=said.name) for said in self._asked.said_skills if said.had)

    def _profile_lines(self) -> list[Statement]:
        profile = self._profile
        words = {1: "some", 2: "solid", 3: "very good"}
        lines = []
        if profile.skills:
            lines.append(
                "- Skills: "
                + ", ".join(
                    f"{skill.name} ({words[skill.level]})" if skill.level else f"{skill.name}"
                    for skill in profile.skills
                )
            )
        goal = self._catalogue.record(profile.goal) if profile.goal else None
        for name, value in (
            ("Goal", goal.name if goal else None),
            ("Hours a week", f"{profile.hours_per_week:g}" if profile.hours_per_week else None),
            ("By", profile.deadline),
            ("Budget", f"{profile.budget:g} {profile.currency or ''}".strip() if profile.budget is not None else None),
            ("Only free courses", "yes" if profile.free_only else None),
            ("Language of the courses", profile.language),
            ("Country", profile.country),
            ("Education", profile.education),
            ("Finished", f"{len(profile.finished)} courses" if profile.finished else None),
        ):
            if value:
                lines.append(f"- {name}: {value}")
        head = "This is what I know of you, and nothing else:" if lines else "I know nothing of you yet."
        return [Statement(head), *(Statement(line) for line in lines)]

    def _passages(self) -> Outline:
        """The answer from passages: an open question, or one that no record answers."""
        searcher = self._home.searcher
        evidence = gather(searcher, self._asked.whole)
        answered = is_answered(evidence, searcher)
        draft = write.plain(evidence) if answered else write.unknown(evidence)
        return Outline("article" if answered else "unknown", draft.statements, draft.exhibits)

    def _about(
        self, kind: Kind, said: Sequence[Statement], records: Sequence[Record], choices: Sequence[str] = ()
    ) -> Outline:
        named = [Named(id=record.id, name=record.name) for record in records]
        return Outline(
            kind,
            tuple(said),
            roles=tuple(one for one in named if one.id and one.id.startswith("role:")),
            skills=tuple(one for one in named if one.id and one.id.startswith("skill:")),
            choices=tuple(choices),
        )

    # Plans --------------------------------------------------------------------------------------------------------

    def _goal(self) -> Goal | None:
        return goal_of(self._catalogue, self._profile.goal) if self._profile.goal else None

    def _next_step(self) -> Outline:
        goal = self._goal()
        leans = not self._roles and self._talk.focus.roles and not self._talk.profile.goal
        if leans:
            goal = goal_of(self._catalogue, self._talk.focus.roles[-1])
            self._profile = self._profile.model_copy(update={"goal": self._talk.focus.roles[-1]})
        if not self._roles and self._asked.skills and (goal is None or not self._talk.plan):
            goal = self._skill_goal(self._asked.skills[0])
        if goal is not None:
            return self._planned("next_step", goal)
        own = self._asked.role_of("current") or self._talk.current
        choices = (
            [record.name for record in self._records([one.id for one in self._catalogue.related(own, "leads to")][:3])]
            if own
            else []
        )
        said = "What would you like to be able to do? Name a job or a skill, and I work out the way there."
        return Outline(
            "clarify",
            (Statement(said),),
            choices=(*choices, *guard.VAGUE[2:3]) if choices else guard.VAGUE,
            asked="goal",
        )

    def _skill_goal(self, skill: str) -> Goal | None:
        record = self._catalogue.record(skill)
        have = levels(self._profile, self._known.shelf).get(skill, 0)
        if record is None:
            return None
        return Goal(record.id, record.name, (Need(record.id, min(3, max(SKILL_LEVEL, have + 1)), 1.0, "estimated"),))

    def _planned(self, kind: Kind, goal: Goal | None) -> Outline:
        if goal is None:
            return self._next_step()
        made = self._make(goal)
        before = self._talk.plan
        if before is not None and kind in ("profile", "plan"):
            said, made = tell.changed(self._catalogue, self._evidence, before, made, self._profile, self._today)
        else:
            said, made = tell.plan(self._catalogue, self._evidence, made, self._profile, self._today)
        is_role = goal.id.startswith("role:")
        return Outline(
            kind,
            tuple(said),
            tuple(self._evidence.exhibits),
            roles=(Named(id=goal.id, name=goal.name),) if is_role else (),
            skills=tuple(one.skill for one in made.gap[:6]) if is_role else (Named(id=goal.id, name=goal.name),),
            choices=_plan_choices(made, self._profile),
            plan=made,
        )

    def _make(self, goal: Goal) -> Plan:
        shelf = self._known.shelf
        stand = standing(self._profile, shelf)
        spoken = stand.limits.language
        if spoken and all(course.language != spoken for course in shelf.courses.values()):
            stand = replace(stand, limits=replace(stand.limits, language=None))
        made = plan_of(self._catalogue, self._home.linker, shelf, make(goal, stand, shelf, self._today), stand)
        if spoken != stand.limits.language:
            remark = f"I know no courses in {tell.language_name(spoken or '')} yet; these are in other languages."
            return made.model_copy(update={"remark": f"{remark} {made.remark}".strip()})
        return made

    def _plan_goal(self) -> Goal | None:
        """The goal of the plan that is there."""
        plan = self._talk.plan
        if self._new_goal("plan") or plan is None or plan.goal.id is None:
            return self._goal()
        return (
            goal_of(self._catalogue, plan.goal.id)
            if plan.goal.id.startswith("role:")
            else self._skill_goal(plan.goal.id)
        )

    def _plan(self) -> Outline:
        """A question about the plan, or a change of it."""
        plan = self._talk.plan
        if plan is None:
            return self._next_step()
        places = steps_named(self._asked, plan)
        change = self._asked.change
        if self._asked.steps and not places:
            count = len(plan.steps)
            there = f"{count} step{'s' if count != 1 else ''}" if count else "no step"
            return self._of_plan(
                plan,
                [
                    Statement(f"The plan has {there}, so there is no number {self._asked.steps[0]}."),
                    tell.gap(self._evidence, plan, self._today),
                ],
            )
        if change in ("why", "more") and places:
            return self._step_told(plan, places[0])
        if change in ("how_long", "cost"):
            said = [
                *tell.time(plan, self._profile, self._today),
                *tell.requirements(self._evidence, plan)[:1],
                tell.gap(self._evidence, plan, self._today),
            ]
            return self._of_plan(plan, said)
        if change in ("finish", "skip", "replace", "cheaper", "faster"):
            self._change(plan, change, places)
            return self._planned("plan", self._plan_goal())
        if self._profile != self._talk.profile:
            return self._planned("plan", self._plan_goal())
        said, told = tell.plan(self._catalogue, self._evidence, plan, self._profile, self._today, whole=True)
        return self._of_plan(told, said)

    def _of_plan(self, plan: Plan, said: Sequence[Statement]) -> Outline:
        roles = (plan.goal,) if (plan.goal.id or "").startswith("role:") else ()
        return Outline(
            "plan",
            tuple(said),
            tuple(self._evidence.exhibits),
            roles=roles,
            choices=_plan_choices(plan, self._profile),
            plan=plan,
        )

    def _step_told(self, plan: Plan, place: int) -> Outline:
        step = plan.steps[place - 1]
        passage = passage_of(self._catalogue, step.course)
        about = passage[0].text.split("\n")[0] if passage else ""
        taught = ", ".join(f"{skill.name} to level {skill.level}" for skill in step.teaches)
        lines = [row for row in passage[0].text.split("\n") if row.startswith("Teaches ")] if passage else []
        said = [
            Statement(
                f"Step {place} is **{step.title}** by {step.provider}: {about}",
                self._evidence.quote(step.course, about),
            ),
            Statement(f"{step.why}.", tuple(tell.gap(self._evidence, plan, self._today).numbers)),
            Statement(f"It teaches {taught}.", self._evidence.quote(step.course, *lines)),
            Statement(f"Its address: <{step.address}>"),
        ]
        needed = [skill.name for skill in step.needs]
        if needed:
            said.insert(3, Statement(f"Before it you need {listed(needed)}."))
        made = self._of_plan(plan, said)
        return replace(made, skills=tuple(Named(id=skill.id, name=skill.name) for skill in step.teaches))

    def _change(self, plan: Plan, change: str, places: Sequence[int]) -> None:
        """Change what the plan is made from: what is finished, skipped or to be replaced; the profile keeps it."""
        steps = [plan.steps[place - 1] for place in places]
        finished, skipped = list(self._profile.finished or []), list(self._profile.skipped or [])
        if change == "finish":
            finished += [step.course for step in steps or plan.steps[:1]]
        elif change == "skip":
            named = [said.id for said in self._asked.said_skills]
            skipped += named if named and not self._asked.steps else [step.course for step in steps]
            if not named:
                skipped += [step.teaches[0].id for step in steps if step.teaches and step.teaches[0].id]
        elif change == "replace":
            skipped += [step.course for step in steps]
        elif change == "cheaper":
            skipped += self._dearer(steps)
            if not steps and self._asked.told.budget is None:
                self._profile = self._profile.model_copy(update={"free_only": True})
        elif change == "faster":
            skipped += [gap.skill.id for gap in plan.gap if gap.importance < 0.6 and gap.skill.id]
        self._profile = self._profile.model_copy(
            update={"finished": list(dict.fromkeys(finished)) or None, "skipped": list(dict.fromkeys(skipped)) or None}
        )

    def _dearer(self, steps: Sequence[Step]) -> list[str]:
        """The courses about the same skill that cost as much or more, or whose price is not known."""
        shelf = self._known.shelf
        out = []
        for step in steps:
            course = shelf.courses[step.course]
            price = course.cost or 0.0
            out += [
                other.id
                for other in shelf.teaching.get(course.subject, ())
                if other.id == course.id or ((other.cost is None or other.cost >= price) and other.cost != 0)
            ]
        return out

    # Moving and exploring -----------------------------------------------------------------------------------------

    def _move(self) -> Outline | None:
        left = self._asked.role_of("left") or self._asked.role_of("current")
        if left is None and len(self._roles) == 1 and _WHAT_ELSE.search(self._asked.text):
            left = self._roles[0]
        left = left or self._talk.current
        wanted = [id_ for id_ in self._roles if id_ != left]
        if left is None and len(self._roles) > 1:
            left, wanted = self._roles[0], list(self._roles[1:])
        if left is None and wanted and not self._profile.skills:
            return self._next_step()
        have = levels(self._profile, self._known.shelf)
        if left is not None:
            start = goal_of(self._catalogue, left)
            for need in start.needs if start else ():
                have[need.skill] = max(have.get(need.skill, 0), need.level)
        records = self._records([id_ for id_ in (left, *wanted[:1]) if id_])
        if wanted:
            return self._move_to(records, left, wanted[0], have)
        if not have:
            return None
        return self._moves(records, left, have)

    def _move_to(self, records: list[Record], left: str | None, goal_id: str, have: dict[str, int]) -> Outline | None:
        goal = goal_of(self._catalogue, goal_id)
        if goal is None or not goal.needs:
            return None
        names = {
            id_: record.name for id_, record in self._catalogue.records([need.skill for need in goal.needs]).items()
        }
        far = forms.distance(goal, have, names)
        shown = self._evidence.computed("distance", f"How far {goal.name} is", list(far.lines), self._today.isoformat())
        start = f"From {records[0].name} to {goal.name}" if left else f"To {goal.name}"
        said = [Statement(f"{start}: {far.share:.0%} of what it takes is there, weighted by importance.", shown)]
        if far.carried:
            said.append(Statement(f"What carries over: {listed(list(far.carried[:6]))}.", shown))
        if far.partly:
            said.append(Statement(f"There in part: {listed(list(far.partly[:5]))}.", shown))
        if far.missing:
            said.append(Statement(f"New to you: {listed(list(far.missing[:6]))}.", shown))
        target = self._records([goal_id])
        said += forms.way_in(self._evidence, target[0])
        said += forms.pay(self._catalogue, self._evidence, target[0], short=True)
        return self._about("move", said, records, choices=(f"Make me a plan to become {forms.a_role(goal.name)}",))

    def _moves(self, records: list[Record], left: str | None, have: dict[str, int]) -> Outline:
        shares = {id_: self._known.share(id_, have) for id_ in self._known.needs if id_ != left}
        near = sorted(shares, key=lambda id_: (-shares[id_], id_))[:12]
        leads = [one.id for one in self._catalogue.related(left, "leads to")] if left else []
        chosen = list(dict.fromkeys([*leads[:NEAREST_ROLES], *near]))[:12]
        found = {record.id: record for record in self._records(chosen)}
        lines = [
            f"{found[id_].name}: {shares.get(id_, 0):.0%} of its weighted skills are there"
            for id_ in chosen
            if id_ in found
        ]
        shown = self._evidence.computed("near", "Roles whose skills are there", lines, self._today.isoformat())
        said = [
            Statement(
                f"From {records[0].name if left and records else 'what you told me'} these are the nearest, by the "
                f"share of their weighted skills that you bring:"
            )
        ]
        picked: list[Record] = []
        for reason, id_ in self._reasons(left, [id_ for id_ in chosen if id_ in found]):
            record = found[id_]
            picked.append(record)
            said.append(
                Statement(
                    f"- **{record.name}** ({shares.get(id_, 0):.0%}): {reason}", (*shown, *self._pay_marks(record))
                )
            )
        return self._about(
            "move",
            said,
            [*records[:1], *picked],
            choices=[f"How do I become {forms.a_role(record.name)}?" for record in picked[:2]],
        )

    def _reasons(self, left: str | None, ids: Sequence[str]) -> list[tuple[str, str]]:
        """Near roles with why each is worth a look: it pays more, needs less schooling, or grows faster; then simply the nearest."""
        base = self._figures(left) if left else (None, None, None)
        told: dict[str, str] = {}
        for place, label in ((0, "pays more"), (2, "grows faster"), (1, "asks for less schooling")):
            for id_ in ids:
                value, own = self._figures(id_)[place], base[place]
                better = value is not None and own is not None and (value < own if place == 1 else value > own)
                if better and id_ not in told:
                    told[id_] = self._reason(label, place, value, own)
                    break
        for id_ in ids:
            if len(told) >= NEAREST_ROLES + 1:
                break
            told.setdefault(id_, "its skills are near to yours")
        return [(reason, id_) for id_, reason in told.items()]

    @staticmethod
    def _reason(label: str, place: int, value: float | None, own: float | None) -> str:
        if place == 0:
            return f"it {label}: ${value:,.0f} a year in the middle instead of ${own:,.0f} (United States, May 2025)"
        if place == 2:
            return f"it {label}: {value:+g} per cent in ten years instead of {own:+g} (United States, 2024 to 2034)"
        return f"it {label}"

    def _figures(self, id_: str | None) -> tuple[float | None, float | None, float | None]:
        """Median pay a year, place of the entry education, growth in per cent."""
        from bot import facts

        if id_ is None:
            return None, None, None
        codes = self._catalogue.codes([id_])[id_].get("soc", [])[:1]
        paid = [pay.annual[1] for code in codes for pay in facts.pays(self._catalogue, code)]
        grows = [one.growth for code in codes for one in facts.outlooks(self._catalogue, code)]
        record = self._catalogue.record(id_)
        levels_ = [
            entry.facts.education.levels
            for entry, _ in (record.entries if record else ())
            if isinstance(entry.facts, RoleFacts) and entry.facts.education
        ]
        school = min(map(SCHOOLING.index, levels_[0])) if levels_ else None
        return (
            (paid[0] if paid else None),
            (float(school) if school is not None else None),
            (grows[0] if grows else None),
        )

    def _pay_marks(self, record: Record) -> tuple[int, ...]:
        numbers = {
            number
            for statement in forms.pay(self._catalogue, self._evidence, record, short=True)
            for number in statement.numbers
        }
        return tuple(sorted(numbers))

    def _explore(self) -> Outline:
        text = self._asked.text
        scores = interests.scores_in(text)
        told = scores or interests.told_in(text)
        if scores:
            self._profile = self._profile.model_copy(update={"interests": scores})
        told = told or self._profile.interests or {}
        have = levels(self._profile, self._known.shelf)
        if not told and not have:
            return self._questionnaire()
        shares = {id_: self._known.share(id_, have) for id_ in self._known.needs} if have else {}
        if not told:
            return self._moves([], None, have)
        school = next((level for level in SCHOOLING if level == self._profile.education), None)
        ranked = interests.rank(
            self._catalogue, told, shares, school, list(self._known.needs) or self._catalogue.record_ids("role")[:1500]
        )
        strong = [letter for letter in sorted(told, key=lambda letter: -told[letter]) if told[letter] > 0][:3]
        lines = [f"{letter}, {interests.KINDS[letter]}: {told.get(letter, 0):.2f} of 1" for letter in interests.LETTERS]
        lines += [
            f"{one.name}: interests {one.letters}, fit {one.interest:.2f}, share of its skills that is there "
            f"{one.skills:.0%}"
            for one in ranked
        ]
        shown = self._evidence.computed("interests", "How the roles were ranked", lines, self._today.isoformat())
        said = [
            Statement(
                f"What you like sounds like {listed([interests.KINDS[letter] for letter in strong])}. These roles "
                f"fit that best:",
                shown,
            )
        ]
        records = self._records([one.id for one in ranked])
        for record, one in zip(records, ranked, strict=True):
            about = record.entries[0][0].facts.about
            far = "; it usually asks for more schooling than you told me of" if one.too_far else ""
            said.append(
                Statement(
                    f"- **{record.name}**: {about.split('. ')[0].rstrip('.')}{far}.",
                    (*self._evidence.quote(record.id, about), *shown),
                )
            )
        if not scores:
            said.append(Statement("For a better idea, answer 18 short statements: say “questionnaire”."))
        choices = [f"What does {forms.a_role(record.name)} do?" for record in records[:2]]
        return self._about("explore", said, records, choices=choices)

    def _questionnaire(self) -> Outline:
        said = [
            Statement(
                "Let us find out what you like. Here are 18 statements. Answer with 18 numbers in one line, from 1 "
                "(not me at all) to 5 (very much "
                "me), for example 3 5 1 and so on; or tell me in your own words what you enjoy doing."
            )
        ]
        said += [Statement(f"{place}. {text}") for place, (_, text) in enumerate(interests.STATEMENTS, start=1)]
        choices = (
            "I like working with my hands",
            "I like helping people",
            "I like numbers and order",
            "I like to create things",
        )
        return Outline("explore", tuple(said), choices=choices, asked="interests")


def _plan_choices(plan: Plan, profile: Profile) -> tuple[str, ...]:
    choices = []
    if plan.steps:
        choices += ["I finished the first one", "Why the first one?"]
    if not profile.hours_per_week:
        choices.append("I have 5 hours a week")
    if any(step.cost for step in plan.steps):
        choices.append("Only free courses, please")
    return tuple(choices[:4])


_FRAMES = re.compile(
    r"\b(?:become|becoming|be|being|as|into|for|about|does|do|is|are|of|like|a|an|the|to|learn|learning|study|"
    r"course|courses|earn|earns|salary)\s+(?:an?\s+|the\s+|in\s+|on\s+|for\s+|some\s+|"
    r"of\s+)*((?:[\w+#&/'-]+\s?){1,5})",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+\b(?:do|does|earn\w*|make|get|need|have|and|or|with|without|in|at|all|really|actually|please|pls|next|"
    r"what|how|who|when|where|but|if|for|from|is|are|like|i|my|me|so|then|that|this|course|courses|salary|pay|job|"
    r"jobs|work|online|free|now)\b.*$",
    re.IGNORECASE,
)


def _phrases(text: str) -> list[str]:
    """What a message that names nothing exactly may mean: the words after its cues, the longest first; the whole of a short one."""
    found = [_TAIL.sub("", match.group(1)).strip() for match in _FRAMES.finditer(text)]
    if len(text.split()) <= 4:
        found.append(text.strip(" ?.!"))
    return [phrase for phrase in dict.fromkeys(sorted(found, key=len, reverse=True)) if len(phrase) > 3][:3]
