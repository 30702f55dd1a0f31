"""Editions to measure with: a real book in many languages, the edits of an editor, and books of any length."""

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kolofon.catalogue.po import read_po, write_po
from kolofon.edition.project import open_project
from kolofon.read.works.chapters import chapter_paths
from tests.press import edition_toml, put
from tests.real_book import lay_out

__all__ = ["LANGUAGES", "Book", "kolofon", "lengthy"]

LANGUAGES = (
    *("sq", "de", "fr", "it", "es", "pt", "nl", "sv", "da", "fi"),
    *("nb", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "bg", "el"),
)
_PROSE = re.compile(r"(?:[-*] )?[A-Za-z][^\s<>|{}]* [^<>|{}]*[a-z]")
"""A line of a paragraph or of an item, without markup that a word more would break."""
_FENCE = re.compile(r" {0,3}(```|~~~)")


class Book:
    """An edition in a folder, with a catalogue in each of its languages, in which everything is translated."""

    def __init__(self, folder: Path, source: Path | None, languages: Sequence[str]) -> None:
        self.folder = folder
        self.languages = languages
        if source is None:
            lay_out(folder)
        elif (source / "source/edition.toml").is_file():
            shutil.copytree(source / "source", folder / "source")
        else:
            kolofon("init", str(folder), "--from", str(source))
        if languages:
            self.translate()
        self.work = open_project(folder).edition.works[0]

    def translate(self) -> None:
        """Begin the catalogues and fill them: each message is its own translation."""
        kolofon("--edition", str(self.folder), "update", *self.languages)
        for path in self.catalogues():
            catalogue, _ = read_po(path.read_bytes(), path.name)
            entries = tuple(
                replace(entry, msgstrs=tuple(entry.msgid for _ in entry.msgstrs)) for entry in catalogue.entries
            )
            path.write_bytes(write_po(replace(catalogue, entries=entries)))
        kolofon("--edition", str(self.folder), "update")

    def catalogues(self) -> list[Path]:
        """The catalogues of its first work."""
        return sorted(self.folder.glob("locale/*/LC_MESSAGES/*.po"))

    def catalogue(self, language: str) -> Path:
        """The catalogue of its first work in a language."""
        return self.folder / "locale" / language / "LC_MESSAGES" / f"{self.work.name}.po"

    @property
    def template(self) -> Path:
        """The template of its first work."""
        return self.folder / "locale" / f"{self.work.name}.pot"

    def chapters(self) -> list[Path]:
        """The files of its first work, in its order."""
        if self.work.source:
            return [self.folder / "source" / self.work.source]
        project = open_project(self.folder)
        return [self.folder / "source" / path for path in chapter_paths(project.texts(), self.work, project.edition)]

    def edit(self, share: float, seed: int = 1) -> None:
        """Change a share of the lines of prose, of all files."""
        dice = random.Random(seed)  # noqa: S311  no secret depends on it
        for path in self.chapters():
            path.write_text("\n".join(_edited(path.read_text(encoding="utf-8"), share, dice)), encoding="utf-8")

    def edit_one(self, mark: int) -> None:
        """Change one file: a sentence in it, and a paragraph more."""
        paths = self.chapters()
        path = paths[len(paths) // 2]
        lines = list(_edited(path.read_text(encoding="utf-8"), 0.1, random.Random(mark)))  # noqa: S311  as above
        path.write_text("\n".join([*lines, "", f"One sentence more, which is number {mark}.", ""]), encoding="utf-8")

    def keep(self) -> None:
        """Remember the edition as it is, without what was made of it."""
        shutil.rmtree(self.folder.parent / "kept", ignore_errors=True)
        (self.folder / "locale").mkdir(exist_ok=True)
        for name in ("source", "locale"):
            shutil.copytree(self.folder / name, self.folder.parent / "kept" / name)

    def restore(self, *, cold: bool = False) -> None:
        """Have the edition as it was, and if it is to be `cold`, nothing in its store."""
        for name in ("source", "locale"):
            shutil.rmtree(self.folder / name)
            shutil.copytree(self.folder.parent / "kept" / name, self.folder / name)
        if cold:
            shutil.rmtree(self.folder / "output", ignore_errors=True)


def kolofon(*arguments: str) -> None:
    """Run the press, which succeeds, or says why not."""
    done = subprocess.run([sys.executable, "-m", "kolofon", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr


def _edited(text: str, share: float, dice: random.Random) -> Iterator[str]:
    fenced = False
    for line in text.split("\n"):
        fenced ^= bool(_FENCE.match(line))
        if not fenced and _PROSE.match(line) and dice.random() < share:
            words = line.split(" ")
            words.insert(dice.randrange(1, len(words)), dice.choice(["really", "now", "often", "also"]))
            yield " ".join(words)
        else:
            yield line


def lengthy(folder: Path, sentences: int, *, paragraph: int = 5) -> Path:
    """An edition of one file with so many sentences, in paragraphs of so many, and a catalogue; its folder."""
    dice = random.Random(sentences)  # noqa: S311  as above
    words = [
        f"{first}{second}" for first in ("ta", "mo", "ke", "ri", "su", "lo") for second in ("r", "ne", "dil", "sha")
    ]
    text = ["# A long book\n"]
    for begin in range(0, sentences, paragraph):
        said = (
            f"{' '.join(dice.choices(words, k=dice.randint(4, 10))).capitalize()} {number}."
            for number in range(begin, min(begin + paragraph, sentences))
        )
        text.append(f"{' '.join(said)}\n")
    toml = edition_toml('name = "long"\ntitle = "Long"\nsource = "long.md"\nformat = "markdown"\n')
    put(folder / "source", {"edition.toml": toml, "long.md": "\n".join(text)})
    return folder
