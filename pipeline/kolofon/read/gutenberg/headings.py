"""From the chunks of a text, its headings and their levels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from kolofon.read.gutenberg.chunks import Chunk

__all__ = ["Head", "Rank", "head_of", "levels", "subtitle_of"]

_ORDINALS = ("FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH", "SIXTH", "SEVENTH", "EIGHTH", "NINTH", "TENTH", "LAST")
_NUMBERED = re.compile(r"([A-Z]+)\.?\s+(THE\s+[A-Z]+|[A-Z0-9]+(?:-[A-Z]+)?)\b[.:]?\s*[-–—.:]*\s*(.*)", re.IGNORECASE)
_ORDINAL = re.compile(rf"(?:THE\s+)?(?:{'|'.join(_ORDINALS)})\s+([A-Z]+)\b", re.IGNORECASE)
_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\.?")
_ROMAN_TITLED = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})[.:]\s+\S.*")
_ARABIC = re.compile(r"[0-9]{1,3}\.?")
_PART = frozenset({"BOOK", "PART", "VOLUME", "VOL", "TOME"})
_CHAPTER = frozenset({"CHAPTER", "CHAP", "LETTER", "STAVE", "CANTO", "ADVENTURE", "ACT", "NIGHT", "LECTURE", "TALE"})
_BELOW = frozenset({"SCENE", "SECTION"})
_ALONE = frozenset(
    {"PREFACE", "INTRODUCTION", "INTRODUCTORY", "PROLOGUE", "EPILOGUE", "CONCLUSION", "APPENDIX", "FOREWORD"}
    | {"AFTERWORD", "POSTSCRIPT", "GLOSSARY", "BIBLIOGRAPHY", "ADVERTISEMENT", "INDEX", "DEDICATION", "FOOTNOTES"}
    | {"NOTES", "ETYMOLOGY", "EXTRACTS", "ENVOI"}
)
_LINES = 4
_LONGEST = 75
_APART = 2
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"}
)
_CAPITALS = 0.6


class Rank(IntEnum):
    """The rank of a heading, the highest first: a part, a chapter, a heading in capitals, a scene, a bare number."""

    PART = 1
    CHAPTER = 2
    CAPITALS = 3
    BELOW = 4
    NUMBER = 5


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: its rank, and whether it is bare: only a number, or a word with a number, which a title may follow.

    A heading is `named` if it has the word for its rank, as CHAPTER I has; PREFACE and IV have none.
    """

    rank: Rank
    bare: bool
    named: bool = False


def head_of(chunk: Chunk) -> Head | None:
    """The heading in a chunk; None if it is not a heading."""
    if len(chunk.lines) > _LINES or any(len(line.text.strip()) > _LONGEST for line in chunk.lines):
        return None
    first, text = chunk.lines[0].text.strip().strip("_=*").strip(), chunk.text.strip("_=* ")
    if text.endswith((",", ";")) or not any(letter.isalnum() for letter in text):
        return None
    return _numbered(chunk, first) or _unnumbered(chunk, first, text)


def _numbered(chunk: Chunk, first: str) -> Head | None:
    """A heading such as CHAPTER I, or THE FIRST BOOK; in small letters only with empty lines around it."""
    alone = len(chunk.lines) == 1
    found = _NUMBERED.match(first)
    if found and (chunk.before >= _APART or found[1].isupper()):
        rank, number = _rank(found[1]), found[2].upper().removeprefix("THE").strip()
        if rank and (_ROMAN.fullmatch(number) or number.isdigit() or number in _WORDS):
            return Head(rank, bare=not found[3] and alone, named=True)
    ordinal = _ORDINAL.match(first)
    if ordinal and (rank := _rank(ordinal[1])) and (chunk.before >= _APART or first.isupper()):
        return Head(rank, bare=ordinal.end() >= len(first.rstrip(".")) and alone, named=True)
    return None


