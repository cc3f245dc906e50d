"""Notices, what was read of them and what is chosen are on the phones of the member they belong to, and on no other."""

from collections.abc import Mapping

from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")
_json = Field(Policy.SERVER, kind="json")

NOTICE = {"member": _text, "kind": _text, "about": _text, "route": _text, "words": _json, "at": _number}
NOTICE_READ = {"member": _text, "notice": _text, "read_at": _number}
NOTICE_CHOICE = {"member": _text, "off": _json, "digest_at": _text, "quiet_from": _text, "quiet_to": _text}
"""A choice is always made as a whole, on one person's phones: the last one that arrives stands."""


def own_scopes(values: Values) -> frozenset[str]:
    """Nobody but the member sees them, neither branch nor office."""
    return frozenset({f"person:{values['member']}"})


SHIFT_HOURS: Mapping[str, tuple[str, str]] = {"早班": ("06:00", "14:00"), "中班": ("14:00", "22:00"), "夜班": ("22:00", "06:00")}
"""When a shift of the roster is at work: the three shifts of eight hours that are usual in mines. A word that is not here keeps no hours quiet."""
