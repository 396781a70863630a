"""python -m knowledge: look into what NextStep knows."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from knowledge import command
from knowledge.errors import InputFailed

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

    from knowledge.catalogue import Catalogue
    from knowledge.records import Record


KINDS = ("role", "skill", "course")


def parser() -> command.Parser:
    """The command line of this part."""
    top = command.Parser(prog="python -m knowledge", description="Look into what NextStep knows.")
    actions = top.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=command.Parser)
    _action(actions, "stats", "count what the home holds")
    search = _action(actions, "search", "find passages by words and by meaning")
    search.add_argument("query", nargs="?", help="what to look for")
    search.add_argument("-k", type=command.positive, default=10, help="how many passages (default: 10)")
    search.add_argument("--batch", metavar="FILE", help='answer each line {"id", "query", "k"?} of a file, - for stdin')
    link = _action(actions, "link", "find the role, skill or course that a phrase means")
    link.add_argument("text", nargs="?", help='what somebody wrote, such as "Sr. ML Engr (Remote)"')
    link.add_argument("--kind", choices=KINDS, required=True, help="what to look for")
    link.add_argument("-k", type=command.positive, default=10, help="how many matches (default: 10)")
    link.add_argument("--batch", metavar="FILE", help='answer each line {"id", "text", "k"?} of a file, - for stdin')
    skills = _action(actions, "skills", "find the skills that a text mentions, with their words")
    skills.add_argument("text", nargs="?", help="a text: of a CV, a job advertisement, a message")
    skills.add_argument("-k", type=command.positive, default=50, help="how many skills (default: 50)")
    skills.add_argument("--batch", metavar="FILE", help='answer each line {"id", "text", "k"?} of a file, - for stdin')
    show = _action(actions, "show", "show a role, a skill, a course, a passage or a source, by id")
    show.add_argument("id")
    doctor = _action(actions, "doctor", "check the home, and mend it")
    doctor.add_argument("--repair", action="store_true", help="mend what can be mended without losing anything")
    return top


def _action(
    actions: Any,  # noqa: ANN401 - argparse has no public name for it
    name: str,
    help_: str,
) -> argparse.ArgumentParser:
    added: argparse.ArgumentParser = actions.add_parser(
        name, help=help_, description=help_[0].upper() + help_[1:] + "."
    )
    command.add_common_flags(added)
    return added


def main(arguments: list[str] | None = None) -> int:
    """Run one action; gives the exit code."""
    options = parser().parse_args(arguments)
    actions = {"stats": _stats, "search": _search, "link": _link, "skills": _skills, "show": _show, "doctor": _doctor}
    return command.run(lambda: actions[options.action](options))


def _stats(options: argparse.Namespace) -> int:
    from knowledge.contracts import Stats
    from knowledge.home import open_home
    from knowledge.settings import read_settings

    with open_home(read_settings(options.home)) as home:
        counts = home.catalogue.counts() | home.catalogue.record_counts()
        stats = Stats(**counts, publishers=home.catalogue.record_counts_by_publisher())
    if options.json:
        command.say_json(stats.model_dump())
        return command.OK
    for name, count in stats.model_dump(exclude={"publishers"}).items():
        command.say(f"{name:14} {count:>9,}")
    for publisher, told in stats.publishers.items():
        command.say(f"\n{publisher}")
        for name, count in told.items():
            command.say(f"  {name:12} {count:>9,}")
    return command.OK


def _search(options: argparse.Namespace) -> int:
    from knowledge.contracts import FoundPassage, SearchResult
    from knowledge.errors import WrongUse
    from knowledge.home import open_home
    from knowledge.settings import read_settings

    if bool(options.batch) == bool(options.query and options.query.strip()):
        raise WrongUse("give one query, or --batch FILE", "`python -m knowledge search --help` shows the use")
    with open_home(read_settings(options.home)) as home:

        def found(query: str, k: int, id_: str | None = None) -> SearchResult:
            hits = [FoundPassage.of(hit) for hit in home.searcher.search(query, k)]
            return SearchResult(id=id_, hits=hits)

        if options.batch:
            return command.answer_batch(
                options.batch,
                lambda item: found(
                    command.text_field(item, "query"), command.count_field(item, "k", options.k), command.id_field(item)
                ).model_dump(),
            )
        result = found(options.query, options.k)
    if options.json:
        command.say_json(result.model_dump())
        return command.OK
    for hit in result.hits:
        command.say(
            f"{hit.score:.4f}  {hit.title}  ({hit.source})\n        {hit.id}\n        {command.one_line([hit.text])}\n"
        )
    if not result.hits:
        command.say("Nothing found.")
    return command.OK


def _link(options: argparse.Namespace) -> int:
    from knowledge.contracts import LinkedRecord, LinkResult
    from knowledge.home import open_home
    from knowledge.settings import read_settings

    _one_of(options.text, options.batch)
    with open_home(read_settings(options.home)) as home:

        def linked(text: str, k: int, id_: str | None = None) -> LinkResult:
            matches = home.linker.link(text, options.kind, k)
            records = home.catalogue.codes([match.id for match in matches])
            return LinkResult(id=id_, matches=[LinkedRecord.of(match, records[match.id]) for match in matches])

        if options.batch:
            return _batch(options, linked)
        result = linked(options.text, options.k)
    if options.json:
        command.say_json(result.model_dump())
        return command.OK
    for match in result.matches:
        command.say(f"{match.score:.2f}  {match.title}  ({match.id})")
    if not result.matches:
        command.say("Nothing that NextStep knows fits.")
    return command.OK


def _skills(options: argparse.Namespace) -> int:
    from knowledge.contracts import MentionedSkill, SkillsResult
    from knowledge.home import open_home
    from knowledge.settings import read_settings

    _one_of(options.text, options.batch)
    with open_home(read_settings(options.home)) as home:

        def mentioned(text: str, k: int, id_: str | None = None) -> SkillsResult:
            mentions = home.mentions.find(text, k)
            codes = home.catalogue.codes([mention.id for mention in mentions])
            return SkillsResult(id=id_, skills=[MentionedSkill.of(mention, codes[mention.id]) for mention in mentions])

        if options.batch:
            return _batch(options, mentioned)
        result = mentioned(options.text, options.k)
    if options.json:
        command.say_json(result.model_dump())
        return command.OK
    for skill in result.skills:
        level = f", level {skill.level}" if skill.level else ""
        command.say(f"{skill.score:.2f}  {skill.name}{level}  ({skill.id})\n        {skill.quote}")
    if not result.skills:
        command.say("No skill that NextStep knows is mentioned.")
    return command.OK


def _one_of(text: str | None, batch: str | None) -> None:
    from knowledge.errors import WrongUse

    if bool(batch) == bool(text and text.strip()):
        raise WrongUse("give one text, or --batch FILE", "the same command with --help shows the use")


def _batch(options: argparse.Namespace, answer: "Callable[[str, int, str | None], BaseModel]") -> int:
    return command.answer_batch(
        options.batch,
        lambda item: answer(
            command.text_field(item, "text"), command.count_field(item, "k", options.k), command.id_field(item)
        ).model_dump(),
    )


def _show(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from knowledge.home import open_home
    from knowledge.settings import read_settings
    from knowledge.words import whole_letters

    with open_home(read_settings(options.home)) as home:
        if record := home.catalogue.record(whole_letters(options.id)):
            return _show_record(home.catalogue, record, options)
        passage = home.catalogue.passages([options.id]).get(options.id)
        source = home.catalogue.source(passage.source if passage else whole_letters(options.id))
        if source is None:
            raise InputFailed(f"nothing has the id {options.id!r}", "`python -m knowledge search` shows ids")
        passages = [passage] if passage else home.catalogue.passages_of(source.id)
    if options.json:
        command.say_json({"source": asdict(source), "passages": [asdict(found) for found in passages]})
        return command.OK
    command.say(f"{source.title}\n{source.label}; {source.licence}\n{source.address or source.location}")
    for found in passages:
        command.say(f"\n{found.id}\n{found.title} ({found.place})\n{found.text}")
    return command.OK


def _show_record(catalogue: "Catalogue", record: "Record", options: argparse.Namespace) -> int:
    from knowledge.contracts import ShownRecord

    shown = ShownRecord.of(catalogue, record)
    if options.json:
        command.say_json(shown.model_dump())
        return command.OK
    command.say("\n".join(shown.lines()))
    return command.OK


def _doctor(options: argparse.Namespace) -> int:
    from knowledge.contracts import DoctorReport, FaultReport
    from knowledge.home import examine, repair
    from knowledge.settings import read_settings

    settings = read_settings(options.home)
    bar = command.StageBar()
    faults = repair(settings, bar) if options.repair else examine(settings)
    bar.close()
    sound = all(fault.repaired for fault in faults)
    report = DoctorReport(home=str(settings.home), sound=sound, faults=[FaultReport.of(fault) for fault in faults])
    if options.json:
        command.say_json(report.model_dump())
    else:
        for fault in faults:
            command.say(f"mended: {fault.what}" if fault.repaired else f"fault: {fault.what}: {fault.cure}")
        command.say(f"The home {settings.home} is {'sound' if sound else 'not sound'}.")
    return command.OK if sound else command.FAILED


if __name__ == "__main__":
    sys.exit(main())
