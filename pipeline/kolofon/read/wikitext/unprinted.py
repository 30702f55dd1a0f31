"""The tags of a wiki that a book does not have: their content is in a finding, and not printed."""

from mwparserfromhell.nodes import Tag

from kolofon.read.reading import Reading
from kolofon.read.wikitext.nodes import At, Source, tag_name

__all__ = ["DRAWN", "UNPRINTED", "unprinted_tag"]

DRAWN = frozenset({"score", "timeline", "graph", "hiero", "mapframe", "maplink", "chart", "phonos", "abc"})
"""The names of tags whose content a program of the wiki draws or plays."""

UNPRINTED = DRAWN | {
    "templatestyles",
    "templatedata",
    "indicator",
    "categorytree",
    "inputbox",
    "section",
    "tvar",
    "languages",
}
"""The names of all these tags."""


def unprinted_tag(at: At, node: Tag, reading: Reading, source: Source) -> None:
    """Add the finding of a tag that is not printed: `unprinted-tag` for a drawing, which the text may need."""
    place = source.place(at.offset)
    written = " ".join(str(node).split())
    if tag_name(at) in DRAWN:
        hint = "put a picture of it in its place, or take it out"
        reading.warn("unprinted-tag", place, f"the press cannot draw this: {written}", hint, subject=written)
    elif str(node.contents or "").strip():
        reading.note("unprinted-template", place, f"not printed: {written}", written)
