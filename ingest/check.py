"""Whether the pack holds together: ids, cycles, doubles, sources, figures, coverage, and sentences that repeat."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import sentencex
from rapidfuzz import fuzz

from ingest.readers.markdown import front_matter
from ingest.readers.pack import ROLE_HEADINGS, pack_records
from knowledge.errors import InputFailed
from knowledge.records import CourseFacts, Entry, Figure, Relation, RoleFacts, SkillFacts
from knowledge.words import fold, tokens

FEWEST_WORDS, MOST_WORDS = 280, 560  # of a role page's prose
WIDEST = 12.0  # An estimate of hours whose ends lie further apart says nothing.
COMPUTING = ("15-",)
SAME_SHARE = 0.6  # of the runs of four words that two sentences have in common
CODED_BY = {"onet": "onet-29-3", "esco": "esco-1-1-1"}  # Whose codes the fields of a role page hold.
SAME_OPENING = 4  # pages whose sentences may open with the same five words


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with the pack, and where."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The files of a pack: its entries and relations by id, the file that each stands in, and the heads and prose of its pages."""

    entries: Mapping[str, Entry]
    relations: Mapping[str, Sequence[Relation]]
    files: Mapping[str, Path]
    heads: Mapping[Path, Mapping[str, Any]]
    prose: Mapping[Path, str]
    sources: frozenset[str]


def check_pack(content: Path) -> list[Finding]:
    """Everything that is wrong with the pack in a folder; nothing where it holds together."""
    pack, findings = _read(content)
    for check in (_ids, _cycles, _names, _codes, _figures, _sources, _page_sources, _coverage, _pages, _sentences):
        findings += check(pack)
    return findings


def _read(content: Path) -> tuple[Pack, list[Finding]]:
    entries: dict[str, Entry] = {}
    relations: dict[str, list[Relation]] = defaultdict(list)
    files: dict[str, Path] = {}
    findings = []
    for file in (
        *sorted(content.glob("roles/*.md")),
        *sorted(content.glob("skills/*.yaml")),
        *sorted(content.glob("courses/*.yaml")),
    ):
        try:
            for record in pack_records(file.read_text(encoding="utf-8"), f"{file.parent.name}/{file.name}"):
                if isinstance(record, Relation):
                    relations[record.subject].append(record)
                    continue
                if record.id in entries:
                    findings.append(Finding(file.name, f"{record.id} stands in {files[record.id].name} too"))
                entries.setdefault(record.id, record)
                files.setdefault(record.id, file)
        except InputFailed as error:
            findings.append(Finding(file.name, str(error)))
    pages = {file: front_matter(file.read_text(encoding="utf-8")) for file in sorted(content.glob("*/*.md"))}
    heads = {file: head for file, (head, _) in pages.items()}
    prose = {file: text for file, (_, text) in pages.items()}
    sources = re.findall(r"^## (\S+)$", (content / "SOURCES.md").read_text(encoding="utf-8"), re.MULTILINE)
    return Pack(entries, relations, files, heads, prose, frozenset(sources)), findings


def _finding(pack: Pack, entry: Entry, what: str) -> Finding:
    return Finding(f"{pack.files[entry.id].name}: {entry.id}", what)


def _ids(pack: Pack) -> Iterator[Finding]:
    for entry in pack.entries.values():
        seen = Counter((relation.kind, relation.target) for relation in pack.relations.get(entry.id, ()))
        for (kind, target), times in seen.items():
            if target not in pack.entries:
                yield _finding(pack, entry, f"{kind} {target}, which there is not")
            if times > 1 or target == entry.id:
                yield _finding(pack, entry, f"{kind} {target} {'twice' if times > 1 else 'and is it'}")


