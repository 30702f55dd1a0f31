"""A page in every language, side by side: `python -m tests.contact_sheet docs/languages.png`.

It makes the small book of `tests/mill.py` in each language, and shows the first page of its text, as far as that goes.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw

from kolofon.language import language
from tests import mill
from tests.machine import run

__all__ = ["sheet", "size"]

COLUMNS = 10
TILE = (196, 212)
"""The width and the height of a page on the sheet, in pixels, with its label and what is between the pages."""
LABEL, GAP = 14, 6
RESOLUTION = 200
"""Pixels an inch of what is made smaller."""
TEXT = (0.07, 0.09, 0.84, 0.68)
"""The part of a page that is shown, as shares of its width and its height: that with the text, on a right page."""
COLOPHON = "OFL-1.1"
"""What the colophon alone has, which is before the text on one page or on two."""
COLOURS = 16
"""Shades of grey: a sheet of them is half as large as one of all, and looks the same."""


def sheet(pdfs: dict[str, Path]) -> Image.Image:
    """The sheet of some books, by their languages, in the order of these."""
    whole = Image.new("L", size(len(pdfs)), 176)
    draw = ImageDraw.Draw(whole)
    for number, (tag, path) in enumerate(sorted(pdfs.items())):
        left, top = (
            index * size + GAP for index, size in zip((number % COLUMNS, number // COLUMNS), TILE, strict=True)
        )
        draw.text((left + 2, top), tag, fill=0)
        whole.paste(_page(path, tag), (left, top + LABEL))
    return whole.quantize(COLOURS)


def size(pages: int) -> tuple[int, int]:
    """The width and the height of a sheet of so many pages."""
    rows = -(-pages // COLUMNS)
    return COLUMNS * TILE[0] + GAP, rows * TILE[1] + GAP


def _page(path: Path, tag: str) -> Image.Image:
    """The first page of the text of a book, as large as there is room for it."""
    contents = 3
    number = contents + 1
    while not (text := run("pdftotext", *_only(number), path, "-").strip()) or COLOPHON in text:
        number += 1
    with TemporaryDirectory() as folder:
        picture = Path(folder, "page")
        run("pdftoppm", "-r", str(RESOLUTION), "-gray", "-png", "-singlefile", *_only(number), path, picture)
        page = Image.open(picture.with_suffix(".png"))
    left, top, right, bottom = TEXT
    if language(tag).direction == "rtl":
        left, right = 1 - right, 1 - left
    box = (left * page.width, top * page.height, right * page.width, bottom * page.height)
    return page.resize((TILE[0] - GAP, TILE[1] - GAP - LABEL), Image.Resampling.LANCZOS, box)


def _only(page: int) -> tuple[str, ...]:
    return ("-f", str(page), "-l", str(page))


def main(target: Path) -> None:
    with TemporaryDirectory() as folder:
        root = mill.edition(Path(folder))
        mill.build(root, "pdf")
        made = sheet({tag: root / "output" / tag / f"{mill.NAME}.pdf" for tag in mill.TAGS})
    made.save(target, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
