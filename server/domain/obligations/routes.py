"""The tri-colour board of all branches, for the office."""

from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from server.domain.obligations.queries import load_board
from server.domain.obligations.rules import period_days
from server.domain.obligations.schemas import BoardOut
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.problems import Problem, rights_missing
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]

BOARD_ROLES = ("office", "committee_leader", "assessor")


@get("/api/board", summary="The tri-colour board of a month, quarter or year")
async def show_board(request: HttpRequest, replication: NamedDependency[Replication], period: FromQuery[str | None] = None) -> BoardOut:
    """The branches at or below the organisations where the person is office, committee leader or assessor; the current month by default."""
    orgs = [grant.org for grant in request.user.grants if grant.role in BOARD_ROLES]
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


ROUTES = (show_board,)
