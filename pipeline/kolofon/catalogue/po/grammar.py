"""The tokens of a PO file → the tokens of each message, by the grammar of gettext (gettext-tools, po-gram-gen.y)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from kolofon.catalogue.po.lexer import PREVIOUS, Token, syntax_error
from kolofon.model.document import Place
from kolofon.model.error import CatalogueError

__all__ = ["Lines", "incomplete", "messages"]

_FORM = "msgstr["
"""How the keyword of a plural form begins."""

_PREVIOUS = frozenset({"#|msgctxt", "#|msgid", "#|msgid_plural"})
_STRINGS = _PREVIOUS | {"msgctxt", "msgid", "msgid_plural", "msgstr", _FORM}
_BEHIND = {
    "#": _STRINGS - {"msgctxt"} | {"#", "begin"},
    "": _STRINGS - _PREVIOUS,
    "#|": _PREVIOUS,
    **dict.fromkeys(_PREVIOUS, _STRINGS | {"#", "begin"}),
    "msgctxt": _PREVIOUS | {"#", "begin", "msgstr", _FORM},
    "msgid": _PREVIOUS | {"#", "begin", "msgctxt", "msgstr", _FORM},
    "msgid_plural": _PREVIOUS | {"#", "msgid"},
    "msgstr": frozenset({"#", "msgid", "msgid_plural"}),
    _FORM: frozenset({"#", "msgid", "msgid_plural", _FORM}),
}
"""For each kind of token, the states behind which it may be.

`#` is a comment, the empty keyword a string that continues the one before it, and `#|` such a string of the previous
words; all others are keywords.
"""
_FIRST = _PREVIOUS | {"#", "msgctxt", "msgid"}
"""The kinds of tokens that begin a new message if they come after a translation."""


@dataclass(slots=True)
class Lines:
    """The comments of a message, its strings by their keywords, and its plural forms by their numbers.

    The keyword of the words that a message had before is written `#|msgid`.
    """

    comments: list[Token] = field(default_factory=list)
    strings: dict[str, list[Token]] = field(default_factory=dict)
    forms: dict[int, list[Token]] = field(default_factory=dict)
    obsolete: bool = False

    @property
    def line(self) -> int:
        """The line where the message begins."""
        own = self.strings.get("msgctxt") or self.strings.get("msgid", [])
        first = [*self.comments[:1], *self.strings.get("#|msgid", [])[:1], *own[:1]]
        return min([token.line for token in first or chain(*self.strings.values(), *self.forms.values())])


def messages(found: Sequence[Token], lines: Sequence[str], path: str) -> list[Lines]:
    """The messages of a file, in its order; comments below the last one are in none.

    Raises `CatalogueError` for a token that is out of its order, and for a msgid that no msgstr follows.
    """
    made: list[Lines] = []
    message, state, strings, last = Lines(), "begin", list[Token](), "#"
    order = _Order(lines, path)
    for token in found:
        mark, keyword, _, line = token
        previous = mark in PREVIOUS
        symbol = f"#|{keyword}" if previous else _FORM if keyword.startswith(_FORM) else keyword
        if state not in _BEHIND.get(symbol, ()):
            raise syntax_error(lines, path, line)
        if previous or keyword == "#":
            last = "#"
        elif keyword:
            order.see(keyword, line, last)
            last = keyword
        if not keyword:
            strings.append(token)
            continue
        if state in {"msgstr", _FORM} and symbol in _FIRST:
            made.append(message)
            message = Lines()
        if symbol == "#":
            message.comments.append(token)
            state = "begin" if state == "begin" else "#"
            continue
        state, strings = symbol, [token]
        if symbol == _FORM:
            message.forms[int(keyword[len(_FORM) : -1])] = strings
        else:
            message.strings[symbol] = strings
        if symbol == "msgid":
            message.obsolete = mark == "#~"
    if order.fault:
        raise order.fault
    if not all(token.previous for token in chain(*message.strings.values(), *message.forms.values())):
        made.append(message)
    return made


def incomplete(path: str, line: int) -> CatalogueError:
    """The error for a message without all its translations."""
    return CatalogueError(
        "this entry lacks a msgstr, or a plural form",
        place=Place(path, line),
        hint='a message without a translation ends in: msgstr ""',
    )


class _Order:
    """Checks that a msgstr follows each msgid, or its plural forms and nothing else; comments may be between them.

    `fault` is the error for the first place where this is not so.  It is raised at the end of the file, so that a
    syntax error is reported before it.
    """

    def __init__(self, lines: Sequence[str], path: str) -> None:
        self.fault: CatalogueError | None = None
        self._lines, self._path = lines, path
        self._begun = 0
        self._forms: set[str] = set()

    def see(self, keyword: str, line: int, last: str) -> None:
        """Check a keyword in a line; `last` is the keyword before it, or `#` if there is a comment between them."""
        if self._begun and keyword in {"msgctxt", "msgid"}:
            self.fault = self.fault or incomplete(self._path, self._begun)
        elif (keyword in self._forms) or (
            not self._begun and keyword.startswith("msgstr") and not last.startswith(_FORM)
        ):
            self.fault = self.fault or syntax_error(self._lines, self._path, line)
        if keyword.startswith(_FORM):
            self._forms.add(keyword)
        else:
            self._forms.clear()
        self._begun = (self._begun or line) if keyword in {"msgid", "msgid_plural"} else 0
