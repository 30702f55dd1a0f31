"""The style of languages whose words break at other limits than usual, or with another sign than a hyphen.

A page without such a language gets no such style.
"""

from markupsafe import Markup

from kolofon.language import Hyphenation, language
from kolofon.write.fonts import languages_in

__all__ = ["sheet"]

_USUAL = Hyphenation()


def sheet(markup: str) -> Markup:
    """The style for the languages of a page on paper (CSS Text 4, 6.3); "" where all of them have the usual limits."""
    hyphenation = {tag: language(tag).hyphenation for tag in languages_in(markup)}
    if all(_same(each) for each in hyphenation.values()):
        return Markup("")
    return Markup("\n").join(["@media print {", *(_rule(tag, each) for tag, each in hyphenation.items()), "}\n"])


def _same(hyphenation: Hyphenation) -> bool:
    return (hyphenation.limits, hyphenation.character) == (_USUAL.limits, _USUAL.character)


def _rule(tag: str, hyphenation: Hyphenation) -> Markup:
    limits = " ".join(map(str, hyphenation.limits))
    sign = "".join(f"\\{ord(character):x} " for character in hyphenation.character)
    return Markup('[lang="{}"] {{ hyphenate-limit-chars: {}; hyphenate-character: "{}"; }}').format(tag, limits, sign)
