"""From the messages of docutils about a text, findings."""

import re
from collections.abc import Iterable

from kolofon.read.reading import Reading
from kolofon.read.rst.tree.parser import Message
from kolofon.read.rst.tree.places import Places

__all__ = ["add_messages"]

# A message of docutils, and the code, message (with the first group) and hint of its finding.
_KNOWN = tuple(
    (re.compile(pattern), code, message, hint)
    for pattern, code, message, hint in (
        (
            r"Title (?:under|over)line too short|Title overline & underline mismatch|Incomplete |Missing matching ",
            "heading-line",
            "the line at this heading is not as long as the heading",
            "make it as long",
        ),
        (
            r"Inline (interpreted text|\w+)(?: or phrase reference)? start-string without end-string",
            "unclosed-markup",
            "the end of the {} is missing, so its first sign is printed",
            "write the end, or a backslash before the sign",
        ),
        (r'Unknown target name: "(.*)"', "missing-target", "nothing has the name {}", "write .. _name: right above it"),
        (
            r'Duplicate (?:explicit )?target name(?:, cannot be used as a unique reference)?: "(.*)"',
            "repeated-target",
            "the name {} was given already",
            "give one of them another name",
        ),
        (
            r'Undefined substitution referenced: "(.*)"',
            "missing-substitution",
            "nothing says what |{}| stands for",
            "write .. |name| replace:: words",
        ),
        (
            r'Duplicate substitution definition name: "(.*)"',
            "repeated-substitution",
            "it was said already what |{}| stands for",
            "keep one of them",
        ),
        (
            r"(.*) ends without a blank line|(Blank line) required|Unexpected (indentation)",
            "missing-blank-line",
            "docutils expects an empty line here: {}",
            "write an empty line, or mend the indent of this one",
        ),
        (
            r"Too many autonumbered footnote references|Too many symbol footnote references",
            "missing-note",
            "there are more calls of notes than notes",
            "write .. [#] and the note",
        ),
        (r"Malformed table", "malformed-table", "this is no table, and is not printed: {}", "mend its lines"),
        (
            r"Unexpected section title",
            "stray-heading",
            "this heading cannot open a section here: {}",
            "move it out of the block that it is in",
        ),
        (
            r"Inconsistent title style|A level \d+ section cannot be used here",
            "stray-heading",
            "this heading is of a level that cannot be here, and is not printed: {}",
            "underline it as the headings of its level",
        ),
    )
)
_SILENT = re.compile(r"Possible (?:title|incomplete)|.*is not referenced|Block quote attribution")


def add_messages(messages: Iterable[Message], places: Places, reading: Reading) -> None:
    """Add a finding for each message.

    Codes: `heading-line`, `unclosed-markup`, `missing-target`, `repeated-target`, `missing-substitution`,
    `repeated-substitution`, `missing-blank-line`, `missing-note`, `malformed-table`, `stray-heading`, and
    `restructuredtext` for anything else.
    """
    for message in messages:
        if _SILENT.match(message.words):
            continue
        written = " ".join(message.text.split())
        place = places.near(message.path, message.line)
        for pattern, code, words, hint in _KNOWN:
            if found := pattern.match(message.words):
                subject = next((group for group in found.groups() if group), "")
                text = words.format(f"{written}" if code in ("malformed-table", "stray-heading") else subject)
                text += f": {written}" if written and written not in text else ""
                reading.warn(code, place, text, hint, subject=written or subject)
                break
        else:
            words = f"{message.words.rstrip('.')}{f': {written}' if written else ''}"
            hint = "see the reStructuredText specification of docutils"
            reading.warn("restructuredtext", place, words, hint, subject=written)
