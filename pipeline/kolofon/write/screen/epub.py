"""EPUB 3.3: the files of a publication, its package document and its cover, in one archive (OCF, section 4)."""

import io
import uuid
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kolofon.model.edition import Artefact, Imprint
from kolofon.write.screen.publication import COVER, NAV, Publication
from kolofon.write.screen.setting import Setting

__all__ = ["bind"]

_MEDIA_TYPE = "application/epub+zip"
_FOLDER = PurePosixPath("EPUB")
_CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
_UNIX_FILE = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class _Item:
    id: str
    href: str
    media_type: str
    properties: str


def bind(publication: Publication) -> bytes:
    """The archive.  Its times come from the imprint's date; the same values give the same bytes."""
    package = Artefact(PurePosixPath("package.opf"), "", _package(publication))
    return _archive((package, *publication.files), publication.setting.imprint)


def _package(publication: Publication) -> bytes:
    setting, book = publication.setting, publication.book
    imprint, rights = setting.imprint, setting.imprint.rights
    roles = {publication.cover.path: "cover-image", PurePosixPath(NAV): "nav"}
    items = {
        str(file.path): _Item(_item_id(file, number), str(file.path), file.media_type, roles.get(file.path, ""))
        for number, file in enumerate(publication.files, 1)
    }
    return setting.render(
        "epub/package.opf.jinja",
        book=book,
        identifier=_identifier(setting),
        retitled=imprint.original_title != book.title,
        rights=" ".join(filter(None, [f"{rights.holder}; {rights.licence}.", rights.statement])),
        access=["textual", "visual"] if publication.pictures else ["textual"],
        described=publication.described,
        features=_features(publication),
        translated=setting.words.translations,
        items=items.values(),
        cover=items[str(publication.cover.path)].id,
        front=items[COVER].id,
        spine=[items[name].id for name in publication.spine],
    )


def _item_id(file: Artefact, number: int) -> str:
    return file.path.stem if file.path.suffix == ".xhtml" else f"item-{number}"


def _identifier(setting: Setting) -> str:
    """An identifier for this language's EPUB alone: reading systems take two books with the same one for one book."""
    name = f"{setting.imprint.identifier} {setting.imprint.work} {' '.join(setting.languages)} epub"
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _features(publication: Publication) -> list[str]:
    """The features of every book of the press (EPUB Accessibility 1.1; schema.org's accessibilityFeature)."""
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
    if publication.pictures and publication.described:
        features.append("alternativeText")
    if publication.book.folios:
        features += ["pageBreakMarkers", "pageNavigation"]
    return features


def _archive(files: Sequence[Artefact], imprint: Imprint) -> bytes:
    """A zip as OCF 3.3, 4.2 requires: `mimetype` first, uncompressed, without an extra field."""
    # The format has no year before 1980, and none after 2107.
    moment = min(max(imprint.date.timetuple()[:6], (1980, 1, 1, 0, 0, 0)), (2107, 12, 31, 23, 59, 58))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:

        def put(name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = method
            # What the machine would fill in by itself.
            entry.create_system = _UNIX
            entry.external_attr = _UNIX_FILE
            archive.writestr(entry, content, compresslevel=9)

        put("mimetype", _MEDIA_TYPE.encode(), zipfile.ZIP_STORED)
        put("META-INF/container.xml", _CONTAINER.encode())
        for file in files:
            put(str(_FOLDER / file.path), file.content)
    return written.getvalue()
