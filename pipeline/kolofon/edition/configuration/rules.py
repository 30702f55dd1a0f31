"""The rules for the values of `edition.toml` beyond their types.

Tags must name languages, names must make safe paths, and so on.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict

from kolofon.edition.configuration.first_pages import first_pages
from kolofon.edition.configuration.lines import KeyPath
from kolofon.edition.configuration.mistake import Mistake, filled, is_safe_source, key_of, of_language
from kolofon.edition.configuration.typography import typography_mistakes
from kolofon.language import language
from kolofon.language.tags import pseudo_tags
from kolofon.language.validity import is_script
from kolofon.model.edition import Edition, FontFiles, Page, Press, Rights, Standard, Work
from kolofon.model.isbn import is_isbn
from kolofon.model.limits import NAME
from kolofon.model.page_sizes import LARGEST, NAMED, SMALLEST, UNITS, is_length, sides
from kolofon.read.text import unprintable

__all__ = ["Mistake", "identifier_mistake", "language_mistake", "rule_mistakes"]

# A name becomes `locale/<name>.pot` and `output/<language>/<name>.pdf` on any file system.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_FURNITURE = "furniture"
_WILDCARD = re.compile(r"[*?]+")
_URN = re.compile("urn:isbn:", re.IGNORECASE)
# RFC 3986, section 3: a scheme, a colon, and no character that it excludes.
_URI = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+""")
_WEB = re.compile(r"""https?://[^\s<>"{}|\\^`/]+[^\s<>"{}|\\^`]*""")
_LARGEST_SIGNATURE = 128
_THICKEST = 2000  # micrometres
_MARGINS = ("top", "outer", "bottom", "inner")
_MOST_COLUMNS = 4
_ALL = 100


def rule_mistakes(edition: Edition) -> Iterator[Mistake]:
    """The mistakes of an edition by these rules."""
    for path, text in _texts(asdict(edition), ()):
        if (offset := unprintable(text)) is not None:
            yield Mistake(path, f"{key_of(path)} holds the character U+{ord(text[offset]):04X}", "delete it")
    yield from _identifier(edition.identifier)
    yield from filled(edition.publisher, ("publisher",))
    yield from _languages(edition)
    yield from _rights(edition.rights, ("rights",))
    if edition.site.address and not _WEB.fullmatch(edition.site.address):
        hint = "write it as https://…"
        yield Mistake(("site", "address"), f"“{edition.site.address}” is not an address on the web", hint)
    yield from _vertical(edition.epub.vertical)
    yield from _works(edition)
    yield from first_pages(edition)
    yield from _page(edition.page.size, ("page", "size"))
    yield from _length(edition.page.gutter, ("page", "gutter"))
    yield from _layout(edition.page)
    yield from typography_mistakes(edition.page)
    yield from _press(edition.press)
    for script, fonts in edition.fonts.items():
        yield from _fonts(script, fonts)
    if edition.archive.embed and edition.archive.standard == Standard.A2A:
        hint = f'write "{Standard.A3A}" or "{Standard.A4}", or embed = false'
        what = f"a file of {Standard.A2A} cannot hold those that it was made from (embed = true)"
        yield Mistake(("archive", "standard"), what, hint)
    if not 0 <= edition.publish.minimum <= _ALL:
        yield Mistake(("publish", "minimum"), "minimum is a number of messages in a hundred", "write 0 to 100")


def _fonts(script: str, fonts: FontFiles) -> Iterator[Mistake]:
    if script != "code" and not is_script(script):
        hint = "write its code by ISO 15924, as Latn, Grek, Deva or Jpan; or code, for listings"
        yield Mistake(("fonts", script), f"“{script}” is no script", hint)
    for key, path in asdict(fonts).items():
        if path and not (is_safe_source(path) and path.lower().endswith((".ttf", ".otf"))):
            hint = f'write the path of a .ttf or .otf file below theme/fonts/: {key} = "MyFont.ttf"'
            yield Mistake(("fonts", script, key), f"“{path}” is no file of a font below theme/fonts/", hint)
    yield from [] if fonts.regular else [Mistake(("fonts", script, "regular"), "regular is empty", "name a file")]


