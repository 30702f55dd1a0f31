"""The folder `output/` of an edition.  It has the files that the press makes, and may have others.

| module      | holds                                                                 |
|-------------|-----------------------------------------------------------------------|
| `artefacts` | finished files, written                                               |
| `known`     | the files that the press knows as its own, and their removal          |
| `manifest`  | the list of the files that the press made, with their digests         |
| `location`  | the folder that has the edition, and where nothing may be written     |

The press knows its files by the manifest, `output/.kolofon/made.sha256`.  It replaces and removes only files that are
in the manifest and have the digest that they have there.  Every other file in `output/` belongs to somebody else.
"""

from kolofon.edition.output.artefacts import Written, write, write_traceback
from kolofon.edition.output.location import check, edition_folder
from kolofon.model.edition import EDITION

__all__ = ["EDITION", "Written", "check", "edition_folder", "write", "write_traceback"]
