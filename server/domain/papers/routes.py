"""The ledger of meetings, minutes to take away, and the office's templates for them."""

from typing import Annotated, Any

from litestar import Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, Parameter, QueryParameter, RawBody
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.exports import note_export, send_book
from server.domain.organisation import TakesWorkbook
from server.domain.papers import rules
from server.domain.papers.queries import exchange, ledger, minutes, templates
from server.domain.papers.queries.ledger import Wanted
from server.domain.papers.rules import Format
from server.domain.papers.schemas import MeetingLedgerOut, PaperTemplatesOut, TemplateChangeIn
from server.kit.identity import Actor
from server.kit.sheets import WORKBOOK, attached, read_out
from server.kit.typeset import PDF
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]
Form = Annotated[Format, QueryParameter(name="format")]
Short = Annotated[str, Parameter(max_length=64)]
Name = Annotated[str, Parameter(min_length=1, max_length=100)]
Why = Annotated[str, Parameter(min_length=1, max_length=500, pattern=r"\S")]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"
PACKED = {"uncompressed": True}


@get("/api/papers/ledger", summary="The ledger of meetings")
async def show_ledger(
    request: HttpRequest,
    replication: Mine,
    period: FromQuery[Short],
    branch: FromQuery[Short] = "",
    kind: FromQuery[Short] = "",
    cursor: FromQuery[Annotated[str, Parameter(max_length=100)]] = "",
) -> MeetingLedgerOut:
    """Filed meetings of a month, quarter or year by time, of the branches that the person answers for."""
    return await ledger.list_lines(replication, request.user, Wanted(period, branch, kind), cursor)


@get("/api/papers/ledger/export", media_type=WORKBOOK, opt=PACKED, summary="The ledger of meetings as a workbook")
async def export_ledger(
    request: HttpRequest, replication: Mine, period: FromQuery[Short], branch: FromQuery[Short] = "", kind: FromQuery[Short] = ""
) -> Stream:
    """All that the ledger shows with these filters, in the usual columns."""
    return await send_book(replication, request.user, await ledger.ledger_book(replication, request.user, Wanted(period, branch, kind)))


@get("/api/papers/minutes/{meeting:str}", media_type=PDF, opt=PACKED, summary="One record as Word or PDF")
async def take_minutes(meeting: FromPath[Short], request: HttpRequest, replication: Mine, form: Form = "pdf") -> Response[bytes]:
    """For everyone who may read the record, with what they may read of it."""
    record = await minutes.one_record(replication, request.user, meeting)
    content = await minutes.write_one(replication, record, form)
    name = rules.file_name(record, replication.settings.zone)
    await note_export(replication, request.user, f"会议记录 {name}.{form}", {"党支部": record.meeting.branch_name}, 1)
    return Response(content, media_type=PDF if form == "pdf" else WORD, headers=attached(f"{name}.{form}"))


@get("/api/papers/minutes", media_type=PDF, opt=PACKED, summary="Many records as one PDF, or as Word files in a zip")
async def take_many_minutes(
    request: HttpRequest,
    replication: Mine,
    period: FromQuery[Short],
    branch: FromQuery[Short] = "",
    kind: FromQuery[Short] = "",
    form: Form = "pdf",
) -> Stream:
    """Those that the ledger shows with these filters."""
    wanted = Wanted(period, branch, kind)
    ids = [line.meeting async for lines in ledger.every_line(replication, request.user, wanted) for line in lines]
    written = await minutes.write_minutes(replication, ids, form)
    name = f"会议记录 {period}.{'pdf' if form == 'pdf' else 'zip'}"
    await note_export(replication, request.user, name, {"周期": period, "党支部": branch, "会议类型": kind}, written.rows)
    return Stream(read_out(written), media_type=PDF if form == "pdf" else ZIP, headers=attached(name, written.size))


@get("/api/papers/exchange", media_type=ZIP, opt=PACKED, summary="The package for the superior's platform")
async def take_package(request: HttpRequest, replication: Mine, period: FromQuery[Short]) -> Stream:
    """Approved records of a month, quarter or year with the organisations and people they name, in the documented format (docs/exchange.md)."""
    require(request.user, "office")
    written = await exchange.write_package(replication, period)
    name = f"上报数据包 {period}.zip"
    await note_export(replication, request.user, name, {"周期": period}, written.rows)
    return Stream(read_out(written), media_type=ZIP, headers=attached(name, written.size))


@get("/api/papers/templates", summary="Templates for minutes")
async def list_templates(request: HttpRequest, replication: Mine) -> PaperTemplatesOut:
    """The shipped one and the office's own, and the fields that a template may name."""
    require(request.user, "office")
    return await templates.list_templates(replication)


@post(
    "/api/papers/templates",
    status_code=200,
    request_max_body_size=rules.BYTES_AT_MOST,
    operation_class=TakesWorkbook,
    summary="Hand in a template for minutes",
)
async def add_template(body: RawBody, request: HttpRequest, replication: Mine, name: FromQuery[Name], reason: FromQuery[Why]) -> PaperTemplatesOut:
    """The body is a Word file. It is tried before it is kept, and refused in words."""
    require(request.user, "office")
    await templates.add_template(replication, request.user, name, body, reason)
    return await templates.list_templates(replication)


@get("/api/papers/templates/{template:str}", media_type=WORD, opt=PACKED, summary="A template as a Word file")
async def take_template(template: FromPath[Short], request: HttpRequest, replication: Mine) -> Response[bytes]:
    """To change it and hand it in again."""
    require(request.user, "office")
    name, content = await templates.template_file(replication, template)
    return Response(content, media_type=WORD, headers=attached(f"{name}.docx"))


@put("/api/papers/templates/{template:str}/chosen", status_code=200, summary="Write minutes by this template")
async def choose_template(template: FromPath[Short], data: JSONBody[TemplateChangeIn], request: HttpRequest, replication: Mine) -> PaperTemplatesOut:
    """From now on, for everyone; with a reason."""
    require(request.user, "office")
    await templates.choose_template(replication, request.user, template, data.reason)
    return await templates.list_templates(replication)


@post("/api/papers/templates/{template:str}/remove", status_code=200, summary="Forget a template")
async def remove_template(template: FromPath[Short], data: JSONBody[TemplateChangeIn], request: HttpRequest, replication: Mine) -> PaperTemplatesOut:
    """With a reason. If it was the chosen one, the shipped one rules again."""
    require(request.user, "office")
    await templates.remove_template(replication, request.user, template, data.reason)
    return await templates.list_templates(replication)


ROUTES = (
    show_ledger,
    export_ledger,
    take_minutes,
    take_many_minutes,
    take_package,
    list_templates,
    add_template,
    take_template,
    choose_template,
    remove_template,
)
