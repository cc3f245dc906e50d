"""Writes what the phone knows of the server, from the server itself: types of the HTTP surface and of the synced rows, and the parts' lifecycles.

`make types` runs it; tests/house/test_types.py fails while a file in the tree is not what the server says now.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from server.app import ALL_MODULES, create_app
from server.kit.lifecycle import Lifecycle
from server.kit.settings import Settings

FOLDER = Path(__file__).resolve().parent.parent / "pwa" / "src" / "generated"
FILE, LIFECYCLES = FOLDER / "http.ts", FOLDER / "lifecycles.ts"
HEAD = """/** Types of the HTTP surface and of the synced rows. Written by `make types` from the server: change them there. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }"""
LIFECYCLES_HEAD = """/** Lifecycles of the parts: states, and who may make which move. Written by `make types` from the server: change them there. */

export interface Move { name: string; before: readonly string[]; after: string; by: readonly string[]; needs: readonly string[] }

/** `states` begins with the one in which a matter is made. A move without `after` leaves the state as it is. */
export interface Lifecycle { states: readonly string[]; moves: readonly Move[] }"""
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
SYNCED = {"text": "string", "int": "number", "bool": "boolean", "json": "Json"}
METHODS = ("get", "post", "put", "delete")
Schema = Mapping[str, Any]


def type_of(schema: Schema) -> str:
    """A JSON schema as a TypeScript type; what is not described is Json."""
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[1]
    if choices := schema.get("enum") or ([schema["const"]] if "const" in schema else None):
        return " | ".join("null" if choice is None else repr(choice) for choice in choices)
    if parts := schema.get("oneOf") or schema.get("anyOf"):
        return " | ".join(dict.fromkeys(type_of(part) for part in parts))
    kind = schema.get("type")
    if isinstance(kind, list):
        return " | ".join(type_of({**schema, "type": one}) for one in kind)
    if kind == "array":
        item = type_of(schema.get("items", {}))
        return f"({item})[]" if " | " in item else f"{item}[]"
    if kind == "object":
        return object_of(schema)
    return PLAIN.get(str(kind), "Json")


def object_of(schema: Schema) -> str:
    """An object's type on one line: its properties, or a dictionary of one type."""
    if "properties" not in schema:
        return f"Record<string, {type_of(schema.get('additionalProperties') or {})}>"
    return "{ " + "; ".join(fields_of(schema)) + " }"


def fields_of(schema: Schema) -> Iterator[str]:
    """`name: type` for each property, `name?` for one that may be absent."""
    required = set(schema.get("required", ()))
    for name, part in schema["properties"].items():
        yield f"{name}{'' if name in required else '?'}: {type_of(part)}"


def interface(name: str, fields: Iterable[str]) -> str:
    """An exported interface, a line a field."""
    return "\n".join([f"export interface {name} {{", *(f"  {field}" for field in fields), "}"])


def interfaces(schemas: Mapping[str, Schema]) -> Iterator[str]:
    """Each named schema: an interface, or an alias for what is no object."""
    for name in sorted(schemas):
        schema = schemas[name]
        yield interface(name, fields_of(schema)) if "properties" in schema else f"export type {name} = {type_of(schema)}"


def content_of(message: Schema) -> str:
    """The type of a body: JSON as described, anything else as bytes."""
    content = message.get("content", {})
    if "application/json" in content:
        return type_of(content["application/json"]["schema"])
    return "Blob" if content else "null"


def routes(paths: Mapping[str, Mapping[str, Schema]]) -> Iterator[str]:
    """For each route of the interface its query, the body it takes and the answer when all is well."""
    for path in sorted(path for path in paths if path.startswith("/api/")):
        for method in METHODS:
            if route := paths[path].get(method):
                query = {"properties": {p["name"]: p["schema"] for p in route.get("parameters", ()) if p["in"] == "query"}}
                query["required"] = [p["name"] for p in route.get("parameters", ()) if p["in"] == "query" and p["required"]]
                answer = next(content_of(message) for code, message in sorted(route["responses"].items()) if code < "300")
                body = content_of(route["requestBody"]) if "requestBody" in route else "null"
                asked = object_of(query) if query["properties"] else "Record<string, never>"
                yield f"'{method.upper()} {path}': {{ query: {asked}; body: {body}; answer: {answer} }}"


def rows() -> Iterator[str]:
    """For each synced table its row as a phone holds it, then the list of them by table."""
    tables = sorted((table for module in ALL_MODULES for table in module.synced), key=lambda table: table.name)
    names = {table.name: table.name.title().replace("_", "") + "Row" for table in tables}
    for synced in tables:
        nullable = {column._meta.name: column._meta.null for column in synced.table._meta.columns}
        fields = (f"{name}: {SYNCED[field.kind]}{' | null' if nullable[name] else ''}" for name, field in synced.fields.items())
        yield interface(names[synced.name], chain(("id: string", "rev: number"), fields))
    yield "/** Every synced table and its row. */\n" + interface("Rows", (f"{table}: {row}" for table, row in names.items()))


def render() -> str:
    """The whole file."""
    described = create_app(Settings()).openapi_schema.to_schema()
    every_route = "/** Every route: what it takes and what it answers. */\n" + interface("Routes", routes(described["paths"]))
    return "\n\n".join([HEAD, *interfaces(described["components"]["schemas"]), every_route, *rows()]) + "\n"


def lifecycle(name: str, one: Lifecycle) -> str:
    """A constant of the lifecycle's name, a line a move."""
    moves = (
        f"    {{ name: {move.name!r}, before: {listed(sorted(move.before, key=one.states.index))}, after: {move.after!r}, "
        f"by: {listed(sorted(move.by))}, needs: {listed(move.needs)} }},"
        for move in one.moves
    )
    return "\n".join([f"export const {name}: Lifecycle = {{", f"  states: {listed(one.states)},", "  moves: [", *moves, "  ],", "}"])


def listed(texts: Iterable[str]) -> str:
    """Texts as an array on one line."""
    return f"[{', '.join(map(repr, texts))}]"


def render_lifecycles() -> str:
    """The whole file of lifecycles, by name."""
    found = {name: one for module in ALL_MODULES for name, one in module.lifecycles.items()}
    return "\n\n".join([LIFECYCLES_HEAD, *(lifecycle(name, found[name]) for name in sorted(found))]) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    FILE.write_text(render())
    LIFECYCLES.write_text(render_lifecycles())
