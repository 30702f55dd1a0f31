"""The faces that an edition is set in: font packages, pinned with the press, never what the machine has."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

__all__ = ["Face", "Family", "code_family", "families", "text_family"]

_TEXT, _CODE = "fontpkg_eb_garamond", "fontpkg_jetbrains_mono"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: its CSS font-style, its name and its bytes."""

    style: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Family:
    """A family, its version, its licence (SPDX) and its copyright line, and its faces."""

    name: str
    version: str
    licence: str
    copyright: str
    package: str
    files: tuple[tuple[str, str], ...]

    def faces(self) -> tuple[Face, ...]:
        """The family's font files, read from its package."""
        root = files(self.package)
        return tuple(
            Face(style, path.rpartition("/")[2], root.joinpath(*path.split("/")).read_bytes())
            for style, path in self.files
        )


class _File(msgspec.Struct):
    path: str
    style: str


class _Metadata(msgspec.Struct):
    family: str
    version: str
    license: str
    copyright: str
    files: tuple[_File, ...]


def families(*, code: bool = True) -> tuple[Family, ...]:
    """The families of an edition, that of the text first; of one without code that alone."""
    return (text_family(), code_family()) if code else (text_family(),)


def text_family() -> Family:
    """The family that a text is set in."""
    return _family(_TEXT)


def code_family() -> Family:
    """The family of listings, in which all characters have one width; for others, what the text's family lacks."""
    return _family(_CODE)


@cache
def _family(package: str) -> Family:
    # Read from the package's own metadata.json.
    told = msgspec.json.decode(files(package).joinpath("metadata.json").read_bytes(), type=_Metadata)
    return Family(
        name=told.family,
        version=told.version,
        licence=told.license,
        copyright=told.copyright,
        package=package,
        files=tuple((file.style, file.path) for file in told.files),
    )
