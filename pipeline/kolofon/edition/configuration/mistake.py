"""A mistake in `edition.toml`."""

from dataclasses import dataclass

from kolofon.edition.configuration.lines import KeyPath

__all__ = ["Mistake"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake in an edition: the path to the key that is wrong, a message, and how to mend it."""

    path: KeyPath
    message: str
    hint: str
