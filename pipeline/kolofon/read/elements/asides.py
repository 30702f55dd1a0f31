"""From the word that a source has for an aside, its kind and its title."""

from collections.abc import Mapping
from typing import NamedTuple

from kolofon.model.document import AsideKind

__all__ = ["Named", "aside_named"]


class Named(NamedTuple):
    """The kind of aside for a word of a source.

    `title` is for an aside without a title of its own; it is empty if the press has its own word for the kind, or none.
    """

    kind: AsideKind
    title: str

    @property
    def known(self) -> bool:
        """Whether the kind says all that the word says, so that nothing is lost beside another title."""
        return self.kind is not AsideKind.ASIDE or not self.title


_KINDS: Mapping[str, AsideKind] = {str(kind): kind for kind in AsideKind}
_ALIKE: Mapping[str, AsideKind] = {
    "abstract": AsideKind.SUMMARY,
    "faq": AsideKind.QUESTION,
    "help": AsideKind.QUESTION,
    "tldr": AsideKind.SUMMARY,
}
"""Words of MkDocs and Obsidian for a kind, which are printed as the title."""

_SAME: Mapping[str, AsideKind] = {
    "information": AsideKind.INFO,
    **dict.fromkeys(("admonition", "box", "callout", "generic", "sidebar"), AsideKind.ASIDE),
}
"""Words that mean the same as the kind, and are not printed."""


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
