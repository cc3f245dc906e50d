"""What of replication's own tables reaches phones, and in which scopes."""

from collections.abc import Iterator, Sequence

from server.replication.news import Addressee, News, Told, turned
from sync.policy import Field, Policy, Values

_server = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")
_json = Field(Policy.SERVER, kind="json")

CONFLICT = {
    "tbl": _server,
    "row": _server,
    "field": _server,
    "branch": _server,
    "branches": _json,
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


def conflict_branches(values: Values) -> Sequence[str]:
    """The branches that see a conflict and may decide it."""
    return values.get("branches") or ([values["branch"]] if values.get("branch") else [])


def conflict_scopes(values: Values) -> frozenset[str]:
    """A conflict is seen where its row is seen, in every branch that owns it; a row without a branch belongs to a person."""
    if branches := conflict_branches(values):
        return frozenset(f"branch:{branch}" for branch in branches)
    return frozenset({f"person:{values['person']}"} if values.get("person") else ())


# --- What people are told of


def _waits(before: Values | None, after: Values | None) -> bool:
    return turned(before, after, "state", "open")


def _tell_conflict(conflict: Values, _: str) -> Iterator[Told]:
    """The two who clashed; the card itself says over what."""
    people = dict.fromkeys(Addressee("account", account) for account in (conflict["kept_by"], conflict["other_by"]) if account)
    route = f"record/{conflict['row']}" if conflict["tbl"] == "meeting" else "delivery"
    yield Told(tuple(people), route, mark=str(conflict["other_at"]))


def _decided(before: Values | None, after: Values | None) -> bool:
    """Whoever gave up a mutation need not be told of it."""
    return turned(before, after, "state", "applied", "discarded") and after is not None and after["decided_by"] != after["asked_by"]


def _tell_held(held: Values, _: str) -> Iterator[Told]:
    yield Told((Addressee("account", held["asked_by"]),), "delivery", {"state": held["state"]})


NEWS = (
    News("conflict_waiting", "conflict", _tell_conflict, frozenset({"state"}), _waits),
    News("held_decided", "held", _tell_held, frozenset({"state"}), _decided),
)
