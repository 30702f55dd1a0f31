"""The addresses of the edition as data.

| module      | holds                                                                     |
|-------------|---------------------------------------------------------------------------|
| `edition`   | the edition, its parts and messages; findings while one types; saving     |
| `helping`   | messages that are alike, and the terms of the glossary                    |
| `finding`   | search and filters                                                        |
| `languages` | how far each language is, a new one, catalogues brought up to the text    |
"""
