"""The faces that an edition is set in: fonts that are pinned with the press, never the machine's own.

| module       | holds                                                                              |
|--------------|------------------------------------------------------------------------------------|
| `sources`    | a family and its faces, read from where they are                                   |
| `characters` | which scripts the characters of a text ask for, besides Latin, Greek, Cyrillic     |

`noto` has families as data; `fonts.toml` in it says what each is, and its digests.
"""

import re
from collections.abc import Iterable, Iterator

from kolofon.language.scripts import of_script
from kolofon.write.fonts.characters import scripts_in
from kolofon.write.fonts.sources import Face, Family, family

__all__ = ["Face", "Family", "families", "families_in", "family_of", "languages_in", "text_family"]

_LANGUAGE = re.compile(r'\slang="([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)"')

_TEXT, _CODE = "fontpkg_eb_garamond", "fontpkg_jetbrains_mono"


def families(text: Iterable[str] = "", languages: Iterable[str] = (), *, code: bool = True) -> tuple[Family, ...]:
    """The families that these characters need: the text's, those of other scripts, that of code if there is any.

    A text in Latin, Greek or Cyrillic letters has the first and the last alone.  `languages` are those of the text
    (tags): Chinese characters are set as in Japan where it is Japanese.  A family that is not installed is left out.
    """
    others = (family_of(script) for script in scripts_in(text, languages))
    own = text_family()
    return (own, *filter(None, others), *((_code_family(),) if code else ()))


def families_in(markup: str, *, code: bool = True) -> tuple[Family, ...]:
    """The families that markup needs, by its characters and by the languages that it says."""
    return families(markup, languages_in(markup), code=code)


def languages_in(markup: str) -> Iterator[str]:
    """The languages that markup says of its text (`lang`), each once.

    A translator may write anything in <foreign lang="…">; only what has the form of a tag is one.
    """
    found = (match[1] for match in _LANGUAGE.finditer(markup))
    yield from dict.fromkeys(found)


def text_family() -> Family:
    """The family that a text is set in."""
    return _installed(_TEXT)


def family_of(script: str) -> Family | None:
    """The family that a script has to itself; None where it is set in the text's, or where it is not installed."""
    face = of_script(script).face
    return family(face, script) if face else None


def _code_family() -> Family:
    return _installed(_CODE)


def _installed(package: str) -> Family:
    found = family(package)
    assert found is not None, package  # noqa: S101  the press cannot be installed without it
    return found
