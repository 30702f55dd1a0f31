"""Random edits of an edition; after each, a build with the store must give the same as one without it."""

import importlib.resources
import io
import random
import re
import shutil
import sys
from collections.abc import Mapping
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from kolofon.cli import main
from kolofon.write import fonts
from kolofon.write.fonts import sources
from tests.pdfs import picture
from tests.press import EPOCH, edition_toml, put

__all__ = ["edition", "steps"]

_WORDS = ("sheet", "type", "proof", "galley", "quire", "signature", "folio", "margin", "colophon", "binder", "printer")
_ON_SCREENS: tuple[str, ...] = ("html", "epub", "text", "markdown", "site")
_FORMATS = (*_ON_SCREENS, "press", "bilingual", "proof", "pdf")
_IDLE, _UPDATED = 0.1, 0.4
"""The share of steps without an edit, and of those in which the catalogues are updated before."""

_WORKS = """\
name = "book"
title = "Book"
format = "markdown"
chapters = ["one.md", "two.md", "three.md"]

[[works]]
name = "leaf"
source = "leaf.md"
format = "markdown"
"""
Shown = tuple[int, str, str, Mapping[str, bytes]]
"""The result of a run: its exit code, stdout, stderr, and the files of the edition after it."""


def edition(root: Path) -> Path:
    """An edition of a book of three chapters and of a leaf, in three languages; its folder."""
    chapter = "# {0}\n\nThe {0} is *here*.[^1] It is good.\n\n## Within\n\n- one\n- two\n\n[^1]: A note on {0}.\n"
    texts = {f"source/{name}.md": chapter.format(name) for name in ("one", "two", "three", "leaf")}
    toml = edition_toml(_WORKS, 'languages = ["sq", "he"]\n')
    put(root, {**texts, "source/edition.toml": toml, "source/map.png": picture()})
    return root


def steps(root: Path, seed: int, many: int, monkeypatch: pytest.MonkeyPatch, paper: float = 0.15) -> int:
    """Edit an edition at random, and build it after each edit with the store and, in a copy, without it.

    `paper` is the share of steps in which formats on paper may be made.  The last two steps make the same PDFs, before
    and after an edit of the text.  Returns how many steps changed a file.  The release of the font is afterwards, even
    after an error, the one that is installed.
    """
    dice = random.Random(seed)  # noqa: S311  the same edits each time
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    with closing(_Fonts(root / "fonts", monkeypatch)) as releases:
        edits = _Edits(edition(root / "warm"), dice, releases)
        for step in range(many):
            if step == many - 1:
                edits.word()
            elif step and dice.random() > _IDLE:
                edits.one()
            formats, chosen = _ON_SCREENS, [[], ["sq"], ["en", "he"]]
            if dice.random() < paper:
                formats, chosen = _FORMATS, [["en"], ["en", "he"], ["sq"]]
            build = ["build", "--draft", *dice.choice(chosen), "--format"]
            build.append(",".join(dice.sample(formats, dice.randint(1, 3))))
            if step >= many - 2:
                build = ["build", "--draft", "en", "he", "--format", "pdf"]
            for command in [["update"], build] if step == 0 or dice.random() < _UPDATED else [build]:
                shutil.rmtree(root / "cold", ignore_errors=True)
                shutil.copytree(root / "warm", root / "cold", ignore=shutil.ignore_patterns("output"))
                monkeypatch.delenv("KOLOFON_CACHE", raising=False)
                kept = _run(root / "warm", command)
                monkeypatch.setenv("KOLOFON_CACHE", "")
                assert kept == _run(root / "cold", command), f"seed {seed}, step {step}: {' '.join(command)}"
    return edits.changes


def _run(root: Path, command: list[str]) -> Shown:
    said, warned = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(warned):
        code = main(["--edition", str(root), *command])
    named = [root / line for line in said.getvalue().splitlines() if line.startswith("output/")]
    found = [path for name in [*named, root / "locale"] for path in (name, *name.rglob("*")) if path.is_file()]
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in found}
    return code, said.getvalue(), warned.getvalue(), files


