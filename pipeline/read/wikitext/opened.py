"""Brackets and tags of wikitext that nothing closes."""

import re

from mwparserfromhell.definitions import is_parsable, is_single

__all__ = ["unclosed"]

_MARK = re.compile(
    r"\[\[|\]\]|\{\{|\}\}|^\{\||^\|\}|<!--|-->|\[(?=[a-z]+:|//)|\]"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][^\s<>/]*)[^<>]*>",
    re.MULTILINE,
)
_PARTNERS = {"[[": "]]", "{{": "}}", "{|": "|}", "<!--": "-->", "[": "]"}


def unclosed(text: str, most: int) -> int | None:
    """The offset of the first bracket or tag that is still open where more than `most` are; None where never so many.

    mwparserfromhell reads on to the end of the text for each, to find out that nothing closes it.
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
                return opened[0][1]
        elif opened and opened[-1][0] == mark:
            opened.pop()
    return None


def _mark(found: re.Match[str]) -> tuple[str, str, bool]:
    """A mark as it is compared, what would close it, and whether what stands between is not parsed."""
    if not found["name"]:
        return found[0], _PARTNERS.get(found[0], ""), found[0] == "<!--"
    name = found["name"].lower()
    if found["close"] or found[0].endswith("/>") or is_single(name):
        return f"</{name}>" if found["close"] else "", "", False
    return f"<{name}>", f"</{name}>", not is_parsable(name)
