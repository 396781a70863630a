"""Measure search and answers on the question sets.

    python -m tests.evals.answers              print the figures of both halves
    python -m tests.evals.answers --floor      and fail where one is below tests/evals/floor.json

Search: recall@k, the share of answerable questions with a passage that holds the gold words among the first k, and MRR, the mean
of 1 / rank of the first such passage (of 10). Answers: `found`, the share of answerable questions whose citations quote the gold words;
`refused`, the share of answerable questions answered with "unknown"; `invented`, the share of unanswerable ones answered
all the same; `words`, the mean length. Every quote is checked to be verbatim, every sentence to have a mark.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import fmean

from bot.advisor import Adviser
from bot.answer import Answer
from bot.cite import MARK
from knowledge.home import Home
from knowledge.search import Searcher
from tests.evals.questions import Question, load
from tests.homes import handbook_home, seed_home

FLOOR = Path(__file__).with_name("floor.json")
SETS: dict[str, Callable[[Path], Home]] = {"seed_article": seed_home, "handbook": handbook_home}
HIGHER_IS_BETTER = {"recall@1", "recall@5", "recall@10", "mrr", "found"}


def search_figures(searcher: Searcher, questions: list[Question]) -> dict[str, float]:
    """recall@1, @5, @10 and MRR over the answerable questions."""
    ranks = []
    for question in (item for item in questions if item.answerable):
        hits = searcher.search(question.text, 10)
        places = [place for place, hit in enumerate(hits, 1) if any(gold in hit.passage.text for gold in question.gold)]
        ranks.append(places[0] if places else 0)
    figures = {f"recall@{k}": fmean(0 < rank <= k for rank in ranks) for k in (1, 5, 10)}
    return figures | {"mrr": fmean(1 / rank if rank else 0.0 for rank in ranks)}


def answer_figures(home: Home, questions: list[Question]) -> dict[str, float]:
    """found, refused, invented and words, over answers whose quotes were all checked."""
    searcher, adviser = home.searcher, Adviser(home)
    answers = [(question, adviser.answer(question.text)) for question in questions]
    for _, made in answers:
        check(searcher, made)
    answerable = [(question, made) for question, made in answers if question.answerable]
    return {
        "found": fmean(_quotes_gold(question, made) for question, made in answerable),
        "refused": fmean(made.kind == "unknown" for _, made in answerable),
        "invented": fmean(made.grounded for question, made in answers if not question.answerable),
        "words": fmean(len(made.text.split()) for _, made in answerable if made.grounded),
    }


def check(searcher: Searcher, made: Answer) -> None:
    """Every quote is verbatim from its passage, every mark has a citation, and every citation a mark."""
    stored = searcher.catalogue.passages([citation.id for citation in made.citations])
    for citation in made.citations:
        assert citation.quote in stored[citation.id].text, citation
    marks = {int(number) for number in MARK.findall(made.text)}
    assert marks == {citation.number for citation in made.citations}, made.text


def _quotes_gold(question: Question, made: Answer) -> bool:
    quotes = [citation.quote for citation in made.citations]
    return made.grounded and any(gold in quote or _inside(quote, gold) for gold in question.gold for quote in quotes)


def _inside(quote: str, gold: str) -> bool:
    return len(quote) > 25 and quote in gold


def figures(name: str, home: Home) -> dict[str, dict[str, float]]:
    """All figures of a set, by half."""
    made = {}
    for split in ("dev", "test"):
        questions = load(name, split)
        searcher = home.searcher
        made[split] = search_figures(searcher, questions) | answer_figures(home, questions)
    return made


def below_floor(name: str, measured: dict[str, dict[str, float]]) -> list[str]:
    """The figures of the test half that are worse than the committed floor, in words."""
    floor: dict[str, float] = json.loads(FLOOR.read_text(encoding="utf-8"))[name]
    worse = []
    for figure, least in floor.items():
        value = measured["test"][figure]
        if value < least if figure in HIGHER_IS_BETTER else value > least:
            worse.append(f"{name}: {figure} is {value:.3f}, the floor is {least:.3f}")
    return worse


def main() -> int:
    """Print the figures; with --floor, give 1 where one is too low."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--floor", action="store_true", help="fail where a figure is below the floor")
    options = parser.parse_args()
    worse = []
    with tempfile.TemporaryDirectory() as folder:
        for name, make in SETS.items():
            with make(Path(folder)) as home:
                measured = figures(name, home)
            for split, values in measured.items():
                line = "  ".join(f"{figure} {value:.3f}" for figure, value in values.items())
                sys.stdout.write(f"{name:13} {split:5} {line}\n")
            worse += below_floor(name, measured) if options.floor else []
    for line in worse:
        sys.stderr.write(f"error: {line}\n")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
