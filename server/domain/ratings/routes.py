"""The scheme of member stars, for the office: versions, a draft, and publishing it."""

from typing import Any

from litestar import Request, Router, delete, get, post, put
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler
from litestar.params import FromPath, JSONBody

from server.domain.accounts import require
from server.domain.ratings.queries import schemes
from server.domain.ratings.schemas import PublishIn, SchemeIn, SchemeOut, SchemesOut
from server.kit.identity import Actor
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]


def _for_the_office(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    require(connection.user, "office")


@get("/api/schemes", summary="Versions of the scheme of stars")
async def list_schemes(replication: NamedDependency[Replication]) -> SchemesOut:
    """All versions, newest first."""
    return await schemes.list_schemes(replication)


@post("/api/schemes", status_code=200, summary="Draft a version")
async def draft_scheme(request: HttpRequest, replication: NamedDependency[Replication]) -> SchemeOut:
    """The draft that there is, or a new one that says what the latest version says."""
    return await schemes.draft_scheme(replication, request.user)


@get("/api/schemes/{scheme:str}", summary="One version")
async def show_scheme(scheme: FromPath[str], replication: NamedDependency[Replication]) -> SchemeOut:
    """Its content, and what keeps it from being published."""
    return await schemes.show_scheme(replication, scheme)


@put("/api/schemes/{scheme:str}", summary="Save a draft")
async def save_scheme(scheme: FromPath[str], data: JSONBody[SchemeIn], request: HttpRequest, replication: NamedDependency[Replication]) -> SchemeOut:
    """Keeps it as it is, and tells what is to be mended before it may rule."""
    return await schemes.save_scheme(replication, request.user, scheme, data)


@delete("/api/schemes/{scheme:str}", summary="Drop a draft")
async def drop_scheme(scheme: FromPath[str], request: HttpRequest, replication: NamedDependency[Replication]) -> None:
    """A published version stays."""
    await schemes.drop_scheme(replication, request.user, scheme)


@post("/api/schemes/{scheme:str}/publish", status_code=200, summary="Publish a draft")
async def publish_scheme(
    scheme: FromPath[str], data: JSONBody[PublishIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> SchemeOut:
    """Lets it rule the quarters that begin on a day or later, with a reason."""
    return await schemes.publish_scheme(replication, request.user, scheme, data)


HANDLERS = (list_schemes, draft_scheme, show_scheme, save_scheme, drop_scheme, publish_scheme)
ROUTES = (Router("/", guards=[_for_the_office], route_handlers=HANDLERS),)
