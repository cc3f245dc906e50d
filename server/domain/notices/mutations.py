"""What a person may say about notices from a phone, with or without a network: which ones are read, and what is wanted."""

from collections.abc import Iterable
from typing import Annotated

import msgspec

from server.domain.notices import rules
from server.kit.identity import Actor
from sync.mutation import Mutation, Refusal, Rejected
from sync.plan import Intent, Need, Turn, World

_Id = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
_Kind = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class Reading(msgspec.Struct, forbid_unknown_fields=True):
    """Which notices are read."""

    notices: Annotated[list[_Id], msgspec.Meta(min_length=1, max_length=200)]


class Choosing(msgspec.Struct, forbid_unknown_fields=True):
    """Which kinds are off, from when on (local `HH:MM`) the digest may come, and between which times it must not."""

    off: Annotated[list[_Kind], msgspec.Meta(max_length=50)]
    digest_at: str
    quiet_from: str
    quiet_to: str


def _needs_read(_: Mutation, __: World) -> Iterable[Need]:
    """None by name: whose reading is whose follows from the person, and rows made without having been looked for are loaded."""
    return ()


def _read(turn: Turn[Actor]) -> None:
    """Notices are conclusions and may be drawn later than they are read of: the reading is kept by the id alone, for the person alone."""
    asked: Reading = turn.asked
    member = turn.actor.person
    for notice in dict.fromkeys(asked.notices):
        row = rules.read_id(member, notice)
        if turn.world.get("notice_read", row) is None:
            turn.put("notice_read", row, {"member": member, "notice": notice, "read_at": turn.now_ms})


def _needs_choose(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("notice_choice", (mutation.row,))


def _choose(turn: Turn[Actor]) -> None:
    asked: Choosing = turn.asked
    member = turn.actor.person
    if turn.mutation.row != rules.choice_id(member):
        raise Rejected(Refusal("notices.not_own", "不能代为选择", "通知怎么收由本人决定", "请本人登录后选择"))
    if fault := rules.clock_fault(asked.digest_at, asked.quiet_from, asked.quiet_to):
        raise Rejected(fault)
    wanted = msgspec.structs.asdict(asked) | {"off": sorted(set(asked.off))}
    turn.put("notice_choice", turn.mutation.row, {"member": member, **wanted})


INTENTS = (
    Intent("notice.read.v1", _needs_read, _read, Reading),
    Intent("notice.choose.v1", _needs_choose, _choose, Choosing),
)
