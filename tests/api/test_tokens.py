"""Other systems read by token: what the token's scope opens and nothing else, until it expires or is revoked, and each reading is kept."""

from typing import Any

import httpx
import pytest

from server.domain import tokens
from server.kit.problems import Problem
from tests.api.test_board import sign_in_with
from tests.mine import Mine
from tests.small_mine import NORTH, change, record, settle, submit

MEETINGS, BOARD = "/api/open/v1/meetings", "/api/open/v1/board"
PERIOD = {"period": "2026-11"}


async def ask(client: httpx.AsyncClient, path: str, token: str, **query: Any) -> httpx.Response:
    return await client.get(path, params=PERIOD | query, headers={"Authorization": f"Bearer {token}"})


async def test_a_token_opens_what_its_scope_names_until_it_ends(mine: Mine) -> None:
    await settle(mine)
    for name in ("一", "二", "三"):
        meeting = await record(mine, name, "theme_day", NORTH, f"2026-11-1{'一二三'.index(name)} 09:00")
        await submit(mine, meeting)
        if name != "三":
            await change(mine, meeting, status="approved", decided_at=mine.clock.now_ms)
    made = await tokens.create_token(mine.replication, "集团平台", ["meetings:read"], 30)
    client = await mine.client()
    told = (await ask(client, MEETINGS, made.token)).json()
    assert (told["version"], [one["title"] for one in told["meetings"]], told["cursor"]) == (1, ["一", "二"], None)
    wrong = {
        "tokens.scope": await ask(client, BOARD, made.token),
        "papers.period": await ask(client, MEETINGS, made.token, period="2026-13"),
        "tokens.unknown": await ask(client, MEETINGS, made.token + "x"),
    }
    assert {code: (answer.status_code, answer.json()["code"]) for code, answer in wrong.items()} == {
        "tokens.scope": (403, "tokens.scope"),
        "papers.period": (400, "papers.period"),
        "tokens.unknown": (401, "tokens.unknown"),
    }
    (kept,) = await mine.database.fetch('select * from "api_token"')
    assert made.token not in str(kept) and kept["used_at"] == mine.clock.now_ms
    office = await sign_in_with(mine, "office")
    noted = (await office.get("/api/exports")).json()["exports"][0]
    assert (noted["name"], noted["account_name"], noted["rows"], noted["chosen"]) == ("接口：会议记录", "令牌 集团平台", 2, {"周期": "2026-11"})
    await ends(mine, client, made.token)


async def ends(mine: Mine, client: httpx.AsyncClient, token: str) -> None:
    """Expired, or revoked: from that moment on it opens nothing, and no session makes up for it."""
    board = await tokens.create_token(mine.replication, "大屏", ["board:read"], 30)
    assert len((await ask(client, BOARD, board.token)).json()["rows"]) == 2
    await tokens.revoke_token(mine.replication, board.id)
    assert (await ask(client, BOARD, board.token)).status_code == 401
    mine.clock.advance(days=30)
    assert (await ask(client, MEETINGS, token)).status_code == 401
    assert {one.name: one.state for one in await tokens.list_tokens(mine.replication)} == {"集团平台": "expired", "大屏": "revoked"}
    office = await sign_in_with(mine, "committee_leader")
    assert (await office.get(MEETINGS, params=PERIOD)).json()["code"] == "tokens.unknown"
    with pytest.raises(Problem, match=r"row\.not_found"):
        await tokens.revoke_token(mine.replication, board.id)
    assert (await ask(client, "/api/board", board.token)).status_code == 401, "a token opens no route of a session"


