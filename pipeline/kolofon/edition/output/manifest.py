"""The list of the files that the press made, with their digests, as sha256sum(1) writes and checks it.

cd output && sha256sum --check .kolofon/made.sha256
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

__all__ = ["Digests", "read_manifest", "write_manifest"]

Digests = Mapping[PurePosixPath, frozenset[str]]
"""SHA-256 digests in hexadecimal, by the paths of files from `output/`.

A file has several while it is being replaced; if the press ends then, either file is known.
"""

_LINE = re.compile(r"(\\?)([0-9a-f]{64}) [ *](.+)")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_ESCAPED = {escape: character for character, escape in _ESCAPES.items()}


def read_manifest(content: bytes) -> Digests:
    """The digests in a manifest.  Other lines are passed over, so the files that they mean are not touched.

    So are paths that do not stay below `output/`, or are in a hidden folder at its top, because somebody may have
    written the manifest of an edition to do harm.
    """
    found: dict[PurePosixPath, frozenset[str]] = {}
    for path, digest in _lines(content.decode(errors="surrogateescape")):
        hidden = path.parts[:1] and path.parts[0].startswith(".")
        if path.parts and not hidden and not path.is_absolute() and ".." not in path.parts:
            found[path] = found.get(path, frozenset()) | {digest}
    return found


def _lines(text: str) -> Iterator[tuple[PurePosixPath, str]]:
    for line in text.split("\n"):
        match = _LINE.fullmatch(line)
        if match:
            escaped, digest, name = match.groups()
            if escaped:
                name = re.sub(r"\\[\\nr]", lambda found: _ESCAPED[found[0]], name)
            if "\0" not in name:
                yield PurePosixPath(name), digest


def write_manifest(digests: Digests) -> bytes:
    """The text of a manifest, ordered by path."""
    lines: list[str] = []
    for path in sorted(digests):
        name = re.sub(r"[\\\n\r]", lambda found: _ESCAPES[found[0]], str(path))
        escaped = "\\" if name != str(path) else ""
        lines += [f"{escaped}{digest}  {name}\n" for digest in sorted(digests[path])]
    return "".join(lines).encode(errors="surrogateescape")
