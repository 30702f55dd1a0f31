"""What WeasyPrint writes amiss, put right in the finished PDF before it is saved.

Each mend is for the one version that it was written against and has a test that fails without it, so that an upgrade
is a decision: look whether a mend is still owed, then change `WRITTEN_FOR`.
"""

from collections.abc import Iterable

from pipeline.model.error import MachineError

__all__ = ["WRITTEN_FOR", "assert_version", "name_table_headers"]

WRITTEN_FOR = "69.0"


def assert_version(version: str) -> None:
    """Raise MachineError if another version of WeasyPrint is installed than these mends are for."""
    if version != WRITTEN_FOR:
        raise MachineError(
            f"WeasyPrint {version} is installed, and this press is made for {WRITTEN_FOR}",
            hint="install what the lock says",
        )


def name_table_headers(objects: Iterable[object]) -> None:
    """Name the header cells of tables by their order (`h1`, `h2`…) among all the objects of a PDF.

    WeasyPrint names them by their address in memory, which is another in each process, so that no two files are alike
    (ISO 32000-1, 14.8.5.7: `Headers` holds the `ID`s of the cells that head this one).
    """
    cells = [thing for thing in objects if isinstance(thing, dict) and thing.get("S") in {"/TH", "/TD"}]
    heads = [cell for cell in cells if "ID" in cell]
    names = {head["ID"].string: type(head["ID"])(f"h{number}") for number, head in enumerate(heads, 1)}
    for head in heads:
        head["ID"] = names[head["ID"].string]
    for cell in cells:
        if "Headers" in cell.get("A", ()):
            headers = cell["A"]["Headers"]
            headers[:] = [names[name.string] for name in headers]
