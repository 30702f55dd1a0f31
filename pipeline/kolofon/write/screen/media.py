"""The pages of a book on screens, as media of XHTML: one page for all, a file for each part, a page of a web site."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import NamedTuple, TypeVar

from markupsafe import Markup

from kolofon.model.document import Place
from kolofon.model.finding import Finding
from kolofon.set.addresses import missing_picture, safe_picture
from kolofon.set.values.line import PageMark
from kolofon.write.markup.elements import Attributes, element, joined
from kolofon.write.pictures import Pictures
from kolofon.write.screen.site.addresses import relative
from kolofon.write.xhtml.medium import Answers, Medium, Watched
from kolofon.write.xhtml.parts import BODY, NOTES

__all__ = ["Chapter", "Elsewhere", "Leaf", "OnePage", "Sheet", "Shown"]

_TYPES = frozenset(
    {
        *("glossdef", "glossterm", "index-entry", "index-entry-list", "index-group", "index-locator", "index-term"),
        *("index-xref-preferred", "index-xref-related", "loi", "lot"),
        *("copyright-page", "halftitlepage", "titlepage"),
        *(
            "z3998:diary",
            "z3998:diary-entry",
            "z3998:drama",
            "z3998:hymn",
            "z3998:letter",
            "z3998:notice",
            "z3998:poem",
        ),
        *("z3998:song", "z3998:verse"),
    }
)
"""Words that are no roles in DPUB-ARIA.

They are of the EPUB Structural Semantics Vocabulary 1.1, of EPUB Indexes 1.0 and of Z39.98-2012, whose prefix the pages
declare.
"""

_Answer = TypeVar("_Answer")

_ROLE = "doc-"
"""How the roles of DPUB-ARIA begin; behind it they are words of the EPUB Structural Semantics Vocabulary."""


@dataclass
class Shown:
    """The pictures that a book shows on screens, which are in a folder of it.

    `files` are their contents by their paths in the book; `described` whether each has words for those who do not see
    it.  There is a finding for each that is not there, and for each that loses something.
    """

    known: Pictures
    place: Place
    folder: str = "images"
    files: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    described: bool = True
    _names: dict[str, str] = field(default_factory=dict)

    def show(self, path: str, alternative: str | None) -> str | None:
        """The address of a picture in the book, by its path below `source/`."""
        if safe_picture(path) is None:
            return None
        path = str(PurePosixPath(path))
        if path not in self.known:
            self.findings.append(missing_picture(path, self.place))
            return safe_picture(path)
        picture = self.known.find(path)
        self.findings += picture.findings
        self.described = self.described and alternative != ""
        # An archive is for every machine: names of ASCII letters, and no two that differ in capitals alone.
        stem = re.sub("[^a-z0-9]+", "-", PurePosixPath(path).stem.lower())
        name = self._names.setdefault(path, f"{self.folder}/{len(self._names) + 1}-{stem}{picture.suffix}")
        if picture.content is not None:
            self.files[name] = picture.content
        return name


class _Recorded(Mapping[str, _Answer]):
    """A mapping that records which keys were looked up, and their values."""

    def __init__(self, known: Mapping[str, _Answer]) -> None:
        self._known = known
        self.answers: dict[str, _Answer | None] = {}

    def __getitem__(self, key: str) -> _Answer:
        found = self.answers[key] = self._known.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class _RecordedPictures(Shown):
    """The pictures of a book, with a record of those that were shown."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(shown.known, shown.place, shown.folder)
        self._shown = shown
        self.answers: list[tuple[str, str | None, str | None]] = []

    def show(self, path: str, alternative: str | None) -> str | None:
        """As the book has it."""
        address = self._shown.show(path, alternative)
        self.answers.append((path, alternative, address))
        return address


@dataclass(frozen=True)
class OnePage(Medium):
    """The whole book in a file of its own, which holds its pictures as `data:` addresses (RFC 2397).

    `data-source` is the path of each below `source/`, by which the press reads it back.  One that is not there keeps
    its address.
    """

    known: Pictures

    @property
    def pictures(self) -> str:
        """The beginning of such addresses."""
        return "data:image/"

    def picture(self, path: str, _alternative: str | None = None, /) -> Attributes:
        """The picture itself, if it is there."""
        source, name = safe_picture(path), str(PurePosixPath(path))
        picture = self.known.find(name) if source and name in self.known else None
        if picture is None or picture.content is None:
            return {"src": source}
        content = b64encode(picture.content).decode()
        return {"data-source": source, "src": f"data:{picture.media_type};base64,{content}"}


@dataclass(frozen=True)
class _OnScreen(Medium):
    """A page that is not for paper; `kind` is that of the part on it, `shown` the pictures of the book."""

    kind: str
    shown: Shown

    @property
    def paper(self) -> bool:
        """It has none."""
        return False

    @property
    def pictures(self) -> str:
        """The folder of the pictures."""
        return f"{self.shown.folder}/"

    def picture(self, path: str, alternative: str | None = None, /) -> Attributes:
        """A picture in that folder."""
        return {"src": self.shown.show(path, alternative)}


