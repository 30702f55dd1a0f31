"""Every family that needs nothing but the catalogue, in the order in which findings are told."""

from pipeline.check.acronyms import ACRONYMS
from pipeline.check.bibliography import BIBLIOGRAPHY
from pipeline.check.capitals import CAPITALS
from pipeline.check.characters import CHARACTERS
from pipeline.check.consistency import CONSISTENCY
from pipeline.check.duplication import DUPLICATION
from pipeline.check.endings import ENDINGS
from pipeline.check.family import Family
from pipeline.check.joined import JOINED
from pipeline.check.length import LENGTH
from pipeline.check.markup import MARKUP
from pipeline.check.newlines import NEWLINES
from pipeline.check.numbers import NUMBERS
from pipeline.check.pairs import PAIRS
from pipeline.check.spacing import SPACING
from pipeline.check.untranslated import UNTRANSLATED
from pipeline.check.verbatim import VERBATIM_PIECES

__all__ = ["FAMILIES", "MECHANICAL"]

FAMILIES: tuple[Family, ...] = (
    MARKUP,
    JOINED,
    BIBLIOGRAPHY,
    VERBATIM_PIECES,
    NUMBERS,
    ACRONYMS,
    UNTRANSLATED,
    LENGTH,
    DUPLICATION,
    CONSISTENCY,
    CAPITALS,
    ENDINGS,
    PAIRS,
    SPACING,
    NEWLINES,
    CHARACTERS,
)

MECHANICAL: tuple[Family, ...] = (MARKUP, JOINED, BIBLIOGRAPHY, VERBATIM_PIECES, NUMBERS, LENGTH, NEWLINES)
"""Those that ask nothing of a language: what can be wrong with a text in a pseudo-language."""
