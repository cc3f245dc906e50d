"""Keeps the office's phrases for returning a record, field by field."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from server.domain.audit import note_change
from server.domain.meetings import rules as meetings
from server.domain.review.schemas import PhrasesOut
from server.kit.identity import Actor
from server.kit.problems import Reason, invalid
from server.replication import Replication
from server.replication.store import to_json

_NAMES = {**meetings.LABELS, "mark": "到会情况"}
"""The fields of a record, and the mark of one person, as people call them."""
_ALL = 'select * from "return_phrase" order by "changed_at" desc, "field"'
_FORGET = 'delete from "return_phrase" where "field" = {} returning "phrases"'
_KEEP = 'insert into "return_phrase" ("field", "phrases", "changed_by", "changed_by_name", "changed_at") values ({}, {}, {}, {}, {})'


async def load_phrases(replication: Replication) -> PhrasesOut:
    """By field, and who changed them last."""
    found = await replication.database.fetch(_ALL)
    last = found[0] if found else {"changed_by_name": "", "changed_at": None}
    phrases = {record["field"]: msgspec.json.decode(record["phrases"], type=list[str]) for record in found}
    return PhrasesOut(phrases, last["changed_by_name"], last["changed_at"])


async def keep_phrases(replication: Replication, actor: Actor, field: str, phrases: Sequence[str], reason: str) -> PhrasesOut:
    """Puts a field's phrases in place of those on record; none brings back those that ship. Problem 400 for what is no field."""
    if field not in _NAMES:
        raise invalid([Reason("field", "记录里没有这一项")])
    wanted = list(dict.fromkeys(text for phrase in phrases if (text := phrase.strip())))
    async with replication.database.write():
        gone = await replication.database.fetch(_FORGET, field)
        before = msgspec.json.decode(gone[0]["phrases"], type=list[str]) if gone else []
        await note_change(replication, actor.account, "phrase", field, _NAMES[field], {"phrases": (before, wanted)}, reason)
        if wanted:
            await replication.database.fetch(_KEEP, field, to_json(wanted), actor.account, actor.name, replication.clock())
    return await load_phrases(replication)
