"""TeX before it is converted."""

import re

from kolofon.text.formulas.mathml import FormulaError

__all__ = ["DEEPEST", "LONGEST", "prepared", "squeezed", "tagged"]

LONGEST = 4_000
"""The characters of a formula.  The longest in a textbook fills half a page, with about 1,500."""

DEEPEST = 24
"""How deep groups, fractions and environments nest in each other."""

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?:\n[ \t]*|\Z)")
_TAG = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}|\\(?:no(?:number|tag))(?![A-Za-z])")
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}")
_SAME = {
    **dict.fromkeys(("align", "aligned", "flalign", "flalign*", "split"), "align*"),
    **dict.fromkeys(("gather", "gather*", "gathered", "multline", "multline*"), "matrix"),
}
"""Environments that are set like another one.  Those that number their lines do not: numbers are the author's."""
_KNOWN = frozenset(
    {
        *("align*", "array", "cases", "matrix", "matrix*", "smallmatrix", "pmatrix", "pmatrix*", "bmatrix", "bmatrix*"),
        *("Bmatrix", "Bmatrix*", "vmatrix", "vmatrix*", "Vmatrix", "Vmatrix*"),
    }
)
_NOTHING = frozenset({"equation", "equation*", "displaymath", "math"})
_WRITTEN = (
    (re.compile(r"\\not\s*(?:=|\\eq(?![A-Za-z]))"), r"\\ne "),
    (re.compile(r"\\not\s*\\in(?![A-Za-z])"), r"\\notin "),
    # Without the space, latex2mathml makes an italic letter of one letter.
    (re.compile(r"\\mathrm\s*\{"), r"\\mathrm {"),
)
_NESTING = re.compile(r"\\(?:[A-Za-z]+|.)|[{}]", re.DOTALL)
_NEW_LINE = "\\\\"
_OPENING, _CLOSING = frozenset({"{", r"\left", r"\begin"}), frozenset({"}", r"\right", r"\end"})
_REFUSED = re.compile(
    r"\\(?:def|gdef|edef|xdef|let|newcommand|renewcommand|providecommand|DeclareMathOperator|newenvironment"
    r"|renewenvironment|require|href|url|style|class|cssId|html[A-Za-z]*|includegraphics|input|include|verb|write)"
    r"(?![A-Za-z])"
)


def squeezed(text: str) -> str:
    """TeX on one line, without its comments: any white space means the same in a formula."""
    return " ".join(_COMMENT.sub(r"\1", text).split())


def tagged(text: str) -> tuple[str, str]:
    r"""A formula without its `\tag{…}`, and what that says; the same text and "" where there is none."""
    found = _TAG.search(text)
    if not found:
        return text, ""
    return " ".join(f"{text[: found.start()]} {text[found.end() :]}".split()), found[1].strip()


def prepared(text: str) -> str:
    """TeX as the converter takes it: without numbers and labels, each environment as one that it knows.

    Raises `FormulaError` for what must not be converted: too much of it, definitions, addresses, open braces.
    """
    if len(text) > LONGEST:
        raise FormulaError(f"it has {len(text):,} characters; the most is {LONGEST:,}")
    if found := _REFUSED.search(text):
        raise FormulaError(f"{found[0]} is not for a formula in a book")
    several = _assert_nested(text)
    bare = _LABEL.sub("", tagged(text)[0])
    for pattern, instead in _WRITTEN:
        bare = pattern.sub(instead, bare)
    known = _ENVIRONMENT.sub(_known, bare)
    return rf"\begin{{matrix}}{known}\end{{matrix}}" if several else known


def _known(found: re.Match[str]) -> str:
    name = _SAME.get(found[2], found[2])
    if name in _NOTHING:
        return ""
    if name not in _KNOWN:
        raise FormulaError(f"the environment {name} is not known")
    # Braces around it: latex2mathml would give an index of a matrix to its last bracket alone.
    return rf"{{\begin{{{name}}}" if found[1] == "begin" else rf"\end{{{name}}}}}"


def _assert_nested(text: str) -> bool:
    """FormulaError unless braces, fences and environments are closed, and not too deep.

    Returned is whether the formula has several lines that are in no environment.
    """
    depth, stack, several = 0, [""], False
    for token in _NESTING.findall(text):
        if token in _OPENING:
            stack.append(token)
            depth = max(depth, len(stack))
        elif token in _CLOSING and (stack.pop() if len(stack) > 1 else "") != _PARTNER[token]:
            raise FormulaError(f"{token} has no partner")
        several = several or (token == _NEW_LINE and len(stack) == 1)
    if len(stack) > 1:
        raise FormulaError(f"{stack[-1]} has no partner")
    if depth > DEEPEST:
        raise FormulaError(f"it nests more than {DEEPEST} deep")
    return several


_PARTNER = {"}": "{", r"\right": r"\left", r"\end": r"\begin"}
