"""Arithmetic of `metric` rules: numbers, names, `+ - * / %`, comparisons, `math.…`. No program."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from compliance.styles.definition import Unread

MAX_LENGTH = 2_000
OPERATORS: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Mod: operator.mod,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "sqrt": math.sqrt,
    "pow": math.pow,
    "abs": abs,
    "floor": math.floor,
    "ceil": math.ceil,
    "log": math.log,
    "log10": math.log10,
    "log2": math.log2,
    "exp": math.exp,
    "max": max,
    "min": min,
}
Values = Mapping[str, float]


class Formula:
    """`text` read once; `names` are the variables it may have. Raises Unread for any other."""

    def __init__(self, text: str, names: frozenset[str]) -> None:
        self._tree = _parsed(text)
        _check_names(self._tree, names)

    def value(self, values: Values) -> float | bool:
        """Infinite where it divides by nothing."""
        try:
            result: float | bool = self._of(self._tree, values)
        except (ZeroDivisionError, OverflowError, ValueError):
            return math.inf
        return result

    def _of(self, node: Any, values: Values) -> Any:
        match node:
            case ast.Constant(value):
                return value
            case ast.Name(name):
                return values[name]
            case ast.BinOp(left, sign, right):
                return OPERATORS[type(sign)](self._of(left, values), self._of(right, values))
            case ast.Compare(left, [sign], [right]):
                return OPERATORS[type(sign)](self._of(left, values), self._of(right, values))
            case ast.UnaryOp(sign, operand):
                return _unary(sign, self._of(operand, values))
            case ast.BoolOp(sign, parts):
                whole = all if isinstance(sign, ast.And) else any
                return whole(self._of(part, values) for part in parts)
            case ast.Call(ast.Attribute(ast.Name("math"), name), arguments) if name in FUNCTIONS:
                return FUNCTIONS[name](*(self._of(argument, values) for argument in arguments))
        raise RuntimeError("bug: a part of a formula that was not checked")


def _check_names(tree: ast.AST, names: frozenset[str]) -> None:
    nodes = list(ast.walk(tree))
    modules = sum(isinstance(node, ast.Name) and node.id == "math" for node in nodes)
    if not modules == _count(nodes, ast.Attribute) == _count(nodes, ast.Call):
        raise Unread("`math` is only there to be called, as in `math.sqrt(words)`")
    for node in nodes:
        if isinstance(node, ast.Name) and node.id not in names | {"math"}:
            raise Unread(f"unknown variable '{node.id}' in a formula")
        if not isinstance(node, ALLOWED) and type(node) not in OPERATORS:
            raise Unread(f"`{type(node).__name__}` is not part of a formula")


def _count(nodes: Sequence[ast.AST], kind: type[ast.AST]) -> int:
    return sum(isinstance(node, kind) for node in nodes)


ALLOWED = (
    ast.Constant,
    ast.Name,
    ast.Load,
    ast.BinOp,
    ast.Compare,
    ast.UnaryOp,
    ast.UAdd,
    ast.USub,
    ast.Not,
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.Call,
    ast.Attribute,
)


def _parsed(text: str) -> ast.expr:
    if len(text) > MAX_LENGTH:
        raise Unread(f"a formula of {len(text):,} signs; the limit is {MAX_LENGTH:,}")
    python = re.sub(r"!(?!=)", " not ", text.replace("&&", " and ").replace("||", " or "))
    try:
        tree = ast.parse(f"({python.strip()})", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Unread("not a formula") from None
    for node in ast.walk(tree):
        _check_shape(node)
    return tree


def _check_shape(node: ast.AST) -> None:
    if isinstance(node, ast.Constant) and type(node.value) not in (int, float):
        raise Unread("a formula has numbers only")
    if isinstance(node, ast.Compare) and len(node.ops) != 1:
        raise Unread("a formula compares two values at a time")
    if isinstance(node, ast.Call) and not _is_known(node):
        raise Unread(f"a formula calls only math.{', math.'.join(FUNCTIONS)}")


def _is_known(call: ast.Call) -> bool:
    named = isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name)
    return named and not call.keywords and getattr(call.func, "attr", "") in FUNCTIONS


def _unary(sign: ast.unaryop, value: Any) -> Any:
    if isinstance(sign, ast.Not):
        return not value
    return -value if isinstance(sign, ast.USub) else value
