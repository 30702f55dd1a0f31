"""The command line: arguments in; findings, paths and an exit code out.  The only code that prints."""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from pipeline.model.edition import Format
from pipeline.model.error import PipelineError, UsageError
from pipeline.model.finding import Finding, Severity

__all__ = ["main"]

DESCRIPTION = """\
Publish one canonical text in many languages, from gettext catalogues to print and screen.

An edition is a folder with source/edition.toml; it is looked for here and in the folders above."""

EPILOGUE = """\
A day's work:
  kolofon update          after a change to source/: bring the templates and every .po up to date
  kolofon status          how far each translation is
  kolofon build sq        make the Albanian edition, in output/sq/

Exit codes: 0 done; 1 done, with errors in the text, or not done; 2 a mistake in the command; 3 in edition.toml;
4 in the source; 5 in a .po file; 6 a result could not be made; 7 the machine lacks something."""

LANGUAGES = "languages, as sq, pt-BR or pt_BR; all of the edition's, and that of its source, if none is named"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line (`sys.argv`, if none is given); the exit code."""
    told = _Terminal()
    try:
        options = _parser().parse_args(arguments)
        return int(options.run(options, told))
    except PipelineError as error:
        told.clear()
        print(f"kolofon: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        told.clear()
        print("kolofon: stopped; nothing is half written", file=sys.stderr)
        return 130


class _Terminal:
    """Says what a long step is doing, on a terminal only, on one line that the next thing said replaces."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, doing: str) -> None:
        if self._shown:
            print(f"\r\x1b[K{doing} …", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line, like every other error here."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, hint=f"see {self.prog} --help")


def _parser() -> argparse.ArgumentParser:
    kind = argparse.RawDescriptionHelpFormatter
    parser = _Parser("kolofon", description=DESCRIPTION, epilog=EPILOGUE, formatter_class=kind)
    parser.add_argument("--edition", metavar="DIR", type=Path, help="the folder that holds source/edition.toml")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    build = commands.add_parser(
        "build",
        help="make the finished files below output/",
        description="Make the finished files below output/LANG/.  English stands where a translation is missing or\n"
        "fuzzy, marked as English, and the colophon says how much is translated.",
        formatter_class=kind,
    )
    build.add_argument("languages", metavar="LANG", nargs="*", help=LANGUAGES)
    build.add_argument(
        "--format",
        metavar="FORMATS",
        dest="formats",
        type=_formats,
        default=tuple(Format),
        help=f"what to make: any of {', '.join(Format)}, with commas (all of them, if not said)",
    )
    build.set_defaults(run=_build)

    update = commands.add_parser(
        "update",
        help="bring locale/ up to date with source/",
        description="Bring the templates (.pot) and the catalogues (.po) up to date with the source.  No translated\n"
        "word is lost: what changed becomes fuzzy, what went becomes obsolete, what comes back is revived.\n"
        "Naming a language that the edition has not begun begins it.",
        formatter_class=kind,
    )
    update.add_argument(
        "languages", metavar="LANG", nargs="*", help="languages, as sq, pt-BR or pt_BR; all, if none is named"
    )
    update.set_defaults(run=_update)

    status = commands.add_parser("status", help="tell how far each translation is")
    status.set_defaults(run=_status)
    return parser


def _formats(names: str) -> tuple[Format, ...]:
    try:
        return tuple(Format(name.strip()) for name in names.split(","))
    except ValueError:
        raise UsageError(
            f"--format {names}: there is no such format", hint=f"formats are {', '.join(Format)}"
        ) from None


def _build(options: argparse.Namespace, tell: _Terminal) -> int:
    from pipeline.build import build
    from pipeline.project import open_project

    built = build(open_project(options.edition), options.languages, options.formats, os.environ, tell)
    tell.clear()
    for path in built.paths:
        print(path)
    return _show(built.findings)


def _update(options: argparse.Namespace, tell: _Terminal) -> int:
    from pipeline.catalogues import update_catalogues
    from pipeline.project import open_project

    updated, findings = update_catalogues(open_project(options.edition), options.languages, os.environ, tell)
    tell.clear()
    for file in updated:
        counts = [f"{number} {outcome}" for outcome, number in file.report.counts.items()] if file.report else []
        print(f"{file.path}: {', '.join([*counts, 'written' if file.written else 'as it was'])}")
    return _show(findings)


def _status(options: argparse.Namespace, tell: _Terminal) -> int:
    from pipeline.project import open_project
    from pipeline.standing import standings

    rows, findings = standings(open_project(options.edition), tell)
    tell.clear()
    head = ("language", "work", "messages", "translated", "fuzzy", "untranslated", "reviewed")
    table: list[tuple[str, ...]] = [head]
    for row in rows:
        far = row.progress
        counts = (far.total, far.translated, far.fuzzy, far.untranslated, far.reviewed)
        table.append((row.language, row.work, *map(str, counts)))
    widths = [max(len(row[column]) for row in table) for column in range(len(head))]
    for cells in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())
    return _show(findings)


def _show(findings: Iterable[Finding]) -> int:
    """Print findings, the gravest last, where the eye is; 1 if one of them is an error."""
    ranks = list(reversed(Severity))
    found = sorted(findings, key=lambda finding: ranks.index(finding.severity))
    for finding in found:
        hint = f"\n    {finding.hint}" if finding.hint else ""
        print(f"{finding.place}: {finding.severity}: {finding.message} [{finding.code}]{hint}", file=sys.stderr)
    return int(any(finding.severity is Severity.ERROR for finding in found))
