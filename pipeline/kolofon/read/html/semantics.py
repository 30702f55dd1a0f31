"""From an element, the words in its `epub:type`, its `role` and its `class`.

The words are those of the EPUB Structural Semantics Vocabulary, of DPUB-ARIA, of Z39.98 as Standard Ebooks writes them
(`z3998:verse`), and classes that are common in EPUBs and in pages of Project Gutenberg.
"""

from kolofon.read.html.tree import Element

__all__ = ["has_word", "linked", "meanings", "words"]

_PREFIXES = ("z3998:", "se:", "doc-")


def meanings(element: Element) -> frozenset[str]:
    """The words of `epub:type` and `role` without their prefixes: `endnotes` for `doc-endnotes`."""
    types = " ".join(element.attributes.get(name, "") for name in ("epub:type", "role"))
    return frozenset(_bare(word) for word in types.split()) if types.strip() else frozenset()


def words(element: Element) -> frozenset[str]:
    """The meanings of an element, and its classes."""
    return meanings(element).union(element.attributes.get("class", "").split())


def has_word(element: Element, wanted: frozenset[str]) -> bool:
    """Whether one of the words or classes of an element is among those wanted."""
    return not wanted.isdisjoint(words(element))


def linked(element: Element) -> tuple[str, str]:
    """The path and the fragment of an element's `href`, both empty where it has none."""
    path, _, fragment = element.attributes.get("href", "").partition("#")
    return path, fragment


def _bare(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix):
            return word.removeprefix(prefix)
    return word
