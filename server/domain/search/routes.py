"""Searching over everything that a person may open."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter
from litestar.response import Stream

from server.domain.exports import send_book
from server.domain.search import rules
from server.domain.search.queries import Asked, hit_rows, search
from server.domain.search.schemas import SearchOut
from server.kit.identity import Actor
from server.kit.problems import Reason, invalid
from server.kit.sheets import WORKBOOK
from server.replication import KINDS, Replication, audience

OF_EACH = 5
PAGE = 20
Id = Annotated[str, QueryParameter(max_length=64)]
Day = Annotated[str, QueryParameter(max_length=10)]


@get("/api/search", summary="Everything a person may open that holds some words")
async def search_everything(
    request: Request[Actor, Any, Any],
    replication: NamedDependency[Replication],
    q: Annotated[str, QueryParameter(max_length=100)] = "",
    kind: Annotated[str, QueryParameter(max_length=20)] = "",
    org: FromQuery[Id] = "",
    since: FromQuery[Day] = "",
    until: FromQuery[Day] = "",
    cursor: Annotated[str, QueryParameter(max_length=20)] = "",
) -> SearchOut:
    """A few of each kind, or of one `kind` a page, the newest first; `org` with all below it, days (ISO text) both included.

    What the person may not open is neither found nor counted.
    """
    asked = _asked(replication, request.user, q, kind, org, since, until)
    return await search(replication, asked._replace(below=rules.place_in(cursor)), PAGE if kind else OF_EACH)


@get("/api/search/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The same as a workbook")
async def export_found(
    request: Request[Actor, Any, Any],
    replication: NamedDependency[Replication],
    q: Annotated[str, QueryParameter(max_length=100)] = "",
    kind: Annotated[str, QueryParameter(max_length=20)] = "",
    org: FromQuery[Id] = "",
    since: FromQuery[Day] = "",
    until: FromQuery[Day] = "",
) -> Stream:
    """Of each kind the newest two thousand, by the same filter and within the same rights."""
    asked = _asked(replication, request.user, q, kind, org, since, until)
    return await send_book(replication, request.user, rules.hits_book(hit_rows(replication, asked), q, kind))


def _asked(replication: Replication, actor: Actor, q: str, kind: str, org: str, since: str, until: str) -> Asked:
    if kind and kind not in KINDS:
        raise invalid([Reason("kind", "没有这一类")])
    zone = replication.settings.zone
    first, last = _instant(since, "since", zone, 0), _instant(until, "until", zone, 1)
    return Asked(q, audience(actor), (kind,) if kind else KINDS, org, first, last)


def _instant(day: str, field: str, zone: ZoneInfo, later: int) -> int | None:
    """The beginning of a day, or of so many days later, in epoch ms."""
    if not day:
        return None
    try:
        begins = datetime.combine(date.fromisoformat(day) + timedelta(days=later), datetime.min.time(), zone)
    except (ValueError, OverflowError) as error:
        raise invalid([Reason(field, "请写成 2026-11-27 这样的日期")]) from error
    return round(begins.timestamp() * 1000)


ROUTES = (search_everything, export_found)
