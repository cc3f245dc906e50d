"""Signing in and out, who I am, my sessions; for the office: people, one-time codes, disabling an account."""

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from litestar import Request, Response, delete, get, post, put
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, Parameter, QueryParameter
from litestar.response import Stream

from server.domain.accounts import queries, rules
from server.domain.accounts.schemas import (
    AccountChangeIn,
    Activation,
    ActivationCodes,
    AssessorGrantIn,
    AssessorsOut,
    CodesFor,
    DeviceChangeIn,
    DevicesOut,
    Me,
    PersonItem,
    RoleEndIn,
    RoleGrantIn,
    RolesOut,
    SessionItem,
    ShareHandedOut,
    ShareKept,
    SignIn,
    StoreLost,
)
from server.domain.exports import send_book
from server.kit.identity import Actor, SignedIn
from server.kit.problems import row_not_found
from server.kit.sheets import WORKBOOK
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
AnyConnection = ASGIConnection[Any, Any, Any, Any]
Limit = Annotated[int, Parameter(ge=1, le=500)]
RowId = Annotated[str, Parameter(pattern=r"^[0-9a-f-]+$", max_length=64)]
Typed = Annotated[str, Parameter(max_length=100)]


async def authenticate(connection: AnyConnection) -> Actor | None:
    """Who asks, by the session cookie; None without a live session."""
    token = _token(connection)
    return await queries.find_actor(connection.app.state.replication, token) if token else None


async def recognise(connection: AnyConnection) -> SignedIn | None:
    """Whose session cookie it is, without a look at what the account may do; None without a live session."""
    token = _token(connection)
    return await queries.find_session(connection.app.state.replication, token) if token else None


def _is_secure(connection: AnyConnection) -> bool:
    public: str = connection.app.state.replication.settings.public_url
    return connection.url.scheme in ("https", "wss") or public.startswith("https://")


def _token(connection: AnyConnection) -> str | None:
    return connection.cookies.get(rules.cookie_name(_is_secure(connection)))


def _cookie(connection: AnyConnection, token: str | None) -> Cookie:
    """The cookie that holds a token, or that makes the browser forget it."""
    secure = _is_secure(connection)
    lasts_s = rules.SESSION_ENDS_AFTER_MS // 1000 if token else 0
    return Cookie(rules.cookie_name(secure), value=token or "", max_age=lasts_s, path="/", secure=secure, httponly=True, samesite="lax")


async def _welcome(request: HttpRequest, replication: Replication, account: str, token: str) -> Response[Me]:
    me = await queries.load_me(replication, account)
    if me is None:
        raise rules.login_failed()
    return Response(me, cookies=[_cookie(request, token)])


def _agent(request: HttpRequest) -> str:
    return request.headers.get("user-agent", "")


@post("/api/session", status_code=200, opt={"public": True}, summary="Sign in")
async def sign_in(data: JSONBody[SignIn], request: HttpRequest, replication: NamedDependency[Replication]) -> Response[Me]:
    """A new session for this browser. 401 if login and password do not fit, 429 with Retry-After after several failures."""
    account, token = await queries.sign_in(replication, data.login, data.password, _agent(request), _token(request))
    return await _welcome(request, replication, account, token)


@delete("/api/session", status_code=204, opt={"public": True}, summary="Sign out")
async def sign_out(request: HttpRequest, replication: NamedDependency[Replication]) -> Response[None]:
    """Ends the session here and on the server; nothing on the phone is deleted by it."""
    if token := _token(request):
        await queries.sign_out(replication, token)
    return Response(None, status_code=204, cookies=[_cookie(request, None)])


@get("/api/me", summary="Who I am")
async def show_me(request: HttpRequest, replication: NamedDependency[Replication]) -> Me:
    """The signed-in person with roles and scopes of today."""
    me = await queries.load_me(replication, request.user.account)
    if me is None:
        raise row_not_found()
    return me


@post("/api/activation", status_code=200, opt={"public": True}, summary="Set a password with a one-time code")
async def activate(data: JSONBody[Activation], request: HttpRequest, replication: NamedDependency[Replication]) -> Response[Me]:
    """Uses the code up, sets the password, ends older sessions and signs in."""
    account, token = await queries.activate(replication, data.login, data.code, data.password, _agent(request), _token(request))
    return await _welcome(request, replication, account, token)


@get("/api/sessions", summary="Where I am signed in")
async def list_sessions(request: HttpRequest, replication: NamedDependency[Replication]) -> list[SessionItem]:
    """The live sessions of the signed-in person, the latest used first."""
    return await queries.list_sessions(replication, request.user.account, _token(request))


