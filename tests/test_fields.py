"""Fields of work: which one a message means, and which jobs are told of it."""

from collections import Counter

import pytest

from bot.advisor import Adviser
from bot.answer import Answer
from bot.fields import asked_for, fields, held, named_in, only_about
from bot.known import Knowing
from bot.talk import Conversation
from knowledge.home import Home


def answer(home: Home, *messages: str) -> Answer:
    adviser, talk = Adviser(home), Conversation()
    for message in messages:
        turn = adviser.turn(message, talk)
        talk = turn.talk
    return turn.answer


def test_every_field_holds_roles_of_the_pack_and_names_none_that_is_not_there(pack_home: Home) -> None:
    roles = list(Knowing(pack_home.catalogue).now().needs)
    for field in fields():
        assert held([field], pack_home.catalogue, roles), field.name
        assert set(field.roles) <= set(roles), field.name


def test_no_word_names_two_fields() -> None:
    words = Counter(word for field in fields() for word in field.words)
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("law", "law"),
        ("i want to work in law", "law"),
        ("I want to get into tech", "computing"),
        ("it jobs", "computing"),
        ("I want to work in IT", "computing"),
        ("something with languages", "work with languages"),
        ("want to join the police", "police, fire and rescue"),
        ("I want to work for the government", "government and public service"),
        ("likes cars", "work with cars"),
        ("i love cooking, what jobs are there", "food"),
        ("I would like a career in health care, please", "health care"),
    ],
)
def test_a_field_that_is_all_a_message_says_is_understood(message: str, name: str) -> None:
    assert [field.name for field in only_about(message)] == [name]


@pytest.mark.parametrize(
    "message",
    [
        "I want to get into it",
        "I work in healthcare and want a change",
        "I hate my office job",
        "what is IT",
        "I study law",
        "i want to become a data engineer",
        "data analyst jobs",
        "is tech a good career",
        "help",
    ],
)
def test_what_asks_for_no_field_names_none(message: str) -> None:
    assert asked_for(message) == ()


def test_where_somebody_works_now_is_no_field_that_they_ask_for() -> None:
    assert named_in("I work in retail and want something else") == ()
    assert [field.name for field in named_in("from bus driver into tech")] == ["computing"]


@pytest.mark.parametrize(
    ("message", "head", "among"),
    [
        ("i want to work in law", "In law I know these jobs", "**Paralegal**"),
        ("i want to join the police", "In police, fire and rescue I know these jobs", "**Police officer**"),
        ("I'm 45, worked in retail for 20 years, want to get into IT", "In computing", "**IT support specialist**"),
        (
            "What should I learn to work in marketing?",
            "In marketing and advertising",
            "**Digital marketing specialist**",
        ),
        ("my son likes cars", "In work with cars", "**Automotive technician**"),
        ("hospitality", "In hotels, travel and tourism", "**Receptionist**"),
        ("any jobs in AI for a beginner?", "In data and AI", "**Data analyst**"),
    ],
)
def test_the_jobs_of_a_field_are_told_with_what_they_take_and_pay(
    pack_home: Home, message: str, head: str, among: str
) -> None:
    got = answer(pack_home, message)
    assert got.kind == "explore"
    assert got.text.startswith(head)
    assert among in got.text
    assert "usual entry: " in got.text
    assert got.grounded
    lines = [line for line in got.text.splitlines() if line.startswith("- **")]
    assert 2 <= len(lines) <= 6
    assert all("[" in line for line in lines)


def test_the_shortest_way_in_comes_first(pack_home: Home) -> None:
    text = answer(pack_home, "jobs in health care").text
    assert text.index("**Nursing assistant**") < text.index("**Registered nurse**")


def test_what_is_disliked_of_a_field_is_left_out(pack_home: Home) -> None:
    text = answer(pack_home, "jobs in education but not teaching").text
    assert text.startswith("In education")
    assert "teacher**" not in text.casefold()


def test_figures_are_those_of_the_field_that_is_asked_for(pack_home: Home) -> None:
    got = answer(pack_home, "Which jobs in law pay most?")
    assert got.text.startswith("Of the jobs in law that I know, these pay most:")
    assert {role.name for role in got.roles} <= {"Lawyer", "Judge", "Paralegal", "Title examiner"}


def test_two_fields_to_choose_from_are_both_told(pack_home: Home) -> None:
    text = answer(pack_home, "IT or healthcare?").text
    assert "In computing I know these jobs" in text
    assert "In health care I know these jobs" in text


def test_a_liking_beside_a_field_ranks_within_it(pack_home: Home) -> None:
    got = answer(pack_home, "something with my hands, maybe in construction")
    names = {role.name for role in got.roles}
    assert "Carpenter" in names
    assert "Veterinarian" not in names


def test_a_job_of_the_list_can_be_named_next(pack_home: Home) -> None:
    assert answer(pack_home, "i want to work in law", "paralegal").text.startswith("**Paralegal**")
