"""The families that an edition names: that of its text (`page.font`), and that of the headings of its theme."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kolofon.language.letters import BLOCKS, LATIN
from kolofon.model.typography import Typography
from kolofon.write.fonts import family_of, text_family
from kolofon.write.fonts.sources import Family, family

__all__ = ["UnknownFaceError", "chosen_families"]

_SANS = "Noto Sans"
_PACKAGES = ("fontpkg_eb_garamond", "fontpkg_noto_sans", "fontpkg_jetbrains_mono")
"""The press's families that have Latin, Greek and Cyrillic letters."""


class UnknownFaceError(Exception):
    """There is no family of this name; `known` are the names of the families that the press has."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"there is no font “{name}”")
        self.known = tuple(known)


def chosen_families(
    page: Typography, own: Sequence[Family], scripts: Iterable[str], heads: str = ""
) -> tuple[Family, ...]:
    """The families of an edition: its own, and those that its page and its theme name.

    The one of the text is that of Latin letters (`Family.script`).  Large print is set without serifs, if the edition
    does not say otherwise: also in those of its `scripts` (ISO 15924) for which the press has such a face.  `heads` is
    the family of the headings.  Raises UnknownFaceError for a family that the press does not have.
    """
    press = [found for package in _PACKAGES if (found := family(package))]
    known = {each.name: each for each in (*press, *(each for each in own if each.script not in BLOCKS))}
    families = list(own)
    name = page.font or (_SANS if page.large_print and all(each.script != LATIN for each in own) else "")
    if name and name not in known:
        raise UnknownFaceError(name, tuple(known))
    if name and known[name] not in own and name != text_family().name:
        families = [each for each in own if each.script != LATIN]
        families.append(replace(known[name], script=LATIN, code=False))
    elif name:
        families = [each for each in own if each.script != LATIN or each.name == name]
    if page.large_print:
        families += _without_serifs(scripts, families)
    if heads and heads != name:
        families.append(replace(known[heads], heads=True))
    return tuple(families)


def _without_serifs(scripts: Iterable[str], own: Sequence[Family]) -> Iterator[Family]:
    """The sans serifs of scripts, in place of the press's serifs; not of those for which the edition has a font."""
    taken = {each.script for each in own}
    for script in dict.fromkeys(scripts):
        found = family_of(script) if script not in taken else None
        if found and found.heavy:
            yield replace(found.heavy, script=script)
