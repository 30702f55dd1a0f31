"""The stamp of a run: what it read, made and printed, so that the same run need not be done again.

| module    | holds                                                                             |
|-----------|-----------------------------------------------------------------------------------|
| `facts`   | whether files have changed: by size, times and inode; else by their digests       |
| `machine` | the press, Python and the libraries that a run used                               |
| `date`    | the date of a build, from git's own files                                         |
| `run`     | a run: its command, folder, environment and streams; its stamp, written and found |

A stamp is valid if the command is the same, and no file that the run could read or has made has changed since.  Then
what the run printed is printed again.  This must be right before it is quick: in doubt, a stamp is not valid, and the
command is run.

The modules import little of the standard library, and nothing else: they run before anything else is imported.
"""
