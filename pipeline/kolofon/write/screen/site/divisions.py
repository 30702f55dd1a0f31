"""Which sections of a work are pages of its site, and the source file of each."""

from collections.abc import Iterable, Iterator, Sequence

from kolofon.model.document import Document, Place, Role, Section
from kolofon.model.edition import SitePages, Work
from kolofon.model.walk import nodes
from kolofon.text.notation import plain
from kolofon.text.parts import runs

__all__ = ["pages_of"]

_LONG = 500_000
"""Characters from which a work of one file is divided too: the page of one is slow on a telephone."""

_CHAPTERS = frozenset({Role.PART, Role.CHAPTER, Role.FRONT, Role.BACK})


def pages_of(document: Document, work: Work | None, wanted: SitePages) -> dict[str, str]:
    """The ids of the sections that are pages of their own, each with its source file; none where all is one page.

    `document` is the text in the source language, so that the answer is the same for every language.  The outermost
    sections are pages, and so is each file in a book of many.  A part, and a chapter whose file is not known, has "".
    """
    if wanted is SitePages.ONE or not document.sections:
        return {}
    if wanted is SitePages.AUTO and not (_of_many_files(work) or _long(document)):
        return {}
    lists = {"source/edition.toml", f"source/{work.summary}"} if work else set[str]()
    return {id_: _file(section, lists) for id_, section in _pages(document.sections, "s", outermost=True)}


def _of_many_files(work: Work | None) -> bool:
    return work is not None and bool(work.summary or work.front or work.chapters or work.parts or work.back)


def _long(document: Document) -> bool:
    if len(document.sections) == 1:
        return False
    return sum(len(plain(one.inlines)) for sentences, _ in runs(document) for one in sentences) >= _LONG


def _pages(sections: Sequence[Section], above: str, *, outermost: bool) -> Iterator[tuple[str, Section]]:
    for number, section in enumerate(sections, 1):
        id_ = f"{above}{number}"
        if outermost or section.role in _CHAPTERS:
            yield id_, section
        yield from _pages(section.sections, f"{id_}-", outermost=False)


def _file(section: Section, lists: Iterable[str]) -> str:
    """The file of a section: that of the first words in it which are in no list of chapters."""
    if section.role is Role.PART:
        return ""
    own = (each for each in section.sections if each.role not in _CHAPTERS)
    for part in (section.heading, section.blocks, *own):
        for node in nodes(part):
            place = getattr(node, "place", None)
            if isinstance(place, Place) and place.path and place.path not in lists:
                return place.path
    return ""
