"""python -m ingest: add articles and other sources to what NextStep knows."""

import argparse
import sys

from knowledge import command

EXAMPLES = """examples:
  python -m ingest pack                          the articles that come with NextStep
  python -m ingest notes.md cv-tips.pdf          files: text, Markdown, HTML, PDF, Word
  python -m ingest ~/Documents/careers           a folder with all that is in it
  python -m ingest https://example.org/page      a page of the web
  python -m ingest --remove notes.md             take it out again
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
    made.add_argument("source", nargs="+", metavar="SOURCE", help="a file, a folder, an address, or the word `pack`")
    made.add_argument("--remove", action="store_true", help="take these sources out instead")
    made.add_argument("--check", action="store_true", help="check the files of `pack` and read nothing")
    command.add_common_flags(made)
    return made


def main(arguments: list[str] | None = None) -> int:
    """Read the sources; gives the exit code."""
    options = parser().parse_args(arguments)
    return command.run(lambda: _check(options) if options.check else _ingest(options))


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

        report = remove(home, options.source) if options.remove else ingest(home, options.source, progress)
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
