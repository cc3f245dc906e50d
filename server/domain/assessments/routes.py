"""Assessments for the office: all branches, one branch, contested deductions, entries, publication, schemes."""

from datetime import date
from typing import Annotated, Any

from litestar import Request, Router, get, post, put
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.assessments.queries import decisions, showing, trying
from server.domain.assessments.rules import contests_book, overview_book
from server.domain.assessments.schemas import (
    AssessedOut,
    AssessmentDraftIn,
    AssessmentEntryIn,
    AssessmentOut,
    AssessmentPublishIn,
    AssessmentReasonIn,
    AssessmentSchemesOut,
    AssessmentsOut,
    BandsOut,
    DecideDeductionIn,
    DeductionsOut,
)
from server.domain.assessments.schemas.trying import TriedAssessmentsOut
from server.domain.exports import send_book
from server.domain.obligations import period_at, period_days
from server.domain.organisation import today_of
from server.kit.identity import Actor
from server.kit.problems import Problem, Reason, invalid, rights_missing
from server.kit.sheets import WORKBOOK
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
State = Annotated[str, QueryParameter(name="state", max_length=20)]
RANKED_ROLES = ("office", "committee_leader")
"""Who sees places by points; everyone else sees bands (domain.md 3.2)."""


def _for_the_office(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    require(connection.user, "office")


@get("/api/assessments", summary="The assessment of all branches in a quarter or year")
async def show_overview(request: HttpRequest, replication: NamedDependency[Replication], period: FromQuery[str | None] = None) -> AssessmentsOut:
    """All branches for office and committee leaders, with places by points; an assessor's own branches without. The running quarter by default."""
    return await _overview_of(request.user, replication, period)


@get("/api/assessments/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The assessment of all branches as a workbook")
async def export_overview(request: HttpRequest, replication: NamedDependency[Replication], period: FromQuery[str | None] = None) -> Stream:
    """The branches that the person sees, with places by points for office and committee leaders alone."""
    return await send_book(replication, request.user, overview_book(await _overview_of(request.user, replication, period)))


async def _overview_of(actor: Actor, replication: Replication, period: str | None) -> AssessmentsOut:
    ranked = actor.has(*RANKED_ROLES)
    if not ranked and not actor.assesses:
        raise rights_missing("支部考核由党群工作部、党委领导和党建考核员查看。")
    return await showing.load_overview(replication, _checked(period, replication), None if ranked else actor.assesses, ranked)


def _checked(period: str | None, replication: Replication) -> str:
    """The quarter or year asked for; Problem 400 for a text that names none."""
    if period is None:
        return period_at("quarter", _today(replication))
    try:
        period_days(period)
    except ValueError:
        period = ""
    if "-Q" in period or len(period) == 4:
        return period
    raise Problem("assessments.period", "周期不对", "没有这个考核周期。", "请写成 2026-Q4 或 2026。", field="period")


def _today(replication: Replication) -> date:
    return date.fromisoformat(today_of(replication))


@get("/api/assessments/{branch:str}/{period:str}", summary="One branch's assessment with everything behind it")
async def show_assessment(
    branch: FromPath[str], period: FromPath[str], request: HttpRequest, replication: NamedDependency[Replication]
) -> AssessmentOut:
    """For office, committee leaders, and the branch's assessors."""
    if not request.user.has(*RANKED_ROLES) and branch not in request.user.assesses:
        raise rights_missing()
    return await showing.load_assessment(replication, branch, _checked(period, replication))


@get("/api/deductions", guards=[_for_the_office], summary="Contested deductions")
async def list_deductions(replication: NamedDependency[Replication], wanted: State = "contested") -> DeductionsOut:
    """Deductions that a branch contested, by what became of them."""
    return await showing.load_deductions(replication, wanted)


@get(
    "/api/deductions/export",
    media_type=WORKBOOK,
    opt={"uncompressed": True},
    guards=[_for_the_office],
    summary="Contested deductions as a workbook",
)
async def export_deductions(request: HttpRequest, replication: NamedDependency[Replication], wanted: State = "contested") -> Stream:
    """Those that the list shows."""
    return await send_book(replication, request.user, contests_book(await showing.load_deductions(replication, wanted), wanted))


@post("/api/deductions/{deduction:str}/decide", status_code=200, guards=[_for_the_office], summary="Uphold or reverse a contested deduction")
async def decide_deduction(
    deduction: FromPath[str], data: JSONBody[DecideDeductionIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> AssessedOut:
    """Reversed, the points come back at once; the history stays."""
    return await decisions.decide(replication, request.user, deduction, data.verdict, _words(data.reason))


@post("/api/assessments/{branch:str}/{period:str}/entries", status_code=200, guards=[_for_the_office], summary="Enter a bonus or a veto")
async def enter(
    branch: FromPath[str], period: FromPath[str], data: JSONBody[AssessmentEntryIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> AssessedOut:
    """With reason and evidence. For a year: the yearly review."""
    return await decisions.enter(replication, request.user, branch, _checked(period, replication), data)


@post("/api/assessment-entries/{entry:str}/withdraw", status_code=200, guards=[_for_the_office], summary="Withdraw a bonus or a veto")
async def withdraw(
    entry: FromPath[str], data: JSONBody[AssessmentReasonIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> AssessedOut:
    """It stays on record with the reason."""
    return await decisions.withdraw(replication, request.user, entry, _words(data.reason))


@post("/api/assessment-forms/{form:str}/reopen", status_code=200, guards=[_for_the_office], summary="Open a submitted form again")
async def reopen(
    form: FromPath[str], data: JSONBody[AssessmentReasonIn], request: HttpRequest, replication: NamedDependency[Replication]
) -> AssessedOut:
    """Its assessor sees the reason."""
    return await decisions.reopen(replication, request.user, form, _words(data.reason))


@post("/api/assessments/{period:str}/publish", status_code=200, guards=[_for_the_office], summary="Publish the bands of a quarter or year")
async def publish(period: FromPath[str], request: HttpRequest, replication: NamedDependency[Replication]) -> BandsOut:
    """Everyone sees the band of each branch, nobody its place."""
    return await decisions.publish(replication, request.user.account, _checked(period, replication))


@get("/api/assessment-schemes", guards=[_for_the_office], summary="All versions of the assessment scheme")
async def list_schemes(replication: NamedDependency[Replication]) -> AssessmentSchemesOut:
    """The draft with what is wrong with it, and every version that was published."""
    return await showing.load_all_schemes(replication, decisions.earliest_day(replication))


@put("/api/assessment-schemes/draft", guards=[_for_the_office], summary="Keep the draft of the assessment scheme")
async def save_draft(data: JSONBody[AssessmentDraftIn], request: HttpRequest, replication: NamedDependency[Replication]) -> AssessedOut:
    """A draft may have faults; it rules nothing."""
    return await decisions.save_draft(replication, request.user.account, data.content)


@get("/api/assessment-schemes/draft/dry-run", guards=[_for_the_office], summary="What the draft would do")
async def try_draft(replication: NamedDependency[Replication]) -> TriedAssessmentsOut:
    """Which branches would have another band or other points in the last two quarters, and why; nothing is written."""
    return await trying.dry_run(replication)


@post("/api/assessment-schemes/draft/publish", status_code=200, guards=[_for_the_office], summary="Put the draft in force from a day")
async def publish_scheme(data: JSONBody[AssessmentPublishIn], request: HttpRequest, replication: NamedDependency[Replication]) -> AssessedOut:
    """Refused with everything that is wrong with it, in words."""
    return await decisions.publish_scheme(replication, request.user.account, data.from_on, data.reason)


def _words(text: str) -> str:
    if reason := text.strip():
        return reason
    raise invalid([Reason("reason", "请写明理由")])


HANDLERS = (
    show_overview,
    export_overview,
    show_assessment,
    list_deductions,
    export_deductions,
    decide_deduction,
    enter,
    withdraw,
    reopen,
    publish,
    list_schemes,
    save_draft,
    try_draft,
    publish_scheme,
)
ROUTES = (Router("/", route_handlers=HANDLERS),)
