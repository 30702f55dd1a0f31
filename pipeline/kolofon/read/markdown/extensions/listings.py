"""Names and captions of listings in Markdown.

```python {#lst-hello lst-cap="A *small* program"}     as Pandoc and Quarto have them
``` py title="hello.py"                                as MkDocs and Docusaurus do
{#lst-hello caption="A small program"}                 a line right above the listing
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from kolofon.read.markdown.extensions.attributes import MARKS

__all__ = ["CAPTION", "FILE", "LISTING", "LISTING_CAPTION", "NUMBER", "captioned", "listings_plugin"]

LISTING, LISTING_CAPTION = "listing", "listing_caption"
"""Types of nodes: a listing together with its caption, and the caption."""

CAPTION, FILE = frozenset({"lst-cap", "caption", "title"}), frozenset({"filename", "file-name"})
"""The attributes that have the caption of a listing, and the name of the file that it is from."""

NUMBER = "number"
"""The attribute that has the number of a listing of mdBook, and the key of the `meta` of a listing for it."""

_TITLE = "title"
"""The attribute that may have a caption or the name of a file."""

_KEYS = "|".join(sorted(CAPTION | FILE))
_BLOCKS = frozenset({"fence", "code_block"})
_BRACES = re.compile(r'\{(?P<inner>(?:"(?:\\.|[^"\\])*"|[^"{}])*)\}\s*')
_KEY = re.compile(rf'(?:^|(?<=[ \t{{]))(?P<key>{_KEYS})=(?:"(?P<value>(?:\\.|[^"\\])*)"|(?P<word>[^\s"{{}}]+))')
_NAME = re.compile(r"(?:^|(?<=[ \t]))#(?P<name>[^\s{}\"]+)")
_ESCAPED = re.compile(r'\\(["\\])')
_PATH = re.compile(r"[\w@~+-]*(?:[./\\][\w@~+.-]+)+")


class _Info(NamedTuple):
    """The words behind the fence of a listing, without its name and its caption, and these two as attributes."""

    rest: str
    marks: Mapping[str, str]


def listings_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read names and captions of listings, as nodes of the type `LISTING` around these."""
    markdown.core.ruler.after("attributes_of_blocks", "listings", _listings)


def _listings(state: StateCore) -> None:
    found: list[Token] = []
    for token in state.tokens:
        marks: dict[str, str] = token.meta.get(MARKS, {}) if token.type in _BLOCKS else {}
        if token.type == "fence":
            info = _info(token.info)
            marks = {**marks, **info.marks}
            token.info = info.rest
        if marks.keys().isdisjoint({"id", *CAPTION, *FILE}):
            found.append(token)
            continue
        token.meta.pop(MARKS, None)
        found += [*captioned(marks, token), token, Token(f"{LISTING}_close", "", -1)]
    state.tokens = found


def captioned(marks: Mapping[str, str], block: Token) -> list[Token]:
    """The tokens that open a listing with some attributes, and those of its caption; `block` has its lines."""
    opening = Token(f"{LISTING}_open", "", 1, map=block.map, block=True)
    files = {key for key, value in marks.items() if key in FILE or (key == _TITLE and _PATH.fullmatch(value))}
    captions = [" ".join(value.split()) for key, value in marks.items() if key in CAPTION - files]
    opening.meta = {
        MARKS: {key: value for key, value in marks.items() if key not in CAPTION | FILE},
        LISTING: [value for key, value in marks.items() if key in files],
    }
    made = [opening]
    first = (block.map or [0, 1])[0]
    for caption in filter(None, captions):
        words = Token("inline", "", 0, content=caption, children=[], map=[first, first + 1])
        around = Token(f"{LISTING_CAPTION}_open", "", 1, map=[first, first + 1])
        made += [around, words, Token(f"{LISTING_CAPTION}_close", "", -1)]
    return made


def _info(info: str) -> _Info:
    marks: dict[str, str] = {}

    def taken(found: re.Match[str]) -> str:
        marks[found["key"]] = found["word"] or _ESCAPED.sub(r"\1", found["value"] or "")
        return ""

    rest = _KEY.sub(taken, info)
    # A brace opens attributes at the beginning, or behind a space.
    at = rest.find("{")
    braces = _BRACES.fullmatch(rest, at) if at == 0 or (at > 0 and rest[at - 1] in " \t") else None
    if braces and (name := _NAME.search(braces["inner"])):
        marks["id"] = name["name"]
        inner = f"{braces['inner'][: name.start()]}{braces['inner'][name.end() :]}".strip()
        rest = rest[:at] + (f"{{{inner}}}" if inner else "")
    elif braces and marks and not braces["inner"].strip():
        rest = rest[:at]
    return _Info(rest.strip() if marks else info, marks)
