"""Files within a PDF (ISO 32000-1, 7.11.4), and how each is related to the book (ISO 19005-3, 6.8)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import md5
from pathlib import PurePosixPath

import pydyf

from kolofon.write.paper.file.protocols import File

__all__ = ["Attachment", "Relationship", "attach", "origins"]

_MEDIA_TYPES = {
    ".md": "text/markdown",
    ".po": "text/x-gettext-translation",
    ".xhtml": "application/xhtml+xml",
}
"""Media types by the ending of a file's name; all other files that a book is made from are plain text."""


class Relationship(StrEnum):
    """`AFRelationship`: the book was made from the file, or the file is the book in another form."""

    SOURCE = "Source"
    ALTERNATIVE = "Alternative"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to put into a PDF, under a name that no other has there."""

    name: str
    media_type: str
    description: str
    relationship: Relationship
    content: bytes


def attach(pdf: File, attachments: Iterable[Attachment], date: datetime) -> None:
    """Put files into a pydyf file, compressed, each dated `date`, which is in UTC."""
    # A name tree is sorted by the bytes of its keys; those of a name beyond ASCII begin with a byte order mark.
    files = sorted(attachments, key=lambda file: (not file.name.isascii(), file.name))
    if not files:
        return
    written = [_written(pdf, file, date.strftime("D:%Y%m%d%H%M%SZ")) for file in files]
    keys = [key for file, at in zip(files, written, strict=True) for key in (pydyf.String(file.name), at)]
    tree = pydyf.Dictionary({"Names": pydyf.Array(keys)})
    pdf.add_object(tree)
    names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
    if isinstance(names, dict):
        names["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = pydyf.Array(written)


def _written(pdf: File, file: Attachment, date: str) -> object:
    stream = pydyf.Stream(
        [file.content],
        {
            "Type": "/EmbeddedFile",
            "Subtype": pydyf.name(file.media_type),
            "Params": pydyf.Dictionary(
                {
                    "Size": len(file.content),
                    "CreationDate": pydyf.String(date),
                    "ModDate": pydyf.String(date),
                    "CheckSum": f"<{md5(file.content, usedforsecurity=False).hexdigest()}>",
                }
            ),
        },
        compress=True,
    )
    pdf.add_object(stream)
    reference = stream.reference
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(file.name),
            "UF": pydyf.String(file.name),
            "Desc": pydyf.String(file.description),
            "AFRelationship": f"/{file.relationship}",
            "EF": pydyf.Dictionary({"F": reference, "UF": reference}),
        }
    )
    pdf.add_object(specification)
    return specification.reference


def origins(name: str, xhtml: bytes, sources: Mapping[str, bytes], catalogues: Mapping[str, bytes]) -> list[Attachment]:
    """The files that an edition named `name` was made from, by their paths from the root, and its page for screens."""
    kept = [_kept(path, content, "The source text", Relationship.SOURCE) for path, content in sorted(sources.items())]
    kept += (
        _kept(path, content, "The translation, as a gettext catalogue", Relationship.SOURCE)
        for path, content in sorted(catalogues.items())
    )
    what = "The same edition as XHTML"
    return [*kept, Attachment(f"{name}.xhtml", "application/xhtml+xml", what, Relationship.ALTERNATIVE, xhtml)]


def _kept(path: str, content: bytes, what: str, relationship: Relationship) -> Attachment:
    # The name that a reader of PDFs will suggest when it saves the file, so without folders.
    file = PurePosixPath(path)
    below = file.parts[file.parts.index("LC_MESSAGES") + 1 :] if "LC_MESSAGES" in file.parts else file.parts[1:]
    media_type = _MEDIA_TYPES.get(file.suffix, "text/plain")
    return Attachment("-".join(below), media_type, f"{what}: {path}", relationship, content)
