"""From an infobox template of a wiki, an infobox and its pictures.

The fields of a military conflict are those of `kolofon.read.elements.infobox`.  For any other infobox the table of
templates has labels; where it has none, the name of a parameter is the label, and a finding says so.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mwparserfromhell.nodes import Comment, Template, Wikilink
from mwparserfromhell.nodes import Text as WikiText

from kolofon.language.letters import unwrapped
from kolofon.language.mediawiki import WikiWords
from kolofon.model.document import Block, Figure, Image, Inline, LineBreak, Paragraph, Sentence, Text
from kolofon.read.elements.infobox import LOOKS, InfoboxLine, conflicting, read_infobox
from kolofon.read.html.blocks import collapsed
from kolofon.read.links import caption_words
from kolofon.read.reading import Reading
from kolofon.read.targets import folded
from kolofon.read.wikitext.inline import InlineReader
from kolofon.read.wikitext.lines import begin
from kolofon.read.wikitext.nodes import At, Parameter, Source, parsed
from kolofon.read.wikitext.tables import flattened
from kolofon.read.wikitext.templates.arguments import template_call
from kolofon.read.wikitext.templates.rules import Kind, Rule, known
from kolofon.read.wikitext.templates.signs import degrees
from kolofon.read.wikitext.titles import file_name
from kolofon.text.notation import plain

__all__ = ["InfoboxReader", "picture_file"]

_IMAGE = re.compile(r"[^\n|{}\[\]<>]+\.(?:jpe?g|png|gif|svg|tiff?|webp|bmp)", re.IGNORECASE)
_LINKED = re.compile(
    r"\[\[\s*([^\[\]|{}]+?\.(?:jpe?g|png|gif|svg|tiff?|webp|bmp))\s*(?:\|([^\[\]]*))?\]\]", re.IGNORECASE
)
_CAPTION = re.compile(
    r".*caption.*|bildtext|bildbeschreibung|bildunterschrift|l[ée]gende.*|didascalia.*|pie.*|.*_?pie|подпись.*|"
    r".*説明|.*キャプション|.*解説|.*見出し|mbishkrim.*|përshkrimi.*|p[ëe]rshkrim_?(?:foto|figura).*",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(r"alt\d*|.*[_ ]alt\d*|image_?alt", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+(?:[., \u00a0][0-9]+)*")
_COORDINATE = re.compile(r"grad|breite|l[äa]nge|lat|lon|ns|ew|coord|koord", re.IGNORECASE)
"""The names of parameters that may be coordinates."""
_LISTED = re.compile(r"[ \t]*[*#]+[ \t]")
_PART = re.compile(r"(header|label|data)(\d+)")
_TITLES = ("conflict", "above", "title", "name")


@dataclass(slots=True)
class _Picture:
    """A picture of a box, its caption and its alternative text."""

    parameter: Parameter
    file: str
    caption: Parameter | None = None
    alternative: Parameter | None = None


@dataclass(slots=True)
class _Box:
    """The lines, pictures, captions and title of a box, in its order."""

    lines: list[InfoboxLine] = field(default_factory=list)
    pictures: list[_Picture] = field(default_factory=list)
    words: list[Parameter] = field(
        default_factory=list
    )  # captions and alternative texts, until their pictures are known
    title: Sentence | None = None
    guessed: list[str] = field(default_factory=list)


class InfoboxReader:
    """Reads the infoboxes of one file.  `blocks` reads the value of a field."""

    def __init__(
        self,
        reading: Reading,
        source: Source,
        inline: InlineReader,
        blocks: Callable[[Sequence[At]], tuple[Block, ...]],
    ) -> None:
        self._reading = reading
        self._source = source
        self._inline = inline
        self._blocks = blocks

    def read(self, at: At, rule: Rule) -> Iterator[Block]:
        """An infobox, followed by its pictures."""
        box = _Box()
        self._fill(box, at, rule)
        if box.guessed:
            place = self._source.place(at.offset)
            for name in dict.fromkeys(box.guessed):
                self._reading.unread("guessed-label", place, name)
        if not box.lines and box.title is not None:
            box.lines.append(InfoboxLine("name:", box.title.place, label=self._label("name", rule, box)))
            box.lines.append(
                InfoboxLine(plain(box.title.inlines), box.title.place, nested=True, inlines=box.title.inlines)
            )
            box.title = None
        if box.lines:
            made, findings = read_infobox(box.lines)
            self._reading.findings += findings
            yield replace(made, title=box.title) if box.title is not None and made.title is None else made
        yield from self._figures(box)

    # --- the fields ---------------------------------------------------------------------------------------------------

    def _fill(self, box: _Box, at: At, rule: Rule) -> None:
        """Read the fields of a template into a box."""
        given = self._parameters(at, rule)
        parts = {name: parameter for name, parameter in given if _PART.fullmatch(name)}
        conflict = any(conflicting(name) for name, _ in given)
        first = not box.lines and box.title is None
        title = next(
            (each for each in (*rule.titles, *_TITLES) if first and any(name == each for name, _ in given)), ""
        )
        for name, parameter in given:
            place = self._source.place(begin(parameter.value))
            if self._is_picture(box, name, parameter):
                continue
            if LOOKS.fullmatch(name) or name in rule.looks:
                self._inline.templates.report_parameter(parameter)
            elif name == title and not (conflict and name == "conflict"):
                items = list(self._items(parameter))
                box.title = Sentence(_joined(items), place) if items else box.title
            elif part := _PART.fullmatch(name):
                self._part(box, part, parameter, parts)
            elif inner := self._nested(parameter):
                self._heading(box, at, inner)
            else:
                self._field(box, name, parameter, rule, conflict=conflict)

    def _parameters(self, at: At, rule: Rule) -> list[tuple[str, Parameter]]:
        """The filled parameters by the names that rules have for them; of several of one name, the last counts."""
        found: dict[str, Parameter] = {}
        for parameter in template_call(at).parameters:
            if not parameter.text.strip():
                continue
            name = known(parameter.name, rule.fields)
            if name in found:
                before = found.pop(name)
                self._inline.templates.report_parameter(before)
            found[name] = parameter
        return list(found.items())

    def _is_picture(self, box: _Box, name: str, parameter: Parameter) -> bool:
        """Whether a field is a picture, or words about one; it is kept for `_figures`."""
        if file := picture_file(parameter, self._inline.words, sure=name == "image"):
            box.pictures.append(_Picture(parameter, file, alternative=self._own_words(parameter)))
            return True
        if _CAPTION.fullmatch(name) or _ALTERNATIVE.fullmatch(name):
            box.words.append(parameter)
            return True
        return False

    def _own_words(self, parameter: Parameter) -> Parameter | None:
        """The alternative text in the link of a picture: its `alt`, or else its caption."""
        found = _LINKED.search(parameter.text)
        words = alternative = ""
        for part in (found[2] or "").split("|") if found else ():
            option = self._inline.words.option(part.strip())
            if option is None:
                words = part.strip() or words
            elif option.name == "alt":
                alternative = part.strip()[option.length :].strip()
        description = alternative or words
        return Parameter(parameter.name, parameter.value, description) if description else None

    def _part(self, box: _Box, part: re.Match[str], parameter: Parameter, parts: Mapping[str, Parameter]) -> None:
        """A field of a box whose labels are parameters themselves (`header1`, `label2` and `data2`)."""
        number = part[2]
        place = self._source.place(begin(parameter.value))
        if part[1] == "label":
            if f"data{number}" not in parts:
                self._inline.templates.report_parameter(parameter)
            return
        if inner := self._nested(parameter):
            for each in inner:
                self._fill(box, *each)
            return
        label = parts.get(f"label{number}") if part[1] == "data" else None
        if label is None:
            for item in self._items(parameter):
                box.lines.append(InfoboxLine(plain(item), place, inlines=item, heading=True))
            return
        words = _joined(list(self._items(label)))
        box.lines.append(InfoboxLine(f"{parameter.name}:", place, label=plain(words), label_inlines=words))
        self._values(box, parameter)

    def _field(self, box: _Box, name: str, parameter: Parameter, rule: Rule, *, conflict: bool) -> None:
        place = self._source.place(begin(parameter.value))
        key = name.replace(":", " ")
        if conflict and name == "conflict":
            items = list(self._items(parameter))
            if len(items) == 1:
                box.lines.append(InfoboxLine(f"{key}: {plain(items[0])}", place))
                return
        sure = conflict and (
            conflicting(name) or name in ("partof", "date", "place", "location", "result", "territory")
        )
        written = parameter.name if name == known(parameter.name, {}) else name
        label = "" if sure else self._label(written, rule, box)
        box.lines.append(InfoboxLine(f"{key}:", place, label=label))
        self._values(box, parameter, rule.units.get(folded(parameter.name), ""))

    def _values(self, box: _Box, parameter: Parameter, unit: str = "") -> None:
        place = self._source.place(begin(parameter.value))
        when = self._inline.templates.date(parameter.value)
        items = list(self._items(parameter))
        if when is not None and len(items) == 1:
            box.lines.append(InfoboxLine(when.text, place, nested=True, inlines=(when,)))
            return
        for item in items:
            simple = all(isinstance(inline, Text) for inline in item)
            text = plain(item).strip()
            if simple and unit and _NUMBER.fullmatch(text):
                text = f"{text}\u00a0{unit}"
            elif simple and _COORDINATE.search(parameter.name):
                text = degrees(text, self._reading.edition.source_language) or text
            box.lines.append(InfoboxLine(text, place, nested=True, inlines=() if simple else item))

    def _label(self, name: str, rule: Rule, box: _Box) -> str:
        label, guessed = self._inline.templates.table.label(name, rule)
        if guessed:
            box.guessed.append(f"“{label}” of {name.strip()}")
        return label

    # --- boxes in a box -----------------------------------------------------------------------------------------------

    def _nested(self, parameter: Parameter) -> list[tuple[At, Rule]]:
        """The infoboxes in a field, if there is nothing else in it."""
        found: list[tuple[At, Rule]] = []
        for at in parameter.value:
            rule = self._inline.templates.rule(at)
            if rule is not None and rule.kind is Kind.INFOBOX:
                found.append((at, rule))
            elif str(at.node).strip():
                return []
        return found

    def _heading(self, box: _Box, outer: At, inner: Sequence[tuple[At, Rule]]) -> None:
        """Add the fields of inner boxes, each below its title, or below what its name has beyond that of the outer."""
        for at, own in inner:
            inside = _Box()
            self._fill(inside, at, own)
            place = self._source.place(at.offset)
            if inside.title is not None:
                title = inside.title
                box.lines.append(InfoboxLine(plain(title.inlines), title.place, inlines=title.inlines, heading=True))
            elif behind := _behind(template_call(at).name, template_call(outer).name):
                box.lines.append(InfoboxLine(self._label(behind, own, box), place, heading=True))
            box.lines += inside.lines
            box.pictures += inside.pictures
            box.words += inside.words
            box.guessed += inside.guessed

    # --- values and pictures ------------------------------------------------------------------------------------------

    def _items(self, parameter: Parameter) -> Iterator[tuple[Inline, ...]]:
        """The items of a value: the lines of its paragraphs, and those of its lists."""
        for block in self._blocks(_from_its_line(parameter)):
            for inlines in flattened(block):
                item: list[Inline] = []
                for inline in inlines:
                    if isinstance(inline, LineBreak):
                        yield from _filled(item)
                        item = []
                    else:
                        item.append(Text(unwrapped(inline.text)) if isinstance(inline, Text) else inline)
                yield from _filled(item)

    def _figures(self, box: _Box) -> Iterator[Block]:
        for parameter in box.words:
            picture = _picture_of(parameter, box.pictures)
            alternative = bool(_ALTERNATIVE.fullmatch(known(parameter.name, {})))
            if picture is None or (picture.alternative if alternative else picture.caption) is not None:
                yield from self._stray(parameter, alternative=alternative)
            elif alternative:
                picture.alternative = parameter
            else:
                picture.caption = parameter
        for picture in box.pictures:
            place = self._source.place(begin(picture.parameter.value))
            caption = _joined(list(self._items(picture.caption))) if picture.caption else ()
            words = picture.alternative.text.strip() if picture.alternative else caption_words(caption)
            name = self._reading.picture(picture.file, place)
            sentence = Sentence(caption, self._source.place(begin(picture.caption.value)) if picture.caption else place)
            yield Figure(Image(name, words), (sentence,) if caption else (), place)

    def _stray(self, parameter: Parameter, *, alternative: bool) -> Iterator[Block]:
        """Words about a picture that is not there."""
        place = self._source.place(begin(parameter.value))
        if alternative:
            self._inline.templates.report_parameter(parameter)
        elif caption := _joined(list(self._items(parameter))):
            yield Paragraph((Sentence(caption, place),))


def picture_file(parameter: Parameter, words: WikiWords, *, sure: bool = False) -> str:
    """The name of the file, if a parameter is a picture and nothing else; `sure`, if the parameter is for pictures."""
    written = "".join(str(at.node) for at in parameter.value if not isinstance(at.node, Comment)).strip()
    found = _LINKED.fullmatch(written)
    bare = _IMAGE.fullmatch(written) and not any(isinstance(at.node, Template | Wikilink) for at in parameter.value)
    if not (found or bare or (sure and "\n" not in written and "{" not in written)):
        return ""
    return file_name(found[1] if found else written.strip("[]").partition("|")[0], words)


def _behind(name: str, outer: str) -> str:
    """The rest of the name of a part behind that of its box: “Properties” of `Chembox Properties`."""
    behind = name.removeprefix(outer).strip()
    return behind if outer and behind != name else ""


def _from_its_line(parameter: Parameter) -> tuple[At, ...]:
    """The value of a parameter; one that begins with a list mark is parsed again without the spaces before it."""
    value = parameter.value
    first = value[0] if value else None
    if first is None or not isinstance(first.node, WikiText) or not _LISTED.match(str(first.node)):
        return value
    written = "".join(str(at.node) for at in value)
    text = written.lstrip(" \t")
    return parsed(text, first.offset + len(written) - len(text))


def _filled(item: list[Inline]) -> Iterator[tuple[Inline, ...]]:
    if inlines := collapsed(tuple(item)):
        yield inlines


def _joined(items: Sequence[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    """Some items with line ends between them."""
    found: list[Inline] = []
    for item in items:
        found += [LineBreak(), *item] if found else item
    return tuple(found)


def _picture_of(parameter: Parameter, pictures: Sequence[_Picture]) -> _Picture | None:
    """The picture that some words are about: that of the same number or name, or the first."""
    name = known(parameter.name, {})
    digits = name[len(name.rstrip("0123456789")) :]
    for picture in pictures:
        of = known(picture.parameter.name, {})
        own = of.removeprefix("image").strip(" 0123456789")
        if (own and own in name) or (digits and of.endswith(digits)):
            return picture
    return pictures[0] if pictures else None
