"""The list of changes, for office and administrator."""

from typing import Annotated, Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, Parameter
from litestar.response import Stream

from server.domain.audit import queries, rules
from server.domain.audit.queries import Wanted
from server.domain.audit.schemas import AuditPage
from server.domain.exports import send_book
from server.kit.clock import is_day
from server.kit.identity import Actor
from server.kit.problems import Reason, invalid, rights_missing
from server.kit.sheets import WORKBOOK
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]
Short = Annotated[str, Parameter(max_length=100)]


def _sees_people(actor: Actor) -> bool:
    """Names of others and reasons about them are the office's; raises Problem rights.missing for whoever sees nothing at all."""
    if not actor.has("office", "administrator"):
        raise rights_missing("变更记录由党群工作部和系统管理员查看。")
    return actor.has("office")


def _wanted(matter: str, actor: str, from_on: str, to_on: str) -> Wanted:
    wrong = [name for name, day in (("from_on", from_on), ("to_on", to_on)) if day and not is_day(day)]
    if wrong:
        raise invalid([Reason(wrong[0], "日期要写成 2026-11-22")])
    return Wanted(matter, actor, from_on, to_on)


@get("/api/audit", summary="Who changed which setting or right")
async def show_audit(
    request: HttpRequest,
    replication: Mine,
    matter: FromQuery[Short] = "",
    actor: FromQuery[Short] = "",
    from_on: FromQuery[Short] = "",
    to_on: FromQuery[Short] = "",
    cursor: FromQuery[Short] = "",
) -> AuditPage:
    """Newest first, by kind of setting, person and days. The administrator sees neither names of others nor reasons about them."""
    sees_people = _sees_people(request.user)
    return await queries.load_audit(replication, _wanted(matter, actor, from_on, to_on), cursor, sees_people)


@get("/api/audit/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The same as a workbook")
async def export_audit(
    request: HttpRequest,
    replication: Mine,
    matter: FromQuery[Short] = "",
    actor: FromQuery[Short] = "",
    from_on: FromQuery[Short] = "",
    to_on: FromQuery[Short] = "",
) -> Stream:
    """All that `/api/audit` pages through, with as much as the person sees there."""
    sees_people = _sees_people(request.user)
    wanted = _wanted(matter, actor, from_on, to_on)
    chosen = rules.words_chosen(matter, await queries.names_of(replication, actor) if actor else (), from_on, to_on)
    return await send_book(replication, request.user, rules.audit_book(queries.audit_rows(replication, wanted, sees_people), chosen))


ROUTES = (show_audit, export_audit)
