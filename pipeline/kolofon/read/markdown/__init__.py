"""Documents from Markdown: CommonMark and common extensions.  Only these modules and `summary` use markdown-it.

| module             | holds                                                                |
|--------------------|----------------------------------------------------------------------|
| `reader`           | `MarkdownFile`: a file, parsed and read                              |
| `front_matter`     | the lines in YAML or TOML at the head of a file                      |
| `inclusions`       | the files that a text includes, as Quarto and MyST have it           |
| `mdbook`           | what mdBook adds                                                     |
| `parser`           | the parser, with the rules of `extensions` and `dialects`            |
| `extensions`       | rules of the parser: attributes, figures, formulas, asides           |
| `dialects`         | rules of the parser for what other programs add to Markdown          |
| `blocks`           | paragraphs, lists, tables and other blocks                           |
| `directives`       | blocks from directives, and tables without pipes                     |
| `captions`         | blocks with their captions                                           |
| `markdown_in_html` | blocks from HTML that has Markdown in it                             |
| `inline`           | inline content                                                       |
| `roles`            | inline content from roles and links of a wiki                        |
| `citations`        | citations, and the list of works                                     |
| `names`            | the names of places, and names given twice                           |
| `other_programs`   | findings for lines that are for another program                      |
| `stray_marks`      | findings for marks that are printed as they are                      |
"""
