"""A part of the product is one complete folder: the files that docs/adding-a-part.md names, and no others."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.project import ROOT, files, name_of, named, parts, tree_of

ROOMS = {"__init__", "tables", "policy", "rules", "schemas", "queries", "mutations", "routes", "jobs", "piccolo_migrations"}
DATA = {"data", "demo"}  # what a part ships to be read: a scheme, a list of templates, the demo's roster
EMPTY_NAMES = re.compile(r"(utils?|helpers?|common|misc|base|managers?)$")


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_a_part_holds_only_the_rooms_it_may_have(part: Path):
    """A room that outgrows a file becomes a folder of the same name."""
    inside = [path.relative_to(part) for path in files() if path.is_relative_to(part)]
    strange = [str(path) for path in inside if Path(path.parts[0]).stem not in ROOMS and path.parts[0] not in DATA]
    assert not strange, f"{name_of(part)} holds {strange}; the rooms are {sorted(ROOMS)}"


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_a_part_says_what_it_is_and_hands_over_its_module(part: Path):
    tree = tree_of(part / "__init__.py")
    names = {name.id for node in ast.walk(tree) if isinstance(node, ast.Assign) for name in node.targets if isinstance(name, ast.Name)}
    assert ast.get_docstring(tree), f"{name_of(part)}/__init__.py does not say what the part is"
    assert "module" in names, f"{name_of(part)}/__init__.py has no `module = Module(…)`"


def test_every_part_is_in_the_table_of_contents():
    from server.modules import MODULES

    assert {module.name for module in MODULES} == {part.name for part in parts()}


@pytest.mark.parametrize("folder", ["sync", "server", "tests", "deploy"])
def test_every_module_opens_with_a_sentence(folder: str):
    silent = [name_of(path) for path in named(".py", under=folder) if not ast.get_docstring(tree_of(path))]
    assert not silent, "\n".join(silent)


def test_no_name_says_nothing():
    """A file called utils tells nobody what is in it."""
    empty = [name_of(path) for path in files() if path.suffix in (".py", ".ts", ".tsx") and EMPTY_NAMES.match(path.stem)]
    folders = {name_of(parent) for path in files() for parent in path.parents if parent != ROOT and EMPTY_NAMES.fullmatch(parent.name)}
    assert not empty and not folders, [*empty, *folders]
