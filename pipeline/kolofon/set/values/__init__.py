"""The values of a set document.

| module     | holds                                     |
|------------|-------------------------------------------|
| `document` | blocks with their ids, numbers and labels |
| `line`     | what is in a line                         |
| `verse`    | stanzas                                   |
| `index`    | the index                                 |
"""
