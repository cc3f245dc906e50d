"""How declarations merge, who holds brands on a phone, what they touch, and who is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from server.domain.brands.rules import EDITABLE, GROWING, LIFECYCLE, NAMED, WORDS, Content
from server.domain.organisation import owners_touched
from server.replication import Addressee, Moving, News, Steps, Told, Touch, Turning, Typed, turned
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")
_json = Field(Policy.SERVER, kind="json")

BRAND: Mapping[str, Field] = {
    "name": Field(Policy.REGISTER),
    **dict.fromkeys(("meaning", "carrier", "measures", "results"), Field(Policy.TEXT)),
    **dict.fromkeys(("owner", "branch", "picture", "small", "state", "named_on", "recheck_on", "standing", "colour"), _text),
    **dict.fromkeys(("created_by", "created_by_name"), _text),
    **dict.fromkeys(("warn_at", "due_at", "next_change_at", "computed_at", "data_up_to", "created_at"), _number),
    "branches": _json,
}
TYPED = Typed("brands", Content, WORDS, named="name", owner="owner", route="office/brands")
STEP: Mapping[str, Field] = {
    **dict.fromkeys(("brand", "act", "on", "by", "by_name", "text"), _text),
    **dict.fromkeys(("place", "at"), _number),
    "branches": _json,
}


def brand_scopes(values: Values) -> frozenset[str]:
    """A brand is its owners' until it is named; from then on everyone reads its page, without a network too."""
    if values["state"] in NAMED:
        return frozenset({"site"})
    return step_scopes(values)


def is_filed(values: Values) -> bool:
    """What was declared is changed by nobody, nor by deciding a conflict; while it grows, results are told of."""
    return values["state"] not in EDITABLE | GROWING


def step_scopes(values: Values) -> frozenset[str]:
    """Steps are seen by those who hold a post in a branch of the owner."""
    return frozenset(f"branch:{branch}" for branch in values["branches"])


# --- Which conclusions a changed row touches

KIND, OWNERS = "brand", "brand_owners"
TURNING = Turning(KIND, "brand")
MOVING = Moving("brands", "brand", LIFECYCLE, Steps("brand_step", "brand", ("branches",)), "没有这个品牌。")


def _touched_by_step(_: Values | None, after: Values | None) -> list[tuple[str, str]]:
    return [(KIND, after["brand"])] if after else []


def _touched_by_brand(_: Values | None, after: Values | None) -> list[tuple[str, str]]:
    return [(KIND, after["id"])] if after else []


TOUCHES = (
    owners_touched(OWNERS),
    Touch("brand_step", frozenset({"act"}), _touched_by_step),
    Touch("brand", frozenset({"state", "recheck_on"}), _touched_by_brand),
)

# --- What people are told of

_DECIDED = ("cultivating", "returned", "reviewed", "named", "promoted", "withdrawn")


def _words(brand: Values, **more: Any) -> dict[str, Any]:
    return {"title": brand["name"]} | more


def _tell_decided(brand: Values, _: str) -> Iterator[Told]:
    leads = tuple(Addressee("leads", branch, branch) for branch in brand["branches"])
    if brand["state"] in _DECIDED:
        yield Told(leads, f"brand/{brand['id']}", _words(brand, state=brand["state"]), f"{brand['state']}:{brand['data_up_to']}")


def _tell_office(brand: Values, _: str) -> Iterator[Told]:
    """What was declared waits for the office; so does a re-check whose day is near."""
    state = brand["state"] if brand["state"] == "declared" else brand["standing"]
    mark = f"{state}:{brand['recheck_on'] or brand['data_up_to']}"
    yield Told((Addressee("role", "office"),), f"office/brands/{brand['id']}", _words(brand, state=state, due_on=brand["recheck_on"]), mark)


NEWS = (
    News("brand_decided", "brand", _tell_decided, frozenset({"state"}), lambda was, now: was is not None and turned(was, now, "state", *_DECIDED)),
    News("brand_waits", "brand", _tell_office, frozenset({"state"}), lambda was, now: turned(was, now, "state", "declared")),
    News(
        "brand_recheck",
        "brand",
        _tell_office,
        frozenset({"standing"}),
        lambda was, now: was is not None and turned(was, now, "standing", "recheck_soon", "recheck_overdue"),
    ),
)
