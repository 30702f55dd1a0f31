"""Documents from wikitext, as the edit page of an article has it.  Only these modules use mwparserfromhell.

| module             | holds                                                              |
|--------------------|--------------------------------------------------------------------|
| `reader`           | `WikitextFile`: a file, parsed and read                            |
| `preparation`      | the text as the parser needs it: cuts, ends that are missing       |
| `nodes`            | the parser's nodes, each with its place                            |
| `lines`            | lists and paragraphs, by the beginnings of lines                   |
| `blocks`           | blocks of all kinds                                                |
| `inline`           | inline content                                                     |
| `tables`           | tables                                                             |
| `titles`           | what the title is that a link leads to                             |
| `links`            | links and addresses                                                |
| `pictures`         | pictures, galleries, and the names by which links refer to them    |
| `unprinted`        | tags that a book does not have                                     |
| `templates`        | what a template makes of its parameters, by a table of rules       |
| `template_content` | inline content and blocks from the templates in a text             |
"""
