"""Documents from wikitext, as the edit page of an article has it.  Only these modules use mwparserfromhell.

| module             | holds                                             |
|--------------------|---------------------------------------------------|
| `reader`           | `WikitextFile`: a file, parsed and read           |
| `opened`           | brackets and tags that are open                   |
| `cuts`             | what is taken out of a text before it is parsed   |
| `variants`         | words in several variants of a language           |
| `quotes`           | apostrophes for italic and bold, line by line     |
| `nodes`            | the parser's nodes, each with its place           |
| `lines`            | lists and paragraphs, by the beginnings of lines  |
| `blocks`           | blocks of all kinds                               |
| `inline`           | inline content                                    |
| `tables`           | tables                                            |
| `titles`           | what the title is that a link leads to            |
| `links`            | links and addresses                               |
| `pictures`         | pictures and galleries                            |
| `galleries`        | pictures from templates, with their captions      |
| `tags`             | tags over several lines, and without a partner    |
| `figures`          | the names of pictures and tables                  |
| `omitted`          | ends of elements that are left out                |
| `unclosed`         | tables that nothing closes                        |
| `unprinted`        | tags that a book does not have                    |
| `templates`        | what templates make, by a table                   |
| `templated`        | inline content from templates                     |
| `templated_blocks` | blocks from templates                             |
| `citation`         | citation templates                                |
| `infobox`          | infobox templates                                 |
"""
