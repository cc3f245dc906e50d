"""Who may import whom: the contracts of pyproject.toml, and the rules between parts that a contract cannot say."""

import contextlib
import io
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from tests.house.project import ROOT, imports_of, name_of, named, parts

# The pure parts of the standard library that the engine uses, msgspec, and the three-way merge of texts.
ENGINE_MAY_IMPORT = {"collections", "enum", "functools", "hashlib", "itertools", "typing", "msgspec", "merge3", "sync"}


def test_the_import_contracts_hold(monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    report = io.StringIO()
    with contextlib.redirect_stdout(report):
        code = lint_imports(cache_dir=str(ROOT / "build" / "import-linter"))
    assert code == 0, report.getvalue()


def test_the_engine_imports_only_pure_things():
    strange = [
        f"{name_of(path)}:{line} imports {module}"
        for path in named(".py", under="sync")
        for line, module in imports_of(path)
        if module.split(".")[0] not in ENGINE_MAY_IMPORT
    ]
    assert not strange, "\n".join(strange)


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_a_part_uses_others_only_through_their_package_root(part: Path):
    """`from server.domain.accounts import find_login` is fine; `from server.domain.accounts.queries import …` is not."""
    roots = {other.name for other in parts()} - {part.name}
    deep = [
        f"{name_of(path)}:{line} imports {module}"
        for path in named(".py", under=str(part.relative_to(ROOT)))
        for line, module in imports_of(path)
        if module.startswith("server.domain.") and module.split(".")[2] in roots and (ROOT / Path(*module.split(".")[:4])).with_suffix(".py").exists()
    ]
    assert not deep, "\n".join(deep)
