"""The kinds of asides by the words that sources have for them."""

from collections.abc import Mapping
from typing import NamedTuple

from kolofon.model.document import AsideKind

__all__ = ["Named", "aside_named"]


class Named(NamedTuple):
    """The kind of aside that a word of a source names.

    `title` is that of an aside without one of its own: empty where the press prints its own word for the kind, or none.
    """

    kind: AsideKind
    title: str

    @property
    def known(self) -> bool:
        """Whether the word says the kind, so that no word of the source is lost beside another title."""
        return self.kind is not AsideKind.ASIDE or not self.title


_KINDS: Mapping[str, AsideKind] = {str(kind): kind for kind in AsideKind}
_ALIKE: Mapping[str, AsideKind] = {
    "abstract": AsideKind.SUMMARY,
    "faq": AsideKind.QUESTION,
    "help": AsideKind.QUESTION,
    "tldr": AsideKind.SUMMARY,
}
"""Words of MkDocs and Obsidian that are the titles of asides of a kind."""

_SAME: Mapping[str, AsideKind] = {
    "information": AsideKind.INFO,
    **dict.fromkeys(("admonition", "box", "callout", "generic", "sidebar"), AsideKind.ASIDE),
}
"""Words that say no more than the kind itself."""


def aside_named(word: str) -> Named:
    """The kind that a word names, in any case, with hyphens or without: `warning`, `SEE-ALSO`.

    Any other word is the title of an `ASIDE`, with a capital letter.
    """
    plain = word.casefold().replace("-", "").replace("_", "").replace(" ", "")
    if kind := _KINDS.get(plain) or _SAME.get(plain):
        return Named(kind, "")
    title = " ".join(word.replace("-", " ").replace("_", " ").split())
    title = title[:1].upper() + (title[1:].lower() if title.isupper() else title[1:])
    return Named(_ALIKE.get(plain, AsideKind.ASIDE), title)
