"""The pages of an EPUB as the chapters of a work."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kolofon.commands.init.epub.navigation import Contents
from kolofon.commands.init.epub.pages import NOTE_PAGE, PART, Page

__all__ = ["Group", "Structure", "structure_of"]


@dataclass(slots=True)
class Group:
    """A part: its title, and its chapters."""

    title: str
    pages: list[Page] = field(default_factory=list)


@dataclass(slots=True)
class Structure:
    """The pages of a work in their places; `notes` are pages of notes that the others call, `left` are left out."""

    front: list[Page] = field(default_factory=list)
    chapters: list[Page] = field(default_factory=list)
    parts: list[Group] = field(default_factory=list)
    back: list[Page] = field(default_factory=list)
    notes: list[Page] = field(default_factory=list)
    left: list[Page] = field(default_factory=list)

    def chosen(self) -> Iterator[Page]:
        """The pages that are in the work, in their order."""
        yield from self.front
        yield from self.chapters
        for part in self.parts:
            yield from part.pages
        yield from self.back


def structure_of(pages: Sequence[Page], contents: Contents) -> Structure:
    """The structure of a work from its pages, which are in the order of reading.

    A page of notes is not a chapter if other pages link to it.  Pages that the press makes itself are left out, and so
    are those without words and pictures.
    """
    made = Structure()
    calling = {target for page in pages if page.kind != NOTE_PAGE for target in page.links}
    text: list[Page] = []
    for page in pages:
        if page.kind == NOTE_PAGE and page.path in calling:
            made.notes.append(page)
        elif page.kind not in {"", NOTE_PAGE, PART} or not (page.words or page.pictures):
            made.left.append(page)
        else:
            text.append(page)
    parts = _parts(text, contents)
    body = [number for number, page in enumerate(text) if page.matter != "frontmatter"]
    begins = min((number for number in body if text[number].matter == "bodymatter"), default=min(body, default=0))
    ends = [number for number, page in enumerate(text) if page.matter in {"bodymatter", ""} or page.path in parts]
    last = max(ends, default=len(text) - 1)
    inside = max((number for number, page in enumerate(text) if page.path in parts), default=-1)
    for number, page in enumerate(text):
        if page.matter == "frontmatter" and number < begins:
            made.front.append(page)
        elif number > last or (page.matter == "backmatter" and page.path not in parts):
            made.back.append(page)
        else:
            _place(page, parts, made, between=number < inside)
    if not (made.chapters or made.parts):  # a book of front or back matter alone
        made.chapters, made.front, made.back = [*made.front, *made.back], [], []
    return made


def _place(page: Page, parts: dict[str, str], made: Structure, *, between: bool) -> None:
    """Put a page of the text among the chapters or into its part; one `between` parts belongs to the one before it."""
    title = parts.get(page.path)
    if title is None and made.parts:
        (made.parts[-1].pages if between else made.back).append(page)
    elif title is None:
        made.chapters.append(page)
    else:
        if not made.parts or made.parts[-1].title != title:
            made.parts.append(Group(title))
        if page.kind != PART or not page.bare:
            made.parts[-1].pages.append(page)
        else:
            made.left.append(page)


def _parts(pages: Sequence[Page], contents: Contents) -> dict[str, str]:
    """The title of the part of each page that is in one, the pages of parts themselves among them."""
    titles: dict[str, str] = {}
    own = {page.path: page for page in pages if page.kind == PART}
    by_id = {name: page for page in own.values() for name in page.ids}
    nested = any(path in own for path in contents.above.values()) or any(page.parents for page in pages)
    last: Page | None = None
    for page in pages:
        parent = next((by_id[name] for name in page.parents if name in by_id and by_id[name] is not page), None)
        above = own.get(contents.above.get(page.path, ""))
        if page.kind == PART:
            outer = parent or above
            label = page.title or contents.labels.get(page.path, "") or page.path
            titles[page.path] = f"{titles[outer.path]}: {label}" if outer and outer.path in titles else label
            last = page
        elif parent or above or (last and not nested and page.matter in {"", "bodymatter"}):
            titles[page.path] = titles.get((parent or above or last or page).path, "")
        elif page.path in contents.headings:
            titles[page.path] = contents.headings[page.path]
    used = {title for path, title in titles.items() if path not in own}
    return {path: title for path, title in titles.items() if title and (title in used or not _bare(own.get(path)))}


def _bare(page: Page | None) -> bool:
    return page is not None and page.bare
