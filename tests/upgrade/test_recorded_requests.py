"""Requests as phones of each release sent them, word for word: today's server answers them as the server of that day did."""

from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from server.replication import Replication
from sync.mutation import Mutation
from sync.upcast import Upcast, chained
from tests.mine import Mine
from tests.upgrade.stage import KEYS, POLL, People, prepare

RELEASES = sorted(path for path in Path(__file__).parent.glob("20*") if path.is_dir())


def summary(outcome: dict[str, Any]) -> list[Any]:
    """What an outcome may never cease to say; its words may improve."""
    return [outcome["mid"], outcome["result"], outcome.get("reason")]


async def replay(people: People, recorded: dict[str, Any]) -> Any:
    """Sends a recorded request as it was sent, by whom it was sent; gives what may never change of the answer."""
    client: httpx.AsyncClient = getattr(people, recorded.get("by", "secretary"))
    body = msgspec.json.encode(recorded["request"])
    answer = await client.post(recorded.get("path", "/api/sync"), content=body, headers={"content-type": "application/json"})
    if "path" in recorded:
        told = answer.json()
        return {"status": answer.status_code, "body": {name: told.get(name) for name in recorded["answer"]["body"]}}
    assert answer.status_code == 200, answer.text
    return [summary(outcome) for outcome in answer.json()["outcomes"]]


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.name)
async def test_requests_of_every_release_are_answered_as_they_were(mine: Mine, release: Path) -> None:
    people = await prepare(mine)
    for path in sorted(release.glob("*.json")):
        recorded = msgspec.json.decode(path.read_bytes())
        assert await replay(people, recorded) == (recorded["answer"] if "path" in recorded else recorded["outcomes"]), path.name
        await mine.drain()
    counted = await count(people)
    assert (counted["used"], counted["spoiled"]) == (2, 0), "a ballot sealed by the page of that day opens today"


async def count(people: People) -> dict[str, Any]:
    """Closes the box and opens it with its keys."""
    await people.office.post(f"/api/polls/{POLL}/close")
    answer = await people.office.post(f"/api/polls/{POLL}/count", json={"keys": KEYS})
    assert answer.status_code == 200, answer.text
    return answer.json()["poll"]


async def test_no_released_name_vanishes_and_none_is_released_without_a_recording(sqlite_mine: Mine) -> None:
    """A name is released with a request that uses it, and keeps its recording, and an intent or an upcast, for ever."""
    recorded = {
        mutation["name"]
        for release in RELEASES
        for path in release.glob("*.json")
        for mutation in msgspec.json.decode(path.read_bytes())["request"].get("mutations", [])
    }
    replication: Replication = sqlite_mine.replication
    assert recorded - {"note.from_the_future.v9"} == set(replication.intents) | set(replication.upcasts)


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
    phone = (await prepare(mine)).secretary
    first = msgspec.json.decode((RELEASES[0] / "01-a-meeting.json").read_bytes())["request"]
    answer = await phone.post("/api/sync", json=first)
    assert {outcome["result"] for outcome in answer.json()["outcomes"]} == {"applied"}
    titled = next(m for m in first["mutations"] if m["name"] == "meeting.set.v1")
    stored = await mine.database.fetch('select "title" from "meeting" where "id" = {}', titled["row"])
    assert stored[0]["title"] == titled["set"]["place"][1]
    kept = await mine.database.fetch('select "name" from "sync_inbox" where "mid" = {}', titled["mid"])
    assert kept[0]["name"] == "meeting.set.v1", "the inbox keeps what was sent"
