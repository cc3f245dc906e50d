"""A visit goes from a guide's phone to the office and becomes an order; who sees and may do what; assignments, sheets, figures and paper."""

import uuid
from typing import Any

import httpx

from server.domain import guides
from server.domain.dispatch.policy import TURNING
from server.domain.guides.jobs import remind
from tests.api.phone import HttpPhone
from tests.api.test_projects import ask, secretary_of
from tests.api.test_review import office_of
from tests.api.test_sync import phone_of
from tests.engine.test_guide_rules import sheet
from tests.mine import Mine
from tests.workbooks import take

TODAY, FROM = "2026-11-16", "2026-10-01"
OTHER, THIRD = "综采二区党支部", "掘进一区党支部"


class Place:
    """A branch that is guided by the demo's secretary: phone of the guide, the office, the branch and the assignment."""

    def __init__(self, phone: HttpPhone, office: httpx.AsyncClient, org: str, assignment: str) -> None:
        self.phone, self.office, self.org, self.assignment = phone, office, org, assignment

    def visit(self, visit: str | None = None, assignment: str | None = None, **said: Any) -> tuple[str, int]:
        """A visit recorded on the guide's phone; gives it and the number of the mutation."""
        row = visit or str(uuid.uuid4())
        fields = {"on": TODAY, "function": "function_1", "way": "way_2", "text": "参加支部党员大会"} | said
        asked = {"assignment": assignment or self.assignment, "org": self.org}
        return row, self.phone.record("visit.set.v1", row, 0, {field: [None, value] for field, value in fields.items()}, **asked)

    def found(self, visit: str, text: str) -> tuple[str, int]:
        row = str(uuid.uuid4())
        return row, self.phone.record("visit.found.v1", row, 0, {"text": [None, text]}, visit=visit)

    def follow(self, problem: str, move: str, text: str = "书记说本周补齐") -> int:
        return self.phone.record("visit.follow.v1", str(uuid.uuid4()), problem=problem, move=move, on=TODAY, text=text)

    async def move(self, visit: str, move: str, **given: Any) -> httpx.Response:
        """A step of the office over the story as it stands."""
        steps = (await self.office.get(f"/api/visits/{visit}")).json()["steps"]
        return await self.office.post(f"/api/visits/{visit}/move", json={"move": move, "seen": steps[-1]["step"] if steps else "", **given})


async def place_of(mine: Mine, from_on: str = FROM) -> Place:
    await guides.seed(mine.replication)
    phone, office = await phone_of(mine), await office_of(mine)
    org = await ask(mine, 'select "id" from "organisation" where "name" = {}', OTHER)
    member = (await phone.client.get("/api/me")).json()["member"]
    asked = {"member": member, "team": "liaison", "org": org, "from_on": from_on, "reason": "矿党委统一安排"}
    answer = await office.post("/api/guides/assignments", json=asked)
    assert answer.status_code == 200, answer.text
    again = await office.post("/api/guides/assignments", json=asked)
    assert again.json()["assignment"] == answer.json()["assignment"], "asked for twice, it is once"
    await phone.sync()
    return Place(phone, office, org, answer.json()["assignment"])


async def test_a_visit_is_recorded_reviewed_and_its_problem_becomes_an_order(demo_mine: Mine) -> None:
    place = await place_of(demo_mine)
    theirs = await secretary_of(demo_mine, place.office, place.org)
    assert place.assignment in place.phone.rows["guide_assignment"]
    visit, written = place.visit()
    problem, noted = place.found(visit, "决议没有写负责人")
    place.follow(problem, "follow")
    await place.phone.sync()
    assert [place.phone.result(mid) for mid in (written, noted)] == ["applied", "applied"]
    row = place.phone.rows["visit"][visit]
    assert (row["org_name"], row["team"], row["state"], row["branches"]) == (OTHER, "liaison", "filed", [place.org])

    await demo_mine.drain()
    await theirs.sync()
    assert theirs.rows["visit"][visit]["text"] == "参加支部党员大会" and problem in theirs.rows["visit_problem"]
    assert "visit_recorded" in {one["kind"] for one in theirs.rows["notice"].values()}
    await place.phone.sync()
    assert "guide_assigned" in {one["kind"] for one in place.phone.rows["notice"].values()}
    foreign = theirs.record("visit.follow.v1", str(uuid.uuid4()), problem=problem, move="solve", on=TODAY, text="自己说已解决")
    await theirs.sync()
    assert theirs.outcomes[foreign]["reason"] == "guides.theirs"

    order = await becomes_an_order(place, visit, problem)
    await is_reviewed(place, visit, problem)
    await demo_mine.drain()
    await is_told_elsewhere(place, visit)
    await costs_what_every_order_costs(demo_mine, place, order)


