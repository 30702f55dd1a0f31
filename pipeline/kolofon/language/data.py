"""The files of `data` → the facts of a tag, merged from the nearest file to the farthest.

For `zh-Hant-TW` those are, if they exist, `zh-Hant-TW`, `zh-TW`, `zh-Hant`, `zh`, then `und-Hant` (the script) and
`und`; after each of them the one that its key `like` names.  The nearest file that has a key decides it; of `marks` and
other tables, each key by itself.  The tables `[writing]`, `[dates]` and `[hyphenation]` of a file apply only to the
scripts that the file is for, so Chinese in Latin letters (`zh-Latn`) has the words of `zh` and the spaces of Latin
letters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from kolofon.language.facts import Dates, Example, Facts, Inflection, Numbers, Sentences, Words, Writing
from kolofon.language.hyphens import Hyphenation
from kolofon.language.tags import DATA, UNDETERMINED, base_of, canonical_tag, is_region, tags_in

__all__ = ["chain", "examples", "facts", "file_facts", "scripts_of"]

_T = TypeVar("_T")

_TABLES = {
    "writing": Writing,
    "sentences": Sentences,
    "words": Words,
    "numbers": Numbers,
    "dates": Dates,
    "hyphenation": Hyphenation,
    "inflection": Inflection,
}
_OF_THE_SCRIPT = {"writing", "dates", "hyphenation"}
_OWN = {"like", "scripts"}
"""Keys about the file itself, which no other tag inherits."""


def facts(tag: str, script: str, usual: str, folder: Path = DATA) -> Facts:
    """The facts of a tag that is written in `script`, whose language usually is in `usual`, from a folder's files.

    A language without a file has what the file of its script says, and the defaults of `facts.py`.
    """
    known: list[Mapping[str, object]] = []
    for name in chain(tag, script, folder):
        scripts = {script} if base_of(name) == UNDETERMINED else {*name.split("-"), *scripts_of(name, usual, folder)}
        left_out = _OWN if script in scripts else {*_OWN, *_OF_THE_SCRIPT}
        tables = [_read(file, folder) for file in _with_likes(name, folder)]
        known += [{key: value for key, value in each.items() if key not in left_out} for each in tables]
    return msgspec.convert(_merged(known), Facts)


@cache
def file_facts(tag: str, folder: Path = DATA) -> Facts:
    """The facts in the file of a tag alone.

    Raises ValueError, with the name of the file, for a key that no language has and a value of another type.
    """
    table = _read(tag, folder)
    found = _converted(tag, table, Facts)
    _known(tag, "", table, Facts)
    for name, keys in _TABLES.items():
        _known(tag, name, table.get(name, {}), keys)
    return found


def examples(tag: str, folder: Path = DATA) -> tuple[Example, ...]:
    """The examples at the end of the file of a tag.  Raises ValueError as `file_facts` does."""
    table = _decoded(tag, "".join(_halves(tag, folder)[1:]))
    _known(tag, "", table, _Examples)
    for each in table.get("examples", ()):
        _known(tag, "examples", each, Example)
    return _converted(tag, table, _Examples).examples


@dataclass(frozen=True, slots=True)
class _Examples:
    examples: tuple[Example, ...] = ()


def chain(tag: str, script: str, folder: Path = DATA) -> Sequence[str]:
    """The tags whose files apply to a tag, the nearest first; only those that have a file in the folder."""
    parts = canonical_tag(tag).split("-")
    base = parts[0]
    region = next((part for part in parts[1:] if is_region(part)), "")
    near = ["-".join(parts[:length]) for length in range(len(parts), 1, -1)]
    near += [f"{base}-{region}"] if region else []
    known = tags_in(folder)
    names = dict.fromkeys((*near, f"{base}-{script}", base, f"{UNDETERMINED}-{script}", UNDETERMINED))
    return tuple(name for name in names if name in known)


def scripts_of(tag: str, usual: str, folder: Path = DATA) -> frozenset[str]:
    """The scripts in which a language is usually written: the one that the CLDR has, and those that its file names."""
    base = base_of(tag)
    named = file_facts(base, folder).scripts if base in tags_in(folder) else ()
    return frozenset((usual, *named))


def _with_likes(name: str, folder: Path) -> Iterator[str]:
    """The tag of a file, and those of the files that its `like` names, which apply where it lacks a key."""
    yield name
    if like := file_facts(name, folder).like:
        yield from _with_likes(like, folder)


def _merged(known: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Several tables merged into one; the first that has a key decides it."""
    merged: dict[str, object] = {}
    for key in dict.fromkeys(key for each in known for key in each):
        values = [each[key] for each in known if key in each]
        tables = [value for value in values if isinstance(value, dict)]
        merged[key] = _merged(tables) if tables and tables[0] is values[0] else values[0]
    return merged


@cache
def _read(tag: str, folder: Path) -> dict[str, Any]:
    return _decoded(tag, _halves(tag, folder)[0])


def _halves(tag: str, folder: Path) -> tuple[str, str, str]:
    """A file up to its examples, and the rest: a build does not need the examples, and they are most of the file."""
    return (folder / f"{tag}.toml").read_text("utf-8").partition("[[examples]]")


def _decoded(tag: str, text: str) -> dict[str, Any]:
    try:
        table: dict[str, Any] = msgspec.toml.decode(text)
    except msgspec.DecodeError as error:
        raise ValueError(f"{tag}.toml: {error}") from error
    return table


def _converted(tag: str, table: Mapping[str, object], into: type[_T]) -> _T:
    try:
        return msgspec.convert(table, into)
    except msgspec.ValidationError as error:
        raise ValueError(f"{tag}.toml: {error}") from error


def _known(tag: str, name: str, table: Mapping[str, object], keys: type) -> None:
    """Raise ValueError if a table, of that name, has an unknown key."""
    if unknown := sorted(table.keys() - {each.name for each in fields(keys)}):
        raise ValueError(f"{tag}.toml: there is no key {unknown[0]!r}{f' in [{name}]' if name else ''}")
