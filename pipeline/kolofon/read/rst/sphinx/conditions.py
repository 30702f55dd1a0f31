"""The conditions of content that is for some outputs."""

import ast

__all__ = ["holds"]

_PRINT = frozenset({"latex", "epub", "print", "builder_latex", "builder_epub", "format_latex"})
"""Sphinx's tags that are set for a printed book and for an EPUB."""


def holds(expression: str) -> bool:
    """Whether a condition of tags (`html and not latex`) is true of a printed book; one that cannot be read is."""
    try:
        return _value(ast.parse(expression.strip(), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True


def _value(node: ast.expr) -> bool:
    match node:
        case ast.Name(id=name):
            return name in _PRINT
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(map(_value, parts))
        case ast.BoolOp(op=ast.Or(), values=parts):
            return any(map(_value, parts))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _value(operand)
        case ast.Constant(value=bool() as constant):
            return constant
        case _:
            raise ValueError
