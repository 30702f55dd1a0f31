"""Duplication: a word that stands there twice."""

import re
from collections.abc import Iterator

from pipeline.check.family import Check, Family
from pipeline.check.language import LETTER
from pipeline.check.unit import Flaw, Unit
from pipeline.model.finding import Severity

__all__ = ["DUPLICATION"]

_DOUBLED = Check("doublewords", Severity.WARNING, "A word stands there twice in a row.")

_MARK = LETTER.partition("|")[2]
_TWICE = re.compile(rf"(?<![\w’'-])(?<!{_MARK})((?:{LETTER})+)\s+\1(?![\w’'-]|{LETTER})", re.IGNORECASE)
_TWICE_UNSPACED = re.compile(r"(?<![目标標有])(的)\1(?!确|確)|(被|把|を)\2")
"""What Chinese and Japanese never have twice: in these scripts most characters can end a word and begin the next
(為了了解, ものの), and a word can be said twice on purpose (研究研究)."""

_RIGHT = {
    "ca": frozenset({"se"}),
    "cs": frozenset({"se", "si"}),
    "de": frozenset({"die", "der", "das", "sie", "dem", "den"}),
    "en": frozenset({"had", "that"}),
    "es": frozenset({"se"}),
    "fr": frozenset({"nous", "vous", "en"}),
    "gl": frozenset({"se"}),
    "hr": frozenset({"se"}),
    "hu": frozenset({"az", "hogy"}),
    "it": frozenset({"man", "mano", "piano", "via", "poco", "passo"}),
    "nl": frozenset({"je", "zij", "ze", "die", "dat", "in"}),
    "pt": frozenset({"logo", "como", "se"}),
    "sk": frozenset({"sa", "si"}),
    "sl": frozenset({"se"}),
    "sq": frozenset(
        {"të", "së", "e", "i", "fare", "shumë", "herë", "rrallë", "pak", "vende", "dora", "copa", "palë", "lloj"}
    ),
}
"""Words that a right sentence can have twice in a row (“vous vous trompez”, “për të të thënë”, “herë herë”)."""

_ONLY = {
    "as": frozenset({"আৰু", "অথবা", "এই"}),
    "gu": frozenset({"અને", "કરવા", "માટે"}),
    "kn": frozenset({"ಮತ್ತು", "ಈ"}),
    "ne": frozenset({"र", "को", "यो"}),
    "pa": frozenset({"ਅਤੇ", "ਨੂੰ", "ਇਹ"}),
    "az": frozenset({"və", "bu", "üçün", "ilə", "olan"}),
    "bn": frozenset({"এবং", "থেকে", "জন্য", "এই"}),
    "hi": frozenset({"और", "का", "की", "में", "से", "को", "है", "पर", "यह", "ने"}),
    "id": frozenset({"dan", "yang", "di", "untuk", "dengan", "dari", "ini", "pada"}),
    "kk": frozenset({"және", "үшін", "бұл", "мен"}),
    "mr": frozenset({"आणि", "हे", "आहे", "साठी"}),
    "ms": frozenset({"dan", "yang", "di", "untuk", "dengan", "dari", "ini", "pada"}),
    "ta": frozenset({"மற்றும்", "இந்த", "ஒரு"}),
    "te": frozenset({"మరియు", "ఈ", "ఒక"}),
    "tr": frozenset({"ve", "bir", "bu", "için", "ile", "olan", "olarak", "veya"}),
    "ur": frozenset({"اور", "کا", "کی", "میں", "سے", "کو", "ہے", "یہ"}),
    "vi": frozenset({"và", "của", "là", "các", "được", "cho", "trong", "một", "có", "để", "với", "này"}),
}
"""The words that count in languages that say a word twice on purpose (“adım adım”, “dần dần”, “धीरे धीरे”)."""


def _duplication(unit: Unit) -> Iterator[Flaw]:
    language = unit.book.target
    right, only = _RIGHT.get(language.base, frozenset()), _ONLY.get(language.base)
    found = [
        match
        for match in _TWICE.finditer(unit.target.own)
        if match[1].lower() not in right
        and (only is None or match[1].lower() in only)
        and not _apart(match, unit.target.seams)
    ]
    if not language.spaced:
        found += _TWICE_UNSPACED.finditer(unit.target.own)
    if found and not (_TWICE.search(unit.source.own) or any(match[0] in unit.source.plain for match in found)):
        listed = ", ".join(dict.fromkeys(f"“{match[0]}”" for match in found))
        spans = tuple(unit.target.span(*match.span()) for match in found)
        yield Flaw(_DOUBLED.code, f"{listed}: the same word twice", "leave one", spans)


def _apart(found: re.Match[str], seams: tuple[int, ...]) -> bool:
    """Whether a tag parts the two words, or one of them is a name: “il file File”."""
    first, second = found[1], found[0][-len(found[1]) :]
    named = second[:1].isupper() and not first[:1].isupper()
    return named or any(found.end(1) <= seam <= found.end() - len(second) for seam in seams)


DUPLICATION = Family("duplication", (_DOUBLED,), each=_duplication)
