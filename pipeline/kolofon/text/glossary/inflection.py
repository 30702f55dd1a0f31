"""Words and the forms that they take: enough to recognise a term in running text."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Prefix

from kolofon.language import facts, language

__all__ = ["Inflection", "Word", "each_word", "folded", "inflection", "unmarked", "words"]

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u0900-\u0903\u093a-\u094f\u0e31-\u0e4e"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_TATWEEL = "\u0640"
_CACHED = 1 << 16

# How much of two words is the same where any ending is allowed: letters in common, their share of the shorter word,
# and how many letters of that one are not.  Tried on word lists of thirty languages.
_COMMON, _SHARE, _LOSS = 3, 0.6, 3
# The same for a word and one that is derived from it (përfundim, përfundimtar).
_KIN, _KIN_SHARE = 5, 0.75
_SHORTEST = 2
_IN_A_COMPOUND = 4


class Word(NamedTuple):
    """A word of a text, and the indices of its first character and of the one behind it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Inflection:
    """How the words of one language vary; `kolofon.language.facts` explains the fields."""

    endings: tuple[str, ...] = ()
    reach: int = 5
    beginnings: tuple[str, ...] = ()
    changes: tuple[tuple[re.Pattern[str], str], ...] = ()
    free: frozenset[str] = frozenset()
    marks: bool = True
    compounds: bool = False
    spaced: bool = True
    idle: frozenset[str] = frozenset()
    chain: re.Pattern[str] | None = None
    softened: Mapping[str, str] = field(default_factory=dict)
    plurals: tuple[str, ...] = ()
    determiners: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    dotless: bool = False

    def fold(self, text: str) -> str:
        """The text as `folded` has it, by the language's own rules of capitals."""
        return folded(text, dotless=self.dotless)

    def ending(self, text: str) -> bool:
        """Whether a text alone is an ending, as behind an apostrophe or a hyphen (Tiran’daki, UNÇSH-së)."""
        text = self.fold(text)
        return text in self.endings or bool(self.chain and self.chain.fullmatch(text))

    def same(self, term: str, form: str, *, strict: bool = False) -> bool:
        """Whether one word is a form of the other, as far as beginnings and endings show.

        An acronym or a number has to be unchanged, with an ending in small letters or none.  `strict` is for reporting
        errors: where the endings are not known, a form may then differ by only a few letters more or less.
        """
        if _fixed(term):
            rest = form.removeprefix(term)
            return form.startswith(term) and (not rest or (len(term) > 1 and rest.islower()))
        stems, others = _stems(self, term), _stems(self, form)
        if not stems.isdisjoint(others):
            return True
        pairs = [(stem, other) for stem in stems for other in others]
        if any(self._chained(stem, other) for stem, other in pairs):
            return True
        if strict:
            return not self.endings and any(_one_in_the_other(stem, other) for stem, other in pairs)
        if self.compounds and any(len(stem) >= _IN_A_COMPOUND and stem in other for stem, other in pairs):
            return True
        return not self.endings and any(self._alike(stem, other) for stem, other in pairs)

    def akin(self, term: str, form: str) -> bool:
        """Whether two words are forms of one word, or one is derived from the other."""
        if self.same(term, form):
            return True
        one, other = self.fold(term), self.fold(form)
        common = Prefix.similarity(one, other)
        kin = common >= _KIN and common >= _KIN_SHARE * min(len(one), len(other))
        return kin and not _fixed(term) and not self._bared(one, other, common)

    def keys(self, word: str) -> frozenset[str]:
        """Keys for an index: a word and each of its forms share at least one."""
        return _stems(self, word)

    def content(self, term: Sequence[Word]) -> tuple[Word, ...]:
        """The words of a term without the optional ones; all of them, if all are."""
        return tuple(word for word in term if word.text not in self.free) or tuple(term)

    def _alike(self, one: str, other: str) -> bool:
        """Whether two words differ in a short ending at most."""
        common = Prefix.similarity(one, other)
        short, long = sorted([len(one), len(other)])
        if long - common > self.reach or common < _SHORTEST or self._bared(one, other, common):
            return False
        return common == short or (common >= max(_COMMON, _SHARE * short) and short - common <= _LOSS)

    def _chained(self, one: str, other: str) -> bool:
        """Whether one word is the other with endings in a chain."""
        if not self.chain:
            return False
        short, long = sorted([one, other], key=len)
        stems = (short, short[:-1] + self.softened.get(short[-1:], short[-1:]))
        return any(long.startswith(stem) and self.chain.fullmatch(long, len(stem)) for stem in stems)

    def _bared(self, one: str, other: str, common: int) -> bool:
        """Whether two words first differ in an accent, which no ending takes away where endings are in a chain."""
        first, second = one[common : common + 1], other[common : common + 1]
        if not (self.chain and first and second) or second == self.softened.get(first):
            return False
        return first != self.softened.get(second) and unmarked(first) == unmarked(second)