class _Fonts:
    """Two releases of the package with the font of the text: the one that is installed, and a later one."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder, self._monkeypatch, self._later = folder, monkeypatch, False

    def change(self) -> None:
        """Install the other release."""
        package = fonts.text_family().package
        if not self._folder.exists():
            installed = Path(str(importlib.resources.files(package)))
            shutil.copytree(installed, self._folder / package)
            for path in (self._folder / package).rglob("*.[ot]tf"):
                font = TTFont(path)
                font["head"].fontRevision += 1
                font.save(path)
        self._later = not self._later
        if self._later:
            self._monkeypatch.syspath_prepend(str(self._folder))
        else:
            sys.path.remove(str(self._folder))
        for name in [name for name in sys.modules if name.partition(".")[0] == package]:
            del sys.modules[name]
        importlib.invalidate_caches()
        for known in (sources.family, sources._faces):  # noqa: SLF001  a process sees one release alone
            known.cache_clear()

    def close(self) -> None:
        """Install the first release again, for whatever is set in this process afterwards."""
        if self._later:
            self.change()


class _Edits:
    """Edits of an edition, which remembers how its files were."""

    def __init__(self, root: Path, dice: random.Random, fonts: _Fonts) -> None:
        self._root, self._dice, self._fonts = root, dice, fonts
        self._before: list[tuple[Path, bytes]] = []
        self.changes = 0

    def one(self) -> None:
        """One edit of one file."""
        kinds = (self.word, self._section, self._message, self._theme, self._toml, self._picture, self._undo)
        self._dice.choice([*kinds, self._font])()

    def _write(self, path: Path, content: bytes) -> None:
        before = path.read_bytes() if path.exists() else b""
        self._before.append((path, before))
        self.changes += before != content
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def _text(self) -> Path:
        return self._dice.choice(sorted((self._root / "source").glob("*.md")))

    def _new(self) -> str:
        return self._dice.choice(_WORDS)

    def word(self) -> None:
        """One word more in one file of text."""
        path = self._text()
        words = re.split(r"(?<=[a-z]) (?=[a-z])", path.read_text("utf-8"))
        words.insert(self._dice.randint(1, len(words) - 1), self._new())
        self._write(path, " ".join(words).encode())

    def _section(self) -> None:
        path, word = self._text(), self._new()
        more = self._dice.choice(
            [f"## The {word}\n\nIt is {word}.", f"![The {word}](map.png)", f"See [{word}](#within)."]
        )
        self._write(path, path.read_bytes() + f"\n{more}\n".encode())

    def _message(self) -> None:
        """A translation more, or one that becomes fuzzy."""
        path = self._dice.choice(sorted((self._root / "locale").rglob("*.po")))
        head, *entries = path.read_text("utf-8").split("\n\n")
        if entries:
            at = self._dice.randrange(len(entries))
            if '\nmsgstr ""' in entries[at]:
                source = re.findall('^msgid (".*")$', entries[at], re.MULTILINE)[-1]
                entries[at] = entries[at].replace('\nmsgstr ""', f"\nmsgstr {source}")
            elif "#, fuzzy" not in entries[at]:
                entries[at] = re.sub("^(msgctxt|msgid)", r"#, fuzzy\n\1", entries[at], count=1, flags=re.MULTILINE)
        self._write(path, "\n\n".join([head, *entries]).encode())

    def _theme(self) -> None:
        colour, word = self._dice.choice(["navy", "teal", "#222"]), self._new()
        name, text = self._dice.choice(
            [
                ("theme.css", f":root {{ --ink: {colour}; }}\n"),
                ("theme.css", ""),
                ("title-page.xhtml.jinja", f'<h1 id="title">{{{{ title.markup }}}}</h1><p>{word}</p>\n'),
            ]
        )
        self._write(self._root / "theme" / name, text.encode())

    def _toml(self) -> None:
        path = self._root / "source" / "edition.toml"
        text = path.read_text("utf-8").partition("\n[page]")[0]
        size = self._dice.choice(["", '\n[page]\nsize = "A6"\n', '\n[page]\nsize = "A4"\n'])
        self._write(path, re.sub('publisher = ".*"', f'publisher = "{self._new()}"', text + size).encode())

    def _picture(self) -> None:
        self._write(self._root / "source" / "map.png", picture(self._dice.choice(["red", "green", "blue", "white"])))

    def _font(self) -> None:
        self._fonts.change()
        self.changes += 1

    def _undo(self) -> None:
        if self._before:
            path, content = self._before.pop(self._dice.randrange(len(self._before)))
            self._write(path, content)
