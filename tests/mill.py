"""The mill by the river: a small text in every language, to build and to look at.

`tests/data/mill/mill.md` is the English, and `tests/data/mill/<language>.po`, named as gettext names languages, are its
translations.
"""

import os
import subprocess
import sys
from pathlib import Path

from kolofon.language.names import language_tag
from tests.machine import ROOT
from tests.marks import use
from tests.press import EPOCH, edition_toml, put

__all__ = ["CATALOGUES", "NAME", "TAGS", "build", "edition"]

NAME = "mill"
DATA = ROOT / "tests/data/mill"
CATALOGUES = {language_tag(path.stem): path for path in DATA.glob("*.po")}
TAGS = sorted(CATALOGUES)
EDITION = edition_toml(
    f'name = "{NAME}"\nsource = "mill.md"\nformat = "markdown"\n',
    # All of the text but its note is on one page in most languages, and the note on the next, which has a head.
    '[page]\nsize = "148mm x 198mm"\nlayout = "book"\n',
)


def edition(root: Path) -> Path:
    """An edition of the text in every language, in a folder, which is returned."""
    catalogues = {f"locale/{path.stem}/LC_MESSAGES/{NAME}.po": path.read_bytes() for path in CATALOGUES.values()}
    put(root, {"source/edition.toml": EDITION, "source/mill.md": (DATA / "mill.md").read_bytes(), **catalogues})
    return root


def build(root: Path, formats: str) -> str:
    """Make every language of such an edition; what the press says is returned.

    They are made on all cores; in a test by one process, since what the first language has set up serves the others.
    """
    use("weasyprint")
    said = subprocess.run(
        [sys.executable, "-m", "kolofon", "--edition", str(root), "build", *TAGS, "--format", formats],
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert said.returncode == 0, said.stdout
    return said.stdout
