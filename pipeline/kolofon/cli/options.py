"""The commands and their options."""

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from kolofon import __version__
from kolofon.cli import STAMPED
from kolofon.cli.terminal import Loudness, Terminal, put
from kolofon.model.error import UsageError

TYPE_CHECKING = False  # what `typing` says, which takes its time to import

if TYPE_CHECKING:
    from typing import NoReturn

    from kolofon.cli.again import Done
    from kolofon.model.edition import Format

__all__ = ["parse"]

DESCRIPTION = """\
Publish one canonical text in many languages, from gettext catalogues to print and screen.

An edition is a folder with source/edition.toml; it is looked for here and in the folders above."""

EPILOGUE = """\
A day's work:
  kolofon init book       begin an edition, in the new folder book
  kolofon update          after a change to source/: bring the templates and every .po up to date
  kolofon serve sq        translate in a browser: the Albanian book beside its sentences
  kolofon check sq        what a proofreader would say of the Albanian
  kolofon build sq        make the Albanian edition, in output/sq/
  kolofon status          how far each translation is

Exit codes: 0 done; 1 done, with errors in the text, or not done; 2 a mistake in the command; 3 in edition.toml;
4 in the source; 5 in a .po file; 6 a result could not be made; 7 the machine lacks something; 70 a fault of the
press itself."""

LANGUAGES = "languages, as sq, pt-BR or pt_BR; all of the edition's, if none is named"
REPORTS = ("text", "json", "sarif", "github")
TOOLS = ("mdbook", "po4a", "sphinx")

NOT_MERGED = 129
"""The exit code of a merge that could not be made: to git, from 2.46, anything above 128 is one, and no conflict."""


def _positive(written: str) -> int:
    if not written.isdecimal() or not int(written):
        raise argparse.ArgumentTypeError(f"{written!r} is no number from 1 on")
    return int(written)


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line, like every other error here."""

    def _print_message(self, message: str, file: object = None) -> None:  # noqa: ARG002  it is always stdout
        """Print help where everything else is printed, with the same errors."""
        put(message.removesuffix("\n"))

    def error(self, message: str) -> "NoReturn":
        raise UsageError(message, hint=f"see {self.prog} --help")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command line, with the command's function as `run`; UsageError for a mistake in them.

    A command is `stamped` if its run need not be done again where nothing changed, and `dated` if what it makes has a
    date.
    """
    parser = _Parser("kolofon", description=DESCRIPTION, epilog=EPILOGUE, formatter_class=_KEEP)
    parser.add_argument("--edition", metavar="DIR", type=Path, help="the folder that holds source/edition.toml")
    parser.add_argument(
        "--version", action="version", version=f"kolofon {__version__}", help="tell which release this is, and end"
    )
    found = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, options: Options, summary: str, more: str = "") -> None:
        added = found.add_parser(
            name, help=summary, description=more or f"{summary[0].upper()}{summary[1:]}.", formatter_class=_KEEP
        )
        added.set_defaults(run=_run(name), failed=None, stamped=name in STAMPED, dated=name == "build")
        added.set_defaults(loudness=Loudness.USUAL)
        if name in arguments:  # the options of the others are not asked for, and nor is what they import
            options(added)

    _beginning(command)
    _publishing(command)
    _translating(command)
    _taking_over(command)
    _together(command)
    return parser.parse_args(arguments)


def _run(name: str) -> "Callable[[argparse.Namespace, Terminal], int | Done]":
    def run(options: argparse.Namespace, tell: Terminal) -> "int | Done":
        from kolofon.cli import printing

        done: int | Done = getattr(printing, name.replace("-", "_"))(options, tell)
        return done

    return run


_KEEP = argparse.RawDescriptionHelpFormatter
Options = Callable[[argparse.ArgumentParser], None]
"""Adds the options of a command to its parser."""
Command = Callable[..., None]


def _beginning(command: Command) -> None:
    command(
        "init",
        _init,
        "begin a new edition",
        "Begin an edition in a new folder, with a Makefile and a README of its own, ready for “make pdf”.\n"
        "Several texts make a work of many files; a folder stands for all its .md, .rst or .wiki files and its\n"
        "pictures; a SUMMARY.md (mdBook) or a conf.py (Sphinx) says which the chapters are.  Without a text there\n"
        "is a sample.",
    )


