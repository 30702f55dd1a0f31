"""What the press keeps in `output/.kolofon/` to do nothing twice.  Whatever is missing or damaged there is made anew.

| module  | holds                                                             |
|---------|-------------------------------------------------------------------|
| `aside` | small files of the press's own, written aside and renamed         |
"""
