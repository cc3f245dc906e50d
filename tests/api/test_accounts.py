"""Signing in: codes, passwords and throttling; rights that change at once; the demo's logins."""

import asyncio
import hashlib
import logging
from collections import Counter
from typing import Any

import httpx
import msgspec
import pytest

from server.domain import accounts, organisation
from server.domain.accounts import rules
from server.domain.accounts.queries import passwords
from tests.api.test_roster import PASSWORD, book, hand_in, office
from tests.engine.roster_sheets import people, person
from tests.mine import Mine

SECRETARY = organisation.derived_id("member", "J001")
HASHED = "$argon2id$v=19$m=19456,t=2,p=1$"
ROWS = [person("J001", "曹明", 党内职务="书记"), *people(4)[1:]]


async def opened(mine: Mine) -> httpx.AsyncClient:
    """The office of a mine with one branch of four, the secretary being 曹明."""
    client = await office(mine)
    await hand_in(client, book(ROWS))
    return client


async def code_for(staff: httpx.AsyncClient, member: str = SECRETARY) -> dict[str, Any]:
    """A new one-time code of a member."""
    answer = await staff.post("/api/accounts/activation", json={"members": [member], "reason": "忘了密码"})
    assert answer.status_code == 200, answer.text
    return answer.json()["codes"][0]


