"""The place in a text where too many brackets and tags are open, nested in each other or never closed."""

import re

from mwparserfromhell.definitions import is_parsable, is_single

__all__ = ["opened_beyond"]

_MARK = re.compile(
    r"\[\[|\]\]|\{\{|\}\}|^\{\||^\|\}|<!--|-->|\[(?=[a-z]+:|//)|\]"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][^\s<>/]*)[^<>]*>",
    re.MULTILINE,
)
_PARTNERS = {"[[": "]]", "{{": "}}", "{|": "|}", "<!--": "-->", "[": "]"}


def opened_beyond(text: str, most: int) -> int | None:
    """The offset of the first bracket or tag that opens where `most` are open; None where there is none.

    mwparserfromhell takes anything deeper than 40 for text; and for each that is never closed, it reads on to the end.
    """
    marks = [(found.start(), *_mark(found)) for found in _MARK.finditer(text)]
    last = {mark: offset for offset, mark, _, _ in marks}
    opened: list[tuple[str, int]] = []
    literal = ""
    for offset, mark, close, is_literal in marks:
        if literal:
            literal = "" if mark == literal else literal
        elif is_literal and last.get(close, -1) > offset:
            literal = close
        elif close:
            opened.append((close, offset))
            if len(opened) > most:
                return offset
        elif opened and opened[-1][0] == mark:
            opened.pop()
    return None


def _mark(found: re.Match[str]) -> tuple[str, str, bool]:
    """A mark for comparison, what would close it, and whether the text between is not parsed."""
    if not found["name"]:
        return found[0], _PARTNERS.get(found[0], ""), found[0] == "<!--"
    name = found["name"].lower()
    if found["close"] or found[0].endswith("/>") or is_single(name) or name == "p":
        return f"</{name}>" if found["close"] else "", "", False
    return f"<{name}>", f"</{name}>", not is_parsable(name)
