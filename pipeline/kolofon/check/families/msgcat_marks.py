"""Joined translations: two of one message in a single msgstr, with the marks that msgcat sets between them."""

from collections.abc import Iterator

from kolofon.check.family import Check, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity
from kolofon.text.msgcat import CODE, MARK

__all__ = ["MSGCAT_MARKS"]

_MARKS = Check(CODE, Severity.ERROR, "msgcat has joined two translations, with its marks between them.")


def _joined(unit: Unit) -> Iterator[Flaw]:
    if "#-#" not in unit.target.raw or MARK.search(unit.source.raw):
        return
    spans = tuple(mark.span() for mark in MARK.finditer(unit.target.raw))
    if spans:
        message = "msgcat has joined the translations of several files here, and its marks would be printed"
        yield Flaw(CODE, message, "keep one of them, or make a better one, and delete the marks", spans)


MSGCAT_MARKS = Family("joined", (_MARKS,), each=_joined)
