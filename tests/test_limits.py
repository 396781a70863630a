from datetime import date

import pytest

from bot import limits

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("I have 6 hours a week", 6),
        ("2 hours a day", 14),
        ("an hour every weekday", 5),
        ("an hour every weekday plus 3 hours on saturday", 8),
        ("on Tuesday and Thursday evenings I have two hours each", 4),
        ("between 4 and 6 hours a week", 5),
        ("8h/week is fine", 8),
        ("half an hour a day", 3.5),
        ("I work 40 hours a week but can study 5 hours a week", 5),
        ("10 hrs weekly", 10),
        ("I started a month ago. 10 hrs weekly.", 10),
        ("two evenings a week, 2 hours each", 4),
        ("3 hours on Saturday and 2 on Sunday", 5),
        ("a 10 hours course", None),
        ("I have 5 years of Java", None),
        ("I'm 45", None),
    ],
)
def test_hours_a_week(text: str, hours: float | None) -> None:
    assert limits.hours_per_week(text) == hours


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("in 6 months", "2027-05-22"),
        ("by June", "2027-06-30"),
        ("by the end of next year", "2027-12-31"),
        ("until 30 June 2027", "2027-06-30"),
        ("before Christmas", "2026-12-24"),
        ("I want it done in four weeks", "2026-12-20"),
        ("by 2027-03-01", "2027-03-01"),
        ("outlook for social workers in the next ten years?", None),
        ("I worked in a bank for 3 years", None),
        ("my exam is on 3 March 2027", "2027-03-03"),
        ("by summer", None),
    ],
)
def test_a_deadline_is_counted_from_today(text: str, day: str | None) -> None:
    found = limits.deadline(text, TODAY)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("my budget is 250 euro all together", (250.0, "EUR")),
        ("I can pay max $100 for everything", (100.0, "USD")),
        ("under £200", (200.0, "GBP")),
        ("can you make it cheaper, max 100 euro for everything", (100.0, "EUR")),
        ("I make 2000 dollars a month, but can spend 150 dollars", (150.0, "USD")),
        ("I earn $3000 a month", None),
        ("does it pay more than 50k dollars a year?", None),
    ],
)
def test_a_budget_is_what_somebody_can_spend(text: str, money: tuple[float, str] | None) -> None:
    assert limits.budget(text) == money


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("only free courses please", True),
        ("a free lightroom course", True),
        ("I have no money", True),
        ("paid ones are fine too", False),
        ("I am free on weekends", None),
        ("in my free time", None),
    ],
)
def test_free_only(text: str, free: bool | None) -> None:
    assert limits.free_only(text) is free


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("courses in Spanish please", "es"),
        ("a course about crop spraying, in French", "fr"),
        ("a course in German language", "de"),
        ("lessons in spanish langauge please", "es"),
        ("I speak German", None),
        ("I want to learn Italian", None),
    ],
)
def test_the_language_of_courses(text: str, code: str | None) -> None:
    assert limits.language(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I live in Kenya", "KE"),
        ("I live in the US.", "US"),
        ("jobs in Norway", "NO"),
        ("I live in Leeds UK, warehouse worker", "GB"),
        ("born in Turkey", None),
        ("I am from Jordan", None),
    ],
)
def test_where_somebody_lives_or_wants_to_work(text: str, code: str | None) -> None:
    assert limits.country(text) == code


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("I have a bachelor's degree", "bachelor"),
        ("I did associate degree", "associate"),
        ("I only finished high school.", "high-school"),
        ("Do I need a degree?", None),
        ("I have a PhD", "doctorate"),
        ("I have an associate degree in nursing", "associate"),
        ("what could I do with just a bachelor's degree?", "bachelor"),
        ("no degree", None),
    ],
)
def test_the_highest_education(text: str, level: str | None) -> None:
    assert limits.education(text) == level
