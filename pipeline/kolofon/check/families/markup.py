"""Markup: every tag and id of the source once, in any order, well nested, and nothing else."""

import re
from collections import Counter
from collections.abc import Iterator

from kolofon.check.family import Check, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity
from kolofon.text.line import Line, Tag
from kolofon.text.notation import EMPTY, SIMPLE

__all__ = ["MARKUP"]

_XML_TAGS = Check("xml-tags", Severity.ERROR, "The tags are not those of the source.", also=("xmltags",))
_XML_INVALID = Check("xml-invalid", Severity.ERROR, "Tags are not closed, cross each other, or are broken.")

_HINT = "copy each tag from the source as it stands, once"
_BROKEN = re.compile(
    rf"<\s*/?\s*(?:{'|'.join((*SIMPLE, *EMPTY))}|foreign|br|merged|ruby|rt|a(?=\s+id\b|\s*>))\b[^<>]*>?",
    re.IGNORECASE,
)


_OURS = re.compile(rf"<(?:a|{'|'.join(EMPTY)}) id=|<foreign lang=|</|<[a-z]+/?>")
_NAMES = frozenset({*SIMPLE, *EMPTY, "a", "br", "foreign", "keep", "merged", "rt", "ruby"})
"""The tags of the press."""
_READING = re.compile(r"<ruby>[^<]+<rt>[^<]+</rt></ruby>")
_RAISED = re.compile(r"(?<=[\w}])<sup>[^\W\d_]{1,4}</sup>")
"""An ordinal's raised ending (1<sup>er</sup>), which a translation may have where the source has none."""


def _markup(unit: Unit) -> Iterator[Flaw]:
    if "<" not in unit.target.raw and not unit.source.tags:
        return
    if [tag.text for tag in unit.source.tags] != [tag.text for tag in unit.target.tags]:
        yield from _sets(unit)
        yield from _nesting(unit)
    if unit.target.raw.count("<") == len(unit.target.tags):
        return  # nothing looks like a tag besides those that are
    proper = {tag.span for tag in unit.target.tags}
    known = {found[0] for found in _BROKEN.finditer(unit.source.raw)}
    for found in _BROKEN.finditer(unit.target.raw):
        if found.span() not in proper and found[0] not in known:
            message = f"“{found[0]}” is no tag, and would be printed as it stands"
            yield Flaw(_XML_INVALID.code, message, _HINT, (found.span(),))


def _sets(unit: Unit) -> Iterator[Flaw]:
    expected = Counter(_named(tag) for tag in _tags(unit.source, unit))
    actual = Counter(_named(tag) for tag in _tags(unit.target, unit))
    if expected == actual:
        return
    if not {"<sup>", "<sub>"} & expected.keys() and _RAISED.sub("", unit.target.raw) != unit.target.raw:
        actual -= Counter({"<sup>": actual["<sup>"], "</sup>": actual["</sup>"]})
    here = f'<foreign lang="{unit.book.target.base}'
    missing, extra = expected - actual, actual - expected
    if any(text.startswith(here) for text in missing):
        # Words that the source marks as being in this language are not foreign here.
        at_home = sum(count for text, count in missing.items() if text.startswith(here))
        missing = Counter({text: count for text, count in missing.items() if not text.startswith(here)})
        missing["</foreign>"] -= at_home
        missing = +missing
    if missing:
        spans = tuple(tag.span for tag in unit.source.tags if _named(tag) in missing)
        yield Flaw(_XML_TAGS.code, f"missing: {_listed(missing)}", _HINT, source_spans=spans)
    if extra:
        spans = tuple(tag.span for tag in unit.target.tags if _named(tag) in extra)
        yield Flaw(_XML_TAGS.code, f"not in the source: {_listed(extra)}", _HINT, spans)


def _tags(line: Line, unit: Unit) -> tuple[Tag, ...]:
    """The tags of a line, but none of readings, which are the translator's, and no words in angle brackets.

    Such words (`Vec<String>`, `<version>`) have no partner.
    """
    ours = _NAMES | {
        tag.name for tag in (*unit.source.tags, *unit.target.tags) if tag.text.startswith("</") or tag.text[-2:] == "/>"
    }
    read = [found.span() for found in _READING.finditer(line.raw)] if "<ruby>" in line.raw else []
    return tuple(tag for tag in line.tags if tag.name in ours and not any(a <= tag.span[0] < b for a, b in read))


def _named(tag: Tag) -> str:
    """A tag for comparison: whole if the press writes such a tag, otherwise without its attributes."""
    if _OURS.match(tag.text):
        return tag.text
    return f"<{'/' * tag.text.startswith('</')}{tag.name}>"


def _nesting(unit: Unit) -> Iterator[Flaw]:
    if _badly_nested(_tags(unit.source, unit)):
        return
    if tag := _badly_nested(_tags(unit.target, unit)):
        yield Flaw(
            _XML_INVALID.code,
            f"“{tag.text}” has no partner here",
            "close the tags that are open, innermost first",
            (tag.span,),
        )


def _badly_nested(tags: tuple[Tag, ...]) -> Tag | None:
    """The first tag that closes what is not open, or is left open."""
    opened: list[Tag] = []
    for tag in tags:
        if tag.text.startswith("</"):
            if not opened or opened[-1].name != tag.name:
                return tag
            opened.pop()
        elif not tag.text.endswith("/>"):
            opened.append(tag)
    return opened[0] if opened else None


def _listed(tags: Counter[str]) -> str:
    return " ".join(text for text, count in tags.items() for _ in range(count))


MARKUP = Family("markup", (_XML_TAGS, _XML_INVALID), each=_markup)
