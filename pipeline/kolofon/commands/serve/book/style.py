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

__all__ = ["FONTS", "StyleSheet", "font", "font_name", "style_sheet"]

FONTS = "/book/font/"
"""The address of the fonts."""

_EXTRAS = '<ruby <math class="formula class="task class="drop" class="aside  class="listing"'
"""Markup of what a page may show that has a style sheet of its own (`kolofon.write.typography.extras`)."""

_CFF, _WOFF = b"OTTO", b"wOF2"
_named: dict[str, bytes] = {}
"""The fonts that style sheets have named; a name is the digest of its font, so it is the same in all of them."""

_ANY_WEIGHT = "1 1000"
"""Of a variable font; a browser keeps to the weights that it has (CSS Fonts 4, 4.4)."""


def _sample_markup(characters: Iterable[str], languages: Iterable[str]) -> str:
    """Markup by which the style sheets of a book with these characters, in these languages, are chosen."""
    spoken = [element("p", {"lang": language}, "") for language in languages]
    return "".join([*spoken, element("p", {}, "".join(sorted(characters))), _EXTRAS])


class StyleSheet(NamedTuple):
    """A style sheet, and the fonts that it names, by their names."""

    content: bytes
    fonts: Mapping[str, bytes]


def style_sheet(context: ScreenContext, characters: frozenset[str], languages: tuple[str, ...]) -> StyleSheet:
    """The style sheet of a book with these characters, in these languages."""
    chosen = families(characters, languages, context.theme.fonts)
    faces = [(family, face) for family in chosen for face in family.faces()]
    sample = _sample_markup(characters, languages)
    sheet = Markup("").join(
        [
            *(_face(family, face) for family, face in faces),
            _own("page.css"),
            context.style(sample, "epub.css"),
            _own("marks.css"),
        ]
    )
    fonts = {font_name(face): face.content for _, face in faces}
    _named.update(fonts)
    return StyleSheet(sheet.encode(), fonts)


def font(name: str) -> bytes | None:
    """A font by the name that it has in a style sheet which was made before; None if none names it."""
    return _named.get(name)


def font_name(face: Face) -> str:
    """The name of a font file, which has its digest."""
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
