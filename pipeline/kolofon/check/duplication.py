"""Duplication: a word that stands there twice."""

import re
from collections.abc import Iterator

from kolofon.check.family import Check, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.language import LETTER
from kolofon.model.finding import Severity

__all__ = ["DUPLICATION"]

_DOUBLED = Check("doublewords", Severity.WARNING, "A word stands there twice in a row.")

_MARK = LETTER.partition("|")[2]
_TWICE = re.compile(rf"(?<![\w’'-])(?<!{_MARK})((?:{LETTER})+)\s+\1(?![\w’'-]|{LETTER})", re.IGNORECASE)
_TWICE_UNSPACED = re.compile(r"(?<![目标標有])(的)\1(?!确|確)|(被|把|を)\2")
"""What Chinese and Japanese never have twice: in these scripts most characters can end a word and begin the next
(為了了解, ものの), and a word can be said twice on purpose (研究研究)."""

_RIGHT = {
    "be": frozenset({"даўно", "ледзь"}),
    "bg": frozenset({"бавно", "едва", "малко", "много", "полека", "тихо"}),
    "bs": frozenset({"davno", "malo", "polako"}),
    "ca": frozenset({"poc", "quasi", "se"}),
    "cs": frozenset({"pomalu", "se", "si", "sotva"}),
    "da": frozenset({"langt", "meget"}),
    "de": frozenset({"das", "dem", "den", "der", "die", "sie"}),
    "el": frozenset({"αργά", "γρήγορα", "γύρω", "κάπου", "κοντά", "λίγη", "λίγο", "πού", "πρώτα", "πότε", "σιγά"}),
    "en": frozenset({"had", "that"}),
    "eo": frozenset({"iom", "tre"}),
    "es": frozenset({"casi", "luego", "poco", "se"}),
    "et": frozenset({"tasa"}),
    "fi": frozenset({"hiljaa", "kauan", "pikku"}),
    "fr": frozenset({"bientôt", "en", "nous", "petit", "presque", "très", "vous"}),
    "gl": frozenset({"case", "pouco", "se"}),
    "he": frozenset({"אחד", "אחת", "טוב", "לאט", "מעט", "שניים", "שתיים"}),
    "hr": frozenset({"davno", "malo", "polako", "se", "tiho"}),
    "hu": frozenset({"alig", "az", "egyre", "hogy", "már", "néha", "sok", "szép"}),
    "it": frozenset(
        {
            "adagio",
            "appena",
            "bel",
            "lemme",
            "lento",
            "man",
            "mano",
            "ora",
            "passo",
            "pian",
            "piano",
            "poco",
            "quasi",
            "quatto",
            "terra",
            "via",
        }
    ),
    "ko": frozenset({"두고", "멀리", "아주", "오래", "자주", "점점", "조금", "차츰", "천천히", "하나", "한"}),
    "la": frozenset({"iam", "iamque"}),
    "mk": frozenset({"одвај", "полека", "тивко"}),
    "nb": frozenset({"langt", "veldig"}),
    "nl": frozenset({"dat", "die", "heel", "in", "je", "ze", "zij"}),
    "pl": frozenset({"bardzo", "dawno", "ledwo"}),
    "pt": frozenset({"como", "logo", "pouco", "quase", "se"}),
    "ro": frozenset({"doar", "puțin", "încet"}),
    "ru": frozenset({"быстро", "давно", "долго", "едва", "еле", "крепко", "мало", "много", "очень", "тихо", "чуть"}),
    "sk": frozenset({"sa", "si"}),
    "sl": frozenset({"komaj", "malo", "počasi", "se"}),
    "sq": frozenset(
        {
            "avash",
            "copa",
            "dita",
            "dora",
            "dy",
            "e",
            "fare",
            "fill",
            "herë",
            "i",
            "krye",
            "lloj",
            "natë",
            "ngadalë",
            "një",
            "pak",
            "palë",
            "rrallë",
            "rrugë",
            "shpesh",
            "shumë",
            "së",
            "tre",
            "të",
            "vende",
            "vetëm",
        }
    ),
    "sr": frozenset({"davno", "malo", "polako", "tiho", "давно", "мало", "полако", "тихо"}),
    "sv": frozenset({"långt", "mycket"}),
    "uk": frozenset({"багато", "давно", "довго", "дуже", "ледве", "ледь", "мало", "тихо"}),
}
"""Words that a right sentence can have twice in a row (“vous vous trompez”, “për të të thënë”, “herë herë”)."""

