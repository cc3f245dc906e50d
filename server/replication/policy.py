"""What of replication's own tables reaches phones, and in which scopes."""

from sync.policy import Field, Policy, Values

_server = Field(Policy.SERVER)
_instant = Field(Policy.SERVER, kind="int")
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
    "kept_at": _instant,
    "other_by": _server,
    "other_at": _instant,
    "state": _server,
    "resolved_by": _server,
    "resolved_at": _instant,
}


def conflict_scopes(values: Values) -> frozenset[str]:
    """A conflict is seen where its row's branch is seen; a row without a branch belongs to a person."""
    if values.get("branch"):
        return frozenset({f"branch:{values['branch']}"})
    return frozenset({f"person:{values['person']}"} if values.get("person") else ())
