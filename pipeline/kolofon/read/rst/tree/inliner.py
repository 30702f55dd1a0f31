"""The inline parser of docutils with the place of each node, in a time that grows with the length of the text."""

import re
from collections.abc import Iterator
from types import SimpleNamespace as Struct

from docutils import nodes
from docutils.parsers.rst import states
from docutils.utils import Reporter

__all__ = ["Inliner"]

_LONGEST = 4_000
"""The most characters that docutils parses at once: for each mark without an end, it searches all that follows."""

_FEWEST = 2_000
_BREAK = re.compile(r"\n|(?<=[.!?]) ")
_SPACE = re.compile(" ")


class Inliner(states.Inliner):
    """docutils' inline parser; each node that it returns has its source and the line where its text begins."""

    # docutils looks for these in the class itself, not in the one that it is made from.
    non_whitespace_before = states.Inliner.non_whitespace_before
    non_whitespace_escape_before = states.Inliner.non_whitespace_escape_before
    non_unescaped_whitespace_escape_before = states.Inliner.non_unescaped_whitespace_escape_before
    non_whitespace_after = states.Inliner.non_whitespace_after
    simplename = states.Inliner.simplename
    uric = states.Inliner.uric
    uri_end_delim = states.Inliner.uri_end_delim
    urilast = states.Inliner.urilast
    uri_end = states.Inliner.uri_end
    emailc = states.Inliner.emailc
    email_pattern = states.Inliner.email_pattern

    def parse(
        self, text: str, lineno: int, memo: Struct, parent: nodes.Element
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The nodes of a text.  One that is longer than any paragraph is parsed piece by piece."""
        made: list[nodes.Node] = []
        messages: list[nodes.system_message] = []
        line = lineno
        for piece in _pieces(text):
            found, reported = super().parse(piece, line, memo, parent)
            source, number = _where(self.reporter, line)
            for node in found:
                node.source, node.line = source, number
            made += found
            messages += reported
            line += piece.count("\n")
        return made, messages


def _where(reporter: Reporter, line: int) -> tuple[str | None, int | None]:
    source, number = reporter.get_source_and_line(line)
    return None if source is None else str(source), number


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that are not too long: up to a line end, the end of a sentence, or else a space."""
    at = 0
    while len(text) - at > _LONGEST:
        found = _BREAK.search(text, at + _FEWEST, at + _LONGEST) or _SPACE.search(text, at + _FEWEST, at + _LONGEST)
        end = found.end() if found else at + _LONGEST
        yield text[at:end]
        at = end
    yield text[at:]
