"""The page and its type: measures, and the style sheets that are computed from the settings of an edition.

| module     | holds                                                                              |
|------------|------------------------------------------------------------------------------------|
| `geometry` | the page: trim, margins, type size                                                 |
| `settings` | the style of what `[page]` says of the type: its sizes, first letters, large print |
| `drops`    | drop capitals: which letters, how large                                            |
| `scripts`  | the style of text in a script that has a family to itself                          |
| `hyphens`  | the style of languages that break words in another way                             |
| `extras`   | the style of what few books have: formulas, small print, tasks                     |
"""
