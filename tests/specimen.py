"""A small book that uses what a page can have, and pictures of it: `python -m tests.specimen docs/pages`.

Notes at the foot, a figure, a table, formulas, the first pages, a cover: all that `docs/pages.md` shows.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tests.machine import ROOT, run
from tests.press import edition_toml, put

__all__ = ["NAME", "build", "edition"]

NAME = "paper"
DATA = ROOT / "tests/data/pages"
THEMES = ("plain", "classic", "modern", "large-print")
PAGE = {"notes": '"foot"', "optical": "true", "drop": "3", "layout": '"book"'}
WORK = f"""\
name = "{NAME}"
source = "paper.md"
format = "markdown"
description = "How a valley made paper, and what it learned of lines"
dedication = "To all who wait for the water to clear"
blurb = '''
A valley made paper for two hundred years, and learned from it what evenness is.

This book follows the water from the weir to the vat, the sheet from the vat to the loft, and the line of type from a
deaf man's composing stick to the page.
'''
"""
MORE = """
[figures]
numbered = true
place = "page"

[cover]
background = "#1f3a4d"
ink = "#ffffff"

[[contributors]]
name = "Mira Kola"
role = "aut"

[[contributors]]
name = "Arben Gjoka"
role = "ill"
"""
RESOLUTION = 80
COLOURS = 16
GAP = 8


def edition(root: Path, page: Mapping[str, str] = PAGE, theme: str = "plain") -> Path:
    """An edition of the book in a folder, which is returned; `page` is what is below `[page]`."""
    keys = "".join(f"{key} = {value}\n" for key, value in page.items())
    told = edition_toml(WORK, f'theme = "{theme}"\n\n[page]\n{keys}{MORE}')
    put(root, {"source/edition.toml": told, **{f"source/{path.name}": path.read_bytes() for path in DATA.iterdir()}})
    return root


def build(root: Path, formats: str) -> str:
    """Make it in English; returned is what the press says."""
    return run(sys.executable, "-m", "kolofon", "--edition", root, "build", "en", "--format", formats)


def pictures(pdf: Path, first: int = 1, last: int = 999) -> list[Image.Image]:
    """The pages of a PDF, as long as there are any."""
    with TemporaryDirectory() as folder:
        asked = ("-r", str(RESOLUTION), "-gray", "-png", "-f", str(first), "-l", str(last))
        run("pdftoppm", *asked, pdf, Path(folder, "page"))
        return [Image.open(path).copy() for path in sorted(Path(folder).iterdir())]


def sheet(pages: Sequence[Image.Image], columns: int) -> Image.Image:
    """Pages side by side in rows, as large as the largest of them each."""
    width = GAP + max(page.width for page in pages)
    height = GAP + max(page.height for page in pages)
    whole = Image.new("L", (columns * width + GAP, -(-len(pages) // columns) * height + GAP), 176)
    for number, page in enumerate(pages):
        whole.paste(page, (GAP + number % columns * width, GAP + number // columns * height))
    return whole.quantize(COLOURS)


def _pdf(folder: Path, theme: str, suffix: str = ".pdf") -> Path:
    page = PAGE if theme == "plain" else {key: value for key, value in PAGE.items() if key != "drop"}
    root = edition(folder / theme, page, theme)
    build(root, "pdf,press,cover" if suffix != ".pdf" else "pdf")
    return root / f"output/en/{NAME}{suffix}"


def _made(folder: Path) -> Iterable[tuple[str, Image.Image]]:
    text = 7
    yield "after", sheet(pictures(_pdf(folder, "plain"), 1, 13), 5)
    yield "themes", sheet([pictures(_pdf(folder, theme), text, text)[0] for theme in THEMES], len(THEMES))
    yield "cover", sheet(pictures(_pdf(folder, "plain", "-cover.pdf")), 1)


def main(target: Path) -> None:
    with TemporaryDirectory() as folder:
        for name, picture in _made(Path(folder)):
            picture.save(target / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
