"""Pieces of work on other machines: the workers of a scheduler of Dask's `distributed`.

| module     | holds                                                                             |
|------------|-----------------------------------------------------------------------------------|
| `workers`  | a cluster as a pool of processes is one: pieces in, results in their order        |
| `dispatch` | one call of it: pieces are sent, results come back, workers die                   |
| `probe`    | whether a scheduler answers at an address                                         |
| `likeness` | what decides the bytes that a machine makes, and how that of another differs      |

`distributed` is of `kolofon[cluster]`, and imported when a scheduler is asked for.
"""
