"""Evidence into prose, without a language model: the sentences that answer, in the order of their passages, each with its mark."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.cite import Exhibit, Statement
from bot.evidence import Evidence, Sentence, Weighed, sentences_of
from knowledge.records import Hit, Passage

SENTENCES = 4  # of an answer, lists apart
ITEMS = 10  # of one list
MARGIN = 0.1  # how far behind the best sentence another may be and still be shown
LIST_MARGIN = 0.04  # how near to the best a list's line must be for the whole list to be the answer
NEARBY = 3
PART_SENTENCES = 2  # of each part of a section, in its overview
_LINE = re.compile(r"- |\| |\d{1,2}\. ")


@dataclass(frozen=True, slots=True)
class Draft:
    """Statements and the numbered evidence that they rest on."""

    statements: tuple[Statement, ...]
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Sentences that stand together in a passage and are quoted together."""

    sentences: tuple[Sentence, ...]
    short: bool = False  # to be shown as one line under the last of its headings

    @property
    def passage(self) -> Passage:
        return self.sentences[0].passage

    @property
    def quote(self) -> str:
        return self.passage.text[self.sentences[0].start : self.sentences[-1].end]


def plain(evidence: Evidence) -> Draft:
    """The answer to an open question from its evidence; each sentence is the source's own."""
    hits = {hit.passage.id: hit for hit in (*evidence.hits, *evidence.parts)}
    runs = _overview(evidence) or _runs(_chosen(evidence))
    titles = {run.passage.headings[0] for run in runs}
    exhibits = []
    statements: list[Statement] = []
    shown = ""
    for number, run in enumerate(runs, start=1):
        hit = hits[run.passage.id]
        exhibits.append(Exhibit(number, hit.passage, hit.source, run.quote))
        if len(titles) > 1 and run.passage.headings[0] != shown:
            shown = run.passage.headings[0]
            statements.append(Statement(f"From “{shown}”:"))
        statements += _statements(run, number)
    return Draft(tuple(statements), tuple(exhibits))


def unknown(evidence: Evidence) -> Draft:
    """That nothing answers the question, with what is known nearby."""
    near: dict[str, Hit] = {}
    for hit in evidence.hits:
        near.setdefault(" > ".join(hit.passage.headings[:2]), hit)
    exhibits = tuple(
        Exhibit(number, hit.passage, hit.source, sentences_of(hit.passage)[0].text)
        for number, hit in enumerate(list(near.values())[:NEARBY], start=1)
    )
    if not exhibits:
        return Draft((Statement("I have nothing on that."),), ())
    head = Statement("I have nothing on that, so I will not guess. The nearest that I know about:")
    lines = [Statement(f"- {exhibit.passage.title.replace(' > ', ': ', 1)}", (exhibit.number,)) for exhibit in exhibits]
    return Draft((head, *lines), exhibits)


def joined(statements: Sequence[Statement]) -> str:
    """Statements as Markdown: sentences in paragraphs, list items and rows below each other."""
    text = ""
    before: Statement | None = None
    for statement in statements:
        if before is not None:
            here, there = _shape(statement), _shape(before)
            apart = statement.apart or not statement.numbers or not before.numbers
            text += "\n" if here and here == there else "\n\n" if here or there or apart else " "
        text += statement.marked
        before = statement
    return text


def _shape(statement: Statement) -> str:
    """What a statement is a line of: a list, a numbered list, a table, or nothing."""
    found = _LINE.match(statement.text)
    return "" if found is None else "1" if found.group()[0].isdigit() else found.group()[0]


def _chosen(evidence: Evidence) -> list[Sentence]:
    """The sentences to show: a whole list where the answer is one, else the few best."""
    best = evidence.weighed[0]
    near = [found for found in evidence.weighed if found.score >= best.score - MARGIN]
    chosen = _list_of(near, best)
    items = len(chosen)
    for found in near:
        if len(chosen) - items >= (SENTENCES if not items else 1):
            break
        sentence = found.sentence
        if sentence.announces or _repeats(sentence, chosen):
            continue
        context = _with_context(sentence, and_after=found is best)
        chosen += [part for part in context if part not in chosen]
    return chosen or [best.sentence]


def _overview(evidence: Evidence) -> list[_Run]:
    """A section's opening line and one line for each of its parts; nothing where the question asks for less."""
    if not evidence.parts:
        return []
    runs = [_Run((evidence.weighed[0].sentence,))]
    for part in evidence.parts[:ITEMS]:
        lines = sentences_of(part.passage)
        first_item = next((place for place, line in enumerate(lines) if line.item), None)
        if lines[0].announces and first_item is not None:
            runs.append(_Run(tuple(lines[: _list_end(lines, first_item)]), short=True))
        else:
            runs.append(_Run(tuple(lines[:PART_SENTENCES]), short=True))
    return runs


