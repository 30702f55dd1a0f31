"""Wikitext, as the edit page of an article has it.  Only these modules know mwparserfromhell.

| module      | holds                                             |
|-------------|---------------------------------------------------|
| `reader`    | `WikitextFile`: a file, parsed and read           |
| `opened`    | brackets and tags that are open                   |
| `nodes`     | the parser's nodes, each with its place           |
| `lines`     | lists and paragraphs, by the beginnings of lines  |
| `blocks`    | blocks of all kinds                               |
| `inline`    | what stands in a line                             |
| `tables`    | tables                                            |
| `templates` | what templates stand for, as far as that is words |
| `citation`  | citation templates                                |
| `infobox`   | infobox templates                                 |
"""
