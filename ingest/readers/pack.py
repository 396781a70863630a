"""The catalogue's own files: role pages, and lists of skills and courses, as a careers expert edits them."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.readers.courses import letters_of
from ingest.readers.markdown import front_matter
from ingest.readers.yaml_text import read_yaml
from knowledge.errors import InputFailed
from knowledge.records import (
    Basis,
    Cost,
    CourseFacts,
    Education,
    Entry,
    EntryEducation,
    Figure,
    Relation,
    Requirement,
    RoleFacts,
    SkillFacts,
)

ROLE_HEADINGS = ("What the work is", "A day in the work", "How people get in", "How people grow", "Who it suits")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise ValueError(f"{text!r} is no id: lower-case letters, numbers and single hyphens")
    return text


Slug = Annotated[str, AfterValidator(_slug)]
Text = Annotated[str, Field(min_length=1)]
Span = float | tuple[float, float]
Model = TypeVar("Model", bound=BaseModel)


class _Written(BaseModel):
    """Something as it stands in a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Weight(_Written):
    """A skill with its level, and for a role its importance; one basis holds for both."""

    skill: Slug
    level: Span
    importance: Span | None = None
    basis: Basis
    source: str | None = None

    def relation(self, subject: str, kind: Literal["needs", "teaches", "requires"]) -> Relation:
        return Relation(
            subject,
            kind,
            f"skill:{self.skill}",
            None if self.importance is None else _figure(self.importance, self.basis, self.source, 0, 1),
            _figure(self.level, self.basis, self.source, 1, 3),
        )

    @model_validator(mode="after")
    def _makes_figures(self) -> "_Weight":
        self.relation("", "needs")
        return self


class _WrittenEducation(_Written):
    level: Education | tuple[Education, Education]
    basis: Basis
    source: str | None = None


class _WrittenRole(_Written):
    title: Text
    aliases: list[Text]
    soc: list[Annotated[str, Field(pattern=r"^\d\d-\d{4}$")]]
    onet: list[Annotated[str, Field(pattern=r"^\d\d-\d{4}\.\d\d$")]]
    esco: list[Annotated[str, Field(pattern=r"^http://data\.europa\.eu/esco/occupation/[0-9a-f-]{36}$")]]
    education: _WrittenEducation
    requirements: list[Requirement]
    skills: Annotated[list[_Weight], Field(min_length=8, max_length=20)]
    leads_to: list[Slug]
    interests: list[Literal["R", "I", "A", "S", "E", "C"]]
    sources: list[str]


class _Hours(_Written):
    low: float = Field(gt=0)
    high: float
    basis: Basis
    source: str | None = None


class _WrittenSkill(_Written):
    id: Slug
    name: Text
    kind: Literal["knowledge", "tool", "practice", "personal"]
    about: Text
    aliases: list[Text] = []
    rests_on: list[Slug] = []
    hours: dict[Literal[1, 2, 3, "basis"], tuple[float, float] | Literal["estimated"]]
    codes: dict[Literal["onet", "esco"], list[str]] = {}


class _WrittenCost(_Written):
    amount: float | None = None
    low: float | None = None
    high: float | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    basis: Basis | None = None
    source: str | None = None


class _WrittenCourse(_Written):
    id: Slug
    title: Text
    aliases: list[Text] = []
    provider: Text
    address: Annotated[str, Field(pattern=r"^https?://[^\s]+$")]
    kind: Literal["course", "certificate", "qualification", "book"]
    teaches: Annotated[list[_Weight], Field(min_length=1)]
    needs: list[_Weight] = []
    hours: _Hours | None = None
    cost: _WrittenCost
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    format: Text
    source: Text
    about: Text


def role_records(text: str, id_: str) -> Iterator[Entry | Relation]:
    """A role from its page, and its relations; `id_` is its file's name. Raises InputFailed with what is wrong in it."""
    fields, prose = front_matter(text)
    role = _validated(_WrittenRole, fields, f"the role {id_}")
    about = prose.split("\n## ")[0].partition("\n\n")[2]
    levels = role.education.level
    yield Entry(
        id=f"role:{id_}",
        kind="role",
        name=role.title,
        aliases=tuple(role.aliases),
        codes={"soc": tuple(role.soc), "onet": tuple(role.onet), "esco": tuple(role.esco)},
        facts=RoleFacts(
            about=" ".join(about.split()),
            education=EntryEducation(
                levels=(levels,) if isinstance(levels, str) else levels,
                basis=role.education.basis,
                source=role.education.source,
            ),
            requirements=tuple(role.requirements),
            interests="".join(role.interests),
        ),
    )
    yield from (weight.relation(f"role:{id_}", "needs") for weight in role.skills)
    yield from (Relation(f"role:{id_}", "leads to", f"role:{other}") for other in role.leads_to)


