"""The errors that stop an edition.

    PipelineError          exit code 1    anything below
    ├── UsageError                   2    the command line names what is not there
    ├── EditionError                 3    edition.toml, or no edition at all
    ├── SourceError                  4    the canonical text
    │   └── SourcesError             4    several of these
    ├── CatalogueError               5    a PO file
    ├── OutputError                  6    a result could not be made or written
    └── MachineError                 7    the machine lacks something that the press needs

Each says where (`place`), what, and how to mend it (`hint`).  An exception that is none of these is a fault of the
press, and keeps its traceback.
"""

TYPE_CHECKING = False  # as in `typing`, which takes time to import

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kolofon.model.document import Place

__all__ = [
    "CatalogueError",
    "EditionError",
    "MachineError",
    "OutputError",
    "PipelineError",
    "SourceError",
    "SourcesError",
    "UsageError",
]


class PipelineError(Exception):
    """An error that a user can mend."""

    exit_code = 1

    def __init__(self, message: str, *, place: "Place | None" = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    @property
    def each(self) -> "Iterator[str]":
        """The error as text; an error that represents several yields the text of each."""
        yield str(self)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        mend = f" ({self.hint})" if self.hint else ""
        return f"{where}{self.message}{mend}"


class UsageError(PipelineError):
    """The command line names what is not there."""

    exit_code = 2


class EditionError(PipelineError):
    """`edition.toml` cannot be used, or there is none."""

    exit_code = 3


class SourceError(PipelineError):
    """The canonical text cannot be read."""

    exit_code = 4


class SourcesError(SourceError):
    """Several texts that cannot be read: the errors that are shown, and `more`, a line on how many others there are."""

    def __init__(self, errors: "Sequence[SourceError]", more: str = "") -> None:
        super().__init__(errors[0].message, place=errors[0].place, hint=errors[0].hint)
        self.errors = tuple(errors)
        self.more = more

    @property
    def each(self) -> "Iterator[str]":
        """A line for each of the errors, and `more`, if there are others."""
        yield from map(str, self.errors)
        if self.more:
            yield self.more


class CatalogueError(PipelineError):
    """A PO file cannot be read."""

    exit_code = 5


class OutputError(PipelineError):
    """A result could not be made or written."""

    exit_code = 6


class MachineError(PipelineError):
    """The machine lacks something that the press needs."""

    exit_code = 7
