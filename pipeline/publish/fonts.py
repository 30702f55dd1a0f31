"""The faces that an edition is set in: font packages, pinned with the press, never what the machine has."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

__all__ = ["Face", "Family", "families"]

_PACKAGES = ("fontpkg_eb_garamond",)


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


@cache
def families() -> tuple[Family, ...]:
    """The families of an edition, the one of the text first; read from the packages' own metadata.json."""
    return tuple(_family(package) for package in _PACKAGES)


def _family(package: str) -> Family:
    told = msgspec.json.decode(files(package).joinpath("metadata.json").read_bytes(), type=_Metadata)
    return Family(
        name=told.family,
        version=told.version,
        licence=told.license,
        copyright=told.copyright,
        package=package,
        files=tuple((file.style, file.path) for file in told.files),
    )
