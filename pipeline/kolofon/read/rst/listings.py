"""Listings, whether they are written in the text or in a file beside it."""

from collections.abc import Iterator

from docutils import nodes

from kolofon.model.document import Comment, Paragraph, Place, Preformatted, Sentence
from kolofon.read.elements.listing import comments
from kolofon.read.reading import printable
from kolofon.read.rst.context import Context
from kolofon.read.rst.inline import InlineReader
from kolofon.read.rst.names import label_name
from kolofon.read.rst.tree.directive_classes import DRAWN
from kolofon.read.rst.tree.includes import shown
from kolofon.read.rst.tree.nodes import DirectiveNode, options_of, value, values

__all__ = ["Listings"]

_PLAIN = frozenset({"", "none", "text", "default", "guess"})
"""The names of languages that mean a listing without one."""
_READ = frozenset(
    {"caption", "name", "language", "lines", "start-after", "start-at", "end-before", "end-at", "pyobject", "dedent"}
    | {"prepend", "append", "force", "class", "encoding", "tab-width", "linenos", "lineno-start", "lineno-match"}
    | {"emphasize-lines", "number-lines", "diff"}
)
_SILENT = frozenset({"linenos", "lineno-start", "lineno-match", "number-lines", "emphasize-lines", "diff"})
"""Options for the look of a listing in Sphinx, which the press does not use."""


class Listings:
    """Reads listings; `highlighted` is the language of those that name none, which a directive may change."""

    def __init__(self, context: Context, inline: InlineReader) -> None:
        self._context = context
        self._reading = context.reading
        self._inline = inline
        self.highlighted = context.configuration.highlighted

    def literal(self, node: nodes.Element) -> Iterator[Preformatted | Paragraph]:
        """The listing of a literal block, without the markup in it."""
        classes = [name for name in values(node, "classes") if name != "code"]
        syntax = classes[0] if "code" in values(node, "classes") and classes else self.highlighted
        yield self._listing(node.astext(), syntax, node)

    def doctest(self, node: nodes.Element) -> Iterator[Preformatted]:
        """The listing of a session with Python."""
        yield self._listing(node.astext(), "pycon", node)

    def directed(self, node: DirectiveNode) -> Iterator[Preformatted]:
        """The listing of a directive."""
        options, kind = options_of(node), value(node, "directive")
        text = value(node, "text")
        syntax = options.get("language", "") or value(node, "argument")
        if kind == "literalinclude" and not node.attributes.get("made"):
            syntax = options.get("language", "")
            found = self._context.files.opened(node, value(node, "argument"))
            if found is None:
                return
            text = shown(found, options)
        elif kind in DRAWN:
            syntax = kind
            if not text.strip() and value(node, "argument"):
                found = self._context.files.opened(node, value(node, "argument"))
                text = "\n".join(line.text for line in found or ())
        elif kind in ("doctest", "ipython", "testcode", "testoutput"):
            syntax = {"doctest": "pycon", "ipython": "ipython", "testcode": "python", "testoutput": ""}[kind]
        elif kind == "prompt":
            syntax = "console"
        elif "dedent" in options:
            text = shown(tuple(self._context.files.as_lines(text)), {"dedent": options["dedent"]})
        for name in sorted(options.keys() & _SILENT) + sorted(options.keys() - _READ):
            self._reading.unread(
                "unread-attribute", self._context.places.of(node), f":{name}: {options[name]}".rstrip()
            )
        captions = [child for child in node.children if isinstance(child, nodes.caption)]
        if not text.strip() and not captions:
            return
        made = self._listing(text, syntax or self.highlighted, node)
        caption = tuple(self._inline.sentence(child) for child in captions)
        name = label_name(values(node, "names")[0]) if values(node, "names") else ""
        yield Preformatted(made.text, made.syntax, made.comments, caption, name)

    def _listing(self, text: str, syntax: str, node: nodes.Element) -> Preformatted:
        text = printable(text.strip("\n"))
        syntax = "" if syntax.lower() in _PLAIN else printable(" ".join(syntax.split()))
        found: tuple[Comment, ...] = ()
        if self._reading.work.code_comments and syntax:
            first = node.attributes.get("first")
            place = self._context.places.of(node)
            line = first if isinstance(first, int) and first else place.line
            found = comments(text, syntax, Place(place.path, line, place.column))
        return Preformatted(text, syntax, found)

    def words(self, node: nodes.Element, text: str) -> Sentence:
        """Some text as a sentence at the place of a node."""
        found = self._inline.inlines([nodes.Text(text)])
        return Sentence(found, self._context.places.of(node))
