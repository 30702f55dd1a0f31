"""Vector pictures, made safe for every format: SVG → SVG without scripts, animation and outside resources.

| module   | holds                                                                     |
|----------|---------------------------------------------------------------------------|
| `clean`  | `cleaned`: a picture without what a book must not have, and what that was |
| `parser` | bytes → a tree, with limits                                               |
| `names`  | the elements, attributes and properties that stay                         |
| `ids`    | ids that are names, as XML wants them                                     |
| `sheets` | the style sheets and declarations in a picture                            |
| `sizes`  | lengths and views, as SVG writes them                                     |
| `extent` | how much a picture draws when parts of it are drawn again                 |
"""
