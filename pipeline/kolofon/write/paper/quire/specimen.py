"""A book without its text: it has the styles of pages and elements, and the margins of pages are drawn with it."""

from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pydyf
from msgspec import structs

from kolofon.write.paper.extraction.codes import forget, sorts
from kolofon.write.paper.quire.fonts import kept_font
from kolofon.write.paper.quire.job import Job, Tree
from kolofon.write.paper.quire.layouts import framed
from kolofon.write.paper.quire.objects import deflated, gathered, plain
from kolofon.write.paper.quire.portions import Node
from kolofon.write.paper.quire.values import FontUse, Late, PageKind
from kolofon.write.paper.tags.boxes import Builder
from kolofon.write.paper.tags.tree import Node as Tag
from kolofon.write.paper.weasyprint.mends import complete_characters, replaced
from kolofon.write.paper.weasyprint.modules import CounterStyle, background, documents, draw, page, stream, writer
from kolofon.write.paper.weasyprint.protocols import POINTS, PageBox

if TYPE_CHECKING:
    from kolofon.write.paper.weasyprint.protocols import Context

__all__ = ["Specimen", "Strings"]


_FOREVER = float("inf")

_FIRST = 3
"""The number of the first object of a file of WeasyPrint's, behind the head, the pages and the catalogue."""

Strings = Callable[[str, str], tuple[str, ...]]
"""A function from the name of a named string, and a keyword, to its value on a page."""


