"""A work in a language as pages for the browser, in which each sentence knows its message.

| module     | holds                                                                     |
|------------|---------------------------------------------------------------------------|
| `view`     | the pages of a work, its messages by its parts, and what is made anew     |
| `turning`  | the translated text, of which only the passages that changed are made     |
| `marks`    | which sentence of the text has which message                              |
| `held`     | which messages each part has, and its sentences in the order of reading   |
| `contents` | what each part holds, kept as long as the part is the same                |
| `leaf`     | a page as a medium: its links, its pictures, its marks                    |
| `looks`    | the style of the pages, and their fonts                                   |
| `routes`   | the addresses                                                             |
"""
