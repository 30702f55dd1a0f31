"""Templates and style sheets, the press's and those of an edition's theme.  Only this package knows Jinja.

A theme comes from outside, so it is data: a template sees plain values and calls the functions that `docs/themes.md`
names, and what it does has limits.

| module               | holds                                                     |
|----------------------|-----------------------------------------------------------|
| `theme`              | `Theme`: the files of an edition's theme                  |
| `shipped`            | the themes that come with the press                       |
| `templates`          | `filled`: a template and values → text                    |
| `survey`             | the mistakes in a theme that can be seen beforehand       |
| `pages`              | the rules for a page that a template writes               |
| `sheets`             | the rules for a style sheet                               |
| `amounts`            | how large the values in a style may be                    |
| `sandbox`            | what a template may do                                    |
| `filters`            | the filters and tests that a template may use             |
| `budget`             | how much a template may do, counted                       |
| `values`             | `plain`: any value of the press → what a template may see |
| `template_errors`    | exceptions in a template → errors at its line             |
| `typesetting_errors` | exceptions in setting a page → errors of the theme        |
"""
