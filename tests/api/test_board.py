"""GET /api/board: who sees which branches, what stands in the cells, and that the colours are those of this instant."""

from typing import Any

import httpx
import pytest

from server.domain import accounts
from server.domain.obligations.rules import obligation_id
from tests.mine import Mine
from tests.small_mine import GENERAL, NORTH, NORTH_1, SOUTH, SOUTH_1, record, settle, submit

PASSWORD = "班前会八点开始" * 2


async def sign_in_with(mine: Mine, role: str, org: str | None = None) -> httpx.AsyncClient:
    """A client of someone with a role, at the committee or at an organisation."""
    code = await accounts.open_account(mine.replication, None, role, "张三", role)
    if org is not None:
        await mine.database.fetch('update "role_grant" set "org" = {} where "role" = {}', org, role)
    client = await mine.client()
    answer = await client.post("/api/activation", json={"login": code.login, "code": code.code, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return client


async def board(client: httpx.AsyncClient, period: str | None = "2026-11") -> dict[str, Any]:
    answer = await client.get("/api/board", params={"period": period} if period else {})
    assert answer.status_code == 200, answer.text
    return answer.json()


def colours(answer: dict[str, Any], branch: str, kind: str) -> dict[str, str]:
    """State and colour by the organisation's name."""
    row = next(row for row in answer["rows"] if row["branch"] == branch)
    return {cell["org_name"]: f"{cell['state']} {cell['colour']}" for cell in row["cells"] if cell["kind"] == kind}


async def test_the_office_sees_every_branch_with_the_month_its_quarter_and_its_year(mine: Mine) -> None:
    await settle(mine)
    meeting = await record(mine, "综采一组的会", "group_meeting", NORTH_1, "2026-11-16 07:00")
    await submit(mine, meeting)
    await mine.drain()
    shown = await board(await sign_in_with(mine, "office"))
    assert (shown["as_of"], shown["period"]) == (mine.clock.now_ms, "2026-11")
    assert [kind["title"] for kind in shown["kinds"]] == [
        "支部党员大会",
        "支部委员会",
        "党小组会",
        "党课",
        "主题党日",
        "组织生活会",
        "民主评议党员",
        "谈心谈话",
    ]
    assert {row["name"]: (row["branch"], row["general_branch"], row["unsent"]) for row in shown["rows"]} == {
        "综采一区党支部": (NORTH, None, 0),
        "选煤一党支部": (SOUTH, "选煤中心党总支", 0),
    }
    assert colours(shown, NORTH, "group_meeting") == {"综采一组": "done green", "综采二组": "upcoming grey"}
    assert colours(shown, SOUTH, "theme_day") == {"选煤一党支部": "upcoming grey"}
    assert colours(shown, SOUTH, "committee_meeting") == {}
    assert colours(shown, SOUTH, "general_meeting") == colours(shown, SOUTH, "heart_talk") == {"选煤一党支部": "upcoming grey"}
    done = next(cell for row in shown["rows"] for cell in row["cells"] if cell["org"] == NORTH_1)
    assert done["obligation"] == obligation_id("group_meeting", NORTH_1, "2026-11")
    assert (done["meeting"], done["due_at"]) == (meeting, 1_796_054_399_999)  # 2026-11-30 23:59:59.999 +08:00


async def test_the_colours_are_those_of_the_instant_even_before_any_job_ran(mine: Mine) -> None:
    await settle(mine)
    client = await sign_in_with(mine, "committee_leader")
    for at, expected in (
        ("2026-11-23 00:00", "warning yellow"),
        ("2026-12-01 00:00", "overdue_provisional red"),
        ("2026-12-04 00:00", "overdue red"),
    ):
        mine.clock.set(at)
        client = await mine.sign_in("committee_leader", PASSWORD)
        shown = await board(client)
        assert colours(shown, SOUTH, "theme_day") == {"选煤一党支部": expected}
        assert colours(shown, NORTH, "group_meeting") == {"综采一组": expected, "综采二组": expected}
    stored = await mine.database.fetch('select "state" from "obligation" where "id" = {}', obligation_id("theme_day", SOUTH, "2026-11"))
    assert stored == [{"state": "upcoming"}]


@pytest.mark.parametrize(("org", "expected"), [(GENERAL, {SOUTH}), (NORTH, {NORTH}), (SOUTH_1, set())])
async def test_a_role_at_an_organisation_shows_the_branches_below_it(mine: Mine, org: str, expected: set[str]) -> None:
    await settle(mine)
    shown = await board(await sign_in_with(mine, "assessor", org))
    assert {row["branch"] for row in shown["rows"]} == expected


async def test_the_board_is_for_the_office(mine: Mine) -> None:
    await settle(mine)
    stranger = await mine.client()
    assert (await stranger.get("/api/board")).status_code == 401
    refused = await (await sign_in_with(mine, "administrator")).get("/api/board")
    assert (refused.status_code, refused.json()["code"]) == (403, "rights.missing")


async def test_without_a_period_it_is_the_running_month_of_the_mine(mine: Mine) -> None:
    await settle(mine)
    await sign_in_with(mine, "office")
    mine.clock.set("2026-12-01 00:00")  # still November in UTC
    shown = await board(await mine.sign_in("office", PASSWORD), None)
    assert shown["period"] == "2026-12"


async def test_a_quarter_shows_its_months_too(mine: Mine) -> None:
    await settle(mine)
    shown = await board(await sign_in_with(mine, "office"), "2026-Q4")
    cells = [cell["due_at"] for row in shown["rows"] if row["branch"] == SOUTH for cell in row["cells"] if cell["kind"] == "theme_day"]
    assert len(cells) == 2
    assert cells == sorted(cells)


@pytest.mark.parametrize("period", ["2026-13", "november", "2026-11-01", "2" * 5000])
async def test_another_text_is_no_period(sqlite_mine: Mine, period: str) -> None:
    await settle(sqlite_mine)
    client = await sign_in_with(sqlite_mine, "office")
    answer = await client.get("/api/board", params={"period": period})
    assert answer.status_code == 400
    assert answer.json()["field"] == "period"
    assert len(answer.json()["detail"]) < 100


async def test_the_number_of_queries_does_not_grow_with_the_number_of_cells(sqlite_mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    await settle(sqlite_mine)
    client = await sign_in_with(sqlite_mine, "office")
    asked: list[str] = []
    execute = sqlite_mine.database.execute

    async def counted(sql: str, args: Any = ()) -> list[dict[str, Any]]:
        asked.append(sql)
        return await execute(sql, args)

    monkeypatch.setattr(sqlite_mine.database, "execute", counted)
    few = len((await board(client, "2026-11"))["rows"][0]["cells"]), len(asked)
    asked.clear()
    many = len((await board(client, "2026"))["rows"][0]["cells"]), len(asked)
    assert many[0] > few[0]
    assert many[1] == few[1] < 15
