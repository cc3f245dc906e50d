"""Ranks, attendance and mentor pairs count for the skills of the stars, each line by its record; branches mark underground; sheets in and out."""

import uuid
from io import BytesIO
from typing import Any

import httpx
import openpyxl

from server.domain import training
from sync.plan import Need
from tests.api.phone import HttpPhone
from tests.api.test_held import revoked
from tests.api.test_review import office_of
from tests.api.test_studios import QUARTER, TODAY, people_of
from tests.api.test_sync import deputy_of, phone_of
from tests.mine import Mine
from tests.workbooks import take

_SKILLS = """select l."rule", l."points_tenths", l."evidence" from "rating_line" l join "rating" r on r."id" = l."rating"
    where r."member" = {} and r."quarter" = {} and l."dimension" = 'skills' and l."evidence" <> '[]' and not l."deleted" order by l."rule" """


async def skills_of(mine: Mine, member: str, quarter: str = QUARTER) -> dict[str, tuple[int | None, str]]:
    """Rule -> points and evidence of the member's lines of skills that rest on something."""
    await mine.drain()
    return {row["rule"]: (row["points_tenths"], row["evidence"]) for row in await mine.database.fetch(_SKILLS, member, quarter)}


async def held(office: httpx.AsyncClient, **more: Any) -> str:
    """A contest of the mine; gives its id."""
    contest = str(uuid.uuid4())
    body = {"rev": 0, "title": "矿技能比武", "held_on": "2026-11-10", "trades": ["维修电工", "钳工"], **more}
    assert (await office.put(f"/api/contests/{contest}", json=body)).status_code == 200
    return contest


async def arranged(office: httpx.AsyncClient, layer: str, org: str, held_on: str = TODAY) -> str:
    """A session of a new course; gives its id."""
    course, session = str(uuid.uuid4()), str(uuid.uuid4())
    body = {"rev": 0, "layer": layer, "org": org, "title": "安全规程培训", "subject": "新修订的内容"}
    answers = [await office.put(f"/api/courses/{course}", json=body)]
    answers.append(await office.put(f"/api/courses/{course}/sessions/{session}", json={"held_on": held_on, "place": "培训中心"}))
    assert [one.status_code for one in answers] == [200, 200], answers[0].text
    return session


def mark(phone: HttpPhone, session: str, marks: dict[str, list[str | None]]) -> int:
    """A roll call as a phone tells it: member -> status seen, status, reason."""
    return phone.record("training.mark.v1", session, branch=phone.branch(), marks=marks)


