"""The installation's epoch: a new one tells phones that the server was restored and may have forgotten what it had acknowledged."""

import uuid

from server.kit.database import Database

_FIND = "select \"value\" from \"site_state\" where \"key\" = 'epoch'"
_BEGIN = "insert into \"site_state\" (\"key\", \"value\") values ('epoch', {}) on conflict (\"key\") do nothing"


async def epoch(database: Database) -> str:
    """The current epoch; made on first use."""
    if not (records := await database.fetch(_FIND)):
        await database.fetch(_BEGIN, uuid.uuid4().hex)
        records = await database.fetch(_FIND)
    return records[0]["value"]
