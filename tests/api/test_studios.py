"""An achievement goes from a phone to the office and into the stars of its people; studios count what they reached; sheets in and out."""

import uuid
from io import BytesIO
from typing import Any

import httpx
import openpyxl

from tests.api.phone import HttpPhone
from tests.api.test_held import revoked
from tests.api.test_review import office_of
from tests.api.test_sync import deputy_of, phone_of
from tests.engine.test_studio_rules import DRYING
from tests.mine import Mine
from tests.workbooks import take

TODAY = "2026-11-16"
QUARTER = "2026-Q4"


def people_of(phone: HttpPhone) -> list[dict[str, Any]]:
    """Members of the phone's branch who hold no post, by their numbers."""
    posts = {one["member"] for one in phone.rows["post"].values()}
    return sorted(
        (one for one in phone.rows["member"].values() if one["branch"] == phone.branch() and one["id"] not in posts),
        key=lambda one: one["employee_no"],
    )


def write(phone: HttpPhone, people: dict[str, int], **more: Any) -> str:
    """The achievement of the source, as a phone writes it; gives its id."""
    row = str(uuid.uuid4())
    told = DRYING | {"people": [{"id": one, "name": "", "share": share} for one, share in people.items()]} | more
    phone.record("achievement.set.v1", row, 0, {field: [None, value] for field, value in told.items()}, branch=phone.branch())
    return row


def move(phone: HttpPhone, row: str, act: str = "submit", text: str = "") -> int:
    """A step as a phone takes it."""
    return phone.record("achievement.move.v1", str(uuid.uuid4()), achievement=row, move=act, on=TODAY, text=text)


async def decide(office: httpx.AsyncClient, row: str, verb: str, text: str = "", **more: Any) -> httpx.Response:
    """The office's decision over the revision that stands."""
    seen = (await office.get(f"/api/achievements/{row}")).json()["achievement"]["rev"]
    return await office.post(f"/api/achievements/{row}/{verb}", json={"seen": seen, "text": text, **more})


async def stars_of(mine: Mine, member: str) -> list[tuple[str, int, str]]:
    """Rule, points and evidence of the member's lines of innovation in the running quarter."""
    await mine.drain()
    rows = await mine.database.fetch(
        """select l."rule", l."points_tenths", l."evidence" from "rating_line" l join "rating" r on r."id" = l."rating"
        where r."member" = {} and r."quarter" = {} and l."rule" in ('innovation.mine', 'innovation.company') and not l."deleted" """,
        member,
        QUARTER,
    )
    return [(row["rule"], row["points_tenths"], row["evidence"]) for row in rows]


