"""Load on a running server: phones that go on recording and sending whatever happens to it, and the reckoning when it is quiet again."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx

from sync.digest import START, extend
from tests.api.installation import Installation
from tests.api.phone import HttpPhone
from tests.services import Patience

PASSWORD = "linghang-demo-2026"
SECRETARY, OFFICE = "J200001", "office"
WAITING_AT_MOST = 20
PAUSE_S, NO_ANSWER_S = 0.06, 0.1
NO_ANSWER_AT_MOST_S = 60
REFUSED_AT_MOST, SILENT_AT_MOST = 600, 5
"""After so many refusals, or so long silences, one after the other, a phone has given up: tries are counted, not time."""
FIELDS = ("place", "agenda", "discussion", "observers", "title")
PROGRESS = """select (select count(*) from "recompute_request") + (select count(*) from "recompute_tray") as "waiting",
    (select sum("head") from "scope_head") as "written" """
CONCLUSIONS = ("obligation", "deduction", "branch_score", "rating", "rating_line")


class Carrier(HttpPhone):
    """A phone of a person who works on without looking; it objects to a second outcome, to older rows and to any strange answer."""

    def __init__(self, client: httpx.AsyncClient, seed: int):
        super().__init__(client)
        self.rng = random.Random(seed)
        self.answers = 0
        self.chained = (0, START)
        self.strange: list[str] = []
        self.refused = self.silent = 0
        self.told = "nothing yet"

    def head(self) -> bytes:
        """The same, going on from where it was last asked: this log grows long."""
        count, digest = self.chained
        self.chained = (len(self.mutations), extend(digest, self.mutations[count:]))
        return self.chained[1]

    async def exchange(self) -> bool:
        """One attempt; a server that was killed is no answer, and one that lost its database says so. Says whether all is delivered."""
        try:
            answer = await self.post(self.request())
        except httpx.RequestError as error:
            self._note(repr(error), isinstance(error, httpx.TimeoutException))
            return False
        if answer.status_code != 200:
            self._note(answer.text, False)
            if answer.status_code != 503:
                self.strange.append(answer.text)
            return False
        self.receive(answer.json())
        self.answers, self.refused, self.silent, self.told = self.answers + 1, 0, 0, "an answer"
        return self.acked == len(self.mutations) and not any(page["more"] for page in answer.json()["scopes"].values())

    def _note(self, told: str, silent: bool) -> None:
        self.told, self.refused, self.silent = told, self.refused + 1, self.silent + silent

    @property
    def content(self) -> bool:
        """Whether nothing strange came, and an answer comes before long."""
        return not self.strange and self.refused < REFUSED_AT_MOST and self.silent < SILENT_AT_MOST

    def describe(self) -> str:
        """Where this phone stands, for whoever judges a failure."""
        tries = f"{self.refused} tries without an answer since, {self.silent} of them silent" if self.refused else "nothing since"
        return f"log {self.log}: acked {self.acked} of {len(self.mutations)}, {self.answers} answers, {tries}; told last: {self.told}; {self.strange}"

    def receive(self, answer: dict[str, Any]) -> None:
        known, before = dict(self.outcomes), {(table, row["id"]): row["rev"] for table, rows in self.rows.items() for row in rows.values()}
        super().receive(answer)
        self.strange += [f"a second outcome for {mid}" for mid, outcome in known.items() if self.outcomes[mid] != outcome]
        older = [place for place, rev in before.items() if self.rows[place[0]].get(place[1], {"rev": rev})["rev"] < rev]
        self.strange += [f"an older row: {place}" for place in older]

    async def carry_on(self) -> None:
        """Records and sends until cancelled."""
        while True:
            if len(self.mutations) - self.acked < WAITING_AT_MOST:
                self.act()
            before = self.answers
            await self.exchange()
            await asyncio.sleep(self.rng.uniform(0, PAUSE_S) if self.answers > before else NO_ANSWER_S)

    def act(self) -> None:
        """Something that a secretary does."""
        meetings = sorted(self.rows.get("meeting", {}))
        if not meetings or self.rng.random() < 0.2:
            self.start_meeting(
                self.rng.choice(["theme_day", "party_lecture", "general_meeting"]), place=self.word(), held_start=now_ms() - 86_400_000
            )
        elif (meeting := self.rng.choice(meetings)) and self.rng.random() < 0.5:
            self.set(meeting, **{field: self.word() for field in self.rng.sample(FIELDS, 2)})
        elif self.rng.random() < 0.6:
            some = self.rng.sample(sorted(self.rows["member"]), 3)
            self.record("attendance.mark.v1", meeting, marks={one: [None, self.rng.choice(["present", "leave", "absent"]), "原因"] for one in some})
        else:
            self.record(self.rng.choice(["meeting.submit.v1", "meeting.submit.v1", "meeting.delete.v1"]), meeting)

    def word(self) -> str:
        """A text nobody typed before."""
        return f"{self.log[:8]}词{len(self.mutations)}。"


def now_ms() -> int:
    return round(time.time() * 1000)


class Crew:
    """The secretary's phone and tablet, and the deputy's phone, at an installation that runs."""

    def __init__(self, installation: Installation, seed: int):
        self.installation = installation
        self.seed = seed
        self.phones: list[Carrier] = []
        self._clients: list[httpx.AsyncClient] = []

    async def gather(self) -> None:
        """Signs everyone in and lets each phone read its scopes."""
        phone = await self._join(await self._signed_in(SECRETARY))
        await self._join(phone.client)
        deputy = next(post["member"] for post in phone.rows["post"].values() if post["post"] == "deputy_secretary")
        office = await self._signed_in(OFFICE)
        code = (await office.post("/api/accounts/activation", json={"members": [deputy]})).json()["codes"][0]
        client = self._client()
        answer = await client.post("/api/activation", json={"login": code["login"], "code": code["code"], "password": "a-long-word-2026"})
        assert answer.status_code == 200, answer.text
        await self._join(client)

    def _client(self) -> httpx.AsyncClient:
        url = self.installation.url
        self._clients.append(httpx.AsyncClient(base_url=url, timeout=NO_ANSWER_AT_MOST_S, trust_env=False, headers={"Origin": url}))
        return self._clients[-1]

    async def _signed_in(self, login: str) -> httpx.AsyncClient:
        client = self._client()
        answer = await client.post("/api/session", json={"login": login, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        return client

    async def _join(self, client: httpx.AsyncClient) -> Carrier:
        phone = Carrier(client, self.seed * 10 + len(self.phones))
        await phone.sync()
        self.phones.append(phone)
        return phone

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Inside the block everyone records and sends."""
        tasks = [asyncio.create_task(phone.carry_on()) for phone in self.phones]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
        faults = [end for end in ended if isinstance(end, Exception)]
        assert not faults, faults

    async def served(self) -> None:
        """Everyone has had an answer from now on: a kill that follows falls into work, not into a start."""
        answers = [phone.answers for phone in self.phones]
        while any(phone.answers == before for phone, before in zip(self.phones, answers, strict=True)):
            self.all_content()
            await asyncio.sleep(0.01)

    def all_content(self) -> None:
        """Fails with how everyone stands where somebody was told something strange, or is told nothing any more."""
        assert all(phone.content for phone in self.phones), "\n".join(phone.describe() for phone in self.phones)

    async def deliver(self) -> None:
        """Everyone sends until all is delivered and read; each answer must bring it forward."""
        for phone in self.phones:
            before = (0, 0, {})
            while not await phone.exchange():
                stands = (phone.answers, phone.acked, dict(phone.cursors))
                assert stands[0] == before[0] or stands[1:] != before[1:], f"an answer brought nothing: {phone.describe()}"
                self.all_content()
                before = stands
                await asyncio.sleep(0.05)

    async def come_to_rest(self) -> None:
        """Everything is delivered, every conclusion drawn by the jobs themselves, and every phone has read it."""
        await self.deliver()
        (state,) = await self.installation.fetch(PROGRESS)
        patience = Patience(lambda: state)
        while state["waiting"]:
            assert patience.lasts(), f"conclusions are drawn no more: {state}"
            await self.installation.mend()
            await asyncio.sleep(0.2)
            (state,) = await self.installation.fetch(PROGRESS)
        await self.deliver()

    async def close(self) -> None:
        """Closes the connections."""
        for client in self._clients:
            await client.aclose()


