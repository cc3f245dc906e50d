"""The server's share of a key: kept for one person, handed to nobody else, never replaced, and in no log."""

import base64
import logging
import uuid

import httpx
import pytest

from server.domain.accounts import rules
from tests.mine import Mine

SHARE = base64.b64encode(bytes(range(32))).decode()
OTHER = base64.b64encode(bytes(32)).decode()


async def signed_in(mine: Mine, role: str) -> httpx.AsyncClient:
    login = mine.logins[role]
    return await mine.sign_in(login.login, login.password)


async def keep(client: httpx.AsyncClient, store: str, share: str = SHARE, asks_login: bool = True) -> httpx.Response:
    return await client.put(f"/api/stores/{store}/share", json={"share": share, "asks_login": asks_login})


async def take(client: httpx.AsyncClient, store: str) -> httpx.Response:
    return await client.get(f"/api/stores/{store}/share")


def told(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


@pytest.fixture
def store() -> str:
    return str(uuid.uuid4())


async def test_a_share_comes_back_to_the_person_who_left_it(demo_mine: Mine, store: str) -> None:
    secretary = await signed_in(demo_mine, "secretary")
    assert (await keep(secretary, store)).status_code == 204
    answer = await take(secretary, store)
    assert (answer.status_code, answer.json()) == (200, {"share": SHARE})
    assert answer.headers["cache-control"] == "no-store"


async def test_another_person_gets_neither_the_share_nor_word_of_it(demo_mine: Mine, store: str) -> None:
    await keep(await signed_in(demo_mine, "secretary"), store)
    for role in ("member", "office"):
        other = await signed_in(demo_mine, role)
        nothing = await take(other, str(uuid.uuid4()))
        assert told(await take(other, store)) == told(nothing) == (404, "row.not_found")
        assert told(await keep(other, store, OTHER)) == (404, "row.not_found")
        assert told(await other.post(f"/api/stores/{store}/lost", json={"waiting": 1})) == (404, "row.not_found")
    ((kept,)) = await demo_mine.database.fetch('select "share", "lost_at" from "phone_store"')
    assert (kept["share"], kept["lost_at"]) == (SHARE, None)


async def test_nobody_who_is_not_signed_in_gets_it(demo_mine: Mine, store: str) -> None:
    secretary = await signed_in(demo_mine, "secretary")
    await keep(secretary, store)
    await secretary.delete("/api/session")
    assert told(await take(secretary, store)) == (401, "session.required")


async def test_a_share_is_given_once_and_the_same_again_changes_nothing(demo_mine: Mine, store: str) -> None:
    secretary = await signed_in(demo_mine, "secretary")
    assert (await keep(secretary, store)).status_code == 204
    assert (await keep(secretary, store)).status_code == 204
    assert told(await keep(secretary, store, OTHER)) == (409, "accounts.other_share")
    assert (await take(secretary, store)).json() == {"share": SHARE}


async def test_a_browser_left_open_does_not_open_a_store_with_a_pin(demo_mine: Mine, store: str) -> None:
    secretary = await signed_in(demo_mine, "secretary")
    await keep(secretary, store)
    demo_mine.clock.advance(minutes=9)
    assert (await take(secretary, store)).status_code == 200
    demo_mine.clock.advance(minutes=2)
    assert told(await take(secretary, store)) == (403, "accounts.login_again")
    login = demo_mine.logins["secretary"]
    await secretary.post("/api/session", json={"login": login.login, "password": login.password})
    assert (await take(secretary, store)).json() == {"share": SHARE}


async def test_a_store_without_a_pin_opens_with_the_session_until_it_has_one(demo_mine: Mine, store: str) -> None:
    member = await signed_in(demo_mine, "member")
    await keep(member, store, asks_login=False)
    demo_mine.clock.advance(hours=3)
    assert (await take(member, store)).status_code == 200
    await keep(member, store, asks_login=True)
    await keep(member, store, asks_login=False)
    assert told(await take(member, store)) == (403, "accounts.login_again")


async def test_a_store_that_vanished_is_noted_also_when_no_share_of_it_came(demo_mine: Mine, store: str) -> None:
    secretary = await signed_in(demo_mine, "secretary")
    assert (await secretary.post(f"/api/stores/{store}/lost", json={"waiting": 3})).status_code == 204
    (noted,) = await demo_mine.database.fetch('select "lost_at", "lost_waiting" from "phone_store"')
    assert (noted["lost_at"], noted["lost_waiting"]) == (demo_mine.clock.now_ms, 3)
    assert (await take(secretary, store)).status_code == 404


async def test_one_account_has_a_bounded_number_of_stores(demo_mine: Mine) -> None:
    secretary = await signed_in(demo_mine, "secretary")
    for _ in range(rules.STORES_AT_MOST):
        assert (await keep(secretary, str(uuid.uuid4()))).status_code == 204
    assert told(await keep(secretary, str(uuid.uuid4()))) == (409, "accounts.stores_full")


@pytest.mark.parametrize("share", ["", "short", SHARE + "=", "一" * 43 + "="])
async def test_what_is_no_share_is_refused(demo_mine: Mine, store: str, share: str) -> None:
    assert (await keep(await signed_in(demo_mine, "secretary"), store, share)).status_code == 400


async def test_the_log_tells_who_took_a_share_and_not_the_share(demo_mine: Mine, store: str, caplog: pytest.LogCaptureFixture) -> None:
    secretary = await signed_in(demo_mine, "secretary")
    with caplog.at_level(logging.INFO):
        await keep(secretary, store)
        await take(secretary, store)
    lines = [str(vars(record)) for record in caplog.records]
    assert any("handed out" in line and store in line for line in lines)
    assert not any(SHARE in line for line in lines)
