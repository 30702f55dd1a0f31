"""What readers find.

| module     | holds                                                                  |
|------------|------------------------------------------------------------------------|
| `hints`    | what to write, in the markup of each format                            |
| `repeated` | findings of one kind, once for a file                                  |
| `bounds`   | whether a text is within the limits                                    |
"""
