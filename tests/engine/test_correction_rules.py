"""Where a request for correction goes, who decides it, and what a corrected datum comes to."""

from typing import Any

import pytest

from server.domain import organisation
from server.domain.corrections import rules
from server.domain.corrections.rules import Asked, Decided
from server.domain.organisation.rules import corrected
from server.kit.identity import Actor, Grant

MEETING = {"branch": "b", "org": "g1", "status": "draft"}
PLAIN = Actor("account", "member", "王岩")
LEADER = Actor("account", "member", "王岩", (Grant("group_leader", "g1", "b"),))
OTHER_LEADER = Actor("account", "member", "王岩", (Grant("group_leader", "g2", "b"),))


@pytest.mark.parametrize(
    ("about", "meeting", "actor", "state"),
    [
        ("attendance", MEETING, PLAIN, "at_branch"),
        ("attendance", MEETING | {"status": "returned"}, OTHER_LEADER, "at_branch"),
        ("attendance", MEETING, LEADER, "at_office"),
        ("attendance", MEETING | {"status": "approved"}, PLAIN, "at_office"),
        ("roster", None, PLAIN, "at_office"),
        ("fact", None, PLAIN, "at_office"),
    ],
)
def test_a_request_goes_to_whoever_may_correct_it_and_never_to_oneself(about: Any, meeting: Any, actor: Actor, state: str) -> None:
    assert rules.first_state(Asked(about, "source", "present", "在场"), meeting, actor) == state


@pytest.mark.parametrize(
    ("change", "member", "decided", "code"),
    [
        ({}, "secretary", Decided(True), None),
        ({}, None, Decided(False, "签到表上没有"), None),
        ({}, "asker", Decided(True), "rights.own_case"),
        ({}, "secretary", Decided(False, "  "), "corrections.reason"),
        ({"state": "declined"}, "secretary", Decided(True), "corrections.decided"),
        ({"state": "withdrawn"}, "secretary", Decided(True), "corrections.decided"),
        ({"about": "roster", "field": "post"}, "office", Decided(True), "corrections.reason"),
        ({"about": "roster", "field": "name"}, "office", Decided(True), None),
    ],
)
def test_nobody_decides_an_own_request_and_a_refusal_says_why(change: dict[str, str], member: str | None, decided: Decided, code: str | None) -> None:
    correction = {"member": "asker", "state": "at_branch", "about": "attendance", "field": "", **change}
    fault = rules.decision_fault(correction, member, decided)
    assert (fault and fault.code) == code


def test_a_corrected_datum_takes_along_what_follows_from_it() -> None:
    member = {"underground": False}
    assert corrected(member, "name", " 单 新 ") == ({"name": "单新", "initials": "sx"}, {})
    assert corrected(member, "job", "会计") == ({"job": "会计", "post_profile": "office"}, {})
    assert corrected(member, "joined_on", "2011-07-01") == ({}, {"joined_on": "2011-07-01"})
    faults = [organisation.datum_fault("full_on", day, "2026-11-27") is None for day in ("2026-11-27", "2026-11-28", "1921-07-22", "2026-02-30")]
    assert faults == [True, False, False, False]