_ONLY = {
    "as": frozenset({"আৰু", "অথবা", "এই"}),
    "gu": frozenset({"અને", "કરવા", "માટે"}),
    "kn": frozenset({"ಮತ್ತು", "ಈ"}),
    "ne": frozenset({"र", "को", "यो"}),
    "pa": frozenset({"ਅਤੇ", "ਨੂੰ", "ਇਹ"}),
    "fa": frozenset({"و", "در", "از", "به", "که", "را", "این", "با", "برای", "است"}),
    "ckb": frozenset({"لە", "بە", "کە", "ئەم"}),
    "hy": frozenset({"և", "է", "որ", "այս", "մեջ", "համար"}),
    "ka": frozenset({"და", "რომ", "ეს"}),
    "ky": frozenset({"жана", "үчүн", "бул", "менен"}),
    "mn": frozenset({"ба", "нь", "энэ"}),
    "sw": frozenset({"na", "ya", "wa", "kwa", "katika", "ni", "hii"}),
    "fil": frozenset({"ang", "ng", "sa", "at", "na", "mga", "ay"}),
    "eu": frozenset({"eta", "da", "bat", "hau", "ez"}),
    "uz": frozenset({"va", "uchun", "bu", "bilan", "bir"}),
    "az": frozenset({"və", "bu", "üçün", "ilə", "olan"}),
    "bn": frozenset({"এবং", "থেকে", "জন্য", "এই"}),
    "hi": frozenset({"और", "का", "की", "में", "से", "को", "है", "पर", "यह", "ने"}),
    "id": frozenset({"dan", "yang", "di", "untuk", "dengan", "dari", "ini", "pada"}),
    "kk": frozenset({"және", "үшін", "бұл", "мен"}),
    "mr": frozenset({"आणि", "हे", "आहे", "साठी"}),
    "ms": frozenset({"dan", "yang", "di", "untuk", "dengan", "dari", "ini", "pada"}),
    "ta": frozenset({"மற்றும்", "இந்த", "ஒரு"}),
    "te": frozenset({"మరియు", "ఈ", "ఒక"}),
    "tl": frozenset({"ang", "ng", "sa", "at", "na", "mga", "ay"}),
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
        and not (language.base == "ar" and _ADVERB.match(match[1]))
        and (only is None or match[1].lower() in only)
        and not _apart(match, unit.target.seams)
    ]
    if not language.spaced:
        found += _TWICE_UNSPACED.finditer(unit.target.own)
    if found and not (_TWICE.search(unit.source.own) or any(match[0] in unit.source.plain for match in found)):
        listed = ", ".join(dict.fromkeys(f"“{match[0]}”" for match in found))
        spans = tuple(unit.target.span(*match.span()) for match in found)
        yield Flaw(_DOUBLED.code, f"{listed}: the same word twice", "leave one", spans)


_ADVERB = re.compile("[^\\W\\d_]{2,}(?:\u064b?ا\u064b?)\\Z")
"""An Arabic word in the case that makes adverbs, which twice means one after the other: شيئا شيئا."""


def _apart(found: re.Match[str], seams: tuple[int, ...]) -> bool:
    """Whether a tag parts the two words, or one of them is a name: “il file File”."""
    first, second = found[1], found[0][-len(found[1]) :]
    named = second[:1].isupper() and not first[:1].isupper()
    return named or any(found.end(1) <= seam <= found.end() - len(second) for seam in seams)


DUPLICATION = Family("duplication", (_DOUBLED,), each=_duplication)
