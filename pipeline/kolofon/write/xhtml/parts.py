"""A book in parts, each of which can be written alone: its title page, its contents, its chapters, its notes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from markupsafe import Markup

from kolofon.set.shape import ARTICLE, LONG
from kolofon.set.values.document import SetDocument, SetSection
from kolofon.set.walk.traverse import characters_in, ids_in, languages_in
from kolofon.write.fonts import families
from kolofon.write.themes.templates import builds_on_another
from kolofon.write.views import Typeface, typefaces
from kolofon.write.xhtml.cache import Content
from kolofon.write.xhtml.medium import PAPER, Medium
from kolofon.write.xhtml.page import Looks, contents_of, emptied, has_index, lists_of, part_of

__all__ = [
    "BODY",
    "COLOPHON",
    "CONTENTS",
    "DEDICATION",
    "EPIGRAPH",
    "FIGURES",
    "HALF_TITLE",
    "IMPRINT",
    "INDEX",
    "LISTINGS",
    "NOTES",
    "TABLES",
    "TITLE_PAGE",
    "Contents",
    "Part",
    "colophon",
    "in_matter",
    "parts_of",
]

BODY, COLOPHON, CONTENTS, INDEX, NOTES, TITLE_PAGE = "bodymatter", "colophon", "toc", "index", "endnotes", "titlepage"
HALF_TITLE, IMPRINT, DEDICATION, EPIGRAPH = "halftitlepage", "copyright-page", "dedication", "epigraph"
FIGURES, TABLES, LISTINGS = "loi", "lot", "listings"
"""Kinds of parts, by their names in the EPUB Structural Semantics Vocabulary 1.1, which has none for listings."""

Contents = Callable[[SetDocument], Content]
"""A function from a part of the text to what it holds."""

_PAGE = "book.xhtml.jinja"
_FRONT, _BACK = "frontmatter", "backmatter"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a book.

    `id` is that of its element; `kind` is its kind, and where it has none, the `matter` that it is in: `frontmatter`,
    `bodymatter` or `backmatter`.  `title` is its heading, and may be empty; `ids` are those that links may lead to.
    `write` returns it as XHTML for a medium; `code` are the characters of code in it.
    """

    id: str
    kind: str
    title: str
    ids: frozenset[str]
    write: Callable[[Medium], Markup]
    matter: str = ""
    code: frozenset[str] = frozenset()


def parts_of(document: SetDocument, looks: Looks, content: Contents | None = None) -> tuple[Part, ...]:
    """The parts of a book, in reading order.

    A part of the text (`doc-part`) is apart from its chapters.  What the theme adds in the blocks of its page is a part
    too, where it is.  `content` returns what a part of the text holds, where that is kept otherwise than by the store.
    """
    text = _Text(document, looks, content)
    body = tuple(text.body())
    before, behind = text.opening()
    contents = [*([text.contents()] if document.sections else []), *text.lists()]
    return in_matter(
        [
            *before,
            text.title_page(),
            *behind,
            *contents,
            *text.added("front", _FRONT),
            *body,
            *text.added("text", _BACK),
            *text.added("end", _BACK),
            _colophon(text),
        ]
    )


def colophon(document: SetDocument, looks: Looks) -> Part:
    """The colophon of a document, which names the faces of the whole book."""
    text = _Text(document, looks)
    text.characters |= characters_in(document)
    text.languages |= dict.fromkeys(languages_in(document))
    return _colophon(text)


def _colophon(text: "_Text") -> Part:
    """The colophon of a text of which all other parts are known, since it names the faces that these need."""

    def write(medium: Medium) -> Markup:
        def named(characters: str) -> tuple[Typeface, ...]:
            return typefaces(families(characters, text.languages, text.looks.theme.fonts, code=text.document.code))

        def made(faces: tuple[Typeface, ...]) -> Markup:
            return text.filled("colophon.xhtml.jinja", medium, families=faces)

        usual = named("")
        first = made(usual)
        faces = named(first + "".join(text.characters))
        return first if faces == usual else made(faces)

    return Part("colophon", COLOPHON, text.looks.words.text("Colophon"), frozenset(["colophon"]), write)


