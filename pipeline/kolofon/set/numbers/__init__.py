"""Numbers, decided once for every format.

| module      | holds                                                               |
|-------------|---------------------------------------------------------------------|
| `notes`     | the numbers of notes, and the chapters that they belong to          |
| `captions`  | the numbers of figures, tables and listings, and the lists of these |
| `equations` | the formulas that have a name, by the links that lead to them       |
"""
