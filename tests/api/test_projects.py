"""A project goes from a phone to the office and back until it is bought back and promoted; who may do what; sheets in and out; what is told of it."""

import uuid
from typing import Any

import httpx

from tests.api.phone import HttpPhone
from tests.api.test_review import office_of
from tests.api.test_sync import phone_of
from tests.engine.test_project_rules import ROW, sheet
from tests.mine import Mine
from tests.upgrade.stage import activated
from tests.workbooks import take

TODAY = "2026-11-16"
PROPOSAL: dict[str, Any] = {
    "title": "综采面达产达标", "problems": "地质条件复杂", "goal": "开机率达到92%", "measures": "党员先锋岗", "leader": "书记",
    "starts_on": "2026-11-16", "ends_on": "2027-10-31",
    "milestones": [{"id": "m1", "text": "方案会审", "due_on": "2026-12-20"}, {"id": "m2", "text": "达产", "due_on": "2027-06-30"}],
}  # fmt: skip
OTHER = "综采二区党支部"


def propose(phone: HttpPhone, owner: str, **changed: Any) -> tuple[str, int]:
    """A proposal written on a phone; gives the project and the number of the mutation."""
    row = str(uuid.uuid4())
    return row, phone.record("project.set.v1", row, 0, {field: [None, value] for field, value in (PROPOSAL | changed).items()}, owner=owner)


def step(phone: HttpPhone, project: str, move: str, text: str = "", milestone: str = "", on: str = TODAY) -> int:
    return phone.record("project.move.v1", str(uuid.uuid4()), project=project, move=move, on=on, text=text, milestone=milestone)


async def decide(client: httpx.AsyncClient, project: str, move: str, **given: Any) -> httpx.Response:
    """A step of the office over the story as it stands."""
    steps = (await client.get(f"/api/projects/{project}")).json()["steps"]
    return await client.post(f"/api/projects/{project}/move", json={"move": move, "seen": steps[-1]["step"] if steps else "", **given})


async def decided(client: httpx.AsyncClient, project: str, move: str, **given: Any) -> str:
    answer = await decide(client, project, move, **given)
    assert answer.status_code == 200, answer.text
    return answer.json()["state"]


async def ask(mine: Mine, sql: str, *args: Any) -> Any:
    return next(iter((await mine.database.fetch(sql, *args))[0].values()))


async def secretary_of(mine: Mine, office: httpx.AsyncClient, branch: str) -> HttpPhone:
    """The phone of a branch's secretary, who signs in for the first time."""
    member = await ask(mine, """select "member" from "post" where "branch" = {} and "post" = 'secretary' and "to_on" is null""", branch)
    (code,) = (await office.post("/api/accounts/activation", json={"members": [member]})).json()["codes"]
    return HttpPhone(await activated(mine, code["login"], code["code"]))


