"""The stamp of a run: what it read and made, and what it said, so that the same run need not be done again.

| module    | holds                                                                          |
|-----------|--------------------------------------------------------------------------------|
| `facts`   | what tells that files are as they were: size, times, inode; else their digests |
| `machine` | the press, Python and the libraries that a run used                            |
| `date`    | the date of a build, from git's own files                                      |
| `run`     | a run: its command, folder, environment and streams; its stamp, kept and found |

A stamp holds if the command is the same, and every file that could be read or was made is as it was.  Then what was
said is said again.  This must be right before it is quick: in doubt, a stamp does not hold, and all is done again.

The modules import little of the standard library, and nothing else: they run before anything else is imported.
"""