@delete("/api/sessions/{session:str}", status_code=204, summary="End one of my sessions")
async def end_session(session: FromPath[RowId], request: HttpRequest, replication: NamedDependency[Replication]) -> None:
    """Signs another browser of the same person out."""
    if not await queries.end_session(replication, request.user.account, session):
        raise row_not_found("没有这个登录，或它已经结束。")


@put("/api/stores/{store:str}/share", status_code=204, summary="Keep a share of a key")
async def keep_share(store: FromPath[RowId], data: JSONBody[ShareKept], request: HttpRequest, replication: NamedDependency[Replication]) -> None:
    """Keeps the share of the key to one's own store on a phone, for the day the PIN is forgotten."""
    await queries.keep_share(replication, request.user.account, store, data.share, data.asks_login, _token(request) or "")


@get("/api/stores/{store:str}/share", summary="Take a share of a key")
async def take_share(store: FromPath[RowId], request: HttpRequest, replication: NamedDependency[Replication]) -> ShareHandedOut:
    """The share of the key to one's own store on a phone; 403 accounts.login_again if it asks for a login made just now."""
    return ShareHandedOut(await queries.hand_out_share(replication, request.user.account, store, _token(request) or ""))


@post("/api/stores/{store:str}/lost", status_code=204, summary="Tell that a store vanished")
async def tell_lost(store: FromPath[RowId], data: JSONBody[StoreLost], request: HttpRequest, replication: NamedDependency[Replication]) -> None:
    """The phone's browser cleared one's own store, perhaps with work that was not delivered."""
    await queries.note_lost(replication, request.user.account, store, data.waiting)


@get("/api/people", summary="People of the roster")
async def list_people(
    request: HttpRequest,
    replication: NamedDependency[Replication],
    branch: FromQuery[Typed] = "",
    q: FromQuery[Typed] = "",
    cursor: FromQuery[Typed] = "",
    limit: FromQuery[Limit] = 100,
) -> Response[list[PersonItem]]:
    """People by part of the name, or the beginning of pinyin initials or employee number. A header `Link: <…>; rel="next"` leads on."""
    rules.require(request.user, "office")
    people = await queries.list_people(replication, branch, q, cursor, limit)
    query = urlencode({"branch": branch, "q": q, "cursor": people[-1].employee_no, "limit": limit}) if len(people) == limit else ""
    return Response(people, headers={"Link": f'</api/people?{query}>; rel="next"'} if query else {})


@post("/api/accounts/activation", status_code=200, summary="Make one-time codes")
async def make_codes(data: JSONBody[CodesFor], request: HttpRequest, replication: NamedDependency[Replication]) -> ActivationCodes:
    """Codes for members, each shown this once. Members without an account get one by their employee number; for a login that works, say why."""
    rules.require(request.user, "office")
    return ActivationCodes(await queries.make_codes(replication, request.user.account, data.members, data.reason))


