"""The installation's epoch: a later one tells phones that the server was restored and may have forgotten what it acknowledged."""

import uuid

import msgspec

from server.kit.database import Database

REVISIONS_AN_EPOCH = 2**24
"""Room for the changes of one row within an epoch; minutes since 2026 times this stays exact in JavaScript for centuries."""
_START_MS = 1_767_225_600_000
_FIND = """select "value" from "site_state" where "key" = 'epoch' """
_BEGIN = """insert into "site_state" ("key", "value") values ('epoch', {}) on conflict ("key") do nothing"""
_RAISE = 'update "scope_head" set "head" = {} where "head" < {}'
_SET = """insert into "site_state" ("key", "value") values ('epoch', {})
    on conflict ("key") do update set "value" = excluded."value" """


class Epoch(msgspec.Struct, frozen=True):
    """`number` orders epochs: 0 for a server never restored, else minutes since 2026 at the restore; `name` goes to phones."""

    number: int
    name: str

    @property
    def rev_floor(self) -> int:
        """The least revision given in this epoch: none that was forgotten is ever given again to something else."""
        return max(1, self.number * REVISIONS_AN_EPOCH)


def _parsed(name: str) -> Epoch:
    return Epoch(int(name.partition("-")[0]), name)


async def current_epoch(database: Database) -> Epoch:
    """The epoch of this server; made on first use."""
    if not (records := await database.fetch(_FIND)):
        await database.fetch(_BEGIN, f"0-{uuid.uuid4().hex}")
        records = await database.fetch(_FIND)
    return _parsed(records[0]["value"])


async def begin_epoch(database: Database, now_ms: int) -> Epoch:
    """Begins a new epoch, as the last step of every restore. `now_ms` is epoch ms."""
    last = await current_epoch(database)
    number = max(last.number + 1, (now_ms - _START_MS) // 60_000)
    await database.fetch(_SET, f"{number}-{uuid.uuid4().hex}")
    # A place that phones saw and this server has forgotten is never given again either: what lies at or below it was not seen by them.
    await database.fetch(_RAISE, number * REVISIONS_AN_EPOCH, number * REVISIONS_AN_EPOCH)
    return await current_epoch(database)
