"""A work in a citation of a text."""

from dataclasses import dataclass

__all__ = ["Cited"]


@dataclass(frozen=True, slots=True)
class Cited:
    """One work in a citation: its key, the words around it, the locator, and whether the author is left out."""

    key: str
    prefix: str = ""
    suffix: str = ""
    label: str = ""
    locator: str = ""
    bare: bool = False
