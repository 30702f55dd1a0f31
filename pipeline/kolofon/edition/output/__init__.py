"""The folder `output/` of an edition, which holds what the press makes and may hold what it did not make.

| module     | holds                                                               |
|------------|---------------------------------------------------------------------|
| `made`     | what was made is written                                            |
| `known`    | the files that the press knows as its own, and their removal        |
| `manifest` | the list of the made files and their digests, as text               |
| `where`    | which folder holds the edition, and where nothing may be written    |

The press knows its files by the manifest, `output/.kolofon/made.sha256`.  It replaces and removes only what is in that
list and still has the digest that it has there.  Everything else in `output/` is somebody's own.
"""

from kolofon.edition.output.made import Written, write, write_traceback
from kolofon.edition.output.where import check, edition_folder
from kolofon.model.edition import EDITION

__all__ = ["EDITION", "Written", "check", "edition_folder", "write", "write_traceback"]
