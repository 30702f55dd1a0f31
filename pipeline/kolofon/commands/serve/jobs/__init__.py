"""The jobs that make files to download, in a process of their own, so that they do not slow down the page.

| module         | holds                                                            |
|----------------|------------------------------------------------------------------|
| `queue`        | the queue of the jobs; its addresses, and those of the files     |
| `order_thread` | the thread that carries out one order after another              |
| `process`      | the process beside the server                                    |
| `worker`       | an order → a product, in that process                            |
| `cache`        | the books that it keeps from one order to the next               |
"""
