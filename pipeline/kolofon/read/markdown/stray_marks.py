"""Findings for marks in a text that are printed as they are: mistakes, and marks of other programs.

| marks                                                                  | code of finding    |
|------------------------------------------------------------------------|--------------------|
| a link whose address has a space, a link without definition            | `stray-markup`     |
| `##Heading` without a space, lines that make no table                  | `stray-markup`     |
| `[^note]` without a definition                                         | `missing-note`     |
| `{{ name }}`, kramdown's `{::comment}`                                 | `unread-template`  |
| `<<< file` (VitePress)                                                 | `unread-include`   |
| TeX, CriticMarkup, keys, icons, abbreviations, theorems, parts         | `unread-directive` |
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kolofon.model.document import Inline, Place, Text
from kolofon.model.walk import walk
from kolofon.read.markdown.other_programs import report
from kolofon.read.reading import Reading

__all__ = ["Stray", "is_contents", "report_stray_html", "report_stray_marks", "strays"]


class Stray(NamedTuple):
    """Marks in a text: their offset, the marks, the code of their finding; for a mistake, what is wrong and a hint."""

    at: int
    words: str
    code: str
    why: str = ""
    hint: str = ""


_SIGNS = re.compile(
    r"[{\\|~@]|<!--|\][:(\[]|\[\^|\^\^|\+\+|^[ \t>]*#|^<<<|^import |^export |\*\[|\((?:PART|APP)|:\w+-", re.MULTILINE
)
"""Signs of which a text has one if it may have such marks; most texts have none."""

_SLIPS = (
    (
        re.compile(r"!?\[[^\[\]\n]*\]\([^()<>\n]*[ \t][^()<>\n]*\.\w{2,5}\)"),
        "is no link, for its address has a space",
        "write the address between < and >: [words](<a file.md>)",
    ),
    (
        re.compile(r"^\[[^\[\]\n^]+\]:[ \t]+\S[^\n]*", re.MULTILINE),
        "defines no address of a link, for it has none, or a line of words above it",
        "write an empty line above it, and an address behind the colon",
    ),
    (re.compile("<!--"), "is no comment, for nothing closes it", "close it with -->"),
    (
        re.compile(r"^#{2,6}[^\s#!](?:[^\n]*)", re.MULTILINE),
        "is no heading, for no space follows its signs",
        "write a space behind them, or a backslash before them",
    ),
    (
        re.compile(r"^[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$", re.MULTILINE),
        "makes no table, for the line above has not as many cells",
        "write as many cells in both lines",
    ),
    (
        re.compile(r"(?<![\w\])])!?\[[^\[\]\n]+\]\[(?!\^)[^\[\]\n]*\](?![\[(])"),
        "is no link, for nothing defines its address",
        "define it, as in [words]: file.md, or write a backslash before the brackets",
    ),
)
"""Marks that are most likely a mistake, what is wrong with them, and the hint."""

_TABLE = _SLIPS[4][0]
_MISSING_NOTE = re.compile(r"\[\^[^\s\[\]^]+\]")
_OTHERS = (
    (
        "unread-template",
        re.compile(
            r"\{\{(?![<%])(?!\s*#(?!(?:if|unless|each|with|list|else)\b)\w+\s)[^{}\n]+\}\}"
            r"|\{::/?[a-z]+[^{}\n]*\}|\{:/[a-z]*\}|\{:[ \t]*[.#\w][^{}\n]*\}"
        ),
    ),
    ("unread-include", re.compile(r"^<<<[ \t]+\S+", re.MULTILINE)),
    (
        "unread-directive",
        re.compile(
            r"\\(?:begin|end)\{[^{}\n]+\}|\\[A-Za-z]{2,}\*?(?:\[[^\[\]\n]*\])?\{[^{}\n]*\}|^\\[A-Za-z]{3,}$"  # TeX
            r"|\{\+\+[^{}\n]*\+\+\}|\{--[^{}\n]*--\}|\{>>[^{}\n]*<<\}|~>"  # CriticMarkup
            r"|(?<![\w+])\+\+[a-z0-9][\w-]*(?:\+[\w\"-]+)*\+\+(?![\w+])"  # keys of PyMdown
            r"|\^\^[^\s^][^\^\n]*\^\^"  # its insertions
            r"|:(?:material|fontawesome|octicons|simple)-[a-z0-9-]+:(?:\{[^{}\n]*\})?"  # icons of MkDocs
            r"|^\*\[[^\[\]\n]+\]:.*$"  # an abbreviation
            r"|(?<![\w@.])@(?:thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau)-\w[\w-]*"  # Quarto
            r"|@ref\([\w:.-]+\)|^\((?:PART|APPENDIX)\*?\)"  # bookdown
            r"|^import [^\n]+ from ['\"][^\n]+['\"];?$|^export (?:const|default|function)\b[^\n]*",  # MDX
            re.MULTILINE,
        ),
    ),
)
"""The codes of findings, and the marks that have such a finding."""

_FENCE = re.compile(r"^[ \t]*(?:`{3,}[^`\n]*|~{3,}[^\n]*)$", re.MULTILINE)
_CONTENTS = re.compile(r"\[\[?_?toc_?\]\]?|\$\{toc\}|\{:[ \t]*toc[ \t]*\}", re.IGNORECASE)
_TOC_BELOW = re.compile(r"\{:[ \t]*toc[^{}]*\}\Z")


def is_contents(written: str) -> bool:
    """Whether a block is the place of a table of contents: `[TOC]` by itself, or a list with `{:toc}` (kramdown)."""
    return bool(_CONTENTS.fullmatch(written.strip()) or _TOC_BELOW.search(written.strip()))


def strays(text: str) -> Iterator[Stray]:
    """The marks in a text."""
    for pattern, why, hint in _SLIPS:
        for found in pattern.finditer(text):
            if found[0].strip() and (pattern is not _TABLE or ("|" in found[0] and "\n" in text)):
                yield Stray(found.start(), found[0].strip(), "stray-markup", why, hint)
    for found in _MISSING_NOTE.finditer(text):
        yield Stray(found.start(), found[0], "missing-note")
    for code, pattern in _OTHERS:
        for found in pattern.finditer(text):
            yield Stray(found.start(), found[0], code)


def report_stray_marks(
    inlines: Sequence[Inline], content: str, place: Callable[[int], Place], reading: Reading
) -> None:
    """Add findings for the marks in some inline content; `content` is its source, and `place` the places in that.

    Marks behind a backslash are words, and have no finding.
    """
    if not _SIGNS.search(content):
        return
    begin = 0
    for part in walk(inlines):
        if not isinstance(part, Text):
            continue
        for stray in sorted(strays(part.text)):
            at = content.find(stray.words, begin)
            if at < 0:
                continue
            begin = at + 1
            if content[at - 1 : at] != "\\" or stray.words.startswith("@"):  # bookdown has `\@ref(fig:a)`
                _report_stray(stray, place(at), reading)


def report_stray_html(html: str, place: Place, reading: Reading) -> None:
    """Add findings for HTML that has text in it by mistake.

    A comment that nothing closes goes on to the end of the text; a listing is text if no empty line is above it.
    """
    if html.lstrip().startswith("<!--") and "-->" not in html:
        why, hint = "is no comment, for nothing closes it, and all behind it is words", "close it with -->"
        _report_stray(Stray(0, "<!--", "stray-markup", why, hint), place, reading)
    found = _FENCE.search(html) if "<pre" not in html.lower() else None
    if found:
        why, hint = "opens no listing, for it is in HTML", "write an empty line above it"
        line = place.line + html.count("\n", 0, found.start())
        _report_stray(Stray(0, found[0].strip(), "stray-markup", why, hint), Place(place.path, line, 1), reading)


def _report_stray(stray: Stray, place: Place, reading: Reading) -> None:
    if stray.code == "stray-markup":
        message = f"{stray.words} {stray.why}; it is printed as it is"
        reading.warn(stray.code, place, message, stray.hint, subject=stray.words)
    elif stray.code == "missing-note":
        name = stray.words[2:-1]
        message = f"there is no note “{name}”; {stray.words} is printed as it is"
        reading.warn(stray.code, place, message, f"write the note: [^{name}]: words", subject=stray.words)
    else:
        report(stray.code, stray.words, reading, place)
