"""The pages of a book that is laid out.

| module     | holds                                                      |
|------------|------------------------------------------------------------|
| `pieces`   | what is on them: texts and pictures                        |
| `starts`   | where each begins in the text                              |
| `folios`   | their folios: roman before the text, arabic from page 1 on |
| `locators` | the places of the index as pages, once these are known     |
"""
