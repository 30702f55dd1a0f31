"""The steps of the layout of a page are counted and limited, so that no style keeps a machine busy without end.

A box that is as wide as its content is measured before it is laid out, and so is each box within it.  WeasyPrint
measures anew for every box around it, so the cost of nested boxes grows exponentially with their depth.  Ordinary pages
take less than a step for a character, mostly a tenth.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from types import ModuleType

from kolofon.model.document import Place
from kolofon.model.error import EditionError
from kolofon.write import css
from kolofon.write.css import Node
from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.themes.sheets import every, place_of

__all__ = ["EACH", "LEAST", "TooMuchLayoutError", "bounded"]

LEAST, EACH = 5_000, 4
"""The most steps for a page, and for each of its characters besides; a page with an index is laid out repeatedly."""

_MEASURED = ("flex", "grid", "inline-", "table")
"""Words in the values of `display` for which a box is measured before it is laid out."""

_IN_A_TAG = re.compile(r"""<[^>]* style=["'][^>]*(?:display|column)""")


class TooMuchLayoutError(Exception):
    """A page takes more steps than it may, and it is not known which line of a theme is the reason."""


@contextmanager
def bounded(inline: ModuleType, preferred: ModuleType, page: str) -> Iterator[None]:
    """Bound the steps of the layout of a page: a line that is set is one, and so is a box or a word that is measured.

    `inline` and `preferred` are WeasyPrint's modules of these names in `layout`.  When a page takes more steps:
    EditionError at the line of the theme that makes boxes measured, or else TooMuchLayoutError.  A page without such
    boxes has no bound.
    """
    if _measuring(_style(page)) is None and not _IN_A_TAG.search(page):
        yield
        return
    most = LEAST + EACH * len(page.partition("</style>")[2])
    steps = count(1)

    def counted(stock: Callable[..., object]) -> Callable[..., object]:
        def step(*given: object, **named: object) -> object:
            if next(steps) > most:
                raise _too_much(most, page)
            return stock(*given, **named)

        return step

    with (
        replaced(inline, get_next_linebox=counted(inline.get_next_linebox)),
        replaced(
            preferred,
            min_content_width=counted(preferred.min_content_width),
            max_content_width=counted(preferred.max_content_width),
            split_first_line=counted(preferred.split_first_line),
        ),
    ):
        yield


def _style(page: str) -> str:
    return page.partition("<style>")[2].partition("</style>")[0]


def _too_much(most: int, page: str) -> Exception:
    message = f"this takes more than {most:,} steps to lay out: boxes are measured within one another"
    if place := _measuring(_style(page)):
        return EditionError(message, place=place, hint="give fewer boxes this style, and none within another")
    return TooMuchLayoutError(message)


@lru_cache(maxsize=1)  # the chapters of a book, which are set one by one, have the same style
def _measuring(style: str) -> Place | None:
    """The last place in a theme that makes boxes measured before they are laid out."""
    rules = [rule for rule in css.rules(style) if rule.type != "at-rule" or css.written(rule.prelude) != "screen"]
    places = (place_of(style, node.source_line) for node in every(rules) if _is_measuring(node))
    return next(filter(None, reversed(list(places))), None)


def _is_measuring(node: Node) -> bool:
    if node.type != "declaration":
        return False
    value = css.written(css.parts(node)).lower()
    return node.lower_name.startswith("column") or (
        node.lower_name == "display" and any(word in value for word in _MEASURED)
    )
