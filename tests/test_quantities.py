import pytest

from bot.quantities import Quantity, agrees, quantities


def stated(text: str) -> list[tuple[float, str]]:
    return [(round(one.value, 2), one.unit) for one in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nurses earned $93,600 in 2024.", [(93600, "money"), (2024, "year")]),
        ("They earn 93,600 dollars.", [(93600, "money")]),
        ("It pays about $60k a year.", [(60000, "money")]),
        ("It costs £1.5 million.", [(1.5e6, "money")]),
        ("The course costs €49.99.", [(49.99, "money")]),
        ("It is ₹500.", [(500, "money")]),
        ("Jobs grow by 6 per cent.", [(6, "percent")]),
        ("Jobs grow by 4.9% to 2034.", [(4.9, "percent"), (2034, "year")]),
        ("Jobs grow by six percent.", [(6, "percent")]),
        ("It takes 45 to 100 hours.", [(45, "hours"), (100, "hours")]),
        ("It takes 45–100 hours.", [(45, "hours"), (100, "hours")]),
        ("It takes 45-100 hours.", [(45, "hours"), (100, "hours")]),
        ("Pay runs from $40,000 to $90,000.", [(40000, "money"), (90000, "money")]),
        ("It takes between 3 and 5 weeks.", [(3, "weeks"), (5, "weeks")]),
        ("Plan two to four months.", [(2, "months"), (4, "months")]),
        ("That is 6 hours a week.", [(6, "hours")]),
        ("A 10-week course.", [(10, "weeks")]),
        ("It takes twenty-five hours.", [(25, "hours")]),
        ("It takes a hundred hours.", [(100, "hours")]),
        ("It takes two hundred hours.", [(200, "hours")]),
        ("Some three thousand people work there.", [(3000, "")]),
        ("A dozen courses.", [(12, "")]),
        ("About half of the jobs are remote.", [(50, "share")]),
        ("Two thirds of nurses work in hospitals.", [(66.67, "share")]),
        ("A third of them work nights.", [(33.33, "share")]),
        ("Three quarters of the skills are there.", [(75, "share")]),
        ("One in ten works part time.", [(10, "share")]),
        ("Nine out of ten find work.", [(90, "share")]),
        ("4 in 5 jobs ask for it.", [(80, "share")]),
        ("Half a year is enough.", [(0.5, "years")]),
        ("Reach level 3 in SQL.", [(3, "level")]),
        ("It grew from 1,200 to 1,300 people.", [(1200, ""), (1300, "")]),
        ("It takes two years and 30 minutes.", [(2, "years"), (30, "minutes")]),
    ],
)
def test_a_sentence_states_its_quantities(text: str, expected: list[tuple[float, str]]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Take LFS158 first.",
        "MP3 and H2O are names.",
        "Learn C++ and CSS3.",
        "The third course is free.",
        "It is in the 21st century, on the 2nd floor.",
        "One of them is free.",
        "Nobody knows.",
        "",
    ],
)
def test_names_and_ordinals_are_no_quantities(text: str) -> None:
    assert stated(text) == []


def test_the_number_in_a_name_bears_out_no_figure() -> None:
    [price] = quantities("It costs $365.")
    assert not any(agrees(price, shown) for shown in quantities("The course teaches Microsoft 365."))


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("about $60,000", "about"),
        ("roughly $60,000", "about"),
        ("just over $60,000", "over"),
        ("more than $60,000", "over"),
        ("at least $60,000", "over"),
        ("$60,000 or more", "over"),
        ("under $60,000", "under"),
        ("nearly $60,000", "under"),
        ("up to $60,000", "under"),
        ("$60,000 or less", "under"),
        ("$60,000", ""),
    ],
)
def test_how_exact_a_figure_is_stands_beside_it(text: str, bound: str) -> None:
    [found] = quantities(f"They earn {text}.")
    assert found.bound == bound


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The lowest tenth earned less than $40,000, and the highest more than $90,000.", ["low", "high"]),
        ("The median pay was $60,000.", ["middle"]),
        ("The best-paid tenth make over $90,000.", ["high"]),
        ("One in ten makes more than $90,000.", ["high"]),
        ("They earn $60,000.", [""]),
    ],
)
def test_a_figure_of_pay_tells_whose_it_is(text: str, parts: list[str]) -> None:
    assert [one.part for one in quantities(text) if one.unit == "money"] == parts


