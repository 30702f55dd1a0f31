"""Style sheets and declarations in a vector picture: what stays of them, and which of its parts they refer to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kolofon.write import css
from kolofon.write.css import Node
from kolofon.write.pictures.vector.names import IDLE_PROPERTIES, PROPERTIES
from kolofon.write.pictures.vector.parser import data_of
from kolofon.write.pictures.vector.sizes import is_length

__all__ = ["EVERYWHERE", "Sheet", "Use", "declarations", "sheet", "value"]

EVERYWHERE = "*"
"""The key of a rule that may be for any element."""

_FETCHING = frozenset({"cross-fade", "element", "expression", "image", "image-set", "src", "-webkit-image-set"})
"""Functions, besides `url()`, by which a style may load something."""

_IDLE_RULES = frozenset({"charset", "namespace"})
_FONTS = ("font/", "application/font", "application/octet-stream", "application/vnd.ms-", "application/x-font")
_PARTS = 4
"""How many parts a selector may have: matching one with many parts takes long."""

Use = tuple[str, str]
"""A property, and the id of the part of the picture that it refers to: `("fill", "gradient-1")`."""


@dataclass(slots=True)
class Sheet:
    """What stays of a style sheet.

    `uses` are the parts that its rules refer to, by the key of the elements that a rule is for: a name, `#id`,
    `.class`, or `EVERYWHERE`.  `selectors` are such keys of all its selectors, with how many of the parts of each may
    be any number of elements higher.  `gone` is what was removed, with the line of each.
    """

    text: str = ""
    uses: dict[str, list[Use]] = field(default_factory=dict)
    selectors: list[tuple[str, int]] = field(default_factory=list)
    gone: list[tuple[str, int]] = field(default_factory=list)


def declarations(style: str | Sequence[Node], line: int = 1) -> tuple[str, list[Use], list[tuple[str, int]]]:
    """Of declarations, as in a `style` attribute: those that stay, what these refer to, and what was removed."""
    kept, uses, gone = [], list[Use](), list[tuple[str, int]]()
    for node in css.contents(style):
        if node.type != "declaration":
            gone.append(("what is no declaration of CSS", line + node.source_line - 1))
            continue
        name = node.lower_name
        if name in IDLE_PROPERTIES or (name.startswith("-") and not name.startswith("--")):
            continue
        leads, said = _leads(css.parts(node)), css.written(css.parts(node))
        if name not in PROPERTIES and not name.startswith("--"):
            gone.append((f"the property `{node.name}`", line + node.source_line - 1))
        elif name in {"height", "width"} and not is_length(said):
            gone.append((f"the {name} {said[:20]}, which is none", line + node.source_line - 1))
        elif leads is None:
            gone.append((f"the address in `{node.name}`", line + node.source_line - 1))
        else:
            kept.append(f"{node.name}:{said}{'!important' if node.important else ''}")
            uses += ((name, target) for target in leads)
    return ";".join(kept), uses, gone


def value(written: str) -> list[str] | None:
    """The ids of the parts of a picture that an attribute's value refers to; None if it refers to something else."""
    if "(" not in written and "\\" not in written:
        return []
    return _leads(css.values(written))


def sheet(text: str, line: int) -> Sheet:
    """What stays of a style sheet that begins at a line."""
    found = Sheet()
    rules = css.rules(text)
    found.text = "\n".join(_rules(rules, line, found))
    return found


def _rules(rules: Iterable[Node], line: int, found: Sheet) -> Iterator[str]:
    for rule in rules:
        at = line + rule.source_line - 1
        if rule.type == "qualified-rule":
            yield from _rule(rule, line, found)
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content is not None:
            yield f"@media {css.written(rule.prelude)} {{"
            yield from _rules(css.rules(rule.content), line, found)
            yield "}"
        elif rule.type == "at-rule" and rule.lower_at_keyword == "font-face" and _is_within(rule.content or ()):
            yield f"@font-face {{{css.written(rule.content or ())}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword not in _IDLE_RULES:
            found.gone.append((f"the rule `@{rule.at_keyword}`", at))
        elif rule.type == "error":
            found.gone.append(("what is no rule of CSS", at))


def _rule(rule: Node, line: int, found: Sheet) -> Iterator[str]:
    kept, uses, gone = declarations(rule.content or (), line)
    found.gone += gone
    selectors = []
    for selector in _split(rule.prelude):
        written = css.written(selector)
        found_key = _key(selector)
        if found_key is None:
            found.gone.append((f"the rule for `{written}`", line + rule.source_line - 1))
            continue
        selectors.append(written)
        found.selectors.append(found_key)
        if uses:
            found.uses.setdefault(found_key[0], []).extend(uses)
    if selectors and kept:
        yield f"{','.join(selectors)}{{{kept}}}"


def _split(prelude: Iterable[Node]) -> list[list[Node]]:
    """The selectors of a list."""
    selectors: list[list[Node]] = [[]]
    for node in prelude:
        if node.type == "literal" and node.value == ",":
            selectors.append([])
        else:
            selectors[-1].append(node)
    return selectors


def _key(selector: Sequence[Node]) -> tuple[str, int] | None:
    """The key of the elements that a selector matches, by its last part, and its parts that may be anywhere above.

    None for a selector that does not stay.
    """
    parts: list[list[Node]] = [[]]
    near = 0
    for node in selector:
        if node.type == "whitespace" or (node.type == "literal" and node.value in {">", "+"}):
            near += node.type == "literal"
            if parts[-1]:
                parts.append([])
        elif node.type in {"ident", "hash", "[] block"} or (node.type == "literal" and node.value in {"*", "."}):
            parts[-1].append(node)
        else:
            return None  # a pseudo-class, for one: what lies still is in no state
    parts = [part for part in parts if part]
    return (_name(parts[-1]), len(parts) - 1 - near) if 0 < len(parts) <= _PARTS else None


def _name(part: Sequence[Node]) -> str:
    for before, node in zip([None, *part], part, strict=False):
        if node.type == "hash":
            return f"#{node.value}"
        if node.type == "ident" and before is not None and before.type == "literal" and before.value == ".":
            return f".{node.value}"
    first = part[0]
    return str(first.value) if first.type == "ident" else EVERYWHERE


def _leads(nodes: Iterable[Node]) -> list[str] | None:
    """The ids that a value refers to; None if it refers to something outside the picture."""
    addresses = [address for address, _ in css.addresses(nodes, _FETCHING)]
    return [address[1:] for address in addresses] if all(each.startswith("#") for each in addresses) else None


def _is_within(content: Sequence[Node]) -> bool:
    """Whether a font is within the picture."""
    descriptors = css.contents(content)
    return all(
        each.type == "declaration"
        and all(data_of(address).lower().startswith(_FONTS) for address, _ in css.addresses(css.parts(each), _FETCHING))
        for each in descriptors
    )
