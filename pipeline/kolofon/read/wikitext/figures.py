"""The names of pictures and tables in wikitext, by which a link refers to them.

{| id="tbl-rivers"                                               a table
[[File:A.png|thumb|<span id="fig-rivers">The rivers</span>]]     a picture with a caption
"""

import re

from mwparserfromhell.nodes import Tag, Wikilink

from kolofon.read.wikitext.inline import is_picture
from kolofon.read.wikitext.nodes import At, attributes, tag_name

__all__ = ["figure_name"]

_NAMED = re.compile(r"<span\b[^<>]*?\sid\s*=\s*[\"']?([^\s\"'<>/]+)")


def figure_name(at: At) -> str:
    """The name of a picture or a table; empty for one without a name, and for anything else."""
    if isinstance(at.node, Wikilink) and is_picture(at.node):
        found = _NAMED.search(str(at.node))
        return found[1] if found else ""
    if isinstance(at.node, Tag) and tag_name(at) == "table":
        return attributes(at.node).get("id", "")
    return ""
