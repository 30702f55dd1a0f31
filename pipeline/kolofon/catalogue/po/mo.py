"""Compiled catalogues (MO files, as msgfmt writes them; GNU gettext manual, 11.3): bytes → `Catalogue`, by polib."""

import struct
from typing import cast

from kolofon.language.names import language_tag
from kolofon.model.document import Place
from kolofon.model.error import CatalogueError
from kolofon.model.message import Catalogue, CatalogueEntry

__all__ = ["read_mo"]


def read_mo(content: bytes, path: str) -> Catalogue:
    """The catalogue that was compiled.  It has only what is translated, without comments, references and lines.

    Raises CatalogueError for what is no MO file, or a damaged one.
    """
    import polib  # noqa: PLC0415  most catalogues are not compiled

    try:
        file = polib.mofile(cast("str", content))  # it takes a path, or the content of a file
    except (OSError, UnicodeDecodeError, LookupError, ValueError, struct.error) as problem:
        hint = "name the .po file that it was made from, or compile it again with msgfmt"
        raise CatalogueError(
            "this is no compiled catalogue, or it is damaged", place=Place(path), hint=hint
        ) from problem
    return Catalogue(
        language=language_tag(file.metadata.get("Language", "")),
        header=tuple(file.metadata.items()),
        entries=tuple(
            CatalogueEntry(
                context=entry.msgctxt,
                msgid=entry.msgid,
                plural=entry.msgid_plural or None,
                msgstrs=tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,),
            )
            for entry in file
        ),
        path=path,
    )
