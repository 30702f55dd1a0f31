"""The faults of WeasyPrint that `docs/upstream/` describes, each searched for in the result of its smallest input.

`python -m tests.upstream FOLDER` prints the names of those that are in the WeasyPrint that is found first.  The inputs
may take fonts by these names: `latin.ttf`, `arabic.ttf`, `thai.ttf`, `japanese.otf`.
"""

import atexit
import io
import re
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple, Protocol

from fontTools.ttLib import TTFont

from kolofon.write.paper.file.protocols import File, Object

__all__ = ["FAULTS", "Told", "main", "told"]

FONTS = {
    "latin.ttf": ("fontpkg_eb_garamond", "files/EBGaramond[wght].ttf"),
    "arabic.ttf": ("fontpkg_amiri", "files/Amiri-Regular.ttf"),
    "thai.ttf": ("kolofon.write.fonts", "noto/NotoSerifThai-Regular.ttf"),
    "japanese.otf": ("pylopdf_fonts_jp", "NotoSerifJP-Regular.otf"),
}
_LATIN = "@font-face { font-family: L; src: url(latin.ttf) } html { font-family: L }"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Told(NamedTuple):
    """The content of a file about a fault: the smallest input, and the patch."""

    html: str
    patch: str


def told(path: Path) -> Told:
    """The two blocks of a file."""
    (html, patch) = (dict(_BLOCK.findall(path.read_text("utf-8")))[kind] for kind in ("html", "diff"))
    return Told(html, patch)


class Box(Protocol):
    """A box of WeasyPrint's; lengths are in pixels, and only text has a text."""

    text: str
    position_x: float
    width: float
    height: float

    def descendants(self) -> "Iterator[Box]": ...


class Made:
    """What WeasyPrint makes of an input: the objects of a PDF, and the boxes of its pages."""

    def __init__(self, html: str, variant: str) -> None:
        import weasyprint  # noqa: PLC0415  which one it is depends on the process

        kept: list[File] = []
        base = f"{_shelf()}/"
        fonts = weasyprint.text.fonts.FontConfiguration()
        # Pango fails where there is no font at all.
        latin = weasyprint.CSS(string=_LATIN, base_url=base, font_config=fonts)
        page = weasyprint.HTML(string=html, base_url=base)
        document = page.render(stylesheets=[latin], font_config=fonts)
        document.write_pdf(finisher=lambda _, pdf: kept.append(pdf), pdf_variant=variant or None, pdf_identifier=b"x")
        self.pdf = kept[0]
        self.pages: list[Box] = [page._page_box for page in document.pages]  # noqa: SLF001  WeasyPrint has no public name

    def dictionaries(self, **entries: str) -> Iterator[Mapping[str, object]]:
        """The dictionaries of the PDF that have these entries."""
        for thing in self.pdf.objects:
            if isinstance(thing, dict) and all(thing.get(name) == value for name, value in entries.items()):
                yield thing

    def streams(self) -> Iterator[Object]:
        """The streams of the PDF."""
        yield from (thing for thing in self.pdf.objects if hasattr(thing, "stream"))

    def meanings(self) -> Iterator[tuple[str, str]]:
        """The glyphs of its fonts, and their characters, in hexadecimal digits."""
        for stream in self.streams():
            lines = [line for line in stream.stream if isinstance(line, bytes)]
            if b"begincmap" in lines:
                for line in lines:
                    if found := re.fullmatch(rb"<(\w+)> <(\w*)>", line):
                        yield found[1].decode(), found[2].decode()

    def boxes(self, kind: str) -> Iterator[Box]:
        """The boxes of its pages that are of a class."""
        for page in self.pages:
            yield from (box for box in page.descendants() if type(box).__name__ == kind)


def _about(stream: Object) -> Mapping[str, object]:
    """The dictionary of a stream."""
    about: Mapping[str, object] = vars(stream)["extra"]
    return about


def _flat(made: Made) -> bool:
    edges = [link["Rect"] for link in made.dictionaries(Subtype="/Link")]
    return any(isinstance(each, list) and abs(each[1] - each[3]) < 1 for each in edges)


def _headless(made: Made) -> bool:
    headed = [any(getattr(box, "text", "") == "Head" for box in page.descendants()) for page in made.pages]
    return len(headed) > 1 and not all(headed)


