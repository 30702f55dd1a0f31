"""Reading and writing real PO files, held against `msgcat --no-wrap`.

    python -m tests.bench.real_catalogues FOLDER…

Every `.po` and `.pot` below the folders (unpack packages of Debian or PyPI there) is read and written, and so it is by
msgcat, which is told to write UTF-8 as we do.  Prints how many come out the same, and each that does not, with the
first line that differs.
"""

import subprocess
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from kolofon.catalogue.po import read_po, write_po
from kolofon.model.error import CatalogueError
from tests.machine import needs


def compare(path: Path) -> str:
    """Nothing where both write the same, else what differs."""
    done = subprocess.run(
        [needs("msgcat"), "--no-wrap", "--to-code=UTF-8", str(path)], capture_output=True, check=False
    )
    try:
        ours = write_po(read_po(path.read_bytes(), str(path))[0])
    except CatalogueError as error:
        return f"refused by {'both' if done.returncode else 'us alone'}: {error}"
    if done.returncode:
        return f"refused by msgcat alone: {done.stderr.decode(errors='replace').splitlines()[0]}"
    if ours == done.stdout:
        return ""
    pairs = zip_longest(ours.splitlines(), done.stdout.splitlines(), fillvalue=b"")
    mine, theirs = next((one, other) for one, other in pairs if one != other)
    return f"ours {mine.decode()!r}, msgcat's {theirs.decode()!r}"


def catalogues(folders: list[str]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in Path(folder).rglob("*.po*") if path.suffix in {".po", ".pot"})


if __name__ == "__main__":
    results = {path: compare(path) for path in catalogues(sys.argv[1:])}
    for path, difference in results.items():
        if difference:
            sys.stdout.write(f"{path}: {difference}\n")
    same = sum(not difference for difference in results.values())
    sys.stdout.write(f"{len(results)} files, {same} the same byte for byte\n")
