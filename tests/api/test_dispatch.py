"""The office issues an order, the branch receives, tells and reports, the office returns and closes; what each is told and refused."""

import uuid
from io import BytesIO
from typing import Any

import httpx
import openpyxl

from server.domain.meetings.rules import resolution_id
from tests.api.phone import HttpPhone
from tests.api.test_held import revoked
from tests.api.test_review import office_of
from tests.api.test_sync import deputy_of, phone_of
from tests.mine import Mine
from tests.workbooks import take

ASKED = {"kind": "key", "cadence": "weekly", "content": "责任区隐患限期整改", "due_on": "2026-12-04"}
TODAY = "2026-11-16"


async def issue(office: httpx.AsyncClient, *orgs: str, **more: Any) -> list[str]:
    """Issues an order; gives the ids of what each branch is ordered."""
    answer = await office.post("/api/orders", json={"batch": str(uuid.uuid4()), **ASKED, "orgs": list(orgs), **more})
    assert answer.status_code == 200, answer.text
    return answer.json()["orders"]


def step(phone: HttpPhone, name: str, order: str, on: str, text: str = "") -> int:
    """A step as a phone takes it."""
    return phone.record(f"order.{name}.v1", str(uuid.uuid4()), order=order, on=on, text=text)


async def decide(office: httpx.AsyncClient, order: str, verb: str, reason: str = "") -> httpx.Response:
    """The office's decision over the story as it stands."""
    seen = (await office.get(f"/api/orders/{order}")).json()["steps"][-1]["step"]
    return await office.post(f"/api/orders/{order}/{verb}", json={"seen": seen, "reason": reason})


def told(phone: HttpPhone) -> list[tuple[str, Any]]:
    """Kinds and states of what the person is told of orders."""
    mine = (one for one in phone.rows["notice"].values() if one["kind"].startswith("order_"))
    return sorted((one["kind"], one["words"].get("state", "")) for one in mine)


