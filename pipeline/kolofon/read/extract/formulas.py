"""From the remains of formulas in a plain-text extract, formulas: characters on lines, and their TeX below them.

They remain from the `math` element of a wiki (MediaWiki, extension Math) without its tags.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from kolofon.model.document import Formula, Inline, Place, Sentence, Text
from kolofon.model.finding import Finding, Severity
from kolofon.read.sections.sentences import warning
from kolofon.read.text import Line
from kolofon.text.formulas import FormulaError, converted

__all__ = ["folded_formulas", "with_formulas", "without_formulas"]

_BEGIN = re.compile(r"\{\\(?:displaystyle|textstyle) ")
_TOKEN = re.compile(r"\{\\(?:displaystyle|textstyle) |\\.|[{}\n]")
_ALONE = re.compile(r"[ \t]+(\{\\(?:displaystyle|textstyle) .*\})[ \t]*")
_CHARACTERS = re.compile(r"[ \t]{2,}|[ \t]{4,}\S.*")
"""A line of the characters of a formula: it has a deep indent, or only spaces."""


def folded_formulas(lines: Sequence[Line]) -> tuple[Sequence[Line], tuple[Finding, ...]]:
    """The lines, in which each formula has one line with its TeX, and findings with its other characters.

    No line of spaces remains between a formula and the text above it; a blank line below it remains.
    """
    if not any(_ALONE.fullmatch(line.text) for line in lines):
        return lines, ()
    made: list[Line] = []
    findings: list[Finding] = []
    for line in lines:
        found = _ALONE.fullmatch(line.text)
        if not found:
            made.append(line)
            continue
        characters: list[Line] = []
        while made and made[-1].number > 1 and _CHARACTERS.fullmatch(made[-1].text):
            characters.append(made.pop())
        if text := " ".join(each.text.strip() for each in reversed(characters) if not each.blank):
            message = f"not printed, since the formula below it is: {text}"
            place = next(each.place() for each in reversed(characters) if not each.blank)
            findings.append(Finding("unread-attribute", Severity.NOTE, place, message, subject=text))
        made.append(replace(line, text=found[1], shift=line.shift + found.start(1)))
    return made, tuple(findings)


def without_formulas(text: str) -> str:
    """A text with as many spaces in the place of its formulas."""
    pieces: list[str] = []
    begin = 0
    for start, end in _formulas(text):
        pieces += [text[begin:start], " " * (end - start)]
        begin = end
    return "".join((*pieces, text[begin:]))


def with_formulas(text: str, place: Place) -> tuple[Sentence, tuple[Finding, ...]]:
    """A text with its formulas as a sentence, and a finding for each formula that cannot be set."""
    inlines: list[Inline] = []
    findings: list[Finding] = []
    begin = 0
    spans = _formulas(text)
    alone = len(spans) == 1 and not re.sub(r"[\s.,;]", "", without_formulas(text))
    for start, end in spans:
        tex = " ".join(_BEGIN.sub("", text[start : end - 1], count=1).split())
        if not tex:
            continue
        try:
            converted(tex, display=alone)
        except FormulaError as fault:
            message = f"this formula cannot be set, for {fault}; it is printed as it is written: {tex}"
            findings.append(warning("unset-formula", place, message, "docs/markdown.md says what TeX the press knows"))
        inlines += [Text(text[begin:start])] if text[begin:start] else []
        inlines.append(Formula(tex, alone))
        begin = end
    if text[begin:] or not inlines:
        inlines.append(Text(text[begin:]))
    return Sentence(tuple(inlines), place), tuple(findings)


def _formulas(text: str) -> list[tuple[int, int]]:
    """The offsets where each formula begins and ends; brackets that are not closed in their line make no formula."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[int, bool]] = []
    for token in _TOKEN.finditer(text):
        if token[0] == "\n":
            opened = []
        elif token[0].startswith("{"):
            opened.append((token.start(), len(token[0]) > 1))
        elif token[0] == "}" and opened:
            start, formula = opened.pop()
            if formula:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, token.end()))
    return found
