"""What the press keeps in `output/.kolofon/` so that nothing is done twice.  What is missing or damaged is made again.

| module     | holds                                                                            |
|------------|----------------------------------------------------------------------------------|
| `atomic`   | the press's own files, written whole or not at all                               |
| `location` | where the store is: below `output/`, or where KOLOFON_CACHE says                 |
| `open`     | the store of an edition, of whichever kind                                       |
| `folder`   | a store in a folder: bytes by the digests of what they were made of              |
| `remote`   | a store at an address, as s3://bucket/folder                                     |
| `key`      | the digest of values of any type, and of the press's own code and libraries      |
| `codec`    | values of the model ⇄ bytes                                                      |
| `recall`   | the result of a function, from the store if it was called with the same before   |

A key is the digest of all that a value is made of, so a value is never out of date, and the store may be shared by
editions and by machines.
"""
