"""A finished document as XHTML, and that as PDF, as EPUB and as pages of a web site.

| module        | holds                                                                              |
|---------------|------------------------------------------------------------------------------------|
| `xhtml`       | `render`: Document → XHTML, by the templates                                       |
| `pdf`         | `typeset`: XHTML → PDF; the only module that imports WeasyPrint (half a second)    |
| `press`       | `impose`: the same for a printer, as PDF/X-4                                       |
| `pagination`  | where the pages of a PDF begin                                                     |
| `page`        | that XHTML as a tree, to be cut                                                    |
| `chapters`    | `cut`: the chapters of a book for the screen                                       |
| `publication` | their files: contents, style, fonts, pictures                                      |
| `subset`      | fonts with the letters that a book has                                             |
| `cover`       | its cover                                                                          |
| `epub`        | `bind`: those files as EPUB 3.3                                                    |
| `site`        | `site`: a web site for all languages                                               |
| `linked_data` | an edition in schema.org's terms, as JSON-LD                                       |
| `shape`       | whether a work is set as an article or as a book                                   |
| `proof`       | for reviewers: every message with its number, its state and its findings           |
| `bilingual`   | the original and the translation side by side                                      |
| `mends`       | what WeasyPrint writes amiss, put right                                            |
| `leftward`    | the same for text from right to left                                               |
| `tags`        | the structure tree of a PDF: what a screen reader tells                            |
| `metadata`    | what a PDF says of itself: XMP, with the Dublin Core                               |
| `attachments` | files within a PDF                                                                 |
| `colour`      | colours as inks; pictures for the archive and for the press                        |
| `file`        | the types that pydyf lacks                                                         |
| `jinja`       | the templates and style sheets                                                     |
| `views`       | set text as the templates see it                                                   |
| `blocks`      | block content as markup, with ids that are the same in every language              |
| `inline`      | inline content as markup                                                           |
| `index`       | the index of a book, in the order of its language                                  |
| `locators`    | its places as pages, once these are known                                          |
| `markup`      | elements and attributes, escaped                                                   |
| `addresses`   | which targets and pictures a text may name                                         |
| `words`       | the press's own words in the edition's language                                    |
| `tongue`      | directions, dates and numbers by the CLDR                                          |
| `geometry`    | the page: trim, margins, type size                                                 |
| `fonts`       | the faces, and what their licences say                                             |
| `scripts`     | the style of text in a script that has a family to itself                          |
| `glyphs`      | characters that no face has                                                        |
| `vector`      | SVG pictures, made fit for a book                                                  |
| `hyphenation` | patterns that pyphen lacks                                                         |

`templates/` are the pages' parts, `theme/` is how they look, `patterns/` and `profiles/` are data.
"""
