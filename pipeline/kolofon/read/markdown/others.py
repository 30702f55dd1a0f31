"""Findings for lines of Markdown that are for another program, which would replace them.

--8<-- "file"     {!file!}                                another file (PyMdown, mdx_include)
"""

import re
from collections.abc import Sequence

from kolofon.model.document import Place
from kolofon.model.finding import Severity
from kolofon.read.findings.repeated import listed
from kolofon.read.reading import Reading
from kolofon.read.text import Line

__all__ = ["tell", "tell_of_others"]

_HINTS = {
    "unread-directive": "put here what that program makes of it",
    "unread-template": "put here what that program makes of it",
    "unread-include": "put the text of that file here",
    "unknown-directive": "write it as a paragraph, a list or a note, or leave it so",
}

_INCLUDE = re.compile(r"""[ \t]*(?:-+8<-+(?:[ \t]+(?:["'].+["']|\[.+\]))?[ \t]*$|\{![^!]+!\})""")


def tell_of_others(lines: Sequence[Line], reading: Reading) -> None:
    """Add findings (`unread-include`) for the inclusion of a file, which is printed as it is written.

    It may be an example.
    """
    for line in lines:
        if _INCLUDE.match(line.text):
            code, hint = "unread-include", "put the text of that file here"
        else:
            continue
        reading.findings.append(listed(code, Severity.WARNING, line.place(), line.text.strip(), hint))


def tell(code: str, words: str, reading: Reading, place: Place) -> None:
    """Add a finding of something that is for another program, or that is not printed."""
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
