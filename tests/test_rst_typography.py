"""Quotation marks, dashes and dots of a Sphinx project, as its `smartquotes` makes them."""

from dataclasses import replace

import pytest

from kolofon.model.document import Code, Formula, Paragraph
from kolofon.model.edition import SourceFormat, Work
from kolofon.read.works.chapters import read_chapters
from kolofon.text.notation import plain
from tests.reading import EDITION

WORK = Work("x", "", SourceFormat.RST, title="Book", summary="x/index.rst")
INDEX = "Book\n====\n\n.. toctree::\n\n   first\n"
TEXT = r"""Mira's "first" paper -- a draft
===============================

.. _it's here:

She said "it's *'so'*" --- in 1931--1933... ``a -- "b"`` :kbd:`"--"` :math:`a--b` \"plain\" \-\- :dfn:`"d"`

"It's" :ref:`her "paper" <it's here>`, :term:`the miller's` and :envvar:`A--B`'s [A--B]_ [#"n]_.

.. glossary::

   the miller's
     his "own" -- really

.. [A--B] Who "A--B" is.

::

   a -- "listing"
"""


def paragraphs(conf: str, language: str = "en", text: str = TEXT) -> tuple[str, list[str], list[tuple[str, str]]]:
    """The heading of the chapter, its paragraphs, and what was found."""
    files = {"x/conf.py": conf, "x/index.rst": INDEX, "x/first.rst": text}
    edition = replace(EDITION, source_language=language)
    document, findings = read_chapters({name: words.encode() for name, words in files.items()}, WORK, edition)
    (chapter,) = document.sections
    told = [plain(block.sentences[0].inlines) for block in chapter.blocks if isinstance(block, Paragraph)]
    return plain(chapter.heading.inlines), told, [(each.code, each.message) for each in findings]


def test_marks_are_those_of_the_language_and_code_stays() -> None:
    heading, (first, second, *_), findings = paragraphs("")
    assert heading == "Mira’s “first” paper – a draft"
    assert first.startswith('She said “it’s ‘so’” — in 1931–1933… a -- "b" "--" ')
    assert '"plain"' in first
    assert "“d”" in first
    assert "“It’s” her “paper”, the miller's and A--B’s" in second
    assert not [code for code, _ in findings if code in ("missing-target", "unprinted-words", "unused-reference")]


def test_german_marks() -> None:
    assert paragraphs('language = "de"')[0] == "Mira’s „first“ paper – a draft"
    assert paragraphs("", "de")[0] == "Mira’s „first“ paper – a draft"


@pytest.mark.parametrize(
    "conf", ["smartquotes = False", 'language = "ja"', 'smartquotes_excludes = {"languages": ["en"]}']
)
def test_a_project_without_it(conf: str) -> None:
    assert paragraphs(conf)[0] == 'Mira\'s "first" paper -- a draft'


def test_dashes_alone() -> None:
    assert paragraphs('smartquotes_action = "D"')[0] == 'Mira\'s "first" paper – a draft'


def test_a_file_of_no_project_stays() -> None:
    document, _ = read_chapters({"x/index.rst": INDEX.encode(), "x/first.rst": TEXT.encode()}, WORK, EDITION)
    assert plain(document.sections[0].heading.inlines) == 'Mira\'s "first" paper -- a draft'


def test_code_and_formulas_are_what_they_were() -> None:
    files = {"x/conf.py": "", "x/index.rst": INDEX, "x/first.rst": TEXT}
    document, _ = read_chapters({name: words.encode() for name, words in files.items()}, WORK, EDITION)
    first = document.sections[0].blocks[0]
    assert isinstance(first, Paragraph)
    assert {Code('a -- "b"'), Code('"--"'), Formula("a--b")} <= set(first.sentences[0].inlines)