class Specimen:
    """The skeleton of a page (`portions.skeleton`) as WeasyPrint reads it, with its style sheets."""

    def __init__(self, skeleton: str, job: Job) -> None:
        self._options, self._kind = job.options(), job.kind
        self._html = job.tree(skeleton)
        profiles: dict[str, object] = {}
        with job.read_once():
            self._context: Context = documents.Document._build_layout_context(  # noqa: SLF001  it has no other way in
                self._html, job.fonts, CounterStyle(), profiles, {**self._options}
            )
        self._context.page_bottom = _FOREVER
        self.document = documents.Document(
            [],
            documents.DocumentMetadata(),
            job.fetch,
            job.fonts,
            profiles,
            self._options["output_intent"],
        )
        self._uses: dict[str, FontUse] = {}

    def about(self, head: Tree) -> None:
        """Let the book be about what a page says in its head."""
        self.document.metadata = documents.DocumentMetadata(**documents.get_html_metadata(head))

    @property
    def leftward(self) -> bool:
        """Whether the book is read from right to left, so that a recto is a left page."""
        return bool(self._context.style_for(self._html.etree_element)["direction"] == "rtl")

    def styles(self, nodes: Sequence[Node]) -> dict[Node | None, Mapping[str, object]]:
        """The style of each element of the skeleton, given in their order from the body on, and of the root, for None.

        It is empty if WeasyPrint reads other elements.
        """
        root = self._html.etree_element
        elements = list(root.iter())
        start = next((number for number, element in enumerate(elements) if element.tag == "body"), len(elements))
        if [element.tag for element in elements[start:]] != [node.tag for node in nodes]:
            return {}
        found: dict[Node | None, Mapping[str, object]] = {
            node: self._context.style_for(each) for node, each in zip(nodes, elements[start:], strict=True)
        }
        return found | {None: self._context.style_for(root)}

    def margins(self, kind: PageKind, number: int, pages: int, strings: Strings) -> Late:
        """What is in the margins of a page: its number in a book of so many pages, and the named strings on it.

        `number` is that in the book, from 1, or the same as a `Folio`.
        """
        page_type = page.PageType(kind.side, kind.blank, kind.name, number - 1, kind.groups)
        context = self._context
        box = framed(context, self._html, page_type)
        state: object = ([0], {"page": [number], "pages": [pages]}, [{"pages"}], [])

        def get_string_set_for(_self: object, _page: object, name: str, keyword: str = "first") -> tuple[str, ...]:
            return strings(name, keyword)

        with replaced(type(context), get_string_set_for=get_string_set_for):
            box.children = tuple(page.make_margin_boxes(context, box, state))
        for margin in box.children:
            background.layout_box_backgrounds(box, margin, context.get_image_from_uri)
        return self._drawn(box, blank=kind.blank)

    def _drawn(self, box: PageBox, *, blank: bool) -> Late:
        document = self.document
        profiles = list(document.color_profiles.values())
        kept = _FIRST + len(profiles) + 1  # the dictionary of colours is behind the profiles
        names = ("ExtGState", "XObject", "Pattern", "Shading")
        resources = pydyf.Dictionary({name: pydyf.Dictionary() for name in names})
        resources |= {"ColorSpace": f"{kept - 1} 0 R".encode(), "Font": None}
        images: dict[str, object] = {}
        tags: dict[object, object] | None = {} if self._options["pdf_tags"] else None
        left, top = box.bleed["left"], box.bleed["top"]
        width, height = (
            box.margin_width() + left + box.bleed["right"],
            box.margin_height() + top + box.bleed["bottom"],
        )
        area = (-left, -top, width, height)  # in pixels, as WeasyPrint has it
        drawn = stream.Stream(
            document.fonts, area, resources, images, tags, document.color_profiles, document.output_intent
        )
        with drawn.stacked():
            drawn.transform(a=POINTS, d=POINTS)
            if blank:
                self._fill(box, drawn)
            for margin in box.children:
                draw.draw_stacking_context(drawn, draw.StackingContext.from_box(margin, box))
        if tags:
            Builder(Tag("Document")).page(0, SimpleNamespace(height=0, _page_box=box), drawn)
        scratch = pydyf.PDF()
        while len(scratch.objects) <= kept:
            scratch.add_object(pydyf.Dictionary())
        late = Late(deflated(drawn), fonts=self._fonts(), findings=tuple(self._kind.inspect([drawn])))
        states = resources["ExtGState"]
        if all(name[0] in "aA" for name in states) and not any(resources[name] for name in names[1:]):
            return structs.replace(late, states={name: plain(state, int) for name, state in states.items()})
        resources["Font"] = scratch.objects[kept].reference
        writer._use_references(scratch, resources, images, document.color_profiles)  # noqa: SLF001  it has no other way in
        plainly, objects = gathered(scratch, resources, kept, kept)
        findings = (*late.findings, *self._kind.inspect(scratch.objects))
        return structs.replace(late, resources=plainly, objects=objects, findings=findings)

    def _fill(self, box: PageBox, drawn: object) -> None:
        """Draw what is behind a blank page, its own and that of the text (CSS Backgrounds and Borders 3, 2.11.2)."""
        root = self._html.etree_element
        ground = background.layout_box_backgrounds
        images = self._context.get_image_from_uri
        ground(box, box, images, layout_children=False)
        draw.draw_background(drawn, box.background, clip_box=False, bleed=box.bleed, marks=box.style["marks"])
        for element in (root, root.find("body")):
            style = self._context.style_for(element)
            ground(box, box, images, layout_children=False, style=style)
            behind = box.background
            if behind and (behind.color.alpha or any(layer.image for layer in behind.layers)):
                draw.draw_background(drawn, box.background, clip_box=False)
                break
        draw.draw_border(drawn, box)

    def _fonts(self) -> tuple[FontUse, ...]:
        """The glyphs that were drawn since the last time."""
        found: list[FontUse] = []
        for font in self.document.fonts.values():
            if font.to_unicode or sorts(font):
                complete_characters(font)
                if font.hash not in self._uses:
                    use = kept_font(font)
                    # The size of the text that is met first, which is another if margins are kept
                    self._uses[font.hash] = structs.replace(use, facts={**use.facts, "font_size": 0})
                more = sorts(font)
                widths = {glyph: font.widths[glyph] for glyph in font.to_unicode}
                use = structs.replace(self._uses[font.hash], to_unicode=dict(font.to_unicode))
                found.append(structs.replace(use, widths=widths, sorts=more))
                font.to_unicode.clear()
                forget(font)
        return tuple(found)
