"""The addresses of the pages of a work whose chapters are pages of a site: from the names of their files."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath

__all__ = ["page_names", "relative"]

_SOURCE = "source"
_LONGEST = 80
_DIGITS = 8
_RESERVED = re.compile("(con|prn|aux|nul|(com|lpt)[0-9])")
"""Names that no file may have on Windows, whatever its ending."""


def page_names(work: str, paths: Mapping[str, str]) -> dict[str, str]:
    """The name of the page of each chapter, without an ending, by its id; no two are the same.

    `paths` has the source file of each chapter from the root, "" for one without; a name comes from that path below
    `source/`, without the folder of the work.  A chapter whose file it does not have for itself is named by its id.
    A name is the same in every language, and consists of small ASCII letters, digits and hyphens.
    """
    shared = Counter(paths.values())
    own = {id_: _slug(work, path) for id_, path in paths.items() if path and shared[path] == 1}
    alike = Counter(own.values())
    names = {id_: _distinct(name, paths[id_]) if alike[name] > 1 else name for id_, name in own.items()}
    taken = set(names.values())
    for id_ in paths:
        if id_ not in names:
            name = id_
            while name in taken:
                name += "-0"
            names[id_] = name
            taken.add(name)
    return names


def _slug(work: str, path: str) -> str:
    steps = [*PurePosixPath(path).parent.parts, PurePosixPath(path).stem]
    for folder in (_SOURCE, work):
        steps = steps[1:] if steps[0] == folder and len(steps) > 1 else steps
    plain = [unicodedata.normalize("NFKD", character.casefold()) for character in "/".join(steps)]
    ascii_ = "".join(character for folded in plain for character in folded if not unicodedata.combining(character))
    name = re.sub("[^a-z0-9]+", "-", ascii_).strip("-")
    lost = any(character.isalnum() and not character.isascii() for character in ascii_)
    if lost or not name or len(name) > _LONGEST:
        return _distinct(name, path)
    return f"{name}-page" if _RESERVED.fullmatch(name) else name


def _distinct(name: str, path: str) -> str:
    """A name with a digest of the path in it, so that no other path has the same."""
    digest = hashlib.sha256(path.encode()).hexdigest()[:_DIGITS]
    return f"{name[: _LONGEST - _DIGITS - 1]}-{digest}".lstrip("-")


def relative(address: str, page: str) -> str:
    """An address in the folder of a language, or in a folder in it, as a link on such a page has it."""
    folder, inside, _ = page.rpartition("/")
    if not inside:
        return address
    return address.removeprefix(f"{folder}/") if address.startswith(f"{folder}/") else f"../{address}"
