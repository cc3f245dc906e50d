"""The office's polls, and the two addresses of the ballot box, which ask nobody who they are and of which no line is logged."""

from typing import Annotated, Any

from litestar import Request, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.ballots import rules
from server.domain.ballots.queries import box, counts, polls
from server.domain.ballots.schemas import (
    BallotIn,
    CodeIn,
    KeysIn,
    OpenIn,
    PaperOut,
    PollDetailOut,
    PollsOut,
    ReconciliationIn,
    ReprintIn,
    SlipsOut,
    TakenOut,
    TalliesIn,
)
from server.domain.exports import send_book
from server.kit.identity import Actor
from server.kit.sheets import WORKBOOK
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Data = NamedDependency[Replication]
Quarter = Annotated[str, QueryParameter(name="quarter", max_length=10)]
OF_THE_BOX = {"public": True, "unlogged": True}


def _address(request: HttpRequest, replication: Replication) -> str:
    """Where people reach this server, for the QR codes."""
    return replication.settings.public_url or str(request.base_url).rstrip("/")


@get("/api/polls", summary="The mass reviews of a quarter")
async def list_polls(request: HttpRequest, replication: Data, quarter: Quarter) -> PollsOut:
    """The polls, and the branches without one."""
    require(request.user, "office")
    return await polls.load_polls(replication, quarter)


@get("/api/polls/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The mass reviews of a quarter as a workbook")
async def export_polls(request: HttpRequest, replication: Data, quarter: Quarter) -> Stream:
    """The polls, without the branches that have none."""
    require(request.user, "office")
    return await send_book(replication, request.user, rules.polls_book(quarter, (await polls.load_polls(replication, quarter)).items))


@post("/api/polls", status_code=200, summary="Open a mass review")
async def open_poll(data: JSONBody[OpenIn], request: HttpRequest, replication: Data) -> SlipsOut:
    """Makes codes and opening keys. They are in this answer and nowhere else."""
    require(request.user, "office")
    return await polls.open_poll(replication, request.user.account, data, _address(request, replication))


@get("/api/polls/{poll:str}", summary="A mass review")
async def show_poll(poll: FromPath[str], request: HttpRequest, replication: Data) -> PollDetailOut:
    """One poll; results only after the count."""
    require(request.user, "office")
    return await counts.show_poll(replication, request.user, poll)


@get("/api/polls/{poll:str}/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="A mass review's results as a workbook")
async def export_poll(poll: FromPath[str], request: HttpRequest, replication: Data) -> Stream:
    """What the page shows; results only after the count, and only what may be published."""
    require(request.user, "office")
    return await send_book(replication, request.user, rules.poll_book(await counts.show_poll(replication, request.user, poll)))


@delete("/api/polls/{poll:str}", summary="Withdraw a mass review before anyone has voted")
async def withdraw_poll(poll: FromPath[str], request: HttpRequest, replication: Data) -> None:
    """As if it had never been opened."""
    require(request.user, "office")
    await polls.withdraw_poll(replication, request.user.account, poll)


@post("/api/polls/{poll:str}/slips", status_code=200, summary="New slips in place of the unused ones")
async def reprint(poll: FromPath[str], data: JSONBody[ReprintIn], request: HttpRequest, replication: Data) -> SlipsOut:
    """Every code that was not used becomes void."""
    require(request.user, "office")
    return await polls.reprint(replication, request.user.account, poll, data.slips, _address(request, replication))


@post("/api/polls/{poll:str}/close", status_code=200, summary="Close a mass review")
async def close_poll(poll: FromPath[str], request: HttpRequest, replication: Data) -> PollDetailOut:
    """No ballot is taken any more."""
    require(request.user, "office")
    await polls.close_poll(replication, request.user.account, poll)
    return await counts.show_poll(replication, request.user, poll)


@post("/api/polls/{poll:str}/count", status_code=200, summary="Open the box and count")
async def count_poll(poll: FromPath[str], data: JSONBody[KeysIn], request: HttpRequest, replication: Data) -> PollDetailOut:
    """Needs both opening keys; happens once."""
    require(request.user, "office")
    await counts.count_poll(replication, request.user.account, poll, data.keys)
    return await counts.show_poll(replication, request.user, poll)


@put("/api/polls/{poll:str}/tallies", status_code=200, summary="Enter a count of paper ballots")
async def enter_tallies(poll: FromPath[str], data: JSONBody[TalliesIn], request: HttpRequest, replication: Data) -> PollDetailOut:
    """Counts when two people have entered the same."""
    require(request.user, "office")
    await counts.enter_tallies(replication, request.user, poll, data)
    return await counts.show_poll(replication, request.user, poll)


@put("/api/polls/{poll:str}/reconciliation", status_code=200, summary="Enter what became of the slips")
async def enter_reconciliation(poll: FromPath[str], data: JSONBody[ReconciliationIn], request: HttpRequest, replication: Data) -> PollDetailOut:
    """Stands when two people have entered the same."""
    require(request.user, "office")
    await counts.enter_reconciliation(replication, request.user, poll, data)
    return await counts.show_poll(replication, request.user, poll)


@post("/api/ballots/paper", status_code=200, opt=OF_THE_BOX, summary="The ballot of a code")
async def show_paper(data: JSONBody[CodeIn], replication: Data) -> PaperOut:
    """Who is to be rated. Whoever holds the code may ask, as often as they like."""
    return await box.show_paper(replication, data.code)


@post("/api/ballots", status_code=200, opt=OF_THE_BOX, summary="Put a sealed ballot into the box")
async def take_ballot(data: JSONBody[BallotIn], replication: Data) -> TakenOut:
    """One code, one ballot. The same ballot sent again is answered alike."""
    await box.take_ballot(replication, data.code, data.sealed)
    return TakenOut()


ROUTES = (
    list_polls,
    export_polls,
    open_poll,
    show_poll,
    export_poll,
    withdraw_poll,
    reprint,
    close_poll,
    count_poll,
    enter_tallies,
    enter_reconciliation,
    show_paper,
    take_ballot,
)
