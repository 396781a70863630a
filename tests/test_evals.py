import json

import pytest

from knowledge.home import Home
from tests.evals.answers import FLOOR, below_floor, figures
from tests.evals.questions import load


def test_the_question_sets_are_whole_and_halved() -> None:
    for name, answerable, unanswerable in (("seed_article", 40, 30), ("handbook", 140, 80)):
        questions = load(name)
        assert len({question.id for question in questions}) == len(questions) == answerable + unanswerable
        assert sum(question.answerable for question in questions) == answerable
        assert all(bool(question.gold) == question.answerable for question in questions)
        assert abs(len(load(name, "dev")) - len(load(name, "test"))) <= 1


def test_every_figure_has_a_floor() -> None:
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))
    for name in ("seed_article", "handbook"):
        assert set(floor[name]) == {"recall@1", "recall@5", "recall@10", "mrr", "found", "refused", "invented"}


@pytest.mark.shared
def test_the_seed_article_is_found_and_quoted_as_well_as_before(seed_home: Home) -> None:
    assert below_floor("seed_article", figures("seed_article", seed_home)) == []


@pytest.mark.shared
def test_the_handbook_is_found_and_quoted_as_well_as_before(handbook_home: Home) -> None:
    assert below_floor("handbook", figures("handbook", handbook_home)) == []
