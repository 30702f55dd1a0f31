"""Inline content as the line that a translator sees, and back.

A line is plain text with a closed set of tags:

    <em>…</em> <strong>…</strong> <sup>…</sup> <sub>…</sub>     emphasis, importance, raised and lowered text
    <s>…</s> <ins>…</ins> <u>…</u> <mark>…</mark> <small>…</small>  struck, inserted, underlined, marked, small text
    <code>…</code>                                              characters that are literal
    <ruby>漢字<rt>かんじ</rt></ruby>                            characters with their reading (ruby)
    <foreign lang="la">…</foreign>                              another language
    <a id="1">…</a> <note id="1"/> <img id="1"/>                a link, a note's call, a picture: the nth here
    <ref id="1"/>                                               the number of a figure or table, or a page: the nth here
    <math id="1"/>                                              a formula: the nth here
    <keep id="1">…</keep>                                       words that stay as in the source: the nth here
    <br/>                                                       a line break of the author

Targets stay in the source: a line only says which link it means, so no translation can point one somewhere else.
A translator may add, change or leave out a reading: msgid and msgstr need not have the same ones.
The text between `<keep id="1">` and `</keep>` is only for display: the words always come from the source.
Whatever else looks like a tag is literal text, and so is a tag without its partner.  Where literal text looks like one
of these tags its `<` is written `&lt;`, and an `&` that looks like the start of `&lt;` or `&amp;` is written `&amp;`;
every other `<` and `&` means itself.

The law: `parse(write(x), x) == normal(x)`, for every `x` without dates, numbers and marks of the index, which a line
does not show.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kolofon.model.document import (
    Code,
    Date,
    DateRange,
    Emphasis,
    Foreign,
    Formula,
    Highlighted,
    Image,
    IndexMark,
    Inline,
    Inserted,
    LineBreak,
    Link,
    NoteRef,
    Number,
    Reference,
    Ruby,
    Small,
    Strong,
    Struck,
    Subscript,
    Superscript,
    Text,
    Underlined,
)
from kolofon.model.inline import Container, Styled, children, preorder, with_children
from kolofon.model.limits import DEEPEST

__all__ = ["EMPTY", "MERGED", "SIMPLE", "each_tag", "is_translatable", "normal", "parse", "plain", "tags", "write"]

MERGED = "<merged/>"
"""The whole translation of a sentence that was merged into its neighbour: nothing is printed in its place."""

_SIMPLE: dict[str, type[Styled]] = {
    "em": Emphasis,
    "strong": Strong,
    "sup": Superscript,
    "sub": Subscript,
    "s": Struck,
    "ins": Inserted,
    "u": Underlined,
    "mark": Highlighted,
    "small": Small,
}

SIMPLE = (*_SIMPLE, "code")
"""The names of the tags that have content and nothing else."""

EMPTY = ("note", "img", "ref", "math")
"""The names of the tags that are numbered and have no content."""

_TAG = re.compile(
    r"<(?:"
    rf"(?P<close>/)?(?P<simple>{'|'.join(SIMPLE)})"
    r'|foreign lang="(?P<language>[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)"|(?P<foreign_close>/foreign)'
    r'|a id="(?P<link>[1-9][0-9]*)"|(?P<link_close>/a)'
    r'|keep id="(?P<keep>[1-9][0-9]*)"|(?P<keep_close>/keep)'
    rf'|(?P<slot>{"|".join(EMPTY)}) id="(?P<number>[1-9][0-9]*)" ?/'
    r"|(?P<break>br) ?/"
    r"|ruby>(?P<base>[^<]+)<rt>(?P<reading>[^<]+)</rt></ruby"
    r"|merged/"  # literal in a line, and so escaped: a source must not be able to use it
    r")>"
)
_TAG_IN_CODE = re.compile(_TAG.pattern.replace("|s|ins|u|mark|small", "").replace("|ref|math", ""))
"""The tags that are escaped in code: those that were known first, so that msgids about others stay as they are."""
_ENTITY = re.compile(r"&(?=(?:lt|amp);)")
_NAMES = {kind: name for name, kind in _SIMPLE.items()}


_WITH_TEXT = (Text, Code, Formula, Ruby, Date, DateRange, Number)
_LOCALIZED = (Date, DateRange, Number)


def write(inlines: Iterable[Inline]) -> str:
    """The line for some inline content.  Dates and numbers are written as the source has them."""
    return "".join(_written(inlines, _Counter()))


def parse(line: str, source: Iterable[Inline]) -> tuple[Inline, ...]:
    """The inline content of a line, with links, notes, pictures and formulas taken from the source that it translates.

    Never fails: what is not well-formed, or names what the source does not have, is literal text, and so is a tag that
    is within `DEEPEST` others.  A link and a reference may be named more than once, anything else only once.
    """
    slots = _slots(source)
    stack = [_Open("", "", [])]
    last = {name: line.rfind(f"</{name}>") for name in ("code", "keep")}
    end = 0
    tag = _TAG.search(line)
    while tag:
        stack[-1].content.append(Text(_literal(line[end : tag.start()])))
        end = tag.end()
        if tag["simple"] == "code" and not tag["close"] and end <= last["code"]:
            close = line.find("</code>", end)
            stack[-1].content.append(Code(_literal(line[end:close])))
            end = close + len("</code>")
        elif tag["base"]:
            stack[-1].content.append(Ruby(_literal(tag["base"]), _literal(tag["reading"])))
        elif tag["keep"] and ("keep", tag["keep"]) in slots and end <= last["keep"]:
            stack[-1].content.append(slots.pop(("keep", tag["keep"])))
            end = line.find("</keep>", end) + len("</keep>")
        else:
            _take(tag, stack, slots)
        tag = _TAG.search(line, end)
    stack[-1].content.append(Text(_literal(line[end:])))
    while len(stack) > 1:
        _spill(stack)
    return normal(stack[0].content)


def normal(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The same content with neighbouring texts joined and empty ones left out, at every depth."""
    found: list[Inline] = []
    texts: list[Text] = []
    for inline in inlines:
        if isinstance(inline, Text):
            texts.append(inline)
            continue
        if texts:
            found += _as_one(texts)
            texts = []
        found.append(with_children(inline, normal(inner)) if (inner := children(inline)) else inline)
    found += _as_one(texts)
    return tuple(found)


