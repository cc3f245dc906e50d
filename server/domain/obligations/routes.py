"""The tri-colour board of all branches, excusals and reminders, and the year's notice of holidays, for the office."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from litestar import Request, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, Parameter, QueryParameter, RawBody
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.exports import send_book
from server.domain.obligations.queries import excusals, versions
from server.domain.obligations.queries.board import load_board
from server.domain.obligations.queries.detail import load_obligation
from server.domain.obligations.queries.standing import enter_notice, load_notice
from server.domain.obligations.queries.wall import load_wall
from server.domain.obligations.rules import (
    BoardChoice,
    board_book,
    exceptions_of,
    excusals_book,
    lines_of,
    notice_fault,
    period_days,
    read_notice,
    versions_book,
    workdays_book,
)
from server.domain.obligations.schemas import (
    BoardOut,
    DecideExcusalIn,
    ExcusalOut,
    ExcusalStateOut,
    GrantedOut,
    GrantIn,
    LiftIn,
    NoticeIn,
    NoticeOut,
    NoticeReadOut,
    ObligationOut,
    RemindedOut,
    RemindIn,
    TemplateEndIn,
    TemplateVersionIn,
    TemplateVersionOut,
    WallOut,
)
from server.domain.organisation import TakesWorkbook
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.problems import Problem, Reason, invalid, rights_missing
from server.kit.sheets import WORKBOOK
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]

Year = Annotated[FromPath[int], Parameter(ge=2020, le=2100)]
Short = Annotated[str, Parameter(max_length=100)]
BOARD_ROLES = ("office", "committee_leader", "assessor")


@get("/api/board", summary="The tri-colour board of a month, quarter or year")
async def show_board(request: HttpRequest, replication: NamedDependency[Replication], period: FromQuery[str | None] = None) -> BoardOut:
    """The branches at or below the organisations where the person is office, committee leader or assessor; the current month by default."""
    return await _board_of(request.user, replication, period)


@get("/api/board/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The board as a workbook")
async def export_board(
    request: HttpRequest,
    replication: NamedDependency[Replication],
    period: FromQuery[str | None] = None,
    kind: FromQuery[Short] = "",
    general: FromQuery[Short] = "",
    only: FromQuery[Literal["all", "heed", "red"]] = "all",
) -> Stream:
    """What the board shows of a period with these filters."""
    board = await _board_of(request.user, replication, period)
    return await send_book(replication, request.user, board_book(board, BoardChoice(kind, general, only)))


async def _board_of(actor: Actor, replication: Replication, period: str | None) -> BoardOut:
    return await board_of(replication, period or local_day(replication.clock(), replication.settings.timezone)[:7], _board_orgs(actor))


async def board_of(replication: Replication, period: str, orgs: Iterable[str]) -> BoardOut:
    """The board of the branches at or below organisations. Raises Problem obligations.period."""
    _check_period(period)
    return await load_board(replication, period, orgs)


def _board_orgs(actor: Actor) -> list[str]:
    """Where the person may look at the board: at and below these organisations."""
    if orgs := [grant.org for grant in actor.grants if grant.role in BOARD_ROLES]:
        return orgs
    raise rights_missing("看板由党群工作部、党委领导和党建考核员查看。")


def _check_period(period: str) -> None:
    try:
        period_days(period)
    except ValueError as error:
        told = f"没有“{period[:20]}”这个周期。"
        raise Problem("obligations.period", "周期不对", told, "请写成 2026-11、2026-Q4 或 2026。", field="period") from error


@get("/api/wall", summary="Trends and today's events, for a wall screen")
async def show_wall(request: HttpRequest, replication: NamedDependency[Replication]) -> WallOut:
    """Of the branches that the person sees on the board; no person is named."""
    return await load_wall(replication, _board_orgs(request.user))


@get("/api/obligations/{obligation:str}", summary="One obligation whole")
async def show_obligation(obligation: FromPath[str], request: HttpRequest, replication: NamedDependency[Replication]) -> ObligationOut:
    """How it stands and since when, its record and what that lacks, who leads, and what was asked about it."""
    return await load_obligation(replication, request.user, _board_orgs(request.user), obligation)


@get("/api/excusals", summary="Requests to be excused or put off")
async def list_excusals(
    request: HttpRequest,
    replication: NamedDependency[Replication],
    wanted: Annotated[Literal["open", "decided"], QueryParameter(name="state")] = "open",
) -> list[ExcusalOut]:
    """For the office: those that wait, oldest first; or those decided last."""
    require(request.user, "office")
    return await excusals.load_excusals(replication, request.user, wanted == "open")


@get("/api/excusals/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Requests to be excused or put off, as a workbook")
async def export_excusals(
    request: HttpRequest,
    replication: NamedDependency[Replication],
    wanted: Annotated[Literal["open", "decided"], QueryParameter(name="state")] = "open",
) -> Stream:
    """Those that the list shows."""
    require(request.user, "office")
    found = await excusals.load_excusals(replication, request.user, wanted == "open")
    return await send_book(replication, request.user, excusals_book(found, wanted == "open"))


@post("/api/excusals", status_code=200, summary="Excuse obligations, or put them off")
async def grant_excusals(data: JSONBody[GrantIn], request: HttpRequest, replication: NamedDependency[Replication]) -> GrantedOut:
    """Of one or several branches together, asked for or not; what they cost is taken back by itself."""
    require(request.user, "office")
    return await excusals.grant(replication, request.user, data.obligations, data.wanted)


@post("/api/excusals/{excusal:str}/decide", status_code=200, summary="Grant or decline a request")
async def decide_excusal(
    excusal: FromPath[str], data: JSONBody[DecideExcusalIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> ExcusalStateOut:
    """As it was asked; who declines gives a reason."""
    require(request.user, "office")
    if not data.grants and not data.answer.strip():
        raise invalid([Reason("answer", "不同意要写明理由")])
    return ExcusalStateOut(excusal, await excusals.decide(replication, request.user, excusal, data.grants, data.answer))


@post("/api/excusals/{excusal:str}/lift", status_code=200, summary="Take a grant back")
async def lift_excusal(
    excusal: FromPath[str], data: JSONBody[LiftIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> ExcusalStateOut:
    """The duty is owed as before."""
    require(request.user, "office")
    if not data.reason.strip():
        raise invalid([Reason("reason", "请写明原因")])
    return ExcusalStateOut(excusal, await excusals.lift(replication, request.user, excusal, data.reason))


@post("/api/reminders", status_code=200, summary="Remind those who lead of what is still open")
async def remind(data: JSONBody[RemindIn], request: HttpRequest, replication: NamedDependency[Replication]) -> RemindedOut:
    """A notice on their phones; the same duty once a day."""
    require(request.user, "office")
    return RemindedOut(await excusals.remind(replication, request.user, data.obligations))


@get("/api/workdays/{year:str}", summary="The days of a year that differ from Monday to Friday")
async def show_notice(year: Year, request: HttpRequest, replication: NamedDependency[Replication]) -> NoticeOut:
    """As they ship or were entered."""
    require(request.user, "office")
    return await load_notice(replication, year)


@get("/api/workdays/{year:str}/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The same as a workbook")
async def export_notice(year: Year, request: HttpRequest, replication: NamedDependency[Replication]) -> Stream:
    """Which `/api/workdays/{year}/read` reads again."""
    require(request.user, "office")
    return await send_book(replication, request.user, workdays_book(await load_notice(replication, year)))


@put("/api/workdays/{year:str}", status_code=200, summary="Enter a year's notice of holidays")
async def put_notice(year: Year, data: JSONBody[NoticeIn], request: HttpRequest, replication: NamedDependency[Replication]) -> NoticeOut:
    """In place of what is on record of the year; deadlines that have not been told yet follow from it."""
    require(request.user, "office")
    if fault := notice_fault(year, data.holidays, data.workdays):
        raise Problem("obligations.notice", "放假安排不对", f"{fault}。", "请对照国务院办公厅的通知改正。", field="holidays")
    days = exceptions_of(data.holidays, data.workdays)
    await enter_notice(replication, request.user.account, year, days, data.reason)
    return await load_notice(replication, year)


@post("/api/workdays/{year:str}/read", status_code=200, operation_class=TakesWorkbook, summary="Read a year's notice of holidays")
async def read_year(year: Year, body: RawBody, request: HttpRequest) -> NoticeReadOut:
    """From the text as it is published, from a list, or from an Excel workbook; nothing is kept until it was looked at."""
    require(request.user, "office")
    return NoticeReadOut(*read_notice(year, lines_of(body)))


# --- Templates


@get("/api/obligation-templates", summary="Templates of obligations with their versions")
async def list_versions(request: HttpRequest, replication: NamedDependency[Replication]) -> list[TemplateVersionOut]:
    """Kind by kind, the latest version first."""
    require(request.user, "office")
    return await versions.load_versions(replication)


@get("/api/obligation-templates/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Templates of obligations as a workbook")
async def export_versions(request: HttpRequest, replication: NamedDependency[Replication]) -> Stream:
    """With all their versions."""
    require(request.user, "office")
    return await send_book(replication, request.user, versions_book(await versions.load_versions(replication)))


@put("/api/obligation-templates/{kind:str}", status_code=200, summary="Plan the next version of a template")
async def put_version(
    kind: FromPath[str], data: JSONBody[TemplateVersionIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> list[TemplateVersionOut]:
    """From a period that has not begun; those that have keep the version under which they began."""
    require(request.user, "office")
    await versions.plan_version(replication, request.user.account, kind, data)
    return await versions.load_versions(replication)


@post("/api/obligation-templates/{kind:str}/end", status_code=200, summary="End a template")
async def end_template(
    kind: FromPath[str], data: JSONBody[TemplateEndIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> list[TemplateVersionOut]:
    """From a day on nobody owes it any more; what was owed until then stays."""
    require(request.user, "office")
    await versions.end_kind(replication, request.user.account, kind, data)
    return await versions.load_versions(replication)


ROUTES = (
    show_board,
    export_board,
    show_wall,
    show_obligation,
    list_excusals,
    export_excusals,
    grant_excusals,
    decide_excusal,
    lift_excusal,
    remind,
    show_notice,
    export_notice,
    put_notice,
    read_year,
    list_versions,
    export_versions,
    put_version,
    end_template,
)
