"""From a template that shows pictures, figures with captions, and the words above and below them.

{{Gallery|title=…|File:A.png|Its caption|alt1=…|footer=…}}      a picture, and its caption behind it
{{Multiple image|header=…|image1=A.png|caption1=…}}             each by its number
{{Wide image|A.png|600px|Its caption}}                          with a width between them
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kolofon.model.document import Block, Figure, Image, Inline, Paragraph, Sentence
from kolofon.read.html.blocks import collapsed
from kolofon.read.links import caption_words
from kolofon.read.reading import Reading
from kolofon.read.wikitext.inline import InlineReader
from kolofon.read.wikitext.lines import begin
from kolofon.read.wikitext.nodes import At, Parameter, Source
from kolofon.read.wikitext.template_content.infobox import picture_file
from kolofon.read.wikitext.templates.arguments import template_call
from kolofon.read.wikitext.templates.rules import Rule, known
from kolofon.text.notation import plain

__all__ = ["GalleryReader"]

_SIZE = re.compile(r"\d+(?:px|%|em)?|x?\d+px|left|right|center|none|thumb|upright", re.IGNORECASE)
"""The values of parameters without a name that only set the look."""

_ABOVE = frozenset({"title", "header", "heading"})
_BELOW = frozenset({"footer"})
_CAPTION = frozenset({"caption", "text", "description", "image_caption"})


@dataclass(slots=True)
class _Shown:
    """A picture, its caption and its alternative text; it is `closed` if its caption is empty, and takes no other."""

    parameter: Parameter
    file: str
    caption: Parameter | None = None
    alternative: Parameter | None = None
    closed: bool = False


class GalleryReader:
    """Reads the templates of one file that show pictures."""

    def __init__(self, reading: Reading, source: Source, inline: InlineReader) -> None:
        self._reading = reading
        self._source = source
        self._inline = inline

    def read(self, at: At, rule: Rule) -> Iterator[Block]:
        """The words above the pictures, the pictures, and the words below them.

        A parameter that is not printed is in a finding.
        """
        given = [(known(parameter.name, rule.fields), parameter) for parameter in template_call(at).parameters]
        shown = list(self._shown(given, rule))
        used = {id(each) for one in shown for each in (one.parameter, one.caption, one.alternative) if each}
        rest = [(name, each) for name, each in given if id(each) not in used and each.text.strip()]
        for name, parameter in rest:
            if name in _ABOVE:
                yield self._paragraph(parameter)
        yield from map(self._figure, shown)
        for name, parameter in rest:
            stem = name.rstrip("0123456789")
            if name in _BELOW or ((stem in _CAPTION or not stem) and not _looks(name, parameter, rule)):
                yield self._paragraph(parameter)
            elif name not in _ABOVE and (not _looks(name, parameter, rule) or name.isdecimal()):
                self._inline.templates.report_parameter(parameter)

    def _shown(self, given: Sequence[tuple[str, Parameter]], rule: Rule) -> Sequence[_Shown]:
        """The pictures in some parameters with their captions."""
        shown = [
            _Shown(parameter, file)
            for _, parameter in given
            if (file := picture_file(parameter, self._inline.words)) and not parameter.text.strip().isdecimal()
        ]
        seen: list[_Shown] = []
        waiting = iter(shown)
        following = next(waiting, None)
        for name, parameter in given:
            if following and parameter is following.parameter:
                seen.append(following)
                following = next(waiting, None)
            elif name.isdecimal() and not _looks(name, parameter, rule):
                _describe(parameter, seen)
            elif found := _numbered(name, shown):
                stem = name.rstrip("0123456789")
                if stem == "alt" and found.alternative is None:
                    found.alternative = parameter
                elif stem in _CAPTION and found.caption is None and parameter.text.strip():
                    found.caption = parameter
        return shown

    def _figure(self, one: _Shown) -> Figure:
        place = self._source.place(begin(one.parameter.value))
        caption = self._words(one.caption) if one.caption else ()
        words = plain(self._words(one.alternative)) if one.alternative else caption_words(caption)
        sentence = Sentence(caption, self._source.place(begin(one.caption.value)) if one.caption else place)
        return Figure(Image(self._reading.picture(one.file, place), words), (sentence,) if caption else (), place)

    def _paragraph(self, parameter: Parameter) -> Paragraph:
        return Paragraph((Sentence(self._words(parameter), self._source.place(begin(parameter.value))),))

    def _words(self, parameter: Parameter) -> tuple[Inline, ...]:
        return collapsed(self._inline.inlines(parameter.value))


def _looks(name: str, parameter: Parameter, rule: Rule) -> bool:
    """Whether a parameter only sets the look of the pictures."""
    plain_size = name.isdecimal() and _SIZE.fullmatch(parameter.text.strip())
    return bool(plain_size) or name in rule.looks or name.rstrip("0123456789") in rule.looks


def _describe(parameter: Parameter, seen: Sequence[_Shown]) -> None:
    """Give a caption without a name to the first picture before it that has none; an empty one closes the last."""
    if not parameter.text.strip():
        for one in seen[-1:]:
            one.closed = True
        return
    for one in seen:
        if one.caption is None and not one.closed:
            one.caption = parameter
            return


def _numbered(name: str, shown: Sequence[_Shown]) -> _Shown | None:
    """The picture that a parameter with a number in its name is about: without a number, the first."""
    digits = name[len(name.rstrip("0123456789")) :]
    index = int(digits) - 1 if 0 < len(digits) < len(str(10**6)) else 0
    return shown[index] if 0 <= index < len(shown) else None
