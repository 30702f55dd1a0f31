"""The findings of readers: their hints, those that are joined, and the limits of a text.

| module     | holds                                                                  |
|------------|------------------------------------------------------------------------|
| `hints`    | the markup that findings recommend, in each format                     |
| `repeated` | findings of one kind, once for a file                                  |
| `bounds`   | whether a text is within the limits                                    |
"""
