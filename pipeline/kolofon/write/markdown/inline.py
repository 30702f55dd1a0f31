"""Set lines as Markdown."""

import re
from collections.abc import Sequence
from typing import assert_never

from kolofon.model.document import Code, Date, Image, LineBreak, Ruby, Text
from kolofon.set.addresses import safe_picture
from kolofon.set.values.line import (
    Call,
    Literal,
    PageMark,
    SetForeign,
    SetFormula,
    SetInline,
    SetLink,
    SetSentence,
    SetSentences,
    Style,
    Styled,
)
from kolofon.text.ruby import write_ruby
from kolofon.write.markup.elements import element

__all__ = ["InlineWriter", "escaped", "first_escaped", "unopened"]

_SPECIAL = re.compile(r"[\\`*_\[\]<>&{}|~^#$]|!(?=\[)|-(?=-)|%(?=%)|=(?==)|(?<=\))=|(?<!\w)@")
"""Characters that could be taken for markup anywhere in a line."""

_BEGINNING = re.compile(r"[-+:](?=\s|$)|-+\s*$|=|!!!|:::|\?\?\?")
"""Beginnings of a line that are taken for a list, a rule, a heading, a definition, an aside or a tab."""

_NUMBERED = re.compile(r"(\d{1,9})([.)])")
_MARK = {Style.EMPHASIS: "*", Style.STRONG: "**"}
_FENCE = re.compile("`+")
_DOLLAR = re.compile(r"(?<!\\)(?:\\\\)*\$")
_QUOTED = re.compile(r'(["\\])')


def escaped(text: str) -> str:
    """Characters that are read as themselves, each line end as a space.

    A backslash is an entity, since two of them between brackets are taken for a command of a formula.
    """
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split("\n"))).replace("\\\\", "&#92;")


def first_escaped(line: str) -> str:
    """A line of Markdown whose beginning is not taken for a list, a heading, a rule or a definition.

    White space at its ends is written as entities, since Markdown would drop it.
    """
    inner = line.strip()
    start, end = line.partition(inner)[::2] if inner else (line, "")
    return f"{_entities(start)}{_beginning(inner)}{_entities(end)}"


def _entities(space: str) -> str:
    return "".join(f"&#{ord(character)};" for character in space)


def _beginning(line: str) -> str:
    if line.startswith("\\["):
        return unopened(line)
    if _BEGINNING.match(line):
        return f"\\{line}"
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line


def unopened(line: str) -> str:
    """A line that may begin with a bracket, which is not taken for the beginning of a formula."""
    return f"&#91;{line[2:]}" if line.startswith("\\[") and "\\]" in line else line


class InlineWriter:
    """Writes the lines of a document in a language.  Where a line may not end, as in a table, it has `<br/>`."""

    def __init__(self, language: str, *, broken: bool = True) -> None:
        self._language = language
        self._break = "\\\n" if broken else "<br/>"
        self._bar = "|" if broken else "\\|"

    def sentences(self, sentences: SetSentences) -> str:
        """Sentences of one run."""
        pieces = [piece for one in sentences[:-1] for piece in (self.sentence(one), escaped(one.after))]
        return "".join([*pieces, *(self.sentence(one) for one in sentences[-1:])])

    def sentence(self, sentence: SetSentence) -> str:
        """One sentence, with its language where that is another one."""
        content = self.inlines(sentence.inlines)
        return f"[{content}]{{lang={sentence.language}}}" if sentence.language and content else content

    def inlines(self, inlines: Sequence[SetInline]) -> str:
        """The content of a line."""
        return "".join(
            self._inline(inline, _edge(inlines[:index]), _edge(inlines[index + 1 :][:1], first=True))
            for index, inline in enumerate(inlines)
        )

    def _inline(self, inline: SetInline, before: str, behind: str) -> str:
        match inline:
            case Text(text) | Literal(text) | Date(text=text):
                return escaped(text)
            case Styled(style, children):
                return self._styled(style, children, before, behind)
            case Code(text):
                return _code(text)
            case SetFormula():
                return self._formula(inline, behind)
            case Ruby(text, reading):
                return (
                    write_ruby(text, reading, self._bar) or f"<ruby>{escaped(text)}<rt>{escaped(reading)}</rt></ruby>"
                )
            case SetLink(children, target, title):
                content = self.inlines(children)
                return f"[{content}]({_destination(target)}{_title(title)})" if target else content
            case Call(number=number):
                return f"[^{number}]"
            case Image(source, alternative, title, language):
                own = f"{{lang={language}}}" if language and language != self._language else ""
                return f"![{escaped(alternative)}]({_destination(safe_picture(source) or '')}{_title(title)}){own}"
            case PageMark():
                return ""
            case LineBreak():
                return self._break
            case SetForeign(children, language, kept):
                own = " ".join(
                    [*([f"lang={language}"] if language != self._language else []), *(["translate=no"] if kept else [])]
                )
                content = self.inlines(children)
                return f"[{content}]{{{own}}}" if own else content
            case _:
                assert_never(inline)

    def _formula(self, formula: SetFormula, behind: str) -> str:
        """A formula in MathML or in TeX; with its number only if it has no name, since one with a name is counted."""
        if formula.mathml:
            return formula.mathml.replace("|", "&#124;")
        text = formula.text.replace("|", self._bar)
        if formula.display:
            tag = rf" \tag{{{formula.number}}}" if formula.number and not formula.name else ""
            return f"$${text}{tag}$$" + (f" {{#{formula.name}}}" if formula.name else "")
        dollars = not (behind.isdigit() or "`" in text or _DOLLAR.search(text))
        return f"${text}$" if dollars else rf"\({text}\)"

    def _styled(self, style: Style, children: Sequence[SetInline], before: str, behind: str) -> str:
        """A piece that is set apart: with stars where they cannot be misread, else as HTML."""
        content = self.inlines(children)
        mark = _MARK.get(style, "")
        plain = all(isinstance(child, Text | Literal) for child in children) and content[:1].isalnum()
        if mark and plain and content[-1:].isalnum() and not (before.isalnum() or behind.isalnum()):
            return f"{mark}{content}{mark}"
        return f"<{style}>{content}</{style}>"


def _edge(inlines: Sequence[SetInline], *, first: bool = False) -> str:
    """The character beside a piece; a letter where it is not known."""
    match inlines[0 if first else -1 :][:1]:
        case []:
            return ""
        case [Text(text)] | [Literal(text)]:
            return (text[:1] if first else text[-1:]) or "x"
        case _:
            return "x"


def _code(text: str) -> str:
    if not text or "\n" in text:
        return str(element("code", {}, text))
    fence = "`" * (max((len(run) for run in _FENCE.findall(text)), default=0) + 1)
    spaced = text.startswith(" ") and text.endswith(" ") and text.strip(" ")
    room = " " if text.startswith("`") or text.endswith("`") or spaced else ""
    return f"{fence}{room}{text}{room}{fence}"


def _destination(target: str) -> str:
    return f"<{target}>" if re.search(r"[\s()<>\\]", target) or not target else target


def _title(title: str) -> str:
    return ' "{}"'.format(_QUOTED.sub(r"\\\1", " ".join(title.split()))) if title else ""