def agree(said: str, shown: str) -> bool:
    """Whether all that is said agrees with something that is shown."""
    mine, theirs = quantities(said), quantities(shown)
    assert mine
    assert theirs
    return all(any(agrees(one, other) for other in theirs) for one in mine)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("They earn $60,620.", "Median pay: $60,620"),
        ("They earn just over $60,000.", "Median pay: $60,620"),
        ("They earn about $60,000.", "Median pay: $60,620"),
        ("They earn around 60k dollars.", "Median pay: $60,620"),
        ("They earn nearly $61,000.", "Median pay: $60,620"),
        ("The best-paid tenth earn more than $90,000.", "The highest tenth earned more than $90,000."),
        ("Half of them earn more than $60,620.", "The median pay was $60,620."),
        ("A third of them work nights.", "One third of nurses work nights."),
        ("About a third of nurses work nights.", "33 per cent of nurses work nights."),
        ("One in ten works nights.", "10% of nurses work nights."),
        ("Over half of the nurses work nights.", "58 per cent of nurses work nights."),
        ("It takes six hours.", "It takes 6 hours."),
        ("It takes half an hour.", "It takes 30 minutes."),
        ("It takes two weeks.", "It takes 14 days."),
        ("It takes one year.", "It takes 12 months."),
        ("It takes 45 to 100 hours.", "Hours: 45 to 100"),
        ("It is from 2024.", "It is from 2024."),
        ("Level two in SQL.", "SQL, level 2"),
        ("Jobs grow by six per cent.", "Jobs grow by 6%."),
    ],
)
def test_what_a_careful_reader_would_say_agrees(said: str, shown: str) -> None:
    assert agree(said, shown)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("They earn $61,620.", "Median pay: $60,620"),
        ("They earn $60,000.", "Median pay: $60,620"),
        ("They earn just over $70,000.", "Median pay: $60,620"),
        ("They earn over $61,000.", "Median pay: $60,620"),
        ("They earn under $60,000.", "Median pay: $60,620"),
        ("They earn over $10,000.", "Median pay: $60,620"),
        ("They earn $606,200.", "Median pay: $60,620"),
        ("They earn $90,000.", "The highest tenth earned more than $90,000."),
        ("The lowest tenth earn $90,000.", "The highest tenth earned $90,000."),
        ("It takes 6 weeks.", "It takes 6 hours."),
        ("It takes 6 years.", "It takes 6 months."),
        ("It costs $6.", "It takes 6 hours."),
        ("It grows by 6 per cent.", "It costs $6."),
        ("It is from 2023.", "It is from 2024."),
        ("About two thirds of nurses work nights.", "33 per cent of nurses work nights."),
        ("One in five works nights.", "10% of nurses work nights."),
        ("Over half of the nurses work nights.", "42 per cent of nurses work nights."),
        ("It takes 45 to 120 hours.", "Hours: 45 to 100"),
        ("It takes 45-120 hours.", "Hours: 45 to 100"),
        ("Level 3 in SQL.", "SQL, level 2"),
        ("It pays $2,024.", "It is from 2024."),
    ],
)
def test_what_a_careful_reader_would_not_say_does_not_agree(said: str, shown: str) -> None:
    assert not agree(said, shown)


def test_a_quantity_knows_where_it_stands() -> None:
    text = "They earn just over $60,000 a year."
    [found] = quantities(text)
    assert text[found.start : found.end] == "$60,000"
    assert found == Quantity(60000, "money", "over", start=20, end=27)
