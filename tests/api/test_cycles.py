"""A quarter of the demo mine by script, on both databases: from the draft to the frozen award, with all that may come between."""

from typing import Any

import httpx
import msgspec
from msgspec import to_builtins

from server.domain import accounts, ratings
from server.domain.cycles import rules
from server.domain.ratings.policy.shipped import CONTENT
from server.domain.ratings.rules import places_of, star_for
from tests.api.phone import HttpPhone
from tests.mine import Mine
from tests.rated import content_of, rate

QUARTER = "2026-Q4"
BRANCH = "综采一区党支部"
PASSWORD = "a-long-word-2026"
Rows = dict[str, dict[str, Any]]


async def staff(mine: Mine, login: str, role: str) -> httpx.AsyncClient:
    """A new account with a role, signed in."""
    code = await accounts.open_account(mine.replication, None, login, login, role)
    return await activated(mine, code.login, code.code)


async def activated(mine: Mine, login: str, code: str) -> httpx.AsyncClient:
    client = await mine.client()
    answer = await client.post("/api/activation", json={"login": login, "code": code, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return client


class Stage:
    """One branch of the demo mine, its people, and the day after the quarter."""

    def __init__(self, mine: Mine) -> None:
        self.mine = mine

    async def set(self) -> "Stage":
        """Signs everyone in and lets the quarter end."""
        mine = self.mine
        (branch,) = await mine.database.fetch('select "id" from "organisation" where "name" = {}', BRANCH)
        self.branch: str = branch["id"]
        await mine.drain()
        statement = """select * from "member" where "branch" = {} and "status" = 'active' order by "employee_no" """
        members = await mine.database.fetch(statement, self.branch)
        self.members: list[str] = [member["id"] for member in members]
        self.full = [member["id"] for member in members if member["kind"] == "full"]
        self.names = {member["id"]: member["name"] for member in members}
        mine.clock.set("2027-01-04 09:00")
        await staff(mine, "second", "office")
        await staff(mine, "leader", "committee_leader")
        await self.arrive()
        self.self_member, self.secretary_member = [(await who.get("/api/me")).json()["member"] for who in (self.member, self.secretary)]
        return self

    async def arrive(self) -> None:
        """Everyone signs in: a session ends after a night."""
        mine = self.mine
        self.office, self.secretary, self.member = [await mine.sign_in_as(role) for role in ("office", "secretary", "member")]
        self.second, self.leader = [await mine.sign_in(login, PASSWORD) for login in ("second", "leader")]

    async def everyone(self, total: int, **others: int) -> dict[str, int | None]:
        """Totals for the branch: all the same but some."""
        return {member: others.get(member, total) for member in self.members}

    async def cycle(self) -> dict[str, Any]:
        """The branch's present version as the office sees it."""
        answer = (await self.office.get("/api/cycles", params={"quarter": QUARTER})).json()
        return next(cycle for cycle in answer["cycles"] if cycle["branch"] == self.branch)

    async def detail(self, cycle: str, who: httpx.AsyncClient | None = None) -> dict[str, Any]:
        answer = await (who or self.office).get(f"/api/cycles/{cycle}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def stars(self, cycle: str) -> dict[str, tuple[int | None, str]]:
        return {award["member"]: (award["star"], award["code"]) for award in (await self.detail(cycle))["awards"]}

    async def moves(self, who: httpx.AsyncClient, move: str, reason: str = "", cycle: str = "") -> str:
        """Makes a move that must succeed; gives the cycle that goes on. A minute passes: nothing happens in no time."""
        cycle = cycle or (await self.cycle())["cycle"]
        answer = await who.post(f"/api/cycles/{cycle}/moves", json={"move": move, "reason": reason})
        assert answer.status_code == 200, answer.text
        self.mine.clock.advance(minutes=1)
        return answer.json()["cycle"]

    async def refuses(self, who: httpx.AsyncClient, move: str, reason: str = "") -> str:
        """Tries a move that must not succeed; gives the code of the refusal."""
        cycle = (await self.cycle())["cycle"]
        answer = await who.post(f"/api/cycles/{cycle}/moves", json={"move": move, "reason": reason})
        assert answer.status_code in (400, 403, 409), answer.text
        return answer.json()["code"]

    async def time(self, at: str) -> None:
        """Lets time pass, and the jobs see it."""
        self.mine.clock.set(at)
        await self.mine.replication.jobs.wake("advance_cycles")
        await self.mine.drain()
        await self.arrive()


async def stored(mine: Mine, table: str, **where: str) -> Rows:
    """Rows of a table by id, JSON read, where columns hold these values."""
    rows = await mine.database.fetch(f'select * from "{table}" where not "deleted"')
    return {row["id"]: row for row in rows if all(row[column] == value for column, value in where.items())}


async def test_a_quarter_from_the_draft_to_the_frozen_award(rated_mine: Mine) -> None:
    stage = await Stage(rated_mine).set()
    totals = await stage.everyone(850)
    places = places_of(len(stage.full), (await content_of(rated_mine, QUARTER)).content.quota)
    tied = [member for member in stage.full if member not in (stage.self_member, stage.secretary_member)][: places + 1]
    totals |= dict.fromkeys(tied, 960)
    totals[stage.full[-1]] = None

    await rate(rated_mine, QUARTER, totals)
    assert await stage.refuses(stage.office, "compute") == "cycles.missing"
    (missing,) = (await stage.detail((await stage.cycle())["cycle"]))["cycle"]["moves"][0]["blocks"][0]["members"]
    assert missing == {"member": stage.full[-1], "name": stage.names[stage.full[-1]], "dimensions": ["岗位业绩"]}

    totals[stage.full[-1]] = 850
    await rate(rated_mine, QUARTER, totals)
    first = await stage.moves(stage.office, "compute")
    assert await stage.refuses(stage.secretary, "review") == "cycles.ties"
    await the_tie_is_decided_by_the_branch(stage, first, tied, places)
    await stage.moves(stage.secretary, "review")
    assert await stage.refuses(stage.secretary, "publish") == "cycles.rights"
    await stage.moves(stage.office, "publish")
    assert await stage.refuses(stage.leader, "approve") == "cycles.state"

    phone = await the_member_sees_and_appeals(stage)
    appeal = await the_branch_says_no_and_the_office_yes(stage, phone)
    await stage.time("2027-01-19 08:00")
    assert (await stage.cycle())["state"] == "appeal"
    assert await stage.refuses(stage.leader, "approve") == "cycles.stale"
    await rate(rated_mine, QUARTER, {stage.self_member: 905})
    await stage.moves(stage.office, "correct")
    assert (await stage.stars(first))[stage.self_member][0] == 4

    await a_veto_takes_two_people(stage, first, tied[0])
    await stage.moves(stage.leader, "approve")
    await stage.moves(stage.office, "freeze")
    phone.client = stage.member
    await phone.sync()
    assert {row["state"] for row in phone.rows["award"].values()} == {"frozen"}
    assert phone.rows["appeal"][appeal]["state"] == "upheld"
    await what_is_frozen_can_be_drawn_again(stage, first)
    await what_comes_after_changes_nothing_but_is_shown(stage, first)
    await reopening_begins_a_new_version(stage, first)


async def the_tie_is_decided_by_the_branch(stage: Stage, cycle: str, tied: list[str], places: int) -> None:
    """All are equal at the border: nobody has a star of the quota before people have chosen, with a reason."""
    assert {star for member, (star, _) in (await stage.stars(cycle)).items() if member in tied} == {None}
    (tie,) = (await stage.detail(cycle, stage.secretary))["ties"]
    assert (sorted(tie["members"]), tie["places"]) == (sorted(tied), places)
    path = f"/api/cycles/{cycle}/ties/{tie['tie']}"
    assert (await stage.office.post(path, json={"chosen": tied[:places], "reason": "决定"})).status_code == 403
    assert (await stage.secretary.post(path, json={"chosen": tied, "reason": "决定"})).status_code == 409
    assert (await stage.secretary.post(path, json={"chosen": tied[:places], "reason": ""})).status_code == 400
    answer = await stage.secretary.post(path, json={"chosen": tied[:places], "reason": "支委会表决，6票赞成"})
    assert answer.status_code == 200, answer.text
    stars = await stage.stars(cycle)
    assert [stars[member] for member in tied] == [(5, "")] * places + [(4, "QUOTA")]
    (step,) = [step for step in (await stage.detail(cycle))["steps"] if step["move"] == "tie"]
    assert step["why"] == "支委会表决，6票赞成"


async def the_member_sees_and_appeals(stage: Stage) -> HttpPhone:
    """Nothing of the draft was on the phone; what is published is, with the spread and without anyone else's."""
    phone = HttpPhone(stage.member)
    await phone.sync()
    (award,) = phone.rows["award"].values()
    assert (award["member"], award["star"], award["state"]) == (stage.self_member, 3, "published")
    assert all(people >= 5 or people == 0 for _, _, people in award["spread"])
    assert "cycle" not in phone.rows
    return phone


async def the_branch_says_no_and_the_office_yes(stage: Stage, phone: HttpPhone) -> str:
    (award,) = phone.rows["award"]
    mid = phone.record("appeal.file.v1", "0a1b", award=award, text="11月12日的会我补了课", line="political_life.absent", line_text="无故缺席")
    await phone.sync()
    assert phone.result(mid) == "applied", phone.outcomes
    await stage.mine.drain()
    (shown,) = (await stage.secretary.get("/api/appeals", params={"quarter": QUARTER})).json()
    assert (shown["state"], shown["mine"], shown["is_overdue"]) == ("at_branch", True, False)
    assert stage.mine.clock.now_ms < shown["due_at"]
    decide = "/api/appeals/0a1b/decide"
    assert (await stage.office.post(decide, json={"upholds": True, "reason": "越过支部"})).status_code == 403
    assert (await stage.secretary.post(decide, json={"upholds": False, "reason": "没有补课记录"})).json() == {"state": "answered"}
    mid = phone.record("appeal.escalate.v1", "0a1b", text="补课签到表在工区")
    await phone.sync()
    assert phone.result(mid) == "applied"
    assert (await stage.secretary.post(decide, json={"upholds": False, "reason": "再答"})).status_code == 403
    assert (await stage.office.post(decide, json={"upholds": True, "reason": "核对签到表属实"})).json() == {"state": "upheld"}
    await phone.sync()
    row = phone.rows["appeal"]["0a1b"]
    assert (row["branch_reason"], row["office_reason"], row["office_by_name"]) == ("没有补课记录", "核对签到表属实", "党群工作部")
    return "0a1b"


async def a_veto_takes_two_people(stage: Stage, cycle: str, member: str) -> None:
    """Proposed it blocks the approval; confirmed by another it takes the star and frees a place; the score stays."""
    kinds = (await stage.office.get("/api/vetoes", params={"quarter": QUARTER})).json()["kinds"]
    told = {"member": member, "quarter": QUARTER, "kind": kinds[0]["kind"], "text": "12月3日事故负直接责任", "evidence": "安监处通报〔2026〕12号"}
    case = (await stage.office.post("/api/vetoes", json=told)).json()["veto"]
    assert await stage.refuses(stage.leader, "approve") == "cycles.vetoes"
    assert (await stage.office.post(f"/api/vetoes/{case}/confirm")).json()["code"] == "cycles.veto_second"
    before = (await stage.cycle())["places"]
    assert (await stage.second.post(f"/api/vetoes/{case}/confirm")).json() == {"state": "confirmed"}
    stars = await stage.stars(cycle)
    assert stars[member] == (0, "VETO")
    assert sum(star == 5 for star, _ in stars.values()) == before
    award = next(award for award in (await stage.detail(cycle))["awards"] if award["member"] == member)
    assert award["total_tenths"] == 960


async def what_is_frozen_can_be_drawn_again(stage: Stage, cycle: str) -> None:
    """From the snapshot alone: lines give the total, the scheme of then the earned star, quota, vetoes and choices the star; the hash fits."""
    mine = stage.mine
    awards = {key: {**row, "lines": msgspec.json.decode(row["lines"])} for key, row in (await stored(mine, "award", cycle=cycle)).items()}
    schemes = {scheme.id: scheme.content for scheme in await ratings.load_schemes(mine.database.fetch)}
    content = schemes[next(iter(awards.values()))["scheme"]]
    for award in awards.values():
        assert sum(line["points_tenths"] for line in award["lines"]) == award["total_tenths"]
        assert star_for(content.stars, award["total_tenths"]) == award["earned_star"]
        assert rules.inputs_hash(award["scheme"], award["profile"], award["lines"]) == award["inputs_hash"]
    vetoed = {case["member"] for case in (await stored(mine, "veto_case", state="confirmed", quarter=QUARTER)).values()}
    ties = await mine.database.fetch('select * from "cycle_tie" where "cycle" = {}', cycle)
    choices = [rules.Choice(frozenset(msgspec.json.decode(tie["members"])), frozenset(msgspec.json.decode(tie["chosen"]))) for tie in ties]
    again = rules.settle([rules.candidate_of(award, award["member"] in vetoed) for award in awards.values()], content.quota, choices)
    assert {award["member"]: (award["star"], award["code"]) for award in awards.values()} == {
        member: (result.star, result.code) for member, result in again.results.items()
    }


async def what_comes_after_changes_nothing_but_is_shown(stage: Stage, cycle: str) -> None:
    """An edit after the quarter was frozen (domain.md 7.1, story 9)."""
    before = await stage.stars(cycle)
    await rate(stage.mine, QUARTER, {stage.full[20]: 700})
    detail = await stage.detail(cycle)
    (correction,) = detail["corrections"]
    assert (correction["member"], correction["total_tenths"], correction["total_now"]) == (stage.full[20], 850, 700)
    assert await stage.stars(cycle) == before
    assert (await stage.cycle())["changed_since"] == 1
    assert (await stage.detail(cycle, stage.secretary))["corrections"] == []
    await a_changed_scheme_and_roster_leave_what_is_frozen_byte_for_byte(stage, cycle)


async def a_changed_scheme_and_roster_leave_what_is_frozen_byte_for_byte(stage: Stage, cycle: str) -> None:
    """Another scheme rules the same quarter, and members move, change their post or leave: no column of any award is another."""
    frozen = await stored(stage.mine, "award", cycle=cycle)
    moved, other = stage.full[21], await stage.mine.database.fetch('select "branch" from "member" where "branch" <> {} limit 1', stage.branch)
    changes = {moved: {"branch": other[0]["branch"]}, stage.full[22]: {"post_profile": "office"}, stage.full[23]: {"status": "left"}}
    scheme = {"kind": "member_star", "version": 3, "from_on": "2019-10-01", "content": to_builtins(CONTENT)}
    async with stage.mine.replication.write(None, "changed since") as unit:
        before = await unit.load("member", changes)
        for member, change in changes.items():
            unit.put("member", member, change)
        unit.put("scheme", "later", {**scheme, "state": "published"})
    await stage.mine.drain()
    assert await stored(stage.mine, "award", cycle=cycle) == frozen
    await what_is_frozen_can_be_drawn_again(stage, cycle)
    async with stage.mine.replication.write(None, "changed back") as unit:
        for member, change in changes.items():
            unit.put("member", member, {column: before[member][column] for column in change})
        unit.put("scheme", "later", {"state": "draft"})
    await stage.mine.drain()


async def reopening_begins_a_new_version(stage: Stage, first: str) -> None:
    before = await stored(stage.mine, "award", cycle=first)
    assert await stage.refuses(stage.office, "reopen") == "cycles.reason"
    second = await stage.moves(stage.office, "reopen", "期后更正影响星级")
    assert second != first
    await rate(stage.mine, QUARTER, await stage.everyone(850))
    if (await stage.cycle())["state"] == "collecting":  # a schedule that ran meanwhile draws the draft of a quarter that is over
        await stage.moves(stage.office, "compute")
    cycle = await stage.cycle()
    assert (cycle["cycle"], cycle["version"], cycle["state"]) == (second, 2, "computed")
    for move, who in (("review", stage.secretary), ("publish", stage.office)):
        await stage.moves(who, move)
    old = await stored(stage.mine, "award", cycle=first)
    kept = ("total_tenths", "star", "code", "lines", "inputs_hash", "scheme", "state")
    assert {key: [row[column] for column in kept] for key, row in old.items()} == {
        key: [row[column] for column in kept] for key, row in before.items()
    }
    assert [version["version"] for version in (await stage.detail(second))["versions"]] == [1, 2]
    assert await stage.refuses(stage.leader, "approve") == "cycles.state"
