"""A `SourceFile` for formats without targets of links: it is read when it is parsed."""

from collections.abc import Mapping

from kolofon.read.sections.passages import Chapter, Steps

__all__ = ["WholeFile"]


class WholeFile:
    """A `SourceFile` that has its content from the beginning."""

    def __init__(self, chapter: Chapter) -> None:
        self._chapter = chapter

    @property
    def anchors(self) -> Mapping[str, Steps]:
        """None: no link can lead into it."""
        return {}

    @property
    def figures(self) -> frozenset[str]:
        """None: of these formats, no figure has a name."""
        return frozenset()

    @property
    def sections(self) -> int:
        """How many sections the file has at its outermost level."""
        return len(self._chapter.sections)

    def read(self) -> Chapter:
        """The content of the file."""
        return self._chapter
