"""Straight quotation marks, `--` and `...` become the marks of the language, as Sphinx prints them (`smartquotes`).

The rules are docutils' own (`docutils.utils.smartquotes`), and so are the marks of each language.  Code, formulas,
names and raw text stay as they are.
"""

import re
from collections.abc import Iterator, Sequence

from docutils import nodes
from docutils.utils import normalize_language_tag, smartquotes

from kolofon.read.rst.roles import HEADED, STYLES, plain_role
from kolofon.read.rst.sphinx.configuration import Configuration
from kolofon.read.rst.tree.nodes import RoleNode, value, within

__all__ = ["set_typography"]

_STAYING = (
    nodes.FixedTextElement,
    nodes.citation_reference,
    nodes.field_name,
    nodes.footnote_reference,
    nodes.image,
    nodes.label,
    nodes.literal,
    nodes.math,
    nodes.option_string,
    nodes.problematic,
    nodes.raw,
    nodes.substitution_definition,
    nodes.system_message,
)
_ESCAPED = re.compile(r"(?<=\x00)([-\\'\".`])")


def set_typography(document: nodes.document, project: Configuration, language: str) -> None:
    """Change the marks in the text of a tree, by the settings of its project; nothing without a `conf.py`.

    `language` is that of the text where the project names none.
    """
    language = project.language or language
    if not project.path or not project.smart or language.replace("-", "_") in project.plain_languages:
        return
    tags = [tag for tag in normalize_language_tag(language) if tag in smartquotes.smartchars.quotes]
    for node in list(within(document)):
        if isinstance(node, nodes.TextElement) and not isinstance(node.parent, nodes.TextElement):
            _set_texts(list(_texts(node)), project.smart, tags[0] if tags else "")


def _texts(node: nodes.Element) -> Iterator[tuple[nodes.Text, nodes.Element, bool]]:
    """The texts in an element, each with its parent, and whether it stays as it is."""
    waiting: list[tuple[nodes.Node, nodes.Element, bool]] = [(node, node, False)]
    while waiting:
        found, parent, stays = waiting.pop()
        if isinstance(found, nodes.Text):
            yield found, parent, stays
        elif isinstance(found, nodes.Element):
            stays = stays or isinstance(found, _STAYING) or (isinstance(found, RoleNode) and not _in_words(found))
            waiting += [(child, found, stays) for child in reversed(found.children)]


def _in_words(node: RoleNode) -> bool:
    """Whether what a role prints is words, and not a name."""
    role = plain_role(value(node, "role"))
    return role in STYLES or (bool(value(node, "title")) and role in HEADED)


def _set_texts(texts: Sequence[tuple[nodes.Text, nodes.Element, bool]], action: str, language: str) -> None:
    tokens = [
        ("literal" if stays else "plain", str(text) if stays else _ESCAPED.sub(r"\\\1", str(text)))
        for text, _, stays in texts
    ]
    made = smartquotes.educate_tokens(tokens, attr=action, language=language)
    for (text, parent, stays), new in zip(texts, made, strict=True):
        if stays or new == str(text):
            continue
        if isinstance(parent, RoleNode):
            parent.attributes["title" if value(parent, "title") else "text"] = new
        changed = nodes.Text(new)
        changed.source, changed.line = text.source, text.line
        parent.replace(text, changed)
