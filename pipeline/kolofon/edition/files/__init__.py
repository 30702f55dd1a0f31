"""Files and the clock; nothing here knows what an edition is.

| module       | holds                                                                  |
|--------------|------------------------------------------------------------------------|
| `read`       | the bytes of a file, within limits; the files below a folder           |
| `write`      | files written aside and renamed; locks; removal of what was left aside |
| `new_folder` | a new folder, made whole or not at all                                 |
| `bounds`     | the folders that symbolic links may lead to, and the largest file      |
| `times`      | the present, and the time of a build                                   |
| `git`        | git, asked about a folder                                              |
"""

from kolofon.edition.files.bounds import ANYWHERE, PICTURE, TEXT, Bounds, leads_out
from kolofon.edition.files.git import git
from kolofon.edition.files.new_folder import new_folder
from kolofon.edition.files.read import (
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
from kolofon.edition.files.write import ChangedError, inside, locked, remove, sweep, write_bytes

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
    "git",
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
