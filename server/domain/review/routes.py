"""The review desk: queue, record, approve, return. For the office alone."""

from datetime import date
from typing import Annotated, Any

import msgspec
from litestar import Request, Router, get, post, put
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.exports import send_book
from server.domain.review import rules
from server.domain.review.queries import amendments, burden, conflicts, held, phrases, reviews, together
from server.domain.review.schemas import (
    AcceptIn,
    AmendedOut,
    AmendmentOut,
    AmendmentsOut,
    ApprovedTogetherOut,
    ApproveIn,
    ApproveTogetherIn,
    BurdenOut,
    ConflictsOut,
    DecidedOut,
    HeldDecidedOut,
    HeldOut,
    PhrasesIn,
    PhrasesOut,
    QueueOut,
    RefuseIn,
    ReturnIn,
    ReviewOut,
)
from server.kit.clock import is_day, local_day
from server.kit.cursors import every_page
from server.kit.problems import Reason, invalid
from server.kit.sheets import WORKBOOK
from server.replication import Replication, load_quarantine

HttpRequest = Request[Any, Any, Any]
State = Annotated[str, QueryParameter(name="state", max_length=20)]
Cursor = FromQuery[str | None]
QUARANTINED_AT_MOST = 10_000


def _for_the_office(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    require(connection.user, "office")


@get("/api/review", summary="The review queue")
async def list_queue(
    request: HttpRequest,
    replication: NamedDependency[Replication],
    wanted: State = "pending",
    cursor: Cursor = None,
    order: Annotated[reviews.Order, QueryParameter()] = "age",
) -> QueueOut:
    """Submissions in one state, each with what is remarkable of it: oldest first, or of what waits those first that need an eye (`risk`), or only
    those that may be approved together (`plain`)."""
    return await reviews.load_queue(replication, request.user, wanted, cursor, order)


@get("/api/review/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The review queue as a workbook")
async def export_queue(request: HttpRequest, replication: NamedDependency[Replication]) -> Stream:
    """What waits for review, oldest first."""
    pages = every_page(lambda cursor: reviews.load_queue(replication, request.user, "pending", cursor))
    return await send_book(replication, request.user, rules.queue_book(pages))


@post("/api/review/approve", status_code=200, summary="Approve together what is unremarkable")
async def approve_together(data: JSONBody[ApproveTogetherIn], request: HttpRequest, replication: NamedDependency[Replication]) -> ApprovedTogetherOut:
    """Each exactly as it was shown, and by itself: one that changed, or is remarkable, is refused with its reason, the others stand."""
    return ApprovedTogetherOut(await together.approve_together(replication, request.user, data.records))


@get("/api/review/phrases", summary="Phrases for returning a record")
async def list_phrases(replication: NamedDependency[Replication]) -> PhrasesOut:
    """Those that the office wrote, by field."""
    return await phrases.load_phrases(replication)


@put("/api/review/phrases/{field:str}", status_code=200, summary="Write the phrases of a field")
async def keep_phrases(
    field: FromPath[str], data: JSONBody[PhrasesIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> PhrasesOut:
    """In place of those on record; none brings back those that ship."""
    return await phrases.keep_phrases(replication, request.user, field, data.phrases, data.reason)


@get("/api/review/{meeting:str}", summary="A record under review")
async def show_review(meeting: FromPath[str], request: HttpRequest, replication: NamedDependency[Replication]) -> ReviewOut:
    """The record beside its evidence, and what changed since it was returned."""
    return await reviews.load_review(replication, request.user, meeting)


@post("/api/review/{meeting:str}/approve", status_code=200, summary="Approve what was seen")
async def approve(meeting: FromPath[str], data: JSONBody[ApproveIn], request: HttpRequest, replication: NamedDependency[Replication]) -> DecidedOut:
    """Approves exactly the content with the given digest."""
    await reviews.decide(replication, request.user, meeting, data.digest, "approved", [])
    return DecidedOut(meeting, "approved")


@post("/api/review/{meeting:str}/return", status_code=200, summary="Return with reasons")
async def return_record(
    meeting: FromPath[str], data: JSONBody[ReturnIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> DecidedOut:
    """Returns exactly the content with the given digest, with a reason on each field to correct."""
    reasons: list[dict[str, str]] = msgspec.to_builtins(data.reasons)
    await reviews.decide(replication, request.user, meeting, data.digest, "returned", reasons)
    return DecidedOut(meeting, "returned")


@get("/api/amendments", summary="Changes asked for after approval")
async def list_amendments(
    replication: NamedDependency[Replication],
    wanted: State = "open",
    cursor: Cursor = None,
) -> AmendmentsOut:
    """Amendments in one state, in the order in which they arrived and were made."""
    return await amendments.load_amendments(replication, wanted, cursor)


@get("/api/amendments/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Changes asked for after approval as a workbook")
async def export_amendments(request: HttpRequest, replication: NamedDependency[Replication], wanted: State = "open") -> Stream:
    """All that `/api/amendments` pages through."""
    pages = every_page(lambda cursor: amendments.load_amendments(replication, wanted, cursor))
    return await send_book(replication, request.user, rules.amendments_book(pages, wanted))


@get("/api/amendments/{amendment:str}", summary="A change asked for after approval")
async def show_amendment(amendment: FromPath[str], request: HttpRequest, replication: NamedDependency[Replication]) -> AmendmentOut:
    """What it would change in the record as it stands."""
    return await amendments.load_amendment(replication, request.user, amendment)


@post("/api/amendments/{amendment:str}/accept", status_code=200, summary="Accept an amendment")
async def accept_amendment(
    amendment: FromPath[str], data: JSONBody[AcceptIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> AmendedOut:
    """Writes it as a new revision of exactly the record with the given digest."""
    digest = await amendments.accept(replication, request.user, amendment, data.digest)
    return AmendedOut(amendment, "accepted", digest)


@post("/api/amendments/{amendment:str}/reject", status_code=200, summary="Reject an amendment with a reason")
async def reject_amendment(
    amendment: FromPath[str], data: JSONBody[RefuseIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> AmendedOut:
    """Leaves the record as it is; the branch sees the reason."""
    await amendments.reject(replication, request.user, amendment, _reason(data))
    return AmendedOut(amendment, "rejected", "")


@get("/api/held", summary="Mutations held for want of a right")
async def list_held(
    request: HttpRequest,
    replication: NamedDependency[Replication],
    wanted: State = "open",
    cursor: Cursor = None,
) -> HeldOut:
    """Held mutations in one state, in the order in which they arrived and were made."""
    return await held.load_held(replication, request.user, wanted, cursor)


@get("/api/held/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Held mutations as a workbook")
async def export_held(request: HttpRequest, replication: NamedDependency[Replication], wanted: State = "open") -> Stream:
    """All that `/api/held` pages through."""
    pages = every_page(lambda cursor: held.load_held(replication, request.user, wanted, cursor))
    return await send_book(replication, request.user, rules.held_book(pages, wanted))


@post("/api/held/{mutation:str}/apply", status_code=200, summary="Carry out a held mutation")
async def apply_held(mutation: FromPath[str], request: HttpRequest, replication: NamedDependency[Replication]) -> HeldDecidedOut:
    """Carries it out on behalf of its author."""
    outcome = await held.apply(replication, request.user, mutation)
    return HeldDecidedOut(mutation, "applied", outcome.result)


@post("/api/held/{mutation:str}/discard", status_code=200, summary="Discard a held mutation with a reason")
async def discard_held(
    mutation: FromPath[str], data: JSONBody[RefuseIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> HeldDecidedOut:
    """Leaves everything as it is; the author sees the reason."""
    await held.discard(replication, request.user, mutation, _reason(data))
    return HeldDecidedOut(mutation, "discarded", None)


@get("/api/conflicts", summary="Conflicts that a branch has left open for two days")
async def list_conflicts(replication: NamedDependency[Replication], cursor: Cursor = None) -> ConflictsOut:
    """The oldest first. The branch decides; the office asks after them."""
    return await conflicts.load_left(replication, cursor)


@get("/api/conflicts/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Conflicts left open as a workbook")
async def export_conflicts(request: HttpRequest, replication: NamedDependency[Replication]) -> Stream:
    """All that `/api/conflicts` pages through."""
    pages = every_page(lambda cursor: conflicts.load_left(replication, cursor))
    return await send_book(replication, request.user, rules.conflicts_book(pages))


@get("/api/burden", summary="What records cost those who write them")
async def show_burden(replication: NamedDependency[Replication], month: FromQuery[str | None] = None) -> BurdenOut:
    """Of a month (`2026-11`, the running one by default), by kind of meeting; of no person and no branch."""
    return await burden.load_burden(replication, _month(replication, month))


@get("/api/burden/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The same as a workbook")
async def export_burden(request: HttpRequest, replication: NamedDependency[Replication], month: FromQuery[str | None] = None) -> Stream:
    """By kind of meeting."""
    found = await burden.load_burden(replication, _month(replication, month))
    return await send_book(replication, request.user, rules.burden_book(found))


def _month(replication: Replication, month: str | None) -> date:
    asked = month or local_day(replication.clock(), replication.settings.timezone)[:7]
    if not is_day(f"{asked}-01"):
        raise invalid([Reason("month", "请写成 2026-11 这样")])
    return date.fromisoformat(f"{asked}-01")


def _reason(data: RefuseIn) -> str:
    if reason := data.reason.strip():
        return reason
    raise invalid([Reason("reason", "请写明原因")])


@get("/api/quarantined/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="What the server failed on, as a workbook")
async def export_quarantined(request: HttpRequest, replication: NamedDependency[Replication]) -> Stream:
    """All that `/api/quarantined` counts, word for word; for the administrator who finds out why, too."""
    require(request.user, "office", "administrator")
    found = await load_quarantine(replication, QUARANTINED_AT_MOST)
    return await send_book(replication, request.user, rules.quarantine_book(found.items))


HANDLERS = (
    list_queue,
    export_queue,
    approve_together,
    list_phrases,
    keep_phrases,
    show_review,
    approve,
    return_record,
    list_amendments,
    export_amendments,
    show_amendment,
    accept_amendment,
    reject_amendment,
    list_held,
    export_held,
    apply_held,
    discard_held,
    list_conflicts,
    export_conflicts,
    show_burden,
    export_burden,
)
ROUTES = (Router("/", guards=[_for_the_office], route_handlers=HANDLERS), export_quarantined)
