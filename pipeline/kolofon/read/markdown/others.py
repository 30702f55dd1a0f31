"""Findings for lines of Markdown that are for another program, which would replace them.

--8<-- "file"     {!file!}     {{#include file}}          another file (PyMdown, mdx_include, mdBook)
"""

import re
from collections.abc import Sequence

from kolofon.model.document import Place
from kolofon.model.finding import Severity
from kolofon.read.reading import Reading
from kolofon.read.repeated import listed
from kolofon.read.text import Line

__all__ = ["tell_of_others"]

_INCLUDE = re.compile(r"""[ \t]*(?:-+8<-+[ \t]+["'].+["']|\{![^!]+!\}|\{\{#[a-z_]+[ \t]+[^}]+\}\})""")


def tell_of_others(lines: Sequence[Line], reading: Reading) -> None:
    """Add findings (`unread-include`) for the inclusion of a file, which is printed as it is written.

    It may be an example.
    """
    for number, line in enumerate(lines, 1):
        if _INCLUDE.match(line.text):
            code, hint = "unread-include", "put the text of that file here"
        else:
            continue
        place = Place(reading.path, number, 1)
        reading.findings.append(listed(code, Severity.WARNING, place, line.text.strip(), hint))
