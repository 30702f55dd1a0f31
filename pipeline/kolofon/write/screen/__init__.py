"""A book for screens: a page for all of it, a folder of its chapters, an EPUB, a web site.

| module        | holds                                                   |
|---------------|---------------------------------------------------------|
| `edition`     | what is made of an edition: pages, EPUB, data           |
| `context`     | how an edition looks, and its templates                 |
| `media`       | what each of these pages has of its own                 |
| `publication` | the files of its chapters, style and fonts              |
| `epub`        | `bind`: those files as EPUB 3.3                         |
| `archive`     | files → a zip                                           |
| `site`        | the web site: a page for each work, or for each chapter |
| `cover`       | the cover                                               |
| `subset`      | fonts with the letters that a book has                  |
| `linked_data` | an edition in schema.org's terms, as JSON-LD            |
"""
