"""Edits that add the end tags that HTML allows to leave out, and take out the colons before a table.

To the parser, an element without its end tag is text.  In HTML it ends where an element begins that cannot be in it,
or where the element around it ends (HTML Living Standard, 13.1.2.4, "Optional tags").
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kolofon.read.wikitext.nodes import Edit

__all__ = ["omitted_ends"]

_CELLS = frozenset({"td", "th"})
_ROWS = frozenset({"tr", "thead", "tbody", "tfoot"})
_ENDED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": _CELLS | _ROWS,
    "th": _CELLS | _ROWS,
    "tr": _ROWS,
    "p": frozenset({"p", "ul", "ol", "dl", "table", "div", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}),
}
"""The elements whose end tag may be left out, and the elements that end each."""
_AROUND = frozenset({"ul", "ol", "dl", "table", "div", "blockquote", "thead", "tbody", "tfoot", "center", "section"})
_NAMES = "|".join(sorted({*_ENDED_BY, *_AROUND, *_ENDED_BY["p"]}, key=len, reverse=True))
_TOKEN = re.compile(
    rf"<(?P<close>/?)(?P<name>{_NAMES})(?=[\s>/])[^<>]*>"
    r"|(?P<opens>\{\{)|(?P<closes>\}\})|^(?P<colons>:+)[ \t]*(?=\{\|)"
    r"|^[ \t]*(?P<mark>\{\||\|\}|\|-|[|!]|={1,6}[^\n]*=[ \t]*$)|(?P<blank>\n[ \t]*(?=\n))",
    re.MULTILINE | re.IGNORECASE,
)
_BARRIER = "{{"


def omitted_ends(text: str, literals: Sequence[tuple[int, int]]) -> tuple[Edit, ...]:
    """The edits that add end tags to a text and take colons out of it, in their order.

    `literals` are the pieces that are not parsed.  The end tag of a paragraph that has ended before is taken out.
    """
    return tuple(_edits(text, literals))


def _edits(text: str, literals: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    starts = [start for start, _ in literals]
    opened: list[str] = []
    ended = 0  # paragraphs that have ended, and whose end may be to come
    for found in _TOKEN.finditer(text):
        number = bisect_right(starts, found.start()) - 1
        if number >= 0 and found.start() < literals[number][1]:
            continue
        at = found.start()
        if found["colons"]:
            yield Edit(at, found.end())
        elif found["opens"]:
            opened.append(_BARRIER)
        elif found["name"] and not found["close"]:
            name = found["name"].lower()
            if ends := "".join(_ended(opened, name)):
                ended += ends.count("</p>")
                yield Edit(at, at, ends)
            if not found[0].endswith("/>"):
                opened.append(name)
        elif ended and found["close"] and found["name"].lower() == "p" and "p" not in opened:
            ended -= 1
            yield Edit(at, found.end())
        elif ends := "".join(_closed(opened, found)):
            ended += ends.count("</p>") if found["blank"] or found["mark"] else 0
            yield Edit(at, at, ends)
    if ends := "".join(f"</{name}>" for name in reversed(opened) if name in _ENDED_BY and _BARRIER not in opened):
        yield Edit(len(text), len(text), ends)


def _ended(opened: list[str], name: str) -> Iterator[str]:
    """The end tags of the open elements that cannot hold an element of a name."""
    while opened and name in _ENDED_BY.get(opened[-1], ()):
        yield f"</{opened.pop()}>"


def _closed(opened: list[str], found: re.Match[str]) -> Iterator[str]:
    """The end tags of the elements that are open in what a token ends: an element, a template, a paragraph, a cell."""
    if found["blank"] or found["mark"]:
        while opened and (opened[-1] == "p" or (found["mark"] and opened[-1] in ("li", "dt", "dd"))):
            yield f"</{opened.pop()}>"
        return
    wanted = _BARRIER if found["closes"] else found["name"].lower()
    depth = len(opened)
    while depth and opened[depth - 1] != wanted and opened[depth - 1] in _ENDED_BY:
        depth -= 1
    if depth and opened[depth - 1] == wanted:
        while len(opened) > depth:
            yield f"</{opened.pop()}>"
        opened.pop()
