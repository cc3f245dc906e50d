"""The box for those who answer: the list by age, one of them, an answer, an end, and the figures beside the burden."""

from typing import Annotated, Any, Literal

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.exports import send_book
from server.domain.opinions import queries, rules
from server.domain.opinions.policy import READERS
from server.domain.opinions.schemas import AnswerOpinionIn, CloseOpinionIn, OpinionFiguresOut, OpinionOut, OpinionPage
from server.kit.identity import Actor
from server.kit.sheets import WORKBOOK, batches
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]
Wanted = Annotated[Literal["waiting", "answered", "closed"], QueryParameter(name="state")]


@get("/api/opinions", summary="Opinions in the box")
async def list_opinions(request: HttpRequest, replication: Mine, wanted: Wanted = "waiting") -> OpinionPage:
    """For office and committee leaders: those that wait, oldest first; or those answered or closed, newest first."""
    require(request.user, *READERS)
    return await queries.load_opinions(replication, request.user, wanted)


@get("/api/opinions/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Opinions in the box, as a workbook")
async def export_opinions(request: HttpRequest, replication: Mine, wanted: Wanted = "waiting") -> Stream:
    """All in the state of the list; of whoever is not named no person."""
    require(request.user, *READERS)
    rows = batches(queries.every_opinion(replication, request.user, wanted), rules.opinion_row)
    return await send_book(replication, request.user, rules.opinions_book(rows, wanted))


@get("/api/opinions/figures", summary="How many opinions wait, came and were answered")
async def show_opinion_figures(request: HttpRequest, replication: Mine) -> OpinionFiguresOut:
    """Of the whole mine and the running quarter; for office and committee leaders."""
    require(request.user, *READERS)
    return await queries.load_figures(replication)


@get("/api/opinions/{opinion:str}", summary="An opinion")
async def show_opinion(opinion: FromPath[str], request: HttpRequest, replication: Mine) -> OpinionOut:
    """What was said and what became of it; for office and committee leaders."""
    require(request.user, *READERS)
    return await queries.load_opinion(replication, request.user, opinion)


@post("/api/opinions/{opinion:str}/answer", status_code=200, summary="Answer an opinion")
async def answer_opinion(opinion: FromPath[str], data: JSONBody[AnswerOpinionIn], request: HttpRequest, replication: Mine) -> OpinionOut:
    """In words, which the person is told of and reads on the own phone. Nobody answers an own one."""
    require(request.user, *READERS)
    return await queries.answer(replication, request.user, opinion, data)


@post("/api/opinions/{opinion:str}/close", status_code=200, summary="Close an opinion")
async def close_opinion(opinion: FromPath[str], data: JSONBody[CloseOpinionIn], request: HttpRequest, replication: Mine) -> OpinionOut:
    """After it was answered, with what came of it. Nobody closes an own one."""
    require(request.user, *READERS)
    return await queries.close(replication, request.user, opinion, data)


ROUTES = (list_opinions, export_opinions, show_opinion_figures, show_opinion, answer_opinion, close_opinion)
