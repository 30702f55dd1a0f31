"""Line ends: as many as in the source, and at the same end of the message (msgfmt refuses to compile what differs)."""

import re
from collections.abc import Iterator

from kolofon.check.family import Check, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity

__all__ = ["NEWLINES"]

_MEANT = re.compile(r"(?<=[.:;!?。：；！？؟؛।])[^\S\n]*\n|\n[^\S\n]*\n")

_BEGIN = Check("begin-newline", Severity.ERROR, "Only one of the two begins with a newline.", also=("newlines",))
_END = Check("end-newline", Severity.ERROR, "Only one of the two ends with a newline.", also=("newlines",))
_COUNT = Check(
    "newline-count", Severity.WARNING, "The translation has other line ends than the source.", also=("newlines",)
)


def _newlines(unit: Unit) -> Iterator[Flaw]:
    source, target = unit.source.raw, unit.target.raw
    if "\n" not in source and "\n" not in target:
        return
    if source.startswith("\n") != target.startswith("\n"):
        which = "source" if source.startswith("\n") else "translation"
        yield Flaw(_BEGIN.code, f"only the {which} begins with a newline", "begin both alike")
    elif source.endswith("\n") != target.endswith("\n"):
        which = "source" if source.endswith("\n") else "translation"
        yield Flaw(_END.code, f"only the {which} ends with a newline", "end both alike")
    elif _breaks(source, target):
        at = target.strip("\n").find("\n")
        expected, actual = source.count("\n"), target.count("\n")
        spans = ((at, at + 1),) if at >= 0 else ()
        yield Flaw(
            _COUNT.code, f"{actual} newlines, where the source has {expected}", "break lines as the source does", spans
        )


def _breaks(source: str, target: str) -> bool:
    """Whether lines end elsewhere; a source that is only wrapped may be wrapped otherwise in translation."""
    expected, actual = source.strip("\n"), target.strip("\n")
    if "\n" in expected and not _MEANT.search(expected):
        return False
    return ("\n" in expected) != ("\n" in actual) or expected.count("\n\n") != actual.count("\n\n")


NEWLINES = Family("newlines", (_BEGIN, _END, _COUNT), each=_newlines)
