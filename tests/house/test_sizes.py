"""No function over 50 lines, no file over 400: Python, TypeScript and CSS, without a list of exceptions."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

from tests.house.project import name_of, named, text_of, tree_of

FUNCTION_LINES = 50
FILE_LINES = 400
SCRIPTS = (".ts", ".tsx", ".mts", ".js", ".mjs")
FUNCTIONS = {"function_declaration", "generator_function_declaration", "function_expression", "arrow_function", "method_definition"}


def written(*suffixes: str) -> list[Path]:
    """Files that people write: generated ones are as long as what they are made from."""
    return [path for path in named(*suffixes) if "generated" not in path.parts]


def python_functions(path: Path) -> Iterator[tuple[str, int, int]]:
    """(name, first line, lines) of each function."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1


def script_functions(path: Path) -> Iterator[tuple[str, int, int]]:
    """(name, first line, lines) of each function of a TypeScript or JavaScript file; TSX reads them all."""
    grammar = tree_sitter_typescript.language_tsx() if path.suffix in (".tsx", ".js", ".mjs") else tree_sitter_typescript.language_typescript()
    pending = [Parser(Language(grammar)).parse(path.read_bytes()).root_node]
    while pending:
        node = pending.pop()
        pending.extend(node.children)
        if node.type in FUNCTIONS:
            yield script_name(node), node.start_point[0] + 1, node.end_point[0] - node.start_point[0] + 1


def script_name(node: Node) -> str:
    """The name a function carries, or that of the constant it is given to."""
    named_by = node if node.child_by_field_name("name") else node.parent
    name = named_by.child_by_field_name("name") if named_by else None
    return name.text.decode() if name and name.text else "(unnamed)"


@pytest.mark.parametrize(("functions", "suffixes"), [(python_functions, (".py",)), (script_functions, SCRIPTS)], ids=["python", "typescript"])
def test_no_function_is_longer_than_fifty_lines(functions, suffixes):
    long = [
        f"{name_of(path)}:{line} {name}: {lines} lines"
        for path in written(*suffixes)
        for name, line, lines in functions(path)
        if lines > FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


def test_no_file_is_longer_than_four_hundred_lines():
    long = [
        f"{name_of(path)}: {lines} lines"
        for path in written(".py", ".css", ".sh", *SCRIPTS)
        if (lines := len((text_of(path) or "").splitlines())) > FILE_LINES
    ]
    assert not long, "\n".join(long)


def test_a_long_function_would_be_found(tmp_path):
    """Guards the measure itself."""
    body = "".join(f"  a({n})\n" for n in range(60))
    script, python = tmp_path / "long.tsx", tmp_path / "long.py"
    script.write_text("const Page = () => {\n" + body + "  return <p>it's</p>\n}\n")
    python.write_text("def page():\n" + body)
    assert [name for name, _, lines in script_functions(script) if lines > FUNCTION_LINES] == ["Page"]
    assert [name for name, _, lines in python_functions(python) if lines > FUNCTION_LINES] == ["page"]
