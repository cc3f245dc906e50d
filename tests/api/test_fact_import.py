"""The office imports sheets of facts: one transaction, refused rows with reasons, the same sheet twice, who is complete; and enters one by one."""

import asyncio
from io import BytesIO
from typing import Any

import httpx
import openpyxl
import pytest

from server.domain import facts
from server.domain.facts.policy import KINDS as FACT_KINDS
from tests.api.amid import amid
from tests.api.phone import HttpPhone
from tests.engine.fact_sheets import book
from tests.mine import Mine
from tests.workbooks import take

QUARTER = "2026-Q4"
WRITTEN = ("fact", "coverage", "fact_import", "history", "row_scope")


async def people(mine: Mine, count: int = 3) -> list[dict[str, Any]]:
    """Members of the demo's secretary's branch."""
    statement = """select m."id", m."employee_no", m."name", m."branch" from "member" m join "organisation" o on o."id" = m."branch"
        where o."name" = '综采一区党支部' order by m."employee_no" limit {}"""
    return await mine.database.fetch(statement, count)


def row_of(person: dict[str, Any], **other: Any) -> dict[str, Any]:
    return {"工号": person["employee_no"], "姓名": person["name"], "日期": "2026-11-10", "等级": "一般", "说明": "未系安全带登高", **other}


async def hand_in(client: httpx.AsyncClient, content: bytes, **options: Any) -> dict[str, Any]:
    """Imports a workbook; gives the report."""
    given = {"kind": "violation", "quarter": QUARTER, "file_name": "三违台账.xlsx"} | options
    answer = await client.post("/api/facts/import", params=given, content=content, headers={"Content-Type": "application/octet-stream"})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def traces(mine: Mine) -> dict[str, int]:
    return {table: (await mine.database.fetch(f'select count(*) as "n" from "{table}"'))[0]["n"] for table in WRITTEN}


async def test_a_sheet_becomes_facts_and_says_what_is_complete(demo_mine: Mine) -> None:
    office, known = await demo_mine.sign_in_as("office"), await people(demo_mine)
    branch = known[0]["branch"]
    report = await hand_in(office, book([row_of(one) for one in known]), branch=[branch])
    assert (report["added"], report["known"], report["problems"], report["covered"]) == (3, 0, [], 1)
    assert report["branches"] == [{"branch_name": "综采一区党支部", "rows": 3}]
    listed = (await office.get("/api/facts", params={"quarter": QUARTER, "kind": "violation", "branch": branch})).json()["facts"]
    assert {(one["employee_no"], one["grade"], one["entered_by_name"]) for one in listed} == {
        (p["employee_no"], "general", "党群工作部") for p in known
    }
    assert {one["source"].partition(":")[0] for one in listed} == {"import"}
    assert list(await facts.load_coverage(demo_mine.database.fetch, [(branch, QUARTER)])) == [(branch, QUARTER)]
    (noted,) = (await office.get("/api/facts/imports")).json()
    assert (noted["file_name"], noted["added"], noted["covered"], noted["imported_by_name"]) == ("三违台账.xlsx", 3, 1, "党群工作部")


async def test_a_dry_run_says_the_same_and_writes_nothing(demo_mine: Mine) -> None:
    office, known = await demo_mine.sign_in_as("office"), await people(demo_mine)
    content = book([row_of(one) for one in known])
    before = await traces(demo_mine)
    planned = await hand_in(office, content, dry_run=True)
    assert await traces(demo_mine) == before
    assert await hand_in(office, content) == {**planned, "dry_run": False}


async def test_the_same_sheet_again_changes_nothing(demo_mine: Mine) -> None:
    office, known = await demo_mine.sign_in_as("office"), await people(demo_mine)
    content = book([row_of(one) for one in known])
    await hand_in(office, content, branch=[known[0]["branch"]])
    await demo_mine.drain()
    before = await traces(demo_mine)
    demo_mine.clock.advance(hours=2)
    report = await hand_in(office, content, branch=[known[0]["branch"]])
    assert (report["added"], report["known"], report["covered"]) == (0, 3, 0)
    assert await traces(demo_mine) == before


async def test_two_imports_at_the_same_time_come_one_after_the_other(demo_mine: Mine) -> None:
    office, known = await demo_mine.sign_in_as("office"), await people(demo_mine)
    content = book([row_of(one) for one in known])
    reports = await asyncio.gather(*(hand_in(office, content) for _ in range(3)))
    assert sorted(report["added"] for report in reports) == [0, 0, 3]


