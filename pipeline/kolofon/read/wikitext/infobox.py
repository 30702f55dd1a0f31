"""An infobox from a template of Wikipedia, with the fields that `kolofon.read.infobox` knows."""

import re
from collections.abc import Callable, Iterator, Sequence

from kolofon.language.letters import unwrapped
from kolofon.language.mediawiki import wiki_words
from kolofon.model.document import Block, Figure, Image, Inline, LineBreak, Paragraph, Sentence, Text
from kolofon.read.html.blocks import collapsed
from kolofon.read.infobox import InfoboxLine, read_infobox
from kolofon.read.links import caption_words
from kolofon.read.reading import Reading
from kolofon.read.wikitext.lines import begin
from kolofon.read.wikitext.nodes import At, Parameter, Source, parameters
from kolofon.read.wikitext.tables import flattened
from kolofon.read.wikitext.titles import file_name
from kolofon.text.notation import plain

__all__ = ["infobox_blocks"]

_PICTURE = frozenset({"image", "caption", "alt", "image_caption", "image_alt"})
# The look of the box, and its place in the wiki.
_UNPRINTED = re.compile(r"image_?(?:size|upright|width)|.*_?width|map_.*|coordinates|campaignbox|module\d*|child|embed")


def infobox_blocks(
    at: At, reading: Reading, source: Source, blocks: Callable[[Sequence[At]], tuple[Block, ...]]
) -> Iterator[Block]:
    """An infobox, followed by its picture.  `blocks` reads the value of a field."""
    lines: list[InfoboxLine] = []
    picture: dict[str, Parameter] = {}
    for parameter in parameters(at):
        place = source.place(begin(parameter.value))
        if not parameter.text.strip():
            continue
        if parameter.name in _PICTURE:
            picture[parameter.name.removeprefix("image_")] = parameter
        elif _UNPRINTED.fullmatch(parameter.name):
            written = f"{parameter.name} = {parameter.text}"
            reading.note("unread-parameter", place, f"not printed: {written}", written)
        else:
            items = list(_items(blocks(parameter.value)))
            name = parameter.name.replace(":", " ")
            if name == "conflict" and len(items) == 1:
                lines.append(InfoboxLine(f"{name}: {plain(items[0])}", place))
                continue
            lines.append(InfoboxLine(f"{name}:", place))
            for item in items:
                simple = all(isinstance(inline, Text) for inline in item)
                lines.append(InfoboxLine(plain(item).strip(), place, nested=True, inlines=() if simple else item))
    if lines:
        box, findings = read_infobox(lines)
        reading.findings += findings
        yield box
    yield from _figure(picture, reading, source, blocks)


def _items(blocks: Sequence[Block]) -> Iterator[tuple[Inline, ...]]:
    """The items of a value: the lines of its paragraphs, and those of its lists."""
    for block in blocks:
        for inlines in flattened(block):
            item: list[Inline] = []
            for inline in inlines:
                if isinstance(inline, LineBreak):
                    yield from _filled(item)
                    item = []
                else:
                    item.append(Text(unwrapped(inline.text)) if isinstance(inline, Text) else inline)
            yield from _filled(item)


def _filled(item: list[Inline]) -> Iterator[tuple[Inline, ...]]:
    if inlines := collapsed(tuple(item)):
        yield inlines


def _figure(
    picture: dict[str, Parameter],
    reading: Reading,
    source: Source,
    blocks: Callable[[Sequence[At]], tuple[Block, ...]],
) -> Iterator[Block]:
    caption: list[Inline] = []
    if "caption" in picture:
        for item in _items(blocks(picture["caption"].value)):
            caption += [LineBreak(), *item] if caption else item
    place = source.place(begin(next((parameter.value for parameter in picture.values()), ())))
    sentence = Sentence(tuple(caption), place)
    if "image" in picture:
        written = picture["image"].text.strip().strip("[]").partition("|")[0]
        name = reading.picture(file_name(written, wiki_words(reading.edition.source_language)), place)
        alternative = picture["alt"].text.strip() if "alt" in picture else caption_words(caption)
        yield Figure(Image(name, alternative), (sentence,) if caption else (), place)
    elif caption:
        yield Paragraph((sentence,))
    elif "alt" in picture:
        written = f"alt = {picture['alt'].text}"
        reading.note("unread-parameter", place, f"not printed: {written}", written)
