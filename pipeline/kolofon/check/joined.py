"""Joined translations: two of one message in a single msgstr, with the marks that msgcat sets between them."""

import re
from collections.abc import Iterator

from kolofon.check.family import Check, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity

__all__ = ["JOINED", "MSGCAT_MARK", "MSGCAT_MARKS"]

MSGCAT_MARKS = Check("msgcat-marks", Severity.ERROR, "msgcat has joined two translations, with its marks between them.")
MSGCAT_MARK = re.compile(r"(?:#-){4}#[^\n]*?(?:(?:#-){4}#|(?=\n|\Z))")
"""A mark of msgcat, with the file name in it (gettext-tools, read-catalog and msgl-cat.c)."""


def _joined(unit: Unit) -> Iterator[Flaw]:
    if "#-#" not in unit.target.raw or MSGCAT_MARK.search(unit.source.raw):
        return
    spans = tuple(mark.span() for mark in MSGCAT_MARK.finditer(unit.target.raw))
    if spans:
        message = "msgcat has joined the translations of several files here, and its marks would be printed"
        yield Flaw(MSGCAT_MARKS.code, message, "keep one of them, or make a better one, and delete the marks", spans)


JOINED = Family("joined", (MSGCAT_MARKS,), each=_joined)
