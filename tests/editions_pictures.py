"""The pictures of this project's editions in the README: `python -m tests.editions_pictures`.

It makes the first work in every language from the files as they are, and writes `docs/editions.png`, the first page of
the text in each, and `docs/status.svg`, how far each translation is.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from kolofon.commands.build import Wanted, build
from kolofon.commands.status import draw, standings
from kolofon.edition.project import Project, open_project
from kolofon.model.edition import Format
from tests.machine import ROOT, run

__all__ = ["PICTURE", "STATUS", "size"]

PICTURE = ROOT / "docs" / "editions.png"
STATUS = ROOT / "docs" / "status.svg"

COLUMNS = 6
PAGE = (236, 335)
"""The width and the height of a page on the sheet, in pixels: those of A5."""
GAP = 8
RESOLUTION = 160
"""Pixels an inch of what is made smaller."""
FIRST = 5
"""The page of the PDF on which the text begins, behind the title page, the imprint and the contents."""
COLOURS = 24


def size(pages: int) -> tuple[int, int]:
    """The width and the height of a sheet of so many pages."""
    rows = -(-pages // COLUMNS)
    return COLUMNS * (PAGE[0] + GAP) + GAP, rows * (PAGE[1] + GAP) + GAP


def sheet(pages: list[Image.Image]) -> Image.Image:
    """The pages side by side, on grey."""
    whole = Image.new("L", size(len(pages)), 176)
    for number, page in enumerate(pages):
        row, column = divmod(number, COLUMNS)
        whole.paste(page, (GAP + column * (PAGE[0] + GAP), GAP + row * (PAGE[1] + GAP)))
    return whole.quantize(COLOURS)


def first_page(pdf: Path, folder: Path) -> Image.Image:
    """The first page of the text of a book."""
    picture = folder / "page"
    only = ("-f", str(FIRST), "-l", str(FIRST))
    run("pdftoppm", "-r", str(RESOLUTION), "-gray", "-png", "-singlefile", *only, pdf, picture)
    return Image.open(picture.with_suffix(".png")).resize(PAGE, Image.Resampling.LANCZOS)


def made(project: Project, work: str) -> list[Image.Image]:
    """The first page of a work in each language but that of the source."""
    wanted = Wanted(project.languages, (Format.PDF,), works=(work,))
    build(project, wanted, {}, lambda _: None)
    return [first_page(project.root / f"output/{tag}/{work}.pdf", project.root) for tag in project.languages]


def main() -> None:
    """Write both pictures."""
    with TemporaryDirectory() as folder:
        root = Path(folder, "edition")
        for name in ("source", "locale"):
            shutil.copytree(ROOT / name, root / name)
        project = open_project(root)
        sheet(made(project, project.edition.works[0].name)).save(PICTURE, optimize=True)
        draw(project, standings(project, lambda _: None)[0])
        shutil.copy(root / "output/status.svg", STATUS)


if __name__ == "__main__":
    main()