def in_matter(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, each with the matter that it is in: the text, what is before it, what is behind it."""
    end = max((number for number, part in enumerate(parts) if part.kind == BODY), default=-1)
    matter = _FRONT
    found = []
    for number, part in enumerate(parts):
        if part.matter == _FRONT and part.kind == BODY:
            found.append(part)
            continue
        matter = BODY if part.kind == BODY else matter if number < end else _BACK
        found.append(replace(part, kind=part.kind or matter, matter=matter))
    return tuple(found)


class _Text:
    """The text of a book, to be written part by part.

    `characters` and `languages` are those of the parts that were made so far.
    """

    def __init__(self, document: SetDocument, looks: Looks, content: Contents | None = None) -> None:
        self.document = document
        self.looks = looks
        self._store = looks.part_store()
        self._content = content
        self._empty = emptied(document)
        self.characters = characters_in(self._empty)
        self.languages = dict.fromkeys(languages_in(self._empty))

    def title_page(self) -> Part:
        """The title page, which a theme may also replace in the block of its page."""
        title = self.document.title
        ids = ["title-page", "title", *ids_in(title)]
        if self._builds:
            return Part("title-page", TITLE_PAGE, title.plain, frozenset(ids), self._block("title_page"))

        def write(medium: Medium) -> Markup:
            return self.filled("title-page.xhtml.jinja", medium)

        return Part("title-page", TITLE_PAGE, title.plain, frozenset(ids), write)

    def opening(self) -> tuple[list[Part], list[Part]]:
        """The first pages before the title page, and those behind it."""
        held, article = self.document.opening, self.document.shape == ARTICLE
        facing = [self._page("frontispiece-page", "", "frontispiece", held.frontispiece)] if held.frontispiece else []
        titled = self.document.shape == LONG or (facing and not article)
        half = [self._page("half-title", HALF_TITLE, "half-title")] if titled else []
        words = self.looks.words.text("Imprint")
        behind = [] if article else [replace(self._page("imprint", IMPRINT, "imprint"), title=words)]
        if held.dedication:
            behind.append(self._page("dedication-page", DEDICATION, "dedication", held.dedication))
        if held.epigraph:
            behind.append(self._page("epigraph-page", EPIGRAPH, "epigraph", (held.epigraph, held.attribution)))
        return (half, facing + behind) if article else (half + facing, behind)

    def _page(self, id_: str, kind: str, name: str, held: object = ()) -> Part:
        """One of the first pages, by the name of its template; `held` are its blocks."""
        document = replace(self._empty, opening=self.document.opening) if held else self._empty
        self.characters |= characters_in(held)
        self.languages |= dict.fromkeys(languages_in(held))

        def write(medium: Medium) -> Markup:
            return self.filled(f"{name}.xhtml.jinja", medium, document)

        return Part(id_, kind, self.document.title.plain, frozenset([id_, *ids_in(held)]), write, _FRONT)

    def contents(self) -> Part:
        """The table of contents."""

        def write(medium: Medium) -> Markup:
            return contents_of(self.document, self.looks, medium)

        return Part("contents", CONTENTS, self.looks.words.text("Contents"), frozenset(["contents"]), write)

    def lists(self) -> Iterator[Part]:
        """The lists of the figures, of the tables and of the listings."""
        document, words = self.document, self.looks.words

        def part(id_: str, kind: str, title: str, alone: SetDocument) -> Part:
            def write(medium: Medium) -> Markup:
                return lists_of(alone, self.looks, medium)

            return Part(id_, kind, words.text(title), frozenset([id_]), write)

        if document.figures:
            alone = replace(self._empty, figures=document.figures)
            yield part("illustrations", FIGURES, "List of illustrations", alone)
        if document.tables:
            yield part("tables", TABLES, "List of tables", replace(self._empty, tables=document.tables))
        if document.listings:
            yield part("listings", LISTINGS, "List of listings", replace(self._empty, listings=document.listings))

    def body(self) -> Iterator[Part]:
        """The text, chapter by chapter, with its notes and its index."""
        document, empty, words = self.document, self._empty, self.looks.words
        if document.lead or document.lead_notes:
            lead = replace(empty, lead=document.lead, lead_notes=document.lead_notes)
            yield self._part("lead", BODY, "", lead)
        for section in document.sections:
            inner = section.sections if section.role == "doc-part" else ()
            yield self._section(replace(section, sections=()) if inner else section)
            yield from map(self._section, inner)
        if document.noted:
            notes = replace(empty, notes=document.notes, groups=document.groups)
            yield self._part("notes", NOTES, words.text("Notes"), notes)
        if has_index(document):
            yield self._part("index", INDEX, words.text("Index"), replace(empty, index=document.index))

    def added(self, block: str, matter: str) -> Iterator[Part]:
        """What the theme adds in a block of its page."""
        if self._builds and self._block(block)(PAPER).strip():
            yield Part(block, matter, "", frozenset(), self._block(block))

    def _section(self, section: SetSection) -> Part:
        kind = INDEX if section.role == "doc-index" else BODY
        document = replace(self._empty, sections=(section,))
        part = self._part(section.id, kind, section.heading.plain, document)
        return replace(part, matter=_FRONT) if section.front else part

    def _part(self, id_: str, kind: str, title: str, document: SetDocument) -> Part:
        digest = cache(lambda: self._store.digest(document))
        content = self._content(document) if self._content else self._store.content(document, digest())
        self.characters |= frozenset(content.characters)
        self.languages |= dict.fromkeys(content.languages)

        def filled(medium: Medium) -> Markup:
            return self.filled("text.xhtml.jinja", medium, document)

        def write(medium: Medium) -> Markup:
            return self._store.written(digest(), medium, filled)

        return Part(id_, kind, title, frozenset([id_, *content.ids]), write, code=frozenset(content.code))

    @property
    def _builds(self) -> bool:
        """Whether the theme has a page that builds on the press's."""
        return builds_on_another(_PAGE, self.looks.theme)

    def _block(self, name: str) -> Callable[[Medium], Markup]:
        """A block of the theme's page, without the parts of the book that it includes."""
        return lambda medium: self.filled(_PAGE, medium, only=name, families=(), scripts="")

    def filled(self, template: str, medium: Medium, document: SetDocument | None = None, **more: object) -> Markup:
        """A template of a part, filled in with so much of the document, and with more values."""
        return part_of(template, document or self._empty, self.looks, medium, **more)
