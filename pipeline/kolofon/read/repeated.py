"""Findings of one file, with those that are alike joined into one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kolofon.model.document import Place
from kolofon.model.finding import Finding, Severity

__all__ = ["gathered", "listed"]

_UNUSED = "the press has no use for "
_AS_IT_IS = "this is for another program, and printed as it is: "
_LISTS = {
    "unknown-directive": "the press does not know this, and prints what stands in it: ",
    "unread-attribute": _UNUSED,
    "unread-metadata": _UNUSED,
    "unread-citation": "this file names no bibliography, so a citation is printed as it is: ",
    "unread-directive": _AS_IT_IS,
    "unread-include": _AS_IT_IS,
    "unread-template": _AS_IT_IS,
    "unrun-cell": "this code is printed and not run: ",
    "undescribed-picture": "no words stand for a picture: ",
}
"""Codes with one finding in a file for all subjects, and the beginning of its message."""

_OFTEN = frozenset({"raw-html"})
"""Codes whose findings are joined where only their places differ."""

_NOWHERE = Place("")


def listed(code: str, severity: Severity, place: Place, subject: str, hint: str = "") -> Finding:
    """A finding of a code that has one finding in a file, with its first subject."""
    return Finding(code, severity, place, f"{_LISTS[code]}{subject}", hint, subject=subject)


def gathered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of one file in the order of their places; those that are alike are one, at the first place.

    Law: every word of a message is in one of the resulting messages.
    """
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(sorted(findings, key=lambda finding: finding.place)):
        key: object = number
        if finding.code in _LISTS:
            key = finding.code
        elif finding.code in _OFTEN:
            key = replace(finding, place=_NOWHERE)
        groups.setdefault(key, []).append(finding)
    return tuple(group[0] if len(group) == 1 else _one(group) for group in groups.values())


def _one(group: Sequence[Finding]) -> Finding:
    first = replace(group[0], count=sum(finding.count for finding in group))
    if first.code in _LISTS:
        times = Counter(finding.subject for finding in group)
        subjects = ", ".join(_counted(subject, count) for subject, count in times.items())
        return replace(first, message=f"{_LISTS[first.code]}{subjects}", subject=subjects)
    return replace(first, message=_counted(first.message, first.count))


def _counted(text: str, count: int) -> str:
    return f"{text} ({count} times)" if count > 1 else text
