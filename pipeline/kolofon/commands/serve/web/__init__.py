"""The page in the browser: its shell, its scripts and its style.  What it shows comes from the addresses below `/api/`.

| where              | holds                                                                                       |
|--------------------|---------------------------------------------------------------------------------------------|
| `routes`           | the addresses of the shell, its files and its words                                         |
| `index.html.jinja` | the shell: which sheets and scripts a browser loads                                         |
| `icon.svg`         | the picture in the tab of the browser                                                       |
| `theme.js`         | the colours and the size of text that were chosen, before the page is first drawn           |
| `main.js`          | the first script: it builds the page and fetches what it shows                              |
| `keys.js`          | what a key does outside of fields and dialogs                                               |
| `book`             | the pane of the book, as text and as pages                                                  |
| `list`             | the list of the messages, and search in it                                                  |
| `message`          | the open message: its source text, fields, findings, notices and help; saves and their undo |
| `field`            | one field: text with its tags as chips, typing, pasting, the caret, undo                    |
| `frame`            | what is around the panes: the bar with its menus, the banners, the chapters                 |
| `dialogs`          | downloads, progress, settings, the list of keys, a new language                             |
| `shared`           | what all use: elements, words, requests, the open place, settings, events                   |
| `style`            | the sheets: colours, what all parts have, and one for each folder that is seen              |

Its scripts are ES modules, as they are here: no build step, and no code from elsewhere.  A script imports from its own
folder and from those below it here:

    main.js
    keys.js
    book, list
    message
    frame, field
    dialogs
    shared

A script that needs something from above is given a function (`selection.begin(list.move)`), or listens to an event of
`shared/store.js`.
"""
