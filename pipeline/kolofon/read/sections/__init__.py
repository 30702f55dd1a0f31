"""From headings and what is below them to the sections of a document.

| module          | holds                                                             |
|-----------------|-------------------------------------------------------------------|
| `passage`       | a heading with what is below it                                   |
| `passages`      | passages as sections: the bibliography, the notes, the index      |
| `outline`       | the levels of headings                                            |
| `missing_words` | the words of a text that are in no block                          |
"""
