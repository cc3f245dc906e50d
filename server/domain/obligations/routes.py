"""The tri-colour board of all branches, and the year's notice of holidays, for the office."""

from typing import Annotated, Any, Literal

from litestar import Request, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, Parameter
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.exports import send_book
from server.domain.obligations.queries import enter_notice, load_board, load_notice
from server.domain.obligations.rules import BoardChoice, board_book, exceptions_of, period_days
from server.domain.obligations.schemas import BoardOut, NoticeIn, NoticeOut
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.problems import Problem, rights_missing
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
    orgs = [grant.org for grant in actor.grants if grant.role in BOARD_ROLES]
    if not orgs:
        raise rights_missing("看板由党群工作部、党委领导和党建考核员查看。")
    asked = period or local_day(replication.clock(), replication.settings.timezone)[:7]
    _check_period(asked)
    return await load_board(replication, asked, orgs)


def _check_period(period: str) -> None:
    try:
        period_days(period)
    except ValueError as error:
        told = f"没有“{period[:20]}”这个周期。"
        raise Problem("obligations.period", "周期不对", told, "请写成 2026-11、2026-Q4 或 2026。", field="period") from error


@get("/api/workdays/{year:str}", summary="The days of a year that differ from Monday to Friday")
async def show_notice(year: Year, request: HttpRequest, replication: NamedDependency[Replication]) -> NoticeOut:
    """As they ship or were entered."""
    require(request.user, "office")
    return await load_notice(replication, year)


@put("/api/workdays/{year:str}", status_code=200, summary="Enter a year's notice of holidays")
async def put_notice(year: Year, data: JSONBody[NoticeIn], request: HttpRequest, replication: NamedDependency[Replication]) -> NoticeOut:
    """In place of what is on record of the year; deadlines that have not been told yet follow from it."""
    require(request.user, "office")
    try:
        days = exceptions_of(year, data.holidays, data.workdays)
    except ValueError as error:
        raise Problem("obligations.notice", "放假安排不对", f"{error}。", "请对照国务院办公厅的通知改正。", field="holidays") from error
    await enter_notice(replication, request.user.account, year, days)
    return await load_notice(replication, year)


ROUTES = (show_board, export_board, show_notice, put_notice)
