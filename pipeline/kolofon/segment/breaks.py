"""From a text and the rules of its language, the ends of its sentences."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Protocol

import regex

__all__ = ["REACH", "Breaks"]

REACH = 1000
"""The most characters that a rule may match, so that the time does not grow with the square."""

_WINDOW = 2 * REACH
_FLAGS = regex.U | regex.V1
"""V1 reads Java's `[a&&[^b]]`.  M is not set: `^` is the beginning of the text."""

_FAR = 100
"""The limit for "any number of" in the text before an exception, as in LanguageTool's segmenter: Java needs one."""
_QUANTIFIER = re.compile(r"\\.|(?P<star>\*)|(?P<plus>(?<![?*+])\+)|\{(?P<least>[0-9]+),\}", re.DOTALL)

_HOPS = re.compile(r"(?P<open>\\.)(?P<gap>\[\^\\.\])\*\?(?P<stop>(?:\[[^\]]*\]){2})(?:(?P=gap)\*\?(?P=stop))*")
"""`\\([^\\)]*?[.:]\\s`, maybe repeated: some ends of sentences behind an open bracket."""


class _Rule(Protocol):
    @property
    def breaks(self) -> bool: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...


class _Match(Protocol):
    def start(self) -> int: ...
    def end(self) -> int: ...
    def __getitem__(self, group: str) -> str | None: ...


class _Pattern(Protocol):
    def search(self, text: str, pos: int, endpos: int) -> _Match | None: ...
    def match(self, text: str, pos: int, endpos: int) -> _Match | None: ...


class Breaks:
    """The rules of a language in their order, compiled."""

    def __init__(self, rules: Iterable[_Rule]) -> None:
        self._breaks: list[_Break] = []
        self._exceptions: list[_Exceptions] = []
        waiting: list[_Rule] = []
        for rule in rules:
            if not rule.breaks:
                waiting.append(rule)
                continue
            if waiting:
                self._exceptions.append(_Exceptions(waiting))
                waiting = []
            self._breaks.append(_Break(rule, len(self._exceptions)))

    def ends(self, text: str) -> Iterator[int]:
        """The offsets at which a sentence ends and another begins.

        The first rule that matches between two characters decides whether the text breaks there.  The matches of each
        rule are searched from left to right, and do not overlap; a match that overlaps a break is searched again behind
        it.

        Law: for a text of up to `REACH` characters these are the breaks of choppa's `SrxTextIterator`; for a longer
        text too, unless a rule would have to match more characters.
        """
        near = min(len(text), _WINDOW)
        searches = [
            search
            for item in self._breaks
            # Most rules match nowhere in most texts; these are left out at once.
            if (len(text) > near or item.pattern.search(text, 0, near)) and (search := _Search(item, text)).found(0)
        ]
        begin = 0
        while searches and begin < len(text):
            first = min(searches, key=attrgetter("end"))
            at = first.end
            breaks = at > begin and not self._excepted(first.rule, text, at)
            if breaks:
                begin = at
                if at < len(text):
                    yield at
            searches = [search for search in searches if search.passed(at, breaks=breaks)]

    def _excepted(self, rule: "_Break", text: str, at: int) -> bool:
        return any(exceptions.fit(text, at) for exceptions in self._exceptions[: rule.exceptions])


class _Break:
    """A rule that breaks the text; `exceptions` is the number of groups of exceptions before it."""

    def __init__(self, rule: _Rule, exceptions: int) -> None:
        self._rule = rule
        self.exceptions = exceptions

    @cached_property
    def pattern(self) -> _Pattern:
        """Matches the text before a break; the group `whole` matches if the text after it fits too."""
        if not self._rule.before:
            return _compiled(f"(?={self._rule.after})(?P<whole>)")
        return _compiled(f"(?:{self._rule.before})(?:(?={self._rule.after})(?P<whole>))?")


class _Exceptions:
    """Consecutive exceptions, as one expression."""

    def __init__(self, rules: Sequence[_Rule]) -> None:
        self._rules = rules

    def fit(self, text: str, at: int) -> bool:
        """Whether one of them matches at an offset."""
        return self._pattern.match(text, at, at + REACH) is not None

    @cached_property
    def _pattern(self) -> _Pattern:
        by_after: dict[str, list[str]] = {}
        for rule in self._rules:
            by_after.setdefault(rule.after, []).append(rule.before)
        return _compiled(
            "|".join(
                f"(?<={'|'.join(f'(?:{before})' for before in _folded(befores))})(?={after})"
                for after, befores in by_after.items()
            )
        )


class _Search:
    """The search for one rule in a text: the start and the end of the current match."""

    __slots__ = ("_next", "_text", "end", "rule", "start")

    def __init__(self, rule: _Break, text: str) -> None:
        self.rule = rule
        self.start = self.end = self._next = 0
        self._text = text

    def found(self, position: int) -> bool:
        """Go to the first match from a position on; returns whether there is one."""
        text, size, pattern = self._text, len(self._text), self.rule.pattern
        while position <= size:
            stop = min(position + _WINDOW, size)
            match = pattern.search(text, position, stop)
            if stop < size and (match is None or match.start() > stop - REACH):
                position = stop - REACH
            elif match is None:
                return False
            else:
                self.start, self.end = match.start(), match.end()
                position = self._next = self.end + (self.start == self.end)
                if match["whole"] is not None:
                    return True
        return False

    def passed(self, at: int, *, breaks: bool) -> bool:
        """Go to the first match that ends behind `at`, and starts behind it if the text breaks there."""
        if breaks and self.start < at and not self.found(at):
            return False
        while self.end <= at:
            if not self.found(self._next):
                return False
        return True


def _compiled(pattern: str) -> _Pattern:
    compiled: _Pattern = regex.compile(pattern, _FLAGS)
    return compiled


def _folded(befores: Sequence[str]) -> Iterator[str]:
    """The expressions for the text before an exception, each of finite length; repetitions of one are joined.

    LanguageTool has four exceptions for one to four ends of sentences within brackets.  Four of them fit into four
    hundred characters in a million ways, and the engine would try all.  It is enough to try the farthest stop each
    time: what can be reached from a nearer one was reached before, or is reached from there.
    """
    hops: dict[tuple[str, str, str], list[str]] = {}
    for before in befores:
        hop = _HOPS.fullmatch(before)
        if hop is None:
            yield _finite(before)
        else:
            hops.setdefault((hop["open"], hop["gap"], hop["stop"]), []).append(before)
    for (opening, gap, stop), found in hops.items():
        if {f"{opening}{f'{gap}*?{stop}' * (number + 1)}" for number in range(len(found))} != set(found):
            yield from map(_finite, found)
        else:
            far = f"{gap}{{0,{_FAR}}}"
            yield f"{opening}{far}?(?>{stop}{far}){{0,{len(found) - 1}}}{stop}"


def _finite(pattern: str) -> str:
    def finite(found: re.Match[str]) -> str:
        if found["star"] or found["plus"]:
            return f"{{{0 if found['star'] else 1},{_FAR}}}"
        return f"{{{found['least']},{_FAR}}}" if found["least"] else found[0]

    return _QUANTIFIER.sub(finite, pattern)
