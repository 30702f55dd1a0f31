"""The comment that keeps a translation that was not chosen, until a translator chooses.

The entry itself is fuzzy, so that every PO editor shows it among the unfinished ones:

    # merge clash: two translated this at the same time. Keep one, or make a better one, and delete these lines:
    # merge clash: msgstr "Luftimet vazhduan gjithë ditën."
    #, fuzzy
    msgid "The fighting continued all day."
    msgstr "Luftimet zgjatën tërë ditën."

A translation that was made for the same words at another time is kept without asking anybody to choose:

    # another translation: msgstr "U luftua tërë ditën."

The strings are written as in a PO file, each on one line, because tools keep such a line as it is: Poedit and Weblate,
which drop flags that gettext does not know, and msgcat.
"""

import re
from collections.abc import Iterable, Sequence

from kolofon.catalogue.escapes import LETTERS

__all__ = [
    "CLASH_PREFIX",
    "clash_lines",
    "clashing_translations",
    "has_clash",
    "other_lines",
    "other_translations",
    "without_clash",
]

CLASH_PREFIX = "merge clash: "
"""How each line of such a comment begins."""
_REQUEST = (
    f"{CLASH_PREFIX}two translated this at the same time. Keep one, or make a better one, and delete these lines:"
)
_ANOTHER = "another translation: "
_FORM = re.compile(r'msgstr(?:\[(\d+)\])? "((?:[^"\\]|\\.)*)"')
_ESCAPES = str.maketrans({character: f"\\{letter}" for letter, character in LETTERS.items()})


def clash_lines(translations: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Translations, each with all its plural forms, as lines of a translator comment; no lines for no translations."""
    lines = _lines(CLASH_PREFIX, translations)
    return (_REQUEST, *lines) if lines else ()


def has_clash(comments: Iterable[str]) -> bool:
    """Whether a comment says that there is a clash, even if the other translation cannot be read from it any more."""
    return any(_is_clash_line(line) for line in comments)


def clashing_translations(comments: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The translations of a clash that a comment has; `clashing_translations(clash_lines(x)) == x`."""
    return _translations(CLASH_PREFIX, comments)


def without_clash(comments: Iterable[str]) -> tuple[str, ...]:
    """A comment without the lines about a clash, for when somebody has chosen."""
    return tuple(line for line in comments if not _is_clash_line(line))


def other_lines(translations: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Translations that were made for the same words at another time, as lines of a translator comment."""
    return _lines(_ANOTHER, translations)


def other_translations(comments: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The other translations that a comment has; `other_translations(other_lines(x)) == x`."""
    return _translations(_ANOTHER, comments)


def _lines(sign: str, translations: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(
        f'{sign}msgstr{f"[{index}]" if len(msgstrs) > 1 else ""} "{text.translate(_ESCAPES)}"'
        for msgstrs in translations
        for index, text in enumerate(msgstrs)
    )


def _translations(sign: str, comments: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    found: list[tuple[str, ...]] = []
    for line in comments:
        stripped = line.strip()
        form = _FORM.fullmatch(stripped.removeprefix(sign)) if stripped.startswith(sign) else None
        if form:
            text = re.sub(r"\\(.)", lambda escape: LETTERS.get(escape[1], escape[0]), form[2])
            if form[1] and int(form[1]) and found:
                found[-1] += (text,)
            else:
                found.append((text,))
    return tuple(found)


def _is_clash_line(line: str) -> bool:
    return line.strip().startswith(CLASH_PREFIX.strip())
