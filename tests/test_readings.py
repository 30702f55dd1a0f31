"""What was read once is not read again, and comes out the same, whatever was edited in between."""

import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.catalogue.extract import extract
from kolofon.edition.project import Source, open_project
from kolofon.edition.store import recall
from kolofon.edition.store.codec import Codec
from kolofon.edition.store.folder import Folder
from kolofon.edition.texts import reading, records
from kolofon.model.document import Document
from kolofon.model.edition import Segmentation
from kolofon.model.error import SourceError
from kolofon.model.walk import walk
from kolofon.read.reading import Reading
from kolofon.read.sections.passages import Chapter
from kolofon.read.table import SourceFile
from kolofon.read.works.chapters import parsed
from kolofon.segment import segment
from tests.press import edition_toml, first_work, put

MANUAL = edition_toml("""\
name = "manual"
title = "The manual"
format = "markdown"
chapters = ["*.md"]
""")
ARTICLES = edition_toml("""\
name = "articles"
title = "Articles"
format = "wikitext"
chapters = ["*.wiki"]
""")
FILES = {
    "a.md": "# A\n\nFirst. Second, and [more](b.md#two-words).[^1]\n\n[^1]: A note of A. It is short.\n",
    "b.md": "# B\n\nA [word]{index=Word} of B.\n\n## Two words\n\nThe end. Back to [A](a.md).\n",
    "c.md": "# C\n\n> A quotation.\n\nTo [nowhere](d.md), and `code`. <!-- a comment -->\n",
}
WIKI = {
    "One_article.wiki": "== Begin ==\n\nIt was ''long'' ago. See [[Two articles]].\n",
    "Two_articles.wiki": "== Later ==\n\nAs [[One article]] says, and [[Zebras]] does not.\n",
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were parsed."""
    names: list[str] = []

    def counted(content: bytes, reading: Reading) -> SourceFile:
        names.append(reading.base)
        return parsed(content, reading)

    monkeypatch.setattr(reading, "parsed", counted)
    return names


def source(root: Path, *, kept: bool = True) -> Source:
    project = open_project(root)
    store = Folder(root / "output/.kolofon/store")
    return (replace(project, store=store) if kept else project).source(project.edition.works[0])


def same(root: Path) -> Source:
    """The text, which is the same with the store as without."""
    found, plain = source(root), source(root, kept=False)
    assert repr(found.document) == repr(plain.document)
    assert repr(found.findings) == repr(plain.findings)
    assert found.messages == plain.messages == extract(plain.document)
    assert (found.digest, found.work) == (plain.digest, plain.work)
    return found


@pytest.fixture
def book(tmp_path: Path) -> Path:
    put(tmp_path / "source", {"edition.toml": MANUAL, **FILES})
    return tmp_path


@pytest.mark.parametrize(
    ("edits", "again"),
    [
        ({}, []),
        ({"a.md": FILES["a.md"].replace("Second", "Third")}, ["a.md"]),
        ({"a.md": FILES["a.md"].replace("# A", "# The A")}, ["a.md"]),
        ({"b.md": FILES["b.md"].replace("## Two words", "## One\n\nMore.\n\n## Two words")}, ["b.md", "a.md"]),
        ({"b.md": FILES["b.md"].replace("## Two words", "## Words")}, ["b.md", "a.md"]),
        ({"d.md": "# D\n\nNew.\n"}, ["d.md", "c.md"]),
        ({"notes.txt": "no chapter", "picture.png": b""}, []),
    ],
)
def test_only_what_changed_is_read_and_what_leads_to_it(
    book: Path, read: list[str], edits: dict[str, str | bytes], again: Sequence[str]
) -> None:
    same(book)
    assert {*read} == FILES.keys()
    put(book / "source", edits)
    read.clear()
    source(book)
    assert read == list(again)
    same(book)
    put(book / "source", FILES)
    (book / "source/d.md").unlink(missing_ok=True)
    read.clear()
    source(book)
    assert read == [], "an edit that is undone is known"


def test_a_work_that_is_as_it_was_is_not_even_segmented(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = source(book)
    assert whole.document.sections
    monkeypatch.delattr(reading, "segment")
    monkeypatch.delattr(reading, "read_chapters")
    again = source(book)
    assert (repr(again.document), again.findings) == (repr(whole.document), whole.findings)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('source_language = "en"', 'source_language = "de"'),
        ('"The manual"', '"Manual"'),
        ("\n[rights]", 'segmentation = "paragraph"\n[rights]'),
    ],
)
def test_the_edition_counts(book: Path, old: str, new: str) -> None:
    before = source(book)
    toml = book / "source/edition.toml"
    toml.write_text(toml.read_text().replace(old, new))
    assert repr(same(book).document) != repr(before.document)


def test_the_press_counts(book: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    source(book)
    read.clear()
    monkeypatch.setattr(recall, "press", lambda: "another")
    source(book)
    assert {*read} == FILES.keys()


def test_what_cannot_be_understood_is_read_again(book: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    same(book)
    read.clear()
    monkeypatch.setattr(Folder, "get", lambda *_: b"\xc1")
    same(book)
    assert {*read} == FILES.keys()


def test_what_has_no_marks_of_the_index_is_not_segmented_again(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same(book)
    texts: list[str] = []

    def counted(document: Document, unit: Segmentation) -> Document:
        texts.extend(part for part in walk(document) if isinstance(part, str))
        return segment(document, unit)

    for module in (reading, records):
        monkeypatch.setattr(module, "segment", counted)
    put(book / "source", {"c.md": FILES["c.md"] + "\nMore of C.\n"})
    source(book)
    assert not [text for text in texts if "First" in text], "a.md is as it was"
    assert [text for text in texts if "of B" in text], "b.md has a mark"
    assert len([text for text in texts if "More of C" in text]) == 1


def test_messages_of_an_edited_book_need_the_trees_of_no_other_file(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert source(book).messages
    put(book / "source", {"c.md": FILES["c.md"] + "\nMore of C.\n"})
    decoded: list[Chapter] = []
    decode = Codec.decode

    def counted(codec: Codec[object], content: bytes) -> object:
        value = decode(codec, content)
        decoded.extend([value] if isinstance(value, Chapter) else [])
        return value

    monkeypatch.setattr(Codec, "decode", counted)
    found = source(book)
    assert found.messages
    assert len(decoded) == 1, "that of b.md, which has a mark of the index"
    assert found.document.sections
    assert len(decoded) == 2, "and that of a.md"


def test_a_tree_that_the_store_has_no_more_is_read_again(book: Path, read: list[str]) -> None:
    same(book)
    put(book / "source", {"c.md": FILES["c.md"] + "\nMore of C.\n"})
    found = source(book)
    assert found.messages
    read.clear()
    shutil.rmtree(book / "output")
    assert repr(found.document) == repr(source(book, kept=False).document)
    assert "a.md" in read


def test_a_run_that_was_stopped_leaves_no_link_behind(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The trees of its files are in the store by then, and the leaves of the work are not."""

    def stopped(_: records.FileRecords) -> None:
        raise KeyboardInterrupt

    _ = source(book).messages
    before = (book / "source/b.md").read_text("utf-8")
    (book / "source/b.md").write_text(before.replace("# B\n", "# B\n\n## Earlier\n\nNew.\n"), "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(records.FileRecords, "keep", stopped)
        with pytest.raises(KeyboardInterrupt):
            source(book)
    (book / "source/b.md").write_text(before, "utf-8")
    assert repr(source(book).document) == repr(source(book, kept=False).document)


def test_beyond_the_limits_is_told_with_a_store_as_without(book: Path) -> None:
    same(book)
    put(book / "source", {"a.md": f"# A\n\n{'> ' * 40}Deep.\n"})
    for _ in range(2):
        for kept in (True, False):
            with pytest.raises(SourceError, match="nested more than 30 deep"):
                source(book, kept=kept)


def test_a_work_of_one_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toml = edition_toml('name = "a"\ntitle = "A"\nsource = "a.md"\nformat = "markdown"\n')
    put(tmp_path / "source", {"edition.toml": toml, "a.md": FILES["a.md"]})
    same(tmp_path)
    put(tmp_path / "source", {"a.md": FILES["b.md"]})
    whole = same(tmp_path)
    monkeypatch.delattr(reading, "read")
    assert source(tmp_path).findings == whole.findings
    assert source(tmp_path).document == whole.document


def test_a_tree_that_was_made_for_messages_is_kept_for_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toml = edition_toml('name = "a"\ntitle = "A"\nsource = "a.md"\nformat = "markdown"\n')
    put(tmp_path / "source", {"edition.toml": toml, "a.md": FILES["a.md"]})
    assert source(tmp_path).messages
    monkeypatch.delattr(reading, "read")
    assert source(tmp_path).document.notes


def test_this_projects_own_edition_comes_out_the_same(tmp_path: Path) -> None:
    put(tmp_path, first_work())
    for _ in range(2):
        same(tmp_path)


def test_articles_are_asked_again_what_they_are_called(tmp_path: Path, read: list[str]) -> None:
    put(tmp_path / "source", {"edition.toml": ARTICLES, **WIKI})
    same(tmp_path)
    put(tmp_path / "source", {"Zebras.wiki": "== Zebras ==\n\nNew.\n"})
    read.clear()
    source(tmp_path)
    assert set(read) == {"Zebras.wiki", "Two_articles.wiki"}
    same(tmp_path)
    (tmp_path / "source/One_article.wiki").rename(tmp_path / "source/One_more.wiki")
    same(tmp_path)


# --- random edits -----------------------------------------------------------------------------------------------------

PIECES = [
    *("\n## Two words\n", "\n## Other\n\nText.\n", "\nA sentence. Another.\n", " [x](b.md#other) ", " [y](c.md) "),
    *("[^1]", "\n\n[^1]: N.\n", "{index=Z}", "", ""),
]


def edited(dice: random.Random, root: Path) -> None:
    """One edit of one file of the book, or a file more or less, or one with another name."""
    paths = sorted((root / "source").glob("*.md"))
    path = dice.choice(paths)
    text = path.read_text()
    at, behind = sorted(dice.choices(range(len(text) + 1), k=2))
    match dice.randrange(8):
        case 0:
            put(root / "source", {f"{dice.choice('defgh')}.md": dice.choice(list(FILES.values()))})
        case 1 if len(paths) > 2:
            path.unlink()
        case 2:
            path.replace(path.with_name(f"{dice.choice('abcdefgh')}.md"))
        case 3:
            path.write_text(text[:at] + text[behind:])
        case _:
            path.write_text(text[:at] + dice.choice(PIECES) + text[at:])


def tried(root: Path, seed: int, steps: int, check: Callable[[Path], object]) -> None:
    dice = random.Random(seed)  # noqa: S311  no secret depends on it
    for _ in range(steps):
        edited(dice, root)
        check(root)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 4))])
def test_whatever_is_edited_comes_out_as_if_read_anew(book: Path, seed: int) -> None:
    tried(book, seed, 12, same)
