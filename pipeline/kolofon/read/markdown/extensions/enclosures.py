"""Tags of HTML that are lines of their own, with Markdown between them, as mdBook has them.

<div class="warning">                          an aside; so are <aside> and other classes (`kolofon.read.html.asides`)

*Text.*

</div>

<Listing number="2-1" caption="A *small* program">      a listing with its number, and a caption
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from kolofon.model.limits import DEEPEST
from kolofon.read.html.asides import aside_kind
from kolofon.read.html.inline import Tag, read_tag
from kolofon.read.markdown.extensions.asides import ASIDE, HTML
from kolofon.read.markdown.extensions.attributes import MARKS
from kolofon.read.markdown.extensions.listings import NUMBER, captioned

__all__ = ["enclosures_plugin"]

_TAG = re.compile(r"<(?P<end>/?)(?P<name>aside|div|Listing)(?=[\s>])(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>", re.IGNORECASE)
_LISTING = "Listing"


class _Opened(NamedTuple):
    """A tag that is not yet closed: where it is, its name, and how deep the block is that it is in."""

    at: int
    name: str
    level: int


def enclosures_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read blocks between two tags as nodes of the types `aside` and `listing`."""
    markdown.core.ruler.after("attributes_of_blocks", "enclosures", _enclosures)


def _enclosures(state: StateCore) -> None:
    pairs = dict(_pairs(state.tokens))
    if not pairs:
        return
    ends = set(pairs.values())
    kinds: dict[int, str] = {}
    found: list[Token] = []
    for at, token in enumerate(state.tokens):
        if at in pairs:
            opening = _opening(token)
            found += opening or [token]
            kinds[pairs[at]] = opening[0].type.removesuffix("_open") if opening else ""
        elif at in ends and kinds[at]:
            found.append(Token(f"{kinds[at]}_close", "", -1))
        else:
            found.append(token)
    state.tokens = found


def _pairs(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """The opening tags with their closing ones in the same block, by their places; no deeper than `DEEPEST`."""
    opened: list[_Opened] = []
    level = 0
    for at, token in enumerate(tokens):
        level += token.nesting
        while opened and opened[-1].level > level:
            opened.pop()
        found = _TAG.fullmatch(token.content.strip()) if token.type == "html_block" else None
        if found and not found["end"]:
            opened.append(_Opened(at, found["name"], level))
        elif found and any(one.name == found["name"] and one.level == level for one in opened[-DEEPEST:]):
            while opened[-1].name != found["name"]:
                opened.pop()
            if len(opened) <= DEEPEST:
                yield opened.pop().at, at
            else:
                opened.pop()


def _opening(token: Token) -> list[Token]:
    """The tokens that open an aside or a listing for a tag; none for a tag of anything else."""
    tag = read_tag(token.content.strip())
    if tag is None:
        return []
    if token.content.strip().startswith(f"<{_LISTING}"):
        marks = _marks(tag, token)
        number = marks.pop(NUMBER, "")
        opening, *caption = captioned(marks, token)
        opening.meta[NUMBER] = number
        return [opening, *caption]
    kind = aside_kind(tag.name, tag.attributes)
    if kind is None:
        return []
    opening = Token("aside_open", "", 1, map=token.map, block=True)
    opening.meta = {ASIDE: str(kind), HTML: True, MARKS: _marks(tag, token)}
    opening.meta[MARKS].pop("class", None)
    return [opening]


def _marks(tag: Tag, token: Token) -> dict[str, str]:
    """The attributes of a tag and of the line above it; the name of a listing of mdBook is made of its number."""
    number = tag.attributes.get(NUMBER, "") if tag.name == _LISTING.lower() else ""
    named = {"id": f"listing-{number}"} if number else {}
    return {**token.meta.get(MARKS, {}), **named, **tag.attributes}
