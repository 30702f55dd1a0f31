"""Citations of Pandoc and MyST.

[@doe, p. 3; see also @roe]      several works in brackets
@doe [p. 3]  [-@doe]             the author in the sentence; without the author
@{https://example.org/doe}       a key of any characters
{cite:p}`doe,roe`  {cite:t}`doe` the same in MyST
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from kolofon.read.elements.cite.cited_work import Cited

__all__ = ["CITATION", "CITED", "TEXTUAL", "citations_plugin", "cited_in_role", "keys_in"]

CITATION = "citation"
"""The type of a token; `content` is the citation as it is written."""

CITED, TEXTUAL = "cited", "textual"
"""Keys of its `meta`: the works, and whether the author is a word of the sentence."""

_LONGEST = 2000
_KEY = re.compile(r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>\w(?:[\w:.#$%&+?<>~/-]*\w)?))")
_REFERENCE = re.compile(r"(?:fig|tbl|tab|lst|sec|eq|thm)[-:]")
_LABELS = {
    "page": r"pp?\.|pages?",
    "chapter": r"chaps?\.|chapters?|ch\.",
    "section": r"secs?\.|sections?|§{1,2}",
    "volume": r"vols?\.|volumes?",
    "figure": r"figs?\.|figures?",
    "note": r"nn?\.|notes?",
    "number": r"nos?\.|numbers?",
    "paragraph": r"paras?\.|paragraphs?|¶{1,2}",
    "line": r"ll?\.|lines?",
    "verse": r"vv?\.|verses?",
    "book": r"bks?\.|books?",
    "column": r"cols?\.|columns?",
    "folio": r"fols?\.|folios?",
    "part": r"pts?\.|parts?",
    "sub verbo": r"s\.vv?\.|sub verb[io]s?",
}
_NUMBER = r"(?=[^\s,;]*[\divxlcIVXLC])[\w.:§-]+(?:\s*[-–,&]\s*[\divxlcIVXLC]+[\w.:]*)*"
_LOCATOR = re.compile(
    r"[,\s]*(?:"
    + "|".join(f"(?P<l{at}>{each})" for at, each in enumerate(_LABELS.values()))
    + rf")\s*(?P<where>{_NUMBER})"
    r"|[,\s]+(?P<pages>\d[\w.-]*(?:\s*[-–,]\s*\d[\w.]*)*)(?=\s*(?:[,;]|$))"
)
_ROLES = frozenset({"p", "t", "ps", "ts", "ct", "cts", "alp", "alps", "author", "year", "yearpar", "label", "labelpar"})


def citations_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read citations."""
    markdown.inline.ruler.after("reference", CITATION, _citation)


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    text, start = state.src, state.pos
    if text[start] == "[":
        end = _bracket(text, start, state.posMax)
        end = end if "@" in text[start:end] else -1
        works = _works(text[start + 1 : end]) if end > 0 and text[end + 1 : end + 2] not in {"(", "{", ":"} else None
        return bool(works) and _push(state, works or [], end + 1, textual=False, silent=silent)
    bare = text.startswith("-@", start)
    if not bare and text[start] != "@":
        return False
    before = text[start - 1 : start]
    found = _KEY.match(text, start + bare, state.posMax)
    if not found or before.isalnum() or before in {"_", "/", ".", "@", "-"}:
        return False
    key = found["braced"] or found["key"]
    if _REFERENCE.match(key):
        return False
    cited, end = Cited(key, bare=bare), found.end()
    if text.startswith(" [", end):
        close = _bracket(text, end + 1, state.posMax)
        inner = text[end + 2 : close]
        if (
            close > 0
            and "@" not in inner
            and text[close + 1 : close + 2] not in {"(", "["}
            and _LOCATOR.match(f", {inner}")
        ):
            cited, end = _located(key, "", f", {inner}", bare=bare), close + 1
    return _push(state, [cited], end, textual=not bare, silent=silent)


def _push(state: StateInline, cited: Sequence[Cited], end: int, *, textual: bool, silent: bool) -> bool:
    if not silent:
        token = state.push(CITATION, "", 0)
        token.content = state.src[state.pos : end]
        token.meta[CITED], token.meta[TEXTUAL] = tuple(cited), textual
    state.pos = end
    return True


def _bracket(text: str, start: int, stop: int) -> int:
    """The offset of the bracket that closes the one at an offset; -1 if none does."""
    depth = 0
    for at in range(start, min(stop, start + _LONGEST)):
        if text[at] == "[":
            depth += 1
        elif text[at] == "]":
            depth -= 1
            if not depth:
                return at
    return -1


def _works(inner: str) -> list[Cited] | None:
    """The works in brackets; None, if a part of it names none."""
    found: list[Cited] = []
    for part in inner.replace("\n", " ").split(";"):
        key = next((each for each in _KEY.finditer(part) if _opens(part[: each.start()])), None)
        if key is None:
            return None
        name = key["braced"] or key["key"]
        if _REFERENCE.match(name):
            return None
        before = part[: key.start()]
        bare = before.endswith("-")
        found.append(_located(name, before.removesuffix("-").strip(), part[key.end() :], bare=bare))
    return found


def _opens(before: str) -> bool:
    text = before.removesuffix("-")
    return not text or text[-1] in " \t("


def _located(key: str, prefix: str, rest: str, *, bare: bool) -> Cited:
    """A work with the locator and the other words behind its key."""
    found = _LOCATOR.match(rest)
    if not found:
        return Cited(key, prefix, rest.strip(), bare=bare)
    label = next((name for at, name in enumerate(_LABELS) if found[f"l{at}"]), "page")
    where = (found["where"] or found["pages"]).rstrip(".,")
    return Cited(key, prefix, rest[found.end() :].strip(), label, where, bare)


def cited_in_role(role: str, content: str) -> tuple[tuple[Cited, ...], bool] | None:
    """The works of a role that cites, and whether the author is a word of the sentence; None for any other role."""
    name, _, way = role.lower().partition(":")
    if name not in {"cite", "footcite"} or (way and way not in _ROLES):
        return None
    keys = [key.strip() for key in content.split(",") if key.strip()]
    return tuple(Cited(key, bare=way.startswith("year")) for key in keys), way.startswith(("t", "ct"))


def keys_in(text: str) -> Sequence[str]:
    """The keys in a text such as that of `nocite`."""
    return [found["braced"] or found["key"] for found in _KEY.finditer(text)]
