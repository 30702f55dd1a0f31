"""From the target of a link, a title of a wiki: its kind, its name, and the address of its page.

[[File:A.png|thumb]]  [[Skeda:A.png]]     a picture           [[:File:A.png]]     a link to its page
[[Category:A]]        [[Kategoria:A]]     a category          [[:Category:A]]     a link to it
[[fr:Paris]]                              another language    [[:fr:Paris]]       a link to that article

Words for pictures and categories of wikis in other languages are known too: the edition may have the wrong language.
"""

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote

from kolofon.language.mediawiki import WikiWords, categories_of, files_of
from kolofon.model.document import Place
from kolofon.read.reading import Reading

__all__ = ["Kind", "Title", "address", "file_name", "report_other_wiki", "title_of"]

_SAFE = "/:,()!*"
_MEDIA = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|tiff?|pdf|djvu|xcf|bmp|og[gav]|webm|mp3|wav|midi?)\Z", re.IGNORECASE)
_HOST = re.compile(r"https?://([a-z-]+)(?:\.m)?\.(wik[a-z]+)\.org/wiki/")


class Kind(Enum):
    """The kind of a title: an article, or a page of another namespace or wiki."""

    PAGE = "page"
    FILE = "file"
    CATEGORY = "category"
    OTHER = "other"
    LANGUAGE = "language"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Title:
    """A title: its kind, its name without what makes it of that kind, and whether a colon makes it a link.

    `written` is the whole, without that colon.  `wikis` are the languages of the wikis whose word is before it, where
    that is none of the wikis in the language of the text.
    """

    kind: Kind
    name: str
    written: str
    colon: bool = False
    wikis: tuple[str, ...] = ()


def title_of(written: str, words: WikiWords) -> Title:
    """The title in a link, as it is written there."""
    whole = " ".join(written.replace("_", " ").split())
    colon = whole.startswith(":")
    whole = whole.lstrip(": ") if colon else whole
    before, mark, name = whole.partition(":")
    prefix, spaced, name = before.strip().casefold(), name.startswith(" "), name.strip()
    wikis: tuple[str, ...] = ()
    if not mark:
        kind = Kind.PAGE
    elif prefix in words.files:
        kind = Kind.FILE
    elif prefix in words.categories:
        kind = Kind.CATEGORY
    elif prefix in words.others or prefix in words.media:
        kind = Kind.OTHER
    elif prefix in words.languages and prefix != words.code:
        kind = Kind.LANGUAGE
    elif prefix in words.projects:
        kind = Kind.PROJECT
    elif _MEDIA.search(name) and (wikis := files_of(prefix)):
        kind = Kind.FILE
    elif name and not spaced and (wikis := categories_of(prefix)):  # “Class: a history” is a title
        kind = Kind.CATEGORY
    else:
        kind = Kind.PAGE
    return Title(kind, name if kind is not Kind.PAGE else whole, whole, colon, wikis)


def report_other_wiki(title: Title, reading: Reading, place: Place) -> None:
    """Add the finding `other-wiki` if a title has a word of wikis in another language before it."""
    if title.wikis:
        word, here = title.written.partition(":")[0], reading.edition.source_language
        message = f"“{word}:” is a word of wikis in {', '.join(title.wikis)}, and the text is said to be in {here}"
        which = f'"{title.wikis[0]}"' if len(title.wikis) == 1 else "its language"
        hint = f"if it is not, write {which} as source_language in source/edition.toml"
        reading.warn("other-wiki", place, message, hint, subject=word)


def file_name(written: str, words: WikiWords) -> str:
    """The name of a file, with or without `File:` before it."""
    title = title_of(written, words)
    return title.name if title.kind is Kind.FILE else title.written


def address(title: Title, fragment: str, wiki: str, words: WikiWords) -> str:
    """The address of a page of a wiki, whose own pages begin with `wiki`; empty where that is not known."""
    own = _HOST.match(wiki)
    family, code = own[2] if own else "wikipedia", own[1] if own else words.code
    begin, rest = wiki, title.written
    while title.kind in (Kind.LANGUAGE, Kind.PROJECT) and title.name:
        prefix, rest = title.written.partition(":")[0].strip().casefold(), title.name
        if title.kind is Kind.LANGUAGE:
            begin = f"https://{prefix}.{family}.org/wiki/"
        else:
            begin = words.projects[prefix]
            if found := _HOST.match(begin.replace("{}", code)):
                # On a Wikipedia `w:` is the English one.
                code = "en" if found[2] == family and "{}" in begin else code
                family = found[2]
            begin = begin.replace("{}", code)
        title = title_of(rest, words)
        if title.kind not in (Kind.LANGUAGE, Kind.PROJECT):
            break
    if not begin:
        return ""
    name = quote(rest.replace(" ", "_"), safe=_SAFE)
    return f"{begin}{name}{quote(fragment, safe='#' + _SAFE)}"
