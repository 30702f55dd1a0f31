"""Files and the clock: everything here touches the machine, and nothing here knows what an edition is.

| module    | holds                                                                   |
|-----------|-------------------------------------------------------------------------|
| `reading` | a file's bytes, within limits; the files below a folder                 |
| `writing` | files that are written aside and renamed; locks; what dead runs left    |
| `begun`   | a new folder, whole or not at all                                       |
| `bounds`  | where symbolic links may lead, and how large a file may be              |
| `times`   | the present, and the time of a build                                    |
"""

from kolofon.edition.files.begun import new_folder
from kolofon.edition.files.bounds import ANYWHERE, PICTURE, TEXT, Bounds, leads_out
from kolofon.edition.files.reading import (
    Folder,
    below,
    digest,
    folders,
    is_utf8,
    linked_folders,
    present,
    read_bytes,
    readable,
    relative,
)
from kolofon.edition.files.times import clock, now
from kolofon.edition.files.writing import ChangedError, inside, locked, remove, sweep, write_bytes

__all__ = [
    "ANYWHERE",
    "PICTURE",
    "TEXT",
    "Bounds",
    "ChangedError",
    "Folder",
    "below",
    "clock",
    "digest",
    "folders",
    "inside",
    "is_utf8",
    "leads_out",
    "linked_folders",
    "locked",
    "new_folder",
    "now",
    "present",
    "read_bytes",
    "readable",
    "relative",
    "remove",
    "sweep",
    "write_bytes",
]
