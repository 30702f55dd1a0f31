"""Plain text of Project Gutenberg, from the source text to the page."""

from kolofon.model.edition import SourceFormat
from tests.fuzz.laws import reads
from tests.reading import Reader

__all__ = ["TOKENS", "check"]

TOKENS = (
    b"*** START OF THE PROJECT GUTENBERG EBOOK X ***\n",
    b"*** END OF THE PROJECT GUTENBERG EBOOK X ***\n",
    b"Title: ",
    b"Produced by ",
    b"\n\n\n",
    b"CONTENTS\n\n",
    b"CHAPTER I.\n",
    b"BOOK THE FIRST\n\n",
    b"XIV. ",
    b"    ",
    b"[Footnote 1: ",
    b"[1]",
    b"[Illustration: ",
    b"]",
    b"_",
    b"=",
    b"--\n",
    b"* * * * *\n",
)
GUTENBERG = Reader(SourceFormat.GUTENBERG)


def check(content: bytes) -> None:
    """As `reads` has it."""
    reads(GUTENBERG, content)
