import pytest

from bot.named import named
from knowledge.home import Home


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "I am a teacher and want to become a UX designer",
            {("elementary-teacher", "current"), ("ux-designer", "asked")},
        ),
        ("no, not data scientist, data engineer", {("data-scientist", "rejected"), ("data-engineer", "asked")}),
        ("from waiter to sales rep", {("waiter", "left"), ("sales-representative", "asked")}),
        ("data analyst or data scientist?", {("data-analyst", "asked"), ("data-scientist", "asked")}),
        ("my manager says I should learn SQL", set()),
        ("I cook at home", set()),
        ("I'm stuck rn", set()),
        ("HR manager or IT manager", {("human-resources-specialist", "asked"), ("it-manager", "asked")}),
    ],
)
def test_roles_and_how_the_person_stands_to_them(pack_home: Home, text: str, roles: set[tuple[str, str]]) -> None:
    found, _, _ = named(text, pack_home.mentions)
    assert {(role.id.removeprefix("role:"), role.stance) for role in found} == roles


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("I know some SQL and I am an expert in Excel", {"sql": 1, "excel": 3}),
        ("5 years of Java, never touched Python", {"java": 3, "python": 0}),
        ("I forgot: I also know R", {"r-language": None}),
        ("Terraform I never touched", {"terraform": 0}),
        ("linux advanced, kubernetes beginner", {"linux": 3, "kubernetes": 1}),
        ("skip the docker step of the plan, i use it at work", {"docker": 2}),
        ("what is Kubernetes?", {}),
        ("my budget is 200 dollars", {}),
        ("help me pls", {}),
    ],
)
def test_skills_that_the_person_has_with_their_levels(
    pack_home: Home, text: str, skills: dict[str, int | None]
) -> None:
    _, found, _ = named(text, pack_home.mentions)
    assert {skill.id.removeprefix("skill:"): skill.level for skill in found if skill.had} == skills


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("I finished the Figma basics course", ["Figma basics"]),
        ("i completed 'Intro to GIS' yesterday, tick it off", ["Intro to GIS"]),
        ("I finished school", []),
        ("I am done with my job", []),
    ],
)
def test_courses_that_are_finished(pack_home: Home, text: str, done: list[str]) -> None:
    assert named(text, pack_home.mentions)[2] == done