def _smoothed(made: Made) -> bool:
    return any(_about(stream).get("Interpolate") == "true" for stream in made.streams())


def _hyphen_in_text(made: Made) -> bool:
    return any(text == "2010" for _, text in made.meanings())


def _silent(made: Made) -> bool:
    return any(not text for _, text in made.meanings())


def _otherwise_numbered(made: Made) -> bool:
    fonts = [stream.stream for stream in made.streams() if _about(stream).get("Subtype") == "/OpenType"]
    charset = TTFont(io.BytesIO(b"".join(part for part in fonts[0] if isinstance(part, bytes))))["CFF "].cff[0].charset
    glyphs = [int(glyph, 16) for glyph, _ in made.meanings()]
    return any(glyph and charset[glyph] != f"cid{glyph:05}" for glyph in glyphs)


def _uneven(made: Made) -> bool:
    return len({round(line.height, 3) for line in made.boxes("LineBox")}) > 1


def _wrongly_indented(made: Made) -> bool:
    first, second, *_ = (box.position_x + box.width for box in made.boxes("TextBox"))
    return not first < second - 10


def _unsaid(made: Made) -> bool:
    return not any("Lang" in element for element in made.dictionaries(Type="/StructElem"))


def _scopeless(made: Made) -> bool:
    return not any("Scope" in str(element.get("A")) for element in made.dictionaries(S="/TH"))


def _address_as_text(made: Made) -> bool:
    return not any(
        "the note" in str(getattr(link["Contents"], "string", "")) for link in made.dictionaries(Subtype="/Link")
    )


def _on_pages(made: Made) -> bool:
    return "SD" not in str(made.pdf.catalog["Names"])


def _broken_early(made: Made) -> bool:
    return next(iter(made.boxes("TextBox"))).text.endswith("\N{HYPHEN}") or len(list(made.boxes("LineBox"))) > 2


def _searched(html: str) -> int:
    """How often the nodes of a picture are gone through."""
    from weasyprint.svg import Node  # noqa: PLC0415  as above

    stock, visits = Node.__iter__, 0

    def counted(self: object) -> object:
        nonlocal visits
        for child in stock(self):
            visits += 1
            yield child

    Node.__iter__ = counted
    try:
        Made(html, "")
    finally:
        Node.__iter__ = stock
    return visits


def _grows_with_the_square(html: str) -> bool:
    def with_uses(many: int) -> str:
        part = re.search(r"<g>.*</g>", html)
        assert part
        parts = "".join(part[0].replace("n1", f"n{number}") for number in range(many))
        return html.replace(part[0], parts)

    return _searched(with_uses(40)) > 3 * _searched(with_uses(20))


def _in(look: Callable[[Made], bool], variant: str = "") -> Callable[[str], bool]:
    return lambda html: look(Made(html, variant))


FAULTS: dict[str, Callable[[str], bool]] = {
    "area-of-links": _in(_flat),
    "cid-keyed-fonts": _in(_otherwise_numbered),
    "glyphs-without-text": _in(_silent),
    "heads-of-tables": _in(_headless),
    "height-of-lines": _in(_uneven),
    "interpolation": _in(_smoothed, "pdf/a-2b"),
    "languages-of-tags": _in(_unsaid, "pdf/ua-1"),
    "last-spaces": _in(_broken_early),
    "parts-of-pictures": _grows_with_the_square,
    "right-to-left": _in(_wrongly_indented),
    "scopes-of-headers": _in(_scopeless, "pdf/ua-1"),
    "soft-hyphens": _in(_hyphen_in_text),
    "structure-destinations": _in(_on_pages, "pdf/ua-2"),
    "text-of-links": _in(_address_as_text, "pdf/ua-1"),
}
"""Whether each fault is in what becomes of an input, by the names of the files."""


@cache
def _shelf() -> Path:
    """A folder with the fonts, which lasts as long as the process."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    for name, (package, path) in FONTS.items():
        (folder / name).write_bytes(files(package).joinpath(path).read_bytes())
    return folder


def main(folder: Path) -> None:
    """Write the names of the faults that are there."""
    warnings.simplefilter("ignore")  # there are no fonts but these
    for name, look in FAULTS.items():
        if look(told(folder / f"{name}.md").html):
            sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