def _layout(page: Page) -> Iterator[Mistake]:
    if page.margins and len(page.margins) != len(_MARGINS):
        hint = f'write them in this order: margins = ["20mm", "25mm", "30mm", "15mm"] ({", ".join(_MARGINS)})'
        yield Mistake(("page", "margins"), f"margins are {len(_MARGINS)} lengths, not {len(page.margins)}", hint)
    for number, margin in enumerate(page.margins):
        yield from filled(margin, ("page", "margins", number))
        yield from _length(margin, ("page", "margins", number))
    if not 1 <= page.columns <= _MOST_COLUMNS:
        yield Mistake(("page", "columns"), f"there cannot be {page.columns} columns", f"write 1 to {_MOST_COLUMNS}")


def _vertical(tags: tuple[str, ...]) -> Iterator[Mistake]:
    for number, tag in enumerate(tags):
        path: KeyPath = ("epub", "vertical", number)
        yield from of_language(tag, path, published=False)
        if not language(tag).wide:
            hint = 'name languages in East Asian scripts: vertical = ["ja", "zh-Hant"]'
            yield Mistake(path, f"{tag} is not written from top to bottom", hint)


def language_mistake(tag: str) -> Mistake | None:
    """What is wrong with a tag as a language to translate into; None if nothing is, as with a pseudo-language."""
    return None if tag in pseudo_tags() else next(of_language(tag, (), published=True), None)


