"""Nobody decides in their own case: not the secretary about an own appeal, not who is office and member at once about an appeal or a veto."""

from server.domain import accounts
from tests.api.phone import HttpPhone
from tests.api.test_cycles import QUARTER, Stage
from tests.api.test_cycles_rights import appeal, published
from tests.mine import Mine


async def test_nobody_decides_in_their_own_case(demo_mine: Mine) -> None:
    stage = await published(demo_mine)
    await the_secretarys_own_appeal_goes_to_the_office_at_once(stage)
    await who_is_office_and_member_decides_neither_an_own_appeal_nor_an_own_veto(stage)


async def the_secretarys_own_appeal_goes_to_the_office_at_once(stage: Stage) -> None:
    phone = HttpPhone(stage.secretary)
    await phone.sync()
    (award,) = phone.rows["award"]
    await appeal(stage, phone, "secretarys", award=award, text="请核对")
    (shown,) = (await stage.office.get("/api/appeals", params={"quarter": QUARTER})).json()
    assert (shown["state"], shown["mine"], shown["due_at"] > stage.mine.clock.now_ms) == ("at_office", True, True)
    answer = await stage.secretary.post("/api/appeals/secretarys/decide", json={"upholds": True, "reason": "属实"})
    assert answer.status_code == 403
    assert (await stage.office.post("/api/appeals/secretarys/decide", json={"upholds": False, "reason": "已核对"})).json() == {"state": "dismissed"}


async def who_is_office_and_member_decides_neither_an_own_appeal_nor_an_own_veto(stage: Stage) -> None:
    phone = HttpPhone(stage.member)
    await phone.sync()
    (award,) = phone.rows["award"]
    await appeal(stage, phone, "own", award=award, text="请核对")
    await stage.secretary.post("/api/appeals/own/decide", json={"upholds": True, "reason": "属实"})
    told = {"member": stage.self_member, "quarter": QUARTER, "kind": "accident", "text": "事故责任", "evidence": "通报"}
    case = (await stage.office.post("/api/vetoes", json=told)).json()["veto"]
    account = (await stage.member.get("/api/me")).json()["account"]
    await accounts.grant_role(stage.mine.replication, None, account, "office")

    asked = (
        ("/api/appeals/own/decide", {"upholds": True, "reason": "属实"}),
        (f"/api/vetoes/{case}/dismiss", {"reason": "不属实"}),
        (f"/api/vetoes/{case}/confirm", None),
    )
    for path, body in asked:
        answer = await stage.member.post(path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "cycles.own_case"), answer.text
    listed = (await stage.member.get("/api/vetoes", params={"quarter": QUARTER})).json()["vetoes"]
    assert listed == [], "a member is told of a veto once it is confirmed, whatever else the person is"
    shown = (await stage.member.get("/api/appeals", params={"quarter": QUARTER})).json()
    assert [one["mine"] for one in shown if one["appeal"] == "own"] == [False]
    assert (await stage.second.post(f"/api/vetoes/{case}/confirm")).status_code == 200
    answer = await stage.member.post(f"/api/vetoes/{case}/lift", json={"reason": "不属实"})
    assert (answer.status_code, answer.json()["code"]) == (403, "cycles.own_case")
