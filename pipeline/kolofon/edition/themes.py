"""The theme of an edition: the files in `theme/`, the press's theme below them, and the families of fonts."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path, PurePosixPath

from kolofon.edition import files
from kolofon.edition.configuration import line_of
from kolofon.language import language
from kolofon.model.document import Place
from kolofon.model.edition import EDITION, Edition
from kolofon.model.error import EditionError
from kolofon.write.fonts import Family
from kolofon.write.themes.shipped import shipped
from kolofon.write.themes.theme import Theme

__all__ = ["read_theme"]

_THEMED = frozenset({".css", ".jinja"})
"""The endings of the files that are a theme."""


def read_theme(root: Path, edition: Edition, folder: Mapping[str, bytes], languages: Iterable[str]) -> Theme:
    """The templates, style sheets and fonts in `theme/`, which is `folder`, by their paths from there.

    `root` is the folder of the edition, `languages` are those that it is translated into.  Raises EditionError, with
    the line of edition.toml that names it, for a file that is not there or cannot be a font, and for an unknown family.
    """
    themed = {path: folder[path] for path in folder if PurePosixPath(path).suffix in _THEMED}
    fonts, named = _own(root, edition, folder)
    below = shipped(edition.theme)
    return Theme(
        tuple(themed.items()),
        tuple(path for path in folder if path not in themed and path not in named),
        files.linked_folders(root / "theme"),
        _chosen(root, edition, fonts, below.heads, languages),
        below.sheet,
    )


def _own(root: Path, edition: Edition, folder: Mapping[str, bytes]) -> tuple[tuple[Family, ...], frozenset[str]]:
    """The edition's own families of fonts, and their paths below theme/."""
    if not edition.fonts:
        return (), frozenset()
    from kolofon.write.fonts.custom import UnfitError, own_family, with_own_names  # noqa: PLC0415  it imports HarfBuzz

    families, named = [], dict[str, str]()
    for script, wanted in edition.fonts.items():
        paths = {key: f"fonts/{path}" for key, path in asdict(wanted).items() if path}
        named |= dict.fromkeys(paths.values(), script)
        try:
            families.append(own_family(script, {key: (path, folder.get(path)) for key, path in paths.items()}))
        except UnfitError as unfit:
            place = _place(root, ("fonts", script, unfit.key))
            raise EditionError(unfit.message, place=place, hint=unfit.hint) from unfit
    return tuple(with_own_names(families)), frozenset(named)


def _chosen(
    root: Path, edition: Edition, own: tuple[Family, ...], heads: str, languages: Iterable[str]
) -> tuple[Family, ...]:
    """The families of the edition with those that its page and its theme ask for."""
    if not (edition.page.font or edition.page.large_print or heads):
        return own
    from kolofon.write.fonts.by_name import UnknownFaceError, chosen_families  # noqa: PLC0415  few editions name one

    scripts = (language(tag).script for tag in (edition.source_language, *languages))
    try:
        return chosen_families(edition.page, own, scripts, heads)
    except UnknownFaceError as unknown:
        hint = f"write {', '.join(unknown.known)}, or name its files below [fonts]"
        raise EditionError(str(unknown), place=_place(root, ("page", "font")), hint=hint) from unknown


def _place(root: Path, key: tuple[str, ...]) -> Place:
    """The line of a key in edition.toml."""
    content = files.read_bytes(root / EDITION, str(EDITION), EditionError, "it was read before")
    return Place(str(EDITION), line_of(content, key))
