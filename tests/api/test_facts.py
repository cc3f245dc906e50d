"""Facts over POST /api/sync, on both databases: entered offline, refused in words, withdrawn, seen by whom they concern, loaded."""

import uuid
from typing import Any

from server.domain import facts
from server.domain.facts.policy import KINDS
from server.domain.facts.rules import coverage_id
from tests.api.phone import HttpPhone
from tests.mine import Mine

DAY = "2026-11-10"
QUARTER = "2026-Q4"


async def phone_of(mine: Mine, role: str = "secretary") -> HttpPhone:
    phone = HttpPhone(await mine.sign_in_as(role))
    await phone.sync()
    return phone


def branch_of(phone: HttpPhone) -> str:
    return next(scope.removeprefix("branch:") for scope in phone.cursors if scope.startswith("branch:"))


def member_of(phone: HttpPhone, mine: Mine, role: str = "member") -> str:
    number = mine.logins[role].login
    return next(row["id"] for row in phone.rows["member"].values() if row["employee_no"] == number)


def enter(phone: HttpPhone, person: str, **values: Any) -> str:
    """Enters a service of the member; gives the fact's id."""
    row = str(uuid.uuid4())
    given = {"branch": branch_of(phone), "member": person, "kind": "service", "on": DAY, "grade": "usual", "text": "帮邻居换水管"}
    phone.record("fact.enter.v1", row, **(given | values))
    return row


def state(phone: HttpPhone, name: str = "state", kind: str = "service", quarter: str = QUARTER) -> str:
    branch = branch_of(phone)
    row = coverage_id(kind, quarter, branch)
    args = {"kind": kind, "quarter": quarter, "branch": branch} if name == "state" else {}
    phone.record(f"coverage.{name}.v1", row, **args)
    return row


async def test_a_fact_entered_offline_is_seen_by_the_branch_and_by_its_member(demo_mine: Mine) -> None:
    secretary, member = await phone_of(demo_mine), await phone_of(demo_mine, "member")
    row = enter(secretary, member_of(secretary, demo_mine))
    await secretary.sync()
    await member.sync()
    assert secretary.result(1) == "applied"
    for phone in (secretary, member):
        shown = phone.rows["fact"][row]
        assert (shown["kind"], shown["grade"], shown["on"], shown["source"]) == ("service", "usual", DAY, "entry")
        assert shown["entered_by_name"] == demo_mine.logins["secretary"].name
        assert shown["withdrawn_at"] is None


