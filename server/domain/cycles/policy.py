"""Who holds what of a quarter's procedure on a phone, and which changed rows touch its counters. Nothing here is a phone's to set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from server.domain.cycles.rules import SHOWN
from server.replication import Addressee, News, Told, Touch, turned
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")
_bool = Field(Policy.SERVER, kind="bool")
_json = Field(Policy.SERVER, kind="json")


def _fields(texts: str, numbers: str = "", bools: str = "", jsons: str = "") -> Mapping[str, Field]:
    kinds = ((texts, _text), (numbers, _number), (bools, _bool), (jsons, _json))
    return {name: field for names, field in kinds for name in names.split()}


CYCLE = _fields(
    "branch quarter state scheme reason",
    "version members places ties_open appeals_open opened_at due_at computed_at settled_at data_up_to "
    "reviewed_at published_at publicity_until approved_at frozen_at",
    "replaced",
)
AWARD = _fields(
    "cycle member branch quarter state profile code scheme inputs_hash",
    "version total_tenths earned_star star computed_at data_up_to publicity_until",
    "replaced probationary excused",
    "lines spread",
)
VETO_CASE = _fields(
    "member branch quarter kind title text evidence state proposed_by decided_by reason lifted_by",
    "proposed_at decided_at lifted_at",
)
APPEAL = _fields(
    "award cycle member branch quarter line line_text text state escalation branch_by branch_by_name branch_reason "
    "office_by office_by_name office_reason",
    "filed_at due_at escalated_at branch_at office_at withdrawn_at",
    "branch_upholds",
)


def cycle_scopes(values: Values) -> frozenset[str]:
    """Those who hold a post in the branch see how far its quarter is: counts and dates, nobody's stars."""
    return frozenset({f"branch:{values['branch']}"})


def award_scopes(values: Values) -> frozenset[str]:
    """A result is the member's own, from its publication on; who reviews it asks the server."""
    return frozenset({f"person:{values['member']}"} if values["state"] in SHOWN else ())


def veto_scopes(values: Values) -> frozenset[str]:
    """A member is told of a veto once it is confirmed, and of what becomes of it."""
    return frozenset({f"person:{values['member']}"} if values["state"] in ("confirmed", "lifted") else ())


def appeal_scopes(values: Values) -> frozenset[str]:
    """What a member objects to is between the member and those who decide, who ask the server: no phone of the branch holds it."""
    return frozenset({f"person:{values['member']}"})


def _touched_by_appeal(_: Values | None, after: Values | None) -> list[tuple[str, str]]:
    return [("cycle_appeals", f"{after['branch']}:{after['quarter']}")] if after else []


TOUCHES = (Touch("appeal", frozenset({"state"}), _touched_by_appeal),)


# --- What members are told of; a veto that is only proposed is not yet theirs to know (veto_scopes)


def _shown_anew(before: Values | None, after: Values | None) -> bool:
    return turned(before, after, "state", "published", "frozen") and after is not None and not (after["replaced"] or after["excused"])


def _tell_award(award: Values, _: str) -> Iterator[Told]:
    """A quarter that was opened again and frozen anew is a correction of what the member knew."""
    if award["state"] in ("published", "frozen"):
        words = {"quarter": award["quarter"], "state": award["state"], "corrected": award["version"] > 1}
        yield Told((Addressee("member", award["member"]),), "stars", words, award["state"])


def _answered(before: Values | None, after: Values | None) -> bool:
    """Branch or office has spoken; what the member did is no news to the member."""
    decided = turned(before, after, "state", "answered", "upheld", "dismissed")
    return decided or (before is not None and after is not None and before["branch_upholds"] is None and after["branch_upholds"] is True)


def _tell_appeal(appeal: Values, _: str) -> Iterator[Told]:
    words = {"quarter": appeal["quarter"], "state": appeal["state"]}
    yield Told((Addressee("member", appeal["member"]),), f"appeal/{appeal['award']}", words, appeal["state"])


def _tell_office(appeal: Values, _: str) -> Iterator[Told]:
    """The office is told that one waits for it, and of which quarter; whose it is stands on its page."""
    if appeal["state"] == "at_office":
        yield Told((Addressee("role", "office"),), f"office/cycles/appeals?quarter={appeal['quarter']}", {"quarter": appeal["quarter"]})


def _tell_veto(veto: Values, _: str) -> Iterator[Told]:
    words = {"quarter": veto["quarter"], "state": veto["state"]}
    yield Told((Addressee("member", veto["member"]),), "stars", words, veto["state"])


NEWS = (
    News("stars_shown", "award", _tell_award, frozenset({"state"}), _shown_anew),
    News("appeal_decided", "appeal", _tell_appeal, frozenset({"state", "branch_upholds"}), _answered),
    News("appeal_waiting", "appeal", _tell_office, frozenset({"state"}), lambda was, now: turned(was, now, "state", "at_office")),
    News("veto_decided", "veto_case", _tell_veto, frozenset({"state"}), lambda was, now: turned(was, now, "state", "confirmed", "lifted")),
)
