"""The phone's real TypeScript core and the real server, on both databases: chains, epochs and forks agree, nothing is lost, all phones agree."""

import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api.phone import HttpPhone
from tests.api.real_phone import RealPhone, listening, pack
from tests.api.test_random_phones import Play, stored
from tests.api.test_sync import deputy_of
from tests.mine import Mine

STEPS = 40
FATES = ("fine", "fine", "request lost", "answer lost", "doubled", "portal", "cut", "reopened")
ODD = ("矿\u2028区", '引"号\\', "表情😀", "\u0000控制\u001f", "é与é", "１２", "\uffff")


class RealPlay(Play):
    """The same random history, with words that two writers of JSON might spell differently."""

    async def exchange(self, phone: HttpPhone) -> None:
        assert isinstance(phone, RealPhone)
        await phone.exchange(self.rng.choice(FATES))

    def word(self) -> str:
        return super().word() + self.rng.choice(ODD)


@pytest.fixture(scope="session")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pack(tmp_path_factory.mktemp("bridge"))


@pytest.fixture
async def phones(demo_mine: Mine, script: Path) -> AsyncIterator[list[RealPhone]]:
    """The secretary's phone and tablet and the deputy's phone, each with what it may see."""
    login = demo_mine.logins["secretary"]
    client = await demo_mine.sign_in(login.login, login.password)
    async with listening(demo_mine) as url:
        made = [await RealPhone.start(script, url, client, account) for account in ("phone", "tablet")]
        await made[0].deliver()
        deputy = await deputy_of(demo_mine, made[0].branch())
        made.append(await RealPhone.start(script, url, deputy.client, "deputy"))
        for phone in made[1:]:
            await phone.deliver()
        yield made
        for phone in made:
            await phone.stop()


async def all_agree(mine: Mine, phones: list[RealPhone]) -> None:
    for phone in phones * 2:
        await phone.deliver()
    truth = await stored(mine.replication.store, phones[0])
    assert truth["meeting"]
    for phone in phones:
        assert {table: phone.rows[table] for table in truth} == truth
        assert all(entry["outcome"] and entry["outcome"]["mid"] == entry["mid"] for entry in phone.said["outcomes"])


@pytest.mark.parametrize("seed", range(2))
async def test_after_quiet_the_real_phones_hold_what_the_server_holds(demo_mine: Mine, phones: list[RealPhone], seed: int) -> None:
    logs = [phone.said["log"] for phone in phones]
    play = RealPlay(seed, list(phones))
    for _ in range(STEPS):
        await play.step()
    await all_agree(demo_mine, phones)
    kept = "".join(record["body"] for record in await demo_mine.database.fetch('select "body" from "sync_inbox"'))
    assert all(word.partition("。")[0] in kept for word in play.typed)
    assert [phone.said["log"] for phone in phones] == logs, "the server took the phone's chain for a copy's: the two spell JSON differently"


async def test_a_real_phone_whose_copy_spoke_first_goes_on_in_a_new_log(demo_mine: Mine, phones: list[RealPhone]) -> None:
    phone = phones[0]
    first = phone.start_meeting(place="井口会议室")
    await phone.deliver()
    copy = HttpPhone(phone.client)
    copy.log, copy.acked = phone.said["log"], 1
    made = {"branch": phone.branch(), "org": phone.branch()}
    copy.mutations = [{}, {"mid": 2, "name": "meeting.create.v1", "row": str(uuid.uuid4()), "set": {"kind": [None, "theme_day"]}, "args": made}]
    assert (await copy.post({**copy.request(), "head": None})).status_code == 200
    phone.set(first, place="区队会议室")
    await all_agree(demo_mine, phones)
    assert phone.said["log"] != copy.log
    assert phone.rows["meeting"][first]["place"] == "区队会议室" and len(phone.rows["meeting"]) == 2
