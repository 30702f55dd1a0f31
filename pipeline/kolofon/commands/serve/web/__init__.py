"""The page in the browser: its shell, its scripts and its style.  What it shows comes from the addresses below `/api/`.

| module   | holds                                                  |
|----------|--------------------------------------------------------|
| `routes` | the addresses of the shell, its files and its words    |

Its scripts are ES modules, as they are here: no build step, and no code from elsewhere.  `main.js` begins.
"""
