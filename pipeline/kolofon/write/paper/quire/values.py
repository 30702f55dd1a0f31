"""A quire as a value: what is drawn on its pages, and what binding has to know of it.

All lengths are in points, from the lower left corner of the page.  Whatever a quire holds is its own: objects, nodes
and links are named by their numbers in it.
"""

from collections.abc import Mapping

import msgspec

from kolofon.model.finding import Finding
from kolofon.set.pages.marks import PageStart
from kolofon.write.paper.extraction.sorts import Sort

__all__ = [
    "UNKNOWN",
    "Bookmark",
    "FontUse",
    "Late",
    "Leaf",
    "Link",
    "PageKind",
    "Plain",
    "Quire",
    "TreeNode",
    "Written",
    "decoded",
    "encoded",
]

Plain = object
"""A value of a PDF (ISO 32000-1, 7.3) as `objects.plain` writes it: numbers, text, and lists that say what they are."""


UNKNOWN = "?"
"""What a quire shows for the page of an id that is not known yet."""


class Written(msgspec.Struct, frozen=True):
    """An object of a file: a value, and, if it is a stream, its content as it is written."""

    value: Plain
    content: bytes | None = None


class PageKind(msgspec.Struct, frozen=True):
    """What a selector of `@page` may name (CSS Paged Media 3, 6).

    `side` is "left" or "right"; `groups` are the names of the sequences of pages that the page is in, with its index
    in each, from 0.
    """

    side: str
    blank: bool
    name: str
    groups: tuple[tuple[str, int], ...] = ()


class Link(msgspec.Struct, frozen=True):
    """A rectangle that leads to an element with an id, or to an address."""

    edges: tuple[float, float, float, float]
    target: str
    external: bool


class Bookmark(msgspec.Struct, frozen=True):
    """A line of the outline, and where it leads on its page; `level` is the one that the style sheet gives.

    `node` is the number of the node in the structure tree.
    """

    level: int
    label: str
    x: float
    y: float
    state: str
    node: int = 0


class Named(msgspec.Struct, frozen=True):
    """The values of a named string (`string-set`) on a page; `begins` if an element that sets it begins the page."""

    values: tuple[str, ...]
    begins: bool


class Leaf(msgspec.Struct, frozen=True):
    """A page without what is in its margins.

    `boxes` are those of the page (ISO 32000-1, 14.11.2); `content` is its stream, deflated; `anchors` are the ids that
    begin on it, each with its place and the number of its node in the structure tree; `shift` is by how much it moves
    to the right on the other side of a leaf, None where it would not only move.  `unreadable` are letters whose glyphs
    do not say what they are, `flat` is how many links have no area.
    """

    kind: PageKind
    boxes: Mapping[str, tuple[float, ...]]
    content: bytes
    links: tuple[Link, ...]
    anchors: tuple[tuple[str, float, float, int], ...]
    bookmarks: tuple[Bookmark, ...]
    strings: Mapping[str, Named]
    shift: float | None = None
    unreadable: Mapping[str, int] = {}
    flat: int = 0


class TreeNode(msgspec.Struct, frozen=True):
    """A node of the structure tree.

    `around` is the number of the node around it, -1 for the root; `kids` are nodes, as `(-1, number)`, or marked
    content, as `(page, number)`, or links, as `(page, -1 - number)`; `texts` are those of the links, in their order;
    `open` names a node that begins in an earlier quire or ends in a later one.
    """

    type: str
    around: int
    kids: tuple[tuple[int, int], ...]
    texts: tuple[str, ...] = ()
    open: str = ""
    language: str = ""
    identifier: str = ""
    alternative: str = ""
    expansion: str = ""
    attributes: Mapping[str, Mapping[str, Plain]] = {}
    heads: tuple[int, ...] = ()
    page: int = -1


class FontUse(msgspec.Struct, frozen=True):
    """A font, and its glyphs that are used, with their widths in thousandths of an em and their characters.

    `facts` are the attributes of WeasyPrint's font that describe it; `file` is the digest of its file; `sorts` are
    those of its codes that are not the numbers of glyphs.
    """

    name: str
    file: str
    facts: Mapping[str, Plain]
    widths: Mapping[int, int]
    to_unicode: Mapping[int, str]
    sorts: Mapping[int, Sort] = {}


class Late(msgspec.Struct, frozen=True):
    """What is in the margins of a page: its stream, deflated, in the coordinates that a page's content leaves.

    `states` are its graphics states; if it needs other resources, it is a form, and these are `resources`.
    """

    content: bytes
    states: Mapping[str, Plain] = {}
    resources: Plain = None
    objects: Mapping[int, Written] = {}
    fonts: tuple[FontUse, ...] = ()
    findings: tuple[Finding, ...] = ()


class Quire(msgspec.Struct, frozen=True):
    """A chapter that is set, from a recto on, or from a verso on.

    `before` and `after` are the values of the breaks before its first and behind its last boxes, `around` is the name
    of the pages that are left blank before it; `asked` are the ids whose pages it shows, with what it shows for each;
    `missing` are the letters that no font has; `files` are files of fonts that are not the press's own.
    """

    recto: bool
    leaves: tuple[Leaf, ...]
    resources: Plain
    objects: Mapping[int, Written]
    fonts: tuple[FontUse, ...]
    tree: tuple[TreeNode, ...]
    starts: tuple[PageStart, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    around: str
    asked: Mapping[str, str]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]
    files: Mapping[str, bytes] = {}


def encoded(quire: Quire) -> bytes:
    """A quire in MessagePack."""
    return msgspec.msgpack.encode(quire)


def decoded(content: bytes) -> Quire:
    """The quire that `encoded` wrote; msgspec.ValidationError, or DecodeError, for anything else."""
    return msgspec.msgpack.decode(content, type=Quire)
