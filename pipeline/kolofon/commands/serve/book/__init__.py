"""A work in a language as pages for the browser, in which each sentence is annotated with its message.

| module          | holds                                                                               |
|-----------------|-------------------------------------------------------------------------------------|
| `view`          | the pages of a work and the messages of its parts, updated as its catalogue changes |
| `translation`   | a text and a catalogue → the translated text; only what changed is translated again |
| `annotations`   | which sentence of the text has which message                                        |
| `part_messages` | which messages each part has, and its sentences in reading order                    |
| `contents`      | what each part of a book contains, kept as long as the part is the same             |
| `page`          | a page as a medium: its links, its pictures, its annotations                        |
| `style`         | the style sheet of the pages, and their fonts                                       |
| `routes`        | the addresses                                                                       |
"""
