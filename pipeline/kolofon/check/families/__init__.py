"""The families of checks; each module is one.

`FAMILIES` are those that need only the catalogue, in the order in which their findings are reported.  `glossary`,
`names` and `spelling` have a function that makes the family of a glossary or a dictionary.
"""

from kolofon.check.families.acronyms import ACRONYMS
from kolofon.check.families.bibliography import BIBLIOGRAPHY
from kolofon.check.families.capitals import CAPITALS
from kolofon.check.families.characters import CHARACTERS
from kolofon.check.families.consistency import CONSISTENCY
from kolofon.check.families.dashes import DASHES
from kolofon.check.families.days import DAYS
from kolofon.check.families.duplication import DUPLICATION
from kolofon.check.families.end_marks import END_MARKS
from kolofon.check.families.length import LENGTH
from kolofon.check.families.markup import MARKUP
from kolofon.check.families.msgcat_marks import MSGCAT_MARKS
from kolofon.check.families.newlines import NEWLINES
from kolofon.check.families.numbers import NUMBERS
from kolofon.check.families.opening_marks import OPENING_MARKS
from kolofon.check.families.ordinals import ORDINALS
from kolofon.check.families.quotation import QUOTATION
from kolofon.check.families.script import SCRIPT
from kolofon.check.families.spacing import SPACING
from kolofon.check.families.untranslated import UNTRANSLATED
from kolofon.check.families.verbatim import VERBATIM_PIECES
from kolofon.check.family import Family

__all__ = ["FAMILIES", "MECHANICAL"]

FAMILIES: tuple[Family, ...] = (
    MARKUP,
    MSGCAT_MARKS,
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
    END_MARKS,
    OPENING_MARKS,
    QUOTATION,
    DASHES,
    SPACING,
    NEWLINES,
    CHARACTERS,
    SCRIPT,
)

MECHANICAL: tuple[Family, ...] = (MARKUP, MSGCAT_MARKS, BIBLIOGRAPHY, VERBATIM_PIECES, NUMBERS, LENGTH, NEWLINES)
"""The families that need no facts of a language, for a text in a pseudo-language."""
