"""The demo mine's mass reviews: on paper in every branch, counted by two people. Invented, and the same each time."""

from collections.abc import Collection
from hashlib import sha256

import msgspec

from server.domain.ballots.queries import counts, polls
from server.domain.ballots.schemas import OpenIn, TalliesIn
from server.domain.organisation import today_of
from server.kit.identity import Actor
from server.replication import Replication

VOTERS = 24


async def load_demo(replication: Replication, quarter: str, counted_by: tuple[str, str], models: Collection[str]) -> None:
    """Every branch is reviewed on paper today, and two accounts count the same: the results are published as any others. Safe to call twice.

    Everyone thinks well of `models`.
    """
    today, first = today_of(replication), counted_by[0]
    for branch in (await polls.load_polls(replication, quarter)).free:
        await polls.open_poll(replication, first, OpenIn(quarter, [branch.id], VOTERS, today, by_paper=True), "")
    for poll in (await polls.load_polls(replication, quarter)).items:
        if poll.state == "open":
            await polls.close_poll(replication, first, poll.id)
        if poll.state != "counted":
            await _count(replication, poll.id, quarter, counted_by, models)


async def _count(replication: Replication, poll: str, quarter: str, counted_by: tuple[str, str], models: Collection[str]) -> None:
    members = msgspec.json.decode((await polls.load_poll(replication, poll))["members"], type=list[str])
    tallies = {member: [VOTERS, 0, 0, 0] if member in models else list(tally_of(member, quarter)) for member in members}
    entered = TalliesIn(VOTERS, tallies)
    for account in counted_by:
        await counts.enter_tallies(replication, Actor(account, None, ""), poll, entered)


def tally_of(member: str, quarter: str) -> tuple[int, int, int, int]:
    """How a member fared: 优秀, 合格, 基本合格, 不合格 of all who voted."""
    chance = sha256(f"{member}/{quarter}/ballots".encode()).digest()
    basic, good = chance[0] % 4 * (chance[1] % 2), chance[2] % 11
    return (VOTERS - good - basic, good, basic, 0)