@post("/api/accounts/{account:str}/sign-out", status_code=204, summary="End all sessions of an account")
async def end_sessions(
    account: FromPath[RowId], data: JSONBody[AccountChangeIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> None:
    """Signs a person out everywhere, with a reason."""
    rules.require(request.user, "office")
    await queries.end_sessions(replication, request.user.account, account, data.reason)


@post("/api/accounts/{account:str}/disable", status_code=204, summary="Disable an account")
async def disable_account(
    account: FromPath[RowId], data: JSONBody[AccountChangeIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> None:
    """The account may do nothing from this moment on, and all its sessions end; with a reason, and never one's own."""
    rules.require(request.user, "office")
    await queries.set_disabled(replication, request.user.account, account, True, data.reason)


@post("/api/accounts/{account:str}/enable", status_code=204, summary="Enable an account again")
async def enable_account(
    account: FromPath[RowId], data: JSONBody[AccountChangeIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> None:
    """The account works again, with a reason; its person signs in anew."""
    rules.require(request.user, "office")
    await queries.set_disabled(replication, request.user.account, account, False, data.reason)


@get("/api/assessors", summary="Who assesses which branches")
async def list_assessors(request: HttpRequest, replication: NamedDependency[Replication]) -> AssessorsOut:
    """For the office: assessors of today, and those of earlier days without a branch."""
    rules.require(request.user, "office")
    return await queries.list_assessors(replication)


@get("/api/assessors/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Who assesses which branches, as a workbook")
async def export_assessors(request: HttpRequest, replication: NamedDependency[Replication]) -> Stream:
    """All that `/api/assessors` lists."""
    rules.require(request.user, "office")
    found = await queries.list_assessors(replication)
    return await send_book(replication, request.user, rules.assessors_book(found.items))


@post("/api/assessors/grants", status_code=200, summary="Let someone assess")
async def grant_assessor(data: JSONBody[AssessorGrantIn], request: HttpRequest, replication: NamedDependency[Replication]) -> AssessorsOut:
    """From today on, with a reason; nobody assesses the own branch. Gives all assessors as they are then."""
    rules.require(request.user, "office")
    await queries.grant_assessor(replication, request.user.account, data)
    return await queries.list_assessors(replication)


@post("/api/assessors/grants/{grant:str}/end", status_code=200, summary="Take it back")
async def end_grant(
    grant: FromPath[RowId], data: JSONBody[RoleEndIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> AssessorsOut:
    """From this moment on, with a reason; what was submitted stays. Gives all assessors as they are then."""
    rules.require(request.user, "office")
    await queries.end_grant(replication, request.user.account, grant, data.reason)
    return await queries.list_assessors(replication)


@get("/api/roles", summary="Who holds which role")
async def list_roles(request: HttpRequest, replication: NamedDependency[Replication]) -> RolesOut:
    """For the office: granted roles, also those that are over or planned. Posts are not among them: the roster names those."""
    rules.require(request.user, "office")
    return await queries.list_roles(replication, request.user)


@get("/api/roles/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Who holds which role, as a workbook")
async def export_roles(request: HttpRequest, replication: NamedDependency[Replication], past: FromQuery[bool] = False) -> Stream:
    """Those in force and planned, with `past` also those that are over."""
    rules.require(request.user, "office")
    found = await queries.list_roles(replication, request.user)
    return await send_book(replication, request.user, rules.roles_book(found.items, past))


@post("/api/roles", status_code=200, summary="Grant a role")
async def give_role(data: JSONBody[RoleGrantIn], request: HttpRequest, replication: NamedDependency[Replication]) -> RolesOut:
    """To someone else, for a time, with a reason. Gives all roles as they are then."""
    rules.require(request.user, "office")
    await queries.give_role(replication, request.user, data)
    return await queries.list_roles(replication, request.user)


@post("/api/roles/{grant:str}/end", status_code=200, summary="End a role")
async def take_role(grant: FromPath[RowId], data: JSONBody[RoleEndIn], request: HttpRequest, replication: NamedDependency[Replication]) -> RolesOut:
    """From this moment on, with a reason; never one's own. Gives all roles as they are then."""
    rules.require(request.user, "office")
    await queries.take_role(replication, request.user, grant, data.reason)
    return await queries.list_roles(replication, request.user)


@get("/api/devices", summary="Whose stores lie on which phones")
async def list_devices(
    request: HttpRequest,
    replication: NamedDependency[Replication],
    wanted: Annotated[Literal["", "live", "lost", "revoked"], QueryParameter(name="state")] = "",
    q: FromQuery[Typed] = "",
    cursor: FromQuery[Typed] = "",
) -> DevicesOut:
    """For the office, the one used last first; by part of the name, or of the login."""
    rules.require(request.user, "office")
    return await queries.list_devices(replication, wanted, q, cursor)


@get("/api/devices/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="People's phones as a workbook")
async def export_devices(
    request: HttpRequest,
    replication: NamedDependency[Replication],
    wanted: Annotated[Literal["", "live", "lost", "revoked"], QueryParameter(name="state")] = "",
    q: FromQuery[Typed] = "",
) -> Stream:
    """All that `/api/devices` pages through."""
    rules.require(request.user, "office")
    return await send_book(replication, request.user, rules.devices_book(queries.device_rows(replication, wanted, q), wanted, q))


@post("/api/devices/{device:str}/revoke", status_code=204, summary="Revoke a phone that was lost")
async def revoke_device(
    device: FromPath[RowId], data: JSONBody[DeviceChangeIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> None:
    """No key is handed out to it any more, and its person is signed out there; what was not delivered stays sealed on the phone."""
    rules.require(request.user, "office")
    await queries.revoke_device(replication, request.user.account, device, data.reason)


@post("/api/devices/{device:str}/restore", status_code=204, summary="Give a phone back that was found")
async def restore_device(
    device: FromPath[RowId], data: JSONBody[DeviceChangeIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> None:
    """It works as before, after a login; what was not delivered is then delivered."""
    rules.require(request.user, "office")
    await queries.restore_device(replication, request.user.account, device, data.reason)


ROUTES = (
    sign_in,
    sign_out,
    show_me,
    activate,
    list_sessions,
    end_session,
    keep_share,
    take_share,
    tell_lost,
    list_people,
    make_codes,
    end_sessions,
    disable_account,
    enable_account,
    list_assessors,
    export_assessors,
    grant_assessor,
    end_grant,
    list_roles,
    export_roles,
    give_role,
    take_role,
    list_devices,
    export_devices,
    revoke_device,
    restore_device,
)
