"""The server on this machine, and which requests it answers.

| module        | holds                                                                        |
|---------------|------------------------------------------------------------------------------|
| `lifecycle`   | its options, its address, its start and its end                              |
| `application` | its routes, and what runs beside and around them                             |
| `access`      | which requests are allowed: token, Host, Origin, Content-Security-Policy     |
| `requests`    | a request → its body as a value, and the book and the message in its address |
| `responses`   | data and errors → responses                                                  |
"""
