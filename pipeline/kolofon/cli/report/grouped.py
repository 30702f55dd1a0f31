"""Findings by kind: a line for each code, with how many there are of it, and where the first of them are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kolofon.cli.report.columns import cut, wide
from kolofon.model.finding import Finding, Severity
from kolofon.text.escape import escaped

__all__ = ["Kind", "by_kind", "in_lines", "lines", "shortened"]

_INDENT = "    "
_ERRORS = 100
"""How many errors of a kind have a line each: each has to be mended, so they are listed one by one."""
_PLACES = 3
"""How many more places of a kind are named."""
_SHORTEST = 20
"""How many columns a message has at least, however narrow the terminal is."""
_MOST = 200
"""How many findings of one code a list for proofreaders has."""
_BEGINNING = 20
"""How many of them it has, if there are more."""


@dataclass(frozen=True, slots=True)
class Kind:
    """All findings of one code and severity, in their order."""

    severity: Severity
    code: str
    findings: tuple[Finding, ...]

    @property
    def count(self) -> int:
        """The sum of the counts of the findings."""
        return sum(finding.count for finding in self.findings)

    def alone(self, few: int) -> int:
        """How many of the findings have a line each: of warnings and notes only a few, and else the first."""
        if self.severity is Severity.ERROR:
            return _ERRORS
        return few if len(self.findings) <= few else 1


def by_kind(findings: Iterable[Finding]) -> tuple[Kind, ...]:
    """Findings by kind: errors, warnings, notes; the most frequent kind first, and else in the order of the findings.

    A finding that is there twice counts once.
    """
    groups: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in dict.fromkeys(findings):
        groups.setdefault((finding.severity, finding.code), []).append(finding)
    kinds = [Kind(severity, code, tuple(group)) for (severity, code), group in groups.items()]
    ranks = {severity: rank for rank, severity in enumerate(Severity)}
    return tuple(sorted(kinds, key=lambda kind: (ranks[kind.severity], -kind.count)))


def lines(findings: Iterable[Finding], width: int | None = None, again: str = "--verbose", few: int = 3) -> list[str]:
    """Findings by kind as lines, escaped: one for each kind with its first finding, and one for the hint of that.

    Of a kind with at most `few` findings, each has a line, and so have errors, up to a hundred of a kind.  If several
    findings in a row have the same hint, it comes after the last.  If not all findings have a line, the last line
    counts them, and names `again`, the option or the command that prints each.  `width` is that of the terminal in
    columns: a line of a warning or a note is cut to it, in its message.  Without a width, as in a file, all lines are
    whole.
    """
    kinds = by_kind(findings)
    printed = [line for kind in kinds for line in _kind_lines(kind, kind.alone(few), width)]
    if any(len(kind.findings) > kind.alone(few) for kind in kinds):
        printed.append(f"kolofon: {_counted(kinds)}; with {again} each is told")
    return printed


def in_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Each finding as a line, and its hint as another, whole and escaped; the gravest are last, where the eye is."""
    ranks = list(reversed(Severity))
    for finding in sorted(dict.fromkeys(findings), key=lambda finding: ranks.index(finding.severity)):
        yield escaped(f"{_head(finding)}{finding.message} [{finding.code}]")
        if finding.hint:
            yield f"{_INDENT}{escaped(finding.hint)}"


def shortened(findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Findings without those of codes of which there are too many to read, and a line about each such code.

    Of a code with more than two hundred findings, the first twenty stay.
    """
    counts = Counter(finding.code for finding in findings)
    long = {code: count for code, count in counts.items() if count > _MOST}
    seen: Counter[str] = Counter()
    kept: list[Finding] = []
    for finding in findings:
        seen[finding.code] += 1
        if finding.code not in long or seen[finding.code] <= _BEGINNING:
            kept.append(finding)
    more = (f"{code}: {count - _BEGINNING} more; with --verbose each is told" for code, count in long.items())
    return tuple(kept), tuple(map(escaped, more))


def _kind_lines(kind: Kind, most: int, width: int | None) -> Iterator[str]:
    alone = kind.findings[:most]
    more = kind.count - sum(finding.count for finding in alone) if len(kind.findings) > len(alone) else 0
    room = None if kind.severity is Severity.ERROR else width
    for finding, next_hint in zip(alone, [*(one.hint for one in alone[1:]), ""], strict=True):
        others = _others(kind.findings[len(alone) :], more, finding.place) if finding is alone[-1] and more else ""
        yield _line(finding, others, room)
        if finding.hint not in ("", next_hint):
            hint = f"{_INDENT}{escaped(finding.hint)}"
            yield hint if room is None else cut(hint, max(room, _SHORTEST))


def _line(finding: Finding, others: str, width: int | None) -> str:
    head, message = escaped(_head(finding)), escaped(finding.message)
    tail = escaped(f" [{finding.code}]{others}")
    if width is None:
        return f"{head}{message}{tail}"
    return f"{head}{cut(message, max(width - wide(head) - wide(tail), _SHORTEST))}{tail}"


def _head(finding: Finding) -> str:
    return f"{finding.place}: {finding.severity}: "


def _others(findings: Sequence[Finding], count: int, first: object) -> str:
    """How many more there are, and the first places where they are."""
    places = dict.fromkeys(str(finding.place) for finding in findings if finding.place != first)
    named = [place for place, _ in zip(places, range(_PLACES), strict=False)]
    where = f": {', '.join(named)}{', …' * (len(places) > len(named))}" if named else ""
    return f" (and {count} more{where})"


def _counted(kinds: Iterable[Kind]) -> str:
    """How much was found: “2 errors, 1745 warnings”."""
    counts: Counter[Severity] = Counter()
    for kind in kinds:
        counts[kind.severity] += kind.count
    return ", ".join(
        f"{counts[item]} {item.value}{'s' if counts[item] > 1 else ''}" for item in Severity if counts[item]
    )
