"""The order of a work of many files: its chapters, and the place of each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kolofon.model.document import Place, Role, Sentence, Text
from kolofon.model.edition import Work
from kolofon.model.error import SourceError

__all__ = ["Listed", "every", "listed_chapters", "matching", "natural", "paths"]

_NUMBER = re.compile(r"([0-9]+)")
_PIECES = re.compile(r"(\*\*/|\*+|\?)")


@dataclass(frozen=True, slots=True)
class Listed:
    """A chapter or a part of a list: its file below `source/` (a part has none), its title if it has one, its role.

    `place` is that of its line in the list; `below` are the chapters in it.
    """

    path: str
    title: Sentence | None
    role: Role
    place: Place
    below: tuple["Listed", ...] = ()


def every(listed: Iterable[Listed]) -> Iterator[Listed]:
    """The chapters that have files, and those in them, in their order."""
    for item in listed:
        if item.path:
            yield item
        yield from every(item.below)


def paths(listed: Iterable[Listed]) -> Iterator[str]:
    """The files of some chapters, in their order."""
    return (item.path for item in every(listed))


def listed_chapters(work: Work, available: Iterable[str], edition_path: str) -> tuple[Listed, ...]:
    """The chapters that `edition.toml` lists, with the files that its patterns match.

    A pattern matches files that are not named otherwise, in the order of their names, in which `2` comes before `10`.
    Raises `SourceError` for a file or a pattern without a file, and for a file that is listed twice.
    """
    listing = _Listing(work, sorted(available, key=natural), Place(edition_path))
    front = listing.chapters(work.front, Role.FRONT)
    chapters = listing.chapters(work.chapters, Role.CHAPTER)
    parts = tuple(
        Listed(
            "",
            Sentence((Text(part.title),), listing.place),
            Role.PART,
            listing.place,
            listing.chapters(part.chapters, Role.CHAPTER),
        )
        for part in work.parts
    )
    return (*front, *chapters, *parts, *listing.chapters(work.back, Role.BACK))


class _Listing:
    def __init__(self, work: Work, available: Sequence[str], place: Place) -> None:
        self.place = place
        self._available = available
        every = [*work.front, *work.chapters, *(name for part in work.parts for name in part.chapters), *work.back]
        self._named = {name for name in every if not _PIECES.search(name)}
        self._taken: set[str] = set()

    def chapters(self, patterns: Sequence[str], role: Role) -> tuple[Listed, ...]:
        return tuple(Listed(path, None, role, self.place) for pattern in patterns for path in self._files(pattern))

    def _files(self, pattern: str) -> Iterator[str]:
        if pattern in self._named:
            found = [pattern]
            if pattern not in self._available:
                raise SourceError(
                    f"there is no file source/{pattern}", place=self.place, hint="put it there, or mend its name here"
                )
            if pattern in self._taken:
                raise SourceError(f"{pattern} is listed twice", place=self.place, hint="take one of them out")
        else:
            expression = _expression(pattern)
            found = [
                path
                for path in self._available
                if expression.fullmatch(path) and path not in self._named | self._taken and not _is_list(path)
            ]
            if not found:
                hint = "mend the pattern; * stands for any name, and **/ for any folders"
                raise SourceError(f"no file below source/ is {pattern}", place=self.place, hint=hint)
        self._taken.update(found)
        yield from found


def _is_list(path: str) -> bool:
    return path.rpartition("/")[2] == "SUMMARY.md"


def matching(pattern: str, path: str) -> bool:
    """Whether a path matches a pattern: `*` and `?` match within a name, `**/` any folders."""
    return bool(_expression(pattern).fullmatch(path))


def _expression(pattern: str) -> re.Pattern[str]:
    """The regular expression for a pattern: `*` and `?` match within a name, `**/` any folders, or none."""
    meanings = {"**/": "(?:.*/)?", "?": "[^/]"}
    pieces = (
        meanings.get(piece, "[^/]*") if index % 2 else re.escape(piece)
        for index, piece in enumerate(_PIECES.split(pattern))
    )
    return re.compile("".join(pieces))


def natural(path: str) -> tuple[tuple[tuple[int, str], ...], ...]:
    """A key by which `2` comes before `10`, and a folder's own files before those of its folders."""
    steps = path.split("/")
    return tuple(
        (
            (0 if number == len(steps) else 1, ""),
            *((int(piece), "") if index % 2 else (0, piece) for index, piece in enumerate(_NUMBER.split(step))),
        )
        for number, step in enumerate(steps, 1)
    )