def minor(person: dict[str, Any], **other: Any) -> dict[str, Any]:
    """What the office enters by hand, and how it is stored."""
    told = {"kind": "violation", "on": "2026-11-10", "grade": "general", "text": "未系安全带登高"}
    return told | {"member": person["id"]} | other


def stored(person: dict[str, Any]) -> dict[str, Any]:
    by = {"source": "entry", "entered_by": "x", "entered_by_name": "x", "entered_at": 1}
    return minor(person, branch=person["branch"], amount=None, until="", withdrawn_at=None) | by


async def test_what_a_branch_writes_just_now_is_not_entered_again_by_the_office(demo_mine: Mine) -> None:
    """A push holds its branch while it decides and writes; who enters or imports facts of the branch waits, and sees what came of it."""
    office, (one, other) = await demo_mine.sign_in_as("office"), await people(demo_mine, 2)
    push = demo_mine.replication.write(None, "sync", lock=[f"branch:{one['branch']}"])
    async with amid(push, office.post("/api/facts", json=minor(one))) as (unit, entering):
        unit.put("fact", "first", stored(one))
    assert (await entering).json()["code"] == "facts.on"
    push = demo_mine.replication.write(None, "sync", lock=[f"branch:{one['branch']}"])
    async with amid(push, hand_in(office, book([row_of(other)]))) as (unit, importing):
        unit.put("fact", "second", stored(other))
    report = await importing
    assert (report["added"], report["known"]) == (0, 1)


