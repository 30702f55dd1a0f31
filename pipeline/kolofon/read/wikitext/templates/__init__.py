"""What templates of a wiki make, by a table: that of the press (`shipped`), and `source/templates.toml` of an edition.

| module        | holds                                                             |
|---------------|-------------------------------------------------------------------|
| `rules`       | the rules in a file, and its mistakes                             |
| `table`       | the rule for a name, from all files                               |
| `pattern`     | a text with places for parameters                                 |
| `arguments`   | the parameters of one template                                    |
| `makers`      | what a kind of template makes of its parameters                   |
| `dates`       | the same for dates                                                |
| `quantity`    | the same for quantities with units, and their conversion          |
| `signs`       | the same for coordinates, formulas of chemistry, fractions        |
| `functions`   | the same for the functions of the wiki's parser                   |
| `shipped`     | the rules of the press, a file for each language whose wikis have the names |
"""