def words(text: str) -> tuple[Word, ...]:
    """The words of a text; what a hyphen or an apostrophe joins are several ("LANÇ-it", "l'armée")."""
    return tuple([Word(found[0], *found.span()) for found in _WORD.finditer(text)])


def each_word(text: str) -> Iterator[re.Match[str]]:
    """The words of a text as matches, for callers that need the places of few of them."""
    return _WORD.finditer(text)


def folded(text: str, *, dotless: bool = False) -> str:
    """The text without regard to case, composed (NFC), without the tatweel, and with one i.

    In a language with a dotless i (Turkish) the two are different letters, each with its own capital.
    """
    text = unicodedata.normalize("NFC", text)
    if dotless:
        return text.replace("İ", "i").replace("I", "ı").casefold().replace(_TATWEEL, "")
    return text.casefold().replace("i\u0307", "i").replace("ı", "i").replace(_TATWEEL, "")


def unmarked(text: str) -> str:
    """The text without accents and other marks: e for ë, c for ç."""
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not unicodedata.combining(letter)))


def inflection(tag: str) -> Inflection:
    """The inflection of a language, by its BCP 47 tag; of one that is not known, any short ending may be one."""
    known = language(tag)
    return _inflection(known.inflection, spaced=known.spaced, dotless="ı" in known.letters)


@cache
def _inflection(known: facts.Inflection, *, spaced: bool, dotless: bool) -> Inflection:
    endings = folded(known.endings, dotless=dotless)
    return Inflection(
        endings=tuple(dict.fromkeys((endings if known.marks else unmarked(endings)).split())),
        reach=known.reach,
        beginnings=tuple(known.beginnings.split()),
        changes=tuple((re.compile(pattern), replacement) for pattern, replacement in known.changes),
        free=frozenset(known.free.split()),
        marks=known.marks,
        compounds=known.compounds,
        spaced=spaced,
        idle=frozenset(known.idle.split()),
        chain=re.compile(known.chain) if known.chain else None,
        softened=dict(known.softened),
        plurals=tuple(known.plurals.split()),
        determiners=frozenset(known.determiners.split()),
        conjunctions=frozenset(known.conjunctions.split()),
        dotless=dotless,
    )


def _one_in_the_other(one: str, other: str) -> bool:
    short, long = sorted([one, other], key=len)
    return len(short) > _SHORTEST and long.startswith(short) and len(long) - len(short) <= _LOSS


def _fixed(word: str) -> bool:
    return word.isupper() or word.isdecimal()


@lru_cache(_CACHED)
def _stems(language: Inflection, word: str) -> frozenset[str]:
    word = language.fold(word)
    if not language.marks:
        word = unmarked(word)
    whole = {word} | {
        word.removeprefix(beginning)
        for beginning in language.beginnings
        if word.startswith(beginning) and len(word) - len(beginning) >= _SHORTEST
    }
    stems = whole | {
        word.removesuffix(ending)
        for word in whole
        for ending in language.endings
        if word.endswith(ending) and _is_stem(word[: -len(ending)])
    }
    return frozenset(_changed(language, stem) for stem in stems)


def _is_stem(rest: str) -> bool:
    return len(rest) >= _SHORTEST or rest.isdecimal()  # 1η, 1ης


def _changed(language: Inflection, stem: str) -> str:
    changed = stem
    for pattern, replacement in language.changes:
        changed = pattern.sub(replacement, changed)
    return changed if len(changed) >= _SHORTEST else stem
