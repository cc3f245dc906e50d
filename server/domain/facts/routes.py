"""Facts at the office: list, enter and withdraw; what branches have stated; sheets in, templates out. For the office alone."""

import uuid
from typing import Annotated, Any

from litestar import Request, Response, Router, get, post
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter, RawBody
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.exports import send_book
from server.domain.facts import rules
from server.domain.facts.policy import KINDS
from server.domain.facts.queries import entering, imports, listing
from server.domain.facts.queries.imports import Asked
from server.domain.facts.schemas import ChangedOut, CoverageIn, CoverageOut, EnteredOut, EntryIn, FactImportOut, FactReport, FactsOut, WithdrawIn
from server.domain.organisation import TakesWorkbook
from server.kit.identity import Actor
from server.kit.sheets import WORKBOOK, attached
from server.replication import Replication

BYTES_AT_MOST = 10_000_000
HttpRequest = Request[Actor, Any, Any]
Short = Annotated[str, QueryParameter(max_length=64)]
Branches = Annotated[list[str] | None, QueryParameter(name="branch", max_items=500)]
FileName = Annotated[str, QueryParameter(name="file_name", max_length=200)]


def _for_the_office(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    require(connection.user, "office")


@get("/api/facts", summary="The facts of a quarter")
async def list_facts(
    replication: NamedDependency[Replication], quarter: Short, kind: Short = "", branch: Short = "", cursor: FromQuery[str | None] = None
) -> FactsOut:
    """Withdrawn ones too, the newest day first; `kind` and `branch` narrow it."""
    return await listing.list_facts(replication, quarter, kind, branch, cursor)


@get("/api/facts/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The facts of a quarter as a workbook")
async def export_facts(
    request: HttpRequest, replication: NamedDependency[Replication], quarter: Short, kind: Short = "", branch: Short = ""
) -> Stream:
    """A page for each kind, which can be imported again, and one of those withdrawn."""
    return await send_book(replication, request.user, await listing.facts_book(replication, quarter, kind, branch))


@post("/api/facts", status_code=200, summary="Enter a fact")
async def enter_fact(data: JSONBody[EntryIn], request: HttpRequest, replication: NamedDependency[Replication]) -> EnteredOut:
    """Enters a fact of any kind, with the words that its kind asks for."""
    return await entering.enter(replication, request.user, str(uuid.uuid4()), data)


@post("/api/facts/{fact:str}/withdraw", status_code=200, summary="Withdraw a fact with a reason")
async def withdraw_fact(
    fact: FromPath[str], data: JSONBody[WithdrawIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> ChangedOut:
    """The fact stays, and counts no longer; its member sees the reason."""
    await entering.withdraw(replication, request.user, fact, data.reason)
    return ChangedOut(1)


@get("/api/coverage", summary="What branches have stated for a quarter")
async def show_coverage(replication: NamedDependency[Replication], quarter: Short) -> CoverageOut:
    """All branches, what each has stated to be complete, and how many facts stand."""
    return await listing.show_coverage(replication, quarter)


@get("/api/coverage/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The same as a workbook")
async def export_coverage(request: HttpRequest, replication: NamedDependency[Replication], quarter: Short) -> Stream:
    """A row a branch, and who stated what, when."""
    found = await listing.show_coverage(replication, quarter)
    return await send_book(replication, request.user, rules.coverage_book(found, list(KINDS.values())))


@post("/api/coverage", status_code=200, summary="State that everything of a kind is entered")
async def state_coverage(data: JSONBody[CoverageIn], request: HttpRequest, replication: NamedDependency[Replication]) -> ChangedOut:
    """For these branches and this quarter."""
    return ChangedOut(await entering.state_coverage(replication, request.user, data.kind, data.quarter, data.branches))


@post("/api/coverage/withdraw", status_code=200, summary="Take such a statement back")
async def withdraw_coverage(data: JSONBody[CoverageIn], request: HttpRequest, replication: NamedDependency[Replication]) -> ChangedOut:
    """What rests on the kind waits again for these branches."""
    return ChangedOut(await entering.withdraw_coverage(replication, request.user, data.kind, data.quarter, data.branches))


@get("/api/facts/imports", summary="Imports of facts")
async def list_imports(replication: NamedDependency[Replication]) -> list[FactImportOut]:
    """The latest ones, newest first."""
    return await listing.list_imports(replication)


@get("/api/facts/template", media_type=WORKBOOK, summary="An empty sheet of a kind")
async def show_template(kind: Short) -> Response[bytes]:
    """A workbook with the columns of the kind, and how to fill them in."""
    found = entering.kind_of(kind)
    return _workbook(rules.template(found), f"{found.title}模板.xlsx")


@post(
    "/api/facts/import",
    status_code=200,
    request_max_body_size=BYTES_AT_MOST,
    operation_class=TakesWorkbook,
    summary="Import a sheet of facts, or say what that would do",
)
async def import_facts(
    body: RawBody,
    request: HttpRequest,
    replication: NamedDependency[Replication],
    kind: Short,
    quarter: Short,
    branches: Branches = None,
    file_name: FileName = "",
    dry_run: FromQuery[bool] = False,
) -> FactReport:
    """The body is an Excel workbook. Rows that cannot be taken are refused one by one; the others are written in one transaction.

    For each `branch` the list is stated to be complete in the quarter, unless a row was refused. `dry_run` writes nothing.
    """
    asked = Asked(body, kind, quarter, request.user.member, tuple(branches or ()), file_name)
    return await imports.import_sheet(replication, request.user, asked, dry_run)


@post(
    "/api/facts/import/problems",
    status_code=200,
    request_max_body_size=BYTES_AT_MOST,
    operation_class=TakesWorkbook,
    media_type=WORKBOOK,
    summary="The sheet of facts with its problems",
)
async def mark_facts(
    body: RawBody, request: HttpRequest, replication: NamedDependency[Replication], kind: Short, quarter: Short, branches: Branches = None
) -> Response[bytes]:
    """The same workbook with one more column, 问题, that says why rows are refused. Nothing is written."""
    marked = await imports.mark_sheet(replication, Asked(body, kind, quarter, request.user.member, tuple(branches or ())))
    return _workbook(marked, "导入（问题）.xlsx")


def _workbook(content: bytes, name: str) -> Response[bytes]:
    return Response(content, media_type=WORKBOOK, headers=attached(name))


HANDLERS = (
    list_facts,
    export_facts,
    enter_fact,
    withdraw_fact,
    show_coverage,
    export_coverage,
    state_coverage,
    withdraw_coverage,
    list_imports,
    show_template,
    import_facts,
    mark_facts,
)
ROUTES = (Router("/", guards=[_for_the_office], route_handlers=HANDLERS),)
