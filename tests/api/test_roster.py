"""The office imports a roster: one transaction, refused rows with reasons, the same sheet twice, moves with history, finding people."""

import asyncio
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import httpx
import openpyxl
import pytest

from server.domain import accounts, organisation
from tests.engine.roster_sheets import SHIPPED, people, person, sheet_of, workbook
from tests.mine import Mine

PASSWORD = "zhi-hui-dang-jian"
WRITTEN = {"organisation": 147, "member": 1468, "post": 277, "membership": 1468, "member_detail": 1468}


async def office(mine: Mine) -> httpx.AsyncClient:
    """A client that has signed in as the office's staff."""
    code = await accounts.open_account(mine.replication, None, "office", "党群工作部", "office")
    client = await mine.client()
    answer = await client.post("/api/activation", json={"login": code.login, "code": code.code, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return client


async def hand_in(client: httpx.AsyncClient, content: bytes, **options: bool) -> dict[str, Any]:
    """Imports a workbook; gives the report."""
    answer = await client.post("/api/roster", params=options, content=content, headers={"Content-Type": "application/octet-stream"})
    assert answer.status_code == 200, answer.text
    return answer.json()


def book(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A workbook with a roster of these people."""
    return workbook(党员花名册=sheet_of(rows))


async def count(mine: Mine, table: str, condition: str = "1 = 1") -> int:
    """How many rows of a table fulfil a condition."""
    return (await mine.database.fetch(f'select count(*) as "n" from "{table}" where {condition}'))[0]["n"]


async def traces(mine: Mine) -> dict[str, int]:
    """All that an import writes: rows, their history, and how often rows took a new place in a scope."""
    found = {table: await count(mine, table) for table in WRITTEN}
    found["history"] = await count(mine, "history", "\"cause\" = 'roster import'")
    places = 'select coalesce(sum("seq"), 0) as "n" from "row_scope" where "tbl" in (\'organisation\', \'member\', \'post\')'
    return {**found, "places": int((await mine.database.fetch(places))[0]["n"])}


async def test_the_roster_as_it_is_becomes_the_mine(mine: Mine):
    client = await office(mine)
    report = await hand_in(client, SHIPPED.read_bytes())
    assert report["counts"] == {"committees": 1, "general_branches": 1, "branches": 33, "groups": 112, "members": 1468}
    assert [(p["row"], p["column"], p["value"]) for p in report["problems"]] == [
        (1473, "工号", "J200006"),
        (1474, "所在党支部", "不存在的党支部"),
        (1475, "入党日期", "2031-13-45"),
    ]
    assert (report["added"], report["unchanged"], report["dry_run"]) == (1468, 0, False)
    assert {table: await count(mine, table) for table in WRITTEN} == WRITTEN


async def test_importing_again_changes_nothing(mine: Mine):
    client = await office(mine)
    await hand_in(client, SHIPPED.read_bytes())
    before = await traces(mine)
    mine.clock.advance(days=3)
    client = await mine.sign_in("office", PASSWORD)
    report = await hand_in(client, SHIPPED.read_bytes())
    assert (report["unchanged"], report["added"], report["moved"], report["changed"], report["left"]) == (1468, 0, 0, 0, 0)
    assert await traces(mine) == before


async def test_a_dry_run_says_the_same_and_writes_nothing(mine: Mine):
    client = await office(mine)
    before = await traces(mine)
    planned = await hand_in(client, SHIPPED.read_bytes(), dry_run=True)
    assert await traces(mine) == before
    assert await hand_in(client, SHIPPED.read_bytes()) == {**planned, "dry_run": False}


async def test_an_import_that_fails_in_the_middle_leaves_nothing_behind(mine: Mine, monkeypatch: pytest.MonkeyPatch):
    client = await office(mine)
    before = await traces(mine)

    async def fail(*_: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(mine.replication.store, "note", fail)
    answer = await client.post("/api/roster", content=book(people(5)))
    assert answer.status_code >= 500
    assert await traces(mine) == before


async def test_two_imports_at_the_same_time_come_one_after_the_other(mine: Mine):
    client = await office(mine)
    reports = await asyncio.gather(*(hand_in(client, book(people(9))) for _ in range(3)))
    assert sorted(report["added"] for report in reports) == [0, 0, 9]
    assert await count(mine, "membership") == 9


async def test_a_changed_sheet_moves_people_and_keeps_the_history(mine: Mine):
    client = await office(mine)
    others = [person(f"K{n}", branch="运转工区党支部") for n in range(3)]
    first = [person("J001", "曹明", 党内职务="书记"), *people(4)[1:], *others]
    await hand_in(client, book(first))
    mine.clock.set("2026-12-01 09:00")
    client = await mine.sign_in("office", PASSWORD)
    report = await hand_in(client, book([{**first[0], "所在党支部": "运转工区党支部", "党内职务": "副书记"}, *first[1:]]))
    assert (report["moved"], report["unchanged"]) == (1, 6)

    member = organisation.derived_id("member", "J001")
    memberships = await mine.database.fetch('select * from "membership" where "member" = {} order by "from_on"', member)
    assert [(row["from_on"], row["to_on"]) for row in memberships] == [("2025-01-01", "2026-12-01"), ("2026-12-01", None)]
    posts = await mine.database.fetch('select * from "post" where "member" = {} order by "from_on"', member)
    assert [(row["post"], row["to_on"]) for row in posts] == [("secretary", "2026-12-01"), ("deputy_secretary", None)]
    account = (await client.get("/api/me")).json()["account"]
    history = await mine.database.fetch('select * from "history" where "row" = {} order by "id"', member)
    assert [(row["rev"], row["actor"], row["cause"]) for row in history] == [(1, account, "roster import"), (2, account, "roster import")]


async def test_a_person_who_moves_leaves_the_scope_of_the_old_branch(mine: Mine):
    client = await office(mine)
    others = [person(f"K{n}", branch="运转工区党支部") for n in range(3)]
    await hand_in(client, book([*people(4), *others]))
    await hand_in(client, book([person("J001", branch="运转工区党支部"), *people(4)[1:], *others]))
    member = organisation.derived_id("member", "J001")
    places = await mine.database.fetch('select "scope", "gone" from "row_scope" where "row" = {} order by "gone"', member)
    assert [bool(place["gone"]) for place in places] == [False, False, True]
    assert f"person:{member}" in {place["scope"] for place in places}


async def test_people_missing_from_the_sheet_stay_unless_the_office_says_so(mine: Mine):
    client = await office(mine)
    await hand_in(client, book(people(5)))
    report = await hand_in(client, book(people(4)))
    assert ([p["employee_no"] for p in report["left_people"]], report["removed"]) == (["J005"], False)
    assert len((await client.get("/api/people")).json()) == 5
    assert (await hand_in(client, book(people(4)), remove_left=True))["removed"] is True
    assert len((await client.get("/api/people")).json()) == 4


async def test_the_problems_come_back_as_a_copy_of_the_sheet(mine: Mine):
    client = await office(mine)
    answer = await client.post("/api/roster/problems", content=SHIPPED.read_bytes())
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    page = openpyxl.load_workbook(BytesIO(answer.content))["党员花名册"]
    marked = {row: page.cell(row, 20).value for row in range(4, page.max_row + 1) if page.cell(row, 20).value}
    assert sorted(marked) == [1473, 1474, 1475]
    assert marked[1475] == "入党日期：不是日历上的日期"
    assert await count(mine, "member") == 0


@pytest.mark.parametrize("path", ["/api/roster", "/api/roster/problems"])
async def test_what_is_no_roster_is_answered_in_words(sqlite_mine: Mine, path: str):
    client = await office(sqlite_mine)
    answers = {
        "organisation.workbook": await client.post(path, content=b"a,b,c"),
        "organisation.no_roster": await client.post(path, content=workbook(表=[["姓名"]])),
        "request.too_large": await client.post(path, content=b"0" * 10_000_001),
    }
    assert {code: answer.json()["code"] for code, answer in answers.items()} == {code: code for code in answers}
    assert [answer.status_code for answer in answers.values()] == [400, 400, 413]


async def test_only_the_office_may_import_and_look_people_up(sqlite_mine: Mine):
    client = await office(sqlite_mine)
    await hand_in(client, book(people(3, 党内职务="党员")))
    asked = [("POST", "/api/roster"), ("POST", "/api/roster/problems"), ("GET", "/api/people"), ("POST", "/api/accounts/activation")]
    stranger = await sqlite_mine.client()
    assert {(await stranger.request(*one)).status_code for one in asked} == {401}
    codes = await client.post("/api/accounts/activation", json={"members": [organisation.derived_id("member", "J001")]})
    code = codes.json()["codes"][0]
    assert (await stranger.post("/api/activation", json={"login": "J001", "code": code["code"], "password": PASSWORD})).status_code == 200
    answers = [await stranger.request(*one, content=b'{"members": ["00"]}') for one in asked]
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(403, "rights.missing")] * 4


async def test_people_are_found_by_name_initials_and_number(mine: Mine):
    client = await office(mine)
    rows = [
        person("L005", "阿Q"),
        person("J001", "曹明", 党内职务="书记、组织委员"),
        person("J002", "陈敏"),
        person("K003", "王岩"),
        person("K004", "100%"),
    ]
    await hand_in(client, book(rows))

    async def found(**query: Any) -> list[str]:
        return [one["name"] for one in (await client.get("/api/people", params=query)).json()]

    assert await found(q="cm") == ["曹明", "陈敏"]
    assert await found(q="明") == ["曹明"]
    assert await found(q="ｋ00") == ["王岩", "100%"]
    assert await found(q="%") == ["100%"]
    assert await found(q="_") == []
    assert await found(q="阿q") == ["阿Q"]
    assert await found(branch="nowhere") == []
    one = (await client.get("/api/people", params={"q": "曹明"})).json()[0]
    assert one["member"] == organisation.derived_id("member", "J001")
    assert (one["employee_no"], one["branch_name"], one["group_name"], one["post"], one["has_login"]) == (
        "J001",
        "综采一区党支部",
        "第一党小组",
        "org_commissioner,secretary",
        False,
    )


async def test_people_come_in_pages(mine: Mine):
    client = await office(mine)
    await hand_in(client, book(people(25)))
    seen: list[str] = []
    address = "/api/people?limit=10"
    while address:
        answer = await client.get(address)
        seen += [one["employee_no"] for one in answer.json()]
        address = answer.links.get("next", {}).get("url", "")
    assert seen == [f"J{n:03}" for n in range(1, 26)]