def _texts(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _texts(below, (*path, key))
    elif isinstance(value, tuple):
        for index, below in enumerate(value):
            yield from _texts(below, (*path, index))


def identifier_mistake(identifier: str) -> Mistake | None:
    """What is wrong with the identifier of an edition; None if nothing is."""
    return next(_identifier(identifier), None)


def _identifier(identifier: str) -> Iterator[Mistake]:
    isbn = _URN.sub("", identifier)
    if not is_isbn(isbn) and (isbn != identifier or not _URI.fullmatch(identifier)):
        hint = "write one such as urn:uuid:…, https://… or 978-…; the last digit of an ISBN checks the others"
        yield Mistake(("identifier",), f"“{identifier}” is neither a URI nor an ISBN", hint)


def _languages(edition: Edition) -> Iterator[Mistake]:
    yield from of_language(edition.source_language, ("source_language",), published=True)
    yield from of_language(edition.bibliography_language, ("bibliography_language",), published=False)
    seen = set[str]()
    for index, tag in enumerate(edition.languages):
        path = ("languages", index)
        if tag not in pseudo_tags():
            yield from of_language(tag, path, published=True)
        if tag == edition.source_language:
            yield Mistake(path, f"{tag} is the source language", "leave it out: it is published anyway")
        elif tag in seen:
            yield Mistake(path, f"{tag} stands here twice", "leave out one of them")
        seen.add(tag)


def _rights(rights: Rights, path: KeyPath) -> Iterator[Mistake]:
    yield from filled(rights.holder, (*path, "holder"))
    yield from filled(rights.licence, (*path, "licence"))
    for tag in rights.translations:
        yield from of_language(tag, (*path, "translations", tag), published=False)
    for name, address in (("licence_url", rights.licence_url), ("source_url", rights.source_url)):
        if address and not _WEB.fullmatch(address):
            yield Mistake((*path, name), f"“{address}” is not an address on the web", "write it as https://…")


def _works(edition: Edition) -> Iterator[Mistake]:
    works = edition.works
    if not works:
        yield Mistake(("works",), "there is no work", "begin each with a line [[works]]")
    seen = set[str]()
    for index, work in enumerate(works):
        path = ("works", index, "name")
        name = work.name.casefold()  # some file systems take capitals and small letters for the same
        if not _NAME.fullmatch(work.name):
            hint = "use the letters a to z, digits, hyphens and underscores"
            yield Mistake(path, f"“{work.name}” cannot be the name of a file", hint)
        elif len(name) > NAME:
            hint = f"write at most {NAME}: it is in the names of files"
            yield Mistake(path, f"the name of this work has {len(name):,} characters", hint)
        elif name == _FURNITURE:
            yield Mistake(path, f"“{work.name}” is the name of the press's own catalogue", "choose another name")
        elif name in seen:
            yield Mistake(path, f"there are two works named “{work.name}”", "choose another name for this one")
        seen.add(name)
        if work.rights:
            yield from _rights(work.rights, ("works", index, "rights"))
        if work.number < 0 or (work.number and not work.series):
            hint = "write series, and a number from 1, or neither"
            yield Mistake(("works", index, "number"), f"{work.number} is no place in a series", hint)
        for number, tag in enumerate(work.languages):
            if tag not in edition.languages:
                hint = f"write it into languages, at the top, too; there are {', '.join(edition.languages) or 'none'}"
                yield Mistake(
                    ("works", index, "languages", number), f"this edition has no translation into {tag}", hint
                )
        yield from _sources(work, index)
        for key, headings in (("bibliographies", work.bibliographies), ("untranslated", work.untranslated)):
            for number, heading in enumerate(headings):
                yield from filled(heading, ("works", index, key, number))


def _sources(work: Work, index: int) -> Iterator[Mistake]:
    """The mistakes in the files of a work: one file, a summary with its files, or those of chapters and parts."""
    listed = bool(work.chapters or work.parts)
    if sum((bool(work.source), bool(work.summary), listed)) != 1:
        hint = "write one of source (a file), summary (a SUMMARY.md or an index.rst) and chapters (a list of files)"
        what = "several places hold its text" if work.source or work.summary else "it has no text"
        yield Mistake(("works", index), f"{work.name}: {what}", hint)
    for key, beside in (("front", work.front), ("back", work.back)):
        if beside and not listed:
            yield Mistake(("works", index, key), f"{key} stands beside chapters alone", "list the chapters too")
    hint = "write the path of a file below source/, such as liberation-of-tirana.txt"
    for key, path in (("source", work.source), ("summary", work.summary)):
        if path and not is_safe_source(path):
            yield Mistake(("works", index, key), f"“{path}” is not such a path", hint)
    lists: list[tuple[KeyPath, tuple[str, ...]]] = [
        (("works", index, "front"), work.front),
        (("works", index, "chapters"), work.chapters),
        (("works", index, "back"), work.back),
    ]
    for number, part in enumerate(work.parts):
        at: KeyPath = ("works", index, "parts", number)
        yield from filled(part.title, (*at, "title"))
        if not part.chapters:
            yield Mistake((*at, "chapters"), f"the part “{part.title}” has no chapters", "list them, or delete it")
        lists.append(((*at, "chapters"), part.chapters))
    for at, patterns in lists:
        for number, pattern in enumerate(patterns):
            if not is_safe_source(_WILDCARD.sub("x", pattern)):
                yield Mistake((*at, number), f"“{pattern}” is not such a path", f"{hint}, or a pattern: manual/*.md")


def _page(size: str, path: KeyPath) -> Iterator[Mistake]:
    found = sides(size)
    if found is None:
        hint = f"write {', '.join(NAMED)}, or a width and a height with units such as 6in x 9in"
        yield Mistake(path, f"“{size}” is not a page size", hint)
    elif not all(SMALLEST <= side <= LARGEST for side in found):
        hint = f"let each side be between {SMALLEST} and {LARGEST} pt"
        yield Mistake(path, f"a page of {size} cannot be printed", hint)


def _length(length: str, path: KeyPath) -> Iterator[Mistake]:
    """The mistake in a length that may be empty."""
    if length and not is_length(length):
        hint = f"write a number and {', '.join(UNITS)}, such as 3mm"
        yield Mistake(path, f"“{length}” is not a length", hint)


def _press(press: Press) -> Iterator[Mistake]:
    if press.trim:
        yield from _page(press.trim, ("press", "trim"))
    yield from filled(press.bleed, ("press", "bleed"))
    yield from _length(press.bleed, ("press", "bleed"))
    yield from _length(press.gutter, ("press", "gutter"))
    for key, least, thickness in (("paper", 1, press.paper), ("board", 0, press.board)):
        if not least <= thickness <= _THICKEST:
            hint = f"write how thick it is in thousandths of a millimetre, {least} to {_THICKEST}"
            yield Mistake(("press", key), f"no {key} is {thickness} µm thick", hint)
    if press.signature not in range(1, _LARGEST_SIGNATURE + 1):
        hint = "write how many pages are folded from one sheet: 4, 8, 16 or 32; 2 for single leaves"
        yield Mistake(("press", "signature"), f"no sheet has {press.signature} pages", hint)
    if press.profile and not is_safe_source(press.profile):
        hint = "write the path of an ICC profile below source/, such as profiles/PSOcoated_v3.icc"
        yield Mistake(("press", "profile"), f"“{press.profile}” is not such a path", hint)
