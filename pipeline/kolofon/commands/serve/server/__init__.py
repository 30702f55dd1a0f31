"""The server on this machine, and which requests it answers.

| module        | holds                                                                              |
|---------------|------------------------------------------------------------------------------------|
| `running`     | its address, its start and its end                                                 |
| `application` | its routes, and the function that answers each                                     |
| `access`      | which requests are allowed: token, Host, Origin, Content-Security-Policy           |
| `asking`      | the body of a request → a value; an error → a response                             |
| `answering`   | what the functions of the routes have in common                                    |
"""
