"""Findings for words of a file that are nowhere in the document: unused definitions, and words that were lost."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from docutils import nodes

from kolofon.read.rst.context import Context
from kolofon.read.rst.tree.nodes import value, values, within
from kolofon.read.sections.missing_words import strings
from kolofon.read.sections.passages import Chapter
from kolofon.read.text import Line

__all__ = ["report_missing_words", "report_unused"]

_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
# What is written around words, and no word itself.
_MARKUP = re.compile(
    r"^\s*\.\. (?:class|cssclass|default-role|role|rst-class)::.*$"  # what changes the markup itself
    r"|^\s*:(?:class|format|language):\s*[\w-]+$"  # its options
    r"|^\s*:(?:start|end)-(?:after|at|before):.*$|^\s*:pyobject:.*$"  # where a part of a file begins and ends
    r"|^\s*(?:\.\. )?(?:\|[^|]*\| )?[\w:+.-]+::(?=\s|$)"  # the name of a directive
    r"|^\s*\.\. _[^\n]*?:(?=\s|$)"  # a name
    r"|^\s*\.\. \[[^\]\s]*\]"  # the label of a note
    r"|^\s*:[^:`]+(?: [^:`]*)?:(?=\s|$)"  # the name of a field or an option
    r"|^\s*\(?(?:[A-Za-z]|[ivxlcdmIVXLCDM]+|\#)[.)](?=\s)"  # the number of an item
    r"|:(?:\w+:)?(?:ref|doc|numref|eq|any):`[^`<]*`"  # a reference that shows a heading or a number
    r"|(?<=[:\s])(?:single|pair|triple|see|seealso|module|keyword|operator|object|exception|statement|builtin):(?=\s)"
    r"|:[\w.+:-]+:(?=`)|(?<=`):[\w.+:-]+:"  # the name of a role
    r"|(?<=[\s:])(?:0x|x|U\+?|u)[0-9A-Fa-f]{2,8}(?!\w)"  # a character by its number
    r"|<[^<>`]*>(?=`)|`[^`<>]*<[^<>`]*$|^[^`<>]*>(?=`)"  # a target, which may go on in the next line
    r"|\.\. [\w:+.-]+::(?=\s|$)"  # a directive in a cell
    r"|(?<=::)\s*(?:none|text|default|guess)\s*$"  # no language of a listing
    r"|(?<=`)[~!][\w.:/]*[.:/](?=\w)"  # modules that are not shown
    r"|\|[^|\s][^|]*\|_{0,2}"  # a substitution
    r"|\[\#?[\w.+:-]*\]_"  # the call of a note
)


def report_unused(document: nodes.document, context: Context) -> None:
    """Add a finding for each definition of this file that nothing uses: addresses and substitutions."""
    reading, places = context.reading, context.places
    used = {name for node in within(document) if isinstance(node, nodes.reference) for name in _called(node)}
    for node in within(document):
        if isinstance(node, nodes.target) and value(node, "refuri"):
            names = {name.lower() for name in values(node, "names")}
            if names and not names & used and str(node.source or reading.path) == reading.path and not _is_inline(node):
                definition = f"{', '.join(sorted(names))}: {value(node, 'refuri')}"
                reading.note(
                    "unused-reference", places.of(node), f"no link uses this definition: {definition}", definition
                )
        elif isinstance(node, nodes.substitution_definition) and str(node.source or reading.path) == reading.path:
            definition = " ".join(node.rawsource.split())
            if not _WORD.search(definition):
                continue
            names = set(values(node, "names"))
            substituted = {name.strip("|_").lower() for name in re.findall(r"\|[^|\n]+\|", _text(context))}
            if not {name.lower() for name in names} & substituted:
                reading.note(
                    "unused-reference", places.of(node), f"nothing uses this definition: {definition}", definition
                )


def _called(node: nodes.reference) -> Iterator[str]:
    yield value(node, "refname").lower()
    yield value(node, "name").lower()
    yield " ".join(node.astext().split()).lower()


def _is_inline(node: nodes.Node) -> bool:
    return isinstance(node.parent, nodes.TextElement)


def _text(context: Context) -> str:
    lines = context.files.lines.get(context.reading.path, ())
    return "\n".join(line.text for line in lines if not line.text.lstrip().startswith(".. |"))


def report_missing_words(chapter: Chapter, document: nodes.document, lines: Sequence[Line], context: Context) -> None:
    """Add a finding for each line with words that are neither in the chapter nor in a finding, as the last resort.

    The entries of a toctree are in the list of chapters, the argument of a container is the name of a style, and that
    of an include is the path of a file whose text is here.
    """
    reading = context.reading
    there: set[str] = {word for path in context.files.lines for word in _WORD.findall(path)}
    for node in within(document):
        kind = value(node, "directive")
        if kind in ("container", "highlight") or (kind == "toctree" and reading.work.summary):
            there.update(_WORD.findall(node.rawsource if kind == "toctree" else value(node, "argument")))
    for text in strings(chapter):
        there.update(_WORD.findall(text))
    for finding in reading.findings:
        there.update(_WORD.findall(finding.subject))
        there.update(_WORD.findall(finding.message))
    for line in lines:
        if lost := min((_lost(text, there) for text in _readings(line.text)), key=len):
            words = " ".join(lost)
            message = f"of this line {words} is not printed: {line.text.strip()}"
            reading.note("unprinted-words", line.place(len(line.text) - len(line.text.lstrip())), message, words)


def _readings(line: str) -> Iterator[str]:
    """The ways in which a line may be written in the document: a backslash and a brace are a letter, or markup."""
    yield line
    if "\\" in line:
        yield line.replace("\\", "")
        # A space behind one joins what is around it.
        yield line.replace("\\ ", "").replace("\\", "")
    if "{" in line:
        yield line.replace("{", "").replace("}", "")


def _lost(text: str, there: AbstractSet[str]) -> list[str]:
    words = _WORD.findall(_MARKUP.sub(" ", text))
    # A reference ends in an underscore.
    return [word for word in words if word not in there and word.rstrip("_") not in there and _LETTER.search(word)]