async def test_an_import_that_fails_in_the_middle_leaves_nothing_behind(demo_mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    office, known = await demo_mine.sign_in_as("office"), await people(demo_mine)
    before = await traces(demo_mine)

    async def fail(*_: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(demo_mine.replication.store, "note", fail)
    given = {"kind": "violation", "quarter": QUARTER}
    answer = await office.post("/api/facts/import", params=given, content=book([row_of(one) for one in known]))
    assert answer.status_code >= 500
    assert await traces(demo_mine) == before


async def test_a_refused_row_leaves_the_list_incomplete_and_comes_back_marked(demo_mine: Mine) -> None:
    office, known = await demo_mine.sign_in_as("office"), await people(demo_mine)
    content = book([row_of(known[0]), row_of(known[1], 等级="很严重"), row_of(known[2], 姓名="别人")])
    report = await hand_in(office, content, branch=[known[0]["branch"]])
    assert (report["added"], report["covered"], report["coverage_withheld"]) == (1, 0, True)
    assert [(one["sheet"], one["row"], one["column"], one["value"]) for one in report["problems"]] == [
        ("台账", 4, "等级", "很严重"),
        ("台账", 5, "姓名", "别人"),
    ]
    assert all(one["reason"] and one["remedy"] for one in report["problems"])
    marked = await office.post("/api/facts/import/problems", params={"kind": "violation", "quarter": QUARTER}, content=content)
    page: Any = openpyxl.load_workbook(BytesIO(marked.content))["台账"]
    assert [bool(page.cell(row, 6).value) for row in range(2, 6)] == [True, False, True, True]
    assert page.cell(2, 6).value == "问题" and "可以填" in page.cell(4, 6).value


async def test_the_office_enters_a_fact_that_only_its_member_sees_and_withdraws_it(demo_mine: Mine) -> None:
    office, number = await demo_mine.sign_in_as("office"), demo_mine.logins["member"].login
    (person,) = await demo_mine.database.fetch('select "id", "branch" from "member" where "employee_no" = {}', number)
    asked = {"member": person["id"], "kind": "discipline", "on": "2026-11-02", "grade": "reminder", "text": "迟到早退，提醒谈话"}
    made = (await office.post("/api/facts", json=asked)).json()
    assert made["branch"] == person["branch"]
    secretary, member = HttpPhone(await demo_mine.sign_in_as("secretary")), HttpPhone(await demo_mine.sign_in_as("member"))
    await secretary.sync()
    await member.sync()
    assert secretary.rows.get("fact", {}) == {}
    assert member.rows["fact"][made["id"]]["text"] == "迟到早退，提醒谈话"
    path = f"/api/facts/{made['id']}/withdraw"
    assert (await office.post(path, json={"reason": " "})).json()["code"] == "facts.reason"
    assert (await office.post(path, json={"reason": "谈话对象是另一人"})).status_code == 200
    assert (await office.post(path, json={"reason": "再撤一次"})).json()["code"] == "facts.withdrawn"
    await member.sync()
    assert member.rows["fact"][made["id"]]["withdrawn_reason"] == "谈话对象是另一人"


async def test_what_the_office_enters_wrongly_is_refused_at_its_field(demo_mine: Mine) -> None:
    office, (person,) = await demo_mine.sign_in_as("office"), await people(demo_mine, 1)
    whole = {"member": person["id"], "kind": "violation", "on": "2026-11-02", "grade": "minor", "text": "未系安全带"}
    for wrong, field in (
        ({"kind": "x"}, "kind"),
        ({"on": "2027-01-01"}, "on"),
        ({"member": "nobody"}, "member"),
        ({"grade": ""}, "grade"),
        ({"text": ""}, "text"),
    ):
        answer = await office.post("/api/facts", json=whole | wrong)
        assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert (await office.post("/api/facts", json=whole)).status_code == 200
    assert (await office.post("/api/facts", json=whole)).json()["code"] == "facts.on"


async def test_the_matrix_shows_what_is_stated_and_one_click_states_it(demo_mine: Mine) -> None:
    office, (person,) = await demo_mine.sign_in_as("office"), await people(demo_mine, 1)
    asked = {"kind": "violation", "quarter": QUARTER, "branches": [person["branch"]]}
    assert (await office.post("/api/coverage", json=asked)).json() == {"changed": 1}
    assert (await office.post("/api/coverage", json=asked)).json() == {"changed": 0}
    shown = (await office.get("/api/coverage", params={"quarter": QUARTER})).json()
    assert len(shown["branches"]) == 33
    assert [(one["branch"], one["kind"]) for one in shown["stated"]] == [(person["branch"], "violation")]
    book = await take(office, "/api/coverage/export", quarter=QUARTER)
    assert book.ids("报齐情况") == [one["id"] for one in shown["branches"]]
    assert {title for row in book.page("报齐情况") for title, cell in row.items() if str(cell).startswith("已报齐")} == {
        FACT_KINDS[asked["kind"]].title
    }
    assert [row["谁报的"] for row in book.page("谁报的")] == [one["stated_by_name"] for one in shown["stated"]]
    assert (await office.post("/api/coverage/withdraw", json=asked)).json() == {"changed": 1}
    assert (await office.get("/api/coverage", params={"quarter": QUARTER})).json()["stated"] == []
    for wrong, code in (({"quarter": "2027-Q1"}, "facts.quarter"), ({"kind": "x"}, "facts.kind"), ({"branches": ["x"]}, "facts.coverage")):
        assert (await office.post("/api/coverage", json=asked | wrong)).json()["code"] == code


async def test_facts_come_in_pages_the_newest_day_first(demo_mine: Mine) -> None:
    office, known = await demo_mine.sign_in_as("office"), await people(demo_mine, 40)
    days = ("2026-10-08", "2026-11-10", "2026-11-03")
    await hand_in(office, book([row_of(one, 日期=day) for one in known for day in days]))
    seen: list[tuple[str, str]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = (await office.get("/api/facts", params={"quarter": QUARTER, **({"cursor": cursor} if cursor else {})})).json()
        seen += [(one["on"], one["id"]) for one in page["facts"]]
        cursor = page["cursor"]
    assert len(set(seen)) == len(seen) == 120
    assert seen == sorted(seen, key=lambda one: (-int(one[0].replace("-", "")), one[1]))


async def test_a_template_is_a_workbook_of_its_kind(demo_mine: Mine) -> None:
    office = await demo_mine.sign_in_as("office")
    answer = await office.get("/api/facts/template", params={"kind": "dues"})
    page: Any = openpyxl.load_workbook(BytesIO(answer.content))["党费交至"]
    assert [cell.value for cell in page[1]] == ["工号", "姓名", "所在党支部", "交至年月", "说明"]
    assert (await office.get("/api/facts/template", params={"kind": "x"})).json()["code"] == "facts.kind"


async def test_nobody_but_the_office_sees_or_changes_facts_over_http(demo_mine: Mine) -> None:
    paths = ["/api/facts?quarter=2026-Q4", "/api/coverage?quarter=2026-Q4", "/api/facts/imports", "/api/facts/template?kind=dues"]
    for role in ("secretary", "member"):
        client = await demo_mine.sign_in_as(role)
        answers = [await client.get(path) for path in paths]
        answers += [await client.post(path, json={}) for path in ("/api/facts", "/api/facts/x/withdraw", "/api/coverage", "/api/coverage/withdraw")]
        answers += [await client.post(f"/api/facts/{path}?kind=dues&quarter=2026-Q4", content=b"x") for path in ("import", "import/problems")]
        assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(403, "rights.missing")}
