"""Reviews are written by the server alone and seen by the branch they concern."""

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


def review_scopes(values: Values) -> frozenset[str]:
    """The branch sees what became of its records."""
    return frozenset({f"branch:{values['branch']}"})
