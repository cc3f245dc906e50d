"""Bots of chat groups say once a day how many notices wait, to the group of those whom it concerns, and nothing else; on both databases."""

import asyncio
from typing import Any

import httpx
import msgspec
import pytest

from server.domain.notices import jobs
from server.domain.notices.queries.bot_sending import send_bot_digests
from tests.api.chat_service import SECRET, ChatService, chat_service
from tests.api.test_notices import back, opened, send_back
from tests.mine import Mine
from tests.small_mine import NORTH, SOUTH
from tests.upgrade.stage import PASSWORD, People

BRANCH = {"owner": "branch", "of": NORTH, "kind": "wecom", "name": "支委群", "reason": "支委会议定"}
REFUSED = 400


def allow(mine: Mine, service: ChatService) -> None:
    """The mine may call the service of the test."""
    mine.replication.settings = msgspec.structs.replace(mine.settings, push_test_host=service.host, public_url="http://localhost")


async def register(client: httpx.AsyncClient, **asked: Any) -> dict[str, Any]:
    answer = await client.post("/api/bots", json=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def states(mine: Mine) -> list[tuple[str, str]]:
    """How each day's message stands."""
    found = await mine.database.fetch('select "state", "code" from "bot_digest" order by "day_on", "id"')
    return [(row["state"], row["code"]) for row in found]


async def test_a_branchs_group_is_told_a_count_and_a_link_once_a_day_and_its_address_never_comes_back(
    mine: Mine, caplog: pytest.LogCaptureFixture
) -> None:
    people, _, _ = await opened(mine)
    async with chat_service() as service:
        allow(mine, service)
        told = await register(people.secretary, **BRANCH, address=service.wecom("secret-of-the-group"))
        assert (told["items"][0]["host"], told["items"][0]["last"], told["hosts"]) == (
            "127.0.0.1",
            None,
            ["oapi.dingtalk.com", "qyapi.weixin.qq.com"],
        )
        await send_back(mine, "第一次")
        await send_back(mine, "第二次")
        mine.clock.set("2026-11-17 06:57")
        await mine.drain()
        assert not service.arrived, "before seven is quiet, and the message is asked for at eight"
        mine.clock.set("2026-11-17 08:02")
        assert sum(await asyncio.gather(*(jobs.bot_digest(mine.replication) for _ in range(3)))) == 1
        await asyncio.gather(*(send_bot_digests(mine.replication) for _ in range(3)))
        await mine.drain()
        text = "领航：有 2 条没看过的通知，请打开领航查看。http://localhost/#/notices"
        assert service.arrived == [("/cgi-bin/webhook/send", text)]
        await send_back(mine, "第三次")
        mine.clock.set("2026-11-17 20:02")
        await mine.drain()
        assert len(service.arrived) == 1, "one a day"
        mine.clock.set("2026-11-18 08:02")
        await mine.drain()
        assert "有 3 条" in service.arrived[1][1]
        phone = await back(mine, "E0")
        await phone.sync()
        unread = [one["id"] for one in phone.rows["notice"].values()]
        phone.record("notice.read.v1", unread[0], notices=unread)
        await phone.sync()
        mine.clock.set("2026-11-19 12:02")
        await mine.drain()
        assert len(service.arrived) == 2, "what was read needs no reminding"
        office = await mine.sign_in("office", PASSWORD)
        everything = [(await office.get(path)).text for path in ("/api/bots", "/api/audit")]
        assert "secret-of-the-group" not in "".join(everything) + caplog.text
        entry = next(one for one in (await office.get("/api/audit")).json()["entries"] if one["matter"] == "bot")
        assert (entry["reason"], {one["field"]: one["after"] for one in entry["changes"]}["address"]) == ("支委会议定", "已设置")


async def test_the_group_of_someone_whose_account_was_closed_is_told_nothing_more(mine: Mine) -> None:
    people, _, _ = await opened(mine)
    async with chat_service() as service:
        allow(mine, service)
        await register(people.secretary, owner="person", of="", kind="wecom", name="我的群", address=service.wecom())
        for day, told in (("2026-11-17", 1), ("2026-11-18", 1)):
            await send_back(mine, f"{day} 退回")
            mine.clock.set(f"{day} 08:02")
            await mine.drain()
            assert len(service.arrived) == told
            (account,) = await mine.database.fetch("""select "id" from "account" where "login" = 'E0' """)
            office = await mine.sign_in("office", PASSWORD)
            assert (await office.post(f"/api/accounts/{account['id']}/disable", json={"reason": "调离"})).status_code in (200, 204)


async def test_dingtalk_is_signed_and_what_it_refuses_is_told_in_words_and_not_tried_again(mine: Mine) -> None:
    people, _, _ = await opened(mine)
    async with chat_service() as service:
        allow(mine, service)
        asked = {**BRANCH, "kind": "dingtalk", "address": service.dingtalk("signed")}
        (bot,) = (await register(people.office, **asked, secret="SECwrong"))["items"]
        assert (await people.office.post(f"/api/bots/{bot['bot']}/try")).json() == {"state": "refused", "code": "security"}
        await send_back(mine, "第一次")
        mine.clock.set("2026-11-17 08:02")
        await mine.drain()
        mine.clock.advance(minutes=30)
        await mine.drain()
        assert await states(mine) == [("refused", "security")]
        office = await mine.sign_in("office", PASSWORD)
        (shown,) = (await office.get("/api/bots")).json()["items"]
        assert (shown["last"]["state"], shown["last"]["code"], shown["has_secret"]) == ("refused", "security", True)
        change = {name: shown[name] for name in ("name", "digest_at", "quiet_from", "quiet_to")}
        assert (await office.put(f"/api/bots/{bot['bot']}", json={**change, "secret": SECRET, "reason": "改对密钥"})).status_code == 200
        assert (await office.post(f"/api/bots/{bot['bot']}/try")).json() == {"state": "sent", "code": ""}
        assert [path for path, _ in service.arrived] == ["/robot/send"]


async def test_a_message_is_sent_again_only_where_none_can_have_arrived(mine: Mine) -> None:
    people, _, _ = await opened(mine)
    async with chat_service() as service:
        allow(mine, service)
        await register(people.office, **BRANCH, address=service.wecom())
        await send_back(mine, "第一次")
        service.errcode = 45009
        mine.clock.set("2026-11-17 08:02")
        await mine.drain()
        assert await states(mine) == [("waiting", "limited")]
        mine.clock.advance(minutes=5)
        await mine.drain()
        assert await states(mine) == [("waiting", "limited")], "ten minutes are to pass"
        service.errcode = 0
        mine.clock.advance(minutes=6)
        await mine.drain()
        assert (await states(mine), len(service.arrived)) == ([("sent", "")], 1)
        await send_back(mine, "第二次")
        service.hangs = True
        mine.clock.set("2026-11-18 08:02")
        await mine.drain()
        service.hangs = False
        mine.clock.advance(hours=2)
        await mine.drain()
        assert (await states(mine))[1] == ("unsure", "unsure")
        assert len(service.arrived) == 2, "it came, though no answer did"


async def test_ten_messages_a_minute_and_no_more(mine: Mine) -> None:
    people, _, _ = await opened(mine)
    async with chat_service() as service:
        allow(mine, service)
        (bot,) = (await register(people.office, **BRANCH, address=service.wecom()))["items"]
        answers = [await people.office.post(f"/api/bots/{bot['bot']}/try") for _ in range(11)]
        assert [answer.status_code for answer in answers] == [200] * 10 + [429]
        assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
        mine.clock.advance(minutes=1)
        assert (await people.office.post(f"/api/bots/{bot['bot']}/try")).status_code == 200
        assert len(service.arrived) == 11


async def keeps(people: People, service: ChatService) -> None:
    """Everyone their own, a branch's posts the branch's, the office all but people's own."""
    await register(people.member, owner="person", kind="wecom", name="我的群", address=service.wecom("own"))
    await register(people.secretary, **BRANCH, address=service.wecom("branch"))
    names = {who: [one["name"] for one in (await getattr(people, who).get("/api/bots")).json()["items"]] for who in ("member", "secretary", "office")}
    assert (names["member"], names["secretary"], names["office"]) == (["我的群"], ["支委群"], ["支委群"])
    (branchs,) = (await people.secretary.get("/api/bots")).json()["items"]
    for way, body in (("put", {"name": "x", "digest_at": "08:00", "quiet_from": "22:00", "quiet_to": "07:00"}), ("post", {})):
        path = f"/api/bots/{branchs['bot']}" + ("/remove" if way == "post" else "")
        assert (await people.member.request(way, path, json=body)).status_code == 404
    assert (await people.office.post(f"/api/bots/{branchs['bot']}/remove", json={"reason": ""})).json()["field"] == "reason"
    assert (await people.office.post(f"/api/bots/{branchs['bot']}/remove", json={"reason": "群已解散"})).json()["items"] == []


async def test_who_may_register_whose_bot_and_which_addresses(mine: Mine) -> None:
    people, _, _ = await opened(mine)
    async with chat_service() as service:
        allow(mine, service)
        good = service.wecom()
        for asked, client in (
            ({**BRANCH, "of": SOUTH}, people.secretary),
            ({**BRANCH, "owner": "office"}, people.secretary),
            (BRANCH, people.member),
        ):
            assert (await client.post("/api/bots", json={**asked, "address": good})).status_code == 403
        for address in (
            "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a",
            "https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=a",
            "https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=a",
            "https://qyapi.weixin.qq.com@10.0.0.1/cgi-bin/webhook/send?key=a",
            "https://127.0.0.1/cgi-bin/webhook/send?key=a",
            "https://qyapi.weixin.qq.com/cgi-bin/gettoken?key=a",
            "https://qyapi.weixin.qq.com/cgi-bin/webhook/send",
            "https://[/cgi-bin/webhook/send?key=a",
            service.dingtalk(),
        ):
            answer = await people.office.post("/api/bots", json={**BRANCH, "address": address})
            assert (answer.status_code, answer.json().get("field")) == (REFUSED, "address"), address
        assert (await people.office.post("/api/bots", json={**BRANCH, "address": good, "reason": " "})).json()["field"] == "reason"
        assert (await people.office.post("/api/bots", json={**BRANCH, "address": good, "digest_at": "25:00"})).json()["code"] == "notices.clock"
        await keeps(people, service)
        await register(people.office, **BRANCH, address=good)
        assert (await people.office.post("/api/bots", json={**BRANCH, "address": good})).json()["code"] == "notices.bot_known"


async def test_a_persons_own_group_counts_the_persons_own_and_keeps_quiet_during_the_shift(mine: Mine) -> None:
    people, _, _ = await opened(mine)
    async with chat_service() as service:
        allow(mine, service)
        await register(people.secretary, owner="person", kind="wecom", name="我的群", address=service.wecom())
        member = (await people.secretary.get("/api/me")).json()["member"]
        async with mine.replication.write(None, "shift") as unit:
            unit.put("member", member, {"shift": "早班"})
        await send_back(mine, "第一次")
        mine.clock.set("2026-11-17 09:02")
        await mine.drain()
        assert not service.arrived, "at work until two"
        mine.clock.set("2026-11-17 14:02")
        await mine.drain()
        assert len(service.arrived) == 1
