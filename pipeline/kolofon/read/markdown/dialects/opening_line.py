"""The line that opens a directive, in the forms of Pandoc, MyST, Docusaurus and VitePress.

::: {.callout-tip title="A title"}       Pandoc, Quarto
:::: tip ::::                            Pandoc, with a name alone
:::{admonition} A title                  MyST, with options as `:class: tip` on the lines below, or in YAML
```{note} A title                        MyST between backticks
:::tip[A title]{#name}                   Docusaurus, Starlight; `:::tip A title` is of VitePress
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kolofon.read.markdown.dialects.directive_kinds import CELLS
from kolofon.read.markdown.extensions.attributes import leading

__all__ = ["Opening", "backticked", "coloned", "options", "unquoted", "with_options"]

_FEWEST = 3
_EMPTY = re.compile(r"\{[ \t]*\}")
_MYST = re.compile(r"\{(?P<name>[A-Za-z][\w.+:-]*)\}[ \t]*(?P<title>.*)")
_WORD = re.compile(r"(?P<name>[A-Za-z][\w-]*(?:[.:][\w-]+)*)(?P<rest>.*)")
_BRACKETED = re.compile(r"\[(?P<title>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\][ \t]*(?P<rest>.*)")
_OPTION = re.compile(r"[ \t]*:(?P<name>[A-Za-z][\w.-]*):(?:[ \t]+(?P<value>.*))?[ \t]*")
_KEY = re.compile(r"[ \t]*(?P<name>[A-Za-z][\w.-]*):(?:[ \t]+(?P<value>.*))?[ \t]*")
_RULE = re.compile(r"[ \t]*-{3,}[ \t]*")


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening of a directive: its name, if it has more than classes, its title, and its attributes.

    `written` is the line.  `fence` is the length of its fence in characters.
    """

    name: str
    title: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    written: str = ""
    fence: int = 3

    @property
    def names(self) -> Sequence[str]:
        """Its name and its classes."""
        own = [self.name] if self.name else []
        return (*own, *self.marks.get("class", "").split())


def coloned(line: str) -> Opening | None:
    """The opening in a line that begins with colons; None for any other line, and for one that closes a directive."""
    text = line.strip(" \t")
    fence = len(text) - len(text.lstrip(":"))
    rest = text[fence:].rstrip(":").strip(" \t")
    if fence < _FEWEST or not rest:
        return None
    if _EMPTY.fullmatch(rest):
        return Opening("", "", {}, text, fence)
    if (own := leading(rest)) and own[0] == len(rest):
        return Opening("", "", own[1], text, fence)
    if named := _MYST.fullmatch(rest):
        return Opening(named["name"], named["title"], {}, text, fence)
    if not (word := _WORD.fullmatch(rest)):
        return None
    title, marks, behind = "", dict[str, str](), word["rest"]
    if bracketed := _BRACKETED.fullmatch(behind):
        title, behind = bracketed["title"], bracketed["rest"]
    elif behind and behind[0] not in " \t{":
        return None
    brace = behind.find("{")
    if brace >= 0 and (own := leading(behind[brace:])) and brace + own[0] == len(behind):
        marks, behind = own[1], behind[:brace]
    return Opening(word["name"], title or behind.strip(), marks, text, fence)


def backticked(info: str, written: str, fence: int) -> Opening | None:
    """The opening in the words behind the backticks of a fence; None for a listing or a cell of code."""
    found = _MYST.fullmatch(info.strip())
    if not found or found["name"].lower() in CELLS:
        return None
    return Opening(found["name"], found["title"], {}, written, fence)


def options(lines: Sequence[str]) -> tuple[int, dict[str, str]]:
    """The options in the first lines of a directive, and how many lines they are."""
    found: dict[str, str] = {}
    if lines and _RULE.fullmatch(lines[0]):
        end = next((number for number, line in enumerate(lines[1:], 1) if _RULE.fullmatch(line)), 0)
        if end and all(
            _KEY.fullmatch(line) or line.startswith((" ", "-", "#")) for line in filter(str.strip, lines[1:end])
        ):
            name = ""
            for line in lines[1:end]:
                if key := _KEY.fullmatch(line):
                    name, found[key["name"]] = key["name"], unquoted(key["value"] or "")
                elif name and line.strip():
                    found[name] = f"{found[name]} {line.strip()}".strip()
            return end + 1, found
        return 0, {}
    count = 0
    for line in lines:
        if not (option := _OPTION.fullmatch(line)):
            break
        found[option["name"]] = unquoted(option["value"] or "")
        count += 1
    return count, found


def with_options(opening: Opening, found: Mapping[str, str]) -> Opening:
    """An opening with its options among its attributes: `name` and `label` are its name, `class` its classes."""
    marks = dict(opening.marks)
    for name, value in found.items():
        if name in {"name", "label"}:
            marks["id"] = value
        elif name == "class":
            marks["class"] = f"{marks.get('class', '')} {value}".strip()
        else:
            marks[name] = value
    return Opening(opening.name, opening.title, marks, opening.written, opening.fence)


def unquoted(value: str) -> str:
    """A value without the quotation marks around it."""
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
