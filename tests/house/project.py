"""The project's own files, as the tests of the house read them: what git tracks or would track, nothing built or installed."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS = ROOT / "server" / "domain"


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project: tracked, or new and not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(path for name in sorted(set(listed.split("\0"))) if name and (path := ROOT / name).is_file())


def named(*suffixes: str, under: str = "") -> list[Path]:
    """The files with one of these suffixes, below a folder of the project."""
    return [path for path in files() if path.suffix in suffixes and path.is_relative_to(ROOT / under)]


def name_of(path: Path) -> str:
    """A file's path as a reader writes it."""
    return str(path.relative_to(ROOT))


@cache
def text_of(path: Path) -> str | None:
    """A file's text, or None for a picture, a font or a workbook."""
    content = path.read_bytes()
    return None if b"\0" in content else content.decode()


def texts() -> Iterator[tuple[Path, str]]:
    """Every file of the project that is text."""
    for path in files():
        text = text_of(path)
        if text is not None:
            yield path, text


@cache
def tree_of(path: Path) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(path.read_text(), filename=str(path))


def parts() -> list[Path]:
    """The folders of server/domain that hold a part of the product."""
    return [path for path in sorted(PARTS.iterdir()) if (path / "__init__.py").exists()]


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """(line, absolute module) for each import of a Python file; `from a import b` gives `a.b`."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{origin(path, node)}.{alias.name}") for alias in node.names)


def origin(path: Path, node: ast.ImportFrom) -> str:
    """The absolute module that `from … import` reads; a leading dot is the file's own package."""
    if not node.level:
        return node.module or ""
    package = path.relative_to(ROOT).parts[: -node.level]
    return ".".join([*package, *([node.module] if node.module else [])])
