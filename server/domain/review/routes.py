"""The review desk: queue, record, approve, return. For the office alone."""

from typing import Annotated, Any

import msgspec
from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from server.domain.accounts import require
from server.domain.review import queries, rules
from server.domain.review.schemas import ApproveIn, DecidedOut, QueueOut, ReturnIn, ReviewOut
from server.kit.problems import Reason, invalid
from server.replication import Replication

HttpRequest = Request[Any, Any, Any]


@get("/api/review", summary="The review queue")
async def list_queue(
    request: HttpRequest,
    replication: NamedDependency[Replication],
    wanted: Annotated[str, QueryParameter(name="state", max_length=20)] = "pending",
    cursor: FromQuery[str | None] = None,
) -> QueueOut:
    """Submissions in one state, oldest first."""
    require(request.user, "office")
    return await queries.load_queue(replication, wanted, cursor)


@get("/api/review/{meeting:str}", summary="A record under review")
async def show_review(meeting: FromPath[str], request: HttpRequest, replication: NamedDependency[Replication]) -> ReviewOut:
    """The record beside its evidence, and what changed since it was returned."""
    require(request.user, "office")
    return await queries.load_review(replication, meeting)


@post("/api/review/{meeting:str}/approve", status_code=200, summary="Approve what was seen")
async def approve(meeting: FromPath[str], data: JSONBody[ApproveIn], request: HttpRequest, replication: NamedDependency[Replication]) -> DecidedOut:
    """Approves exactly the content with the given digest."""
    require(request.user, "office")
    await queries.decide(replication, request.user.account, meeting, data.digest, "approved", [])
    return DecidedOut(meeting, "approved")


@post("/api/review/{meeting:str}/return", status_code=200, summary="Return with reasons")
async def return_record(
    meeting: FromPath[str], data: JSONBody[ReturnIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> DecidedOut:
    """Returns exactly the content with the given digest, with a reason on each field to correct."""
    require(request.user, "office")
    reasons: list[dict[str, str]] = msgspec.to_builtins(data.reasons)
    if fault := rules.reasons_fault(reasons):
        raise invalid([Reason("reasons", fault)])
    await queries.decide(replication, request.user.account, meeting, data.digest, "returned", reasons)
    return DecidedOut(meeting, "returned")


ROUTES = (list_queue, show_review, approve, return_record)
