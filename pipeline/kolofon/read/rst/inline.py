"""From the nodes of docutils' tree, inline content: styles, links, notes, pictures and roles."""

import posixpath
import re
from collections.abc import Iterable, Iterator

from docutils import nodes

from kolofon.model.document import (
    Code,
    Emphasis,
    Image,
    Inline,
    Link,
    NoteRef,
    Place,
    Reference,
    Sentence,
    Shows,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from kolofon.model.inline import Styled
from kolofon.model.limits import DEEPEST
from kolofon.read.beside import path_from
from kolofon.read.elements.formulas import tex_formula
from kolofon.read.findings.bounds import too_deep
from kolofon.read.html.blocks import collapsed
from kolofon.read.links import link
from kolofon.read.reading import Reading, printable
from kolofon.read.rst.names import LABEL, OBJECT, TERM, label_name, resolved
from kolofon.read.rst.roles import (
    CODE,
    DOCUMENTS,
    HEADED,
    LEADING_CODE,
    OBJECTS,
    STYLES,
    is_known,
    labelled,
    object_words,
    plain_role,
    samp,
)
from kolofon.read.rst.sphinx.configuration import Configuration
from kolofon.read.rst.sphinx.index import entries
from kolofon.read.rst.tree.nodes import RoleNode, options_of, value
from kolofon.read.rst.tree.places import Places
from kolofon.read.targets import Leads
from kolofon.text.notation import normal

__all__ = ["InlineReader"]

_STYLED: dict[type[nodes.Node], type[Styled]] = {
    nodes.emphasis: Emphasis,
    nodes.title_reference: Emphasis,
    nodes.strong: Strong,
    nodes.superscript: Superscript,
    nodes.subscript: Subscript,
}
_NUMBER = re.compile(r"%s|\{number\}")
_NAMED = re.compile(r"\{name\}")
_LISTS = {"genindex": "Index", "modindex": "Module Index", "py-modindex": "Module Index", "search": "Search Page"}
"""The pages that Sphinx makes by itself, and their titles there."""

_ENDINGS = ("svg", "png", "jpg", "jpeg", "gif", "webp", "avif")
"""The endings tried for a picture that is named `.*`, the preferred one first."""


class InlineReader:
    """Reads inline content; `called` has the ids of the notes that it calls, in the order of their first calls."""

    def __init__(self, reading: Reading, configuration: Configuration, places: Places) -> None:
        self._reading = reading
        self._configuration = configuration
        self._places = places
        self.called: dict[str, None] = {}
        self._depth = 0

    def sentence(self, node: nodes.Element) -> Sentence:
        """The content of an element as one sentence."""
        return Sentence(collapsed(self.inlines(node.children)), self._places.of(node))

    def inlines(self, children: Iterable[nodes.Node]) -> tuple[Inline, ...]:
        """Inline content, with neighbouring texts joined."""
        if self._depth > DEEPEST:
            raise too_deep(Place(self._reading.path))
        self._depth += 1
        found = normal(inline for child in children for inline in self._inline(child))
        self._depth -= 1
        return found

    def _inline(self, node: nodes.Node) -> Iterator[Inline]:
        match node:
            case nodes.Text():
                yield Text(printable(node.astext()))
            case RoleNode():
                yield from self._role(node)
            case nodes.literal():
                yield Code(printable(" ".join(node.astext().split())))
            case nodes.emphasis() | nodes.title_reference() | nodes.strong() | nodes.superscript() | nodes.subscript():
                yield _STYLED[type(node)](self.inlines(node.children))
            case nodes.reference():
                yield from self._reference(node)
            case nodes.footnote_reference():
                if name := value(node, "refid"):
                    self.called.setdefault(name)
                    yield NoteRef(self._reading.note_name(name))
            case nodes.citation_reference():
                words = (Text(f"[{node.astext()}]"),)
                yield from self._link(words, f"#{value(node, 'refid')}", node)
            case nodes.image():
                yield self.image(node)
            case nodes.system_message() | nodes.target(children=[]):
                pass
            case nodes.raw():
                self._reading.note(
                    "raw-text", self._places.of(node), f"this is not printed: {node.astext()}", node.astext()
                )
            case nodes.Element():
                yield from self.inlines(node.children)
            case _:
                yield Text(printable(node.astext()))

    def image(self, node: nodes.image) -> Image:
        """A picture, with its alternative text."""
        place, alternative = self._places.of(node), printable(" ".join(value(node, "alt").split()))
        path = self._picture_path(value(node, "uri"))
        options = options_of(node)
        for name in ("width", "height", "scale", "align", "class", "loading", "figwidth", "figclass"):
            if name in options:
                self._reading.unread("unread-attribute", place, f":{name}: {options[name]}")
        return Image(self._reading.picture(path, place, described=bool(alternative)), alternative)

    def _picture_path(self, path: str) -> str:
        """The path of a picture from this file: `/a` begins in the folder of the project, and `a.*` has any ending."""
        base = posixpath.dirname(self._reading.base)
        if path.startswith("/") and not path.startswith("//"):
            path = posixpath.relpath(posixpath.join(self._configuration.folder, path[1:]), base or ".")
        if path.endswith(".*"):
            endings = (f"{path[:-1]}{ending}" for ending in _ENDINGS)
            there = (each for each in endings if self._reading.beside.digest(path_from(self._reading.base, each) or ""))
            path = next(there, path)
        return path

    def target_of(self, address: str, node: nodes.Node) -> str:
        """The target of a picture that is a link; empty, with a finding, where a reader cannot follow it."""
        if address.endswith("_"):
            return resolved(f"#{label_name(address.strip('`_'))}", self._reading)
        found = tuple(self._address((Text(address),), address, node))
        return next((each.target for each in found if isinstance(each, Link)), "")

    def _reference(self, node: nodes.reference) -> Iterator[Inline]:
        words = self.inlines(node.children)
        if address := value(node, "refuri"):
            yield from self._address(words, address, node)
        elif name := value(node, "refid") or value(node, "refname"):
            yield from self._link(words, f"#{name}", node)
        else:
            yield from words

    def _address(self, words: tuple[Inline, ...], address: str, node: nodes.Node) -> Iterator[Inline]:
        """A link to an address, which may be the path of a file of this work."""
        target, leads = self._reading.targets.resolve(address, self._reading.base)
        if leads is Leads.NOWHERE:
            hint = "write a whole address (https://…), or :doc:`name` for a file of this work"
            message = f"a reader cannot follow “{address}”; only its text is printed"
            self._reading.warn("unfollowed-link", self._places.of(node), message, hint, subject=address)
            yield from words
        else:
            yield from link(words, target)

    def _link(self, words: tuple[Inline, ...], name: str, node: nodes.Node) -> Iterator[Inline]:
        """A link to a name of this work; the words alone, with a finding, where nothing has it."""
        target = resolved(name, self._reading)
        if target:
            yield from link(words, target)
            return
        self._missing(name.lstrip("#"), node)
        yield from words

    def _missing(self, name: str, node: nodes.Node) -> None:
        hint = "write .. _name: right above a heading or a figure of this work"
        self._reading.warn("missing-target", self._places.of(node), f"nothing has the name {name}", hint, subject=name)

    # --- roles --------------------------------------------------------------------------------------------------------

    def _role(self, node: RoleNode) -> Iterator[Inline]:
        name = value(node, "role") or self._configuration.role or "title-reference"
        role, text = plain_role(name), printable(value(node, "text"))
        raw = printable(value(node, "raw"))
        if role in STYLES:
            yield STYLES[role]((Text(labelled(role, text)),))
        elif role in CODE:
            yield Code(" ".join((samp(raw) if role in ("samp", "file") else raw).split()))
        elif name in self._configuration.links:
            yield from self._external(self._configuration.links[name], node)
        elif role in DOCUMENTS:
            yield from self._document(role, node)
        elif role in OBJECTS or role in LEADING_CODE:
            yield from self._object(role, node)
        elif role in HEADED:
            yield from self._headed(role, node)
        elif role == "math":
            yield from tex_formula(raw, self._reading, self._places.of(node), display=False)
        elif role == "index":
            words, target = (value(node, "title"), value(node, "target")) if value(node, "title") else (text, text)
            yield from entries(target)
            yield Text(words)
        elif role == "raw":
            self._reading.note("raw-text", self._places.of(node), f"this is not printed: {text}", text)
        else:
            if not is_known(role):
                self._reading.unread("unknown-role", self._places.of(node), f":{name}:")
            title, target = value(node, "title"), value(node, "target")
            yield Text(f"{title} <{target}>" if title and role == "abbr" else text)

    def _external(self, template: tuple[str, str], node: RoleNode) -> Iterator[Inline]:
        """A role of `extlinks`: its address and its words."""
        address, words = template
        target = value(node, "target") or value(node, "text")
        shown = value(node, "title") or (words.replace("%s", target) if words else address.replace("%s", target))
        yield from self._address((Text(printable(shown)),), address.replace("%s", target).replace("%%", "%"), node)

    def _document(self, role: str, node: RoleNode) -> Iterator[Inline]:
        target = value(node, "target") or value(node, "text")
        number, _, fragment = target.partition("#")
        words, address = DOCUMENTS[role]
        shown = value(node, "title") or words.format(number)
        if fragment and not value(node, "title"):
            shown += f" {fragment}"
        whole = address.format(number) + (f"#{fragment}" if fragment else "")
        yield from link((Text(printable(shown)),), whole) if " " not in whole else (Text(printable(shown)),)

    def _object(self, role: str, node: RoleNode) -> Iterator[Inline]:
        title = value(node, "title")
        if title:
            words, name = title, value(node, "target").lstrip("!~.").removesuffix("()")
        elif role in OBJECTS:
            words, name = object_words(role, value(node, "text"))
        else:
            words = name = value(node, "text").removeprefix("!")
        code: tuple[Inline, ...] = (Code(printable(" ".join(words.split()))),)
        target = resolved(f"#{OBJECT}{name.lstrip('.')}", self._reading) if name else ""
        yield from link(code, target) if target else code

    def _headed(self, role: str, node: RoleNode) -> Iterator[Inline]:
        title = value(node, "title")
        target = value(node, "target") or value(node, "text")
        words: tuple[Inline, ...] = (Text(printable(title)),) if title else ()
        if target.startswith("!") and not title:
            yield Text(target[1:])
        elif role == "term":
            yield from self._term(words or (Text(printable(target)),), target, node)
        elif role == "doc":
            yield from self._page(words, target, node)
        elif role == "download":
            if words:
                self._reading.unread("unread-attribute", self._places.of(node), f":download: {target}")
            yield from words or (Code(printable(target)),)
        elif role == "eq":
            yield from self._numbered("", label_name(target), target, node)
        elif role == "numref":
            yield from self._numbered(title, label_name(target), target, node)
        else:
            yield from self._labelled_place(words, target, node)

    def _term(self, words: tuple[Inline, ...], name: str, node: RoleNode) -> Iterator[Inline]:
        target = resolved(f"#{TERM}{' '.join(name.split()).casefold()}", self._reading)
        if target:
            yield from link(words, target)
        else:
            hint = "write it into a .. glossary:: of this work"
            message = f"no glossary has the term {name}"
            self._reading.warn("missing-target", self._places.of(node), message, hint, subject=name)
            yield from words

    def _page(self, words: tuple[Inline, ...], name: str, node: RoleNode) -> Iterator[Inline]:
        """A link to another file of the work, by its path without its ending."""
        if name.partition(":")[0] in self._configuration.others:
            yield from words or (Text(printable(name.partition(":")[2])),)
            return
        address = f"/{name.strip('/')}" if name.startswith("/") else name.rstrip("/")
        target, leads = self._reading.targets.resolve(
            f"{address}.rst" if "#" not in address else address, self._reading.base
        )
        if leads is Leads.SOMEWHERE:
            yield from link(words, target)
            return
        hint = "put it into a toctree, or mend its name"
        self._reading.warn(
            "missing-target", self._places.of(node), f"no file of this work is {name}", hint, subject=name
        )
        yield from words or (Text(printable(name)),)

    def _labelled_place(self, words: tuple[Inline, ...], label: str, node: RoleNode) -> Iterator[Inline]:
        """A link to a label of any file: without words, with the heading there, or the number of a figure."""
        target = resolved(f"#{LABEL}{' '.join(label.split()).casefold()}", self._reading)
        target = target or resolved(f"#{label_name(label)}", self._reading)
        if not target and label in _LISTS:
            yield from words or (Text(_LISTS[label]),)
        elif not target and label.partition(":")[0] in self._configuration.others:
            yield from words or (Text(printable(label.partition(":")[2])),)
        elif not target:
            self._missing(label, node)
            yield from words or (Text(printable(label)),)
        elif ":" in target and not words:
            yield Reference(target, Shows.LABEL)
        else:
            yield from link(words, target)

    def _numbered(self, title: str, name: str, label: str, node: RoleNode) -> Iterator[Inline]:
        """A reference with a number; in its words, `%s` is the number."""
        target = resolved(f"#{name}", self._reading) or resolved(f"#{LABEL}{label.casefold()}", self._reading)
        if not target:
            self._missing(label, node)
            yield Text(printable(title or label))
            return
        if not title:
            yield Reference(target, Shows.LABEL)
            return
        words = _NAMED.sub(label, title)
        for number, piece in enumerate(_NUMBER.split(words)):
            if number:
                yield Reference(target, Shows.NUMBER)
            if piece:
                yield Text(printable(piece))
