"""The content of a document from the templates in a text, by the rules of `kolofon.read.wikitext.templates`.

| module      | holds                                                                     |
|-------------|---------------------------------------------------------------------------|
| `inline`    | inline content from templates in a line, and findings for the rest        |
| `blocks`    | blocks from templates: lists, quotations, verse                           |
| `citation`  | the line of a bibliography from a citation template                       |
| `infobox`   | an infobox and its pictures                                               |
| `galleries` | pictures with their captions                                              |
"""
