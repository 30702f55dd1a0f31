"""A work in a citation, as a text has it."""

from dataclasses import dataclass

__all__ = ["Cited"]


@dataclass(frozen=True, slots=True)
class Cited:
    """One work in a citation: its key, the words around it, where in it, and whether its author is left out."""

    key: str
    prefix: str = ""
    suffix: str = ""
    label: str = ""
    locator: str = ""
    bare: bool = False
