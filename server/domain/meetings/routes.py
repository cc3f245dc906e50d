"""One meeting's record, for those who may see it."""

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from server.domain.meetings import rules
from server.domain.meetings.queries import describe, load_meeting
from server.domain.meetings.schemas import RecordOut
from server.kit.identity import Actor
from server.kit.problems import row_not_found
from server.replication import Replication


@get("/api/meetings/{meeting:str}", summary="One meeting's record")
async def show_meeting(meeting: FromPath[str], request: Request, replication: NamedDependency[Replication]) -> RecordOut:
    """The record, for its branch's posts, the office, and members who were expected at it; 404 for everyone else."""
    found = await load_meeting(replication, meeting)
    if found is None:
        raise row_not_found()
    row, marks = found
    actor: Actor = request.user
    if not rules.may_see(actor, row.values, {mark.values["member"] for mark in marks}):
        raise row_not_found()
    record = await describe(replication, row, marks)
    return record if rules.answers_for(actor, row.values) else without_others_reasons(record, actor.member)


def without_others_reasons(record: RecordOut, member: str | None) -> RecordOut:
    """A fellow member sees who was there, and only the own reason: why others were away is not theirs to know."""
    for one in record.attendance:
        if one.member != member:
            one.reason = ""
    return record


ROUTES = (show_meeting,)
