"""The values that the modules of this package share while a file is read."""

from dataclasses import dataclass

from kolofon.read.reading import Reading
from kolofon.read.rst.sphinx.configuration import Configuration
from kolofon.read.rst.tree.includes import Files
from kolofon.read.rst.tree.places import Places

__all__ = ["Context"]


@dataclass(frozen=True, slots=True)
class Context:
    """The reading of a file, the settings of its project, the files beside it, and the places of its nodes."""

    reading: Reading
    configuration: Configuration
    files: Files
    places: Places
