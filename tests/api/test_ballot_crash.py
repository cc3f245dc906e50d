"""The ballot box when server or database is killed: whoever was told 已投 is counted once, and there are never more ballots than codes."""

import asyncio
import itertools
import random
from typing import Any

import httpx
import pytest

from tests.api.installation import Installation, Open
from tests.api.voting import LAST_DAY, QUARTER, sealed_for

VOTERS, UNUSED, HANDS, KILLS = 220, 20, 4, 2
PASSWORD = "linghang-demo-2026"


def client_of(installation: Installation, patience_s: int = 20) -> httpx.AsyncClient:
    """A browser that reaches the installation the way a phone does."""
    return httpx.AsyncClient(base_url=installation.url, timeout=patience_s, trust_env=False, headers={"Origin": installation.url})


async def insist(client: httpx.AsyncClient, method: str, path: str, body: Any = None) -> httpx.Response:
    """Asks until there is an answer that means something, as a tablet does."""
    for _ in range(600):
        try:
            answer = await client.request(method, path, json=body)
            if answer.status_code < 500:
                return answer
        except httpx.HTTPError:
            pass
        await asyncio.sleep(0.1)
    raise AssertionError(f"no answer from {path}")


async def open_poll(office: httpx.AsyncClient) -> dict[str, Any]:
    """The office opens a poll of the first branch."""
    await insist(office, "POST", "/api/session", {"login": "office", "password": PASSWORD})
    branch = (await insist(office, "GET", f"/api/polls?quarter={QUARTER}")).json()["free"][0]["id"]
    asked = {"quarter": QUARTER, "branches": [branch], "voters": VOTERS, "closes_on": LAST_DAY}
    return (await insist(office, "POST", "/api/polls", asked)).json()


async def vote_all(installation: Installation, ballots: list[dict[str, str]]) -> int:
    """Everyone votes, a few at a time; gives how many were told that it is done."""
    queue, taken = iter(ballots), itertools.count()

    async def hand(client: httpx.AsyncClient) -> None:
        for ballot in queue:
            answer = await insist(client, "POST", "/api/ballots", ballot)
            assert answer.status_code == 200, answer.text
            next(taken)

    async with client_of(installation) as client:
        await asyncio.gather(*[hand(client) for _ in range(HANDS)])
    return next(taken)


@pytest.mark.parametrize("storage", ["sqlite", "postgres"])
async def test_whoever_was_told_that_it_is_done_is_counted_once_whatever_was_killed(installed: Open, storage: str) -> None:
    rng, installation = random.Random(storage), installed(storage)
    await installation.start()
    async with client_of(installation, patience_s=120) as office:  # what it opens is told once
        opened = await open_poll(office)
        codes = [slip["typed"] for slip in opened["slips"]]
        paper = (await insist(office, "POST", "/api/ballots/paper", {"code": codes[0]})).json()
        sheets = [[1 + number % 2] * len(paper["people"]) for number in range(VOTERS - UNUSED)]
        ballots = [{"code": code, "sealed": sealed_for(paper, sheet)} for code, sheet in zip(codes, sheets, strict=False)]
        voting = asyncio.create_task(vote_all(installation, ballots))
        moments = [moment for moment in installation.moments() if moment not in ("worker", "redis")]
        for moment in rng.sample(moments, KILLS):
            await installation.kill_at(moment, rng)
            assert not voting.done(), "a kill after the last vote proves nothing"
            await installation.mend()
        assert await voting == len(ballots)
        assert (await insist(office, "POST", f"/api/polls/{opened['poll']}/close")).status_code == 200
        counted = (await insist(office, "POST", f"/api/polls/{opened['poll']}/count", {"keys": opened["keys"]})).json()
        # The reconciliation is refused without words of explanation unless printed = used + destroyed.
        assert (await insist(office, "PUT", f"/api/polls/{opened['poll']}/reconciliation", {"destroyed": UNUSED})).status_code == 200
    assert (counted["poll"]["used"], counted["poll"]["spoiled"], counted["poll"]["printed"]) == (len(ballots), 0, VOTERS)
    assert {result["ballots"] for result in counted["results"]} == {len(ballots)}
    half = len(ballots) // 2
    assert {tuple(result["spread"]) for result in counted["results"]} == {(half, half, 0, 0)}
