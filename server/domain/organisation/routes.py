"""The office hands in a roster: what it would do, doing it, and the copy that says what is wrong."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.params import FromQuery, Parameter, RawBody
from litestar.response import Stream

from server.domain.exports import send_book
from server.domain.organisation.queries import import_content, load_profile, mark_content, people_book
from server.domain.organisation.schemas import OwnedReport, ProfileOut, RosterReport
from server.kit.identity import Actor
from server.kit.problems import rights_missing, row_not_found
from server.kit.sheets import WORKBOOK, attached
from server.replication import Replication

BYTES_AT_MOST = 10_000_000
HttpRequest = Request[Actor, Any, Any]
Typed = Annotated[str, Parameter(max_length=100)]


@dataclass
class TakesWorkbook(Operation):
    """Tells the interface's description that the body is a workbook: Litestar does not describe raw bodies."""

    def __post_init__(self) -> None:
        bytes_of_any_kind = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))
        self.request_body = RequestBody(content={"application/octet-stream": bytes_of_any_kind}, required=True)


@post(
    "/api/roster",
    status_code=200,
    request_max_body_size=BYTES_AT_MOST,
    operation_class=TakesWorkbook,
    summary="Import a roster, or say what that would do",
)
async def import_roster(
    body: RawBody,
    request: HttpRequest,
    replication: NamedDependency[Replication],
    dry_run: FromQuery[bool] = False,
    remove_left: FromQuery[bool] = False,
) -> RosterReport:
    """The body is an Excel workbook. Rows that cannot be taken are refused one by one; the others are written in one transaction.

    `dry_run` writes nothing; `remove_left` ends the membership of people whom the sheet does not name.
    """
    _require_office(request.user)
    return await import_content(replication, body, request.user.account, dry_run, remove_left)


@post(
    "/api/roster/problems",
    status_code=200,
    request_max_body_size=BYTES_AT_MOST,
    operation_class=TakesWorkbook,
    media_type=WORKBOOK,
    summary="The roster with its problems",
)
async def mark_roster(body: RawBody, request: HttpRequest, replication: NamedDependency[Replication]) -> Response[bytes]:
    """The same workbook with one more column, 问题, that says why rows are refused. Nothing is written."""
    _require_office(request.user)
    return Response(await mark_content(replication, body), media_type=WORKBOOK, headers=attached("花名册（问题）.xlsx"))


@get("/api/people/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="People of the roster as a workbook")
async def export_people(
    request: HttpRequest, replication: NamedDependency[Replication], branch: FromQuery[Typed] = "", q: FromQuery[Typed] = ""
) -> Stream:
    """Those whom `/api/people` finds, as a roster that can be imported again."""
    _require_office(request.user)
    return await send_book(replication, request.user, await people_book(replication, branch, q))


@get("/api/profile", summary="What the roster says of oneself beyond what is on the phone")
async def show_profile(request: HttpRequest, replication: NamedDependency[Replication]) -> ProfileOut:
    """Everyone's own and nobody else's (PIPL Art. 45); 404 for an account that belongs to no member."""
    if request.user.member is None:
        raise row_not_found("这个账号不属于花名册里的党员。")
    return await load_profile(replication, request.user.member)


def _require_office(actor: Actor) -> None:
    if not actor.has("office"):
        raise rights_missing()


def sheet_routes(
    path: str,
    name: str,
    what: str,
    template: Callable[[], bytes],
    take: Callable[[Replication, Actor, bytes, bool], Awaitable[OwnedReport]],
    mark: Callable[[Replication, Actor, bytes], Awaitable[bytes]],
) -> tuple[HTTPRouteHandler, ...]:
    """The routes below `path` by which a part takes a sheet of what organisations own: an empty one, the import, the copy that says what is wrong.

    `name` begins the names of the files, `what` are the rows in the interface's description. For the office alone.
    """

    @get(f"{path}/template", media_type=WORKBOOK, summary=f"An empty sheet of {what}")
    async def show_template(request: HttpRequest) -> Response[bytes]:
        """A workbook with the columns, and how to fill them in."""
        _require_office(request.user)
        return Response(template(), media_type=WORKBOOK, headers=attached(f"{name}模板.xlsx"))

    @post(
        f"{path}/import",
        status_code=200,
        request_max_body_size=BYTES_AT_MOST,
        operation_class=TakesWorkbook,
        summary=f"Import a sheet of {what}, or say what that would do",
    )
    async def import_sheet(
        body: RawBody, request: HttpRequest, replication: NamedDependency[Replication], dry_run: FromQuery[bool] = False
    ) -> OwnedReport:
        """An Excel workbook. Rows that cannot be taken are refused one by one, the others are written at once; `dry_run` writes nothing."""
        _require_office(request.user)
        return await take(replication, request.user, body, dry_run)

    @post(
        f"{path}/import/problems",
        status_code=200,
        request_max_body_size=BYTES_AT_MOST,
        operation_class=TakesWorkbook,
        media_type=WORKBOOK,
        summary=f"The sheet of {what} with its problems",
    )
    async def mark_sheet(body: RawBody, request: HttpRequest, replication: NamedDependency[Replication]) -> Response[bytes]:
        """The same workbook with one more column, 问题, that says why rows are refused. Nothing is written."""
        _require_office(request.user)
        return Response(await mark(replication, request.user, body), media_type=WORKBOOK, headers=attached(f"{name}（问题）.xlsx"))

    return show_template, import_sheet, mark_sheet


ROUTES = (import_roster, mark_roster, export_people, show_profile)
