"""Several catalogues, or several entries of one message → one.

| module        | holds                                                                       |
|---------------|-----------------------------------------------------------------------------|
| `three_way`   | two versions of a catalogue and their common base → one catalogue           |
| `values`      | the same for a value, and for a sequence of values                          |
| `duplicates`  | two entries of one message → one entry                                      |
| `clash`       | the translation that was not chosen, as a comment of the entry              |
| `domains`     | the catalogues of a work → one, and that one → the catalogues of its files  |
| `translators` | the names of translators, which every merge keeps                           |
"""
