"""The phone's types and lifecycles are those of the server: pwa/src/generated is what `make types` would write now."""

from deploy.write_types import FILE, LIFECYCLES, lifecycle, render, render_lifecycles, type_of
from server.kit.lifecycle import Lifecycle, Move


def test_the_generated_types_are_fresh():
    assert FILE.read_text() == render(), "run `make types` and commit the file"
    assert LIFECYCLES.read_text() == render_lifecycles(), "run `make types` and commit the file"


def test_a_schema_becomes_a_type():
    """Guards the writer itself."""
    assert type_of({"type": "array", "items": {"oneOf": [{"type": "string"}, {"type": "null"}]}}) == "(string | null)[]"
    assert type_of({"enum": ["red", "green"]}) == "'red' | 'green'"
    assert type_of({"$ref": "#/components/schemas/Me"}) == "Me"
    assert type_of({"type": "object", "additionalProperties": {"type": "integer"}}) == "Record<string, number>"
    assert type_of({"properties": {"a": {"type": "string"}, "b": {}}, "required": ["a"], "type": "object"}) == "{ a: string; b?: Json }"


def test_a_lifecycle_becomes_a_constant():
    words = {"draft": "草稿", "sent": "已报", "send": "报送", "goal": "目标"}
    one = Lifecycle(("draft", "sent"), (Move("send", frozenset({"draft"}), "sent", frozenset({"owner"}), ("goal",)),), words)
    assert lifecycle("note", one).splitlines() == [
        "export const note: Lifecycle = {",
        "  states: ['draft', 'sent'],",
        "  moves: [",
        "    { name: 'send', before: ['draft'], after: 'sent', by: ['owner'], needs: ['goal'] },",
        "  ],",
        "}",
    ]