async def activated(mine: Mine, staff: httpx.AsyncClient, member: str = SECRETARY) -> httpx.AsyncClient:
    """A client that has set a password with a code."""
    code = await code_for(staff, member)
    client = await mine.client()
    answer = await client.post("/api/activation", json={"login": code["login"], "code": code["code"], "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return client


async def try_login(client: httpx.AsyncClient, password: str, login: str = "J001") -> httpx.Response:
    return await client.post("/api/session", json={"login": login, "password": password})


# Codes and passwords


async def test_a_code_lets_a_person_set_a_password_and_in(mine: Mine):
    staff = await opened(mine)
    code = await code_for(staff)
    assert (code["login"], code["name"], len(code["code"])) == ("J001", "曹明", 8)
    client = await mine.client()
    typed = f" {code['code'][:4]}-{code['code'][4:].lower()} "
    answer = await client.post("/api/activation", json={"login": "ｊ001", "code": typed, "password": PASSWORD})
    assert answer.status_code == 200
    assert (await client.get("/api/me")).json() == answer.json()
    branch = answer.json()["roles"][0]["branch"]
    assert answer.json() == {
        "account": organisation.derived_id("account", SECRETARY),
        "name": "曹明",
        "member": SECRETARY,
        "login": "J001",
        "roles": [{"role": "secretary", "org": branch, "branch": branch, "org_name": "综采一区党支部"}],
        "scopes": [f"branch:{branch}", f"person:{SECRETARY}", "site"],
        "demo": False,
    }
    assert (await try_login(await mine.client(), PASSWORD, "j001")).status_code == 200


async def test_a_code_works_once_and_for_thirty_days(mine: Mine):
    staff = await opened(mine)
    code, client = await code_for(staff), await mine.client()
    given = {"login": "J001", "code": code["code"], "password": PASSWORD}
    mine.clock.advance(days=30)
    assert (await client.post("/api/activation", json=given)).json()["code"] == "accounts.code_refused"
    staff = await mine.sign_in("office", PASSWORD)
    given["code"] = (await code_for(staff))["code"]
    assert (await client.post("/api/activation", json=given)).status_code == 200
    assert (await client.post("/api/activation", json=given)).status_code == 401


async def test_a_newer_code_voids_the_older_one_and_leaves_the_password(mine: Mine):
    staff = await opened(mine)
    await activated(mine, staff)
    older = await code_for(staff)
    await code_for(staff)
    client = await mine.client()
    given = {"login": "J001", "code": older["code"], "password": "another password"}
    assert (await client.post("/api/activation", json=given)).status_code == 401
    assert (await try_login(client, PASSWORD)).status_code == 200


async def test_a_code_used_on_two_phones_at_once_counts_once(mine: Mine):
    staff = await opened(mine)
    code = await code_for(staff)
    clients = [await mine.client() for _ in range(3)]
    given = [{"login": "J001", "code": code["code"], "password": f"{PASSWORD}{n}"} for n in range(3)]
    answers = await asyncio.gather(*(c.post("/api/activation", json=g) for c, g in zip(clients, given, strict=True)))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 401: 2}


@pytest.mark.parametrize("password", ["short", "12345678", "88888888", "abcdefgh", "987654321", "Password1", "j001j001", "１２３４５６７８"])
async def test_a_password_that_is_easy_to_guess_is_refused_and_the_code_stays_good(sqlite_mine: Mine, password: str):
    staff = await opened(sqlite_mine)
    code, client = await code_for(staff), await sqlite_mine.client()
    given = {"login": "J001", "code": code["code"], "password": password}
    answer = await client.post("/api/activation", json=given)
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (400, "accounts.password", "password")
    assert (await client.post("/api/activation", json={**given, "password": PASSWORD})).status_code == 200


async def test_nobody_can_sign_in_before_a_password_is_set(mine: Mine):
    staff = await opened(mine)
    await code_for(staff)
    for password in ("", " ", "J001", "12345678"):
        assert (await try_login(await mine.client(), password)).status_code in (400, 401, 429)


async def test_the_database_holds_no_password_no_code_and_no_token(mine: Mine):
    staff = await opened(mine)
    code = await code_for(staff)
    client = await activated(mine, staff, organisation.derived_id("member", "J002"))
    token = client.cookies["linghang"]
    kept = repr([await mine.database.fetch(f'select * from "{table}"') for table in ("account", "session", "history")])
    assert not [secret for secret in (PASSWORD, code["code"], token) if secret in kept]
    assert hashlib.sha256(token.encode()).hexdigest() in kept
    assert HASHED in kept


@pytest.mark.parametrize("text", ["\u200b", "😀" * 40, "'; drop table account; --"])
async def test_strange_logins_are_answered_like_unknown_ones(mine: Mine, text: str):
    client = await mine.client()
    assert (await try_login(client, "some password", text)).status_code in (401, 429)
    given = {"login": text, "code": text[:32], "password": "some password"}
    assert (await client.post("/api/activation", json=given)).status_code in (401, 429)


async def test_a_login_with_a_null_character_is_refused_in_words(mine: Mine):
    client = await mine.client()
    answer = await try_login(client, "some password", "J001\u0000")
    assert (answer.status_code, bool(answer.json()["remedy"])) == (400, True)


# Throttling


async def test_guessing_is_slowed_down_and_a_right_password_must_wait_too(mine: Mine):
    staff = await opened(mine)
    await activated(mine, staff)
    client = await mine.client()
    assert [(await try_login(client, "wrong password")).status_code for _ in range(6)] == [401] * 5 + [429]
    answer = await try_login(client, PASSWORD)
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (429, "accounts.throttled", "5")
    mine.clock.advance(seconds=5)
    assert (await try_login(client, "wrong password")).status_code == 401
    assert (await try_login(client, PASSWORD)).headers["retry-after"] == "10"
    mine.clock.advance(seconds=10)
    assert (await try_login(client, PASSWORD)).status_code == 200
    assert (await try_login(client, "wrong password")).status_code == 401


async def test_guesses_at_the_same_moment_are_all_counted(mine: Mine):
    staff = await opened(mine)
    await activated(mine, staff)
    client = await mine.client()
    answers = await asyncio.gather(*(try_login(client, f"guess number {n}") for n in range(20)))
    assert Counter(answer.status_code for answer in answers) == {401: 5, 429: 15}


async def test_codes_are_throttled_as_passwords_are(mine: Mine):
    await opened(mine)
    client = await mine.client()
    given = {"login": "office", "code": "AAAA2222", "password": PASSWORD}
    assert [(await client.post("/api/activation", json=given)).status_code for _ in range(6)] == [401] * 5 + [429]


async def test_an_unknown_login_is_answered_like_a_known_one(mine: Mine, monkeypatch: pytest.MonkeyPatch):
    staff = await opened(mine)
    await activated(mine, staff)
    verified: list[str] = []
    fits = passwords._fits

    def watched(hasher: Any, stored: str, given: str) -> bool:
        verified.append(stored)
        return fits(hasher, stored, given)

    monkeypatch.setattr(passwords, "_fits", watched)
    client = await mine.client()
    logins = ("J001", f"nobody-{mine.storage}")
    known, unknown = [[await try_login(client, "wrong password", login) for _ in range(6)] for login in logins]
    assert [(answer.status_code, answer.json()["detail"]) for answer in known] == [(a.status_code, a.json()["detail"]) for a in unknown]
    assert len(verified) == 10
    assert all(stored.startswith(HASHED) for stored in verified)


async def test_failures_are_logged_without_secrets(mine: Mine, caplog: pytest.LogCaptureFixture):
    staff = await opened(mine)
    with caplog.at_level(logging.INFO):
        await activated(mine, staff)
        await try_login(await mine.client(), "guessed secret")
    messages = [record.getMessage() for record in caplog.records]
    assert {"login failed", "account activated", "activation codes made", "signed in"} <= set(messages)
    failed = next(record for record in caplog.records if record.getMessage() == "login failed")
    assert failed.__dict__["login"] == "J001"
    assert not [record for record in caplog.records if "guessed secret" in repr(record.__dict__) or PASSWORD in repr(record.__dict__)]


# Rights


async def test_a_disabled_account_may_do_nothing_from_that_moment_on(mine: Mine):
    staff = await opened(mine)
    client = await activated(mine, staff)
    account = (await client.get("/api/me")).json()["account"]
    path, why = f"/api/accounts/{account}", {"reason": "离矿"}
    assert (await staff.post(f"{path}/disable", json=why)).status_code == 204
    assert [one["disabled"] for one in (await staff.get("/api/people")).json() if one["account"] == account] == [True]
    assert (await client.get("/api/me")).status_code == 401
    assert (await try_login(client, PASSWORD)).json()["code"] == "accounts.login_failed"
    assert (await staff.post("/api/accounts/activation", json={"members": [SECRETARY], "reason": "重发"})).status_code == 404
    assert await accounts.load_actor(mine.database, account, "2026-11-16") is None
    assert (await staff.post(f"{path}/enable", json={"reason": "回矿"})).status_code == 204
    told = (await staff.get("/api/audit", params={"matter": "account"})).json()["entries"]
    assert {one["reason"] for one in told} == {"回矿", "离矿", "忘了密码", "在服务器上办理"}
    assert (await try_login(client, PASSWORD)).status_code == 200
    assert (await staff.post("/api/accounts/0000/disable", json=why)).status_code == 404
    again = await staff.post("/api/accounts/activation", json={"members": [SECRETARY]})
    assert (again.status_code, again.json()["field"]) == (400, "reason"), "whoever has a login gets another code for a reason alone"
    first = organisation.derived_id("member", "J002")
    assert (await staff.post("/api/accounts/activation", json={"members": [first]})).status_code == 200
    assert "第一次发放" in (await staff.get("/api/audit", params={"matter": "account"})).text


async def test_a_post_that_ends_takes_its_branch_away_at_once(mine: Mine):
    staff = await opened(mine)
    client = await activated(mine, staff)
    assert len((await client.get("/api/me")).json()["scopes"]) == 3
    await hand_in(staff, book([{**ROWS[0], "党内职务": "党员"}, *ROWS[1:]]))
    me = (await client.get("/api/me")).json()
    assert (me["roles"], me["scopes"]) == ([], [f"person:{SECRETARY}", "site"])


async def test_a_member_who_left_is_signed_out(mine: Mine):
    staff = await opened(mine)
    client = await activated(mine, staff)
    await hand_in(staff, book(ROWS[1:]), remove_left=True)
    assert (await client.get("/api/me")).status_code == 401
    assert (await try_login(client, PASSWORD)).status_code == 401


async def test_a_granted_role_holds_from_its_first_day_until_the_day_it_ends(mine: Mine):
    await office(mine)
    await mine.database.fetch('update "role_grant" set "from_on" = \'2026-11-20\', "to_on" = \'2026-11-25\'')
    account = organisation.derived_id("account", "login", "OFFICE")
    held = {}
    for day in ("2026-11-19", "2026-11-20", "2026-11-24", "2026-11-25"):
        actor = await accounts.load_actor(mine.database, account, day)
        assert actor is not None
        held[day] = actor.has("office")
    assert held == {"2026-11-19": False, "2026-11-20": True, "2026-11-24": True, "2026-11-25": False}


async def test_who_made_codes_and_granted_roles_stands_in_the_history(mine: Mine):
    staff = await opened(mine)
    await code_for(staff)
    account = (await staff.get("/api/me")).json()["account"]
    rows = await mine.database.fetch('select * from "history" where "tbl" in (\'account\', \'role_grant\') order by "id"')
    assert [(row["cause"], row["actor"]) for row in rows] == [("activation code", None), ("grant", None), ("activation code", account)]


async def test_the_demo_opens_five_logins_and_only_in_demo_mode(mine: Mine):
    with pytest.raises(RuntimeError):
        await accounts.load_demo(mine.replication)
    mine.replication.settings = msgspec.structs.replace(mine.settings, demo=True)
    logins = await accounts.load_demo(mine.replication)
    assert await accounts.load_demo(mine.replication) == logins
    found = {}
    for login in logins:
        me = (await (await mine.sign_in(login.login, login.password)).get("/api/me")).json()
        found[login.role] = ([role["role"] for role in me["roles"]], len(me["scopes"]), me["demo"])
    assert found.pop("assessor") == (["assessor"] * 6, 8, True)
    assert found == {
        "secretary": (["secretary"], 3, True),
        "member": ([], 2, True),
        "office": (["office"], 2, True),
        "committee_leader": (["committee_leader"], 2, True),
    }


# Pure rules


def test_the_wait_doubles_up_to_a_quarter_of_an_hour():
    attempts, waits = rules.Attempts(), []
    for _ in range(14):
        attempts = rules.count_attempt(attempts, 0)
        waits.append(rules.wait_ms(attempts, 0) // 1000)
    assert waits == [0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900]


def test_codes_use_each_letter_alike_and_none_that_is_taken_for_another():
    written = "".join(rules.code_of(bytes(range(start, start + 8))) for start in range(0, 240, 8))
    assert Counter(written) == dict.fromkeys(rules.CODE_ALPHABET, 8)
    assert not set("01OILU") & set(rules.CODE_ALPHABET)
    assert rules.code_of(bytes([255] * 4 + [0] * 8)) == "22222222"
    with pytest.raises(ValueError):
        rules.code_of(bytes([255] * 32))
