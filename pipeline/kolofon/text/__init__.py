"""Functions on text that several packages share; they need only the model and the facts of languages.

| module      | holds                                                                              |
|-------------|------------------------------------------------------------------------------------|
| `parts`     | which words of a document are translated, in which order, and which part they play |
| `notation`  | inline content ⇄ the line that a translator sees                                   |
| `formulas`  | formulas in TeX → MathML                                                           |
| `ruby`      | readings of characters in a line of Markdown, and how wide they are                |
| `line`      | a msgid or msgstr without its tags, with code and addresses blanked out            |
| `glossary`  | terms, their inflected forms, and where a text has them                            |
| `cite`      | an entry of a bibliography → CSL-JSON, BibTeX, RIS, JSON-LD                        |
| `differences` | two texts in one: what both have, and what only one of them has                  |
| `furniture` | the words of the book itself ("Contents"), in the languages that the press has     |
| `domain`    | a gettext domain of the press: its template, and the file of a language            |
| `addresses` | addresses of the web and of mail, and where in a line they end                     |
| `msgcat`    | the marks of msgcat between translations that it joined                            |
| `escape`    | characters that control a terminal, made visible                                   |
"""
