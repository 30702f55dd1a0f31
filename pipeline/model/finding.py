"""What is wrong with a text, as a value: collected and shown, never raised."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.document import Place

__all__ = ["Excerpt", "Finding", "Severity"]


class Severity(StrEnum):
    """How much a finding weighs: an error stops an edition, a warning is to be looked at, a note is good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A message beside its translation, as both stand in the catalogue, with the pieces that a finding means.

    A piece is the index of its first character and that of the one behind it.
    """

    source: str
    translation: str
    spans: tuple[tuple[int, int], ...] = ()
    source_spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: a stable `code` (kebab-case), how much it weighs, where, what, and how to mend it.

    `excerpt` is there where the finding is about one translation; `subject` is the text that it is about, where it is
    about one.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""
    excerpt: Excerpt | None = None
    subject: str = ""
