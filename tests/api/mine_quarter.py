"""The whole demo mine in one quarter, in the hands of its people: meetings held, sheets of facts, mass reviews, secretaries with logins."""

from collections import defaultdict
from typing import Any

import httpx

from server.app import JOBS
from server.domain import meetings
from server.domain.ballots.queries.demo import VOTERS, tally_of
from server.domain.cycles import rules
from server.domain.cycles.queries.reading import seats_of
from server.domain.facts.policy import KINDS
from server.domain.facts.queries.demo import facts_of
from server.domain.meetings import Held
from server.domain.ratings.rules import places_of
from server.kit.jobs import LocalQueue
from tests.api.test_cycles import QUARTER, Stage, activated
from tests.api.voting import Review
from tests.engine.fact_sheets import book
from tests.mine import Mine, TestClock
from tests.rated import content_of

LAST_DAY = "2027-01-08"
HELD = (("theme_day", "2026-10-20 16:00"), ("party_lecture", "2026-11-03 16:00"), ("general_meeting", "2026-12-08 16:00"))
BY_PHONE = "service"
"""The kind that the demo's secretary enters on a phone for the own branch; everything else comes from sheets."""
EQUAL = (
    {"kind": "dues", "on": "2026-12-31", "until": "2026-12"},
    {"kind": "performance", "on": "2026-12-31", "amount": 980, "text": "全季超额完成任务"},
    {"kind": "pledge", "on": "2026-12-31", "grade": "good"},
    {"kind": "task_done", "on": "2026-11-02", "text": "带队攻关"},
    {"kind": "training", "on": "2026-10-12", "grade": "attended", "text": "安全培训"},
    {"kind": "contest", "on": "2026-10-30", "grade": "first", "text": "矿技能比武"},
    {"kind": "achievement", "on": "2026-11-20", "grade": "company", "text": "托辊更换工具"},
    {"kind": "achievement", "on": "2026-11-21", "grade": "mine", "text": "皮带防跑偏装置"},
    {"kind": "service", "on": "2026-12-02", "grade": "outstanding", "text": "抢险时送工友就医"},
    {"kind": "service", "on": "2026-12-03", "grade": "usual", "text": "帮扶困难家庭"},
)
"""What was known of each of those who are equal at the top: full marks."""
_BLANK = {"grade": "", "amount": None, "until": "", "text": ""}
_PEOPLE = """select m.*, b."name" as "branch_name" from "member" m join "organisation" b on b."id" = m."branch"
    where m."status" = 'active' order by m."employee_no" """
_SECRETARIES = """select "branch", "member" from "post" where "post" = 'secretary' and "to_on" is null and not "deleted" """


