"""Types for what is used of pydyf's files, which have none."""

from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence
from typing import Protocol

__all__ = ["File", "Object", "object_at"]


class Object(Protocol):
    """A dictionary, or a stream: a list of operators, or of what else it holds, that may be compressed."""

    number: int
    generation: int
    free: str
    compressible: bool
    reference: bytes
    data: bytes
    stream: list[object]
    compress: bool

    def __getitem__(self, key: str) -> object: ...
    def __setitem__(self, key: str, value: object) -> None: ...
    def get(self, key: str, default: object) -> object: ...  # noqa: D102  pydyf's own
    def update(self, entries: Mapping[str, object]) -> None: ...  # noqa: D102  pydyf's own
    def pop(self, key: str, default: object) -> object: ...  # noqa: D102  pydyf's own
    def clear(self) -> None: ...  # noqa: D102  pydyf's own


class File(Protocol):
    """A file before it is written.

    It has a catalogue, what is said of it, its objects by their numbers, its pages by their references.
    """

    catalog: MutableMapping[str, object]
    objects: MutableSequence[Object]
    pages: Object
    info: Object | None

    @property
    def page_references(self) -> Sequence[bytes]: ...  # noqa: D102  pydyf's own

    def add_object(self, thing: object) -> None: ...  # noqa: D102  pydyf's own
    def add_page(self, page: object) -> None: ...  # noqa: D102  pydyf's own
    def write(self, file: object, version: object, identifier: object, compress: object) -> None: ...  # noqa: D102  pydyf's own


def object_at(pdf: File, reference: object) -> Object:
    """The object that a reference such as b"12 0 R" leads to; TypeError for what is none."""
    if not isinstance(reference, bytes):
        raise TypeError(reference)
    return pdf.objects[int(reference.split()[0])]