def _as_one(texts: Sequence[Text]) -> Sequence[Text]:
    if len(texts) == 1 and texts[0].text:
        return texts
    joined = "".join([text.text for text in texts])
    return (Text(joined),) if joined else ()


def plain(inlines: Iterable[Inline]) -> str:
    """The characters alone: what is read aloud, with a space for a line break, nothing for a call or a reading."""
    found: list[str] = []
    _read_aloud(inlines, found)
    return "".join(found)


def tags(line: str) -> Counter[str]:
    """The tags in a line, each as it is written, but without a space before the slash; readings are none of them."""
    return Counter(each_tag(line))


def each_tag(line: str) -> Iterator[str]:
    """The tags in a line as `tags` has them, in the order of the line, each as often as it occurs."""
    return (tag[0].replace(" /", "/") for tag in _TAG.finditer(line) if not tag["base"])


def is_translatable(inlines: Sequence[Inline]) -> bool:
    """Whether some content is translated: it has a word that is not code or kept, and no date or number.

    A sentence that holds a `Date`, `DateRange` or `Number` is wholly localized by the press.
    """
    if not any(map(_has_word, inlines)):
        return False
    return not any(isinstance(inline, _LOCALIZED) for inline in preorder(inlines))


@dataclass(slots=True)
class _Open:
    """A tag that is not closed yet: how it was typed, what would close it, and what it holds so far.

    `template` is the node that it becomes, for all but the whole line.
    """

    typed: str
    close: str
    content: list[Inline]
    template: Container | None = None


