"""The published interface: read only, by token, with nothing of a session; and the list of tokens, for those who keep them."""

from typing import Annotated, Any

from litestar import Request, Router, get, post
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, Parameter
from litestar.response import Stream

from server.domain.exports import note_export, send_book
from server.domain.obligations import BoardOut, board_of
from server.domain.tokens import queries, rules
from server.domain.tokens.schemas import OpenMeetingsOut, TokenItem, TokenMade, TokenMakeIn, TokenRevokeIn, TokensOut
from server.kit.identity import Actor
from server.kit.problems import rights_missing
from server.kit.sheets import WORKBOOK, Book, Column, Page, batch
from server.replication import Replication

HttpRequest = Request[Any, Any, Any]
Mine = NamedDependency[Replication]
Short = Annotated[str, Parameter(max_length=100)]


async def by_token(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Lets the holder of a live token of the route's scope pass, before anything of the request is read; no session opens these routes."""
    header = connection.headers.get("authorization", "")
    connection.scope["user"] = await queries.holder_of(connection.app.state.replication, header, handler.opt["token"])


@get("/api/open/v1/meetings", opt={"public": True, "token": "meetings:read"}, summary="Approved records (token with meetings:read)")
async def open_meetings(request: HttpRequest, replication: Mine, period: FromQuery[Short], cursor: FromQuery[Short] = "") -> OpenMeetingsOut:
    """Records of meetings held in a month, quarter or year, by time, in the shape of the exchange package (docs/exchange.md)."""
    told = await queries.read_meetings(replication, period, cursor)
    await note_export(replication, request.user, "接口：会议记录", {"周期": period}, len(told.meetings))
    return told


@get("/api/open/v1/board", opt={"public": True, "token": "board:read"}, summary="The tri-colour board (token with board:read)")
async def open_board(request: HttpRequest, replication: Mine, period: FromQuery[Short]) -> BoardOut:
    """All branches of the mine in a month, quarter or year."""
    board = await board_of(replication, period, await queries.committees(replication))
    await note_export(replication, request.user, "接口：三色看板", {"周期": period}, len(board.rows))
    return board


def _require_keeper(actor: Actor) -> None:
    if not actor.has("office", "administrator"):
        raise rights_missing("接口令牌由党群工作部和系统管理员管理。")


@get("/api/tokens", summary="Tokens of other systems")
async def show_tokens(request: Request[Actor, Any, Any], replication: Mine) -> TokensOut:
    """For office and administrator: what each opens, until when, when it was last used. The token itself was shown once, when it was made."""
    _require_keeper(request.user)
    return TokensOut(await queries.list_tokens(replication), dict(rules.SCOPES), rules.PER_MINUTE)


_COLUMNS = (
    Column("给哪个系统", width=24),
    Column("能读什么", width=30),
    Column("状态", width=10),
    Column("发放", "moment", 18),
    Column("到期", "moment", 18),
    Column("最近读取", "moment", 18),
)


@get("/api/tokens/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Tokens as a workbook")
async def export_tokens(request: Request[Actor, Any, Any], replication: Mine) -> Stream:
    """What each opens and until when, never the token itself."""
    _require_keeper(request.user)
    rows = batch(map(_row, await queries.list_tokens(replication)))
    return await send_book(replication, request.user, Book("接口令牌", {}, [Page("接口令牌", _COLUMNS, rows)]))


def _row(one: TokenItem) -> list[object]:
    opens = "、".join(rules.SCOPES[scope] for scope in one.scopes)
    return [one.name, opens, rules.STATE_WORDS[one.state], one.created_at, one.expires_at, one.used_at, one.id]


@post("/api/tokens", summary="Make a token for another system")
async def make_token(data: JSONBody[TokenMakeIn], request: Request[Actor, Any, Any], replication: Mine) -> TokenMade:
    """With scopes, a term and a reason. What it is, is told this once: only its hash is kept."""
    _require_keeper(request.user)
    return await queries.create_token(replication, data.name.strip(), data.scopes, data.days, request.user.account, data.reason)


@post("/api/tokens/{token:str}/revoke", status_code=200, summary="Revoke a token")
async def end_token(token: FromPath[Short], data: JSONBody[TokenRevokeIn], request: Request[Actor, Any, Any], replication: Mine) -> TokensOut:
    """From this moment on it opens nothing."""
    _require_keeper(request.user)
    await queries.revoke_token(replication, token, request.user.account, data.reason)
    return TokensOut(await queries.list_tokens(replication), dict(rules.SCOPES), rules.PER_MINUTE)


ROUTES = (Router("/", guards=[by_token], route_handlers=(open_meetings, open_board)), show_tokens, export_tokens, make_token, end_token)
