"""What a template of a wiki makes, by rules: those of the press (`shipped`), and `source/templates.toml` of an edition.

| module        | holds                                                             |
|---------------|-------------------------------------------------------------------|
| `rules`       | from a file, its rules, and the first mistake in it               |
| `table`       | the rule for a name, from all files                               |
| `pattern`     | a text with places for parameters                                 |
| `arguments`   | the parameters of one template                                    |
| `makers`      | from the parameters of a template, its inline content             |
| `dates`       | from parameters, dates                                            |
| `quantity`    | from parameters, quantities with units, and their conversion      |
| `signs`       | from parameters, coordinates, formulas of chemistry, fractions    |
| `functions`   | the functions of the wiki's parser                                |
| `shipped`     | the rules of the press, in a file for each language of wikis      |
"""
