"""Set documents → files.

| module      | holds                                                                      |
|-------------|----------------------------------------------------------------------------|
| `table`     | the formats: what each needs, and what makes it                            |
| `book`      | one edition of a work, as every format gets it                             |
| `means`     | what keeps pieces of a book, and what works on several at once             |
| `xhtml`     | a set document as a page of XHTML, or part by part                         |
| `paper`     | that page as PDF, for the archive and for the press                        |
| `screen`    | its parts as files of XHTML, as EPUB and as a web site                     |
| `text`      | a set document as plain text                                               |
| `markdown`  | a set document as Markdown                                                 |
| `proof`     | for reviewers: each message with its number, its state and its findings    |
| `bilingual` | the original and the translation side by side                              |
| `colophon`  | what a colophon says, as characters                                        |
| `themes`    | the templates and style sheets of the press and of an edition              |
| `pictures`  | the pictures of an edition, each made safe when it is shown                |
| `views`     | a book as the templates see it                                             |
| `words`     | the press's own words as markup                                            |
| `markup`    | elements and attributes, escaped                                           |
| `tongue`    | the attributes that say the language of an element                         |
| `css`       | style sheets as nodes                                                      |
| `geometry`  | the page: trim, margins, type size                                         |
| `typography` | the style of what `[page]` says of the type: its sizes, first letters, large print |
| `drops`     | drop capitals: which letters, how large                                    |
| `fonts`     | the faces, and what their licences say                                     |
| `extras`    | the style of what few books have: formulas, small print, tasks             |
| `hyphens`   | the style of languages that break words in another way                     |
| `scripts`   | the style of text in a script that has a family to itself                  |

`templates` and `styles` are the press's own.  To add a format: a module or a folder, and a line in `table`.
"""
