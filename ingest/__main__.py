"""python -m ingest: add articles and other sources to what NextStep knows."""

import argparse
import sys
from typing import TYPE_CHECKING

from knowledge import command

if TYPE_CHECKING:
    from knowledge.home import Home

EXAMPLES = """examples:
  python -m ingest pack                          the articles that come with NextStep
  python -m ingest notes.md cv-tips.pdf          files: text, Markdown, HTML, PDF, Word
  python -m ingest ~/Documents/careers           a folder with all that is in it
  python -m ingest https://example.org/page      a page of the web
  python -m ingest --remove notes.md             take it out again
  python -m ingest db_29_3_text.zip              O*NET's database; ESCO's zip likewise; a list of courses as CSV or JSON
  python -m ingest --download onet               the same, straight from its publisher
  python -m ingest --links                       which addresses of courses are dead
  python -m ingest pack --check                  whether the files that come with NextStep hold together
"""


def parser() -> command.Parser:
    """The command line of this part."""
    made = command.Parser(
        prog="python -m ingest",
        description="Add sources to what NextStep knows. Reading a source again takes over its changes; stopping with"
        " Ctrl-C loses nothing, and the same command goes on.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("source", nargs="*", metavar="SOURCE", help="a file, a folder, an address, or the word `pack`")
    made.add_argument("--remove", action="store_true", help="take these sources out instead")
    made.add_argument("--check", action="store_true", help="check the files of `pack` and read nothing")
    made.add_argument("--links", action="store_true", help="ask for the address of every course, and list the dead")
    made.add_argument("--download", choices=["onet"], help="fetch a publisher's data set, and read it")
    command.add_common_flags(made)
    return made


def main(arguments: list[str] | None = None) -> int:
    """Read the sources; gives the exit code."""
    options = parser().parse_args(arguments)
    return command.run(lambda: _run(options))


def _run(options: argparse.Namespace) -> int:
    from knowledge.errors import WrongUse

    chosen = [name for name in ("remove", "check", "links", "download") if getattr(options, name)]
    if len(chosen) > 1:
        raise WrongUse(f"--{chosen[0]} and --{chosen[1]} do not go together", "give one of them")
    if bool(options.source) == bool(options.links or options.download):
        raise WrongUse("it is not clear what to read", "give a source, or --links, or --download onet alone")
    if options.check:
        return _check(options)
    return _links(options) if options.links else _ingest(options)


def _check(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from ingest.check import check_pack
    from ingest.pipeline import PACK, pack_folder
    from knowledge.errors import WrongUse

    if options.source != [PACK]:
        raise WrongUse("only the pack can be checked", "`python -m ingest pack --check`")
    findings = check_pack(pack_folder())
    if options.json:
        command.say_json({"findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            command.say(f"{finding.where}: {finding.what}")
        command.say(f"{len(findings)} findings." if findings else "The pack holds together.")
    return command.FAILED if findings else command.OK


def _links(options: argparse.Namespace) -> int:
    from ingest.links import check_links
    from knowledge.home import open_home
    from knowledge.settings import read_settings

    with open_home(read_settings(options.home), own=True) as home, command.progress_bar("addresses") as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        report = check_links(home, progress)
    if options.json:
        command.say_json(report.model_dump())
        return command.OK
    for title, links in (("dead", report.dead), ("unsure", report.unsure)):
        for link in links:
            command.say(f"{title}: {link.address}: {link.why}")
    command.say(
        f"{report.checked} checked: {report.alive} answer, {len(report.dead)} dead, {len(report.unsure)} unsure."
    )
    return command.OK


def _downloaded(home: "Home") -> str:
    from ingest.download import download, sha256_note

    with command.progress_bar("bytes") as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total or None
            bar.update(done - bar.n)

        file = download(home, home.settings.onet_address, progress)
    sys.stderr.write(f"{sha256_note(file)}\n")
    return str(file)


def _ingest(options: argparse.Namespace) -> int:
    from ingest.pipeline import ingest, remove
    from knowledge.home import open_home, open_or_make
    from knowledge.settings import read_settings

    settings = read_settings(options.home)
    stages = command.StageBar()
    home = open_home(settings, own=True) if options.remove else open_or_make(settings, stages)
    stages.close()
    with home, command.progress_bar("sources") as bar:

        def progress(done: float, total: int, name: str) -> None:
            bar.total = total
            if name:
                bar.set_postfix_str(_printable(name[-40:]), refresh=False)
            bar.update(round(done - bar.n, 3))

        sources = [_downloaded(home)] if options.download else options.source
        report = remove(home, sources) if options.remove else ingest(home, sources, progress)
    for failed in report.failed:
        sys.stderr.write(f"error: {_printable(f'{failed.source}: {failed.reason}')}\n")
    if options.json:
        command.say_json(report.model_dump())
    else:
        command.say(
            f"{report.read} read: {report.added} added, {report.updated} updated, {report.unchanged} unchanged,"
            f" {report.removed} removed, {len(report.failed)} failed; {report.passages} passages written"
            f" in {report.seconds:.1f} s."
        )
    return command.FAILED if report.failed else command.OK


def _printable(text: str) -> str:
    """Text for a terminal: a file's name may hold line ends and the terminal's own commands."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


if __name__ == "__main__":
    sys.exit(main())
