"""The pictures of an edition, each made safe when it is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.model.document import Place
from pipeline.model.finding import Finding, Severity
from pipeline.publish.vector.clean import cleaned, raster
from pipeline.publish.vector.reading import RefusedError

__all__ = ["Picture", "Pictures", "pictures_of"]

_KINDS = 12
"""How many things that a picture loses are told of it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it may be shown, None if it may not, and what there is to say about it."""

    content: bytes | None
    findings: tuple[Finding, ...] = ()


class Pictures(Mapping[str, bytes]):
    """Pictures by their paths below `source/`, such as a text names them, as they are in their files.

    `places` are the files that they are from, named from the root; that of a path without one is `source/<path>`.
    """

    def __init__(self, files: Mapping[str, bytes], places: Mapping[str, str] | None = None) -> None:
        self._files, self._places = files, places or {}

    def __getitem__(self, path: str) -> bytes:
        return self._files[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def find(self, path: str) -> Picture:
        """A picture, made safe to be shown; KeyError if there is none by that path."""
        content, place = self._files[path], self._places.get(path, f"source/{path}")
        if PurePosixPath(path).suffix.lower() != ".svg":
            return Picture(content) if raster(content) or not _is_xml(content) else _misnamed(place)
        try:
            made = cleaned(content)
        except RefusedError as refused:
            what = f"the picture {refused.message}"
            finding = Finding(refused.code, Severity.ERROR, Place(place, refused.line), what, refused.hint)
            return Picture(None, (finding,))
        return Picture(made.content, tuple(_lost(made.gone, place)))


def pictures_of(images: Mapping[str, bytes]) -> Pictures:
    """Pictures by their paths as `Pictures`, which they may be already."""
    return images if isinstance(images, Pictures) else Pictures(images)


def _lost(gone: tuple[tuple[str, int], ...], place: str) -> Iterator[Finding]:
    """A finding for each kind of thing that a picture loses, at the first line that has it."""
    lines: dict[str, list[int]] = {}
    for what, line in gone:
        lines.setdefault(what, []).append(line)
    hint = "take it out, or save the picture as plain SVG with all that it shows in it"
    for number, (what, found) in enumerate(lines.items()):
        if number == _KINDS:
            message = f"the picture loses {len(lines) - _KINDS} more that no picture in a book may have"
            yield Finding("cleaned-picture", Severity.WARNING, Place(place, found[0]), message, hint)
            return
        times = f" ({len(found)} times)" if len(found) > 1 else ""
        message = f"the picture loses {what}{times}: no picture in a book may have it"
        yield Finding("cleaned-picture", Severity.WARNING, Place(place, found[0]), message, hint)


def _is_xml(content: bytes) -> bool:
    """Whether a file may be an SVG by another name, which is not to be taken for one without being cleaned."""
    return content.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _misnamed(place: str) -> Picture:
    what = "the picture is XML, and its name says that it is none"
    hint = "if it is an SVG, name it so; else save it anew"
    return Picture(None, (Finding("broken-picture", Severity.ERROR, Place(place), what, hint),))
