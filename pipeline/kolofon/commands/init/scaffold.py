"""The files that the press writes for a new edition, from its templates."""

import json
import re
import shlex
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import metadata
from importlib.resources import files
from pathlib import Path

from kolofon import __version__
from kolofon.commands.init.epub.metadata import Metadata
from kolofon.commands.init.manuscript import Book, Manuscript
from kolofon.model.contributor import Contributor
from kolofon.model.edition import SourceFormat, Work

__all__ = ["SAMPLE_LANGUAGE", "Facts", "own_files", "sample_manuscript"]

SAMPLE_LANGUAGE = "en"
"""The language of the sample text, and of a text without a known language."""

_TEMPLATES = files("kolofon.commands.init") / "templates"
_WRITTEN = {
    "source/edition.toml": "edition.toml",
    "Makefile": "Makefile",
    "README.md": "README.md",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    "local.mk": "local.mk",
}
_NAME = re.compile("@([a-z_]+)@")
_ASKED = " (ADDRESS is where whoever began this edition has the press from: write it here and in the Makefile.)"
_TO_FILL_IN = " # to fill in"
_UNKNOWN_PUBLISHER = f'"Publisher to be named"{_TO_FILL_IN}'
_RESERVED = "All rights reserved"
_LINE = 100
_SAMPLE = "On Last Pages"
_CHAPTERS = ("1-last-page.md", "2-page.md")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a new edition: its work, a UUID, languages as BCP 47 tags.

    `holder` is the holder of the rights, and `title` the title of the text; either is empty if unknown.  `own` is False
    for the sample text, which is set as a book.  `guessed` says that the title of the work is from the name of a file
    or folder.  `metadata` is that of an EPUB.
    """

    work: Work
    uuid: str
    source_language: str
    languages: tuple[str, ...]
    holder: str
    own: bool
    title: str = ""
    guessed: bool = False
    metadata: Metadata = field(default_factory=Metadata)


def own_files(facts: Facts) -> Mapping[str, str]:
    """The text of each file that the press writes itself, by its path from the folder of the edition."""
    work = facts.work
    address = _address()
    values = {
        "address": address or "ADDRESS",
        "unknown": "" if address else " # to fill in",
        "asked": "" if address else _ASKED,
        "contributors": _contributors(facts.metadata.contributors),
        "holder": _toml(facts.holder or "Author to be named"),
        "identifier": facts.metadata.identifier or f"urn:uuid:{facts.uuid}",
        **_rights(facts.metadata),
        "language": next(iter(facts.languages), "de" if facts.source_language == "sq" else "sq"),
        "languages": _toml(facts.languages),
        "layout": "auto" if facts.own else "book",
        "name": work.name,
        "press": _press(),
        "publisher": _toml(facts.metadata.publisher) if facts.metadata.publisher else _UNKNOWN_PUBLISHER,
        "source_language": facts.source_language,
        "title": facts.title or work.title or work.name,
        "version": __version__,
        "work": _work(work, guessed=facts.guessed),
    }
    return {
        path: _NAME.sub(lambda found: values[found[1]], (_TEMPLATES / name).read_text("utf-8"))
        for path, name in _WRITTEN.items()
    }


def sample_manuscript(name: str) -> Manuscript:
    """The manuscript of the sample, a short text in two chapters that the user replaces."""
    content = {f"{name}/{file}": (_TEMPLATES / "sample" / file).read_bytes() for file in _CHAPTERS}
    work = Work(name, "", SourceFormat.MARKDOWN, title=_SAMPLE, chapters=tuple(content))
    return Manuscript(work, content, {}, Path(), name, Book())


def _work(work: Work, *, guessed: bool) -> str:
    """The keys of a work, one a line."""
    values: Mapping[str, str | int | tuple[str, ...]] = {
        "name": work.name,
        "title": work.title,
        "description": work.description,
        "blurb": work.blurb,
        "subject": work.subject,
        "series": work.series,
        "number": work.number,
        "source": work.source,
        "summary": work.summary,
        "front": work.front,
        "chapters": work.chapters,
        "back": work.back,
        "format": str(work.format),
    }
    lines = {key: f"{key} = {_toml(value)}" for key, value in values.items() if value}
    if guessed and "title" in lines:
        lines["title"] += " # to fill in"
    parts = (_table("works.parts", {"title": part.title, "chapters": part.chapters}) for part in work.parts)
    return "\n".join([*lines.values(), *parts])


def _table(name: str, values: Mapping[str, str | int | tuple[str, ...]]) -> str:
    """A table of an array of tables, with the values that are not empty."""
    return "\n".join([f"\n[[{name}]]", *(f"{key} = {_toml(value)}" for key, value in values.items() if value)])


def _contributors(every: Iterable[Contributor]) -> str:
    return "\n".join(_table("contributors", {"name": one.name, "role": one.role, "sort": one.sort}) for one in every)


def _rights(metadata: Metadata) -> Mapping[str, str]:
    """The terms of the texts, as far as an EPUB says them."""
    year = f"\nyear = {_toml(metadata.year)}" if metadata.year else ""
    return {
        "licence": _toml(metadata.licence or _RESERVED) + ("" if metadata.licence else _TO_FILL_IN),
        "licence_url": _toml(metadata.licence_url),
        "source_url": _toml(metadata.source_url),
        "statement": _toml(metadata.statement) + year,
    }


def _toml(value: str | int | tuple[str, ...]) -> str:
    """A text or a list of texts in TOML: its strings are JSON's, but for one character (TOML 1.0, String)."""
    if isinstance(value, tuple):
        one = f"[{', '.join(map(_toml, value))}]"
        return one if len(one) <= _LINE else "[\n" + "".join(f"    {_toml(item)},\n" for item in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", r"\u007f")


def _press() -> str:
    """The command by which make calls the press that is running here."""
    script = Path(sys.executable).with_name("kolofon")
    words = [str(script)] if script.exists() else [sys.executable, "-P", "-m", "kolofon"]
    return " ".join(map(shlex.quote, words)).replace("$", "$$").replace("#", r"\#")


def _address() -> str:
    """The address of the repository of the press, if the installed package names it (Core metadata, Project-URL)."""
    addresses = dict(line.split(", ", 1) for line in metadata("kolofon").get_all("Project-URL") or [])
    return next((addresses[name] for name in ("Repository", "Source") if name in addresses), "")
