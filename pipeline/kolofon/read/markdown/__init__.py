"""Documents from Markdown: CommonMark and common extensions.  Only these modules and `summary` use markdown-it.

| module         | holds                                                |
|----------------|------------------------------------------------------|
| `reader`       | `MarkdownFile`: a file, parsed and read              |
| `parser`       | the parser, with the extensions that the press reads |
| `blocks`       | paragraphs, lists, tables and other blocks           |
| `inline`       | inline content                                       |
| `attributes`   | `{#name lang=sq}` after or above an element          |
| `dialects`     | what other programs add to Markdown, in the parser   |
| `directives`   | blocks from directives, and tables without pipes     |
| `captioned`    | a picture or a table, and its caption beside it      |
| `islands`      | Markdown in HTML                                     |
| `figures`      | figures, captions of tables, references              |
| `formulas`     | formulas, and raised and lowered text                |
| `openings`     | alerts and tasks                                     |
| `asides`       | the asides and tabs of MkDocs                        |
| `roles`        | inline content from roles and links of a wiki        |
| `citations`    | citations, and the list of works                     |
| `names`        | the names of places, and those given twice           |
| `listings`     | names and captions of listings                       |
| `enclosures`   | asides and listings between tags of HTML             |
| `mdbook`       | what mdBook adds                                     |
| `inclusions`   | what Quarto and MyST include                         |
| `others`       | lines that are for another program                   |
| `stray`        | marks that are printed as they stand                 |
| `front_matter` | the lines in YAML at the head of a file              |
"""
