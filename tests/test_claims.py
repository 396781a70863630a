"""The rules that hold a sentence against its evidence, each with a true and a false sentence of its kind."""

import pytest

from bot.claims import Checker, Note, may_state_nothing, weights
from bot.tongue import Tongue
from knowledge.home import Home

EVIDENCE = (
    Note(1, "Paralegal", ("A paralegal drafts documents for lawyers and may not give clients legal advice.",)),
    Note(
        2,
        "Pay: Paralegals and Legal Assistants",
        (
            "Paralegals and Legal Assistants in the United States, May 2025: median $62,930 a year",
            "The lowest tenth of paralegals earns less than $41,000, the highest tenth more than $99,000 (United States)",
        ),
    ),
    Note(3, "Pay: Lawyers", ("Lawyers in the United States, May 2025: median $159,000 a year",)),
    Note(
        4,
        "Power BI",
        ("Rests on: Microsoft Excel and Data visualisation.", "Needed most by: Data analyst and BI developer."),
    ),
    Note(
        5,
        "Project Firstline",
        (
            "[Project Firstline](https://www.cdc.gov/) | Centers for Disease Control | 1 of 3 | 1 to 6 | free",
            "Cost: free",
            "Hours: 1 to 6 (our estimate)",
        ),
    ),
    Note(
        6,
        "Data analyst",
        (
            "Leads to: Data scientist",
            "No course replaces this: Bachelor's degree.",
            "Needs SQL, importance 0.9 of 1, level 2 of 3",
        ),
    ),
    Note(
        7,
        "The gap to Baker",
        (
            "Food hygiene: importance 0.88, level 1 of the 2 it takes",
            "Pastry work: importance 0.6, level 0 of the 1 it takes",
        ),
    ),
)
TRUE = [
    ("A paralegal may not give legal advice to clients.", 1),
    ("In the middle, a paralegal in the United States earns about $63,000 a year.", 2),
    ("A lawyer earns some $96,000 a year more than a paralegal in the middle.", 2, 3),
    ("Power BI rests on Excel and on data visualisation.", 4),
    ("Project Firstline is free and takes one to six hours.", 5),
    ("Project Firstline comes at no cost, from the Centers for Disease Control.", 5),
    ("No course replaces the bachelor's degree.", 6),
    ("Food hygiene matters more than pastry work for a baker.", 7),
]
FALSE = [
    ("A paralegal may give legal advice to clients.", 1),
    ("In the middle, a paralegal in the United States earns about $83,000 a year.", 2),
    ("In the middle, a paralegal in Canada earns about $63,000 a year.", 2),
    ("In 2019 a paralegal in the United States earned a median of $62,930 a year.", 2),
    ("The lowest tenth of paralegals in the United States earns less than $62,930 a year.", 2),
    ("A paralegal earns some $96,000 a year more than a lawyer in the middle.", 2, 3),
    ("Excel rests on Power BI.", 4),
    ("Power BI does not rest on Excel.", 4),
    ("Project Firstline is a free course from the Mayo Clinic.", 5),
    ("Coursera offers Project Firstline for free.", 5),
    ("Look at https://evil.example for more.", 5),
    ("A data scientist goes on to become a data analyst.", 6),
    ("You get by without SQL as a data analyst.", 6),
    ("Courses do replace the bachelor's degree.", 6),
    ("Pastry work matters more than food hygiene for a baker.", 7),
]


@pytest.mark.parametrize(("sentence", "numbers"), [(text, numbers) for text, *numbers in TRUE])
def test_a_true_sentence_stands(pack_home: Home, sentence: str, numbers: list[int]) -> None:
    verdict = Checker(pack_home.encoder, pack_home.mentions).verdict(sentence, numbers, EVIDENCE, Tongue())
    assert (verdict.kept, verdict.why) == (True, "")


@pytest.mark.parametrize(("sentence", "numbers"), [(text, numbers) for text, *numbers in FALSE])
def test_a_false_sentence_is_withheld(pack_home: Home, sentence: str, numbers: list[int]) -> None:
    assert not Checker(pack_home.encoder, pack_home.mentions).verdict(sentence, numbers, EVIDENCE, Tongue()).kept


@pytest.mark.parametrize(
    "sentence", ["Would you like to see how people get started?", "Good luck, and let me know how it goes."]
)
def test_what_states_nothing_needs_no_mark(pack_home: Home, sentence: str) -> None:
    verdict = Checker(pack_home.encoder, pack_home.mentions).verdict(sentence, (), EVIDENCE, Tongue())
    assert (verdict.kept, verdict.numbers) == (True, ())


@pytest.mark.parametrize(
    "sentence", ["Most people find a job within a few weeks.", "You will never have to lift anything heavy."]
)
def test_a_claim_without_a_mark_that_nothing_bears_out_is_withheld(pack_home: Home, sentence: str) -> None:
    assert not Checker(pack_home.encoder, pack_home.mentions).verdict(sentence, (), EVIDENCE, Tongue()).kept


def test_a_true_sentence_without_a_mark_gets_that_of_the_note_that_bears_it_out(pack_home: Home) -> None:
    checker = Checker(pack_home.encoder, pack_home.mentions)
    verdict = checker.verdict("A paralegal drafts documents for lawyers.", (), EVIDENCE, Tongue())
    assert (verdict.kept, verdict.numbers) == (True, (1,))


@pytest.mark.parametrize("sentence", ["That costs 20 dollars.", "Ask Coursera about it.", "I have set your goal."])
def test_a_figure_a_name_or_a_deed_is_something(sentence: str) -> None:
    assert not may_state_nothing(sentence)


def test_the_committed_weights_fit_the_embeddings(pack_home: Home) -> None:
    assert len(weights().joining) == pack_home.encoder.encode(["a"]).shape[1] + 1
