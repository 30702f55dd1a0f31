"""A book for screens: a page for all of it, a folder of its chapters, an EPUB, a page of a web site.

| module        | holds                                         |
|---------------|-----------------------------------------------|
| `edition`     | what is made of an edition: pages, EPUB, data |
| `setting`     | how an edition looks, and its templates       |
| `media`       | what each of these pages has of its own       |
| `publication` | the files of its chapters, style and fonts    |
| `epub`        | `bind`: those files as EPUB 3.3               |
| `archive`     | files → a zip                                 |
| `site`        | `site`: a web site for all languages          |
| `reading`     | what a site is given of an edition            |
| `dividing`    | which sections are pages of a site            |
| `chapters`    | the pages of a work, one for each chapter     |
| `addresses`   | the names of these pages                      |
| `navigation`  | what a page shows of the others of its book   |
| `passages`    | a chapter → its passages, to be searched      |
| `searching`   | the passages of a book as a script            |
| `cover`       | the cover                                     |
| `subset`      | fonts with the letters that a book has        |
| `linked_data` | an edition in schema.org's terms, as JSON-LD  |
"""
