"""The parts of a work by its sections, for want of pages."""

from dataclasses import dataclass

from kolofon.edition.project import Project, Source
from kolofon.model.message import Catalogue, Key
from kolofon.model.part import InSection
from kolofon.text.notation import plain
from kolofon.text.parts import segments

__all__ = ["Section", "Sections"]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a work."""

    id: str
    kind: str
    title: str
    keys: tuple[Key, ...]


class Sections:
    """The title page, and a part for each section of the first level."""

    def __init__(self, project: Project, source: Source, language: str) -> None:  # noqa: ARG002  as BookView
        document = source.document
        held: dict[str, dict[Key, None]] = {"title-page": {}}
        held |= {f"s{number}": {} for number, _ in enumerate(document.sections, 1)}
        for segment in segments(document):
            if segment.key:
                path = segment.part.path
                held[f"s{path.numbers[0]}" if isinstance(path, InSection) else "title-page"][segment.key] = None
        titles = {f"s{number}": plain(one.heading.inlines) for number, one in enumerate(document.sections, 1)}
        self.parts = tuple(
            Section(name, "section" if name in titles else "title", titles.get(name, ""), tuple(keys))
            for name, keys in held.items()
        )

    def refresh(self, catalogue: Catalogue) -> None:
        """Show another catalogue."""
