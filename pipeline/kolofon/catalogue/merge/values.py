"""The three-way merge of a value, and of a sequence without repetitions.

The arguments are the common base and the two versions.  A change of one side is taken; what neither changed remains.
If both changed it, `later` says which side is the later one: negative for ours, positive for theirs, 0 for neither.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import count
from typing import TypeVar

__all__ = ["merged_lines", "merged_sequence", "merged_value"]

Value = TypeVar("Value")
Item = TypeVar("Item", bound=Hashable)


def merged_value(base: Value, ours: Value, theirs: Value, later: int = 0) -> Value:
    """The value of the side that changed it.

    If both did, it is that of the later one, and if neither is later, always the same.
    """
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    if later:
        return theirs if later > 0 else ours
    return max(ours, theirs, key=repr)


def merged_sequence(
    base: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item], later: int = 0
) -> tuple[Item, ...]:
    """The sequence without what either side removed and with what either side added.

    The order is that of the side that changed it.  Where both or neither did, it is that of the later side, or else
    ours; what the other side added follows what it followed there.
    """
    old, mine, yours = frozenset(base), frozenset(ours), frozenset(theirs)
    kept = (mine & yours) | (mine - old) | (yours - old)
    shared = old & mine & yours
    was, here, there = ([item for item in side if item in shared] for side in (base, ours, theirs))
    leads = merged_value(was, here, there, later or -1) is here if here != there else later <= 0
    lead, other = (ours, theirs) if leads else (theirs, ours)
    common = mine & yours & kept
    behind: defaultdict[Item | None, list[Item]] = defaultdict(list)
    anchor: Item | None = None
    for item in other:
        if item in common:
            anchor = item
        elif item in kept:
            behind[anchor].append(item)
    result: list[Item] = []
    waiting = behind[None]
    for item in lead:
        if item in common:
            result += [*waiting, item]
            waiting = behind[item]
        elif item in kept:
            result.append(item)
    return (*result, *waiting)


def merged_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Lines merged as `merged_sequence` merges items; several of them may be equal."""
    return tuple(line for line, _ in merged_sequence(_numbered(base), _numbered(ours), _numbered(theirs)))


def _numbered(lines: Sequence[str]) -> Sequence[tuple[str, int]]:
    times: defaultdict[str, count[int]] = defaultdict(count)
    return [(line, next(times[line])) for line in lines]