def _unnumbered(chunk: Chunk, first: str, text: str) -> Head | None:
    word = re.match(r"[A-Za-z]+", first)
    if word and word[0].upper() in _ALONE and chunk.before >= _APART and (text.isupper() or _titled(text)):
        return Head(Rank.CHAPTER, bare=False)
    if _ROMAN.fullmatch(text) or (_ARABIC.fullmatch(text) and chunk.before >= _APART):
        return Head(Rank.NUMBER, bare=True) if chunk.before else None
    if _ROMAN_TITLED.fullmatch(text) and (text.isupper() or (chunk.before >= _APART and _titled(text))):
        return Head(Rank.CHAPTER if text.isupper() else Rank.NUMBER, bare=False)
    letters = sum(letter.isalpha() for letter in text)
    if text.isupper() and letters > _APART and chunk.before > _APART and text[0] not in "[(\"'“‘":
        return Head(Rank.CAPITALS, bare=False)
    return None


def subtitle_of(chunk: Chunk) -> bool:
    """Whether a chunk right below the number of a chapter is its title."""
    text = chunk.text.strip("_=*")
    if chunk.before > _APART or len(chunk.lines) > _APART or len(text) > _LONGEST or text[:1] in "[“‘\"'":
        return False
    head = head_of(Chunk(chunk.lines, _APART + 1))
    if head is not None and head.rank is not Rank.CAPITALS:
        return False
    return text.isupper() or (_titled(text) and not text.endswith((".", ".”", ",", ";", ":", "--", "—")))


def _titled(text: str) -> bool:
    """Whether the words of a text begin with capitals, as those of a title."""
    words = [word.strip("_\"'“‘(") for word in text.split()]
    counted = [word for word in words if word.lower() not in _SMALL and word[:1].isalpha()]
    capitals = sum(word[0].isupper() for word in counted)
    return bool(counted) and words[0][:1].isupper() and capitals >= len(counted) * _CAPITALS and not _sentence(text)


def _sentence(text: str) -> bool:
    return text.endswith((".", "!", "?")) and sum(word[:1].islower() for word in text.split()) > _LINES


def _rank(word: str) -> Rank | None:
    named = word.upper().rstrip(".")
    if named in _PART:
        return Rank.PART
    if named in _CHAPTER:
        return Rank.CHAPTER
    return Rank.BELOW if named in _BELOW else None


_TENS = ("TWENTY", "THIRTY", "FORTY", "FIFTY", "SIXTY", "SEVENTY")
_UNITS = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE")
_TEENS = "TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN SEVENTEEN EIGHTEEN NINETEEN"
_WORDS = frozenset(
    {*_UNITS, *_TEENS.split(), *_TENS, *_ORDINALS, *(f"{ten}-{unit}" for ten in _TENS for unit in _UNITS)}
)
"""Numbers of chapters in words."""


def levels(heads: Sequence[Head]) -> tuple[int, ...]:
    """The level of each heading, from 2 on; ranks that a text does not have are left out, and no level is skipped."""
    ranks = _promoted(heads)
    steps = {rank: 2 + number for number, rank in enumerate(sorted(set(ranks)))}
    found: list[int] = []
    for rank in ranks:
        found.append(min(steps[rank], (found[-1] if found else 1) + 1))
    return tuple(found)


def _promoted(heads: Sequence[Head]) -> list[Rank]:
    """The ranks of headings, where in a text without the word “chapter” other headings are chapters.

    These are bare numbers, if there are not several headings in capitals.  Headings in capitals before the first
    chapter are chapters too.
    """
    named = any(head.named and head.rank is Rank.CHAPTER for head in heads)
    first = next((number for number, head in enumerate(heads) if head.named and head.rank is Rank.CHAPTER), len(heads))
    capitals = sum(head.rank is Rank.CAPITALS for head in heads) > 1
    numbers = not named and not capitals
    return [
        Rank.CHAPTER
        if (head.rank is Rank.CAPITALS and number < first) or (head.rank is Rank.NUMBER and numbers)
        else head.rank
        for number, head in enumerate(heads)
    ]
