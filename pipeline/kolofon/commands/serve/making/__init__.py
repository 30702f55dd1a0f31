"""Files to download, made in a process of their own, so that nobody who types waits for them.

| module     | holds                                                            |
|------------|------------------------------------------------------------------|
| `jobs`     | what is to be made, in a line; its addresses, and those of files |
| `workshop` | the process beside the server                                    |
| `worker`   | what runs in it                                                  |
| `held`     | what it keeps of the books from one order to the next            |
"""
