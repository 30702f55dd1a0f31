"""Spelling: words that the dictionary of the language does not have, nor the source, nor the glossary."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from kolofon.check.family import Check, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.language import language
from kolofon.language.letters import LETTER
from kolofon.model.finding import Severity
from kolofon.text.glossary.inflection import inflection, unmarked, words
from kolofon.text.glossary.terms import Glossary

__all__ = ["Spell", "spelling_family"]

Spell = Callable[[str], bool]
"""Whether a dictionary has a word, in any of its forms: Hunspell's `spell`."""

_SPELLING = Check("spellcheck", Severity.WARNING, "A word is not in the dictionary.", also=("spelling",))

_WORD = re.compile(rf"(?<![\w@#/\\.])(?:{LETTER})+(?:[-‑'’](?:{LETTER})+)*(?![\w@/\\])")
_PART = re.compile(r"[-'\N{ZERO WIDTH NON-JOINER}]")
_SHORTEST, _SHORT = 2, 4
_VOWELS = frozenset("aeiouyæøœəıаеиоуыэюяєіαεηιουωє")
"""Vowels without their accents, in the scripts with capital letters: a short word without one is an abbreviation."""


def spelling_family(spell: Spell, glossary: Glossary) -> Family:
    """The check of spelling with a dictionary of the translation's language.

    Names of the source and words of the glossary's targets are right in any form, and acronyms always.  Of a word with
    an apostrophe or a hyphen each part is looked up; the first may be an elided one (dall’UNÇSH), the others endings
    (Tiran’daki).
    """
    forms, here = inflection(glossary.language), language(glossary.language)
    own = [word.text for term in glossary.terms for target in term.wanted for word in words(target)]
    instead = str.maketrans(dict(here.words.respelled))

    def has(word: str) -> bool:
        # Many dictionaries are in a charset of ISO 8859, and cannot look up a word that it does not have.
        try:
            return spell(word)
        except UnicodeEncodeError:
            return False

    @cache
    def known(word: str) -> bool:
        if len(word) < _SHORTEST or word.isupper() or any(forms.same(other, word, strict=True) for other in own):
            return True
        return has(word) or bool(instead and has(word.translate(instead)))

    def stopped(word: str) -> bool:
        """Whether a word with a stop behind it is an abbreviation: usw."""
        return has(f"{word}.") or (here.cased and len(word) <= _SHORT and _VOWELS.isdisjoint(unmarked(word.lower())))

    def right(word: str, names: Sequence[str], behind: str) -> bool:
        word = word.replace("’", "'").replace("\N{NON-BREAKING HYPHEN}", "-")
        if known(word) or (behind == "." and stopped(word)):
            return True
        first, *parts = _PART.split(word)
        begins = known(first) or a_form(names, first) or (bool(parts) and first.lower() in forms.free)
        return begins and all(known(part) or a_form(names, part) or forms.ending(part) for part in parts)

    def a_form(names: Iterable[str], word: str) -> bool:
        return any(forms.same(name, word, strict=True) for name in names)

    def each(unit: Unit) -> Iterator[Flaw]:
        names = [word.text for word in words(unit.source.plain) if word.text[0].isupper()]
        text = unit.target.own
        wrong = [found for found in _WORD.finditer(text) if not right(found[0], names, text[found.end() :][:1])]
        for word in dict.fromkeys(found[0] for found in wrong):
            spans = tuple(unit.target.span(*found.span()) for found in wrong if found[0] == word)
            hint = "mend it; if it is right, put it into the glossary, or overrule this check with a comment"
            yield Flaw(_SPELLING.code, f"“{word}” is not in the dictionary", hint, spans)

    return Family("spelling", (_SPELLING,), each=each)
