"""The lines of a TOML file → the line of each key, which no decoder returns."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

__all__ = ["KeyPath", "TomlLines", "spelt", "toml_lines"]

KeyPath = tuple[str | int, ...]
"""The path to a value: `("works", 0, "name")` is the name of the first of `[[works]]`."""

_SPELLINGS = {"note-numbers": "note_numbers"}
"""Other spellings of keys."""


def spelt(value: object) -> object:
    """A value of TOML with its keys as they are usually spelt; one that is there in both spellings is left as it is."""
    match value:
        case dict():
            usual = {key: _SPELLINGS.get(key, key) for key in value}
            return {(key if usual[key] in value else usual[key]): spelt(below) for key, below in value.items()}
        case list():
            return [spelt(each) for each in value]
        case _:
            return value


@dataclass(frozen=True, slots=True)
class TomlLines:
    """The lines of the keys of a file."""

    lines: Mapping[KeyPath, int]

    def line(self, path: KeyPath) -> int:
        """The line of a key, or of the innermost table around it that is in the file; 1 for the whole file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def toml_lines(lines: Sequence[str]) -> TomlLines:
    """The lines of all keys and tables of a valid TOML file.

    A statement ends at a line end.  So the shortest run of lines that is valid TOML is one statement, and no grammar of
    our own is needed.  What is inside a value has the line of its statement.
    """
    reading = _Reading()
    begin, text = 0, ""
    for index, line in enumerate(lines):
        text += line + "\n"
        try:
            statement = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            continue
        if statement:
            reading.take(text.lstrip(), cast("dict[str, object]", spelt(statement)), begin + 1)
        begin, text = index + 1, ""
    return TomlLines(reading.lines)


@dataclass(slots=True)
class _Reading:
    lines: dict[KeyPath, int] = field(default_factory=dict)
    table: KeyPath = ()
    tables: dict[KeyPath, int] = field(default_factory=dict)  # how many tables an array of tables has by now

    def take(self, text: str, statement: Mapping[str, object], line: int) -> None:
        """Read one statement: the header of a table, or a key and its value."""
        if text.startswith("["):
            path: KeyPath = ()
            for key in _header(statement):
                path = (*self._last(path), key)
            self.lines.setdefault(path, line)
            if text.startswith("[["):
                self.tables[path] = self.tables.get(path, 0) + 1
            self.table = self._last(path)
            self.lines.setdefault(self.table, line)
        else:
            for path in _paths(statement):
                self.lines.setdefault((*self.table, *path), line)

    def _last(self, path: KeyPath) -> KeyPath:
        """A path, or that of the last table if it is an array of tables."""
        return (*path, self.tables[path] - 1) if path in self.tables else path


def _header(statement: object) -> Iterator[str]:
    """The keys of `[a.b]` or `[[a.b]]`, which tomllib reads as tables with nothing else in them."""
    while isinstance(statement, dict) and statement:
        key, statement = next(iter(statement.items()))
        yield key


def _paths(value: object) -> Iterator[KeyPath]:
    """The paths to everything in a value, outermost first."""
    if isinstance(value, dict):
        inside: Iterator[tuple[str | int, object]] = iter(value.items())
    elif isinstance(value, list):
        inside = iter(enumerate(value))
    else:
        return
    for key, below in inside:
        yield (key,)
        for path in _paths(below):
            yield (key, *path)
