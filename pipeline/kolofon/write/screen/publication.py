"""The files of a book for the screen: a chapter each, the contents, style, fonts and pictures (EPUB 3.3, section 3).

They are the content of an EPUB, and also a folder of their own for those who process XHTML further.
"""

import re
import xml.etree.ElementTree as ET
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from markupsafe import Markup

from kolofon.language.formats import endonym
from kolofon.model.document import Place
from kolofon.model.edition import Artefact, Imprint
from kolofon.model.finding import Finding, Severity
from kolofon.set.addresses import missing_picture
from kolofon.set.words import Words
from kolofon.write.paper.pagination import PageStart
from kolofon.write.pictures import pictures_of
from kolofon.write.screen.chapters import Book, Chapter, chapter_title, cut
from kolofon.write.screen.cover import Label, cover
from kolofon.write.screen.page import written
from kolofon.write.screen.subset import screen_fonts
from kolofon.write.scripts import sheet
from kolofon.write.themes.pages import Kind
from kolofon.write.themes.templates import filled, style
from kolofon.write.themes.theme import OWN, PLAIN, Theme
from kolofon.write.words import marked_words

__all__ = ["COVER", "NAV", "Publication", "Setting", "artefact", "pictures", "publication", "with_pictures"]

_MEDIA_TYPES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".xhtml": "application/xhtml+xml",
}
"""The core media types of EPUB 3.3 that the press uses, by the ending of the file's name."""

_PICTURE = re.compile(rb'<img src="([^"]*)"')

_TEXT = frozenset({"bodymatter", "endnotes"})
_LISTED = _TEXT | {"index"}
_MATTER = frozenset({"backmatter", "bodymatter", "frontmatter"})
_INDEX = frozenset(
    {
        "index-entry",
        "index-entry-list",
        "index-group",
        "index-locator",
        "index-term",
        "index-xref-preferred",
        "index-xref-related",
    }
)
"""Classes that are words of EPUB Indexes 1.0."""
_GLOSSARY = {"dt": "glossterm", "dd": "glossdef"}
"""The names in the EPUB Structural Semantics Vocabulary for the words of a glossary and their definitions."""

_XML = (".opf.jinja", ".svg.jinja", ".xhtml.jinja")

COVER, NAV = "cover.xhtml", "nav.xhtml"


