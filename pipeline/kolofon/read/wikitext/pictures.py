"""Pictures of a wiki: `[[File:…]]`, whose options are in English or in the language of the wiki, and `<gallery>`.

A link refers to a picture or a table by its name:

{| id="tbl-rivers"                                               a table
[[File:A.png|thumb|<span id="fig-rivers">The rivers</span>]]     a picture with a caption
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import mwparserfromhell
from mwparserfromhell.nodes import ExternalLink, HTMLEntity, Tag, Template, Wikilink
from mwparserfromhell.nodes import Text as WikiText

from kolofon.language.mediawiki import WikiWords, wiki_words
from kolofon.model.document import Block, Figure, Image, Inline, Paragraph, Sentence
from kolofon.read.html.blocks import collapsed
from kolofon.read.links import caption_words
from kolofon.read.reading import Reading, printable
from kolofon.read.wikitext.lines import begin
from kolofon.read.wikitext.nodes import At, Source, attributes, name_of, parsed, placed, tag_name
from kolofon.read.wikitext.titles import Kind, Title, file_name, report_other_wiki, title_of
from kolofon.text.notation import plain

__all__ = ["PictureReader", "figure_name", "is_figure", "is_picture"]

_NAMED = re.compile(r"<span\b[^<>]*?\sid\s*=\s*[\"']?([^\s\"'<>/]+)")
"""A name of a picture in its caption."""

_APART = frozenset({"thumb", "frame", "left", "right", "center", "none"})
"""Options that put a picture outside the running text."""

_UNUSED = frozenset({"link", "lang", "page", "class", "upright", "thumb", "media"})
"""Options with values for which a book has no use."""

_GALLERY = frozenset(
    {"class", "style", "mode", "widths", "heights", "perrow", "caption", "showfilename", "showthumbnails"}
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a picture's link: its title, the name of its file, its alternative text, and its captions.

    The last caption is printed.  `unread` are options for which a book has no use, as they are written.
    """

    title: Title
    name: str
    alternative: Sequence[At] | None
    captions: Sequence[Sequence[At]]
    unread: Sequence[str]
    options: frozenset[str]


def is_picture(wikilink: Wikilink, words: WikiWords) -> bool:
    """Whether a link is a picture."""
    title = title_of(_string(placed(wikilink.title, 0)).partition("|")[0], words)
    return title.kind is Kind.FILE and not title.colon


def is_figure(wikilink: Wikilink, words: WikiWords) -> bool:
    """Whether a link is a picture outside the running text, with a caption."""
    return is_picture(wikilink, words) and bool(_parts(_nodes(At(wikilink, 0)), words).options & _APART)


def figure_name(at: At, words: WikiWords) -> str:
    """The name of a picture or a table; empty for one without a name, and for anything else."""
    if isinstance(at.node, Wikilink) and is_figure(at.node, words):
        found = _NAMED.search(str(at.node))
        return found[1] if found else ""
    if isinstance(at.node, Tag) and tag_name(at) == "table":
        return attributes(at.node).get("id", "")
    return ""


class PictureReader:
    """Reads the pictures of one file.  `inlines` reads the words of a caption."""

    def __init__(
        self,
        reading: Reading,
        source: Source,
        words: WikiWords,
        inlines: Callable[[Iterable[At]], tuple[Inline, ...]],
    ) -> None:
        self._reading = reading
        self._source = source
        self._words = words
        self._inlines = inlines

    def picture(self, at: At) -> tuple[Image, tuple[Inline, ...]]:
        """The picture of a `[[File:…]]` and its caption."""
        return self._picture(_nodes(at), at.offset)

    def gallery(self, at: At, node: Tag) -> Iterator[Block]:
        """The pictures of a `<gallery>`, below its caption."""
        place = self._source.place(at.offset)
        options = attributes(node)
        self._reading.marks(options, place, _GALLERY)
        written = str(node)
        if caption := options.get("caption", ""):
            offset = at.offset + max(written.find(caption), 0)
            if words := collapsed(self._inlines(placed(mwparserfromhell.parse(caption), offset))):
                yield Paragraph((Sentence(words, self._source.place(offset)),))
        contents = str(node.contents or "")
        yield from self._lines(contents, at.offset + max(written.rfind(contents), 0))

    def imagemap(self, at: At, node: Tag) -> Iterator[Block]:
        """The picture of an `<imagemap>`; its areas are not printed."""
        contents = str(node.contents or "")
        offset = at.offset + max(str(node).rfind(contents), 0)
        first = next((line for line in contents.split("\n") if line.strip() and not line.startswith("#")), "")
        yield from self._lines(first, offset + contents.find(first))
        areas = contents.replace(first, "", 1).strip()
        if areas:
            self._reading.note("unprinted-template", self._source.place(offset), f"not printed: {areas}", areas)

    def _lines(self, contents: str, offset: int) -> Iterator[Block]:
        """The pictures of lines: each has the name of a file, which needs no `File:`, and options."""
        for line in contents.split("\n"):
            if line.strip():
                yield from self._line(placed(mwparserfromhell.parse(line), offset), offset)
            offset += len(line) + 1

    def _line(self, nodes: tuple[At, ...], offset: int) -> Iterator[Block]:
        place = self._source.place(offset)
        if len(nodes) == 1 and isinstance(nodes[0].node, Wikilink) and is_picture(nodes[0].node, self._words):
            nodes = _nodes(nodes[0])  # written as elsewhere
        image, caption = self._picture(nodes, offset)
        words = collapsed(caption)
        sentences = (Sentence(words, place),) if words else ()
        if image.source:
            yield Figure(image, sentences, place)
        elif sentences:
            yield Paragraph(sentences)

    def _picture(self, nodes: Sequence[At], offset: int) -> tuple[Image, tuple[Inline, ...]]:
        place = self._source.place(offset)
        parts = _parts(nodes, self._words)
        report_other_wiki(parts.title, self._reading, place)
        for written in parts.unread:
            self._reading.unread("unread-attribute", place, written)
        for caption in parts.captions[:-1]:
            written = "".join(str(at.node) for at in caption).strip()
            caption_place = self._source.place(begin(caption))
            self._reading.note(
                "unprinted-caption", caption_place, f"a wiki shows the last caption alone, not: {written}", written
            )
        words = self._inlines(parts.captions[-1]) if parts.captions else ()
        alternative = plain(collapsed(self._inlines(parts.alternative))) if parts.alternative is not None else ""
        source = self._reading.picture(parts.name, place) if parts.name else ""
        return Image(source, alternative or caption_words(words)), words


