"""Files that a text includes: it is read again when one of them changes, comes or goes, and not otherwise."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from kolofon.edition.project import Project, open_project
from kolofon.edition.store.folder import Folder
from kolofon.model.document import Paragraph, Place, Sentence, Text
from kolofon.read.beside import Beside, path_from
from kolofon.read.reading import Reading
from kolofon.read.sections.passages import Chapter, Steps
from kolofon.read.text import Line
from kolofon.read.works import chapters
from kolofon.text.notation import plain
from tests.press import edition_toml
from tests.table import each_row

_CHAPTERS = edition_toml('name = "two"\nformat = "markdown"\ntitle = "Two"\nchapters = ["two/a.md", "two/b.md"]\n')
_ONE = edition_toml('name = "two"\nformat = "markdown"\nsource = "two/a.md"\n')


@dataclass
class _Including:
    """A reader of lines, in which `<name` stands for the words of a file, which may do the same."""

    lines: Sequence[Line]
    reading: Reading
    count: list[str]
    anchors: Mapping[str, Steps] = field(default_factory=dict)
    figures: frozenset[str] = frozenset()
    sections: int = 0

    def read(self) -> Chapter:
        self.count.append(self.reading.base)
        words = " ".join(self._words(self.reading.base, [line.text for line in self.lines]))
        return Chapter(None, (Paragraph((Sentence((Text(words),), Place(self.reading.path, 1)),)),), (), ())

    def _words(self, base: str, lines: Sequence[str]) -> list[str]:
        found: list[str] = []
        for line in lines:
            if not line.startswith("<"):
                found.append(line)
                continue
            path = path_from(base, line[1:])
            content = self.reading.beside.content(path) if path else None
            found += ["nothing"] if path is None or content is None else self._words(path, content.decode().split("\n"))
        return found


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read, while lines with `<` include others."""
    found: list[str] = []
    monkeypatch.setattr(chapters, "source_file", partial(_Including, count=found))
    monkeypatch.setattr("kolofon.read.source_file", partial(_Including, count=found))
    return found


def _project(folder: Path, works: str, **files: str) -> Project:
    (folder / "source/two").mkdir(parents=True, exist_ok=True)
    (folder / "source/edition.toml").write_text(works)
    for name, words in files.items():
        (folder / f"source/two/{name}.md").write_text(words)
    opened = open_project(folder)
    return Project(opened.root, opened.edition, Folder(folder / ".cache"))


def _text(project: Project) -> str:
    document = project.source(project.edition.works[0]).document
    blocks = [*document.lead, *(block for section in document.sections for block in section.blocks)]
    return " | ".join(plain(sentence.inlines) for block in blocks for sentence in block.sentences)  # type: ignore[union-attr]  # all are paragraphs


def _digest(project: Project) -> str:
    return project.text(project.edition.works[0]).digest


@pytest.mark.parametrize("works", [_CHAPTERS, _ONE])
def test_a_text_is_read_again_when_what_it_includes_changes(tmp_path: Path, count: list[str], works: str) -> None:
    many = works == _CHAPTERS
    end = " | end" if many else ""
    first = _project(tmp_path, works, a="begin\n<c.md", b="end", c="one")
    assert _text(first) == f"begin one{end}"
    before = _digest(first)
    count.clear()
    assert _text(_project(tmp_path, works)) == f"begin one{end}"
    assert count == []
    changed = _project(tmp_path, works, c="two\n<d.md")
    assert _text(changed) == f"begin two nothing{end}"
    assert count == ["two/a.md"]
    assert _digest(changed) != before
    count.clear()
    assert _text(_project(tmp_path, works, d="three")) == f"begin two three{end}"
    assert count == ["two/a.md"]
    (tmp_path / "source/two/c.md").unlink()
    assert _text(_project(tmp_path, works)) == f"begin nothing{end}"
    assert _digest(_project(tmp_path, works)) not in (before, "")


@pytest.mark.parametrize("works", [_CHAPTERS, _ONE])
def test_what_is_kept_does_not_change_the_digest(tmp_path: Path, count: list[str], works: str) -> None:
    assert count == []
    warm = _project(tmp_path / "warm", works, a="<c.md", b="end", c="<d.md", d="x")
    _text(warm)
    _text(_project(tmp_path / "warm", works, c="plain"))
    cold = _project(tmp_path / "cold", works, a="<c.md", b="end", c="plain", d="x")
    assert _digest(_project(tmp_path / "warm", works)) == _digest(cold)


def test_a_text_that_includes_nothing_has_the_digest_of_its_file(tmp_path: Path, count: list[str]) -> None:
    assert count == []
    project = _project(tmp_path, _ONE, a="begin")
    assert _digest(project) == hashlib.sha256(b"begin").hexdigest()


@each_row(
    ("address", "path"),
    [
        ("c.md", "two/c.md"),
        ("../c.md", "c.md"),
        ("./x/../c.md", "two/c.md"),
        ("../../c.md", None),
        ("/etc/passwd", None),
        ("..\\c.md", None),
        ("a\0.md", None),
        ("..", None),
        ("", None),
    ],
)
def test_a_path_does_not_lead_out_of_the_sources(address: str, path: str | None) -> None:
    assert path_from("two/a.md", address) == path


def test_files_are_looked_for_at_the_first_question_only() -> None:
    asked: list[int] = []

    def find() -> dict[str, bytes]:
        asked.append(1)
        return {"a": b"A"}

    beside = Beside(find)
    assert asked == []
    assert (beside.content("a"), beside.content("b")) == (b"A", None)
    assert asked == [1]
    assert set(beside.asked) == {"a", "b"}
    assert beside.asked["b"] == ""