class _Counter:
    """Numbers links, notes, pictures and formulas, each kind from 1, in the order in which they begin."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def next(self, kind: str) -> str:
        self._counts[kind] = number = self._counts.get(kind, 0) + 1
        return str(number)


def _written(inlines: Iterable[Inline], counter: _Counter) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield _escaped(text)
            case Code(text):
                yield f"<code>{_escaped(text, _TAG_IN_CODE)}</code>"
            case Ruby(text, reading):
                yield f"<ruby>{_unopened(text)}<rt>{_unopened(reading)}</rt></ruby>"
            case LineBreak():
                yield "<br/>"
            case NoteRef():
                yield f'<note id="{counter.next("note")}"/>'
            case IndexMark():
                pass
            case Reference():
                yield f'<ref id="{counter.next("ref")}"/>'
            case Image():
                yield f'<img id="{counter.next("img")}"/>'
            case Formula():
                yield f'<math id="{counter.next("math")}"/>'
            case Date(text=text) | DateRange(text=text) | Number(text=text):
                yield _escaped(text)
            case Link(content):
                yield f'<a id="{counter.next("a")}">'
                yield from _written(content, counter)
                yield "</a>"
            case Foreign(kept=True):
                yield f'<keep id="{counter.next("keep")}">{_escaped(plain((inline,)))}</keep>'
            case Foreign(content, language):
                yield f'<foreign lang="{language}">'
                yield from _written(content, counter)
                yield "</foreign>"
            case _:
                name = _NAMES[type(inline)]
                yield f"<{name}>"
                yield from _written(inline.children, counter)
                yield f"</{name}>"


def _escaped(text: str, tag: re.Pattern[str] = _TAG) -> str:
    if "<" not in text and "&" not in text:
        return text
    # Ampersands first: otherwise those of the "&lt;" written here would be escaped again.
    return tag.sub(lambda found: "&lt;" + found[0][1:], _ENTITY.sub("&amp;", text))


def _unopened(text: str) -> str:
    """The text with every `<` escaped, so that no tag begins in it."""
    return _ENTITY.sub("&amp;", text).replace("<", "&lt;")


def _literal(text: str) -> str:
    return text.replace("&lt;", "<").replace("&amp;", "&")


def _slots(inlines: Iterable[Inline]) -> dict[tuple[str, str], Inline]:
    """The nodes that a line may name: ("a" | "note" | "img" | "ref" | "math" | "keep", number) → the node."""
    counter = _Counter()
    found: dict[tuple[str, str], Inline] = {}

    def visit(inlines: Iterable[Inline]) -> None:
        for inline in inlines:
            match inline:
                case Link():
                    found["a", counter.next("a")] = inline
                case NoteRef():
                    found["note", counter.next("note")] = inline
                case Reference():
                    found["ref", counter.next("ref")] = inline
                case Image():
                    found["img", counter.next("img")] = inline
                case Formula():
                    found["math", counter.next("math")] = inline
                case Foreign(kept=True):
                    found["keep", counter.next("keep")] = inline
                    continue  # what is in it cannot be named
                case _:
                    pass
            visit(children(inline))

    visit(inlines)
    return found


def _take(tag: re.Match[str], stack: list[_Open], slots: dict[tuple[str, str], Inline]) -> None:
    """Process one tag that is not code."""
    typed = tag[0]
    opens = len(stack) <= DEEPEST
    if tag["break"]:
        stack[-1].content.append(LineBreak())
    elif tag["slot"]:
        slot = tag["slot"], tag["number"]
        again = tag["slot"] == "ref"
        stack[-1].content.append((slots.get if again else slots.pop)(slot, Text(typed)))
    elif tag["link"]:
        link = slots.get(("a", tag["link"]))
        if isinstance(link, Link) and opens:
            stack.append(_Open(typed, "</a>", [], link))
        else:
            stack[-1].content.append(Text(typed))
    elif tag["language"] and opens:
        stack.append(_Open(typed, "</foreign>", [], Foreign((), tag["language"])))
    elif tag["simple"] in _SIMPLE and not tag["close"] and opens:
        stack.append(_Open(typed, f"</{tag['simple']}>", [], _SIMPLE[tag["simple"]](())))
    elif any(element.close == typed for element in stack):
        while stack[-1].close != typed:
            _spill(stack)
        _close(stack)
    else:
        stack[-1].content.append(Text(typed))


def _close(stack: list[_Open]) -> None:
    element = stack.pop()
    if element.template is None:
        raise AssertionError(element)
    stack[-1].content.append(with_children(element.template, element.content))


def _spill(stack: list[_Open]) -> None:
    """Make literal text of a tag that was never closed; what it holds stays."""
    element = stack.pop()
    stack[-1].content += [Text(element.typed), *element.content]


def _read_aloud(inlines: Iterable[Inline], found: list[str]) -> None:
    for inline in inlines:
        if isinstance(inline, _WITH_TEXT):
            found.append(inline.text)
        elif isinstance(inline, Image):
            found.append(inline.alternative)
        elif isinstance(inline, LineBreak):
            found.append(" ")
        elif content := children(inline):
            _read_aloud(content, found)


def _has_word(inline: Inline) -> bool:
    if isinstance(inline, Text | Ruby):
        return any(map(str.isalpha, inline.text))
    if isinstance(inline, Foreign) and inline.kept:
        return False
    return any(_has_word(child) for child in children(inline))
