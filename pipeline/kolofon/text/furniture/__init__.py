"""The words of the book itself ("Contents", "Belligerents"), in the languages that the press has them in.

They are the gettext domain `furniture`: `furniture.pot`, and `<language>/LC_MESSAGES/furniture.po`.  The msgids are
English.  `python -m kolofon.text.furniture` writes the template anew from the page templates and `LABELS`.
"""

from importlib.resources import files

from kolofon.language import language

__all__ = ["LABELS", "LANGUAGE", "furniture_po", "furniture_pot", "needs_no_translation"]

LANGUAGE = "en"
"""The language of the msgids."""

LABELS = (
    "Part of",
    "Date",
    "Location",
    "Result",
    "Territorial changes",
    "Belligerents",
    "Commanders and leaders",
    "Units involved",
    "Strength",
    "Casualties and losses",
)
"""The labels of an infobox, which a reader makes (`Term`) and no template names."""


def furniture_pot() -> bytes:
    """The template of the press's own words."""
    return files("kolofon.text.furniture").joinpath("furniture.pot").read_bytes()


def needs_no_translation(tag: str) -> bool:
    """Whether the words are in this language already."""
    return language(LANGUAGE).speaks(tag)


def furniture_po(tag: str) -> bytes | None:
    """The PO file of a language (a BCP 47 tag), or of the more general language (`sq` for `sq-AL`); or None."""
    name = tag.replace("-", "_")
    while name:
        path = files("kolofon.text.furniture").joinpath(name, "LC_MESSAGES", "furniture.po")
        if path.is_file():
            return path.read_bytes()
        name = name.rpartition("_")[0]
    return None
