"""From the bytes of a file, its rules: what each template makes."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

import msgspec

from kolofon.model.document import Place
from kolofon.model.error import SourceError
from kolofon.read.targets import folded
from kolofon.read.text import decode
from kolofon.read.wikitext.templates.pattern import Pattern, PatternError, parse

__all__ = ["Kind", "Rule", "RuleFile", "known", "read_rules"]


class Kind(StrEnum):
    """The kind of a template in its rule.  The first are inline, and those from `LIST` on are blocks."""

    TEXT = "text"
    NOTHING = "nothing"
    TOLD = "told"
    DATE = "date"
    DATES = "dates"
    RELEASES = "releases"
    QUANTITY = "quantity"
    FRACTION = "fraction"
    COORDINATES = "coordinates"
    CHEMICAL = "chemical"
    LANGUAGE = "language"
    RUBY = "ruby"
    LOWER = "lower"
    UPPER = "upper"
    CHOICE = "choice"
    PAGE = "page"
    CITATION = "citation"
    NOTE = "note"
    SHORT_NOTE = "short-note"
    SHORT_CITATION = "short-citation"
    CALLS = "calls"
    REFERENCES = "references"
    LIST = "list"
    BLOCKS = "blocks"
    QUOTATION = "quotation"
    VERSE = "verse"
    INFOBOX = "infobox"
    GALLERY = "gallery"

    @property
    def is_block(self) -> bool:
        """Whether it is no part of a line."""
        return self in _BLOCKS


_BLOCKS = frozenset({Kind.LIST, Kind.BLOCKS, Kind.QUOTATION, Kind.VERSE, Kind.INFOBOX, Kind.GALLERY})


@dataclass(frozen=True, slots=True)
class Rule:
    """What the templates of some names make.

    `text` has a pattern for each text: one is printed if all its places are filled, and `between` is between two.
    `looks` are parameters that only set the look.  `fields` has the names that the press uses, by the names that the
    template has for its parameters.  `titles` are the parameters that can be the title of an infobox, and `labels` its
    labels by the names of parameters.  `units` are the units of the numbers in parameters, where the template adds
    them.  `why` is the reason why a template of the kind `told` is in a finding, and not printed.
    """

    names: tuple[str, ...]
    kind: Kind = Kind.TEXT
    text: tuple[Pattern, ...] = ()
    between: str = ", "
    looks: frozenset[str] = frozenset()
    fields: Mapping[str, str] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The rules of a file, its labels of infoboxes, and its words for citations."""

    rules: tuple[Rule, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


class _Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: tuple[str, ...]
    kind: Kind = Kind.TEXT
    text: str | tuple[str, ...] = ()
    between: str = ", "
    looks: tuple[str, ...] = ()
    fields: dict[str, str] = {}
    titles: tuple[str, ...] = ()
    labels: dict[str, str] = {}
    units: dict[str, str] = {}
    why: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    templates: tuple[_Template, ...] = ()
    labels: dict[str, str] = {}
    words: dict[str, str] = {}


_SYNTAX = re.compile(r"(.*) \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)", re.DOTALL)
_INVALID = re.compile(r"(.*?)(?: - at `\$(.*)`)?", re.DOTALL)
_STEP = re.compile(r"\.(\w+)|\[([0-9]+|\.\.\.)\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`", re.DOTALL)
_REQUIRED = re.compile(r"Object missing required field `(.*)`", re.DOTALL)
_TYPES = re.compile(r"Expected `(.+)`, got `(\w+)`", re.DOTALL)
_HEAD = re.compile(r"\s*\[\[?\s*[\"']?(\w+)[\"']?\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"\s*[\"']?([\w -]+?)[\"']?\s*=")
_KEYS = ("names", "kind", "text", "between", "looks", "fields", "titles", "labels", "units", "why")
_TABLES = ("templates", "labels", "words")
_EXAMPLE = 'a template is a line [[templates]], names = ["circa", "ca."] below it, and text = "c. {1}" or a kind'
_KINDS = {"str": "a text", "array": "a list", "object": "a table", "int": "a number", "bool": "true or false"}


def known(name: str, fields: Mapping[str, str]) -> str:
    """The name of a parameter in the press, by those of a rule (`fields`); a number at its end stays."""
    written = folded(name)
    if not fields:
        return written
    if written in fields:
        return fields[written]
    stem = written.rstrip("0123456789")
    return f"{fields[stem.strip()]}{written[len(stem) :]}" if stem.strip() in fields else written


def read_rules(content: bytes, path: str) -> RuleFile:
    """The rules in a file; `path` is its name as a person would type it.

    Raises `SourceError`, with a line and a hint, for the first mistake.
    """
    lines = [line.text for line in decode(content, path, SourceError)]
    try:
        data = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as broken:
        raise _syntax_error(str(broken), path, lines) from broken
    except RecursionError:
        raise SourceError("this is nested too deeply", place=Place(path, 1), hint=_EXAMPLE) from None
    try:
        file = msgspec.convert(data, _File)
    except msgspec.ValidationError as invalid:
        raise _invalid(str(invalid), path, lines) from invalid
    seen: dict[str, int] = {}
    rules = tuple(_rule(template, number, _Where(path, lines), seen) for number, template in enumerate(file.templates))
    labels = {folded(name): label for name, label in file.labels.items()}
    return RuleFile(rules, labels, file.words)


@dataclass(frozen=True, slots=True)
class _Where:
    """The lines of the file, in which the places of mistakes are found."""

    path: str
    lines: Sequence[str] = field(repr=False)

    def place(self, number: int, key: str = "") -> Place:
        """The line of a key of the nth template, or that with which the template begins."""
        heads = [
            index for index, line in enumerate(self.lines) if (head := _HEAD.fullmatch(line)) and head[1] == "templates"
        ]
        if number >= len(heads):
            return Place(self.path, self.line_of(key) or 1)
        begin = heads[number]
        end = heads[number + 1] if number + 1 < len(heads) else len(self.lines)
        below = range(begin, end)
        return Place(self.path, next((at for at in below if self._has(at, key)), begin) + 1)

    def line_of(self, key: str) -> int:
        """The first line with a key or a table of a name; 0 without one."""
        for number, line in enumerate(self.lines, 1):
            head = _HEAD.fullmatch(line)
            if key and ((head and head[1] == key) or self._has(number - 1, key)):
                return number
        return 0

    def _has(self, index: int, key: str) -> bool:
        found = _KEY.match(self.lines[index])
        return bool(key and found and found[1] == key)


def _rule(template: _Template, number: int, where: _Where, seen: dict[str, int]) -> Rule:
    names = tuple(folded(name) for name in template.names)
    if not all(names) or not names:
        raise SourceError("a template needs a name", place=where.place(number, "names"), hint=_EXAMPLE)
    for name in names:
        if name.count("*") > 1:
            message = f"“{name}” has two stars"
            raise SourceError(message, place=where.place(number, "names"), hint="keep one, which is any text")
        first = seen.setdefault(name, number)
        if first != number:
            message = f"“{name}” was there already, at line {where.place(first, 'names').line}"
            raise SourceError(message, place=where.place(number, "names"), hint="keep one of them")
    texts = (template.text,) if isinstance(template.text, str) else template.text
    if template.kind is Kind.TEXT and not texts:
        hint = 'write text = "…", with {1} for the first parameter, or kind = "nothing"'
        raise SourceError(f"“{names[0]}” has no text", place=where.place(number), hint=hint)
    try:
        patterns = tuple(parse(text) for text in texts)
    except PatternError as wrong:
        raise SourceError(str(wrong), place=where.place(number, "text"), hint=wrong.hint) from wrong
    return Rule(
        names,
        template.kind,
        patterns,
        template.between,
        frozenset(folded(name) for name in template.looks),
        {folded(name): known for name, known in template.fields.items()},
        tuple(folded(name) for name in template.titles),
        {folded(name): label for name, label in template.labels.items()},
        {folded(name): unit for name, unit in template.units.items()},
        template.why,
    )


def _syntax_error(message: str, path: str, lines: Sequence[str]) -> SourceError:
    # Before Python 3.14, tomllib has the place in its message alone.
    found = _SYNTAX.fullmatch(message)
    what, line, column = found.groups() if found else (message, None, None)
    last = max((number for number, text in enumerate(lines, 1) if text.strip()), default=1)
    place = Place(path, int(line), int(column)) if line and column else Place(path, last)
    return SourceError(f"this is not TOML: {what[:1].lower()}{what[1:]}", place=place, hint=_EXAMPLE)


def _invalid(message: str, path: str, lines: Sequence[str]) -> SourceError:
    """The error for a value that is not what the press knows."""
    found = _INVALID.fullmatch(message)
    what, way = found.groups() if found else (message, None)
    steps = [name or number for name, number in _STEP.findall(way or "")]
    where = _Where(path, lines)
    within = steps[0] == "templates" and len(steps) > 1 if steps else False
    unknown, required = _UNKNOWN.fullmatch(what), _REQUIRED.fullmatch(what)
    key = unknown[1] if unknown else next((step for step in reversed(steps) if step.isidentifier()), "")
    place = where.place(int(steps[1]), key) if within else Place(path, where.line_of(key) or 1)
    if unknown:
        known = _KEYS if within else _TABLES
        near = get_close_matches(key, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"the keys here are {', '.join(known)}"
        return SourceError(f"{'a template' if within else 'this file'} has no key “{key}”", place=place, hint=hint)
    if required:
        return SourceError(f"a template needs the key “{required[1]}”", place=place, hint=_EXAMPLE)
    if key == "kind":
        kinds = ", ".join(f"“{kind}”" for kind in Kind)
        return SourceError("the press knows no such kind", place=place, hint=f"the kinds are {kinds}")
    types = _TYPES.fullmatch(what)
    if types:
        wanted = " or ".join(_KINDS.get(name.strip(), name.strip()) for name in types[1].split("|"))
        return SourceError(f"{key} takes {wanted}, not {_KINDS.get(types[2], types[2])}", place=place, hint=_EXAMPLE)
    return SourceError(f"{key}: {what[:1].lower()}{what[1:]}", place=place, hint=_EXAMPLE)
