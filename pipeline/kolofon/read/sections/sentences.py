"""Sentences that are not yet segmented, and findings about them, for every reader."""

import re
from collections.abc import Iterator

from kolofon.model.document import Place, Sentence, Text
from kolofon.model.finding import Finding, Severity
from kolofon.read.text import Line

__all__ = ["BREAK", "sentence", "stray_markup", "warning"]

BREAK = re.compile(r"</?(?:br|hr)\b[^<>]*>", re.IGNORECASE)
"""The tags that separate the items of a flattened list."""

_MARKUP = re.compile(
    r"</?[A-Za-z][^<>]*>|<!--|-->"  # HTML
    r"|&(?:[A-Za-z][A-Za-z0-9]+|#[0-9]+|#[xX][0-9A-Fa-f]+);"  # its entities
    r"|\{\{|\}\}|\[\[|\]\]|''+|__[A-Z]+__|^\{\||^\|\}|^\|-(?![-|])|\{\\displaystyle"  # wikitext
)


def sentence(text: str, place: Place) -> Sentence:
    """Plain text as one sentence."""
    return Sentence((Text(text),), place)


def warning(code: str, place: Place, message: str, hint: str) -> Finding:
    """A finding of severity warning."""
    return Finding(code, Severity.WARNING, place, message, hint)


def stray_markup(line: Line, *, breaks: bool) -> Iterator[Finding]:
    """A finding for each piece of markup in a line; plain text should have none.

    `breaks` says that line breaks and rules are expected here.
    """
    for found in _MARKUP.finditer(line.text):
        if not (breaks and BREAK.fullmatch(found[0])):
            yield warning(
                "stray-markup",
                line.place(found.start()),
                f"{found[0]} is markup, and will be printed as it is",
                "write only what a reader should see",
            )
