"""From the nodes of a file, the names that links lead to, and those among them that figures have."""

from collections.abc import Iterator

from docutils import nodes

from kolofon.read.rst.names import LABEL, OBJECT, TERM, label_name
from kolofon.read.rst.sphinx.configuration import Configuration
from kolofon.read.rst.sphinx.objects import object_names, signatures
from kolofon.read.rst.tree.directive_classes import CODE, OBJECTS
from kolofon.read.rst.tree.nodes import DirectiveNode, options_of, value, values

__all__ = ["AnchorNames"]

_FIGURES = CODE | {"figure", "literalinclude"}


class AnchorNames:
    """Finds the names in a file, node by node, in its order.

    It keeps the module that the objects are in, and collects the names of figures in `figures`.
    """

    def __init__(self, configuration: Configuration, base: str) -> None:
        self._titles = "sphinx.ext.autosectionlabel" in configuration.extensions
        self._document = base.removeprefix(f"{configuration.folder}/").rpartition(".")[0]
        self._module = ""
        self.figures: set[str] = set()

    def of_section(self, section: nodes.Element, title: nodes.Element | None) -> Iterator[str]:
        """The names of a section."""
        yield from values(section, "ids")
        yield from (f"{LABEL}{name}" for name in values(section, "names"))
        if self._titles and title is not None:
            words = " ".join(title.astext().split()).casefold()
            yield from (f"{LABEL}{words}", f"{LABEL}{self._document.casefold()}:{words}")

    def names(self, node: nodes.Node) -> Iterator[str]:
        """The names in a node that is below a heading."""
        waiting: list[tuple[nodes.Node, str]] = [(node, "")]
        while waiting:
            found, above = waiting.pop()
            if not isinstance(found, nodes.Element):
                continue
            yield from values(found, "ids")
            if self._is_figure(found) and values(found, "names"):
                for name in values(found, "names"):
                    yield label_name(name)
                self.figures.add(label_name(values(found, "names")[0]))
            else:
                yield from (f"{LABEL}{name}" for name in values(found, "names"))
            if isinstance(found, DirectiveNode):
                yield from self._directive(found, above)
                above = self._above(found, above)
            waiting += [(child, above) for child in reversed(found.children)]

    def _is_figure(self, node: nodes.Element) -> bool:
        kind = value(node, "directive")
        captioned = kind in _FIGURES and any(isinstance(child, nodes.caption) for child in node.children)
        return kind == "figure" or captioned or isinstance(node, nodes.table)

    def _directive(self, node: DirectiveNode, above: str) -> Iterator[str]:
        kind = value(node, "directive")
        if kind in ("module", "currentmodule"):
            self._module = value(node, "argument").strip()
            if kind == "module":
                yield f"{OBJECT}{self._module}"
        elif kind == "math":
            label = options_of(node).get("label", "") or options_of(node).get("name", "")
            if label:
                yield label_name(label)
                self.figures.add(label_name(label))
        elif kind in OBJECTS:
            yield from (f"{OBJECT}{name}" for name in object_names(node, self._module, above))
        elif kind == "glossary":
            for term in node.findall(nodes.term):
                yield f"{TERM}{' '.join(term.astext().split()).casefold()}"

    def _above(self, node: DirectiveNode, above: str) -> str:
        if value(node, "directive") not in ("class", "exception"):
            return above
        first = next(signatures(node), "")
        return first.partition("(")[0].rpartition(" ")[2] or above
