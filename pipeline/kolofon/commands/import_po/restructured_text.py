"""A line of reStructuredText → inline content; the roles are those of Sphinx.

Source: "reStructuredText Markup Specification", Inline Markup (docutils), and Sphinx, "Roles".  Of the rules for where
markup may begin and end, only this one is used: no letter or digit comes right before or right after it.  A start
without an end is text, as everything else is.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto

from kolofon.model.document import (
    Code,
    Emphasis,
    Inline,
    Link,
    NoteRef,
    Strong,
    Text,
)
from kolofon.read.rst.roles import (
    CODE,
    DOCUMENTS,
    OBJECTS,
    STYLES,
    labelled,
    object_words,
    plain_role,
    samp,
)
from kolofon.text.notation import normal

__all__ = ["Words", "rest_inlines"]

# Names are bounded, so that text that is no name is not read again and again.
_ROLE = r"[A-Za-z][A-Za-z0-9]{0,30}(?:[-_+:.][A-Za-z0-9]{1,30}){0,5}"
# What is escaped has a NUL before it, as in docutils; an escaped space is removed, and its neighbours are joined.
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = re.compile(r"\0(?:\s|(.))", re.DOTALL)
_START = re.compile(
    r"(?<![\w\0])(?:"
    r"(?P<literal>``)(?=\S)"
    r"|(?P<strong>\*\*)(?=\S)"
    r"|(?P<emphasis>\*)(?=[^\s*])"
    r"|(?P<target>_`)(?=\S)"
    rf"|:(?P<role>{_ROLE}):`(?=\S)"
    r"|(?P<text>`)(?=[^\s`])"
    r"|\[(?P<note>[0-9]{1,9}|\#[\w.:+-]{0,80}|\*)\]_(?!\w)"
    r"|(?P<address>https?://[^\s<>\0`*]{0,2000}[\w/#=&+-])"
    r"|(?P<name>[^\W_](?:[\w.:+-]{0,80}[^\W_])?)__?(?!\w)"
    r")"
)
_END = {
    "literal": re.compile(r"(?<!\s)``(?!\w)"),
    "strong": re.compile(r"(?<![\s\0])\*\*(?!\w)"),
    "emphasis": re.compile(r"(?<![\s\0])\*(?!\w)"),
    "target": re.compile(r"(?<![\s\0])`(?!\w)"),
    "text": re.compile(rf"(?<![\s\0])`(?::(?P<role>{_ROLE}):|(?P<link>__?))?(?!\w)"),
}
_PAIRS = frozenset({"''", '""', "()", "[]", "{}", "<>", "‘’", "“”", "«»"})
_REFERENCES = frozenset({"any", "cve", "cwe", "doc", "eq", "numref", "pep", "ref", "rfc", "term"})
"""The roles that are links, whatever they show."""
_LITERAL = CODE | {"math", "abbr"}
"""The roles for which `<` is a letter like any other."""
_HEADED = frozenset({"ref", "doc", "numref"})
"""The roles that show the title of what they lead to, where they have no words."""


class Words(Enum):
    """Which words a role has."""

    PRINTED = auto()
    """Those that Sphinx prints: `~a.b.Name` is `Name`, `:pep:` 8 is PEP 8."""
    NAMED = auto()
    """The same, but none where Sphinx prints the heading that a reference leads to."""
    WRITTEN = auto()
    """Those that are written."""


def rest_inlines(text: str, words: Words = Words.PRINTED) -> tuple[Inline, ...]:
    """The inline content of a paragraph; never fails.

    A role for code is `Code`, one that leads somewhere a `Link` to what it names.  The address of what is defined
    elsewhere is `name:` and its name.
    """
    text = text.rstrip().replace("\0", "\ufffd")
    if text.endswith("::"):  # a listing follows
        text = text[:-2].rstrip() if text[-3:-2].isspace() else text[:-1]
    escaped = _ESCAPE.sub("\0\\1", text)
    return normal(_inlines(escaped, words))


def _inlines(text: str, words: Words) -> Iterator[Inline]:
    at = position = 0
    endless: set[str] = set()
    while start := _START.search(text, position):
        position = start.end()
        kind = start.lastgroup or ""
        found: Inline | None = None
        if kind in ("note", "address", "name"):
            found = _whole(kind, start[kind])
        elif text[start.start() - 1 : start.start()] + text[position] not in _PAIRS:
            ending = "text" if kind == "role" else kind
            # Where no end was found for one, there is none for a later one either.
            end = None if ending in endless else _END[ending].search(text, position + 1)
            if end is None:
                endless.add(ending)
            else:
                content = text[position : end.start()]
                position = end.end()
                role = start["role"] or (end["role"] if ending == "text" else None)
                if role:
                    found = _role(role.lower(), content, words)
                elif ending == "text" and end["link"]:
                    found = _reference(content)
                else:
                    found = _simple(kind, content)
        if found:
            yield Text(_plain(text[at : start.start()]))
            yield found
            at = position
    yield Text(_plain(text[at:]))


def _whole(kind: str, content: str) -> Inline:
    match kind:
        case "note":
            return NoteRef(content)
        case "address":
            return Link((Text(content),), content)
        case _:
            return Link((Text(content),), _named(content))


def _simple(kind: str, content: str) -> Inline:
    match kind:
        case "literal":
            return Code(" ".join(content.replace("\0", "\\").split()))
        case "strong":
            return Strong((Text(_plain(content)),))
        case "target":
            return Text(_plain(content))
        case _:
            return Emphasis((Text(_plain(content)),))


def _reference(content: str) -> Inline:
    """A link, `words <address>`_ or `words`_."""
    title, target = _titled(content)
    if target:
        address = _named(target[:-1]) if target.endswith("_") else target
        return Link((Text(title or target.removesuffix("_")),), address)
    return Link((Text(_plain(content)),), _named(_plain(content)))


def _named(name: str) -> str:
    """The address of what a text defines elsewhere, which is most often on the web."""
    return f"name:{' '.join(name.lower().split())}"


def _role(role: str, content: str, which: Words) -> Inline:
    name = plain_role(role)
    title, target = _titled(content)
    if title and target and not (name in STYLES or name in _LITERAL):
        return Link((Code(title),) if name in OBJECTS else (Text(title),), target)
    words = _plain(content)
    if which is Words.NAMED and name in _HEADED:
        return Link((), words)
    if which is not Words.WRITTEN:
        words = _as_printed(name, words)
    if name in STYLES:
        return STYLES[name]((Text(words),))
    if name == "abbr":
        return Text(words)
    if name in _REFERENCES:
        return Link((Text(words),), _plain(content))
    return Code(" ".join(words.split()))


def _titled(content: str) -> tuple[str, str]:
    """The words and the target of `words <target>`; of anything else the target is empty."""
    at = content.rfind("<")
    if at < 0 or not content.endswith(">") or content[at - 1 : at] == "\0":
        return _plain(content), ""
    return _plain(content[:at]).rstrip(), _plain(content[at + 1 : -1])


def _as_printed(name: str, words: str) -> str:
    if name in DOCUMENTS:
        return DOCUMENTS[name][0].format(words.partition("#")[0])
    if name in ("samp", "file"):
        return samp(words)
    if name in OBJECTS:
        return object_words(name, words)[0]
    return labelled(name, words.removeprefix("!"))


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: found[1] or "", text)