@dataclass(frozen=True, slots=True)
class Setting:
    """The context of a page: the imprint of the edition, the press's own words, and how the edition looks.

    In a bilingual edition `beside` is the language beside its own.
    """

    imprint: Imprint
    words: Words
    theme: Theme = PLAIN
    beside: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the edition; the second of two is its own."""
        return (self.beside, self.imprint.language) if self.beside else (self.imprint.language,)

    def render(self, template: str, **values: object) -> bytes:
        """A template, filled in, in UTF-8."""
        frame = {"_": marked_words(self.words), "gettext": self.words.text, "imprint": self.imprint}
        kind = Kind.XML if template.endswith(_XML) else Kind.TEXT
        return filled(template, {**frame, **values}, self.theme, kind).encode()

    def cover(self, book: Book) -> Artefact:
        """The cover of a book."""
        return cover(Label(book.title, book.direction, self.languages, self.imprint.publisher), self.theme)

    def style(self, markup: str, *names: str) -> Markup:
        """Style sheets one after another: those named, what the scripts in the markup need, and that of the edition."""
        sheets = [style(name, self.theme) for name in names]
        return Markup("").join([*sheets, sheet(markup, theme=self.theme), style(OWN, self.theme)])


@dataclass(frozen=True, slots=True)
class Publication:
    """A book, its files by paths from their common folder, and which of them are read, in that order.

    `COVER`, the page that shows `cover`, comes before them.
    """

    setting: Setting
    book: Book
    files: tuple[Artefact, ...]
    spine: tuple[str, ...]
    cover: Artefact
    findings: tuple[Finding, ...]


def publication(
    xhtml: bytes, setting: Setting, images: Mapping[str, bytes], starts: Sequence[PageStart] = ()
) -> Publication:
    """The files of what `kolofon.write.xhtml.render` made.

    `images` are the pictures by their paths below `source/`; `starts` say where the pages of the print begin, if they
    are known.  A picture that is not there is a finding, an error, and so is a page that cannot be marked, a warning.
    The same values give the same bytes.
    """
    book = cut(xhtml, starts)
    files = {chapter.id: NAV if chapter.kind == "toc" else f"{chapter.id}.xhtml" for chapter in book.chapters}
    shown, findings = pictures(book, images, setting.imprint)
    where = _link(book, files)
    characters = frozenset("".join(text for chapter in book.chapters for text in chapter.element.itertext()))
    bold = any(element.tag == "strong" for element in book.elements())
    fonts = screen_fonts(characters, bold=bold, code=book.code())
    findings += _unmarked(starts, book, setting.imprint)
    front = setting.cover(book)
    looks = setting.render(
        "epub/style.css.jinja",
        fonts=[font.about for font in fonts],
        ending="ttf",
        style=setting.style(xhtml.decode(), "epub.css"),
    )
    made = [
        front,
        artefact(
            COVER,
            setting.render("epub/cover.xhtml.jinja", book=book.about, matter="cover", cover=front.path, languages=[]),
        ),
        *(
            artefact(files[chapter.id], _page(book, chapter, setting))
            for chapter in book.chapters
            if chapter.kind != "toc"
        ),
        artefact(NAV, _nav(book, files, where, setting)),
        artefact("style.css", looks),
        *(artefact(f"fonts/{font.name}.ttf", font.content) for font in fonts),
        *(artefact(path, content) for path, content in shown.items()),
    ]
    return Publication(setting, book, tuple(made), tuple(files.values()), front, findings)


def _unmarked(starts: Sequence[PageStart], book: Book, imprint: Imprint) -> tuple[Finding, ...]:
    """The pages of the print that the book does not mark; one finding for all of them."""
    lost = [start.folio for start in starts if start.folio not in book.folios]
    if not lost:
        return ()
    place = Place(f"{imprint.language}/{imprint.work}.epub")
    message = f"the list of printed pages lacks {', '.join(lost)}: the place where each begins was not found"
    hint = "if theme/ changes what stands there, give that element an id"
    return (Finding("page-without-mark", Severity.WARNING, place, message, hint),)


def artefact(path: PurePosixPath | str, content: bytes) -> Artefact:
    """A file with the media type of its name's ending."""
    path = PurePosixPath(path)
    return Artefact(path, _MEDIA_TYPES[path.suffix.lower()], content)


def _page(book: Book, chapter: Chapter, setting: Setting) -> bytes:
    title, content = chapter.title or book.title, written(chapter.element)
    both = setting.beside and chapter.kind in _TEXT
    return setting.render(
        "epub/chapter.xhtml.jinja",
        book=book.about,
        title=title,
        matter="index" if chapter.kind == "index" else chapter.matter,
        content=content,
        languages=[(language, endonym(language)) for language in setting.languages if both],
    )


def _nav(book: Book, files: Mapping[str, str], where: Mapping[str, str], setting: Setting) -> bytes:
    contents = next((chapter.element for chapter in book.chapters if chapter.kind == "toc"), None)
    if contents is not None:
        _plain_entries(contents)
    text = next((chapter for chapter in book.chapters if chapter.kind == "bodymatter"), None)
    parts = [chapter for chapter in book.chapters if chapter is text or chapter.kind not in _MATTER]
    glossaries = [
        ("glossary", f"{files[chapter.id]}#{element.attrib['id']}", chapter_title(element))
        for chapter in book.chapters
        for element in chapter.element.iter()
        if element.get("role") == "doc-glossary" and "id" in element.attrib
    ]
    return setting.render(
        "epub/nav.xhtml.jinja",
        languages=[],
        book=book.about,
        matter="frontmatter",
        content="" if contents is None else written(contents),
        chapters=[(files[chapter.id], chapter.title) for chapter in book.chapters if chapter.kind in _LISTED],
        landmarks=[("cover", COVER, ""), *((chapter.kind, files[chapter.id], "") for chapter in parts), *glossaries],
        files_of_ids=where,
    )


