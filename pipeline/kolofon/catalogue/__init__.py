"""Catalogues: read, updated from the text, merged and written.

| module        | holds                                                                     |
|---------------|---------------------------------------------------------------------------|
| `extract`     | the messages of a document, and the comments that describe them           |
| `po`          | bytes of a PO file ⇄ `Catalogue`                                          |
| `mo`          | bytes of a compiled catalogue → `Catalogue`                               |
| `encoding`    | bytes of a PO file → its text                                             |
| `lexer`       | lines of a PO file → tokens                                               |
| `grammar`     | tokens → the comments and strings of each message                         |
| `serialise`   | `Catalogue` → text of a PO file                                           |
| `stanzas`     | the text of a PO file by its entries, which is kept where it is the same  |
| `header`      | the fields of a header                                                    |
| `layout`      | several catalogues of one work → one, and that one → several              |
| `create`      | the template of a work, and the first catalogue of a language             |
| `asked`       | the messages of a text, with what an update needs of them in any language |
| `update`      | an old catalogue and the messages of a new text → the new catalogue       |
| `match`       | for each message, the old entries that it comes from                      |
| `pairs`       | pairs of source words and their translations                              |
| `neighbours`  | for a message with new words, the most similar old entry                  |
| `similarity`  | how similar two texts are                                                 |
| `typography`  | a text without what is typography alone                                   |
| `obsolete`    | the dates of obsolete entries, and which of them are kept                 |
| `align`       | a document and its translation → the translation of each message          |
| `resegment`   | translations of paragraphs → translations of sentences, and back          |
| `lengths`     | alignment of the sentences of one paragraph by their lengths              |
| `sentences`   | one line of the notation → its sentences, and back                        |
| `three_way`   | two versions of a catalogue and their common base → one catalogue         |
| `choices`     | three-way choice of a value, and of a sequence                            |
| `clash`       | a translation that was not chosen, kept in a comment                      |
| `duplicates`  | two entries of one message → one entry                                    |
| `translators` | the names of translators, kept when catalogues are merged                 |
| `progress`    | how much of a catalogue is translated and reviewed; the record of reviews |
| `report`      | what an update did to each message                                        |
| `words`       | the number of words of a text                                             |
| `pseudo`      | the messages in a pseudo-language                                         |
"""
