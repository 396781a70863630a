"""Answers to everyday questions, over the pack: what kind each is, and what must or must not stand in it."""

import re

import pytest

from bot.advisor import Adviser
from bot.answer import Answer
from bot.talk import Conversation
from knowledge.home import Home


def answer(home: Home, *messages: str) -> Answer:
    adviser, talk = Adviser(home), Conversation()
    for message in messages:
        turn = adviser.turn(message, talk)
        talk = turn.talk
    return turn.answer


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Is it worth getting CompTIA A+ in 2026?", "**CompTIA A+**"),
        ("tell me about the PMP exam", "**Project Management Professional (PMP)**"),
        ("how much does the cissp cost", "**Certified Information Systems Security Professional (CISSP)**"),
        ("Is the Google data analytics certificate worth it?", "**Google Data Analytics"),
    ],
)
def test_a_course_asked_about_by_its_name_or_letters_is_told(pack_home: Home, question: str, title: str) -> None:
    got = answer(pack_home, question)
    assert got.kind == "course"
    assert got.text.startswith(title)
    assert "hours: " in got.text
    assert "cost: " in got.text
    assert got.grounded


@pytest.mark.parametrize("question", ["what is docker", "is java worth learning", "tell me about kubernetes"])
def test_a_skill_is_not_taken_for_a_course_of_its_name(pack_home: Home, question: str) -> None:
    assert answer(pack_home, question).kind == "skill"


def test_only_certificates_are_listed_where_certificates_are_asked_for(pack_home: Home) -> None:
    got = answer(pack_home, "What certifications do cloud engineers need?")
    assert got.text.startswith("Certificates and qualifications for ")
    assert "AWS Certified" in got.text
    assert "freeCodeCamp" not in got.text


@pytest.mark.parametrize(
    "message",
    [
        "i work nights at a petrol station and want out. what could i do with 6 hours a week and no money",
        "I drive a delivery van and earn too little money. what other jobs are there?",
    ],
)
def test_how_somebody_lives_is_not_taken_for_what_they_like(pack_home: Home, message: str) -> None:
    assert "What you like sounds like" not in answer(pack_home, message).text


@pytest.mark.parametrize("message", ["I like animals and being outside", "I am creative and I like numbers"])
def test_what_somebody_likes_brings_roles(pack_home: Home, message: str) -> None:
    got = answer(pack_home, message)
    assert got.kind == "explore"
    assert got.text.startswith("What you like sounds like")


def test_a_field_that_is_asked_for_bounds_the_roles_to_move_to(pack_home: Home) -> None:
    got = answer(pack_home, "I am a nurse with 12 years experience. Which computing jobs would use that?")
    assert got.kind == "move"
    codes = pack_home.catalogue.codes([role.id for role in got.roles[1:] if role.id])
    assert codes
    assert all(code.startswith("15-") for found in codes.values() for code in found["soc"])


def test_whether_somebody_is_too_old_is_answered_before_a_plan_is_offered(pack_home: Home) -> None:
    got = answer(pack_home, "is 45 too old to become a programmer")
    assert got.kind == "article"
    assert "Changing career at" in got.text
    assert got.choices == ["Make me a plan to become a software engineer"]


def test_whether_machines_take_a_field_over_is_told_by_the_outlook_of_its_role(pack_home: Home) -> None:
    got = answer(pack_home, "Will AI take over accounting?")
    assert got.kind == "pay"
    assert "Accountants and auditors in the United States" in got.text


def test_what_comes_after_a_skill_counts_it_as_known(pack_home: Home) -> None:
    got = answer(pack_home, "what should I learn after python basics")
    assert "Scratch" not in got.text


def test_a_dropped_course_makes_the_plan_shorter(pack_home: Home) -> None:
    before = answer(pack_home, "I want to be a data analyst, 5 hours a week, free only")
    after = answer(pack_home, "I want to be a data analyst, 5 hours a week, free only", "drop the statistics course")
    assert before.plan is not None
    assert after.plan is not None
    assert after.plan.hours.high < before.plan.hours.high
    assert "you left it out: Statistics" in after.text


@pytest.mark.parametrize(
    ("question", "head"),
    [
        (
            "high paying jobs without degree",
            "Of the roles that I know and that people usually enter without a degree, these pay most:",
        ),
        ("which jobs are growing fastest", "Of the roles that I know, these grow fastest:"),
        (
            "i want to earn 100k",
            "Of the roles that I know and that pay a median of $100,000 a year or more, these pay most:",
        ),
    ],
)
def test_roles_are_ranked_by_their_published_figures(pack_home: Home, question: str, head: str) -> None:
    got = answer(pack_home, question)
    assert got.kind == "explore"
    assert got.text.startswith(head)
    lines = [line for line in got.text.split("\n") if line.startswith("- **")]
    pays = [int(re.search(r"median \$([\d,]+)", line)[1].replace(",", "")) for line in lines]  # type: ignore[index]
    assert len(pays) >= 5
    if "grow" in head:
        growth = [float(re.search(r"; ([+-][\d.]+) per cent", line)[1]) for line in lines]  # type: ignore[index]
        assert growth == sorted(growth, reverse=True)
    else:
        assert pays == sorted(pays, reverse=True)
    assert all("[" in line for line in lines)
    if "degree" in head:
        assert not any("bachelor" in line for line in lines)
    if "100,000" in head:
        assert min(pays) >= 100_000


