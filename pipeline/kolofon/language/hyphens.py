"""The keys of `[hyphenation]` in a language's file, as `facts` has those of the other tables."""

from dataclasses import dataclass

__all__ = ["Hyphenation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyphenation:
    """Where words break at the end of a line.  As `[writing]`, it holds for the usual scripts of the language alone.

    Without `patterns`, `pyphen`, `rule` and `none`, the dictionary is the one that pyphen has for the tag.
    """

    patterns: str = ""
    """The press's own file of patterns, in `language/hyphenation`; its README describes each."""

    pyphen: str = ""
    """The name of pyphen's dictionary, where that is another one than the tag's: `nb_NO` for Norwegian (`no`)."""

    rule: str = ""
    """A regular expression that matches, at no length, where a word in small letters may break (`(?=[bc][ae])`).  For a
    language whose orthography parts syllables by a rule, and for which no free patterns are known."""

    none: str = ""
    """Why no word is broken: a clause in English, for people."""

    source: str = ""
    """What `patterns` were made from, or the orthography that `rule` follows."""

    licence: str = ""
    """The licence of `patterns` (SPDX)."""

    exceptions: tuple[str, ...] = ()
    """Words that the patterns break at the wrong places, with all the right ones: `"ki-lo-metr"`."""

    character: str = "\N{HYPHEN}"
    """What is printed where a word breaks; `"\\u200b"`, which is not seen, for languages that print nothing."""

    limits: tuple[int, int, int] = (6, 3, 3)
    """The least number of characters of a word that is broken, before the break and behind it (CSS Text 4, 6.3.2)."""
