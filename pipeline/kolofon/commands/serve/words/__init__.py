"""The words of the page of `kolofon serve`, in the languages that the press has them in.

They are the gettext domain `interface`: `interface.pot`, and `<language>.po`, named as gettext names languages.  The
msgids are English.  `python -m kolofon.commands.serve.words` writes the template anew.

| module         | holds                                                                   |
|----------------|-------------------------------------------------------------------------|
| `messages`     | all messages with their contexts, and a comment for translators on each |
| `page`         | those of the page: book, chapters, list, search, progress, settings     |
| `open_message` | those of the open message                                               |
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from kolofon.catalogue.po import read_po
from kolofon.catalogue.pseudo import pseudo_translated
from kolofon.commands.serve.words.messages import MESSAGES
from kolofon.language import language
from kolofon.language.formats import endonym
from kolofon.language.names import language_tag
from kolofon.language.tags import pseudo_tags
from kolofon.text.domain import po_in

__all__ = ["LANGUAGE", "MESSAGES", "interface_languages", "interface_of", "interface_pot", "interface_words"]

LANGUAGE = "en"
"""The language of the msgids."""


def interface_pot() -> bytes:
    """The template of the words of the page."""
    return _folder().joinpath("interface.pot").read_bytes()


@cache
def interface_languages() -> tuple[tuple[str, str], ...]:
    """The languages that the page can be in, as BCP 47 tags with their endonyms, by these in alphabetical order."""
    names = (path.name for path in _folder().iterdir())
    tags = {LANGUAGE, *(language_tag(name.removesuffix(".po")) for name in names if name.endswith(".po"))}
    return tuple(sorted(((tag, endonym(tag)) for tag in tags), key=lambda each: (each[1].casefold(), each[0])))


@cache
def interface_of(wanted: str) -> str | None:
    """The language of the page for a tag that a person or a browser asks for; None if there is none near it."""
    if wanted in pseudo_tags():
        return wanted
    if language(LANGUAGE).same_language(wanted):
        return LANGUAGE
    path = po_in(_folder(), wanted)
    return language_tag(path.name.removesuffix(".po")) if path else None


@cache
def interface_words(tag: str) -> dict[str, str]:
    """The translated words of one of these languages by their msgids; of a pseudo-language too, for tests."""
    if tag in pseudo_tags():
        template, _ = read_po(interface_pot(), "interface")
        catalogue = pseudo_translated(template, tag, LANGUAGE)
    elif path := po_in(_folder(), tag):
        catalogue, _ = read_po(path.read_bytes(), f"interface/{tag}")
    else:
        return {}
    return {entry.msgid: entry.msgstr for entry in catalogue.entries if entry.translated}


def _folder() -> Traversable:
    return files("kolofon.commands.serve.words")
