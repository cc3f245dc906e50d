"""Guides for the office: the table of months, visits with their next steps, assignments, the quarter's report, sheets in and out."""

import re
from typing import Annotated, Any, Literal

from litestar import Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.audit import ChoiceIn
from server.domain.exports import note_export, send_book
from server.domain.facts import quarter_of
from server.domain.guides import rules
from server.domain.guides.queries import assigning, covering, imports, moving, reading
from server.domain.guides.schemas import (
    GuideAssignIn,
    GuideAssignmentOut,
    GuideChoiceOut,
    GuideEndIn,
    GuideOptionsOut,
    VisitCoverageTableOut,
    VisitMovedOut,
    VisitMoveIn,
    VisitQuarterOut,
    VisitRuleIn,
    VisitRuleOut,
    VisitsOut,
    VisitStoryOut,
)
from server.domain.organisation import sheet_routes, today_of
from server.domain.papers import WORD, Format
from server.kit.identity import Actor
from server.kit.problems import Reason, invalid
from server.kit.sheets import WORKBOOK, Book, Page, attached
from server.kit.typeset import PDF
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]
READERS = ("office", "committee_leader")
Stated = Annotated[Literal["", "filed", "reviewed"], QueryParameter(name="state")]
Text = Annotated[str, QueryParameter(max_length=64)]
Quarter = Annotated[str, QueryParameter(max_length=7)]
Form = Annotated[Format, QueryParameter(name="format")]
_QUARTER = re.compile(r"[12]\d{3}-Q[1-4]")


def _quarter(replication: Replication, asked: str) -> str:
    """The quarter asked for, or the running one; none that has not begun."""
    running = quarter_of(today_of(replication))
    if not asked:
        return running
    if not _QUARTER.fullmatch(asked) or asked > running:
        raise invalid([Reason("quarter", "季度要写成 2026-Q4 这样，不能是还没有开始的")])
    return asked


@get("/api/guides/coverage", summary="How often organisations were visited")
async def show_coverage(request: HttpRequest, replication: Mine, quarter: Quarter = "") -> VisitCoverageTableOut:
    """Each month of a quarter in its colour, for office and committee leaders; and the branches to which nobody is assigned."""
    require(request.user, *READERS)
    return await covering.load_coverage(replication, _quarter(replication, quarter))


@get("/api/guides/quarter", summary="A quarter of visits in figures")
async def show_quarter(request: HttpRequest, replication: Mine, quarter: Quarter = "") -> VisitQuarterOut:
    """By team, function and way, each month's standings, problems, and where nobody was."""
    require(request.user, *READERS)
    return await covering.load_quarter(replication, _quarter(replication, quarter))


@get("/api/guides/report", media_type=PDF, opt={"uncompressed": True}, summary="A quarter's report as Word or PDF")
async def take_quarter(request: HttpRequest, replication: Mine, quarter: Quarter = "", form: Form = "pdf") -> Response[bytes]:
    """The same figures on paper."""
    require(request.user, *READERS)
    name, content = await covering.write_quarter(replication, _quarter(replication, quarter), form)
    await note_export(replication, request.user, f"{name}.{form}", {}, 1)
    return Response(content, media_type=PDF if form == "pdf" else WORD, headers=attached(f"{name}.{form}"))


@get("/api/guides/options", summary="What visits are described by")
async def show_guide_options(request: HttpRequest, replication: Mine) -> GuideOptionsOut:
    """Functions, ways, how often visits are due, and which organisations there are."""
    require(request.user, *READERS)
    return await reading.load_options(replication)


@get("/api/guides/assignments", summary="Who guides which organisation")
async def list_assignments(request: HttpRequest, replication: Mine) -> list[GuideAssignmentOut]:
    """All, past ones too."""
    require(request.user, *READERS)
    return await reading.load_assignments(replication)


