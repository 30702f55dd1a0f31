"""Findings for marks in Markdown that are for another program, and for lines that it would replace.

--8<-- "file"     {!file!}                                another file (PyMdown, mdx_include)
"""

import re
from collections.abc import Sequence

from kolofon.model.document import Place
from kolofon.model.finding import Severity
from kolofon.read.findings.groups import listed
from kolofon.read.reading import Reading
from kolofon.read.text import Line

__all__ = ["report", "report_includes"]

_HINTS = {
    "unread-directive": "put here what that program makes of it",
    "unread-template": "put here what that program makes of it",
    "unread-include": "put the text of that file here",
    "unknown-directive": "write it as a paragraph, a list or a note, or leave it so",
}

_INCLUDE = re.compile(r"""[ \t]*(?:-+8<-+(?:[ \t]+(?:["'].+["']|\[.+\]))?[ \t]*$|\{![^!]+!\})""")


def report_includes(lines: Sequence[Line], reading: Reading) -> None:
    """Add a finding (`unread-include`) for each line that includes a file; it may be an example, and is printed."""
    for line in lines:
        if _INCLUDE.match(line.text):
            code, hint = "unread-include", "put the text of that file here"
        else:
            continue
        reading.findings.append(listed(code, Severity.WARNING, line.place(), line.text.strip(), hint))


def report(code: str, words: str, reading: Reading, place: Place) -> None:
    """Add a finding of a code for words that are for another program, or that are not printed."""
    words = " ".join(words.split())
    if code == "raw-text":
        message = f"this is for another format, and not printed: {words}"
        reading.warn(code, place, message, "write it in Markdown", subject=words)
    elif code == "comment":
        reading.note(code, place, f"a comment is not printed: {words}", words)
    elif code in _HINTS:
        reading.findings.append(listed(code, Severity.WARNING, place, words, _HINTS[code]))
    else:
        reading.unread(code, place, words)
