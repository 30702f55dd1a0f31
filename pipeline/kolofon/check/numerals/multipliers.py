"""Words that multiply the figure before them (15 thousand, 1.5万, 15 लाख), and numbers that are written with them.

Source: the compact formats of the CLDR, through Babel, and the units of ten thousand of China, Japan and Korea.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kolofon.language import Language

__all__ = ["Multiplier", "multiplier", "numbers_in_characters", "powers_of_ten"]

_UNITS = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "億": 8, "亿": 8, "兆": 12} | {
    "십": 1,
    "백": 2,
    "천": 3,
    "만": 4,
    "억": 8,
    "조": 12,
}
_TEN_THOUSAND = 4
_SMALL_UNITS = frozenset("十百千십백천")
_WEIGHED = re.compile(r"[千百十][米克瓦卡赫兹帕焦伏安字比分]")
"""Chinese units of measure that begin with a multiple: 千米 is a kilometre."""
_WORD = re.compile(r"\s[십백천만억조]|조[\uac00-\ud7af]")
"""Korean syllables that are no multiples but begin a word: those after a space, and 조 (a trillion) in most words."""
_DIGITS = dict(zip("〇一二三四五六七八九", range(10), strict=True)) | {"零": 0, "两": 2, "兩": 2}
_DIGITS |= dict(zip("영일이삼사오육칠팔구", range(10), strict=True)) | {"공": 0, "륙": 6}
_CHARACTERS = re.compile(
    rf"[{''.join(set(_DIGITS) | set(_UNITS))}]+(?:\s?[{''.join(set(_DIGITS) | set(_UNITS))}]{{2,}})*"
)
_LONGEST = 24
_INFLECTED = 4
"""Letters from which a word may have another ending than in the CLDR."""

_NUKTA = "\N{DEVANAGARI SIGN NUKTA}"
"""The dot of Hindi letters from Persian, which many leave out: हज़ार, हजार."""
_FIGURE = re.compile(r"\s(\d{1,3})(?!\d)")
_AMOUNT = r"(?:\d{1,4}(?:[,.\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]\d{3}){1,4}|\d{1,12})(?:[.,]\d{1,9})?"
_PIECE = re.compile(rf"\s?({_AMOUNT})?\s?([十百千십백천]*[万萬億亿兆만억조]|[十百千십백천])")
_TENTHS = re.compile(r"\s?(?:割(?:\s?(\d)分)?|成(?![功为為员員立年人本分长長])|할(?![\uac00-\ud7af])(?:\s?(\d)푼)?)")
"""Tenths, and hundredths after them, which China, Japan and Korea use instead of percent."""
_REST = re.compile(r"\s?(\d,\d{3}(?!\d)|\d{1,4}(?![\d,]\d|\d))(?![十百千万萬億亿兆십백천만억조])")


@dataclass(frozen=True, slots=True)
class Multiplier:
    """A word that multiplies the figure before it: its power of ten, and its length in characters.

    `added` is what follows in the same number: 5천 in 1만 5천.  `sure` says that the figure alone is no number of the
    text.
    """

    power: int
    length: int
    added: int = 0
    sure: bool = False


def multiplier(text: str, end: int, language: Language) -> Multiplier | None:
    """The multiple of a figure that ends at an index of a text, or None."""
    if language.wide:
        return _east_asian(text, end)
    known, pattern = powers_of_ten(language)
    found = pattern.match(text, end, end + _LONGEST) if pattern else None
    if not (found and pattern):
        return None
    power = lowest = _power(found[1], known)
    at, added = found.end(), 0
    while figure := _FIGURE.match(text, at):
        below = pattern.match(text, figure.end(), figure.end() + _LONGEST)
        if not below or _power(below[1], known) >= lowest:
            break
        lowest = _power(below[1], known)
        at, added = below.end(), added + int(figure[1]) * 10**lowest
    return Multiplier(power, at - end, added, sure=added > 0)


@cache
def powers_of_ten(language: Language) -> tuple[dict[str, int], re.Pattern[str] | None]:
    """The words for the powers of ten from a hundred on, in lower case, and the pattern of one after a figure."""
    known: dict[str, int] = {}
    for word, power in _formats(language):
        known.setdefault(word if len(word) == 1 else word.lower(), power)
    known |= language.numbers.powers
    if not known:
        return known, None
    words = sorted(known, key=len, reverse=True)
    listed = "|".join(
        f"(?-i:{re.escape(word)})" if len(word) == 1 else _inflected(word) if language.spaced else re.escape(word)
        for word in words
    )
    behind = r"\.?(?!\w)" if language.spaced else ""
    return known, re.compile(rf"[\s-]?({listed}){behind}", re.IGNORECASE)


def numbers_in_characters(text: str) -> Iterator[int]:
    """The numbers written in Chinese characters or Korean syllables alone, with units or digit by digit."""
    for found in _CHARACTERS.finditer(text):
        run = "".join(found[0].split())
        if len(run) > _LONGEST:
            continue
        if not any(character in _UNITS for character in run):
            yield int("".join(str(_DIGITS[character]) for character in run))
            continue
        total = part = digit = 0
        for character in run:
            if character in _DIGITS:
                digit = digit * 10 + _DIGITS[character]
            elif character in _SMALL_UNITS:
                part += (digit or 1) * 10 ** _UNITS[character]
                digit = 0
            else:
                total += (part + digit or 1) * 10 ** _UNITS[character]
                part = digit = 0
        yield total + part + digit


def _formats(language: Language) -> Iterator[tuple[str, int]]:
    """The words of the CLDR's compact formats ("00 thousand" for 10000), and the power of ten of each."""
    formats = language.locale.compact_decimal_formats if language.locale else {}
    for width in ("long", "short"):
        for numbers in (formats.get(width) or {}).values():
            for number, pattern in numbers.items():
                word = re.sub(r"['\u200e\u200f]", "", pattern.pattern)
                zeros = word.count("0")
                word = word.replace("0", "").strip("\N{NO-BREAK SPACE} .")
                if zeros and word:
                    for spelled in {word, word.replace(_NUKTA, ""), word.replace("ज़", "\u095b")}:
                        yield spelled, len(number) - zeros


