"""The differences of two texts, word by word: what both have, and what only one of them has."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz.distance import Indel

__all__ = ["Change", "differences", "in_both"]

Change = tuple[Literal["equal", "delete", "insert"], str]
"""A piece that both texts have, or only the first, or only the second."""

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")

_FEW = 1 << 16
"""How many pairs of items are compared for the longest runs, which read best; that takes up to the cube of a length."""
_MOST = 1 << 26
"""How many are compared for the longest common subsequence; two sequences with more have only their ends in common."""


def differences(before: str, now: str) -> list[Change]:
    """The pieces of two texts in their order; neighbours are of different kinds.

    Law: without what is inserted they are `before`, and without what is deleted they are `now`.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(now)
    pieces: list[Change] = []
    start = begin = 0
    for end, stop, size in [*in_both(old, new), (len(old), len(new), 0)]:
        gone, come = "".join(old[start:end]), "".join(new[begin:stop])
        pieces += [("delete", gone)] if gone else []
        pieces += [("insert", come)] if come else []
        start, begin = end + size, stop + size
        pieces += [("equal", "".join(old[end:start]))] if size else []
    return pieces


def in_both(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The runs of items that two sequences have in common: where each begins in either, and its length.

    They are in order, and none touches the next in both.  The work is bounded, whatever the sequences are.
    """
    if len(old) * len(new) <= _FEW:
        yield from (run for run in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks() if run.size)
        return
    least = min(len(old), len(new))
    head = next((at for at in range(least) if old[at] != new[at]), least)
    tail = next((at for at in range(least - head) if old[-1 - at] != new[-1 - at]), least - head)
    if head:
        yield 0, 0, head
    one, other = old[head : len(old) - tail], new[head : len(new) - tail]
    if 0 < len(one) * len(other) <= _MOST:
        for run in Indel.opcodes(one, other).as_matching_blocks():
            if run.size:
                yield head + run.a, head + run.b, run.size
    if tail:
        yield len(old) - tail, len(new) - tail, tail