def _nodes(at: At) -> tuple[At, ...]:
    """The nodes between the brackets of a link, with the bar between its title and its options."""
    if not isinstance(at.node, Wikilink):
        return ()
    title = placed(at.node.title, at.offset + len("[["))
    if at.node.text is None:
        return title
    bar = at.offset + len(f"[[{at.node.title}")
    return (*title, At("|", bar), *placed(at.node.text, bar + 1))


def _parts(nodes: Sequence[At], words: WikiWords) -> Parts:
    first, *others = _split(nodes)
    alternative: Sequence[At] | None = None
    captions: list[Sequence[At]] = []
    unread: list[str] = []
    names: set[str] = set()
    title = title_of(_string(first), words)
    spoken = (words, *map(wiki_words, title.wikis))
    for piece in others:
        written = "".join(str(at.node) for at in piece).strip()
        option = next((found for each in spoken if (found := each.option(written))), None)
        if option is None:
            captions += [piece] if written else []
            continue
        names.add(option.name)
        if option.name == "alt":
            alternative = _behind(piece, option.length)
        elif option.name in _UNUSED and (option.given or option.name == "media") and (option.value or not option.given):
            unread.append(written)
    return Parts(title, printable(file_name(_string(first), words)), alternative, captions, unread, frozenset(names))


def _behind(nodes: Sequence[At], length: int) -> Sequence[At]:
    """The value of an option: its nodes without so many characters at their beginning."""
    for index, at in enumerate(nodes):
        text = _characters(at)
        if text is None:
            break
        if text.strip():
            cut = len(text) - len(text.lstrip()) + length
            return [At(text[cut:], at.offset + cut), *nodes[index + 1 :]]
    return nodes


def _split(nodes: Iterable[At]) -> list[list[At]]:
    """The nodes between the bars; a bar in an address, and `{{!}}`, are bars too."""
    pieces: list[list[At]] = [[]]
    for at in nodes:
        text = _characters(at)
        if isinstance(at.node, ExternalLink) and not at.node.brackets and "|" in str(at.node.url):
            pieces[-1] += (address := _split_address(at))[0]
            pieces += address[1:]
        elif isinstance(at.node, Template) and name_of(at.node) == "!" and not at.node.params:
            pieces.append([])
        elif text is None:
            pieces[-1].append(at)
        else:
            offset = at.offset
            for index, piece in enumerate(text.split("|")):
                if index:
                    pieces.append([])
                if piece:
                    pieces[-1].append(At(piece, offset))
                offset += len(piece) + 1
    return pieces


def _split_address(at: At) -> list[list[At]]:
    """The pieces between the bars of an address: to the parser the bars are a part of it."""
    written: list[str] = [""]
    for part in placed(at.node.url, at.offset) if isinstance(at.node, ExternalLink) else ():
        text = _characters(part)
        first, *others = text.split("|") if text is not None else [str(part.node)]
        written[-1] += first
        written += others
    offsets = accumulate((len(piece) + 1 for piece in written), initial=at.offset)
    return [list(parsed(piece, offset)) for piece, offset in zip(written, offsets, strict=False)]


def _characters(at: At) -> str | None:
    return str(at.node) if isinstance(at.node, str | WikiText) else None


def _string(nodes: Iterable[At]) -> str:
    """Nodes as text, with entities as their characters, and `{{!}}` as a bar."""
    return "".join(_piece(at) for at in nodes)


def _piece(at: At) -> str:
    match at.node:
        case HTMLEntity():
            return str(at.node.normalize())
        case Template() if name_of(at.node) == "!":
            return "|"
        case _:
            return str(at.node)
