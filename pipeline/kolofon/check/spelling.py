"""Spelling: words that the dictionary of the language does not have, nor the source, nor the glossary."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from kolofon.check.family import Check, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity
from kolofon.text.glossary.inflection import inflection, words
from kolofon.text.glossary.terms import Glossary

__all__ = ["Spell", "spelling_family"]

Spell = Callable[[str], bool]
"""Whether a dictionary has a word, in any of its forms: Hunspell's `spell`."""

_SPELLING = Check("spellcheck", Severity.WARNING, "A word is not in the dictionary.", also=("spelling",))

_WORD = re.compile(r"(?<![\w@#/\\.])[^\W\d_]+(?:[-‑'’][^\W\d_]+)*(?![\w@/\\])")
_PART = re.compile(r"[-']")
_SHORTEST = 2


def spelling_family(spell: Spell, glossary: Glossary) -> Family:
    """The check of spelling with a dictionary of the translation's language.

    Names of the source and words of the glossary's targets are right in any form, and acronyms always.
    """
    language = inflection(glossary.language)
    own = [word.text for term in glossary.terms for target in term.wanted for word in words(target)]

    @cache
    def known(word: str) -> bool:
        if len(word) < _SHORTEST or word.isupper() or any(language.same(other, word, strict=True) for other in own):
            return True
        # Many dictionaries are in a charset of ISO 8859, and cannot look up a word that it does not have.
        try:
            return spell(word)
        except UnicodeEncodeError:
            return False

    def right(word: str, names: Sequence[str]) -> bool:
        word = word.replace("’", "'").replace("\N{NON-BREAKING HYPHEN}", "-")
        return known(word) or all(known(part) or a_form(names, part) for part in _PART.split(word))

    def a_form(names: Iterable[str], word: str) -> bool:
        return any(language.same(name, word, strict=True) for name in names)

    def each(unit: Unit) -> Iterator[Flaw]:
        names = [word.text for word in words(unit.source.plain) if word.text[0].isupper()]
        wrong = [found for found in _WORD.finditer(unit.target.own) if not right(found[0], names)]
        for word in dict.fromkeys(found[0] for found in wrong):
            spans = tuple(unit.target.span(*found.span()) for found in wrong if found[0] == word)
            hint = "mend it; if it is right, put it into the glossary, or overrule this check with a comment"
            yield Flaw(_SPELLING.code, f"“{word}” is not in the dictionary", hint, spans)

    return Family("spelling", (_SPELLING,), each=each)
