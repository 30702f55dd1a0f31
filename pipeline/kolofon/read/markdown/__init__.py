"""Markdown: CommonMark, and what is common besides.  Only these modules and `summary` beside them know markdown-it.

| module         | holds                                                |
|----------------|------------------------------------------------------|
| `reader`       | `MarkdownFile`: a file, parsed and read              |
| `parser`       | the parser, with the extensions that the press reads |
| `blocks`       | paragraphs, lists, tables and other blocks           |
| `inline`       | what stands in a line                                |
| `attributes`   | `{#name lang=sq}` behind and above things            |
| `asides`       | the asides and tabs of MkDocs                        |
| `others`       | lines that are for another program                   |
| `front_matter` | the lines in YAML at the head of a file              |
"""
