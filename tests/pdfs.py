"""PDFs for the tests, and the content of their structure trees."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image as Picture

from kolofon.model.document import Document
from kolofon.model.edition import Layout, Page
from kolofon.model.finding import Finding
from kolofon.write.paper.file.attachments import Attachment
from tests.later import pikepdf, playa, typeset, validate_pdf
from tests.machine import run
from tests.publishing import IMPRINT, PROGRESS, everything
from tests.setting import render

__all__ = [
    "EDITION",
    "PICTURES",
    "Tag",
    "book",
    "drawn_lines",
    "extracted",
    "lines_of",
    "picture",
    "read_aloud",
    "set_page",
    "sound",
    "spoken",
    "structure",
    "tags",
    "valid",
    "whole_book",
    "words_of",
]

_TOLD = re.compile(rb"/ActualText *(?:\((?:[^()\\]|\\.)*\)|<[^>]*>)", re.DOTALL)

EDITION = replace(IMPRINT, progress=PROGRESS, translators=("Ana", "Besa"), notes=("Draft.",))


def picture(colour: str | tuple[int, ...] = "red", mode: str = "RGB", kind: str = "PNG", **more: object) -> bytes:
    file = io.BytesIO()
    Picture.new(mode, (4, 4), colour).save(file, kind, **more)
    return file.getvalue()


def drawn_picture(size: tuple[int, int]) -> bytes:
    """A grey picture of so many pixels."""
    file = io.BytesIO()
    Picture.new("L", size, 200).save(file, "PNG")
    return file.getvalue()


PICTURES = {"pictures/a plan.png": picture(), "pictures/map.png": picture("blue")}


def book(
    document: Document,
    images: Mapping[str, bytes] | None = None,
    page: str = "A5",
    attachments: Sequence[Attachment] = (),
) -> tuple[bytes, tuple[Finding, ...]]:
    imprint = replace(EDITION, language=document.language)
    xhtml = render(document, imprint, {}, Page(page, layout=Layout.BOOK))
    return typeset(xhtml, imprint, images or {}, attachments)


def sound(
    document: Document, images: Mapping[str, bytes] | None = None, attachments: Sequence[Attachment] = ()
) -> bytes:
    """The PDF of a document; nothing may be wrong with it."""
    content, findings = book(document, images, attachments=attachments)
    assert not findings
    return content


@cache
def whole_book() -> bytes:
    """The PDF of the document with every kind of node."""
    return sound(everything(), PICTURES)


def set_page(body: str, style: str = "", language: str = "sq") -> bytes:
    """The PDF of this body of a page; nothing may be wrong with it."""
    xhtml = f"""<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}"><head><title>Titulli</title>
        <style>@page {{ size: A5 }} html {{ font-family: "EB Garamond" }} {style}</style></head>
        <body>{body}</body></html>"""
    content, findings = typeset(xhtml.encode(), EDITION, PICTURES)
    assert not findings
    return content


def extracted(file: Path, *options: str) -> str:
    """What pdftotext reads in a PDF.

    On each page it prepares the colour profiles, which takes nine tenths of its time and changes no word, so it reads a
    copy in which they are empty.
    """
    with pikepdf.open(file) as pdf, TemporaryDirectory() as folder:
        copy = Path(folder, file.name)
        for page in pdf.pages:
            for space in dict(page.obj.Resources.get("/ColorSpace", {})).values():
                if isinstance(space, pikepdf.Array) and space[0] == "/ICCBased":
                    space[1].write(b"")
        pdf.save(copy, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return run("pdftotext", *options, copy, "-")


def words_of(content: bytes, folder: Path) -> str:
    """The text of a PDF, with each run of white space as one space."""
    return " ".join(extracted(_kept(content, folder)).split())


def lines_of(content: bytes, folder: Path) -> list[str]:
    return extracted(_kept(content, folder), "-layout").splitlines()


def drawn_lines(content: bytes, folder: Path) -> list[str]:
    """The lines of a PDF as they are drawn: a word that is broken is in two pieces, the first with its hyphen."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
            operators = page.Contents.read_bytes()
            page.Contents = pdf.make_stream(_TOLD.sub(b"", operators))
        drawn = io.BytesIO()
        pdf.save(drawn)
    return lines_of(drawn.getvalue(), folder)


def valid(content: bytes, folder: Path, *profiles: str) -> None:
    """The test fails where a PDF is not valid by one of the profiles ("2a", "3a", "ua1"), or qpdf finds a fault."""
    file = _kept(content, folder)
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", file)
    for profile in profiles:
        told = validate_pdf(str(file), profile=profile)
        # It takes a stream whose last byte is a carriage return for one that is too long.
        faults = [str(failure) for failure in told.failures if "STREAM-LENGTH" not in str(failure)]
        assert not faults, "\n".join(faults)


