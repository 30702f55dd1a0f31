"""The targets of links and pictures: a place in the work, an address on the web, or nothing that a book can reach."""

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import unquote

from kolofon.read.sections.passages import Steps

__all__ = ["EVERYWHERE", "Leads", "Page", "Targets", "folded", "page_id", "picture", "slugs"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_FOLLOWED = frozenset({"http", "https", "mailto"})
_ENDINGS = (".md", ".qmd", ".rst")
_INDEXES = ("index.md", "README.md", "index.qmd", "index.rst")
EVERYWHERE = ":"
"""The beginning of a name in a file that all files of the work know, such as a term of a glossary."""

_KNOWN = (EVERYWHERE, "sec-", "sec:")
"""What begins the names that all files of a work know; those of sections are Quarto's and pandoc-crossref's."""


class Leads(StrEnum):
    """Where a link leads: to something that a reader can follow, to a page without the named place, or nowhere."""

    SOMEWHERE = "somewhere"
    PAGE = "page"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the work: the way to its section, and from there to the section of each name in it.

    `figures` are the names among them that figures and tables have.
    """

    steps: Steps
    anchors: Mapping[str, Steps]
    figures: frozenset[str] = frozenset()


def page_id(steps: Steps) -> str:
    """The id of a section in an edition; without steps, the title's."""
    return "s" + "-".join(map(str, steps)) if steps else "title"


@dataclass(frozen=True, slots=True)
class Targets:
    """The files of a work by their paths below `source/`, and the folder there at which `/img/a.png` begins, if any.

    Files may be added to `pages` until the first link is followed.
    """

    pages: Mapping[str, Page]
    root: str | None = None
    _titles: dict[str, str] = field(default_factory=dict)
    _everywhere: dict[str, Page] = field(default_factory=dict)

    def resolve(self, target: str, base: str) -> tuple[str, Leads]:
        """A target in the file `base` as the document has it, and where it leads.

        One that leads into the work becomes `#` and the id of a section, with the name of a figure or a table behind a
        colon; such a name is known in the other files of the work too, as are `sec-name` and one that begins with a
        colon.  `b.html` is `b.md`, as mdBook has it, or `b.rst`, and a folder is its `index.md` or `README.md`.  `/a/b`
        begins at `root`, or, where that is `source/`, at a folder that all files are in, if only one of these has such
        a file.
        """
        scheme = _SCHEME.match(target)
        if scheme:
            return target, Leads.SOMEWHERE if scheme[1].lower() in _FOLLOWED else Leads.NOWHERE
        address, _, fragment = target.partition("#")
        path = unquote(address.partition("?")[0])
        found = self._page(path, base) if path else self.pages.get(base)
        if found is None or target.startswith("//"):
            return target, Leads.NOWHERE
        name = unquote(fragment)
        within = _anchor(found.anchors, name) if fragment else ()
        if within is None and not path and (other := self._with_name(name)):
            found, within = other, other.anchors[name]
        leads = Leads.PAGE if within is None else Leads.SOMEWHERE
        behind = f":{name}" if name in found.figures else ""
        return f"#{page_id((*found.steps, *(within or ())))}{behind}", leads

    def titled(self, title: str) -> str | None:
        """The file whose name is a title, with any ending: `Two_words.wiki` is “two words”."""
        if not self._titles:
            for path in self.pages:
                self._titles.setdefault(folded(posixpath.splitext(posixpath.basename(path))[0]), path)
        return self._titles.get(folded(title))

    def holder(self, name: str) -> str:
        """The first file with a figure or a table of a name; empty if there is none."""
        page = self._with_name(name)
        return next((path for path, each in self.pages.items() if each is page), "") if page else ""

    def _with_name(self, name: str) -> Page | None:
        """The first file with a figure, a table or a place of a name that all files know."""
        if not self._everywhere:
            for page in self.pages.values():
                for each in (*page.figures, *(each for each in page.anchors if each.startswith(_KNOWN))):
                    self._everywhere.setdefault(each, page)
        return self._everywhere.get(name)

    def _page(self, path: str, base: str) -> Page | None:
        if not path.startswith("/"):
            return self._below(posixpath.dirname(base), path)
        found = self._below(self.root or "", path.lstrip("/"))
        if found or self.root or not path.strip("/"):
            return found
        # A site begins its addresses at the folder of its texts, or at one of those that this is in.
        every = {id(page): page for folder in self._folders() if (page := self._below(folder, path.lstrip("/")))}
        return next(iter(every.values())) if len(every) == 1 else None

    def _folders(self) -> Iterator[str]:
        """The folder that all files are in, and those that this is in."""
        steps = posixpath.commonpath([posixpath.dirname(path) for path in self.pages] or [""]).split("/")
        return ("/".join(steps[:number]) for number in range(1, len(steps) + 1))

    def _below(self, folder: str, path: str) -> Page | None:
        whole = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
        stem, ending = posixpath.splitext(whole)
        names = [whole, *(f"{whole}{each}" for each in _ENDINGS), *(posixpath.join(whole, name) for name in _INDEXES)]
        if ending == ".html":
            names += [
                *(f"{stem}{each}" for each in _ENDINGS),
                *(posixpath.join(posixpath.dirname(whole), name) for name in _INDEXES),
            ]
        return next((self.pages[name] for name in names if name in self.pages), None)


def folded(name: str) -> str:
    """A name of a page of a wiki for comparison: `Cite_web ` is `cite web`."""
    return " ".join(name.replace("_", " ").split()).casefold()


def _anchor(anchors: Mapping[str, Steps], fragment: str) -> Steps | None:
    return anchors.get(fragment, anchors.get(fragment.lower()))


def picture(source: str, base: str, root: str | None = None) -> str | None:
    """The path of a picture below `source/` for an address in the file `base`; None for an address outside it.

    `root` is the folder at which an address with a slash before it begins.
    """
    path = unquote(source)
    if path.startswith("/") and not path.startswith("//") and root is not None:
        path, base = path.lstrip("/"), posixpath.join(root, "")
    if _SCHEME.match(path) or path.startswith("/") or not path:
        return None
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    return None if whole.startswith("..") or whole == "." else whole


def slugs(headings: Iterable[str]) -> Iterator[str]:
    """The names of headings in links, as GitHub and mdBook make them: `Two words!` is `two-words`.

    The second of the same name ends in `-1`, the third in `-2`.
    """
    seen: dict[str, int] = {}
    for heading in headings:
        slug = "".join(
            "-" if character in " \t\n" else character
            for character in heading.strip().lower()
            if character in " \t\n-_" or unicodedata.category(character)[0] in "LNM"
        )
        count = seen[slug] = seen.get(slug, -1) + 1
        yield f"{slug}-{count}" if count else slug
