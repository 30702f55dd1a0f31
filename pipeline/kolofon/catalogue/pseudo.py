"""Messages → a pseudo-language: English that has an accent on every letter, is longer, and is in brackets.

Words without accents in such an edition are in no catalogue; a missing bracket shows that a text was cut off; a line
that overflows would do so in a real language too.  The CLDR has such texts as `en-XA` and, from right to left, `ar-XB`.
Here they grow by words, between which a line can break.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle

from kolofon.language import Language, language
from kolofon.language.tags import base_of
from kolofon.model.message import Catalogue
from kolofon.text.line import Line, line

__all__ = ["GROWTH", "pseudo", "pseudo_translated"]

GROWTH = 40
"""How much longer a translation is at the least, in letters for each hundred."""

_ACCENTED = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅḂÇḊÉḞĜĤÎĴĶĻṀÑÖṔɊŔŠŢÛṼŴẊÝŽåḃçḋéḟĝĥîĵķļṁñöṕɋŕšţûṽŵẋýž",
)
"""Letters that the press's own fonts have; a missing one would be a fault of the pseudo-language."""
_OVERRIDE, _POP = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{POP DIRECTIONAL FORMATTING}"
_FILLING = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LETTERS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*(?![\u0300-\u036f])")
_WORD = re.compile(r"\d*[^\W\d_]\w*(?:[’'-]\w+|[.,:]\d\w*)*")
"""A word, with the figures of a version in it: `v1.6.0`."""


def pseudo_translated(catalogue: Catalogue, tag: str, source_language: str) -> Catalogue:
    """The catalogue with each message translated into a pseudo-language, in place of any translation that it had."""
    target = language(tag)
    return replace(
        catalogue,
        entries=tuple(
            replace(
                entry,
                msgstrs=tuple(
                    pseudo(words or entry.msgid, target, source_language, entry.flags)
                    for words in (entry.msgid, *[entry.plural] * (len(entry.msgstrs) - 1))
                ),
                fuzzy=False,
                previous=None,
            )
            for entry in catalogue.entries
        ),
    )


def pseudo(msgid: str, target: Language, source_language: str = "en", flags: Sequence[str] = ()) -> str:
    """The translation of a message whose flags are `flags`.

    Tags, figures and white space at the ends remain, and so does what no language changes: code, foreign words,
    addresses and placeholders.  A message has the same translation every time.
    """
    inner = msgid.strip()
    begin = msgid.index(inner)
    parsed = line(inner, base_of(source_language), flags)
    filling = [_in_pseudo(word, target) for word in _filling(sum(map(str.isalpha, parsed.plain)))]
    place = _place(parsed)
    pieces = [] if place else [f"{word} " for word in filling]
    ends = (*parsed.jumps[1:], (len(parsed.own), len(inner)))
    for (start, at), (end, next_at) in zip(parsed.jumps, ends, strict=True):
        for first, last in ((start, place), (place, end)) if start < place <= end else ((start, end),):
            pieces.append(_accented(parsed.own[first:last], inner[at + first - start : at + last - start], target))
            if first < last == place:
                pieces += (f" {word}" for word in filling)
                pieces += " " * parsed.plain[place : place + 1].isalnum()
        pieces.append(inner[at + end - start : next_at])
    return f"{msgid[:begin]}[{''.join(pieces)}]{msgid[begin + len(inner) :]}"


def _place(parsed: Line) -> int:
    """The offset of the filling: behind the last word that is in no tag, or the last word; 0 if there is none."""
    depths = {
        found.end(): sum(
            0 if tag.text.endswith("/>") else -1 if tag.text.startswith("</") else 1
            for tag in parsed.tags
            if tag.span[0] < parsed.span(found.start(), found.end())[1]
        )
        for found in _WORD.finditer(parsed.own)
    }
    return max(depths, key=lambda end: (-depths[end], end), default=0)


def _accented(own: str, raw: str, target: Language) -> str:
    """A piece of a message without a tag; `own` has no letters but those to be accented."""
    pieces: list[str] = []
    end = 0
    for found in _LETTERS.finditer(own):
        pieces += raw[end : found.start()], _in_pseudo(found[0], target)
        end = found.end()
    return "".join([*pieces, raw[end:]])


def _in_pseudo(word: str, target: Language) -> str:
    # Each word has its own override: a line may break between words, and an override ends with the line.
    accented = word.translate(_ACCENTED)
    return accented if target.direction == "ltr" else f"{_OVERRIDE}{accented}{_POP}"


def _filling(letters: int) -> Iterator[str]:
    """The words that add so many letters."""
    missing = letters * GROWTH / 100
    for word in cycle(_FILLING):
        if missing <= 0:
            return
        yield word
        missing -= len(word)
