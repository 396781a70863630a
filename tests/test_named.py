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
        (
            "not nurse or carer but paramedic",
            {("registered-nurse", "rejected"), ("home-health-aide", "rejected"), ("paramedic", "asked")},
        ),
        (
            "anything that isn't accountant or bookkeeper",
            {("accountant", "rejected"), ("bookkeeping-clerk", "rejected")},
        ),
        (
            "neither lawyer nor paralegal, but librarian work",
            {("lawyer", "rejected"), ("paralegal", "rejected"), ("librarian", "asked")},
        ),
        ("I'd rather be an electrician than a plumber", {("electrician", "asked"), ("plumber", "rejected")}),
        (
            "I was a chef and a waiter, now I want to be a paramedic",
            {("chef", "current"), ("waiter", "current"), ("paramedic", "asked")},
        ),
        ("are there jobs for translaters", {("interpreter-and-translator", "asked")}),
        ("my goal is a job as bookkeeper", {("bookkeeping-clerk", "asked")}),
        ("HR manager or IT manager", {("human-resources-manager", "asked"), ("it-manager", "asked")}),
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
        ("Payroll i do since 9 years and QuickBooks since 3 months", {"payroll": 3, "accounting-software": 1}),
        ("SQL: never, Tableau: beginner, Excel: expert", {"sql": 0, "tableau": 1, "excel": 3}),
        ("bookkeeping I'm very good at, Power BI not so much", {"bookkeeping": 3, "power-bi": 1}),
        ("Docker and Kubernetes none at all but Linux I know well", {"docker": 0, "kubernetes": 0, "linux": 2}),
        ("in Python expert, in R beginner", {"python": 3, "r-language": 1}),
        ("negotiation isn't my strength", {"negotiation": 1}),
        ("I have never used Docker, Kubernetes or Terraform", {"docker": 0, "kubernetes": 0, "terraform": 0}),
        ("HTML, CSS and JavaScript I use daily", {"html": 2, "css": 2, "javascript": 2}),
        ("expert in Excel, SQL none at all", {"excel": 3, "sql": 0}),
        ("Docker never done, Linux I'm good at", {"docker": 0, "linux": 2}),
        ("neither SQL nor Python", {"sql": 0, "python": 0}),
        ("Excel yes, SQL no", {"excel": None, "sql": 0}),
        ("I know Linux. 6 years at work.", {"linux": 3}),
        ("Kubernetes? Never. Docker? A little.", {"kubernetes": 0, "docker": 1}),
        ("with Git I work every day, with Jenkins I worked never", {"git": 2, "jenkins": 0}),
        ("SQL (advanced), Python (basics), R (none)", {"sql": 3, "python": 1, "r-language": 0}),
        ("Advanced: Python, SQL. Basic: Docker, Git", {"python": 3, "sql": 3, "docker": 1, "git": 1}),
        ("what suits my Docker and Git skills? I am expert in both", {"docker": 3, "git": 3}),
        ("no experience with AutoCAD yet, SolidWorks 2 years", {"autocad": 0, "solidworks": 2}),
        ("I want to learn SQL, I already know Excel well", {"excel": 2}),
        ("could you recommend a course in Tableau, my Excel is intermediate", {"excel": 2}),
        ("a good Power BI tutorial? I know Excel very well", {"excel": 3}),
        ("do I need TypeScript if I am fluent in JavaScript", {"javascript": 3}),
        ("I am good at photshop and negotation", {"adobe-photoshop": 2, "negotiation": 2}),
        ("react just the basics, html daily", {"react": 1, "html": 2}),
        ("I drive a forklift at work", {"forklift-driving": 2}),
        ("which jobs need GD&T?", {}),
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
        ("I already completed Excel for Everybody, what now", ["Excel for Everybody"]),
        ("Machine Learning with Python on Coursera I already finished", ["Machine Learning with Python"]),
        ("the Python Basics course is done", ["Python Basics"]),
        ("i finnished the figma course", ["figma"]),
        ("I want to finish the course by June", []),
        ("I finished school", []),
        ("I finished CS50 and the google data analytics certificate. what next?", ["CS50", "google data analytics"]),
        ("finished AZ-900 and AZ-104 and I want to go on", ["AZ-900", "AZ-104"]),
        ("I am done with my job", []),
    ],
)
def test_courses_that_are_finished(pack_home: Home, text: str, done: list[str]) -> None:
    assert named(text, pack_home.mentions)[2] == done


@pytest.mark.parametrize(
    ("message", "role"),
    [
        ("what should a senior java developer learn to become an architect", "role:software-architect"),
        ("I'm a python programmer and want to be an architect", "role:software-architect"),
        ("I want to become an architect, do I need to learn software", "role:architect"),
        ("how do I become an architect", "role:architect"),
    ],
)
def test_a_developers_architect_is_one_of_software(pack_home: Home, message: str, role: str) -> None:
    roles, _, _ = named(message, pack_home.mentions)
    assert role in [one.id for one in roles]
