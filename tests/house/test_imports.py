"""Who may import whom: the contracts of pyproject.toml, and the rules between parts that a contract cannot say."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.house.project import PARTS, ROOT, imports_of, name_of, named, parts, tree_of

# The pure parts of the standard library that the engine uses, msgspec, and the three-way merge of texts; of uuid only what derives names.
ENGINE_MAY_IMPORT = {"collections", "dataclasses", "difflib", "enum", "functools", "hashlib", "itertools", "typing", "uuid", "msgspec", "sync"}
RANDOM = {"uuid1", "uuid4", "uuid6", "uuid7", "uuid8", "getnode"}


def test_the_import_contracts_hold():
    # As a program of its own: inside this process it would switch off the loggers that other tests listen to.
    command = [Path(sys.executable).with_name("lint-imports"), "--cache-dir", ROOT / "build" / "import-linter"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_engine_imports_only_pure_things():
    strange = [
        f"{name_of(path)}:{line} imports {module}"
        for path in named(".py", under="sync")
        for line, module in imports_of(path)
        if module.split(".")[0] not in ENGINE_MAY_IMPORT
    ]
    assert not strange, "\n".join(strange)


def test_the_engine_makes_no_random_name():
    nodes = [(path, node) for path in named(".py", under="sync") for node in ast.walk(tree_of(path))]
    names = [(path, getattr(node, "attr", getattr(node, "id", ""))) for path, node in nodes]
    names += [(path, alias.name) for path, node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert not [f"{name_of(path)} uses {name}" for path, name in names if name in RANDOM]


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_a_part_uses_only_what_others_offer(part: Path):
    """`from server.domain.accounts import require` is fine, if that name stands in `__all__`; `….accounts.queries` is not."""
    deep = [
        f"{name_of(path)}:{line} imports {module}"
        for path in named(".py", under=str(part.relative_to(ROOT)))
        for line, module in imports_of(path)
        if module.startswith("server.domain.") and not is_offered(module.split(".")[2:], part.name)
    ]
    assert not deep, "\n".join(deep)


def is_offered(names: list[str], to_part: str) -> bool:
    """Whether part `to_part` may import this: its own rooms, another part as a whole, or a name that the other lists in `__all__`."""
    other, *inside = names
    return other == to_part or not inside or (len(inside) == 1 and inside[0] in offered_by(other))


@cache
def offered_by(part: str) -> frozenset[str]:
    """The names in `__all__` of a part."""
    for node in tree_of(PARTS / part / "__init__.py").body:
        if isinstance(node, ast.Assign) and any(isinstance(name, ast.Name) and name.id == "__all__" for name in node.targets):
            return frozenset(ast.literal_eval(node.value))
    return frozenset()
