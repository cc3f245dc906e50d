"""How notes and needs of secretaries merge, who holds them on a phone, what follows from attendance, and who is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from server.replication import Addressee, News, Steps, Told, Touch, turned
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")
_own = Field(Policy.QUIET)
"""One person writes it: of two phones of theirs the later one stands, and the history keeps the other."""

NOTE: Mapping[str, Field] = {
    **dict.fromkeys(("level", "example"), _own),
    **dict.fromkeys(("member", "branch", "item", "side", "by", "by_name"), _text),
    **dict.fromkeys(("year", "at"), _number),
}
NEED: Mapping[str, Field] = {
    "text": _own,
    **dict.fromkeys(("member", "member_name", "branch", "item", "state", "training", "course", "attended_on"), _text),
    **dict.fromkeys(("year", "asked_at"), _number),
}
STEP: Mapping[str, Field] = {
    **dict.fromkeys(("need", "member", "act", "on", "by", "by_name", "text"), _text),
    **dict.fromkeys(("place", "at"), _number),
}

STEPS = Steps("secretary_step", "need", ("member",))


def own_scopes(values: Values) -> frozenset[str]:
    """What is noted of a secretary is on the own phone alone: the branch is not shown how its secretary is judged."""
    return frozenset({f"person:{values['member']}"})


# --- Which conclusions a changed row touches

ATTENDED = "secretary_needs"


def _touched(before: Values | None, after: Values | None) -> list[tuple[str, str]]:
    """All needs of whoever was marked, or of whom a need was arranged."""
    return [(ATTENDED, row["member"]) for row in [after or before] if row]


TOUCHES = (
    Touch("training_mark", frozenset({"status", "held_on"}), _touched),
    Touch("secretary_need", frozenset({"course"}), _touched),
)

# --- What people are told of


def _tell_answered(need: Values, _: str) -> Iterator[Told]:
    if need["state"] in ("planned", "declined"):
        yield Told((Addressee("member", need["member"]),), "growth", {"state": need["state"], "title": need["text"][:40]}, need["state"])


def _tell_asked(need: Values, _: str) -> Iterator[Told]:
    if need["state"] == "asked":
        yield Told((Addressee("role", "office"),), f"office/secretaries/{need['member']}", {"state": "asked"})


def _tell_noted(note: Values, _: str) -> Iterator[Told]:
    """Once a year, however many items the office writes about: the page shows them all."""
    yield Told((Addressee("member", note["member"]),), "growth", {"year": note["year"]}, str(note["year"]))


NEWS = (
    News(
        "need_answered",
        "secretary_need",
        _tell_answered,
        frozenset({"state"}),
        lambda was, now: turned(was, now, "state", "planned", "declined"),
    ),
    News("need_waits", "secretary_need", _tell_asked, frozenset({"state"}), lambda was, now: was is None and now is not None),
    News(
        "growth_noted",
        "secretary_note",
        _tell_noted,
        frozenset({"example"}),
        lambda was, now: was is None and now is not None and now["side"] == "office",
    ),
)
