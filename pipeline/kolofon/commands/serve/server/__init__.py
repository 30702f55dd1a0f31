"""The server on this machine, and who may ask it.

| module        | holds                                                                              |
|---------------|------------------------------------------------------------------------------------|
| `running`     | its address, its beginning and its end                                             |
| `application` | its addresses, and the function that answers each                                  |
| `access`      | who may ask, and what a page may do: token, Host, Origin, Content-Security-Policy  |
| `asking`      | the body of a request as a value, and errors as answers                            |
| `answering`   | what the functions behind the addresses have in common                             |
"""
