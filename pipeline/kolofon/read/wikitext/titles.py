"""The title that a link of a wiki leads to: in which namespace it is, or in which other wiki.

[[File:A.png|thumb]]  [[Skeda:A.png]]     a picture           [[:File:A.png]]     a link to its page
[[Category:A]]        [[Kategoria:A]]     a category          [[:Category:A]]     a link to it
[[fr:Paris]]                              another language    [[:fr:Paris]]       a link to that article
"""

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote

from kolofon.language.mediawiki import WikiWords

__all__ = ["Kind", "Title", "address", "file_name", "title_of"]

_SAFE = "/:,()!*"
_HOST = re.compile(r"https?://([a-z-]+)(?:\.m)?\.(wik[a-z]+)\.org/wiki/")


class Kind(Enum):
    """What a title is."""

    PAGE = "page"
    FILE = "file"
    CATEGORY = "category"
    OTHER = "other"
    LANGUAGE = "language"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Title:
    """A title: its kind, its name without what makes it of that kind, and whether a colon makes it a link.

    `written` is the whole, without that colon.
    """

    kind: Kind
    name: str
    written: str
    colon: bool = False


def title_of(written: str, words: WikiWords) -> Title:
    """The title that a link is written with."""
    whole = " ".join(written.replace("_", " ").split())
    colon = whole.startswith(":")
    whole = whole.lstrip(": ") if colon else whole
    before, mark, name = whole.partition(":")
    prefix, name = before.strip().casefold(), name.strip()
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
    else:
        kind = Kind.PAGE
    return Title(kind, name if kind is not Kind.PAGE else whole, whole, colon)


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
