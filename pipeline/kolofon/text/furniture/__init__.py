"""The words of the book itself ("Contents", "Belligerents"), in the languages that the press has them in.

They are the gettext domain `furniture`: `furniture.pot`, and `<language>.po`, named as gettext names languages.  The
msgids are English.  `python -m kolofon.text.furniture` writes the template anew.

The terms of the translations were compared with those that DocBook XSL (`common/*.xml`), LaTeX's babel
(`locale/*/*.ini`), LibreOffice and calibre have for the parts of a book, and Wikipedia's infoboxes, as DBpedia maps
them, for those of a battle, as far as these have the language.

| module     | holds                                                                   |
|------------|-------------------------------------------------------------------------|
| `messages` | the messages with their contexts, and a comment for translators on each |
"""

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from kolofon.language import language
from kolofon.language.date_patterns import Patterns
from kolofon.model.document import AsideKind
from kolofon.text.domain import po_in
from kolofon.text.furniture.messages import DATE, GROUPS, MESSAGES, PROOF, WHOLE, WITHIN

__all__ = [
    "ASIDES",
    "DATE",
    "LABELS",
    "LANGUAGE",
    "MESSAGES",
    "PROOF",
    "WITHIN",
    "date_patterns",
    "furniture_po",
    "furniture_pot",
    "needs_no_translation",
    "ships",
]

LANGUAGE = "en"
"""The language of the msgids."""

LABELS = tuple(msgid for msgid in GROUPS["infobox"] if msgid != "At a glance")
"""The labels of an infobox, which a reader makes (`Term`) and no template names."""

ASIDES: Mapping[AsideKind, str] = {
    AsideKind.NOTE: "Note",
    AsideKind.TIP: "Tip",
    AsideKind.HINT: "Hint",
    AsideKind.IMPORTANT: "Important",
    AsideKind.INFO: "Information",
    AsideKind.WARNING: "Warning",
    AsideKind.CAUTION: "Caution",
    AsideKind.ATTENTION: "Attention",
    AsideKind.DANGER: "Danger",
    AsideKind.ERROR: "Error",
    AsideKind.EXAMPLE: "Example",
    AsideKind.QUESTION: "Question",
    AsideKind.SUMMARY: "Summary",
    AsideKind.SEE_ALSO: "See also",
}
"""The labels of asides that have no title; `ASIDE` has none."""


def date_patterns(words: Mapping[str, str]) -> Patterns:
    """The patterns of dates among the translated words of the book itself."""
    return Patterns(words.get(WHOLE, ""), words.get(WITHIN, ""))


def furniture_pot() -> bytes:
    """The template of the press's own words."""
    return files("kolofon.text.furniture").joinpath("furniture.pot").read_bytes()


def needs_no_translation(tag: str) -> bool:
    """Whether the words are in this language already."""
    return language(LANGUAGE).same_language(tag)


def furniture_po(tag: str) -> bytes | None:
    """The PO file of a language (a BCP 47 tag), or of the nearest more general one (`po_in`), or None."""
    path = _file(tag)
    return path.read_bytes() if path else None


def ships(tag: str) -> bool:
    """Whether there is a PO file for a language, as `furniture_po` returns it."""
    return _file(tag) is not None


def _file(tag: str) -> Traversable | None:
    return po_in(files("kolofon.text.furniture"), tag)