@post("/api/guides/assignments", status_code=200, summary="Assign a guide or a liaison")
async def assign_guide(data: JSONBody[GuideAssignIn], request: HttpRequest, replication: Mine) -> GuideAssignmentOut:
    """To an organisation, from a day on, with the reason. Nobody assigns themselves, or anybody to the own branch."""
    require(request.user, "office")
    return await assigning.assign(replication, request.user, data)


@post("/api/guides/assignments/{assignment:str}/end", status_code=200, summary="End an assignment")
async def end_assignment(assignment: FromPath[str], data: JSONBody[GuideEndIn], request: HttpRequest, replication: Mine) -> GuideAssignmentOut:
    """On a day, with the reason; what was visited until then stays."""
    require(request.user, "office")
    return await assigning.end(replication, request.user, assignment, data)


@get("/api/visits", summary="Visits")
async def list_visits(
    request: HttpRequest, replication: Mine, stated: Stated = "", org: Text = "", guide: Text = "", cursor: FromQuery[str | None] = None
) -> VisitsOut:
    """For office and committee leaders, the newest first."""
    require(request.user, *READERS)
    return await reading.load_visits(replication, stated, org, guide, cursor)


@get("/api/visits/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Visits, problems and assignments as a workbook")
async def export_visits(request: HttpRequest, replication: Mine, stated: Stated = "", org: Text = "", guide: Text = "") -> Stream:
    """All that `/api/visits` pages through, and every problem and assignment."""
    require(request.user, *READERS)
    pages = [
        Page("走访", rules.VISIT_COLUMNS, reading.visit_rows(replication, stated, org, guide)),
        Page("问题", rules.PROBLEM_COLUMNS, reading.problem_rows(replication)),
        Page("指导员联络员", rules.ASSIGNMENT_COLUMNS, reading.assignment_rows(replication)),
    ]
    chosen = {"状态": rules.WORDS[stated]} if stated else {}
    return await send_book(replication, request.user, Book("走访", chosen, pages))


@get("/api/visits/{visit:str}", summary="A visit's story")
async def show_visit(visit: FromPath[str], request: HttpRequest, replication: Mine) -> VisitStoryOut:
    """What was done and found, every step with who, when and which words, and the orders that came of it."""
    require(request.user, *READERS)
    return await reading.load_story(replication, visit)


@post("/api/visits/{visit:str}/move", status_code=200, summary="Take a step about a visit or a problem it found")
async def move_visit(visit: FromPath[str], data: JSONBody[VisitMoveIn], request: HttpRequest, replication: Mine) -> VisitMovedOut:
    """Over exactly the story that was seen: review it, follow a problem up, make it an order. Nobody decides about their own visit or branch."""
    require(request.user, "office")
    return await moving.move(replication, request.user, visit, data)


@put("/api/guide-choices/{field:str}/{key:str}", status_code=200, summary="Define a function or a way")
async def put_guide_choice(
    field: FromPath[str], key: FromPath[str], data: JSONBody[ChoiceIn], request: HttpRequest, replication: Mine
) -> GuideChoiceOut:
    """What ships is unconfirmed until the office says that it is the mine's."""
    require(request.user, "office")
    return await assigning.define(replication, request.user.account, field, key, data)


@put("/api/visit-rule", status_code=200, summary="Say how often visits are due")
async def put_visit_rule(data: JSONBody[VisitRuleIn], request: HttpRequest, replication: Mine) -> VisitRuleOut:
    """At least so many a month; and how many days before its end a missing one turns yellow."""
    require(request.user, "office")
    return await assigning.keep_rule(replication, request.user.account, data)


ROUTES = (
    show_coverage,
    show_quarter,
    take_quarter,
    show_guide_options,
    list_assignments,
    *sheet_routes("/api/guides", "指导员联络员", "assignments", rules.template, imports.import_assignments, imports.mark_assignments),
    assign_guide,
    end_assignment,
    list_visits,
    export_visits,
    show_visit,
    move_visit,
    put_guide_choice,
    put_visit_rule,
)
