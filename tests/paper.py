"""What is printed where, read from the finished PDF."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kolofon.write.typography.geometry import Geometry
from tests.later import pikepdf
from tests.pdfs import extracted

__all__ = ["SLACK", "Box", "Line", "Sheet", "baselines", "body", "over_the_edge", "sheets"]

_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</word>')
_PAGE = re.compile(r"<page [^>]*>(.*?)</page>", re.DOTALL)
_SAME_LINE = 5.0
"""Words whose middles are nearer than this, in points, are in one line."""
SLACK = 1.0
"""Points by which the box of a letter may reach beyond a line or a measure."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or several side by side, with the room that its letters may take."""

    text: str
    box: Box
    words: tuple[tuple[str, Box], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its lines from the top, and its pictures."""

    number: int
    lines: tuple[Line, ...]
    pictures: tuple[Box, ...]


def sheets(content: bytes, folder: Path) -> tuple[Sheet, ...]:
    """The pages of a PDF."""
    path = folder / "book.pdf"
    path.write_bytes(content)
    pages = _PAGE.findall(extracted(path, "-bbox"))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pictures = [tuple(_pictures(page)) for page in pdf.pages]
    return tuple(
        Sheet(number, tuple(_lines(page)), shown)
        for number, (page, shown) in enumerate(zip(pages, pictures, strict=True), 1)
    )


def body(sheet: Sheet, page: Geometry) -> tuple[Line, ...]:
    """The lines of a page between its head and its folio."""
    return tuple(
        line
        for line in sheet.lines
        if line.box.bottom > page.top + SLACK and line.box.top < page.height - page.bottom - SLACK
    )


def over_the_edge(book: Sequence[Sheet], page: Geometry, *, rtl: bool = False) -> list[tuple[int, str]]:
    """What reaches beyond the type area of its page, with the page's number; a book from right to left is mirrored."""
    over: list[tuple[int, str]] = []
    for sheet in book:
        left = page.inner if sheet.number % 2 != rtl else page.outer
        words = [word for line in sheet.lines for word in line.words]
        across = [*words, *(("picture", box) for box in sheet.pictures)]
        lines = body(sheet, page)
        down = [*((line.text, line.box) for line in lines), *(("picture", box) for box in sheet.pictures)]
        over += [
            (sheet.number, what)
            for what, box in across
            if box.left < left - SLACK or box.right > left + page.measure + SLACK
        ]
        over += [
            (sheet.number, what)
            for what, box in down
            if box.top < page.top - SLACK or box.bottom > page.height - page.bottom + SLACK
        ]
    return over


def _lines(page: str) -> Iterator[Line]:
    found = [(text, Box(*map(float, edges))) for *edges, text in _WORD.findall(page)]
    found.sort(key=lambda word: word[1].top + word[1].bottom)
    line: list[tuple[str, Box]] = []
    for text, box in found:
        if line and (box.top + box.bottom - line[-1][1].top - line[-1][1].bottom) / 2 > _SAME_LINE:
            yield _line(line)
            line = []
        line.append((text, box))
    if line:
        yield _line(line)


def _line(words: list[tuple[str, Box]]) -> Line:
    words = sorted(words, key=lambda word: word[1].left)
    boxes = [box for _, box in words]
    around = Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
    return Line(" ".join(text for text, _ in words), around, tuple(words))


def _pictures(page: "pikepdf.Page") -> Iterator[Box]:
    """Where a page draws pictures: the unit square under the matrix of the moment (ISO 32000-1, 8.9.5)."""
    height = float(page.mediabox[3])
    images = set(page.get_images())
    if not images:
        return
    matrix, saved = pikepdf.Matrix(), []
    for instruction in pikepdf.parse_content_stream(page):
        match str(instruction.operator):
            case "q":
                saved.append(matrix)
            case "Q":
                matrix = saved.pop()
            case "cm":
                matrix = pikepdf.Matrix(*map(float, instruction.operands)) @ matrix
            case "Do" if str(instruction.operands[0]) in images:
                box = matrix.transform(pikepdf.Rectangle(0, 0, 1, 1))
                yield Box(box.llx, height - box.ury, box.urx, height - box.lly)
            case _:
                pass


def baselines(page: "pikepdf.Page") -> list[tuple[float, float]]:
    """How far each piece of text is from the lower edge of its page, and the size of its letters, in points."""
    matrix, saved, placed, size = pikepdf.Matrix(), [], pikepdf.Matrix(), 0.0
    found: list[tuple[float, float]] = []
    for one in pikepdf.parse_content_stream(page):
        operands = list(one.operands)
        match str(one.operator):
            case "q":
                saved.append(matrix)
            case "Q":
                matrix = saved.pop()
            case "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            case "Tf":
                size = float(operands[1])
            case "Tm":
                placed = pikepdf.Matrix(*map(float, operands)) @ matrix
            case "Tj" | "TJ":
                found.append((placed.f, abs(size * placed.d)))
    return found
