"""When a branch leaves a general branch, joins one or is dissolved, what the general branch owns is seen by those it has now."""

import httpx

from server.app import assemble, opened
from server.domain import guides
from tests.api.test_brands import declare
from tests.api.test_guides import Place
from tests.api.test_projects import ask, propose, secretary_of, step
from tests.api.test_review import office_of
from tests.api.test_sync import phone_of
from tests.api.test_training import arranged
from tests.mine import Mine
from tests.upgrade.stage import PASSWORD
from tests.workbooks import take

_NUMBER = """select m."employee_no" from "post" p join "member" m on m."id" = p."member" where p."branch" = {} and p."post" = 'secretary'"""
OWNED = frozenset(
    ("project", "project_step", "brand", "brand_step", "studio", "studio_year", "course", "guide_assignment", "visit", "visit_problem", "visit_step")
)


async def test_what_a_general_branch_owns_is_seen_by_the_branches_it_has_now(demo_mine: Mine) -> None:
    """Projects, brands, studios, courses, assignments, visits, and what was done to them, follow the tree; a session that was held stays."""
    office = await office_of(demo_mine)
    general = await ask(demo_mine, 'select "id" from "organisation" where "name" = {}', "选煤中心党总支")
    committee, joining = [
        await ask(demo_mine, 'select "id" from "organisation" where "name" = {} or "kind" = {} limit 1', name, kind)
        for name, kind in (("", "committee"), ("综采二区党支部", ""))
    ]
    leaving, closing, staying = [
        one["id"] for one in await demo_mine.database.fetch('select "id" from "organisation" where "parent" = {} order by "id"', general)
    ]
    old, shut, new = [await secretary_of(demo_mine, office, branch) for branch in (leaving, closing, joining)]
    project, _ = propose(old, general)
    step(old, project, "submit")
    brand, _ = declare(old, general)
    await old.sync()
    studio = {"rev": 0, "org": general, "name": "选煤创新工作室", "people": []}
    assert (await office.put("/api/studios/s", json=studio)).status_code == 200
    held, ahead = [await arranged(office, "general_branch", general, on) for on in ("2026-11-15", "2026-12-01")]
    await visited(demo_mine, office, general)
    await demo_mine.drain()
    for one in (old, shut):
        await one.sync()
        assert {table for table in OWNED if one.rows.get(table)} == OWNED and {held, ahead} <= one.rows["training_session"].keys()

    async with demo_mine.replication.write(None, "the tree changes") as unit:
        unit.put("organisation", leaving, {"parent": committee})
        unit.put("organisation", closing, {"closed_on": "2026-11-17"})
        unit.put("organisation", joining, {"parent": general})
    await demo_mine.drain()
    for one in (old, shut, new):
        await one.sync()
    for one in (old, shut):
        assert {table for table in OWNED if one.rows.get(table)} == set(), "whoever left holds nothing of it"
        assert one.rows["training_session"].keys() == {held}, "but the session at which it marked its members"
    assert {table for table in OWNED if new.rows.get(table)} == OWNED
    assert new.rows["training_session"].keys() == {ahead}
    assert set(new.rows["project"][project]["branches"]) == {joining, staying} == set(new.rows["brand"][brand]["branches"])
    assert {one["branch"] for table in ("visit", "visit_problem", "guide_assignment") for one in new.rows[table].values()} <= {joining, staying}
    (course,) = (await office.get("/api/courses")).json()["courses"][:1]
    again = {name: course[name] for name in ("rev", "layer", "org", "title", "closed_on")} | {"subject": "补充内容"}
    assert (await office.put(f"/api/courses/{course['course']}", json=again)).status_code == 200
    await old.sync()
    assert old.rows["training_session"].keys() == {held}, "nor does other words of its course take it away"


async def test_what_two_branches_wrote_differently_for_their_general_branch_is_seen_by_all_of_them_and_the_office(demo_mine: Mine) -> None:
    """And decided by any of them: a third branch here, which wrote neither."""
    office = await office_of(demo_mine)
    general = await ask(demo_mine, 'select "id" from "organisation" where "name" = {}', "选煤中心党总支")
    below = await demo_mine.database.fetch('select "id" from "organisation" where "parent" = {} order by "id"', general)
    one, two, third = [await secretary_of(demo_mine, office, row["id"]) for row in below]
    project, _ = propose(one, general)
    await one.sync()
    await two.sync()
    row = one.rows["project"][project]
    for phone, title in ((one, "甲"), (two, "乙")):
        phone.record("project.set.v1", project, row["rev"], {"title": [row["title"], title]}, owner=general)
        await phone.sync()
    for phone in (one, two, third):
        await phone.sync()
        (card,) = phone.rows["conflict"].values()
        assert (card["row"], card["state"]) == (project, "open")
    await kept_before_conflicts_had_branches(demo_mine, card["id"])
    shown: list[int] = []
    for _ in range(2):
        async with opened(assemble(demo_mine.settings, demo_mine.clock)):
            await third.sync()
            shown += [one["rev"] for one in third.rows["conflict"].values()]
    assert len(shown) == 2 and shown[0] == shown[1] > card["rev"], "a server shows it when it starts, and leaves what is shown"
    demo_mine.clock.advance(hours=48)
    office = await office_of(demo_mine)
    (item,) = (await office.get("/api/conflicts")).json()["items"]
    assert (item["branch_name"], item["kind"], item["title"], item["route"]) == ("选煤中心党总支", "project", "乙", f"office/projects/{project}")
    assert [(each["label"], each["before"], each["after"]) for each in item["differences"]] == [("项目名称", "乙", "甲")]
    (line,) = (await take(office, "/api/conflicts/export")).page("冲突")
    assert (line["会议类型"], line["涉及"]) == ("党建突破项目", "项目名称")
    (card,) = third.rows["conflict"].values()
    third.client = await demo_mine.sign_in(await ask(demo_mine, _NUMBER, below[2]["id"]), PASSWORD)
    decided = third.record("conflict.resolve.v1", card["id"], card["rev"], choose="other")
    await third.sync()
    assert (third.result(decided), third.rows["project"][project]["title"]) == ("applied", "甲")


async def kept_before_conflicts_had_branches(mine: Mine, conflict: str) -> None:
    """As a database has it that was upgraded."""
    async with mine.replication.write(None, "as it was") as unit:
        unit.put("conflict", conflict, {"branches": []})


async def visited(mine: Mine, office: httpx.AsyncClient, org: str) -> None:
    """The demo's secretary is assigned to an organisation, visits it and finds something."""
    await guides.seed(mine.replication)
    phone = await phone_of(mine)
    member = (await phone.client.get("/api/me")).json()["member"]
    asked = {"member": member, "team": "liaison", "org": org, "from_on": "2026-10-01", "reason": "矿党委统一安排"}
    answer = await office.post("/api/guides/assignments", json=asked)
    assert answer.status_code == 200, answer.text
    place = Place(phone, office, org, answer.json()["assignment"])
    await phone.sync()
    visit, written = place.visit()
    place.found(visit, "决议没有写负责人")
    await phone.sync()
    assert phone.result(written) == "applied"
