"""Which facts may be entered: by whom, of which kind, on which day, and with what words a person is refused."""

from typing import Any

import msgspec
import pytest

from server.domain.facts import rules
from server.domain.facts.policy import KINDS, coverage_scopes, fact_scopes
from server.domain.facts.rules import Entered
from server.kit.clock import is_day
from server.kit.identity import Actor, Grant
from tests.house.project import ROOT
from tests.mine import TestClock

NOW = TestClock("2026-11-16 08:00").now_ms
HERE = [{"branch": "north", "from_on": "2025-01-01", "to_on": None}]
MOVED = [{"branch": "south", "from_on": "2025-01-01", "to_on": "2026-10-20"}, {"branch": "north", "from_on": "2026-10-20", "to_on": None}]
SECRETARY = Actor("a", "m", "书记", (Grant("secretary", "north", "north"),))
LEADER = Actor("b", "n", "组长", (Grant("group_leader", "group", "north"),))
OFFICE = Actor("c", None, "党群工作部", (Grant("office", "committee", of_mine=True),))
OF_BRANCH = {"performance", "pledge", "task_done", "service", "excused_period"}


def fact(**values: Any) -> Entered:
    return Entered(**{"branch": "north", "member": "m", "kind": "service", "on": "2026-11-10", "grade": "usual", "text": "帮邻居换水管"} | values)


def fault(one: Entered, memberships: list[dict[str, Any]] = HERE) -> str | None:
    found = rules.entry_fault(KINDS[one.kind], one, memberships, NOW)
    assert found is None or (found.title and found.detail and found.remedy)
    return found.field if found else None


def stored(one: Entered, **values: Any) -> dict[str, Any]:
    return msgspec.structs.asdict(one) | {"withdrawn_at": None} | values


def test_a_branch_enters_its_own_kinds_and_the_office_all():
    assert {key for key, kind in KINDS.items() if rules.may_enter(SECRETARY, kind, "north")} == OF_BRANCH
    assert not any(rules.may_enter(SECRETARY, kind, "south") for kind in KINDS.values())
    assert not any(rules.may_enter(LEADER, kind, "north") for kind in KINDS.values())
    assert all(rules.may_enter(OFFICE, kind, "north") for kind in KINDS.values())


def test_what_the_office_enters_reaches_only_the_member():
    seen = {key: fact_scopes({"kind": key, "member": "m", "branch": "north"}) for key in KINDS}
    assert all("person:m" in scopes for scopes in seen.values())
    assert {key for key, scopes in seen.items() if "branch:north" in scopes} == OF_BRANCH
    assert {key for key in KINDS if coverage_scopes({"kind": key, "branch": "north"})} == OF_BRANCH


def test_a_whole_fact_is_taken():
    assert fault(fact()) is None
    assert [fault(fact(kind="performance", grade="", amount=amount, text="")) for amount in (600, 875, 950)] == [None] * 3
    assert fault(fact(kind="dues", grade="", until="2027-03", text="")) is None
    assert fault(fact(kind="pledge", grade="good", text="")) is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"on": "2026-02-30"}, "on"),
        ({"on": "20261110"}, "on"),
        ({"on": "2026-11-18"}, "on"),
        ({"grade": ""}, "grade"),
        ({"grade": "serious"}, "grade"),
        ({"amount": 5}, "amount"),
        ({"until": "2026-11"}, "until"),
        ({"text": "  "}, "text"),
        ({"kind": "task_done"}, "grade"),
        ({"kind": "pledge", "grade": "poor", "text": ""}, "text"),
        ({"kind": "pledge", "grade": "fair", "text": ""}, "text"),
        ({"kind": "performance", "grade": "", "amount": 599, "text": ""}, "text"),
        ({"kind": "performance", "grade": "", "amount": 951, "text": " "}, "text"),
        ({"kind": "performance", "grade": ""}, "amount"),
        ({"kind": "performance", "grade": "", "amount": 1001}, "amount"),
        ({"kind": "performance", "grade": "", "amount": -1}, "amount"),
        ({"kind": "dues", "grade": "", "until": "2026-13"}, "until"),
        ({"kind": "dues", "grade": "", "until": ""}, "until"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(wrong: dict[str, Any], field: str):
    assert fault(fact(**wrong)) == field


def test_a_phone_that_is_a_day_ahead_is_not_refused():
    assert fault(fact(on="2026-11-17")) is None


def test_a_fact_belongs_to_the_branch_of_that_day():
    assert fault(fact(on="2026-10-19"), MOVED) == "member"
    assert fault(fact(on="2026-10-20"), MOVED) is None
    assert fault(fact(on="2026-10-19", branch="south"), MOVED) is None
    assert fault(fact(on="2024-12-31")) == "member"
    assert fault(fact(), []) == "member"


def test_the_same_fact_is_not_entered_twice_but_another_of_the_same_day_is():
    def twin(one: Entered, other: dict[str, Any]) -> bool:
        return rules.twin_fault(KINDS[one.kind], msgspec.structs.asdict(one), [other]) is not None

    assert twin(fact(), stored(fact()))
    assert not twin(fact(), stored(fact(), withdrawn_at=5))
    assert not twin(fact(text="夜里送工友去医院"), stored(fact()))


def test_a_quarter_has_one_rating_by_the_area():
    def twin(on: str, **known: Any) -> bool:
        one, other = (fact(kind="performance", grade="", amount=amount, on=day, text="") for amount, day in ((900, on), (800, "2026-10-05")))
        return rules.twin_fault(KINDS["performance"], msgspec.structs.asdict(one), [stored(other, **known)]) is not None

    assert twin("2026-11-10")
    assert not twin("2026-09-30")
    assert not twin("2026-11-10", withdrawn_at=5)


def test_withdrawing_needs_a_reason():
    assert rules.withdrawal_fault({}, " ") is not None
    assert rules.withdrawal_fault({}, "录错了人") is None


@pytest.mark.parametrize(("quarter", "refused"), [("2026-Q4", False), ("2026-Q3", False), ("2027-Q1", True), ("2026-Q5", True), ("", True)])
def test_only_a_quarter_that_has_begun_can_be_stated(quarter: str, refused: bool):
    assert (rules.quarter_fault(quarter, NOW) is not None) == refused


def test_quarters_and_their_days_agree():
    for quarter in ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"):
        first, last = rules.quarter_days(quarter)
        assert rules.quarter_of(first) == rules.quarter_of(last) == quarter
        assert is_day(first) and is_day(last)


def test_every_kind_that_takes_no_words_says_it_otherwise():
    """A fact without words, grade, amount or month would say nothing."""
    assert all(kind.needs_text or kind.grades or kind.most or kind.takes_until for kind in KINDS.values())
    assert all(kind.text_for <= kind.grades.keys() for kind in KINDS.values())


def test_the_kinds_are_those_that_the_phone_knows():
    """The phone's own tests hold pwa/src/facts/kinds.ts to the same vectors."""
    vectors = msgspec.json.decode((ROOT / "tests" / "vectors" / "fact_kinds.json").read_bytes())
    told = ("key", "most", "takes_until", "needs_text", "text_below", "text_above", "once", "branch_sees")
    kinds = [{name: getattr(kind, name) for name in told} for kind in KINDS.values()]
    shaped = [kind | {"grades": list(KINDS[kind["key"]].grades), "text_for": sorted(KINDS[kind["key"]].text_for)} for kind in kinds]
    assert shaped == vectors["kinds"]
    given = vectors["coverage"]
    assert rules.coverage_id(given["kind"], given["quarter"], given["branch"]) == given["id"]
