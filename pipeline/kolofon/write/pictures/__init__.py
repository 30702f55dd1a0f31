"""The pictures of an edition, each made safe when it is shown, and what a draft shows for one that cannot be.

| module        | holds                                                       |
|---------------|-------------------------------------------------------------|
| `raster`      | pictures of pixels: what they are, whether they can be read |
| `vector`      | vector pictures, made safe for every format                 |
| `placeholder` | the frame of a draft for a picture that is not there        |
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from kolofon.model.document import Document, Figure, Image, Place, Sentence
from kolofon.model.finding import Finding, Severity
from kolofon.model.walk import nodes
from kolofon.set.addresses import missing_picture, safe_picture
from kolofon.write.pictures.raster import SUFFIXES, media_type, opened
from kolofon.write.pictures.vector.clean import cleaned
from kolofon.write.pictures.vector.parser import RefusedError

__all__ = ["Picture", "Pictures", "for_a_draft", "pictures_of", "unshown"]

SVG = "image/svg+xml"

_KINDS = 12
"""How many kinds of lost parts of one picture are reported."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it may be shown, None if it may not, and the findings about it.

    Its media type and its suffix are those of what is in the file, whatever its name says.
    """

    content: bytes | None
    findings: tuple[Finding, ...] = ()

    @property
    def media_type(self) -> str:
        """The media type of the file, such as `image/png`."""
        return media_type(self.content or b"") or SVG

    @property
    def suffix(self) -> str:
        """The ending of such a file's name."""
        return SUFFIXES.get(self.media_type, ".svg")


class Pictures(Mapping[str, bytes]):
    """Pictures by their paths below `source/`, such as a text names them, as they are in their files.

    `places` are the files that they are from, named from the root; that of a path without one is `source/<path>`.
    """

    def __init__(self, files: Mapping[str, bytes], places: Mapping[str, str] | None = None) -> None:
        self._files, self._places = files, places or {}
        self._found: dict[str, Picture] = {}  # to read a picture takes time

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
        if path not in self._found:
            self._found[path] = self._read(path)
        return self._found[path]

    def with_stand_ins(self, paths: Collection[str]) -> "Pictures":
        """These pictures, and for some paths a frame with the picture's name, as `placeholder` makes it."""
        if not paths:
            return self
        from kolofon.write.pictures.placeholder import stand_in  # noqa: PLC0415  fonts are read for a draft alone

        frames = {path: stand_in(PurePosixPath(path).name) for path in paths}
        made = Pictures({**self._files, **frames}, self._places)
        made._found = self._found | {path: Picture(frame) for path, frame in frames.items()}
        return made

    def only(self, paths: Collection[str]) -> "Pictures":
        """Those of these pictures that are at some paths."""
        made = Pictures({path: self._files[path] for path in self._files if path in paths}, self._places)
        made._found = {path: self._found[path] for path in self._found if path in paths}
        return made

    def _read(self, path: str) -> Picture:
        content, place = self._files[path], self._places.get(path, f"source/{path}")
        try:
            if media_type(content) or PurePosixPath(path).suffix.lower() != ".svg":
                return self._of_pixels(content, place)
            made = cleaned(content)
        except RefusedError as refused:
            what = f"the picture {refused.message}"
            finding = Finding(refused.code, Severity.ERROR, Place(place, refused.line), what, refused.hint)
            return Picture(None, (finding,))
        return Picture(made.content, tuple(_lost(made.gone, place)))

    @staticmethod
    def _of_pixels(content: bytes, place: str) -> Picture:
        if not media_type(content) and _is_xml(content):
            return _misnamed(place)
        opened(content)
        return Picture(content)


def pictures_of(images: Mapping[str, bytes]) -> Pictures:
    """Pictures by their paths as `Pictures`, which they may be already."""
    return images if isinstance(images, Pictures) else Pictures(images)


def unshown(document: Document, images: Mapping[str, bytes]) -> dict[str, tuple[Finding, ...]]:
    """The pictures that a document shows and that are not there or cannot be shown: why, by their paths in `images`.

    A finding is at the place in the text where the picture is wanted, or in the picture's own file.
    """
    known, found, place = pictures_of(images), dict[str, tuple[Finding, ...]](), document.title.place
    for part in nodes(document):
        match part:
            case Sentence() | Figure() if part.place.path:
                place = part.place
            case Image(source=source) if safe_picture(source) is not None:
                path = str(PurePosixPath(source))
                if path not in known:
                    found.setdefault(path, (missing_picture(path, place),))
                elif (picture := known.find(path)).content is None:
                    found[path] = picture.findings
            case _:
                pass
    return found


def for_a_draft(finding: Finding) -> Finding:
    """The findings of `unshown` with their weight in a draft, which has a frame in place of the picture."""
    message = f"{finding.message}; in this draft a frame with its name is in its place"
    return replace(finding, severity=Severity.WARNING, message=message)


def _lost(gone: tuple[tuple[str, int], ...], place: str) -> Iterator[Finding]:
    """A finding for each kind of part that a picture loses, at the first line that has it."""
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
    """Whether a file may be an SVG with the suffix of another format, which is not to be shown without cleaning."""
    return content.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _misnamed(place: str) -> Picture:
    what = "the picture is XML, and its name says that it is none"
    hint = "if it is an SVG, name it so; else save it anew"
    return Picture(None, (Finding("broken-picture", Severity.ERROR, Place(place), what, hint),))