def _cycles(pack: Pack) -> Iterator[Finding]:
    graph = {
        entry.id: [relation.target for relation in pack.relations.get(entry.id, ()) if relation.kind == "rests on"]
        for entry in pack.entries.values()
        if entry.kind == "skill"
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield Finding("skills", f"each of these rests on the next: {' > '.join(reversed(error.args[1]))}")


def _names(pack: Pack) -> Iterator[Finding]:
    """A name or alias belongs to one role or skill; a course's title and address to one course."""
    owners: dict[tuple[str, str], str] = {}
    for entry in pack.entries.values():
        names = {" ".join(tokens(name)) for name in (entry.name, *entry.aliases)}
        if isinstance(entry.facts, CourseFacts):
            names = {f"{fold(entry.facts.provider)}: {fold(entry.name)}", entry.facts.address.rstrip("/")}
        if len({fold(name) for name in entry.names}) < 1 + len(entry.aliases):
            yield _finding(pack, entry, "one of its names stands twice")
        for name in names:
            owner = owners.setdefault((entry.kind, name), entry.id)
            # Several exams of one body may share the page that the body has for them.
            if owner != entry.id and not (entry.kind == "course" and name.startswith("http") and _is_exam(entry)):
                yield _finding(pack, entry, f"the name {name!r} is {owner}'s too")


def _is_exam(entry: Entry) -> bool:
    return isinstance(entry.facts, CourseFacts) and entry.facts.kind in ("certificate", "qualification")


def _codes(pack: Pack) -> Iterator[Finding]:
    """A code of O*NET or ESCO makes two roles or skills one, so it belongs to one; SOC only classes."""
    owners: dict[tuple[str, str, str], str] = {}
    for entry in pack.entries.values():
        for scheme, codes in entry.codes.items():
            for code in codes:
                owner = owners.setdefault((entry.kind, scheme, code), entry.id)
                if owner != entry.id and scheme != "soc":
                    yield _finding(pack, entry, f"the {scheme} code {code} is {owner}'s too")


def _figures(pack: Pack) -> Iterator[Finding]:
    for entry in pack.entries.values():
        facts = entry.facts
        if isinstance(facts, SkillFacts) and facts.hours is not None:
            yield from (_finding(pack, entry, what) for what in _odd_hours(facts.hours))
            steps = facts.hours
            if not (steps[0].low < steps[1].low < steps[2].low and steps[0].high < steps[1].high < steps[2].high):
                yield _finding(pack, entry, "its hours do not grow from level to level")
        if isinstance(facts, CourseFacts):
            yield from (_finding(pack, entry, what) for what in _odd_hours([facts.hours] if facts.hours else []))
            cost = facts.cost.figure
            if cost and not 0 <= cost.low <= cost.high <= 200_000:
                yield _finding(pack, entry, f"a cost of {cost.low:g} to {cost.high:g}")


def _odd_hours(hours: Sequence[Figure]) -> Iterator[str]:
    for figure in hours:
        if not 0 < figure.low <= figure.high <= 20_000 or figure.high > WIDEST * figure.low:
            yield f"{figure.low:g} to {figure.high:g} hours"
        if figure.basis == "estimated" and figure.low == figure.high:
            yield f"an estimate of exactly {figure.low:g} hours"


def _sources(pack: Pack) -> Iterator[Finding]:
    for entry in pack.entries.values():
        facts = entry.facts
        figures = [
            figure for relation in pack.relations.get(entry.id, ()) for figure in (relation.importance, relation.level)
        ]
        named = {figure.source for figure in figures if figure is not None and figure.source}
        if isinstance(facts, CourseFacts):
            figures = [facts.hours, facts.cost.figure]
            named |= {figure.source for figure in figures if figure is not None and figure.source} | {facts.source}
        if isinstance(facts, RoleFacts) and facts.education:
            if facts.education.basis == "published" and len(facts.education.levels) != 1:
                yield _finding(pack, entry, "a published education is one level")
            if facts.education.basis == "published" and not facts.education.source:
                yield _finding(pack, entry, "a published education without a source")
            named |= {facts.education.source} - {None} if facts.education.source else set()
        for key in sorted(name for name in named if name and name not in pack.sources | {"provider"}):
            yield _finding(pack, entry, f"the source {key!r} is not in SOURCES.md")


def _page_sources(pack: Pack) -> Iterator[Finding]:
    """A page names sources that SOURCES.md describes: those whose codes it holds, and O*NET only with a code that leads there."""
    for file, head in pack.heads.items():
        named = set(head.get("sources") or ())
        for key in sorted(named - pack.sources):
            yield Finding(file.name, f"the source {key!r} is not in SOURCES.md")
        if file.parent.name != "roles":
            continue
        for field, key in CODED_BY.items():
            if head.get(field) and key not in named:
                yield Finding(file.name, f"has codes of {key}, which is not among its sources")
        if CODED_BY["onet"] in named and not (head.get("onet") or head.get("soc")):
            yield Finding(file.name, f"names {CODED_BY['onet']} as a source, but has neither its code nor a SOC code")


def _coverage(pack: Pack) -> Iterator[Finding]:
    """A skill of a computing role is taught by two courses, one of them free; every other by one."""
    courses: dict[str, list[CourseFacts]] = defaultdict(list)
    for entry in pack.entries.values():
        if isinstance(entry.facts, CourseFacts):
            for relation in pack.relations.get(entry.id, ()):
                if relation.kind == "teaches":
                    courses[relation.target].append(entry.facts)
    computing: set[str] = set()
    others: set[str] = set()
    for entry in pack.entries.values():
        if entry.kind == "role":
            (computing if _is_computing(entry) else others).update(
                relation.target for relation in pack.relations.get(entry.id, ()) if relation.kind == "needs"
            )
    for skill in sorted(computing):
        free = any(course.cost.figure and course.cost.figure.high == 0 for course in courses[skill])
        if len(courses[skill]) < 2 or not free:
            yield Finding(
                "courses",
                f"{skill}, of a computing role, has {len(courses[skill])} courses{'' if free else ', none free'}",
            )
    for skill in sorted(others - computing):
        if not courses[skill]:
            yield Finding("courses", f"{skill} is taught by nothing")


def _is_computing(entry: Entry) -> bool:
    return any(code.startswith(COMPUTING) for code in entry.codes.get("soc", ()))


def _pages(pack: Pack) -> Iterator[Finding]:
    for file, text in pack.prose.items():
        if "!" in text or "—" in text:
            yield Finding(file.name, "an exclamation mark or a dash that we do not use")
        if file.parent.name == "roles":
            headings = tuple(re.findall(r"^## (.+)$", text, re.MULTILINE))
            if headings != ROLE_HEADINGS:
                yield Finding(file.name, f"its headings are not {', '.join(ROLE_HEADINGS)}")
            words = len(text.split())
            if not FEWEST_WORDS <= words <= MOST_WORDS:
                yield Finding(file.name, f"{words} words; {FEWEST_WORDS} to {MOST_WORDS} are wanted")


def _sentences(pack: Pack) -> Iterator[Finding]:
    """Sentences that say nearly the same, and openings that many pages share, with each page's own names left out.

    A sentence with a number or a publisher in it states a fact, which may have to be stated twice.
    """
    written: list[tuple[str, str, list[str]]] = []  # where it stands, the sentence, its words
    for file, text in pack.prose.items():
        entry = pack.entries.get(f"role:{file.stem}") if file.parent.name == "roles" else None
        names = (entry.name, *entry.aliases) if entry else ()
        written += [(file.name, sentence, _masked(sentence, names)) for sentence in sentences_of(text)]
    for entry in pack.entries.values():
        if entry.kind != "role":
            about = entry.facts.about
            written += [
                (entry.id, sentence, _masked(sentence, (entry.name, *entry.aliases)))
                for sentence in sentences_of(about)
            ]
    written = [found for found in written if not re.search(r"\d|Bureau of Labor|O\*NET", found[1])]
    yield from _near_doubles(written)
    openings: dict[str, set[str]] = defaultdict(set)
    for where, _, words in written:
        if where.endswith(".md") and len(words) > 6:
            openings[" ".join(words[:5])].add(where)
    for opening, pages in sorted(openings.items()):
        if len(pages) > SAME_OPENING:
            yield Finding(", ".join(sorted(pages)[:6]), f"{len(pages)} pages have a sentence that opens {opening!r}")


def _near_doubles(written: Sequence[tuple[str, str, list[str]]]) -> Iterator[Finding]:
    runs: dict[tuple[str, ...], list[int]] = defaultdict(list)
    shingles = [{tuple(words[place : place + 4]) for place in range(len(words) - 3)} for _, _, words in written]
    for number, found in enumerate(shingles):
        common = Counter(other for run in found for other in runs[run])
        for other, shared in common.items():
            if shared >= SAME_SHARE * min(len(found), len(shingles[other])) and len(written[number][2]) > 6:
                first, second = written[other], written[number]
                if first[0] != second[0] or fuzz.ratio(first[1], second[1]) > 90:
                    yield Finding(f"{first[0]} and {second[0]}", f"nearly the same: {second[1]!r}")
        for run in found:
            runs[run].append(number)


def sentences_of(text: str) -> list[str]:
    """The sentences of a Markdown text, list items among them, without headings."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n|\n(?=- |\d+\. )", text)]
    prose = [block for block in blocks if block and not block.startswith("#")]
    return [part.strip() for block in prose for part in sentencex.segment("en", block) if part.strip()]


def _masked(sentence: str, names: Sequence[str]) -> list[str]:
    longest_first = sorted(map(fold, names), key=len, reverse=True)
    any_name = "|".join(map(re.escape, longest_first)) or "$^"
    return tokens(re.sub(rf"\b(an? |the )?(?:{any_name})(s|'s|es)?\b", "x", fold(sentence)))
