"""The words on the spine of a book: in which direction they run, and how large they are."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from kolofon.language import language
from kolofon.write.fonts import Family
from kolofon.write.markup import element, joined
from kolofon.write.paper.cover.fit import family_for, width_of
from kolofon.write.paper.cover.texts import Telling, Texts
from kolofon.write.paper.cover.wrap import Box, Wrap
from kolofon.write.tongue import language_attributes

__all__ = ["spine"]

_LARGEST, _SMALLEST = 20.0, 6.0
"""The sizes of the title on a spine, in points."""
_SHARE = 0.7
"""The size of the title by the room across the spine."""
_AUTHORS, _PUBLISHER = 0.82, 0.66
"""The sizes of authors and publisher by that of the title."""
_GAP = 1.4
"""What parts the words on a spine, in ems of the title."""

_RUN = re.compile(r"[!-~\u00c0-\u024f\u0370-\u04ff]+(?:[ .,–-]+[!-~\u00c0-\u024f\u0370-\u04ff]+)*|\s+|.", re.DOTALL)
"""A run of what is turned in a column (letters of alphabets, digits), a space, or a character that stays upright."""
_UPRIGHT_DIGITS = re.compile(r"[0-9]{1,2}")


class _Part(NamedTuple):
    """Words on a spine: the class of their element, and their size by that of the title."""

    name: str
    telling: Telling
    share: float


def spine(texts: Texts, wrap: Wrap, own: Sequence[Family], lost: list[str]) -> Iterator[Markup]:
    """The words on the spine, if it has any; `lost` is told what there is no room for.

    They run down it, as ISO 6357 recommends, or up, where that is the custom of the language (`Words.spine_ascends`).
    Chinese and Japanese are in a column, upright.
    """
    if not wrap.titled:
        return
    across = wrap.spine - 2 * wrap.spine_margin
    box = wrap.middle.inset(0)
    room = box.height - 2 * wrap.margin
    parts = [_Part("title", texts.title, 1)]
    if texts.authors:
        parts.insert(0, _Part("authors", texts.names, _AUTHORS))
    foot = _Part("publisher", Telling(texts.publisher, texts.language), _PUBLISHER)
    house: _Part | None = foot
    size = _size([*parts, foot], own, across, room)
    if size < _SMALLEST:  # the publisher is on the front too
        house, size = None, _size(parts, own, across, room)
    if size < _SMALLEST and across > _SMALLEST:
        parts = parts[-1:]
        size = _size(parts, own, across, room)
    if size < _SMALLEST:
        lost.append("the title on the spine")
        return
    tag = texts.title.language
    if language(tag).wide and not language(tag).spaced:
        yield _column(parts, house, size, Box(box.left, wrap.margin, box.width, room), texts.language)
    else:
        yield _turned(parts, house, size, Box(box.left, wrap.margin, box.width, room), texts.language)


def _size(parts: Sequence[_Part], own: Sequence[Family], across: float, room: float) -> float:
    """The largest size in which some words go on a spine, one behind the other."""
    length = _GAP * (len(parts) - 1)
    for _, telling, share in parts:
        family = family_for(telling.words, telling.language, own)
        length += share * 1.08 * width_of(telling.words, family, telling.language)
    tall = max(language(telling.language).leading for _, telling, _ in parts)
    return min(_LARGEST, across * _SHARE / tall + 1, room / length)


def _written(name: str, telling: Telling, size: float, within: str, more: str = "") -> Markup:
    own = {"class": name, "style": f"font-size:{size:.2f}pt;{more}", **language_attributes(telling.language, within)}
    return element("span", own, telling.words)


def _turned(
    parts: Sequence[_Part],
    house: _Part | None,
    size: float,
    box: Box,
    tag: str,
) -> Markup:
    """Words along the spine, the publisher at its foot."""
    writing = language(tag)
    rightward = writing.direction == "ltr"
    ascends = writing.words.spine_ascends
    # Up where the words run up, or down from the right: the heads of the letters are then on the left.
    left_heads = ascends if rightward else not ascends
    left, top = (box.left, box.top + box.height) if left_heads else (box.left + box.width, box.top)
    turn = -90 if left_heads else 90
    place = (
        f"left:{left:.3f}pt;top:{top:.3f}pt;width:{box.height:.3f}pt;height:{box.width:.3f}pt;"
        f"line-height:{box.width:.3f}pt;transform:rotate({turn}deg);"
    )
    words = Markup(" ").join(_written(name, telling, size * share, tag) for name, telling, share in parts)
    # The foot is where words that run down end, and words that run up begin.
    started = element("span", {"class": "ending" if ascends else "beginning"}, words)
    written = [started]
    if house:
        name, telling, share = house
        ended = element(
            "span", {"class": "beginning" if ascends else "ending"}, _written(name, telling, size * share, tag)
        )
        written.append(ended)
    return element("div", {"class": "spine", "style": place}, joined(written))


def _column(
    parts: Sequence[_Part],
    house: _Part | None,
    size: float,
    box: Box,
    tag: str,
) -> Markup:
    """Words in a column: characters upright below each other, letters of alphabets turned."""
    columns = [joined(_column_of(telling, size * share)) for _, telling, share in parts]
    gap = f"height:{_GAP * size:.3f}pt;"
    upper = element("div", {"class": "upper"}, element("div", {"style": gap}).join(columns))
    lower = Markup("")
    if house:
        _, telling, share = house
        lower = element("div", {"class": "lower"}, joined(_column_of(telling, size * share)))
    place = f"left:{box.left:.3f}pt;top:{box.top:.3f}pt;width:{box.width:.3f}pt;height:{box.height:.3f}pt;"
    own = {"class": "column", "style": place, **language_attributes(parts[-1][1].language, tag)}
    return element("div", own, joined([upper, lower]))


def _column_of(telling: Telling, size: float) -> Iterator[Markup]:
    family = family_for(telling.words, telling.language)
    for found in _RUN.finditer(telling.words):
        run = found[0]
        high = size
        if run.isspace():
            high = size / 2
        elif len(run) > 1 and not _UPRIGHT_DIGITS.fullmatch(run):
            high = width_of(run, family, telling.language) * size
            inner = f"width:{high:.3f}pt;height:{size:.3f}pt;line-height:{size:.3f}pt;margin-left:{size / 2:.3f}pt;"
            turned = element("span", {"class": "turned", "style": inner}, run)
            yield element("span", {"class": "cell", "style": _cell(size, high)}, turned)
            continue
        yield element("span", {"class": "cell", "style": _cell(size, high)}, run.strip())


def _cell(size: float, high: float) -> str:
    return f"font-size:{size:.2f}pt;height:{high:.3f}pt;line-height:{high:.3f}pt;"