def test_roles_ranked_by_pay_stay_in_the_field_that_is_asked_for(pack_home: Home) -> None:
    got = answer(pack_home, "best paid jobs in IT")
    codes = pack_home.catalogue.codes([role.id for role in got.roles if role.id])
    assert all(code.startswith(("15-", "11-3021")) for found in codes.values() for code in found["soc"])


def test_somebody_who_likes_something_is_not_sent_to_what_pays_most(pack_home: Home) -> None:
    assert answer(pack_home, "I love animals, which jobs pay well?").text.startswith("What you like sounds like")


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("how do I get into cybersecurity with no experience", "role:cybersecurity-analyst"),
        ("i want to get into welding", "role:welder"),
        ("how to start in plumbing", "role:plumber"),
        ("learn data science", "role:data-scientist"),
        ("how much does it cost to become a pilot", "role:airline-pilot"),
    ],
)
def test_a_field_of_work_leads_to_a_plan_for_its_role(pack_home: Home, question: str, role: str) -> None:
    got = answer(pack_home, question)
    assert got.kind == "next_step"
    assert got.plan is not None
    assert got.plan.goal.id == role


@pytest.mark.parametrize(
    "question", ["how to ask for a raise", "how do i write a cover letter", "what should i wear to an interview"]
)
def test_questions_about_working_life_are_not_refused(pack_home: Home, question: str) -> None:
    assert answer(pack_home, question).kind == "article"


def test_a_far_future_is_no_deadline(pack_home: Home) -> None:
    got = answer(pack_home, "what jobs will exist in 10 years")
    assert got.kind != "profile"
    assert got.profile.deadline is None


def test_wanting_to_learn_is_not_knowing(pack_home: Home) -> None:
    got = answer(pack_home, "I only have my phone, can i learn coding")
    assert got.kind == "skill"
    assert not got.profile.skills


@pytest.mark.parametrize("message", ["What's the outlook for web developers?", "job outlook for web developer"])
def test_an_outlook_that_is_not_published_is_said_to_be_missing(pack_home: Home, message: str) -> None:
    assert "I have no published outlook for Web developer." in answer(pack_home, message).text


@pytest.mark.parametrize(
    ("message", "finished"),
    [
        ("I finished CS50, what next?", "CS50's Introduction to Computer Science"),
        (
            "I finished Google IT support certificate, what next?",
            "Google IT Support Professional Certificate",
        ),
        ("i completed security+ and now?", "CompTIA Security+"),
    ],
)
def test_a_course_said_to_be_finished_counts_and_is_said(pack_home: Home, message: str, finished: str) -> None:
    turn = Adviser(pack_home).turn(message, Conversation())
    assert turn.answer.text.startswith(f"I count this as finished: {finished}.")
    assert turn.answer.kind in ("move", "next_step")
    assert len(turn.talk.profile.finished or []) == 1
    assert finished in answer(pack_home, message, "what do you know about me").text


def test_a_course_that_is_named_by_its_skill_alone_brings_the_skill_and_no_course_of_that_title(
    pack_home: Home,
) -> None:
    turn = Adviser(pack_home).turn("I did a python course, what next", Conversation())
    assert turn.talk.profile.finished is None
    assert [(skill.id, skill.level) for skill in turn.talk.profile.skills or []] == [("skill:python", 1)]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("is CS50 worth it", "**CS50's Introduction to Computer Science**"),
        ("what is the Odin Project", "**Foundations"),
    ],
)
def test_a_course_goes_by_the_name_that_people_use(pack_home: Home, question: str, title: str) -> None:
    assert answer(pack_home, question).text.startswith(title)


@pytest.mark.parametrize(
    ("question", "kind", "words"),
    [
        ("my boss screams at me in front of customers", "article", "When a boss shouts at you"),
        ("I am an engineer and my degree is not accepted here", "article", "three meanings"),
        ("i have a degree in biology and cant find work", "move", "Biological technician"),
        ("I speak arabic and french fluently, what jobs", "move", "Interpreter and translator"),
        ("what office jobs could a bus driver do", "move", "From Bus driver"),
        ("is nursing hard on the body", "role", "**Registered nurse**"),
        ("I want to be rich", "explore", "these pay most"),
        ("whats better for a beginner, python or javascript", "compare", "**Python**"),
    ],
)
def test_everyday_questions_get_the_answer_that_fits_them(
    pack_home: Home, question: str, kind: str, words: str
) -> None:
    got = answer(pack_home, question)
    assert got.kind == kind
    assert words in got.text


