"""What a template may do: an immutable sandbox of Jinja's, with plain values, in which all work is counted.

Jinja's own sandbox blocks attributes of Python's objects by their names.  Here there are none: a member of a value is
an item of a mapping, and only macros and functions of the press can be called.
"""

from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import suppress
from typing import Any, NoReturn, cast

from jinja2 import BaseLoader, StrictUndefined, Template, TemplateSyntaxError, Undefined, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import MAX_RANGE, ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, pass_context
from jinja2.visitor import NodeTransformer

from kolofon.write.themes.budget import CALL, PIECE, Work, size
from kolofon.write.themes.filters import allowed_filters, allowed_tests
from kolofon.write.themes.values import Function, scalar

__all__ = ["GREATEST", "LOOP", "MARK", "Sandbox"]

LOOP = frozenset(
    [
        *("cycle", "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem", "previtem"),
        *("revindex", "revindex0"),
    ]
)
"""The members that a template may use of the `loop` that it is in."""

MARK = "\ufdd0\ufdd1"
"""Characters that no text has: they are for the internal use of programs (Unicode, 23.7)."""

GREATEST = 10**15
"""The greatest result of an operation on numbers: no page needs more, and powers of powers have no end."""

_ADD, _EACH, _SEEN, _TEXT = ("press add", "press each", "press seen", "press text")
"""Filters that `_Watch` puts into a template, by names that no template can write."""

_BODIES = (nodes.Template, nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)
"""Nodes with a piece of a template that may be run more than once."""


class Unknown(StrictUndefined):
    """The value of an undefined name: an error wherever it is used but in `is defined`."""

    @property
    def _undefined_message(self) -> str:
        return self._undefined_hint or f"there is no {self._undefined_name!r} here"


class _Compiled(BytecodeCache):
    """The templates that were used last, compiled: most are the press's, which are the same for every theme."""

    most = 200

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a template, if there is one."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))
        if bucket.code is not None:
            self.dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, as the last of all; each step here is safe among threads."""
        self._codes.pop((bucket.key, bucket.checksum), None)
        self._codes[bucket.key, bucket.checksum] = bucket.code
        for oldest in [*self._codes][: -self.most]:
            self._codes.pop(oldest, None)


_COMPILED = _Compiled()


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of the templates that a loader finds; `work` counts the work of the one that is being filled.

    If it is traced, whatever a template writes itself begins with a number between the two characters of `MARK`: that
    of an entry in `marks`, which is the file of the template and the line.
    """

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%", "**"])

    def __init__(self, loader: BaseLoader, *, traced: bool = False) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=Unknown,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=_written,
            bytecode_cache=None if traced else _COMPILED,  # what is traced has marks of its own
            optimized=False,  # nothing is reckoned before it is counted
        )
        self.work = Work()
        self.marks: list[tuple[str, int]] = []
        self._traced = traced
        self.globals = {"range": Function(_range), "namespace": Namespace}
        own = {_ADD: _added, _EACH: _each, _SEEN: _seen, _TEXT: _written}
        self.filters = dict[str, Any]({**allowed_filters(lambda: self.work), **own})
        self.tests = dict[str, Any](allowed_tests(lambda: self.work))

    def handle_exception(self, source: str | None = None) -> NoReturn:  # noqa: ARG002  it may be passed
        """Raise a fault again as it is: `kolofon.write.themes.template_errors` finds the line."""
        raise  # noqa: PLE0704  Jinja calls this where it has caught one

    def getattr(self, obj: object, attribute: str) -> object:
        """The value of `obj.attribute`."""
        return self._member(obj, attribute)

    def getitem(self, obj: object, argument: object) -> object:
        """The value of `obj[argument]`."""
        if isinstance(argument, str):
            return self._member(obj, argument)
        if isinstance(obj, str | list | tuple) and isinstance(argument, int | slice):
            try:
                value = obj[argument]
            except (IndexError, TypeError, ValueError):
                return self.undefined(f"there is no {argument!r} in this", obj=obj)
            self.work.write(size(value))
            return value
        return self._member(obj, str(scalar(argument)))

    def _member(self, obj: object, name: str) -> object:
        if isinstance(obj, Undefined):
            str(obj)  # raises what it is
        if isinstance(obj, Mapping) and name in obj:
            return obj[name]
        with suppress(AttributeError, LookupError):
            if isinstance(obj, TemplateReference):
                return obj[name]
            if not name.startswith("_") and _has(obj, name):
                return getattr(obj, name)
        return self.undefined(obj=obj, name=name)

    def is_safe_callable(self, obj: object) -> bool:
        """Whether a template may call a value."""
        if isinstance(obj, Function | Macro | BlockReference | LoopContext) or obj is Namespace:
            return True
        return isinstance(getattr(obj, "__self__", None), LoopContext)  # its `cycle`; it has no other that is reached

    def call(self, context: Context, obj: object, /, *values: object, **named: object) -> object:
        """What a call returns."""
        if isinstance(obj, Undefined):
            str(obj)
        if isinstance(obj, LoopContext):
            values = tuple(_each(context, value) for value in values)
        self.work.step(CALL)
        made = super().call(context, obj, *values, **named)
        self.work.write(size(made))
        return made

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """The result of an operation on two values."""
        del context
        for value in (left, right):
            if isinstance(value, Undefined):
                str(value)
        if operator == "+" and isinstance(left, str | list | tuple):
            self.work.write(size(left) + size(right))
            return self.binop_table[operator](left, right)
        if not isinstance(left, int | float) or not isinstance(right, int | float):
            raise TypeError(f"`{operator}` is for numbers")
        if operator == "**" and abs(left) > 1 and abs(right) > GREATEST.bit_length():
            raise OverflowError(f"`{operator}` makes a number that is too great")
        made = self.binop_table[operator](left, right)
        if abs(made) > GREATEST:
            raise OverflowError(f"`{operator}` makes a number that is too great")
        return made

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  as Jinja names it
    ) -> Template:
        """A template by its name; what includes it has done a step."""
        self.work.step(CALL)
        return super().get_template(name, parent, globals)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if self._traced:
            for data in tree.find_all(nodes.TemplateData):
                data.data = f"{MARK[0]}{len(self.marks)}{MARK[1]}{data.data}"
                self.marks.append((filename or "", data.lineno))
        _Watch(name, filename).visit(tree)
        tree.set_environment(self)
        return tree


