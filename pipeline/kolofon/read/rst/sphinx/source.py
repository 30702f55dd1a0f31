"""The lines that docutils parses: those of a file, between the prolog and the epilog of its project."""

import posixpath
import re
from collections.abc import Iterator, Sequence

from kolofon.read.reading import Reading
from kolofon.read.rst.sphinx.configuration import Configuration, configuration
from kolofon.read.rst.tree.includes import parsed_line
from kolofon.read.text import Line

__all__ = ["lines_around", "project_of"]

_NAME = "conf.py"


def project_of(reading: Reading) -> Configuration:
    """The settings of the project of a file: the `conf.py` beside its list of chapters, or the nearest above."""
    first = posixpath.dirname(reading.work.summary or reading.base)
    folder = first
    while True:
        path = posixpath.join(folder, _NAME)
        content = reading.beside.content(path)
        if content is not None:
            return configuration(content, path)
        if not folder:
            return configuration(None, posixpath.join(first, _NAME))
        folder = posixpath.dirname(folder)


def lines_around(lines: Sequence[Line], project: Configuration, path: str) -> Iterator[tuple[str, str, int]]:
    """The lines of a file with those before and after it, each with the path of its file and its number, from 0.

    The substitutions `version` and `release` are those of the project, where the text does not define them.
    """
    around = project.path or path
    for text in project.prolog.splitlines():
        yield parsed_line(text), around, 0
    if project.prolog:
        yield "", around, 0
    for line in lines:
        yield parsed_line(line.text), path, line.number - 1
    yield "", around, 0
    for text in project.epilog.splitlines():
        yield parsed_line(text), around, 0
    whole = "\n".join([project.prolog, project.epilog, *(line.text for line in lines)])
    for name, words in (("version", project.version), ("release", project.release)):
        if words and f"|{name}|" in whole and not re.search(rf"\.\. \|{name}\|", whole):
            yield "", around, 0
            yield f".. |{name}| replace:: {' '.join(words.split())}", around, 0