def test_another_country_gets_what_the_page_says_of_it(pack_home: Home) -> None:
    got = answer(pack_home, "how do electricians get in?", "and in the UK?")
    assert got.kind == "role"
    assert "In Britain an apprentice" in got.text


def test_the_pay_after_a_skill_is_that_of_the_roles_that_need_it(pack_home: Home) -> None:
    got = answer(pack_home, "tell me about sql", "which jobs need it", "what do they earn")
    assert got.kind == "pay"
    assert "**Data engineer**" in got.text


def test_a_page_on_another_occupation_answers_no_question_about_ones_own_work(pack_home: Home) -> None:
    got = answer(pack_home, "my boss screams at me in front of customers")
    assert all("From “" not in line or "supervisor" not in line.lower() for line in got.text.splitlines())


@pytest.mark.parametrize("message", ["I am an army vet, what jobs could i do", "my dad is a navy vet"])
def test_who_served_is_no_animal_doctor(pack_home: Home, message: str) -> None:
    assert "eterinarian" not in answer(pack_home, message).text


def test_likings_are_told_in_many_words(pack_home: Home) -> None:
    for said in ("i like order and numbers", "I like numbers and order", "he is good at computers"):
        assert answer(pack_home, said).kind == "explore"


def test_what_to_do_today_is_the_plan(pack_home: Home) -> None:
    got = answer(pack_home, "I am a janitor and want to become a bookkeeping clerk", "thank you. what i do today?")
    assert got.kind == "plan"
    assert "Start today with this" in got.text


def test_a_job_asked_about_while_a_goal_is_asked_for_is_told_first(pack_home: Home) -> None:
    got = answer(pack_home, "i finished school 12 years ago", "what is bookkeeping clerk doing")
    assert got.kind == "role"


def test_skipping_what_is_known_tells_that_it_is_known(pack_home: Home) -> None:
    turn = Adviser(pack_home).turn("skip python, I know it", Conversation())
    assert [skill.id for skill in turn.talk.profile.skills or []] == ["skill:python"]


@pytest.mark.parametrize(
    ("message", "among"),
    [
        ("what can I do with python", "Machine learning engineer"),
        ("with a degree in biology what jobs can i get", "Bioinformatician"),
        ("what can i do with a cfa", "Financial analyst"),
        ("what can I do with a psychology degree", "Psychologist"),
    ],
)
def test_what_a_skill_or_a_degree_is_good_for_is_told_in_jobs(pack_home: Home, message: str, among: str) -> None:
    got = answer(pack_home, message)
    assert got.kind == "explore"
    assert " counts most in these jobs:" in got.text
    assert among in [role.name for role in got.roles]
    assert got.grounded


def test_the_most_useful_skills_are_those_that_most_jobs_need(pack_home: Home) -> None:
    text = answer(pack_home, "what is the most useful skill to learn in 2026").text
    counts = [int(count) for count in re.findall(r"\*\*: (\d+) of them", text)]
    assert "**Python**" in text
    assert len(counts) == 6
    assert min(counts) > 10
    assert "**Web analytics**" in answer(pack_home, "most important skills in marketing").text


@pytest.mark.parametrize(
    ("message", "begins"),
    [
        ("i dont like people, which job", "You would rather keep away from helping, teaching and caring for people"),
        ("I am shy. jobs?", "You would rather keep away from"),
        ("i was a soldier for 8 years", "From Infantry soldier these are the nearest"),
        ("i know html and css, next?", "From what you told me these are the nearest"),
        ("can i become a doctor at 40", "On the way to **Family doctor**"),
        ("explain machine learning engineer in simple words", "**Machine learning engineer**"),
        ("how can I make 6 figures without college", "I know no such job that people usually enter without a degree"),
        ("I got fired yesterday", "If you got fired or laid off today, sign nothing"),
        ("i was fired, what now", "If you got fired or laid off today, sign nothing"),
        ("I want to be my own boss", "Somebody who wants to be their own boss"),
        ("write me a cover letter", "Write a cover letter in four short parts"),
        ("are you chatgpt", "I am NextStep, a program and not a person."),
    ],
)
def test_everyday_ways_to_ask_are_understood(pack_home: Home, message: str, begins: str) -> None:
    assert answer(pack_home, message).text.startswith(begins)


@pytest.mark.parametrize("message", ["do I need a master's to be a data scientist", "Do electricians need a licence"])
def test_whether_a_degree_or_licence_is_needed_is_told_before_the_rest(pack_home: Home, message: str) -> None:
    got = answer(pack_home, message)
    assert got.kind == "role"
    first = got.text.split("- **What it takes**")[0]
    assert re.search(r"master's|apprenticeship", first)


@pytest.mark.parametrize(
    "message", ["I was laid off and I feel worthless", "i lost my job and i dont know how to go on"]
)
def test_despair_over_a_lost_job_is_still_heard(pack_home: Home, message: str) -> None:
    assert answer(pack_home, message).kind == "distress"
