"""The faces that an edition is set in: fonts that are pinned with the press, never the machine's own.

| module          | holds                                                                       |
|-----------------|-----------------------------------------------------------------------------|
| `sources`       | a family and its faces, read from where they are                            |
| `substitutions` | EB Garamond with features for its old-style 1 and its Serbian italics       |
| `characters`    | which scripts the characters of a text need, besides Latin, Greek, Cyrillic |
| `custom`        | a family that an edition brings itself, from its files                      |
| `by_name`       | the families that `[page]` and a theme name                                 |
| `installation`  | how to install a face that an edition lacks                                 |

`noto` has families as data; `fonts.toml` in it says what each is, and its digests.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from kolofon.language.letters import LATIN
from kolofon.language.scripts import script_files
from kolofon.write.fonts.characters import in_blocks, scripts_in
from kolofon.write.fonts.sources import Face, Family, characters_of, family
from kolofon.write.markup.elements import without_formulas

__all__ = ["Face", "Family", "families", "families_for_code", "families_in", "family_of", "languages_in", "text_family"]

_LANGUAGE = re.compile(r"""\slang=["']([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)["']""")

_TEXT, _CODE = "fontpkg_eb_garamond", "fontpkg_jetbrains_mono"


def families(
    text: Iterable[str] = "", languages: Iterable[str] = (), own: Sequence[Family] = (), *, code: bool = True
) -> tuple[Family, ...]:
    """The families that these characters need: the text's, those of other scripts, that of code if there is any.

    A text in Latin, Greek or Cyrillic letters has the first and the last alone.  `languages` are those of the text
    (tags): Chinese characters are set as in Japan where it is Japanese.  `own` are the families of the edition, which
    come before the press's.  A family that is not installed is left out, and so is the text's, if the edition has
    another one of the press's in its place with all of the characters.
    """
    text = frozenset(text)
    others = (family_of(script, own) for script in scripts_in(text, languages, frozenset(each.script for each in own)))
    chosen = [
        # Latin comes last, as its family may have Greek letters too.
        *sorted((each for each in own if in_blocks(text, each.script)), key=lambda each: each.script == LATIN),
        *(() if _replaced(text, own) else (text_family(),)),
        *filter(None, others),
        *(each for each in own if each.heads),
    ]
    if code:
        chosen += families_for_code(chosen, own)
    named = {each.name: each for each in reversed(chosen)}  # an edition may have another release of the press's
    return tuple(each for each in chosen if named[each.name] is each)


def _replaced(text: frozenset[str], own: Sequence[Family]) -> bool:
    """Whether a family of the press that an edition has chosen for its text has all that the usual one has of it."""
    chosen = next((each for each in own if each.script == LATIN and each.package), None)
    if chosen is None:
        return False
    lacking = {sign for sign in text if sign.isprintable()} - characters_of(chosen)
    return lacking.isdisjoint(characters_of(text_family()))


def families_in(markup: str, own: Sequence[Family] = (), *, code: bool = True) -> tuple[Family, ...]:
    """The families that markup needs, by its characters and by the languages that it says; `own` as in `families`."""
    return families(without_formulas(markup), languages_in(markup), own, code=code)


def languages_in(markup: str) -> Iterator[str]:
    """The languages that markup says of its text (`lang`), each once.

    A translator may write anything in <foreign lang="…">; only what has the form of a tag is one.
    """
    found = (match[1] for match in _LANGUAGE.finditer(markup))
    yield from dict.fromkeys(found)


def families_for_code(chosen: Iterable[Family], own: Sequence[Family] = ()) -> tuple[Family, ...]:
    """The families of listings, the first one first: the edition's, the press's, and in the end what is beside them.

    In a text that is set in Ming, what the press's lacks is set in the Gothic of its bold face.
    """
    return (
        *(family for family in own if family.code),
        _code_family(),
        *(family.heavy for family in chosen if family.heavy),
    )


def text_family() -> Family:
    """The family that a text is set in."""
    return _installed(_TEXT)


def family_of(script: str, own: Sequence[Family] = ()) -> Family | None:
    """The family that a script has to itself; None where it is set in the text's, or where it is not installed.

    `own` are the families of the edition, which come before the press's.
    """
    mine = next((each for each in own if each.script == script), None)
    if mine is not None or script not in script_files():
        return mine
    face = script_files()[script].face
    return family(face, script) if face else None


def _code_family() -> Family:
    return _installed(_CODE)


def _installed(package: str) -> Family:
    found = family(package)
    assert found is not None, package  # noqa: S101  the press cannot be installed without it
    return found
