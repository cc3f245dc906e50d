"""Sessions: the cookie, how long they hold, and who may end them."""

from collections import Counter

from server.domain import accounts
from tests.api.test_accounts import activated, opened, try_login
from tests.api.test_roster import PASSWORD, office
from tests.mine import Mine


async def test_the_cookie_over_http_is_plain_and_over_https_bound_to_host_and_transport(sqlite_mine: Mine):
    await office(sqlite_mine)
    seen: dict[str, str] = {}
    for scheme in ("http", "https"):
        client = await sqlite_mine.client()
        answer = await client.post(
            f"{scheme}://localhost/api/session", json={"login": "office", "password": PASSWORD}, headers={"Origin": f"{scheme}://localhost"}
        )
        seen[scheme] = answer.headers["set-cookie"]
        assert (await client.get(f"{scheme}://localhost/api/me")).status_code == 200
    assert seen["http"].startswith("linghang=")
    assert seen["https"].startswith("__Host-linghang=")
    assert "Secure" not in seen["http"] and "Secure" in seen["https"]
    for cookie in seen.values():
        assert {"HttpOnly", "Path=/", "SameSite=lax"} <= {part.strip() for part in cookie.split(";")}
        assert "Domain" not in cookie


async def test_a_session_ends_after_twelve_idle_hours(mine: Mine):
    client = await office(mine)
    mine.clock.advance(hours=11, minutes=59)
    assert (await client.get("/api/me")).status_code == 200
    mine.clock.advance(hours=11, minutes=59)
    assert (await client.get("/api/me")).status_code == 200
    mine.clock.advance(hours=12)
    answer = await client.get("/api/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "session.required")


async def test_a_session_ends_after_thirty_days_however_busy(mine: Mine):
    client = await office(mine)
    for _ in range(60):
        mine.clock.advance(hours=11, minutes=59)
        assert (await client.get("/api/me")).status_code == 200
    mine.clock.advance(hours=2)
    assert (await client.get("/api/me")).status_code == 401


async def test_a_session_is_touched_at_most_once_a_minute(mine: Mine):
    client = await office(mine)
    started = mine.clock.now_ms

    async def seen_s() -> float:
        return ((await mine.database.fetch('select "seen_at" from "session"'))[0]["seen_at"] - started) / 1000

    found = []
    for _ in range(4):
        mine.clock.advance(seconds=25)
        await client.get("/api/me")
        found.append(await seen_s())
    assert found == [0, 0, 75, 75]


async def test_signing_in_gives_a_new_session_and_ends_the_old_one_of_the_browser(mine: Mine):
    client = await office(mine)
    old = client.cookies["linghang"]
    assert (await try_login(client, PASSWORD, "office")).status_code == 200
    assert client.cookies["linghang"] != old
    thief = await mine.client()
    assert (await thief.get("/api/me", headers={"Cookie": f"linghang={old}"})).status_code == 401


async def test_signing_out_ends_the_session_on_the_server(mine: Mine):
    client = await office(mine)
    token = client.cookies["linghang"]
    assert (await client.delete("/api/session")).status_code == 204
    assert "linghang" not in client.cookies
    assert (await client.get("/api/me", headers={"Cookie": f"linghang={token}"})).status_code == 401
    assert (await client.delete("/api/session")).status_code == 204


async def test_a_person_sees_and_ends_their_own_sessions_only(mine: Mine):
    staff = await opened(mine)
    phone = await activated(mine, staff)
    tablet = await mine.sign_in("J001", PASSWORD)
    listed = (await phone.get("/api/sessions")).json()
    assert Counter(one["current"] for one in listed) == {True: 1, False: 1}
    other = next(one["id"] for one in listed if not one["current"])
    assert (await staff.delete(f"/api/sessions/{other}")).status_code == 404
    assert (await phone.delete(f"/api/sessions/{other}")).status_code == 204
    assert (await tablet.get("/api/me")).status_code == 401
    assert len((await phone.get("/api/sessions")).json()) == 1


async def test_a_new_password_ends_all_older_sessions(mine: Mine):
    staff = await opened(mine)
    lost = await activated(mine, staff)
    found = await activated(mine, staff)
    assert (await lost.get("/api/me")).status_code == 401
    assert (await found.get("/api/me")).status_code == 200


async def test_the_office_can_end_all_sessions_of_a_lost_phone(mine: Mine):
    staff = await opened(mine)
    lost = await activated(mine, staff)
    account = (await lost.get("/api/me")).json()["account"]
    path = f"/api/accounts/{account}/sign-out"
    assert (await staff.post(path, json={"reason": ""})).status_code == 400
    assert (await staff.post(path, json={"reason": "手机丢了"})).status_code == 204
    assert (await lost.get("/api/me")).status_code == 401


async def test_ended_sessions_are_forgotten(mine: Mine):
    client = await office(mine)
    await mine.sign_in("office", PASSWORD)
    mine.clock.advance(hours=11)
    await client.get("/api/me")
    mine.clock.advance(hours=2)
    job = next(job for job in accounts.module.jobs if job.name == "purge_sessions")
    assert await job.run(mine.replication) == 1
    assert (await client.get("/api/me")).status_code == 200
