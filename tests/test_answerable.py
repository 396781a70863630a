import pytest

from bot.answerable import is_answered, measure
from bot.evidence import gather
from bot.places import places_in
from knowledge.home import Home


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("salary in germany", {"germany"}),
        ("What do nurses earn in the UK, and in Côte d’Ivoire?", {"uk", "cote d'ivoire"}),
        ("jobs in the United States", set()),
        ("Can I work from India?", {"india"}),
        ("I want to be an engineer", set()),
    ],
)
def test_places_are_found_however_they_are_written(text: str, places: set[str]) -> None:
    assert places_in(text) == places


@pytest.mark.parametrize(
    ("question", "measure_name"),
    [
        ("How much does a data scientist earn in Norway?", "names_missing"),
        ("Do machine learning engineers at Spotify use Python?", "names_missing"),
        ("How much does a boot camp cost?", "number_missing"),
    ],
)
def test_what_is_asked_for_and_missing_is_measured(pack_home: Home, question: str, measure_name: str) -> None:
    searcher = pack_home.searcher
    assert getattr(measure(gather(searcher, question), searcher), measure_name) > 0


@pytest.mark.parametrize(
    "question",
    [
        "How much does a data scientist earn?",
        "Which companies such as Infosys hire AI experts?",
        "whats a devop enginer",
    ],
)
def test_what_is_there_is_not_called_missing(pack_home: Home, question: str) -> None:
    measures = measure(gather(pack_home.searcher, question), pack_home.searcher)
    assert (measures.names_missing, measures.number_missing) == (0, 0)


def test_an_empty_home_answers_nothing(home: Home) -> None:
    assert not is_answered(gather(home.searcher, "What does a nurse do?"), home.searcher)
