"""From a message to a cited answer: the steps, in order.

guard      a fixed answer, or go on
understand a follow-up made whole
gather     passages, and their sentences weighed against the question
write      the sentences that answer, or that there is nothing on it
cite       marks resolved against what the home holds at this moment
"""

from collections.abc import Iterator, Sequence
from time import perf_counter

from bot import cite, guard, write
from bot.answer import Answer, Profile, Seconds
from bot.answerable import is_answered
from bot.evidence import gather
from bot.understand import clean, whole_text
from knowledge.search import Searcher


def reply(
    searcher: Searcher, message: str, history: Sequence[str] = (), profile: Profile | None = None
) -> Iterator[Answer]:
    """The answer to a message as it grows, statement by statement; the last one is whole.

    `history` holds the person's earlier messages, oldest first.
    """
    started = perf_counter()
    profile = profile or Profile()
    question = clean(message)
    if fixed := guard.check(question):
        total = perf_counter() - started
        yield fixed.model_copy(update={"profile": profile, "seconds": Seconds(understand=total, total=total)})
        return
    question = whole_text(question, history)
    understood = perf_counter()
    evidence = gather(searcher, question)
    answered = is_answered(evidence, searcher)
    gathered = perf_counter()
    draft = write.plain(evidence) if answered else write.unknown(evidence)
    stored = searcher.catalogue.passages([exhibit.passage.id for exhibit in draft.exhibits])
    statements, citations = cite.resolve(draft.statements, draft.exhibits, stored)
    answered = answered and bool(citations)
    if not citations:
        statements = [cite.Statement("I have nothing on that.")]
    ended = perf_counter()
    seconds = Seconds(
        understand=round(understood - started, 4),
        gather=round(gathered - understood, 4),
        write=round(ended - gathered, 4),
        total=round(ended - started, 4),
    )
    for count in range(1, len(statements) + 1):
        shown = statements[:count]
        numbers = {number for statement in shown for number in statement.numbers}
        yield Answer(
            kind="article" if answered else "unknown",
            text=write.joined(shown),
            grounded=answered,
            citations=[citation for citation in citations if citation.number in numbers],
            profile=profile,
            seconds=seconds,
        )


def answer(searcher: Searcher, message: str, history: Sequence[str] = (), profile: Profile | None = None) -> Answer:
    """The whole answer to a message."""
    *_, last = reply(searcher, message, history, profile)
    return last
