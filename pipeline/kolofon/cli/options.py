"""The options of each command, added to its parser."""

import argparse
import re
from pathlib import Path

from kolofon.cli.terminal import Loudness
from kolofon.model.error import UsageError

TYPE_CHECKING = False  # what `typing` says, which takes its time to import

if TYPE_CHECKING:
    from kolofon.model.edition import Format

__all__ = [
    "TOOLS",
    "adopt",
    "build",
    "check",
    "clean",
    "import_po",
    "init",
    "merge_po",
    "serve",
    "status",
    "terms",
    "update",
    "watch",
]

LANGUAGES = "languages, as sq, pt-BR or pt_BR; all of the edition's, if none is named"
REPORTS = ("text", "json", "sarif", "github")
TOOLS = ("mdbook", "po4a", "sphinx")

NOT_MERGED = 129
"""The exit code of a merge that failed: git, from 2.46, takes a code above 128 for a failure, not for a conflict."""


def _positive(written: str) -> int:
    if not written.isdecimal() or not int(written):
        raise argparse.ArgumentTypeError(f"{written!r} is no number from 1 on")
    return int(written)


def _loudness(parser: argparse.ArgumentParser, *, more: str = "") -> None:
    """The options --quiet and --verbose; `more` is what --verbose prints besides each finding, for the help."""
    texts = {"--quiet": "tell errors alone", "--verbose": f"tell each finding on a line of its own{more}"}
    either = parser.add_mutually_exclusive_group()
    for name, loudness in (("--quiet", Loudness.QUIET), ("--verbose", Loudness.VERBOSE)):
        either.add_argument(name, dest="loudness", action="store_const", const=loudness, help=texts[name])


def init(parser: argparse.ArgumentParser) -> None:
    """The options of `init`."""
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
    _loudness(parser)


def build(parser: argparse.ArgumentParser) -> None:
    """The options of `build`."""
    _made(parser, "pdf,html")
    _loudness(parser, more=", and how each file is made, where there are several ways")
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        default="",
        help="make them on other machines, the workers of a scheduler of Dask's at tcp://HOST:PORT (docs/speed.md)",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="write nothing, and list what would be made; findings are not shown"
    )


def watch(parser: argparse.ArgumentParser) -> None:
    """The options of `watch`."""
    _made(parser, "pdf")
    _loudness(parser)


def _made(parser: argparse.ArgumentParser, usual: str) -> None:
    """The languages and formats to make; `usual` are the formats if none is named."""
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


def clean(parser: argparse.ArgumentParser) -> None:
    """The options of `clean`."""
    parser.add_argument(
        "--cache",
        action="store_true",
        help="also what it keeps so that nothing is done twice: output/.kolofon/store/, or the folder in KOLOFON_CACHE",
    )


def status(parser: argparse.ArgumentParser) -> None:
    """The options of `status`."""
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--draw", action="store_true", help="also draw output/status.html and output/status.svg")
    _loudness(parser)


def update(parser: argparse.ArgumentParser) -> None:
    """The options of `update`."""
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
    text = "write nothing, and list what an update would change; exit code 1 if it would"
    parser.add_argument("--check", action="store_true", help=text)
    _loudness(parser)


def check(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    parser.add_argument("asked", metavar="LANG|FILE", nargs="*", help=f"{LANGUAGES}; or .po and .pot files")
    parser.add_argument("--format", choices=REPORTS, default="text", help="how to say it (text, if not said)")
    _jobs(parser, "languages to look at")
    _loudness(parser)


def serve(parser: argparse.ArgumentParser) -> None:
    """The options of `serve`."""
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
    text, quiet = "tell the address and errors alone", Loudness.QUIET
    parser.add_argument("--quiet", dest="loudness", action="store_const", const=quiet, help=text)


def terms(parser: argparse.ArgumentParser) -> None:
    """The options of `terms`."""
    parser.add_argument("language", metavar="LANG", nargs="?", help="leave out what this language's glossary has")
    parser.add_argument(
        "--import", metavar="FILE", dest="file", type=Path, help="put the terms of a TBX or CSV file into the glossary"
    )


def adopt(parser: argparse.ArgumentParser) -> None:
    """The options of `adopt`."""
    parser.add_argument("language", metavar="LANG", help="its language")
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="its text, as a source may be written, or a folder of such",
    )
    parser.add_argument("--work", metavar="NAME", help="the work that it translates, where the edition has several")
    _loudness(parser)


def import_po(parser: argparse.ArgumentParser) -> None:
    """The options of `import-po`."""
    parser.add_argument("language", metavar="LANG", help="their language")
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help=".po files, or folders with such files")
    parser.add_argument("--kind", choices=TOOLS, help="the tool that made them, where they do not tell")
    parser.add_argument("--work", metavar="NAME", help="the work that they translate, where the edition has several")
    _loudness(parser)


def merge_po(parser: argparse.ArgumentParser) -> None:
    """The options of `merge-po`."""
    parser.set_defaults(failed=NOT_MERGED)
    for name in ("base", "ours", "theirs"):
        parser.add_argument(name, metavar=name.upper(), type=Path)
    parser.add_argument("path", metavar="PATH", nargs="?", help="the name of the catalogue, for messages")


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
