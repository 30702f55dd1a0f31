"""How much of the height of a page its notes get.

All lengths are in pixels, from the top of the page or, for heights, of the foot.
"""

from collections.abc import Sequence
from typing import NamedTuple

from kolofon.write.paper.footnotes.boxes import Call

__all__ = ["Needs", "room_for"]

_LITTLE = 1.6
"""Lines that a page may lack so that no note is broken."""

_MOST = 0.4
"""The part of a page that is for notes, if its text is in columns and they need more."""

_SLACK = 0.01


class Needs(NamedTuple):
    """What notes need: for each call on a page the height of the foot with all notes up to its own, those included.

    `whole` is with its own note as a whole, `begun` with two lines of that; `without` is the height without any.
    """

    whole: Sequence[float]
    begun: Sequence[float]
    without: float


def room_for(calls: Sequence[Call], needs: Needs, top: float, bottom: float, *, ends: bool) -> float:
    """The height to keep for the foot of a page whose text goes from `top` to `bottom`, if all of its text is there.

    The text goes as far as all notes called in it are there as a whole.  The next line with a call is there too if its
    note can begin there and the page would else lack more than little; but not where the text `ends` on this page, so
    that no note goes on on a page without text, unless that line is at the head of the page.  Text in columns has other
    lines beside a call, so its notes are there as a whole, or begin in a part of the page.
    """
    if any(call.column for call in calls):
        most = max(needs.begun[-1], _MOST * (bottom - top))
        return min(needs.whole[-1], most)
    fitting = 0
    while fitting < len(calls) and calls[fitting].bottom + needs.whole[fitting] <= bottom + _SLACK:
        fitting += 1
    kept = needs.whole[fitting - 1] if fitting else needs.without
    if fitting == len(calls):
        return kept
    first = next(index for index, call in enumerate(calls) if call.bottom == calls[fitting].bottom)
    if first < fitting:  # of several calls in a line, one has no room
        kept = needs.whole[first - 1] if first else needs.without
    line = calls[fitting]
    last = max(index for index, call in enumerate(calls) if call.bottom == line.bottom)
    height = line.bottom - line.top
    cut = min(bottom - kept, line.top)
    lacking = bottom - kept - cut
    begins = line.bottom + needs.begun[last] <= bottom + _SLACK
    at_head = line.top - top < 2 * height
    if begins and (at_head or (not ends and lacking > _LITTLE * height)):
        return max(needs.begun[last], bottom - line.bottom - height)
    return bottom - cut + _SLACK