async def test_a_rank_counts_for_the_skills_by_its_record_until_it_is_taken_away(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    one = people_of(phone)[0]
    contest = await held(office)
    asked = {"member": one["id"], "trade": "维修电工", "rank": "second"}
    assert (await office.post(f"/api/contests/{contest}/results", json={**asked, "trade": "瓦工"})).json()["code"] == "training.trade"
    (shown,) = (await office.post(f"/api/contests/{contest}/results", json=asked)).json()["contests"]
    (result,) = shown["results"]
    assert (result["name"], result["rank"], result["branch"]) == (one["name"], "second", phone.branch())
    points, evidence = (await skills_of(demo_mine, one["id"]))["skills.second"]
    assert points == 50 and f'"id":"{result["result"]}"' in evidence and '"table":"contest_result"' in evidence
    (fact,) = (await office.get("/api/facts", params={"quarter": QUARTER, "kind": "contest"})).json()["facts"]
    refused = await office.post(f"/api/facts/{fact['id']}/withdraw", json={"reason": "录错"})
    assert refused.json()["code"] == "facts.of_record"
    await phone.sync()
    assert phone.rows["contest_result"][result["result"]]["title"] == "矿技能比武"

    renamed = {"rev": shown["rev"], "title": "矿职工比武", "held_on": "2026-11-10", "trades": ["维修电工"]}
    assert (await office.put(f"/api/contests/{contest}", json={**renamed, "trades": ["钳工"]})).json()["code"] == "training.trades"
    assert (await office.put(f"/api/contests/{contest}", json=renamed)).status_code == 200
    assert (await office.put(f"/api/contests/{contest}", json=renamed)).json()["code"] == "training.changed"
    assert "矿职工比武" in (await skills_of(demo_mine, one["id"]))["skills.second"][1]
    assert (await office.post(f"/api/contests/{contest}/remove")).json()["code"] == "training.in_use"
    assert (await office.post(f"/api/contest-results/{result['result']}/remove")).status_code == 200
    assert "skills.second" not in await skills_of(demo_mine, one["id"])
    assert (await office.post(f"/api/contests/{contest}/results", json=asked)).status_code == 200
    assert "skills.second" in await skills_of(demo_mine, one["id"]), "what was removed and entered anew counts again"
    assert (await office.post(f"/api/contest-results/{result['result']}/remove")).status_code == 200
    assert (await office.post(f"/api/contests/{contest}/remove")).json()["contests"] == []


async def test_a_branch_holds_a_session_underground_marks_it_and_whoever_makes_it_up_counts(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    first, second, third = people_of(phone)[:3]
    session = str(uuid.uuid4())
    told: dict[str, Any] = {"branch": phone.branch(), "title": "岗位安全规程", "held_on": TODAY, "place": "班前会议室", "lecturer": "技术员"}
    phone.record("training_session.set.v1", session, **told)
    marked = mark(phone, session, {first["id"]: [None, "present", ""], second["id"]: [None, "leave", "当班"], third["id"]: [None, "absent", "无故"]})
    early = mark(phone, session, {first["id"]: [None, "leave", " "]})
    await phone.sync()
    assert (phone.result(marked), phone.outcomes[early]["reason"]) == ("applied", "training.marks")
    lines = [await skills_of(demo_mine, one["id"]) for one in (first, second, third)]
    assert [{rule: points for rule, (points, _) in one.items()} for one in lines] == [{"skills.attended": 30}, {}, {"skills.absent": -10}]
    row = next(one for one in phone.rows["training_mark"].values() if one["member"] == first["id"])
    assert f'"id":"{row["id"]}"' in lines[0]["skills.attended"][1] and '"table":"training_mark"' in lines[0]["skills.attended"][1]

    deputy = await deputy_of(demo_mine, phone.branch())
    mark(deputy, session, {one["id"]: [seen, "made_up", "次日补课"] for one, seen in ((second, "leave"), (third, "absent"))})
    await deputy.sync()
    for one in (second, third):
        assert {rule: points for rule, (points, _) in (await skills_of(demo_mine, one["id"])).items()} == {"skills.attended": 30}
    detail = (await office.get(f"/api/training-sessions/{session}")).json()
    assert {one["name"]: one["status"] for one in detail["marks"]} == {first["name"]: "present", second["name"]: "made_up", third["name"]: "made_up"}
    assert (await office.get("/api/courses")).json()["own"][0]["marked"] == 1
    await demo_mine.drain()
    before = await demo_mine.database.fetch('select * from "fact" order by "id"')
    await training.rebuild(demo_mine.replication)
    await demo_mine.drain()
    assert await demo_mine.database.fetch('select * from "fact" order by "id"') == before


async def test_a_branch_takes_back_its_own_session_and_the_marks_count_no_longer(demo_mine: Mine) -> None:
    """With a reason, which stays; neither one of the office's, nor by somebody who was marked at it."""
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    one, member = people_of(phone)[0]["id"], (await phone.client.get("/api/me")).json()["member"]
    deputy = await deputy_of(demo_mine, phone.branch())
    session, theirs = str(uuid.uuid4()), await arranged(office, "branch", phone.branch())
    phone.record("training_session.set.v1", session, branch=phone.branch(), title="岗位安全规程", held_on=TODAY)
    mark(phone, session, {one: [None, "present", ""]})
    await phone.sync()
    await deputy.sync()
    mark(deputy, session, {member: [None, "present", ""]})
    await deputy.sync()
    assert {"skills.attended"} == (await skills_of(demo_mine, one)).keys() == (await skills_of(demo_mine, member)).keys()

    def cancel(by: HttpPhone, row: str, reason: str = "没有办成") -> int:
        return by.record("training_session.cancel.v1", row, branch=phone.branch(), reason=reason)

    refused = [cancel(phone, session), cancel(phone, theirs)]
    await phone.sync()
    assert [phone.outcomes[mid]["reason"] for mid in refused] == ["rights.own_case", "training.session"]
    silent, done = cancel(deputy, session, " "), cancel(deputy, session)
    await deputy.sync()
    assert (deputy.outcomes[silent]["reason"], deputy.result(done)) == ("training.reason", "applied")
    assert await skills_of(demo_mine, one) == await skills_of(demo_mine, member) == {}
    late = [mark(phone, session, {one: [None, "present", ""]}), cancel(phone, session)]
    late.append(phone.record("training_session.set.v1", session, branch=phone.branch(), title="改名", held_on=TODAY))
    await phone.sync()
    assert {phone.outcomes[mid]["problem"]["title"] for mid in late} == {"已经取消"}
    (told,) = (await office.get("/api/courses")).json()["own"]
    assert (told["cancel_reason"], told["marks"], phone.rows["training_session"][session]["cancel_reason"]) == ("没有办成", [], "没有办成")
    assert (await office.get(f"/api/training-sessions/{session}")).json()["marks"] == []


async def test_courses_reach_the_branches_of_their_layer_and_are_marked_by_them_alone(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    member = people_of(phone)[0]["id"]
    listed = (await office.get("/api/courses")).json()
    assert [(one["key"], one["is_confirmed"]) for one in listed["layers"]] == [("mine", False), ("general_branch", False), ("branch", False)]
    place = {one["kind"]: one["id"] for one in listed["orgs"] if one["id"] != phone.branch()}
    wrong = {"rev": 0, "layer": "branch", "org": place["committee"], "title": "走错层级"}
    assert (await office.put(f"/api/courses/{uuid.uuid4()}", json=wrong)).json()["code"] == "training.org"
    own, elsewhere = await arranged(office, "branch", phone.branch()), await arranged(office, "branch", place["branch"])
    every, ahead = await arranged(office, "mine", place["committee"]), await arranged(office, "mine", place["committee"], "2026-12-01")
    await demo_mine.drain()
    await phone.sync()
    assert {own, every, ahead} <= phone.rows["training_session"].keys() and elsewhere not in phone.rows["training_session"]
    mids = [mark(phone, session, {member: [None, "present", ""]}) for session in (own, every, ahead, elsewhere)]
    stranger = mark(phone, own, {next(iter(await _strangers(demo_mine, phone))): [None, "present", ""]})
    changed = phone.record("training_session.set.v1", own, 0, branch=phone.branch(), title="改名", held_on=TODAY)
    await phone.sync()
    told = [phone.outcomes[mid].get("reason") for mid in (*mids, stranger, changed)]
    assert told == [None, None, "training.held_on", "training.session", "training.member", "training.session"]
    assert {one["kind"] for one in phone.rows["notice"].values()} >= {"training_called"}
    detail = (await office.get(f"/api/training-sessions/{every}")).json()
    assert (detail["session"]["marked"], len(detail["unmarked"])) == (1, detail["session"]["branches"] - 1)
    assert (await office.post(f"/api/training-sessions/{every}/remove")).json()["code"] == "training.in_use"
    assert (await office.post(f"/api/training-sessions/{ahead}/remove")).status_code == 200
    colleague = await phone_of(demo_mine, "member")
    assert every in colleague.rows["training_session"] and own not in colleague.rows["training_session"]
    await _follow_the_tree(demo_mine, office, place["committee"])


async def _follow_the_tree(mine: Mine, office: httpx.AsyncClient, committee: str) -> None:
    """A course for what stands directly below the committee stays with that when a branch is dissolved; one for the mine is for all."""
    for layer, column, value in (("general_branch", "parent", committee), ("mine", "kind", "branch")):
        session = await arranged(office, layer, committee, "2026-12-02")
        query = f"""select "id" from "organisation" where "kind" = 'branch' and "closed_on" is null and "{column}" = {{}} order by "id" """
        *reached, closing = [row["id"] for row in await mine.database.fetch(query, value)]
        async with mine.replication.write(None, "a branch is dissolved") as unit:
            unit.put("organisation", closing, {"closed_on": "2026-11-16"})
        await mine.drain()
        row = (await mine.replication.store.load(Need("training_session", (session,))))[0]
        assert row.values["branches"] == reached, layer


async def _strangers(mine: Mine, phone: HttpPhone) -> list[str]:
    rows = await mine.database.fetch('select "id" from "member" where "branch" <> {} limit 1', phone.branch())
    return [row["id"] for row in rows]


async def test_a_mentor_pair_counts_while_it_runs_and_when_the_apprentice_passed(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    mentor, apprentice = people_of(phone)[:2]
    pair = str(uuid.uuid4())
    body = {"rev": 0, "mentor": mentor["id"], "apprentice": apprentice["id"], "trade": "维修电工", "goal": "独立顶岗", "from_on": "2026-08-01"}
    body |= {"to_on": "2027-07-31"}
    assert (await office.put(f"/api/mentor-pairs/{pair}", json={**body, "apprentice": mentor["id"]})).json()["code"] == "training.apprentice"
    (shown,) = (await office.put(f"/api/mentor-pairs/{pair}", json=body)).json()["pairs"]
    assert (shown["mentor_name"], shown["apprentice_name"], shown["branch"]) == (mentor["name"], apprentice["name"], phone.branch())
    points, evidence = (await skills_of(demo_mine, mentor["id"]))["skills.running"]
    assert points == 20 and f'"id":"{pair}"' in evidence and '"table":"mentor_pair"' in evidence
    assert await skills_of(demo_mine, apprentice["id"]) == {}
    facts = await _facts_of(demo_mine, pair)
    assert facts == [("2026-08-01", "running"), ("2026-10-01", "running")]

    passed = {**body, "rev": shown["rev"], "result": "passed", "ended_on": TODAY}
    assert (await office.put(f"/api/mentor-pairs/{pair}", json=passed)).status_code == 200
    lines = await skills_of(demo_mine, mentor["id"])
    assert (lines["skills.passed"][0], "skills.running" in lines) == (40, False)
    await phone.sync()
    assert phone.rows["mentor_pair"][pair]["result"] == "passed"
    assert (await office.post(f"/api/mentor-pairs/{pair}/remove")).json()["pairs"] == []
    assert await skills_of(demo_mine, mentor["id"]) == {}
    assert await _facts_of(demo_mine, pair) == []


async def _facts_of(mine: Mine, pair: str) -> list[tuple[str, str]]:
    await mine.drain()
    rows = await mine.database.fetch(
        'select "on", "grade" from "fact" where "source" = {} and "withdrawn_at" is null order by "on"', f"record:mentor_pair/{pair}"
    )
    return [(row["on"], row["grade"]) for row in rows]


async def test_who_may_not_is_held_or_refused(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    person = people_of(phone)[0]
    member = await phone_of(demo_mine, "member")
    session = await arranged(office, "branch", phone.branch())
    mid = member.record("training.mark.v1", session, branch=phone.branch(), marks={person["id"]: [None, "present", ""]})
    await member.sync()
    assert (member.result(mid), member.outcomes[mid]["reason"]) == ("held", "rights")
    for path in ("contests", "courses", "mentor-pairs", f"training-sessions/{session}", "training/export", "training-layers"):
        assert (await member.client.get(f"/api/{path}")).status_code == 403, path
    await revoked(demo_mine, phone)
    late = mark(phone, session, {person["id"]: [None, "present", ""]})
    await phone.sync()
    assert phone.result(late) == "held"


async def test_ranks_come_from_a_sheet_and_everything_goes_out_as_one(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    first, second = people_of(phone)[:2]
    session = await arranged(office, "branch", phone.branch())
    mark(phone, session, {first["id"]: [None, "absent", "无故"]})
    await phone.sync()
    rows = [["比武名称", "日期", "工种", "工号", "姓名", "党支部", "名次"]]
    rows += [["矿比武", "2026-11-02", "钳工", one["employee_no"], one["name"], "", rank] for one, rank in ((first, "第一名"), (second, "参加"))]
    rows += [
        ["矿比武", "2026-11-02", "钳工", "J999999", "没有此人", "", "第二名"],
        ["矿比武", "2026-12-02", "钳工", first["employee_no"], first["name"], "", "冠军"],
    ]
    book = openpyxl.Workbook()
    page: Any = book.active
    for row in rows:
        page.append(row)
    out = BytesIO()
    book.save(out)

    async def hand_in(content: bytes, dry_run: bool = False) -> dict[str, Any]:
        headers = {"Content-Type": "application/octet-stream"}
        answer = await office.post("/api/contests/import", params={"dry_run": dry_run}, content=content, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    trial = await hand_in(out.getvalue(), True)
    assert (trial["added"], [(one["row"], one["column"]) for one in trial["problems"]]) == (2, [(4, "姓名"), (5, "名次")])
    assert (await office.get("/api/contests")).json()["contests"] == []
    assert [(one["added"], one["known"]) for one in (await hand_in(out.getvalue()), await hand_in(out.getvalue()))] == [(2, 0), (0, 2)]
    assert (await skills_of(demo_mine, first["id"]))["skills.first"][0] == 60
    exported = await take(office, "/api/training/export", year="2026")
    assert [row["名次"] for row in exported.page("技能比武")] == ["第一名", "参加"]
    (row,) = exported.page("培训出勤")
    assert (row["姓名"], row["出勤"], row["事由"]) == (first["name"], "缺席", "无故")
    again = await office.get("/api/training/export")
    assert (await hand_in(again.content))["known"] == 2, "what went out comes in again"
    assert (await office.get("/api/contests/template")).status_code == 200


async def test_training_is_told_in_the_ledger_found_and_its_layers_are_settings_with_a_reason(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    one = people_of(phone)[0]
    contest = await held(office)
    await office.post(f"/api/contests/{contest}/results", json={"member": one["id"], "trade": "钳工", "rank": "third"})
    session = await arranged(office, "branch", phone.branch())
    mark(phone, session, {one["id"]: [None, "present", ""]})
    await phone.sync()
    await demo_mine.drain()
    for page, name in ((phone.branch(), "training"), (f"members/{one['id']}", "own_training")):
        answer = await office.get(f"/api/ledger/{page}", params={"period": "2026"})
        (told,) = [section for section in answer.json()["sections"] if section["name"] == name]
        assert {count["what"]: count["number"] for count in told["counts"]} == {"ranks": 1, "attended": 1, "pairs": 0}
    found = {group["kind"]: group["hits"][0]["route"] for group in (await office.get("/api/search", params={"q": "安全规程培训"})).json()["groups"]}
    assert found["course"].startswith("training/courses/")
    named = (await office.get("/api/search", params={"q": one["name"], "kind": "contest"})).json()["groups"]
    assert named[0]["hits"][0]["route"] == f"training/contests/{contest}"
    body = {"title": "矿级集中培训", "reach": "mine", "reason": "按培训计划"}
    assert (await office.put("/api/training-layers/mine", json=body)).json()["is_confirmed"] is True
    assert (await office.put("/api/training-layers/Mine", json=body)).json()["code"] == "training.layer"
    (change,) = (await office.get("/api/audit", params={"matter": "choice"})).json()["entries"]
    assert (change["title"], change["reason"]) == ("矿级集中培训", "按培训计划")
