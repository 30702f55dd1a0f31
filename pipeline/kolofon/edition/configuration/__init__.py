"""The bytes of `source/edition.toml` → an `Edition`.

| module        | holds                                                 |
|---------------|-------------------------------------------------------|
| `rules`       | the rules for values, beyond their types              |
| `first_pages` | the rules for the first pages and for contributors    |
| `typography`  | the rules for how a page is set in type               |
| `cover`       | the rules for the cover for print                     |
| `mistake`     | a mistake, and rules that several kinds of keys share |
| `lines`       | the line of each key of a TOML file                   |

The keys and their types are those of `kolofon.model.edition`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from itertools import chain
from typing import cast

import msgspec
from msgspec.inspect import (
    BoolType,
    DataclassType,
    DictType,
    EnumType,
    IntType,
    Type,
    UnionType,
    VarTupleType,
    type_info,
)

from kolofon.edition.configuration.cover import cover_mistakes
from kolofon.edition.configuration.lines import KeyPath, spelt, toml_lines
from kolofon.edition.configuration.mistake import Mistake
from kolofon.edition.configuration.rules import rule_mistakes
from kolofon.model.document import Place
from kolofon.model.edition import EDITION, Edition, FontFiles
from kolofon.model.error import EditionError
from kolofon.model.isbn import Isbn
from kolofon.model.typography import Look
from kolofon.read.text import decode

__all__ = ["line_of", "read_edition"]

_SYNTAX = re.compile(r"(.*) \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)", re.DOTALL)
_INVALID = re.compile(r"(.*?)(?: - at `\$(.*)`)?", re.DOTALL)
_STEP = re.compile(r"\.(\w+)|\[([0-9]+)\]")
_EXPECTED = re.compile(r"Expected `(\w+)`, got `(\w+)`")
_FONTS = "fonts"
_KINDS = {
    "str": "a text",
    "array": "a list",
    "object": "a table",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
}


def read_edition(content: bytes, path: str) -> Edition:
    """The edition that an `edition.toml` describes; `path` is its name as a person would type it.

    Raises `EditionError` with a line and a hint for the first mistake: of encoding, of syntax (TOML 1.0), a key that is
    unknown or missing, a value of the wrong type, or one that breaks a rule of `kolofon.edition.configuration.rules`.
    """
    lines = [line.text for line in decode(content, path, EditionError)]
    try:
        return _read(lines, path)
    except RecursionError:
        deepest = max(range(len(lines)), key=lambda index: sum(map(lines[index].count, "[{.")))
        raise EditionError(
            "this is nested too deeply", place=Place(path, deepest + 1), hint='a line is key = "value" or [table]'
        ) from None


def line_of(content: bytes, path: KeyPath) -> int:
    """The line of a key in an `edition.toml` that could be read."""
    lines = [line.text for line in decode(content, str(EDITION), EditionError)]
    return toml_lines(lines).line(path)


def _read(lines: Sequence[str], path: str) -> Edition:
    try:
        data = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as broken:
        raise _syntax_error(str(broken), path, lines) from broken
    edition = _edition(cast("dict[str, object]", spelt(data)))
    if isinstance(edition, Mistake):
        place = Place(path, toml_lines(lines).line(edition.path))
        raise EditionError(edition.message, place=place, hint=edition.hint)
    return edition


def _syntax_error(message: str, path: str, lines: Sequence[str]) -> EditionError:
    # tomllib gives the place as numbers only from Python 3.14 on.
    found = _SYNTAX.fullmatch(message)
    what, line, column = found.groups() if found else (message, None, None)
    last = max((number for number, text in enumerate(lines, 1) if text.strip()), default=1)
    place = Place(path, int(line), int(column)) if line and column else Place(path, last)
    return EditionError(
        f"this is not TOML: {what[:1].lower()}{what[1:]}", place=place, hint='a line is key = "value" or [table]'
    )


@cache
def _edition_type() -> Type:
    """What may be in an `edition.toml`."""
    return type_info(Edition)


def _edition(data: Mapping[str, object]) -> Edition | Mistake:
    """The edition, or its first mistake."""
    for mistake in _key_mistakes(data, _edition_type(), ()):
        return mistake
    try:
        edition = msgspec.convert(data, Edition)
    except msgspec.ValidationError as invalid:
        for key, fonts in _tables(data.get(_FONTS)):  # msgspec does not say in which of them it is
            try:
                msgspec.convert(fonts, FontFiles)
            except msgspec.ValidationError as inner:
                return _type_mistake(str(inner), (_FONTS, key))
        return _type_mistake(str(invalid))
    if edition.theme is not Look.PLAIN:
        from kolofon.write.themes.shipped import shipped, with_defaults  # noqa: PLC0415  most commands make no page

        edition = replace(edition, page=with_defaults(edition.page, shipped(edition.theme)))
    return next(chain(rule_mistakes(edition), cover_mistakes(edition.cover)), edition)


# A dataclass, unlike a msgspec.Struct, cannot forbid unknown keys, and the model rests on the standard library alone.
def _key_mistakes(value: object, kind: Type, path: KeyPath) -> Iterator[Mistake]:
    """The keys that are unknown or missing; a value of another type is passed over."""
    match kind, value:
        case DataclassType(fields=fields), dict():
            table = _table(path)
            known = {field.name: field for field in fields}
            for key in value:
                if key not in known:
                    yield Mistake((*path, key), f"{table} has no key “{key}”", _likely(key, tuple(known)))
            for name, field in known.items():
                if name in value:
                    yield from _key_mistakes(value[name], field.type, (*path, name))
                elif field.required:
                    yield Mistake(path, f"{table} needs the key “{name}”", _example(name, field.type))
        case VarTupleType(item_type=item), list():
            for index, below in enumerate(value):
                yield from _key_mistakes(below, item, (*path, index))
        case DictType(value_type=item), dict():
            for key, below in value.items():
                yield from _key_mistakes(below, item, (*path, key))
        case UnionType(types=kinds), dict():  # a table that may be left out
            for one in kinds:
                yield from _key_mistakes(value, one, path)
        case _:
            pass


def _tables(value: object) -> Iterable[tuple[str, object]]:
    return value.items() if isinstance(value, dict) else ()


def _type_mistake(message: str, within: KeyPath = ()) -> Mistake:
    found = _INVALID.fullmatch(message)
    what, steps = found.groups() if found else (message, None)
    path: KeyPath = (*within, *(name or int(index) for name, index in _STEP.findall(steps or "")))
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    hint = _example(name, _kind(path))
    if types := _EXPECTED.fullmatch(what):
        expected, got = (_KINDS.get(name, name) for name in types.groups())
        if expected == got:  # of numbers
            expected, got = "a whole number", "a fraction"
        return Mistake(path, f"{name} takes {expected}, not {got}", hint)
    return Mistake(path, f"{name}: {what[:1].lower()}{what[1:]}", hint)


def _kind(path: KeyPath) -> Type:
    """The type of the key at a path, or of the one that the path leads into."""
    kind = _edition_type()
    for step in path:
        match kind:
            case VarTupleType(item_type=DataclassType() as item):
                kind = item
            case DataclassType(fields=fields):
                kind = next(field.type for field in fields if field.name == step)
            case DictType(
                value_type=DataclassType(fields=fields) as item
            ):  # msgspec does not say in which of them it is
                kind = next((field.type for field in fields if field.name == step), item)
            case DictType(value_type=item):
                kind = item
            case _:
                pass
    return kind


def _example(name: str, kind: Type) -> str:
    match kind:
        case VarTupleType(item_type=DataclassType()):
            return f"begin each with a line [[{name}]]"
        case DictType(value_type=DataclassType(cls=cls)) if cls is Isbn:
            return f'write {name} = {{ sq = {{ pdf = "978-…", epub = "978-…" }} }}'
        case DataclassType(cls=cls) if cls is Isbn:
            return f'write {name} = {{ pdf = "978-…", epub = "978-…" }}'
        case VarTupleType():
            return f'write {name} = ["…", "…"]'
        case DataclassType(cls=cls) if cls is FontFiles:
            return f'write {name} = {{ regular = "MyFont.ttf" }}'
        case DataclassType():
            return f"begin it with a line [{name}]"
        case EnumType(cls=choices):
            return "write " + " or ".join(f'{name} = "{choice.value}"' for choice in choices)
        case BoolType():
            return f"write {name} = true or {name} = false"
        case IntType():
            return f"write {name} = and a number, without quotation marks"
        case _:
            return f'write {name} = "…"'


def _table(path: KeyPath) -> str:
    if not path:
        return "an edition"
    if path[0] == _FONTS and len(path) > 1:
        return f"{path[-1]} in [{_FONTS}]"
    name = ".".join(str(step) for step in path if not isinstance(step, int))
    return f"[[{name}]]" if isinstance(path[-1], int) else f"[{name}]"


def _likely(key: str, known: Sequence[str]) -> str:
    """What an unknown key may mean: a key of another table, a key with a similar name, or any key of this table."""
    if near := get_close_matches(key, known, n=1):
        return f"did you mean {near[0]}?"
    if key in _names(_edition_type()):
        return "it belongs at the top, above the first [table]"
    for name, kind in _names(_edition_type()).items():
        if key in _names(kind):
            return f"it belongs below [[{name}]]" if isinstance(kind, VarTupleType) else f"it belongs below [{name}]"
    return f"the keys here are {', '.join(known)}"


def _names(kind: Type) -> dict[str, Type]:
    """The keys of a table, or of each table of a list, with their types."""
    match kind:
        case DataclassType(fields=fields) | VarTupleType(item_type=DataclassType(fields=fields)):
            return {field.name: field.type for field in fields}
        case _:
            return {}