def _publishing(command: Command) -> None:
    command(
        "build",
        _build,
        "make the finished files below output/",
        "Make the finished files below output/LANG/.  English stands where a translation is missing or\n"
        "fuzzy, marked as English, and the colophon says how much is translated.",
    )
    command(
        "watch",
        _watch,
        "make them again whenever a file of the edition is saved",
        "Make the finished files below output/LANG/, and again whenever a file below source/, locale/ or theme/\n"
        "is saved, until Ctrl+C.  Each is replaced whole, for viewers that reload what they show.",
    )
    command(
        "clean",
        _clean,
        "remove what the press made below output/",
        "Remove what the press made below output/.  What somebody changed or put there stays.",
    )
    command("status", _status, "tell how far each translation is")


def _translating(command: Command) -> None:
    command(
        "update",
        _update,
        "bring locale/ up to date with source/",
        "Bring the templates (.pot) and the catalogues (.po) up to date with the source.  No translated\n"
        "word is lost: what changed becomes fuzzy, what went becomes obsolete, what comes back is revived.\n"
        "Naming a language that the edition has not begun begins it.",
    )
    command(
        "check",
        _check,
        "proofread the translations",
        "Say what is wrong with the translations, where, and how to mend it.  An error stops an edition,\n"
        "a warning does not.  A comment “# kolofon: ignore CODE” above a message overrules a check there.\n"
        "A file that is named is checked alone, as a hook of git or an editor asks for it.",
    )
    command(
        "serve",
        _serve,
        "translate in a browser, the book beside its sentences",
        "Open a page in the browser of this machine: the book beside its sentences.  Click a sentence, translate it,\n"
        "and see it in the book.  What is saved is in the .po files and nowhere else, and what another program saves\n"
        "there is shown.  Ctrl+C ends it.",
    )
    command("terms", _terms, "propose terms for a glossary, or import one")


def _taking_over(command: Command) -> None:
    command(
        "adopt",
        _adopt,
        "make proposals of a translation that exists",
        "Align a finished translation of a work with its source and put what fits into the catalogue: all of\n"
        "it fuzzy, with a confidence in a comment.  What found no place is listed.",
    )
    command(
        "import-po",
        _import_po,
        "take over the catalogues of mdBook, po4a or Sphinx",
        "Carry the translations in other people's catalogues of the same text into the edition's own: into its\n"
        "sentences and its tags, fuzzy wherever that is not sure, with the reason in a comment.  What is translated\n"
        "already stays as it is.  What found no place is listed.",
    )


def _together(command: Command) -> None:
    command("hooks", _none, "have git merge catalogues message by message, in this clone")
    command(
        "merge-po",
        _merge_po,
        "merge three catalogues into the second (git calls this)",
        "Merge three catalogues by message into the second, as git's merge drivers do (gitattributes(5)).\n"
        "Where both sides translated one message, ours stays, fuzzy, with theirs in a comment.\n"
        "Exit codes: 0 merged; 1 merged, with such a clash; 129 not merged, and OURS as it was.",
    )


def _telling(parser: argparse.ArgumentParser, *, more: str = "") -> None:
    """How much is told; `more` is what is told besides each finding."""
    told = {"--quiet": "tell errors alone", "--verbose": f"tell each finding on a line of its own{more}"}
    either = parser.add_mutually_exclusive_group()
    for name, loudness in (("--quiet", Loudness.QUIET), ("--verbose", Loudness.VERBOSE)):
        either.add_argument(name, dest="loudness", action="store_const", const=loudness, help=told[name])


def _init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="a folder that is not there, or empty")
    parser.add_argument(
        "--from", metavar="FILE", dest="texts", type=Path, nargs="+", default=(), help="its text: files, or folders"
    )
    parser.add_argument(
        "--language",
        metavar="LANGS",
        dest="languages",
        type=_tags,
        default=(),
        help="languages to translate into, with commas: their catalogues are begun",
    )
    parser.add_argument("--source-language", metavar="LANG", default="", help="that of the text (en, if not known)")
    _telling(parser)


def _build(parser: argparse.ArgumentParser) -> None:
    _made(parser, "pdf,html")
    _telling(parser, more=", and how each file is made, where there are several ways")
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        default="",
        help="make them on other machines, the workers of a scheduler of Dask's at tcp://HOST:PORT (docs/speed.md)",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="write nothing, and list what would be made; findings are not shown"
    )


def _watch(parser: argparse.ArgumentParser) -> None:
    _made(parser, "pdf")
    _telling(parser)


