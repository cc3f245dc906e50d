"""The office's list of requests for correction, and its decision."""

from typing import Annotated, Any, Literal

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.corrections import queries
from server.domain.corrections.rules import Decided, corrections_book
from server.domain.corrections.schemas import CorrectionRequestOut, DecideCorrectionIn, DecidedCorrectionOut
from server.domain.exports import send_book
from server.kit.identity import Actor
from server.kit.sheets import WORKBOOK
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]
Wanted = Annotated[Literal["open", "decided"], QueryParameter(name="state")]


@get("/api/corrections", summary="Corrections that members ask for")
async def list_corrections(request: HttpRequest, replication: Mine, wanted: Wanted = "open") -> list[CorrectionRequestOut]:
    """For the office: those that wait for it or a branch, oldest first; or those decided last."""
    require(request.user, "office")
    return await queries.load_corrections(replication, request.user, wanted == "open")


@get("/api/corrections/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Corrections that members ask for, as a workbook")
async def export_corrections(request: HttpRequest, replication: Mine, wanted: Wanted = "open") -> Stream:
    """Those that the list shows."""
    require(request.user, "office")
    found = await queries.load_corrections(replication, request.user, wanted == "open")
    return await send_book(replication, request.user, corrections_book(found, wanted == "open"))


@post("/api/corrections/{correction:str}/decide", status_code=200, summary="Carry out a correction, or say why not")
async def decide_correction(
    correction: FromPath[str], data: JSONBody[DecideCorrectionIn], request: HttpRequest, replication: Mine
) -> DecidedCorrectionOut:
    """Over exactly what was seen to stand. An approved record gets an amendment; the roster is edited; a fact is withdrawn."""
    require(request.user, "office")
    state = await queries.decide(replication, request.user, correction, data.stands, Decided(data.accepts, data.reason))
    return DecidedCorrectionOut(correction, state)


ROUTES = (list_corrections, export_corrections, decide_correction)
