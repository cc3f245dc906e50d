"""Reviews and amendments are written by the server alone and seen by the branch they concern."""

from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")

REVIEW = {
    "meeting": _text,
    "branch": _text,
    "attempt": _number,
    "state": _text,
    "digest": _text,
    "submitted_at": _number,
    "submitted_by": _text,
    "decided_at": _number,
    "decided_by": _text,
    "reasons": Field(Policy.SERVER, kind="json"),
}

AMENDMENT = {
    "meeting": _text,
    "branch": _text,
    "log": _text,
    "mid": _number,
    "asked_by": _text,
    "asked_at": _number,
    "edits": Field(Policy.SERVER, kind="json"),
    "state": _text,
    "decided_by": _text,
    "decided_at": _number,
    "reason": _text,
    "digest": _text,
}


def review_scopes(values: Values) -> frozenset[str]:
    """The branch sees what became of its records and of the changes it asked for."""
    return frozenset({f"branch:{values['branch']}"})
