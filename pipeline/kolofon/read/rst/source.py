"""The lines that docutils parses: those of a file, between what its project puts around each."""

import posixpath
import re
from collections.abc import Iterator, Sequence

from kolofon.read.reading import Reading
from kolofon.read.rst.configuration import Configuration, configuration
from kolofon.read.rst.included import parsed_line
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


def lines_around(lines: Sequence[Line], told: Configuration, path: str) -> Iterator[tuple[str, str, int]]:
    """The lines of a file with those before and after it, each with the path of its file and its number, from 0.

    The substitutions `version` and `release` are those of the project, where the text does not say what they are.
    """
    around = path if not told.path else f"{told.path}"
    for text in told.prolog.splitlines():
        yield parsed_line(text), around, 0
    if told.prolog:
        yield "", around, 0
    for line in lines:
        yield parsed_line(line.text), path, line.number - 1
    yield "", around, 0
    for text in told.epilog.splitlines():
        yield parsed_line(text), around, 0
    whole = "\n".join([told.prolog, told.epilog, *(line.text for line in lines)])
    for name, words in (("version", told.version), ("release", told.release)):
        if words and f"|{name}|" in whole and not re.search(rf"\.\. \|{name}\|", whole):
            yield "", around, 0
            yield f".. |{name}| replace:: {' '.join(words.split())}", around, 0
