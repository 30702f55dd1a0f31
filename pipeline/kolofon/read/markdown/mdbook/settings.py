"""The settings in a book's `book.toml` that its text depends on."""

import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from kolofon.read.reading import Reading

__all__ = ["Settings", "settings"]

_FILE = "book.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """The beginning of hidden lines, for each language of listings that has one; whether MathJax sets formulas."""

    hidden: Mapping[str, str] = field(default_factory=dict)
    mathjax: bool = False


def settings(reading: Reading) -> Settings:
    """The settings in the nearest `book.toml`, in the folder of the list of chapters or one above it.

    The defaults for a text without a list of chapters, and for a file that is not TOML.
    """
    if not reading.work.summary:
        return Settings()
    for folder in PurePosixPath(reading.work.summary).parents:
        if (content := reading.beside.content(str(folder / _FILE))) is not None:
            return _read(content)
    return Settings()


def _read(content: bytes) -> Settings:
    with suppress(UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        book = tomllib.loads(content.decode("utf-8-sig"))
        hidden = _table(book, ("output", "html", "code", "hidelines"))
        signs = {name: sign for name, sign in hidden.items() if isinstance(sign, str) and sign}
        return Settings(signs, _table(book, ("output", "html")).get("mathjax-support") is True)
    return Settings()


def _table(value: object, steps: Iterable[str]) -> Mapping[str, object]:
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}
