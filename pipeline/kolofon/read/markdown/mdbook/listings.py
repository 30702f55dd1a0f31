"""From a listing, the lines of it that are printed, and its language.

In a book of mdBook, lines of Rust that begin with `# `, or are `#` alone, are for its tests, and hidden; `##` is a `#`
that is printed.  Other languages have such lines where `book.toml` or the fence has their beginning:

    ```python,hidelines=!!!
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kolofon.model.document import Place
from kolofon.model.finding import Severity
from kolofon.read.findings.groups import listed
from kolofon.read.markdown.mdbook.settings import Settings, settings
from kolofon.read.reading import Reading
from kolofon.read.text import Line

__all__ = ["Listing", "Listings"]

_CLASS = re.compile(r"(?<=[{ ])\.([\w+#-]+)")
_RUST = "rust"
_BORING = re.compile(r"(\s*)#(#?)(.*)")
_SEPARATORS = re.compile(r"[,\s]+")
_SIGN = "hidelines="


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing: its text, the name of its language, the rest of the words behind its fence, the place of each line."""

    text: str
    syntax: str
    rest: str
    places: Sequence[Place]


class Listings:
    """Reads the listings of one file."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def _settings(self) -> Settings:
        return settings(self._reading)

    def listing(self, text: str, info: str, lines: Sequence[Line]) -> Listing:
        """A listing of a text; `info` are the words behind its fence, and `lines` begin with its lines in the file.

        Hidden lines are in a finding of the code `hidden-lines`.
        """
        syntax, rest = _parted(info)
        if not self._reading.work.summary or info.startswith("{"):
            return Listing(text, syntax, rest, list(_places(text.split("\n"), lines)))
        syntax, *attributes = [word for word in _SEPARATORS.split(info) if word] or [""]
        own = next((word.removeprefix(_SIGN) for word in attributes if word.startswith(_SIGN)), None)
        rest = " ".join(word for word in attributes if not word.startswith(_SIGN))
        shown: list[str] = []
        places: list[Place] = []
        written = text.split("\n")
        for line, place in zip(written, _places(written, lines), strict=True):
            seen = self._seen(line, syntax, own)
            if seen is not None:
                shown.append(seen)
                places.append(place)
            elif line.strip("# \t"):
                self._reading.findings.append(listed("hidden-lines", Severity.NOTE, place, line.strip()))
        return Listing("\n".join(shown), syntax, rest, places)

    def _seen(self, line: str, syntax: str, own: str | None) -> str | None:
        """A line as it is shown; None if it is hidden."""
        if syntax == _RUST:
            found = _BORING.fullmatch(line)
            if found and found[2]:
                return f"{found[1]}#{found[3]}"
            return None if found and (not found[3] or found[3][0] == " ") else line
        sign = self._settings.hidden.get(syntax) if own is None and syntax else own
        return None if sign and line.lstrip().startswith(sign) else line


def _parted(info: str) -> tuple[str, str]:
    """The language of a listing and the rest of its info, from `python linenos` or `{.python linenos}`."""
    if info.startswith("{") and (found := _CLASS.search(info)):
        return found[1], f"{info[: found.start()]}{info[found.end() :]}".strip("{} \t")
    syntax, _, rest = info.partition(" ")
    return syntax, rest.strip()


def _places(written: Sequence[str], lines: Sequence[Line]) -> Iterator[Place]:
    """The place of the first character of each line of a listing.  In a list they are indented in the file."""
    for number, text in enumerate(written):
        if number < len(lines):
            yield lines[number].place(max(lines[number].text.rfind(text), 0))
        else:
            yield lines[-1].place() if lines else Place("")
