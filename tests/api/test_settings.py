"""Settings change with a reason, from a day on, and each change stands in the list with who, when, from what to what; on both databases."""

from io import BytesIO
from typing import Any

import httpx
import openpyxl

from server.domain.obligations.rules import obligation_id
from tests.api.phone import HttpPhone
from tests.api.test_board import sign_in_with
from tests.mine import Mine
from tests.small_mine import COMMITTEE, MEMBERS, NORTH, rows, settle
from tests.upgrade.stage import PASSWORD, People, gather
from tests.workbooks import take

STORE = "01900000-0000-7000-8000-000000000001"
SHARE = "A" * 43 + "="
VERSION = {
    "title": "主题党日",
    "period": "month",
    "applies_to": "branch",
    "condition": "always",
    "warn_days": 3,
    "grace_workdays": 5,
    "weight_tenths": 5,
    "from_on": "2026-12-01",
    "reason": "党委会议定",
}
TEMPLATES = "/api/obligation-templates"


async def opened(mine: Mine) -> People:
    await settle(mine)
    return await gather(mine)


async def audit(client: httpx.AsyncClient, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get("/api/audit", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["entries"]


def changed(entry: dict[str, Any]) -> dict[str, tuple[str | None, str | None]]:
    return {one["field"]: (one["before"], one["after"]) for one in entry["changes"]}


async def test_a_new_version_of_a_template_rules_from_the_next_period_and_past_ones_keep_theirs(mine: Mine) -> None:
    people = await opened(mine)
    november, december = (obligation_id("theme_day", NORTH, period) for period in ("2026-11", "2026-12"))
    before = await rows(mine, "obligation")
    answer = await people.office.put(f"{TEMPLATES}/theme_day", json=VERSION)
    assert answer.status_code == 200, answer.text
    versions = [one for one in answer.json() if one["kind"] == "theme_day"]
    assert [(one["version"], one["standing"], one["to_on"]) for one in versions] == [(2, "planned", None), (1, "current", "2026-12-01")]
    await mine.drain()
    after = await rows(mine, "obligation")
    assert after[november]["template"] == before[november]["template"] == versions[1]["template"]
    assert after[november]["grace_at"] == before[november]["grace_at"]
    assert after[december]["template"] == versions[0]["template"]
    assert after[december]["warn_at"] > before[december]["warn_at"] and after[december]["grace_at"] > before[december]["grace_at"]
    mine.clock.advance(minutes=1)
    again = (await people.office.put(f"{TEMPLATES}/theme_day", json={**VERSION, "warn_days": 4})).json()
    assert [one["version"] for one in again if one["kind"] == "theme_day"] == [3, 1], "what had not begun gave way"
    book = await take(people.office, f"{TEMPLATES}/export")
    assert [row["版本"] for row in book.page("任务模板") if row["名称"] == "主题党日"] == [3, 1]
    (latest, first) = await audit(people.office, matter="template")
    assert (first["name"], first["title"], first["reason"]) == ("office", "主题党日", "党委会议定")
    assert changed(first)["warn_days"] == ("7", "3") and changed(first)["version"] == ("1", "2")
    assert changed(latest)["warn_days"] == ("3", "4")
    await ends(mine, people, december)
    assert (await people.secretary.get(TEMPLATES)).status_code == 403


async def ends(mine: Mine, people: People, december: str) -> None:
    """What is ended is owed no more from that day on; what cannot be is refused with the field."""
    answer = await people.office.post(f"{TEMPLATES}/theme_day/end", json={"to_on": "2026-12-01", "reason": "并入党课"})
    assert answer.status_code == 200, answer.text
    await mine.drain()
    assert (await rows(mine, "obligation"))[december]["state"] == "excused"
    for path, body, field in (
        ("theme_day/end", {"to_on": "2026-11-01", "reason": "x"}, "to_on"),
        ("theme_day/end", {"to_on": "2027-01-01", "reason": "x"}, "to_on"),
    ):
        assert (await people.office.post(f"{TEMPLATES}/{path}", json=body)).json()["field"] == field
    assert (await people.office.put(f"{TEMPLATES}/party", json=VERSION)).status_code == 404
    assert (await people.office.put(f"{TEMPLATES}/theme_day", json={**VERSION, "reason": ""})).status_code == 400


async def test_a_years_notice_is_read_from_text_or_excel_and_kept_only_with_a_reason(mine: Mine) -> None:
    people = await opened(mine)
    headers = {"Content-Type": "application/octet-stream"}
    text = "1月1日（周五）至3日（周日）放假调休，共3天。1月9日（周六）上班。5月1日劳动节".encode()
    read = (await people.office.post("/api/workdays/2027/read", content=text, headers=headers)).json()
    assert (read["holidays"], read["workdays"], read["unclear"]) == (["2027-01-01", "2027-01-02", "2027-01-03"], ["2027-01-09"], ["5月1日劳动节"])
    book, out = openpyxl.Workbook(), BytesIO()
    for row in (["日期", "安排"], ["2027-01-01", "放假"], ["2027-01-09", "上班"]):
        book.active.append(row)
    book.save(out)
    from_sheet = (await people.office.post("/api/workdays/2027/read", content=out.getvalue(), headers=headers)).json()
    assert from_sheet == {"holidays": ["2027-01-01"], "workdays": ["2027-01-09"], "unclear": []}
    assert (await people.office.post("/api/workdays/2027/read", content=b"PK\3\4broken", headers=headers)).json()["unclear"] == []
    assert (await people.office.get("/api/workdays/2027")).json()["holidays"] == [], "reading keeps nothing"
    assert (await people.office.put("/api/workdays/2027", json={"holidays": ["2027-01-01"]})).status_code == 400
    asked = {"holidays": read["holidays"], "workdays": read["workdays"], "reason": "国办发明电〔2026〕1号"}
    assert (await people.office.put("/api/workdays/2027", json=asked)).json()["holidays"] == ["2027-01-01"], "a Saturday off is no exception"
    book = await take(people.office, "/api/workdays/2027/export")
    assert [(str(row["日期"])[:10], row["安排"]) for row in book.page("工作日历")] == [("2027-01-01", "放假"), ("2027-01-09", "上班")]
    assert (await people.office.post("/api/workdays/2027/read", content=book.content, headers=headers)).json() == from_sheet
    (entry,) = await audit(people.office, matter="workday")
    assert (entry["title"], changed(entry)) == ("2027", {"holidays": (None, "2027-01-01"), "workdays": (None, "2027-01-09")})
    assert (await people.secretary.post("/api/workdays/2027/read", content=text, headers=headers)).status_code == 403


async def test_a_role_holds_from_a_day_until_a_day_and_nobody_touches_the_own(mine: Mine) -> None:
    people = await opened(mine)
    me = (await people.member.get("/api/me")).json()["account"]
    asked = {"account": me, "role": "committee_leader", "org": COMMITTEE, "from_on": "2026-11-17", "to_on": "2026-12-01", "reason": "党委分工"}
    answer = await people.office.post("/api/roles", json=asked)
    assert answer.status_code == 200, answer.text
    (held,) = [one for one in answer.json()["items"] if one["account"] == me]
    assert (held["standing"], held["name"], held["org_name"]) == ("planned", "党员1", "矿党委")
    assert "committee_leader" not in {one["role"] for one in (await people.member.get("/api/me")).json()["roles"]}
    assert (await people.office.post("/api/roles", json=asked)).json()["field"] == "role", "twice at the same time"
    for more, field in (
        ({"from_on": "2026-11-15"}, "from_on"),
        ({"to_on": "2026-11-17"}, "to_on"),
        ({"role": "administrator"}, "role"),
        ({"org": "x"}, "org"),
    ):
        assert (await people.office.post("/api/roles", json={**asked, **more})).json()["field"] == field, more
    mine.clock.set("2026-11-17 08:00")
    member, office = await mine.sign_in("E1", PASSWORD), await mine.sign_in("office", PASSWORD)
    assert (await member.get("/api/orders")).status_code == 200
    ended = await office.post(f"/api/roles/{held['grant']}/end", json={"reason": "调离"})
    assert [one["standing"] for one in ended.json()["items"] if one["account"] == me] == ["past"]
    assert (await member.get("/api/orders")).status_code == 403
    assert (await office.post(f"/api/roles/{held['grant']}/end", json={"reason": "再来"})).status_code == 404
    kept = [await take(office, "/api/roles/export", past=past) for past in ("false", "true")]
    assert [held["grant"] in book.ids("角色") for book in kept] == [False, True]
    own = next(one for one in ended.json()["items"] if one["own"])
    for path, body in ((f"/api/roles/{own['grant']}/end", {"reason": "x"}), ("/api/roles", {**asked, "account": own["account"]})):
        assert (await office.post(path, json=body)).json()["code"] == "rights.own_case"
    ending, granting = [one for one in await audit(office, matter="role") if one["reason"] != "在服务器上办理"]
    assert (granting["title"], granting["reason"]) == ("党员1 · 党委领导", "党委分工")
    assert (changed(ending), ending["reason"]) == ({"to_on": ("2026-12-01", "2026-11-17")}, "调离")


async def test_a_phone_that_was_lost_opens_no_store_until_it_is_given_back(mine: Mine) -> None:
    people = await opened(mine)
    assert (await people.member.put(f"/api/stores/{STORE}/share", json={"share": SHARE, "asks_login": False})).status_code == 204
    phone = HttpPhone(people.member)
    phone.record("notice.read.v1", STORE, notices=[STORE])
    await phone.sync()
    (device,) = (await people.office.get("/api/devices", params={"q": "党员1"})).json()["items"]
    assert (device["device"], device["name"], device["state"], device["delivered_at"]) == (STORE, "党员1", "live", mine.clock.now_ms)
    assert (await people.office.get("/api/devices", params={"q": "e1"})).json()["items"] == [device]
    assert (await people.office.get("/api/devices", params={"q": "%"})).json()["items"] == [], "letter for letter"
    assert (await people.office.get("/api/devices", params={"state": "revoked"})).json()["items"] == []
    (line,) = (await take(people.office, "/api/devices/export", q="党员1")).page("设备")
    assert (line["系统编号"], line["姓名"], line["状态"]) == (STORE, "党员1", "在用")
    lost, elsewhere = {"reason": "井下丢失"}, await mine.sign_in("E1", PASSWORD)
    assert (await people.secretary.post(f"/api/devices/{STORE}/revoke", json=lost)).status_code == 403
    assert (await people.office.post(f"/api/devices/{STORE}/revoke", json=lost)).status_code == 204
    assert (await people.office.post(f"/api/devices/{STORE}/revoke", json=lost)).status_code == 404
    assert [(await one.get("/api/me")).status_code for one in (people.member, elsewhere)] == [401, 200], "signed out on that phone, and there alone"
    member = await mine.sign_in("E1", PASSWORD)
    assert (await people.office.post(f"/api/devices/{STORE}/restore", json=lost)).status_code == 204
    assert (await people.office.post(f"/api/devices/{STORE}/revoke", json=lost)).status_code == 204
    assert [(await one.get("/api/me")).status_code for one in (member, elsewhere)] == [401, 401], "which is the phone's is not known: all end"
    member = await mine.sign_in("E1", PASSWORD)
    refused = await member.get(f"/api/stores/{STORE}/share")
    assert (refused.status_code, refused.json()["code"]) == (403, "accounts.device_revoked")
    assert "没有送达的内容仍封存" in refused.json()["detail"]
    assert (await member.put(f"/api/stores/{STORE}/share", json={"share": SHARE, "asks_login": False})).status_code == 204
    assert (await member.get(f"/api/stores/{STORE}/share")).status_code == 403, "a share kept again opens nothing either"
    mine.clock.advance(minutes=1)
    assert (await people.office.post(f"/api/devices/{STORE}/restore", json={"reason": "找回"})).status_code == 204
    assert (await member.get(f"/api/stores/{STORE}/share")).json() == {"share": SHARE}
    assert [(one["title"], one["reason"]) for one in await audit(people.office, matter="device")] == [("党员1", "找回"), *[("党员1", "井下丢失")] * 3]


async def test_the_list_of_changes_is_narrowed_leaves_as_a_file_and_names_nobody_to_the_administrator(mine: Mine) -> None:
    people = await opened(mine)
    me = (await people.member.get("/api/me")).json()["account"]
    asked = {"account": me, "role": "assessor", "org": COMMITTEE, "from_on": "2026-11-16", "reason": "接替请病假的同志"}
    assert (await people.office.post("/api/roles", json=asked)).status_code == 200
    assert (await people.office.put(f"{TEMPLATES}/theme_day", json=VERSION)).status_code == 200
    office = (await people.office.get("/api/me")).json()["account"]
    everything = await audit(people.office)
    assert {one["matter"] for one in everything} >= {"role", "template", "account"}
    assert {one["name"] for one in await audit(people.office, actor=office)} == {"office"}
    assert await audit(people.office, from_on="2026-11-17") == await audit(people.office, to_on="2026-11-15") == []
    assert len(await audit(people.office, from_on="2026-11-16", to_on="2026-11-16")) == len(everything)
    assert (await people.office.get("/api/audit", params={"from_on": "gestern"})).json()["field"] == "from_on"
    book = await take(people.office, "/api/audit/export", matter="role", actor=office)
    (row,) = book.page("变更记录")
    assert (row["谁"], row["事项"], row["原因"], book.note["事项"]) == ("office", "角色", "接替请病假的同志", "角色")
    administrator = await sign_in_with(mine, "administrator")
    (hidden,) = await audit(administrator, matter="role", actor=office)
    assert (hidden["hidden"], hidden["title"], hidden["reason"]) == (True, "", "")
    (shown,) = await audit(administrator, matter="template")
    assert (shown["hidden"], shown["reason"]) == (False, "党委会议定")
    (line,) = (await take(administrator, "/api/audit/export", matter="role", actor=office)).page("变更记录")
    assert (line["哪一项"], line["原因"]) == ("（不显示）", "（不显示）")
    assert "病假" not in str(line) and not any(name in str(line) for name in MEMBERS)
    assert (await people.secretary.get("/api/audit")).status_code == 403


async def test_each_parts_dictionary_is_changed_with_a_reason(mine: Mine) -> None:
    people = await opened(mine)
    for path, body in (
        ("/api/order-choices/kind/key", {"title": "书记督办", "warn_days": 10}),
        ("/api/project-choices/grade/excellent", {"title": "优"}),
        ("/api/studio-choices/kind/theory", {"title": "理论成果", "target": 2}),
        ("/api/honour-choices/level/mine", {"title": "矿"}),
    ):
        assert (await people.office.put(path, json=body)).status_code == 400, "no reason"
        answer = await people.office.put(path, json={**body, "reason": "例会定的"})
        assert answer.status_code == 200, answer.text
    assert {(one["title"], one["reason"]) for one in await audit(people.office, matter="choice")} == {
        (title, "例会定的") for title in ("书记督办", "优", "理论成果", "矿")
    }
