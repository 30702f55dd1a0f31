"""The pages of the printed book in a set document.

| module       | holds                                       |
|--------------|---------------------------------------------|
| `marks`      | the beginnings of pages, marked in the text |
| `references` | the numbers of pages in references to them  |
"""
