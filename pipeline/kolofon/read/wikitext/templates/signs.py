"""Coordinates, formulas of chemistry and fractions from the parameters of templates."""

import re
from collections.abc import Iterator, Sequence

from kolofon.model.document import Inline, Subscript, Superscript, Text
from kolofon.read.wikitext.templates.arguments import Arguments, Value

__all__ = ["chemical", "coordinates", "degrees", "fraction"]

_MARKS = ("°", "′", "″")
_SIDES = frozenset("NSEWO")
_LETTERS = {
    "de": {"E": "O"},
    "es": {"W": "O"},
    "pt": {"W": "O"},
    "tr": {"N": "K", "S": "G", "E": "D", "W": "B"},
}
"""The letters of north, south, east and west in languages that have others than English."""
_SLASHED = re.compile(r"([0-9]{1,3}(?:[.,][0-9]+)?(?:/[0-9]{1,2}(?:[.,][0-9]+)?){0,2})/([NSEWO])", re.IGNORECASE)
_PIECES = re.compile(
    r"(?P<charge>\((?:[0-9]*[+-]|[+-][0-9]*)\)|\^[0-9]*[+-])|(?P<count>(?<=[A-Za-z)\]])[0-9]+)|(?P<arrow>->|<->|<=>)|(?P<dot>\*)"
)
_ARROWS = {"->": "→", "<->": "↔", "<=>": "⇌"}
_DEGREES = re.compile(r"[+−-]?[0-9]+(?:[.,][0-9]+)?")
_CHARGE = re.compile(r"[0-9]*[+−-]")


def coordinates(arguments: Arguments, language: str) -> Value:
    """`{{coord|41|19|48|N|19|49|12|E}}`: degrees, minutes and seconds; without N and E, by the sign of the number."""
    if arguments.look("ns") and arguments.look("ew"):
        parts = [_half(arguments.words(name), name.upper(), language) for name in ("ns", "ew")]
        return (Text(" ".join(parts)),)
    names = [name for name in arguments.numbered() if ":" not in arguments.switch(name)]
    words = [arguments.words(name) for name in names]
    match words:
        case [north, east] if _DEGREES.fullmatch(north) and _DEGREES.fullmatch(east):
            return (Text(f"{_sided(north, 'NS', language)} {_sided(east, 'EW', language)}"),)
        case _:
            angles = (_angle(group, language) for group in _angles(words))
            return (Text(" ".join(filter(None, angles)) or " ".join(words)),)


def _half(written: str, sides: str, language: str) -> str:
    if _DEGREES.fullmatch(written):
        return _sided(written, sides, language)
    parts = [part for part in written.split("/") if part]
    return degrees(written, language) or (_angle(parts, language) if parts else "")


def degrees(written: str, language: str) -> str:
    """Half of a coordinate from `41/12/30/N`; empty for anything else, such as words."""
    found = _SLASHED.fullmatch(written.strip())
    return _angle([*found[1].split("/"), found[2].upper()], language) if found else ""


def _sided(number: str, sides: str, language: str) -> str:
    return f"{number.lstrip('+-−')}°{_letter(sides[number.startswith(('-', '−'))], language)}"


def _letter(side: str, language: str) -> str:
    """The letter of a side, which a wiki has in English or in its own language."""
    return _LETTERS.get(language.partition("-")[0].lower(), {}).get(side.upper(), side)


def _angles(words: Sequence[str]) -> Iterator[list[str]]:
    group: list[str] = []
    sided = any(word.upper() in _SIDES for word in words)
    for word in words:
        group.append(word)
        if word.upper() in _SIDES or not sided:
            yield group
            group = []
    if group:
        yield group


def _angle(group: Sequence[str], language: str) -> str:
    *numbers, side = group if group[-1].upper() in _SIDES else [*group, ""]
    if not numbers or len(numbers) > len(_MARKS):
        return " ".join(group)
    return "".join(f"{number}{mark}" for number, mark in zip(numbers, _MARKS, strict=False)) + _letter(side, language)


def chemical(arguments: Arguments) -> Value:
    """`{{chem|H|2|O}}` and `{{chem2|H2O}}`: counts are lowered, charges raised."""
    names = arguments.numbered()
    if len(names) == 1:
        return tuple(_formula(arguments.words(names[0])))
    return tuple(_piece(arguments.words(name)) for name in names)


def _piece(word: str) -> Inline:
    if word.isdecimal():
        return Subscript((Text(word),))
    return Superscript((Text(word.replace("-", "−")),)) if _CHARGE.fullmatch(word) else Text(word)


def _formula(text: str) -> Iterator[Inline]:
    begin = 0
    for found in _PIECES.finditer(text):
        yield Text(text[begin : found.start()])
        begin = found.end()
        if found["charge"]:
            yield Superscript((Text(found[0].strip("()^").replace("-", "−")),))
        elif found["count"]:
            yield Subscript((Text(found[0]),))
        else:
            yield Text(_ARROWS.get(found[0], "·"))
    yield Text(text[begin:])


def fraction(arguments: Arguments) -> Value:
    """`{{frac|3|1|2}}`: 3 1⁄2; one number alone is below one."""
    words = [arguments.words(name) for name in arguments.numbered()]
    match words:
        case [below]:
            return (Text(f"1⁄{below}"),)
        case [above, below]:
            return (Text(f"{above}⁄{below}"),)
        case [whole, above, below]:
            return (Text(f"{whole}\u00a0{above}⁄{below}"),)
        case _:
            return (Text(" ".join(words)),)
