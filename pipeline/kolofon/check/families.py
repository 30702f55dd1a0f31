"""The families that need only the catalogue, in the order in which findings are reported."""

from kolofon.check.acronyms import ACRONYMS
from kolofon.check.bibliography import BIBLIOGRAPHY
from kolofon.check.capitals import CAPITALS
from kolofon.check.characters import CHARACTERS
from kolofon.check.consistency import CONSISTENCY
from kolofon.check.dashes import DASHES
from kolofon.check.days import DAYS
from kolofon.check.duplication import DUPLICATION
from kolofon.check.endings import ENDINGS
from kolofon.check.family import Family
from kolofon.check.joined import JOINED
from kolofon.check.length import LENGTH
from kolofon.check.markup import MARKUP
from kolofon.check.newlines import NEWLINES
from kolofon.check.numbers import NUMBERS
from kolofon.check.openings import OPENINGS
from kolofon.check.ordinals import ORDINALS
from kolofon.check.pairs import PAIRS
from kolofon.check.script import SCRIPT
from kolofon.check.spacing import SPACING
from kolofon.check.untranslated import UNTRANSLATED
from kolofon.check.verbatim import VERBATIM_PIECES

__all__ = ["FAMILIES", "MECHANICAL"]

FAMILIES: tuple[Family, ...] = (
    MARKUP,
    JOINED,
    BIBLIOGRAPHY,
    VERBATIM_PIECES,
    NUMBERS,
    DAYS,
    ORDINALS,
    ACRONYMS,
    UNTRANSLATED,
    LENGTH,
    DUPLICATION,
    CONSISTENCY,
    CAPITALS,
    ENDINGS,
    OPENINGS,
    PAIRS,
    DASHES,
    SPACING,
    NEWLINES,
    CHARACTERS,
    SCRIPT,
)

MECHANICAL: tuple[Family, ...] = (MARKUP, JOINED, BIBLIOGRAPHY, VERBATIM_PIECES, NUMBERS, LENGTH, NEWLINES)
"""Those that need no knowledge of a language: the ones that check a text in a pseudo-language."""
