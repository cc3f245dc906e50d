"""Who sees the result of a mass review: the member it is about, and no other phone."""

from collections.abc import Mapping

from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")

MASS_REVIEW: Mapping[str, Field] = {
    "member": _text,
    "branch": _text,
    "quarter": _text,
    "state": _text,
    "ballots": _number,
    "mean_tenths": _number,
    "spread": Field(Policy.SERVER, kind="json"),
    "computed_at": _number,
    "data_up_to": _number,
}


def review_scopes(values: Values) -> frozenset[str]:
    """Members are never compared on a phone: not even the branch's sees another's result. One that was withdrawn nobody sees."""
    return frozenset() if values["state"] == "withdrawn" else frozenset({f"person:{values['member']}"})
