"""What the server says, read from its source: each Chinese sentence that reaches a refusal, a row of a report, a line of a score or its rule.

A sentence is found where it is handed to what refuses, or gets there through a name, a conditional, a constant, or a function that returns text.
What stands in for values is `{}`: the English of a sentence is found by its Chinese, whatever the values are (pwa/src/served.en.ts).
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path

from tests.house.project import ROOT

SERVER = ROOT / "server"
_SEEDS = (
    "Problem",
    "Refusal",
    "Reason",
    "RowProblem",
    "SheetProblem",
    "HonourProblem",
    "BookingProblem",
    "Unusable",
    "Mending",
    "Block",
    "Lifecycle",
    "Move",
    "StepOut",
    "Line",
    "Rule",
)
_NOT_READ = {"piccolo_migrations", "bench", "demo", "demo.py", "app.py", "static"}
Function = ast.FunctionDef | ast.AsyncFunctionDef
Behind = Iterator[tuple["Reading", ast.AST]]


def is_chinese(text: str) -> bool:
    """Whether the text has a Chinese character."""
    return any("\u3400" <= one <= "\u9fff" for one in text)


class Room:
    """One file of the server: its functions, its constants, and where it takes names from."""

    def __init__(self, path: Path) -> None:
        parts = path.relative_to(ROOT).with_suffix("").parts
        self.part = parts[2] if parts[:2] == ("server", "domain") else "shell"
        self.module = ".".join(parts).removesuffix(".__init__")
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.constants = {name: value for node in self.tree.body for name, value in _bound(node)}
        taken = [node for node in self.tree.body if isinstance(node, ast.ImportFrom)]
        self.taken = {one.asname or one.name: node.module or "" for node in taken for one in node.names}
        self.readings = [Reading(self, node) for node in ast.walk(self.tree) if isinstance(node, Function)]
        outside = [node for node in self.tree.body if not isinstance(node, (Function, ast.ClassDef))]
        self.all_readings = [*self.readings, Reading(self, ast.Module(outside, []))]

    def constant(self, name: str) -> ast.expr | None:
        """What a name stands for in this file, or in the one it is taken from."""
        home = None if name in self.constants else _by_module().get(self.taken.get(name, ""))
        return home.constant(name) if home and home is not self else self.constants.get(name)


class Reading:
    """One function of a file, or what stands outside of all: what its names are, what it calls, and the sentences behind an expression."""

    def __init__(self, room: Room, node: Function | ast.Module) -> None:
        self.room = room
        self.node = node
        self.name = getattr(node, "name", "")

    @cached_property
    def names(self) -> dict[str, list[ast.expr]]:
        found: dict[str, list[ast.expr]] = defaultdict(list)
        for node in ast.walk(self.node):
            for name, value in _bound(node):
                found[name].append(value)
        return found

    @cached_property
    def calls(self) -> list[ast.Call]:
        return [node for node in ast.walk(self.node) if isinstance(node, ast.Call)]

    @cached_property
    def given(self) -> set[str]:
        """Its parameters that may be text."""
        spec = getattr(self.node, "args", None)
        return (
            {one.arg for one in [*spec.args, *spec.kwonlyargs] if one.annotation is not None and "str" in ast.unparse(one.annotation)}
            if spec
            else set()
        )

    @cached_property
    def tells(self) -> bool:
        """Whether it returns text."""
        returns = getattr(self.node, "returns", None)
        return returns is not None and "str" in ast.unparse(returns)

    def said(self) -> Iterator[ast.expr]:
        """What it hands to something that refuses; if it refuses itself, what it says unless it is told otherwise."""
        if self.name in _refusing() and isinstance(self.node, Function):
            spec = self.node.args
            yield from (one for one in [*spec.defaults, *spec.kw_defaults] if one is not None)
        yield from (one for call in self.calls if _name(call) in _refusing() for one in _arguments(call))

    def texts(self, node: ast.AST, seen: set[ast.AST]) -> Iterator[str]:
        """The sentences that an expression may be, and those that may stand in them."""
        if node in seen:
            return
        seen.add(node)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)
        for reading, inner in self._behind(node):
            yield from reading.texts(inner, seen)

    def _behind(self, node: ast.AST) -> Behind:
        """What an expression takes its text from."""
        match node:
            case ast.Call() if _name(node) not in _refusing():
                yield from self._behind_call(node)
            case ast.Name() | ast.Attribute():
                yield from ((self, value) for value in self._stands_for(node))
            case ast.JoinedStr(values=values):
                yield from ((self, one.value) for one in values if isinstance(one, ast.FormattedValue))
            case ast.IfExp(body=one, orelse=other):
                yield from ((self, one), (self, other))
            case ast.Subscript(value=ast.Name() | ast.Attribute() | ast.Dict() as value):
                yield self, value
            case ast.Dict(values=values):
                yield from ((self, value) for value in values)
            case ast.BoolOp() | ast.Tuple() | ast.List() | ast.Starred() | ast.Await() | ast.GeneratorExp() | ast.ListComp() | ast.NamedExpr():
                yield from ((self, inner) for inner in ast.iter_child_nodes(node))

    def _stands_for(self, node: ast.Name | ast.Attribute) -> list[ast.expr]:
        if isinstance(node, ast.Name):
            constant = self.room.constant(node.id)
            return [*self.names.get(node.id, []), *([] if constant is None else [constant])]
        if not (node.attr.isupper() and isinstance(node.value, ast.Name)):
            return []
        return [room.constants[node.attr] for room in rooms() if room.part == node.value.id and node.attr in room.constants]

    def _behind_call(self, call: ast.Call) -> Behind:
        """What functions of this name return; what is joined, made text or looked up."""
        name = _name(call)
        for reading in _telling().get(name, ()):
            if reading.room is self.room or name.endswith(("fault", "faults")):
                returned = (node.value for node in ast.walk(reading.node) if isinstance(node, (ast.Return, ast.Yield)) and node.value)
                yield from ((reading, value) for value in returned)
        if name in ("join", "str"):
            yield from ((self, one) for one in call.args if not isinstance(one, (ast.Name, ast.Attribute)))
        if name == "get" and isinstance(call.func, ast.Attribute):
            yield from ((self, one) for one in [call.func.value, *call.args])


def _bound(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """The names that a statement gives a value."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, (ast.AnnAssign, ast.NamedExpr)) else []
    value = getattr(node, "value", None)
    if not isinstance(value, ast.expr):
        return
    for target in targets:
        if isinstance(target, ast.Name):
            yield target.id, value
        if isinstance(target, ast.Tuple):
            parts = value.elts if isinstance(value, ast.Tuple) and len(value.elts) == len(target.elts) else [value] * len(target.elts)
            yield from ((one.id, part) for one, part in zip(target.elts, parts, strict=True) if isinstance(one, ast.Name))


