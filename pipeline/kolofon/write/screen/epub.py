"""EPUB 3.3: the files of a publication, its package document and its cover, in one archive (OCF, section 4)."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kolofon.model.edition import Artefact
from kolofon.model.isbn import isbn_urn
from kolofon.write.screen.archive import File, archive
from kolofon.write.screen.context import ScreenContext
from kolofon.write.screen.publication import COVER, NAV, Publication

__all__ = ["bind"]

_MEDIA_TYPE = "application/epub+zip"
_FOLDER = PurePosixPath("EPUB")
_FORMULA = b"<math "
_CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


@dataclass(frozen=True, slots=True)
class _Item:
    id: str
    href: str
    media_type: str
    properties: str


def bind(publication: Publication) -> bytes:
    """The archive.  Its times come from the imprint's date; the same values give the same bytes."""
    package = Artefact(PurePosixPath("package.opf"), "", _package(publication))
    looks = publication.context.looks
    return archive(_files((package, *publication.files)), looks.imprint.date, looks.store)


def _package(publication: Publication) -> bytes:
    context, book = publication.context, publication.book
    imprint, rights = context.imprint, context.imprint.rights
    roles = {publication.cover.path: "cover-image", PurePosixPath(NAV): "nav"}
    items = {
        str(file.path): _Item(_item_id(file, number), str(file.path), file.media_type, _properties(file, roles))
        for number, file in enumerate(publication.files, 1)
    }
    return context.render(
        "epub/package.opf.jinja",
        book=book,
        vertical=context.vertical,
        identifier=isbn_urn(imprint.isbn) if imprint.isbn else _identifier(context),
        printed=isbn_urn(imprint.isbns.pdf) if imprint.isbns.pdf else imprint.identifier,
        retitled=imprint.original_title != book.title,
        rights=" ".join(filter(None, [f"{rights.holder}; {rights.licence}.", rights.statement])),
        access=["textual", "visual"] if publication.pictures else ["textual"],
        described=publication.described,
        features=_features(publication),
        translated=context.words.translations,
        items=items.values(),
        cover=items[str(publication.cover.path)].id,
        front=items[COVER].id,
        spine=[items[name].id for name in publication.spine],
    )


def _properties(file: Artefact, roles: Mapping[PurePosixPath, str]) -> str:
    """The properties of a file in the manifest (EPUB 3.3, D.6)."""
    held = ["mathml"] if _has_formulas(file) else []
    if file.path.suffix == ".xhtml" and b"<svg " in file.content:
        held.append("svg")
    return " ".join(filter(None, [roles.get(file.path), *held]))


def _item_id(file: Artefact, number: int) -> str:
    return file.path.stem if file.path.suffix == ".xhtml" else f"item-{number}"


def _identifier(context: ScreenContext) -> str:
    """An identifier for this language's EPUB alone: reading systems take two books with the same one for one book."""
    name = f"{context.imprint.identifier} {context.imprint.work} {' '.join(context.languages)} epub"
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _features(publication: Publication) -> list[str]:
    """The features of a book (EPUB Accessibility 1.1; schema.org's accessibilityFeature)."""
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
    if publication.pictures and publication.described:
        features.append("alternativeText")
    if publication.book.folios:
        features += ["pageBreakMarkers", "pageNavigation"]
    if any(_has_formulas(file) for file in publication.files):
        features.append("MathML")
    return features


def _has_formulas(file: Artefact) -> bool:
    return file.path.suffix == ".xhtml" and _FORMULA in file.content


def _files(files: Sequence[Artefact]) -> Iterator[File]:
    """The files of the archive as OCF 3.3, 4.2 requires: `mimetype` first, uncompressed, without an extra field."""
    yield File("mimetype", _MEDIA_TYPE.encode(), packed=False)
    yield File("META-INF/container.xml", _CONTAINER.encode())
    for file in files:
        yield File(str(_FOLDER / file.path), file.content)
