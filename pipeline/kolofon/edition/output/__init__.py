"""The folder `output/` of an edition.  It has the files that the press makes, and may have others.

| module      | holds                                                                 |
|-------------|-----------------------------------------------------------------------|
| `artefacts` | finished files → `output/`                                            |
| `own_files` | the files in `output/` that the press made, and their removal         |
| `manifest`  | the list of the files that the press made, with their digests         |
| `location`  | the folder of the edition, and where in `output/` not to write        |

The manifest, `output/.kolofon/made.sha256`, lists the files of the press.  It replaces and removes only files that are
in the manifest and have the digest that they have there.  Every other file in `output/` belongs to somebody else.
"""

from kolofon.edition.output.artefacts import Written, write, write_traceback
from kolofon.edition.output.location import check, edition_folder
from kolofon.model.edition import EDITION

__all__ = ["EDITION", "Written", "check", "edition_folder", "write", "write_traceback"]
