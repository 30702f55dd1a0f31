"""The findings of readers: their hints, those that are joined, and the limits of a text.

| module     | holds                                                                  |
|------------|------------------------------------------------------------------------|
| `hints`    | the markup that findings recommend, in each format                     |
| `groups`   | findings of one file that are alike, joined into one                   |
| `bounds`   | whether a text is within the limits                                    |
"""
