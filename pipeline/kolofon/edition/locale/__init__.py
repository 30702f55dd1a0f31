"""The folder `locale/` of an edition, and the words that the press itself has in a language.

| module         | holds                                                                        |
|----------------|------------------------------------------------------------------------------|
| `catalogues`   | the catalogues of a work in a language, parsed or taken from the store       |
| `findings`     | findings about catalogues as files: behind the text, in conflict, orphaned   |
| `proposals`    | proposed translations, written into the catalogues of a work                 |
| `furniture`    | the words of the book itself: the press's, overruled by the edition's own    |
| `glossaries`   | the glossary of a language                                                   |
| `dictionaries` | Hunspell dictionaries of the edition and of the machine                      |
"""
