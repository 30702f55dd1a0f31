"""The files of `data`: what they say of a tag, put together from the nearest to the farthest.

For `zh-Hant-TW` those are, if they are there, `zh-Hant-TW`, `zh-TW`, `zh-Hant`, `zh`, then `und-Hant` (the script) and
`und`; behind each of them the one that its key `like` names.  The nearest that has a key decides it; of `marks` and
other tables, each key for itself.  The table `[writing]` of a file holds only for the scripts that the file is for, so
Chinese in Latin letters (`zh-Latn`) has the words of `zh` and the spaces of Latin letters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from kolofon.language.facts import Example, Facts, Inflection, Numbers, Words, Writing
from kolofon.language.tags import DATA, UNDETERMINED, base_of, canonical, is_region, tags_in

__all__ = ["chain", "facts", "file_facts", "scripts_of"]

_TABLES = {"writing": Writing, "words": Words, "numbers": Numbers, "inflection": Inflection}
_OWN = {"examples", "like", "scripts"}
"""Keys that are about the file, and that no other tag takes over from it."""


def facts(tag: str, script: str, usual: str, folder: Path = DATA) -> Facts:
    """What the files of a folder say of a tag that is written in `script`, whose language usually is in `usual`.

    A language without a file has what the file of its script says, and the defaults of `facts.py`.
    """
    known: list[Mapping[str, object]] = []
    for name in chain(tag, script, folder):
        scripts = {script} if base_of(name) == UNDETERMINED else {*name.split("-"), *scripts_of(name, usual, folder)}
        unsaid = _OWN if script in scripts else {*_OWN, "writing"}
        told = [_read(file, folder) for file in _with_likes(name, folder)]
        known += [{key: value for key, value in each.items() if key not in unsaid} for each in told]
    return msgspec.convert(_merged(known), Facts)


@cache
def file_facts(tag: str, folder: Path = DATA) -> Facts:
    """What the file of a tag says by itself.

    Raises ValueError, with the name of the file, for a key that no language has and a value of another type.
    """
    told = _read(tag, folder)
    try:
        found = msgspec.convert(told, Facts)
    except msgspec.ValidationError as error:
        raise ValueError(f"{tag}.toml: {error}") from error
    tables = [("", Facts, told), *((name, table, told.get(name, {})) for name, table in _TABLES.items())]
    tables += [("examples", Example, each) for each in told.get("examples", ())]
    for name, table, here in tables:
        known = {each.name for each in fields(table)}
        if unknown := sorted(here.keys() - known):
            raise ValueError(f"{tag}.toml: there is no key {unknown[0]!r}{f' in [{name}]' if name else ''}")
    return found


def chain(tag: str, script: str, folder: Path = DATA) -> Sequence[str]:
    """The tags whose files speak of a tag, the nearest first; only those that are in the folder."""
    parts = canonical(tag).split("-")
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
    told = file_facts(base, folder).scripts if base in tags_in(folder) else ()
    return frozenset((usual, *told))


def _with_likes(name: str, folder: Path) -> Iterator[str]:
    """The tag of a file, and of those that hold wherever it says nothing."""
    yield name
    if like := file_facts(name, folder).like:
        yield from _with_likes(like, folder)


def _merged(known: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """One table of several, of which the first that has a key decides it."""
    merged: dict[str, object] = {}
    for key in dict.fromkeys(key for each in known for key in each):
        values = [each[key] for each in known if key in each]
        tables = [value for value in values if isinstance(value, dict)]
        merged[key] = _merged(tables) if tables and tables[0] is values[0] else values[0]
    return merged


@cache
def _read(tag: str, folder: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = msgspec.toml.decode((folder / f"{tag}.toml").read_bytes())
    except msgspec.DecodeError as error:
        raise ValueError(f"{tag}.toml: {error}") from error
    return told
