"""The files beside a text, which it may include: their content, and a record of those that were looked up."""

import hashlib
import posixpath
from collections.abc import Callable, Mapping

__all__ = ["Beside", "nothing_beside", "path_from"]


class Beside:
    """The files below `source/`, by their paths there, while one text is read.

    It remembers each path that was looked up, so that the text is read again when one of these files changes, comes or
    goes.  `find` returns the files, and is called at the first look-up only.
    """

    def __init__(self, find: Callable[[], Mapping[str, bytes]]) -> None:
        self._find = find
        self._files: Mapping[str, bytes] | None = None
        self._asked: dict[str, str] = {}

    @property
    def asked(self) -> Mapping[str, str]:
        """The paths that were looked up, each with the SHA-256 of its file in hexadecimal; empty for no file."""
        return self._asked

    def content(self, path: str) -> bytes | None:
        """The bytes of a file by its path below `source/`; None if there is none.

        Raises `SourceError` for a file that cannot be read.
        """
        self.digest(path)
        files = self._there()
        return files[path] if path in files else None  # noqa: SIM401  a folder reads a file only where its content is needed

    def digest(self, path: str) -> str:
        """The SHA-256 of a file in hexadecimal; empty if there is none.  Errors as in `content`."""
        if path not in self._asked:
            self._asked[path] = self._digest(path)
        return self._asked[path]

    def unchanged(self, asked: Mapping[str, str]) -> bool:
        """Whether files have the digests that are given, by their paths; if so, these paths count as looked up."""
        same = all(self._digest(path) == digest for path, digest in asked.items())
        if same:
            self._asked.update(asked)
        return same

    def _digest(self, path: str) -> str:
        files = self._there()
        return hashlib.sha256(files[path]).hexdigest() if path in files else ""

    def _there(self) -> Mapping[str, bytes]:
        if self._files is None:
            self._files = self._find()
        return self._files


def nothing_beside() -> Beside:
    """The files beside a text without any: none."""
    return Beside(dict)


def path_from(base: str, address: str) -> str | None:
    """The path below `source/` of a file that a text names, from the text's own path `base`; None if it leads out."""
    if not address or "\\" in address or "\0" in address or address.startswith("/"):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), address))
    return None if path.startswith("../") or path in (".", "..") else path
