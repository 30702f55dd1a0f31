"""Lists of Pandoc whose marks are not those of CommonMark.

a. one        i) one        (1) one       #. one      a letter, a roman number, a number in brackets, any number
(@) one       (@good) two                             examples, which are counted through the text
As (@good) says                                       the number of an example

A list of letters begins with the first letter, and has two items or more: else it is a paragraph.
"""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kolofon.read.markdown.dialects.directive_tokens import report_token

__all__ = ["lists_plugin"]

_MARK = re.compile(
    r"(?P<mark>(?P<open>\(?)(?:(?P<letters>[A-Za-z]|[ivxl]+|[IVXL]+)|(?P<digits>\d{1,9}))(?P<close>[.)])"
    r"|(?P<any>#)\.|\(@(?P<label>[\w-]*)\))(?P<space>[ \t]+)(?=\S)"
)
_CALL = re.compile(r"@(?P<label>[\w-]+)(?=\))")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_EXAMPLES, _COUNT, _OPEN = "examples", "example", "open_lists"
"""Keys of the parser's environment: the numbers of examples by their names, the last of them, the open lists."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """The mark of an item: its kind, its value, the name of an example, and the columns that it takes."""

    kind: str
    value: int
    label: str
    width: int
    written: str


def lists_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read these lists."""
    markdown.block.ruler.before("list", "fancy_list", _list, {"alt": ["paragraph"]})
    markdown.inline.ruler.before("reference", "example", _example)


def _mark(state: StateBlock, line: int, kind: str = "") -> _Mark | None:
    """The mark at the beginning of a line, of a kind if that is given."""
    begin = state.bMarks[line] + state.tShift[line]
    if state.src[begin : begin + 1] not in "(#" and not state.src[begin : begin + 1].isalpha():
        return None
    found = _MARK.match(state.src, begin, state.eMarks[line])
    if not found:
        return None
    width = min(found.end() - begin, len(found["mark"]) + 4)
    if found["label"] is not None:
        return _Mark("@", 0, found["label"], width, found["mark"])
    if found["any"]:
        return _Mark("#", 0, "", width, found["mark"])
    if found["open"] and found["close"] == ".":
        return None
    frame = f"{found['open']}{found['close']}"
    if found["digits"]:
        return _Mark(f"{frame}1", int(found["digits"]), "", width, found["mark"]) if found["open"] else None
    letters = found["letters"]
    if letters.isupper() and frame == "." and len(found["space"]) == 1:
        return None  # the initial of a name
    case = "A" if letters.isupper() else "a"
    roman, alphabetic = f"{frame}{case}i", f"{frame}{case}"
    low = letters.lower()
    if len(low) > 1 or kind == roman or (not kind and low == "i"):
        value = _value(low)
        return _Mark(roman, value, "", width, found["mark"]) if value else None
    return _Mark(alphabetic, ord(low) - ord("a") + 1, "", width, found["mark"])


def _value(roman: str) -> int:
    if roman.strip("ivxl"):
        return 0
    numbers = [_ROMAN[each] for each in roman]
    return sum(-one if one < next_ else one for one, next_ in zip(numbers, [*numbers[1:], 0], strict=True))


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    open_lists: list[tuple[str, int]] = state.env.setdefault(_OPEN, [])
    if silent:
        # In a paragraph of an item, the next item of the same list begins.
        kind, indent = open_lists[-1] if open_lists else ("", -1)
        return bool(kind) and state.sCount[start] == indent and _mark(state, start, kind) is not None
    if state.is_code_block(start) or not (first := _mark(state, start)):
        return False
    if first.kind not in {"@", "#"} and (first.value != 1 or not _second(state, start, end, first.kind)):
        return False
    indent = state.sCount[start]
    opening = state.push("ordered_list_open", "ol", 1)
    opening.map = [start, end]
    at, line, written = len(state.tokens), start, list[str]()
    tight = True
    open_lists.append((first.kind, indent))
    while line < end and state.sCount[line] == indent and (mark := _mark(state, line, first.kind)):
        if mark.kind != first.kind:
            break
        written.append(mark.written)
        if mark.kind == "@":
            number = state.env[_COUNT] = int(state.env.get(_COUNT, 0)) + 1
            state.env.setdefault(_EXAMPLES, {}).setdefault(mark.label, number)
            if len(written) == 1:
                opening.attrs = {"start": number}
        tight = _item(state, line, end, mark.width) and tight
        line = state.line
        below = line
        while below < end and state.isEmpty(below):
            below += 1
        if below > line and below < end and state.sCount[below] == indent and _mark(state, below, first.kind):
            tight, line = False, below
    open_lists.pop()
    state.line = line
    opening.map = [start, line]
    state.push("ordered_list_close", "ol", -1)
    if tight:
        _hide(state.tokens[at:], state.level + 2)
    if first.kind[-1:] in {"a", "A", "i"}:
        state.tokens.insert(
            at - 1, report_token("unread-attribute", f"the marks {' '.join(written)} of a list", (start, line))
        )
    return True


def _second(state: StateBlock, start: int, end: int, kind: str) -> bool:
    """Whether a second item is below the first."""
    for line in range(start + 1, end):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < state.sCount[start]:
            return False
        if state.sCount[line] == state.sCount[start]:
            mark = _mark(state, line, kind)
            if mark and mark.kind == kind:
                return mark.value == 2  # noqa: PLR2004  the second
            if state.isEmpty(line - 1):
                return False
    return False


def _item(state: StateBlock, line: int, end: int, width: int) -> bool:
    """Push an item; returns whether there are no empty lines between its blocks."""
    token = state.push("list_item_open", "li", 1)
    token.map = [line, 0]
    before = (state.tight, state.blkIndent, state.tShift[line], state.sCount[line], state.parentType)
    state.blkIndent = state.sCount[line] + width
    state.tShift[line] += width
    state.sCount[line] += width
    state.tight, state.parentType = True, "list"
    state.md.block.tokenize(state, line, end)
    tight = state.tight
    state.tight, state.blkIndent, state.tShift[line], state.sCount[line], state.parentType = before
    token.map[1] = state.line
    while state.line > line + 1 and state.isEmpty(state.line - 1):
        state.line -= 1
    state.push("list_item_close", "li", -1)
    return tight


def _hide(tokens: list[Token], level: int) -> None:
    """Hide the tokens of paragraphs in items, as in a list without empty lines."""
    for token in tokens:
        if token.level == level and token.type in {"paragraph_open", "paragraph_close"}:
            token.hidden = True


def _example(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    """Read the call between the brackets of `(@good)`; the parser calls no rule at the bracket itself."""
    if state.src[state.pos] != "@" or _EXAMPLES not in state.env or state.src[state.pos - 1 : state.pos] != "(":
        return False
    found = _CALL.match(state.src, state.pos, state.posMax)
    if not found or found["label"] not in state.env[_EXAMPLES]:
        return False
    if not silent:
        state.push("example", "", 0).content = str(state.env[_EXAMPLES][found["label"]])
    state.pos = found.end()
    return True
