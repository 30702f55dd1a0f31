"""A page of XHTML as a folder of chapters, as EPUB and as a page of a web site.

| module        | holds                                         |
|---------------|-----------------------------------------------|
| `edition`     | what is made of an edition: pages, EPUB, data |
| `page`        | that XHTML as a tree, to be cut               |
| `chapters`    | `cut`: the chapters of a book for the screen  |
| `publication` | their files: contents, style, fonts, pictures |
| `epub`        | `bind`: those files as EPUB 3.3               |
| `site`        | `site`: a web site for all languages          |
| `cover`       | the cover                                     |
| `subset`      | fonts with the letters that a book has        |
| `linked_data` | an edition in schema.org's terms, as JSON-LD  |
"""
