"""Dashes: no hyphen in the place of one, and the language's own spaces about it."""

import re
from collections.abc import Iterator

from kolofon.check.family import Check, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity

__all__ = ["DASHES"]

_DASHES = Check("dashes", Severity.WARNING, "A hyphen takes the place of a dash, or a dash lacks its spaces.")

_HYPHEN = re.compile(r"(?<=\S) (--?) (?=\S)")
_TIGHT = re.compile(r"(?<=[^\W\d_])—(?=[^\W\d_])")
_HYPHENS = (" - ", " -- ", " --- ")


def _dashes(unit: Unit) -> Iterator[Flaw]:
    language, target = unit.book.target, unit.target.own
    if " -" in target and not any(hyphen in unit.source.plain for hyphen in _HYPHENS):
        for found in _HYPHEN.finditer(target):
            around = target[found.start() - 1] + target[found.end()]
            if any(map(str.isalpha, around)) and not any(map(str.isdecimal, around)):
                span = unit.target.span(*found.span(1))
                yield Flaw(_DASHES.code, "a hyphen in the place of a dash", f"write “{language.dash}”", (span,))
    if "—" in target and language.dash != language.dash.strip():
        for found in _TIGHT.finditer(target):
            message = "a dash without spaces about it"
            yield Flaw(_DASHES.code, message, f"write “{language.dash}”", (unit.target.span(*found.span()),))


DASHES = Family("dashes", (_DASHES,), each=_dashes)
