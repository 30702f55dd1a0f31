"""What a reader sees of a PDF, and its links, so that one bound from quires can be compared with one set as a whole."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.later import pikepdf
from tests.machine import run
from tests.pdfs import extracted, structure, tags

__all__ = ["Seen", "drawn", "seen"]

_WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*)</word>')
_WITHIN = 0.02
"""Points by which places may differ: numbers are written once more for a page that is shifted."""


@dataclass
class Seen:
    """What is seen of a PDF, by what it is; and all places in it, in points, in the order of these."""

    things: dict[str, list[object]] = field(default_factory=dict)
    places: list[float] = field(default_factory=list)

    def put(self, what: str, thing: object, *places: object) -> None:
        self.things.setdefault(what, []).append(thing)
        self.places += (float(str(place)) for place in places)

    def assert_same(self, other: "Seen") -> None:
        """The test fails where another PDF looks otherwise."""
        assert self.things.keys() == other.things.keys()
        for what, things in self.things.items():
            differ = [(one, two) for one, two in zip(things, other.things[what], strict=False) if one != two]
            assert not differ, (what, len(differ), differ[:3])
            assert len(things) == len(other.things[what]), what
        assert len(self.places) == len(other.places)
        moved = [(one, two) for one, two in zip(self.places, other.places, strict=True) if abs(one - two) > _WITHIN]
        assert not moved, (len(moved), moved[:5])


def seen(content: bytes, folder: Path) -> Seen:
    """What is seen of a PDF."""
    file = folder / "seen.pdf"
    file.write_bytes(content)
    found = Seen()
    for line in extracted(file, "-bbox").splitlines():
        if word := _WORD.search(line):
            found.put("words", word[5], *word.groups()[:4])
        elif "<page" in line:
            found.put("words", line)
    with pikepdf.open(io.BytesIO(content)) as book:
        _look(book, found)
    if "tags" in found.things:
        for line in structure(content):
            found.put("spoken", line)
    return found


def drawn(content: bytes, folder: Path) -> list[bytes]:
    """The pages of a PDF as pictures."""
    file = folder / "drawn.pdf"
    file.write_bytes(content)
    run("pdftoppm", "-r", "40", file, folder / "page")
    pages = sorted(folder.glob("page-*"))
    return [page.read_bytes() for page in pages]


def _look(book: "pikepdf.Pdf", found: Seen) -> None:
    numbers = {page.obj.objgen: number for number, page in enumerate(book.pages, 1)}
    for number, page in enumerate(book.pages, 1):
        for box in ("/MediaBox", "/TrimBox", "/BleedBox"):
            found.put("boxes", (number, box), *page.obj[box])
        for link in page.obj.get("/Annots", pikepdf.Array()):
            told = [str(link[name]) if name in link else "" for name in ("/Dest", "/Contents", "/F")]
            found.put("links", (number, *told, str(link.A.URI) if "/A" in link else ""), *link.Rect)
    every = tags(book) if "/StructTreeRoot" in book.Root else []
    order = {tag.element.objgen: number for number, tag in enumerate(every)}
    for tag in every:
        attributes = dict(tag.attributes)
        edges = attributes.pop("BBox", [])
        more = "/NS" in tag.element, [order[other.objgen] for other in tag.element.get("/Ref", pikepdf.Array())]
        what = (tag.type, tag.depth, tag.says, attributes, *more)
        found.put("tags", what, *(edges if isinstance(edges, list) else ()))
    for name, target in _names(book):
        found.put("names", (name, *_led(target, numbers, order)), *_place(target))
    for depth, line in _outline(book):
        target = line.Dest if "/Dest" in line else line.A
        found.put("outline", (depth, str(line.Title), *_led(target, numbers, order)), *_place(target))
    for font in sorted(_fonts(book)):
        found.put("fonts", font)
    for key, value in book.docinfo.items():
        found.put("told", (key, str(value)))
    found.put("told", sorted(set(book.Root.keys())))
    found.put("told", [page.label for page in book.pages])
    found.put("told", book.Root.Metadata.read_bytes())


Numbers = Mapping[tuple[int, int], int]
"""Objects by their numbers and generations."""


def _led(target: "pikepdf.Object", pages: Numbers, elements: Numbers) -> tuple[int, ...]:
    """The numbers of the page that a destination leads to, and of the element of the tree, if it names one."""
    if isinstance(target, pikepdf.Array):
        return (pages[target[0].objgen],)
    assert list(target.D)[1:] == list(target.SD)[1:]
    return pages[target.D[0].objgen], elements[target.SD[0].objgen]


def _place(target: "pikepdf.Object") -> "list[pikepdf.Object]":
    """Where a destination is on its page."""
    return list(target if isinstance(target, pikepdf.Array) else target.D)[2:4]


def _names(book: "pikepdf.Pdf") -> "Iterator[tuple[str, pikepdf.Object]]":
    if "/Names" in book.Root and "/Dests" in book.Root.Names:
        names = list(book.Root.Names.Dests.Names)
        yield from ((str(name), target) for name, target in zip(names[::2], names[1::2], strict=True))


def _outline(book: "pikepdf.Pdf") -> "Iterator[tuple[int, pikepdf.Object]]":
    waiting = [(0, book.Root.Outlines.First)] if "/Outlines" in book.Root else []
    while waiting:
        depth, line = waiting.pop()
        yield depth, line
        waiting += [(depth + more, line[name]) for more, name in ((0, "/Next"), (1, "/First")) if name in line]


def _fonts(book: "pikepdf.Pdf") -> Iterator[tuple[str, str, bytes]]:
    """The name of each font, the widths of its glyphs, and their characters, in no order."""
    found = {str(name): font for page in book.pages for name, font in page.obj.Resources.get("/Font", {}).items()}
    for font in found.values():
        lines = font.ToUnicode.read_bytes().splitlines()
        yield str(font.BaseFont), str(font.DescendantFonts[0].W), b"\n".join(sorted(lines))
