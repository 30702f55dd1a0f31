"""`kolofon watch` builds an edition, and builds it again whenever one of its files is saved.

All builds are made in one process, so nothing is imported twice, and what was read and set before is in the store.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kolofon.commands.build import Built, Wanted, build
from kolofon.edition.files import present
from kolofon.edition.project import EDITION, open_project
from kolofon.edition.store.folder import Store
from kolofon.edition.store.open import open_store
from kolofon.edition.watcher import FileWatcher
from kolofon.model.error import MachineError, UsageError

__all__ = ["watch"]

Tell = Callable[[str], None]


def watch(
    root: Path, wanted: Wanted, environment: Mapping[str, str], tell: Tell, warn: Tell
) -> Iterator[Built | Exception]:
    """Build the edition in a folder, and again after each change of its files, without end.

    Yields the result of each build, or the exception that stopped it.  What changes meanwhile is in the next build.
    `tell` is called with the next long step, and `warn` if the system cannot watch the files.  Raises UsageError or
    MachineError if the first build does, MachineError if watchfiles is not installed, and EditionError if there is no
    edition.
    """
    watching = FileWatcher(root, environment, warn)
    store = open_store(root, environment)
    first = _built(root, store, wanted, environment, tell)
    if isinstance(first, UsageError | MachineError) or (isinstance(first, Exception) and not present(root / EDITION)):
        raise first
    yield first
    for _ in watching.changes():
        yield _built(root, store, wanted, environment, tell)


def _built(root: Path, store: Store, wanted: Wanted, environment: Mapping[str, str], tell: Tell) -> Built | Exception:
    """A build of the edition as it is now."""
    try:
        return build(replace(open_project(root), store=store), wanted, environment, tell)
    except Exception as error:  # noqa: BLE001  whatever it is, it may be mended by the next change
        return error
