"""What neither Python nor its checkers object to about names."""

import ast

from tests.house.project import name_of, named, tree_of


def test_no_constant_of_a_module_is_given_twice():
    """Two edits that meet in one file may each bring their own; the later one would quietly take the place of the earlier."""
    twice = [
        f"{name_of(path)}:{node.lineno} {target.id}"
        for path in named(".py")
        for targets in [[(node, target) for node in tree_of(path).body if isinstance(node, ast.Assign) for target in node.targets]]
        for at, (node, target) in enumerate(targets)
        if isinstance(target, ast.Name) and target.id in {one.id for _, one in targets[:at] if isinstance(one, ast.Name)}
    ]
    assert not twice, "\n".join(twice)
