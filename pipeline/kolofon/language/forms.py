"""The keys on how words vary, in a language's file."""

from dataclasses import dataclass

__all__ = ["Inflection"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inflection:
    """How words of the language inflect, as far as needed to recognise a term in any form that a right text can have.

    In doubt it recognises too much.  Lists of words and of endings are written with spaces between them.
    """

    endings: str = ""
    """What may follow a stem, besides nothing at all; without this key, any short ending may."""

    reach: int = 5
    """How many letters an ending may have where any is allowed."""

    beginnings: str = ""
    """What may come before a word as part of it."""

    changes: tuple[tuple[str, str], ...] = ()
    """What varies inside words: regular expressions and their replacements, tried in turn on a stem or, in a language
    without `endings`, on a whole word."""

    free: str = ""
    """Words that agree with others or are optional inside a term."""

    marks: bool = True
    """False where accents and vowel signs make no other word."""

    compounds: bool = False
    """Whether a word is often part of a longer one."""

    chain: str = ""
    """A regular expression for all that may follow a whole word, in a language that strings endings together without
    changing the word, so that it keeps its accents."""

    softened: tuple[tuple[str, str], ...] = ()
    """Last letters of words, and what they become before such endings: kitap, kitabı."""

    plurals: str = ""
    """Endings of plurals without which a noun may be the adjective (Germans, German forces)."""

    determiners: str = ""
    """Words that show that the next one is a noun, if no other noun follows: a German."""

    conjunctions: str = ""
    """Words between two attributes of one noun: the German and Italian forces."""

    idle: str = ""
    """Words that make no term."""
