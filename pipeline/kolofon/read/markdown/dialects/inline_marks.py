"""Marks in a line that other programs add to Markdown.

{ref}`x`  {sub}`2`              roles of MyST
[[Page#Part|words]]  ![[a.png|words]]  ==words==  %%a comment%%  ^name     Obsidian
`<b>`{=html}                    text for one format (Pandoc)
{{ name }}                      a substitution of MyST, if the front matter has it
{%- if x %}  {{< icon x >}}     tags of Liquid and Hugo, which are printed, with a finding
[words]({{< ref "a.md" >}})     a link as Hugo and Jekyll have it
"""

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

from kolofon.read.markdown.dialects.citations import CITATION, CITED, TEXTUAL, cited_in_role
from kolofon.read.markdown.dialects.directive_tokens import REPORT

__all__ = [
    "DIALECTS",
    "EMBEDDED",
    "FORMAT",
    "MYST",
    "OBSIDIAN",
    "ROLE",
    "SUBSTITUTIONS",
    "dialects",
    "inline_marks_plugin",
]

ROLE, EMBEDDED, FORMAT = "role", "embedded", "format"
"""Keys of a token's `meta`: the name of a role, whether a link of a wiki embeds a file, the format of raw text."""

DIALECTS, SUBSTITUTIONS = "dialects", "substitutions"
"""Keys of the parser's environment: the programs that a text is written for, and the values of its front matter."""

MYST, OBSIDIAN = "myst", "obsidian"

_SIGNS = {
    MYST: re.compile(
        r"^[ \t]*(?:`{3,}|:{3,})\{[A-Za-z][\w:-]*\}|^\([\w:. -]+\)=[ \t]*$|\{[a-z][a-z:]*\}`[^`\n]+`", re.MULTILINE
    ),
    OBSIDIAN: re.compile(r"!?\[\[[^\[\]\n]+\]\]|^> \[![A-Za-z]+\][+-]|^%%[ \t]*$", re.MULTILINE),
}
_LONGEST = 2000
_ROLE = re.compile(r"\{(?P<name>[A-Za-z][\w.+:-]*)\}(?P<ticks>`+)(?!`)")
_WIKI = re.compile(r"(?P<shown>!?)\[\[(?P<inner>[^\[\]\n]+)\]\](?![(\[])")
_MARKED = re.compile(r"==(?=[^\s=])((?:[^=\n]|=(?!=)|\n(?!\n))*?[^\s=])==(?![=\w])")
_COMMENT = re.compile(r"%%(?P<inner>[^%\n](?:[^%]|%(?!%))*?)%%")
_LONE_COMMENT = re.compile(r"(?<![\w%])%%(?=\S)(?P<inner>[^%\n]*[^%\s])%%(?![\w%])")
"""A comment of Obsidian, in a text that may be for another program."""
_FORMAT = re.compile(r"\{=(?P<name>[\w.+-]+)\}")
_VARIABLE = re.compile(r"\{\{[ \t]*(?P<name>[A-Za-z_][\w-]*)[ \t]*\}\}")
_TAG = re.compile(r"\{\{(?P<mark>[<%])(?!#)(?P<inner>[^{}\n]*?)[>%]\}\}|\{%-?(?P<liquid>[^{}%\n]*)-?%\}")
_ADDRESS = re.compile(
    r"\((?P<before>(?:\{\{[^{}\n]*\}\})?)"
    r"(?:\{\{[<%][ \t]*(?:rel)?ref[ \t]+[\"'`]?(?P<hugo>[^\"'`\s>%]+)[\"'`]?[ \t]*[>%]\}\}"
    r"|\{%-?[ \t]*(?:link|post_url)[ \t]+(?P<jekyll>[^\s%]+)[ \t]*-?%\}|(?P<rest>/[^\s()]*))\)"
)


def dialects(text: str) -> frozenset[str]:
    """The programs that a text is written for, by marks that can be no text."""
    return frozenset(name for name, signs in _SIGNS.items() if signs.search(text))