async def test_an_achievement_is_written_returned_mended_recognised_and_counts_for_its_people(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    author, helper = people_of(phone)[:2]
    row = write(phone, {author["id"]: 60, helper["id"]: 30})
    early = move(phone, row)
    await phone.sync()
    assert phone.outcomes[early]["reason"] == "studios.people"
    assert phone.rows["achievement"][row]["people"][0]["name"] == author["name"], "people are called as the roster calls them"
    for of in (row, f"{row}/files"):
        assert (await office.get(f"/api/achievements/{of}")).status_code == 404, "a draft is the branch's alone"
    shown = phone.rows["achievement"][row]
    whole = [{"id": author["id"], "name": "", "share": 60}, {"id": helper["id"], "name": "", "share": 40}]
    phone.record("achievement.set.v1", row, shown["rev"], {"people": [shown["people"], whole]}, branch=phone.branch())
    filed = move(phone, row)
    await phone.sync()
    assert phone.result(filed) == "applied", phone.outcomes[filed]
    late = phone.record("achievement.set.v1", row, shown["rev"], {"title": [None, "改名"]}, branch=phone.branch())
    await phone.sync()
    assert phone.outcomes[late]["reason"] == "studios.state"

    assert (await decide(office, row, "return")).json()["code"] == "lifecycle.missing"
    stale = await office.post(f"/api/achievements/{row}/approve", json={"seen": 1})
    assert (stale.status_code, stale.json()["code"]) == (409, "studios.changed")
    assert (await decide(office, row, "return", "请附测算依据")).json()["state"] == "returned"
    await demo_mine.drain()
    await phone.sync()
    assert move(phone, row) and await phone.sync()
    assert (await decide(office, row, "approve", level="company")).json() == {"achievement": row, "state": "approved"}
    lines = await stars_of(demo_mine, author["id"])
    assert [(rule, points) for rule, points, _ in lines] == [("innovation.company", 70)]
    assert f'"id":"{row}"' in lines[0][2] and '"table":"achievement"' in lines[0][2], "the line leads to the achievement itself"
    assert len(await stars_of(demo_mine, helper["id"])) == 1
    await phone.sync()
    acts = [one["act"] for one in sorted(phone.rows["achievement_step"].values(), key=lambda one: one["place"]) if one["achievement"] == row]
    assert acts == ["submit", "return", "submit", "approve"]
    told = {(one["kind"], one["words"].get("state")) for one in phone.rows["notice"].values() if one["kind"].startswith("achievement")}
    assert told == {("achievement_decided", "returned"), ("achievement_decided", "approved")}

    assert (await decide(office, row, "revoke", "数据不实")).json()["state"] == "withdrawn"
    assert await stars_of(demo_mine, author["id"]) == []


async def test_a_fact_that_follows_from_an_achievement_is_not_withdrawn_by_itself(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    author = people_of(phone)[0]
    row = write(phone, {author["id"]: 100})
    move(phone, row)
    await phone.sync()
    await decide(office, row, "approve")
    await demo_mine.drain()
    (fact,) = (await office.get("/api/facts", params={"quarter": QUARTER, "kind": "achievement"})).json()["facts"]
    assert (fact["member"], fact["grade"], fact["on"], fact["text"]) == (author["id"], "mine", TODAY, DRYING["title"])
    refused = await office.post(f"/api/facts/{fact['id']}/withdraw", json={"reason": "录错"})
    assert (refused.status_code, refused.json()["code"]) == (400, "facts.of_record")


async def test_a_studio_counts_its_years_achievements_and_contestants_and_reports_its_quarter(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    author, helper = people_of(phone)[:2]
    studio = str(uuid.uuid4())
    stays = [{"member": one["id"], "from_on": "2026-01-01", "leads": one is author} for one in (author, helper)]
    body = {"rev": 0, "org": phone.branch(), "name": "综采一区创新工作室", "people": stays}
    assert (await office.put(f"/api/studios/{studio}", json=body)).status_code == 200
    assert (await office.put(f"/api/studios/{studio}", json=body)).json()["code"] == "studios.changed"
    await demo_mine.drain()
    await phone.sync()
    done = {one["key"]: (one["target"], len(one["records"])) for one in phone.rows["studio_year"].popitem()[1]["done"]}
    assert done == {"theory": (1, 0), "technical": (4, 0), "contestant": (1, 0), "proposal": (0, 0)}
    rows = [
        write(phone, {author["id"]: 100}, studio=studio, kind=kind, done_on=on)
        for kind, on in (("technical", "2026-11-01"), ("theory", "2026-05-01"))
    ]
    rows.append(write(phone, {author["id"]: 100}, studio=studio, title="还在审的", done_on="2026-11-02"))
    for row in rows:
        move(phone, row)
    await phone.sync()
    for row in rows[:2]:
        await decide(office, row, "approve")
    rank = {"member": helper["id"], "kind": "contest", "on": "2026-09-10", "grade": "second", "text": "矿技能比武 维修电工"}
    assert (await office.post("/api/facts", json=rank)).status_code == 200
    assert (await office.put(f"/api/studios/{studio}/years/2026", json={"targets": {"technical": 2}})).status_code == 200
    await demo_mine.drain()
    detail = (await office.get(f"/api/studios/{studio}", params={"year": 2026})).json()
    goals = {one["key"]: (one["target"], one["usual"], len(one["records"])) for one in detail["studio"]["year"]["goals"]}
    assert goals == {"theory": (1, True, 1), "technical": (2, False, 1), "contestant": (1, True, 1), "proposal": (0, True, 0)}
    assert detail["studio"]["year"]["yuan"] == 2 * DRYING["yuan"]
    (line,) = (await take(office, "/api/studios/export", year=2026)).page("创新工作室")
    titles = {one["key"]: one["title"] for one in detail["studio"]["year"]["goals"]}
    told = {key: (line[f"{title} 目标"], line[f"{title} 完成"]) for key, title in titles.items()}
    assert told == {key: (target, done) for key, (target, _, done) in goals.items()}
    assert (line["工作室"], line["负责人"], line["成员"], line["年创效（元）"]) == (body["name"], author["name"], helper["name"], 2 * DRYING["yuan"])
    assert (await phone.client.get("/api/studios/export")).status_code == 403
    report = (await office.get(f"/api/studios/{studio}/report/{QUARTER}")).json()
    assert ([one["achievement"] for one in report["achievements"]], [one["title"] for one in report["under_way"]]) == ([rows[0]], ["还在审的"])
    assert report["yuan"] == DRYING["yuan"]
    assert (await office.get(f"/api/studios/{studio}/report/2026-Q9")).json()["code"] == "studios.quarter"
    ledger = (await office.get(f"/api/ledger/{phone.branch()}", params={"period": "2026"})).json()
    told = {one["name"]: {count["what"]: count["number"] for count in one["counts"]} for one in ledger["sections"]}
    assert told["achievements"] == {"approved": 2, "wan_yuan": 800, "waiting": 1}
    found = (await office.get("/api/search", params={"q": "创新工作室"})).json()
    assert studio in str(found)


async def test_two_phones_that_write_one_achievement_keep_both_values_until_someone_decides(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    author = people_of(phone)[0]
    row = write(phone, {author["id"]: 100})
    await phone.sync()
    deputy = await deputy_of(demo_mine, phone.branch())
    base = phone.rows["achievement"][row]
    phone.record(
        "achievement.set.v1", row, base["rev"], {"title": [base["title"], "甲"], "measure": [base["measure"], "用时"]}, branch=phone.branch()
    )
    other = deputy.record(
        "achievement.set.v1", row, base["rev"], {"title": [base["title"], "乙"], "level": ["mine", "company"]}, branch=phone.branch()
    )
    await phone.sync()
    await deputy.sync()
    assert deputy.result(other) == "conflict"
    held_up = move(phone, row)
    await phone.sync()
    assert phone.outcomes[held_up]["reason"] == "studios.conflict"
    (conflict,) = [one for one in phone.rows["conflict"].values() if one["row"] == row]
    phone.record("conflict.resolve.v1", conflict["id"], conflict["rev"], choose="other")
    filed = move(phone, row)
    await phone.sync()
    assert phone.result(filed) == "applied"
    stands = phone.rows["achievement"][row]
    assert (stands["measure"], stands["level"], stands["title"] in ("甲", "乙")) == ("用时", "company", True)


async def test_whose_post_ended_is_held_and_others_are_refused(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    member = await phone_of(demo_mine, "member")
    author = people_of(phone)[0]
    row = str(uuid.uuid4())
    mid = member.record("achievement.set.v1", row, 0, {"title": [None, "自荐"]}, branch=phone.branch())
    await member.sync()
    assert (member.result(mid), member.outcomes[mid]["reason"]) == ("held", "rights")
    assert (await member.client.get("/api/achievements")).status_code == 403
    await revoked(demo_mine, phone)
    write(phone, {author["id"]: 100})
    await phone.sync()
    assert phone.result(1) == "held"
    assert len((await office.get("/api/held")).json()["items"]) == 2


async def test_recognised_achievements_come_from_a_sheet_and_go_out_as_one(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    author, helper = people_of(phone)[:2]
    told = {"成果名称": "风流干燥法", "成果类型": "技术创新成果", "认定级别": "矿级", "完成日期": "2026-05-20", "党支部": "综采一区党支部"}
    told |= {"做法和成效": "用压风吹干", "完成人": f"{author['employee_no']} {author['name']} 60%；{helper['employee_no']} 40%"}
    told |= {
        "衡量什么": "影响时间",
        "改进前": "10多",
        "改进后": 1,
        "单位": "小时",
        "年创效（万元）": 1234.5678,
        "创效方式": "间接创效",
        "测算依据": "按产量",
    }
    wrong = [{"完成人": "不认识的人"}, {"认定级别": "国家级"}, {"党支部": "没有的支部"}, {"完成人": f"{author['employee_no']} 70%"}]
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(list(told))
    for row in (told, *({**told, "成果名称": f"不对 {at}", **one} for at, one in enumerate(wrong))):
        page.append([row[title] for title in told])
    out = BytesIO()
    book.save(out)

    async def hand_in(dry_run: bool) -> dict[str, Any]:
        headers = {"Content-Type": "application/octet-stream"}
        answer = await office.post("/api/achievements/import", params={"dry_run": dry_run}, content=out.getvalue(), headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    trial = await hand_in(True)
    assert (trial["added"], [(one["row"], one["column"]) for one in trial["problems"]]) == (
        1,
        [(3, "完成人"), (4, "认定级别"), (5, "党支部"), (6, "完成人")],
    )
    assert (await office.get("/api/achievements")).json()["items"] == []
    assert [(one["added"], one["known"]) for one in (await hand_in(False), await hand_in(False))] == [(1, 0), (0, 1)]
    (one,) = (await office.get("/api/achievements")).json()["items"]
    assert (one["effect"], one["yuan"]) == ("影响时间由10多小时变为1小时，间接创效1234.57万元/年", 12_345_678)
    assert [(person["name"], person["share"]) for person in one["people"]] == [(author["name"], 60), (helper["name"], 40)]
    assert len(await stars_of(demo_mine, helper["id"])) == 1
    exported = await take(office, "/api/achievements/export")
    (row,) = exported.page("创新成果")
    assert (row["成果名称"], row["年创效（万元）"], row["状态"]) == ("风流干燥法", "1234.5678", "已通过")
    assert (await office.get("/api/achievements/template")).status_code == 200
