"""The theme of an edition: templates and style sheets in place of the press's."""

from dataclasses import dataclass

from kolofon.model.document import Place
from kolofon.model.error import EditionError
from kolofon.write.fonts import Family

__all__ = ["FOLDER", "LARGEST", "OWN", "PLAIN", "TEMPLATE", "Theme"]

FOLDER = "theme"
"""Where the files of a theme are, from the root of the edition."""

TEMPLATE = ".jinja"
"""How the name of a template ends."""

OWN = "theme.css"
"""The style sheet of an edition that comes behind each of the press's, and so overrides it."""

LARGEST = 1_000_000
"""How many bytes a file of a theme may have."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The look of an edition: templates and style sheets by their names, in UTF-8.

    A file takes the place of the press's of the same name.  A template may build on that one, which is `press/<name>`:
    `{% extends "press/title-page.xhtml.jinja" %}`.  `theme.css` comes behind every style sheet of a book.  `others` are
    the names of what else is in the folder, `links` those of links to folders, `fonts` the families of the edition;
    `below` is the style sheet of the press's theme that this one goes on top of.
    """

    files: tuple[tuple[str, bytes], ...] = ()
    others: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    fonts: tuple[Family, ...] = ()
    below: str = ""

    @property
    def has_templates(self) -> bool:
        """Whether a template of the theme may have a part in a page."""
        return any(name.endswith(TEMPLATE) for name, _ in self.files)

    def text(self, name: str) -> str | None:
        """The text of a file, None if there is none; EditionError if it is not in UTF-8, or too large."""
        content = dict(self.files).get(name)
        if content is None:
            return None
        place = Place(f"{FOLDER}/{name}")
        if len(content) > LARGEST:
            hint = f"a file of a theme has {LARGEST} bytes at the most; make several of it"
            raise EditionError(f"this file has {len(content)} bytes", place=place, hint=hint)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as wrong:
            place = Place(place.path, content.count(b"\n", 0, wrong.start) + 1)
            raise EditionError("this file is not in UTF-8", place=place, hint="save it as UTF-8") from wrong
        return text.replace("\r\n", "\n")


PLAIN = Theme()
"""The press's own looks."""