def _plain_entries(contents: ET.Element) -> None:
    """Remove the spans around the links, which are for leaders and page numbers (EPUB 3.3, 7.2 allows none)."""
    for item in contents.iter("li"):
        for index, entry in enumerate(item):
            if entry.tag == "span" and len(entry) == 1 and entry[0].tag == "a":
                entry[0].tail = entry.tail
                item[index] = entry[0]


def _link(book: Book, files: Mapping[str, str]) -> dict[str, str]:
    """Make links lead to the right file, and name the parts in EPUB's terms; returns the file of each id."""
    where = {
        element.attrib["id"]: files[chapter.id]
        for chapter in book.chapters
        for element in chapter.element.iter()
        if "id" in element.attrib
    }
    for chapter in book.chapters:
        if chapter.kind != "bodymatter":
            chapter.element.attrib["epub:type"] = chapter.kind
        for element in chapter.element.iter():
            # The roles of DPUB-ARIA are named after EPUB's terms.
            if (role := element.get("role", "")).startswith("doc-"):
                element.attrib["epub:type"] = role.removeprefix("doc-")
            elif (said := element.get("class", "")) in _INDEX:
                element.attrib["epub:type"] = said
            if element.tag == "dl" and element.get("class") == "glossary":
                for item in element:
                    if item.tag in _GLOSSARY:
                        item.attrib["epub:type"] = _GLOSSARY[item.tag]
            target = element.get("href", "")
            if target.startswith("#"):
                file = where.get(target[1:])
                if file is None:
                    del element.attrib["href"]
                elif file != files[chapter.id]:
                    element.attrib["href"] = file + target
        if chapter.kind == "index":
            del chapter.element.attrib["epub:type"]  # that of its page says it
        if chapter.kind == "endnotes":
            for note in chapter.element.iterfind("ol/li[@id]"):
                _let_pop_up(note)
    return where


def _let_pop_up(note: ET.Element) -> None:
    """Wrap the content of each item of the notes as a note to reading systems; an item may not have that role."""
    shown = ET.Element("div", {"id": note.attrib.pop("id"), "epub:type": "footnote", "role": "doc-footnote"})
    shown.text, note.text = note.text, None
    shown.extend(note)
    note[:] = [shown]


def pictures(
    book: Book, images: Mapping[str, bytes], imprint: Imprint, folder: str = "images"
) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """The pictures that the book shows, by their paths in it, which are set in the book's elements.

    One that is not there is a finding, and so is what one loses (`kolofon.write.pictures.vector`).
    """
    known = pictures_of(images)
    shown: dict[str, bytes] = {}
    names: dict[str, str] = {}
    told: list[Finding] = []
    for element in book.elements():
        if element.tag != "img" or "src" not in element.attrib:
            continue
        path = unquote(element.attrib["src"])
        if path not in known:
            told.append(missing_picture(path, Place(f"{imprint.language}/{imprint.work}")))
            continue
        picture = known.find(path)
        told += picture.findings
        # An archive is for every machine: names of ASCII letters, and no two that differ in capitals alone.
        stem = re.sub("[^a-z0-9]+", "-", PurePosixPath(path).stem.lower())
        name = names.setdefault(path, f"{folder}/{len(names) + 1}-{stem}{picture.suffix}")
        element.attrib["src"] = name
        if picture.content is not None:
            shown[name] = picture.content
    return shown, tuple(dict.fromkeys(told))


def with_pictures(xhtml: bytes, images: Mapping[str, bytes]) -> bytes:
    """A page of `kolofon.write.xhtml.render` that holds its pictures itself, as `data:` addresses (RFC 2397).

    `data-source` is the path of each below `source/`, by which the press reads it back.  One that is not there keeps
    its address.
    """
    known = pictures_of(images)

    def held(found: re.Match[bytes]) -> bytes:
        address = found[1].decode()
        picture = known.find(path) if (path := unquote(address)) in known else None
        if picture is None or picture.content is None:
            return found[0]
        content = b64encode(picture.content).decode()
        return f'<img data-source="{address}" src="data:{picture.media_type};base64,{content}"'.encode()

    return _PICTURE.sub(held, xhtml)
