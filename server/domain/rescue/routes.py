"""The key for phones, and the import of sealed files for the office."""

from dataclasses import dataclass
from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.params import FromPath, RawBody

from server.domain.accounts import require
from server.domain.rescue.queries import imports
from server.domain.rescue.schemas import ImportOut, ImportsOut, KeyOut
from server.kit.identity import Actor
from server.replication import Replication

BYTES_AT_MOST = 4_000_000
MAY_IMPORT = ("office", "administrator")
HttpRequest = Request[Actor, Any, Any]


@dataclass
class TakesSealedFile(Operation):
    """Tells the interface's description that the body is a file: Litestar does not describe raw bodies."""

    def __post_init__(self) -> None:
        bytes_of_any_kind = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))
        self.request_body = RequestBody(content={"application/octet-stream": bytes_of_any_kind}, required=True)


@get("/api/rescue/key", summary="What a phone needs to seal a file")
async def show_key(request: HttpRequest, replication: NamedDependency[Replication]) -> KeyOut:
    """The public key and the proof of whose phone it is; a phone keeps both for when there is no network."""
    return await imports.key_for(replication, request.user.account)


@post("/api/rescue", status_code=200, request_max_body_size=BYTES_AT_MOST, operation_class=TakesSealedFile, summary="Import a sealed file")
async def import_sealed_file(body: RawBody, request: HttpRequest, replication: NamedDependency[Replication]) -> ImportOut:
    """Takes in what a phone could not deliver, in its author's name. The same file once more changes nothing."""
    require(request.user, *MAY_IMPORT)
    return await imports.import_file(replication, request.user.account, body)


@get("/api/rescue", summary="Past imports of sealed files")
async def list_imports(request: HttpRequest, replication: NamedDependency[Replication]) -> ImportsOut:
    """The newest imports, newest first."""
    require(request.user, *MAY_IMPORT)
    return await imports.load_imports(replication)


@get("/api/rescue/{import_id:str}", summary="A past import")
async def show_import(import_id: FromPath[str], request: HttpRequest, replication: NamedDependency[Replication]) -> ImportOut:
    """One import with the outcome of each mutation."""
    require(request.user, *MAY_IMPORT)
    return await imports.load_import(replication, import_id)


ROUTES = (show_key, import_sealed_file, list_imports, show_import)
