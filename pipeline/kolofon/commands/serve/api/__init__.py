"""The addresses of the edition as data.

| module        | holds                                                                                    |
|---------------|------------------------------------------------------------------------------------------|
| `edition`     | the edition, its parts and messages; findings in a translation while it is typed; saving |
| `suggestions` | for a message: similar messages (translation memory), and terms of the glossary          |
| `search`      | search and filters                                                                       |
| `languages`   | the progress of each language, a new language, catalogues brought up to date             |
"""