async def test_the_office_makes_a_token_that_is_shown_once_with_a_reason_in_the_list_of_changes(mine: Mine) -> None:
    await settle(mine)
    office, assessor, client = await sign_in_with(mine, "office"), await sign_in_with(mine, "assessor"), await mine.client()
    wanted = {"name": "集团平台", "scopes": ["board:read"], "days": 90, "reason": "集团通知接入"}
    assert (await assessor.post("/api/tokens", json=wanted)).status_code == 403
    for lacks in ({"name": " "}, {"scopes": []}, {"scopes": ["meetings:write"]}, {"days": 0}, {"days": 731}, {"reason": " "}):
        assert (await office.post("/api/tokens", json=wanted | lacks)).status_code == 400, lacks
    made = (await office.post("/api/tokens", json=wanted)).json()
    assert made["expires_at"] == mine.clock.now_ms + 90 * 86_400_000
    assert (await ask(client, BOARD, made["token"])).status_code == 200
    assert (await ask(client, MEETINGS, made["token"])).json()["code"] == "tokens.scope"
    (kept,) = await mine.database.fetch('select * from "api_token"')
    assert made["token"] not in str(kept) + (await office.get("/api/tokens")).text
    (entry,) = (await office.get("/api/audit", params={"matter": "token"})).json()["entries"]
    assert (entry["title"], entry["reason"], entry["name"] != "", made["token"] in str(entry)) == ("集团平台", "集团通知接入", True, False)
    assert {one["field"]: one["after"] for one in entry["changes"]} == {"scopes": "三色看板", "days": "90"}


async def test_a_token_reads_so_often_a_minute_and_the_office_sees_and_ends_it(mine: Mine) -> None:
    await settle(mine)
    made = await tokens.create_token(mine.replication, "集团平台", ["board:read"], 30)
    other = await tokens.create_token(mine.replication, "大屏", ["board:read"], 30)
    await mine.database.fetch('update "api_token" set "asked" = 59, "minute_at" = {} where "id" = {}', mine.clock.now_ms, made.id)
    client, office, member = await mine.client(), await sign_in_with(mine, "office"), await sign_in_with(mine, "assessor")
    answers = [await ask(client, BOARD, made.token) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 429, 429]
    assert (answers[1].json()["code"], answers[1].headers["Retry-After"]) == ("request.too_many", "60")
    assert (await ask(client, BOARD, other.token)).status_code == 200, "each token has its own"
    shown = (await office.get("/api/tokens")).json()
    assert {one["name"]: one["asked"] for one in shown["items"]} == {"集团平台": 62, "大屏": 1}
    assert (shown["per_minute"], shown["scopes"]["board:read"], made.token in str(shown)) == (60, "三色看板", False)
    mine.clock.advance(minutes=1)
    assert (await ask(client, BOARD, made.token)).status_code == 200
    assert (await member.get("/api/tokens")).status_code == 403
    assert (await member.post(f"/api/tokens/{made.id}/revoke", json={"reason": "x"})).status_code == 403
    ended = (await office.post(f"/api/tokens/{made.id}/revoke", json={"reason": "平台下线"})).json()["items"]
    assert {one["name"]: one["state"] for one in ended} == {"集团平台": "revoked", "大屏": "live"}
    assert (await ask(client, BOARD, made.token)).status_code == 401
    entries = (await office.get("/api/audit", params={"matter": "token"})).json()["entries"]
    assert next((one["name"], one["title"], one["reason"]) for one in entries) == ("张三", "集团平台", "平台下线")
    assert {one["name"] for one in entries[1:]} == {""}, "made at the server's command line"


@pytest.mark.parametrize(("scopes", "days"), [([], 30), (["meetings:write"], 30), (["board:read"], 0), (["board:read"], 5000)])
async def test_a_token_without_a_known_scope_or_a_term_is_not_made(sqlite_mine: Mine, scopes: list[str], days: int) -> None:
    with pytest.raises(Problem, match=r"request\.invalid"):
        await tokens.create_token(sqlite_mine.replication, "x", scopes, days)


async def test_pages_follow_each_other_and_none_is_told_twice(sqlite_mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = sqlite_mine
    monkeypatch.setattr("server.domain.tokens.queries.RECORDS", 2)
    await settle(mine)
    for day in range(5):
        meeting = await record(mine, str(day), "theme_day", NORTH, "2026-11-10 09:00")
        await submit(mine, meeting)
        await change(mine, meeting, status="approved", decided_at=mine.clock.now_ms)
    made = await tokens.create_token(mine.replication, "x", ["meetings:read"], 1)
    client, cursor, titles = await mine.client(), "", []
    while cursor is not None:
        page = (await ask(client, MEETINGS, made.token, cursor=cursor)).json()
        titles += [one["title"] for one in page["meetings"]]
        cursor = page["cursor"]
    assert sorted(titles) == ["0", "1", "2", "3", "4"]
