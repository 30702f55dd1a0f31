"""One file while it is read: what its modules share."""

from dataclasses import dataclass

from kolofon.read.reading import Reading
from kolofon.read.rst.configuration import Configuration
from kolofon.read.rst.included import Files
from kolofon.read.rst.places import Places

__all__ = ["Context"]


@dataclass(frozen=True, slots=True)
class Context:
    """The reading of a file, the settings of its project, the files beside it, and the places of its nodes."""

    reading: Reading
    configuration: Configuration
    files: Files
    places: Places
