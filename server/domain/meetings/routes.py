"""One meeting's record, for those who may see it; resolutions that branches tell are carried out, for the office."""

from typing import Annotated, Any, Literal

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.exports import send_book
from server.domain.meetings import rules
from server.domain.meetings.queries import decide_resolution, describe, load_meeting, load_overdue, load_told
from server.domain.meetings.schemas import DecidedResolutionOut, DecideResolutionIn, OverdueResolutionsOut, RecordOut, ResolutionsOut
from server.kit.identity import Actor
from server.kit.problems import Reason, invalid, row_not_found
from server.kit.sheets import ROWS_AT_MOST, WORKBOOK
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


@get("/api/resolutions", summary="Resolutions that branches tell are carried out")
async def list_resolutions(
    request: Request[Actor, Any, Any],
    replication: NamedDependency[Replication],
    wanted: Annotated[Literal["waiting", "confirmed", "returned"], QueryParameter(name="state")] = "waiting",
) -> ResolutionsOut:
    """For the office: those that wait for it, or what it said before."""
    require(request.user, "office")
    return await load_told(replication, "" if wanted == "waiting" else wanted)


@get("/api/resolutions/overdue", summary="Resolutions that are overdue")
async def list_overdue(request: Request[Actor, Any, Any], replication: NamedDependency[Replication]) -> OverdueResolutionsOut:
    """For office and committee leaders, the longest overdue first."""
    require(request.user, "office", "committee_leader")
    return await load_overdue(replication)


@get("/api/resolutions/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Resolutions as a workbook")
async def export_resolutions(
    request: Request[Actor, Any, Any],
    replication: NamedDependency[Replication],
    wanted: Annotated[Literal["waiting", "overdue", "confirmed", "returned"], QueryParameter(name="state")] = "waiting",
) -> Stream:
    """All of one state: what branches tell is carried out, for the office; what is overdue, for committee leaders as well."""
    require(request.user, "office", *(("committee_leader",) if wanted == "overdue" else ()))
    if wanted == "overdue":
        book = rules.overdue_book(await load_overdue(replication))
    else:
        book = rules.told_book(await load_told(replication, "" if wanted == "waiting" else wanted, ROWS_AT_MOST), wanted)
    return await send_book(replication, request.user, book)


@post("/api/resolutions/{resolution:str}/decide", status_code=200, summary="Confirm or return a resolution carried out")
async def say_to_resolution(
    resolution: FromPath[str], data: JSONBody[DecideResolutionIn], request: Request[Actor, Any, Any], replication: NamedDependency[Replication]
) -> DecidedResolutionOut:
    """Returned, it counts as not carried out until the branch tells it anew."""
    require(request.user, "office")
    if data.verdict == "returned" and not data.reason.strip():
        raise invalid([Reason("reason", "请写明退回的理由")])
    return await decide_resolution(replication, request.user, resolution, data)


ROUTES = (show_meeting, list_resolutions, list_overdue, export_resolutions, say_to_resolution)