def _list_of(near: list[Weighed], best: Weighed) -> list[Sentence]:
    """The list, with the line that announces it, that the best lines belong to; nothing where they are prose."""
    close = [found.sentence for found in near if found.score >= best.score - LIST_MARGIN]
    lists = []
    for sentence in close:
        lines = sentences_of(sentence.passage)
        start, first, end = _list_around(lines, lines.index(sentence))
        mates = sum(1 for other in close if other in lines[start:end])
        if end - first >= 2 and (sentence.announces or mates >= 2 or len(close) == 1):
            lists.append((mates, lines[start : min(end, first + ITEMS)]))
    return max(lists, key=lambda found: found[0])[1] if lists else []


def _list_around(lines: list[Sentence], here: int) -> tuple[int, int, int]:
    """Where the list at a line starts, with the line that announces it, where its items start, and where it ends."""
    if not lines[here].item and not lines[here].announces:
        return here, here, here
    first = here + 1 if lines[here].announces else here
    while first > 0 and lines[here].item and _same_list(lines[first - 1], lines[first]):
        first -= 1
    start = first - 1 if first > 0 and not lines[first - 1].item else first
    return start, first, _list_end(lines, first)


def _list_end(lines: list[Sentence], first: int) -> int:
    end = first
    while end < len(lines) and (lines[end].item or (end > first and _same_line(lines[end - 1], lines[end]))):
        end += 1
    return end


def _same_list(before: Sentence, after: Sentence) -> bool:
    return before.item or _same_line(before, after)


def _same_line(before: Sentence, after: Sentence) -> bool:
    return "\n" not in before.passage.text[before.end : after.start]


def _with_context(sentence: Sentence, *, and_after: bool) -> list[Sentence]:
    """A sentence, after the one that it leans on and, if asked for, before the one that leans on it."""
    lines = sentences_of(sentence.passage)
    here = lines.index(sentence)
    first = here - 1 if sentence.leans and here > 0 and not lines[here - 1].announces else here
    last = here + 1 if and_after and here + 1 < len(lines) and lines[here + 1].leans else here
    return lines[first : last + 1]


def _repeats(sentence: Sentence, chosen: list[Sentence]) -> bool:
    return any(sentence == other or sentence.text == other.text for other in chosen)


def _runs(chosen: list[Sentence]) -> list[_Run]:
    """The chosen sentences document by document, passage by passage, neighbours together."""
    order = {id_: place for place, id_ in enumerate(dict.fromkeys(sentence.passage.id for sentence in chosen))}
    titles = {title: place for place, title in enumerate(dict.fromkeys(s.passage.headings[0] for s in chosen))}
    ordered = sorted(chosen, key=lambda s: (titles[s.passage.headings[0]], order[s.passage.id], s.start))
    runs: list[_Run] = []
    for _, group in groupby(ordered, key=lambda sentence: sentence.passage.id):
        run: list[Sentence] = []
        for sentence in group:
            if run and run[-1].passage.text[run[-1].end : sentence.start].strip(" \n-"):
                runs.append(_Run(tuple(run)))
                run = []
            run.append(sentence)
        runs.append(_Run(tuple(run)))
    return runs


def _statements(run: _Run, number: int) -> list[Statement]:
    """A run as statements: an item with what follows it on its line is one."""
    if run.short:
        return [Statement(f"- {run.passage.headings[-1]}: {_in_short(run)}", (number,))]
    made: list[Statement] = []
    listed = sum(sentence.item for sentence in run.sentences) > 1
    for place, sentence in enumerate(run.sentences):
        text = " ".join(sentence.text.split())
        if place and listed and made[-1].text.startswith("- ") and _same_line(run.sentences[place - 1], sentence):
            made[-1] = Statement(f"{made[-1].text} {text}", (number,))
        else:
            made.append(Statement(f"- {text}" if sentence.item and listed else text, (number,)))
    return made


def _in_short(run: _Run) -> str:
    """One sentence, or the names of a list's items ("SQL; Hadoop and Spark") where each has one."""
    items = [sentence.text.partition(":") for sentence in run.sentences if sentence.item]
    if items and all(name and rest for name, _, rest in items):
        return "; ".join(name for name, _, _ in items) + "."
    return " ".join(" ".join(sentence.text for sentence in run.sentences).split())
