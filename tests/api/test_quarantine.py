"""Mutations on which the server failed, on both databases: kept word for word, and an administrator is told."""

from server.app import SCHEMAS, STATIC
from server.kit.doctor import examine
from server.replication import examine_quarantine
from tests.api.phone import HttpPhone
from tests.api.test_review import office_of
from tests.api.test_sync import phone_of
from tests.mine import Mine


async def quarantined(mine: Mine) -> HttpPhone:
    """A phone with one mutation that the server does not know, and one that it cannot read."""
    phone = await phone_of(mine)
    phone.record("meeting.dance.v9", "a-meeting", text="跳舞")
    phone.mutations.append({"mid": 2, "name": 7, "row": []})
    await phone.sync()
    assert [phone.result(mid) for mid in (1, 2)] == ["quarantined", "quarantined"]
    return phone


async def test_the_office_reads_them_word_for_word(demo_mine: Mine) -> None:
    phone, office = await quarantined(demo_mine), await office_of(demo_mine)
    told = (await office.get("/api/quarantined")).json()
    assert told["count"] == 2
    first = next(item for item in told["items"] if item["mid"] == 1)
    assert (first["log"], first["name"], first["row"]) == (phone.log, "meeting.dance.v9", "a-meeting")
    assert "跳舞" in first["body"] and first["by_name"]
    assert next(item for item in told["items"] if item["mid"] == 2)["name"] == ""


async def test_others_do_not(demo_mine: Mine) -> None:
    phone = await quarantined(demo_mine)
    assert (await phone.client.get("/api/quarantined")).status_code == 403


async def test_the_doctor_names_them(demo_mine: Mine) -> None:
    (well,) = await examine_quarantine(demo_mine.database)
    assert well.state == "正常"
    await quarantined(demo_mine)
    (found,) = [one for one in await examine(demo_mine.settings, SCHEMAS, STATIC, [examine_quarantine]) if one.matter == "改动"]
    assert (found.state, "2 条" in found.detail, bool(found.remedy)) == ("注意", True, True)