async def test_an_order_goes_from_the_office_to_two_phones_and_back_until_it_is_closed(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    await phone.sync()
    branch = phone.branch()
    deputy = await deputy_of(demo_mine, branch)
    (order,) = await issue(office, branch)
    await phone.sync()
    await deputy.sync()
    row = phone.rows["dispatch_order"][order]
    assert (row["state"], row["standing"], row["every"], row["year"], row["number"]) == ("issued", "upcoming", "week", 2026, 1)
    assert {(one["field"], one["is_confirmed"]) for one in phone.rows["dispatch_choice"].values()} == {("kind", False), ("cadence", False)}

    demo_mine.clock.advance(hours=2)
    mids = [step(phone, "receive", order, TODAY), step(phone, "progress", order, TODAY, "已整改五处")]
    wrong = [step(phone, "progress", order, TODAY, "  "), step(phone, "progress", order, "2026-11-17", "明天")]
    twice = step(deputy, "receive", order, TODAY)
    await phone.sync()
    await deputy.sync()
    assert {phone.result(mid) for mid in mids} | {deputy.result(twice)} == {"applied"}
    assert [phone.outcomes[mid]["reason"] for mid in wrong] == ["dispatch.text", "dispatch.on"]
    reported = step(deputy, "report", order, TODAY, "全部整改，支委已复查")
    await deputy.sync()
    assert deputy.result(reported) == "applied"

    stale = await office.post(f"/api/orders/{order}/close", json={"seen": "before", "reason": ""})
    assert (stale.status_code, stale.json()["code"]) == (409, "dispatch.changed")
    silent = await decide(office, order, "return")
    assert (silent.status_code, silent.json()["code"]) == (400, "dispatch.reason")
    assert (await decide(office, order, "return", "请附复查结果")).json() == {"order": order, "state": "returned"}
    await demo_mine.drain()
    await phone.sync()
    row = phone.rows["dispatch_order"][order]
    assert (row["state"], row["standing"]) == ("returned", "returned")
    assert row["mend_at"] == row["due_at"], "the deadline leaves more time to mend than five working days"
    again = step(phone, "report", order, TODAY, "复查结果已附")
    await phone.sync()
    assert phone.result(again) == "applied"
    assert (await decide(office, order, "close")).json()["state"] == "closed"
    late = step(phone, "progress", order, TODAY, "再补一句")
    await demo_mine.drain()
    await phone.sync()
    assert phone.outcomes[late]["reason"] == "dispatch.ended"
    assert (phone.rows["dispatch_order"][order]["state"], phone.rows["dispatch_order"][order]["standing"]) == ("closed", "done")
    acts = [one["act"] for one in sorted(phone.rows["dispatch_step"].values(), key=lambda one: one["place"])]
    assert acts == ["issued", "received", "progress", "reported", "returned", "reported", "closed"]
    assert told(phone) == [("order_decided", "closed"), ("order_decided", "returned"), ("order_issued", "")]
    story = (await office.get(f"/api/orders/{order}")).json()
    assert [one["text"] for one in story["steps"]][-2:] == ["复查结果已附", ""]


async def test_the_branch_gives_an_order_to_one_of_its_members_for_whom_it_counts_once_the_office_has_closed_it(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    await phone.sync()
    branch = phone.branch()
    people = sorted(row["id"] for row in phone.rows["member"].values() if row["branch"] == branch)
    (stranger,) = await demo_mine.database.fetch('select min("id") as "id" from "member" where "branch" <> {}', branch)
    order, resolved = (*await issue(office, branch), *await issue(office, branch, source="resolution", source_ref="r1", source_text="党员大会"))
    wrong = [give(phone, order, stranger["id"]), give(phone, order, "nobody"), give(phone, resolved, people[0])]
    mids = [step(phone, "receive", order, TODAY), give(phone, order, people[0]), give(phone, order, people[1]), give(phone, order, people[1])]
    mids += [step(phone, "report", order, TODAY, "已办完"), step(phone, "report", resolved, TODAY, "已办完")]
    await phone.sync()
    assert [(phone.outcomes[mid]["reason"], phone.outcomes[mid]["problem"]["field"]) for mid in wrong] == [("dispatch.owner", "owner")] * 3
    assert {phone.result(mid) for mid in mids} == {"applied"}
    row = phone.rows["dispatch_order"][order]
    assert (row["owner"], row["state"], phone.rows["dispatch_order"][resolved]["owner"]) == (people[1], "reported", None)
    story = (await office.get(f"/api/orders/{order}")).json()
    name = phone.rows["member"][people[1]]["name"]
    assert (story["order"]["owner_name"], [one["text"] for one in story["steps"]][3:]) == (name, [f"责任人：{name}", "已办完"])
    for one in (order, resolved):
        assert (await decide(office, one, "close")).status_code == 200
    await demo_mine.drain()
    counted = await demo_mine.database.fetch("""select "member", "source" from "fact" where "kind" = 'task_done' and "source" like 'record:%'""")
    assert counted == [{"member": people[1], "source": f"record:dispatch_order/{order}"}]


def give(phone: HttpPhone, order: str, member: str) -> int:
    """Receives an order and names whom it is given to."""
    return phone.record("order.receive.v1", str(uuid.uuid4()), order=order, on=TODAY, text="", owner=member)


async def the_general_branch_is_told(demo_mine: Mine, general: str, ordered: list[str], of_mine: list[str]) -> None:
    """Who leads it is told of what stays overdue by the address of the order, opens that, sees its own branches' alone, and lists none."""
    (post,) = await demo_mine.database.fetch(
        """select p."id", p."member" from "post" p join "member" m on m."id" = p."member"
        where m."employee_no" = 'J200001' and p."post" = 'secretary'"""
    )
    async with demo_mine.replication.write(None, "moved on") as unit:
        unit.put("post", post["id"], {"org": general, "branch": None})
    demo_mine.clock.set("2026-11-26 09:00")
    await demo_mine.drain()
    told = await demo_mine.database.fetch(
        """select "route" from "notice" where "kind" = 'order_overdue' and "member" = {} order by "route" """, post["member"]
    )
    assert [one["route"] for one in told] == [f"office/order/{order}" for order in sorted(ordered)]
    lead = await demo_mine.sign_in_as("secretary")
    story = (await lead.get(f"/api/orders/{ordered[0]}")).json()
    assert {one["order"] for one in story["others"]} == set(ordered[1:])
    answers = [(await lead.get(f"/api/orders/{order}")).status_code for order in of_mine]
    assert (answers.count(200), answers.count(403)) == (len(ordered), 33 - len(ordered))
    assert [(await lead.get(path)).status_code for path in ("/api/orders/none", "/api/orders")] == [403, 403]


async def test_one_issue_to_many_is_one_number_and_is_issued_once(demo_mine: Mine) -> None:
    office = await office_of(demo_mine)
    options = (await office.get("/api/orders/options")).json()
    general = next(one for one in options["targets"] if one["kind"] == "general_branch")
    below = [one["org"] for one in options["targets"] if one["parent"] == general["org"]]
    body = {"batch": "b1", **ASKED, "due_on": "2026-11-17", "orgs": [general["org"], below[0]], "source": "resolution", "source_ref": "r1"}
    first, again = [(await office.post("/api/orders", json=body)).json() for _ in range(2)]
    assert first == again
    assert (first["number"], len(first["orders"])) == (1, len(below))
    above = next(one["org"] for one in options["targets"] if one["kind"] == "branch" and one["parent"] != general["org"])
    changes = [{"content": "改过的内容"}, {"due_on": "2026-11-18"}, {"orgs": below[1:]}, {"orgs": [above, *below]}]
    changed = [await office.post("/api/orders", json={**body, **one}) for one in changes]
    assert [(one.status_code, one.json()["code"]) for one in changed] == [(409, "dispatch.issued")] * 4
    assert "督办〔2026〕1号" in changed[0].json()["detail"]
    stands = (await office.get("/api/orders")).json()["items"]
    assert {(one["order"], one["number"], one["content"]) for one in stands} == {(one, 1, ASKED["content"]) for one in first["orders"]}
    mine = await issue(office, *(one["org"] for one in options["targets"] if one["kind"] == "committee"))
    assert len(mine) == 33
    refusals = [{"content": " "}, {"due_on": "2026-11-15"}, {"orgs": ["nowhere"]}, {"kind": "urgent"}]
    codes = [(await office.post("/api/orders", json={**body, "batch": "b2", **one})).json()["code"] for one in refusals]
    assert codes == ["dispatch.content", "dispatch.due_on", "dispatch.orgs", "dispatch.kind"]

    listed = (await office.get("/api/orders")).json()
    assert {one["colour"]: one["orders"] for one in listed["counts"]} == {"yellow": len(below), "grey": 33}
    days = [one["due_on"] for one in listed["items"]]
    assert days == sorted(days)
    shown = [one["order"] for one in listed["items"]]
    while listed["next"]:
        listed = (await office.get("/api/orders", params={"cursor": listed["next"]})).json()
        shown += [one["order"] for one in listed["items"]]
    assert sorted(shown) == sorted([*first["orders"], *mine])
    narrow = (await office.get("/api/orders", params={"colour": "yellow", "org": general["org"]})).json()
    assert {one["order"] for one in narrow["items"]} == set(first["orders"])
    assert {one["general_branch_name"] for one in narrow["items"]} == {general["name"]}
    book = await take(office, "/api/orders/export", org=general["org"], colour="yellow")
    assert (sorted(book.ids("督办")), book.note["支部"], book.note["颜色"]) == (sorted(first["orders"]), general["name"], "临期")
    others = (await office.get(f"/api/orders/{first['orders'][0]}")).json()["others"]
    assert {one["order"] for one in others} == set(first["orders"][1:])
    await the_general_branch_is_told(demo_mine, general["org"], first["orders"], mine)
    office = await office_of(demo_mine)
    withdrawn = await decide(office, mine[0], "withdraw", "集团公司已取数")
    assert withdrawn.json()["state"] == "withdrawn"
    assert [one["order"] for one in (await office.get("/api/orders", params={"state": "withdrawn"})).json()["items"]] == [mine[0]]


async def test_whose_post_ended_is_held_and_the_office_carries_it_out(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    await phone.sync()
    (order,) = await issue(office, phone.branch())
    await phone.sync()
    await revoked(demo_mine, phone)
    mid = step(phone, "report", order, "2026-11-16", "已经完成")
    await phone.sync()
    assert (phone.result(mid), phone.outcomes[mid]["reason"]) == ("held", "rights")
    (item,) = (await office.get("/api/held")).json()["items"]
    assert (await office.post(f"/api/held/{item['held']}/apply")).json()["result"] == "applied"
    story = (await office.get(f"/api/orders/{order}")).json()
    assert (story["order"]["state"], story["steps"][-1]["text"]) == ("reported", "已经完成")


async def test_what_orders_are_made_from_is_the_offices_to_define(demo_mine: Mine) -> None:
    office, leader = await office_of(demo_mine), await demo_mine.sign_in_as("committee_leader")
    (branch, *_) = [one for one in (await office.get("/api/orders/options")).json()["targets"] if one["kind"] == "branch"]
    renamed = {"title": "书记督办", "warn_days": 10, "reason": "例会定的"}
    assert (await office.put("/api/order-choices/kind/key", json=renamed)).json()["is_confirmed"] is True
    assert (
        await office.put("/api/order-choices/cadence/daily", json={"title": "每日报", "every": "day", "is_off": True, "reason": "不再要日报"})
    ).status_code == 200
    for field, key, body in (
        ("kind", "Key", renamed),
        ("colour", "key", renamed),
        ("kind", "key", {**renamed, "title": " "}),
        ("kind", "key", {"title": "书记督办"}),
        ("kind", "key", {**renamed, "every": "day"}),
    ):
        assert (await office.put(f"/api/order-choices/{field}/{key}", json=body)).json()["code"] == "request.invalid"
    off = await office.post("/api/orders", json={"batch": "b", **ASKED, "cadence": "daily", "orgs": [branch["org"]]})
    assert off.json()["code"] == "dispatch.cadence"
    kept = {"title": "月末盘点", "kind": "key", "cadence": "once", "content": "盘点党费收缴", "due_days": 5, "reason": "每月要盘"}
    first = (await office.put("/api/order-templates", json=kept)).json()["template"]
    assert (await office.put("/api/order-templates", json={**kept, "due_days": 6})).json()["template"] == first
    assert (await office.put("/api/order-templates", json={**kept, "reason": " "})).status_code == 400
    dropped = [await office.post(f"/api/order-templates/{first}/drop", json={"reason": "不再盘点"}) for _ in range(2)]
    assert [answer.status_code for answer in dropped] == [204, 404]
    entries = (await office.get("/api/audit", params={"matter": "order_template"})).json()["entries"]
    assert sorted(one["reason"] for one in entries) == ["不再盘点", "每月要盘", "每月要盘"]
    demo_mine.clock.advance(minutes=1)
    assert (await office.put("/api/order-templates", json=kept)).json()["template"] != first
    options = (await leader.get("/api/orders/options")).json()
    assert ("书记督办", True) in {(one["title"], one["is_confirmed"]) for one in options["choices"]}
    assert [one["due_days"] for one in options["templates"] if one["title"] == "月末盘点"] == [5]
    assert (await leader.post("/api/orders", json={"batch": "b", **ASKED, "orgs": [branch["org"]]})).status_code == 403


async def test_the_work_meeting_is_prepared_and_its_decision_becomes_an_order(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    await phone.sync()
    branch = phone.branch()
    (late,) = await issue(office, branch, due_on="2026-11-27")
    (silent,) = await issue(office, branch, due_on="2026-12-31")
    await a_resolution_becomes_an_order(phone, office)
    demo_mine.clock.set("2026-12-03 09:00")
    await demo_mine.drain()
    office, phone.client = await office_of(demo_mine), await demo_mine.sign_in_as("secretary")
    news = await demo_mine.database.fetch("""select "kind", "route" from "notice" where "about" = {}""", late)
    assert ("order_due", f"order/{late}") in {(one["kind"], one["route"]) for one in news}
    empty = (await office.get("/api/work-meetings/2026-12")).json()
    assert (empty["rev"], empty["decisions"], empty["last_month"]) == (0, [], "2026-11")
    assert {(one["what"], one["standing"]) for one in empty["reds"]} >= {("obligation", "overdue_provisional"), ("order", "overdue")}
    assert empty["reds_total"] > 33
    days = {one["ref"]: (one["due_on"], one["standing"], one["ends_on"]) for one in empty["reds"] if one["what"] == "order"}
    assert days == {late: ("2026-11-27", "overdue", ""), silent: ("2026-11-29", "progress_missed", "2026-12-31")}, "the day that has passed"
    passed = [one["due_on"] for one in empty["reds"]]
    assert (passed, passed[-1] < "2026-12-03") == (sorted(passed), True), "nothing is red whose day is to come"
    assert "2026-12-31" in {one["due_on"] for one in empty["ahead"]}
    decision = {"id": "d1", "text": "补开主题党日", "owner": "各书记", "due_on": "2026-12-10"}
    department = {"id": "d2", "text": "建好党员档案", "owner": "组织科", "due_on": ""}
    held = {"rev": 0, "held_on": "2026-12-02", "chair": "王书记", "decisions": [decision, department]}
    assert (await office.put("/api/work-meetings/2026-12", json=held)).json()["decisions"][0]["orders"] == []
    stale = await office.put("/api/work-meetings/2026-12", json=held)
    assert (stale.status_code, stale.json()["code"]) == (409, "dispatch.meeting_changed")
    assert (await office.get("/api/work-meetings/2026-13")).json()["code"] == "dispatch.month"
    draft = (await office.get("/api/orders/draft", params={"month": "2026-12", "decision": "d1"})).json()
    assert (draft["content"], draft["due_on"], draft["source"]) == ("补开主题党日（责任人：各书记）", "2026-12-10", "work_meeting")
    assert (len(draft["orgs"]), branch in draft["orgs"], draft["source_text"]) == (33, True, "2026年12月月度例会"), "it names no branch, and says 各"
    draft_of_none = (await office.get("/api/orders/draft", params={"month": "2026-12", "decision": "d2"})).json()
    assert (draft_of_none["orgs"], draft_of_none["content"]) == ([], "建好党员档案（责任人：组织科）"), "a department is no branch"
    taken = {name: draft[name] for name in ("content", "due_on", "source", "source_ref", "source_text")}
    (order,) = await issue(office, branch, **taken)
    agenda = (await office.get("/api/work-meetings/2026-12")).json()
    assert [one["order"] for one in agenda["decisions"][0]["orders"]] == [order]
    assert [one["order"] for one in agenda["issued"]] == [order, *sorted((late, silent))]
    book = await take(office, "/api/work-meetings/2026-12/export")
    assert [(row["决定"], (row["督办"] or "")[:3], row["系统编号"]) for row in book.page("会议决定")] == [
        ("补开主题党日", "督办〔", "d1"),
        ("建好党员档案", "", "d2"),
    ]
    assert (book.ids("逾期"), book.ids("上月以来督办")) == ([one["ref"] for one in agenda["reds"]], [one["order"] for one in agenda["issued"]])
    assert (book.note["主持"], book.note["逾期共"]) == ("王书记", str(agenda["reds_total"]))
    assert (await phone.client.get("/api/work-meetings/2026-12/export")).status_code == 403
    january = (await office.get("/api/work-meetings/2027-01")).json()
    assert [[order["standing"] for order in one["orders"]] for one in january["last_decisions"]] == [["warning"], []]
    await the_table_holds_it(phone, office, branch)


async def the_table_holds_it(phone: HttpPhone, office: httpx.AsyncClient, branch: str) -> None:
    """The branch's task table of December, for its own committee and the office alone; a duty of it may become an order too."""
    table = (await office.get(f"/api/month-tables/{branch}/2026-12")).json()
    assert {(one["what"], one["standing"]) for one in table["items"]} >= {("order", "overdue"), ("order", "warning"), ("obligation", "upcoming")}
    assert (await phone.client.get(f"/api/month-tables/{branch}/2026-12")).json()["items"] == table["items"]
    named = {one["title"].split()[1]: one["owner"] for one in table["items"] if one["what"] == "order"}
    assert (named.pop("补开主题党日（责任人：各书记）"), set(named.values())) == ("各书记", {""}), "who was named, and never the order's number"
    book = await take(phone.client, f"/api/month-tables/{branch}/2026-12/export")
    assert book.ids("任务表") == [one["ref"] for one in table["items"]]
    (own,) = (await phone.client.get("/api/month-tables")).json()
    assert own["org"] == branch
    other = next(one["org"] for one in (await office.get("/api/month-tables")).json() if one["org"] != branch)
    assert (await phone.client.get(f"/api/month-tables/{other}/2026-12")).status_code == 403
    duty = next(one["ref"] for one in table["items"] if one["what"] == "obligation")
    drawn = (await office.get("/api/orders/draft", params={"obligation": duty})).json()
    assert (drawn["orgs"], drawn["source"], "2026-12" in drawn["content"] + drawn["source_text"]) == ([branch], "obligation", False)
    assert "2026年11月主题党日，期限2026年11月30日" in drawn["content"]
    assert (await office.get("/api/orders/draft", params={"obligation": "none"})).status_code == 404


async def a_resolution_becomes_an_order(phone: HttpPhone, office: httpx.AsyncClient) -> None:
    """Of a branch's own record, by its text and its day."""
    meeting = phone.start_meeting(resolutions=[{"text": "整改两处隐患", "owner": "纪检委员", "due_on": "2026-11-20"}])
    await phone.sync()
    asked = {"meeting": meeting, "resolution": resolution_id(meeting, "整改两处隐患")}
    draft = (await office.get("/api/orders/draft", params=asked)).json()
    assert (draft["content"], draft["orgs"], draft["due_on"]) == ("整改两处隐患（责任人：纪检委员）", [phone.branch()], "2026-11-20")
    assert (await office.get("/api/orders/draft", params={**asked, "resolution": "other"})).status_code == 404


SHEET = ("承办支部", "督办内容", "期限", "督办种类", "报告频次")


def sheet_of(*rows: tuple[str, ...]) -> bytes:
    """A workbook with one order a row."""
    book = openpyxl.Workbook()
    page: Any = book.active
    for row in (SHEET, *rows):
        page.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


async def test_a_sheet_of_orders_is_tried_issued_once_and_known_again_as_it_was_exported(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    places = (await office.get("/api/orders/options")).json()["targets"]
    north = next(one for one in places if one["kind"] == "branch" and one["name"] == "综采一区党支部")
    general = next(one for one in places if one["kind"] == "general_branch")
    below = [one["org"] for one in places if one["parent"] == general["org"]]
    same = ("清查瓦斯抽放管路", "2026-12-10", "重点调度", "每周报进展")
    good = [(north["name"], *same), (general["name"], *same), (north["name"], "写总结", "2026-12-11", "日常调度", "一次办结")]
    bad = [("没有的党支部", *same), (north["name"], "迟了", "2026-11-01", *same[2:]), (north["name"], "一", same[1], "急办", "随时")]
    content = sheet_of(*good, *bad)
    assert [(await phone.client.post(f"/api/orders/import{more}", content=content)).status_code for more in ("", "/problems")] == [403, 403]
    tried = (await office.post("/api/orders/import?dry_run=true", content=content)).json()
    wrong = [(5, "承办支部"), (6, "期限"), (7, "督办种类"), (7, "报告频次")]
    assert (tried["added"], tried["known"], [(one["row"], one["column"]) for one in tried["problems"]]) == (3, 0, wrong)
    assert "重点调度、专项调度、日常调度" in tried["problems"][2]["reason"]
    assert (await office.get("/api/orders")).json()["items"] == []
    first, again = [(await office.post("/api/orders/import", content=content)).json() for _ in range(2)]
    assert [(one["added"], one["known"], len(one["problems"])) for one in (first, again)] == [(3, 0, 4), (0, 3, 4)]
    items = (await office.get("/api/orders")).json()["items"]
    numbers = {one["content"]: {other["number"] for other in items if other["content"] == one["content"]} for one in items}
    assert (numbers, len(items)) == ({same[0]: {1}, "写总结": {2}}, 2 + len(below))
    await phone.sync()
    assert {row["content"] for row in phone.rows["dispatch_order"].values()} == {same[0], "写总结"}, "the branch's phone has both"
    assert (await decide(office, next(one["order"] for one in items if one["content"] == "写总结"), "withdraw", "并入季度总结")).status_code == 200
    assert (await office.post("/api/orders/import", content=content)).json()["added"] == 0, "what was withdrawn does not come back by the same sheet"
    demo_mine.clock.advance(days=40)
    office = await office_of(demo_mine)
    book = await take(office, "/api/orders/export")
    known = (await office.post("/api/orders/import", content=book.content)).json()
    assert (known["added"], known["known"], known["problems"]) == (0, len(items) - 1, [])
    marked = await office.post("/api/orders/import/problems", content=content)
    page: Any = openpyxl.load_workbook(BytesIO(marked.content)).worksheets[0]
    assert (page.cell(1, len(SHEET) + 1).value, bool(page.cell(5, len(SHEET) + 1).value)) == ("问题", True)
    assert (await office.get("/api/orders/template")).content.startswith(b"PK")
