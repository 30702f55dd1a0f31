"""The names of pictures and tables in wikitext, by which a link refers to them.

{| id="tbl-rivers"                                               a table
[[File:A.png|thumb|<span id="fig-rivers">The rivers</span>]]     a picture with a caption
"""

import re

from mwparserfromhell.nodes import Tag, Wikilink

from kolofon.language.mediawiki import WikiWords
from kolofon.read.wikitext.nodes import At, attributes, tag_name
from kolofon.read.wikitext.pictures import is_figure

__all__ = ["figure_name"]

_NAMED = re.compile(r"<span\b[^<>]*?\sid\s*=\s*[\"']?([^\s\"'<>/]+)")


def figure_name(at: At, words: WikiWords) -> str:
    """The name of a picture or a table; empty for one without a name, and for anything else."""
    if isinstance(at.node, Wikilink) and is_figure(at.node, words):
        found = _NAMED.search(str(at.node))
        return found[1] if found else ""
    if isinstance(at.node, Tag) and tag_name(at) == "table":
        return attributes(at.node).get("id", "")
    return ""