async def becomes_an_order(place: Place, visit: str, problem: str) -> str:
    """Words and deadline are needed; sent again it is the same; the branch's phone has it as any order."""
    silent = await place.move(visit, "order", problem=problem, text="请补上负责人")
    assert (silent.status_code, silent.json()["field"]) == (400, "due_on")
    stale = await place.office.post(f"/api/visits/{visit}/move", json={"move": "order", "seen": "before", "problem": problem})
    assert (stale.status_code, stale.json()["code"]) == (409, "guides.changed")
    made = await place.move(visit, "order", problem=problem, text="请补上负责人和期限", due_on="2026-11-30")
    assert made.status_code == 200, made.text
    order = made.json()["order"]
    shown = (await place.office.get(f"/api/orders/{order}")).json()
    assert OTHER in str(shown) and "请补上负责人和期限" in str(shown)
    story = (await place.office.get(f"/api/visits/{visit}")).json()
    (told,) = story["problems"]
    assert (told["state"], told["order"], told["order_state"]) == ("ordered", order, "issued")
    again = await place.move(visit, "order", problem=problem, text="再来一次", due_on="2026-11-30")
    assert (again.status_code, again.json()["code"]) == (409, "lifecycle.state")
    return order


async def is_reviewed(place: Place, visit: str, problem: str) -> None:
    """Amended until then, not after; the problem is followed up after it too; sent back, it may be amended again."""
    await place.phone.sync()
    rev = place.phone.rows["visit"][visit]["rev"]
    asked = {"assignment": place.assignment, "org": place.org}
    amended = place.phone.record("visit.set.v1", visit, rev, {"text": ["参加支部党员大会", "参加支部党员大会，查看台账"]}, **asked)
    await place.phone.sync()
    assert place.phone.result(amended) == "applied"
    assert (await place.move(visit, "review")).json()["state"] == "reviewed"
    await place.phone.sync()
    rev = place.phone.rows["visit"][visit]["rev"]
    late = place.phone.record("visit.set.v1", visit, rev, {"text": ["参加支部党员大会，查看台账", "别的"]}, **asked)
    solved = place.follow(problem, "solve", "已补齐，现场看过")
    await place.phone.sync()
    assert place.phone.outcomes[late]["reason"] == "guides.reviewed" and place.phone.result(solved) == "applied"
    assert (await place.move(visit, "reopen", text="请写明参加人数")).json()["state"] == "filed"


async def is_told_elsewhere(place: Place, visit: str) -> None:
    """In figures, in a workbook, on paper, in the search and in the ledger."""
    table = (await place.office.get("/api/guides/coverage")).json()
    (line,) = [one for one in table["items"] if one["org"] == place.org]
    assert [(one["month"], one["standing"]) for one in line["months"]] == [("2026-10", "missed"), ("2026-11", "covered")]
    assert THIRD in table["alone"] and OTHER not in table["alone"]
    quarter = (await place.office.get("/api/guides/quarter", params={"quarter": "2026-Q4"})).json()
    assert (quarter["visits"], quarter["by_team"], quarter["problems"]) == (1, {"liaison": 1}, {"open": 0, "ordered": 0, "solved": 1})
    assert (await place.office.get("/api/guides/quarter", params={"quarter": "2027-Q1"})).status_code == 400
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        paper = await place.office.get("/api/guides/report", params={"format": form})
        assert paper.status_code == 200 and paper.content.startswith(begins), paper.text
    book = await take(place.office, "/api/visits/export")
    (row,) = book.page("走访")
    assert (row["组织"], row["职能"], row["发现问题"]) == (OTHER, "职能一（待确认）", 1)
    assert visit in str((await place.office.get("/api/search", params={"q": "查看台账"})).json())
    ledger = (await place.office.get(f"/api/ledger/{place.org}", params={"period": "2026"})).json()
    (section,) = [one for one in ledger["sections"] if one["name"] == "visits"]
    assert {one["what"]: one["number"] for one in section["counts"]} == {"visits": 1, "unsolved": 0}


async def costs_what_every_order_costs(mine: Mine, place: Place, order: str) -> None:
    """The branch reports nothing until its day has passed: its score has a line that leads to the order, and so to the visit."""
    mine.clock.set("2026-12-10 09:00")
    assert await TURNING.sweep(mine.replication)
    await mine.drain()
    (line,) = await mine.database.fetch('select "branch", "points_tenths", "text" from "deduction" where "source" = {}', order)
    assert (line["branch"], line["points_tenths"]) == (place.org, -10) and "请补上负责人和期限" in line["text"]


