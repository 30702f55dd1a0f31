"""For each format, the markup that the hint of a finding recommends."""

from typing import NamedTuple

from kolofon.model.edition import SourceFormat

__all__ = ["Hints", "hints"]


class Hints(NamedTuple):
    """How a format writes some things.

    `title` is a title above all else, `name` a name that links can have, `words` the words for a picture that somebody
    cannot see, `mark` a mark of the index, `place` where such a mark can be, and `definitions` a list of definitions.
    """

    title: str
    name: str
    words: str
    mark: str
    place: str
    definitions: str


_PLACE = "put the mark among the words of a paragraph"

_ANY = Hints(
    title="begin the file with its title",
    name="a name",
    words="write what it shows, for those who cannot see it",
    mark="name the entry",
    place=_PLACE,
    definitions="write a list of words, each with what it means",
)
"""The hints for a format that has none of its own."""

_HINTS = {
    SourceFormat.MARKDOWN: Hints(
        title="begin the file with one: # Title",
        name="{#NAME}",
        words=f"{_ANY.words}: ![words](…)",
        mark='write {index="…"}',
        place='write the mark among words, or {index="…"} on a line right above a paragraph',
        definitions="write a word on one line and “: ” with what it means on the next",
    ),
    SourceFormat.WIKITEXT: Hints(
        title="begin the file with one: = Title =",
        name='<span id="NAME"></span>',
        words=f"{_ANY.words}: [[File:…|alt=words]]",
        mark=_ANY.mark,
        place=_PLACE,
        definitions="write a word behind “; ” and what it means behind “: ” on the next line",
    ),
    SourceFormat.XHTML: Hints(
        title="write one above all else: <h1>Title</h1>",
        name='id="NAME"',
        words=f'{_ANY.words}: alt="words"',
        mark=_ANY.mark,
        place=_PLACE,
        definitions="write it as <dl>, with a word in <dt> and what it means in <dd>",
    ),
    SourceFormat.GUTENBERG: _ANY._replace(title="write a line “Title: …” above the line *** START OF"),
    SourceFormat.RST: Hints(
        title="begin the file with one, underlined with =====",
        name=".. _NAME:",
        words=f"{_ANY.words}: an option :alt: words",
        mark="write .. index:: entry",
        place="write :index:`words` among the words, or .. index:: right above a paragraph",
        definitions="write it as .. glossary::",
    ),
    SourceFormat.WIKI_EXTRACT: _ANY._replace(title="begin the file with = Title ="),
}


def hints(source_format: SourceFormat) -> Hints:
    """The hints for a text in a format."""
    return _HINTS.get(source_format, _ANY)
