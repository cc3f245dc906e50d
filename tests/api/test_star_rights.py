"""Who may not do what around stars and assessment: people of another branch, an assessor whose task ended, a phone that was signed out."""

from typing import Any

import httpx

from server.domain import accounts
from server.domain.assessments.rules import form_id
from server.domain.facts.rules import coverage_id
from tests.api.phone import HttpPhone
from tests.api.test_every_route import OF_ANYONE, PUBLIC, ask, routes
from tests.mine import Mine
from tests.small_mine import MEMBERS, NORTH, SOUTH, know, named, review, rows
from tests.upgrade.stage import AWARDED, CODES, POLL, People, activated, prepare

QUARTER = "2026-Q4"
OUTSIDER, PLAIN = list(MEMBERS)[4:]
"""Members of the south branch: its secretary, and one who holds no post."""
PERSONAL = ["fact", "coverage", "award", "appeal", "veto_case", "rating", "rating_line", "mass_review", "cycle", "deduction", "branch_score"]
READ_BY = {  # each no more than its own branches of what it reads
    "secretary": {("get", f"/api/{name}") for name in ("cycles", "cycles/export", "ledger", "month-tables")},
    "assessor": {("get", f"/api/{name}") for name in ("assessments", "assessments/export", "board", "board/export", "wall", "ledger")},
    "office of one branch": {("get", f"/api/{name}") for name in ("cycles", "cycles/export", "board", "board/export", "wall")},
}
BY_TOKEN = "/api/open/"
"""What no session opens (tests/api/test_tokens.py)."""
FOR_THE_WHOLE_MINE = (
    "/api/review",
    "/api/people",
    "/api/schemes",
    "/api/assessors",
    "/api/deductions",
    "/api/resolutions",
    "/api/quarantined",
    "/api/held",
)


async def southerners(mine: Mine, people: People) -> tuple[httpx.AsyncClient, httpx.AsyncClient]:
    """The secretary and a member of the other branch, signed in."""
    async with mine.replication.write(None, "post") as unit:
        post = {"member": OUTSIDER, "org": SOUTH, "branch": SOUTH, "post": "secretary", "from_on": "2026-01-01", "to_on": None}
        unit.put("post", "south", post)
    codes = (await people.office.post("/api/accounts/activation", json={"members": [OUTSIDER, PLAIN]})).json()["codes"]
    secretary, member = [await activated(mine, code["login"], code["code"]) for code in codes]
    return secretary, member


async def office_at(mine: Mine, org: str) -> httpx.AsyncClient:
    """Someone whose office role was granted at one organisation, as only the shell or the database does."""
    code = await accounts.open_account(mine.replication, None, "office-here", "干事", "office", org)
    return await activated(mine, code.login, code.code)


async def results(client: httpx.AsyncClient, *asked: tuple[str, str, dict[str, Any]]) -> list[str]:
    """What becomes of these mutations (name, row, arguments), and why if not as asked."""
    phone = HttpPhone(client)
    mids = [phone.record(name, row, **args) for name, row, args in asked]
    await phone.sync()
    return [f"{phone.result(mid)} {phone.outcomes[mid].get('reason') or ''}".strip() for mid in mids]


async def test_another_branch_neither_sees_nor_touches_anything_of_a_members_stars(mine: Mine) -> None:
    people = await prepare(mine)
    fact = await know(mine, AWARDED, "service", "2026-11-10", grade="usual", text="慰问")
    hidden = await know(mine, AWARDED, "violation", "2026-11-10", grade="minor", text="未系安全带")
    await review(mine, AWARDED, QUARTER, 925)
    await mine.drain()
    secretary, member = await southerners(mine, people)
    before = {table: await rows(mine, table) for table in ("fact", "coverage", "appeal", "deduction", "cycle", "award")}
    tried = [
        ("fact.withdraw.v1", fact, {"reason": "不属实"}),
        ("fact.withdraw.v1", hidden, {"reason": "不属实"}),
        ("coverage.state.v1", coverage_id("service", QUARTER, NORTH), {"kind": "service", "quarter": QUARTER, "branch": NORTH}),
        ("appeal.file.v1", "another", {"award": named("评星结果"), "text": "代为申诉"}),
        ("appeal.withdraw.v1", named("支部答复过的申诉"), {}),
        ("appeal.escalate.v1", named("支部答复过的申诉"), {"text": "代为提请"}),
        ("deduction.contest.v1", named("扣分"), {"reason": "不对"}),
    ]
    for client in (secretary, member):
        assert not {"applied", "merged"} & set(await results(client, *tried))
        phone = HttpPhone(client)
        await phone.sync()
        held = [row for table in PERSONAL for row in phone.rows.get(table, {}).values()]
        assert not [row for row in held if row.get("member") == AWARDED or row.get("branch") == NORTH]
    decided = await secretary.post(f"/api/appeals/{named('支部答复过的申诉')}/decide", json={"upholds": True, "reason": "同意"})
    tied = await secretary.post(f"/api/cycles/{named('评星周期')}/ties/x", json={"chosen": [], "reason": "支委会"})
    assert [answer.status_code for answer in (decided, tied)] == [403, 403]
    assert {table: await rows(mine, table) for table in before} == before

    own = HttpPhone(people.secretary)
    await own.sync()
    assert fact in own.rows["fact"] and hidden not in own.rows["fact"], "what the office enters is between office and member"
    assert not {"award", "appeal", "mass_review", "rating_line"} & {
        table for table, found in own.rows.items() for row in found.values() if row.get("member") == AWARDED
    }


