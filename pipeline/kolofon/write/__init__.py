"""Set documents → files.

| module       | holds                                                                              |
|--------------|------------------------------------------------------------------------------------|
| `table`      | the formats: what each needs, and the function that makes it                       |
| `book`       | one edition of a work, as every format gets it                                     |
| `services`   | what a writer may use: a store, a function that maps tasks, a memory of books      |
| `xhtml`      | a set document as a page of XHTML, or part by part                                 |
| `paper`      | that page as PDF, for the archive and for the press                                |
| `screen`     | its parts as files of XHTML, as EPUB and as a web site                             |
| `text`       | a set document as plain text                                                       |
| `markdown`   | a set document as Markdown                                                         |
| `proof`      | for reviewers: each message with its number, its state and its findings            |
| `bilingual`  | the original and the translation side by side                                      |
| `themes`     | the templates and style sheets of the press and of an edition                      |
| `typography` | the measures of the page and of its type, and the style sheets computed from these |
| `fonts`      | the faces, and what their licences say                                             |
| `pictures`   | the pictures of an edition, each made safe when it is used                         |
| `views`      | a book as the templates see it                                                     |
| `markup`     | elements and attributes, escaped                                                   |
| `css`        | style sheets as nodes                                                              |

`templates` and `styles` are the press's own.  To add a format: a module or a folder, and a line in `table`.

Each writer writes a set document once, and none parses or changes the markup that another one has written.  What reads
finished markup has a reason for it, in its docstring: what templates of a theme wrote (`themes.pages`, `fonts`,
`paper.audit.glyphs`, `screen.publication`), portions of a page (`paper.quire.portions`), and formulas, which ziamath
takes as MathML (`paper.weasyprint.formulas`).
"""
