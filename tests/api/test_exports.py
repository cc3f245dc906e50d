"""Lists leave as workbooks: they say what the pages say, import again where the part imports, and who took them is kept."""

from typing import Any

import httpx

from server.domain.facts.policy import KINDS
from server.domain.facts.rules import quarter_of
from tests.api.small_quarter import QUARTER, SmallQuarter
from tests.api.test_board import sign_in_with
from tests.api.test_fact_import import hand_in as hand_in_facts
from tests.api.test_roster import hand_in as hand_in_roster
from tests.mine import Mine
from tests.small_mine import MEMBERS, NORTH, know, named, settle, withdraw
from tests.workbooks import take


async def test_the_exported_roster_imports_again_and_changes_nothing(demo_mine: Mine) -> None:
    office = await demo_mine.sign_in_as("office")
    opened = await take(office, "/api/people/export")
    known = await demo_mine.database.fetch('select "id", "name", "employee_no" from "member" where "status" <> \'left\' order by "employee_no"')
    page = opened.page("党员花名册")
    assert [(row["系统编号"], row["姓名"], row["工号"]) for row in page] == [(m["id"], m["name"], m["employee_no"]) for m in known]
    assert {row["党内职务"] for row in page} >= {None, "书记", "党小组长"}
    report = await hand_in_roster(office, opened.content)
    assert (report["unchanged"], report["changed"], report["moved"], report["added"], report["left"], report["problems"]) == (1468, 0, 0, 0, 0, [])
    branch = page[0]["所在党支部"]
    (found,) = await demo_mine.database.fetch('select "id" from "organisation" where "name" = {} and "kind" = \'branch\'', branch)
    demo_mine.clock.advance(minutes=1)
    some = await take(office, "/api/people/export", branch=found["id"], q=page[0]["姓名"])
    assert (some.ids("党员花名册")[0], some.note["党支部"], some.note["查找"]) == (known[0]["id"], branch, page[0]["姓名"])
    assert some.note["行数"] == str(len(some.ids("党员花名册")))
    taken = (await office.get("/api/exports")).json()["exports"]
    assert [(one["name"], one["account_name"], one["rows"]) for one in taken[:2]] == [
        ("党员花名册", "党群工作部", len(some.ids("党员花名册"))),
        ("党员花名册", "党群工作部", 1468),
    ]
    assert taken[0]["chosen"] == {"党支部": branch, "查找": page[0]["姓名"]}


async def test_a_name_that_looks_like_a_formula_leaves_as_the_text_it_is(mine: Mine) -> None:
    await settle(mine)
    member = next(iter(MEMBERS))
    async with mine.replication.write(None, "odd") as unit:
        unit.put("member", member, {"name": "=1+1", "job": "@电工"})
    opened = await take(await sign_in_with(mine, "office"), "/api/people/export")
    row = next(row for row in opened.book["党员花名册"].iter_rows() if row[-1].value == member)
    assert [(one.value, one.data_type != "f", one.quotePrefix) for one in row if one.value in ("=1+1", "@电工")] == [
        ("=1+1", True, True),
        ("@电工", True, True),
    ]


async def test_the_board_leaves_as_it_is_seen(mine: Mine) -> None:
    await settle(mine)
    office = await sign_in_with(mine, "office")
    board = (await office.get("/api/board", params={"period": "2026-11"})).json()
    opened = await take(office, "/api/board/export", period="2026-11")
    assert opened.ids("看板") == [row["branch"] for row in board["rows"]]
    assert sorted(opened.ids("明细")) == sorted(cell["obligation"] for row in board["rows"] for cell in row["cells"])
    some = await take(office, "/api/board/export", period="2026-11", kind="group_meeting", general="-")
    north = [row for row in board["rows"] if row["general_branch"] is None]
    assert some.ids("看板") == [row["branch"] for row in north]
    assert {row["会议类型"] for row in some.page("明细")} == {"党小组会"}
    assert (await take(office, "/api/board/export", period="2026-11", only="red")).ids("看板") == []