async def test_a_fact_is_withdrawn_with_a_reason_and_can_be_entered_anew(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    member = member_of(phone, demo_mine)
    row = enter(phone, member)
    phone.record("fact.withdraw.v1", row, reason="")
    phone.record("fact.withdraw.v1", row, reason="不是他做的")
    phone.record("fact.withdraw.v1", row, reason="再撤一次")
    again = enter(phone, member)
    await phone.sync()
    assert [phone.result(mid) for mid in range(1, 6)] == ["applied", "rejected", "applied", "applied", "applied"]
    assert phone.rows["fact"][row]["withdrawn_reason"] == "不是他做的"
    assert phone.rows["fact"][again]["withdrawn_at"] is None


async def test_what_breaks_a_rule_is_rejected_in_words_and_stops_nobody(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    member = member_of(phone, demo_mine)
    wrong = [{"on": "2026-12-01"}, {"kind": "violation", "grade": "minor"}, {"kind": "nothing"}, {"grade": "x"}, {"member": str(uuid.uuid4())}]
    for values in wrong:
        enter(phone, member, **values)
    enter(phone, member)
    enter(phone, member)
    await phone.sync()
    assert [phone.result(mid) for mid in range(1, 8)] == [*["rejected"] * 5, "applied", "rejected"]
    for mid in (1, 2, 3, 4, 5, 7):
        problem = phone.outcomes[mid]["problem"]
        assert problem["code"].startswith("facts.") and problem["title"] and problem["detail"] and problem["remedy"]


async def test_a_rating_far_from_usual_that_an_old_phone_had_queued_without_words_is_told_at_its_field_and_can_be_mended(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    high = {"kind": "performance", "grade": "", "amount": 960}
    row = enter(phone, member_of(phone, demo_mine), **high, text="")
    enter(phone, member_of(phone, demo_mine), **high, text="带队攻关，全月无影响")
    await phone.sync()
    problem = phone.outcomes[1]["problem"]
    assert (phone.result(1), problem["code"], problem["field"]) == ("rejected", "facts.text", "text")
    assert "高于 95 分" in problem["detail"] and problem["remedy"]
    assert (phone.result(2), row in phone.rows["fact"]) == ("applied", False)


async def test_another_branchs_fact_is_held_for_the_office(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    found = await demo_mine.database.fetch('select "id", "branch" from "member" where "branch" <> {} limit 1', branch_of(phone))
    row = enter(phone, found[0]["id"], branch=found[0]["branch"])
    await phone.sync()
    assert (phone.outcomes[1]["result"], phone.outcomes[1]["reason"]) == ("held", "rights")
    office = await demo_mine.sign_in_as("office")
    done = await office.post(f"/api/held/{phone.outcomes[1]['ref']}/apply")
    assert done.status_code == 200, done.text
    assert len(await demo_mine.database.fetch('select 1 from "fact" where "id" = {}', row)) == 1


async def test_a_member_enters_nothing(demo_mine: Mine) -> None:
    secretary, member = await phone_of(demo_mine), await phone_of(demo_mine, "member")
    args = {"branch": branch_of(secretary), "member": member_of(secretary, demo_mine), "kind": "service", "on": DAY, "grade": "usual", "text": "我"}
    member.record("fact.enter.v1", str(uuid.uuid4()), **args)
    await member.sync()
    assert (member.outcomes[1]["result"], member.outcomes[1]["reason"]) == ("rejected", "rights.own_case")
    assert await demo_mine.database.fetch('select 1 from "fact"') == []


async def test_a_fact_before_a_move_belongs_to_the_branch_of_that_day(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    member, here = member_of(phone, demo_mine), branch_of(phone)
    other = (await demo_mine.database.fetch('select "id" from "organisation" where "kind" = {} and "id" <> {} limit 1', "branch", here))[0]["id"]
    async with demo_mine.replication.write(None, "move") as unit:
        held = await unit.where("membership", "member", [member])
        for key in held:
            unit.put("membership", key, {"to_on": "2026-11-12"})
        unit.put("membership", "new", {"member": member, "branch": other, "group": None, "from_on": "2026-11-12", "to_on": None})
        unit.put("member", member, {"branch": other, "group": None})
    enter(phone, member, on="2026-11-11")
    enter(phone, member, on="2026-11-12")
    await phone.sync()
    assert [phone.result(mid) for mid in (1, 2)] == ["applied", "rejected"]


async def test_the_office_kinds_reach_no_phone_of_the_branch(demo_mine: Mine) -> None:
    secretary, member = await phone_of(demo_mine), await phone_of(demo_mine, "member")
    person, branch = member_of(secretary, demo_mine), branch_of(secretary)
    by = {"source": "entry", "entered_by": "office", "entered_by_name": "党群工作部"}
    async with demo_mine.replication.write("office", "enter") as unit:
        for key in KINDS:
            given = {"member": person, "branch": branch, "kind": key, "on": DAY, "grade": "", "text": "情况"}
            unit.put("fact", f"f-{key}", given | by | {"entered_at": unit.now_ms})
    await secretary.sync()
    await member.sync()
    assert {row["kind"] for row in secretary.rows["fact"].values()} == {key for key, kind in KINDS.items() if kind.branch_sees}
    assert {row["kind"] for row in member.rows["fact"].values()} == set(KINDS)


async def test_a_branch_states_that_all_is_entered_and_takes_it_back(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    branch = branch_of(phone)
    row = state(phone)
    await phone.sync()
    assert phone.rows["coverage"][row]["withdrawn_at"] is None
    stated = await facts.load_coverage(demo_mine.database.fetch, [(branch, QUARTER), (branch, "2026-Q3")])
    assert {key: set(kinds) for key, kinds in stated.items()} == {(branch, QUARTER): {"service"}}
    state(phone, "withdraw")
    await phone.sync()
    assert await facts.load_coverage(demo_mine.database.fetch, [(branch, QUARTER)]) == {}
    demo_mine.clock.advance(hours=1)
    state(phone)
    await phone.sync()
    assert phone.rows["coverage"][row]["stated_at"] == demo_mine.clock.now_ms
    assert [phone.result(mid) for mid in (1, 2, 3)] == ["applied"] * 3


async def test_only_ones_own_kinds_branch_and_quarters_can_be_stated(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    branch = branch_of(phone)
    state(phone, kind="violation")
    state(phone, quarter="2027-Q1")
    phone.record("coverage.state.v1", str(uuid.uuid4()), kind="service", quarter=QUARTER, branch=branch)
    other = str(uuid.uuid4())
    phone.record("coverage.state.v1", coverage_id("service", QUARTER, other), kind="service", quarter=QUARTER, branch=other)
    phone.record("coverage.withdraw.v1", coverage_id("pledge", QUARTER, branch))
    await phone.sync()
    results = [(phone.outcomes[mid]["result"], phone.outcomes[mid].get("reason")) for mid in range(1, 6)]
    assert results[:3] == [("rejected", "facts.kind"), ("rejected", "facts.quarter"), ("rejected", "facts.coverage")]
    assert results[3:] == [("held", "rights"), ("held", "depends")]


async def test_facts_are_loaded_by_member_and_days_without_what_was_withdrawn(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    person, branch = member_of(phone, demo_mine), branch_of(phone)
    made = {"member": person, "branch": branch, "source": "entry", "entered_by": "x", "text": "", "grade": "minor", "kind": "violation"}
    async with demo_mine.replication.write(None, "enter") as unit:
        for key, values in {
            "in": {"on": "2026-10-01"},
            "last": {"on": "2026-12-31"},
            "before": {"on": "2026-09-30"},
            "withdrawn": {"on": "2026-11-01", "withdrawn_at": 5},
            "dues": {"kind": "dues", "grade": "", "on": "2026-02-01", "until": "2026-12"},
        }.items():
            unit.put("fact", key, made | {"entered_at": unit.now_ms} | values)
    window, earlier = (person, "2026-10-01", "2026-12-31"), (person, "2026-01-01", "2026-01-31")
    found = await facts.load_facts(demo_mine.database.fetch, [window, earlier])
    assert {key: [one.id for one in known] for key, known in found.items()} == {window: ["dues", "in", "last"]}
