"""What the press keeps in `output/.kolofon/` to do nothing twice.  Whatever is missing or damaged there is made anew.

| module     | holds                                                                            |
|------------|----------------------------------------------------------------------------------|
| `aside`    | small files of the press's own, written aside and renamed                        |
| `location` | where it is: below `output/`, or where KOLOFON_CACHE says                        |
| `opening`  | the store of an edition, wherever it is                                          |
| `folder`   | the store: bytes by the digests of what they were made of                        |
| `remote`   | the same at an address, as s3://bucket/folder                                    |
| `key`      | such a digest, of any values; the press's own code, and the libraries it calls   |
| `codec`    | values of the model ⇄ bytes                                                      |
| `recall`   | what a function returned, or what it returned for the same before                |

A key is the digest of all that flows into a value, so a value is never out of date, and the store may be shared by
editions and by machines.
"""
