"""From the lines of a text, docutils' tree and its messages."""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cache

from docutils import frontend, nodes
from docutils.parsers.rst import Directive, Parser, states
from docutils.statemachine import StringList
from docutils.transforms import Transformer, misc, references
from docutils.utils import new_document

from kolofon.read.rst.tree.inliner import Inliner
from kolofon.read.rst.tree.registry import own_names

__all__ = ["Message", "Parsed", "parse"]

_TRANSFORMS = (
    references.Substitutions,
    references.PropagateTargets,
    references.AnonymousHyperlinks,
    references.IndirectHyperlinks,
    references.Footnotes,
    references.ExternalTargets,
    references.InternalTargets,
    references.DanglingReferences,
    misc.Transitions,
)
_WARNING = 2
"""The lowest level of a message of docutils that is about a mistake."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message of docutils: the path and the line that it is about, its words, and the text missing from its tree."""

    path: str
    line: int
    words: str
    text: str


@dataclass(slots=True)
class Parsed:
    """A tree and the messages about it."""

    document: nodes.document
    messages: list[Message] = field(default_factory=list)

    def listen(self, message: nodes.system_message) -> None:
        """Keep a message of docutils."""
        if int(message.attributes.get("level", 0)) >= _WARNING:
            path, line = str(message.attributes.get("source") or ""), int(message.attributes.get("line") or 0)
            words = next((child.astext() for child in message.children if isinstance(child, nodes.paragraph)), "")
            text = " ".join(child.astext() for child in message.children if isinstance(child, nodes.literal_block))
            self.messages.append(Message(path, line, " ".join(words.split()), text))


_SETTINGS = {
    "_disable_config": True,
    "debug": False,
    "file_insertion_enabled": False,
    "halt_level": 5,
    "language_code": "en",
    "line_length_limit": 10**9,
    "raw_enabled": False,
    "report_level": 5,
    "smart_quotes": False,
    "syntax_highlight": "none",
    "trim_footnote_reference_space": False,
    "warning_stream": False,
}
"""docutils' settings, none of which comes from a file, the environment or the text."""


@cache
def _defaults() -> frontend.Values:
    return frontend.get_default_settings(Parser)


def parse(lines: Sequence[tuple[str, str, int]], path: str, find: Callable[[str], type[Directive]]) -> Parsed:
    """The tree of some lines, each with the path of its file and its number there, counted from 0.

    `find` returns the class for the name of a directive.  Raises RecursionError for what nests too deeply for docutils.
    """
    settings = copy(_defaults())
    vars(settings).update(_SETTINGS)
    with own_names(find):
        document = new_document(path, settings)
        parsed = Parsed(document)
        document.reporter.attach_observer(parsed.listen)
        text = StringList([line for line, _, _ in lines], items=[(source, number) for _, source, number in lines])
        machine = states.RSTStateMachine(state_classes=states.state_classes, initial_state="Body")
        machine.run(text, document, inliner=Inliner())
        transformer = Transformer(document)
        transformer.add_transforms(_TRANSFORMS)
        transformer.apply_transforms()
    return parsed
