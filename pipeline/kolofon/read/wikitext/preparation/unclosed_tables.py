"""Edits that close the tables that nothing closes, so that the text below is not part of them.

In MediaWiki such a table goes on to the end of the page.  Here it ends with its last line: before an empty line with no
row behind it, or before a heading.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kolofon.read.wikitext.nodes import Edit

__all__ = ["unclosed_tables"]

_MARK = re.compile(
    r"^[ \t:*#;]*(?P<table>\{\|(?![}|]))|^[ \t]*(?P<end>\|\})(?!\})|(?P<template>\{\{)|(?P<closed>\}\})", re.MULTILINE
)
_CLOSE = "\n|}"
_HEADING = re.compile(r"(={1,6})[^\n]*\1[ \t]*")
_WORD = re.compile(r"\S")
_ROW = re.compile(r"[ \t]*[|!]")


def unclosed_tables(text: str, literals: Sequence[tuple[int, int]]) -> tuple[tuple[int, Edit], ...]:
    """The offset of each table of a text that nothing closes, and the end that it gets, in the order of the ends.

    `literals` are the pieces that are not parsed.  A table in a template gets no end: it ends with the template.
    """
    starts = [start for start, _ in literals]
    opened: list[tuple[int, int]] = []
    closed: dict[int, int] = {}
    templates = 0
    for found in _MARK.finditer(text):
        number = bisect_right(starts, found.start()) - 1
        if number >= 0 and found.start() < literals[number][1]:
            continue
        if found["table"]:
            opened.append((found.start("table"), templates))
        elif found["end"]:
            if opened and opened[-1][1] == templates:
                closed[opened.pop()[0]] = found.end("end")
        elif found["template"]:
            templates += 1
        else:
            templates = max(0, templates - 1)
            while opened and opened[-1][1] > templates:
                opened.pop()
    made: list[tuple[int, Edit]] = []
    for offset, depth in opened:
        if depth:
            continue
        if made and offset < made[-1][1].start:  # it is within the one before, and ends with it
            first, edit = made.pop()
            made.append((first, replace(edit, text=f"{edit.text}{_CLOSE}")))
        else:
            end = _end(text, offset, closed)
            made.append((offset, Edit(end, end, _CLOSE)))
    return tuple(made)


def _end(text: str, offset: int, closed: Mapping[int, int]) -> int:
    """The end of the last line of a table; `closed` has the ends of the tables that have one."""
    last = _line_end(text, offset)
    start = last + 1
    while start < len(text):
        end = _line_end(text, start)
        line = text[start:end]
        if _HEADING.fullmatch(line):
            break
        if not line.strip():
            behind = _WORD.search(text, end)
            start = text.rfind("\n", 0, behind.start()) + 1 if behind else len(text)
            if not _ROW.match(text, start):
                break
            continue
        table = start + line.find("{|")
        last = _line_end(text, closed.get(table, end)) if "{|" in line else end
        start = last + 1
    return last


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
