"""A command line → its options; the names of the commands, with their help."""

import argparse
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from kolofon import __version__
from kolofon.cli import STAMPED, options
from kolofon.cli.terminal import Loudness, Terminal, put
from kolofon.model.error import UsageError

TYPE_CHECKING = False  # what `typing` says, which takes its time to import

if TYPE_CHECKING:
    from typing import NoReturn

    from kolofon.cli.replay import Done

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


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are UsageErrors, so that they are one line."""

    def _print_message(self, message: str, file: object = None) -> None:  # noqa: ARG002  it is always stdout
        """Print help as everything else is printed, with the same errors."""
        put(message.removesuffix("\n"))

    def error(self, message: str) -> "NoReturn":
        raise UsageError(message, hint=f"see {self.prog} --help")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command line, with the command's function as `run`; UsageError for a mistake in them.

    `stamped` says that the command leaves a stamp, so that it is not run again where nothing has changed, and `dated`
    that what it makes shows a date.
    """
    return _parser(_commands() & {*arguments}).parse_args(arguments)


@cache
def _commands() -> frozenset[str]:
    """The names of all commands."""
    names: list[str] = []
    for add in _GROUPS:
        add(lambda name, *_: names.append(name))
    return frozenset(names)


@cache
def _parser(named: frozenset[str]) -> _Parser:
    """The parser of all commands, with the options of some: those of others are not needed, nor what they import."""
    parser = _Parser("kolofon", description=DESCRIPTION, epilog=EPILOGUE, formatter_class=_KEEP)
    parser.add_argument("--edition", metavar="DIR", type=Path, help="the folder that holds source/edition.toml")
    parser.add_argument(
        "--version", action="version", version=f"kolofon {__version__}", help="tell which release this is, and end"
    )
    found = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, add: Options, summary: str, more: str = "") -> None:
        added = found.add_parser(
            name, help=summary, description=more or f"{summary[0].upper()}{summary[1:]}.", formatter_class=_KEEP
        )
        added.set_defaults(run=_run(name), failed=None, stamped=name in STAMPED, dated=name == "build")
        added.set_defaults(loudness=Loudness.USUAL)
        if name in named:
            add(added)

    for group in _GROUPS:
        group(command)
    return parser


def _run(name: str) -> "Callable[[argparse.Namespace, Terminal], int | Done]":
    def run(given: argparse.Namespace, terminal: Terminal) -> "int | Done":
        from kolofon.cli import commands

        done: int | Done = getattr(commands, name.replace("-", "_"))(given, terminal)
        return done

    return run


_KEEP = argparse.RawDescriptionHelpFormatter
Options = Callable[[argparse.ArgumentParser], None]
"""Adds the options of a command to its parser."""
Command = Callable[..., None]


def _beginning(command: Command) -> None:
    command(
        "init",
        options.init,
        "begin a new edition",
        "Begin an edition in a new folder, with a Makefile and a README of its own, ready for “make pdf”.\n"
        "Several texts make a work of many files; a folder stands for all its .md, .rst or .wiki files and its\n"
        "pictures; a SUMMARY.md (mdBook) or a conf.py (Sphinx) says which the chapters are.  Without a text there\n"
        "is a sample.",
    )


def _publishing(command: Command) -> None:
    command(
        "build",
        options.build,
        "make the finished files below output/",
        "Make the finished files below output/LANG/.  English stands where a translation is missing or\n"
        "fuzzy, marked as English, and the colophon says how much is translated.",
    )
    command(
        "watch",
        options.watch,
        "make them again whenever a file of the edition is saved",
        "Make the finished files below output/LANG/, and again whenever a file below source/, locale/ or theme/\n"
        "is saved, until Ctrl+C.  Each is replaced whole, for viewers that reload what they show.",
    )
    command(
        "clean",
        options.clean,
        "remove what the press made below output/",
        "Remove what the press made below output/.  What somebody changed or put there stays.",
    )
    command("status", options.status, "tell how far each translation is")


def _translating(command: Command) -> None:
    command(
        "update",
        options.update,
        "bring locale/ up to date with source/",
        "Bring the templates (.pot) and the catalogues (.po) up to date with the source.  No translated\n"
        "word is lost: what changed becomes fuzzy, what went becomes obsolete, what comes back is revived.\n"
        "Naming a language that the edition has not begun begins it.",
    )
    command(
        "check",
        options.check,
        "proofread the translations",
        "Say what is wrong with the translations, where, and how to mend it.  An error stops an edition,\n"
        "a warning does not.  A comment “# kolofon: ignore CODE” above a message overrules a check there.\n"
        "A file that is named is checked alone, as a hook of git or an editor asks for it.",
    )
    command(
        "serve",
        options.serve,
        "translate in a browser, the book beside its sentences",
        "Open a page in the browser of this machine: the book beside its sentences.  Click a sentence, translate it,\n"
        "and see it in the book.  What is saved is in the .po files and nowhere else, and what another program saves\n"
        "there is shown.  Ctrl+C ends it.",
    )
    command("terms", options.terms, "propose terms for a glossary, or import one")


def _taking_over(command: Command) -> None:
    command(
        "adopt",
        options.adopt,
        "make proposals of a translation that exists",
        "Align a finished translation of a work with its source and put what fits into the catalogue: all of\n"
        "it fuzzy, with a confidence in a comment.  What found no place is listed.",
    )
    command(
        "import-po",
        options.import_po,
        "take over the catalogues of mdBook, po4a or Sphinx",
        "Carry the translations in other people's catalogues of the same text into the edition's own: into its\n"
        "sentences and its tags, fuzzy wherever that is not sure, with the reason in a comment.  What is translated\n"
        "already stays as it is.  What found no place is listed.",
    )


def _together(command: Command) -> None:
    command("hooks", _none, "have git merge catalogues message by message, in this clone")
    command(
        "merge-po",
        options.merge_po,
        "merge three catalogues into the second (git calls this)",
        "Merge three catalogues by message into the second, as git's merge drivers do (gitattributes(5)).\n"
        "Where both sides translated one message, ours stays, fuzzy, with theirs in a comment.\n"
        "Exit codes: 0 merged; 1 merged, with such a clash; 129 not merged, and OURS as it was.",
    )


def _none(parser: argparse.ArgumentParser) -> None:
    """The options of a command that has none."""
    del parser


_GROUPS = (_beginning, _publishing, _translating, _taking_over, _together)