def inline_marks_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read these marks."""
    ruler = markdown.inline.ruler
    ruler.before("backticks", "role", _role)
    ruler.before("link", "wiki_link", _wiki_link)
    ruler.before("link", "templated_link", _templated_link)
    ruler.before("emphasis", "highlighted", _highlighted)
    ruler.before("emphasis", "hidden_comment", _comment)
    ruler.before("attributes_behind", "raw_format", _raw_format)
    ruler.before("attributes_behind", "substitution", _substitution)
    ruler.before("attributes_behind", "template", _template)


def _role(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    if state.src[state.pos] != "{" or not (found := _ROLE.match(state.src, state.pos, state.posMax)):
        return False
    ticks = found["ticks"]
    close = _ticks(state, found.end(), len(ticks))
    if close < 0:
        return False
    if not silent:
        content = state.src[found.end() : close].replace("\n", " ").strip()
        cited = cited_in_role(found["name"], content)
        token = state.push(CITATION if cited else "role", "", 0)
        token.content = content
        if cited:
            token.meta[CITED], token.meta[TEXTUAL] = cited
        else:
            token.meta[ROLE] = found["name"]
        token.markup = state.src[state.pos : close + len(ticks)]
        if cited:
            token.content = token.markup
    state.pos = close + len(ticks)
    return True


def _ticks(state: StateInline, begin: int, count: int) -> int:
    """The offset of a run of so many backticks, from an offset on; -1 if none is within the longest text of a role."""
    stop = min(state.posMax, begin + _LONGEST)
    at = state.src.find("`", begin, stop)
    while at >= 0:
        end = at
        while end < state.posMax and state.src[end] == "`":
            end += 1
        if end - at == count:
            return at
        at = state.src.find("`", end, stop)
    return -1


def _wiki_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    if state.src[state.pos] not in "![" or not (found := _WIKI.match(state.src, state.pos, state.posMax)):
        return False
    inner = found["inner"]
    if inner.startswith("^") or normalizeReference(inner) in state.env.get("references", {}):
        return False
    if not silent:
        token = state.push("wiki_link", "", 0)
        token.content, token.meta[EMBEDDED] = inner.replace("\\|", "|"), bool(found["shown"])
        token.markup = found[0]
    state.pos = found.end()
    return True


def _templated_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    if state.src[state.pos] != "[" or "]({" not in state.src:
        return False
    close = state.md.helpers.parseLinkLabel(state, state.pos)
    if close < 0 or state.src[close + 1 : close + 2] != "(" or "{" not in state.src[close + 2 : close + 4]:
        return False
    found = _ADDRESS.match(state.src, close + 1, state.posMax)
    if not found:
        return False
    if not silent:
        limit = state.posMax
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": found["hugo"] or found["jekyll"] or found["rest"]}
        state.pos, state.posMax = state.pos + 1, close
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
        state.posMax = limit
    state.pos = found.end()
    return True


def _highlighted(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    before = state.src[state.pos - 1 : state.pos] if state.pos else ""
    if state.src[state.pos] != "=" or (before.isascii() and before.isalnum()) or before in {"=", "!", "<", ">"}:
        return False
    found = _MARKED.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        limit = state.posMax
        state.push("mark_open", "mark", 1)
        state.pos, state.posMax = found.start(1), found.end(1)
        state.md.inline.tokenize(state)
        state.push("mark_close", "mark", -1)
        state.posMax = limit
    state.pos = found.end()
    return True


def _comment(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    if state.src[state.pos] != "%":
        return False
    pattern = _COMMENT if OBSIDIAN in state.env.get(DIALECTS, ()) else _LONE_COMMENT
    found = pattern.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("report", "", 0).meta[REPORT] = ("comment", found[0])
    state.pos = found.end()
    return True


def _raw_format(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    if silent or state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    token = state.tokens[-1]
    found = _FORMAT.match(state.src, state.pos, state.posMax)
    if token.type != "code_inline" or not found:
        return False
    token.type, token.meta[FORMAT] = "raw_inline", found["name"]
    state.pos = found.end()
    return True


def _substitution(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    known = state.env.get(SUBSTITUTIONS)
    if not known or state.src[state.pos] != "{" or not (found := _VARIABLE.match(state.src, state.pos, state.posMax)):
        return False
    if found["name"] not in known:
        return False
    if not silent:
        token = state.push("substituted", "", 0)
        token.content = str(known[found["name"]])
    state.pos = found.end()
    return True


def _template(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    if state.src[state.pos] != "{" or not (found := _TAG.match(state.src, state.pos, state.posMax)):
        return False
    if not silent:
        token = state.push("report", "", 0)
        includes = found["mark"] == "<" and (found["inner"].split() or [""])[0] == "include"
        token.meta[REPORT] = ("unread-include" if includes else "unread-template", found[0])
        token.content = found[0]
    state.pos = found.end()
    return True