def _inflected(word: str) -> str:
    return rf"{re.escape(word[:-1])}\w{{0,4}}" if len(word) >= _INFLECTED else re.escape(word)


def _power(word: str, known: dict[str, int]) -> int:
    word = word if len(word) == 1 else word.lower()
    if word in known:
        return known[word]
    return next(known[stem] for stem in sorted(known, key=len, reverse=True) if word.startswith(stem[:-1]))


def _east_asian(text: str, end: int) -> Multiplier | None:
    """The East Asian unit (ten thousand, hundred, …) after a figure, and the smaller ones that continue the number."""
    if tenths := _TENTHS.match(text, end):
        return Multiplier(1, tenths.end() - end, int(tenths[1] or tenths[2] or 0), sure=True)
    first = _PIECE.match(text, end)
    if not first or first[1] or _WORD.match(text, first.start()):
        return None
    power = lowest = sum(_UNITS[unit] for unit in first[2])
    at, added = first.end(), 0
    while piece := _PIECE.match(text, at):
        below = sum(_UNITS[unit] for unit in piece[2])
        if below >= lowest or not (piece[1] or (piece[2] in _UNITS and text[at : at + 1] in _UNITS)):
            break
        amount = re.sub(r"\D", "", piece[1] or "1")
        added, at, lowest = added + int(amount) * 10**below, piece.end(), below
    rest = _REST.match(text, at)
    near = bool(rest and rest[0][0].isdecimal())
    if rest and (len(rest[1]) == lowest and near if lowest < _TEN_THOUSAND else near or len(rest[1]) > len("000")):
        added, at = added + int(rest[1].replace(",", "")), rest.end()
    return Multiplier(power, at - end, added, sure=not _WEIGHED.match(text, first.start(2)))
