"""A mistake in an edition, and the rules that several kinds of keys share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kolofon.edition.configuration.lines import KeyPath
from kolofon.language.validity import tag_fault

__all__ = ["Mistake", "filled", "is_safe_source", "key_of", "of_language"]

_EDITION_FILE = "edition.toml"
_PATH_STEP = re.compile(r"""[^./\\:*?"<>|\s\x00-\x1f](?:[^/\\:*?"<>|\x00-\x1f]*[^./\\:*?"<>|\s\x00-\x1f])?""")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake in an edition: the path to the key that is wrong, a message, and how to mend it."""

    path: KeyPath
    message: str
    hint: str


def key_of(path: KeyPath) -> str:
    """The name of the key that a path leads to, or leads into."""
    return next(step for step in reversed(path) if isinstance(step, str))


def filled(text: str, path: KeyPath) -> Iterator[Mistake]:
    """The mistake of a text that must not be empty."""
    if not text.strip():
        yield Mistake(path, f"{key_of(path)} is empty", "write what it is, or see what the key means")


def of_language(tag: str, path: KeyPath, *, published: bool) -> Iterator[Mistake]:
    """The mistake in the tag of a language, which may be one that an edition is published in."""
    if mistake := tag_fault(tag, published=published):
        yield Mistake(path, *mistake)


def is_safe_source(source: str) -> bool:
    """Whether a path is relative and plain: no `..`, no hidden file, nothing that some system reads otherwise."""
    return source != _EDITION_FILE and all(_PATH_STEP.fullmatch(step) for step in source.split("/"))
