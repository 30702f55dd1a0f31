"""What is seen of a PDF and what leads through it, so that one bound from quires can be compared with the whole."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.later import pikepdf
from tests.machine import run
from tests.pdfs import tags

__all__ = ["Seen", "seen"]

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
    for line in run("pdftotext", "-bbox", file, "-").splitlines():
        if word := _WORD.search(line):
            found.put("words", word[5], *word.groups()[:4])
        elif "<page" in line:
            found.put("words", line)
    with pikepdf.open(io.BytesIO(content)) as book:
        numbers = {page.objgen: number for number, page in enumerate(book.pages, 1)}
        for number, page in enumerate(book.pages, 1):
            for box in ("/MediaBox", "/TrimBox", "/BleedBox"):
                found.put("boxes", (number, box), *page[box])
            for link in page.get("/Annots", ()):
                about = (str(link.get(name, "")) for name in ("/Dest", "/Contents", "/F"))
                found.put("links", (number, *about, str(link.get("/A", {}).get("/URI", ""))), *link.Rect)
        for tag in tags(book) if "/StructTreeRoot" in book.Root else ():
            attributes = dict(tag.attributes)
            edges = attributes.pop("BBox", [])
            found.put("tags", (tag.type, tag.depth, tag.says, attributes), *(edges if isinstance(edges, list) else ()))
        for name, target in _names(book):
            found.put("names", (name, numbers[target[0].objgen]), *_corner(target))
        for depth, line in _outline(book):
            found.put("outline", (depth, str(line.Title), numbers[line.Dest[0].objgen]), *_corner(line.Dest))
        for about in sorted(_fonts(book)):
            found.put("fonts", about)
        for key, value in book.docinfo.items():
            found.put("told", (key, str(value)))
        found.put("told", sorted(set(book.Root.keys())))
        found.put("told", book.Root.Metadata.read_bytes())
    if "tags" in found.things:
        for line in run("pdfinfo", "-struct-text", file).splitlines():
            found.put("spoken", re.sub(r"Object \d+", "", line))
    return found


def _corner(target: "pikepdf.Array") -> list[object]:
    return [target[2], target[3]]


def _names(book: "pikepdf.Pdf") -> Iterator[tuple[str, "pikepdf.Array"]]:
    names = book.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    for at in range(0, len(names), 2):
        yield str(names[at]), names[at + 1]


def _outline(book: "pikepdf.Pdf") -> Iterator[tuple[int, "pikepdf.Dictionary"]]:
    waiting = [(0, book.Root.get("/Outlines", {}).get("/First"))]
    while waiting:
        depth, line = waiting.pop()
        if line is not None:
            yield depth, line
            waiting += [(depth, line.get("/Next")), (depth + 1, line.get("/First"))]


def _fonts(book: "pikepdf.Pdf") -> Iterator[tuple[str, str, bytes]]:
    """The name of each font, the widths of its glyphs, and what they stand for, in no order."""
    found: Mapping[str, pikepdf.Dictionary] = {
        name: font for page in book.pages for name, font in page.Resources.get("/Font", {}).items()
    }
    for font in found.values():
        lines = font.ToUnicode.read_bytes().splitlines()
        yield str(font.BaseFont), str(font.DescendantFonts[0].W), b"\n".join(sorted(lines))
