"""Sphinx projects: their settings, their toctrees, what they include, and how an edition of one is begun."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.commands.init import Wanted, begin
from kolofon.edition.project import open_project
from kolofon.edition.store.folder import Folder
from kolofon.edition.texts.reading import TextReader
from kolofon.model.document import Image, Link, Paragraph, Preformatted, Reference, Role, Section, Text
from kolofon.model.edition import SourceFormat, Work
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding
from kolofon.model.walk import walk
from kolofon.read.beside import Beside
from kolofon.read.rst.sphinx.configuration import configuration
from kolofon.read.rst.sphinx.toctree import toctrees
from kolofon.read.text import decode
from kolofon.read.works.chapters import contents, read_chapters
from kolofon.text.notation import plain
from tests.reading import EDITION, p

WORK = Work("x", "", SourceFormat.RST, title="Book", summary="x/index.rst")
INDEX = """\
Book
====

.. toctree::
   :caption: Part one
   :maxdepth: 2

   first
   Other words <folder/second>

.. toctree::
   :glob:
   :hidden:

   more/*
   https://example.org
   missing

Indices and tables
==================

* :ref:`genindex`
"""
FILES = {
    "x/conf.py": 'version = "1"\nrelease = version + ".2"\nrst_epilog = ".. |mill| replace:: the mill"\n',
    "x/index.rst": INDEX,
    "x/first.rst": "First\n=====\n\n.. _here:\n\nA |mill| |release|, :doc:`folder/second`.\n",
    "x/folder/second.rst": "Second\n======\n\nb :ref:`third <here>` :ref:`there`\n\n.. toctree::\n\n   /deep\n",
    "x/deep.rst": ".. _there:\n\nDeep\n====\n\nc :doc:`/first`\n",
    "x/more/b2.rst": "Two\n===\n\nd\n",
    "x/more/b10.rst": "Ten\n===\n\ne\n",
    "x/alone.rst": ":orphan:\n\nAlone\n=====\n\nf\n",
}


def made(files: Mapping[str, str], work: Work = WORK) -> tuple[tuple[Section, ...], list[tuple[str, str]]]:
    document, findings = read_chapters({path: text.encode() for path, text in files.items()}, work, EDITION)
    return document.sections, [(finding.code, str(finding.place)) for finding in findings]


def outline(sections: tuple[Section, ...]) -> list[object]:
    return [(plain(each.heading.inlines), each.role, outline(each.sections)) for each in sections]


def test_toctrees_are_parts_and_chapters() -> None:
    sections, findings = made(FILES)
    deep: tuple[str, Role, list[object]] = ("Deep", Role.CHAPTER, [])
    assert outline(sections) == [
        ("Part one", Role.PART, [("First", Role.CHAPTER, []), ("Second", Role.CHAPTER, [deep])]),
        ("Ten", Role.CHAPTER, []),
        ("Two", Role.CHAPTER, []),
    ]
    assert ("missing-chapter", "source/x/index.rst:17:4") in findings
    assert ("unlisted-file", "source/x/alone.rst") in findings
    assert ("unprinted-directive", "source/x/index.rst:16:4") in findings
    assert ("other-title", "source/x/index.rst:9:4") in findings
    assert ("unread-metadata", "source/x/index.rst:19:1") in findings


def test_references_lead_from_file_to_file_and_substitutions_are_of_the_project() -> None:
    sections, _ = made(FILES)
    first, second = sections[0].sections
    assert first.blocks == (p("A the mill 1.2, ", Link((), "#s1-2"), "."),)
    assert second.blocks == (p("b ", Link((Text("third"),), "#s1-1"), " ", Link((), "#s1-2-1")),)
    assert second.sections[0].blocks == (p("c ", Link((), "#s1-1")),)


def test_a_first_file_with_text_is_the_front_matter() -> None:
    sections, _ = made(FILES | {"x/index.rst": INDEX.replace("====\n", "====\n\nWelcome to the mill.\n", 1)})
    assert (sections[0].role, plain(sections[0].heading.inlines)) == (Role.FRONT, "Book")


def test_a_file_is_printed_once_and_no_toctree_goes_in_circles() -> None:
    again = INDEX.replace("   first\n", "   first\n   folder/second\n   first\n   index\n")
    sections, findings = made(FILES | {"x/index.rst": again, "x/deep.rst": "Deep\n====\n\n.. toctree::\n\n   first\n"})
    assert sum("Second" in str(part) for part in outline(sections)) == 1
    assert [code for code, _ in findings].count("listed-twice") == 4


def test_markdown_in_a_toctree_is_told() -> None:
    _, findings = made(FILES | {"x/missing.md": "# M"})
    assert ("other-format", "source/x/index.rst:17:4") in findings


@pytest.mark.parametrize(
    "text",
    [
        ".. code-block:: rst\n\n   .. toctree::\n\n      a\n",
        "An example::\n\n   .. toctree::\n\n      a\n",
        ".. a comment\n\n   .. toctree::\n\n      a\n",
    ],
)
def test_a_toctree_in_a_listing_is_none(text: str) -> None:
    assert toctrees(decode(text.encode(), "x", SourceError))[0] == ()
    (tree,), _ = toctrees(
        decode(f".. only:: html\n\n   {text.splitlines()[2].strip()}\n\n      a".encode(), "x", SourceError)
    )
    assert [entry.text.strip() for entry in tree.entries] == ["a"]


def test_a_configuration_is_read_and_never_run(tmp_path: Path) -> None:
    told = tmp_path / "told"
    text = (
        f'open({str(told)!r}, "w")\nproject = "A"\nauthor: str = "B"\nimport os\nversion = os.name\nrelease = "1"\n'
        'extensions = ["a"]\nextensions += ["b"]\nrst_prolog = f"{project} {release}"\nroot_doc = "main"\n'
        'extlinks = {"issue": ("https://x.org/%s", "#%s"), "bad": 1}\nexclude_patterns = ["_build", "*.inc"]\n'
    )
    found = configuration(text.encode(), "docs/conf.py")
    assert not told.exists()
    assert (found.project, found.author, found.version, found.release) == ("A", "B", "1", "1")
    assert (found.extensions, found.prolog, found.root, found.folder) == (("a", "b"), "A 1", "main", "docs")
    assert found.links == {"issue": ("https://x.org/%s", "#%s")}
    assert (found.excludes("_build/a.rst"), found.excludes("x.inc"), found.excludes("a.rst")) == (True, True, False)
    for broken in (b"project = (", b"\xff", b"(" * 10_000, None):
        assert configuration(broken, "conf.py").project == ""


def one(files: Mapping[str, str]) -> tuple[Section, list[Finding]]:
    index = {"x/index.rst": "Book\n====\n\n.. toctree::\n\n   a\n"}
    content = {path: text.encode() for path, text in (index | dict(files)).items()}
    document, findings = read_chapters(content, WORK, EDITION)
    return document.sections[0], list(findings)


def test_included_files_are_read_on_with_places_of_their_own() -> None:
    files = {
        "x/a.rst": "A\n=\n\n.. include:: parts/b.txt\n   :start-after: begin\n\nlast\n",
        "x/parts/b.txt": "no\nbegin\n\nfirst *mark\n\n.. include:: /c.inc\n",
        "x/c.inc": "second\n",
    }
    section, (finding,) = one(files)
    assert [plain(block.sentences[0].inlines) for block in section.blocks if isinstance(block, Paragraph)] == [
        "first *mark",
        "second",
        "last",
    ]
    assert (finding.code, str(finding.place)) == ("unclosed-markup", "source/x/parts/b.txt:4:1")


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ("", "import os\n\n\ndef f():\n    # begin\n    return 1\n    # end"),
        (":lines: 1,4-", "import os\ndef f():\n    # begin\n    return 1\n    # end"),
        (":pyobject: f", "def f():\n    # begin\n    return 1"),
        (":start-after: begin\n   :end-before: end\n   :dedent:", "return 1"),
        (":start-at: def\n   :end-at: begin", "def f():\n    # begin"),
        (":lines: 1\n   :prepend: a\n   :append: b", "a\nimport os\nb"),
    ],
)
def test_a_listing_from_a_file(options: str, shown: str) -> None:
    code = "import os\n\n\ndef f():\n    # begin\n    return 1\n    # end\n"
    text = f"A\n=\n\n.. literalinclude:: b.py\n   :language: python\n   {options}\n"
    section, findings = one({"x/a.rst": text, "x/b.py": code})
    assert not findings
    assert section.blocks == (Preformatted(shown, "python"),)


def test_a_table_from_a_file() -> None:
    text = "A\n=\n\n.. csv-table::\n   :file: b.csv\n"
    section, findings = one({"x/a.rst": text, "x/b.csv": "c,d\n"})
    assert not findings
    assert [part.text for part in walk(section.blocks) if isinstance(part, Text)] == ["c", "d"]


def test_files_that_include_each_other_are_one_error() -> None:
    with pytest.raises(SourceError, match="includes itself") as caught:
        one(
            {
                "x/a.rst": "A\n=\n\n.. include:: b.inc\n",
                "x/b.inc": "b\n\n.. include:: c.inc\n",
                "x/c.inc": ".. include:: b.inc",
            }
        )
    assert str(caught.value.place) == "source/x/c.inc:1:1"
    deep = {f"x/b{number}.inc": f".. include:: b{number + 1}.inc\n" for number in range(20)}
    with pytest.raises(SourceError, match="11 deep"):
        one({"x/a.rst": "A\n=\n\n.. include:: b0.inc\n"} | deep)


def test_a_file_cannot_be_included_from_outside(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    for path in (f"{tmp_path}/secret", "../../secret", "..\\secret"):
        section, findings = one({"x/a.rst": f"A\n=\n\nb\n\n.. include:: {path}\n"})
        assert [finding.code for finding in findings] == ["missing-include"]
        assert len(section.blocks) == 1
    _, (finding,) = one({"x/a.rst": "A\n=\n\nb\n\n.. include:: ../../secret\n"})
    assert "outside of source/" in finding.message
    assert "the folder that holds both files" in finding.hint


def test_a_formula_is_referred_to_by_its_number_from_any_file() -> None:
    formula = "Two\n===\n\n.. math::\n   :label: the one\n\n   a = b\n"
    sections, findings = made(FILES | {"x/first.rst": "First\n=====\n\n:eq:`the one`\n", "x/more/b2.rst": formula})
    assert not [place for code, place in findings if code == "missing-target" and "first" in place]
    (block,) = sections[0].sections[0].blocks
    assert isinstance(block, Paragraph)
    assert isinstance(block.sentences[0].inlines[0], Reference)


def test_roles_of_the_project_lead_to_addresses() -> None:
    files = {
        "x/conf.py": 'extlinks = {"issue": ("https://x.org/%s", "no. %s")}\n'
        'intersphinx_mapping = {"python": ("u", None)}\n',
        "x/a.rst": "A\n=\n\n:issue:`5` :issue:`that <6>` :ref:`the rest <python:label>`\n",
    }
    section, findings = one(files)
    assert not findings
    five, six = (Link((Text(told),), f"https://x.org/{number}") for told, number in (("no. 5", 5), ("that", 6)))
    assert section.blocks == (p(five, " ", six, " the rest"),)


def test_the_order_is_kept_as_long_as_the_files_are_the_same(tmp_path: Path) -> None:
    store = Folder(tmp_path / "store")
    files = {path: text.encode() for path, text in FILES.items()}
    edition = replace(EDITION, works=(WORK,))

    def headings(content: Mapping[str, bytes]) -> list[str]:
        text = TextReader(store, WORK, edition).chapters(content)
        return [plain(part.heading.inlines) for part in walk(text.document) if isinstance(part, Section)]

    before = headings(files)
    assert headings(files) == before
    nested = files | {"x/folder/second.rst": files["x/folder/second.rst"].replace(b"/deep", b"/alone")}
    assert [name for name in headings(nested) if name not in before] == ["Alone"]
    more = files | {"x/more/c.rst": b"New\n===\n\ng\n"}
    assert [name for name in headings(more) if name not in before] == ["New"]
    named = files | {"x/conf.py": files["x/conf.py"].replace(b"the mill", b"a windmill")}
    text = TextReader(store, WORK, edition).chapters(named)
    assert "windmill" in repr(text.document)


def test_an_edition_of_a_project(tmp_path: Path) -> None:
    docs = tmp_path / "project" / "docs"
    for path, text in (FILES | {"x/_build/old.rst": "Old\n===\n", "x/code.py": "a = 1\n", "x/no.py": "b\n"}).items():
        file = docs / path.removeprefix("x/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (docs / "conf.py").write_text(
        'project = "Mill"\nauthor = "A. Miller"\nlanguage = "en"\nexclude_patterns = ["_build"]\n'
    )
    (docs / "first.rst").write_text(
        "First\n=====\n\na\n\n.. image:: /p.svg\n   :alt: b\n\n.. literalinclude:: code.py\n"
    )
    (docs / "p.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    begun = begin(Wanted(tmp_path / "book", (tmp_path / "project",), ("sq",)), {}, lambda _: None)
    assert begun.work == "book"
    project = open_project(tmp_path / "book")
    (work,) = project.edition.works
    assert (work.title, work.summary, work.format) == ("Mill", "book/index.rst", SourceFormat.RST)
    assert project.edition.rights.holder == "A. Miller"
    brought = {
        path.relative_to(tmp_path / "book/source").as_posix() for path in (tmp_path / "book/source").rglob("*.*")
    }
    assert {"book/conf.py", "book/code.py", "book/p.svg", "book/alone.rst"} <= brought
    assert not {"book/no.py", "book/_build/old.rst"} & brought
    document = project.source(work).document
    assert [part.source for part in walk(document) if isinstance(part, Image)] == ["book/p.svg"]
    assert [part.text for part in walk(document) if isinstance(part, Preformatted)] == ["a = 1"]


def test_what_a_toctree_asks_for_is_remembered() -> None:
    files = {path: text.encode() for path, text in FILES.items()}
    beside = Beside(lambda: files)
    contents(files, WORK, EDITION, beside)
    assert {"x/conf.py", "x/index.rst", "x/first.rst", "x/folder/second.rst", "x/deep.rst"} <= set(beside.asked)


def test_a_folder_whose_index_has_a_toctree_is_a_project_without_its_settings(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    texts = {
        "index.rst": "=========\nThe Mills\n=========\n\n.. toctree::\n\n   second\n   first\n",
        "first.rst": "First\n=====\n\na\n",
        "second.rst": "Second\n======\n\nb\n",
    }
    docs.mkdir()
    for path, text in texts.items():
        (docs / path).write_text(text)
    begin(Wanted(tmp_path / "book", (docs,), ("sq",)), {}, lambda _: None)
    project = open_project(tmp_path / "book")
    (work,) = project.edition.works
    assert (work.title, work.summary) == ("The Mills", "book/index.rst")
    chapters = [plain(section.heading.inlines) for section in project.source(work).document.sections]
    assert chapters == ["Second", "First"]


def test_a_folder_without_a_toctree_is_no_project(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for name in ("index", "first"):
        (docs / f"{name}.rst").write_text(f"{name}\n=======\n\na\n")
    begin(Wanted(tmp_path / "book", (docs,), ("sq",)), {}, lambda _: None)
    (work,) = open_project(tmp_path / "book").edition.works
    assert not work.summary
    assert work.chapters
