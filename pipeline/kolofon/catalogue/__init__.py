"""Catalogues: made from a text, read and written as PO files, updated, and merged.

| module     | holds                                                                     |
|------------|---------------------------------------------------------------------------|
| `extract`  | the messages of a document, and the comments that describe them           |
| `create`   | the template of a work, and the first catalogue of a language             |
| `po`       | bytes of a PO file ⇄ `Catalogue`                                          |
| `escapes`  | the escapes of a PO file's strings                                        |
| `header`   | the fields of a header, and the comment above it                          |
| `update`   | an old catalogue and the messages of a new text → the new catalogue       |
| `merge`    | several catalogues, or several entries of one message → one               |
| `align`    | a document and its translation → the translation of each message          |
| `progress` | how much of a catalogue is translated and reviewed; the record of reviews |
| `words`    | the number of words of a text                                             |
| `pseudo`   | the messages in a pseudo-language                                         |
"""
