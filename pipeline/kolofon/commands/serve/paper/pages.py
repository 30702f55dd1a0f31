"""A PDF as pictures of its pages, and what is on each, by pdfium, which is not safe for threads."""

import ctypes
import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property

import pypdfium2 as pdfium
from pypdfium2 import raw

from kolofon.commands.serve.paper.pdfium import Page, glyphs_of, tree_of, utf16
from kolofon.commands.serve.paper.reading_order import Block, in_order

__all__ = ["Pages"]

_LOCK = threading.RLock()
"""BookCache during each call of pdfium's, whichever document it is about."""
_COMPRESSION = 3
"""That of pictures, of 9: on this machine's loopback, bytes are cheaper than time."""


class Pages:
    """The pages of a PDF, which are numbered from 1."""

    def __init__(self, content: bytes) -> None:
        with _LOCK:
            self._pdf = pdfium.PdfDocument(content)
            self.sizes = tuple(self._pdf.get_page_size(number) for number in range(len(self._pdf)))
        self._blocks: dict[int, list[Block]] = {}

    def close(self) -> None:
        """Close the document in pdfium."""
        with _LOCK:
            self._pdf.close()

    @cached_property
    def names(self) -> dict[str, int]:
        """The pages of the ids of the book that links lead to."""
        with _LOCK:
            return dict(_destinations(self._pdf))

    def picture(self, page: int, width: int) -> bytes:
        """A page as a PNG of so many pixels from left to right."""
        with _LOCK, _opened(self._pdf, page) as opened:
            drawn = opened.render(scale=width / self.sizes[page - 1][0]).to_pil()
        file = io.BytesIO()
        drawn.convert("RGB").save(file, "PNG", compress_level=_COMPRESSION)
        return file.getvalue()

    def blocks(self, page: int) -> list[Block]:
        """The blocks of a page in reading order; none in a PDF without a structure tree."""
        with _LOCK:
            if page not in self._blocks:
                with _opened(self._pdf, page) as opened:
                    self._blocks[page] = in_order(tree_of(opened), glyphs_of(opened))
            return self._blocks[page]


@contextmanager
def _opened(pdf: Sequence[Page], page: int) -> Iterator[Page]:
    opened = pdf[page - 1]
    try:
        yield opened
    finally:
        opened.close()


def _destinations(pdf: object) -> Iterator[tuple[str, int]]:
    length = ctypes.c_long()
    for number in range(raw.FPDF_CountNamedDests(pdf)):
        length.value = 0
        raw.FPDF_GetNamedDest(pdf, number, None, length)
        if length.value <= 0:
            continue
        name = ctypes.create_string_buffer(length.value)
        target = raw.FPDF_GetNamedDest(pdf, number, name, length)
        page = raw.FPDFDest_GetDestPageIndex(pdf, target) if target else -1
        if page >= 0:
            yield utf16(name, length.value), page + 1