async def test_an_assessor_whose_task_ended_and_a_phone_that_was_signed_out_do_nothing_more(mine: Mine) -> None:
    people = await prepare(mine)
    account = (await people.assessor.get("/api/me")).json()["account"]
    about = {"branch": NORTH, "period": QUARTER}
    submit = ("assessment.submit.v1", form_id(NORTH, QUARTER, account), about)
    tablet = HttpPhone(people.assessor)
    await tablet.sync()
    assert f"assess:{NORTH}" in tablet.cursors
    await mine.database.fetch("""update "role_grant" set "to_on" = '2026-01-01' where "account" = {}""", account)
    await tablet.sync()
    assert not [scope for scope in tablet.cursors if scope.startswith("assess:")] and not tablet.rows.get("branch_score")
    assert await results(people.assessor, submit) == ["held rights"]
    for path in ("/api/assessments", f"/api/assessments/{NORTH}/{QUARTER}", "/api/board"):
        assert (await people.assessor.get(path)).status_code == 403

    await people.secretary.delete("/api/session")
    answer = await HttpPhone(people.secretary).post({"protocol": 1, "log": named("log"), "mutations": [], "cursors": {}, "limit": 1})
    assert answer.status_code == 401
    assert (await people.nobody.post("/api/ballots/paper", json={"code": CODES[0][0]})).json()["poll"] == POLL, (
        "the ballot box asks nobody who they are"
    )


async def test_a_secretary_an_assessor_and_an_office_of_one_branch_are_refused_by_every_route_but_their_own(mine: Mine) -> None:
    people = await prepare(mine)
    clients = {"secretary": people.secretary, "assessor": people.assessor, "office of one branch": await office_at(mine, NORTH)}
    for role, allowed in READ_BY.items():
        client = clients[role]
        asked = [route for route in routes(mine) if route not in PUBLIC | OF_ANYONE and not route[1].startswith(BY_TOKEN)]
        answered = {route: (await ask(client, *route)).status_code for route in asked}
        assert {route for route, status in answered.items() if status not in (400, 403, 404)} <= allowed, role


async def test_a_role_holds_where_it_is_held_and_one_from_before_the_roster_for_the_mine(mine: Mine) -> None:
    """An office granted at one branch is none of the mine's; one opened on an empty server is, once the roster names a committee."""
    early = await accounts.open_account(mine.replication, None, "early", "干事", "office")
    people = await prepare(mine)
    first, here = await activated(mine, early.login, early.code), await office_at(mine, NORTH)
    asked = {path: [(await who.get(path)).status_code for who in (people.office, first, here)] for path in FOR_THE_WHOLE_MINE}
    assert asked == {path: [200, 200, 403] for path in FOR_THE_WHOLE_MINE}
    fact = {"member": AWARDED, "kind": "service", "on": "2026-11-10", "grade": "usual", "text": "慰问"}
    assert (await here.post("/api/facts", json=fact)).status_code == 403
    seen = [(await who.get("/api/cycles", params={"quarter": "2026-Q3"})).json()["cycles"] for who in (first, here)]
    assert [[cycle["branch"] for cycle in cycles] for cycles in seen] == [[NORTH], [NORTH]]
    rows_seen = [(await who.get("/api/board")).json()["rows"] for who in (first, here)]
    assert [{row["branch"] for row in found} for found in rows_seen] == [{NORTH, SOUTH}, {NORTH}]
