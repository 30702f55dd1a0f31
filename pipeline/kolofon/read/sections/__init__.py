"""From headings and the blocks below them, the sections of a document.

| module          | holds                                                             |
|-----------------|-------------------------------------------------------------------|
| `passages`      | from passages (headings with the blocks below them), sections     |
| `outline`       | from a flat sequence of headings or items, a tree                 |
| `sentences`     | sentences and findings of plain text, for every reader            |
| `missing_words` | the words of a text that are in no block                          |
"""
