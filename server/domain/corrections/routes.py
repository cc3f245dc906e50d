"""The office's list of requests for correction, and its decision."""

from typing import Annotated, Any, Literal

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from server.domain.accounts import require
from server.domain.corrections import queries
from server.domain.corrections.rules import Decided
from server.domain.corrections.schemas import CorrectionRequestOut, DecideCorrectionIn, DecidedCorrectionOut
from server.kit.identity import Actor
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]


@get("/api/corrections", summary="Corrections that members ask for")
async def list_corrections(
    request: HttpRequest, replication: Mine, wanted: Annotated[Literal["open", "decided"], QueryParameter(name="state")] = "open"
) -> list[CorrectionRequestOut]:
    """For the office: those that wait for it or a branch, oldest first; or those decided last."""
    require(request.user, "office")
    return await queries.load_corrections(replication, request.user, wanted == "open")


@post("/api/corrections/{correction:str}/decide", status_code=200, summary="Carry out a correction, or say why not")
async def decide_correction(
    correction: FromPath[str], data: JSONBody[DecideCorrectionIn], request: HttpRequest, replication: Mine
) -> DecidedCorrectionOut:
    """Over exactly what was seen to stand. An approved record gets an amendment; the roster is edited; a fact is withdrawn."""
    require(request.user, "office")
    state = await queries.decide(replication, request.user, correction, data.stands, Decided(data.accepts, data.reason))
    return DecidedCorrectionOut(correction, state)


ROUTES = (list_corrections, decide_correction)
