"""The pages of the ledger (明白账): one for every organisation and every member."""

from typing import Annotated, Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Stream

from server.domain.exports import send_book
from server.domain.ledger.queries import lists, members, organisations
from server.domain.ledger.rules import outgoing
from server.domain.ledger.schemas import ChildrenOut, MarkLinesOut, MemberLedgerOut, MembershipsOut, PlaceLedgerOut, RecordLinesOut
from server.kit.cursors import every_page
from server.kit.identity import Actor
from server.kit.sheets import WORKBOOK
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]
Period = Annotated[str | None, QueryParameter(name="period", pattern=r"^[1-9]\d{3}(-Q[1-4])?$")]
Cursor = Annotated[str, QueryParameter(name="cursor", max_length=200)]
AT_ONCE = 1000
"""Rows that an export reads by one statement."""
Kind = Annotated[str, QueryParameter(name="kind", max_length=40)]


@get("/api/ledger/{org:str}", summary="One organisation's page")
async def show_place(org: FromPath[str], request: HttpRequest, replication: Mine, period: Period = None) -> PlaceLedgerOut:
    """What it did, owes and is scored in a quarter or year, the running quarter by default; 404 for who may not see it."""
    return await organisations.load_ledger(replication, request.user, org, _chosen(replication, period))


@get("/api/ledger/{org:str}/records", summary="An organisation's records")
async def list_records(
    org: FromPath[str], request: HttpRequest, replication: Mine, period: Period = None, kind: Kind = "", cursor: Cursor = ""
) -> RecordLinesOut:
    """Of itself and what lies below it, the newest first."""
    return await lists.load_records(replication, request.user, org, _chosen(replication, period), kind, cursor)


@get("/api/ledger/{org:str}/records/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The same as a workbook")
async def export_records(org: FromPath[str], request: HttpRequest, replication: Mine, period: Period = None, kind: Kind = "") -> Stream:
    """For whoever may open the organisation's page."""
    chosen, name = _chosen(replication, period), await organisations.load_name(replication, request.user, org)
    pages = every_page(lambda cursor: lists.load_records(replication, request.user, org, chosen, kind, cursor or "", AT_ONCE))
    return await send_book(replication, request.user, outgoing.records_book(name, chosen, kind, pages))


@get("/api/ledger/{org:str}/people", summary="Who belongs and belonged to a branch or group")
async def list_people(org: FromPath[str], request: HttpRequest, replication: Mine, cursor: Cursor = "") -> MembershipsOut:
    """The latest moves first; not for assessors."""
    return await lists.load_moves(replication, request.user, org, cursor)


@get("/api/ledger/{org:str}/people/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The same as a workbook")
async def export_people(org: FromPath[str], request: HttpRequest, replication: Mine) -> Stream:
    """For whoever sees the organisation's people."""
    name = await organisations.load_name(replication, request.user, org)
    pages = every_page(lambda cursor: lists.load_moves(replication, request.user, org, cursor or "", AT_ONCE))
    return await send_book(replication, request.user, outgoing.people_book(name, pages))


@get("/api/ledger/{org:str}/below", summary="The organisations directly below one")
async def list_below(org: FromPath[str], request: HttpRequest, replication: Mine, period: Period = None, cursor: Cursor = "") -> ChildrenOut:
    """With their figures of the period, by name."""
    return await organisations.load_children(replication, request.user, org, _chosen(replication, period), cursor)


@get("/api/ledger/{org:str}/below/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The same as a workbook")
async def export_below(org: FromPath[str], request: HttpRequest, replication: Mine, period: Period = None) -> Stream:
    """For whoever may open the organisation's page; of those below, the ones whose pages the person may open."""
    chosen, name = _chosen(replication, period), await organisations.load_name(replication, request.user, org)
    pages = every_page(lambda cursor: organisations.load_children(replication, request.user, org, chosen, cursor or ""))
    return await send_book(replication, request.user, outgoing.below_book(name, chosen, pages))


@get("/api/ledger/members/{member:str}", summary="One member's page")
async def show_member(member: FromPath[str], request: HttpRequest, replication: Mine, period: Period = None) -> MemberLedgerOut:
    """For the member, the branch's committee, office and committee leaders. That somebody else looked is kept."""
    return await members.load_ledger(replication, request.user, member, _chosen(replication, period))


@get("/api/ledger/members/{member:str}/attendance", summary="A member's marks at meetings")
async def list_marks(member: FromPath[str], request: HttpRequest, replication: Mine, period: Period = None, cursor: Cursor = "") -> MarkLinesOut:
    """The newest meeting first."""
    return await lists.load_marks(replication, request.user, member, _chosen(replication, period), cursor)


@get("/api/ledger/members/{member:str}/attendance/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The same as a workbook")
async def export_marks(member: FromPath[str], request: HttpRequest, replication: Mine, period: Period = None) -> Stream:
    """For whoever may open the member's page."""
    chosen, (number, name) = _chosen(replication, period), await members.load_name(replication, request.user, member)
    pages = every_page(lambda cursor: lists.load_marks(replication, request.user, member, chosen, cursor or "", AT_ONCE))
    return await send_book(replication, request.user, outgoing.marks_book(number, name, chosen, pages))


@get("/api/ledger", summary="Where the ledger begins for a person")
async def show_beginning(request: HttpRequest, replication: Mine, period: Period = None) -> ChildrenOut:
    """The highest organisations whose pages the person may open."""
    return await organisations.load_beginning(replication, request.user, _chosen(replication, period))


def _chosen(replication: Replication, period: str | None) -> str:
    return period or organisations.default_period(replication)


ROUTES = (
    show_beginning,
    show_place,
    list_records,
    export_records,
    list_people,
    export_people,
    list_below,
    export_below,
    show_member,
    list_marks,
    export_marks,
)
