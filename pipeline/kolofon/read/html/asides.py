"""Asides in HTML: `<aside>`, and `<div class="warning">` as mdBook, Sphinx, GitHub and others write it.

<aside class="admonition tip"><p class="admonition-title">A title</p>…</aside>
<div class="markdown-alert markdown-alert-note">…</div>
<div class="alert alert-danger"><h4 class="alert-heading">…</h4>…</div>
"""

import re
from collections.abc import Mapping, Sequence

from kolofon.model.document import AsideKind
from kolofon.read.elements.asides import aside_named
from kolofon.read.html.tree import HEADING, Characters, Element, Node

__all__ = ["aside_kind", "title_and_rest"]

_BOXES = frozenset({"admonition", "alert", "aside", "callout", "markdown-alert"})
"""Classes of an element that is an aside of any kind."""

_ALONE = frozenset({"attention", "caution", "danger", "important", "note", "tip", "warning"})
"""Classes that make an aside of a `div` by themselves; `example` and the like are often classes of something else."""

_NAMED = re.compile(r"(?:admonition|alert|bd-callout|callout|markdown-alert)-(.+)")
_LABEL = re.compile(r"(?:admonition|alert|aside|callout|markdown-alert)-(?:title|heading|header|label)|title")
_NOTES = frozenset({"doc-endnote", "doc-footnote", "endnote", "footnote", "rearnote"})
"""Roles of an `aside` that is a note, which is called in the text."""


def aside_kind(name: str, attributes: Mapping[str, str]) -> AsideKind | None:
    """The kind of aside of an element, from its name and its attributes; None for any other element."""
    if name not in {"aside", "div"}:
        return None
    meanings = " ".join(attributes.get(key, "") for key in ("role", "epub:type"))
    classes = attributes.get("class", "").split()
    if not _NOTES.isdisjoint(meanings.split()):
        return None
    named = [found[1] for one in classes if (found := _NAMED.fullmatch(one))]
    boxed = name == "aside" or bool(named) or not _BOXES.isdisjoint(classes)
    words = [*named, *(one for one in classes if one not in _BOXES)] if boxed else [*_ALONE.intersection(classes)]
    if not (boxed or words):
        return None
    kinds = (aside_named(word).kind for word in words)
    return next((kind for kind in kinds if kind is not AsideKind.ASIDE), AsideKind.ASIDE)


def title_and_rest(children: Sequence[Node]) -> tuple[Element | None, Sequence[Node]]:
    """The title of an aside, if its content begins with one, and the rest of its content."""
    for number, node in enumerate(children):
        if isinstance(node, Characters) and not node.text.strip():
            continue
        if isinstance(node, Element) and _is_label(node):
            return node, children[number + 1 :]
        break
    return None, children


def _is_label(element: Element) -> bool:
    return bool(HEADING.fullmatch(element.name)) or any(
        _LABEL.fullmatch(one) for one in element.attributes.get("class", "").split()
    )
