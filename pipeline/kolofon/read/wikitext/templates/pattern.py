"""From the text of a rule, which has places for parameters, inline content.

{1}                     the first parameter that has no name; {url} the parameter of that name
{2|1|url}               the first of these that is filled
{1|=Yes}                the first parameter, or else the word behind the sign
{1+}                    all parameters without names from the first on, with the rule's `between` between them
{}                      what the kind of the rule makes
[, {2}]                 printed only if the places in it are filled
[[ ]] {{ }}             the brackets themselves
<i> <b> <sup> <sub> <small> <u> <s>, <br>
<span lang="fr">, <a href="https://…">, in whose attributes there may be places too
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kolofon.model.document import (
    Emphasis,
    Inline,
    LineBreak,
    Small,
    Strong,
    Struck,
    Subscript,
    Superscript,
    Text,
    Underlined,
)
from kolofon.model.inline import Styled
from kolofon.text.notation import plain

__all__ = ["Find", "Pattern", "PatternError", "fill", "parse"]

_STYLES: Mapping[str, type[Styled]] = {
    **dict.fromkeys(("i", "em"), Emphasis),
    **dict.fromkeys(("b", "strong"), Strong),
    "sup": Superscript,
    "sub": Subscript,
    "small": Small,
    "u": Underlined,
    "s": Struck,
}
_ATTRIBUTE = {"span": "lang", "a": "href"}
_TOKEN = re.compile(
    r"\{\{|\}\}|\[\[|\]\]|\{(?P<place>[^{}]*)\}|[\[\]{}]"
    r'|<(?P<close>/?)(?P<tag>[a-z]+)(?:\s+(?P<name>[a-z]+)="(?P<value>[^"<>]*)")?\s*/?>|<|[^\[\]{}<]+'
)
_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|/|#|$)")
_DEEPEST = 20
_TAGS = "the tags are <i>, <b>, <sup>, <sub>, <small>, <u>, <s>, <br>, <span lang=…> and <a href=…>"

Value = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Find:
    """Functions for the value of a parameter by its name: `1`, `url`, `1+`, or empty for what the kind makes.

    `look` returns the value without using it, and `take` returns it to be printed.
    """

    look: Callable[[str], Value]
    take: Callable[[str], Value]
    link: Callable[[Value, str], Value]
    """Some content as a link to an address."""
    foreign: Callable[[Value, str], Value]
    """Some content in the language of a tag."""


class PatternError(ValueError):
    """A text that is no pattern; its `hint` says what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class _Place:
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Optional:
    pattern: "Pattern"


@dataclass(frozen=True, slots=True)
class _Element:
    tag: str
    attribute: "Pattern"
    pattern: "Pattern"


Pattern = tuple[str | _Place | _Optional | _Element, ...]
"""Characters, places, and patterns within brackets and tags."""


def parse(text: str) -> Pattern:
    """The pattern in a text; raises `PatternError`."""
    parser = _Parser(text)
    found = parser.until("", 0)
    if parser.token is not None:
        raise PatternError(f"{parser.token[0]} closes nothing", "write what it closes before it, or write it twice")
    return found


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = _TOKEN.finditer(text)
        self.token: re.Match[str] | None = next(self._tokens, None)

    def until(self, end: str, depth: int) -> Pattern:
        """The pattern up to a mark that closes it; the mark is not taken."""
        if depth > _DEEPEST:
            raise PatternError("this text is nested too deeply", "write a simpler one")
        found: list[str | _Place | _Optional | _Element] = []
        while (token := self.token) is not None and not _closes(token):
            found.append(self._piece(token, depth))
        if end and (self.token is None or _name(self.token) != end):
            raise PatternError(f"{end} is missing in this text", "close what is opened, or write the bracket twice")
        return tuple(found)

    def _piece(self, token: re.Match[str], depth: int) -> str | _Place | _Optional | _Element:
        self._take()
        match token[0]:
            case "{{" | "}}" | "[[" | "]]":
                return token[0][0]
            case "{" | "}":
                raise PatternError(f"{token[0]} has no partner", "write {1} for a place, and {{ for the bracket itself")
            case "[":
                inner = self.until("]", depth + 1)
                self._take()
                return _Optional(inner)
            case "<":
                raise PatternError("this text has a < that begins no tag", _TAGS)
            case _:
                pass
        if token["place"] is not None:
            return _Place(tuple(map(_parameter, token["place"].split("|"))))
        return self._element(token, depth) if token["tag"] else token[0]

    def _element(self, token: re.Match[str], depth: int) -> _Element:
        tag, name = token["tag"], token["name"]
        if (tag not in _STYLES and tag not in _ATTRIBUTE and tag != "br") or name != _ATTRIBUTE.get(tag):
            raise PatternError(f"{token[0]} is no tag that can be here", _TAGS)
        attribute = parse(token["value"]) if name else ()
        if tag == "br":
            return _Element(tag, (), ())
        inner = self.until(f"</{tag}>", depth + 1)
        self._take()
        return _Element(tag, attribute, inner)

    def _take(self) -> None:
        self.token = next(self._tokens, None)


def _name(token: re.Match[str]) -> str:
    return f"</{token['tag']}>" if token["close"] else token[0]


def _parameter(name: str) -> str:
    return name if name.startswith("=") else " ".join(name.replace("_", " ").split()).casefold()


def _closes(token: re.Match[str]) -> bool:
    return token[0] == "]" or bool(token["close"])


def fill(patterns: Sequence[Pattern], find: Find, between: str) -> Value:
    """The inline content of some patterns.

    Of several patterns, those are used whose places are all filled, with `between` between two of them.
    """
    if len(patterns) == 1:
        return tuple(_filled(patterns[0], find))
    found: list[Inline] = []
    for pattern in patterns:
        if _has_places(pattern, find):
            found += [Text(between)] if found else []
            found += _filled(pattern, find)
    return tuple(found)


def _has_places(pattern: Pattern, find: Find) -> bool:
    """Whether every place in an optional piece is filled, those in its tags too."""
    for piece in pattern:
        match piece:
            case _Place() if not _name_in(piece, find):
                return False
            case _Element(_, _, inner) if not _has_places(inner, find):
                return False
            case _:
                pass
    return True


def _filled(pattern: Pattern, find: Find) -> Iterator[Inline]:
    for piece in pattern:
        match piece:
            case str():
                yield Text(piece)
            case _Place():
                if (name := _name_in(piece, find)) is not None:
                    yield from (Text(name[1:]),) if name.startswith("=") else find.take(name)
            case _Optional(inner):
                if _has_places(inner, find):
                    yield from _filled(inner, find)
            case _Element():
                yield from _element(piece, find)


def _element(piece: _Element, find: Find) -> Iterator[Inline]:
    children = tuple(_filled(piece.pattern, find))
    if piece.tag == "br":
        yield LineBreak()
    if not children:
        return
    attribute = plain(tuple(_filled(piece.attribute, find))).strip()
    if piece.tag == "span":
        yield from find.foreign(children, attribute)
    elif piece.tag == "a":
        yield from find.link(children, attribute if _SCHEME.match(attribute) else f"https://{attribute}")
    else:
        yield _STYLES[piece.tag](children)


def _name_in(place: _Place, find: Find) -> str | None:
    """The first name of a place whose parameter is filled."""
    return next((name for name in place.names if name.startswith("=") or find.look(name)), None)
