"""What was found in one file, told once where it was found often."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kolofon.model.finding import Finding

__all__ = ["AS_IT_IS", "UNDESCRIBED", "UNUSED", "gathered"]

UNUSED = "the press has no use for "
AS_IT_IS = "this is for another program, and printed as it is: "
UNDESCRIBED = "no words stand for a picture: "
"""How findings begin of which one file has one, however much of it they are about."""

_STEMS = (UNUSED, AS_IT_IS, UNDESCRIBED)
_OFTEN = frozenset({"raw-html"})


def gathered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in one file in the order of their places; those that begin so, and tags alike, as one, at the first.

    Law: every word of a message stands in one of the messages that come out.
    """
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(sorted(findings, key=lambda finding: finding.place)):
        if finding.message.startswith(_STEMS):
            key: object = finding.code
        else:
            key = (finding.code, finding.message) if finding.code in _OFTEN else number
        groups.setdefault(key, []).append(finding)
    return tuple(group[0] if len(group) == 1 else _one(group) for group in groups.values())


def _one(group: Sequence[Finding]) -> Finding:
    times = Counter(finding.message for finding in group)
    told = [f"{message} ({count} times)" if count > 1 else message for message, count in times.items()]
    stem = next((stem for stem in _STEMS if told[0].startswith(stem)), "")
    message = ", ".join([told[0], *(piece.removeprefix(stem) for piece in told[1:])])
    return replace(group[0], message=message)