def _name(call: ast.Call) -> str:
    return getattr(call.func, "id", None) or getattr(call.func, "attr", "")


def _arguments(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def _told(argument: ast.expr) -> Iterator[str]:
    """The names whose text an argument is, or is put together from."""
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    values = (part.value if isinstance(part, (ast.FormattedValue, ast.Starred)) else part for part in parts)
    return (one.id for one in values if isinstance(one, ast.Name))


@cache
def rooms() -> tuple[Room, ...]:
    """Every file whose sentences people may read."""
    paths = [*SERVER.rglob("*.py"), *(ROOT / "sync").glob("*.py")]
    return tuple(Room(path) for path in sorted(paths) if not _NOT_READ & set(path.relative_to(ROOT).parts))


@cache
def _by_module() -> dict[str, Room]:
    return {room.module: room for room in rooms()}


@cache
def _refusing() -> frozenset[str]:
    """The names of what refuses: the seeds, and every function that hands a text it is given on to one."""
    found = set(_SEEDS)
    functions = [(reading, _handed(reading)) for room in rooms() for reading in room.readings if reading.given]
    while more := {reading.name for reading, handed in functions if handed & found} - found:
        found |= more
    return frozenset(found)


def _handed(reading: Reading) -> set[str]:
    """What a function hands a text to that it was given."""
    return {_name(call) for call in reading.calls if any(set(_told(one)) & reading.given for one in _arguments(call))}


@cache
def _telling() -> dict[str, list[Reading]]:
    """The functions that return text, by name."""
    found: dict[str, list[Reading]] = defaultdict(list)
    for reading in _all(room.readings for room in rooms()):
        if reading.tells:
            found[reading.name].append(reading)
    return found


def _all(lists: Iterable[list[Reading]]) -> Iterator[Reading]:
    return (one for some in lists for one in some)


@cache
def sentences() -> dict[str, frozenset[str]]:
    """For each sentence the parts that say it; `shell` stands for what is no part's."""
    found: dict[str, set[str]] = defaultdict(set)
    for reading in _all(room.all_readings for room in rooms()):
        for argument in reading.said():
            for text in filter(is_chinese, reading.texts(argument, set())):
                found[text].add(reading.room.part)
    return {text: frozenset(parts) for text, parts in found.items()}
