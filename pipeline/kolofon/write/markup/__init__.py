"""Elements and attributes of XHTML, as every writer of markup uses them.

| module      | holds                                              |
|-------------|----------------------------------------------------|
| `elements`  | elements and attributes, escaped                   |
| `languages` | the attributes that say the language of an element |
| `words`     | the press's own words as markup                    |
"""
