"""Catalogues: read, kept up with the text, merged, and written.

| module      | holds                                                               |
|-------------|---------------------------------------------------------------------|
| `po`        | bytes of a PO file ⇄ `Catalogue`; the only module that knows polib  |
| `encoding`  | the bytes of a PO file → its text                                   |
| `lexer`     | the lines of a PO file → tokens                                     |
| `serialise` | `Catalogue` → the text of a PO file                                 |
| `header`    | what stands in its header                                           |
| `language`  | the names of languages, BCP 47 ⇄ gettext                            |
| `layout`    | the catalogues of a work as one, and that one as files again        |
| `birth`     | a template, and a language's first catalogue                        |
| `update`    | an old catalogue and the messages of a new text → the new catalogue |
| `match`     | which old entry each message comes from                             |
| `pairs`     | words and the translation that somebody made for them               |
| `guess`     | the best old neighbour of a message whose words are new             |
| `similar`   | how alike two texts are                                             |
| `retouch`   | changes of typography alone                                         |
| `shelf`     | how long a message has been obsolete                                |
| `resegment` | translations carried from paragraphs to their sentences, and back   |
| `fit`       | which sentences of a translated paragraph belong to which           |
| `pieces`    | the sentences of a line, parted and joined                          |
| `three_way` | two versions of a catalogue and the one that both come from → one   |
| `sides`     | three-way choices: of a value, and of a sequence                    |
| `clash`     | a translation that gave way to another one                          |
| `twice`     | a message that is there twice, as one                               |
| `credit`    | who translated elsewhere what was taken over                        |
| `progress`  | how far a catalogue is, and how a review is recorded                |
| `report`    | what an update did, message by message                              |
| `words`     | how many words a text has                                           |
"""