async def test_only_who_is_assigned_records_and_only_while_that_lasts(demo_mine: Mine) -> None:
    place = await place_of(demo_mine)
    await may_not_be_asked_by_others(place)
    await comes_in_once(demo_mine, place)
    _, early = place.visit(on="2026-09-30")
    _, ahead = place.visit(on="2026-11-17")
    _, unknown = place.visit(way="way_9")
    _, silent = place.visit(text=" ")
    kept, mine = place.visit()
    await place.phone.sync()
    reasons = [place.phone.outcomes[mid].get("reason") for mid in (early, ahead, unknown, silent, mine)]
    assert reasons == ["guides.not_assigned", "guides.on", "guides.way", "guides.text", None]
    theirs = Place(await secretary_of(demo_mine, place.office, place.org), place.office, place.org, place.assignment)
    _, foreign = theirs.visit()
    _, over = theirs.visit(kept, text="别人改的")
    await theirs.phone.sync()
    assert {theirs.phone.outcomes[mid]["reason"] for mid in (foreign, over)} == {"guides.theirs"}
    ended = await place.office.post(f"/api/guides/assignments/{place.assignment}/end", json={"to_on": "2026-11-10", "reason": "调整分工"})
    assert ended.json()["runs"] is False
    _, after = place.visit()
    _, before = place.visit(on="2026-11-09")
    await place.phone.sync()
    assert (place.phone.outcomes[after].get("reason"), place.phone.result(before)) == ("guides.not_assigned", "applied")
    gone = place.phone.record("visit.delete.v1", kept, place.phone.rows["visit"][kept]["rev"])
    await place.phone.sync()
    assert place.phone.result(gone) == "applied" and kept not in place.phone.rows["visit"]


async def may_not_be_asked_by_others(place: Place) -> None:
    """And nobody is assigned to the own branch."""
    member = (await place.phone.client.get("/api/me")).json()["member"]
    own = {"member": member, "team": "guide", "org": place.phone.branch(), "from_on": TODAY, "reason": "试"}
    answer = await place.office.post("/api/guides/assignments", json=own)
    assert (answer.status_code, answer.json()["code"]) == (400, "guides.own_branch")
    for path in ("/api/guides/coverage", "/api/visits", "/api/guides/assignments", "/api/guides/report"):
        assert (await place.phone.client.get(path)).status_code == 403
    assert (await place.phone.client.post("/api/guides/assignments", json=own)).status_code == 403


async def comes_in_once(mine: Mine, place: Place) -> None:
    """A sheet of assignments, tried first."""
    number = await ask(
        mine,
        """select m."employee_no" from "member" m where not exists (select 1 from "post" p where p."member" = m."id")
        and m."status" = 'active' order by m."employee_no" limit 1""",
    )
    content = sheet([THIRD, number, "", "指导员", FROM, "", "文件"], ["没有这个支部", number, "", "指导员", FROM, "", ""])
    tried = (await place.office.post("/api/guides/import?dry_run=true", content=content)).json()
    first, again = [(await place.office.post("/api/guides/import", content=content)).json() for _ in range(2)]
    assert (tried["added"], first["added"], again["added"], again["known"]) == (1, 1, 0, 1)
    assert len(first["problems"]) == 1
    assert (await place.office.post("/api/guides/import/problems", content=content)).content.startswith(b"PK")
    book = await take(place.office, "/api/visits/export")
    out = (await place.office.post("/api/guides/import?dry_run=true", content=book.content)).json()
    assert (out["added"], out["known"], out["problems"]) == (0, len(book.page("指导员联络员")), []), "what left comes in again and changes nothing"
    held = [one for one in (await place.office.get("/api/guides/assignments")).json() if one["org_name"] == THIRD]
    assert [(one["team"], one["runs"], one["reason"]) for one in held] == [("guide", True, "文件")]


async def test_what_visits_are_described_by_and_when_they_are_due_is_the_offices_to_define(demo_mine: Mine) -> None:
    place = await place_of(demo_mine)
    named = await place.office.put("/api/guide-choices/way/way_1", json={"title": "结对共建", "reason": "矿党委确认"})
    assert named.json()["is_confirmed"] is True
    _, silent = place.visit(way="")
    _, chosen = place.visit(way="way_1", function="")
    await place.phone.sync()
    assert place.phone.outcomes[silent]["reason"] == "guides.way" and place.phone.result(chosen) == "applied"
    assert "结对共建" in {one["title"] for one in place.phone.rows["guide_choice"].values()}
    rule = await place.office.put("/api/visit-rule", json={"visits": 2, "warn_days": 10, "reason": "试行"})
    assert rule.json() == {"visits": 2, "warn_days": 10, "is_confirmed": True}
    (line,) = [one for one in (await place.office.get("/api/guides/coverage")).json()["items"] if one["org"] == place.org]
    assert line["months"][-1]["standing"] == "open", "one of two"
    changes = str((await place.office.get("/api/audit")).json())
    assert "矿党委确认" in changes and "试行" in changes
    await tells_once_a_month(demo_mine)


async def tells_once_a_month(mine: Mine) -> None:
    """The guide, on the day on which the second visit of two is late, until it is there."""
    for day, told in (("2026-11-20", 0), ("2026-11-21", 1), ("2026-11-21", 1)):
        mine.clock.set(f"{day} 09:00")
        assert await remind(mine.replication) == told
    await mine.drain()
    place = await place_of(mine)
    due = [one for one in place.phone.rows["notice"].values() if one["kind"] == "visit_due"]
    assert [one["words"]["due_on"] for one in due] == ["2026-11-30"]
    place.visit(on="2026-11-21", way="way_1")
    await place.phone.sync()
    assert await remind(mine.replication) == 0
