"""A picture of two pages in a reading system: `python -m tests.bench.read_epub BOOK.epub PICTURE.png [FILE]`.

FILE is the chapter at which the book is opened, the first of the contents if none is named.
source/handbook/images/reader.png is made so.
`tests/test_reading_system.py` holds what the book must do there.
"""

import sys
from pathlib import Path

from tests.browser import chromium
from tests.reader import reading


def main(book: str, picture: str, file: str = "") -> None:
    """Take the picture."""
    with chromium() as browser, reading(browser, Path(book)) as reader:
        reader.go(file or reader.contents()[0][1])
        reader.fonts()
        reader.page.screenshot(path=picture)


if __name__ == "__main__":
    main(*sys.argv[1:])
