"""Tasks on other machines: the workers of a scheduler of Dask's `distributed`.

| module     | holds                                                                             |
|------------|-----------------------------------------------------------------------------------|
| `workers`  | a cluster with the interface of `Pool`: tasks in, results in their order          |
| `dispatch` | one call of it: tasks are sent, results come back, workers die                    |
| `probe`    | whether a scheduler answers at an address                                         |
| `versions` | the versions that decide the bytes that a machine makes, and how they differ      |

`distributed` comes with `kolofon[cluster]`, and is imported when a scheduler is used.
"""
