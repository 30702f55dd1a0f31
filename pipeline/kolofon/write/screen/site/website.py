"""A web site of an edition: a page for each language of each work, and one that leads to them all.

It is files and nothing else, with no address of another host but in links; its one script is that of the search box.
Every passage has links to the same passage in the other languages, by ids that all of them share, so that a reader who
changes the language keeps the place.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from kolofon.model.document import Place
from kolofon.model.edition import Artefact
from kolofon.model.finding import Finding
from kolofon.set.walk.traverse import code_in
from kolofon.write.pictures import pictures_of
from kolofon.write.screen.media import Elsewhere, Leaf, Shown
from kolofon.write.screen.publication import artefact, fonts_of
from kolofon.write.screen.site.chapters import chapters
from kolofon.write.screen.site.edition import Download, OnSite, SiteEdition, data_of, front_page, on_site, rendered
from kolofon.write.xhtml.parts import (
    BODY,
    CONTENTS,
    FIGURES,
    INDEX,
    LISTINGS,
    NOTES,
    TABLES,
    parts_of,
)

__all__ = ["Download", "SiteEdition", "site"]

_FONTS = "woff2"


def site(readings: Sequence[SiteEdition], address: str = "") -> tuple[tuple[Artefact, ...], tuple[Finding, ...]]:
    """The files of the site, and the findings about them.

    `address` is where the site will be; without it, what should be whole addresses is relative.  The language of the
    page that leads to the others is that of the first reading.  The same values give the same bytes.
    """
    pages = [on_site(reading) for reading in readings]
    files: list[Artefact] = []
    findings: list[Finding] = []
    for page, reading in zip(pages, readings, strict=True):
        others = [other for other in pages if other.imprint.work == page.imprint.work]
        made, shown = (chapters if reading.chapters else _whole)(page, others, reading, address)
        folder = page.path.parent
        files += made
        files += (Artefact(folder / file.path.name, file.media_type, file.content) for file in reading.downloads)
        files.append(replace(page.cover, path=folder / page.cover.path))
        findings += dict.fromkeys(shown.findings)
    files.append(Artefact(PurePosixPath("index.html"), "text/html", _index(pages, address)))
    code = frozenset[str]().union(*(code_in(reading.document) for reading in readings if reading.document.code))
    return (*files, *_style(files, pages, code)), tuple(findings)


def _whole(page: OnSite, others: Sequence[OnSite], reading: SiteEdition, address: str) -> tuple[list[Artefact], Shown]:
    """A work as one page, with its pictures; `others` are its pages in all languages, this one too."""
    imprint, folder = page.imprint, page.path.parent
    place = Place(f"{imprint.language}/{imprint.work}")
    shown = Shown(pictures_of(reading.images), place, f"images/{imprint.work}")
    elsewhere = [Elsewhere(f"../{other.path}", other.language, other.endonym) for other in others if other is not page]
    written = [
        (part.kind, part.write(Leaf(part.kind, shown, elsewhere)))
        for part in parts_of(reading.document, reading.context.looks)
    ]
    content = front_page(
        page,
        written,
        (CONTENTS, FIGURES, TABLES, LISTINGS),
        (BODY, NOTES, INDEX),
        address=address,
        others=[other.shown for other in others],
        data=data_of(page, others, reading.citations, address),
        index="",
    )
    pictures = [artefact(folder / path, content) for path, content in shown.files.items()]
    return [*pictures, Artefact(page.path, "text/html", content)], shown


def _index(pages: Sequence[OnSite], address: str) -> bytes:
    works: dict[str, list[OnSite]] = {}
    for page in pages:
        works.setdefault(page.imprint.work, []).append(page)
    shown = [[page.shown for page in editions] for editions in works.values()]
    return rendered("index.html", pages[0], address=address, works=shown)


def _style(files: Sequence[Artefact], pages: Sequence[OnSite], code: frozenset[str]) -> list[Artefact]:
    """The style sheet, the script, and fonts with the letters that all the pages need."""
    markup = "".join(file.content.decode() for file in files if file.media_type == "text/html")
    context = pages[0].context
    fonts = fonts_of(markup, code, context, flavour=_FONTS)
    looks = context.style(markup, "epub.css", "site.css")
    sheet = context.render("epub/style.css.jinja", fonts=[font.about for font in fonts], style=looks)
    return [
        artefact("style.css", sheet),
        artefact("icon.svg", context.render("site/icon.svg.jinja")),
        Artefact(PurePosixPath("search.js"), "text/javascript", context.render("site/search.js.jinja")),
        *(Artefact(PurePosixPath("fonts", f"{font.name}.{font.ending}"), "font/woff2", font.content) for font in fonts),
    ]