def _made(parser: argparse.ArgumentParser, usual: str) -> None:
    """What is to be made; `usual` are the formats where none is named."""
    from kolofon.model.edition import Format

    parser.add_argument("languages", metavar="LANG", nargs="*", help=f"{LANGUAGES}, and that of its source")
    parser.add_argument(
        "--format",
        metavar="FORMATS",
        dest="formats",
        type=_formats,
        action="extend",
        help=f"what to make: any of {', '.join(Format)}, with commas ({usual} if not said); may be said again",
    )
    parser.add_argument(
        "--draft", action="store_true", help="make it even if the proofreader found errors; every page says so"
    )
    _jobs(parser, "files to make")


def _jobs(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=_positive,
        default=0,
        help=f"how many {what} at once: as many as there are cores, if not said here or in KOLOFON_JOBS",
    )


def _clean(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cache",
        action="store_true",
        help="also what it keeps so that nothing is done twice: output/.kolofon/store/, or the folder in KOLOFON_CACHE",
    )


def _status(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--draw", action="store_true", help="also draw output/status.html and output/status.svg")
    _telling(parser)


def _update(parser: argparse.ArgumentParser) -> None:
    from kolofon.language.tags import pseudo_tags

    parser.add_argument("languages", metavar="LANG", nargs="*", help=LANGUAGES)
    parser.add_argument(
        "--trivial",
        action="store_true",
        help="only misprints were corrected: what is much like its old words keeps its translation as it is",
    )
    parser.add_argument("--prune", metavar="DAYS", type=_days, help="let go of what has been obsolete for so many days")
    parser.add_argument(
        "--pseudo",
        action="store_true",
        help=f"let the machine fill a language of nobody, to try the edition out: {' or '.join(pseudo_tags())}",
    )
    told = "write nothing, and list what an update would change; exit code 1 if it would"
    parser.add_argument("--check", action="store_true", help=told)
    _telling(parser)


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("asked", metavar="LANG|FILE", nargs="*", help=f"{LANGUAGES}; or .po and .pot files")
    parser.add_argument("--format", choices=REPORTS, default="text", help="how to say it (text, if not said)")
    _jobs(parser, "languages to look at")
    _telling(parser)


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("language", metavar="LANG", nargs="?", default="", help="the one to begin with")
    parser.add_argument("--port", metavar="N", type=_positive, help="the port (the first that is free, from 8425 on)")
    parser.add_argument(
        "--host",
        metavar="ADDRESS",
        default="127.0.0.1",
        help="the address to listen at (127.0.0.1, this machine alone); another one needs --read-only or --proxy",
    )
    parser.add_argument("--read-only", action="store_true", help="show the edition, and let nobody change it")
    parser.add_argument(
        "--proxy",
        metavar="ORIGIN",
        default="",
        help="the address, as https://kolofon.example.org, of a reverse proxy that asks people to log in",
    )
    parser.add_argument("--no-open", action="store_true", help="open no browser")
    told, quiet = "tell the address and errors alone", Loudness.QUIET
    parser.add_argument("--quiet", dest="loudness", action="store_const", const=quiet, help=told)


def _terms(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("language", metavar="LANG", nargs="?", help="leave out what this language's glossary has")
    parser.add_argument(
        "--import", metavar="FILE", dest="file", type=Path, help="put the terms of a TBX or CSV file into the glossary"
    )


def _adopt(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("language", metavar="LANG", help="its language")
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="its text, as a source may be written, or a folder of such",
    )
    parser.add_argument("--work", metavar="NAME", help="the work that it translates, where the edition has several")
    _telling(parser)


def _import_po(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("language", metavar="LANG", help="their language")
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help=".po files, or folders with such files")
    parser.add_argument("--kind", choices=TOOLS, help="the tool that made them, where they do not tell")
    parser.add_argument("--work", metavar="NAME", help="the work that they translate, where the edition has several")
    _telling(parser)


def _merge_po(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(failed=NOT_MERGED)
    for name in ("base", "ours", "theirs"):
        parser.add_argument(name, metavar=name.upper(), type=Path)
    parser.add_argument("path", metavar="PATH", nargs="?", help="the name of the catalogue, for messages")


def _none(parser: argparse.ArgumentParser) -> None:
    """The options of a command that has none."""
    del parser


def _formats(names: str) -> "tuple[Format, ...]":
    from kolofon.model.edition import Format

    try:
        return tuple(Format(name.strip()) for name in names.split(","))
    except ValueError:
        raise UsageError(
            f"--format {names}: there is no such format", hint=f"formats are {', '.join(Format)}"
        ) from None


def _tags(names: str) -> tuple[str, ...]:
    return tuple(filter(None, re.split("[, ]+", names)))


def _days(text: str) -> int:
    if not text.isdecimal():
        raise UsageError(f"--prune {text}: that is no number of days", hint="for example --prune 365")
    return int(text)
