"""The faces that an edition is set in: font packages, pinned with the press, never the machine's own fonts."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from kolofon.language.scripts import faced, of_script

__all__ = ["Face", "Family", "families", "family_of", "text_family"]

_TEXT, _CODE = "fontpkg_eb_garamond", "fontpkg_jetbrains_mono"


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

    `script` is the ISO 15924 code of the one that it is for; "" for the text's family and that of code.
    """

    name: str
    version: str
    licence: str
    copyright: str
    package: str
    files: tuple[tuple[str, int | None, str], ...]
    script: str = ""

    @property
    def slanted(self) -> bool:
        """Whether there is an italic."""
        return any(style == "italic" for style, _, _ in self.files)

    def faces(self) -> tuple[Face, ...]:
        """The family's font files, read from its package."""
        root = files(self.package)
        return tuple(
            Face(style, weight, path.rpartition("/")[2], root.joinpath(*path.split("/")).read_bytes())
            for style, weight, path in self.files
        )


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


def families(text: Iterable[str] = "", *, code: bool = True) -> tuple[Family, ...]:
    """The families that these characters need: the text's, those of other scripts, that of code if there is any.

    A text in Latin, Greek or Cyrillic letters has the first and the last alone.
    """
    names = (unicodedata.name(character, "") for character in set(text) if not character.isascii())
    words = {word for name in names for word in name.replace("-", " ").split()}
    others = (_family(each.face, each.script) for each in faced() if not words.isdisjoint(each.letter_names))
    return (text_family(), *others, *((_family(_CODE),) if code else ()))


def text_family() -> Family:
    """The family that a text is set in."""
    return _family(_TEXT)


def family_of(script: str) -> Family | None:
    """The family that a script has to itself; None where it is set in the text's."""
    face = of_script(script).face
    return _family(face, script) if face else None


@cache
def _family(package: str, script: str = "") -> Family:
    # Read from the package's own metadata.json.
    told = msgspec.json.decode(files(package).joinpath("metadata.json").read_bytes(), type=_Metadata)
    return Family(
        name=told.family,
        version=told.version,
        licence=told.license,
        copyright=told.copyright,
        package=package,
        files=tuple((file.style, file.weight, file.path) for file in told.files),
        script=script,
    )
