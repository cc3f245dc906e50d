"""What a phone may ask about files: attach one to a meeting by its name and sha256, and take it away again. Bytes follow by HTTP."""

from collections.abc import Iterable
from typing import Annotated, Any

import msgspec

from server.domain.files import rules
from server.domain.meetings import rules as meetings
from server.kit.identity import Actor
from sync.mutation import Held, Mutation, Refusal, Rejected, Row
from sync.plan import Intent, Need, Turn, World

_Short = Annotated[str, msgspec.Meta(max_length=64)]


class Attached(msgspec.Struct, forbid_unknown_fields=True):
    """A file as the phone knows it before anything is sent; `size` in bytes, `sha256` in lower-case hex."""

    meeting: _Short
    kind: _Short
    sha256: _Short
    mime: Annotated[str, msgspec.Meta(max_length=60)]
    size: int
    name: Annotated[str, msgspec.Meta(max_length=200)] = ""


def _needs_attach(mutation: Mutation, _: World) -> Iterable[Need]:
    meeting, sha256 = str(mutation.args.get("meeting")), str(mutation.args.get("sha256"))
    yield Need("meeting", (meeting,))
    yield Need("file_asset", (mutation.row,))
    yield Need("file_asset", (meeting,), "meeting")
    yield Need("file_asset", (sha256,), "sha256")


def _attach(turn: Turn[Actor]) -> None:
    asked: Attached = turn.asked
    wanted: dict[str, Any] = msgspec.structs.asdict(asked)
    meeting = _own_meeting(turn, asked.meeting)
    if is_attached(turn, wanted):
        return
    others = [other.values for other in turn.world.where("file_asset", "meeting", meeting.id)]
    if fault := rules.attach_fault(turn.mutation.row, wanted, others):
        raise Rejected(fault)
    _check_open(meeting, turn.mutation.row, wanted)
    put_asset(turn, wanted, meeting.values["branch"])


def put_asset(turn: Turn[Actor], wanted: dict[str, Any], branch: str) -> None:
    """Writes the row of a new file; the bytes are asked for unless they are here. The other rows of the same sha256 must have been loaded."""
    new = rules.new_asset(wanted, branch, turn.now_ms, turn.actor.account)
    content = _stored_before(turn.world, new)
    turn.put("file_asset", turn.mutation.row, new | ({"state": "stored", "content": content} if content else {}))


def is_attached(turn: Turn[Actor], wanted: dict[str, Any]) -> bool:
    """Whether exactly this was attached before, under this id."""
    known = turn.world.get("file_asset", turn.mutation.row)
    if known is None:
        return False
    if known.deleted or any(known.values[name] != value for name, value in wanted.items()):
        raise Rejected(Refusal("files.id_taken", "文件编号已用过", "同一编号下已有另一个文件，或已被移除", "请重新选择文件"))
    return True


def _stored_before(world: World, new: dict[str, Any]) -> str:
    """Under which name this very content is here already, of the same branch and member, or "". Of others it is not said: knowing it is no right."""
    for same in world.where("file_asset", "sha256", new["sha256"]):
        if same.values["state"] == "stored" and rules.may_share(same.values, new):
            return same.values["content"]
    return ""


def _own_meeting(turn: Turn[Actor], meeting_id: str) -> Row:
    """The meeting, if its files are the person's to change; Held(rights) or Held(depends) otherwise."""
    meeting = turn.row("meeting", meeting_id)
    if not meetings.may_record(turn.actor, meeting.values["branch"], meeting.values["org"]):
        raise Held("rights", f"branch:{meeting.values['branch']}")
    if meeting.deleted:
        raise Rejected(Refusal("files.meeting_deleted", "记录已删除", "这份会议记录已被删除", "如需保留，请先在冲突中选择恢复"))
    return meeting


def _check_open(meeting: Row, file: str, wanted: dict[str, Any] | None) -> None:
    """Held(locked) once the record is approved: `wanted`, or its absence, waits for the office as an amendment."""
    if meeting.values["status"] == "approved":
        raise Held("locked", f"branch:{meeting.values['branch']}", {"meeting": meeting.id, "files": {file: wanted}})


def _needs_detach(mutation: Mutation, world: World) -> Iterable[Need]:
    yield Need("file_asset", (mutation.row,))
    if known := world.get("file_asset", mutation.row):
        yield Need("meeting", (known.values["meeting"],))


def _detach(turn: Turn[Actor]) -> None:
    known = turn.row("file_asset", turn.mutation.row)
    _check_open(_own_meeting(turn, known.values["meeting"]), known.id, None)
    turn.delete("file_asset", known.id)


INTENTS = (
    Intent("file.attach.v1", _needs_attach, _attach, Attached),
    Intent("file.detach.v1", _needs_detach, _detach),
)
