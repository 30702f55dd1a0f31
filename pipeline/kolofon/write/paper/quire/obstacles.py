"""What keeps the chapters of a page from being set alone: a style that reaches from one into another."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kolofon.write import css
from kolofon.write.css import Node

__all__ = ["obstacle"]

_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_IN_TAGS = re.compile(r"""<[^>]* style=["']([^"'>]*)""")

_COUNTERS = frozenset({"counter-increment", "counter-reset", "counter-set"})
_OF_PAGES = re.compile(r"\bcounters?\(\s*pages?\b")
_REACHING = (
    (re.compile(r"\btarget-text\("), "target-text() shows words of another chapter"),
    (re.compile(r"\b(?:running|element)\("), "an element runs in the margins of pages"),
)
_FOOTNOTE = re.compile(r"\bfootnote\b")
_FIXED = re.compile(r"\bfixed\b")

_PAGES_OF = re.compile(r":nth\((?!\s*1\s+of\b)")
_OF_WHOLE = re.compile(r"(?:\b(?:html|body|div|main)\b|\.front\b|:root|\[role=[\"']?doc-part[\"']?\])[^\s,>+~{]*:has\(")
_COUNTED = re.compile(
    r"(?:\b(?:section|main|nav)\b|\.(?:colophon|contents)\b|\[role=[^\]]*\])[^\s,>+~{]*:nth-(?:last-)?(?:child|of-type)\("
)


def obstacle(page: str) -> str:
    """Why a page of XHTML has to be set as a whole; the empty string if its style gives no reason for that."""
    told = (*map(_of_sheet, _STYLE.findall(page)), *map(_of_element, _IN_TAGS.findall(page)))
    return next(filter(None, told), "")


@lru_cache(8)  # pages of a book that is made again and again have the same
def _of_sheet(style: str) -> str:
    return next(_reasons(css.rules(style), in_page=False), "")


@lru_cache(1 << 10)
def _of_element(style: str) -> str:
    return next(_reasons(css.contents(style), in_page=False), "")


def _reasons(nodes: Iterable[Node], *, in_page: bool) -> Iterator[str]:
    for node in nodes:
        if node.type == "declaration":
            yield from _declared(node, in_page=in_page)
        elif node.type == "at-rule" and node.content is not None:
            prelude = css.written(node.prelude)
            if node.lower_at_keyword == "media" and prelude == "screen":
                continue
            if node.lower_at_keyword == "page" and _PAGES_OF.search(prelude):
                yield f"@page {prelude} counts pages"
            inside = in_page or node.lower_at_keyword == "page"
            yield from _reasons(css.contents(node.content), in_page=inside)
        elif node.type == "qualified-rule" and node.content is not None:
            selector = css.written(node.prelude)
            if _OF_WHOLE.search(selector) or _COUNTED.search(selector):
                yield f"the selector {selector} looks at several chapters"
            yield from _reasons(css.contents(node.content), in_page=in_page)


def _declared(node: Node, *, in_page: bool) -> Iterator[str]:
    name, value = node.lower_name, css.written(css.parts(node)).lower()
    if name in _COUNTERS and value != "none":
        yield f"{name} counts through the chapters"
    if name == "float" and _FOOTNOTE.search(value):
        yield "notes are at the foot of pages"
    if name == "position" and _FIXED.search(value):
        yield "something is on every page"
    if not in_page and _OF_PAGES.search(value):
        yield "the number of a page is in its text"
    yield from (reason for pattern, reason in _REACHING if pattern.search(value))
