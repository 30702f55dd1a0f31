"""The differences of two texts, word by word: what both have, and what only one of them has."""

import re
from difflib import SequenceMatcher
from typing import Literal

__all__ = ["Change", "differences"]

Change = tuple[Literal["equal", "delete", "insert"], str]
"""A piece that both texts have, or only the first, or only the second."""

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def differences(before: str, now: str) -> list[Change]:
    """The pieces of two texts in their order; neighbours are of different kinds.

    Law: without what is inserted they are `before`, and without what is deleted they are `now`.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(now)
    matched = SequenceMatcher(None, old, new, autojunk=False)
    pieces: list[Change] = []
    for kind, start, end, begin, stop in matched.get_opcodes():
        gone, come = "".join(old[start:end]), "".join(new[begin:stop])
        if kind == "equal":
            pieces.append(("equal", gone))
            continue
        pieces += [("delete", gone)] if gone else []
        pieces += [("insert", come)] if come else []
    return pieces