def skill_records(text: str, name: str) -> Iterator[Entry | Relation]:
    """The skills of a list, and what they rest on. Raises InputFailed with what is wrong in it."""
    for number, fields in enumerate(_list(text, name), start=1):
        skill = _validated(_WrittenSkill, fields, f"skill {number} of {name}")
        yield Entry(
            id=f"skill:{skill.id}",
            kind="skill",
            name=skill.name,
            aliases=tuple(skill.aliases),
            codes={scheme: tuple(codes) for scheme, codes in skill.codes.items()},
            facts=SkillFacts(about=skill.about, kind=skill.kind, hours=_hours_to_levels(skill)),
        )
        yield from (Relation(f"skill:{skill.id}", "rests on", f"skill:{other}") for other in skill.rests_on)


def course_records(text: str, name: str) -> Iterator[Entry | Relation]:
    """The courses of a list, with what they teach and require. Raises InputFailed with what is wrong in it."""
    for number, fields in enumerate(_list(text, name), start=1):
        course = _validated(_WrittenCourse, fields, f"course {number} of {name}")
        hours = course.hours
        yield Entry(
            id=f"course:{course.id}",
            kind="course",
            name=course.title,
            aliases=tuple(dict.fromkeys((*letters_of(course.title), *course.aliases))),
            codes={},
            facts=CourseFacts(
                about=course.about,
                provider=course.provider,
                address=course.address,
                kind=course.kind,
                hours=hours and Figure(low=hours.low, high=hours.high, basis=hours.basis, source=hours.source),
                cost=_cost(course.cost, f"course {number} of {name}"),
                language=course.language,
                format=course.format,
                source=course.source,
            ),
        )
        yield from (weight.relation(f"course:{course.id}", "teaches") for weight in course.teaches)
        yield from (weight.relation(f"course:{course.id}", "requires") for weight in course.needs)


def pack_records(text: str, place: str) -> tuple[Entry | Relation, ...]:
    """What one file of roles, skills or courses tells; `place` is its folder and name in the pack. Raises InputFailed."""
    folder, _, name = place.partition("/")
    if folder == "roles":
        return tuple(role_records(text, _id_of(name)))
    return tuple({"skills": skill_records, "courses": course_records}[folder](text, name))


def _id_of(name: str) -> str:
    try:
        return _slug(name.removesuffix(".md"))
    except ValueError as error:
        raise InputFailed(f"{name}: {error}", "rename the file") from error


def _figure(span: Span, basis: Basis, source: str | None, least: float, most: float) -> Figure:
    low, high = span if isinstance(span, tuple) else (span, span)
    if not least <= low <= high <= most:
        raise ValueError(f"{low:g} to {high:g} does not lie between {least:g} and {most:g}")
    if basis == "estimated" and not isinstance(span, tuple):
        raise ValueError("an estimate is a range")
    return Figure(low=low, high=high, basis=basis, source=source)


def _hours_to_levels(skill: _WrittenSkill) -> tuple[Figure, Figure, Figure]:
    spans = [skill.hours.get(level) for level in (1, 2, 3)]
    figures = [Figure(low=span[0], high=span[1], basis="estimated") for span in spans if isinstance(span, tuple)]
    if len(figures) < 3:
        raise InputFailed(f"the skill {skill.id} lacks hours to a level", "give hours for levels 1, 2 and 3")
    return figures[0], figures[1], figures[2]


def _cost(cost: _WrittenCost, where: str) -> Cost:
    low, high = (cost.amount, cost.amount) if cost.amount is not None else (cost.low, cost.high)
    if low is None or high is None:
        return Cost()
    if cost.basis is None or cost.currency is None:
        raise InputFailed(f"{where}: a cost has no basis or no currency", "add `basis` and `currency`")
    try:
        return Cost(figure=Figure(low=low, high=high, basis=cost.basis, source=cost.source), currency=cost.currency)
    except ValidationError as error:
        raise InputFailed(f"{where}: {_first(error)}", "mend the cost") from error


def _list(text: str, name: str) -> list[object]:
    try:
        items = read_yaml(text)
    except yaml.YAMLError as error:
        raise InputFailed(f"{name} is no YAML ({' '.join(str(error).split())})", "mend that line") from error
    if not isinstance(items, list):
        raise InputFailed(f"{name} is not a list", "begin each record with `- id:`")
    return items


def _validated(model: type[Model], fields: object, where: str) -> Model:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise InputFailed(f"{where}: {_first(error)}", "mend that field") from error


def _first(error: ValidationError) -> str:
    fault = error.errors()[0]
    place = ".".join(str(part) for part in fault["loc"])
    message = fault["msg"].removeprefix("Value error, ")
    return f"{place}: {message}" if place else message