class _Watch(NodeTransformer):
    """Adds to a template what counts its work, and refuses constructs that a theme does not need."""

    def __init__(self, name: str | None, filename: str | None) -> None:
        self._named = name, filename

    def generic_visit(self, node: nodes.Node, *args: object, **kwargs: object) -> nodes.Node:
        """A node with its content."""
        if isinstance(node, nodes.EvalContextModifier):
            raise TemplateSyntaxError("`autoescape` is not for a theme: text stays text", node.lineno, *self._named)
        super().generic_visit(node, *args, **kwargs)
        if isinstance(node, _BODIES):
            pieces = PIECE + sum(1 for _ in node.find_all(nodes.Node))
            data = sum(len(text.data) for text in node.find_all(nodes.TemplateData))
            counts = [nodes.Const(count, lineno=node.lineno) for count in (pieces, data)]
            added = _filter(counts[0], _ADD, counts[1])
            node.body.insert(0, nodes.Output([added], lineno=node.lineno))
        match node:
            case nodes.For():
                node.iter = _filter(cast("nodes.Expr", node.iter), _EACH)
            case nodes.Pair():
                node.key = _filter(node.key, _TEXT)
            case nodes.Concat():
                node.nodes = [_filter(each, _TEXT) for each in node.nodes]
            case nodes.Compare():
                node.expr = _filter(node.expr, _SEEN)
            case nodes.Operand():
                node.expr = _filter(node.expr, _SEEN)
        return node


def _has(obj: object, name: str) -> bool:
    """Whether an object of Jinja's own has a member that a template may see."""
    match obj:
        case LoopContext():
            return name in LOOP
        case BlockReference():
            return name == "super"
        case TemplateModule():
            return name in vars(obj)
        case Namespace():
            return True  # it hides what it is, and shows what was put into it
        case tuple():
            return name in getattr(obj, "_fields", ())  # a group of `groupby`
        case _:
            return False


def _filter(node: nodes.Expr, name: str, *more: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(more), [], None, None, lineno=node.lineno)


def _work(context: Context) -> Work:
    return cast("Sandbox", context.environment).work


@pass_context
def _added(context: Context, pieces: int, characters: int) -> str:
    """Nothing; what follows in the template has so many pieces, and characters of its own."""
    _work(context).step(pieces)
    _work(context).write(characters)
    return ""


@pass_context
def _each(context: Context, values: object) -> object:
    """What a loop goes through."""
    if isinstance(values, Undefined):
        str(values)
    if isinstance(values, str | list | tuple | Mapping | range):
        _work(context).step(size(values))
        return values
    if not isinstance(values, Iterator):
        raise TypeError("a loop needs a list")
    return _work(context).each(values)


@pass_context
def _seen(context: Context, value: object) -> object:
    """A value that is compared."""
    _work(context).look(value)
    return value


@pass_context
def _written(context: Context, value: object) -> object:
    """A value that is written."""
    if isinstance(value, Undefined):
        return str(value)  # nothing, where an `if` within an expression has no `else`
    _work(context).write(size(value))
    return "" if scalar(value) is None else value


def _range(*ends: int) -> range:
    """Jinja's `range`, bounded."""
    made = range(*ends)
    if len(made) > MAX_RANGE:
        raise OverflowError(f"a range has {MAX_RANGE} numbers at the most")
    return made
