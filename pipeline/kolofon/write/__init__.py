"""A finished document as XHTML, and that as PDF, as EPUB and as pages of a web site.

| module      | holds                                                                    |
|-------------|--------------------------------------------------------------------------|
| `xhtml`     | `render`: Document → XHTML, by the templates                             |
| `paper`     | that as PDF, for the archive and for the press                           |
| `screen`    | that as chapters, as EPUB and as a web site                              |
| `shape`     | whether a work is set as an article or as a book                         |
| `proof`     | for reviewers: every message with its number, its state and its findings |
| `bilingual` | the original and the translation side by side                            |
| `looks`     | the templates and style sheets                                           |
| `pictures`  | the pictures of an edition, each made safe when it is shown              |
| `raster`    | pictures of pixels: what they are, and whether they can be read          |
| `vector`    | vector pictures, made safe for every format                              |
| `views`     | set text as the templates see it                                         |
| `blocks`    | block content as markup, with ids that are the same in every language    |
| `inline`    | inline content as markup                                                 |
| `index`     | the index of a book, in the order of its language                        |
| `css`       | style sheets as nodes                                                    |
| `markup`    | elements and attributes, escaped                                         |
| `addresses` | which targets and pictures a text may name                               |
| `words`     | the press's own words in the edition's language                          |
| `tongue`    | the attributes that say a language in markup                             |
| `geometry`  | the page: trim, margins, type size                                       |
| `fonts`     | the faces, and what their licences say                                   |
| `scripts`   | the style of text in a script that has a family to itself                |

`templates/` are the pages' parts, `theme/` is how they look, `profiles/` is data.
"""
