"""The bibliographies in files of plain text and of Markdown, found among the lists of the file, which marks none.

An entry of a bibliography is an item of a list there.  It is compared with the source character for character, but for
spaces and line ends: a run of them is one space, and none is at the ends of an entry, since a line may be wrapped or
indented in such files, and a reader of Markdown drops them.  A no-break space is compared as any other character.
Markdown is read by the press's own reader.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from kolofon.model.document import Bibliography, Block, Document, List, Paragraph
from kolofon.model.walk import every_block
from kolofon.text.notation import plain

__all__ = ["LISTS", "flat", "listed_entries"]

Items = tuple[str, ...]
"""A list: its items, `flat`, without those that are empty."""

_SPACES = re.compile("[ \t\n\r\f\v]+")
_MARK = re.compile(r" *(?:(?P<item>-)(?: |$)|\d+\. |\[(?:\d+|[ x])\] )")
"""The mark of an item in plain text, or that of an item or a note which a list may be in."""


def flat(text: str) -> str:
    """A text with a single space for each run of spaces and line ends, and none at its ends."""
    return _SPACES.sub(" ", text).strip(" ")


def listed_entries(document: Document, lists: Sequence[Items]) -> list[str]:
    """The items of those lists of a file that are the bibliographies of the source `document`, in the file's order.

    A bibliography is the list with the same items.  The first one for which there is no such list is the list that has
    most words in common with it; for others, the entries of the source are returned, as one finding is enough.
    """
    places: dict[Items, list[int]] = {}
    for number, items in enumerate(lists):
        places.setdefault(items, []).append(number)
    found: list[tuple[int, Items]] = []
    amiss: list[tuple[int, Items]] = []
    last = -1
    for block in every_block(document):
        wanted = _without_empty(entry.text for entry in block.entries) if isinstance(block, Bibliography) else ()
        if not wanted:
            continue
        if same := places.get(wanted):
            later = bisect(same, last)
            last = same.pop(later if later < len(same) else 0)
            found.append((last, wanted))
        else:
            amiss.append((last, wanted))
    taken = {number for number, _ in found}
    if amiss:
        alike = _most_alike(amiss[0][1], lists, taken)
        found += [] if alike is None else [(alike, lists[alike])]
    found += amiss[1:]
    return [item for _, items in sorted(found, key=lambda one: one[0]) for item in items]


def _most_alike(wanted: Items, lists: Sequence[Items], taken: set[int]) -> int | None:
    """The number of the list that has most words in common with a bibliography; None if none has any."""
    words = _words(wanted)
    best: int | None = None
    most = 0
    for number, items in enumerate(lists):
        alike = 0 if number in taken else (_words(items) & words).total()
        if alike > most:
            best, most = number, alike
    return best


def _words(items: Items) -> Counter[str]:
    return Counter(word for item in items for word in item.split())


def _without_empty(items: Iterable[str]) -> Items:
    return tuple(item for item in map(flat, items) if item)


def _in_text(content: bytes) -> list[Items]:
    """The lists of a plain text: lines that begin with hyphens in one column, with no empty line between them.

    Any other line is a part of the item above it if it is indented as the words of that, and else ends the list.  As an
    entry may itself begin with a hyphen, a line that begins with two of them is an item of two lists.
    """
    lists: list[list[list[str]]] = []
    within: dict[int, list[list[str]]] = {}
    for line in content.decode().split("\n"):
        if not line.strip(" "):
            within = {}
            continue
        indent = len(line) - len(line.lstrip(" "))
        at, marks = 0, list[tuple[int, str]]()
        while mark := _MARK.match(line, at):
            at = mark.end()
            marks += [(mark.start("item"), line[at:])] if mark["item"] else []
        if not marks:
            within = {column: items for column, items in within.items() if column < indent}
            for items in within.values():
                items[-1].append(line)
            continue
        within = {column: items for column, items in within.items() if column <= indent}
        for column, words in marks:
            if column not in within:
                within[column] = []
                lists.append(within[column])
            within[column].append([words])
    return [_without_empty("\n".join(item) for item in items) for items in lists]


def _in_markdown(content: bytes) -> list[Items]:
    """The lists of a text in Markdown.  Raises `SourceError` if the press could not read the file."""
    from kolofon.model.edition import Edition, Rights, SourceFormat, Work  # noqa: PLC0415  few builds have Markdown
    from kolofon.read import read  # noqa: PLC0415  as above

    work = Work("work", "work.md", SourceFormat.MARKDOWN)
    document, _ = read(content, work.source, work, Edition("", "", "en", "en", Rights("", ""), (work,)))
    return [_without_empty(items) for block in every_block(document) if (items := tuple(_items(block)))]


def _items(block: Block) -> Iterator[str]:
    """The words of the items of a list, or of the entries of a bibliography."""
    match block:
        case List(items):
            for item in items:
                inner = (each for each in item.blocks if isinstance(each, Paragraph))
                yield " ".join(plain(sentence.inlines) for each in inner for sentence in each.sentences)
        case Bibliography(entries):
            for entry in entries:
                yield entry.text
        case _:
            pass


LISTS: Mapping[str, Callable[[bytes], list[Items]]] = MappingProxyType(
    {"text/plain": _in_text, "text/markdown": _in_markdown}
)
"""The functions that find the lists in a file, by its media type."""
