"""Findings of one file, with those that are alike joined into one."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kolofon.model.document import Place
from kolofon.model.finding import Finding, Severity

__all__ = ["gathered", "listed"]

_UNUSED = "the press has no use for "
_AS_IT_IS = "this is for another program, and printed as it is: "
_LISTS = {
    "unread-attribute": _UNUSED,
    "unread-metadata": _UNUSED,
    "unread-directive": _AS_IT_IS,
    "unread-include": _AS_IT_IS,
    "undescribed-picture": "no words stand for a picture: ",
    "guessed-label": "labels that are guessed from the names of parameters, which source/templates.toml may give: ",
}
"""Codes with one finding in a file for all subjects, and the beginning of its message."""

_OFTEN = frozenset({"raw-html"})
"""Codes whose findings are joined where only their places differ."""

_BY_NAME = {"unprinted-template": re.compile(r"\{\{\s*(?:[^{}|\n]+)|\[\[[^:\]]*:|__")}
"""Codes whose findings are joined where their subjects begin alike: the templates of a name, the categories."""

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
        elif finding.code in _BY_NAME and (begin := _BY_NAME[finding.code].match(finding.subject)):
            key = (finding.code, " ".join(begin[0].split()).casefold())
        elif finding.code in _OFTEN:
            key = replace(finding, place=_NOWHERE)
        groups.setdefault(key, []).append(finding)
    return tuple(group[0] if len(group) == 1 else _one(group) for group in groups.values())


def _one(group: Sequence[Finding]) -> Finding:
    first = group[0]
    if first.code in _LISTS:
        times = Counter(finding.subject for finding in group)
        subjects = ", ".join(_counted(subject, count) for subject, count in times.items())
        return replace(first, message=f"{_LISTS[first.code]}{subjects}", subject=subjects)
    if first.code in _BY_NAME:
        return _with_places(group)
    return replace(first, message=_counted(first.message, len(group)))


def _with_places(group: Sequence[Finding]) -> Finding:
    """The first of some findings, whose message has the others with their lines behind it."""
    first = group[0]
    lines: dict[str, list[str]] = {}
    for finding in group[1:]:
        lines.setdefault(finding.message, []).append(f"{finding.place.line}:{finding.place.column}")
    others = "; ".join(
        f"also at {', '.join(places)}" if message == first.message else f"at {', '.join(places)}: {message}"
        for message, places in lines.items()
    )
    subjects = " ".join(dict.fromkeys(finding.subject for finding in group))
    return replace(first, message=f"{first.message} ({len(group)} times; {others})", subject=subjects)


def _counted(text: str, count: int) -> str:
    return f"{text} ({count} times)" if count > 1 else text
