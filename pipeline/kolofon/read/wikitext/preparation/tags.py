"""The tags of wikitext that the parser takes for text: tags with line ends in them, and tags without a partner."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kolofon.read.wikitext.unprinted import UNPRINTED

__all__ = ["joined", "stray_marks"]

_SHORT = ("b", "i", "p", "q", "s", "u")
"""Names that are also found behind a sign in a formula, `a <b`: these are tags only with a bracket behind them."""

_NAMES = (
    *("abbr", "bdi", "bdo", "big", "blockquote", "caption", "center", "cite", "code", "data", "dd", "del", "dfn"),
    *("div", "dl", "dt", "em", "font", "gallery", "h1", "h2", "h3", "h4", "h5", "h6", "imagemap", "ins", "kbd"),
    *("li", "mark", "math", "nowiki", "ol", "poem", "pre", "ref", "references", "rp", "rt", "ruby", "samp"),
    *("small", "source", "span", "strike", "strong", "sub", "sup", "syntaxhighlight", "table", "tbody", "td"),
    *("tfoot", "th", "thead", "time", "tr", "tt", "ul", "var", "chem", "ce", *sorted(UNPRINTED)),
)
_TAG = re.compile(
    rf"""<(?:{"|".join((*_NAMES, *_SHORT, "br", "hr"))})(?=\s)(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*>""", re.IGNORECASE
)
_STRAY = re.compile(
    rf"</?(?:{'|'.join(_NAMES)})(?![\w-])(?:[^<>]*>)?|</?(?:{'|'.join(_SHORT)})(?:\s[^<>]*)?>"
    r"|<!--|\{\{|\}\}|\[\[|\]\]|^\{\||^\|\}",
    re.MULTILINE | re.IGNORECASE,
)


def joined(text: str, literals: Sequence[tuple[int, int]]) -> str:
    """A text of the same length whose tags have spaces in the place of their line ends.

    `literals` are the pieces that are not parsed.  In MediaWiki a tag may go on in the next line; to the parser one
    that does is text.
    """
    starts = [start for start, _ in literals]

    def mended(found: re.Match[str]) -> str:
        number = bisect_right(starts, found.start()) - 1
        within = number >= 0 and starts[number] < found.start() < literals[number][1]
        return found[0] if within else found[0].replace("\n", " ")

    return _TAG.sub(mended, text)


def stray_marks(text: str) -> Iterator[tuple[int, str]]:
    """The marks of a template, link, table or tag without a partner, each with its offset and as it is written.

    The parser leaves them in the text.
    """
    return ((found.start(), " ".join(found[0].split())) for found in _STRAY.finditer(text))