async def test_facts_leave_by_kind_and_import_again(mine: Mine) -> None:
    await settle(mine)
    office = await sign_in_with(mine, "office")
    one, other = list(MEMBERS)[:2]
    await know(mine, one, "service", "2026-11-10", grade="usual", text="=帮邻居换水管")
    await know(mine, other, "performance", "2026-11-11", amount=925)
    await know(mine, other, "dues", "2026-11-12", until="2026-11")
    gone = await know(mine, other, "service", "2026-11-12", grade="small", text="录错了的")
    await withdraw(mine, gone)
    opened = await take(office, "/api/facts/export", quarter=QUARTER)
    assert opened.book.sheetnames[1:] == ["党费交至", "岗位业绩", "服务群众", "已撤销"]
    assert opened.page("岗位业绩")[0]["分数"] == 92.5
    assert (opened.ids("已撤销"), opened.page("已撤销")[0]["撤销理由"]) == ([gone], "录错了")
    for kind in ("service", "performance", "dues"):
        report = await hand_in_facts(office, opened.content, kind=kind)
        assert (report["sheet"], report["known"], report["added"], report["problems"]) == (KINDS[kind].title, 1, 0, [])
    only = await take(office, "/api/facts/export", quarter=QUARTER, kind="dues", branch=NORTH)
    assert (only.book.sheetnames[1:], only.note["党支部"]) == (["党费交至", "已撤销"], "综采一区党支部")
    assert quarter_of("2026-11-12") == QUARTER


async def test_a_quarter_its_results_assessments_and_resolutions_leave_as_their_pages_show_them(mine: Mine) -> None:
    quarter = await SmallQuarter(mine).set()
    office = await quarter.who("office")
    await quarter.goes(("office", "compute"))
    shown = (await office.get("/api/cycles", params={"quarter": QUARTER})).json()["cycles"]
    opened = await take(office, "/api/cycles/export", quarter=QUARTER)
    assert opened.ids("评星进度") == [one["cycle"] for one in shown]
    await agree(office, (await quarter.cycle())["cycle"])
    assessed = (await office.get("/api/assessments", params={"period": QUARTER})).json()["rows"]
    overview = (await take(office, "/api/assessments/export", period=QUARTER)).page("支部考核")
    assert [(row["系统编号"], row["位次"], row["总分"]) for row in overview] == [
        (one["branch"], one["rank"], one["total_tenths"] and one["total_tenths"] / 10) for one in assessed
    ]
    await resolutions_leave_by_their_state(quarter)


async def agree(office: httpx.AsyncClient, cycle: str) -> None:
    """The workbook of a quarter's results says what its page says."""
    detail: dict[str, Any] = (await office.get(f"/api/cycles/{cycle}")).json()
    rows = (await take(office, f"/api/cycles/{cycle}/export")).page("评星结果")
    assert [row["系统编号"] for row in rows] == [award["award"] for award in detail["awards"]] != []
    for row, award in zip(rows, detail["awards"], strict=True):
        assert (row["工号"], row["姓名"], row["总分"]) == (award["employee_no"], award["name"], award["total_tenths"] and award["total_tenths"] / 10)
        assert [row[point["title"]] for point in award["points"]] == [point["points_tenths"] / 10 for point in award["points"]]


async def resolutions_leave_by_their_state(quarter: SmallQuarter) -> None:
    mine = quarter.mine
    meeting = await quarter.meet("定事", "general_meeting", {}, "2026-12-11 09:00")
    async with mine.replication.write(None, "resolved") as unit:
        unit.put("meeting", meeting, {"resolutions": [{"text": "-整改", "owner": "党员1", "due_on": "2026-12-20"}]})
        told = {"meeting": meeting, "branch": NORTH, "text": "整改二", "due_on": "2026-12-20", "done_on": "2026-12-19", "note": "已办"}
        unit.put("resolution_done", named("done"), {**told, "done_by": "x", "done_at": unit.now_ms})
    office = await quarter.who("office")
    overdue = (await take(office, "/api/resolutions/export", state="overdue")).page("逾期未落实")
    assert [(row["决议"], row["责任人"], f"{row['期限']:%Y-%m-%d}") for row in overdue] == [("-整改", "党员1", "2026-12-20")]
    waiting = (await take(office, "/api/resolutions/export")).page("决议落实")
    assert [(row["决议"], row["落实情况"], row["系统编号"]) for row in waiting] == [("整改二", "已办", named("done"))]
    leader = await quarter.who("leader")
    assert [(await leader.get("/api/resolutions/export", params={"state": state})).status_code for state in ("overdue", "waiting")] == [200, 403]
    assert (await (await quarter.who("E0")).get("/api/exports")).status_code == 403
