"""The pages of a quarter's procedure: for office and committee, and for the branch's own committee."""

from typing import Annotated, Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response import Stream

from server.domain.accounts import require, require_somewhere
from server.domain.cycles import queries, rules
from server.domain.cycles.schemas import (
    AppealOut,
    DecideIn,
    DetailOut,
    MoveAllIn,
    MovedAllOut,
    MovedOut,
    MoveIn,
    OpenedOut,
    OpenIn,
    OverviewOut,
    PublicationOut,
    StateOut,
    TieIn,
    TriedOut,
    VetoCreatedOut,
    VetoesOut,
    VetoIn,
    WhyIn,
)
from server.domain.exports import send_book
from server.domain.organisation import COMMITTEE_POSTS
from server.kit.identity import Actor
from server.kit.problems import Reason, invalid
from server.kit.sheets import WORKBOOK
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]
OneQuarter = Annotated[str, QueryParameter(name="quarter", pattern=r"^[1-9]\d{3}-Q[1-4]$")]
AnyQuarter = Annotated[str | None, QueryParameter(name="quarter", pattern=r"^[1-9]\d{3}-Q[1-4]$")]
SEEING = ("office", "committee_leader", *sorted(COMMITTEE_POSTS))
DECIDING = ("office", *rules.BRANCH_ROLES)


@get("/api/cycles", summary="How far each branch's quarter is")
async def list_cycles(request: HttpRequest, replication: Mine, quarter: AnyQuarter = None) -> OverviewOut:
    """The branches of office and committee, and those whose committee the person sits on; the latest quarter that is over by default."""
    require_somewhere(request.user, *SEEING)
    return await queries.load_overview(replication, request.user, quarter)


