"""What of replication's own tables reaches phones, and in which scopes."""

from sync.policy import Field, Policy, Values

_server = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")
_json = Field(Policy.SERVER, kind="json")

CONFLICT = {
    "tbl": _server,
    "row": _server,
    "field": _server,
    "branch": _server,
    "person": _server,
    "base": _json,
    "kept": _json,
    "other": _json,
    "kept_by": _server,
    "kept_by_name": _server,
    "kept_at": _number,
    "other_by": _server,
    "other_by_name": _server,
    "other_at": _number,
    "state": _server,
    "resolved_by": _server,
    "resolved_at": _number,
}

HELD = {
    "log": _server,
    "mid": _number,
    "name": _server,
    "row": _server,
    "scope": _server,
    "person": _server,
    "mutation": _json,
    "asked_by": _server,
    "asked_at": _number,
    "state": _server,
    "outcome": _json,
    "decided_by": _server,
    "decided_at": _number,
    "reason": _server,
}


def held_scopes(values: Values) -> frozenset[str]:
    """A held mutation is its author's affair and the office's, which reads it over HTTP: the author has no right in the branch."""
    return frozenset({f"person:{values['person']}"} if values.get("person") else ())


def conflict_scopes(values: Values) -> frozenset[str]:
    """A conflict is seen where its row's branch is seen; a row without a branch belongs to a person."""
    if values.get("branch"):
        return frozenset({f"branch:{values['branch']}"})
    return frozenset({f"person:{values['person']}"} if values.get("person") else ())
