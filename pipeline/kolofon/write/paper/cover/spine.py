"""The words on the spine of a book: in which direction they run, and how large they are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from kolofon.language import language
from kolofon.write.fonts import Family
from kolofon.write.markup.elements import element, joined
from kolofon.write.markup.languages import language_attributes
from kolofon.write.paper.cover.fit import family_for, width_of
from kolofon.write.paper.cover.texts import Phrase, Texts
from kolofon.write.paper.cover.wrap import Box, Wrap

__all__ = ["spine"]

_LARGEST, _READABLE, _SMALLEST = 20.0, 8.0, 6.0
"""Sizes of the title on a spine, in points: below the second, other words give way to it, and below the last it is left
out."""
_SHARE = 0.7
"""The size of the title by the room across the spine."""
_AUTHORS, _PUBLISHER = 0.82, 0.66
"""The sizes of authors and publisher by that of the title."""
_GAP = 1.4
"""What parts the words on a spine, in ems of the title."""

_LOOSE = 1.08
"""How much wider words may be set than they are measured: small capitals are spaced."""

_RUN = re.compile(r"[!-~\u00c0-\u024f\u0370-\u04ff]+(?:[ .,–-]+[!-~\u00c0-\u024f\u0370-\u04ff]+)*|\s+|.", re.DOTALL)
"""A run of what is turned in a column (letters of alphabets, digits), a space, or a character that stays upright."""
_UPRIGHT_DIGITS = re.compile(r"[0-9]{1,2}")


class _Part(NamedTuple):
    """Words on a spine: the class of their element, and their size by that of the title."""

    name: str
    phrase: Phrase
    share: float


@dataclass(frozen=True, slots=True)
class _Words:
    """All words on a spine, `house` at its foot; the size of the title; the room for them; the language of the book."""

    parts: tuple[_Part, ...]
    house: _Part | None
    size: float
    box: Box
    language: str
    own: Sequence[Family]


def spine(texts: Texts, wrap: Wrap, own: Sequence[Family]) -> Markup:
    """The words on the spine; nothing, if there is no room for the title.

    They run down it, as ISO 6357 recommends, or up, where that is the custom of the language (`Words.spine_ascends`).
    Chinese and Japanese are in a column, upright.
    """
    title = _Part("title", texts.title, 1)
    foot = _Part("publisher", Phrase(texts.publisher, texts.language), _PUBLISHER)
    parts = (_Part("authors", texts.names, _AUTHORS), title) if texts.authors else (title,)
    across, room = wrap.spine - 2 * wrap.spine_margin, wrap.height - 2 * wrap.margin
    box = Box(wrap.middle.left, wrap.margin, wrap.spine, room)
    # What gives way is on the front too.
    tried = ((parts, foot), (parts, None), ((title,), None))
    sizes = [_size(filter(None, (*some, house)), own, across, room) for some, house in tried]
    if sizes[-1] < _SMALLEST:
        return Markup("")
    chosen = next(at for at, size in enumerate(sizes) if size >= min(_READABLE, sizes[-1]))
    shown, house = tried[chosen]
    words = _Words(shown, house, sizes[chosen], box, texts.language, own)
    upright = language(texts.title.language)
    return _column(words) if upright.wide and not upright.spaced else _turned(words)


def _size(words: Iterable[_Part], own: Sequence[Family], across: float, room: float) -> float:
    """The largest size in which some words go on a spine, one behind the other."""
    parts = tuple(words)
    length = _GAP * (len(parts) - 1)
    for _, phrase, share in parts:
        family = family_for(phrase.words, phrase.language, own)
        length += share * _LOOSE * width_of(phrase.words, family, phrase.language)
    tall = max(language(phrase.language).leading for _, phrase, _ in parts)
    return min(_LARGEST, across * _SHARE / tall + 1, room / length)


def _turned(words: _Words) -> Markup:
    """Words along the spine, the publisher at its foot."""
    writing, box = language(words.language), words.box
    ascends = writing.words.spine_ascends
    # The heads of letters are on the left where words run up, or down from the right.
    heads_left = ascends if writing.direction == "ltr" else not ascends
    left, top = (box.left, box.top + box.height) if heads_left else (box.left + box.width, box.top)
    place = (
        f"left:{left:.3f}pt;top:{top:.3f}pt;width:{box.height:.3f}pt;height:{box.width:.3f}pt;"
        f"line-height:{box.width:.3f}pt;transform:rotate({-90 if heads_left else 90}deg);"
    )

    def written(part: _Part) -> Markup:
        style = {"class": part.name, "style": f"font-size:{words.size * part.share:.2f}pt;"}
        return element("span", style | language_attributes(part.phrase.language, words.language), part.phrase.words)

    # The foot is where words that run down end, and words that run up begin.
    head, foot = ("ending", "beginning") if ascends else ("beginning", "ending")
    ends = [element("span", {"class": head}, Markup(" ").join(map(written, words.parts)))]
    if words.house:
        ends.append(element("span", {"class": foot}, written(words.house)))
    return element("div", {"class": "spine", "style": place}, joined(ends))


def _column(words: _Words) -> Markup:
    """Words in a column: characters upright below each other, letters of alphabets turned."""

    def column(part: _Part) -> Markup:
        return joined(_cells(part.phrase, words.size * part.share, words.own))

    box = words.box
    gap = element("div", {"style": f"height:{_GAP * words.size:.3f}pt;"})
    upper = element("div", {"class": "upper"}, gap.join(map(column, words.parts)))
    lower = element("div", {"class": "lower"}, column(words.house)) if words.house else Markup("")
    place = f"left:{box.left:.3f}pt;top:{box.top:.3f}pt;width:{box.width:.3f}pt;height:{box.height:.3f}pt;"
    own = {"class": "column", "style": place, **language_attributes(words.parts[-1].phrase.language, words.language)}
    return element("div", own, joined([upper, lower]))


def _cells(phrase: Phrase, size: float, own: Sequence[Family]) -> Iterator[Markup]:
    """The cells of a column, from the top: a character each, a number of two digits, or a word that is turned."""
    family = family_for(phrase.words, phrase.language, own)
    for found in _RUN.finditer(phrase.words):
        run, high = found[0], size
        content = Markup.escape(run.strip())
        if run.isspace():
            high = size / 2
        elif len(run) > 1 and not _UPRIGHT_DIGITS.fullmatch(run):
            high = width_of(run, family, phrase.language) * size
            place = f"width:{high:.3f}pt;height:{size:.3f}pt;line-height:{size:.3f}pt;margin-left:{size / 2:.3f}pt;"
            content = element("span", {"class": "turned", "style": place}, run)
        style = f"font-size:{size:.2f}pt;height:{high:.3f}pt;line-height:{high:.3f}pt;"
        yield element("span", {"class": "cell", "style": style}, content)