async def reckon(crew: Crew) -> None:
    """After quiet: nothing acknowledged is missing, nothing is doubled, and every phone equals a fresh reading of its scopes."""
    fetch = crew.installation.fetch
    inbox = {(record["log"], record["mid"]): record["result"] for record in await fetch('select "log", "mid", "result" from "sync_inbox"')}
    assert unlike(inbox, {(phone.log, mid): outcome["result"] for phone in crew.phones for mid, outcome in phone.outcomes.items()}) == {}
    assert unlike(dict.fromkeys(inbox, 1), {(phone.log, one["mid"]): 1 for phone in crew.phones for one in phone.mutations}) == {}
    effects = Counter(
        (record["log"], record["mid"], record["tbl"], record["row"]) for record in await fetch("""select * from "history" where "log" <> '' """)
    )
    assert [effect for effect, times in effects.items() if times > 1] == [], "an effect happened twice"
    created = {mutation["row"]: "created" for phone in crew.phones for mutation in phone.mutations if mutation["name"] == "meeting.create.v1"}
    assert unlike(dict.fromkeys((record["id"] for record in await fetch('select "id" from "meeting"')), "created"), created) == {}
    for phone in crew.phones:
        fresh = HttpPhone(phone.client)
        await fresh.sync()
        assert unlike(held(fresh), held(phone)) == {}
        assert phone.strange == []


def unlike(found: Mapping[Any, Any], expected: Mapping[Any, Any]) -> dict[Any, tuple[Any, Any]]:
    """What differs, and nothing else: key -> (found, expected); None stands for what is not there."""
    return {key: (found.get(key), expected.get(key)) for key in [*found, *(expected.keys() - found.keys())] if found.get(key) != expected.get(key)}


def held(phone: HttpPhone) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of a phone, by table and id."""
    return {(table, key): row for table, rows in phone.rows.items() for key, row in rows.items()}


async def conclusions(installation: Installation) -> dict[tuple[str, str], tuple[int, dict[str, Any]]]:
    """Every conclusion's revision and values: equal before and after a full recompute means that nothing was left to draw."""
    return {
        (table, record["id"]): (record["rev"], record) for table in CONCLUSIONS for record in await installation.fetch(f'select * from "{table}"')
    }
