"""A family of fonts, and where it is read from.

There are three kinds of places: a package of fontpkg, which is described in its `metadata.json`; the folder `noto`; and
a package with fonts alone, which are described by their tables `name`.
"""

from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cache
from importlib.resources import files
from importlib.util import find_spec

import msgspec

from kolofon.write.fonts.substitutions import mended

__all__ = ["LICENCES", "Face", "Family", "NameId", "characters_of", "family"]

_REGULAR, _BOLD = 400, 700

_MENDED = "fontpkg_eb_garamond"
"""The package of the family to which `substitutions` adds features."""
_NOTO = "kolofon.write.fonts.noto"
_TABLE = "fonts.toml"

LICENCES = {"SIL Open Font License, Version 1.1": "OFL-1.1", "Apache License, Version 2.0": "Apache-2.0"}
"""What fonts say of their licence, and its SPDX identifier."""


class NameId(IntEnum):
    """What a font says of itself (OpenType, `name`, "Name IDs")."""

    COPYRIGHT = 0
    FAMILY = 1
    VERSION = 5
    LICENCE = 13
    LICENCE_ADDRESS = 14


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: its CSS font-style, its weight (None for a variable font, which has many), its name, its bytes."""

    style: str
    weight: int | None
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Family:
    """A family, its version, its licence (SPDX) and its copyright line, and its faces.

    `script` is the ISO 15924 code of the one that it is for; "" for the text's family and that of code.  `heavy` is the
    family that its bold face is of: books in Chinese, Japanese and Korean are set in Ming, and their headings and
    strong words in Gothic.  Code is set in it, too.  `code` says that the family is for code, `heads`
    that a theme has it for headings; `contents` are the files of a family that is the edition's own, in the order of
    `files`.
    """

    name: str
    version: str
    licence: str
    copyright: str
    package: str
    files: tuple[tuple[str, int | None, str], ...]
    script: str = ""
    heavy: "Family | None" = None
    code: bool = False
    heads: bool = False
    contents: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def sans(self) -> bool:
        """Whether its letters are without serifs, as its name says."""
        return "Sans" in self.name or "Gothic" in self.name

    @property
    def slanted(self) -> bool:
        """Whether there is an italic."""
        return any(style == "italic" for style, _, _ in self.files)

    def faces(self) -> tuple[Face, ...]:
        """The family's font files, read from its package."""
        return _faces(self)


@cache
def _faces(of: Family) -> tuple[Face, ...]:
    if of.contents:
        pairs = zip(of.files, of.contents, strict=True)
        return tuple(Face(style, weight, path, content) for (style, weight, path), content in pairs)
    root = files(of.package)
    read = ((style, weight, path, root.joinpath(*path.split("/")).read_bytes()) for style, weight, path in of.files)
    return tuple(
        Face(style, weight, path.rpartition("/")[2], mended(content) if of.package == _MENDED else content)
        for style, weight, path, content in read
    )


@cache
def characters_of(of: Family) -> frozenset[str]:
    """The characters that the upright face of a family has (OpenType, `cmap`)."""
    import uharfbuzz as harfbuzz  # noqa: PLC0415  as below

    upright = next(face for face in of.faces() if face.style == "normal")
    return frozenset(map(chr, harfbuzz.Face(upright.content).unicodes))


class _File(msgspec.Struct):
    path: str
    style: str
    weight: int | None


class _Metadata(msgspec.Struct):
    family: str
    version: str
    license: str
    copyright: str
    files: tuple[_File, ...]


class _Table(msgspec.Struct):
    families: tuple[_Metadata, ...]


@cache
def family(face: str, script: str = "") -> Family | None:
    """The family of a package, or of that name in `noto`; None where the package is not installed."""
    if not face.isidentifier():
        return _described(_noto()[face], _NOTO, script)
    if find_spec(face) is None:
        return None
    metadata = files(face).joinpath("metadata.json")
    if metadata.is_file():
        return _described(msgspec.json.decode(metadata.read_bytes(), type=_Metadata), face, script)
    return _of_wheel(face, script)


@cache
def _noto() -> dict[str, _Metadata]:
    table = msgspec.toml.decode(files(_NOTO).joinpath(_TABLE).read_bytes(), type=_Table)
    return {each.family: each for each in table.families}


def _described(metadata: _Metadata, package: str, script: str) -> Family:
    return Family(
        name=metadata.family,
        version=metadata.version,
        licence=metadata.license,
        copyright=metadata.copyright,
        package=package,
        files=tuple((file.style, file.weight, file.path) for file in metadata.files),
        script=script,
    )


def _of_wheel(package: str, script: str) -> Family:
    """The serif of a package, with its sans serif as the bold face."""
    found = sorted(each.name for each in files(package).iterdir() if each.name.endswith((".otf", ".ttf")))
    sans, serif = (next(name for name in found if kind in name) for kind in ("Sans", "Serif"))
    heavy = _named(package, (("normal", _REGULAR, sans),), script)
    return replace(_named(package, (("normal", _REGULAR, serif), ("normal", _BOLD, sans)), script), heavy=heavy)


def _named(package: str, files_of_it: tuple[tuple[str, int | None, str], ...], script: str) -> Family:
    """A family of these files, the first of which says what it is (OpenType, `name`)."""
    import uharfbuzz as harfbuzz  # noqa: PLC0415  only these packages need it, and a book in Latin letters has none

    face = harfbuzz.Face(files(package).joinpath(files_of_it[0][2]).read_bytes())
    licence = next((code for said, code in LICENCES.items() if said in face.get_name(NameId.LICENCE)), "")
    if not licence:
        raise ValueError(f"{package}: its licence is none that the press knows")
    return Family(
        name=face.get_name(NameId.FAMILY),
        version=face.get_name(NameId.VERSION).removeprefix("Version ").partition(";")[0],
        licence=licence,
        copyright=face.get_name(NameId.COPYRIGHT),
        package=package,
        files=files_of_it,
        script=script,
    )