async def test_a_project_from_its_proposal_until_another_branch_tells_what_it_came_to(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    branch = phone.branch()
    project, written = propose(phone, branch, goal="")
    sent = step(phone, project, "submit")
    await phone.sync()
    assert (phone.result(written), phone.outcomes[sent]["reason"]) == ("applied", "lifecycle.missing")
    rev = phone.rows["project"][project]["rev"]
    phone.record("project.set.v1", project, rev, {"goal": ["", PROPOSAL["goal"]]}, owner=branch)
    step(phone, project, "submit")
    await phone.sync()
    assert phone.rows["project"][project]["state"] == "submitted"

    await is_approved(demo_mine, phone, office, project)
    await is_accepted(phone, office, project)
    await is_promoted(demo_mine, phone, office, project)
    assert await decided(office, project, "close") == "closed"
    await demo_mine.drain()
    story = (await office.get(f"/api/projects/{project}")).json()
    assert (story["amount"], story["project"]["adopted"], story["project"]["offered"]) == (23456, 1, 1)
    assert [(one["org_name"], one["feedback"]) for one in story["promotions"]] == [(OTHER, "故障少了一半")]
    acts = [one["act"] for one in story["steps"]]
    assert acts[:6] == ["submit", "return", "submit", "approve", "progress", "reach"] and acts[-3:] == ["adopt", "feedback", "close"]
    await phone.sync()
    told = [one["words"]["state"] for one in phone.rows["notice"].values() if one["kind"] == "project_decided"]
    assert sorted(told) == ["approve", "assess", "buy_back", "check", "close", "promote", "put_off", "return", "send_back"]
    await is_told_elsewhere(office, phone, project, branch)


async def is_approved(demo_mine: Mine, phone: HttpPhone, office: httpx.AsyncClient, project: str) -> None:
    """Returned once, then approved and worked on."""
    branch = phone.branch()
    waiting = (await office.get("/api/projects", params={"list": "waiting"})).json()["items"]
    assert [one["project"] for one in waiting] == [project]
    silent = await decide(office, project, "return")
    assert (silent.status_code, silent.json()["code"], silent.json()["field"]) == (400, "lifecycle.missing", "text")
    early = await decide(office, project, "assess", grade="good")
    assert (early.status_code, early.json()["code"]) == (409, "lifecycle.state")
    stale = await office.post(f"/api/projects/{project}/move", json={"move": "approve", "seen": "before"})
    assert (stale.status_code, stale.json()["code"]) == (409, "projects.changed")
    assert await decided(office, project, "return", text="目标要能量出来") == "returned"
    await phone.sync()
    rev = phone.rows["project"][project]["rev"]
    phone.record("project.set.v1", project, rev, {"goal": [PROPOSAL["goal"], "开机率达到95%"]}, owner=branch)
    step(phone, project, "submit")
    await phone.sync()
    assert await decided(office, project, "approve", text="同意") == "approved"
    await demo_mine.drain()
    await phone.sync()
    row = phone.rows["project"][project]
    assert (row["number"], row["standing"], row["due_on"], row["due_text"]) == (1, "upcoming", "2026-12-20", "方案会审")
    late = phone.record("project.set.v1", project, row["rev"], {"goal": [row["goal"], "别的"]}, owner=branch)
    moves = [step(phone, project, "progress", "方案已会审"), step(phone, project, "reach", milestone="m1")]
    await phone.sync()
    assert phone.outcomes[late]["reason"] == "projects.filed"
    assert {phone.result(mid) for mid in moves} == {"applied"}
    assert await decided(office, project, "check", text="进度正常") == "running"
    await demo_mine.drain()
    await phone.sync()
    row = phone.rows["project"][project]
    assert (row["due_on"], row["milestones_done"]) == ("2027-06-30", ["m1"])
    await is_put_off(demo_mine, phone, office, project)


async def is_put_off(demo_mine: Mine, phone: HttpPhone, office: httpx.AsyncClient, project: str) -> None:
    """The end moves to a later day, with a reason that the owners read."""
    sooner = await decide(office, project, "put_off", ends_on="2027-10-30", text="早一些")
    assert (sooner.status_code, sooner.json()["code"], sooner.json()["field"]) == (400, "projects.ends_on", "ends_on")
    silent = await decide(office, project, "put_off", ends_on="2027-12-31")
    assert (silent.json()["code"], silent.json()["field"]) == ("lifecycle.missing", "text")
    assert await decided(office, project, "put_off", ends_on="2027-12-31", text="设备到货推迟") == "running"
    await demo_mine.drain()
    await phone.sync()
    assert phone.rows["project"][project]["ends_on"] == "2027-12-31"
    assert "延到 2027-12-31；设备到货推迟" in {one["text"] for one in phone.rows["project_step"].values()}


async def is_accepted(phone: HttpPhone, office: httpx.AsyncClient, project: str) -> None:
    """Sent back once, then graded and bought back."""
    step(phone, project, "ask_acceptance", "已经达产")
    await phone.sync()
    assert await decided(office, project, "send_back", text="请附数据") == "running"
    step(phone, project, "ask_acceptance", "数据已附")
    await phone.sync()
    unknown = await decide(office, project, "assess", grade="best")
    assert (unknown.status_code, unknown.json()["code"]) == (400, "projects.grade")
    assert await decided(office, project, "assess", grade="excellent") == "graded"
    assert await decided(office, project, "buy_back", level="first", document="济二党字〔2026〕18号", amount=23456) == "bought_back"


async def is_promoted(demo_mine: Mine, phone: HttpPhone, office: httpx.AsyncClient, project: str) -> None:
    """Another branch takes it over and tells what it came to; what was paid is on no phone."""
    branch = phone.branch()
    other = await ask(demo_mine, 'select "id" from "organisation" where "name" = {}', OTHER)
    theirs = await secretary_of(demo_mine, office, other)
    await theirs.sync()
    assert not theirs.rows.get("project")
    own = await decide(office, project, "promote", orgs=[branch])
    assert (own.status_code, own.json()["code"]) == (400, "projects.orgs")
    assert await decided(office, project, "promote", orgs=[other]) == "promoted"
    await demo_mine.drain()
    await phone.sync()
    assert phone.rows["project"][project]["level"] == "first"
    seen = [phone.rows[table] for table in ("project", "project_step", "notice")]
    assert "project_buyback" not in phone.rows and "23456" not in str(seen), "money is the office's"

    await theirs.sync()
    assert theirs.rows["project"][project]["title"] == PROPOSAL["title"]
    assert not theirs.rows.get("project_step"), "what owners and office said to each other stays theirs"
    (promotion,) = theirs.rows["project_promotion"]
    foreign = step(theirs, project, "progress", "不是自己的")
    answers = [
        theirs.record("project.answer.v1", str(uuid.uuid4()), promotion=promotion, move=move, on=TODAY, text="故障少了一半")
        for move in ("adopt", "feedback")
    ]
    await theirs.sync()
    assert [theirs.result(mid) for mid in (foreign, *answers)] == ["held", "applied", "applied"]
    assert ("project_offered", f"project/{project}") in {(one["kind"], one["route"]) for one in theirs.rows["notice"].values()}


async def is_told_elsewhere(office: httpx.AsyncClient, phone: HttpPhone, project: str, branch: str) -> None:
    """On paper, in a workbook, in the search and in the ledger."""
    pdf = await phone.client.get(f"/api/projects/{project}/report")
    assert pdf.status_code == 200 and pdf.content.startswith(b"%PDF"), pdf.text
    word = await office.get(f"/api/projects/{project}/report", params={"format": "docx"})
    assert word.status_code == 200 and word.content.startswith(b"PK")
    book = await take(office, "/api/projects/export")
    (line,) = book.page("突破项目")
    assert (line["编号"], line["阶段"], line["等级"], line["推广采用"]) == ("突破〔2026〕1号", "已结项", "优秀", "1/1")
    hits = (await office.get("/api/search", params={"q": "综采面达产达标"})).json()
    assert project in str(hits)
    ledger = (await office.get(f"/api/ledger/{branch}", params={"period": "2026"})).json()
    (section,) = [one for one in ledger["sections"] if one["name"] == "projects"]
    assert {one["what"]: one["number"] for one in section["counts"]} == {"running": 0, "red": 0, "accepted": 1}
    assert [one["ref"] for one in section["lines"]] == [project]


async def test_a_general_branch_files_one_for_its_branches_and_all_their_committees_hold_it(demo_mine: Mine) -> None:
    office = await office_of(demo_mine)
    general = await ask(demo_mine, 'select "id" from "organisation" where "name" = {}', "选煤中心党总支")
    below = await demo_mine.database.fetch('select "id" from "organisation" where "parent" = {} order by "id"', general)
    first, second = [await secretary_of(demo_mine, office, one["id"]) for one in below[:2]]
    project, written = propose(first, general)
    step(first, project, "submit")
    await first.sync()
    await second.sync()
    assert first.result(written) == "applied"
    assert second.rows["project"][project]["branches"] == [one["id"] for one in below]
    phone = await phone_of(demo_mine)
    _, foreign = propose(phone, general)
    committee = await ask(demo_mine, """select "id" from "organisation" where "kind" = 'committee' """)
    _, above = propose(phone, committee)
    await phone.sync()
    assert phone.result(foreign) == "held" and phone.outcomes[foreign]["reason"] == "rights"
    assert phone.outcomes[above]["reason"] == "projects.owner"
    assert project not in phone.rows.get("project", {})
    assert (await phone.client.get(f"/api/projects/{project}/report")).status_code == 404
    assert (await phone.client.get("/api/projects")).status_code == 403
    narrowed = (await office.get("/api/projects", params={"org": general})).json()
    assert [one["owner_name"] for one in narrowed["items"]] == ["选煤中心党总支"]


async def test_leaders_approve_and_only_the_office_checks(demo_mine: Mine) -> None:
    phone, login = await phone_of(demo_mine), demo_mine.logins["committee_leader"]
    leader = await demo_mine.sign_in(login.login, login.password)
    project, _ = propose(phone, phone.branch())
    step(phone, project, "submit")
    await phone.sync()
    assert await decided(leader, project, "approve") == "approved"
    refused = await decide(leader, project, "check", text="督查")
    assert (refused.status_code, refused.json()["code"]) == (403, "rights.missing")
    back = step(phone, project, "withdraw")
    await phone.sync()
    assert phone.outcomes[back]["reason"] == "lifecycle.state"


async def test_two_who_write_one_proposal_keep_both_words_until_one_decides(demo_mine: Mine) -> None:
    phone, again = await phone_of(demo_mine), await phone_of(demo_mine)
    branch = phone.branch()
    project, _ = propose(phone, branch)
    await phone.sync()
    await again.sync()
    rev = phone.rows["project"][project]["rev"]
    other = [*PROPOSAL["milestones"], {"id": "m3", "text": "总结", "due_on": "2027-10-01"}]
    for one, title, milestones in ((phone, "甲", PROPOSAL["milestones"][:1]), (again, "乙", other)):
        edits = {"title": [PROPOSAL["title"], title], "milestones": [PROPOSAL["milestones"], milestones]}
        one.record("project.set.v1", project, rev, edits, owner=branch)
        await one.sync()
    sent = step(again, project, "submit")
    await again.sync()
    assert again.outcomes[sent]["reason"] == "projects.conflict"
    row = again.rows["project"][project]
    assert [one["id"] for one in row["milestones"]] == ["m1", "m3"], "what each did to the list stays"
    (conflict,) = [one for one in again.rows["conflict"].values() if one["row"] == project]
    assert (conflict["kept"], conflict["other"]) == ({"title": "乙"}, {"title": "甲"})
    again.record("conflict.resolve.v1", conflict["id"], conflict["rev"], choose="other")
    await again.sync()
    await phone.sync()
    await is_never_decided_by_what_the_proposal_could_not_hold(phone, again, project)
    sent = step(again, project, "submit")
    await again.sync()
    assert (again.result(sent), again.rows["project"][project]["title"]) == ("applied", "甲")


async def is_never_decided_by_what_the_proposal_could_not_hold(phone: HttpPhone, again: HttpPhone, project: str) -> None:
    """A third value is taken by the decoder of the proposal itself: what it refuses is told with the field's word, and changes nothing."""
    row = again.rows["project"][project]
    for one, text in ((phone, "甲的会审"), (again, "乙的会审")):
        named = [milestone | {"text": text} if milestone["id"] == "m1" else milestone for milestone in row["milestones"]]
        one.record("project.set.v1", project, row["rev"], {"milestones": [row["milestones"], named]}, owner=phone.branch())
        await one.sync()
    (conflict,) = [one for one in again.rows["conflict"].values() if one["field"] == "milestones"]
    known = (conflict["id"], conflict["rev"])
    stands = again.rows["project"][project]["milestones"]
    crafted = [[{"id": "m1"}], [{"id": "m1", "text": 5, "due_on": ""}], ["m1"], stands * 20]
    mids = [again.record("conflict.resolve.v1", *known, choose="value", value={"milestones": one}) for one in crafted]
    await again.sync()
    told = [again.outcomes[mid]["problem"] for mid in mids]
    assert {(one["code"], one["field"], one["title"]) for one in told} == {("projects.field", "milestones", "节点填写不对")}
    assert {one["detail"] for one in told} == {"必须填写。", "应为文字。", "应为一组内容。", "最多 30 项。"}
    assert again.rows["project"][project]["milestones"] == stands
    again.record("conflict.resolve.v1", *known, choose="value", value={"milestones": stands[:1]})
    await again.sync()
    assert again.rows["project"][project]["milestones"] == stands[:1]


async def test_a_sheet_of_projects_is_tried_and_then_taken_whole(demo_mine: Mine) -> None:
    office = await office_of(demo_mine)
    content = sheet(ROW, ["综采一区党支部", *ROW[1:]], ["没有的党支部", *ROW[1:]])
    tried = (await office.post("/api/projects/import", params={"dry_run": True}, content=content)).json()
    assert (tried["added"], len(tried["problems"])) == (2, 1)
    assert (await office.get("/api/projects")).json()["items"] == []
    taken = (await office.post("/api/projects/import", content=content)).json()
    again = (await office.post("/api/projects/import", content=content)).json()
    assert (taken["added"], again["added"], again["known"]) == (2, 0, 2)
    items = (await office.get("/api/projects", params={"list": "open"})).json()["items"]
    assert sorted((one["owner_name"], one["number"], one["state"]) for one in items) == [
        ("综采一区党支部", 2, "approved"),
        ("选煤中心党总支", 1, "approved"),
    ]
    assert {one["colour"] for one in items} == {"red"}, "the milestone of the sheet has passed"
    marked = await office.post("/api/projects/import/problems", content=content)
    assert marked.status_code == 200 and marked.content.startswith(b"PK")
    phone = await phone_of(demo_mine)
    assert (await phone.client.post("/api/projects/import", content=content)).status_code == 403
    await demo_mine.drain()
    assert (await office.get("/api/projects", params={"list": "open", "colour": "red"})).json()["items"] != []


async def test_a_slow_project_turns_yellow_and_red_and_its_owners_are_told(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    project, _ = propose(phone, phone.branch(), milestones=[{"id": "m1", "text": "方案会审", "due_on": "2026-11-17"}])
    step(phone, project, "submit")
    await phone.sync()
    await decided(office, project, "approve")
    await demo_mine.drain()
    for day, standing in (("2026-11-16 09:00", "warning"), ("2026-11-18 09:00", "overdue_provisional"), ("2026-11-21 09:00", "overdue")):
        demo_mine.clock.set(day)
        await demo_mine.drain()
        phone = await phone_of(demo_mine)
        assert phone.rows["project"][project]["standing"] == standing
        assert ("project_due", standing) in {(one["kind"], one["words"].get("state")) for one in phone.rows["notice"].values()}
