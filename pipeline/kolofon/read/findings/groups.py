"""Findings of one file, with those that are alike joined into one."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kolofon.model.document import Place
from kolofon.model.finding import Finding, Severity

__all__ = ["gathered", "listed", "of_kind"]

_UNUSED = "the press has no use for "
_AS_IT_IS = "this is for another program, and printed as it is: "
_LISTS = {
    "unread-attribute": _UNUSED,
    "unread-metadata": _UNUSED,
    "unread-citation": "this file names no bibliography, so a citation is printed as it is: ",
    "unread-directive": _AS_IT_IS,
    "unread-include": _AS_IT_IS,
    "unbrought-page": "not brought, as the press makes its own or has no use for it: ",
    "missing-illustration": "the text has no picture here, and its words are not printed: ",
    "unread-template": _AS_IT_IS,
    "unrun-cell": "this code is printed and not run: ",
    "hidden-lines": "mdBook does not show these lines, and they are not printed: ",
    "unprinted-directive": "this is for a screen or for another program, and not printed: ",
    "unknown-directive": "the press does not know this directive, whose content is printed: ",
    "unknown-role": "the press does not know this role, whose words are printed: ",
    "undescribed-picture": "a picture has no alternative text: ",
    "guessed-label": "labels that are guessed from the names of parameters, which source/templates.toml may give: ",
}
"""Codes of which a file has one finding for all subjects, and the beginning of the message."""

_KINDS = {
    "categories": "categories are not for a book: ",
    "languages": "links to the article in other languages are not for a book: ",
    "switches": "settings of the wiki are not for a book: ",
    "variants": "the words in other variants are not printed: ",
}
_KIND = "unprinted-template"
"""The code with one finding in a file for all subjects of each of these kinds."""

_OFTEN = frozenset({"raw-html", "other-wiki"})
"""Codes whose findings are joined where only their places differ."""

_TEMPLATE = re.compile(r"\{\{[^{}|]+")
"""The beginning of a template that is not printed: the findings of those of one name are joined."""

_NOWHERE = Place("")


def listed(code: str, severity: Severity, place: Place, subject: str, hint: str = "") -> Finding:
    """A finding of a code that has one finding in a file, with its first subject."""
    return Finding(code, severity, place, f"{_LISTS[code]}{subject}", hint, subject=subject)


def of_kind(kind: str, place: Place, subject: str) -> Finding:
    """A finding of something in a wiki that a book does not have, of a kind of which a file has one finding."""
    return Finding(_KIND, Severity.NOTE, place, f"{_KINDS[kind]}{subject}", subject=subject)


def gathered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of one file in the order of their places; those that are alike are one, at the first place.

    Law: every word of a message is in one of the resulting messages.
    """
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(sorted(findings, key=lambda finding: finding.place)):
        key: object = number
        if beginning := _beginning(finding):
            key = (finding.code, beginning)
        elif finding.code == _KIND and (name := _TEMPLATE.match(finding.subject)):
            key = (finding.code, " ".join(name[0].split()).casefold())
        elif finding.code in _OFTEN:
            key = replace(finding, place=_NOWHERE)
        groups.setdefault(key, []).append(finding)
    return tuple(group[0] if len(group) == 1 else _one(group) for group in groups.values())


def _beginning(finding: Finding) -> str:
    """The beginning of the message of a finding that is one for all subjects; empty for any other."""
    if finding.code != _KIND:
        return _LISTS.get(finding.code, "")
    return next((each for each in _KINDS.values() if finding.message == each + finding.subject), "")


def _one(group: Sequence[Finding]) -> Finding:
    first = replace(group[0], count=sum(finding.count for finding in group))
    if beginning := _beginning(first):
        times = Counter(finding.subject for finding in group)
        subjects = ", ".join(_counted(subject, count) for subject, count in times.items())
        return replace(first, message=f"{beginning}{subjects}", subject=subjects)
    if first.code == _KIND:
        return _with_places(first, group)
    return replace(first, message=_counted(first.message, first.count))


def _with_places(first: Finding, group: Sequence[Finding]) -> Finding:
    """The first of some findings, whose message has the others with their lines behind it."""
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
