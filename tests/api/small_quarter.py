"""A quarter of the small mine's north branch with complete data, its people signed in, on the first working days after it."""

from typing import Any

import httpx

from server.domain import accounts, cycles, ratings
from server.domain.ratings.policy.shipped import CONTENT
from tests.api.phone import HttpPhone
from tests.api.test_cycles import PASSWORD, activated, staff
from tests.mine import Mine
from tests.small_mine import BRANCH_OF, MEMBERS, NORTH, cover, know, mark, named, record, review, settle, submit

QUARTER = "2026-Q4"
SECRETARY, MEMBER, FRIEND, FOURTH = list(MEMBERS)[:4]
SOUTHERN = list(MEMBERS)[4:]
COVERED = sorted({need.kind for dimension in CONTENT.dimensions for need in dimension.needs if need.source == "coverage"})
SIGNED_IN_MS = 11 * 3_600_000
MEETING = named("十二月大会")
Row = dict[str, Any]


class SmallQuarter:
    """Who does what in it; clients sign in again after a night."""

    def __init__(self, mine: Mine) -> None:
        self.mine = mine
        self._clients: dict[str, tuple[int, httpx.AsyncClient]] = {}

    async def set(self, *complete: str) -> "SmallQuarter":
        """Founds the mine; of these members (all of the north branch by default) everything is known; the quarter is over."""
        mine = self.mine
        await settle(mine)
        await cycles.open_running(mine.replication)
        async with mine.replication.write(None, "post") as unit:
            unit.put(
                "post", "post", {"member": SECRETARY, "org": NORTH, "branch": NORTH, "post": "secretary", "from_on": "2026-01-01", "to_on": None}
            )
        await self.meet("十二月大会", "general_meeting", {MEMBER: "absent"})
        await self.meet("十二月党课", "party_lecture", {})
        for branch in sorted({BRANCH_OF[MEMBERS[member]] for member in complete or [SECRETARY]}):
            for kind in COVERED:
                await cover(mine, kind, QUARTER, branch)
        for member in complete or (SECRETARY, MEMBER, FRIEND, FOURTH):
            await self.complete(member)
        for login, role in (("office", "office"), ("second", "office"), ("leader", "committee_leader")):
            await staff(mine, login, role)
        office = await self.who("office")
        for code in (await office.post("/api/accounts/activation", json={"members": [SECRETARY, MEMBER]})).json()["codes"]:
            await activated(mine, code["login"], code["code"])
        await mine.drain()
        mine.clock.set("2027-01-04 09:00")
        return self

    async def meet(self, name: str, kind: str, marks: dict[str, str], held: str = "2026-12-10 09:00") -> str:
        """A filed meeting of the north branch at which all but some were present."""
        meeting = await record(self.mine, name, kind, NORTH, held)
        await mark(self.mine, meeting, dict.fromkeys(list(MEMBERS)[:4], "present") | marks)
        await submit(self.mine, meeting)
        return meeting

    async def complete(self, member: str) -> None:
        """Dues, performance and mass review of a member."""
        await know(self.mine, member, "dues", "2026-11-12", until="2026-12")
        await know(self.mine, member, "performance", "2026-11-13", amount=900)
        await review(self.mine, member, QUARTER, 950)

    async def who(self, login: str) -> httpx.AsyncClient:
        """Someone's client, by login: `E0` is the secretary, `E1` the member."""
        at, client = self._clients.get(login, (0, None))
        if client is None or self.mine.clock.now_ms - at > SIGNED_IN_MS:
            client = await self.mine.sign_in(login, PASSWORD)
            self._clients[login] = (self.mine.clock.now_ms, client)
        return client

    async def phone(self, login: str) -> HttpPhone:
        """A phone of someone, with what it may hold."""
        phone = HttpPhone(await self.who(login))
        await phone.sync()
        return phone

    async def cycle(self, branch: str = NORTH) -> Row:
        answer = (await (await self.who("office")).get("/api/cycles", params={"quarter": QUARTER})).json()
        return next(one for one in answer["cycles"] if one["branch"] == branch)

    async def detail(self, branch: str = NORTH) -> Row:
        cycle = await self.cycle(branch)
        answer = await (await self.who("office")).get(f"/api/cycles/{cycle['cycle']}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def stars(self, branch: str = NORTH) -> dict[str, tuple[int | None, str]]:
        return {award["member"]: (award["star"], award["code"]) for award in (await self.detail(branch))["awards"]}

    async def tries(self, login: str, move: str, branch: str = NORTH) -> str:
        """Tries a move with a reason; gives "" or the code of the refusal. A minute passes."""
        cycle = (await self.cycle(branch))["cycle"]
        answer = await (await self.who(login)).post(f"/api/cycles/{cycle}/moves", json={"move": move, "reason": "核对后"})
        self.mine.clock.advance(minutes=1)
        return "" if answer.status_code == 200 else answer.json()["code"]

    async def goes(self, *moves: tuple[str, str]) -> None:
        """Moves that must succeed: (login, move)."""
        for login, move in moves:
            assert await self.tries(login, move) == "", move

    async def time(self, at: str) -> None:
        """Lets time pass; the jobs see it."""
        self.mine.clock.set(at)
        await cycles.advance(self.mine.replication)

    async def freeze(self) -> None:
        """From the draft to the frozen result, as nobody objects."""
        await self.goes(("office", "compute"), ("E0", "review"), ("office", "publish"))
        await self.time("2027-01-12 08:00")
        await self.goes(("leader", "approve"), ("office", "freeze"))


async def stored(mine: Mine, table: str, column: str, value: str) -> list[Row]:
    return await mine.database.fetch(f'select * from "{table}" where "{column}" = {{}} and not "deleted" order by "id"', value)


async def award_of(mine: Mine, member: str) -> Row:
    """The member's one award."""
    (award,) = await stored(mine, "award", "member", member)
    return award


async def scheme_of(mine: Mine, scheme: str) -> ratings.rules.Content:
    return next(one.content for one in await ratings.load_schemes(mine.database.fetch) if one.id == scheme)


async def grant_office_at(mine: Mine, login: str, org: str) -> httpx.AsyncClient:
    """A new account whose office role holds at one organisation, signed in."""
    code = await accounts.open_account(mine.replication, None, login, login, "office", org)
    return await activated(mine, code.login, code.code)
