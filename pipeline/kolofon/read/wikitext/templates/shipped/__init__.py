"""The rules of the press, a file for each language whose wikis have the names."""