@dataclass(frozen=True, slots=True)
class Tag:
    """An element of a structure tree: its type, its depth, its texts and language (`says`), and its attributes."""

    type: str
    depth: int
    element: "pikepdf.Object"
    says: dict[str, str]
    attributes: dict[str, object]


def tags(pdf: "pikepdf.Pdf", *types: str) -> list[Tag]:
    """The elements of a PDF's structure tree, or those of some types, in the order of the tree."""
    return [tag for tag in _below(pdf.Root.StructTreeRoot.K, 0) if not types or tag.type in types]


def _below(kids: "pikepdf.Object", depth: int) -> Iterator[Tag]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            says = {name: str(kid[f"/{name}"]) for name in ("Alt", "E", "ID", "Lang") if f"/{name}" in kid}
            yield Tag(str(kid.S).removeprefix("/"), depth, kid, says, _attributes(kid))
            yield from _below(kid.get("/K", pikepdf.Array()), depth + 1)


def _attributes(element: "pikepdf.Object") -> dict[str, object]:
    held = element.get("/A", pikepdf.Dictionary())
    return {
        name.removeprefix("/"): [str(part) for part in value] if isinstance(value, pikepdf.Array) else str(value)
        for told in (held if isinstance(held, pikepdf.Array) else [held])
        for name, value in told.items()
        if name != "/O"
    }


def spoken(content: bytes, folder: Path) -> list[str]:
    """A structure tree as lines: an element's type, indented by two spaces a level, or the words in it, in quotes."""
    told: list[str] = []
    for line in run("pdfinfo", "-struct-text", _kept(content, folder)).splitlines():
        words = re.fullmatch(r'( *)"(.*)"', line)
        if words and told and told[-1].startswith(f'{words[1]}"'):
            told[-1] = f'{told[-1][:-1]}|{words[2]}"'  # the words of the next line
        elif words or not line.strip().startswith(("/", "Object")):
            told.append(line if words else re.sub(r"( <.*>)?( \(.*\))?:?$", "", line))
    return told


def structure(content: bytes) -> list[str]:
    """As `spoken`, but without the words that are broken at the end of a line.

    Poppler reads a page again for each element on it, which takes long where there are many.
    """
    with playa.parse(content) as pdf:
        return list(_elements(pdf.structure, 0)) if pdf.structure else []


def read_aloud(content: bytes) -> list[str]:
    """What a screen reader tells of a PDF: the texts below its structure tree, and of a broken word its ActualText.

    What only furnishes a page is not in the tree.  `spoken` asks Poppler, which takes a second or more for a page.
    """
    told: dict[tuple[int, int], list[str]] = {}
    with playa.parse(content) as pdf:
        for page in pdf.pages:
            before = None
            for piece in page.texts:
                # A word with its ActualText is within the marked content of its element.
                named = [around.mcid for around in piece.mcstack if around.mcid is not None]
                instead = next((around for around in piece.mcstack[::-1] if "ActualText" in around.props), None)
                if named and (instead is None or instead is not before):
                    words = piece.chars if instead is None else _actual(instead.props["ActualText"])
                    told.setdefault((page.page_idx, named[0]), []).append(words)
                before = instead
        return ["".join(told.pop(place, ())) for place in _contents(pdf.structure or ())]


def _actual(text: object) -> str:
    assert isinstance(text, bytes)
    return playa.utils.decode_text(text)


def _contents(parent: "Iterable[object]") -> Iterator[tuple[int, int]]:
    """The page and the marked content of each text below an element."""
    for kid in parent:
        if isinstance(kid, playa.structure.ContentItem) and kid.page:
            yield kid.page.page_idx, kid.mcid
        elif isinstance(kid, playa.structure.Element):
            yield from _contents(kid)


def _elements(parent: "Iterable[object]", depth: int) -> Iterator[str]:
    words: list[str] = []
    for kid in parent:
        if isinstance(kid, playa.structure.ContentItem):
            words.append(kid.text)
        else:
            yield from _quoted(words, depth)
            words = []
        if isinstance(kid, playa.structure.Element):
            yield f"{'  ' * depth}{kid.role}"
            yield from _elements(kid, depth + 1)
    yield from _quoted(words, depth)


def _quoted(words: Sequence[str], depth: int) -> Iterator[str]:
    if words:
        yield f'{"  " * depth}"{"|".join(words)}"'


def _kept(content: bytes, folder: Path) -> Path:
    file = folder / "book.pdf"
    file.write_bytes(content)
    return file