@get("/api/cycles/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="How far each branch's quarter is, as a workbook")
async def export_cycles(request: HttpRequest, replication: Mine, quarter: AnyQuarter = None) -> Stream:
    """The branches that the list shows the person."""
    require_somewhere(request.user, *SEEING)
    return await send_book(replication, request.user, rules.overview_book(await queries.load_overview(replication, request.user, quarter)))


@post("/api/cycles/open", status_code=200, summary="Begin a quarter")
async def open_cycles(data: JSONBody[OpenIn], request: HttpRequest, replication: Mine) -> OpenedOut:
    """Begins the quarter of every branch of the office that has none yet."""
    require_somewhere(request.user, "office")
    return OpenedOut(await queries.open_quarter(replication, request.user, data.quarter))


@post("/api/cycles/moves", status_code=200, summary="Move every branch that is ready")
async def move_cycles(data: JSONBody[MoveAllIn], request: HttpRequest, replication: Mine) -> MovedAllOut:
    """Makes one move for all branches of a quarter that nothing blocks."""
    require_somewhere(request.user, "office", "committee_leader")
    return MovedAllOut(*await queries.move_all(replication, request.user, data.quarter, data.move))


@get("/api/cycles/{cycle:str}", summary="A branch's quarter with its results")
async def show_cycle(cycle: FromPath[str], request: HttpRequest, replication: Mine) -> DetailOut:
    """Results, ties, history; for the office also what changed since. That the person looked is kept."""
    require_somewhere(request.user, *SEEING)
    return await queries.load_detail(replication, request.user, cycle)


@get("/api/cycles/{cycle:str}/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="A branch's results as a workbook")
async def export_cycle(cycle: FromPath[str], request: HttpRequest, replication: Mine) -> Stream:
    """What the page of the quarter shows; that the person looked is kept, as for the page."""
    require_somewhere(request.user, *SEEING)
    return await send_book(replication, request.user, rules.results_book(await queries.load_detail(replication, request.user, cycle)))


@post("/api/cycles/{cycle:str}/moves", status_code=200, summary="Move a branch's quarter")
async def move_cycle(cycle: FromPath[str], data: JSONBody[MoveIn], request: HttpRequest, replication: Mine) -> MovedOut:
    """Makes one move, if it is the person's to make and nothing blocks it."""
    require_somewhere(request.user, *SEEING)
    return MovedOut(await queries.move(replication, request.user, cycle, data.move, data.reason))


@post("/api/cycles/{cycle:str}/ties/{tie:str}", status_code=200, summary="Decide a tie")
async def decide_tie(cycle: FromPath[str], tie: FromPath[str], data: JSONBody[TieIn], request: HttpRequest, replication: Mine) -> MovedOut:
    """Keeps whom the branch committee chose among equals, and why."""
    require_somewhere(request.user, *SEEING)
    await queries.decide_tie(replication, request.user, cycle, tie, data.chosen, data.reason)
    return MovedOut(cycle)


@get("/api/cycles/{cycle:str}/publication", summary="The sheet to post")
async def show_publication(cycle: FromPath[str], request: HttpRequest, replication: Mine) -> PublicationOut:
    """Names and stars, without scores."""
    require_somewhere(request.user, *SEEING)
    return await queries.load_publication(replication, request.user, cycle)


@get("/api/cycles/{cycle:str}/publication/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The sheet to post, as a workbook")
async def export_publication(cycle: FromPath[str], request: HttpRequest, replication: Mine) -> Stream:
    """Names and stars, without scores."""
    require_somewhere(request.user, *SEEING)
    return await send_book(replication, request.user, rules.publication_book(await queries.load_publication(replication, request.user, cycle)))


@get("/api/appeals", summary="Appeals of a quarter")
async def list_appeals(request: HttpRequest, replication: Mine, quarter: OneQuarter) -> list[AppealOut]:
    """Those in the branches that the person may see, the most urgent first."""
    require_somewhere(request.user, *SEEING)
    return await queries.load_appeals(replication, request.user, quarter)


@get("/api/appeals/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Appeals of a quarter as a workbook")
async def export_appeals(request: HttpRequest, replication: Mine, quarter: OneQuarter) -> Stream:
    """The appeals that the list shows the person."""
    require_somewhere(request.user, *SEEING)
    return await send_book(replication, request.user, rules.appeals_book(quarter, await queries.load_appeals(replication, request.user, quarter)))


@post("/api/appeals/{appeal:str}/decide", status_code=200, summary="Answer an appeal")
async def decide_appeal(appeal: FromPath[str], data: JSONBody[DecideIn], request: HttpRequest, replication: Mine) -> StateOut:
    """The branch first, then the office, each with a reason."""
    require_somewhere(request.user, *DECIDING)
    return StateOut(await queries.decide_appeal(replication, request.user, appeal, data.upholds, _worded(data.reason)))


@get("/api/vetoes", summary="Vetoes of a quarter")
async def list_vetoes(request: HttpRequest, replication: Mine, quarter: OneQuarter) -> VetoesOut:
    """For office and committee alone, each of their own branches."""
    require_somewhere(request.user, "office", "committee_leader")
    return await queries.load_vetoes(replication, request.user, quarter)


@get("/api/vetoes/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Vetoes of a quarter as a workbook")
async def export_vetoes(request: HttpRequest, replication: Mine, quarter: OneQuarter) -> Stream:
    """The vetoes that the list shows the person."""
    require_somewhere(request.user, "office", "committee_leader")
    return await send_book(replication, request.user, rules.vetoes_book(quarter, await queries.load_vetoes(replication, request.user, quarter)))


@post("/api/vetoes", status_code=200, summary="Propose a veto")
async def propose_veto(data: JSONBody[VetoIn], request: HttpRequest, replication: Mine) -> VetoCreatedOut:
    """With the ground, what happened, and what proves it."""
    require_somewhere(request.user, "office")
    told = (_worded(data.text, "text"), _worded(data.evidence, "evidence"))
    return VetoCreatedOut(await queries.propose(replication, request.user, data.member, data.quarter, data.kind, *told))


@post("/api/vetoes/{veto:str}/confirm", status_code=200, summary="Confirm a veto")
async def confirm_veto(veto: FromPath[str], request: HttpRequest, replication: Mine) -> StateOut:
    """By a second person; the member is told."""
    require_somewhere(request.user, "office", "committee_leader")
    return StateOut(await queries.decide_veto(replication, request.user, veto, True, ""))


@post("/api/vetoes/{veto:str}/dismiss", status_code=200, summary="Dismiss a proposed veto")
async def dismiss_veto(veto: FromPath[str], data: JSONBody[WhyIn], request: HttpRequest, replication: Mine) -> StateOut:
    """By a second person, with a reason."""
    require_somewhere(request.user, "office", "committee_leader")
    return StateOut(await queries.decide_veto(replication, request.user, veto, False, _worded(data.reason)))


@post("/api/vetoes/{veto:str}/lift", status_code=200, summary="Lift a confirmed veto")
async def lift_veto(veto: FromPath[str], data: JSONBody[WhyIn], request: HttpRequest, replication: Mine) -> StateOut:
    """With a reason; the member is told."""
    require_somewhere(request.user, "office", "committee_leader")
    return StateOut(await queries.lift_veto(replication, request.user, veto, _worded(data.reason)))


@get("/api/schemes/{scheme:str}/dry-run", summary="What a version would do")
async def try_scheme(scheme: FromPath[str], request: HttpRequest, replication: Mine) -> TriedOut:
    """Who would move in the running quarter and in the last two that are over, and why; nothing is written but that the person looked."""
    require(request.user, "office")
    return await queries.dry_run(replication, request.user, scheme)


def _worded(text: str, field: str = "reason") -> str:
    if told := text.strip():
        return told
    raise invalid([Reason(field, "请写明")])


ROUTES = (
    list_cycles,
    export_cycles,
    open_cycles,
    move_cycles,
    show_cycle,
    export_cycle,
    move_cycle,
    decide_tie,
    show_publication,
    export_publication,
    list_appeals,
    export_appeals,
    decide_appeal,
    list_vetoes,
    export_vetoes,
    propose_veto,
    confirm_veto,
    dismiss_veto,
    lift_veto,
    try_scheme,
)
