"""Findings for lines of Markdown that are for another program, which would replace them.

--8<-- "file"     {!file!}                                another file (PyMdown, mdx_include)
::: name          :::{name}                               a directive (mkdocstrings, MyST, Pandoc)
"""

import re
from collections.abc import Sequence

from kolofon.model.finding import Severity
from kolofon.read.reading import Reading
from kolofon.read.repeated import listed
from kolofon.read.text import Line

__all__ = ["tell_of_others"]

_INCLUDE = re.compile(r"""[ \t]*(?:-+8<-+[ \t]+["'].+["']|\{![^!]+!\})""")
_DIRECTIVE = re.compile(r":{3,}[ \t]*(?:\{[\w:-]+\}|[\w.]+)")


def tell_of_others(lines: Sequence[Line], reading: Reading) -> None:
    """Add findings: `unread-include` for the inclusion of a file, `unread-directive` for another program's directive.

    Both are printed as they are written, for they may be examples.
    """
    for line in lines:
        if _INCLUDE.match(line.text):
            code, hint = "unread-include", "put the text of that file here"
        elif _DIRECTIVE.match(line.text):
            code, hint = "unread-directive", "put here what that program makes of it"
        else:
            continue
        reading.findings.append(listed(code, Severity.WARNING, line.place(), line.text.strip(), hint))