@dataclass(frozen=True)
class Chapter(_OnScreen):
    """A part of a book in a file of an EPUB, `file`.

    `files` has the file of each id; `folios` are the pages of the print that begin at an id and are not marked in the
    text.
    """

    file: str
    files: Mapping[str, str]
    folios: Mapping[str, Sequence[str]]

    @property
    def whole(self) -> bool:
        """It holds a part alone."""
        return False

    @property
    def brackets(self) -> bool:
        """No: every reading system knows ruby, and EPUBCheck discourages what is for others (HTM-055)."""
        return False

    def link(self, id_: str, /) -> str | None:
        """A place in this file, or in another one."""
        file = self.files.get(id_)
        return None if file is None else f"#{id_}" if file == self.file else f"{file}#{id_}"

    def typed(self, role: str, /) -> Attributes:
        """`epub:type` (EPUB 3.3, 6.1.3)."""
        word = role.removeprefix(_ROLE)
        return {"epub:type": word} if word != role or word in _TYPES else {}

    def watched(self) -> Watched:
        """The same page, which records what is looked up in it."""
        files, folios, shown = _Recorded(self.files), _Recorded(self.folios), _RecordedPictures(self.shown)

        def answers() -> Answers:
            begun = {id_: tuple(found or ()) for id_, found in folios.answers.items()}
            return Answers(files.answers, begun, tuple(shown.answers))

        def same(earlier: Answers) -> bool:
            return (
                all(self.files.get(id_) == file for id_, file in earlier.files.items())
                and all(tuple(self.folios.get(id_, ())) == found for id_, found in earlier.folios.items())
                and all(self.shown.show(path, words) == address for path, words, address in earlier.pictures)
            )

        name = f"{self.kind} {self.file} {self.shown.folder}"
        return Watched(name, replace(self, files=files, folios=folios, shown=shown), answers, same)

    def begins(self, id_: str, /) -> Markup:
        """The marks of the pages that are not marked in the text."""
        return joined(self.page(PageMark(folio)) for folio in self.folios.get(id_, ()))


class Elsewhere(NamedTuple):
    """The same book in another language: the address of its page, the language, and that language's own name."""

    address: str
    language: str
    endonym: str


@dataclass(frozen=True)
class Leaf(_OnScreen):
    """A part of a book on its page of a web site; `others` are its pages in other languages."""

    others: Sequence[Elsewhere]

    @property
    def xml(self) -> bool:
        """It is HTML."""
        return False

    def behind(self, id_: str, /) -> Markup:
        """Links to the passage itself, and to the same one in the other languages."""
        if self.kind not in {BODY, NOTES}:
            return Markup("")
        links = [element("a", {"href": f"#{id_}", "aria-label": id_}, "¶")]
        for other in self.others:
            language = {"hreflang": other.language, "lang": other.language, "title": other.endonym}
            links.append(element("a", {"href": f"{other.address}#{id_}", **language}, other.language))
        return element("span", {"class": "elsewhere"}, joined(links))

    def table(self, table: Markup) -> Markup:
        """A table that is wider than the screen can be scrolled, by the keyboard too."""
        return element("div", {"class": "wide", "tabindex": "0", "role": "group"}, table)

    def aligned(self, side: str) -> Attributes:
        """A class: a strict server forbids styles in elements (Content Security Policy, Level 3)."""
        return {"class": side}


@dataclass(frozen=True)
class Sheet(Leaf):
    """A part of a book on one of its many pages of a web site, `file`.

    `files` has the page of each id, and `folder` is where the pictures are from this page, "" or with a slash at its
    end.  Pages are paths from the folder of the language.
    """

    file: str
    files: Mapping[str, str]
    folder: str = ""

    @property
    def whole(self) -> bool:
        """It holds a part alone."""
        return False

    @property
    def pictures(self) -> str:
        """The folder of the pictures."""
        return f"{self.folder}{self.shown.folder}/"

    def picture(self, path: str, alternative: str | None = None, /) -> Attributes:
        """A picture in that folder."""
        address = self.shown.show(path, alternative)
        return {"src": address and f"{self.folder}{address}"}

    def link(self, id_: str, /) -> str | None:
        """A place on this page, or on another one."""
        file = self.files.get(id_)
        return None if file is None else f"#{id_}" if file == self.file else f"{relative(file, self.file)}#{id_}"

    def watched(self) -> Watched:
        """The same page, which records what is looked up in it."""
        files, shown = _Recorded(self.files), _RecordedPictures(self.shown)

        def answers() -> Answers:
            return Answers(files.answers, {}, tuple(shown.answers))

        def same(earlier: Answers) -> bool:
            return all(self.files.get(id_) == file for id_, file in earlier.files.items()) and all(
                self.shown.show(path, words) == address for path, words, address in earlier.pictures
            )

        others = " ".join(f"{other.address} {other.language}" for other in self.others)
        name = f"sheet {self.kind} {self.file} {self.pictures} {others}"
        return Watched(name, replace(self, files=files, shown=shown), answers, same)
