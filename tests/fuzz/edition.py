"""`edition.toml`."""

from pathlib import PurePosixPath

from kolofon.edition.configuration import read_edition
from kolofon.model.error import EditionError
from tests.fuzz.laws import refused

__all__ = ["TOKENS", "check"]

TOKENS = (
    *(
        b"identifier = ",
        b"publisher = ",
        b"source_language = ",
        b"bibliography_language = ",
        b"languages = ",
        b"[rights]\n",
    ),
    *(
        b"holder = ",
        b"licence = ",
        b"[[works]]\n",
        b"name = ",
        b"source = ",
        b"format = ",
        b"summary = ",
        b"chapters = ",
    ),
    *(b"[page]\n", b"size = ", b"gutter = ", b"margins = ", b"columns = ", b"[press]\n", b"trim = ", b"bleed = "),
    *(b"[archive]\n", b"embed = ", b"[publish]\n", b"minimum = ", b"[site]\n", b"address = ", b"[[works.parts]]\n"),
    *(
        b'"""',
        b"'''",
        b"[[",
        b"]]",
        b"{",
        b"}",
        b'"\n',
        b"true",
        b"false",
        b"1979-05-27",
        b"inf",
        b"0x1F",
        b'"../"',
        b"\\u00e9",
    ),
    *(
        b"segmentation = ",
        b'"paragraph"',
        b'"sentence"',
        b"catalogue = ",
        b'"chapter"',
        b'"markdown"',
        b"series = ",
        b"number = ",
    ),
)
PATH = "source/edition.toml"


def check(content: bytes) -> None:
    """An edition, none of whose files is outside `source/`; or it is refused."""
    try:
        edition = read_edition(content, PATH)
    except EditionError as error:
        refused(error, content)
        return
    assert edition.works
    for work in edition.works:
        named = (work.source, work.summary, *work.front, *work.chapters, *work.back)
        for path in (*named, *(chapter for part in work.parts for chapter in part.chapters)):
            assert not path.startswith("/"), path
            assert ".." not in PurePosixPath(path).parts, path
