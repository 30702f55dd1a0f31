"""The text of a wiki as the parser needs it: what a wiki takes out is cut, and what is not closed gets its end.

| module            | holds                                                                             |
|-------------------|-----------------------------------------------------------------------------------|
| `nesting`         | the place where too many brackets and tags are open                               |
| `cuts`            | what is taken out: comments, what is for other pages, other variants              |
| `variants`        | the words of a conversion in the variant of the source's language                 |
| `tags`            | tags over several lines, and tags without a partner                               |
| `omitted_ends`    | the ends of elements of HTML that a writer may leave out                          |
| `unclosed_tables` | the ends of tables that nothing closes                                            |
| `apostrophes`     | apostrophes for italic and bold that do not match in their line                   |
"""
