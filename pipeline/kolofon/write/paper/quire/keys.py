"""Keys for the store: digests of everything that a quire depends on."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from html import unescape
from importlib.metadata import version
from urllib.parse import unquote

import msgspec

from kolofon.write.paper.quire.job import Job
from kolofon.write.paper.quire.values import UNKNOWN
from kolofon.write.paper.weasyprint.faces import versions
from kolofon.write.paper.weasyprint.modules import VERSION

__all__ = ["Keys", "digest"]

_ADDRESS = re.compile(r"""(?:["']|url\()([^"'()]+)""")

_FORM = 6
"""The form of a stored quire; a new one for each change of `values` or of what is drawn."""


class Keys:
    """The keys of the quires of a book.

    They are of everything that flows into one: the portion with its style, its side, the pages that it shows, the files
    of the fonts, the pictures that it may show, the kind of PDF, and the versions of what sets it; `same` is of what
    they have in common.
    """

    def __init__(self, job: Job) -> None:
        kind = job.kind
        self._job = job
        self.same = digest(
            _FORM,
            version("kolofon"),
            VERSION,
            version("pyphen"),
            version("pillow"),
            version("pyicu-wheels"),
            version("ziamath"),
            version("ziafont"),
            *versions(),
            kind.variant,
            kind.suffix,
            kind.sheet,
            kind.inks,
            sorted(job.files),
            str(job.place),
            job.whole,
        )

    def base(self, page: str, *, recto: bool) -> str:
        """The key of a portion that begins on a recto, or on a verso, whatever pages it shows."""
        images = self._job.images
        shown = [(name, hashlib.sha256(images[name]).hexdigest()) for name in _named(page, images)]
        return digest(self.same, page, recto, shown)

    def full(self, base: str, asked: Sequence[str], pages: Mapping[str, str] | None) -> str:
        """The key of a quire that shows the pages of these ids."""
        return digest(base, [(name, UNKNOWN if pages is None else pages.get(name, "")) for name in asked])


def _named(page: str, images: Mapping[str, bytes]) -> list[str]:
    """The pictures that a page may show: those that it names, and all, if its style names any."""
    style, _, body = page.partition("<body")
    if "url(" in style:
        return sorted(images)
    return sorted({unquote(unescape(address)) for address in _ADDRESS.findall(body)} & set(images))


def digest(*values: object) -> str:
    """A key of values that MessagePack can write."""
    return hashlib.sha256(msgspec.msgpack.encode(values)).hexdigest()
