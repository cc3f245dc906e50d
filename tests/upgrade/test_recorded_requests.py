"""Requests as phones of each release sent them, word for word: today's server answers them as the server of that day did."""

from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from server.domain import accounts
from server.replication import Replication
from sync.mutation import Mutation
from sync.upcast import Upcast, chained
from tests.mine import Mine
from tests.small_mine import MEMBERS, NORTH, settle

RELEASES = sorted(path for path in Path(__file__).parent.glob("20*") if path.is_dir())
PASSWORD = "a-long-word-2026"


async def secretary_of(mine: Mine) -> httpx.AsyncClient:
    """The small mine's first member becomes secretary of the north branch, and signs in for the first time."""
    member = next(iter(MEMBERS))
    async with mine.replication.write(None, "found") as unit:
        post = {"member": member, "org": NORTH, "branch": NORTH, "post": "secretary", "from_on": "2026-01-01", "to_on": None}
        unit.put("post", "post", post)
    code = await accounts.open_account(mine.replication, None, "office", "党群工作部", "office")
    office = await activated(mine, "office", code.code)
    made = (await office.post("/api/accounts/activation", json={"members": [member]})).json()["codes"][0]
    return await activated(mine, made["login"], made["code"])


async def activated(mine: Mine, login: str, code: str) -> httpx.AsyncClient:
    client = await mine.client()
    answer = await client.post("/api/activation", json={"login": login, "code": code, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return client


def summary(outcome: dict[str, Any]) -> list[Any]:
    """What an outcome may never cease to say; its words may improve."""
    return [outcome["mid"], outcome["result"], outcome.get("reason")]


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.name)
async def test_requests_of_every_release_are_answered_as_they_were(mine: Mine, release: Path) -> None:
    await settle(mine)
    phone = await secretary_of(mine)
    for path in sorted(release.glob("*.json")):
        recorded = msgspec.json.decode(path.read_bytes())
        body = msgspec.json.encode(recorded["request"])
        answer = await phone.post("/api/sync", content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 200, f"{path.name}: {answer.text}"
        assert [summary(outcome) for outcome in answer.json()["outcomes"]] == recorded["outcomes"], path.name
        await mine.drain()


async def test_no_released_name_vanishes(sqlite_mine: Mine) -> None:
    """A name is released with a request that uses it, and keeps its recording, and an intent or an upcast, for ever."""
    recorded = {
        mutation["name"]
        for release in RELEASES
        for path in release.glob("*.json")
        for mutation in msgspec.json.decode(path.read_bytes())["request"]["mutations"]
    }
    replication: Replication = sqlite_mine.replication
    assert recorded - {"note.from_the_future.v9"} <= set(replication.intents) | set(replication.upcasts)


async def test_a_name_goes_on_working_when_its_successor_appears(mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What will happen one day: `place` becomes `where`, and phones that were not updated go on."""
    replication = mine.replication

    def say_where(mutation: Mutation) -> Mutation:
        edits = {"title" if field == "place" else field: values for field, values in mutation.set.items()}
        return msgspec.structs.replace(mutation, set=edits)

    successor = msgspec.structs.replace(replication.intents["meeting.set.v1"], name="meeting.set.v2")
    intents = {name: intent for name, intent in replication.intents.items() if name != "meeting.set.v1"} | {"meeting.set.v2": successor}
    monkeypatch.setattr(replication, "intents", intents)
    monkeypatch.setattr(replication, "upcasts", chained([Upcast("meeting.set.v1", "meeting.set.v2", say_where)], intents))
    await settle(mine)
    phone = await secretary_of(mine)
    first = msgspec.json.decode((RELEASES[0] / "01-a-meeting.json").read_bytes())["request"]
    answer = await phone.post("/api/sync", json=first)
    assert {outcome["result"] for outcome in answer.json()["outcomes"]} == {"applied"}
    titled = next(m for m in first["mutations"] if m["name"] == "meeting.set.v1")
    stored = await mine.database.fetch('select "title" from "meeting" where "id" = {}', titled["row"])
    assert stored[0]["title"] == titled["set"]["place"][1]
    kept = await mine.database.fetch('select "name" from "sync_inbox" where "mid" = {}', titled["mid"])
    assert kept[0]["name"] == "meeting.set.v1", "the inbox keeps what was sent"
