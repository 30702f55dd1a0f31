"""Hunspell dictionaries: that of the edition, or else that of the machine."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files as resources
from pathlib import Path

import msgspec

from kolofon.check.families.spelling import Spell
from kolofon.edition import files
from kolofon.edition.project import Project
from kolofon.language.names import gettext_name
from kolofon.language.tags import base_of
from kolofon.model.error import CatalogueError

__all__ = ["debian_package", "spelling", "spelling_digest"]

_MACHINE = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))


def spelling(project: Project, language: str) -> Spell | None:
    """A function that says whether a word is in the dictionary of a language; None where there is no dictionary.

    `locale/<lang>/spelling.dic` with its `.aff` comes before the dictionaries of Debian's packages (hunspell-…,
    myspell-…), which are `<lang>.dic`, or `<lang>_<REGION>.dic` for a language without a region.
    """
    path = _dictionary(project, language)
    return None if path is None else _spell(path)


def spelling_digest(project: Project, language: str) -> str:
    """The SHA-256 of the files of that dictionary, in hexadecimal, one after the other; empty where there is none."""
    path = _dictionary(project, language)
    return "" if path is None else files.digest(path) + files.digest(path.with_suffix(".aff"))


def debian_package(language: str) -> str:
    """The name of Debian's package with the dictionary of a language, by its BCP 47 tag; empty where it has none."""
    content = resources("kolofon.edition.locale").joinpath("dictionaries.toml").read_bytes()
    packages = msgspec.toml.decode(content, type=dict[str, str])
    return packages.get(language) or packages.get(base_of(language), "")


def _dictionary(project: Project, language: str) -> Path | None:
    """The path of the `.dic` file."""
    name = gettext_name(language)
    own = project.root / "locale" / name / "spelling.dic"
    of_machine = (
        path for folder in _MACHINE for path in (folder / f"{name}.dic", *sorted(folder.glob(f"{name}_??.dic")))
    )
    for path in (own, *of_machine):
        if path.is_file() and path.with_suffix(".aff").is_file():
            for file in (path, path.with_suffix(".aff")) if path == own else ():
                shown = files.relative(file, project.root)
                files.readable(file, shown, CatalogueError, "see to its permissions", project.bounds(shown))
            return path
    return None


def _spell(path: Path) -> Spell:
    @cache
    def dictionary() -> Callable[[str], object]:
        """The dictionary.  Reading it is slow, so it is read when the first word is looked up."""
        import hunspell  # noqa: PLC0415  as its files

        has: Callable[[str], object] = hunspell.Hunspell(path.stem, hunspell_data_dir=str(path.parent)).spell
        return has

    def spell(word: str) -> bool:
        return bool(dictionary()(word))

    return spell