class MineQuarter:
    """The quarter that is over, of all branches; `stage` is the demo's own branch with its people."""

    def __init__(self, mine: Mine) -> None:
        self.mine = mine
        self.stage = Stage(mine)

    async def set(self) -> "MineQuarter":
        """Every branch has held its meetings, and the quarter has ended. No job runs until `work` is called."""
        mine = self.mine
        await self.stage.set()
        if isinstance(mine.replication.jobs, LocalQueue):
            await mine.replication.jobs.stop()
        held = [Held(kind, "", TestClock(at).now_ms, "学习讨论", "三名党员发言") for kind, at in HELD]
        await meetings.load_demo(mine.replication, held, models=(), is_over=True)
        self.people = await mine.database.fetch(_PEOPLE)
        self.branches = {one["branch"]: one["branch_name"] for one in self.people}
        self.places = places_of(len(self.stage.full), (await content_of(mine, QUARTER)).content.quota)
        absent = {row["member"] for row in await mine.database.fetch("""select "member" from "attendance" where "status" = 'absent'""")}
        others = {self.stage.self_member, self.stage.secretary_member}
        alike = {one["id"] for one in self.people if one["post_profile"] == "frontline"} - absent - others
        fit = [member for member in self.stage.full if member in alike]
        self.equal = fit[: self.places + 1]
        self.known = defaultdict[str, list[dict[str, Any]]](list)
        for person in self.people:
            for fact in self._facts(person):
                self.known[fact["kind"]].append(fact | {"person": person})
        return self

    def _facts(self, person: dict[str, Any]) -> list[dict[str, Any]]:
        if person["id"] in self.equal:
            return [_BLANK | fact for fact in EQUAL]
        return list(facts_of(person, QUARTER))

    async def work(self) -> None:
        """The jobs run, and work off everything that was asked for meanwhile."""
        replication = self.mine.replication
        if isinstance(replication.jobs, LocalQueue):
            replication.jobs = LocalQueue(JOBS, replication.settings.zone, self.mine.clock)  # as after a restart: a stopped one has ended
            await replication.jobs.start(replication)
        await self.mine.replication.jobs.wake("recompute")
        await self.mine.drain()

    async def post(self, path: str, client: httpx.AsyncClient | None = None, **body: Any) -> Any:
        """Something that must succeed; the office asks if nobody else is named."""
        answer = await (client or self.stage.office).post(path, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def cycles(self) -> dict[str, dict[str, Any]]:
        """All branches as the office sees them, by id."""
        shown = (await self.stage.office.get("/api/cycles", params={"quarter": QUARTER})).json()
        return {cycle["branch"]: cycle for cycle in shown["cycles"]}

    async def states(self) -> frozenset[str]:
        return frozenset(cycle["state"] for cycle in (await self.cycles()).values())

    async def all_move(self, client: httpx.AsyncClient, move: str) -> dict[str, int]:
        """One move of every branch that nothing blocks."""
        return await self.post("/api/cycles/moves", client, quarter=QUARTER, move=move)

    def sheet(self, kind: str) -> bytes:
        """Everyone's facts of a kind, as the office's Excel sheet; without what the demo's secretary enters."""
        own = self.stage.branch if kind == BY_PHONE else ""
        return book([self._row(fact) for fact in self.known[kind] if fact["person"]["branch"] != own])

    def _row(self, fact: dict[str, Any]) -> dict[str, Any]:
        person, kind = fact["person"], KINDS[fact["kind"]]
        row = {"工号": person["employee_no"], "姓名": person["name"], "日期": fact["on"], "等级": kind.grades.get(fact["grade"], "")}
        return row | {"分数": "" if fact["amount"] is None else fact["amount"] / 10, "交至年月": fact["until"], "说明": fact["text"]}

    async def reviewed_on_paper(self, branch: str) -> None:
        """People vote on paper; two of the office count the same."""
        poll = (await self.post("/api/polls", quarter=QUARTER, branches=[branch], voters=VOTERS, closes_on=LAST_DAY, by_paper=True))["poll"]
        await self.post(f"/api/polls/{poll}/close")
        people = [one["id"] for one in self.people if one["branch"] == branch]
        counted = {"ballots": VOTERS, "tallies": {member: tally_of(member, QUARTER) for member in people}}
        for client in (self.stage.office, self.stage.second):
            answer = await client.put(f"/api/polls/{poll}/tallies", json=counted)
            assert answer.status_code == 200, answer.text

    async def reviewed_by_codes(self, branch: str) -> None:
        """Twelve draw a slip each and vote: 优秀 for those who are equal, for the others not by all."""
        opened = await self.post("/api/polls", quarter=QUARTER, branches=[branch], voters=12, closes_on=LAST_DAY)
        review = Review(self.mine, self.stage.office, opened)
        sheets = [[1 if member in self.equal or voter > 5 else 1 + voter % 2 for member in self.stage.members] for voter in range(12)]
        await review.fill(sheets)
        told = await review.count()
        assert {result["state"] for result in told["results"]} == {"published"}

    async def decide(self, cycle: str, tie: dict[str, Any], branch: str, secretary: httpx.AsyncClient) -> None:
        """Has the decision on a tie recorded by the secretary, or by who may where the secretary is among the equals."""
        who = await self._instead(branch, tie["members"]) if tie["own"] else secretary
        await self.post(f"/api/cycles/{cycle}/ties/{tie['tie']}", who, chosen=tie["members"][: tie["places"]], reason="支委会表决")

    async def _instead(self, branch: str, members: list[str]) -> httpx.AsyncClient:
        seats = await seats_of(self.mine.database.fetch, branch, "2027-01-05")
        allowed = rules.tie_deciders(members, seats)
        free = [member for post, member in seats if post in allowed and member not in members]
        if not free:
            return self.stage.office
        (code,) = (await self.post("/api/accounts/activation", members=free[:1]))["codes"]
        return await activated(self.mine, code["login"], code["code"])

    async def secretaries(self) -> dict[str, httpx.AsyncClient]:
        """The secretary of each branch, signed in with a code from the office; the demo's own has a login."""
        posts = await self.mine.database.fetch(_SECRETARIES)
        others = {post["member"]: post["branch"] for post in posts if post["branch"] != self.stage.branch}
        codes = (await self.post("/api/accounts/activation", members=list(others)))["codes"]
        found = {others[code["member"]]: await activated(self.mine, code["login"], code["code"]) for code in codes}
        return found | {self.stage.branch: self.stage.secretary}
