"""The names of places, and the targets of references to them.

A name that other files of the work may refer to begins with one of the prefixes here; `kolofon.read.targets` looks
for such names in every file.
"""

from docutils import nodes

from kolofon.read.reading import Reading
from kolofon.read.targets import Leads

__all__ = ["LABEL", "OBJECT", "TERM", "label_name", "resolved"]

LABEL = ":label:"
"""Before the name that `ref` uses."""

TERM = ":term:"
"""Before a term of a glossary."""

OBJECT = ":object:"
"""Before the name of an object that is described."""


def label_name(label: str) -> str:
    """A name as docutils makes an id of it, which is that of a figure: `Two words` is `two-words`."""
    return nodes.make_id(label)


def resolved(target: str, reading: Reading) -> str:
    """The target of a reference as the document has it; empty where nothing has that name."""
    found, leads = reading.targets.resolve(target, reading.base)
    return found if leads is Leads.SOMEWHERE else ""
