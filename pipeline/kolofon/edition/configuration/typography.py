"""The rules for how a page is set in type: its sizes, and the first letters of its chapters."""

from collections.abc import Iterator
from dataclasses import replace

from kolofon.edition.configuration.mistake import Mistake
from kolofon.model.edition import Page
from kolofon.model.error import EditionError

__all__ = ["typography_mistakes"]

_DROPS = (0, 2, 3)


def typography_mistakes(page: Page) -> Iterator[Mistake]:
    """The mistakes in the type of a page."""
    if page.drop not in _DROPS:
        hint = "write 2 or 3, the lines that the first letter of a chapter takes, or 0 for none"
        yield Mistake(("page", "drop"), f"no first letter takes {page.drop} lines", hint)
    if not (page.font_size or page.leading or page.large_print):
        return
    from kolofon.write.typography.geometry import type_of  # noqa: PLC0415  most commands make no page

    for key, alone in (("font_size", replace(page, leading="")), ("leading", page)):
        try:
            type_of(alone)
        except EditionError as wrong:
            yield Mistake(("page", key), wrong.message, wrong.hint)
            return
