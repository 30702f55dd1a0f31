"""The style of the pages of a book in the browser, and the fonts that it names."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from markupsafe import Markup

from kolofon.write.fonts import Face, Family, families
from kolofon.write.markup.elements import element
from kolofon.write.screen.context import ScreenContext

__all__ = ["FONTS", "Sheet", "font", "font_name", "sheet_of"]

FONTS = "/book/font/"
"""Where the fonts are."""

_SIGNS = '<ruby <math class="formula class="task class="drop" class="aside  class="listing"'
"""Markup of what a page may show that has a style sheet of its own (`kolofon.write.typography.extras`)."""

_CFF, _WOFF = b"OTTO", b"wOF2"
_named: dict[str, bytes] = {}
"""The fonts that style sheets have named: a name says what is in it, so that it is the same for all."""

_ANY_WEIGHT = "1 1000"
"""Of a variable font; a browser keeps to the weights that it has (CSS Fonts 4, 4.4)."""


def _signs_of(characters: Iterable[str], languages: Iterable[str]) -> str:
    """Markup that has all that decides on the style of a book with these characters, in these languages."""
    spoken = [element("p", {"lang": language}, "") for language in languages]
    return "".join([*spoken, element("p", {}, "".join(sorted(characters))), _SIGNS])


class Sheet(NamedTuple):
    """A style sheet, and the fonts that it names, by their names."""

    content: bytes
    fonts: Mapping[str, bytes]


def sheet_of(context: ScreenContext, characters: frozenset[str], languages: tuple[str, ...]) -> Sheet:
    """The style sheet of a book with these characters, in these languages."""
    chosen = families(characters, languages, context.theme.fonts)
    faces = [(family, face) for family in chosen for face in family.faces()]
    signs = _signs_of(characters, languages)
    sheet = Markup("").join(
        [
            *(_face(family, face) for family, face in faces),
            _own("leaf.css"),
            context.style(signs, "epub.css"),
            _own("marks.css"),
        ]
    )
    fonts = {font_name(face): face.content for _, face in faces}
    _named.update(fonts)
    return Sheet(sheet.encode(), fonts)


def font(name: str) -> bytes | None:
    """A font by the name that it has in a style sheet which was made before; None if none has named it."""
    return _named.get(name)


def font_name(face: Face) -> str:
    """The name of a font file, which says what is in it."""
    ending = "otf" if face.content.startswith(_CFF) else "woff2" if face.content.startswith(_WOFF) else "ttf"
    return f"{_digest(face)}.{ending}"


@cache
def _digest(face: Face) -> str:
    return hashlib.sha256(face.content).hexdigest()[:32]


def _face(family: Family, face: Face) -> Markup:
    return Markup('@font-face {{ font-family: "{}"; font-style: {}; font-weight: {}; src: url("{}{}"); }}\n').format(
        family.name, face.style, face.weight or _ANY_WEIGHT, FONTS, font_name(face)
    )


def _own(name: str) -> Markup:
    return Markup(files("kolofon.commands.serve.book").joinpath(name).read_text("utf-8"))  # noqa: S704  the press's own
