"""What all quires of a book share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from kolofon.model.document import Place
from kolofon.model.edition import Imprint
from kolofon.write.fonts import Family
from kolofon.write.paper.kinds import Kind, options_of
from kolofon.write.paper.messages import SHELF
from kolofon.write.paper.quire.cut import SHEET
from kolofon.write.paper.shelf import Shelf, font_faces, shelf
from kolofon.write.paper.typesetter import CSS, DEFAULT_OPTIONS, HTML, FontConfiguration, writer

__all__ = ["Shop"]

@dataclass
class Shop:
    """A book that is set in quires: its kind and its imprint, its pictures, the families of its fonts.

    `digest` is a text of which the identifier of the file is made; `whole` says whether the words that a line's end
    breaks are to be marked as whole.
    """

    kind: Kind
    imprint: Imprint
    images: Mapping[str, bytes]
    families: tuple[Family, ...]
    digest: bytes
    whole: bool
    fetch: Shelf = field(init=False)
    fonts: object = field(init=False)
    sheet: object = field(init=False)

    def __post_init__(self) -> None:
        self.fetch = shelf(self.images, self.kind.picture, self.families)
        self.fonts = FontConfiguration()
        style = font_faces(self.families) + self.kind.sheet + SHEET
        self.sheet = CSS(string=style, base_url=SHELF, url_fetcher=self.fetch, font_config=self.fonts)

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The files of its fonts, by their digests."""
        contents = (face.content for family in self.families for face in family.faces())
        return {sha256(content).hexdigest(): content for content in contents}

    @property
    def place(self) -> Place:
        """Where the findings about the book are."""
        return Place(f"{self.imprint.language}/{self.imprint.work}{self.kind.suffix}.pdf")

    def options(self, *more: object) -> dict[str, object]:
        """WeasyPrint's options, complete; `more` are style sheets for a quire alone."""
        options = {**DEFAULT_OPTIONS, **options_of(self.digest, self.kind, self.sheet)}
        options["stylesheets"] = [self.sheet, *more]
        properties: Mapping[str, object] = writer.VARIANTS[self.kind.variant][1]
        return options | {name: value for name, value in properties.items() if options[name] is None}

    def tree(self, page: str) -> object:
        """A page as WeasyPrint reads it."""
        return HTML(string=page, base_url=f"{SHELF}source/", url_fetcher=self.fetch)
