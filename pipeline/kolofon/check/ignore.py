"""What a translator overrules: `# kolofon: ignore numbers` in a comment, or Weblate's flag `ignore-end-stop`."""

import re
from collections.abc import Iterable

from kolofon.check.family import Check, Family
from kolofon.check.translation_unit import Flaw
from kolofon.model.finding import Severity
from kolofon.model.message import CatalogueEntry

__all__ = ["UNKNOWN", "CheckNames", "ignored_codes", "ignored_names"]

UNKNOWN = Check("unknown-ignore", Severity.WARNING, "A comment overrules a check that there is not.")

_COMMENT = re.compile(r"kolofon:\s*ignore\b[\s:]*(.*)", re.IGNORECASE)
_FLAG = "ignore-"


class CheckNames:
    """The names by which a check can be ignored: its code, what Weblate and pofilter call it, its family's name."""

    def __init__(self, families: Iterable[Family]) -> None:
        self._codes: dict[str, set[str]] = {}
        for family in families:
            for check in family.checks:
                for name in (family.name, check.code, *check.also):
                    self._codes.setdefault(_normal(name), set()).add(check.code)

    def codes(self, name: str) -> frozenset[str]:
        """The codes that a name means; none, if there is no such name."""
        return frozenset(self._codes.get(_normal(name), ()))


def ignored_codes(entry: CatalogueEntry, names: CheckNames) -> tuple[frozenset[str], tuple[Flaw, ...]]:
    """The codes that an entry ignores, and a flaw for each name in a comment that no check has.

    An unknown name in a flag is a check of Weblate's, and no flaw.
    """
    if not (entry.comments or entry.flags):
        return frozenset(), ()  # most entries
    written = _written(entry)
    codes = [names.codes(name) for name in written]
    codes += [names.codes(flag.removeprefix(_FLAG)) for flag in entry.flags if flag.startswith(_FLAG)]
    unknown = tuple(
        Flaw(UNKNOWN.code, f"no check is called “{name}”", "docs/checks.md lists the codes")
        for name in written
        if not names.codes(name)
    )
    return frozenset().union(*codes), unknown


def ignored_names(comment: str) -> tuple[str, ...]:
    """The names of checks that a line of a comment overrules, as they are written."""
    found = _COMMENT.search(comment)
    return tuple(name for name in re.split(r"[\s,;]+", found[1]) if name) if found else ()


def _written(entry: CatalogueEntry) -> list[str]:
    return [name for comment in entry.comments for name in ignored_names(comment)]


def _normal(name: str) -> str:
    return name.lower().replace("_", "-")
