"""Work that no role covers: found by the names of the published figures, and answered with these and the nearest roles."""

import pytest

from bot.advisor import Adviser
from bot.answer import Answer
from bot.occupations import named_in, names_of
from bot.talk import Conversation
from knowledge.home import Home

TITLES = [
    ("19-3051", "Urban and Regional Planners"),
    ("47-2231", "Solar Photovoltaic Installers"),
    ("27-2042", "Musicians and Singers"),
    ("15-2011", "Actuaries"),
    ("29-1071", "Physician Assistants"),
    ("17-1011", "Architects, Except Landscape and Naval"),
    ("13-1199", "Business Operations Specialists, All Other"),
    ("49-3011", "Aircraft Mechanics and Service Technicians"),
    ("49-3041", "Farm Equipment Mechanics and Service Technicians"),
]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("what does an urban planner earn", "19-3051"),
        ("Are regional planners in demand?", "19-3051"),
        ("i want to be a solar installer", "47-2231"),
        ("do singers earn enough to live", "27-2042"),
        ("is being an actuary boring", "15-2011"),
        ("physician assistants' pay", "29-1071"),
        ("aircraft mechanic", "49-3011"),
        ("what does an architect do", None),
        ("who is a specialist", None),
        ("service technician", None),  # Of two occupations.
        ("I want to plan my year", None),
        ("", None),
    ],
)
def test_an_occupation_is_found_by_the_ways_to_say_its_name(text: str, code: str | None) -> None:
    found = named_in(text, names_of(TITLES))
    assert (found and found[0]) == code


def answer(home: Home, message: str) -> Answer:
    return Adviser(home).turn(message, Conversation()).answer


@pytest.mark.parametrize(
    ("message", "figures"),
    [
        (
            "what does a flight attendant earn",
            "Flight Attendants in the United States, May 2025: median $63,580 a year",
        ),
        (
            "salary of an aircraft mechanic?",
            "Aircraft Mechanics and Service Technicians in the United States, May 2025",
        ),
        ("what do fashion designers make", "Fashion Designers in the United States, May 2025"),
        ("genetic counselor", "Genetic Counselors in the United States, May 2025"),
    ],
)
def test_what_is_published_of_it_is_told_and_nothing_of_another_job(
    pack_home: Home, message: str, figures: str
) -> None:
    said = answer(pack_home, message)
    assert figures in said.text
    assert "I have no page on the work of" in said.text
    assert said.text.count("**Pay**") == 1
    assert said.citations
    assert not said.roles


def test_no_plan_is_made_for_a_neighbour_whose_name_is_a_part_of_it(pack_home: Home) -> None:
    said = answer(pack_home, "I want to become a physician assistant")
    assert said.plan is None
    assert "I do not know the work of “physician assistant” well enough to make a plan" in said.text
    assert "Physician Assistants in the United States, May 2025" in said.text
    assert said.choices


def test_a_role_of_the_same_broad_occupation_is_planned_for(pack_home: Home) -> None:
    said = answer(pack_home, "i want to be a middle school teacher")
    assert said.plan is not None
    assert said.plan.goal.id == "role:elementary-teacher"


def test_it_stands_beside_a_role_that_is_asked_about_too(pack_home: Home) -> None:
    said = answer(pack_home, "compare nurse practitioner and registered nurse")
    assert [role.id for role in said.roles] == ["role:registered-nurse"]
    assert "Nurse Practitioners in the United States, May 2025" in said.text


def test_what_carries_over_from_it_is_not_guessed(pack_home: Home) -> None:
    said = answer(pack_home, "i am a flight attendant. what else could i do")
    assert "I cannot say which of its skills carry over" in said.text
    assert said.choices
