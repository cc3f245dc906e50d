"""The phone's types are those of the server: pwa/src/generated/http.ts is what `make types` would write now."""

from deploy.write_types import FILE, render, type_of


def test_the_generated_types_are_fresh():
    assert FILE.read_text() == render(), "run `make types` and commit the file"


def test_a_schema_becomes_a_type():
    """Guards the writer itself."""
    assert type_of({"type": "array", "items": {"oneOf": [{"type": "string"}, {"type": "null"}]}}) == "(string | null)[]"
    assert type_of({"enum": ["red", "green"]}) == "'red' | 'green'"
    assert type_of({"$ref": "#/components/schemas/Me"}) == "Me"
    assert type_of({"type": "object", "additionalProperties": {"type": "integer"}}) == "Record<string, number>"
    assert type_of({"properties": {"a": {"type": "string"}, "b": {}}, "required": ["a"], "type": "object"}) == "{ a: string; b?: Json }"
