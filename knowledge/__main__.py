"""python -m knowledge: look into what NextStep knows."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from knowledge import command
from knowledge.errors import InputFailed

if TYPE_CHECKING:
    from knowledge.catalogue import Catalogue
    from knowledge.records import Record


def parser() -> command.Parser:
    """The command line of this part."""
    top = command.Parser(prog="python -m knowledge", description="Look into what NextStep knows.")
    actions = top.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=command.Parser)
    _action(actions, "stats", "count what the home holds")
    search = _action(actions, "search", "find passages by words and by meaning")
    search.add_argument("query", nargs="?", help="what to look for")
    search.add_argument("-k", type=command.positive, default=10, help="how many passages (default: 10)")
    search.add_argument("--batch", metavar="FILE", help='answer each line {"id", "query", "k"?} of a file, - for stdin')
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
    actions = {"stats": _stats, "search": _search, "show": _show, "doctor": _doctor}
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
