"""Listings for a program: cells of code, and text for one format.

```{python}               a cell of Quarto, knitr or Jupyter: a listing, which is not run
#| label: fig-plot        its name; `fig-cap` and the like are its caption; other options are in a finding
plot()
```
```{=html}                text for one format: HTML is read, any other is in a finding
"""

import re
from collections.abc import Iterator, Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from kolofon.read.markdown.dialects.directive_kinds import CELLS
from kolofon.read.markdown.dialects.directive_tokens import report_token
from kolofon.read.markdown.dialects.opening_line import unquoted
from kolofon.read.markdown.dialects.source_lines import lines_of
from kolofon.read.markdown.extensions.attributes import MARKS

__all__ = ["code_plugin"]

_FORMAT = re.compile(r"\{=(?P<name>[\w.+-]+)\}")
_CELL = re.compile(r"\{(?P<name>[A-Za-z][\w-]*)(?P<rest>(?:[,\s].*)?)\}")
_OPTION = re.compile(r"[ \t]*(?:#|//|%%|--)\|[ \t]*(?P<key>[\w.-]+):[ \t]*(?P<value>.*)")
_MORE = re.compile(r"[ \t]*(?:#|//|%%|--)\|(?:[ \t]+(?P<words>.*))?")
"""A further line of a value, as YAML has it below `key: |` or below the first line of the value."""
_BLOCK = re.compile(r"[|>][+-]?")
_INLINE = re.compile(r"""(?P<key>[\w.-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s,"']+))""")
_HTML = frozenset({"html", "html4", "html5", "xhtml"})
_NAMES = frozenset({"label", "lst-label", "tbl-label", "name", "id"})
_CAPTIONS = frozenset({"fig-cap", "tbl-cap", "lst-cap", "fig.cap", "tab.cap", "caption", "title"})


def code_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read these listings."""
    markdown.core.ruler.after("block", "code_cells", _code)


def _code(state: StateCore) -> None:
    if not any(token.type == "fence" and token.info.strip().startswith("{") for token in state.tokens):
        return
    found: list[Token] = []
    for token in state.tokens:
        info = token.info.strip()
        if token.type == "fence" and (for_one := _FORMAT.fullmatch(info)):
            found.append(_raw(token, for_one["name"].lower()))
        elif token.type == "fence" and (cell := _CELL.fullmatch(info)) and cell["name"].lower() in CELLS:
            found += _cell(token, cell["name"], cell["rest"])
        else:
            found.append(token)
    state.tokens = found


def _raw(token: Token, name: str) -> Token:
    first, end = lines_of(token)
    if name in _HTML:
        return Token("html_block", "", 0, content=token.content, map=[first + 1, max(end - 1, first + 2)])
    return report_token("raw-text", f"{name}: {token.content}", (first, end))


def _cell(token: Token, name: str, rest: str) -> Iterator[Token]:
    first, end = lines_of(token)
    content = token.content.split("\n")
    written: dict[str, str] = dict(_inline(rest))
    count, last = 0, list[str]()
    options: dict[str, list[str]] = {}
    for line in content:
        if option := _OPTION.fullmatch(line.rstrip()):
            last = options[option["key"]] = [] if _BLOCK.fullmatch(option["value"]) else [unquoted(option["value"])]
        elif options and (more := _MORE.fullmatch(line.rstrip())):
            last += filter(None, [more["words"]])
        else:
            break
        count += 1
    written |= {key: " ".join(pieces) for key, pieces in options.items()}
    label = rest.strip().split(",")[0].strip()
    if rest.startswith((" ", "\t")) and label and "=" not in label and " " not in label:
        written.setdefault("label", label)
    marks = _marks(written)
    others = [f"{key}: {value}" for key, value in written.items() if key not in _NAMES | _CAPTIONS]
    yield report_token("unrun-cell", "".join((f"{{{name}}}", f" {'; '.join(others)}" if others else "")), (first, end))
    token.content = "\n".join(content[count:])
    token.info, token.map = name, [first + count, end]
    if marks:
        token.meta[MARKS] = {**token.meta.get(MARKS, {}), **marks}
    yield token


def _inline(rest: str) -> Iterator[tuple[str, str]]:
    for found in _INLINE.finditer(rest):
        yield found["key"], next(each for each in (found["double"], found["single"], found["bare"]) if each is not None)


def _marks(written: Mapping[str, str]) -> dict[str, str]:
    """The name and the caption of a cell, as attributes of a listing; a second caption is behind the first."""
    name = next((written[key] for key in written if key in _NAMES and written[key]), "")
    caption = " ".join(written[key] for key in written if key in _CAPTIONS and written[key])
    return {key: value for key, value in (("id", name), ("caption", caption)) if value}
