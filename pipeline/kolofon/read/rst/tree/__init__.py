"""docutils' tree of a text: from its lines, nodes with their places, and what docutils reports as findings.

| module              | holds                                                                      |
|---------------------|----------------------------------------------------------------------------|
| `parser`            | the tree of some lines, and the messages of docutils                       |
| `inliner`           | docutils' inline parser, which gives nodes their lines, in linear time     |
| `registry`          | the names of directives and roles, for one parse                           |
| `directive_classes` | the classes that docutils calls for directives                             |
| `includes`          | the files that a text includes                                             |
| `nodes`             | the nodes that the press adds to docutils' tree                            |
| `places`            | where nodes are: file, line and column                                     |
| `messages`          | the messages of docutils as findings                                       |
"""
